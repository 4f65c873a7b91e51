"""SDMX-CSV 1.0 and 2.0 (the field guides of the SDMX technical working group): one row an observation."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import BadInput
from yardstick.exchange.dimensions import (
    PLAIN_DIMENSIONS,
    Dimensions,
    Structure,
    default_structure,
    from_components,
    raw_schema,
    to_components,
)
from yardstick.exchange.shapes import Table
from yardstick.exchange.tabular import batches, header_of, write_rows
from yardstick.loading.sources import scan

FIRST_OF_1, FIRST_OF_2 = "DATAFLOW", "STRUCTURE"
OF_1 = ("DATAFLOW",)
# SERIES_KEY and OBS_KEY repeat the dimensions, STRUCTURE_NAME is a name.
OF_2 = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
REPEATED = ("STRUCTURE_NAME", "SERIES_KEY", "OBS_KEY")
ACTIONS = ("I", "A", "R", "M")  # information, append, replace, merge: the row is a value; D deletes one


def read_sdmx_csv(path: Path, dimensions: Dimensions = PLAIN_DIMENSIONS) -> Table:
    """The observations or results of an SDMX-CSV file of version 1.0 or 2.x, told apart by its first column.

    `BadInput` names a column that is not mapped, a second structure in the file, or the first row (from 1, the header
    not counted) that cannot be used, such as one that deletes.
    """
    header = header_of(path)
    version = version_of(header)
    if version is None:
        raise BadInput(f"{path}: not SDMX-CSV: the first column is neither {FIRST_OF_1} nor {FIRST_OF_2}")
    if labelled := [name for name in header if ": " in name]:
        raise BadInput(f"{path}: column {labelled[0]!r} has a label: ask for the file with labels=id")
    own = OF_1 if version == 1 else OF_2
    shape = dimensions.shape_of([name for name in header if name not in (*own, *REPEATED)], path)
    names = [*own, *raw_schema(dimensions, shape).names]
    columns = [f'"{name}"' if name in header else f'CAST(NULL AS VARCHAR) AS "{name}"' for name in names]
    raw = batches(path, f"SELECT {', '.join(columns)} FROM {scan(path, header)}")  # noqa: S608
    return from_components(shape, dimensions, _without_own(raw, own, path), path)


def version_of(header: Sequence[str]) -> int | None:
    """1 or 2 by the first column of SDMX-CSV, `None` for another file."""
    first = header[0].partition(": ")[0] if header else ""
    return {FIRST_OF_1: 1, FIRST_OF_2: 2}.get(first)


def _without_own(raw: Iterator[pa.RecordBatch], own: Sequence[str], path: Path) -> Iterator[pa.RecordBatch]:
    """The components alone, once the file's own columns are checked."""
    seen, structure = 0, None
    for batch in raw:
        named = batch.column("STRUCTURE_ID" if "STRUCTURE_ID" in own else own[0])
        structure = structure or named[0].as_py()
        _refuse(pc.not_equal(pc.fill_null(named, ""), structure or ""), seen, path, "another structure than row 1")
        if not structure:
            raise BadInput(f"{path}: row 1: the structure is not named")
        if "ACTION" in own:
            actions = pc.fill_null(batch.column("ACTION"), ACTIONS[0])
            other = pc.invert(pc.is_in(actions, pa.array(ACTIONS)))
            _refuse(other, seen, path, f"ACTION is not one of {', '.join(ACTIONS)}: it is no value")
        yield batch.select(batch.schema.names[len(own) :])
        seen += batch.num_rows


def _refuse(faulty: pa.Array, seen: int, path: Path, why: str) -> None:
    row = pc.index(faulty, True).as_py()
    if row >= 0:
        raise BadInput(f"{path}: row {seen + row + 1}: {why}")


def write_sdmx_csv(
    table: Table,
    file: BinaryIO,
    *,
    version: int,
    structure: Structure | None = None,
    dimensions: Dimensions = PLAIN_DIMENSIONS,
) -> None:
    """Write a table as SDMX-CSV of version 1 (1.0) or 2 (2.0), naming a dataflow; `BadInput` as `to_components`."""
    named = str(structure or default_structure(table.shape))
    own = {"DATAFLOW": named} if version == 1 else {"STRUCTURE": "dataflow", "STRUCTURE_ID": named, "ACTION": "I"}
    header = [*own, *raw_schema(dimensions, table.shape).names]
    rows = ([*_same(tuple(own.values()), batch.num_rows), *batch.columns] for batch in to_components(table, dimensions))
    write_rows(file, header, rows)


def _same(texts: Sequence[str], length: int) -> list[pa.Array]:
    return [pa.repeat(pa.scalar(text), length) for text in texts]
