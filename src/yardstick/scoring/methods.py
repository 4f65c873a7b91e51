"""Methods that turn a figure into points: share of target, min-max, the wished band, z-score (by steps: `steps`).

Each is a frozen dataclass with `score` for one figure and `scores` for a whole column; the two agree to the last bit.
A method that compares with the peer group scores one figure only once it is `fitted` to the figures of the peers.
Normalisation follows chapter 5 of OECD and JRC, Handbook on Constructing Composite Indicators (2008).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Protocol

import numpy as np

from yardstick.errors import BadDefinition, BadInput
from yardstick.progress import Direction
from yardstick.scoring.columns import Column, FloatArray, Peers, marked


class Spread(StrEnum):
    """Which standard deviation: divided by n (the peers are all there are) or by n - 1 (they are a sample)."""

    POPULATION = "population"
    SAMPLE = "sample"


class Method(Protocol):
    """What every method has; `compares` says whether the figures of peers have an effect on a score."""

    compares: ClassVar[bool]

    @property
    def points(self) -> float:
        """The score of the best figure, above 0; of a z-score without `clip`, which has no best, only its scale."""

    @property
    def is_bounded(self) -> bool:
        """Whether no figure scores below 0 or above `points`."""

    def score(self, value: float | None, direction: Direction) -> float | None:
        """The score of one figure, `value`, in the unit that it is reported in.

        `None` where the figure is missing, where the method gives no value, and where the score leaves the range of
        doubles. `BadInput` where the method has first to be fitted to peers, or bound to a unit, and was not.
        """


class OverColumns:
    """A method that scores whole columns too, figure by figure as `score` does, to the last bit.

    What is missing stays missing, and a score that leaves the range of doubles is no value.
    """

    __slots__ = ()

    def scores(self, column: Column, direction: Direction, peers: Peers) -> Column:
        """Score every figure of a column of the shape (units, periods): a column of the same shape.

        `peers` groups the rows; a method that compares does so within each group and period, and needs no fitting.
        """
        with np.errstate(all="ignore"):
            return Column.of(self._over(marked(column), direction, peers))

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ShareOfTarget(OverColumns):
    """`points` times value / target, or target / value where lower is better; from 0 to `points`.

    `target` is in the unit of the figure. `BadDefinition` unless both are above 0.
    """

    points: float
    target: float
    compares: ClassVar[bool] = False
    is_bounded: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check(self.points > 0, "points: expected a number above 0")
        check(self.target > 0, "target: a share of it needs a target above 0; use min_max for others")

    def score(self, value: float | None, direction: Direction) -> float | None:
        """From 0 to `points`, `None` for none; a figure at or beyond the target has all of them."""
        if value is None:
            return None
        if direction is Direction.POSITIVE:
            return finite(self.points * min(max(value / self.target, 0.0), 1.0))
        return self.points if value <= self.target else finite(self.points * (self.target / value))

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        if direction is Direction.POSITIVE:
            return self.points * np.clip(values / self.target, 0.0, 1.0)
        beyond = np.where(values > self.target, values, np.nan)
        return np.where(values <= self.target, self.points, self.points * (self.target / beyond))


@dataclass(frozen=True, slots=True)
class MinMax(OverColumns):
    """Place between the worst and the best figure, times `points`; figures outside a stated range are cut to it.

    `lowest` and `highest` are stated together, or both left out and taken from the peer group in each period.
    `degenerate`, 0 to `points`, is the score of everybody where the peers all have one figure (or the stated range is
    a point), `None` for no value. `BadDefinition` unless `points` is above 0, `degenerate` within it, and `lowest` at
    most `highest`; and where one of the two is stated alone.
    """

    points: float
    degenerate: float | None
    lowest: float | None = None
    highest: float | None = None
    compares: ClassVar[bool] = True
    is_bounded: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check(self.points > 0, "points: expected a number above 0")
        check((self.lowest is None) == (self.highest is None), "lowest and highest: expected both or neither")
        _check_degenerate(self.degenerate, self.points)
        if self.lowest is not None and self.highest is not None:
            check(self.lowest <= self.highest, "lowest: expected less than highest")

    def fitted(self, peers: Iterable[float | None]) -> "MinMax":
        """The method with the range of the peers' figures; itself where a range is stated."""
        known = [value for value in peers if value is not None]
        if self.lowest is not None or not known:
            return self
        return replace(self, lowest=min(known), highest=max(known))

    def score(self, value: float | None, direction: Direction) -> float | None:
        """From 0 to `points`; `BadInput` where the range is neither stated nor fitted."""
        if value is None:
            return None
        if self.lowest is None or self.highest is None:
            raise BadInput("min-max: no range is stated; fit the method to the figures of the peers first")
        if self.lowest == self.highest:
            return self.degenerate
        start, end = _worst_and_best(self.lowest, self.highest, direction)
        return finite(self.points * min(max((value - start) / (end - start), 0.0), 1.0))

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        if self.lowest is not None and self.highest is not None:
            return self._between(values, np.array(self.lowest), np.array(self.highest), direction)
        found = np.full_like(values, np.nan)
        for rows in peers.rows:
            ours = values[rows]
            lowest, highest = np.fmin.reduce(ours, axis=0), np.fmax.reduce(ours, axis=0)
            found[rows] = self._between(ours, lowest, highest, direction)
        return found

    def _between(self, values: FloatArray, lowest: FloatArray, highest: FloatArray, direction: Direction) -> FloatArray:
        start, end = (lowest, highest) if direction is Direction.POSITIVE else (highest, lowest)
        scores = self.points * np.clip((values - start) / (end - start), 0.0, 1.0)
        same = or_nan(self.degenerate)
        return np.where(lowest == highest, np.where(np.isnan(values), np.nan, same), scores)


