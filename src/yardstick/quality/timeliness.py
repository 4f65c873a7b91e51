"""Timeliness: how old the newest value is for how often one is due, and whether reports came in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
import numpy.typing as npt

from yardstick.periods import Frequency, Period, periods_between
from yardstick.quality.frame import Flags, Matrix
from yardstick.quality.panels import NO_DAY

DUE_DAYS = 15


@dataclass(frozen=True, slots=True)
class Stale:
    """A unit whose newest value (`None`: it never reported one) is `missed` due periods behind, `age_days` old."""

    element: str
    frequency: Frequency
    unit: str
    newest: str | None
    age_days: int | None
    missed: int


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Of one element: the units that owe it, those behind, and its values of known day, in time or not.

    `units` counts those that are there on the day of the check and owe a value for a judged period; of these `behind`
    have missed a due period. `alive` is the mean of the units' freshness, 0 to 1, `None` where nobody owes it. `dated`
    counts the values of judged periods whose day of recording is known, one a unit and period, and `on_time` those of
    them that came within the days allowed; both are 0 where no days are known.
    """

    element: str
    frequency: Frequency
    units: int
    behind: int
    alive: float | None
    dated: int
    on_time: int

    @property
    def on_time_share(self) -> float | None:
        """The share, 0 to 1, in time of those whose day of recording is known; `None` where there are none."""
        return self.on_time / self.dated if self.dated else None


@dataclass(frozen=True)
class Freshness:
    """For each unit: the column of its newest value (-1: none) and how many due periods followed without one."""

    newest: npt.NDArray[np.int64]
    missed: npt.NDArray[np.int64]

    @property
    def alive(self) -> Matrix:
        """1 where nothing is missed, halved by each due period without a value; 0 where there never was one."""
        found: Matrix = np.where(self.newest < 0, 0.0, 2.0**-self.missed)
        return found


def freshness(present: Flags, calendar: Sequence[Period], on: date, due_days: int) -> Freshness:
    """How far each unit (row) is behind on a day; values of periods that had not begun by then are not looked at."""
    begun = sum(period.first <= on for period in calendar)
    columns = np.arange(begun)
    newest = np.where(present[:, :begun], columns, -1).max(axis=1, initial=-1)
    due = _count_due(calendar[0], on, due_days)
    return Freshness(newest.astype(np.int64), np.maximum(due - 1 - newest, 0).astype(np.int64))


@cache
def _count_due(first: Period, on: date, due_days: int) -> int:
    """How many periods are due from the first one on."""
    return sum(is_due(one, on, due_days) for one in periods_between(first.first, on, first.frequency))


def is_due(period: Period, on: date, due_days: int) -> bool:
    """Whether the days allowed after a period are over."""
    return period.last + timedelta(days=due_days) < on


def on_time(received: npt.NDArray[np.int64], calendar: Sequence[Period], due_days: int) -> Flags:
    """Where a value came within the days allowed after its period."""
    latest = np.array([period.last.toordinal() + due_days for period in calendar])
    found: Flags = (received != NO_DAY) & (received <= latest)
    return found
