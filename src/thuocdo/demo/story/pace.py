"""Gives simulated lives their dates so that the boards of known days come out as published.

Lives wait in two queues, those that will pass their deadline and those that will not. Each checkpoint says how many
leave either queue by then; which ones, and on which day, is drawn at random among those that can plausibly be finished.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import days
from .life import Fate, Life


@dataclass(frozen=True)
class Checkpoint:
    """A day's board: assigned so far, done so far, of which late, and open past the deadline."""

    on: date
    assigned: int
    done: int
    late: int
    overdue: int

    @property
    def ever_overdue(self) -> int:
        """Tasks that had passed their deadline by then, finished since or not."""
        return self.late + self.overdue

    @property
    def done_on_time(self) -> int:
        """Finished and reported by the deadline."""
        return self.done - self.late


# 15 October and 25 December 2025 are published; the months between are made up to lead there
PUBLISHED = (
    Checkpoint(date(2025, 1, 31), 39, 2, 0, 0),
    Checkpoint(date(2025, 2, 28), 86, 14, 0, 1),
    Checkpoint(date(2025, 3, 31), 172, 39, 1, 5),
    Checkpoint(date(2025, 4, 30), 264, 81, 3, 11),
    Checkpoint(date(2025, 5, 31), 371, 128, 7, 19),
    Checkpoint(date(2025, 6, 30), 502, 187, 12, 34),
    Checkpoint(date(2025, 7, 31), 668, 246, 19, 52),
    Checkpoint(date(2025, 8, 31), 811, 322, 27, 66),
    Checkpoint(date(2025, 9, 30), 1024, 421, 37, 79),
    Checkpoint(date(2025, 10, 15), 1132, 485, 43, 86),
    Checkpoint(date(2025, 11, 30), 1231, 858, 95, 49),
    Checkpoint(date(2025, 12, 25), 1298, 1227, 129, 24),
)

STORY_BEGINS_ON = date(2025, 1, 22)
SHORTEST_TERM = 21  # days from assignment to a deadline that is going to be missed
SHORTEST_WORK = 12  # days from assignment to a report, but for the first days of January


def remaining(checkpoint: Checkpoint, *others: Checkpoint) -> Checkpoint:
    """A checkpoint less what other work contributes to it on the same day."""
    return Checkpoint(
        checkpoint.on,
        checkpoint.assigned - sum(o.assigned for o in others),
        checkpoint.done - sum(o.done for o in others),
        checkpoint.late - sum(o.late for o in others),
        checkpoint.overdue - sum(o.overdue for o in others),
    )


def steps(values: Sequence[int]) -> list[int]:
    """Increments of a running total; raises ValueError where it falls."""
    found = [b - a for a, b in zip([0, *values], values, strict=False)]
    if min(found) < 0:
        raise ValueError(f"a running total falls: {list(values)}")
    return found


def _spans(checkpoints: Sequence[Checkpoint]) -> list[tuple[date, date]]:
    starts = [STORY_BEGINS_ON, *(c.on for c in checkpoints)]
    return [(a, c.on) for a, c in zip(starts, checkpoints, strict=False)]


def _weight_of_term(life: Life, due: date, slowness: dict[str, float]) -> float:
    slow = slowness.get(life.leads[0], 1.0)
    return slow / (30 + abs((due - life.assigned_on).days - 75))


def give_missed_deadlines(
    lives: list[Life], checkpoints: Sequence[Checkpoint], slowness: dict[str, float], rng: Random
) -> list[Life]:
    """Chooses the lives that pass their deadline, and that deadline; returns them."""
    free = [life for life in lives if life.fate is Fate.OPEN]
    chosen: list[Life] = []
    for (before, on), number in zip(_spans(checkpoints), steps([c.ever_overdue for c in checkpoints]), strict=True):
        customary = days.customary_deadlines(before, on - timedelta(days=1))
        earliest = STORY_BEGINS_ON + timedelta(days=SHORTEST_TERM)
        usual = [day for day in customary + days.between(before, on - timedelta(days=1))[::5] if day >= earliest]
        for due in sorted(rng.choice(usual) for _ in range(number)):
            able = [life for life in free if (due - life.assigned_on).days >= SHORTEST_TERM]
            life = rng.choices(able, [_weight_of_term(x, due, slowness) for x in able])[0]
            life.due, life.fate = due, Fate.OVERDUE
            free.remove(life)
            chosen.append(life)
    return chosen


def _verdict_days(before: date, on: date, number: int, rng: Random) -> list[date]:
    """Working days after `before` up to `on` on which `number` reports are verified, more towards the end."""
    working = days.between(before + timedelta(days=1), on)
    weights = [1 + at / max(1, len(working)) for at in range(len(working))]
    return sorted(rng.choices(working, weights, k=number))


def finish_late(overdue: list[Life], checkpoints: Sequence[Checkpoint], rng: Random) -> None:
    """Verifies the late ones of `overdue`; the rest stay overdue."""
    waiting = list(overdue)
    for (before, on), number in zip(_spans(checkpoints), steps([c.late for c in checkpoints]), strict=True):
        for verified_on in _verdict_days(before, on, number, rng):
            reported_on = days.shift(verified_on, -rng.randint(1, 5))
            able = [x for x in waiting if x.due and x.due < reported_on] or [
                x for x in waiting if x.due and x.due < verified_on
            ]
            life = rng.choices(able, [5 + (verified_on - x.due).days for x in able if x.due])[0]
            assert life.due is not None
            life.reported_on = max(reported_on, days.on_or_after(life.due + timedelta(days=1)))
            life.verified_on, life.fate = verified_on, Fate.LATE
            waiting.remove(life)


def finish_on_time(lives: list[Life], checkpoints: Sequence[Checkpoint], rng: Random) -> None:
    """Verifies lives that keep their deadline, oldest likelier, and sets that deadline."""
    waiting = [life for life in lives if life.fate is Fate.OPEN]
    fixed = [c.on for c in checkpoints]
    for (before, on), number in zip(_spans(checkpoints), steps([c.done_on_time for c in checkpoints]), strict=True):
        for verified_on in _verdict_days(before, on, number, rng):
            reported_on = days.shift(verified_on, -rng.choice((1, 1, 2, 2, 3, 4, 5)))
            able = [x for x in waiting if (reported_on - x.assigned_on).days >= SHORTEST_WORK]
            if not able:
                able, reported_on = _quickest(waiting, verified_on), verified_on
            life = rng.choices(able, [(verified_on - x.assigned_on).days for x in able])[0]
            life.reported_on, life.verified_on, life.fate = reported_on, verified_on, Fate.ON_TIME
            life.due = _kept_deadline(life.assigned_on, reported_on, verified_on, fixed, rng)
            waiting.remove(life)


def _quickest(waiting: list[Life], verified_on: date) -> list[Life]:
    """The first tasks of the first meeting: the committee's own rules, agreed there and then."""
    return [life for life in waiting if life.assigned_on < verified_on][:2]


def _kept_deadline(assigned_on: date, reported_on: date, verified_on: date, fixed: Sequence[date], rng: Random) -> date:
    """A customary day from the report on; none that shows the task as overdue on a fixed day before its verdict."""
    first = max(reported_on, assigned_on + timedelta(days=SHORTEST_WORK - 2))
    able = [
        due
        for due in days.customary_deadlines(first, first + timedelta(days=75))
        if not any(due < on < verified_on for on in fixed)
    ]
    return rng.choices(able[:4], [5, 3, 2, 1][: len(able[:4])])[0]
