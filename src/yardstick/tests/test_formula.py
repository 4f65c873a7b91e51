"""Formulas: what they mean, what is refused and where, and that columns mean the same as single values."""

import json
import math
from pathlib import Path

import duckdb
import ibis
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick import cli
from yardstick.errors import BadFormula
from yardstick.formula import Operand, column, evaluate, inline, parse
from yardstick.tests.formula_cases import CASES, ROWS

VALUES = {"A": 12.0, "B": 5.0, "Z": 0.0, "F.x": 3.0}
CONSTANTS = {"K": 2.0}

MEANT: dict[str, float | bool | str | None] = {
    "1 + 2 * 3 ^ 2": 19.0,
    "2 ^ 3 ^ 2": 512.0,
    "-2 ^ 2": -4.0,
    "2 ^ -1": 0.5,
    "7 % 3 * 2": 2.0,
    "-7 % 3": -1.0,
    "7 % -3": 1.0,
    "10 - 4 - 3": 3.0,
    "+3": 3.0,
    ".5 + 1.": 1.5,
    "1.5e3": 1500.0,
    "#{A} / #{B}": 2.4,
    "#{A} / #{Z}": None,
    "#{A} % #{Z}": None,
    "#{MISSING} + 1": None,
    "#{F.x}": 3.0,
    "#{A.*}": 12.0,
    "C{K} * 3": 6.0,
    "1 < 2": True,
    "2 <= 1 == false": True,
    "1 / 0 > 1": None,
    "if(1 / 0 > 1, 2, 3)": None,
    "if(1 > 0, 2, 1 / 0)": 2.0,
    "true && #{MISSING} > 1": None,
    "false && #{MISSING} > 1": False,
    "#{MISSING} > 1 || true": True,
    "not true or 1 < 2 and not false": True,
    "!false": True,
    "isNull(#{MISSING})": True,
    "isNotNull(#{A})": True,
    "firstNonNull(#{MISSING}, null, 4)": 4.0,
    "greatest(#{MISSING}, 3, 2)": 3.0,
    "least(#{A}, #{B})": 5.0,
    "greatest(#{MISSING})": None,
    "log(1)": 0.0,
    "log(8, 2)": 3.0,
    "log(0)": None,
    "log10(1000)": 3.0,
    "log(5, 1)": None,
    "round(2.5)": 3.0,
    "round(-2.5)": -3.0,
    "round(2.675, 2)": 2.68,
    "round(1234, -2)": 1200.0,
    "round(1e300, 2)": 1e300,
    "(-8) ^ 0.5": None,
    "0 ^ -1": None,
    "10 ^ 308 * 10": None,
    "removeZeros(#{Z})": None,
    "'a' == \"a\"": True,
    "'it\\'s'": "it's",
    "contains('abc', 'b', 'c')": True,
    "containsItems('ab,c', 'b')": False,
    "1 /* one */ + 2 // and two": 3.0,
}


@pytest.mark.parametrize("text", MEANT)
def test_it_means_what_the_guide_says(text: str) -> None:
    values = {Operand(*key.split(".")): value for key, value in VALUES.items()}
    wanted = MEANT[text]
    assert evaluate(parse(text), values, CONSTANTS) == (
        pytest.approx(wanted, rel=1e-15) if isinstance(wanted, float) else wanted
    )


SERIES = [4.0, None, 1.0, 3.0]
OVER_PERIODS = {
    "sum(#{S})": 8.0, "avg(#{S})": 8 / 3, "count(#{S})": 3.0, "min(#{S})": 1.0, "max(#{S})": 4.0, "median(#{S})": 3.0,
    "percentileCont(0.25, #{S})": 2.0, "variance(#{S})": 7 / 3, "stddevPop(#{S})": math.sqrt(14 / 9),
    "stddev(#{S})": math.sqrt(7 / 3), "stddevSamp(#{S})": math.sqrt(7 / 3), "sum(#{S} * 2) / count(#{S})": 16 / 3,
    "sum(#{NONE})": None, "count(#{NONE})": 0.0,
}  # fmt: skip


@pytest.mark.parametrize("text", OVER_PERIODS)
def test_an_aggregate_passes_over_missing_periods(text: str) -> None:
    found = evaluate(parse(text), {Operand("S"): SERIES})
    assert found == (None if OVER_PERIODS[text] is None else pytest.approx(OVER_PERIODS[text], rel=1e-14))


