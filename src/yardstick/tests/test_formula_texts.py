"""Whatever text is handed in, it is a formula or a fault with a column, and what is accepted can be computed."""

import itertools
import math
from collections.abc import Callable

import hypothesis
import pytest
from hypothesis import strategies as st

from yardstick.errors import BadFormula
from yardstick.formula import Formula, Kind, Operand, evaluate, inline, known_functions, parse
from yardstick.formula.bounds import MOST_CHARACTERS, MOST_DEPTH, MOST_TERMS
from yardstick.formula.kinds import REFUSED
from yardstick.tests.formula_cases import CASES, formulas, query

SIGNS = "#{}ABC.()+-*/%^<>=!&|,'\" 0123456789eifnotandsum\n\\[]NRu$_ạ"
WORDS = [
    *known_functions(),
    *REFUSED,
    "true",
    "null",
    "and",
    "#{A}",
    "C{K}",
    "N{X}",
    "(",
    ")",
    ",",
    "+",
    "-",
    "!",
    "1",
    "'a'",
]


def fault_of(text: str) -> BadFormula | None:
    try:
        parse(text)
    except BadFormula as error:
        return error
    return None


def told(text: str) -> None:
    """A text is read, or refused with a column within it (or one past its end) and in one line."""
    fault = fault_of(text)
    if fault is not None:
        assert 1 <= fault.column <= len(text) + 1
        assert str(fault).startswith(f"column {fault.column}: ")
        assert str(fault).isprintable()


@hypothesis.given(st.text(SIGNS, max_size=40) | st.text(max_size=30) | st.lists(st.sampled_from(WORDS)).map(" ".join))
@hypothesis.example("'\ud800'")
@hypothesis.example("\0")
@hypothesis.example("#{A}.\n")
@hypothesis.example("1 \u2028 $")
@hypothesis.example("#{\nA}")
@hypothesis.example("R\x1b[31m{\ud800}")
@hypothesis.example("'\x1b' + 1")
def test_any_text_is_a_formula_or_a_fault_with_a_column(text: str) -> None:
    told(text)


@hypothesis.given(formulas() | st.sampled_from(CASES), st.data())
def test_a_formula_with_a_slip_is_a_formula_or_a_fault_with_a_column(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 3))
    told(text[:at] + data.draw(st.text(SIGNS, max_size=2)) + text[at + gone :])


@hypothesis.given(formulas(), st.sampled_from([" ", "\n", "\t", " /* so */ "]))
def test_space_and_comments_between_words_change_nothing(text: str, space: str) -> None:
    spaced = "".join(f"{space}{part}{space}" if part in "()," else part for part in _parts(text))
    assert parse(spaced) == parse(text)
    assert parse(f"(({text}))") == parse(text)


def _parts(text: str) -> list[str]:
    """The text cut at brackets and commas outside of quotes and references."""
    found, quoted = [""], False
    for before, character in itertools.pairwise(f" {text}"):
        quoted ^= character == "'" and before != "\\"
        if character in "()," and not quoted:
            found += [character, ""]
        else:
            found[-1] += character
    return found


TOO_LARGE: dict[str, Callable[[], str]] = {
    "longer than": lambda: "1" * (MOST_CHARACTERS + 1),
    "levels of brackets": lambda: "(" * 9_000 + "1" + ")" * 9_000,
    "levels of brackets and": lambda: "-" * 19_000 + "1",
    "levels": lambda: "!" * 200 + "true",
    "more than 100 levels": lambda: "2 ^ " * 200 + "1",
    "100 levels": lambda: " * ".join(["2"] * 200),
    "terms or arguments": lambda: " + ".join(["1"] * (MOST_TERMS + 1)),
    "brackets": lambda: f"greatest({', '.join(['1'] * (MOST_TERMS + 1))})",
    "too large": lambda: "round(" * 8 + "1" + ")" * 8,
    "computed in one query": lambda: "1 / (" * 30 + "1" + ")" * 30,
    "expected": lambda: "(" * MOST_CHARACTERS,
    "found": lambda: "/*" + "*" * 10_000,
    "no end": lambda: "'" + "\\'" * 9_999,
    "no '}'": lambda: "#{" + "A" * 19_000,
}


@pytest.mark.parametrize("said", TOO_LARGE)
def test_what_is_too_large_is_refused(said: str) -> None:
    text = TOO_LARGE[said]()
    with pytest.raises(BadFormula, match=said) as refused:
        parse(text)
    assert 1 <= refused.value.column <= len(text) + 1


def total(code: str, terms: int) -> str:
    """A sum of different operands."""
    return " + ".join(f"#{{{code}{n}}}" for n in range(terms))


LARGE: dict[str, Callable[[], str]] = {
    "a long sum": lambda: total("A", MOST_TERMS),
    "a long difference": lambda: " - ".join(f"#{{A{n}}}" for n in range(MOST_TERMS)),
    "a share of sums": lambda: f"round(100 * ({total('A', 150)}) / ({total('B', 150)}), 1)",
    "many of which the greatest": lambda: f"greatest({', '.join(f'#{{A{n}}}' for n in range(MOST_TERMS))})",
    "many cases": lambda: "if(#{A} > 1, 2, " * (MOST_DEPTH - 2) + "#{A}" + ")" * (MOST_DEPTH - 2),
    "many conditions": lambda: " && ".join(f"#{{A{n}}} > 0" for n in range(MOST_DEPTH)),
}


