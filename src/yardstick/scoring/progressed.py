"""Progress toward a target as a scoring method: `yardstick.progress` for every unit and period of a panel.

Method: Eurostat, Sustainable development in the European Union, monitoring report, annex on methodology (the rules
and their numbers stand in `docs/guide/indicators.md`). Its scores from -5 to 5 become 0 to `points`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

import numpy as np

from yardstick.errors import BadDefinition, BadInput
from yardstick.periods import Frequency, Period, parse_period
from yardstick.progress import HIGHEST_SCORE, LOWEST_SCORE, Direction, Progress, Reading, Series, measure
from yardstick.scoring.columns import Column, FloatArray, IntArray, Panel, marked
from yardstick.scoring.progress_columns import Scores, Terms, measure_each


@dataclass(frozen=True, slots=True)
class Progressed:
    """Growth since `base_period`, against the growth that `target` asks for where there is one.

    Scores run from 0 to `points`, the best. `target` is due in `target_period`; `limit` is the natural bound of the
    figure (say 100 for a share), `None` where there is none. `base`, the figure of the base period, and `year`, that of
    the figure to be scored, are bound for one unit and period by `bound`; years are counted by `year_of`. Target, limit
    and base are in the unit of the figure. `BadDefinition` where `points` is not above 0, a period does not exist, or a
    target has no period or a period no target.
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

    def goal(self) -> Reading | None:
        """The target and the year it is due in, `None` where there is none."""
        if self.target is None or self.target_period is None:
            return None
        return Reading(year_of(self.target_period), self.target)

    def progress(self, value: float | None, direction: Direction) -> Progress:
        """Value, score (-5 to 5) and status of one figure; `BadInput` where the method is not `bound`."""
        if self.year is None:
            raise BadInput("progress: bind the method to the base figure and the period first")
        base = None if self.base is None else Reading(year_of(self.base_period), self.base)
        current = None if value is None else Reading(self.year, value)
        return measure(Series("", base, current, direction, self.goal(), self.limit))

    def score(self, value: float | None, direction: Direction) -> float | None:
        """From 0 to `points`; `None` where the progress is not available, as it is where `value` is missing.

        `BadInput` where the method is not `bound`.
        """
        return rescaled(self.progress(value, direction).score, self.points)


@dataclass(frozen=True, slots=True)
class SeriesOfIndicator:
    """One of the series that an indicator is scored by: the code of its figures, their direction and method."""

    indicator: str
    direction: Direction
    method: Progressed


def progress_column(series: Sequence[SeriesOfIndicator], panel: Panel, places: Sequence[int] | None = None) -> Column:
    """Score every unit and period of a panel by one series or the mean of several (`score_of_series`).

    All series have the same `points`. A figure of a period before the base, or less than a year after it, has a score
    only where it achieves the target (rules 1 and 2). With `places` only the periods that stand there are scored.
    """
    chosen = np.arange(len(panel.periods)) if places is None else np.array(places, dtype=np.int64)
    measured = [_measured(one, panel, chosen) for one in series]
    count = np.sum([one.there for one in measured], axis=0)
    with np.errstate(invalid="ignore"):  # 0 / 0 where no series has a score
        mean = _exact_sum([np.where(one.there, one.scores, 0.0) for one in measured]) / count
    return Column.of(series[0].method.points * ((mean - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE)))


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


def _measured(series: SeriesOfIndicator, panel: Panel, places: IntArray) -> Scores:
    column, method = panel.column(series.indicator), series.method
    figures = marked(column)
    base = np.full(len(panel.units), np.nan)
    if method.base_period in panel.periods:
        base = figures[:, panel.periods.index(method.base_period)]
    years = np.array([year_of(panel.periods[place]) for place in places], dtype=np.float64)
    terms = Terms(year_of(method.base_period), series.direction, method.goal(), method.limit)
    return measure_each(figures[:, places], base, years, terms)


def _exact_sum(terms: list[FloatArray]) -> FloatArray:
    """Rounded once, as `score_of_series` does; two terms or one need no more than an addition for that."""
    if len(terms) <= 2:
        return terms[0] + terms[1] if len(terms) == 2 else terms[0]
    cells = zip(*(term.ravel().tolist() for term in terms), strict=True)
    return np.fromiter(map(math.fsum, cells), np.float64, terms[0].size).reshape(terms[0].shape)


def _parsed(code: str) -> Period:
    try:
        return parse_period(code)
    except BadInput as error:
        raise BadDefinition(str(error)) from None
