"""Documents that give work, spans of their text, and what was read out of them: assignments and reported figures."""

import uuid

from django.db import models
from django.db.models import F, Q

from thuocdo.accounts.models import Person
from thuocdo.directives import labels
from thuocdo.directives.rules import DocumentClass, FigureState, FileState, ProposalState
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme


class Directive(models.Model):
    """A document that gives work. One named only by an imported task is a reference without text.

    A body's own plan under a directive that it received names that one as `parent` and itself as `plan_of`.
    `stated` names the fields of the header that an exchange package stated and nobody has changed since.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programmes = models.ManyToManyField(Programme, related_name="directives")
    kind = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=100, blank=True)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=500, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    event_on = models.DateField(null=True, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    document_class = models.CharField(
        max_length=10, choices=labels.DOCUMENT_CLASS, default=DocumentClass.INTERNAL.value
    )
    stated = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)
    file_name = models.CharField(max_length=300, blank=True)
    file_size = models.PositiveBigIntegerField(default=0)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="plans")
    plan_of = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="plans")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="directives")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["number"], name="directive_number")]
        constraints = [
            models.CheckConstraint(
                name="directive_class_known", condition=Q(document_class__in=["public", "internal", "personal"])
            ),
            models.CheckConstraint(
                name="directive_plan_has_a_body", condition=Q(parent=None) | Q(plan_of__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.file_name or str(self.uuid)

    @property
    def is_reference(self) -> bool:
        """Named by a task but never taken in."""
        return self.sha256 is None


class Passage(models.Model):
    """A half-open span [start, end) of a directive's text, in Unicode code points.

    One joined of distant places has all its `spans`, in the order of the text, and begins and ends with the first.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="passages")
    label = models.CharField(max_length=50, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)
    spans = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(name="passage_is_a_span", condition=Q(start=None, end=None) | Q(start__lt=F("end")))
        ]

    def __str__(self) -> str:
        return self.label or self.quote[:60]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Every span it has; none where its text was never taken in."""
        if self.start is None or self.end is None:
            return []
        return [(start, end) for start, end in self.spans] or [(self.start, self.end)]


class Proposal(models.Model):
    """An extracted assignment that nobody has accepted yet, as the extraction contract prints it.

    `found` is what the machine read and never changes; `fields` is what the reviewer made of it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="proposals")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="proposals")
    order = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=labels.PROPOSAL_STATE, default=ProposalState.PENDING.value)
    found = models.JSONField(null=True)
    fields = models.JSONField(default=dict)
    confidence = models.FloatField(default=0)
    version = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    split_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="proposal_state_known",
                condition=Q(state__in=["pending", "accepted", "rejected", "merged", "split"]),
            )
        ]

    def __str__(self) -> str:
        return str(self.fields.get("action", ""))[:80]


class ReportedFigure(models.Model):
    """A fact that a document reports: `value` (of `of`) `unit`, as of `on`. Accepted, it waits to be an observation.

    `found` is what the machine read and never changes; the columns are what the reviewer made of it. A figure that a
    reviewer added has nothing found: the log says who added it and when, and its `value` may be missing until accepted.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="figures")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="figures")
    order = models.PositiveIntegerField()
    measure = models.TextField(blank=True)
    value = models.FloatField(null=True, blank=True)
    of = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=labels.FIGURE_STATE, default=FigureState.PENDING.value)
    found = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="figure_state_known", condition=Q(state__in=["pending", "accepted", "refused"])
            ),
            models.CheckConstraint(
                name="figure_accepted_has_a_value", condition=~Q(state="accepted") | Q(value__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure[:60]}: {'–' if self.value is None else format(self.value, 'g')} {self.unit}"


class Intake(models.Model):
    """Many documents handed in at once for a programme, read one by one. `source` is what they came in, as named.

    Those handed in at the command line (`by_operator`) are taken in by nobody in particular.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="intakes")
    document_class = models.CharField(
        max_length=10, choices=labels.DOCUMENT_CLASS, default=DocumentClass.INTERNAL.value
    )
    source = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="intakes")
    added_at = models.DateTimeField()
    by_operator = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_class_known", condition=Q(document_class__in=["public", "internal", "personal"])
            )
        ]

    def __str__(self) -> str:
        return self.source or str(self.uuid)


class IntakeFile(models.Model):
    """One file of an intake and what became of it. A refused one has no digest: its content is not kept.

    Whoever reads it raises `version` first and writes the end of it only where that is still the version. One refused
    for a marking of a state secret keeps its place in the order and nothing else.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="files")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=labels.FILE_STATE, default=FileState.WAITING.value)
    reason = models.TextField(blank=True)
    directive = models.ForeignKey(Directive, models.SET_NULL, null=True, blank=True, related_name="intake_files")
    proposal_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        indexes = [
            models.Index(fields=["id"], name="intake_file_unfinished", condition=Q(state__in=["waiting", "reading"]))
        ]
        constraints = [
            models.UniqueConstraint(fields=["intake", "order"], name="intake_file_in_order"),
            models.CheckConstraint(
                name="intake_file_state_known",
                condition=Q(state__in=["waiting", "reading", "taken_in", "known", "refused", "classified"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.order)
