"""Expressions mean what DHIS2 means by them, but for the differences that the guide lists.

What is called theirs was given by version 1.1.0 of that project's expression-parser library (its JavaScript build) for
the same expression and values. Remainders are apart: that build gets them wrong.
"""

import pytest

from yardstick.errors import BadFormula
from yardstick.formula import Operand, evaluate, parse
from yardstick.formula.scalar import Value

# #{Gone} is an operand without a value.
VALUES: dict[str, float] = {"Three": 3.0, "Zero": 0.0, "Minus": -2.0, "Half": 0.5}

SAME: dict[str, Value] = {
    # numbers
    "0": 0, "1": 1, "12.5": 12.5, ".5": 0.5, "1.": 1, "1e3": 1000, "1.5e3": 1500, "1E-3": 0.001, "007": 7,
    "0.1 + 0.2": 0.1 + 0.2, "1 / 3": 1 / 3,
    # signs
    "+5": 5, "-5": -5, "--5": 5, "- -5": 5, "+ (2 + 3)": 5, "- (2 + 3)": -5, "1+-1": 0, "1 + + 1": 2, "1 - -1": 2,
    "2 * -3": -6, "-#{Three}": -3, "+#{Minus}": -2, "- 2 + 3": 1,
    # powers
    "2 ^ 3": 8, "( 2 ^ 3 ) ^ 2": 64, "2 ^ ( 3 ^ 2 )": 512, "2 ^ -2": 0.25, "-2 ^ 2": -4, "(-2) ^ 2": 4, "0 ^ 0": 1,
    "2 * 3 ^ 2": 18, "#{Three} ^ 2": 9, "#{Minus} ^ 3": -8, "#{Minus} ^ -1": -0.5, "10 ^ 6": 1e6,
    # products
    "2 * 3 * 4": 24, "12 / 3 / 2": 2, "12 / ( 3 / 2 )": 8, "12 * 3 / 2": 18,
    "#{Three} / 2": 1.5, "#{Three} * #{Half}": 1.5, "#{Zero} / 3": 0, "1 / 4": 0.25,
    "100 * #{Half} / #{Three}": 50 / 3,
    # sums
    "2 + 3": 5, "2 - 3": -1, "2 - 3 - 4": -5, "10 + 2 - 3": 9, "2 + 3 * 4": 14, "(2 + 3) * 4": 20, "10 - 4 / 2": 8,
    "#{Three} + #{Minus}": 1, "1 - #{Three}": -2,
    # comparisons
    "1 < 2": True, "2 < 1": False, "1 < 1": False, "1 <= 1": True, "2 > 1": True, "1 >= 2": False, "1 == 1.0": True,
    "1 == 2": False, "1 != 2": True, "1 != 1": False, "1 + 1 == 2": True, "3 > 1 + 1": True, "1 < 2 == true": True,
    "1 == 1 == true": True, "#{Three} > #{Minus}": True, "#{Zero} == 0": True, "true == true": True,
    "true != false": True, "true == false": False, "'a' == 'a'": True, "'a' == 'b'": False, "'a' != 'b'": True,
    "'a' < 'b'": True, "'b' <= 'a'": False, "'b' > 'a'": True, "'a' >= 'a'": True, "'10' < '9'": True,
    "true < false": False, "false < true": True, "true >= true": True, "\"tiếng Việt\" == 'tiếng Việt'": True,
    # conditions
    "true": True, "false": False, "!true": False, "!false": True, "!!true": True, "not true": False,
    "true && true": True, "true && false": False, "false && true": False, "false && false": False,
    "true || true": True, "true || false": True, "false || true": True, "false || false": False,
    "true and false": False, "true or false": True, "not false and true": True, "!true && false": False,
    "!true || true": True, "!(true || true)": False, "true || true && false": True, "(true || true) && false": False,
    "true == !false": True, "1 < 2 && 2 < 3": True, "1 > 2 || 2 < 3": True, "#{Three} > 0 && #{Minus} < 0": True,
    "null && null": None, "true && null": None, "null && true": None, "null || null": None, "true || null": True,
    "null || true": True, "false || null": None, "null || false": None,
    # texts
    "'it\\'s'": "it's", "\"a\\\"b\"": 'a"b', "'a\\nb'": "a\nb", "'a\\tb'": "a\tb", "'\\u0041'": "A",
    "'\\u1EA1'": "ạ", "'\\\\'": "\\", "'say \"no\"'": 'say "no"', "''": "",
    # if
    "if(true, 1, 2)": 1, "if(false, 1, 2)": 2, "if( 1 < 2 , 'a' , 'b' )": "a", "if(true, null, 2)": None,
    "if(#{Three} > 2, #{Three}, 0)": 3, "if(#{Zero} > 2, 1, if(#{Half} < 1, 2, 3))": 2, "if(1 > 2, 1 / 0, 3)": 3,
    "if(true, true, false)": True, "if(isNull(#{Gone}), 5, #{Gone})": 5, "if(isNull(#{Three}), 5, #{Three})": 3,
    "if(isNull(#{Gone}) || isNull(#{Zero}), 1, 2)": 1, "if(isNotNull(#{Gone}) && true, 1, 2)": 2,
    # missing or not
    "#{Three}": 3, "#{Zero}": 0, "#{Gone}": None, "null": None, "isNull(null)": True, "isNull(0)": False,
    "isNull('')": False, "isNotNull(null)": False, "isNotNull(0)": True, "isNull(#{Gone})": True,
    "isNull(#{Zero})": False, "isNotNull(#{Gone})": False, "isNotNull(#{Minus})": True,
    "firstNonNull(#{Gone}, 9)": 9, "firstNonNull(#{Zero}, 9)": 0, "firstNonNull(null, #{Gone}, 3, 4)": 3,
    "firstNonNull(null)": None, "firstNonNull(#{Gone}, #{Gone})": None, "firstNonNull('a', 'b')": "a",
    "removeZeros(0)": None, "removeZeros(5)": 5, "removeZeros(#{Zero})": None, "removeZeros(#{Gone})": None,
    "removeZeros(#{Minus})": -2,
    # the largest and the smallest
    "greatest(1, 3, 2)": 3, "least(3, 1, 2)": 1, "greatest(#{Gone}, 1)": 1, "least(#{Gone}, 1)": 1,
    "greatest(null, null)": None, "least(null, null)": None, "greatest(-1)": -1, "least(#{Minus}, #{Three}, 0)": -2,
    "greatest(#{Minus}, #{Zero})": 0,
    # logarithms
    "log(1)": 0, "log(2.718281828459045)": 1, "log(8, 2)": 3, "log(100, 10)": 2, "log10(1000)": 3, "log10(0.01)": -2,
    "log(#{Three})": 1.0986122886681098, "log10(#{Three})": 0.47712125471966244, "log(2, 4)": 0.5,
    # texts in texts
    "contains('abcd', 'bc')": True, "contains('abcd', 'bc', 'x')": False, "contains('abcd', 'a', 'd')": True,
    "contains('MOLD_ALLERGY,LATEX_ALLERGY', 'LATEX')": True, "contains('ab', '')": True,
    "containsItems('MOLD_ALLERGY,LATEX_ALLERGY', 'LATEX')": False, "containsItems('a,b,c', 'a', 'c')": True,
    "containsItems('MOLD_ALLERGY,LATEX_ALLERGY', 'LATEX_ALLERGY')": True, "containsItems('a, b', 'b')": False,
    "containsItems('a,,b', '')": True, "containsItems('a,b', 'a,b')": False,
    # layout
    "  1\n+\t2 ": 3, "1 /* one */ + 2": 3, "if(true,1,2)": 1,
}  # fmt: skip

