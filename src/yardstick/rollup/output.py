"""Results to a file: Parquet or CSV, written beside its place and moved there when complete."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from yardstick.ahead import ahead
from yardstick.errors import BadUsage
from yardstick.rollup.run import RESULT

CODES = ["indicator", "unit", "period"]


class Writer(Protocol):
    """What pyarrow's writers of Parquet and CSV have in common."""

    def write_table(self, table: pa.Table) -> None: ...

    def close(self) -> None: ...


def check_place(path: Path) -> None:
    """Refuse early what could not be written after all the work; `BadUsage`."""
    if path.suffix.lower() not in WRITERS:
        raise BadUsage(f"--out {path}: expected a name that ends in .parquet or .csv")
    if not path.parent.is_dir():
        raise BadUsage(f"--out {path}: there is no folder {path.parent}")


def write_results(path: Path, pieces: Iterable[pa.Table]) -> int:
    """Write result tables to a file, in order, at once or not at all; how many rows there are."""
    rows = 0
    with replacing(path) as file:
        writer = WRITERS[path.suffix.lower()](file)
        try:
            for piece in ahead(iter(pieces)):
                rows += piece.num_rows
                writer.write_table(piece)
        finally:
            writer.close()
    return rows


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the path that takes its place when the block ends well, and is removed when it does not."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _parquet(file: IO[bytes]) -> Any:
    # Every part of the file has all units: their least and greatest would tell a reader nothing, and take long to find.
    told = [one.name for one in RESULT if one.name != "unit"]
    return pyarrow.parquet.ParquetWriter(
        file, RESULT, use_dictionary=[*CODES, "reported", "expected"], write_statistics=told, compression="lz4"
    )


class _Csv:
    def __init__(self, file: IO[bytes]) -> None:
        self._plain = pa.schema([(one.name, pa.string() if one.name in CODES else one.type) for one in RESULT])
        options = pyarrow.csv.WriteOptions(quoting_style="needed")
        self._writer = pyarrow.csv.CSVWriter(file, self._plain, write_options=options)

    def write_table(self, table: pa.Table) -> None:
        self._writer.write_table(table.cast(self._plain))

    def close(self) -> None:
        self._writer.close()


WRITERS = {".parquet": _parquet, ".csv": _Csv}