@pytest.mark.parametrize("what", LARGE)
def test_what_is_accepted_is_computed_even_from_deep_inside_a_program(what: str) -> None:
    def deeper(levels: int) -> tuple[Formula, str]:
        if levels:
            return deeper(levels - 1)
        formula = parse(LARGE[what]())
        assert evaluate(formula, dict.fromkeys(formula.operands, 2.0)) is not None
        return formula, query([formula], "duckdb")

    formula, text = deeper(150)
    assert parse(formula.text + " ").tree == formula.tree
    assert len(text) < 10**6


def test_a_long_sum_is_taken_from_the_left() -> None:
    values = {Operand("A"): 1e308, Operand("B"): 1e16, Operand("C"): 1.0}
    assert evaluate(parse("#{B} + #{C} + #{C} - #{B}"), values) == 0
    assert evaluate(parse("#{C} + #{C} - #{B} + #{B}"), values) == 2
    assert evaluate(parse("#{A} + #{A} - #{A}"), values) is None  # too large on the way
    assert evaluate(parse("#{A} - #{A} + #{A}"), values) == 1e308
    assert evaluate(parse("10 - (4 - 3) - 2 + 1"), values) == 8


def chain(length: int, link: str) -> dict[str, Formula]:
    """Indicators X0, X1, … each of which refers to the one before it."""
    first = {"X0": parse("#{A}")}
    return first | {f"X{n}": parse(link.replace("X", f"X{n - 1}")) for n in range(1, length)}


@pytest.mark.parametrize(
    ("length", "link", "said"),
    [
        (60, "N{X} + N{X} * 2", "too large"),
        (60, "N{X} * N{X}", "too large"),
        (60, "1 / (1 - N{X})", "one query|levels"),
        (90, "(2 - 1 * N{X} % 3)", "levels"),
        (4, f"greatest({', '.join(['N{X}'] * 200)})", "with its indicators in place"),
        (1500, "N{X}", "more than 100 indicators refer to one another"),
    ],
)
def test_indicators_in_one_another_are_refused_before_they_become_too_large(length: int, link: str, said: str) -> None:
    known = chain(length, link)
    with pytest.raises(BadFormula, match=said):
        inline(known[f"X{length - 1}"], known)


def test_indicators_in_one_another_are_put_in_place() -> None:
    known = chain(8, "2 * N{X} + C{K}")
    whole = inline(known["X7"], known)
    assert (whole.operands, whole.constants, whole.indicators) == ((Operand("A"),), ("K",), ())
    assert evaluate(whole, {Operand("A"): 3.0}, {"K": 1.0}) == 3 * 2**7 + 2**7 - 1
    assert inline(known["X0"], known) is known["X0"]


@pytest.mark.parametrize(
    ("value", "found"), [(math.nan, None), (math.inf, None), (-math.inf, None), (10**400, None), (3, 3.0), (True, 1.0)]
)
def test_what_no_double_holds_is_no_value(value: float, found: float | None) -> None:
    operand = Operand("A")
    assert evaluate(parse("#{A}"), {operand: value}) == found
    assert evaluate(parse("C{A}"), {}, {"A": value}) == found
    assert evaluate(parse("sum(#{A})"), {operand: [value, None]}) == found
    assert evaluate(parse("isNull(#{A})"), {operand: value}) is (found is None)


def test_text_may_be_written_with_its_numbers_but_not_by_halves() -> None:
    assert evaluate(parse(r"'\uD83D\uDE00' == '😀'"), {}) is True
    for text in (r"'\uD83D'", "'\ud83d'", r"'\u0000'", "'\0'"):
        assert (fault := fault_of(text)) is not None, text
        assert fault.column == 1


@pytest.mark.parametrize("arguments", ["#{A}", "abcdefghijk", "-1, 'x", "V{event_date} + "])
@pytest.mark.parametrize("name", [*REFUSED, "d2:yearsBetween"])
def test_functions_that_need_more_than_values_are_refused_by_name(name: str, arguments: str) -> None:
    fault = fault_of(f"1 + {name}({arguments})")
    assert fault is not None
    assert fault.column == 5
    assert f"{name} is not supported: " in str(fault)


@pytest.mark.parametrize(
    ("text", "column"), [("'d2:count(1)' + ", 17), ("1 /* periodOffset(x) */ +", 26), ("a.minDate(1)", 1)]
)
def test_the_name_of_such_a_function_elsewhere_is_none(text: str, column: int) -> None:
    fault = fault_of(text)
    assert fault is not None
    assert (fault.column, "not supported" in str(fault)) == (column, False)


def test_a_modifier_is_refused_by_name() -> None:
    fault = fault_of("#{A}.periodOffset(-1) + 1")
    assert fault is not None
    assert (fault.column, "periodOffset is not supported" in str(fault)) == (5, True)


def test_a_formula_says_what_it_gives_and_needs() -> None:
    formula = parse("if(#{B} > C{K}, sum(#{A.x} + #{A}), N{Y} * #{B})")
    assert formula.kind is Kind.NUMBER
    assert formula.operands == (Operand("B"),)
    assert formula.aggregated == (Operand("A", "x"), Operand("A"))
    assert (formula.constants, formula.indicators) == (("K",), ("Y",))
    assert [parse(text).kind for text in ("1 < 2", "'a'", "null", "if(true, 'a', null)")] == [
        Kind.BOOLEAN, Kind.TEXT, Kind.ANY, Kind.TEXT,
    ]  # fmt: skip
