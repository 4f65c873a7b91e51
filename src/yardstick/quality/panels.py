"""Panels: the values of one series at one frequency, units down and periods across, a few in memory at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.periods import Frequency
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.reported import Reported, Series

ROWS_AT_ONCE = 4_000_000
NO_DAY = 0

Integers = npt.NDArray[np.int64]
Array = TypeVar("Array", Matrix, Integers)


@dataclass(frozen=True)
class Panel:
    """Arrays of units × periods. `values` has `NaN` where there is none, also where rows contradict each other.

    `rows` counts the rows of each key, `received` is the day's number (`date.toordinal`), `NO_DAY` where unknown.
    """

    number: int
    series: Series
    frequency: Frequency
    values: Matrix
    low: Matrix
    high: Matrix
    rows: Integers
    received: Integers

    @property
    def present(self) -> Flags:
        """Where anything was reported."""
        return self.rows > 0

    @property
    def contradictory(self) -> Flags:
        """Where the rows of one key hold different values."""
        return self.present & np.isnan(self.values)


def panels(reported: Reported, frame: Frame) -> Iterator[list[Panel]]:
    """The panels of one element after another (its options, at each of its frequencies), in order of the codes."""
    for chunk in _chunks(reported):
        cells = reported.cells
        table = reported.backend.to_pyarrow(cells.filter(cells.series.between(min(chunk), max(chunk))))
        yield from _of_elements(_arrays(table, reported.dated), reported, frame)


def _chunks(reported: Reported) -> Iterator[list[int]]:
    """Runs of whole elements whose rows fit in memory together."""
    cells = reported.cells
    counted = reported.backend.to_pyarrow(cells.group_by("series").aggregate(rows=cells.count())).to_pydict()
    rows = dict(zip(counted["series"], counted["rows"], strict=True))
    chunk: list[int] = []
    size = 0
    for members in _by_element(reported.series, sorted(rows)):
        of_element = sum(rows[member] for member in members)
        if chunk and size + of_element > ROWS_AT_ONCE:
            yield chunk
            chunk, size = [], 0
        chunk, size = chunk + members, size + of_element
    if chunk:
        yield chunk


def _by_element(series: Sequence[Series], codes: Sequence[int]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for code in codes:
        groups.setdefault(series[code].element, []).append(code)
    return list(groups.values())


def _arrays(table: pa.Table, dated: bool) -> dict[str, npt.NDArray[Any]]:
    """Columns sorted by series; days as their numbers."""
    columns = ["series", "unit", "period", "value", "low", "high", "rows"]
    found = {name: table[name].to_numpy() for name in columns}
    if dated:
        days = table["received"].cast(pa.int32())
        since_1970 = pc.fill_null(days, NO_DAY - 719_163).to_numpy().astype(np.int64)
        found["received"] = since_1970 + 719_163
    order = np.argsort(found["series"], kind="stable")
    return {name: column[order] for name, column in found.items()}


def _of_elements(columns: dict[str, npt.NDArray[Any]], reported: Reported, frame: Frame) -> Iterator[list[Panel]]:
    starts = np.flatnonzero(np.r_[True, np.diff(columns["series"].astype(np.int64)) != 0])
    ends = np.r_[starts[1:], len(columns["series"])]
    place = {int(columns["series"][start].item()): (start, end) for start, end in zip(starts, ends, strict=True)}
    for members in _by_element(reported.series, sorted(place)):
        found: list[Panel] = []
        for member in members:
            rows = {name: column[slice(*place[member])] for name, column in columns.items()}
            found.extend(_of_series(member, rows, reported, frame))
        yield found


def _of_series(number: int, rows: dict[str, npt.NDArray[Any]], reported: Reported, frame: Frame) -> Iterator[Panel]:
    frequencies = np.array([list(Frequency).index(period.frequency) for period in reported.periods])
    kind = frequencies[rows["period"].astype(np.int64)]
    for place in np.unique(kind):
        frequency = list(Frequency)[int(place)]
        chosen = kind == place
        down = frame.unit_codes[rows["unit"][chosen].astype(np.int64)]
        across = frame.columns[rows["period"][chosen].astype(np.int64)]
        shape = (len(frame.units), len(frame.calendar[frequency]))
        cells = _Cells({name: column[chosen] for name, column in rows.items()}, (down, across))
        yield Panel(
            number=number,
            series=reported.series[number],
            frequency=frequency,
            values=cells.laid_out("value", np.full(shape, np.nan)),
            low=cells.laid_out("low", np.full(shape, np.nan)),
            high=cells.laid_out("high", np.full(shape, np.nan)),
            rows=cells.laid_out("rows", np.zeros(shape, np.int64)),
            received=cells.laid_out("received", np.full(shape, NO_DAY, np.int64)),
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    columns: dict[str, npt.NDArray[Any]]
    at: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]

    def laid_out(self, name: str, onto: Array) -> Array:
        """A column's values each in its place, on what stands where there is none."""
        if name in self.columns:
            onto[self.at] = self.columns[name]
        return onto
