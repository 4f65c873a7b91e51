"""Which proposal became which task."""

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
