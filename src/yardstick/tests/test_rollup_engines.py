"""What an engine says of files that it cannot read, whichever of its doors they come through."""

from collections.abc import Callable
from pathlib import Path

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
