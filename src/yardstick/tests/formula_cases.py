"""Formulas and rows of values on which every evaluator must agree, and where two of them do not."""

import math
import re
from collections.abc import Callable, Mapping, Sequence

import ibis
import pyarrow as pa
from hypothesis import strategies as st

from yardstick.formula import Formula, Operand, column, evaluate
from yardstick.formula.scalar import Value
from yardstick.rollup.engines import compile_sql

CONSTANTS = {"K": 2.0}
CASES: tuple[str, ...] = (
    "#{A} + #{B} * #{C}", "#{A} - #{B} - #{C}", "#{A} / #{B}", "#{A} % #{B}", "-#{A} % #{B}", "#{A} ^ #{B}",
    "-#{A} ^ 2",
    "100 * #{A} / #{B}", "#{A} < #{B}", "#{A} >= #{B} && #{B} != #{C}", "!(#{A} == #{B}) || #{C} > 0",
    "if(#{A} > #{B}, #{A}, #{B} / #{C})", "if(isNull(#{A}), 1, 2)", "isNotNull(#{A}) && isNull(#{B})",
    "firstNonNull(#{A}, #{B}, 7)", "greatest(#{A}, #{B}, #{C})", "least(#{A}, #{B}, #{C})", "log(#{A})",
    "log(#{A}, #{B})",
    "log10(#{A})", "round(#{A})", "round(#{A} / 7, 2)", "round(#{A}, -2)", "removeZeros(#{A}) + #{B}", "#{A} * C{K}",
    "if(#{A} > 0, 'up', 'down') == 'up'", "if(#{A} > 0, 'up', 'down') < 'm'", "(#{A} > 0) < (#{B} > 0)",
    "isNotNull(!(#{A} > 0))", "!(#{A} > 0) == (#{B} > 0)", "#{A} == null", "isNull(#{A} * #{B})",
    "if(#{A} > #{B} || #{B} > #{C}, if(#{A} >= 0, 1, -1), 0)", "if(1 / #{A} > 0, 1, 2)", "1 / (#{A} * #{B})",
    "#{A} % (#{B} * #{C})", "(#{A} * #{B}) % #{C}", "#{A} - (#{B} - #{C})", "#{A} - #{B} + #{C} - 0.1", "0.1 + 0.2",
    "#{A} * 0.30000000000000004", "123456.7 * 1e10", "#{A} + C{NONE}", "greatest(#{A} * #{B}, #{C} / #{A}, -1e308)",
    "least(round(#{A}), #{B} % 2)", "round(#{A} * #{B}, 9)", "round(#{A}, 15)", "round(-#{A} / #{B}, 1)",
    "removeZeros(#{A} - #{B})", "contains(if(#{A} > 0, 'a,b', 'it\\'s \\\\ %_'), 's \\\\ %')",
    "containsItems(if(#{A} > 0, 'a,b', 'ạ,c'), 'ạ')", "containsItems('a,b', 'a,b')", "'B' < 'a' && 'ạ' > 'z'",
    "(#{A} / #{B}) ^ 0.5", "log(#{A} / #{B}, 10)", "#{A} ^ -#{B}",
    "firstNonNull(#{A} / #{B}, log(#{C}), C{NONE}, 0)", "#{A} / #{B} / #{C}", "(#{A} + #{B}) * (#{A} - #{B})",
)  # fmt: skip

NUMBERS: tuple[float | None, ...] = (
    None, 0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 2.675, 1e-300, 5e-324, 1e308, -1e308, 3.0, 7.25, 123456789.125, 1e17,
)  # fmt: skip

ROWS: tuple[dict[str, float | None], ...] = tuple(
    {"A": a, "B": NUMBERS[(place * 5 + 3) % len(NUMBERS)], "C": NUMBERS[(place * 7 + other) % len(NUMBERS)]}
    for other in range(4)
    for place, a in enumerate(NUMBERS)
)

Row = Mapping[str, float | None]


def query(formulas: Sequence[Formula], dialect: str) -> str:
    """One query over the table `given` with a column for each formula, in the order of the rows."""
    names = sorted({operand.code for formula in formulas for operand in formula.operands})
    table = ibis.table({"n": "int64", **dict.fromkeys(names, "float64")}, name="given")
    operands = {Operand(name): table[name] for name in names}
    made = {f"f{place}": column(formula, operands, CONSTANTS) for place, formula in enumerate(formulas)}
    return compile_sql(table.select("n", **made).order_by("n"), dialect)


def given(rows: Sequence[Row]) -> pa.Table:
    """The rows as the table that the query reads."""
    columns = {name: pa.array([row.get(name) for row in rows], pa.float64()) for name in "ABC"}
    return pa.table({"n": pa.array(range(len(rows)), pa.int64()), **columns})


def alone(formulas: Sequence[Formula], rows: Sequence[Row]) -> list[list[Value]]:
    """The values of all formulas for each row, one at a time."""
    return [
        [evaluate(one, {Operand(code): value for code, value in row.items()}, CONSTANTS) for one in formulas]
        for row in rows
    ]


Engine = Callable[[Sequence[Formula], Sequence[Row]], Sequence[Sequence[Value]]]


def differences(formulas: Sequence[Formula], rows: Sequence[Row], by_columns: Engine) -> list[str]:
    """Where columns disagree with single values; powers and logarithms may by one in the 15th digit."""
    return [
        f"{formula.text} of {row}: {left!r} by column, {right!r} alone"
        for row, lefts, rights in zip(rows, by_columns(formulas, rows), alone(formulas, rows), strict=True)
        for formula, left, right in zip(formulas, lefts, rights, strict=True)
        if not _agree(left, right, loose=any(name in formula.text for name in ("log", "^")))
    ]


def _agree(left: Value, right: Value, *, loose: bool) -> bool:
    if loose and isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-14, abs_tol=5e-324)
    return type(left) is type(right) and left == right


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
