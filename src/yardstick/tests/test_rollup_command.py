"""`yardstick rollup` as a user meets it: files in, one file out, one line where something is refused."""

import csv
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from yardstick import cli

UNITS = """\
code,name,parent,level,valid_from,valid_to
VN,Nation,,nation,,
P1,One,VN,province,,
P2,Two,VN,province,,
c1,C1,P1,commune,,
c2,C2,P1,commune,,2025-06-30
c3,C3,P2,commune,,
c4,C4,P1,commune,2025-07-01,
"""
SUCCESSIONS = "predecessor,successor,on,share\nc2,c4,2025-07-01,0.75\nc2,c3,2025-07-01,0.25\n"
VALUES = """\
data_element,unit,period,value,option
DONE,c1,2025-01,10.50,
DONE,c2,2025-01,20,
DONE,c3,2025-01,1e2,
ALL,c1,2025-01,100,
ALL,c2,2025-01,200,
DONE,c4,2025-07,7,
ALL,c4,2025-07,70,
RATE,c1,2025-01,1,m
RATE,c1,2025-01,2,f
RATE,c3,2025-01,4,f
"""
DEFINITIONS = {
    "data_elements": [
        {"code": "DONE", "across_units": "sum", "over_time": "sum"},
        {"code": "ALL", "across_units": "sum", "over_time": "last"},
        {"code": "RATE", "across_units": "mean", "over_time": "mean"},
    ],
    "constants": {"HUNDRED": 100},
    "indicators": [
        {"code": "SHARE", "formula": "C{HUNDRED} * #{DONE} / #{ALL}", "frequency": "monthly", "direction": "positive"},
        {"code": "FEMALE", "formula": "#{RATE.f}", "frequency": "quarterly", "direction": "positive"},
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "values.csv").write_text(VALUES, "utf-8")
    (tmp_path / "definitions.json").write_text(json.dumps(DEFINITIONS), "utf-8")
    return tmp_path


def rolled(folder: Path, *more: str, data: str = "values.csv", out: str = "out.csv") -> int:
    fixed = ["--definitions", "definitions.json", "--units", "units.csv", "--data", data, "--out", out]
    places = {name: str(folder / name) for name in fixed[1::2]}
    return cli.main(["rollup", *(places.get(one, one) for one in fixed), *more])


def results(folder: Path) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["unit"], row["period"]): (row["value"], row["reported"], row["expected"])
            for row in csv.DictReader(file)
        }


def test_a_percentage_is_a_ratio_of_sums_at_every_level(folder: Path) -> None:
    assert rolled(folder) == 0
    found = results(folder)
    assert found["SHARE", "VN", "2025-01"] == ("43.5", "3", "3")
    assert found["SHARE", "P2", "2025-01"] == ("", "1", "1")  # nothing to divide by
    assert found["SHARE", "c3", "2025-03"] == ("", "0", "1")  # a month without a report is there, and empty
    assert found["FEMALE", "VN", "2025-Q1"] == ("3", "2", "3")
    assert ("SHARE", "c4", "2025-01") not in found
    assert found["SHARE", "VN", "2025-07"] == ("10", "1", "3")


def test_history_is_shared_out_to_the_units_of_a_day(folder: Path) -> None:
    (folder / "successions.csv").write_text(SUCCESSIONS, "utf-8")
    assert rolled(folder, "--units-as-of", "2025-12-01") == 0
    found = results(folder)
    assert found["SHARE", "c4", "2025-01"] == ("10", "1", "1")  # 15 of 150
    assert found["SHARE", "P2", "2025-01"] == ("210", "1", "1")  # 105 of 50
    assert found["SHARE", "VN", "2025-01"] == ("43.5", "3", "3")
    assert ("SHARE", "c2", "2025-01") not in found


