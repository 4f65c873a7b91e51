"""What has to be computed, and how: operands, the slots of each formula, and families that share one query.

Everything here follows from the definitions and from what a store holds; no value is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yardstick.definitions import DataElement, Definitions, Rule
from yardstick.errors import BadDefinition, BadFormula
from yardstick.formula import Aggregate, Formula, Kind, Operand, aggregates_of, inline, parse
from yardstick.formula.tree import OPERAND, Call, Item, Node, replace_calls, substitute
from yardstick.loading.store import NO_OPTION, Store
from yardstick.periods import ORDER, Frequency, Period

SUM_DIGITS = 8  # a sum has as many digits more as there are values: up to 10^8
TIME_DIGITS = 4  # a period holds fewer than 10^4 shorter ones
DOUBLE_DIGITS = 15  # of a decimal that a double holds without loss
EXACT_DIGITS = 37  # of a product of decimals that every engine keeps whole


@dataclass(frozen=True, slots=True)
class Precision:
    """Digits before and after the mark of every value that is read, and whether a double holds any sum of them."""

    digits: int
    decimals: int
    short_sums: bool

    @property
    def width(self) -> int:
        """Digits of the type that values are read as: 18 where 64 bits hold each."""
        return 18 if self.digits + self.decimals <= 18 else 38

    @property
    def factor_digits(self) -> int:
        """Digits of a value summed over time."""
        return min(self.digits + TIME_DIGITS + self.decimals, 38)

    @property
    def exact_products(self) -> bool:
        """Whether every engine sums products of two such values exactly."""
        return 2 * self.factor_digits + SUM_DIGITS <= EXACT_DIGITS


@dataclass(frozen=True, slots=True)
class SlotRule:
    """How the values of a slot become one across units.

    `quotient`: a unit's own value is a double already (a mean over time), so sums are of doubles, in order of size.
    `weighted`: a weight stands beside each value; `weight_quotient` where that is a double already.
    """

    across: Rule
    quotient: bool = False
    weighted: bool = False
    weight_quotient: bool = False


@dataclass(frozen=True, slots=True)
class OperandPlan:
    """An operand at one frequency. `pairs` are the places of its element and options in the store.

    `direct`: every value is that of a whole target period already, so that nothing is to be done over time.
    """

    number: int
    operand: Operand
    element: DataElement
    pairs: tuple[tuple[int, int], ...]
    direct: bool
    weight: int | None = None

    @property
    def quotient(self) -> bool:
        """Whether a unit's value over time is a double."""
        return not self.direct and self.element.over_time is Rule.MEAN


@dataclass(frozen=True, slots=True)
class CallPlan:
    """A function over periods in a formula: `part` is the expression inside, which an inner plan computes."""

    part: int
    aggregate: Aggregate


@dataclass(frozen=True, slots=True)
class IndicatorPlan:
    """An indicator (or a part of one) with its formula, others put in place, and the operand of each slot."""

    number: int
    formula: Formula
    slots: tuple[int, ...]
    calls: tuple[CallPlan, ...] = ()


@dataclass(frozen=True)
class Family:
    """Indicators whose slots follow the same rules, with as many functions over periods: one query computes all."""

    rules: tuple[SlotRule, ...]
    calls: int
    indicators: tuple[IndicatorPlan, ...]
    constants: Mapping[str, float]

    @property
    def reads(self) -> bool:
        """Whether its formulas depend on anything reported."""
        return bool(self.rules or self.calls)

    @property
    def functions(self) -> list[str]:
        """The functions over periods in its formulas."""
        return sorted({call.aggregate.function for one in self.indicators for call in one.calls})

    def operands(self, plan: "Plan") -> list[OperandPlan]:
        """The operands of its formulas and their weights."""
        used = {number for one in self.indicators for number in one.slots}
        used |= {weight for one in plan.operands if one.number in used and (weight := one.weight) is not None}
        return [one for one in plan.operands if one.number in used]


@dataclass(frozen=True)
class Plan:
    """All that is computed at one frequency from one store.

    `inner` computes, at frequencies of their own, what stands inside functions over periods.
    """

    frequency: Frequency
    operands: tuple[OperandPlan, ...]
    families: tuple[Family, ...]
    precision: Precision
    inner: tuple["Plan", ...] = ()


def check_formulas(definitions: Definitions) -> None:
    """See that every version of every indicator can be computed whenever it is in force; `BadDefinition` as below."""
    for day in (date.min, *definitions.changes):
        formulas_of(definitions.in_force(day))


def formulas_of(definitions: Definitions) -> dict[str, Formula]:
    """The formula of each indicator with the indicators it refers to put in place.

    `BadDefinition` names the indicator whose formula is wrong, refers to what does not exist, or goes round.
    """
    parsed: dict[str, Formula] = {}
    for code, indicator in definitions.indicators.items():
        try:
            parsed[code] = parse(indicator.formula)
        except BadFormula as error:
            raise BadDefinition(f"indicator {code!r}: formula, {error}") from None
    return {code: _checked(code, definitions, parsed) for code in parsed}


def _checked(code: str, definitions: Definitions, parsed: Mapping[str, Formula]) -> Formula:
    try:
        formula = inline(parsed[code], parsed, (code,))
    except BadFormula as error:
        raise BadDefinition(f"indicator {code!r}: {error}") from None
    if formula.kind is Kind.TEXT:
        raise BadDefinition(f"indicator {code!r}: the formula gives a text, not a number")
    for operand in (*formula.operands, *formula.aggregated):
        if operand.code not in definitions.data_elements:
            raise BadDefinition(f"indicator {code!r}: {operand}: there is no data element {operand.code!r}")
    for constant in formula.constants:
        if constant not in definitions.constants:
            raise BadDefinition(f"indicator {code!r}: there is no constant {constant!r}")
    return formula


