"""How far a value lies from others, told by medians so that what is far cannot hide itself.

The modified z-score is that of B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (ASQC Quality Press,
1993): 0.6745 · (x - median) / MAD, where MAD is the median of the absolute deviations from the median, and an
outlier lies beyond 3.5. Where MAD is 0, 1.253314 times the mean absolute deviation stands for the standard deviation.
The value that is judged takes no part in either median.
"""

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAD_TO_SIGMA = 0.6745
MEAN_DEVIATION_TO_SIGMA = 1.253314
THRESHOLD = 3.5
LEAST_OTHERS = 6  # fewer values do not say what is usual
STEADY = 0.05  # share of the median that stands for the deviation where all others are equal
CELLS_AT_ONCE = 32_768  # as many as stay in a core's cache through all steps
WHOLE_ROWS_AT_ONCE = 2_000_000

Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


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
    score = np.full((len(values), len(columns)), np.nan)
    median = np.full_like(score, np.nan)
    counts = values.shape[1] - np.count_nonzero(np.isnan(values), axis=1)
    at_once = max(1, CELLS_AT_ONCE // max(1, values.shape[1]))
    for count in np.flatnonzero(np.bincount(counts)):
        if score.size and count - 1 >= max(least, 1):
            rows = np.flatnonzero(counts == count)
            for start in range(0, len(rows), at_once):
                some = _span(rows[start : start + at_once])
                score[some], median[some] = _judged(values[some], int(count), columns)
    return Judged(score, median)


def _span(rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp] | slice:
    """Rows that lie side by side as a slice, which does not copy."""
    first, last = int(rows[0]), int(rows[-1])
    return slice(first, last + 1) if last - first + 1 == len(rows) else rows


def _judged(values: Matrix, count: int, columns: npt.NDArray[np.intp]) -> tuple[Matrix, Matrix]:
    """Scores and medians of rows that have `count` values each, 2 or more."""
    ordered = np.sort(values, axis=1)[:, :count]
    own = values if len(columns) == values.shape[1] else values[:, columns]
    median, spread = (_odd if count % 2 else _even)(ordered, own)
    spread /= MAD_TO_SIGMA
    if count < values.shape[1]:
        median[np.isnan(own)] = np.nan
    if (flat := spread == 0).any():
        _replace_flat(spread, flat & ~np.isnan(own), values, median, columns)
        np.copyto(spread, STEADY * np.abs(median), where=spread == 0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        score = np.subtract(own, median)
        score /= spread
    score[~np.isfinite(score)] = np.nan
    return score, median


# The median that is left without a value depends only on which side of the middle the value lay. So a row has two
# medians where it has an even number of values, three where it is odd, and so have the deviations from each.


def _even(ordered: Matrix, own: Matrix) -> tuple[Matrix, Matrix]:
    """For each value the median of the others of its row, and the median of their absolute deviations from it."""
    below, at = _middle(ordered)
    low = own <= below
    median = np.where(low, at, below)
    of_own = np.abs(own - median)
    (near, far), (near_below, far_below) = (_middle_deviations(ordered, centre) for centre in (at, below))
    kept = np.where(low, near, near_below)
    return median, np.where(of_own <= kept, np.where(low, far, far_below), kept)


def _odd(ordered: Matrix, own: Matrix) -> tuple[Matrix, Matrix]:
    """`_even` for rows of an odd number of values."""
    below, at, above = _middle(ordered)
    low, mid = own < at, np.nonzero(own == at)
    centres = (at + above) / 2, (below + at) / 2, (below + above) / 2
    median = np.where(low, centres[0], centres[1])
    median[mid] = centres[2][mid[0], 0]
    of_own = np.abs(own - median)
    sides = [_middle_deviations(ordered, centre) for centre in centres]
    kept = [np.where(low, one, other) for one, other in zip(*sides[:2], strict=True)]
    for place, of_middle in zip(kept, sides[2], strict=True):
        place[mid] = of_middle[mid[0], 0]
    below, at, above = kept
    spread = np.where(of_own < at, (at + above) / 2, (below + at) / 2)
    if (same := of_own == at).any():
        np.copyto(spread, (below + above) / 2, where=same)
    return median, spread


def _places(count: int) -> list[int]:
    """Where a sorted row has what its medians without one value are made of."""
    middle = count // 2
    return [middle - 1, middle, middle + 1] if count % 2 else [middle - 1, middle]


def _middle(ordered: Matrix) -> list[Matrix]:
    return [ordered[:, place, None] for place in _places(ordered.shape[1])]


def _middle_deviations(ordered: Matrix, centre: Matrix) -> list[Matrix]:
    """What `_middle` gives for the deviations of a row from one centre, without sorting them.

    They fall and then rise, so the smallest lie side by side, and the greatest of those is at one of their ends.
    """
    deviations = ordered - centre
    np.abs(deviations, out=deviations)
    count = deviations.shape[1]
    return [
        np.maximum(deviations[:, : count - place], deviations[:, place:]).min(axis=1, keepdims=True)
        for place in _places(count)
    ]


def _replace_flat(
    spread: Matrix, flat: Flags, values: Matrix, median: Matrix, columns: npt.NDArray[np.intp]
) -> None:  # fmt: skip
    """Where more than half of the others are equal, their mean absolute deviation tells instead.

    A value that does not deviate itself changes no sum, and a row has one median for all of those: one sum serves them.
    """
    rows, places = np.nonzero(flat)
    centre, own = median[rows, places], values[rows, columns[places]]
    still = own == centre
    centres = np.full(len(values), np.nan)
    centres[rows[still]] = centre[still]
    whole = np.zeros(len(values))
    for some in _pieces(np.flatnonzero(~np.isnan(centres)), values.shape[1]):
        whole[some] = _mean_scale(np.abs(values[some] - centres[some, None]), None)
    spread[rows[still], places[still]] = whole[rows[still]]
    for some in _pieces(np.flatnonzero(~still), values.shape[1]):
        deviations = np.abs(values[rows[some]] - centre[some, None])
        spread[rows[some], places[some]] = _mean_scale(deviations, columns[places[some]])


def _pieces(rows: npt.NDArray[np.intp], width: int) -> Iterator[npt.NDArray[np.intp]]:
    step = max(1, WHOLE_ROWS_AT_ONCE // width)
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def _mean_scale(deviations: Matrix, left_out: npt.NDArray[np.intp] | None) -> Matrix:
    """Without a place to leave out, that of a value which is among the row and does not deviate."""
    counts = np.count_nonzero(~np.isnan(deviations), axis=1) - 1
    if left_out is not None:
        deviations[np.arange(len(deviations)), left_out] = np.nan
    found: Matrix = MEAN_DEVIATION_TO_SIGMA * np.nansum(deviations, axis=1) / counts
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
