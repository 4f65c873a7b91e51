"""`yardstick convert`: every way in and out, all or nothing, and one line where it cannot be done."""

import argparse
import json
from pathlib import Path

import pytest

from yardstick.commands import convert
from yardstick.definitions import read_definitions
from yardstick.errors import BadInput, YardstickError
from yardstick.exchange import formats

VALUES = "data_element,unit,period,option,value\nDONE,01,2025-10,,1.10\nDONE,02,2025-H1,F,\n"
EXPORT = {
    "dataElements": [{"id": "a1", "code": "DONE", "aggregationType": "SUM"}],
    "indicators": [
        {"id": "i1", "code": "RATE", "numerator": "#{a1}", "denominator": "1", "indicatorType": {"factor": 100}}
    ],
}
PREPARED = ("--prepared", "2025-11-30T08:00:00")


def run(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    convert.add(parser)
    return convert.run(parser.parse_args([str(argument) for argument in arguments]))


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "values.csv"
    path.write_text(VALUES, "utf-8")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(EXPORT), "utf-8")
    return path


@pytest.mark.parametrize("form", [form for form in formats.WRITERS if form not in ("parquet", "sdmx-structure")])
def test_every_format_leads_back_to_the_same_file(
    form: str, values: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    between, back = tmp_path / "between", tmp_path / "back.csv"
    assert run(values, between, "--to", form, *PREPARED) == 0
    assert run(between, back) == 0
    assert back.read_text("utf-8") == VALUES
    assert capsys.readouterr() == ("", "")


def test_parquet_leads_back_to_the_same_numbers(values: Path, tmp_path: Path) -> None:
    run(values, tmp_path / "values.parquet")
    run(tmp_path / "values.parquet", tmp_path / "back.csv")
    assert (tmp_path / "back.csv").read_text("utf-8") == VALUES.replace("1.10", "1.1")


def test_the_name_of_the_target_tells_its_format(values: Path, tmp_path: Path) -> None:
    run(values, tmp_path / "values.xml", *PREPARED, "--structure", "GSO:LABOUR(2.0)", "--sender", "GSO")
    text = (tmp_path / "values.xml").read_text("utf-8")
    assert 'agencyID="GSO" id="LABOUR" version="2.0"' in text
    assert '<message:Sender id="GSO"' in text
    assert "<message:Prepared>2025-11-30T08:00:00</message:Prepared>" in text


def test_a_name_that_tells_nothing_needs_a_format(values: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="name the format with --to: csv, parquet, sdmx-csv"):
        run(values, tmp_path / "values.dat")


def test_a_mapping_goes_both_ways(values: Path, tmp_path: Path) -> None:
    mapping = ("--map", "data_element=MEASURE", "--map", "unit=GEO", "--no-option", "_T")
    run(values, tmp_path / "other.csv", "--to", "sdmx-csv-1.0", *mapping)
    text = (tmp_path / "other.csv").read_text("utf-8")
    assert text.splitlines()[0] == "DATAFLOW,FREQ,MEASURE,GEO,OPTION,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
    run(tmp_path / "other.csv", tmp_path / "back.csv", *mapping)
    assert (tmp_path / "back.csv").read_text("utf-8") == VALUES


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_name_of_a_file_is_neither_a_column_nor_a_pattern(form: str, values: Path, tmp_path: Path) -> None:
    place = tmp_path / "unit=7"
    place.mkdir()
    values.write_text(VALUES.replace("1.10", "1.1"), "utf-8")
    run(values, place / "val[u]es", "--to", form)
    (place / "values").write_text(VALUES, "utf-8")
    run(place / "val[u]es", place / "back.csv")
    assert (place / "back.csv").read_text("utf-8") == values.read_text("utf-8")


def test_a_structure_of_the_data_can_be_written(values: Path, tmp_path: Path) -> None:
    run(values, tmp_path / "structure.xml", "--to", "sdmx-structure", *PREPARED)
    assert 'id="OBSERVATIONS_CONCEPTS"' in (tmp_path / "structure.xml").read_text("utf-8")


def test_what_is_there_stays_unless_force_is_given(values: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.csv"
    target.write_text("mine", "utf-8")
    with pytest.raises(BadInput, match=r"there\.csv: is there already; give --force"):
        run(values, target)
    assert target.read_text("utf-8") == "mine"
    run(values, target, "--force")
    assert target.read_text("utf-8") == VALUES


def test_a_file_can_be_put_in_its_own_place(values: Path) -> None:
    run(values, values, "--to", "sdmx-csv-2.0", "--force")
    run(values, values, "--to", "csv", "--force")
    assert values.read_text("utf-8") == VALUES


@pytest.mark.parametrize("form", [form for form in formats.WRITERS if form != "sdmx-structure"])
def test_a_fault_in_the_last_row_leaves_nothing(form: str, values: Path, tmp_path: Path) -> None:
    rows = "".join(f"DONE,{unit:05},2025,,1\n" for unit in range(70_000))
    values.write_text(VALUES + rows + "DONE,01,2025,,many\n", "utf-8")
    with pytest.raises(BadInput, match=r"values\.csv: row 70003: value 'many'"):
        run(values, tmp_path / "out", "--to", form)
    assert [path.name for path in tmp_path.iterdir()] == ["values.csv"]


def test_a_fault_leaves_what_was_there_although_force_is_given(values: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.csv"
    target.write_text("mine", "utf-8")
    values.write_text(VALUES + "DONE,01,2025,,many\n", "utf-8")
    with pytest.raises(BadInput):
        run(values, target, "--force")
    assert target.read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there.csv", "values.csv"]


def test_metadata_becomes_definitions_and_a_report(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "definitions.json"
    assert run(export, target, "--direction", "positive", "--direction", "RATE=negative", "--frequency", "yearly") == 0
    made = read_definitions(target).indicators["RATE"]
    assert (made.formula, made.direction, made.frequency) == ("100 * (#{DONE}) / (1)", "negative", "yearly")
    out, error = capsys.readouterr()
    assert out == ""
    assert error == (f"yardstick: {export}: changed: indicators: frequency is yearly, as given: DHIS2 has none\n")


def test_the_report_can_be_json(export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(export, tmp_path / "definitions.json", "--direction", "positive", "--json")
    out, error = capsys.readouterr()
    assert error == ""
    assert json.loads(out)["format"] == "definitions"
    assert len(json.loads(out)["not_carried_over"]) == 1


def test_definitions_are_written_anew_as_they_were(export: Path, tmp_path: Path) -> None:
    run(export, tmp_path / "one.json", "--direction", "positive")
    run(tmp_path / "one.json", tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_strict_writes_nothing_where_something_would_be_lost(values: Path, export: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="1 things cannot be carried over, first: changed: indicators: frequency"):
        run(export, tmp_path / "out.json", "--direction", "positive", "--strict")
    values.write_text("DATAFLOW,DATA_ELEMENT,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX,A,1,2025,1,P\n", "utf-8")
    with pytest.raises(BadInput, match="first: OBS_STATUS P: not carried over"):
        run(values, tmp_path / "out.csv", "--strict")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.json", "values.csv"]


BAD = {
    "no direction": (("EXPORT", "out.json"), "--direction is needed: positive"),
    "other direction": (("EXPORT", "out.json", "--direction", "up"), "--direction 'up': expected positive or negative"),
    "code without direction": (("EXPORT", "out.json", "--direction", "RATE="), "--direction 'RATE=': expected"),
    "data to definitions": (("VALUES", "out.json"), "csv cannot become definitions: data and definitions do not mix"),
    "definitions to data": (("EXPORT", "out.csv"), "dhis2 cannot become csv: data and definitions do not mix"),
    "no mapping": (("VALUES", "out.csv", "--map", "unit"), "--map 'unit': expected COLUMN=COMPONENT"),
    "no structure": (("VALUES", "out.xml", "--structure", "X"), "structure 'X': expected AGENCY:ID"),
    "no time": (("VALUES", "out.xml", "--prepared", "today"), "--prepared 'today': expected a time such as"),
    "no sender": (("VALUES", "out.xml", "--sender", "<a>"), "--sender '<a>': expected letters"),
    "no folder": (("VALUES", "none/out.csv"), "there is no folder"),
    "a folder": (("VALUES", "."), "name the format with --to"),
    "a folder named": (("VALUES", ".", "--to", "csv"), "a folder; expected the name of a file"),
    "wrong format": (("VALUES", "out.csv", "--from", "parquet"), "not a whole Parquet file"),
    "not SDMX": (("VALUES", "out.csv", "--from", "sdmx-csv"), "not SDMX-CSV: the first column is neither DATAFLOW"),
    "not XML": (("VALUES", "out.csv", "--from", "sdmx-ml"), "line 1: not readable as XML"),
    "not JSON": (("VALUES", "out.json", "--from", "definitions"), "line 1, column 1"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_done_is_said_in_one_line(
    case: str, values: Path, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, message = BAD[case]
    places = {"VALUES": values, "EXPORT": export}
    with pytest.raises(YardstickError) as refused:
        run(*(places.get(argument, argument) for argument in arguments))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.json", "values.csv"]


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run(tmp_path / "none.csv", tmp_path / "out.csv")
