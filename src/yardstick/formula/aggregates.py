"""Functions over the values of several periods: what they give, and how a formula that has them is taken apart."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yardstick.errors import BadFormula
from yardstick.formula.bounds import MOST_DEPTH, MOST_WRITTEN, check, nodes
from yardstick.formula.kinds import AGGREGATES
from yardstick.formula.parsing import formula_of
from yardstick.formula.tree import INDICATOR, Call, Formula, Item, Literal, Node, Operand, substitute, walk


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
    Everything is exact before it is rounded once; `argument` is the fraction of `percentileCont`.
    """
    known = [value for value in values if value is not None and math.isfinite(value)]
    if function == "count":
        return float(len(known))
    if not known:
        return None
    exact = [Fraction(value) for value in known]
    try:
        if function == "percentileCont":
            assert argument is not None
            return float(_percentile(exact, Fraction(argument)))
        return RULES[function](exact)
    except OverflowError:
        return None


def _percentile(values: Sequence[Fraction], fraction: Fraction) -> Fraction:
    """Between the two values around the place, as SQL's `percentile_cont` does."""
    ordered = sorted(values)
    place = fraction * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _variance(values: Sequence[Fraction], less: int) -> float | None:
    if len(values) <= less:
        return None
    mean = sum(values, Fraction()) / len(values)
    return float(sum(((value - mean) ** 2 for value in values), Fraction()) / (len(values) - less))


def _deviation(values: Sequence[Fraction], less: int) -> float | None:
    variance = _variance(values, less)
    return None if variance is None else math.sqrt(variance)


RULES: dict[str, Callable[[Sequence[Fraction]], float | None]] = {
    "sum": lambda values: float(sum(values, Fraction())),
    "avg": lambda values: float(sum(values, Fraction()) / len(values)),
    "min": lambda values: float(min(values)),
    "max": lambda values: float(max(values)),
    "median": lambda values: float(_percentile(values, Fraction(1, 2))),
    "variance": lambda values: _variance(values, 1),
    "stddev": lambda values: _deviation(values, 1),
    "stddevSamp": lambda values: _deviation(values, 1),
    "stddevPop": lambda values: _deviation(values, 0),
}


def inline(formula: Formula, formulas: Mapping[str, Formula], path: tuple[str, ...] = ()) -> Formula:
    """The formula with the indicators it refers to put in its place.

    `BadFormula` for an unknown indicator, a circle, and what becomes too large (see `bounds`).
    """
    if not formula.indicators:
        return formula
    replaced: dict[tuple[str, Operand], Node] = {}
    for code in formula.indicators:
        if code in path:
            raise BadFormula(
                f"indicators go round in a circle: {' → '.join([*path[path.index(code) :], code])}", column=1
            )
        if code not in formulas:
            raise BadFormula(f"N{{{code}}}: there is no indicator {code!r}", column=1)
        if len(path) >= MOST_DEPTH:
            raise BadFormula(f"N{{{code}}}: more than {MOST_DEPTH} indicators refer to one another", column=1)
        replaced[INDICATOR, Operand(code)] = inline(formulas[code], formulas, (*path, code)).tree
    return formula_of(formula.text, _put_in_place(formula.tree, replaced))


def _put_in_place(tree: Node, replaced: Mapping[tuple[str, Operand], Node]) -> Node:
    sizes = {reference: nodes(one) for reference, one in replaced.items()}
    parts = [sizes.get((node.refers, node.operand), 1) if isinstance(node, Item) else 1 for node in walk(tree)]
    if sum(parts) > MOST_WRITTEN:
        raise BadFormula("with its indicators in place the expression is too large", column=1)
    made = substitute(tree, replaced)
    check(made)
    return made
