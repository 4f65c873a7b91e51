"""What was planned on the way from a base to a target, and how a value stands against it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from yardstick.errors import BadInput
from yardstick.foresight.series import LARGEST
from yardstick.foresight.targets import Target, shortfall


class Between(StrEnum):
    """What is planned between two points of a trajectory."""

    LINEAR = "linear"  # in proportion to the days
    STEP = "step"  # the value of the earlier point, until the day of the next


@dataclass(frozen=True, slots=True)
class Point:
    """A planned value, from this day on; `BadInput` for NaN, infinity, and a size of 1e100 and more."""

    on: date
    value: float

    def __post_init__(self) -> None:
        if not abs(self.value) < LARGEST:
            raise BadInput(f"planned value {self.value}: expected a number of a size below 1e100")


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Points in time order, the base first and the target last; made by `linear`, `stepped` or `custom`."""

    points: tuple[Point, ...]
    between: Between

    @property
    def base(self) -> Point:
        """Where the way begins."""
        return self.points[0]

    @property
    def end(self) -> Point:
        """The target and the last day it may be reached on."""
        return self.points[-1]

    def planned(self, on: date) -> float:
        """The value planned for a day: the base before its day, the target after its own."""
        if on <= self.base.on:
            return self.base.value
        for earlier, later in pairwise(self.points):
            if on < later.on:
                return self._between(earlier, later, on)
        return self.end.value

    def _between(self, earlier: Point, later: Point, on: date) -> float:
        if self.between is Between.STEP:
            return earlier.value
        share = (on - earlier.on).days / (later.on - earlier.on).days
        return earlier.value * (1 - share) + later.value * share


def linear(base: Point, target: Target) -> Trajectory:
    """The straight way from the base to the target's last day, by days; `BadInput` for a target not after the base."""
    return _made(base, (), target, Between.LINEAR)


def stepped(base: Point, steps: Sequence[Point], target: Target) -> Trajectory:
    """The base until the first step, then the value of each step from its day on; the target on its last day.

    `BadInput` unless every step lies after the base and before the target's last day, on a day of its own.
    """
    return _made(base, steps, target, Between.STEP)


def custom(base: Point, points: Sequence[Point], target: Target, between: Between = Between.LINEAR) -> Trajectory:
    """Through points of your own, in any order, with what is between them stated.

    `BadInput` unless every point lies after the base and before the target's last day, on a day of its own.
    """
    return _made(base, points, target, between)


def _made(base: Point, points: Sequence[Point], target: Target, between: Between) -> Trajectory:
    """`BadInput` unless every point lies after the base and before the target, at a day of its own."""
    ordered = (base, *sorted(points, key=lambda point: point.on), Point(target.period.last, target.value))
    for earlier, later in pairwise(ordered):
        if later.on <= earlier.on:
            raise BadInput(
                f"trajectory: {later.on} comes after {earlier.on}; expected base, points, target in time order"
            )
    return Trajectory(ordered, between)


@dataclass(frozen=True, slots=True)
class Standing:
    """A value against its trajectory; a share is `None` where what it would be divided by is 0.

    `gap` is value minus planned, `shortfall` how much worse than planned (0 where not worse), both in the unit of the
    value. `ratio` is value / planned. `done` and `planned_done` are shares of the way from base to target: 1 is all of
    it, less than 0 is further off than the base.
    """

    value: float
    planned: float
    gap: float
    shortfall: float
    ratio: float | None
    done: float | None
    planned_done: float | None


def stand(trajectory: Trajectory, target: Target, value: float, on: date) -> Standing:
    """Compare a value with what was planned for that day."""
    planned = trajectory.planned(on)
    return Standing(
        value=value,
        planned=planned,
        gap=value - planned,
        shortfall=max(shortfall(value, planned, target.direction), 0.0),
        ratio=_share(value, planned),
        done=_share(value - trajectory.base.value, trajectory.end.value - trajectory.base.value),
        planned_done=_share(planned - trajectory.base.value, trajectory.end.value - trajectory.base.value),
    )


def _share(part: float, whole: float) -> float | None:
    share = part / whole if whole != 0 else math.inf
    return share if math.isfinite(share) else None