def test_values_without_an_heir_are_left_out_and_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rolled(folder, "--units-as-of", "2025-12-01", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["left_out"] == 2
    assert "2 values of units that ended without a successor" in err


def test_parquet_and_csv_give_the_same_results_in_any_order(folder: Path) -> None:
    assert rolled(folder) == 0
    before = (folder / "out.csv").read_bytes()
    with (folder / "values.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::-1]
    columns = {name: [row[name] or None for row in rows] for name in rows[0]}
    columns["value"] = [float(row["value"]) for row in rows]
    (folder / "shards").mkdir()
    pyarrow.parquet.write_table(pa.table(columns).slice(0, 4), folder / "shards" / "a.parquet")
    pyarrow.parquet.write_table(pa.table(columns).slice(4), folder / "shards" / "b.parquet")
    assert rolled(folder, data="shards") == 0
    assert (folder / "out.csv").read_bytes() == before


def test_a_store_gains_a_month_and_is_read_again(folder: Path) -> None:
    store = folder / "store"
    assert rolled(folder, "--store", str(store)) == 0
    (folder / "more.csv").write_text(
        "data_element,unit,period,value\nALL,c3,2025-01,50\nDONE,c3,2025-01,100\n", "utf-8"
    )
    assert rolled(folder, "--store", str(store), data="more.csv") == 0
    assert results(folder)["SHARE", "VN", "2025-01"] == ("200", "1", "3")  # the month was handed in anew
    shutil.copytree(store, folder / "copy")
    assert rolled(folder, data="copy") == 0
    assert results(folder)["SHARE", "VN", "2025-07"] == ("10", "1", "3")


WITHDRAWN = {"without days": "", "withdrawn": ",2025-02-05", "not known yet": ",2025-09-01"}


@pytest.mark.parametrize("row", WITHDRAWN)
def test_a_period_that_is_given_empty_leaves_nothing_of_it_in_a_store(folder: Path, row: str) -> None:
    store = ("--store", str(folder / "store"))
    assert rolled(folder, *store) == 0
    more = "data_element,unit,period,value" + (",recorded_on" if WITHDRAWN[row] else "")
    value = "5" if row == "not known yet" else ""
    known = ("--known-on", "2025-08-01") if WITHDRAWN[row] else ()
    for month in ("2025-01", "2025-07"):
        assert {period for *_, period in results(folder)} >= {month}
        (folder / "more.csv").write_text(f"{more}\nDONE,c1,{month},{value}{WITHDRAWN[row]}\n", "utf-8")
        assert rolled(folder, *store, "--proof", *known, data="more.csv") == 0
        assert not list((folder / "store").glob(f"{month}-*"))
    assert results(folder) == {}
    assert cli.main(["recompute", str(folder / "out.csv")]) == 0
    assert rolled(folder, "--units-as-of", "2025-12-01", data="store", out="none.parquet") == 0
    assert rolled(folder, *store) == 0
    assert results(folder)["SHARE", "VN", "2025-01"] == ("43.5", "3", "3")


@pytest.mark.parametrize("more", [[], ["--units-as-of", "2025-12-01"]])
def test_what_is_defined_after_a_store_was_loaded_was_reported_by_nobody(folder: Path, more: list[str]) -> None:
    """An element first in the list that is weight, operand and inside a function over periods; a unit that inherits."""
    assert rolled(folder, "--store", str(folder / "store")) == 0
    new = {"code": "NEW", "across_units": "sum", "over_time": "sum"}
    given = json.loads(json.dumps(DEFINITIONS))
    changed = {
        "data_elements": [new, *given["data_elements"][:2], {**given["data_elements"][2], "weight": "NEW"}],
        "indicators": [
            {"code": code, "formula": formula, "frequency": "quarterly", "direction": "positive"}
            for code, formula in {
                "NEW": "#{NEW}", "OPTION": "#{NEW.f}", "OLD": "#{DONE}", "BOTH": "#{DONE} + #{NEW}", "MEAN": "#{RATE}",
                "MOST": "max(#{NEW})", "COUNT": "count(#{NEW})",
            }.items()
        ],
    }  # fmt: skip
    (folder / "definitions.json").write_text(json.dumps(changed), "utf-8")
    (folder / "units.csv").write_text(UNITS + "c9,C9,P2,commune,2025-07-01,\n", "utf-8")
    (folder / "successions.csv").write_text(SUCCESSIONS.replace("c3", "c9"), "utf-8")
    assert rolled(folder, *more) == 0
    afresh = (folder / "out.csv").read_bytes()
    assert rolled(folder, *more, data="store") == 0
    assert (folder / "out.csv").read_bytes() == afresh
    found = results(folder)
    assert found["OLD", "VN", "2025-Q1"][0] == "130.5"
    assert (found["NEW", "VN", "2025-Q1"][:2], found["BOTH", "VN", "2025-Q1"][0]) == (("", "0"), "")


DATED = "data_element,unit,period,value,recorded_on\nDONE,c1,2025-01,10,2025-02-01\nDONE,c2,2025-01,1,2025-03-01\n"


@pytest.mark.parametrize(("value", "other"), [("3", ""), ("", "3"), ("", ""), ("3", "4"), ("3", "3")])
def test_two_of_one_day_contradict_each_other(
    folder: Path, value: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"DONE,c1,2025-01,{value},2025-03-01\nDONE,c1,2025-01,{other},2025-03-01\n"
    (folder / "values.csv").write_text(DATED + rows, "utf-8")
    assert rolled(folder) == 1
    assert "row 4: 'DONE' of unit 'c1' in 2025-01 stands twice, first in row 3" in capsys.readouterr().err
    assert rolled(folder, "--known-on", "2025-02-28") == 0
    (folder / "values.csv").write_text(DATED + rows + "DONE,c1,2025-01,7,2025-04-01\n", "utf-8")
    assert rolled(folder) == 0  # a later one stands in place of both


def test_what_was_known_on_a_day_is_told_by_days_of_recording_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rolled(folder, "--known-on", "2025-02-28") == 1
    err = capsys.readouterr().err
    assert "values.csv: no column 'recorded_on', which --known-on goes by" in err
    assert err.count("\n") == 1


def with_a_neighbour(folder: Path, name: str, other: str) -> Path:
    """The values of a folder in one of that name, and far greater ones in a folder beside it."""
    for place, content in ((folder / name, VALUES), (folder / other, VALUES.replace(",10.50,", ",999,"))):
        place.mkdir()
        (place / "values.csv").write_text(content, "utf-8")
        with (place / "values.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = {one: [row[one] or None for row in rows] for one in rows[0]}
        pyarrow.parquet.write_table(pa.table(columns), place / "values.parquet")
    return folder / name


NAMES = {
    "value=9": "value=8", "unit=9": "unit=8", "element=1": "element=2", "year=2025": "year=2024", "w[1]": "w1",
    "d?": "dd", "x*y": "xzy", "it's {a,b}": "it's a", "[": "[a", "p=2025-01": "p=2025-02",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_name_of_a_folder_is_neither_a_column_nor_a_pattern(folder: Path, name: str, kind: str) -> None:
    assert rolled(folder) == 0
    before = (folder / "out.csv").read_bytes()
    place = with_a_neighbour(folder, name, NAMES[name])
    for more, data in (
        ((), f"{name}/values.{kind}"),
        (("--store", str(place / "store")), f"{name}/values.{kind}"),
        ((), f"{name}/store"),
    ):
        (folder / "out.csv").unlink()
        assert rolled(folder, *more, data=data) == 0
        assert (folder / "out.csv").read_bytes() == before


@pytest.mark.parametrize("name", ["values[1].csv", "v*s.csv", "value?.csv"])
def test_the_name_of_a_file_is_no_pattern(folder: Path, name: str) -> None:
    (folder / name).write_text("data_element,unit,period,value\nDONE,c1,2025-01,3\nALL,c1,2025-01,6\n", "utf-8")
    (folder / "values1.csv").write_text(VALUES, "utf-8")
    assert rolled(folder, data=name) == 0
    assert results(folder)["SHARE", "VN", "2025-01"] == ("50", "1", "3")


@pytest.mark.parametrize("name", ["value=9", "w[1]"])
def test_history_is_inherited_in_a_folder_of_any_name(folder: Path, name: str) -> None:
    (folder / "successions.csv").write_text(SUCCESSIONS, "utf-8")
    assert rolled(folder, "--store", str(folder / name), "--units-as-of", "2025-12-01") == 0
    assert results(folder)["SHARE", "c4", "2025-01"] == ("10", "1", "1")
    (folder / "values.csv").write_text(VALUES + "DONE,c1,2025-Q1,3,\n", "utf-8")
    assert rolled(folder, "--store", str(folder / name)) == 1


def test_a_correction_counts_from_the_day_it_is_known(folder: Path) -> None:
    (folder / "values.csv").write_text(
        "data_element,unit,period,value,recorded_on\n"
        "ALL,c1,2025-01,100,2025-02-01\nDONE,c1,2025-01,10,2025-02-01\nDONE,c1,2025-01,30,2025-03-01\n",
        "utf-8",
    )
    assert rolled(folder) == 0
    assert results(folder)["SHARE", "c1", "2025-01"][0] == "30"
    assert rolled(folder, "--known-on", "2025-02-28") == 0
    assert results(folder)["SHARE", "c1", "2025-01"][0] == "10"


REFUSED = {
    "XX,c1,2025-02,1,": "row 11: unknown data element 'XX'",
    "DONE,zz,2025-02,1,": "row 11: unknown unit 'zz'",
    "DONE,c4,2025-02,1,": "row 11: unit 'c4' is not valid in 2025-02",
    "DONE,c1,2025-13,1,": "row 11: '2025-13' is no period",
    "DONE,c1,2025-02,twelve,": "row 11: value 'twelve': expected a number",
    "DONE,c1,2025-02,inf,": "row 11: value 'inf': expected a number",
    "DONE,c1,2025-02,1e308,": "row 11: value '1e308': expected a number",
    "DONE,c1,2025-02,0.1234567891,": "row 11: value '0.1234567891': expected a number",
    "DONE,c1,2025-01,3,": "row 11: 'DONE' of unit 'c1' in 2025-01 stands twice, first in row 1",
    "DONE,c1,2025-Q1,3,": "is reported for 2025-01 and for 2025-Q1, which overlap",
    "DONE,c1,2025-W05,3,": "is reported for 2025-W05 and for 2025-01, which overlap",
    "RATE,c3,2025-01,3,": "with options and without",
    "RATE,c3,2025-Q1,3,": "'RATE' of unit 'c3' is reported for 2025-01 and for 2025-Q1, which overlap",
    "RATE,c3,2025-Q1,3,f": "'RATE' of unit 'c3' is reported for 2025-01 and for 2025-Q1, which overlap",
    "DONE,c1,2025,3,f": "'DONE' of unit 'c1' is reported for 2025-01 and for 2025, which overlap",
    "DONE,c1,2025-02,1,2,3": "line 12",
}


@pytest.mark.parametrize("row", REFUSED)
def test_a_bad_row_is_refused_with_its_number(folder: Path, row: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "values.csv").write_text(VALUES + row + "\n", "utf-8")
    assert rolled(folder) == 1
    err = capsys.readouterr().err
    assert REFUSED[row] in err
    assert err.count("\n") == 1
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize(
    "row", ["DONE,c1,2025-W01,3,", "RATE,c3,2025-Q1,3,m", "DONE,c2,2025-W27,3,", "DONE,c3,2025-W05,3,"]
)
def test_what_belongs_to_no_period_reported_beside_it_is_no_overlap(folder: Path, row: str) -> None:
    """A week that begins or ends in the month beside its Thursday's; another option."""
    before = VALUES.replace("c1,2025-01", "c1,2024-12").replace("c3,2025-01,1e2", "c3,2025-02,1e2")
    (folder / "values.csv").write_text(before + row + "\n", "utf-8")
    assert rolled(folder) == 0


@pytest.mark.parametrize("values", [[2.5, "nan"], [2.5, "inf"], ["nan", "nan"], [2.5, "-inf", 3.5]], ids=str)
def test_what_is_no_number_in_a_parquet_file_is_refused_with_its_row(
    folder: Path, values: list[float | str], capsys: pytest.CaptureFixture[str]
) -> None:
    columns = {"data_element": "DONE", "unit": "c1", "period": "2025-01"}
    rows = {name: [code] * len(values) for name, code in columns.items()}
    numbers = pa.array([float(value) for value in values], pa.float64())
    pyarrow.parquet.write_table(pa.table({**rows, "value": numbers}), folder / "values.parquet")
    assert rolled(folder, data="values.parquet") == 1
    row = next(number for number, value in enumerate(values, start=1) if isinstance(value, str))
    assert f"values.parquet: row {row}: value {values[row - 1]!r}: expected a number" in capsys.readouterr().err


ENDS = {
    "line 2 ends in LF, the lines before it in CR LF": "\r\n{}\n",
    "line 2 ends in CR LF, the lines before it in LF": "\n{}\r\n",
    "line 4 ends in LF, the lines before it in CR LF": '\r\n{}\r\nDONE,"c\n2",2025-01,3\n',
    "line 3 ends in CR, the lines before it in LF": "\n{}\nDONE,c2,2025-01,3\r",
}


@pytest.mark.parametrize("said", ENDS)
def test_lines_that_end_differently_are_refused_in_plain_words(
    folder: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = "data_element,unit,period,value" + ENDS[said].format("DONE,c1,2025-01,3")
    (folder / "values.csv").write_bytes(content.encode())
    assert rolled(folder) == 1
    err = capsys.readouterr().err
    assert f"values.csv: not readable: {said}: all must end alike" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("columns", ["data_element,unit,period,value,foo", "foo,data_element,unit,period,value"])
def test_an_unknown_column_is_refused_with_its_line(
    folder: Path, columns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "values.csv").write_text(f"{columns}\n1,1,1,1,1\n", "utf-8")
    assert rolled(folder) == 1
    assert "values.csv: line 1: unknown column: 'foo'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", ["", "data_element,unit,period\n", "data_element,unit,period,value\n", "a,b\n1,2\n"]
)
def test_a_file_without_values_is_refused(folder: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "values.csv").write_text(content, "utf-8")
    assert rolled(folder) == 1
    assert "values.csv" in capsys.readouterr().err


@pytest.mark.parametrize("size", ["lots", "-1", "none", "-1GB", "1GBs", ""])
def test_what_is_no_size_of_memory_is_refused(folder: Path, size: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rolled(folder, "--store", str(folder / "store"), "--proof") == 0
    memory = f"--memory={size}"
    for call in (
        lambda: rolled(folder, memory),
        lambda: rolled(folder, memory, data="store"),
        lambda: rolled(folder, memory, "--engine", "spark", data="store"),
        lambda: cli.main(["recompute", str(folder / "out.csv"), memory]),
    ):
        assert call() == 2
        assert capsys.readouterr().err == f"yardstick: --memory {size}: expected a size like 512MB or 1GB\n"


@pytest.mark.parametrize("size", ["99999999999999TB"])
def test_memory_that_duckdb_cannot_start_with_is_said(
    folder: Path, size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rolled(folder, "--memory", size) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"yardstick: DuckDB cannot start with --memory {size}: ")
    assert err.count("\n") == 1


def test_a_truncated_parquet_file_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pyarrow.parquet.write_table(pa.table({"data_element": ["DONE"] * 1000}), folder / "whole.parquet")
    (folder / "cut.parquet").write_bytes((folder / "whole.parquet").read_bytes()[:-20])
    assert rolled(folder, data="cut.parquet") == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_units_that_go_round_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "units.csv").write_text(UNITS.replace("VN,Nation,,", "VN,Nation,c1,"), "utf-8")
    assert rolled(folder) == 1
    assert "go round in a circle" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("#{DONE} +", "indicator 'SHARE': formula, column 10: expected"),
        ("#{NONE}", "there is no data element 'NONE'"),
        ("N{SHARE} + 1", "go round in a circle: SHARE → SHARE"),
        ("C{X}", "there is no constant 'X'"),
        ("sum(#{NONE})", "there is no data element 'NONE'"),
        ("sum(avg(#{DONE}))", "cannot stand inside another function over periods"),
    ],
)
def test_a_formula_that_cannot_be_used_is_refused(
    folder: Path, formula: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = json.loads(json.dumps(DEFINITIONS))
    changed["indicators"][0]["formula"] = formula
    (folder / "definitions.json").write_text(json.dumps(changed), "utf-8")
    assert rolled(folder) == 1
    assert said in capsys.readouterr().err


def test_functions_over_periods_go_through_the_months_of_a_quarter(folder: Path) -> None:
    """The best month's share of sums, and how many months there are, for leaves and those above them."""
    changed = json.loads(json.dumps(DEFINITIONS))
    changed["indicators"] = [
        {"code": "BEST", "formula": "max(#{DONE} / #{ALL})", "frequency": "quarterly", "direction": "positive"},
        {"code": "MONTHS", "formula": "count(#{DONE})", "frequency": "quarterly", "direction": "positive"},
    ]
    (folder / "definitions.json").write_text(json.dumps(changed), "utf-8")
    (folder / "values.csv").write_text(
        "data_element,unit,period,value\n"
        "DONE,c1,2025-01,10\nALL,c1,2025-01,100\nDONE,c1,2025-02,30\nALL,c1,2025-02,100\n"
        "DONE,c2,2025-02,0\nALL,c2,2025-02,200\nDONE,c2,2025-03,50\nALL,c2,2025-03,100\nDONE,c3,2025-03,5\n",
        "utf-8",
    )
    assert rolled(folder) == 0
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["indicator"], row["unit"]): (row["value"], row["reported"]) for row in csv.DictReader(file)}
    assert found["BEST", "c1"] == ("0.3", "1")  # 10/100, 30/100
    assert found["BEST", "P1"] == ("0.5", "2")  # 10/100, 30/300, 50/100
    assert found["BEST", "VN"] == ("0.55", "3")  # 10/100, 30/300, 55/100
    assert found["BEST", "c3"] == ("", "1")  # nothing to divide by
    assert found["MONTHS", "c3"] == ("1", "1")
    assert found["MONTHS", "VN"] == ("3", "3")


@pytest.mark.parametrize("day", ["0001-01-01", "2025-07-01", "9999-12-31"])
def test_a_version_is_computed_from_its_day_on_and_every_version_is_checked(
    folder: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = json.loads(json.dumps(DEFINITIONS))
    first = {**changed["indicators"][0], "valid_from": day}
    (folder / "definitions.json").write_text(json.dumps({**changed, "indicators": [first]}), "utf-8")
    assert rolled(folder) == 0
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        months = {row["period"] for row in csv.DictReader(file)}
    assert months == {month for number in range(1, 8) if f"{(month := f'2025-{number:02}')}-31" >= day}
    capsys.readouterr()
    later = {**first, "version": 2, "formula": "#{GONE}", "valid_from": "9999-12-31"}
    listed = [{**first, "valid_from": None}, later]
    (folder / "definitions.json").write_text(json.dumps({**changed, "indicators": listed}), "utf-8")
    assert rolled(folder) == 1
    assert "there is no data element 'GONE'" in capsys.readouterr().err
