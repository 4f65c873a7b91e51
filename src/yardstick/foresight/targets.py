"""What is to be reached, by when, and which way is better."""

import math
from dataclasses import dataclass

from yardstick.errors import BadInput
from yardstick.foresight.series import LARGEST
from yardstick.periods import Period
from yardstick.progress import Direction


@dataclass(frozen=True, slots=True)
class Limits:
    """What the value can be at all: 0 and 100 for a percentage, 0 for a count; `None` is no limit.

    `BadInput` for NaN or infinity, and for a `minimum` that is not less than `maximum`.
    """

    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        for name, limit in (("minimum", self.minimum), ("maximum", self.maximum)):
            if limit is not None and not math.isfinite(limit):
                raise BadInput(f"{name} {limit}: expected a finite number, or None for no limit")
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise BadInput(f"minimum {self.minimum} and maximum {self.maximum}: expected the minimum to be less")

    def clip(self, value: float) -> float:
        """The value, or the limit it passed."""
        if self.minimum is not None:
            value = max(value, self.minimum)
        return value if self.maximum is None else min(value, self.maximum)

    def hold(self, value: float) -> bool:
        """Whether the value can be."""
        return self.clip(value) == value


NO_LIMITS = Limits()
"""The limits of a value that can be anything."""


@dataclass(frozen=True, slots=True)
class Target:
    """`value` is to be reached by the last day of `period`; `direction` says whether more (positive) or less is better.

    `BadInput` for NaN, infinity, and a size of 1e100 and more.
    """

    value: float
    period: Period
    direction: Direction

    def __post_init__(self) -> None:
        if not abs(self.value) < LARGEST:
            raise BadInput(f"target value {self.value}: expected a number of a size below 1e100")


def shortfall(value: float, wanted: float, direction: Direction) -> float:
    """How much worse than wanted a value is; less than 0 where it is better."""
    return wanted - value if direction is Direction.POSITIVE else value - wanted


def meets(value: float, wanted: float, direction: Direction) -> bool:
    """Whether a value is at least as good as what is wanted."""
    return value >= wanted if direction is Direction.POSITIVE else value <= wanted
