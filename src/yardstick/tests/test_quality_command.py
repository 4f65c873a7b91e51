"""`yardstick quality` as a user meets it."""

import argparse
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yardstick.commands import quality
from yardstick.definitions import parse_definitions
from yardstick.errors import BadInput, BadUsage
from yardstick.loading import Store, load
from yardstick.units import read_units

RULES = {
    "rules": [{
        "code": "PARTS", "left": "#{ONLINE}", "operator": "less_than_or_equal_to", "right": "#{ALL}",
        "missing": "skip_if_any_missing", "importance": "high",
    }],
    "elements": [{"code": "ALL", "measure": "count"}],
    "forms": [{"code": "F", "elements": ["ALL", "ONLINE"], "frequency": "monthly"}],
}  # fmt: skip
UNITS = "code,name,parent,level\nP,Miền,,province\na,A,P,commune\nb,B,P,commune\n"
DATA = "data_element,unit,period,value\nALL,a,2025-01,10\nONLINE,a,2025-01,12\nALL,b,2025-01,-3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.json").write_text(json.dumps(RULES), "utf-8")
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "data.csv").write_text(DATA, "utf-8")
    return tmp_path


def run(folder: Path, *more: str, data: str = "data.csv") -> None:
    parser = argparse.ArgumentParser(prog="yardstick quality")
    quality.add(parser)
    files = {"--rules": "rules.json", "--units": "units.csv", "--data": data}
    given = [text for option, name in files.items() for text in (option, str(folder / name))]
    assert quality.run(parser.parse_args([*given, *more])) == 0


def report(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out, err = capsys.readouterr()
    assert err == ""
    (line,) = out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_one_object_has_counts_findings_and_scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--json", "--on", "2025-02-20", "--figures", "province")
    found = report(capsys)
    assert (found["on"], found["rows"], found["units"], found["periods"]) == ("2025-02-20", 3, 2, ["2025-01"])
    assert {kind: count for kind, count in found["counts"].items() if count} == {
        "violation": 1, "impossible": 1, "stale": 1,
    }  # fmt: skip
    assert found["findings"]["violation"] == [
        {"rule": "PARTS", "importance": "high", "unit": "a", "period": "2025-01", "left": 12.0, "right": 10.0}
    ]
    assert found["completeness"] == [
        {
            "form": "F",
            "unit": "P",
            "level": "province",
            "period": "2025-01",
            "expected": 2,
            "reported": 2,
            "complete": 1,
        }
    ]
    (of_all,) = [one for one in found["figures"] if one["element"] == "ALL"]
    assert (of_all["right"], of_all["complete"], of_all["clean"], of_all["alive"]) == (0.5, 1.0, 0.5, 1.0)
    assert of_all["quality"] == pytest.approx(0.25**0.25)


def test_the_limit_shortens_lists_and_no_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--json", "--limit", "0")
    found = report(capsys)
    assert found["counts"]["violation"] == 1
    assert not any(found["findings"].values())


def test_parquet_and_several_files_are_read_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"data_element": ["ALL"], "unit": ["b"], "period": ["2025-02"], "value": pa.array([4], pa.decimal128(10, 2))}
    pq.write_table(pa.table(rows), folder / "more.parquet")
    (folder / "all").mkdir()
    for name in ("data.csv", "more.parquet"):
        (folder / name).rename(folder / "all" / name)
    run(folder, "--json", "--period", "2025-02", data="all")
    found = report(capsys)
    assert (found["rows"], found["periods"], found["counts"]["violation"]) == (4, ["2025-02"], 0)


@pytest.mark.parametrize("name", ["value=9", "unit=b", "data[1]", "da?a"])
def test_the_name_of_a_folder_is_neither_a_column_nor_a_pattern(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "--json")
    plain = report(capsys)
    place = folder / name
    place.mkdir()
    (folder / "data.csv").rename(place / "data.csv")
    stored(folder, place / "data.csv", place / "store")
    (folder / "data1").mkdir()
    (folder / "data1" / "data.csv").write_text("data_element,unit,period,value\nALL,a,2025-01,999\n", "utf-8")
    for data in ("data.csv", "store"):
        run(folder, "--json", data=f"{name}/{data}")
        assert report(capsys) == plain


def stored(folder: Path, data: Path, into: Path) -> None:
    elements = [{"code": code, "across_units": "sum", "over_time": "sum"} for code in ("ONLINE", "ALL")]
    definitions = parse_definitions({"data_elements": elements, "indicators": []})
    load([data], definitions=definitions, units=read_units(folder / "units.csv"), into=Store(into, ()))


