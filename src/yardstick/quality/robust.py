"""How far a value lies from others, told by medians so that what is far cannot hide itself.

The modified z-score is that of B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (ASQC Quality Press,
1993): 0.6745 · (x - median) / MAD, where MAD is the median of the absolute deviations from the median, and an
outlier lies beyond 3.5. Where MAD is 0, 1.253314 times the mean absolute deviation stands for the standard deviation.
The value that is judged takes no part in either median.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAD_TO_SIGMA = 0.6745
MEAN_DEVIATION_TO_SIGMA = 1.253314
THRESHOLD = 3.5
LEAST_OTHERS = 6  # fewer values do not say what is usual
STEADY = 0.05  # share of the median that stands for the deviation where all others are equal
FEW = 3  # leaving a value out gives a row at most three medians

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Scores and the medians of the others, `NaN` where there is no score; arrays of the shape asked for."""

    score: Matrix
    median: Matrix


def modified_z(value: float, others: Sequence[float], *, least: int = LEAST_OTHERS) -> float | None:
    """The score of one value against others (not itself among them); the reference for `judge`.

    `None` where there are fewer than `least` others, where they are all 0, or where no double holds the score. Where
    all others are equal, a twentieth of them stands for the standard deviation, so that what never moved is not an
    outlier for moving a bit.
    """
    if len(others) < max(least, 1):
        return None
    median = statistics.median(others)
    deviations = [abs(other - median) for other in others]
    scale = (
        statistics.median(deviations) / MAD_TO_SIGMA
        or MEAN_DEVIATION_TO_SIGMA * float(np.sum(np.array(deviations))) / len(deviations)
        or STEADY * abs(median)
    )
    score = (value - median) / scale if scale else math.inf
    return score if math.isfinite(score) else None


def judge(values: Matrix, *, tested: Sequence[int] | None = None, least: int = LEAST_OTHERS) -> Judged:
    """The score of each value against the others of its row.

    `values` has a row a series and `NaN` where there is no value; `tested` are the columns to judge (all where it is
    `None`), which are the columns of the result.
    """
    columns = np.arange(values.shape[1]) if tested is None else np.asarray(tested, dtype=np.intp)
    counts = np.count_nonzero(~np.isnan(values), axis=1)
    own = values[:, columns]
    if not own.size or counts.max() - 1 < max(least, 1):
        return Judged(np.full_like(own, np.nan), np.full_like(own, np.nan))
    medians = median_of_others(np.sort(values, axis=1), counts, own)
    medians[np.isnan(own) | (counts - 1 < max(least, 1))[:, None]] = np.nan
    scale = _scale(values, counts, columns, medians)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        score = (own - medians) / scale
    return Judged(np.where(np.isfinite(score), score, np.nan), medians)


def median_of_others(ordered: Matrix, counts: npt.NDArray[np.intp], own: Matrix) -> Matrix:
    """For each value of `own` the median of its row without it.

    `ordered` are the whole rows, ascending with `NaN` at the end, `counts` how many values each has. The median that
    is left depends only on which side of the middle the value lay.
    """
    width = ordered.shape[1]
    middle = counts // 2
    places = np.clip(np.stack([middle - 1, middle, middle + 1]), 0, width - 1)
    below, at, above = np.take_along_axis(ordered, places.T, axis=1).T[:, :, None]
    odd = np.where(own < at, at + above, np.where(own > at, below + at, below + above)) / 2
    even = np.where(own <= below, at, below)
    found: Matrix = np.where((counts % 2 == 1)[:, None], odd, even)
    return found


def _scale(values: Matrix, counts: npt.NDArray[np.intp], columns: npt.NDArray[np.intp], medians: Matrix) -> Matrix:
    """What stands for the standard deviation of the others, `NaN` where nothing does."""
    scale = np.full_like(medians, np.nan)
    for centre in _centres(medians):
        deviations = np.abs(values - centre[:, None])
        of_own = deviations[:, columns]
        spread = median_of_others(np.sort(deviations, axis=1), counts, of_own) / MAD_TO_SIGMA
        flat_rows, flat_columns = np.nonzero((spread == 0) & (medians == centre[:, None]))
        if flat_rows.size:
            spread[flat_rows, flat_columns] = _mean_scale(deviations[flat_rows], columns[flat_columns])
        scale = np.where(medians == centre[:, None], spread, scale)
    found: Matrix = np.where(scale == 0, STEADY * np.abs(medians), scale)
    return found


def _centres(medians: Matrix) -> list[Matrix]:
    """Each median that leaving a value out can give a row, so that deviations are sorted as seldom as may be."""
    if medians.shape[1] <= FEW:
        return [medians[:, column] for column in range(medians.shape[1])]
    low, high = np.fmin.reduce(medians, axis=1), np.fmax.reduce(medians, axis=1)
    between = np.where((medians > low[:, None]) & (medians < high[:, None]), medians, np.nan)
    return [low, np.fmin.reduce(between, axis=1), high]


def _mean_scale(deviations: Matrix, left_out: npt.NDArray[np.intp]) -> Matrix:
    others = deviations.copy()
    others[np.arange(len(others)), left_out] = np.nan
    counts = np.count_nonzero(~np.isnan(others), axis=1)
    found: Matrix = MEAN_DEVIATION_TO_SIGMA * np.nansum(others, axis=1) / counts
    return found


def median_of_rows(values: Matrix) -> Matrix:
    """The median of each row's values, `NaN` where it has none."""
    ordered = np.sort(values, axis=1)
    counts = np.count_nonzero(~np.isnan(values), axis=1)
    places = np.stack([np.maximum(counts - 1, 0) // 2, counts // 2], axis=1)
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    middle = np.take_along_axis(ordered, np.minimum(places, values.shape[1] - 1), axis=1)
    found: Matrix = middle.sum(axis=1) / 2
    return found
