"""What was reported, brought into one coded table."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from yardstick.ahead import ahead
from yardstick.errors import BadInput
from yardstick.loading.sources import scan_parquet
from yardstick.periods import ORDER, Frequency, Period, parse_period
from yardstick.quality.cells import Cells, Rows, TableCells
from yardstick.quality.database import Database, Table, opened

REQUIRED = ("data_element", "unit", "period", "value")
OPTIONAL = ("option", "recorded_on")
TEXTS = ("data_element", "unit", "period", "option")
ROWS_OF_A_PART = 20_000_000
LARGEST = 1e20  # values have at most twenty digits before the mark


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """A data element, or one option of it (`""` where there is none)."""

    element: str
    option: str = ""


@dataclass(frozen=True)
class Reported:
    """Coded values: codes of its rows are places in `series`, `units` and `periods`, all sorted.

    `rows` counts what was read, rows without a value included; `dated` tells whether days of recording are known.
    """

    database: Database
    _cells: Cells
    series: tuple[Series, ...]
    units: tuple[str, ...]
    periods: tuple[Period, ...]
    rows: int
    dated: bool

    def is_of(self, frequency: Frequency) -> npt.NDArray[np.bool_]:
        """Which of the periods are of a frequency."""
        return np.array([period.frequency is frequency for period in self.periods], np.bool_)


def read_reported(rows: pa.Table | Table, *, known_on: date | None = None) -> Reported:
    """Code a pyarrow or Ibis table with the columns data_element, unit, period, value, and option, recorded_on if any.

    Texts but `value` (any number) and `recorded_on` (a day). A row without a value is no report. With `recorded_on`
    the last value recorded for a key counts, up to `known_on` where that is given, and an empty one withdraws it;
    rows of one key and one day are duplicates. `BadInput` for a wrong column or type, a key that is not whole, a
    period that does not exist, and for a value that is not finite or has more than twenty digits before the mark.
    """
    return read_stored(*opened(rows), known_on=known_on)


def read_stored(
    database: Database, rows: Table, *, known_on: date | None = None, folder: Path | None = None
) -> Reported:  # fmt: skip
    """`read_reported` of an expression over what a database has; the coded rows are kept in a folder, if one is given.

    There they are in files of some series each, so that a few series are read without all others.
    """
    table = _checked_columns(rows)
    dated = "recorded_on" in table.columns
    if dated and known_on is not None:
        table = table.filter(table.recorded_on <= ibis.literal(known_on))
    count = _refuse_values(database, table)
    series = sorted(
        Series(str(element), str(option)) for element, option in _distinct(database, table, ("data_element", "option"))
    )
    units = sorted(str(unit) for (unit,) in _distinct(database, table, ("unit",)))
    found = [parse_period(str(period)) for (period,) in _distinct(database, table, ("period",))]
    periods = sorted(found, key=lambda period: (ORDER.index(period.frequency), period.first))
    coded = _coded(database, table, series, units, periods)
    kept = coded if dated else coded.filter(coded.value.notnull())
    if folder is None:
        parts = [(0, database.store(kept).get_name())]
    else:
        parts = _written(database, kept, folder / "cells", len(series), count)
    cells = TableCells(database, parts, dated)
    return Reported(database, cells, tuple(series), tuple(units), tuple(periods), count, dated)


def rows_of(reported: Reported, series: Sequence[int]) -> Iterator[Rows]:
    """The rows of some series, sorted codes, piece by piece, each being read while the one before is worked on."""
    return ahead(reported._cells.read(series))


def _written(database: Database, kept: Table, folder: Path, series: int, rows: int) -> list[tuple[int, str]]:
    """Write coded rows in parts of about equally many series; the first series of each part, and how it is read."""
    parts = max(1, min(series, math.ceil(rows / ROWS_OF_A_PART)))
    size = max(1, math.ceil(series / parts))
    database.write(kept.mutate(part=kept.series // size), folder, parts_by="part")
    found = sorted(int(path.name.removeprefix("part=")) for path in folder.glob("part=*"))
    return [(part * size, scan_parquet(sorted((folder / f"part={part}").iterdir()))) for part in found]


def _checked_columns(table: Table) -> Table:
    names = set(table.columns)
    for fault, wrong in (
        ("unknown", sorted(names.difference(REQUIRED, OPTIONAL))),
        ("missing", sorted(set(REQUIRED) - names)),
    ):
        if wrong:
            raise BadInput(f"reported values: {fault} column: {', '.join(map(repr, wrong))}")
    for name in TEXTS:
        if name in names and not (table[name].type().is_string() or table[name].type().is_null()):
            raise BadInput(f"reported values: column {name!r} is {table[name].type()}, expected text")
    if not (table.value.type().is_numeric() or table.value.type().is_null()):
        raise BadInput(f"reported values: column 'value' is {table.value.type()}, expected numbers")
    if "recorded_on" in names and not table.recorded_on.type().is_date():
        raise BadInput(f"reported values: column 'recorded_on' is {table.recorded_on.type()}, expected days")
    option = table.option.cast("string").fill_null("") if "option" in names else ibis.literal("")
    columns = {name: table[name] for name in ("data_element", "unit", "period")}
    days = {"recorded_on": table.recorded_on} if "recorded_on" in names else {}
    return table.select(**columns, option=option, value=table.value.cast("float64"), **days)


def _refuse_values(database: Database, table: Table) -> int:
    keys = [name for name in table.columns if name not in {"value", "option"}]
    wanted = {name: table[name].isnull().sum() for name in keys}
    good = table.value.between(-LARGEST, LARGEST) | table.value.isnull()
    found = database.rows(table.aggregate(rows=table.count(), value=(~good).sum(), **wanted)).to_pylist()[0]
    for name in keys:
        if found["rows"] and found[name]:
            raise BadInput(f"reported values: {int(found[name])} rows without {name}")
    if found["rows"] and found["value"]:
        raise BadInput(
            f"reported values: {int(found['value'])} values that are infinite, no number or over twenty digits"
        )
    return int(found["rows"])


def _distinct(database: Database, table: Table, names: Sequence[str]) -> list[tuple[object, ...]]:
    found = database.rows(table.select(*names).distinct()).to_pydict()
    return list(zip(*(found[name] for name in names), strict=True))


def _coded(
    database: Database, table: Table, series: Sequence[Series], units: Sequence[str], periods: Sequence[Period]
) -> Table:
    listed = _codes(database, series=range(len(series)), data_element=[one.element for one in series],
                    option=[one.option for one in series])  # fmt: skip
    places = _codes(database, unit_code=range(len(units)), unit=units)
    times = _codes(database, period_code=range(len(periods)), period=[period.code for period in periods])
    joined = table.join(listed, ["data_element", "option"]).join(places, "unit").join(times, "period")
    days = {"recorded_on": joined.recorded_on} if "recorded_on" in table.columns else {}
    return joined.select(
        series=joined.series, unit=joined.unit_code, period=joined.period_code, value=joined.value, **days
    )


def _codes(database: Database, **columns: Sequence[str] | range) -> Table:
    made = {name: pa.array(list(values), pa.int32() if isinstance(values, range) else pa.string())
            for name, values in columns.items()}  # fmt: skip
    return database.hold(pa.table(made))
