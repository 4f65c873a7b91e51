"""Formulas: what they mean, and what is refused and where."""

import math

import pytest

from yardstick.errors import BadFormula
from yardstick.formula import Operand, evaluate, inline, parse

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
    "1 /* one */ + 2 /* and\ntwo */": 3.0,
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


def test_an_indicator_is_put_in_place_of_its_code_and_a_circle_is_shown() -> None:
    formulas = {"X": parse("#{A} + N{Y}"), "Y": parse("2 * #{B}"), "Z": parse("N{Z} + 1")}
    assert inline(formulas["X"], formulas).operands == (Operand("A"), Operand("B"))
    with pytest.raises(BadFormula, match="Z → Z"):
        inline(formulas["Z"], formulas, ("Z",))
