"""Student's t distribution for whole degrees of freedom, in closed form (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def cdf(value: float, freedom: int) -> float:
    """The probability of at most `value`, which may be infinite, for 1 or more degrees of freedom."""
    if math.isinf(value):
        return 1.0 if value > 0 else 0.0
    angle = math.atan(value / math.sqrt(freedom))
    inside = _even(angle, freedom) if freedom % 2 == 0 else _odd(angle, freedom)
    return min(max((1.0 + inside) / 2, 0.0), 1.0)


@lru_cache(maxsize=4096)
def half_width(level: float, freedom: int) -> float:
    """The number that an absolute value stays within with probability `level`, 0 < level < 1; by halving."""
    wanted, low, high = (1.0 + level) / 2, 0.0, 1.0
    while cdf(high, freedom) < wanted:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if cdf(middle, freedom) < wanted else (low, middle)
    return high


def half_widths(level: float, freedom: npt.NDArray[np.int64]) -> FloatArray:
    """`half_width` for many degrees of freedom."""
    different, places = np.unique(freedom, return_inverse=True)
    found: FloatArray = np.array([half_width(level, int(one)) for one in different], dtype=np.float64)[places]
    return found.reshape(freedom.shape)


def _even(angle: float, freedom: int) -> float:
    term, total = 1.0, 1.0
    for number in range(2, freedom, 2):
        term *= (number - 1) / number * math.cos(angle) ** 2
        total += term
    return math.sin(angle) * total


def _odd(angle: float, freedom: int) -> float:
    if freedom == 1:
        return 2 * angle / math.pi
    term = total = math.cos(angle)
    for number in range(3, freedom, 2):
        term *= (number - 1) / number * math.cos(angle) ** 2
        total += term
    return 2 / math.pi * (angle + math.sin(angle) * total)