def test_without_json_it_prints_the_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "3 values, 2 units, 1 periods".split()
    assert ["1", "violation"] in lines
    assert lines[-1] == "1 of 1: PARTS".split()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("ALL,a,2025-02,viele", "row 4: value 'viele': expected a number"),
        ("ALL,a,2025-02,inf", "row 4: value 'inf': expected a number"),
        ("ALL,a,2025-02,123456789012345678901", "row 4: value '123456789012345678901': expected a number"),
        ("ALL,a,2025-13,1", "row 4: period '2025-13': expected a period"),
        ("ALL,,2025-02,1", "row 4: unit is empty"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_by_its_number(row: str, complaint: str, folder: Path) -> None:
    (folder / "data.csv").write_text(DATA + row + "\nALL,b,2025-02,nan\n", "utf-8")
    with pytest.raises(BadInput, match=complaint):
        run(folder, "--json")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_what_is_no_number_in_a_parquet_file_is_refused_by_its_number(value: str, folder: Path) -> None:
    columns = {"data_element": ["ALL", "ALL"], "unit": ["a", "b"], "period": ["2025-01", "2025-01"]}
    pq.write_table(pa.table({**columns, "value": [2.5, float(value)]}), folder / "data.parquet")
    with pytest.raises(BadInput, match=f"row 2: value '{value}': expected a number"):
        run(folder, "--json", data="data.parquet")


def test_numbers_with_an_exponent_are_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "data.csv").write_text(DATA.replace("12", "1.2e1"), "utf-8")
    run(folder, "--json")
    assert report(capsys)["findings"]["violation"][0]["left"] == 12


def test_a_store_of_the_roll_up_is_checked_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored(folder, folder / "data.csv", folder / "store")
    run(folder, "--json", "--on", "2025-02-20")
    of_file = report(capsys)
    run(folder, "--json", "--on", "2025-02-20", "--memory", "200MB", data="store")
    assert report(capsys) == of_file
    with pytest.raises(BadUsage, match="store is a store, which is checked alone"):
        run(folder, "--data", str(folder / "store"), str(folder / "data.csv"))


def test_a_store_that_everything_was_withdrawn_from_is_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data.csv").write_text("data_element,unit,period,value\nALL,a,2025-01,\n", "utf-8")
    stored(folder, folder / "data.csv", folder / "store")
    run(folder, "--json", "--on", "2025-02-20", "--figures", "province", data="store")
    found = report(capsys)
    assert (found["rows"], found["periods"]) == (0, [])


def test_days_of_recording_are_wanted_in_every_file_or_none(folder: Path) -> None:
    (folder / "all").mkdir()
    (folder / "data.csv").rename(folder / "all" / "data.csv")
    dated = "data_element,unit,period,value,recorded_on\nALL,a,2025-02,1,2025-03-01\n"
    (folder / "all" / "other.csv").write_text(dated, "utf-8")
    with pytest.raises(BadInput, match=r"data.csv: no column 'recorded_on', which other files have"):
        run(folder, data="all")


def test_a_day_of_recording_that_is_none_is_refused(folder: Path) -> None:
    content = "data_element,unit,period,value,recorded_on\nALL,a,2025-02,1,2025-02-30\n"
    (folder / "data.csv").write_text(content, "utf-8")
    with pytest.raises(BadInput, match="row 1: recorded_on '2025-02-30': expected a day"):
        run(folder)


@pytest.mark.parametrize("size", ["much", "-1", "none"])
def test_what_is_no_size_of_memory_is_refused(folder: Path, size: str) -> None:
    with pytest.raises(BadUsage, match=f"--memory {size}: expected a size like 512MB or 1GB"):
        run(folder, "--memory", size)


@pytest.mark.parametrize("more", [["--limit", "-1"], ["--limit", "x"], ["--on", "today"]])
def test_bad_usage_exits_with_two(more: list[str], folder: Path) -> None:
    with pytest.raises(SystemExit) as left:
        run(folder, *more)
    assert left.value.code == 2


def test_rules_that_ask_for_timeliness_need_a_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules.json").write_text('{"timeliness": true}', "utf-8")
    with pytest.raises(SystemExit) as left:
        run(folder, "--json")
    assert left.value.code == 2
    assert "--on DATE is required" in capsys.readouterr().err
    run(folder, "--json", "--on", "2025-02-20")


def test_the_example_of_the_help_is_one(folder: Path) -> None:
    parser = argparse.ArgumentParser()
    quality.add(parser)
    (line,) = [line for line in quality.EPILOG.splitlines() if line.startswith("  yardstick quality")]
    options = parser.parse_args(line.split()[2:])
    assert (options.json, options.limit, str(options.on)) == (True, 20, "2025-11-20")
