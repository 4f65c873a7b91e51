"""Progress of an indicator toward its target: the method of official statistics for the Sustainable Development Goals.

The rule numbers (1 to 7) are those of `docs/guide/indicators.md`. Everything is IEEE double arithmetic, never rounded.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

ZERO_COUNTS_AS = 0.001  # rule 3: growth from or to exactly 0 is not defined
SHORTEST_SPAN_YEARS = 1.0  # rule 2
LIMIT_EXPONENT = 4.44  # rule 5: how quickly little growth is asked of a series that nears its limit
HIGHEST_SCORE = 5.0
LOWEST_SCORE = -5.0


class Direction(StrEnum):
    """Which way is better; mandatory, because a growth rate alone says nothing."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Status(StrEnum):
    """The word for a score, best first; `NOT_AVAILABLE` is no place in the order."""

    TARGET_ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value at a time; `year` may be a fraction (2024.5 is the middle of 2024)."""

    year: float
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """One row to be scored; a missing reading is `None`, never 0.

    `limit` is the natural bound of the value (say 100 for a share), `None` where there is none.
    """

    id: str
    base: Reading | None
    current: Reading | None
    direction: Direction
    target: Reading | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The result for a row: `value` is a growth rate, with a target the ratio of two; `score` is -5 to 5."""

    id: str
    value: float | None
    score: float | None
    status: Status


class Overall(NamedTuple):
    """Score (-5 to 5, `None` when no series has one) and status of an indicator made of several series."""

    score: float | None
    status: Status


class Thresholds(NamedTuple):
    """Least values for substantial (`high`), moderate (`medium`) and limited (`low`) progress; below is deterioration.

    They are ratios of growth rates where there is a target, growth rates a year where there is none, and scores of -5
    to 5 for a mean.
    """

    high: float
    medium: float
    low: float


WITH_TARGET = Thresholds(0.95, 0.6, 0.0)
WITHOUT_TARGET = Thresholds(0.015, 0.005, 0.0)
OF_MEAN_SCORE = Thresholds(2.5, 0.0, -2.5)


def measure(series: Series) -> Progress:
    """Score one series by rules 1 to 7.

    A series whose figures leave the range of doubles on the way (or whose target growth vanishes in it) is
    `not_available`: no result is better than infinity.
    """
    value = _value(series)
    if _target_is_achieved(series):  # rule 1
        return Progress(series.id, value, HIGHEST_SCORE, Status.TARGET_ACHIEVED)
    if value is None:  # rule 2
        return Progress(series.id, None, None, Status.NOT_AVAILABLE)
    if series.target is not None:
        return Progress(series.id, value, _score_with_target(value), _status(value, WITH_TARGET))
    coefficient = _limit_coefficient(series)
    thresholds = Thresholds(*(level * coefficient for level in WITHOUT_TARGET))
    score = _score_without_target(value, coefficient, thresholds)
    return Progress(series.id, value, score, _status(value, thresholds))


def score_of_series(scores: Sequence[float | None], statuses: Sequence[Status]) -> Overall:
    """Combine the results of several series of one indicator, given in the same order.

    The score is the mean of the scores there are; `target_achieved` needs every series to have achieved its target.
    Raises `ValueError` when the two sequences differ in length.
    """
    if len(scores) != len(statuses):
        raise ValueError(f"{len(scores)} scores for {len(statuses)} statuses")
    known = [score for score in scores if score is not None]
    if not known:
        return Overall(None, Status.NOT_AVAILABLE)
    mean = math.fsum(known) / len(known)
    if all(status is Status.TARGET_ACHIEVED for status in statuses):
        return Overall(mean, Status.TARGET_ACHIEVED)
    return Overall(mean, _status(mean, OF_MEAN_SCORE))


def _target_is_achieved(series: Series) -> bool:
    """Rule 1, on the values as given: a target of 0 is reached at 0, not at 0.001."""
    if series.target is None or series.current is None:
        return False
    if series.direction is Direction.POSITIVE:
        return series.current.value >= series.target.value
    return series.current.value <= series.target.value


def _value(series: Series) -> float | None:
    """Rules 2 to 4: `None` where the series cannot be measured."""
    if series.base is None or series.current is None or series.limit == 0:
        return None
    base = _nonzero(series.base)
    if _differ_in_sign(base.value, series.current.value) or series.current.year - base.year < SHORTEST_SPAN_YEARS:
        return None
    sense = (-1.0 if base.value < 0 else 1.0) * (1.0 if series.direction is Direction.POSITIVE else -1.0)
    try:
        growth = _growth(base, series.current)
        if series.target is None:
            return sense * growth
        return _finite(sense * growth / _planned_growth(base, series.target))
    except (OverflowError, ZeroDivisionError):
        return None


def _planned_growth(base: Reading, target: Reading) -> float:
    """Size of the yearly growth that would just meet the target; 0 where the target is none (rule 2)."""
    target = _nonzero(target)
    if _differ_in_sign(base.value, target.value) or target.year <= base.year:
        return 0.0
    return abs(_growth(base, target))  # 0 when target and base are equal


def _growth(start: Reading, end: Reading) -> float:
    """Rule 4: yearly growth from one reading to another of the same sign; `OverflowError` where no double holds it."""
    return _finite(float((end.value / start.value) ** (1 / (end.year - start.year))) - 1)


def _finite(number: float) -> float:
    """`OverflowError` where division has quietly made infinity; powers raise it themselves."""
    if not math.isfinite(number):
        raise OverflowError(number)
    return number


def _nonzero(reading: Reading) -> Reading:
    """Rule 3."""
    return reading if reading.value != 0 else Reading(reading.year, ZERO_COUNTS_AS)


def _differ_in_sign(one: float, other: float) -> bool:
    """Zero has no sign of its own: a current value of 0 is comparable with any base."""
    return min(one, other) < 0 < max(one, other)


def _limit_coefficient(series: Series) -> float:
    """Rule 5, for a series without target: 1 far from the limit, 0 at it."""
    if series.limit is None or series.base is None:
        return 1.0
    base, limit = abs(_nonzero(series.base).value), abs(series.limit)
    if base >= 2 * limit:
        return 1.0
    nearness = base / limit if base <= limit else (2 * limit - base) / limit
    return float(1 - nearness**LIMIT_EXPONENT)


def _status(value: float, thresholds: Thresholds) -> Status:
    """Rule 6."""
    if value >= thresholds.high:
        return Status.SUBSTANTIAL
    if value >= thresholds.medium:
        return Status.MODERATE
    if value >= thresholds.low:
        return Status.LIMITED
    return Status.DETERIORATION


def _score_with_target(value: float) -> float:
    """Rule 7, first part."""
    if value >= WITH_TARGET.medium:
        return min(7.1429 * value - 4.2857, HIGHEST_SCORE)
    return max(4.1667 * value - 2.5, LOWEST_SCORE)


def _score_without_target(value: float, coefficient: float, thresholds: Thresholds) -> float:
    """Rule 7, the table."""
    if value < 0:
        return max(125 * value - 2.5, LOWEST_SCORE)
    if coefficient == 0:
        return HIGHEST_SCORE
    if value >= thresholds.high:
        return min(500 * value / coefficient - 5, HIGHEST_SCORE)
    if value >= thresholds.medium:
        return 250 * value / coefficient - 1.25
    return 500 * value / coefficient - 2.5
