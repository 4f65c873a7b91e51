"""A formula over columns gives, on DuckDB, what it gives for each row alone, and its text stays in proportion."""

import math
import re
from collections.abc import Mapping, Sequence

import duckdb
import ibis
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yardstick.formula import Formula, Operand, column, evaluate, parse
from yardstick.formula.scalar import Value
from yardstick.tests.formula_cases import CASES, ROWS

CONSTANTS = {"K": 2.0}
Row = Mapping[str, float | None]


def sql_of(formulas: Sequence[Formula]) -> str:
    """One query with a column for each formula."""
    names = sorted({operand.code for formula in formulas for operand in formula.operands})
    table = ibis.table({"n": "int64", **dict.fromkeys(names, "float64")}, name="given")
    operands = {Operand(name): table[name] for name in names}
    made = {f"f{place}": column(formula, operands, CONSTANTS) for place, formula in enumerate(formulas)}
    return str(ibis.to_sql(table.select("n", **made).order_by("n"), dialect="duckdb"))


def by_columns(formulas: Sequence[Formula], rows: Sequence[Row]) -> list[tuple[Value, ...]]:
    """The values of all formulas for each row."""
    names = sorted({operand.code for formula in formulas for operand in formula.operands})
    frame = pd.DataFrame({"n": range(len(rows)), **{c: pd.array([r.get(c) for r in rows], "Float64") for c in names}})
    with duckdb.connect() as db:
        db.register("given", frame)
        return [row[1:] for row in db.execute(sql_of(formulas)).fetchall()]


def by_rows(formulas: Sequence[Formula], rows: Sequence[Row]) -> list[tuple[Value, ...]]:
    """The same, one row at a time."""
    return [
        tuple(evaluate(one, {Operand(code): value for code, value in row.items()}, CONSTANTS) for one in formulas)
        for row in rows
    ]


def differences(formulas: Sequence[Formula], rows: Sequence[Row]) -> list[str]:
    """Where the two disagree; powers and logarithms may by one in the 15th digit."""
    return [
        f"{formula.text} of {row}: {left!r} by column, {right!r} alone"
        for row, lefts, rights in zip(rows, by_columns(formulas, rows), by_rows(formulas, rows), strict=True)
        for formula, left, right in zip(formulas, lefts, rights, strict=True)
        if not agree(left, right, loose=any(name in formula.text for name in ("log", "^")))
    ]


def agree(left: Value, right: Value, *, loose: bool) -> bool:
    if loose and isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-14, abs_tol=5e-324)
    return type(left) is type(right) and left == right


def test_the_cases_agree_on_the_table_of_values() -> None:
    assert differences([parse(text) for text in CASES], ROWS) == []


def test_numbers_as_written_are_doubles_and_no_decimals() -> None:
    texts = [
        "0.1 + 0.2",
        "0.1 + 0.2 == 0.3",
        "#{A} * 0.30000000000000004",
        "1 / 3 * 3",
        "123456.7 * 1e10",
        "if(true, 1, 2)",
    ]
    assert by_rows([parse("0.1 + 0.2")], [{}]) == [(0.30000000000000004,)]
    assert differences([parse(text) for text in texts], [{"A": 1.0}, {"A": 3.0}]) == []


@pytest.mark.parametrize(
    ("begin", "again", "end"),
    [
        ("#{A}", " + #{A}", ""),
        ("#{A}", " - #{B} * #{C} / 2", ""),
        ("greatest(#{A}", ", #{B}", ")"),
        ("if(#{A} > 0, 1, ", "if(#{B} > #{C}, 2, ", "3" + ")"),
    ],
    ids=["sum", "terms", "greatest", "if"],
)
def test_twice_as_long_a_formula_has_twice_as_long_a_text(begin: str, again: str, end: str) -> None:
    lengths = []
    for times in (10, 20, 40):
        text = begin + again * times + end + ")" * (times if again.startswith("if") else 0)
        lengths.append(len("".join(sql_of([parse(text)]).split())))
    assert lengths[2] - lengths[1] <= 2.5 * (lengths[1] - lengths[0])


ROUNDED = {
    "round(1125899906842624)": 1125899906842624.0,
    "round(2251799813685249)": 2251799813685249.0,
    "round(4503599627370497.0)": 4503599627370497.0,
    "round(1234567.25, 9)": 1234567.25,
    "round(1125899906842624.25)": 1125899906842624.0,
    "round(1125899906842624.5)": 1125899906842625.0,
    "round(0.49999999999999994)": 1.0,
    "round(0.4999)": 0.0,
    "round(1.005, 2)": 1.01,
    "round(-1.005, 2)": -1.01,
    "round(1e308, -15)": 1e308,
    "round(149.99, -2)": 100.0,
    "round(150, -2)": 200.0,
    "round(-0.2)": 0.0,
    "round(1e300, 15)": 1e300,
    "round(4.35, 1)": 4.4,
}


