"""Observations and results in CSV and Parquet files, in batches, so that no file is too large."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yardstick.errors import BadInput, TooLarge
from yardstick.exchange.shapes import RECORDED, SHAPES, Shape, Table, checked, double_of
from yardstick.loading.sources import MOST_BYTES_OF_HEADER, mixed_line_ends, scan

ROWS_A_BATCH = 65_536
MEMORY = "1GB"
PARQUET_MAGIC = b"PAR1"
REPORTED_VALUE = pa.decimal128(29, 9)  # twenty digits before the mark and nine after: all that may be reported


def read_csv(path: Path) -> Table:
    """The observations or results of a CSV file (UTF-8, a header); the columns tell which.

    `BadInput` names the file and the column or, once the table is gone through, the row (from 1, the header not
    counted). Empty cells are missing values.
    """
    header = header_of(path)
    shape = shape_of(header, f"{path}: line 1")
    rows = checked(shape, _selected(path, header, header, shape), path)
    return Table(shape, rows, path, recorded=RECORDED in header)


def read_parquet(path: Path) -> Table:
    """The observations or results of a Parquet file; values of a decimal or whole type as they are, without zeros at
    their end, those of a floating type as their shortest text."""
    columns = _parquet_columns(path)
    shape = shape_of(tuple(columns), str(path))
    cells = {name: _as_text(name, kind) for name, kind in columns.items()}
    rows = checked(shape, _selected(path, (), cells, shape), path)
    return Table(shape, rows, path, recorded=RECORDED in columns)


def header_of(path: Path) -> tuple[str, ...]:
    """The names in the first line of a CSV file; `BadInput` where it is empty, no UTF-8, or has a name twice."""
    with path.open("rb") as file:
        line = file.readline(MOST_BYTES_OF_HEADER)
    if not line:
        raise BadInput(f"{path}: the file is empty")
    try:
        names = next(csv.reader([line.decode("utf-8-sig")], strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        raise BadInput(f"{path}: line 1: not the header of a CSV file in UTF-8") from None
    if not any(names) or "\0" in "".join(names):
        raise BadInput(f"{path}: line 1: not the header of a CSV file in UTF-8")
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise BadInput(f"{path}: line 1: repeated column: {', '.join(map(repr, repeated))}")
    return tuple(names)


def shape_of(columns: Sequence[str], where: str) -> Shape:
    """Which table has these columns; `BadInput` says where they stand and names what is missing or unknown."""
    shape = next((one for one in SHAPES if one.subject in columns), None)
    if shape is None:
        subjects = " or ".join(one.subject for one in SHAPES)
        raise BadInput(f"{where}: expected a column {subjects}; there are {', '.join(columns)}"[:400])
    needed = [name for name in shape.columns if name not in shape.optional]
    for fault, names in (
        ("unknown", [name for name in columns if name not in shape.columns]),
        ("missing", [name for name in needed if name not in columns]),
    ):
        if names:
            raise BadInput(f"{where}: {fault} column: {', '.join(map(repr, names))}")
    return shape


def _parquet_columns(path: Path) -> dict[str, pa.DataType]:
    if path.stat().st_size == 0:
        raise BadInput(f"{path}: the file is empty")
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{path}: not a whole Parquet file: {_first_line(error)}") from None
    if len(set(schema.names)) != len(schema.names):
        raise BadInput(f"{path}: a column stands twice")
    return dict(zip(schema.names, schema.types, strict=True))


def _as_text(name: str, kind: pa.DataType) -> str:
    column = f'"{name.replace(chr(34), chr(34) * 2)}"'
    text = f"CAST({column} AS VARCHAR)"
    # A decimal prints all the digits its type has.
    return f"regexp_replace({text}, '\\.?0+$', '')" if pa.types.is_decimal(kind) and kind.scale > 0 else text


def _selected(
    path: Path, header: Sequence[str], cells: Mapping[str, str] | Sequence[str], shape: Shape
) -> Iterator[pa.RecordBatch]:
    texts = cells if isinstance(cells, Mapping) else {name: f'"{name}"' for name in cells}
    columns = [f"{texts.get(name, 'CAST(NULL AS VARCHAR)')} AS {name}" for name in shape.columns]
    return batches(path, f"SELECT {', '.join(columns)} FROM {scan(path, header)}")  # noqa: S608


def batches(path: Path, sql: str) -> Iterator[pa.RecordBatch]:
    """What DuckDB answers, in the order of the file; its complaints about the file as one line."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": False,
    }
    with duckdb.connect(config=config) as db:
        try:
            yield from db.sql(sql).to_arrow_reader(ROWS_A_BATCH)
        except duckdb.OutOfMemoryException:
            raise TooLarge(f"{path}: does not fit the memory that is allowed, {MEMORY}: convert it in parts") from None
        except (duckdb.Error, pa.ArrowException) as error:
            raise BadInput(f"{path}: not readable: {mixed_line_ends(error, path) or _first_line(error)}") from None


def _first_line(error: Exception) -> str:
    """The reason, with the line of the file where one is named: DuckDB shows that line before it says what is wrong."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    if found := re.search(r"on Line: (\d+)", lines[0]):
        return f"line {found[1]}: {next((line for line in lines[2:]), lines[0])}"
    return lines[0].partition("Error: ")[2] or lines[0]


def write_csv(table: Table, file: BinaryIO) -> None:
    """Write a table as CSV: UTF-8, a header, `,`, quotes where they are needed, `\\n`; a missing value is empty.

    The optional columns are always there, but for `recorded_on`, which is there where the source has it.
    """
    write_rows(file, table.columns, (batch.select(table.columns).columns for batch in table.batches))


def write_rows(file: BinaryIO, header: Sequence[str], batches_of_rows: Iterator[Sequence[pa.Array]]) -> None:
    """Write columns of cells under a header as CSV."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for columns in batches_of_rows:
        writer.writerows(zip(*(column.to_pylist() for column in columns), strict=True))
    text.flush()
    text.detach()


def write_parquet(table: Table, file: BinaryIO) -> None:
    """Write a table as Parquet: values of observations as decimals (29, 9), of results as doubles.

    `BadInput` where a result has more digits than a double: it would be rounded.
    """
    schema = pa.schema([(name, _parquet_type(name, table.shape)) for name in table.columns])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        seen = 0
        for batch in table.batches:
            _refuse_rounding(table, batch, seen)
            typed = [_typed(batch.column(name), kind) for name, kind in zip(schema.names, schema.types, strict=True)]
            writer.write_batch(pa.record_batch(typed, schema=schema))
            seen += batch.num_rows


def _parquet_type(name: str, shape: Shape) -> pa.DataType:
    if name == "value":
        return pa.float64() if shape.doubles else REPORTED_VALUE
    return pa.int64() if name in shape.counts else pa.string()


def _typed(cells: pa.Array, kind: pa.DataType) -> pa.Array:
    if kind == REPORTED_VALUE:
        trimmed = pc.replace_substring_regex(cells, r"(\.[0-9]{1,9})0*$", r"\1")
        return pc.cast(trimmed, kind)
    if kind == pa.float64():
        return pa.array([None if text is None else float(text) for text in cells.to_pylist()], kind)
    return pc.cast(cells, kind)


def _refuse_rounding(table: Table, batch: pa.RecordBatch, seen: int) -> None:
    if not table.shape.doubles:
        return
    for row, text in enumerate(batch.column("value").to_pylist(), start=seen + 1):
        if text is not None and double_of(text) is None:
            raise BadInput(
                f"{table.where}: row {row}: value {text[:60]!r} has more digits than a double, which Parquet files of"
                " results hold: choose another format"
            )
