"""Keeps what lists and boards read in step with the events: current standing, occurrences and status spans."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import handovers
from thuocdo.tasks.models import CalendarDay, Occurrence, StatusSpan, Task
from thuocdo.tasks.rules.cells import Mark, pack
from thuocdo.tasks.rules.life import Life
from thuocdo.tasks.rules.spans import Passing, Span, spans
from thuocdo.tasks.rules.states import OPEN, State
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.rules.workdays import WorkingDays

# Occurrences are begun this far past the last event, so that boards of the coming year need no replay.
HORIZON = timedelta(days=400)
STANDING = (
    "state", "first_due", "due", "assigned_on", "reported_on", "verified_on", "suspended_on", "pending_to",
    "extensions", "returns", "percent",
)  # fmt: skip
TASK_COLUMNS = (*STANDING, "last_on", "projected_until", "version")


@dataclass(frozen=True, slots=True)
class Projected:
    """What a story becomes: the task with its columns set (not yet saved), and what its rows are made of."""

    task: Task
    lives: Mapping[str, Life]
    spans: list[Span]

    def occurrences(self) -> list[Occurrence]:
        """The rows of a recurring task's occurrences; the task must have its key."""
        return [Occurrence(task=self.task, period=period, **_standing(life)) for period, life in self.lives.items()]

    def rows(self, ground: "Ground") -> list[StatusSpan]:
        """The span rows; the task must have its key."""
        return [row for span in self.spans for row in rows_of(self.task, span, ground)]


@dataclass(frozen=True)
class Ground:
    """What projecting needs to know of the bodies: levels by key, and who takes over from whom."""

    levels: Mapping[int, str]
    successions: Mapping[int, Passing]


def working_days() -> WorkingDays:
    """The official calendar with the administrator's overrides. One query."""
    overrides = dict(CalendarDay.objects.values_list("day", "is_working"))
    return WorkingDays(overrides) if overrides else _official()


@cache
def _official() -> WorkingDays:
    return WorkingDays()


def ground(bodies: Iterable[int] | None = None) -> Ground:
    """Levels and successions; of all bodies, or of these and those that follow them. Two queries."""
    successions = main_successions()
    rows = Organisation.objects.all()
    if bodies is not None:
        wanted = set(bodies)
        queue = list(wanted)
        while queue:
            passing = successions.get(queue.pop())
            if passing is not None and passing.successor not in wanted:
                wanted.add(passing.successor)
                queue.append(passing.successor)
        rows = rows.filter(pk__in=wanted)
    return Ground(levels=dict(rows.values_list("pk", "level")), successions=successions)


def main_successions() -> dict[int, Passing]:
    """For each body that ended: when, and who holds its open work from then on. One query."""
    return {body: Passing(handover.on, handover.successor_id) for body, handover in handovers().items()}


def project(task: Task, story: Story, ground: Ground, *, today: date) -> Projected:
    """Set the task's columns from its story; give its occurrences begun by `today` and its spans."""
    story.begin_periods(today)
    lives = dict(story.occurrences)
    _set_standing(task, story)
    last = story.life.last_on or today
    task.last_on = story.life.last_on
    until = max(last, today) + HORIZON
    found = spans(story, ground.successions, until=until)
    task.projected_until = until if story.recurrence is not None and not story.is_over() else None
    return Projected(task, lives, found)


def save(projected: Projected, ground: Ground) -> None:
    """Replace the rows of one task that is already in the database."""
    task = projected.task
    task.save(update_fields=list(TASK_COLUMNS))
    if task.recurrence:
        Occurrence.objects.bulk_create(
            projected.occurrences(),
            update_conflicts=True,
            unique_fields=["task", "period"],
            update_fields=list(STANDING),
        )
    StatusSpan.objects.filter(task=task).delete()
    StatusSpan.objects.bulk_create(projected.rows(ground))


def _set_standing(task: Task, story: Story) -> None:
    for name, value in _standing(story.life).items():
        setattr(task, name, value)
    if story.recurrence is not None:
        still = [life for life in story.occurrences.values() if life.state in OPEN or life.state is State.SUSPENDED]
        nearest = min(still, key=lambda life: life.due or date.max, default=None)
        task.due = nearest.due if nearest else None
        task.first_due = nearest.first_due if nearest else None


def _standing(life: Life) -> dict[str, object]:
    found = {name: getattr(life, name) for name in STANDING}
    found["state"] = life.state.value
    return found


def rows_of(task: Task, span: Span, ground: Ground) -> Iterator[StatusSpan]:
    """The unsaved rows of one span: one for each lead."""
    seen: set[str] = set()
    is_below = task.parent_id is not None or task.is_of_plan
    for n, lead in enumerate(span.leads):
        level = ground.levels[lead]
        mark = Mark(span.status, span.suspended, span.extended, n == 0, level not in seen, is_below)
        yield StatusSpan(
            task=task, programme_id=task.programme_id, period=span.period, lead_id=lead, level=level,
            field=task.field, is_child=mark.is_child, start=span.start, end=span.end,
            state=span.life.state.value, first_due=span.life.first_due, due=span.life.due, done_on=span.done_on,
            percent=span.life.percent, extensions=span.life.extensions, status=mark.status.value,
            suspended=mark.suspended, extended=mark.extended, is_first=mark.is_first,
            is_first_of_level=mark.is_first_of_level, cell=pack(mark),
        )  # fmt: skip
        seen.add(level)