@pytest.mark.parametrize("text", ROUNDED)
def test_rounding_is_half_away_from_zero_as_the_number_is_written(text: str) -> None:
    formula = parse(text)
    assert (evaluate(formula, {}), by_columns([formula], [{}])) == (ROUNDED[text], [(ROUNDED[text],)])


ODD = (None, 0.0, -0.0, 1.0, -1.0, 0.5, 2.5, 1e308, -1e308, 1.7976931348623157e308, 5e-324, -5e-324, 2.0**51, 1e15, 0.1)
DOUBLES = st.sampled_from(ODD) | st.none() | st.floats(allow_nan=False, allow_infinity=False)
TABLES = st.lists(st.fixed_dictionaries(dict.fromkeys("ABC", DOUBLES)), min_size=1, max_size=30)
# What stands for a number (N), a condition (C), a text (T) and a sign of arithmetic (S) or order (O); the leaves first.
FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "N": (
        ("#{A}", "#{B}", "#{C}", "C{K}", "0", "1", "2.5", "0.1", "1e308", "5e-324", "null"),
        (
            "(‹N› ‹S› ‹N›)", "(‹N› ‹S› ‹N› ‹S› ‹N›)", "-‹N›", "+‹N›", "round(‹N›)", "round(‹N›, ‹D›)",
            "round(‹N›, -‹D›)", "removeZeros(‹N›)", "greatest(‹N›, ‹N›, ‹N›)", "least(‹N›, ‹N›)",
            "firstNonNull(‹N›, ‹N›)", "if(‹C›, ‹N›, ‹N›)",
        ),
    ),
    "C": (
        ("true", "false"),
        (
            "(‹N› ‹O› ‹N›)", "(‹T› ‹O› ‹T›)", "(‹C› ‹O› ‹C›)", "(‹C› && ‹C›)", "(‹C› || ‹C›)", "!‹C›", "isNull(‹N›)",
            "isNotNull(‹C›)", "contains(‹T›, ‹T›)", "containsItems(‹T›, ‹T›, ‹T›)", "if(‹C›, ‹C›, ‹C›)",
        ),
    ),
    "T": (("'a'", "'b'", "'a,b'", "''", "'it\\'s, \\\\ %_'", "'ạ'"), ("if(‹C›, ‹T›, ‹T›)", "firstNonNull(‹T›, ‹T›)")),
    "S": (tuple("+-*/%"), ()),
    "O": (tuple("< > <= >= == !=".split()), ()),
    "D": (tuple(map(str, range(16))), ()),
}  # fmt: skip


@st.composite
def formulas(draw: st.DrawFn, kinds: str = "NNC", depth: int = 3) -> str:
    """A formula of one of these kinds."""

    def made(kind: str, left: int) -> str:
        leaves, others = FORMS[kind]
        form = draw(st.sampled_from(leaves + others if left else leaves))
        return re.sub("‹(.)›", lambda found: made(found[1], left - 1), form)

    return made(draw(st.sampled_from(kinds)), depth)


@given(st.lists(formulas(), min_size=1, max_size=8), TABLES)
@example(["#{A} - (#{B} - #{C})", "1 / (#{A} * #{B})"], [{"A": 1e308, "B": 1e308, "C": -1e308}])
@example(["round(#{A}, 2)", "round(#{A}, -2)"], [{"A": 2.675, "B": None, "C": None}])
def test_any_formula_gives_by_column_what_it_gives_alone(texts: list[str], rows: list[Row]) -> None:
    assert differences([parse(text) for text in texts], rows) == []


POWERS = ("#{A} ^ #{B}", "#{A} ^ 2", "log(#{A})", "log(#{A}, #{B})", "log10(#{A})", "1 / #{A} ^ 2", "-#{A} ^ -#{B}")


@given(
    st.lists(
        st.sampled_from(["#{A} ^ #{B}", "#{A} ^ 2", "log(#{A})", "log(#{A}, #{B})", "log10(#{A})", "1 / #{A} ^ 2"])
    ),
    TABLES,
)
def test_powers_and_logarithms_agree_to_the_last_digits(texts: list[str], rows: list[Row]) -> None:
    assert differences([parse(text) for text in texts], rows) == []


@given(st.lists(formulas("N"), min_size=1, max_size=4), TABLES)
def test_no_formula_gives_what_is_no_number(texts: list[str], rows: list[Row]) -> None:
    formulas = [parse(text) for text in texts]
    for found in (by_columns(formulas, rows), by_rows(formulas, rows)):
        assert all(
            value is None or (isinstance(value, float) and math.isfinite(value)) for row in found for value in row
        )
