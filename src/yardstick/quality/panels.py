"""Panels: the values of one series at one frequency, units down and periods across, a few in memory at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.periods import Frequency
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.reported import Reported, Series

CELLS_AT_ONCE = 20_000_000
NO_DAY = 0
EPOCH = 719_163  # what `date.toordinal` gives for the day that Arrow counts from

Integers = npt.NDArray[np.int32]
Columns = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Panel:
    """Arrays of units × periods. `values` has `NaN` where there is none, also where rows contradict each other.

    `low` and `high` are of all rows of a key, `rows` counts them, `received` is the day's number (`date.toordinal`),
    `NO_DAY` where unknown.
    """

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
        found: Flags = self.rows > 0
        return found

    @property
    def contradictory(self) -> Flags:
        """Where the rows of one key hold different values."""
        return self.present & np.isnan(self.values)


def panels(reported: Reported, frame: Frame) -> Iterator[list[Panel]]:
    """The panels of one element after another (its options, at each of its frequencies), in order of the codes."""
    frequencies = np.array([list(Frequency).index(period.frequency) for period in reported.periods], np.int64)
    for chunk in _chunks(reported, frame):
        rows = _rows(reported, chunk)
        kinds = frequencies[rows["period"]]
        blocks = {
            frequency: _Block.of(
                rows, np.flatnonzero(kinds == list(Frequency).index(frequency)), chunk, frequency, frame
            )
            for frequency in frame.calendar
        }
        for members in _by_element(reported.series, chunk):
            found = [
                block.panel(member - chunk[0], reported.series[member])
                for member in members
                for block in blocks.values()
                if block.filled[member - chunk[0]]
            ]
            if found:
                yield found


def _chunks(reported: Reported, frame: Frame) -> Iterator[Sequence[int]]:
    """Runs of whole elements whose panels fit in memory together."""
    size = len(frame.units) * sum(len(periods) for periods in frame.calendar.values())
    chunk: list[int] = []
    for members in _by_element(reported.series, range(len(reported.series))):
        if chunk and (len(chunk) + len(members)) * size > CELLS_AT_ONCE:
            yield chunk
            chunk = []
        chunk = chunk + members
    if chunk:
        yield chunk


def _by_element(series: Sequence[Series], codes: Sequence[int]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for code in codes:
        groups.setdefault(series[code].element, []).append(code)
    return list(groups.values())


def _rows(reported: Reported, chunk: Sequence[int]) -> dict[str, npt.NDArray[Any]]:
    """Columns of the cells of a run of series; days as their numbers."""
    names = ["series", "unit", "period", "value", "rows"]
    cells = reported.cells.filter(reported.cells.series.between(chunk[0], chunk[-1]))
    several = cells.rows > 1  # what else there is to know of the few keys that stand in several rows
    chosen = cells.select(*names, low=several.ifelse(cells.low, None), high=several.ifelse(cells.high, None),
                          received=cells.received)  # fmt: skip
    table = reported.database.rows(chosen if reported.dated else chosen.drop("received"))
    found = {name: table[name].to_numpy() for name in names}
    again = pc.indices_nonzero(pc.greater(table["rows"], 1)).to_numpy()
    found["again"] = again
    for name in ("low", "high"):
        found[name] = table[name].take(pa.array(again)).to_numpy()
    if reported.dated:
        days = pc.fill_null(table["received"].cast(pa.int32()), NO_DAY - EPOCH).to_numpy()
        found["received"] = days + EPOCH
    return found


@dataclass(frozen=True)
class _Block:
    """Panels of a run of series at one frequency, one array for all: series × units × periods."""

    frequency: Frequency
    values: Matrix
    rows: Integers
    received: Integers | None
    again: Mapping[int, tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Matrix, Matrix]]
    filled: Flags

    @classmethod
    def of(
        cls, rows: Columns, chosen: npt.NDArray[np.intp], chunk: Sequence[int], frequency: Frequency, frame: Frame
    ) -> "_Block":
        """Lay out the rows chosen."""
        shape = (len(chunk), len(frame.units), len(frame.calendar[frequency]))
        # All rows are taken as they are where there is but one frequency: picking copies.
        pick = slice(None) if len(chosen) == len(rows["series"]) else chosen
        at = (
            rows["series"][pick] - chunk[0],
            frame.unit_codes[rows["unit"][pick]],
            frame.columns[rows["period"][pick]],
        )
        values, counts = np.full(shape, np.nan), np.zeros(shape, np.int32)
        values[at], counts[at] = rows["value"][pick], rows["rows"][pick]
        received = None
        if "received" in rows:
            received = np.full(shape, NO_DAY, np.int32)
            received[at] = rows["received"][pick]
        filled: Flags = np.bincount(at[0], minlength=len(chunk)) > 0
        return cls(frequency, values, counts, received, _again(rows, chosen, at), filled)

    def panel(self, place: int, series: Series) -> Panel:
        """The panel of one series."""
        values = self.values[place]
        low = high = values
        if place in self.again:
            units, columns, lowest, highest = self.again[place]
            low, high = values.copy(), values.copy()
            low[units, columns], high[units, columns] = lowest, highest
        received = np.full(values.shape, NO_DAY, np.int32) if self.received is None else self.received[place]
        return Panel(series, self.frequency, values, low, high, self.rows[place], received)


def _again(
    rows: Columns, chosen: npt.NDArray[np.intp], at: tuple[npt.NDArray[Any], ...]
) -> dict[int, tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Matrix, Matrix]]:
    """For each series the units, columns, lowest and highest values of keys that stand in several rows."""
    here = np.searchsorted(chosen, rows["again"])
    known = (here < len(chosen)) & (chosen[np.minimum(here, len(chosen) - 1)] == rows["again"]) if len(chosen) else None
    found: dict[int, tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Matrix, Matrix]] = {}
    if known is None or not known.any():
        return found
    series, units, columns = (part[here[known]] for part in at)
    low, high = rows["low"][known], rows["high"][known]
    for place in np.unique(series):
        mine = series == place
        found[int(place)] = (units[mine], columns[mine], low[mine], high[mine])
    return found
