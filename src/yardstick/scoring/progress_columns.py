"""`yardstick.progress` over arrays: the score (-5 to 5) of every figure of a series, equal to `measure` in every bit.

The rule numbers (1 to 7) are those of `docs/guide/indicators.md`, the steps and their order those of `progress.py`.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.progress import (
    HIGHEST_SCORE,
    LIMIT_EXPONENT,
    LOWEST_SCORE,
    SHORTEST_SPAN_YEARS,
    WITH_TARGET,
    WITHOUT_TARGET,
    ZERO_COUNTS_AS,
    Direction,
    Reading,
)
from yardstick.scoring.columns import BoolArray, FloatArray


class Terms(NamedTuple):
    """What a series is measured by, the same for all units; as in `progress.Series`, years as fractions."""

    base_year: float
    direction: Direction
    target: Reading | None = None
    limit: float | None = None


class Scores(NamedTuple):
    """`scores` are -5 to 5 and count only where they are `there`; both (units, periods)."""

    scores: FloatArray
    there: BoolArray


def measure_each(figures: FloatArray, base: FloatArray, years: FloatArray, terms: Terms) -> Scores:
    """The score that `measure` gives each figure; not there where that one is `None`.

    `figures` is (units, periods), `base` (units,) and in the base year, NaN for none in both; `years` is (periods,).
    """
    start = np.where(base == 0, ZERO_COUNTS_AS, base)[:, np.newaxis]  # rule 3
    with np.errstate(all="ignore"):
        value = _values(figures, start, years, terms)
        there = ~np.isnan(value)
        if terms.target is None:
            return Scores(_without_target(value, _limit_coefficient(start, terms.limit)), there)
        target = terms.target.value
        achieved = figures >= target if terms.direction is Direction.POSITIVE else figures <= target  # rule 1
        return Scores(np.where(achieved, HIGHEST_SCORE, _with_target(value)), there | achieved)


def power(base: FloatArray, exponent: FloatArray | float) -> FloatArray:
    """Base to the exponent, rounded as Python's own `**`, which is that of the C library.

    numpy's is another one where the processor has AVX-512: it differs in the last digit of every twentieth power.
    """
    exponents = np.ascontiguousarray(np.broadcast_to(exponent, base.shape)).ravel()
    found = pc.power(pa.array(np.ascontiguousarray(base).ravel()), pa.array(exponents))
    powers: FloatArray = found.to_numpy(zero_copy_only=False).reshape(base.shape)
    return powers


def _values(figures: FloatArray, start: FloatArray, years: FloatArray, terms: Terms) -> FloatArray:
    """Rules 2 to 4, NaN where a figure cannot be measured."""
    found = np.full(figures.shape, np.nan)
    spans = years - terms.base_year
    late = np.flatnonzero(spans >= SHORTEST_SPAN_YEARS)
    if terms.limit == 0 or not late.size:
        return found
    sense = np.where(start < 0, -1.0, 1.0) * (1.0 if terms.direction is Direction.POSITIVE else -1.0)
    value = sense * _growth(start, figures[:, late], spans[late])
    if terms.target is not None:
        value = value / _planned_growth(start, terms.base_year, terms.target)
    found[:, late] = np.where(np.isfinite(value), value, np.nan)
    return found


def _growth(start: FloatArray, end: FloatArray, years: FloatArray | float) -> FloatArray:
    """Rule 4; NaN between figures that differ in sign, where 0 has none, and beyond the range of doubles."""
    growth = power(end / start, 1 / years) - 1
    differ = np.where(start < 0, end > 0, end < 0)
    return np.where(differ | ~np.isfinite(growth), np.nan, growth)


def _planned_growth(start: FloatArray, base_year: float, target: Reading) -> FloatArray:
    """Of each unit (units, 1); 0 or NaN where the target is none (rule 2), by which nothing finite can be divided."""
    if target.year <= base_year:
        return np.zeros(start.shape)
    end = np.full(start.shape, target.value if target.value != 0 else ZERO_COUNTS_AS)  # rule 3
    return np.abs(_growth(start, end, target.year - base_year))


def _limit_coefficient(start: FloatArray, limit: float | None) -> FloatArray:
    """Rule 5, of each unit (units, 1)."""
    if limit is None:
        return np.ones(start.shape)
    base, bound = np.abs(start), np.float64(abs(limit))
    nearness = np.where(base <= bound, base / bound, (2 * bound - base) / bound)
    return np.where(base >= 2 * bound, 1.0, 1 - power(nearness, LIMIT_EXPONENT))


def _with_target(value: FloatArray) -> FloatArray:
    """Rule 7, first part."""
    good = np.minimum(7.1429 * value - 4.2857, HIGHEST_SCORE)
    return np.where(value >= WITH_TARGET.medium, good, np.maximum(4.1667 * value - 2.5, LOWEST_SCORE))


def _without_target(value: FloatArray, coefficient: FloatArray) -> FloatArray:
    """Rule 7, the table."""
    score = 500 * value / coefficient - 2.5
    score = np.where(value >= WITHOUT_TARGET.medium * coefficient, 250 * value / coefficient - 1.25, score)
    high = np.minimum(500 * value / coefficient - 5, HIGHEST_SCORE)
    score = np.where(value >= WITHOUT_TARGET.high * coefficient, high, score)
    score = np.where(coefficient == 0, HIGHEST_SCORE, score)
    return np.where(value < 0, np.maximum(125 * value - 2.5, LOWEST_SCORE), score)
