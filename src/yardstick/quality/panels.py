"""Panels: the values of one series at one frequency, units down and periods across, a few in memory at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from yardstick.periods import Frequency
from yardstick.quality.cells import Integers, Rows
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.reported import Reported, Series, rows_of

CELLS_AT_ONCE = 50_000_000
SHARE_OF_MEMORY = 0.4  # of what the database may hold, for the values that are laid out
BYTES, BYTES_WITH_DAYS = 8, 16
NO_DAY = 0
NEVER = np.iinfo(np.int32).max

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Again:
    """Keys that stand in several rows, in order: their places, how many rows, the lowest and highest value."""

    at: Places
    rows: Integers
    low: Matrix
    high: Matrix

    def within(self, start: int, end: int) -> "Again":
        """Those from one place to another, counted from there."""
        some = slice(*np.searchsorted(self.at, (start, end)))
        return Again(self.at[some] - start, self.rows[some], self.low[some], self.high[some])


@dataclass(frozen=True)
class Panel:
    """Arrays of units × periods. `values` has `NaN` where there is none, also where rows contradict each other.

    `received` is the number of the first day that anything was recorded (`date.toordinal`), `NO_DAY` where there is
    nothing; `None` where days are not known.
    """

    series: Series
    frequency: Frequency
    values: Matrix
    again: Again
    received: Integers | None

    @cached_property
    def present(self) -> Flags:
        """Where anything was reported."""
        found: Flags = ~np.isnan(self.values)
        found.flat[self.again.at] = True
        return found

    @cached_property
    def contradictory(self) -> Flags:
        """Where the rows of one key hold different values."""
        found = np.zeros(self.values.shape, np.bool_)
        found.flat[self.again.at] = self.again.low != self.again.high
        return found

    @cached_property
    def low(self) -> Matrix:
        """The lowest value of each key's rows."""
        return self._with(self.again.low)

    @cached_property
    def high(self) -> Matrix:
        """The highest value of each key's rows."""
        return self._with(self.again.high)

    def _with(self, others: Matrix) -> Matrix:
        if not self.again.at.size:
            return self.values
        found = self.values.copy()
        found.flat[self.again.at] = others
        return found


@dataclass(frozen=True)
class Block:
    """Panels of some series, sorted, at every frequency: one array for each frequency, series × units × periods."""

    series: Sequence[int]
    values: dict[Frequency, Matrix]
    again: dict[Frequency, Again]
    received: dict[Frequency, Integers] | None
    names: Sequence[Series]

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each series lies."""
        return {code: place for place, code in enumerate(self.series)}

    def panel(self, code: int, frequency: Frequency) -> Panel:
        """The panel of one series, which may be empty."""
        place = self.place[code]
        values = self.values[frequency][place]
        received = None if self.received is None else self.received[frequency][place]
        again = self.again[frequency].within(place * values.size, (place + 1) * values.size)
        return Panel(self.names[code], frequency, values, again, received)


class Blocks:
    """Lays values out; the last whole run of series is kept, so that one that fits in memory is read once."""

    def __init__(self, reported: Reported, frame: Frame) -> None:
        self._reported, self._frame = reported, frame
        self._kept: Block | None = None

    @cached_property
    def runs(self) -> list[list[int]]:
        """Series in order, in runs of whole elements that fit in memory together."""
        bytes_each = BYTES_WITH_DAYS if self._reported.dated else BYTES
        most = min(CELLS_AT_ONCE * BYTES, SHARE_OF_MEMORY * self._reported.database.memory) / bytes_each
        runs: list[list[int]] = []
        for members in by_element(self._reported.series, range(len(self._reported.series))):
            if runs and (len(runs[-1]) + len(members)) * self._frame.size <= most:
                runs[-1].extend(members)
            else:
                runs.append(members)
        return runs

    def whole(self, run: Sequence[int]) -> Block:
        """One of `runs`; what was kept before is let go first."""
        if self._kept is None or self._kept.series != run:
            self._kept = None
            self._kept = _laid_out(self._reported, self._frame, run)
        return self._kept

    def some(self, series: Sequence[int]) -> Block:
        """A few series, sorted."""
        if self._kept is not None and all(one in self._kept.place for one in series):
            return self._kept
        return _laid_out(self._reported, self._frame, series)


def by_element(series: Sequence[Series], codes: Sequence[int]) -> list[list[int]]:
    """The codes of each element's series together."""
    groups: dict[str, list[int]] = {}
    for code in codes:
        groups.setdefault(series[code].element, []).append(code)
    return list(groups.values())


