"""Questions about tasks: their spans on a day, and lists for screens."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import ACTING_ROLES
from thuocdo.programmes.models import Programme
from thuocdo.tasks import projection
from thuocdo.tasks.access import can_see, lead_holders
from thuocdo.tasks.models import Evidence, Occurrence, StatusSpan, Task
from thuocdo.tasks.rules.spans import spans
from thuocdo.tasks.rules.states import OPEN
from thuocdo.tasks.services.move import story_of


def spans_on(programme: Programme, *, on: date, with_children: bool = False) -> QuerySet[StatusSpan]:
    """The spans that hold the day: one for each lead of a task, or of an occurrence of a recurring one."""
    # Said as a negation, so that SQLite walks the index of the list's order instead of every span still open.
    found = StatusSpan.objects.filter(programme=programme, start__lte=on).exclude(end__lte=on)
    return found if with_children else found.filter(is_child=False)


def beyond_horizon(programme: Programme, *, on: date) -> Iterator[StatusSpan]:
    """Unsaved spans of the day for periods that begin after what was projected: none for boards of the coming year."""
    behind = Task.objects.filter(programme=programme, projected_until__isnull=False, projected_until__lt=on)
    for task in behind.order_by():
        begun_until = task.projected_until or on
        story, ids = story_of(task)
        ground = projection.ground(ids.values())
        story.begin_periods(on)
        late = {period for period, begun in story.begun_on.items() if begun > begun_until}
        for span in spans(story, ground.successions, until=on):
            if span.period in late and span.start <= on < span.end:
                yield from projection.rows_of(task, span, ground)


def people_of(task: Task, *, on: date) -> QuerySet[Person]:
    """Who may answer for a task: the officers and heads of its lead bodies and of those below them, by name."""
    under = Q(pk__in=[])
    for body in lead_holders(task, on=on):
        under |= Q(organisation__path__startswith=body.path)
    grants = Grant.objects.valid(on=on).filter(under, role__in=[role.value for role in ACTING_ROLES])
    return Person.objects.filter(is_active=True, grants__in=grants).distinct().order_by("full_name", "pk")


def task_seen_by(person: Person, *, on: date, **which: Any) -> Task | None:
    """The one task that `which` names, if it exists and the person may see it."""
    found = Task.objects.select_related("programme", "assigner", "accountable", "parent").filter(**which).first()
    return found if found is not None and can_see(person, found, on=on) else None


def evidence_seen_by(person: Person, *, on: date, **which: Any) -> Evidence | None:
    """The one piece of evidence that `which` names, if the person may see its task."""
    found = Evidence.objects.select_related("task__programme", "task__assigner").filter(**which).first()
    return found if found is not None and can_see(person, found.task, on=on) else None


def rounds_on(tasks: QuerySet[Task], *, on: date, until: date) -> list[Occurrence]:
    """Open occurrences of these recurring tasks that have begun by the day and are due by `until`, by deadline.

    Those that began since the last act on their task are not rows yet: their spans are, and say the same.
    """
    spans = (
        StatusSpan.objects.filter(
            task__in=tasks.exclude(recurrence=""), start__lte=on, end__gt=on, is_first=True, due__lte=until,
            state__in=[state.value for state in OPEN],
        )
        .exclude(period="")
        .select_related("task__programme")
        .order_by("due", "task_id")
    )  # fmt: skip
    listed = list(spans)
    rows = Occurrence.objects.filter(task__in={span.task_id for span in listed}, pending_to__isnull=False)
    pending = {(row.task_id, row.period): row.pending_to for row in rows}
    return [
        Occurrence(
            task=span.task, period=span.period, state=span.state, due=span.due, first_due=span.first_due,
            pending_to=pending.get((span.task_id, span.period)),
        )
        for span in listed
    ]  # fmt: skip
