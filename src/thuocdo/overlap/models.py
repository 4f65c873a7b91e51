"""Pairs of tasks that may be one piece of work, what was answered, and the passages that a task has from others."""

import uuid

from django.db import models
from django.db.models import F, Q

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage
from thuocdo.overlap import labels
from thuocdo.overlap.rules import Answer
from thuocdo.tasks.models import Task


class Overlap(models.Model):
    """Two tasks that were found to say the same or to clash. `task` is the one that was about to be assigned.

    `reasons` are as the comparison gave them: `why`, `first`, `second`, the task's own side first.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="overlaps")
    other = models.ForeignKey(Task, models.CASCADE, related_name="overlapped_by")
    kind = models.CharField(max_length=10, choices=labels.OVERLAP_KIND)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    answer = models.CharField(max_length=10, choices=labels.ANSWER, default=Answer.OPEN.value)
    reason = models.TextField(blank=True)
    found_on = models.DateField()
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "other"], name="overlap_once_a_pair"),
            models.CheckConstraint(name="overlap_is_of_two", condition=~Q(task=F("other"))),
            models.CheckConstraint(name="overlap_kind_known", condition=Q(kind__in=["same", "clash"])),
            models.CheckConstraint(
                name="overlap_answer_known", condition=Q(answer__in=["open", "kept", "joined", "dropped"])
            ),
        ]
        indexes = [models.Index(fields=["answer", "-score"], name="overlap_by_answer")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} {self.other_id}"


class FurtherSource(models.Model):
    """Another passage that gives a task: that of a draft which was joined to it instead of being assigned."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="further_sources")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=50, blank=True)
    joined = models.OneToOneField(Task, models.CASCADE, related_name="joined_into")
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.directive_id} {self.label}"
