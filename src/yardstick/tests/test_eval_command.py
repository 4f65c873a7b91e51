"""`yardstick eval` as a user meets it: values in, a value a line out, one line for what is refused."""

import io
import json
from pathlib import Path

import pytest

from yardstick import cli

Capture = pytest.CaptureFixture[str]


def values_of(capsys: Capture, *arguments: str) -> list[object]:
    """What the command prints with --json."""
    assert cli.main(["eval", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = [json.loads(line) for line in out.splitlines()]
    assert all(list(line) == ["value"] for line in lines)
    return [line["value"] for line in lines]


def refusal(capsys: Capture, status: int, *arguments: str) -> str:
    """The one line on stderr of a call that must print nothing and end with a status."""
    assert cli.main(["eval", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("yardstick: ")
    assert err.count("\n") == 1
    return err.removeprefix("yardstick: ").rstrip("\n")


@pytest.mark.parametrize(
    ("expression", "values", "value"),
    [
        ("100 * #{DONE} / #{ALL}", '{"DONE": 485, "ALL": 1132}', 42.84452296819788),
        ("100 * #{DONE} / #{ALL}", '{"DONE": 485}', None),
        ("100 * #{DONE} / #{ALL}", '{"DONE": 485, "ALL": 0}', None),
        ("#{DONE} > 0", '{"DONE": 485}', True),
        ("#{DONE} > 0", '{"DONE": null}', None),
        ("if(#{DONE} > 0, 'yes', 'no')", '{"DONE": 0}', "no"),
        ("#{A.f} + #{A.m} + #{B} + #{C.*}", '{"A.f": 1, "#{A.m}": 2, "#{B}": 3, "C.*": 4}', 10),
        ("#{A} * C{K}", '{"A": 3, "C{K}": 1000}', 3000),
        ("#{A} * C{K}", '{"A": 3, "K": 1000}', 3000),
        ("#{A} * C{K}", '{"operands": {"A": 3}, "constants": {"K": 2}}', 6),
        ("#{A} * C{K}", '{"operands": {"A": 3}, "constants": {"C{K}": 2}}', 6),
        ("C{K}", '{"C{K}": null}', None),
        ("#{operands}", '{"operands": 5}', 5),
        ("avg(#{S}) * #{A}", '{"S": [1, null, 2], "A": 10}', 15),
        ("sum(#{S})", '{"S": []}', None),
        ("sum(#{S})", '{"S": 4}', 4),
        ("#{Thu_hút-2}", '{"Thu_hút-2": 7}', 7),
        ("#{A} * -1", '{"A": 0}', 0),
        ("1 + 1", "{}", 2),
    ],
)
def test_it_computes_from_the_values_given(expression: str, values: str, value: object, capsys: Capture) -> None:
    assert values_of(capsys, expression, "--values", values) == [value]


def test_a_zero_has_no_sign(capsys: Capture) -> None:
    assert cli.main(["eval", "0 * -1", "--json"]) == 0
    assert capsys.readouterr().out == '{"value": 0.0}\n'


@pytest.mark.parametrize(
    ("expression", "value"), [("-2^2", -4), ("-#{A}", -5), ("-(1 + 1)", -2), ("--5", 5), ("--#{A}", 5)]
)
def test_an_expression_that_begins_with_a_minus_is_no_option(expression: str, value: float, capsys: Capture) -> None:
    assert values_of(capsys, expression, "--values", '{"A": 5}') == [value]


def test_values_come_from_a_file_with_or_without_a_mark(tmp_path: Path, capsys: Capture) -> None:
    for mark in ("", "\ufeff"):
        (tmp_path / "values.json").write_text(mark + '\n {"A": 1.5}\n', "utf-8")
        assert values_of(capsys, "#{A}", "--values", str(tmp_path / "values.json")) == [1.5]


def test_values_come_from_standard_input_for_a_dash(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"A": 2}')))
    assert values_of(capsys, "#{A}", "--values", "-") == [2]


def test_a_file_of_expressions_gives_a_line_each(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "expressions.txt"
    file.write_bytes("\ufeff1 < 2\r\n\r\n  \n#{A} / 0\n'\u2028' == '\\u2028'\n#{A}".encode())
    assert values_of(capsys, "--file", str(file), "--values", '{"A": 3, "UNUSED": 1}') == [True, None, True, 3]


def test_without_json_it_prints_plain_values(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "expressions.txt").write_text("1 / 4\n1 / 0\n1 < 2\n'đã xong'\n", "utf-8")
    assert cli.main(["eval", "--file", str(tmp_path / "expressions.txt")]) == 0
    assert capsys.readouterr().out.splitlines() == ["0.25", "–", "true", "đã xong"]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("1 + * 2", "column 5: expected a number, an operand such as #{CODE}, a function or '(', found '*'"),
        ("", "column 1: expected"),
        ("ổn + 1", "column 1: expected"),
        ("'ố' == 1", "column 8: expected a text in quotes as before it, found a number"),
        ("1 + N{X}", "column 5: N{X}: an indicator's own formula is not known here"),
        ("sum(#{S}) / #{S}", "column 13: #{S} has a list of values: it needs a function over periods"),
    ],
)
def test_an_expression_that_cannot_be_computed_ends_with_2_and_points_at_the_column(
    expression: str, said: str, capsys: Capture
) -> None:
    assert refusal(capsys, 2, expression, "--json", "--values", '{"S": [1, 2]}').startswith(said)


def test_a_file_is_all_or_nothing_and_the_line_is_named(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "expressions.txt"
    file.write_text("1\n\n2 +\n3\n", "utf-8")
    assert refusal(capsys, 2, "--file", str(file), "--json").startswith(f"{file}: line 3, column 4: expected")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ('{"A": NaN}', "--values: NaN is no number in JSON"),
        ('{"A": -Infinity}', "--values: -Infinity is no number in JSON"),
        ('{"A": 1e400}', "--values: 'A' is too large for a double"),
        ('{"A": 1' + "0" * 5000 + "}", "--values: 'A' is too large for a double"),
        ('{"A": "12"}', "--values: 'A': expected a number or null, found \"12\""),
        ('{"A": true}', "--values: 'A': expected a number or null, found true"),
        ('{"A": {"f": 1}}', "--values: 'A': expected a number for each code, or the objects operands and constants"),
        ('{"A": [1, [2]]}', "--values: 'A': expected a number or null, found [2.0]"),
        ('{"A": [1, NaN]}', "--values: NaN is no number in JSON"),
        ('{"C{K}": [1]}', "--values: 'C{K}': expected a number or null, found [1.0]"),
        ('{"constants": {"K": [1]}}', "--values: 'K': expected a number or null, found [1.0]"),
        ('{"A": 1, "A": 2}', "--values: 'A' is given twice"),
        ('{"A": 1, "#{A.*}": 2}', "--values: '#{A.*}' is given twice"),
        ('{"A.b.c": 1}', "--values: 'A.b.c' is no operand: expected CODE, CODE.OPTION"),
        ('{"#{A": 1}', "--values: '#{A' is no operand"),
        ('{"": 1}', "--values: '' is no operand"),
        ('{"N{X}": 1}', "--values: 'N{X}' is no operand"),
        ('{"C{K": 1}', "--values: 'C{K' is no constant"),
        ('{"operands": {"A": 1}, "weights": {}}', "--values: 'weights': expected a number for each code"),
        ('{"operands": {"A": 1}, "constants": 5}', "--values: 'constants': expected a number for each code"),
        ('{"A": ', "--values: line 1, column 7: not JSON"),
        ('{"A": 1} 2', "--values: line 1, column 10: not JSON"),
        ('{"A":' + "[" * 100_000, "--values: lists and objects are nested too deep"),
    ],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_bad_values_end_with_1_and_say_what_was_expected(values: str, said: str, capsys: Capture) -> None:
    assert refusal(capsys, 1, "#{A}", "--json", "--values", values).startswith(said)


def test_files_that_cannot_be_read_end_with_1(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "latin.txt").write_bytes(b"\xe9")
    (tmp_path / "list.json").write_text("[1]", "utf-8")
    missing, latin, listed = (str(tmp_path / name) for name in ("missing", "latin.txt", "list.json"))
    assert refusal(capsys, 1, "--file", missing) == f"{missing}: No such file or directory"
    assert refusal(capsys, 1, "1", "--values", missing) == f"{missing}: No such file or directory"
    assert refusal(capsys, 1, "1", "--values", str(tmp_path)).startswith(f"{tmp_path}: ")
    assert refusal(capsys, 1, "--file", latin) == f"{latin}: not UTF-8 text at byte 0"
    assert refusal(capsys, 1, "1", "--values", latin) == f"{latin}: not UTF-8 text at byte 0"
    assert refusal(capsys, 1, "1", "--values", listed) == "--values: expected a JSON object of values by code"


def test_a_line_that_fails_late_prints_nothing(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "expressions.txt").write_text("1\n#{S}\n", "utf-8")
    said = refusal(capsys, 2, "--file", str(tmp_path / "expressions.txt"), "--values", '{"S": [1]}')
    assert "line 2, column 1: #{S} has a list" in said


def test_an_expression_or_a_file_of_them_is_asked_for(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "expressions.txt").write_text("1\n", "utf-8")
    for arguments in ([], ["1", "--file", str(tmp_path / "expressions.txt")]):
        assert refusal(capsys, 2, *arguments) == "eval: give an expression or --file FILE, one of the two"


def test_an_unknown_option_ends_with_2(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["eval", "1", "--value", "{}", "--unknown"])
    assert left.value.code == 2
    assert "unrecognized arguments: --unknown" in capsys.readouterr().err


def test_the_help_shows_an_example(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["eval", "--help"])
    out = capsys.readouterr().out
    assert left.value.code == 0
    assert 'yardstick eval "100 * #{DONE} / #{ALL}" --values \'' in out
