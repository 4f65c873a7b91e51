"""The command line as a user meets it: exit status, stdout and one line on stderr."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from yardstick import cli

HEADER = "id,base_year,base_value,current_year,current_value,target_year,target_value,direction,limit\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "series.csv"


def refusal(file: Path, content: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr for content that must be refused."""
    file.write_text(content, "utf-8")
    assert cli.main(["progress", str(file), "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_each_row_becomes_one_json_object_in_order(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "băng rộng,2015,100,2017,121,2019,146.41,positive,\nb,2015,,2017,5,,,negative,\n"
    file.write_text("\ufeff" + HEADER + rows, "utf-8")
    assert cli.main(["progress", str(file), "--json"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {
        "id": "băng rộng",
        "value": pytest.approx(1),
        "score": pytest.approx(2.8572),
        "status": "substantial_progress",
    }
    assert second == {"id": "b", "value": None, "score": None, "status": "not_available"}


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    content = (HEADER + "a,2015.5,50,2017.5,60.5,,,positive,100\n").encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert cli.main(["progress", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == pytest.approx(0.1)


def test_columns_of_target_and_limit_may_be_left_out(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(
        "direction,id,base_year,base_value,current_year,current_value\nnegative,a,2015,100,2017,81\n", "utf-8"
    )
    assert cli.main(["progress", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["score"] == 5


def test_without_json_it_prints_a_line_a_row_for_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEADER + "a,2015,100,2017,121,,,positive,\nbb,,,,,,,positive,\n", "utf-8")
    assert cli.main(["progress", str(file)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [["a", "0.1000", "5.0000", "substantial_progress"], ["bb", "–", "–", "not_available"]]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("b,2015,1,2017,2,,,,", "direction is empty"),
        ("b,2015,1,2017,2,,,upwards,", "direction is 'upwards'"),
        ("b,2015,1_000,2017,2,,,positive,", "base_value is not a number: '1_000'"),
        ("b,2015,1,2017,nan,,,positive,", "current_value is not a number: 'nan'"),
        ("b,2015,1,2017,2,2030,1e999,positive,", "target_value is too large"),
        ("b,2015,1,,2,,,positive,", "current_value has no current_year"),
        ("b,2015,1,2017,2,,9,positive,", "target_value has no target_year"),
        ("b,2015,1,2017,2,,,positive,,more", "more cells than the header has"),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_nothing_is_printed(
    row: str, complaint: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refusal(file, HEADER + "a,2015,100,2017,121,,,positive,\n" + row + "\n", capsys)
    assert "row 2 (line 3)" in line
    assert complaint in line


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        (HEADER.replace("limit", "cap"), "unknown column: 'cap'"),
        (HEADER.replace("direction,", ""), "missing column: 'direction'"),
        (HEADER.replace("limit", "id"), "repeated column: 'id'"),
        ("", "missing column"),
    ],
)
def test_a_wrong_header_is_refused_by_the_name_of_the_column(
    header: str, complaint: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint in refusal(file, header, capsys)


def test_a_broken_quotation_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not readable as CSV" in refusal(file, HEADER + '"a"b,2015\n', capsys)


def test_a_file_in_another_encoding_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(HEADER.encode() + "bả".encode("utf-16"))
    assert cli.main(["progress", str(file)]) == 1
    assert "save the file as UTF-8" in capsys.readouterr().err


def test_a_missing_file_is_one_line_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["progress", str(tmp_path / "none.csv")]) == 1
    assert re.fullmatch(r"yardstick: .*none\.csv: No such file or directory\n", capsys.readouterr().err)


@pytest.mark.parametrize("arguments", [[], ["progres"], ["progress"], ["progress", "a.csv", "--jsn"]])
def test_bad_usage_exits_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert re.fullmatch(r"yardstick( progress)?: .+ \(see yardstick( progress)? --help\)\n", capsys.readouterr().err)


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["progress", "--help"])
    assert left.value.code == 0
    assert "yardstick progress indicators.csv --json" in capsys.readouterr().out


def test_who_stops_reading_is_told_nothing(tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("1 + 1\n" * 20_000, "utf-8")
    command = [sys.executable, "-c", "import sys; from yardstick import cli; sys.exit(cli.main())", "eval", "--json"]
    with subprocess.Popen([*command, "--file", str(lines)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b'{"value": 2.0}\n'
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141
