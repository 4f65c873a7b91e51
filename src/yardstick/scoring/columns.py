"""The figures of many units over many periods as arrays, each with a mask that tells which are there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from yardstick.errors import BadInput
from yardstick.periods import parse_period

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One figure for every unit (rows) and period (columns): `values` is finite, and 0 where nothing is `present`."""

    values: FloatArray
    present: BoolArray

    @classmethod
    def of(cls, marked: FloatArray) -> "Column":
        """Take an array in which NaN or infinity says "no value"."""
        present = np.isfinite(marked)
        return cls(np.where(present, marked, 0.0), present)

    def at(self, row: int, place: int) -> float | None:
        """The figure of the unit in a `row` and the period in a `place`, both from 0; `None` where there is none."""
        return float(self.values[row, place]) if self.present[row, place] else None


def marked(column: Column) -> FloatArray:
    """The values with NaN where there is none: for arithmetic inside the package, never a result of it."""
    return np.where(column.present, column.values, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """Units compared with each other: the names of the groups in order, and the rows of each in the arrays."""

    names: tuple[str, ...]
    rows: tuple[IntArray, ...]

    @classmethod
    def of(cls, group_of_rows: Sequence[str]) -> "Peers":
        """Group rows by the name given for each."""
        names = tuple(sorted(set(group_of_rows)))
        groups = np.array(group_of_rows, dtype=object)
        return cls(names, tuple(np.flatnonzero(groups == name).astype(np.int64) for name in names))


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """What scores are computed from; made by `panel_of` or `long_rows.panel_from_table`.

    `units` are in the order of their codes, `periods` in time order and of one frequency, `peers` gives the peer
    group of each unit; every column has the shape (units, periods).
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    peers: tuple[str, ...]
    columns: Mapping[str, Column]

    def column(self, indicator: str) -> Column:
        """The column of an indicator; one of missing figures where the panel has none of it."""
        shape = (len(self.units), len(self.periods))
        return self.columns.get(indicator) or Column(np.zeros(shape), np.zeros(shape, dtype=np.bool_))

    def narrowed(self, units: Iterable[str], periods: Iterable[str]) -> "Panel":
        """The same figures for some of the units and periods; `BadInput` for one that the panel does not have."""
        rows = _positions(self.units, units, "unit")
        places = _positions(self.periods, periods, "period")
        picked = np.ix_(rows, places)
        return Panel(
            units=tuple(self.units[row] for row in rows),
            periods=tuple(self.periods[place] for place in places),
            peers=tuple(self.peers[row] for row in rows),
            columns={code: Column(c.values[picked], c.present[picked]) for code, c in self.columns.items()},
        )


def panel_of(
    columns: Mapping[str, object], units: Sequence[str], periods: Sequence[str], peers: Mapping[str, str]
) -> Panel:
    """Arrange column arrays of the shape (units, periods), given in any order of either.

    A figure that is missing is NaN, `None` in a nested list, or masked in a `numpy.ma` array. `peers` gives the peer
    group of each unit. `BadInput` for a wrong shape, infinity, a repeated unit or period, and a unit without group.
    """
    in_time = ordered_periods(periods)
    by_code = _sorted_once(units, "unit")
    order = np.ix_([list(units).index(unit) for unit in by_code], [list(periods).index(code) for code in in_time])
    shape = (len(units), len(periods))
    return Panel(
        units=by_code,
        periods=in_time,
        peers=tuple(group_of(unit, peers) for unit in by_code),
        columns={code: Column.of(_checked(code, columns[code], shape)[order]) for code in sorted(columns)},
    )


def ordered_periods(periods: Iterable[str]) -> tuple[str, ...]:
    """Period codes in time order; `BadInput` for a repeated one and for two frequencies in one set."""
    codes = _sorted_once(periods, "period")
    parsed = [parse_period(code) for code in codes]
    frequencies = sorted({period.frequency for period in parsed})
    if len(frequencies) > 1:
        raise BadInput(f"periods: {' and '.join(frequencies)} in one set; expected one frequency")
    return tuple(period.code for period in sorted(parsed, key=lambda period: period.first))


def group_of(unit: str, peers: Mapping[str, str]) -> str:
    """The peer group of a unit; `BadInput` where it has none."""
    try:
        return peers[unit]
    except KeyError:
        raise BadInput(f"unit {unit!r} has no peer group") from None


def _sorted_once(codes: Iterable[str], what: str) -> tuple[str, ...]:
    listed = sorted(codes)
    for one, other in pairwise(listed):
        if one == other:
            raise BadInput(f"{what} {one!r} is given twice")
    return tuple(listed)


def _checked(code: str, content: Any, shape: tuple[int, int]) -> FloatArray:
    masked = np.ma.getmaskarray(content) if isinstance(content, np.ma.MaskedArray) else None
    try:
        array = np.array(content, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BadInput(f"indicator {code!r}: not an array of numbers: {error}") from None
    if array.shape != shape:
        raise BadInput(f"indicator {code!r}: shape {array.shape}; expected (units, periods) = {shape}")
    if masked is not None:
        array[masked] = np.nan
    if np.isinf(array).any():
        raise BadInput(f"indicator {code!r}: holds infinity; expected numbers")
    return array


def _positions(known: tuple[str, ...], wanted: Iterable[str], what: str) -> list[int]:
    places = {code: place for place, code in enumerate(known)}
    chosen = set(wanted)
    if unknown := sorted(chosen - set(places)):
        raise BadInput(f"{what} {unknown[0]!r} is not in the panel")
    return sorted(places[code] for code in chosen)
