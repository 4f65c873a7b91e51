"""Rows that have text keys and one number, as Arrow tables: read, checked and coded for arrays."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from yardstick.errors import BadInput
from yardstick.scoring.columns import FloatArray, IntArray


def read_rows(path: Path, columns: Sequence[str], *, passed_over: Sequence[str] = ()) -> pa.Table:
    """Rows of a .csv (UTF-8, with header) or .parquet file; the last of `columns` is the number, empty for none.

    Columns that are `passed_over` may stand in the file and are left out. `BadInput` where the file cannot be read, or
    is a .csv with other columns.
    """
    try:
        if path.suffix == ".parquet":
            table = pa_parquet.read_table(path, partitioning=None)
            return table.drop_columns([name for name in passed_over if name in table.column_names])
        if path.suffix == ".csv":
            return _read_csv(path, columns, passed_over)
    except pa.ArrowInvalid as error:
        raise BadInput(f"{path}: {' '.join(str(error).split())}") from None
    raise BadInput(f"{path}: expected a file that ends in .csv or .parquet")


def header_of(path: Path) -> list[str]:
    """The names of the columns of a .csv file."""
    with path.open("rb") as file:
        header = file.readline().decode("utf-8-sig", errors="replace")
    return next(csv.reader([header]), [])


def check_columns(names: Sequence[str], columns: Sequence[str]) -> None:
    """`BadInput` unless `names` are `columns` in any order."""
    for name in names:
        if name not in columns:
            raise BadInput(f"unknown column {name!r}; expected {', '.join(columns)}")
    for name in columns:
        if list(names).count(name) != 1:
            raise BadInput(f"column {name!r} is {'repeated' if name in names else 'missing'}")


def numbers_of(table: pa.Table, name: str) -> FloatArray:
    """Doubles, NaN for null; whatever else is not finite is refused with its row."""
    column = table[name]
    try:
        doubles = column.cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadInput(f"column {name!r}: expected numbers, not {column.type}") from None
    values: FloatArray = np.array(pc.fill_null(doubles, 0.0), dtype=np.float64)
    if (bad := np.flatnonzero(~np.isfinite(values))).size:
        raise BadInput(f"row {bad[0] + 1}: {name}: expected a finite number, or nothing where it is missing")
    missing = np.array(pc.is_null(doubles), dtype=np.bool_)
    values = values.copy()
    values[missing] = np.nan
    return values


def coded(table: pa.Table, name: str) -> tuple[list[str], IntArray]:
    """The different texts of a key column, and for each row the place of its own; `BadInput` for an empty one."""
    column = table[name]
    try:
        texts = column.cast(pa.string()).combine_chunks().dictionary_encode()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadInput(f"column {name!r}: expected text, not {column.type}") from None
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    empty = pc.or_kleene(pc.is_null(column), pc.equal(column.cast(pa.string()), ""))
    if pc.any(empty).as_py():
        raise BadInput(f"row {pc.index(empty, True).as_py() + 1}: {name} is empty")
    found: list[str] = texts.dictionary.to_pylist()
    return found, np.array(texts.indices, dtype=np.int64)


def places_in(ordered: Sequence[str], found: Sequence[str]) -> IntArray:
    """Where each of the texts `found` stands in `ordered`; -1 for one that does not."""
    places: Mapping[str, int] = {code: place for place, code in enumerate(ordered)}
    return np.array([places.get(code, -1) for code in found], dtype=np.int64)


def check_once(places: IntArray, rows: IntArray, table: pa.Table, columns: Sequence[str]) -> None:
    """`BadInput` where two rows have one place: `rows` are their numbers in the table, `columns` keys and number."""
    order = np.argsort(places, kind="stable")
    again = np.flatnonzero(places[order][1:] == places[order][:-1])
    if again.size:
        row = int(rows[order[again + 1].min()])
        *keys, number = columns
        told = ", ".join(f"{name} {table[name][row].as_py()!r}" for name in keys)
        raise BadInput(f"row {row + 1}: a second {number} for {told}")


def _read_csv(path: Path, columns: Sequence[str], passed_over: Sequence[str]) -> pa.Table:
    check_columns([name for name in header_of(path) if name not in passed_over], columns)
    *keys, number = columns
    options = pa_csv.ConvertOptions(
        column_types={**dict.fromkeys(keys, pa.string()), number: pa.float64()},
        null_values=[""],
        strings_can_be_null=False,
        include_columns=list(columns),
    )
    return pa_csv.read_csv(path, convert_options=options)
