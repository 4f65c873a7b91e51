"""Tasks with what they must deliver, the proof of it, and the projection of their events that lists and boards read."""

import uuid

from django.db import models
from django.db.models import Q

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from thuocdo.programmes.rules import Openness
from thuocdo.tasks import labels
from thuocdo.tasks.rules.recurrence import Recurrence
from thuocdo.tasks.rules.states import State

STATES = [state.value for state in State]


class Standing(models.Model):
    """Where a task or an occurrence stands now: the last line of its story, kept for lists. Events are the truth."""

    state = models.CharField(max_length=15, choices=labels.STATE, default=State.DRAFT.value)
    first_due = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    assigned_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    suspended_on = models.DateField(null=True, blank=True)
    pending_to = models.DateField(null=True, blank=True)
    extensions = models.PositiveIntegerField(default=0)
    returns = models.PositiveIntegerField(default=0)
    percent = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True


class Task(Standing):
    """Work given to lead bodies with a product and a word on time. Belongs to one programme.

    One `is_of_plan` was given by a body's own plan under a directive: boards count it with the children only.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=60)
    exchange_code = models.CharField(max_length=100, null=True, blank=True, unique=True)
    title = models.TextField()
    folded = models.TextField(editable=False, default="")
    field = models.CharField(max_length=50, blank=True)
    openness = models.CharField(max_length=10, default=Openness.PUBLIC.value)
    accountable_person = models.CharField(max_length=300, blank=True)
    accountable = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="accountable_for")
    assigner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="assigned_tasks")
    recurrence = models.CharField(max_length=15, choices=labels.RECURRENCE, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    has_no_deadline = models.BooleanField(default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    weight = models.FloatField(default=1)
    is_needed_by_parent = models.BooleanField(default=False)
    is_of_plan = models.BooleanField(default=False)
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, blank=True, related_name="tasks")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="tasks")
    source_label = models.CharField(max_length=50, blank=True)
    leads = models.ManyToManyField(Organisation, through="Lead", related_name="led_tasks")
    coordinating = models.ManyToManyField(Organisation, related_name="coordinated_tasks", blank=True)
    version = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True, blank=True)
    projected_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["programme_id", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="task_code_once_in_programme"),
            models.CheckConstraint(name="task_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="task_openness_known", condition=Q(openness__in=["public", "internal"])),
            models.CheckConstraint(
                name="task_recurrence_known", condition=Q(recurrence__in=["", *[r.value for r in Recurrence]])
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "due", "id"], name="task_by_due"),
            models.Index(fields=["programme", "state", "due", "id"], name="task_by_state_and_due"),
            models.Index(
                fields=["programme", "projected_until"], name="task_horizon", condition=Q(projected_until__isnull=False)
            ),
            models.Index(fields=["due", "id"], name="task_due"),
            models.Index(fields=["state", "due", "id"], name="task_by_state"),
            models.Index(fields=["programme"], condition=Q(pending_to__isnull=False), name="task_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title[:60]}"


class Occurrence(Standing):
    """One period of a recurring task, with a life of its own."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="occurrences")
    period = models.CharField(max_length=10)

    class Meta:
        ordering = ["due"]
        constraints = [models.UniqueConstraint(fields=["task", "period"], name="occurrence_once_a_period")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.period}"


class Lead(models.Model):
    """A body that leads a task, in the order named; `order` 0 is the first."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="lead_rows")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lead_rows")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["task", "organisation"], name="lead_once_a_task")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.organisation_id}"


class Deliverable(models.Model):
    """What must exist at the end of a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="deliverables")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["task", "order"], name="deliverable_order_once")]

    def __str__(self) -> str:
        return self.name[:80]


class Evidence(models.Model):
    """What shows a deliverable: a file kept by its SHA-256, or a reference to something outside (no hash)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="evidence")
    deliverable = models.ForeignKey(Deliverable, models.SET_NULL, null=True, blank=True, related_name="evidence")
    period = models.CharField(max_length=10, blank=True)
    name = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    filed_on = models.DateField()
    filed_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name[:80]


class StatusSpan(models.Model):
    """The days [start, end) on which a task or occurrence has one board status under one lead: a projection of events.

    A row for each lead; `is_first` marks the one that totals count, `is_first_of_level` the one a level counts.
    `status` is `rules.spans.Status`; `end` 9999-12-31 is open. State, deadlines, percent, done day and number of
    extensions are those known on these days; `done_on` is the day of the report that was verified.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="spans")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    period = models.CharField(max_length=10, blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    level = models.CharField(max_length=10)
    field = models.CharField(max_length=50, blank=True)
    is_child = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=15, choices=labels.STATE, default=State.ASSIGNED.value)
    first_due = models.DateField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    percent = models.FloatField(null=True)
    extensions = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField()
    suspended = models.BooleanField(default=False)
    extended = models.BooleanField(default=False)
    is_first = models.BooleanField(default=True)
    is_first_of_level = models.BooleanField(default=True)
    cell = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="span_is_not_empty", condition=Q(start__lt=models.F("end")))]
        indexes = [
            # Boards read this index alone: `cell` packs all that they tell apart (rules.cells).
            models.Index(fields=["programme", "end", "start", "cell", "lead", "field"], name="span_counts"),
            # Lists walk in order of deadline and stop at a page: what they filter by is in the index.
            models.Index(
                fields=["programme", "status", "due", "task", "end", "start", "is_first", "is_child"], name="span_lists"
            ),
            models.Index(
                fields=["programme", "due", "task", "status", "end", "start", "is_first", "is_child"],
                name="span_by_due",
            ),
            models.Index(fields=["programme", "state", "end", "start", "is_first", "is_child"], name="span_by_state"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.task_id} {self.start}-{self.end} {self.status}"


class CalendarDay(models.Model):
    """An administrator's word that a day is worked or not, against the public calendar."""

    day = models.DateField(unique=True)
    is_working = models.BooleanField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.is_working}"
