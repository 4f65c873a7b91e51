"""Progress toward a target as a scoring method: `yardstick.progress` for every unit and period of a panel.

Method: Eurostat, Sustainable development in the European Union, monitoring report, annex on methodology (the rules
and their numbers stand in `docs/guide/indicators.md`). Its scores from -5 to 5 become 0 to `points`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

import numpy as np

from yardstick.errors import BadDefinition, BadInput
from yardstick.periods import Frequency, Period, parse_period
from yardstick.progress import (
    HIGHEST_SCORE,
    LOWEST_SCORE,
    Direction,
    Progress,
    Reading,
    Series,
    Status,
    measure,
    score_of_series,
)
from yardstick.scoring.columns import BoolArray, Column, Panel

NOTHING = Progress("", None, None, Status.NOT_AVAILABLE)


@dataclass(frozen=True, slots=True)
class Progressed:
    """Growth since `base_period`, against the growth that `target` asks for where there is one.

    `target` is due in `target_period`; `limit` is the natural bound of the figure. `base` and `year` are bound for one
    unit and period by `bound`; years are counted by `year_of`.
    """

    points: float
    base_period: str
    target: float | None = None
    target_period: str | None = None
    limit: float | None = None
    base: float | None = None
    year: float | None = None
    compares: ClassVar[bool] = False
    is_bounded: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.points <= 0:
            raise BadDefinition("points: expected a number above 0")
        if (self.target is None) != (self.target_period is None):
            raise BadDefinition("target and target_period: expected both or neither")
        for code in (self.base_period, self.target_period):
            if code is not None:
                _parsed(code)

    def bound(self, base: float | None, period: str) -> "Progressed":
        """The method for one unit: its figure in the base period, and the period of the figures to be scored."""
        return replace(self, base=base, year=year_of(period))

    def progress(self, value: float | None, direction: Direction) -> Progress:
        """Value, score (-5 to 5) and status of one figure; `BadInput` where the method is not `bound`."""
        if self.year is None:
            raise BadInput("progress: bind the method to the base figure and the period first")
        base = None if self.base is None else Reading(year_of(self.base_period), self.base)
        current = None if value is None else Reading(self.year, value)
        target = None
        if self.target is not None and self.target_period is not None:
            target = Reading(year_of(self.target_period), self.target)
        return measure(Series("", base, current, direction, target, self.limit))

    def score(self, value: float | None, direction: Direction) -> float | None:
        """From 0 to `points`, `None` where the progress is not available or the figure missing."""
        return rescaled(self.progress(value, direction).score, self.points)


@dataclass(frozen=True, slots=True)
class SeriesOfIndicator:
    """One of the series that an indicator is scored by: the code of its figures, their direction and method."""

    indicator: str
    direction: Direction
    method: Progressed


def progress_column(series: Sequence[SeriesOfIndicator], panel: Panel) -> Column:
    """Score every unit and period of a panel by one series or the mean of several (`score_of_series`).

    All series have the same `points`. A figure of a period before the base, or less than a year after it, has a score
    only where it achieves the target (rules 1 and 2). Figures are scored one by one, which takes some ten seconds a
    million.
    """
    found = np.full((len(panel.units), len(panel.periods)), np.nan)
    of_series = [_measured(one, panel) for one in series]
    for row, place in zip(*np.nonzero(np.any([present for present, _ in of_series], axis=0)), strict=True):
        results = [cells.get((int(row), int(place)), NOTHING) for _, cells in of_series]
        score = score_of_series([one.score for one in results], [one.status for one in results]).score
        found[row, place] = _or_nan(rescaled(score, series[0].method.points))
    return Column.of(found)


@lru_cache(maxsize=4_096)
def year_of(period: str) -> float:
    """The year of a period for growth rates, as a fraction: 2025 and 2025-01 are 2025.0, 2025-Q3 is 2025.5."""
    parsed = _parsed(period)
    if parsed.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        days = parsed.anchor.timetuple().tm_yday - 1
        return parsed.anchor.year + days / 366
    return parsed.first.year + (parsed.first.month - 1) / 12


def rescaled(score: float | None, points: float) -> float | None:
    """A progress score of -5 to 5 as 0 to `points`."""
    return None if score is None else points * ((score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE))


def _measured(series: SeriesOfIndicator, panel: Panel) -> tuple[BoolArray, dict[tuple[int, int], Progress]]:
    column = panel.column(series.indicator)
    base_place = panel.periods.index(series.method.base_period) if series.method.base_period in panel.periods else None
    methods = [series.method.bound(None, period) for period in panel.periods]
    cells = {}
    for row in map(int, np.flatnonzero(column.present.any(axis=1))):
        base = None if base_place is None else column.at(row, base_place)
        for place in map(int, np.flatnonzero(column.present[row])):
            method = methods[place] if base is None else replace(methods[place], base=base)
            cells[row, place] = method.progress(column.at(row, place), series.direction)
    return column.present, cells


def _parsed(code: str) -> Period:
    try:
        return parse_period(code)
    except BadInput as error:
        raise BadDefinition(str(error)) from None


def _or_nan(number: float | None) -> float:
    return np.nan if number is None else number
