"""The same meaning over columns: Ibis expressions that give, on any engine, what `scalar` gives for a row."""

import math
import sys
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import ibis

from yardstick.formula.scalar import NEAR_HALF
from yardstick.formula.tree import CONSTANT, OPERAND, Call, Item, Kind, Literal, Node, Operand

MOST = sys.float_info.max
TYPES = {Kind.NUMBER: "float64", Kind.BOOLEAN: "boolean", Kind.TEXT: "string", Kind.ANY: "float64"}

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Column = Any


def number(value: float) -> Column:
    """A double as a literal."""
    return ibis.literal(value, type="float64")


def nothing(kind: str = "float64") -> Column:
    """No value, as a column."""
    return ibis.null(kind)


def finite(column: Column) -> Column:
    """The column without what is infinite or no number: engines agree that these lie outside any bounds."""
    return ibis.ifelse(column.between(number(-MOST), number(MOST)), column, nothing())


def _rounded(column: Column, places: Column | None = None, exact: int = 0) -> Column:
    scale = number(10.0 ** abs(exact))
    size = column.abs()
    scaled = size * scale if exact >= 0 else size / scale
    whole = scaled - scaled % number(1.0)  # a floor would be a 64-bit integer on the way
    up = (scaled - whole) + scaled * number(NEAR_HALF) >= number(0.5)
    whole = whole + ibis.ifelse(up, number(1.0), number(0.0))
    result = whole / scale if exact >= 0 else whole * scale
    signed = ibis.ifelse(column < number(0.0), -result, result)
    return ibis.ifelse(scaled < number(2.0**52), signed, column)


def _log(column: Column, base: Column | None = None) -> Column:
    above = _positive(column).ln()
    if base is None:
        return above
    return finite(above / _positive(base).ln().nullif(number(0.0)))


def _positive(column: Column) -> Column:
    return ibis.ifelse(column > number(0.0), column, nothing())


def _power(base: Column, exponent: Column) -> Column:
    # A negative base has a power only where the exponent is whole; nothing to a negative power is infinite.
    defined = (base >= number(0.0)) | (exponent % number(1.0) == number(0.0))
    defined &= (base != number(0.0)) | (exponent >= number(0.0))
    return finite(ibis.ifelse(defined, base, nothing()) ** exponent)


def _if(condition: Column, then: Column, other: Column) -> Column:
    return ibis.cases((condition, then), (~condition, other))


def _contains_items(text: Column, *items: Column) -> Column:
    comma = ibis.literal(",")
    return reduce(lambda a, b: a & b, ((comma + text + comma).contains(comma + item + comma) for item in items))


MEANING: dict[str, Callable[..., Column]] = {
    "+": lambda a, b: finite(a + b),
    "-": lambda a, b: finite(a - b),
    "*": lambda a, b: finite(a * b),
    "/": lambda a, b: finite(a / b.nullif(number(0.0))),
    "%": lambda a, b: a % b.nullif(number(0.0)),
    "^": _power,
    "negate": lambda a: -a,
    "not": lambda a: ~a,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "&&": lambda a, b: a & b,
    "||": lambda a, b: a | b,
    "if": _if,
    "isNull": lambda a: a.isnull(),
    "isNotNull": lambda a: a.notnull(),
    "firstNonNull": ibis.coalesce,
    "greatest": lambda *values: _extreme(values, lambda a, b: a >= b),
    "least": lambda *values: _extreme(values, lambda a, b: a <= b),
    "log": _log,
    "log10": lambda a: _positive(a).log10(),
    "removeZeros": lambda a: a.nullif(number(0.0)),
    "contains": lambda text, *parts: reduce(lambda a, b: a & b, (text.contains(part) for part in parts)),
    "containsItems": _contains_items,
}


def _extreme(values: tuple[Column, ...], wins: Callable[[Column, Column], Column]) -> Column:
    """Engines disagree on a missing value among others; here it is passed over, on all of them."""
    return reduce(lambda a, b: ibis.cases((a.isnull(), b), (b.isnull(), a), (wins(a, b), a), else_=b), values)


def compute(
    node: Node,
    operands: Mapping[Operand, Column],
    constants: Mapping[str, float],
    aggregates: Mapping[Node, Column],
) -> Column:
    """The column of an expression; operands and aggregates (whole calls) are columns of doubles, null where missing."""
    if isinstance(node, Literal):
        return nothing(TYPES[node.kind]) if node.value is None else ibis.literal(node.value, type=TYPES[node.kind])
    if isinstance(node, Item):
        return _item(node, operands, constants)
    if node in aggregates:
        return aggregates[node]
    if node.name == "round" and len(node.arguments) == 2:
        return finite(_rounded(compute(node.arguments[0], operands, constants, aggregates), exact=_places(node)))
    given = [compute(argument, operands, constants, aggregates) for argument in node.arguments]
    return finite(_rounded(*given)) if node.name == "round" else MEANING[node.name](*given)


def _places(call: Call) -> int:
    """The second argument of `round`, which the parser lets be nothing but a whole number as written."""
    places = call.arguments[1]
    if isinstance(places, Call):
        assert isinstance(places.arguments[0], Literal)
        return -int(places.arguments[0].value or 0)
    assert isinstance(places, Literal)
    return int(places.value or 0)


def _item(item: Item, operands: Mapping[Operand, Column], constants: Mapping[str, float]) -> Column:
    if item.refers == OPERAND:
        return operands[item.operand]
    assert item.refers == CONSTANT, "indicators are put in place of their references before anything is computed"
    value = constants.get(item.operand.code)
    return nothing() if value is None or not math.isfinite(value) else number(value)
