"""The same meaning over columns: Ibis expressions that give, on any engine, what `scalar` gives for a row."""

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis
from ibis.expr import operations

from yardstick.formula.bounds import handed_on
from yardstick.formula.kinds import AGGREGATES
from yardstick.formula.scalar import MOST_NEAR, NEAR_HALF
from yardstick.formula.tree import CONSTANT, OPERAND, Call, Item, Kind, Literal, Node, Operand

MOST = sys.float_info.max
TYPES = {Kind.NUMBER: "float64", Kind.BOOLEAN: "boolean", Kind.TEXT: "string", Kind.ANY: "float64"}

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Column = Any


def number(value: float) -> Column:
    """A double as a literal: from a text, since engines take 0.1 in a query for a decimal and compute with that."""
    return ibis.literal(repr(float(value)), type="string").cast("float64")


def nothing(kind: str = "float64") -> Column:
    """No value, as a column."""
    return ibis.null(kind)


def finite(column: Column) -> Column:
    """The column without what is infinite or no number: engines agree that these lie outside any bounds."""
    return ibis.ifelse(column.between(number(-MOST), number(MOST)), column, nothing())


def rounded(column: Column, places: int = 0) -> Column:
    """The function `round` of formulas: half away from zero, as the number is written."""
    scale = number(10.0 ** abs(places))
    scaled = column * scale if places >= 0 else column / scale
    fraction = scaled % number(1.0)  # a floor would be a 64-bit integer on the way
    near = ibis.least(scaled.abs() * number(NEAR_HALF), number(MOST_NEAR))
    away = ibis.ifelse(scaled < number(0.0), number(-1.0), number(1.0))
    step = ibis.ifelse(fraction.abs() + near >= number(0.5), away, number(0.0))
    whole = scaled - fraction + step
    return ibis.ifelse(scaled.abs() < number(2.0**52), whole / scale if places >= 0 else whole * scale, column)


def _log(column: Column, base: Column | None = None) -> Column:
    above = _positive(column).ln()
    return above if base is None else above / _positive(base).ln().nullif(number(0.0))


def _positive(column: Column) -> Column:
    return ibis.ifelse(column > number(0.0), column, nothing())


def _not(condition: Column) -> Column:
    # As a comparison: in a query `NOT a IS NULL` and `NOT a < b` would be taken for the opposite of the whole.
    return operations.Equals(condition, ibis.literal(value=False)).to_expr()


def _if(condition: Column, then: Column, other: Column) -> Column:
    return ibis.cases((condition, then), (_not(condition), other))


def _contains_items(text: Column, *items: Column) -> Column:
    comma = ibis.literal(",")
    found = ((comma + text + comma).contains(comma + item + comma) & _not(item.contains(comma)) for item in items)
    return reduce(lambda a, b: a & b, found)


# What these give may be infinite or no number; see `bounds.HANDED_ON`.
UNBOUNDED: dict[str, Callable[..., Column]] = {
    "+": lambda *terms: reduce(lambda a, b: a + b, terms),
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b.nullif(number(0.0)),
    "%": lambda a, b: a % b.nullif(number(0.0)),
    "^": lambda a, b: a**b,
    "negate": lambda a: -a,
}
MEANING: dict[str, Callable[..., Column]] = {
    "not": _not,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    # Ibis itself would ask `IS NULL` where one side is null as written.
    "==": lambda a, b: operations.Equals(a, b).to_expr(),
    "!=": lambda a, b: operations.NotEquals(a, b).to_expr(),
    "&&": lambda a, b: a & b,
    "||": lambda a, b: a | b,
    "if": _if,
    "isNull": lambda a: a.isnull(),
    "isNotNull": lambda a: a.notnull(),
    "firstNonNull": ibis.coalesce,
    "greatest": lambda *values: _extreme(ibis.greatest, values, -math.inf),
    "least": lambda *values: _extreme(ibis.least, values, math.inf),
    "log": _log,
    "log10": lambda a: _positive(a).log10(),
    "removeZeros": lambda a: a.nullif(number(0.0)),
    "contains": lambda text, *parts: reduce(lambda a, b: a & b, (text.contains(part) for part in parts)),
    "containsItems": _contains_items,
}


def _extreme(choose: Callable[..., Column], values: tuple[Column, ...], beyond: float) -> Column:
    """Engines disagree on a missing value among others; here it loses against any value, on all of them."""
    return choose(*(value.fill_null(number(beyond)) for value in values)).nullif(number(beyond))


@dataclass(frozen=True, slots=True)
class Columns:
    """What references stand for: columns of doubles by operand and by whole call of an aggregate; constants by code."""

    operands: Mapping[Operand, Column]
    constants: Mapping[str, float]
    aggregates: Mapping[Node, Column]

    def of(self, node: Node) -> Column:
        """The column of an expression, null where it has no value."""
        column = self._raw(node)
        return finite(column) if isinstance(node, Call) and node.name in UNBOUNDED else column

    def _raw(self, node: Node) -> Column:
        """The column as the engine computes it: what is infinite or no number is still to be made null."""
        if isinstance(node, Literal):
            return _literal(node)
        if isinstance(node, Item):
            return self._item(node)
        if node.name in AGGREGATES:
            return self.aggregates[node]
        if node.name in UNBOUNDED:
            return UNBOUNDED[node.name](
                *(
                    self._raw(one) if handed_on(node, place) else self.of(one)
                    for place, one in enumerate(node.arguments)
                )
            )
        if node.name == "round":
            return rounded(self.of(node.arguments[0]), _places(node))
        return MEANING[node.name](*(self.of(one) for one in node.arguments))

    def _item(self, item: Item) -> Column:
        if item.refers == OPERAND:
            return self.operands[item.operand]
        assert item.refers == CONSTANT, "indicators are put in place of their references before anything is computed"
        value = self.constants.get(item.operand.code)
        return nothing() if value is None or not math.isfinite(value) else number(value)


def compute(
    node: Node,
    operands: Mapping[Operand, Column],
    constants: Mapping[str, float],
    aggregates: Mapping[Node, Column],
) -> Column:
    """The column of an expression; operands and aggregates (whole calls) are columns of doubles, null where missing."""
    return Columns(operands, constants, aggregates).of(node)


def _literal(node: Literal) -> Column:
    if node.value is None:
        return nothing(TYPES[node.kind])
    return number(node.value) if isinstance(node.value, float) else ibis.literal(node.value, type=TYPES[node.kind])


def _places(call: Call) -> int:
    """The second argument of `round`, which the parser lets be nothing but a whole number as written."""
    if len(call.arguments) == 1:
        return 0
    places = call.arguments[1]
    if isinstance(places, Call):
        assert isinstance(places.arguments[0], Literal)
        return -int(places.arguments[0].value or 0)
    assert isinstance(places, Literal)
    return int(places.value or 0)
