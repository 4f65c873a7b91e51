"""What an engine says of files that it cannot read, whichever of its doors they come through."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yardstick.errors import BadInput
from yardstick.rollup import DuckDB, Engine

DOORS: dict[str, Callable[[Engine, str], object]] = {
    "fetch": lambda engine, sql: engine.fetch(sql),
    "keep": lambda engine, sql: engine.keep("kept", sql),
    "view": lambda engine, sql: engine.view("named", sql),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("content", [None, b"", b"PAR1 and then something else", b"x" * 1000])
def test_what_is_no_parquet_file_is_refused_in_one_line(tmp_path: Path, door: str, content: bytes | None) -> None:
    path = tmp_path / "values.parquet"
    if content is not None:
        path.write_bytes(content)
    with DuckDB(memory="64MB", threads=1) as engine:
        with pytest.raises(BadInput, match=r"values\.parquet") as refused:
            DOORS[door](engine, f"SELECT * FROM {engine.scan(path)}")  # noqa: S608
        assert "\n" not in str(refused.value)


NAMES = ["value=9", "w[1]", "d?", "x*y", "{a,b}", "it's"]


def written(folder: Path, name: str) -> Path:
    """A file in a folder of that name, beside others that the name would fit were it a pattern."""
    for place in (name, "w1", "dd", "xzy", "a"):
        (folder / place).mkdir()
        pq.write_table(pa.table({"value": [1 if place == name else 2]}), folder / place / "values.parquet")
    return folder / name / "values.parquet"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_alone_and_as_it_is_whatever_its_folder_is_called(tmp_path: Path, name: str) -> None:
    with DuckDB(memory="64MB", threads=1) as engine:
        found = engine.fetch(f"SELECT * FROM {engine.scan(written(tmp_path, name))}")  # noqa: S608
    assert found.to_pylist() == [{"value": 1}]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets to be collected
@pytest.mark.parametrize("name", NAMES)
def test_spark_reads_it_so_too(tmp_path: Path, name: str, spark: Engine) -> None:
    assert spark.fetch(f"SELECT * FROM {spark.scan(written(tmp_path, name))}").to_pylist() == [{"value": 1}]  # noqa: S608
