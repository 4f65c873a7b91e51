"""Functions over the values of several periods: what they give, and how a formula that has them is taken apart."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yardstick.errors import BadFormula
from yardstick.formula.kinds import AGGREGATES
from yardstick.formula.parsing import formula_of
from yardstick.formula.scalar import finite
from yardstick.formula.tree import INDICATOR, Call, Formula, Literal, Node, Operand, substitute, walk


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One such call: `inner` is computed for each period, `function` (with `argument`) makes one value of them."""

    call: Call
    function: str
    inner: Formula
    argument: float | None = None


def aggregates_of(formula: Formula) -> tuple[Aggregate, ...]:
    """The aggregates of a formula, each once."""
    found = {}
    for node in walk(formula.tree):
        if isinstance(node, Call) and node.name in AGGREGATES:
            found[node] = _aggregate(node)
    return tuple(found.values())


def _aggregate(call: Call) -> Aggregate:
    inner: Node = call.arguments[-1]
    argument = None
    if len(call.arguments) == 2:
        assert isinstance(call.arguments[0], Literal)
        argument = float(call.arguments[0].value or 0)
    return Aggregate(call, call.name, formula_of("", inner), argument)


def aggregate(function: str, values: Sequence[float | None], argument: float | None = None) -> float | None:
    """One value from those of several periods, the missing ones passed over.

    `None` where there are too few: none at all, or fewer than two for a deviation within a sample. `count` gives 0.
    Sums are exact before they are rounded once; `argument` is the fraction of `percentileCont`.
    """
    known = [value for value in values if value is not None]
    if function == "count":
        return float(len(known))
    if not known:
        return None
    if function == "percentileCont":
        assert argument is not None
        return _percentile(known, argument)
    try:
        found = RULES[function](known)
    except OverflowError:
        return None
    return None if found is None else finite(found)


def _percentile(values: Sequence[float], fraction: float) -> float | None:
    """Between the two values around the place, as SQL's `percentile_cont` does."""
    ordered = sorted(values)
    place = fraction * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return finite(ordered[low] + (ordered[high] - ordered[low]) * (place - low))


def _variance(values: Sequence[float], *, sample: bool) -> float | None:
    if sample and len(values) < 2:
        return None
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) * (value - mean) for value in values) / (len(values) - (1 if sample else 0))


def _root(value: float | None) -> float | None:
    return None if value is None else math.sqrt(value)


RULES: dict[str, Callable[[Sequence[float]], float | None]] = {
    "sum": math.fsum,
    "avg": lambda values: math.fsum(values) / len(values),
    "min": min,
    "max": max,
    "median": lambda values: _percentile(values, 0.5),
    "variance": lambda values: _variance(values, sample=True),
    "stddev": lambda values: _root(_variance(values, sample=True)),
    "stddevSamp": lambda values: _root(_variance(values, sample=True)),
    "stddevPop": lambda values: _root(_variance(values, sample=False)),
}


def inline(formula: Formula, formulas: Mapping[str, Formula], path: tuple[str, ...] = ()) -> Formula:
    """The formula with the indicators it refers to put in its place; `BadFormula` for an unknown one or a circle."""
    replaced: dict[tuple[str, Operand], Node] = {}
    for code in formula.indicators:
        if code in path:
            raise BadFormula(
                f"indicators go round in a circle: {' → '.join([*path[path.index(code) :], code])}", column=1
            )
        if code not in formulas:
            raise BadFormula(f"N{{{code}}}: there is no indicator {code!r}", column=1)
        replaced[INDICATOR, Operand(code)] = inline(formulas[code], formulas, (*path, code)).tree
    return formula_of(formula.text, substitute(formula.tree, replaced)) if replaced else formula