REFUSED = {
    "": (1, "found the end"),
    "1 +": (4, "found the end"),
    "1 + * 2": (5, "found '*'"),
    "1 2": (3, "found '2'"),
    "(1": (3, "expected ')'"),
    "foo(1)": (1, "there is no function foo"),
    "periodOffset(#{A}, 1)": (1, "periodOffset is not supported"),
    "if(1, 2, 3)": (4, "is a condition"),
    "if(true, 2, 'x')": (13, "expected a number"),
    "1 + true": (5, "is a number"),
    "not 1": (5, "is a condition"),
    "log(1, 2, 3)": (1, "takes 1 or 2 arguments, not 3"),
    "round(1, 0.5)": (10, "a whole number"),
    "sum(max(#{A}))": (5, "cannot stand inside"),
    "#{A.b.c}": (1, "expected #{CODE} or #{CODE.OPTION}"),
    "#{A B}": (1, "a code is letters"),
    "R{x}": (1, "is not supported"),
    "[days]": (1, "is not supported"),
    "#{A": (1, "has no '}'"),
    "1 = 2": (3, "write '=='"),
    "'abc": (1, "has no end"),
    "1e400": (1, "too large"),
    "1 $ 2": (3, "found '$'"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_fault_is_told_with_its_column(text: str) -> None:
    with pytest.raises(BadFormula) as refused:
        parse(text)
    assert (refused.value.column, REFUSED[text][1] in str(refused.value)) == (REFUSED[text][0], True), str(
        refused.value
    )


@given(st.text(alphabet="#{}ABC.()+-*/%^<>=!&|,'\" 0123456789eifnotandsum\n\\", max_size=40) | st.text(max_size=30))
def test_any_text_is_a_formula_or_a_fault_with_a_column(text: str) -> None:
    fault = _fault(text)
    assert fault is None or 1 <= fault.column <= len(text) + 1


def _fault(text: str) -> BadFormula | None:
    try:
        parse(text)
    except BadFormula as error:
        return error
    return None


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BadFormula, match="levels"):
        parse("(" * 200 + "1" + ")" * 200)


def test_an_indicator_is_put_in_place_of_its_code_and_a_circle_is_shown() -> None:
    formulas = {"X": parse("#{A} + N{Y}"), "Y": parse("2 * #{B}"), "Z": parse("N{Z} + 1")}
    assert inline(formulas["X"], formulas).operands == (Operand("A"), Operand("B"))
    with pytest.raises(BadFormula, match="Z → Z"):
        inline(formulas["Z"], formulas, ("Z",))


def by_columns(text: str) -> list[object]:
    """The formula over all rows at once, on DuckDB."""
    formula = parse(text)
    table = ibis.table({"n": "int64", "A": "float64", "B": "float64", "C": "float64"}, name="rows")
    made = column(formula, {Operand(code): table[code] for code in "ABC"}, CONSTANTS)
    sql = ibis.to_sql(table.select("n", found=made).order_by("n"), dialect="duckdb")
    frame = pd.DataFrame({"n": range(len(ROWS)), **{c: pd.array([r[c] for r in ROWS], "Float64") for c in "ABC"}})
    with duckdb.connect() as db:
        db.register("rows", frame)
        return [found for _, found in db.execute(str(sql)).fetchall()]


@pytest.mark.parametrize("text", CASES)
def test_a_column_means_what_single_values_mean(text: str) -> None:
    formula = parse(text)
    for row, found in zip(ROWS, by_columns(text), strict=True):
        wanted = evaluate(formula, {Operand(code): value for code, value in row.items()}, CONSTANTS)
        loose = any(name in text for name in ("log", "^"))
        assert found == (pytest.approx(wanted, rel=1e-14) if loose and isinstance(wanted, float) else wanted), row


def run(*arguments: str) -> int:
    return cli.main(["eval", *arguments])


def test_the_command_prints_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("100 * #{DONE} / #{ALL}", "--values", '{"DONE": 485, "ALL": 1132}', "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"value": pytest.approx(42.84452296819788)}


def test_an_expression_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-2^2", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"value": -4.0}


def test_a_file_gives_an_object_a_line_or_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "expressions.txt"
    file.write_text("1 < 2\n\nsum(#{S})\n", "utf-8")
    (tmp_path / "values.json").write_text('{"operands": {"S": [1, null, 2]}, "constants": {}}', "utf-8")
    assert run("--file", str(file), "--values", str(tmp_path / "values.json"), "--json") == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [{"value": True}, {"value": 3.0}]
    file.write_text("1\n2 +\n", "utf-8")
    assert run("--file", str(file), "--json") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "line 2, column 4" in err


@pytest.mark.parametrize(
    ("values", "said"),
    [('{"A": NaN}', "no number"), ('{"A": 1e400}', "too large"), ('{"A": "x"}', "expected a number"), ("[1]", "[1]"),
     ('{"A": ', "not JSON"), ("missing.json", "missing.json"), ('{"C{K}": [1]}', "expected a number")],
)  # fmt: skip
def test_bad_values_are_refused_in_one_line(values: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("#{A}", "--values", values) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