def plan(
    definitions: Definitions,
    formulas: Mapping[str, Formula],
    store: Store,
    frequency: Frequency,
) -> Plan:
    """How to compute these indicators (all of that frequency) from a store."""
    numbers = {code: number for number, code in enumerate(definitions.indicators)}
    return _Planner(definitions, store, frequency).plan({numbers[code]: one for code, one in formulas.items()})


class _Planner:
    def __init__(self, definitions: Definitions, store: Store, frequency: Frequency) -> None:
        self._definitions, self._store, self._frequency = definitions, store, frequency
        self._operands: dict[Operand, OperandPlan] = {}
        self._pairs: dict[int, set[int]] = {}
        self._frequencies: dict[int, set[Frequency]] = {}
        for period in store.periods:
            for element, option in store.partitions[period.code].elements:
                self._pairs.setdefault(element, set()).add(option)
                self._frequencies.setdefault(element, set()).add(period.frequency)

    def plan(self, formulas: Mapping[int, Formula]) -> Plan:
        """The plan of numbered formulas."""
        parts: dict[Formula, int] = {}
        families: dict[tuple[tuple[SlotRule, ...], int], list[IndicatorPlan]] = {}
        for number, formula in formulas.items():
            planned = [self._operand(operand) for operand in formula.operands]
            calls = tuple(CallPlan(parts.setdefault(one.inner, len(parts)), one) for one in aggregates_of(formula))
            indicator = IndicatorPlan(number, formula, tuple(operand.number for operand in planned), calls)
            families.setdefault((tuple(map(self._rule, planned)), len(calls)), []).append(indicator)
        return Plan(
            frequency=self._frequency,
            operands=tuple(self._operands.values()),
            families=tuple(
                Family(rules, calls, tuple(found), self._definitions.constants)
                for (rules, calls), found in families.items()
            ),
            precision=self._precision(),
            inner=self._inner(parts),
        )

    def _precision(self) -> Precision:
        parts = self._store.partitions.values()
        digits = max((part.digits for part in parts), default=0)
        decimals = max((part.decimals for part in parts), default=0)
        return Precision(digits, decimals, digits + decimals + len(str(self._store.rows)) <= DOUBLE_DIGITS)

    def _inner(self, parts: Mapping[Formula, int]) -> tuple[Plan, ...]:
        """A plan for each frequency at which something inside functions over periods is computed."""
        found: dict[Frequency, dict[int, Formula]] = {}
        for formula, part in parts.items():
            found.setdefault(self._frequency_inside(formula.operands), {})[part] = formula
        return tuple(
            _Planner(self._definitions, self._store, frequency).plan(formulas) for frequency, formulas in found.items()
        )

    def _frequency_inside(self, operands: Sequence[Operand]) -> Frequency:
        """The longest period in which any of them is reported, no longer than the target's: all have values of it."""
        reported = {
            frequency
            for operand in operands
            for frequency in self._frequencies.get(self._store.number(operand.code), ())
            if ORDER.index(frequency) <= ORDER.index(self._frequency)
        }
        return max(reported, key=ORDER.index, default=self._frequency)

    def _operand(self, operand: Operand) -> OperandPlan:
        if operand not in self._operands:
            element = self._definitions.data_elements[operand.code]
            weight = None if element.weight is None else self._operand(Operand(element.weight)).number
            pairs = self._places(operand)
            number = self._store.number(operand.code)
            # Options are summed before anything else, so several are never direct.
            direct = len(pairs) <= 1 and self._frequencies.get(number, {self._frequency}) <= {self._frequency}
            self._operands[operand] = OperandPlan(len(self._operands), operand, element, pairs, direct, weight)
        return self._operands[operand]

    def _places(self, operand: Operand) -> tuple[tuple[int, int], ...]:
        element = self._store.number(operand.code)
        there = sorted(self._pairs.get(element, ()))
        if operand.option is None:
            return tuple((element, option) for option in there)
        wanted = self._store.options.index(operand.option) if operand.option in self._store.options else NO_OPTION - 1
        return tuple((element, option) for option in there if option == wanted)

    def _rule(self, operand: OperandPlan) -> SlotRule:
        across = operand.element.across_units
        if across is not Rule.MEAN or operand.weight is None:
            return SlotRule(across, operand.quotient)
        weight = next(one for one in self._operands.values() if one.number == operand.weight)
        return SlotRule(across, operand.quotient, weighted=True, weight_quotient=weight.quotient)


def shape(formula: Formula) -> Node:
    """The formula with its operands and functions over periods numbered in order.

    Formulas of one shape are computed by one expression.
    """
    numbered: dict[tuple[str, Operand], Node] = {
        (OPERAND, operand): Item(OPERAND, Operand(str(place))) for place, operand in enumerate(formula.operands)
    }
    calls: dict[Call, Node] = {
        one.call: Item(OPERAND, standing_for(place, one.function)) for place, one in enumerate(aggregates_of(formula))
    }
    return substitute(replace_calls(formula.tree, calls), numbered)


def standing_for(place: int, function: str) -> Operand:
    """What stands in a shape for the function over periods of a place: counting is told apart, since none counts 0."""
    return Operand(f"{'counted' if function == 'count' else 'made'} {place}")


def targets(periods: Iterable[Period], frequency: Frequency) -> list[Period]:
    """Every period of a frequency from the first to the last that something was reported for."""
    found = sorted({one for period in periods if (one := period.within(frequency))}, key=lambda one: one.first)
    filled = found[:1]
    while filled and filled[-1] != found[-1]:
        filled.append(filled[-1].next())
    return filled
