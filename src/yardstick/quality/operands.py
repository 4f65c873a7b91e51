"""What rules compare: a row for each unit and period, a column for each operand, as reported or rolled up to a level.

Rolled up as a roll-up does it (docs/yardstick/rollup.md): options are summed, then units from the leaves up; a unit
above that reported itself has its own value, and what lies below it is left out there and further up.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from yardstick.definitions import Rule as Across
from yardstick.formula import Operand
from yardstick.quality.frame import NOBODY, Codes, Flags, Frame, Matrix, Places
from yardstick.quality.panels import Blocks
from yardstick.quality.reported import Reported
from yardstick.quality.settings import Rule

EXACT = "decimal(38, 9)"
DECIMALS = 9
DOUBLE_BITS = 53

Column = Any
Wide = tuple[Any, Mapping[Operand, Any]]


@dataclass(frozen=True)
class Operands:
    """Lays out the operands of a few rules for the periods `tested` (places in `Reported.periods`).

    `present` tells for each frequency where anything was reported, units × periods; `across` how an element's values
    come together above the units that reported.
    """

    reported: Reported
    frame: Frame
    blocks: Blocks
    present: Mapping[Any, Flags]
    across: Mapping[str, Across]
    tested: Sequence[int]

    @contextmanager
    def of(self, rules: Sequence[Rule], level: str | None) -> Iterator[Wide]:
        """A table with the columns `unit` (place in the frame) and `period`, and what each operand is in it."""
        used = sorted(
            {one for rule in rules for side in (rule.left, rule.right) for one in side.formula.operands}, key=str
        )
        series = {operand: self._series(operand) for operand in used}
        rows = self._rows if level is None else self._below(level)
        columns: dict[str, npt.NDArray[Any]] = {"unit": rows.units, "period": rows.periods}
        if level is not None:
            columns["above"] = rows.above
        columns |= self._values(sorted({code for codes in series.values() for code in codes}), rows)
        if level is not None:
            columns |= {f"own_{place}": self._kept(codes, rows, self._across(operand), level)
                        for place, (operand, codes) in enumerate(series.items())}  # fmt: skip
        held = self.reported.database.hold(pa.table({name: _arrow(column) for name, column in columns.items()}))
        try:
            if level is None:
                yield held, {operand: _sum(held, codes).cast("float64") for operand, codes in series.items()}
            else:
                rolled = self._rolled(held, series)
                yield rolled, {operand: rolled[f"operand_{place}"] for place, operand in enumerate(series)}
        finally:
            self.reported.database.drop(held)

    def _series(self, operand: Operand) -> list[int]:
        return [
            place
            for place, one in enumerate(self.reported.series)
            if one.element == operand.code and (operand.option is None or one.option == operand.option)
        ]

    def _across(self, operand: Operand) -> Across:
        return self.across[operand.code]

    @cached_property
    def _rows(self) -> "_Rows":
        """Every unit and period that anything was reported for."""
        found = [np.flatnonzero(self.present[self._frequency(one)][:, self.frame.columns[one]]) for one in self.tested]
        periods = np.repeat(np.array(self.tested, np.int32), [len(units) for units in found])
        units = np.concatenate([np.zeros(0, np.intp), *found]).astype(np.int32)
        return _Rows(units, periods, units)

    def _below(self, level: str) -> "_Rows":
        """Those at or below a unit of a level, with that unit."""
        rows = self._rows
        code, above = self.frame.level_code(level), np.full(len(rows.units), NOBODY, np.int32)
        for period in self.tested:
            at = rows.periods == period
            above[at] = ancestors(self._places(period), self.frame.columns[period], code)[rows.units[at]]
        here = above != NOBODY
        return _Rows(rows.units[here], rows.periods[here], above[here])

    def _values(self, series: Sequence[int], rows: "_Rows") -> dict[str, Matrix]:
        if not series:
            return {}
        block = self.blocks.some(series)
        found = {f"series_{code}": np.full(len(rows.units), np.nan) for code in series}
        for frequency, values in block.values.items():
            at = np.flatnonzero(self.reported.is_of(frequency)[rows.periods])
            units, columns = rows.units[at], self.frame.columns[rows.periods[at]]
            for code in series:
                found[f"series_{code}"][at] = values[block.place[code]][units, columns]
        return found

    def _kept(self, codes: Sequence[int], rows: "_Rows", across: Across, level: str) -> Flags:
        """Which rows count for the unit above them: not those below another that has a value of its own."""
        kept = np.zeros(len(rows.units), np.bool_)
        block = self.blocks.some(codes) if codes else None
        for period in self.tested:
            at = np.flatnonzero(rows.periods == period)
            if block is None or not at.size:
                continue
            column, frequency = self.frame.columns[period], self._frequency(period)
            values = [block.values[frequency][block.place[code]][:, column] for code in codes]
            there: Flags = ~np.isnan(np.stack(values)).all(axis=0)
            covered = below_any(self._places(period), column, there, self.frame.level_code(level))
            kept[at] = ~covered[rows.units[at]]
        return kept & (rows.units == rows.above) if across is Across.NONE else kept

    def _rolled(self, held: Any, series: Mapping[Operand, Sequence[int]]) -> Any:
        kept = {
            f"operand_{place}": held[f"own_{place}"].ifelse(_sum(held, codes).cast(EXACT), ibis.null(EXACT))
            for place, codes in enumerate(series.values())
        }
        summed = held.select("above", "period", **kept)
        columns = {f"operand_{place}": _come_together(summed[f"operand_{place}"], self._across(operand))
                   for place, operand in enumerate(series)}  # fmt: skip
        return summed.group_by("above", "period").aggregate(rows=summed.count(), **columns).rename(unit="above")

    def _frequency(self, period: int) -> Any:
        return self.reported.periods[period].frequency

    def _places(self, period: int) -> Places:
        return self.frame.places[self._frequency(period)]


@dataclass(frozen=True)
class _Rows:
    """Units and periods, and the unit that each counts for."""

    units: Codes
    periods: Codes
    above: Codes


def ancestors(places: Places, column: int, level: int) -> Codes:
    """For each unit the nearest of a level, itself or above it; `NOBODY` where there is none."""
    own = np.arange(len(places.parent), dtype=np.int32)
    parent, is_there = places.parent[:, column], (places.level[:, column] == level) & places.valid[:, column]
    found = np.where(is_there, own, NOBODY).astype(np.int32)
    above = np.where(is_there, NOBODY, parent)
    while (above != NOBODY).any():
        climbing = above != NOBODY
        at = above[climbing]
        found[climbing] = np.where(is_there[at], at, NOBODY)
        above[climbing] = np.where(is_there[at], NOBODY, parent[at])
    return found


def below_any(places: Places, column: int, there: Flags, level: int) -> Flags:
    """Which units lie below one that is `there`, no higher than the nearest of a level."""
    parent, top = places.parent[:, column], places.level[:, column] == level
    found = np.zeros(len(there), np.bool_)
    above = np.where(top, NOBODY, parent)
    while (above != NOBODY).any():
        climbing = above != NOBODY
        at = above[climbing]
        found[climbing] |= there[at]
        above[climbing] = np.where(top[at], NOBODY, parent[at])
    return found


def _arrow(column: npt.NDArray[Any]) -> pa.Array:
    return pa.array(column, from_pandas=column.dtype == np.float64)


def _sum(held: Any, codes: Sequence[int]) -> Column:
    """An operand's value; without an option the sum of all, which is exact and so the same in any order."""
    columns = [held[f"series_{code}"] for code in codes]
    if not columns:
        return ibis.null("float64")
    if len(columns) == 1:
        return columns[0]
    total = sum((column.cast(EXACT).fill_null(ibis.literal(0, EXACT)) for column in columns[1:]),
                columns[0].cast(EXACT).fill_null(ibis.literal(0, EXACT)))  # fmt: skip
    return ibis.ifelse(ibis.coalesce(*columns).notnull(), total.cast(EXACT), ibis.null(EXACT))


def _come_together(value: Column, across: Across) -> Column:
    """One double for the values below a unit; a single one of its own is what it is."""
    if across is Across.MIN:
        return _double(value.min())
    if across is Across.MAX:
        return _double(value.max())
    total = _double(value.sum().cast(EXACT))
    return total / value.count().nullif(0) if across is Across.MEAN else total


def _double(value: Column) -> Column:
    """The double nearest to a decimal: DuckDB's cast is right while the digits fit its 53 bits, text is beyond."""
    limit = ibis.literal(2**DOUBLE_BITS // 10**DECIMALS, type=EXACT)
    return ibis.ifelse(value.abs() < limit, value.cast("float64"), value.cast("string").cast("float64"))
