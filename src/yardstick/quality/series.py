"""What a unit's series gives away: a value repeated period after period, or a change of the measuring unit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yardstick.quality.frame import Flags, Matrix
from yardstick.quality.robust import median_of_rows

LEAST_POWER = 1
NEAR_POWER = 0.2  # in decimal logarithms: a factor from 0.63 to 1.58 around the power of ten


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same value, not 0, in every period from `period` to `last`."""

    element: str
    option: str
    unit: str
    period: str
    last: str
    periods: int
    value: float


@dataclass(frozen=True, slots=True)
class Shift:
    """From `period` on a series lies about `factor` (a power of ten) higher; `before` and `after` are its medians."""

    element: str
    option: str
    unit: str
    period: str
    factor: float
    before: float
    after: float


@dataclass(frozen=True)
class Runs:
    """Arrays of one length: the unit, the first and last column of each run, sorted by unit and column."""

    units: npt.NDArray[np.intp]
    first: npt.NDArray[np.intp]
    last: npt.NDArray[np.intp]

    def flags(self, shape: tuple[int, ...]) -> Flags:
        """Where a run is, units × columns."""
        marks = np.zeros((shape[0], shape[1] + 1), np.int32)
        np.add.at(marks, (self.units, self.first), 1)
        np.add.at(marks, (self.units, self.last + 1), -1)
        inside: Flags = np.cumsum(marks, axis=1)[:, :-1] > 0
        return inside


@dataclass(frozen=True)
class Shifts:
    """Arrays of one length: unit, first column of the new level, power of ten, medians before and after."""

    units: npt.NDArray[np.intp]
    column: npt.NDArray[np.intp]
    power: npt.NDArray[np.int64]
    before: Matrix
    after: Matrix


def repeated(values: Matrix, least: int) -> Runs:
    """The longest runs of at least `least` equal values in adjacent columns; 0 and gaps end a run.

    Zeros are left alone: most things that are counted do not happen everywhere in every period.
    """
    valued = ~np.isnan(values) & (values != 0)
    same = np.zeros((values.shape[0], values.shape[1] + 1), np.bool_)
    same[:, 1:-1] = (values[:, 1:] == values[:, :-1]) & valued[:, 1:]
    # A run begins where the next is the same but it is unlike the one before, and ends the other way round.
    units, first = np.nonzero(~same[:, :-1] & same[:, 1:])
    _, last = np.nonzero(same[:, :-1] & ~same[:, 1:])
    long = last - first + 1 >= least
    return Runs(units[long], first[long], last[long])


def shifts(values: Matrix, least: int) -> Shifts:
    """Series with a lasting change of level by about 10, 100, 1000 … or their inverses, at most one each.

    A change lies at the largest step between neighbouring values. It counts where at least `least` values lie on
    each side, all of one side above all of the other, the ratio of the sides' medians is within `NEAR_POWER` of a
    power of ten, and neither side's own values spread (median absolute deviation) by more than that. Only values
    over 0 are looked at.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log10(values)
    logs[~np.isfinite(logs)] = np.nan
    units = np.flatnonzero((_spread(logs) >= LEAST_POWER - NEAR_POWER) & _may_be_apart(logs, least))
    logs = logs[units]
    column = _largest_step(logs)
    sides = _sides(logs, column)
    good = _are_apart(*sides)
    for side in sides:
        good &= np.count_nonzero(~np.isnan(side), axis=1) >= least
    return _judged(values, units[good], column[good], [side[good] for side in sides])


def _judged(
    values: Matrix, units: npt.NDArray[np.intp], column: npt.NDArray[np.intp], sides: Sequence[Matrix]
) -> Shifts:  # fmt: skip
    """Of steps whose sides (logarithms) are apart and long enough, those by a power of ten between steady sides."""
    middle = [median_of_rows(side) for side in sides]
    change = middle[1] - middle[0]
    power = np.rint(np.nan_to_num(change)).astype(np.int64)
    good = (np.abs(power) >= LEAST_POWER) & (np.abs(change - power) <= NEAR_POWER)
    for side, centre in zip(sides, middle, strict=True):
        good &= median_of_rows(np.abs(side - centre[:, None])) <= NEAR_POWER
    own = values[units]
    before, after = (median_of_rows(np.where(np.isnan(side), np.nan, own)[good]) for side in sides)
    return Shifts(units[good], column[good], power[good], before, after)


def _sides(logs: Matrix, column: npt.NDArray[np.intp]) -> tuple[Matrix, Matrix]:
    later = np.arange(logs.shape[1])[None, :] >= column[:, None]
    return np.where(later, np.nan, logs), np.where(later, logs, np.nan)


def _spread(logs: Matrix) -> Matrix:
    found: Matrix = np.fmax.reduce(logs, axis=1) - np.fmin.reduce(logs, axis=1)
    return np.nan_to_num(found)


def _may_be_apart(logs: Matrix, least: int) -> Flags:
    """Whether the first columns lie above or below all of the last, as they must where either side has `least` values.

    It only spares the rest of the work for rows in which no step can count.
    """
    first, last = logs[:, :least], logs[:, -least:]
    with np.errstate(invalid="ignore"):
        mixed: Flags = (np.fmax.reduce(first, axis=1) >= np.fmin.reduce(last, axis=1)) & (
            np.fmin.reduce(first, axis=1) <= np.fmax.reduce(last, axis=1)
        )
    found: Flags = ~mixed
    return found


def _largest_step(logs: Matrix) -> npt.NDArray[np.intp]:
    """The column after the largest step between a value and the last one before it; the first of equal ones."""
    columns = np.broadcast_to(np.arange(logs.shape[1]), logs.shape)
    known = np.maximum.accumulate(np.where(np.isnan(logs), -1, columns), axis=1)
    earlier = np.concatenate([np.full((len(logs), 1), -1), known[:, :-1]], axis=1)
    steps = np.abs(logs - np.take_along_axis(logs, np.maximum(earlier, 0), axis=1))
    steps = np.where((earlier >= 0) & ~np.isnan(steps), steps, -1.0)
    return np.argmax(steps, axis=1) if logs.shape[1] else np.zeros(len(logs), np.intp)


def _are_apart(before: Matrix, after: Matrix) -> Flags:
    rise = np.fmax.reduce(before, axis=1) < np.fmin.reduce(after, axis=1)
    fall = np.fmin.reduce(before, axis=1) > np.fmax.reduce(after, axis=1)
    apart: Flags = rise | fall
    return apart
