"""Directives sent to bodies, what became of each delivery, and which passage a task of a lower body's plan answers."""

import uuid

from django.db import models
from django.db.models import Q

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage
from thuocdo.distribution.rules import DeliveryState, state_of
from thuocdo.organisations.models import Organisation
from thuocdo.tasks.models import Task


class Sending(models.Model):
    """One act of sending a directive, in the name of a body."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="sendings")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="sendings")
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.sent_on}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Named filters of deliveries."""

    def live(self) -> "DeliveryQuerySet":
        """Those not withdrawn."""
        return self.filter(withdrawn_on=None)

    def waiting(self) -> "DeliveryQuerySet":
        """Those that nobody has acknowledged yet."""
        return self.filter(withdrawn_on=None, acknowledged_on=None)

    def standing(self, state: str) -> "DeliveryQuerySet":
        """Those in a state of `rules.DeliveryState`; all of them for any other word."""
        if state == DeliveryState.WITHDRAWN.value:
            return self.filter(withdrawn_on__isnull=False)
        if state == DeliveryState.ACKNOWLEDGED.value:
            return self.live().filter(acknowledged_on__isnull=False)
        return self.waiting() if state == DeliveryState.WAITING.value else self


class Delivery(models.Model):
    """A directive in the inbox of one body, named there as `printed` says. Its successor holds it once the body ended.

    `acknowledged_for` is the body in whose name it was acknowledged: the recipient, or its successor.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sending = models.ForeignKey(Sending, models.PROTECT, related_name="deliveries")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="deliveries")
    printed = models.CharField(max_length=500, blank=True)
    sent_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    acknowledged_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "recipient"], condition=Q(withdrawn_on=None), name="delivery_once_while_live"
            ),
            models.CheckConstraint(
                name="delivery_acknowledged_for_a_body",
                condition=Q(acknowledged_on=None, acknowledged_for=None)
                | Q(acknowledged_on__isnull=False, acknowledged_for__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["recipient", "sent_on"],
                condition=Q(withdrawn_on=None, acknowledged_on=None),
                name="delivery_waiting",
            ),
            models.Index(fields=["directive", "withdrawn_on", "acknowledged_on"], name="delivery_of_directive"),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} → {self.recipient_id}"

    @property
    def state(self) -> DeliveryState:
        """Where it stands."""
        return state_of(self.acknowledged_on, self.withdrawn_on)


class PassageTie(models.Model):
    """A task of a body's own plan answers this passage of the directive above."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="tie")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="ties")

    def __str__(self) -> str:
        return f"{self.task_id} → {self.passage_id}"
