"""From a story to spans of days with one board status each: the projection that makes boards of past dates quick."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from thuocdo.tasks.rules.life import Life
from thuocdo.tasks.rules.states import DONE, State
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.rules.workdays import WorkingDays

DAY = timedelta(days=1)
FOREVER = date.max
SOON_DAYS = 7


class Status(IntEnum):
    """What a board counts on a day. `CANCELLED` is out of every count but its own."""

    DONE_ON_TIME = 1
    DONE_LATE = 2
    OPEN_IN_TIME = 3
    DUE_SOON = 4
    NO_DEADLINE = 5
    OPEN_OVERDUE = 6
    CANCELLED = 9


@dataclass(frozen=True, slots=True)
class Span:
    """The days [start, end) on which a task, or the occurrence of a period, has one status under one set of leads.

    `life` is what is known of it on these days.
    """

    period: str
    start: date
    end: date
    status: Status
    life: Life
    leads: tuple[int, ...]

    @property
    def suspended(self) -> bool:
        """Whether the clock stands."""
        return self.life.state is State.SUSPENDED

    @property
    def extended(self) -> bool:
        """Whether an extension was granted by then."""
        return self.life.extensions > 0

    @property
    def done_on(self) -> date | None:
        """The day of the report that was verified; None while it is open."""
        return self.life.reported_on if self.life.state in DONE else None


@dataclass(frozen=True, slots=True)
class Passing:
    """A body's open work goes to `successor` (its main one) from `on`."""

    on: date
    successor: int


def status_of(life: Life, on: date, days: WorkingDays) -> Status:
    """The status on a day, given the life as known on it; the life must have been assigned."""
    if life.state is State.CANCELLED:
        return Status.CANCELLED
    if life.state in DONE:
        is_on_time = life.due is None or (life.reported_on is not None and life.reported_on <= life.due)
        return Status.DONE_ON_TIME if is_on_time else Status.DONE_LATE
    if life.due is None:
        return Status.NO_DEADLINE
    # Suspension cures nothing: in time or overdue as it was on that day.
    day = life.suspended_on or on
    if day > life.due:
        return Status.OPEN_OVERDUE
    if life.state is State.SUSPENDED or day < days.soon_from(life.due, SOON_DAYS):
        return Status.OPEN_IN_TIME
    return Status.DUE_SOON


def spans(story: Story, successions: Mapping[int, Passing], *, until: date) -> list[Span]:
    """All spans of a story, in order; occurrences of a series are begun up to `until` first."""
    story.begin_periods(until)
    return [span for key, trail in story.trail.items() for span in _of_trail(key, trail, story, successions)]


def _of_trail(
    key: str, trail: Sequence[tuple[date, Life]], story: Story, successions: Mapping[int, Passing]
) -> Iterator[Span]:
    for n, (start, life) in enumerate(trail):
        if life.assigned_on is None:
            continue  # a draft, or one cancelled as a draft, is on no board
        end = trail[n + 1][0] if n + 1 < len(trail) else FOREVER
        for day, after in _pieces(life, start, end, story.days):
            status = status_of(life, day, story.days)
            for first, last, leads in _under_leads(life, day, after, story.leads, successions):
                yield Span(key, first, last, status, life, leads)


def _pieces(life: Life, start: date, end: date, days: WorkingDays) -> Iterator[tuple[date, date]]:
    """The span cut at the days where an unchanged life changes its status: nearly due, the day after the due day."""
    cuts: list[date] = []
    is_moving = life.state not in DONE and life.state not in (State.CANCELLED, State.SUSPENDED)
    if is_moving and life.due is not None and life.due < FOREVER:
        cuts = [day for day in (days.soon_from(life.due, SOON_DAYS), life.due + DAY) if start < day < end]
    yield from _between(start, cuts, end)


def _under_leads(
    life: Life,
    start: date,
    end: date,
    named: Sequence[tuple[date, tuple[int, ...]]],
    successions: Mapping[int, Passing],
) -> Iterator[tuple[date, date, tuple[int, ...]]]:
    """The piece cut where open work passes to other bodies; finished work stays with the body that finished it."""
    is_open = life.state not in DONE and life.state is not State.CANCELLED
    if not is_open:
        yield start, end, _resolve(_named_on(named, start), successions, life.last_on or start)
        return
    cuts = sorted({on for on, _ in named if start < on < end} | _passing_days(named, successions, start, end))
    for first, last in _between(start, cuts, end):
        yield first, last, _resolve(_named_on(named, first), successions, first)


def _passing_days(
    named: Sequence[tuple[date, tuple[int, ...]]], successions: Mapping[int, Passing], start: date, end: date
) -> set[date]:
    found: set[date] = set()
    for _, bodies in named:
        for body in bodies:
            for passing in _chain(body, successions):
                if start < passing.on < end:
                    found.add(passing.on)
    return found


def _chain(body: int, successions: Mapping[int, Passing]) -> Iterator[Passing]:
    seen = {body}
    while (passing := successions.get(body)) is not None and passing.successor not in seen:
        yield passing
        body = passing.successor
        seen.add(body)


def _resolve(bodies: Iterable[int], successions: Mapping[int, Passing], on: date) -> tuple[int, ...]:
    """The bodies that hold the work on the day, each once, in the order named."""
    found: dict[int, None] = {}
    for body in bodies:
        holder = body
        for passing in _chain(body, successions):
            if passing.on > on:
                break
            holder = passing.successor
        found[holder] = None
    return tuple(found)


def _named_on(named: Sequence[tuple[date, tuple[int, ...]]], on: date) -> tuple[int, ...]:
    found: tuple[int, ...] = ()
    for day, bodies in named:
        if day > on:
            break
        found = bodies or found
    return found


def _between(start: date, cuts: Iterable[date], end: date) -> Iterator[tuple[date, date]]:
    for cut in sorted(cuts):
        yield start, cut
        start = cut
    yield start, end