# What both refuse.
NEITHER = (
    "", " ", "1 +", "* 2", "(1", "1)", "()", "1 2", "1,5", "0x10", "1_000", "2 = 2", "1 <> 2", "1 & 2", "1 | 2",
    "TRUE", "True", "NULL", "true AND false", "NOT true", "If(true, 1, 2)", "nope(1)", "'a", "#{A", "if(true, 1)",
    "if(true, 1, 2, 3)", "isNull()", "isNull(1, 2)", "log10(1, 2)", "log(1, 2, 3)", "removeZeros()", "'a' + 1",
    "'a' + 'b'", "-'a'", "5 'a'", "#{}", "contains('a')", "{}", "a", "$", "1..2", "sum()", "[days", "#A",
)  # fmt: skip

# The same text with another result: ours, theirs. `None` for theirs is no value; a text in brackets says how they fail.
OTHERWISE: dict[str, tuple[Value, Value]] = {
    # a missing value, and what is no number
    "#{Gone} + 1": (None, "(fails)"), "-#{Gone}": (None, "(fails)"), "#{Gone} < 1": (None, "(fails)"),
    "#{Gone} == 1": (None, False), "#{Gone} != 1": (None, True), "null == null": (None, True),
    "if(null, 1, 2)": (None, 2), "if(#{Gone} > 0, 1, 2)": (None, "(fails)"), "!null": (None, "(fails)"),
    "1 / 0": (None, "(infinite)"), "0 / 0": (None, "(no number)"),
    "#{Three} / #{Zero}": (None, "(infinite)"), "isNull(1 / 0)": (True, False),
    "firstNonNull(1 / 0, 2)": (2, "(infinite)"), "log(0)": (None, "(infinite)"), "log(-1)": (None, "(no number)"),
    "log10(0)": (None, "(infinite)"), "log(8, 1)": (None, "(infinite)"), "log(8, 0)": (None, 0),
    "log(#{Gone})": (None, "(no number)"), "0 ^ -1": (None, "(fails)"), "contains(null, 'a')": (None, "(fails)"),
    # conditions of three values
    "null && false": (False, None), "false && null": (False, None), "#{Gone} > 0 && false": (False, "(fails)"),
    "#{Gone} > 0 || true": (True, "(fails)"),
    # operators of one rank are taken from the left; powers from the right, and of any exponent
    "2 - 3 + 4": (3, -5), "10 - 2 + 3": (11, 5), "12 / 3 * 2": (8, 2), "2 ^ 3 ^ 2": (512, 64), "4 ^ 1.5": (8, 4),
    "100 ^ #{Half}": (10, 1),
    # what only we know
    "round(2.5)": (3, "(fails)"), "round(2.345, 2)": (2.35, "(fails)"), "if (true, 1, 2)": (1, "(fails)"),
}  # fmt: skip

