"""What each operator and function means for one set of values: the reference that every engine is held against.

`None` is "no value". Arithmetic is IEEE double; a result that no double holds (overflow, a root of a negative number,
a logarithm of nothing) is no value either.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

from yardstick.formula.kinds import AGGREGATES
from yardstick.formula.tree import CONSTANT, OPERAND, Item, Literal, Node, Operand

Value: TypeAlias = float | bool | str | None
# Two units in the last place: 2.675 is stored a little below, and is rounded as it is written.
NEAR_HALF = 2.0**-51
MOST_NEAR = 2.0**-10  # but in numbers so large that they have few digits after the mark, no more than this


def finite(number: float) -> float | None:
    """The number, or `None` for what is infinite or no number."""
    return number if math.isfinite(number) else None


def rounded(number: float, places: int) -> float:
    """Round half away from zero, to `places` digits after the mark (before it where negative).

    What lies within two units in the last place of a half counts as the half, so that decimals are rounded as written.
    """
    scale = 10.0 ** abs(places)
    scaled = number * scale if places >= 0 else number / scale
    if not abs(scaled) < 2.0**52:  # no digits after the mark are left to round
        return number
    fraction = math.fmod(scaled, 1.0)
    near = min(abs(scaled) * NEAR_HALF, MOST_NEAR)
    step = math.copysign(1.0, scaled) if abs(fraction) + near >= 0.5 else 0.0
    whole = scaled - fraction + step
    return whole / scale if places >= 0 else whole * scale


def _power(base: float, exponent: float) -> float | None:
    try:
        return finite(math.pow(base, exponent))
    except (OverflowError, ValueError):
        return None


def _log(number: float, base: float = math.e) -> float | None:
    if number <= 0 or base <= 0 or base == 1:
        return None
    return math.log(number) if base == math.e else finite(math.log(number) / math.log(base))


def _contains(text: str, *parts: str) -> bool:
    return all(part in text for part in parts)


def _contains_items(text: str, *items: str) -> bool:
    return set(items) <= set(text.split(","))


# For these an argument without a value gives no value.
STRICT: dict[str, Callable[..., Value]] = {
    "+": lambda *terms: finite(reduce(lambda a, b: a + b, terms)),
    "-": lambda a, b: finite(a - b),
    "*": lambda a, b: finite(a * b),
    "/": lambda a, b: None if b == 0 else finite(a / b),
    "%": lambda a, b: None if b == 0 else math.fmod(a, b),
    "^": _power,
    "negate": lambda a: -a,
    "not": lambda a: not a,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "log": _log,
    "log10": lambda a: math.log10(a) if a > 0 else None,
    "round": lambda a, n=0.0: rounded(a, int(n)),
    "removeZeros": lambda a: None if a == 0 else a,
    "contains": _contains,
    "containsItems": _contains_items,
}


def _and(a: Value, b: Value) -> Value:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _or(a: Value, b: Value) -> Value:
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


def _known(values: Sequence[Value]) -> list[float]:
    return [float(value) for value in values if value is not None and not isinstance(value, str)]


# These have a word to say about arguments without a value.
LENIENT: dict[str, Callable[..., Value]] = {
    "&&": _and,
    "||": _or,
    "if": lambda condition, then, other: None if condition is None else then if condition else other,
    "isNull": lambda a: a is None,
    "isNotNull": lambda a: a is not None,
    "firstNonNull": lambda *values: next((value for value in values if value is not None), None),
    "greatest": lambda *values: max(_known(values), default=None),
    "least": lambda *values: min(_known(values), default=None),
}


def compute(
    node: Node,
    values: Mapping[Operand, float | None],
    constants: Mapping[str, float],
    aggregates: Mapping[Node, float | None],
) -> Value:
    """The value of an expression whose aggregates (whole calls) have been computed already."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Item):
        return _item(node, values, constants)
    if node.name in AGGREGATES:
        return aggregates[node]
    given = [compute(argument, values, constants, aggregates) for argument in node.arguments]
    if node.name in LENIENT:
        return LENIENT[node.name](*given)
    return None if any(value is None for value in given) else STRICT[node.name](*given)


def _item(item: Item, values: Mapping[Operand, float | None], constants: Mapping[str, float]) -> float | None:
    if item.refers == OPERAND:
        return values.get(item.operand)
    assert item.refers == CONSTANT, "indicators are put in place of their references before anything is computed"
    return constants.get(item.operand.code)
