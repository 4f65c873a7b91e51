"""Validation rules: what must hold between reported values of one unit in one period.

Operators and the treatment of missing values have the meaning of DHIS2's validation rules (documentation of DHIS2,
"Validation rules"): a side is skipped by its strategy, and a missing value in a side that is not skipped counts as 0.
A rule is tried on each unit and period of its frequency for which anything at all was reported.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import ibis
import numpy as np
import numpy.typing as npt

from yardstick.formula import Formula, Operand, column
from yardstick.formula.parsing import formula_of
from yardstick.formula.tree import OPERAND, Call, Item, Kind, Literal, Node
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.operands import Operands
from yardstick.quality.reported import Reported
from yardstick.quality.settings import Importance, Missing, Operator, Rule, Side

SAME = 1e-12  # twelve significant digits, as ranks are compared by
RULES_AT_ONCE = 20
ASK_FOR_MISSING = ("isNull", "isNotNull", "firstNonNull")
PAIRS = (Operator.COMPULSORY_PAIR, Operator.EXCLUSIVE_PAIR)

# Of the difference of the sides, what is allowed, and what is no difference.
HOLDS: Mapping[Operator, Callable[[Matrix, Matrix, Matrix], Flags]] = {
    Operator.EQUAL: lambda difference, allowed, same: np.abs(difference) <= allowed + same,
    Operator.NOT_EQUAL: lambda difference, allowed, same: np.abs(difference) > allowed + same,
    Operator.LESS: lambda difference, allowed, same: difference < allowed - same,
    Operator.LESS_OR_EQUAL: lambda difference, allowed, same: difference <= allowed + same,
    Operator.GREATER: lambda difference, allowed, same: -difference < allowed - same,
    Operator.GREATER_OR_EQUAL: lambda difference, allowed, same: -difference <= allowed + same,
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that does not hold for one unit and period: the values of its `left` and `right` side, not rounded.

    A side is `None` where it has no value, which only a pair can complain about.
    """

    rule: str
    importance: Importance
    unit: str
    period: str
    left: float | None
    right: float | None


@dataclass(frozen=True)
class Outcome:
    """What became of one rule: for how many units and periods it was compared, and where it does not hold.

    `checked` counts each unit in each judged period in which both sides have a value, for a pair one of them; 0 where
    there was nothing to compare. `units` (places in the frame), `periods` (places in `Reported.periods`), `left` and
    `right` (`NaN` for no value) are arrays of one length, what is broken, sorted by period and unit.
    """

    rule: Rule
    checked: int
    units: npt.NDArray[np.int64]
    periods: npt.NDArray[np.int64]
    left: Matrix
    right: Matrix

    @property
    def broken(self) -> int:
        """How many violations there are."""
        return len(self.units)


def holds(rule: Rule, left: float | None, right: float | None) -> bool | None:
    """Whether a rule holds for the values of its sides, `left` and `right`, its tolerances allowed.

    `None` where it is not compared, since a side has no value. For a pair a side is any number where its values are
    there and `None` where they are not; it is not compared where both are `None`. Sides that agree in twelve digits are
    equal. The rule's units, levels and frequency are not looked at.
    """
    sides = [np.array([np.nan if side is None else side]) for side in (left, right)]
    compared, broken = _judged(rule, *sides)
    return not broken[0] if compared[0] else None


def try_rules(
    reported: Reported, frame: Frame, rules: Sequence[Rule], constants: Mapping[str, float], operands: Operands
) -> list[Outcome]:
    """Try every rule on the periods that the operands are of, in the order of the rules."""
    found: dict[int, Outcome] = {}
    for level in dict.fromkeys(rule.level for rule in rules):
        places = [place for place, rule in enumerate(rules) if rule.level == level]
        for start in range(0, len(places), RULES_AT_ONCE):
            some = places[start : start + RULES_AT_ONCE]
            chosen = [rules[place] for place in some]
            with operands.of(chosen, level) as (wide, columns):
                values = reported.database.rows(_sides(wide, columns, chosen, constants))
            rows = {name: values[name].to_numpy() for name in values.column_names}
            order = np.lexsort((rows["unit"], rows["period"]))
            rows = {name: _plain(cells[order]) for name, cells in rows.items()}
            for place, rule in enumerate(chosen):
                found[some[place]] = _outcome(rule, place, rows, reported, frame)
    return [found[place] for place in range(len(rules))]


def violations(outcome: Outcome, reported: Reported, frame: Frame, limit: int) -> Iterator[Violation]:
    """The first violations of a rule, by period and unit."""
    for place in range(min(limit, outcome.broken)):
        yield Violation(
            outcome.rule.code,
            outcome.rule.importance,
            frame.units[outcome.units[place]],
            reported.periods[outcome.periods[place]].code,
            *(None if np.isnan(side[place]) else float(side[place]) for side in (outcome.left, outcome.right)),
        )


