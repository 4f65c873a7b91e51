"""The same reports give the same bytes by every route, in any order, read at once or a little at a time."""

import csv
import gzip
import json
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.definitions import parse_definitions
from yardstick.errors import BadInput, BadUsage
from yardstick.loading import Store, load
from yardstick.quality import Reported, as_json, check, panels, parse_specification, read_reported
from yardstick.quality.database import Database, limited
from yardstick.quality.files import read_files
from yardstick.quality.stored import read_store
from yardstick.tests.quality_cases import Case, made
from yardstick.tests.quality_rows import Row, checked, series, table, tree, values

KEPT = json.loads(gzip.decompress((Path(__file__).parent / "examples" / "quality_reports.json.gz").read_bytes()))
CHANCE = st.integers(0, 10**9).map(Random)
FEW = settings(max_examples=5)
EACH = 4  # cells laid out at once, which is less than any element has


def report(reported: Reported, case: Case) -> dict[str, Any]:
    there = {period.code for period in reported.periods}
    return as_json(
        check(
            reported, parse_specification(case.specification), units=case.units, on=case.on, limit=case.limit,
            periods=case.periods and [one for one in case.periods if one in there], figures_at=case.figures_at,
        )
    )  # fmt: skip


def text(reported: Reported, case: Case) -> str:
    return json.dumps(report(reported, case), allow_nan=False)


def short(content: Any) -> Any:
    """Numbers to twelve digits: logarithms differ in the last ones from processor to processor."""
    if isinstance(content, dict):
        return {name: short(one) for name, one in content.items()}
    if isinstance(content, list):
        return [short(one) for one in content]
    return float(f"{content:.12g}") if isinstance(content, float) else content


@pytest.mark.parametrize("seed", range(len(KEPT)))
def test_reports_are_those_that_were_kept(seed: int) -> None:
    """By the first implementation, which held every value in one table and merged it with SQL."""
    case = made(Random(seed))  # noqa: S311
    found = json.loads(text(read_reported(table(case.rows), known_on=case.on), case))
    assert short(found) == short(KEPT[seed])


@FEW
@given(CHANCE)
def test_neither_the_order_of_rows_nor_how_many_are_read_at_once_changes_a_byte(chance: Random) -> None:
    case = made(chance)
    usual = text(read_reported(table(case.rows), known_on=case.on), case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "CELLS_AT_ONCE", EACH)
        chance.shuffle(case.rows)
        assert text(read_reported(table(case.rows), known_on=case.on), case) == usual


@FEW
@given(CHANCE, st.booleans())
def test_files_give_what_a_table_gives(
    tmp_path_factory: pytest.TempPathFactory, chance: Random, in_parts: bool
) -> None:  # fmt: skip
    case = made(chance)
    folder = tmp_path_factory.mktemp("files")
    pq.write_table(table(case.rows), folder / "whole.parquet")
    if in_parts:
        (folder / "whole.parquet").unlink()
        write_csv(case.rows[::2], folder / "half.csv")
        write_csv(case.rows[1::2], folder / "other.csv")
    with pytest.MonkeyPatch.context() as patch, limited("300MB") as (database, spill):
        patch.setattr("yardstick.quality.reported.ROWS_OF_A_PART", 50)
        patch.setattr(panels, "CELLS_AT_ONCE", EACH if in_parts else panels.CELLS_AT_ONCE)
        found = text(read_files([folder], database, spill, known_on=case.on), case)
    assert found == text(read_reported(table(case.rows), known_on=case.on), case)


def write_csv(rows: list[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        days = ["recorded_on"] if any(len(row) > 4 for row in rows) else []
        writer.writerow(["data_element", "option", "unit", "period", "value", *days])
        for row in rows:
            element, _, option = row[0].partition(".")
            writer.writerow([element, option, row[1], row[2], "" if row[3] is None else repr(row[3]), *row[4:]])


UNITS = tree(P="abc", Q="de")
DEFINITIONS = parse_definitions(
    {
        "data_elements": [{"code": code, "across_units": "sum", "over_time": "sum"} for code in ("C", "B", "A")],
        "indicators": [],
    }
)


def stored(rows: list[Row], folder: Path) -> Store:
    pq.write_table(table(rows), folder / "values.parquet")
    return load([folder / "values.parquet"], definitions=DEFINITIONS, units=UNITS, into=Store(folder / "store", ()))


@FEW
@given(CHANCE, st.booleans())
def test_a_store_gives_what_a_table_gives(
    tmp_path_factory: pytest.TempPathFactory, chance: Random, in_parts: bool
) -> None:  # fmt: skip
    rows: list[Row] = []
    for code in ("A", "B.p", "B.q", "C"):
        for unit in chance.sample("edcba", 4):
            drawn = [round(chance.lognormvariate(4, 1), chance.choice([0, 2])) for _ in range(12)]
            rows += chance.sample(series(code, unit, drawn), 10)
    rule = {"code": "R", "left": "#{B}", "operator": "less_than", "right": "#{A}", "missing": "never_skip"}
    case = Case(rows, {"rules": [rule]}, UNITS, None, None, ["commune"], 100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "CELLS_AT_ONCE", EACH if in_parts else panels.CELLS_AT_ONCE)
        found = text(read_store(stored(rows, tmp_path_factory.mktemp("stored"))), case)
    assert found == text(read_reported(table(rows)), case)


@pytest.mark.parametrize("value", ["0.1", "12345678901234567890.123456789", "9007199254.740993", "123456.789012345"])
def test_values_of_a_store_are_the_doubles_nearest_to_them(value: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"data_element,unit,period,value\nA,a,2024-01,{value}\nA,b,2024-01,-{value}\n")
    store = load([tmp_path / "a.csv"], definitions=DEFINITIONS, units=UNITS, into=Store(tmp_path / "store", ()))
    assert [row[3] for row in values(read_store(store))] == [float(value), -float(value)]


def test_copies_are_found_in_a_little_at_a_time_and_only_where_every_series_is_equal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(panels, "CELLS_AT_ONCE", 1)
    rows: list[Row] = [(code, unit, "2024-01", 7) for code in "ABCDEF" for unit in "abcde"]
    rows = [row if row[:2] != ("F", "b") else (*row[:3], 8) for row in rows]
    listed = checked(rows, units=tree(P="abc", Q="de")).findings.copied.listed
    assert [(one.units, one.values) for one in listed] == [(("a", "c"), 6), (("d", "e"), 6)]


def test_a_partition_that_is_gone_is_named(tmp_path: Path) -> None:
    store = stored([("A", "a", "2024-01", 1)], tmp_path)
    store.path("2024-01").unlink()
    with pytest.raises(BadInput, match=r"2024-01-\w+\.parquet: not readable"):
        values(read_store(store))


def test_memory_that_is_none_is_refused_and_what_there_is_is_known() -> None:
    with limited("200MB") as (database, _):
        assert 190e6 < database.memory < 210e6
    assert Database().memory > 1e9
    with pytest.raises(BadUsage, match="--memory much: expected a size"), limited("much"):
        pass
