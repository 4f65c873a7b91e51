"""The formats of files, told by name or content, and one way in and out for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from yardstick.errors import BadInput
from yardstick.exchange.dimensions import PLAIN_DIMENSIONS, Dimensions, Structure
from yardstick.exchange.sdmx_csv import read_sdmx_csv, version_of, write_sdmx_csv
from yardstick.exchange.sdmx_xml import read_sdmx_xml
from yardstick.exchange.sdmx_xml_writing import Message, write_sdmx_xml, write_structure
from yardstick.exchange.shapes import Table
from yardstick.exchange.tabular import PARQUET_MAGIC, header_of, read_csv, read_parquet, write_csv, write_parquet
from yardstick.json_input import read_json

CSV, PARQUET, SDMX_CSV, SDMX_ML, DEFINITIONS, DHIS2 = "csv", "parquet", "sdmx-csv", "sdmx-ml", "definitions", "dhis2"
STRUCTURE = "sdmx-structure"
READ = (CSV, PARQUET, SDMX_CSV, SDMX_ML, DEFINITIONS, DHIS2)
"""The formats that are read, by the names that `form` takes."""
OF_DEFINITIONS = frozenset({DEFINITIONS, DHIS2})
BY_SUFFIX = {".csv": CSV, ".parquet": PARQUET, ".xml": "sdmx-ml-2.1", ".json": DEFINITIONS}
BEGINNING_BYTES = 4096
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says beside its rows: ids of components, the structure it names, and the header of SDMX-ML."""

    message: Message
    dimensions: Dimensions = PLAIN_DIMENSIONS
    structure: Structure | None = None


def _csv(table: Table, file: BinaryIO, written: Written) -> None:
    write_csv(table, file)


def _parquet(table: Table, file: BinaryIO, written: Written) -> None:
    write_parquet(table, file)


def _sdmx_csv(version: int, table: Table, file: BinaryIO, written: Written) -> None:
    write_sdmx_csv(table, file, version=version, structure=written.structure, dimensions=written.dimensions)


def _sdmx_ml(version: str, generic: bool, table: Table, file: BinaryIO, written: Written) -> None:
    write_sdmx_xml(
        table,
        file,
        version=version,
        generic=generic,
        message=written.message,
        structure=written.structure,
        dimensions=written.dimensions,
    )


def _structure(table: Table, file: BinaryIO, written: Written) -> None:
    write_structure(
        table.shape, file, message=written.message, structure=written.structure, dimensions=written.dimensions
    )


WRITERS: Mapping[str, Callable[[Table, BinaryIO, Written], None]] = {
    CSV: _csv,
    PARQUET: _parquet,
    "sdmx-csv-1.0": partial(_sdmx_csv, 1),
    "sdmx-csv-2.0": partial(_sdmx_csv, 2),
    "sdmx-ml-2.1": partial(_sdmx_ml, "2.1", False),
    "sdmx-ml-2.1-generic": partial(_sdmx_ml, "2.1", True),
    "sdmx-ml-3.0": partial(_sdmx_ml, "3.0", False),
    STRUCTURE: _structure,
}
WRITTEN = (*WRITERS, DEFINITIONS)
"""The formats that are written."""


def read_table(path: Path, form: str | None = None, *, dimensions: Dimensions = PLAIN_DIMENSIONS) -> Table:
    """The observations or results of a file of any format, of `form` where it is named (one of `READ`).

    `dimensions` say which component of SDMX holds which column. `BadInput` for a file of another kind, and for a header
    that cannot be used; a row that cannot be is refused when it is reached.
    """
    match form or format_of(path):
        case "csv":
            return read_csv(path)
        case "parquet":
            return read_parquet(path)
        case "sdmx-csv":
            return read_sdmx_csv(path, dimensions)
        case "sdmx-ml":
            return read_sdmx_xml(path, dimensions)
        case other:
            raise BadInput(f"{path}: {other} holds neither observations nor results")


def write_table(table: Table, file: BinaryIO, form: str, written: Written) -> None:
    """Write a table in a format of `WRITERS`; `BadInput` for a row that cannot be read or written."""
    WRITERS[form](table, file, written)


def format_of(path: Path) -> str:
    """The format (one of `READ`) of a file, by its content; `BadInput` where it is none of them."""
    with path.open("rb") as file:
        beginning = file.read(BEGINNING_BYTES)
    if not beginning.strip():
        raise BadInput(f"{path}: the file is empty")
    if beginning.startswith(PARQUET_MAGIC) or path.suffix.lower() == ".parquet":
        return PARQUET
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<") or (beginning.startswith(UTF_16_MARKS) and path.suffix.lower() == ".xml"):
        return SDMX_ML
    if text.startswith((b"{", b"[")):
        return _of_json(read_json(path), path)
    return CSV if version_of(header_of(path)) is None else SDMX_CSV


def _of_json(content: Any, path: Path) -> str:
    if isinstance(content, dict) and "data_elements" in content:
        return DEFINITIONS
    if isinstance(content, dict) and {"dataElements", "indicators"} & content.keys():
        return DHIS2
    raise BadInput(f"{path}: neither definitions (data_elements) nor a DHIS2 export (dataElements, indicators)")


def format_for(path: Path) -> str:
    """The format to write (one of `WRITTEN`) by a file's name; `BadInput` where the name tells none."""
    try:
        return BY_SUFFIX[path.suffix.lower()]
    except KeyError:
        raise BadInput(f"{path}: name the format with --to: {', '.join(WRITTEN)}") from None