class _Layout:
    """Where the key of each row lies in one array for all frequencies, one after another."""

    def __init__(self, reported: Reported, frame: Frame, series: Sequence[int]) -> None:
        self._place = np.full(len(reported.series) + 1, -1, np.int64)
        self._place[list(series)] = np.arange(len(series))
        self._units, self._count = frame.unit_codes.astype(np.int64), len(frame.units)
        self.shapes = {one: (len(series), self._count, len(periods)) for one, periods in frame.calendar.items()}
        self.starts: dict[Frequency, int] = {}
        self.size = 0
        for one, shape in self.shapes.items():
            self.starts[one] = self.size
            self.size += int(np.prod(shape))
        of = [period.frequency for period in reported.periods]
        self._width = np.array([len(frame.calendar[one]) for one in of], np.int64)
        self._start = np.array([self.starts[one] for one in of], np.int64) + frame.columns

    def of(self, rows: Rows) -> Places:
        """The place of each row."""
        found = self._place[rows.series]
        found *= self._count
        found += self._units[rows.unit]
        found *= self._width[rows.period]
        found += self._start[rows.period]
        return found

    def split(self, flat: npt.NDArray[np.generic]) -> dict[Frequency, npt.NDArray[np.generic]]:
        """An array of all as one for each frequency."""
        return {
            one: flat[start : start + int(np.prod(self.shapes[one]))].reshape(self.shapes[one])
            for one, start in self.starts.items()
        }


def _laid_out(reported: Reported, frame: Frame, series: Sequence[int]) -> Block:
    """Read some series once, again for the days of recording, and twice more where keys stand in several rows."""
    layout = _Layout(reported, frame, series)
    days = _days(reported, layout, series) if reported.dated else None
    values, count = np.full(layout.size, np.nan), 0
    for at, given in _counting(reported, layout, series, days):
        values[at] = given
        count += len(at)
    filled = layout.size - int(np.count_nonzero(np.isnan(values)))
    again = _again(reported, layout, series, days) if filled < count else _none()
    values[again.at] = np.where(again.low == again.high, again.low, np.nan)
    received = None
    if days is not None:
        received = days[1]
        nothing = np.isnan(values)
        nothing[again.at] = False
        received[nothing] = NO_DAY
    return Block(
        series,
        layout.split(values),  # type: ignore[arg-type]
        {
            one: again.within(start, start + int(np.prod(layout.shapes[one])))
            for one, start in layout.starts.items()
        },
        None if received is None else layout.split(received),  # type: ignore[arg-type]
        reported.series,
    )  # fmt: skip


def _days(reported: Reported, layout: _Layout, series: Sequence[int]) -> tuple[Integers, Integers]:
    """For each key the last day that anything was recorded, and the first that a value was."""
    last, first = np.full(layout.size, NO_DAY, np.int32), np.full(layout.size, NEVER, np.int32)
    for rows in rows_of(reported, series):
        assert rows.day is not None
        at, valued = layout.of(rows), ~np.isnan(rows.value)
        np.maximum.at(last, at, rows.day)
        np.minimum.at(first, at[valued], rows.day[valued])
    return last, first


def _counting(
    reported: Reported, layout: _Layout, series: Sequence[int], days: tuple[Integers, Integers] | None
) -> Iterator[tuple[Places, Matrix]]:
    """The places and values of the rows that count: all, or the last recorded of each key where they are no gaps."""
    for rows in rows_of(reported, series):
        at, value = layout.of(rows), rows.value
        if days is not None:
            counts = (days[0][at] == rows.day) & ~np.isnan(value)
            at, value = at[counts], value[counts]
        yield at, value


def _none() -> Again:
    return Again(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0), np.zeros(0))


def _again(
    reported: Reported, layout: _Layout, series: Sequence[int], days: tuple[Integers, Integers] | None
) -> Again:  # fmt: skip
    counts = np.zeros(layout.size, np.int32)
    for at, _ in _counting(reported, layout, series, days):
        np.add.at(counts, at, np.int32(1))
    found = []
    for at, value in _counting(reported, layout, series, days):
        several = counts[at] > 1
        found.append((at[several], value[several]))
    at, value = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((~np.signbit(value), value, at))  # -0 before 0, whichever comes first
    at, value = at[order], value[order]
    starts = np.flatnonzero(np.r_[True, at[1:] != at[:-1]])
    ends = np.r_[starts[1:], len(at)] - 1
    low, high = value[starts], value[ends]
    return Again(at[starts], (ends - starts + 1).astype(np.int32), np.where(low == high, high, low), high)
