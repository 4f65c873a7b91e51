"""How a family of methods would have done from every earlier period, and the mean of them that this speaks for."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yardstick.foresight.methods import family, forecasts, shortest

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
MOST_ORIGINS = 40
LONGEST_JUDGED = 12  # periods ahead; beyond them there are seldom errors enough


@dataclass(frozen=True, slots=True, eq=False)
class Rolled:
    """Errors (methods, origins, horizon, series) of forecasts made at earlier periods; 0 where not `present`.

    `present` (origins, horizon, series): the value at the origin and the one forecast were both reported.
    """

    errors: FloatArray
    present: BoolArray


@dataclass(frozen=True, slots=True)
class Averaging:
    """How errors become weights: relative errors of few origins count as `trust` origins of the methods' standing."""

    trust: float
    sharpness: float
    least_error: float = 0.02


def roll(values: FloatArray, observed: BoolArray, season: int, horizon: int) -> Rolled:
    """Forecast again from each of the last 40 periods that leave a third of the history before them.

    `values` and `observed` have the shape (periods, series). A forecast sees only what came up to its origin: an
    origin whose own value was filled in does not count, since filling looks ahead.
    """
    length, series = values.shape
    first = max(shortest(season), math.ceil(length / 3), length - MOST_ORIGINS)
    origins, ahead = max(length - first, 0), min(horizon, LONGEST_JUDGED)
    errors = np.zeros((len(family(season)), origins, ahead, series))
    present = np.zeros((origins, ahead, series), dtype=np.bool_)
    for place in range(origins):
        known = first + place
        reach = min(ahead, length - known)
        said = forecasts(values[:known], season, ahead)[:, :reach]
        there = observed[known - 1] & observed[known : known + reach]
        present[place, :reach] = there
        errors[:, place, :reach] = np.where(there, values[known : known + reach] - said, 0.0)
    return Rolled(errors, present)


def average(rolled: Rolled, season: int, averaging: Averaging) -> tuple[FloatArray, FloatArray]:
    """The weights of the methods now (methods, series), and the errors (origins, horizon, series) of such a mean.

    The error at an origin is that of the mean with the weights of its own time, from errors known by then. With
    weights that had seen the errors they are to explain, intervals would be too narrow.
    """
    standing = np.array([method.standing for method in family(season)])[:, None]
    methods, origins, ahead, series = rolled.errors.shape
    sizes, seen = np.abs(rolled.errors), np.zeros((origins, series))
    known, count = np.zeros((methods, ahead, series)), np.zeros((ahead, series))
    errors = np.zeros((origins, ahead, series))
    for origin in range(origins + ahead):
        for steps in range(max(1, origin - origins + 1), min(ahead, origin) + 1):  # what is known by now
            before = origin - steps
            known[:, steps - 1] += sizes[:, before, steps - 1]
            count[steps - 1] += rolled.present[before, steps - 1]
            seen[before] = np.maximum(seen[before], rolled.present[before, steps - 1])
        if origin < origins:
            weight = _weights(known, count, summed(seen[:origin], axis=0), standing, averaging)
            errors[origin] = summed(rolled.errors[:, origin] * weight[:, None], axis=0)
    return _weights(known, count, summed(seen, axis=0), standing, averaging), errors


def _weights(
    known: FloatArray, count: FloatArray, origins: FloatArray, standing: FloatArray, averaging: Averaging
) -> FloatArray:
    """Weights from sums of absolute errors (methods, horizon, series) and how many there are.

    An error is told in mean errors of the family at its horizon, so that far horizons do not outweigh near ones.
    """
    typical = summed(known, axis=0) / len(known)
    relative = np.where(typical > 0, known / np.where(typical > 0, typical, 1.0), 1.0)
    judged = count > 0
    mean = summed(np.where(judged, relative, 0.0), axis=1) / np.maximum(summed(judged.astype(np.float64), axis=0), 1.0)
    score = (origins * mean + averaging.trust * standing) / (origins + averaging.trust)
    raw: FloatArray = (score + averaging.least_error) ** -averaging.sharpness
    weight: FloatArray = raw / summed(raw, axis=0)
    return weight


def summed(array: FloatArray, *, axis: int) -> FloatArray:
    """The sum along an axis in the order of its places, whatever the other axes are: numpy's order depends on them."""
    total = np.zeros(array.shape[:axis] + array.shape[axis + 1 :])
    for place in range(array.shape[axis]):
        total += array.take(place, axis=axis)
    return total
