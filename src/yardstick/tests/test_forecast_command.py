"""`yardstick forecast` as a user meets it."""

import argparse
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yardstick.commands import forecast
from yardstick.errors import BadInput

TARGETS = "indicator,unit,target_period,target_value,direction"
RISING = [40.0, 44, 47, 52, 55, 60, 63, 68, 71, 76]


@pytest.fixture
def values(tmp_path: Path) -> Path:
    """Ten years of two units: one that rises and one that falls; a missing value and one that is all there is."""
    rows: list[tuple[object, ...]] = [("ONLINE", "Hạ Sơn", str(2015 + at), value) for at, value in enumerate(RISING)]
    rows += [("ONLINE", "Lam Giang", str(2015 + at), 100 - value) for at, value in enumerate(RISING)]
    rows += [("WAIT", "Hạ Sơn", "2023-Q4", ""), ("WAIT", "Hạ Sơn", "2024-Q1", 9)]
    return write(tmp_path / "values.csv", "indicator,unit,period,value", rows)


def write(path: Path, header: str, rows: list[tuple[object, ...]]) -> Path:
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows), ""]), "utf-8")
    return path


def targets(folder: Path, *rows: str, header: str = TARGETS) -> Path:
    path = folder / "targets.csv"
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    forecast.add(parser)
    return forecast.run(parser.parse_args(list(map(str, arguments))))


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert run(*arguments, "--json") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_series_with_a_target_becomes_one_object(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(values.parent, "ONLINE,,2028,80,positive", "WAIT,Hạ Sơn,2028,3,negative")
    first, second, third = printed(capsys, values, "--targets", file)
    assert list(first) == [
        *("indicator", "unit", "last_period", "last_value", "target_period", "target", "planned", "gap", "forecast"),
        *("low", "high", "probability", "verdict", "reasons", "no_verdict"),
    ]
    assert (first["unit"], first["verdict"], first["reasons"]) == ("Hạ Sơn", "will_reach", [])
    assert (second["unit"], second["verdict"]) == ("Lam Giang", "will_miss")
    assert second["reasons"] == ["below_trajectory"]
    assert (third["forecast"], third["probability"], third["verdict"]) == (None, None, "no_verdict")
    assert third["no_verdict"] == "1 values: a forecast needs at least 3"


def test_a_unit_has_its_own_target_before_that_of_all(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(
        values.parent,
        "ONLINE,,2028,80,positive",
        "ONLINE,Lam Giang,2030,10,negative",
        "ONLINE,Lam Giang,2026,20,negative",
    )
    found = printed(capsys, values, "--targets", file)
    assert [(row["unit"], row["target_period"], row["target"]) for row in found] == [
        ("Hạ Sơn", "2028", 80),
        ("Lam Giang", "2026", 20),
        ("Lam Giang", "2030", 10),
    ]


def test_warnings_are_the_urgent_ones_first(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(values.parent, "ONLINE,,2028,92,positive", "WAIT,,2028,3,negative")
    found = printed(capsys, values, "--targets", file, "--warnings")
    assert [(row["unit"], row["verdict"]) for row in found] == [
        ("Lam Giang", "will_miss"),
        ("Hạ Sơn", "at_risk"),
        ("Hạ Sơn", "no_verdict"),
    ]


def test_without_json_it_prints_a_table(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(values, "--targets", targets(values.parent, "ONLINE,,2028,80,positive")) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[:5] == ["ONLINE", "Hạ", "Sơn", "2028", "76"]
    assert first.endswith("will_reach")
    assert second.endswith("will_miss   below_trajectory")


def test_parquet_gives_the_same_as_csv_in_any_order(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(values.parent, "ONLINE,,2028,80,positive")
    rows = [line.split(",") for line in values.read_text("utf-8").splitlines()[1:]][::-1]
    columns = dict(zip(("indicator", "unit", "period"), zip(*(row[:3] for row in rows), strict=True), strict=True))
    numbers = pa.array([float(row[3]) if row[3] else None for row in rows])
    parquet = values.with_suffix(".parquet")
    pq.write_table(pa.table({**{name: pa.array(cells) for name, cells in columns.items()}, "value": numbers}), parquet)
    assert printed(capsys, parquet, "--targets", file) == printed(capsys, values, "--targets", file)


def test_a_mark_of_a_spreadsheet_is_passed_over(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(values.parent, "ONLINE,,2028,80,positive")
    plain = printed(capsys, values, "--targets", file)
    for path in (values, file):
        path.write_text("\ufeff" + path.read_text("utf-8"), "utf-8")
    assert printed(capsys, values, "--targets", file) == plain


def test_a_higher_level_gives_a_wider_interval_and_the_same_probability(
    values: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = targets(values.parent, "ONLINE,Hạ Sơn,2028,92,positive")
    (usual,) = printed(capsys, values, "--targets", file)
    (wide,) = printed(capsys, values, "--targets", file, "--level", 0.95)
    assert wide["low"] < usual["low"] < usual["high"] < wide["high"]
    assert wide["probability"] == usual["probability"]


def test_base_limits_and_trajectory_are_read(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(
        values.parent,
        'ONLINE,Hạ Sơn,2030,100,positive,2020,50,0,100,"{""stepped"": [[""2023-06"", 60], [""2026"", 80]]}"',
        'ONLINE,Lam Giang,2030,100,positive,2022,,,,"{""custom"": [[""2024"", 64.5]]}"',
        header=f"{TARGETS},base_period,base_value,minimum,maximum,trajectory",
    )
    stepped, custom = printed(capsys, values, "--targets", file)
    assert (stepped["planned"], stepped["gap"]) == (60, 16)
    assert stepped["high"] == 100
    assert custom["planned"] == 64.5


def test_age_is_told_for_a_day(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = targets(values.parent, "ONLINE,Hạ Sơn,2028,80,positive")
    assert printed(capsys, values, "--targets", file, "--on", "2027-12-31")[0]["reasons"] == ["data_too_old"]


def test_a_target_that_meets_no_series_is_named(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(values, "--targets", targets(values.parent, "ONLNE,,2028,80,positive")) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "yardstick: row 1 of the targets: no series of indicator 'ONLNE' to apply it to\n")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ONLINE,,2028,80,", "row 2: direction is empty: write positive"),
        ("ONLINE,,2028,80,up", "row 2: direction is 'up'"),
        ("ONLINE,,2028,nan,positive", "row 2: target_value 'nan': expected a number"),
        ("ONLINE,,2028,1e999,positive", "row 2: target_value '1e999': expected a number"),
        ("ONLINE,,2028,,positive", "row 2: target_value is empty"),
        (",,2028,80,positive", "row 2: indicator is empty"),
        ("ONLINE,,28,80,positive", "row 2: target_period: '28' is no period"),
        ("ONLINE,,2028,80,positive,x", "row 2: more cells than the header has"),
        (
            "ONLINE,,2024,80,positive",
            "row 2: indicator 'ONLINE', unit 'Hạ Sơn': target 2024: the last value is",
        ),
        ("ONLINE,,2028-06,80,positive", "row 2: .*shorter than the yearly periods"),
        ("WAIT,Hạ Sơn,2028,1,negative", "row 2: a second target for indicator 'WAIT', unit 'Hạ Sơn', period 2028"),
    ],
)
def test_a_target_that_cannot_be_used_is_refused_with_its_row(values: Path, row: str, message: str) -> None:
    file = targets(values.parent, "WAIT,Hạ Sơn,2028,3,negative", row)
    with pytest.raises(BadInput, match=f"targets.csv: {message}"):
        run(values, "--targets", file)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("2020,,,,", None),
        (",50,,,", "base_value has no base_period"),
        ("2010,,,,", "base_period 2010: no value in it"),
        ("2030,50,,,", "2028-12-31 comes after 2030-12-31"),
        (",,0,70,", "target_value 80 is beyond minimum or maximum"),
        (",,9,5,", "expected the minimum to be less"),
        (",,inf,,", "minimum 'inf': expected a number"),
        (",,,,stepped", "trajectory 'stepped': expected linear, or JSON"),
        (",,,,[]", "expected linear, or JSON"),
        (',,,,"{""stepped"": []}"', "expected linear, or JSON"),
        (',,,,"{""curved"": [[""2026"", 1]]}"', "expected linear, or JSON"),
        (',,,,"{""custom"": [[""2026"", true]]}"', "expected a period and a number"),
        (',,,,"{""custom"": [[""2026"", NaN]]}"', "expected a period and a number"),
        (',,,,"{""custom"": [[""x"", 1]]}"', "trajectory: 'x' is no period"),
        (',,,,"{""custom"": [[""2029"", 1]]}"', "2028-12-31 comes after 2029-12-31"),
    ],
)
def test_a_way_that_cannot_be_gone_is_refused(values: Path, cells: str, message: str | None) -> None:
    header = f"{TARGETS},base_period,base_value,minimum,maximum,trajectory"
    file = targets(values.parent, f"ONLINE,,2028,80,positive,{cells}", header=header)
    if message is None:
        assert run(values, "--targets", file) == 0
        return
    with pytest.raises(BadInput, match=f"targets.csv: row 1: .*{message}"):
        run(values, "--targets", file)


@pytest.mark.parametrize(
    ("header", "rows", "message"),
    [
        ("indicator,unit,period,value,note", [("A", "u", 2020, 1, "x")], "unknown column 'note'"),
        ("indicator,unit,period", [("A", "u", 2020)], "column 'value' is missing"),
        ("indicator,unit,period,value", [("A", "u", 2020, 1), ("A", "u", 2021, "inf")], "row 2: value inf"),
        ("indicator,unit,period,value", [("A", "u", 2020, "nan")], "row 1: value nan"),
        ("indicator,unit,period,value", [("A", "u", 2020, "x")], "value"),
        ("indicator,unit,period,value", [("A", "u", 2020, 1), ("A", "", 2021, 1)], "row 2: unit is empty"),
        ("indicator,unit,period,value", [("A", "u", "20", 1)], "row 1: '20' is no period"),
        ("indicator,unit,period,value", [("A", "u", 2020, 1), ("A", "u", 2020, 2)], "row 2: a second value"),
        ("indicator,unit,period,value", [("A", "u", 2020, 1), ("A", "u", "2020-01", 2)], "unit 'u': .*in one series"),
    ],
)
def test_values_that_cannot_be_used_are_refused(
    tmp_path: Path, header: str, rows: list[tuple[object, ...]], message: str
) -> None:
    file = write(tmp_path / "values.csv", header, rows)
    with pytest.raises(BadInput, match=rf"values.csv: .*{message}"):
        run(file, "--targets", targets(tmp_path, "A,,2030,1,positive"))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (f"{TARGETS},owner", "unknown column: 'owner'"),
        ("indicator,unit,target_period,target_value", "missing column: 'direction'"),
        (f"{TARGETS},unit", "repeated column: 'unit'"),
    ],
)
def test_columns_of_targets_are_checked(values: Path, header: str, message: str) -> None:
    with pytest.raises(BadInput, match=f"targets.csv: {message}"):
        run(values, "--targets", targets(values.parent, header=header))


def test_targets_that_are_no_text_are_refused(values: Path) -> None:
    (values.parent / "targets.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="not UTF-8 text at byte 0"):
        run(values, "--targets", values.parent / "targets.csv")


@pytest.mark.parametrize("option", [("--level", "1"), ("--level", "x"), ("--on", "2025-02-30")])
def test_a_wrong_option_is_bad_usage(values: Path, option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(values, "--targets", values, *option)
    assert stop.value.code == 2
