"""A formula over columns gives, on every engine, what it gives for each row alone, and its text stays in proportion."""

import math
from collections.abc import Sequence

import duckdb
import hypothesis
import pytest
from hypothesis import strategies as st

from yardstick.formula import Formula, evaluate, parse
from yardstick.formula.scalar import Value
from yardstick.rollup import Engine
from yardstick.tests.formula_cases import CASES, ROWS, Row, alone, differences, formulas, given, query


def on_duckdb(formulas: Sequence[Formula], rows: Sequence[Row]) -> list[tuple[Value, ...]]:
    """The values of all formulas for each row, by one query."""
    with duckdb.connect() as db:
        db.register("given", given(rows))
        return [row[1:] for row in db.execute(query(formulas, "duckdb")).fetchall()]


def test_the_cases_agree_on_the_table_of_values() -> None:
    assert differences([parse(text) for text in CASES], ROWS, on_duckdb) == []


@pytest.mark.system
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets to be collected
def test_the_cases_agree_on_spark(spark: Engine) -> None:
    def on_spark(formulas: Sequence[Formula], rows: Sequence[Row]) -> list[list[Value]]:
        spark.put("given", given(rows))
        return [list(row.values())[1:] for row in spark.fetch(query(formulas, spark.dialect)).to_pylist()]

    assert differences([parse(text) for text in CASES], ROWS, on_spark) == []


def test_numbers_as_written_are_doubles_and_no_decimals() -> None:
    texts = [
        "0.1 + 0.2",
        "0.1 + 0.2 == 0.3",
        "#{A} * 0.30000000000000004",
        "1 / 3 * 3",
        "123456.7 * 1e10",
        "if(true, 1, 2)",
    ]
    assert alone([parse("0.1 + 0.2")], [{}]) == [[0.30000000000000004]]
    assert differences([parse(text) for text in texts], [{"A": 1.0}, {"A": 3.0}], on_duckdb) == []


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
        lengths.append(len("".join(query([parse(text)], "duckdb").split())))
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
    assert (evaluate(formula, {}), on_duckdb([formula], [{}])) == (ROUNDED[text], [(ROUNDED[text],)])


ODD = (None, 0.0, -0.0, 1.0, -1.0, 0.5, 2.5, 1e308, -1e308, 1.7976931348623157e308, 5e-324, -5e-324, 2.0**51, 1e15, 0.1)
DOUBLES = st.sampled_from(ODD) | st.none() | st.floats(allow_nan=False, allow_infinity=False)
TABLES = st.lists(st.fixed_dictionaries(dict.fromkeys("ABC", DOUBLES)), min_size=1, max_size=30)


@hypothesis.given(st.lists(formulas(), min_size=1, max_size=8), TABLES)
@hypothesis.example(["#{A} - (#{B} - #{C})", "1 / (#{A} * #{B})"], [{"A": 1e308, "B": 1e308, "C": -1e308}])
@hypothesis.example(["round(#{A}, 2)", "round(#{A}, -2)"], [{"A": 2.675, "B": None, "C": None}])
def test_any_formula_gives_by_column_what_it_gives_alone(texts: list[str], rows: list[Row]) -> None:
    made = [parse(text) for text in texts]
    assert differences(made, rows, on_duckdb) == []
    assert all(math.isfinite(value) for row in alone(made, rows) for value in row if isinstance(value, float))


POWERS = ("#{A} ^ #{B}", "#{A} ^ 2", "log(#{A})", "log(#{A}, #{B})", "log10(#{A})", "1 / #{A} ^ 2", "-#{A} ^ -#{B}")


@hypothesis.given(TABLES)
def test_powers_and_logarithms_agree_to_the_last_digits(rows: list[Row]) -> None:
    assert differences([parse(text) for text in POWERS], rows, on_duckdb) == []