def _plain(cells: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return cells.astype(np.float64) if cells.dtype == object else cells


def _sides(wide: Any, operands: Mapping[Operand, Any], rules: Sequence[Rule], constants: Mapping[str, float]) -> Any:
    columns = {}
    for place, rule in enumerate(rules):
        for name, side in (("left", rule.left), ("right", rule.right)):
            made = _presence if rule.operator in PAIRS else _value
            columns[f"{name}_{place}"] = made(side, operands, constants)
    return wide.select("unit", "period", **columns)


def _value(side: Side, operands: Mapping[Operand, Any], constants: Mapping[str, float]) -> Any:
    formula = side.formula if side.missing is Missing.SKIP_IF_ANY else with_zeros(side.formula)
    value = column(formula, operands, constants).cast("float64")
    used = [operands[one] for one in side.formula.operands]
    if side.missing is Missing.NEVER_SKIP or not used:
        return value
    there = [one.notnull() for one in used]
    enough = reduce(
        (lambda a, b: a & b) if side.missing is Missing.SKIP_IF_ANY else (lambda a, b: a | b), there
    )  # fmt: skip
    return ibis.ifelse(enough, value, ibis.null("float64"))


def _presence(side: Side, operands: Mapping[Operand, Any], constants: Mapping[str, float]) -> Any:
    """For a pair: the value where the side is there. A value that never misses would make a pair say nothing."""
    strategy = Missing.SKIP_IF_ALL if side.missing is Missing.NEVER_SKIP else side.missing
    return _value(replace(side, missing=strategy), operands, constants)


def with_zeros(formula: Formula) -> Formula:
    """The formula with 0 for each missing operand, but not where it asks itself whether a value is missing."""
    return formula_of(formula.text, _zeroed(formula.tree))


def _zeroed(node: Node) -> Node:
    if isinstance(node, Item) and node.refers == OPERAND:
        return Call("firstNonNull", (node, Literal(0.0, Kind.NUMBER)), Kind.NUMBER, node.column)
    if isinstance(node, Call) and node.name not in ASK_FOR_MISSING:
        return Call(node.name, tuple(_zeroed(one) for one in node.arguments), node.kind, node.column)
    return node


def _outcome(rule: Rule, place: int, rows: Mapping[str, npt.NDArray[Any]], reported: Reported, frame: Frame) -> Outcome:
    units = rows["unit"].astype(np.int64)
    periods = rows["period"].astype(np.int64)
    left, right = rows[f"left_{place}"], rows[f"right_{place}"]
    compared, broken = _judged(rule, left, right)
    here = _applies(rule, units, periods, reported, frame)
    at = here & compared & broken
    return Outcome(
        rule, int(np.count_nonzero(here & compared)), units[at], periods[at], left[at], right[at]
    )  # fmt: skip


def _applies(
    rule: Rule, units: npt.NDArray[np.int64], periods: npt.NDArray[np.int64], reported: Reported, frame: Frame
) -> Flags:
    """Which rows are of the rule's frequency, and of its levels or units where those are named."""
    of_period = [rule.frequency is None or period.frequency is rule.frequency for period in reported.periods]
    here: Flags = np.array(of_period, np.bool_)[periods]
    if not rule.levels and not rule.units:
        return here
    named = np.zeros(len(frame.units), np.bool_)
    named[[frame.number[unit] for unit in rule.units if unit in frame.number]] = True
    chosen: Flags = named[units]
    wanted = [frame.level_code(level) for level in rule.levels]
    for frequency, places in frame.places.items():
        of_one = np.array([period.frequency is frequency for period in reported.periods])[periods]
        levels = places.level[units[of_one], frame.columns[periods[of_one]]]
        chosen[of_one] |= np.isin(levels, wanted)
    return here & chosen


def _judged(rule: Rule, left: Matrix, right: Matrix) -> tuple[Flags, Flags]:
    """Where a rule is compared, and where it does not hold; `NaN` is a side without a value."""
    there, here = ~np.isnan(left), ~np.isnan(right)
    if rule.operator is Operator.COMPULSORY_PAIR:
        return there | here, there != here
    if rule.operator is Operator.EXCLUSIVE_PAIR:
        return there | here, there & here
    return there & here, there & here & ~_compared(rule, left, right)


def _compared(rule: Rule, left: Matrix, right: Matrix) -> Flags:
    """Whether the order holds, a tolerance allowed; sides that agree in twelve digits are equal, so neither is less."""
    size = np.abs(right)
    allowed = np.fmax(rule.tolerance, rule.tolerance_percent / 100 * size)
    with np.errstate(over="ignore"):
        return HOLDS[rule.operator](left - right, allowed, SAME * np.fmax(np.abs(left), size))
