"""The event log, which is history and audit trail at once, and the seals over it."""

import uuid

from django.db import models


class Event(models.Model):
    """One thing that happened to one object. Rows are never changed or removed: triggers refuse it.

    `on` is the day the event counts for, `recorded_at` the instant it was written. The actor is an identifier and the
    printed title of the moment, not a foreign key: names of people live in accounts and can be erased there.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=40)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    on = models.DateField()
    recorded_at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_title = models.CharField(max_length=300, blank=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="event_of_object"),
            models.Index(fields=["actor_id", "id"], name="event_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_type} {self.on}"


class Seal(models.Model):
    """A hash over a batch of committed events and the seal before it.

    `ranges` lists the event ids it covers as [first, last] pairs, `highest` is the highest id any seal covers so far.
    `gaps` lists [first, last, first missed at] of ids below it that were not to be seen yet (a transaction still
    running, or rolled back): a later seal takes up those that came.
    """

    number = models.PositiveBigIntegerField(unique=True)
    ranges = models.JSONField()
    gaps = models.JSONField(default=list)
    highest = models.PositiveBigIntegerField()
    event_count = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
