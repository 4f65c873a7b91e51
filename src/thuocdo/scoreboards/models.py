"""What was published: boards frozen on the day a person decided to show them."""

import uuid

from django.db import models

from thuocdo.programmes.models import Programme


class Snapshot(models.Model):
    """A programme's board as of a day, frozen when it was published; the public pages show the latest one.

    `board` holds totals and groups in the form of the exchange contract; `sha256` is the digest of everything in it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    on = models.DateField()
    board = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=300)
    last_event = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="snapshot_number_once")]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.number} {self.on}"


class SnapshotTask(models.Model):
    """One public task as it stood in a snapshot, in words that will not change with the task."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="tasks")
    code = models.CharField(max_length=60)
    period = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    folded = models.TextField()
    field = models.CharField(max_length=50, blank=True)
    lead_codes = models.JSONField(default=list)
    lead_names = models.JSONField(default=list)
    status = models.PositiveSmallIntegerField()
    is_suspended = models.BooleanField(default=False)
    first_due = models.DateField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    percent = models.FloatField(null=True)
    deliverables = models.JSONField(default=list)
    results = models.JSONField(default=list)
    source = models.CharField(max_length=200, blank=True)
    extensions = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["snapshot", "status", "due"], name="snapshot_by_status"),
            models.Index(fields=["snapshot", "code"], name="snapshot_by_code"),
        ]

    def __str__(self) -> str:
        return self.code


class SnapshotLead(models.Model):
    """A body that led a public task of a snapshot, for the list of a body."""

    task = models.ForeignKey(SnapshotTask, models.CASCADE, related_name="leads")
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["snapshot", "code"], name="snapshot_lead")]

    def __str__(self) -> str:
        return self.code