@dataclass(frozen=True, slots=True)
class WishedBand(OverColumns):
    """Full `points` from `low` to `high`, falling evenly to 0 at `zero_below` and `zero_above`, and 0 beyond.

    The bounds are in the unit of the figure. The band says itself what is wished for, so the direction has no effect.
    `BadDefinition` unless `points` is above 0 and zero_below < low ≤ high < zero_above.
    """

    points: float
    low: float
    high: float
    zero_below: float
    zero_above: float
    compares: ClassVar[bool] = False
    is_bounded: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check(self.points > 0, "points: expected a number above 0")
        rising = self.zero_below < self.low <= self.high < self.zero_above
        check(rising, "bounds: expected zero_below < low <= high < zero_above")

    def score(self, value: float | None, direction: Direction) -> float | None:
        """From 0 to `points`; `None` where `value` is missing."""
        if value is None:
            return None
        below = (value - self.zero_below) / (self.low - self.zero_below)
        above = (self.zero_above - value) / (self.zero_above - self.high)
        return finite(self.points * min(max(min(below, above), 0.0), 1.0))

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        below = (values - self.zero_below) / (self.low - self.zero_below)
        above = (self.zero_above - values) / (self.zero_above - self.high)
        return self.points * np.clip(np.minimum(below, above), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class ZScore(OverColumns):
    """Distance from the mean of the peers in standard deviations, turned so that more is better.

    With `clip` it is cut to that many deviations on either side, which become 0 and `points`; without, the score is
    `centre` + `per_deviation` · z and has no bounds. `mean` and `deviation` come from the peer group unless stated.
    `degenerate`, 0 to `points`, is the score of everybody where the peers all have one figure (or the stated deviation
    is 0), `None` for no value. `BadDefinition` unless `points`, `clip` and `per_deviation` are above 0 and `deviation`
    is 0 or more, there is either `clip` or `centre` with `per_deviation`, and `mean` and `deviation` are both given or
    neither.
    """

    points: float
    spread: Spread
    degenerate: float | None
    clip: float | None = None
    centre: float | None = None
    per_deviation: float | None = None
    mean: float | None = None
    deviation: float | None = None
    compares: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check(self.points > 0, "points: expected a number above 0")
        _check_degenerate(self.degenerate, self.points)
        check((self.centre is None) == (self.per_deviation is None), "centre and per_deviation: expected both or none")
        check((self.clip is None) != (self.centre is None), "expected either clip, or centre with per_deviation")
        check((self.mean is None) == (self.deviation is None), "mean and deviation: expected both or neither")
        for name in ("clip", "per_deviation"):
            number = getattr(self, name)
            check(number is None or number > 0, f"{name}: expected a number above 0")
        check(self.deviation is None or self.deviation >= 0, "deviation: expected 0 or more")

    @property
    def is_bounded(self) -> bool:
        """Whether no figure scores below 0 or above `points`."""
        return self.clip is not None

    def fitted(self, peers: Iterable[float | None]) -> "ZScore":
        """The method with mean and deviation of the peers' figures, by exact sums; itself where they are stated.

        `BadInput` for figures so large that the deviation is no double; `scores` gives no value to such peers.
        """
        known = [value for value in peers if value is not None]
        if self.mean is not None or not known:
            return self
        mean, deviation = _mean_and_deviation(known, self.spread)
        if not math.isfinite(deviation):
            raise BadInput("z-score: the figures of the peers are too large for doubles")
        return replace(self, mean=mean, deviation=deviation)

    def score(self, value: float | None, direction: Direction) -> float | None:
        """The score of one figure; `BadInput` where mean and deviation are neither stated nor fitted."""
        if value is None:
            return None
        if self.mean is None or self.deviation is None:
            raise BadInput("z-score: fit the method to the figures of the peers first")
        if self.deviation == 0:
            return self.degenerate
        z = (value - self.mean) / self.deviation
        z = z if direction is Direction.POSITIVE else -z
        if self.clip is None:
            return finite(_float(self.centre) + _float(self.per_deviation) * z)
        return finite(self.points * ((min(max(z, -self.clip), self.clip) + self.clip) / (2 * self.clip)))

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        if self.mean is not None and self.deviation is not None:
            return self._placed(values, np.array(self.mean), np.array(self.deviation), direction)
        found = np.full_like(values, np.nan)
        for rows in peers.rows:
            ours = values[rows]
            fits = [_fit(place[~np.isnan(place)].tolist(), self.spread) for place in ours.T]
            means, deviations = np.array(fits, dtype=np.float64).reshape(-1, 2).T
            found[rows] = self._placed(ours, means, deviations, direction)
        return found

    def _placed(self, values: FloatArray, mean: FloatArray, deviation: FloatArray, direction: Direction) -> FloatArray:
        z = (values - mean) / deviation
        z = z if direction is Direction.POSITIVE else -z
        if self.clip is None:
            scores = _float(self.centre) + _float(self.per_deviation) * z
        else:
            scores = self.points * ((np.clip(z, -self.clip, self.clip) + self.clip) / (2 * self.clip))
        same = np.where(np.isnan(values), np.nan, or_nan(self.degenerate))
        return np.where(deviation == 0, same, scores)


def finite(number: float) -> float | None:
    """The number, `None` where it left the range of doubles."""
    return number if math.isfinite(number) else None


def _mean_and_deviation(known: list[float], spread: Spread) -> tuple[float, float]:
    """NaN where sums leave the range of doubles; a deviation of exactly 0 where all figures are one."""
    try:
        mean = math.fsum(known) / len(known)
        if min(known) == max(known):  # the mean of equal figures may miss them by a last digit
            return mean, 0.0
        divisor = len(known) if spread is Spread.POPULATION else len(known) - 1
        distances = [value - mean for value in known]
        deviation = math.sqrt(math.fsum([distance * distance for distance in distances]) / divisor)
        return (mean, deviation) if math.isfinite(deviation) else (math.nan, math.nan)
    except OverflowError:
        return math.nan, math.nan


def _fit(known: list[float], spread: Spread) -> tuple[float, float]:
    return _mean_and_deviation(known, spread) if known else (math.nan, math.nan)


def _worst_and_best(lowest: float, highest: float, direction: Direction) -> tuple[float, float]:
    return (lowest, highest) if direction is Direction.POSITIVE else (highest, lowest)


def or_nan(number: float | None) -> float:
    """The number, NaN for none."""
    return math.nan if number is None else number


def _float(number: float | None) -> float:
    assert number is not None  # __post_init__ has seen to it
    return number


def check(holds: bool, complaint: str) -> None:
    """`BadDefinition` with this complaint where something that must hold does not."""
    if not holds:
        raise BadDefinition(complaint)


def _check_degenerate(degenerate: float | None, points: float) -> None:
    check(degenerate is None or 0 <= degenerate <= points, "degenerate: expected 0 to points, or null for no value")