# As in C and Java: from the left, with the sign of what is divided.
REMAINDERS: dict[str, Value] = {
    "12 % 5": 2, "12 % 5 % 3": 2, "12 % ( 5 % 3 )": 0, "9 / 3 % 2": 1, "5 % 2 * 3": 3, "3 * 5 % 2": 1, "7 % 4 / 2": 1.5,
    "5.5 % 2": 1.5, "-5 % 3": -2, "5 % -3": 2, "#{Minus} % #{Three}": -2, "-5.5 % 2": -1.5, "2 % #{Minus}": 0,
    "1 % 0": None, "#{Three} % #{Zero}": None, "#{Gone} % 2": None,
}  # fmt: skip

# What they take and we refuse: one kind in place of another, and what needs more than values.
REFUSED: dict[str, int] = {
    "if(1, 2, 3)": 4, "if('true', 2, 3)": 4, "!1": 2, "1 && 1": 1, "'a' && true": 1, "1 + true": 5, "'1' + 2": 1,
    "-'1'": 2, "1 == '1'": 6, "1 == true": 6, "true == 'true'": 9, "'10' < 9": 8, "if(true, 1, 'a')": 13,
    "greatest()": 1, "least()": 1, "firstNonNull()": 1, "1e400": 1,
}  # fmt: skip


def value_of(text: str) -> Value:
    return evaluate(parse(text), {Operand(code): value for code, value in VALUES.items()})


def near(value: Value) -> object:
    """What the value must equal: numbers but for the last digits, all else as it is."""
    return pytest.approx(value, rel=1e-15) if isinstance(value, int | float) and not isinstance(value, bool) else value


@pytest.mark.parametrize("text", SAME)
def test_it_gives_what_dhis2_gives(text: str) -> None:
    found = value_of(text)
    assert found == near(SAME[text])
    assert isinstance(found, bool) == isinstance(SAME[text], bool)


@pytest.mark.parametrize("text", REMAINDERS)
def test_a_remainder_has_the_sign_of_what_is_divided(text: str) -> None:
    assert value_of(text) == REMAINDERS[text]


@pytest.mark.parametrize("text", NEITHER)
def test_it_refuses_what_dhis2_refuses(text: str) -> None:
    with pytest.raises(BadFormula) as refused:
        parse(text)
    assert 1 <= refused.value.column <= len(text) + 1


@pytest.mark.parametrize("text", OTHERWISE)
def test_it_differs_where_the_guide_says_so(text: str) -> None:
    ours, theirs = OTHERWISE[text]
    found = value_of(text)
    assert found == near(ours)
    assert found != near(theirs)


@pytest.mark.parametrize("text", REFUSED)
def test_it_refuses_one_kind_in_place_of_another(text: str) -> None:
    with pytest.raises(BadFormula) as refused:
        parse(text)
    assert refused.value.column == REFUSED[text]
