"""Which proposal became which task, and the targets that its text set for it."""

from django.db import models

from thuocdo.directives.models import Proposal
from thuocdo.tasks.models import Task


class Acceptance(models.Model):
    """A task that came of an accepted proposal; a class of bodies makes one for the parent and one for each child."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="acceptances")
    task = models.OneToOneField(Task, models.CASCADE, related_name="acceptance")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.proposal_id} → {self.task_id}"


class TaskTarget(models.Model):
    """A quantified aim that the directive's own words set for a task: `measure` `op` `value` `unit`."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField(default=0)
    measure = models.TextField(blank=True)
    op = models.CharField(max_length=2, blank=True)
    value = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    quote = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["task", "order"], name="task_target_order_once")]

    def __str__(self) -> str:
        return self.quote[:80]
