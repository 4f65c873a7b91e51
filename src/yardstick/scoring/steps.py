"""Methods that give points by steps: ordered bands and step tables."""

import operator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from yardstick.errors import BadDefinition
from yardstick.progress import Direction
from yardstick.scoring.columns import FloatArray, Peers
from yardstick.scoring.methods import OverColumns, check, or_nan


class Step(NamedTuple):
    """A `bound` in the unit of the figure, itself included, and the `points` of a figure that meets it."""

    bound: float
    points: float


@dataclass(frozen=True, slots=True)
class OrderedBands(OverColumns):
    """Bands from the best to the weakest: a figure has the points of the first whose bound it meets, else 0.

    To meet a bound is to be at or above it, or at or below it where lower is better. `BadDefinition` where there is no
    band, `points` is not above 0, a band has fewer than 0 or more than `points`, a weaker band has more than a better
    one, or bounds neither all rise nor all fall.
    """

    points: float
    bands: tuple[Step, ...]
    compares: ClassVar[bool] = False
    is_bounded: ClassVar[bool] = True

    def __post_init__(self) -> None:
        _check_steps(self.bands, self.points, "bands")
        given = [band.points for band in self.bands]
        check(given == sorted(given, reverse=True), "bands: points must not rise from the best band down")
        bounds = [band.bound for band in self.bands]
        ordered = bounds in (sorted(bounds), sorted(bounds, reverse=True))
        check(ordered, "bands: bounds must all fall (higher is better) or all rise (lower is better)")

    def score(self, value: float | None, direction: Direction) -> float | None:
        """The points of the band that `value` is in, 0 below all of them; `None` where it is missing.

        `BadDefinition` where the bounds run against the direction.
        """
        self.check(direction)
        if value is None:
            return None
        meets = operator.ge if direction is Direction.POSITIVE else operator.le
        return next((band.points for band in self.bands if meets(value, band.bound)), 0.0)

    def check(self, direction: Direction) -> None:
        """`BadDefinition` where the bounds do not fall for a positive and rise for a negative direction."""
        bounds = [band.bound for band in self.bands]
        if bounds != sorted(bounds, reverse=direction is Direction.POSITIVE):
            which = "fall" if direction is Direction.POSITIVE else "rise"
            raise BadDefinition(f"bands: where the direction is {direction}, bounds must {which} from the best band on")

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        self.check(direction)
        meets = np.greater_equal if direction is Direction.POSITIVE else np.less_equal
        scores = np.where(np.isnan(values), np.nan, 0.0)
        for band in reversed(self.bands):
            scores = np.where(meets(values, band.bound), band.points, scores)
        return scores


@dataclass(frozen=True, slots=True)
class StepTable(OverColumns):
    """Points by intervals, each from its bound up to the next: any shape, so the direction has no effect.

    `below`, 0 to `points`, is the score of figures under the first bound, `None` for no value. `BadDefinition` where
    there is no step, `points` is not above 0, a step has fewer than 0 or more than `points`, or bounds do not rise.
    """

    points: float
    steps: tuple[Step, ...]
    below: float | None = 0.0
    compares: ClassVar[bool] = False
    is_bounded: ClassVar[bool] = True

    def __post_init__(self) -> None:
        _check_steps(self.steps, self.points, "steps")
        bounds = [step.bound for step in self.steps]
        check(bounds == sorted(bounds), "steps: bounds must rise")
        check(self.below is None or 0 <= self.below <= self.points, "below: expected 0 to points, or null")

    def score(self, value: float | None, direction: Direction) -> float | None:
        """The points of the last bound that `value` is not under; `None` where it is missing."""
        if value is None:
            return None
        met = [step.points for step in self.steps if value >= step.bound]
        return met[-1] if met else self.below

    def _over(self, values: FloatArray, direction: Direction, peers: Peers) -> FloatArray:
        given = np.array([or_nan(self.below), *(step.points for step in self.steps)])
        place = np.searchsorted(np.array([step.bound for step in self.steps]), values, side="right")
        return np.where(np.isnan(values), np.nan, given[place])


def _check_steps(steps: tuple[Step, ...], points: float, where: str) -> None:
    check(points > 0, "points: expected a number above 0")
    check(bool(steps), f"{where}: expected at least one")
    bounds = [step.bound for step in steps]
    check(len(set(bounds)) == len(bounds), f"{where}: a bound stands twice")
    check(all(0 <= step.points <= points for step in steps), f"{where}: expected points from 0 to the stated maximum")
