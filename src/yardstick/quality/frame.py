"""The frame that figures are laid out in: units down, periods of one frequency across, and who is under whom when."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from yardstick.errors import TooLarge
from yardstick.periods import Frequency, Period, periods_between
from yardstick.quality.reported import Reported
from yardstick.units import Unit, Units

MOST_PERIODS = 20_000
NOBODY = -1

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Places:
    """Where units stand in each period: arrays of units × periods. `parent` and `level` are `NOBODY` where unknown.

    `stretches` are the runs of columns within which nothing changes.
    """

    parent: Codes
    level: Codes
    valid: Flags
    leaf: Flags
    stretches: tuple[tuple[int, int], ...]

    def rolled(self, counts: Matrix | Flags, columns: Sequence[int] | None = None) -> Matrix:
        """Counts of units × periods × anything, each unit with all below it added, deepest first, units in order.

        Where the counts are of some of the columns only, `columns` tells which, sorted.
        """
        total = counts.astype(np.float64)
        for start, end in self.stretches:
            here = slice(start, end) if columns is None else slice(*np.searchsorted(columns, (start, end)))
            for children, parents in self._steps[start] if here.start < here.stop else ():
                # By each parent's run of children, so that the order of the sum is the order of the units.
                starts = np.flatnonzero(np.r_[True, parents[1:] != parents[:-1]])
                total[parents[starts], here] += np.add.reduceat(total[span(children), here], starts, axis=0)
        return total

    @cached_property
    def parents(self) -> npt.NDArray[np.intp]:
        """Every unit that has others below it in some period."""
        return np.unique(self.parent[self.parent != NOBODY]).astype(np.intp)

    def steady(self, columns: Sequence[int]) -> list[slice]:
        """Runs of the columns given (as places among them) within which nothing changes."""
        runs = [slice(*(int(at) for at in np.searchsorted(columns, stretch))) for stretch in self.stretches]
        return [run for run in runs if run.start < run.stop]

    @cached_property
    def _steps(self) -> dict[int, list[tuple[Codes, Codes]]]:
        return {start: list(_steps(self.parent[:, start])) for start, _ in self.stretches}


def span(places: npt.NDArray[Any]) -> npt.NDArray[Any] | slice:
    """Places in order as a slice where they lie side by side: taking that copies nothing."""
    if not len(places):
        return slice(0, 0)
    first, last = int(places[0]), int(places[-1])
    is_run = last - first + 1 == len(places) and bool((places[1:] > places[:-1]).all())
    return slice(first, last + 1) if is_run else places


def _steps(parent: Codes) -> Iterator[tuple[Codes, Codes]]:
    """Children and their parents, sorted by parent, one depth after another from the deepest."""
    depth = np.zeros(len(parent), np.int32)
    above = parent.copy()
    while (above != NOBODY).any():
        known = above != NOBODY
        depth[known] += 1
        above[known] = parent[above[known]]
    for level in range(int(depth.max(initial=0)), 0, -1):
        children = np.flatnonzero(depth == level).astype(np.int32)
        order = np.argsort(parent[children], kind="stable")
        yield children[order], parent[children][order]


@dataclass(frozen=True)
class Frame:
    """Every unit that reported or is in the table of units, sorted, and for each frequency its periods in a row."""

    units: tuple[str, ...]
    levels: tuple[str, ...]
    calendar: Mapping[Frequency, tuple[Period, ...]]
    places: Mapping[Frequency, Places]
    unit_codes: Codes  # of the reported units, here
    columns: Codes  # of the reported periods, in the calendar of their frequency

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The place of each unit."""
        return {code: number for number, code in enumerate(self.units)}

    @property
    def size(self) -> int:
        """How many cells one series has, at all frequencies."""
        return len(self.units) * sum(len(periods) for periods in self.calendar.values())

    def level_code(self, level: str) -> int:
        """The place of a level in `levels`; one that no unit has is a number that no unit carries."""
        return self.levels.index(level) if level in self.levels else len(self.levels)


def make_frame(reported: Reported, units: Units | None = None) -> Frame:
    """Lay out what was reported; without a table of units nobody has a parent or level and all are leaves."""
    codes = tuple(sorted({*reported.units, *(units.codes if units else ())}))
    levels = tuple(sorted({unit.level for unit in units.rows})) if units else ()
    number = {code: place for place, code in enumerate(codes)}
    calendar = _calendar(reported.periods)
    column = {period.code: place for periods in calendar.values() for place, period in enumerate(periods)}
    return Frame(
        units=codes,
        levels=levels,
        calendar=calendar,
        places={frequency: _places(codes, number, levels, periods, units) for frequency, periods in calendar.items()},
        unit_codes=np.array([number[code] for code in reported.units], np.int32),
        columns=np.array([column[period.code] for period in reported.periods], np.int32),
    )


def _calendar(periods: Sequence[Period]) -> dict[Frequency, tuple[Period, ...]]:
    """Gaps included: a run of equal values ends where a period is left out."""
    found: dict[Frequency, tuple[Period, ...]] = {}
    for frequency in Frequency:
        of_one = [period for period in periods if period.frequency is frequency]
        if not of_one:
            continue
        found[frequency] = tuple(periods_between(of_one[0].first, of_one[-1].first, frequency))
        if len(found[frequency]) > MOST_PERIODS:
            raise TooLarge(f"{frequency} periods from {of_one[0]} to {of_one[-1]}: more than {MOST_PERIODS} in a row")
    return found


def _places(
    codes: Sequence[str],
    number: Mapping[str, int],
    levels: Sequence[str],
    periods: Sequence[Period],
    units: Units | None,
) -> Places:
    shape = (len(codes), len(periods))
    places = Places(
        parent=np.full(shape, NOBODY, np.int32),
        level=np.full(shape, NOBODY, np.int32),
        valid=np.full(shape, units is None),
        leaf=np.full(shape, units is None),
        stretches=_stretches(periods, units),
    )
    if units is not None:
        for start, end in places.stretches:
            valid = units.valid(periods[start].first, periods[start].last)
            _place(places, slice(start, end), valid, units.above(valid, periods[start].last), number, levels)
    return places


def _stretches(periods: Sequence[Period], units: Units | None) -> tuple[tuple[int, int], ...]:
    """Columns between which no row of the table of units begins or ends."""
    begins = sorted(unit.valid_from for unit in units.rows) if units else []
    ends = sorted(unit.valid_to for unit in units.rows) if units else []
    keys = [(bisect_right(begins, period.last), bisect_left(ends, period.first)) for period in periods]
    starts = [place for place, key in enumerate(keys) if place == 0 or key != keys[place - 1]]
    return tuple(zip(starts, [*starts[1:], len(keys)], strict=True))


def _place(
    places: Places,
    columns: slice,
    valid: Mapping[str, Unit],
    above: Mapping[str, str | None],
    number: Mapping[str, int],
    levels: Sequence[str],
) -> None:
    level = {name: place for place, name in enumerate(levels)}
    inner = set(above.values())
    for code, unit in valid.items():
        row, parent = number[code], above[code]
        places.valid[row, columns] = True
        places.leaf[row, columns] = code not in inner
        places.level[row, columns] = level[unit.level]
        if parent is not None:
            places.parent[row, columns] = number[parent]
