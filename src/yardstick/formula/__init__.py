"""Formulas: DHIS2 indicator expressions, parsed, checked, and computed for one set of values or for whole columns."""

from collections.abc import Mapping, Sequence

from yardstick.formula import columns, scalar
from yardstick.formula.aggregates import Aggregate, aggregate, aggregates_of, inline
from yardstick.formula.kinds import known_functions
from yardstick.formula.parsing import parse, references, without_aggregates
from yardstick.formula.tree import INDICATOR, OPERAND, Formula, Kind, Node, Operand, fault

__all__ = [
    "Aggregate", "Formula", "Given", "Kind", "Operand", "aggregate", "aggregates_of", "column", "evaluate", "inline",
    "known_functions", "parse",
]  # fmt: skip

Given = float | Sequence[float | None] | None
"""What an operand may be given: a number, `None` for none, or a list of values, one a period, the oldest first."""


def evaluate(
    formula: Formula, values: Mapping[Operand, Given], constants: Mapping[str, float] | None = None
) -> scalar.Value:
    """The value of a formula for one set of values; what is not in `values` is missing, as is what no double holds.

    Inside a function over periods an operand stands for a list of values, one a period, the oldest first; elsewhere a
    list is refused (`BadFormula`), as is a reference to an indicator, which must be put in place first (`inline`).
    `constants` are numbers by the code in `C{code}`; one that is not given is missing too. What comes back is a finite
    double, a condition, or `None` for no value.
    """
    known = {code: value for code, given in (constants or {}).items() if (value := _double(given)) is not None}
    for item in references(formula.tree, INDICATOR):
        raise fault(f"N{{{item.operand.code}}}: an indicator's own formula is not known here", item.column or 1)
    single = {operand: _single(formula, operand, values.get(operand)) for operand in formula.operands}
    made: dict[Node, float | None] = {}
    for one in aggregates_of(formula):
        made[one.call] = aggregate(one.function, _by_period(one.inner, values, known), one.argument)
    found = scalar.compute(formula.tree, single, known, made)
    return found + 0.0 if isinstance(found, float) else found  # there is one zero, without a sign


def _double(value: float | None) -> float | None:
    try:
        return None if value is None else scalar.finite(float(value))
    except OverflowError:
        return None


def _single(formula: Formula, operand: Operand, value: Given) -> float | None:
    if isinstance(value, Sequence):
        column = next(
            one.column for one in references(without_aggregates(formula.tree), OPERAND) if one.operand == operand
        )
        raise fault(f"{operand} has a list of values: it needs a function over periods such as sum(…)", column or 1)
    return _double(value)


def _by_period(inner: Formula, values: Mapping[Operand, Given], constants: Mapping[str, float]) -> list[float | None]:
    """The inner expression for each period; a value that is no list is that of the only period or of all."""
    lists = {operand: values.get(operand) for operand in inner.operands}
    length = max((len(value) for value in lists.values() if isinstance(value, Sequence)), default=1)
    found: list[float | None] = []
    for place in range(length):
        row = {operand: _at(value, place) for operand, value in lists.items()}
        value = scalar.compute(inner.tree, row, constants, {})
        assert value is None or isinstance(value, float)
        found.append(value)
    return found


def _at(value: Given, place: int) -> float | None:
    if isinstance(value, Sequence):
        return _double(value[place]) if place < len(value) else None
    return _double(value)


def column(
    formula: Formula,
    operands: Mapping[Operand, columns.Column],
    constants: Mapping[str, float] | None = None,
    aggregates: Mapping[Node, columns.Column] | None = None,
) -> columns.Column:
    """The formula as an Ibis expression over columns of doubles (null is missing), the same on every engine.

    `operands` and `aggregates` are columns of doubles: one for each operand, one for each call of a function over
    periods (`aggregates_of`). `constants` are numbers by the code in `C{code}`; one that is not given is missing.
    """
    return columns.compute(formula.tree, operands, constants or {}, aggregates or {})
