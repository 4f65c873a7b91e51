"""The roll-up once more, from its rules and in plain Python with exact fractions: slow, short, and nobody's engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from yardstick.definitions import DataElement, Definitions, Rule
from yardstick.formula import Formula, Operand, aggregate, aggregates_of, parse, scalar
from yardstick.formula.tree import Node
from yardstick.periods import ORDER, Frequency, Period, parse_period
from yardstick.rollup.plan import targets
from yardstick.units import Units

Key = tuple[str, str, str]  # indicator, unit, period


@dataclass(frozen=True)
class Row:
    """One reported value."""

    element: str
    unit: str
    period: str
    value: Fraction
    option: str | None = None


@dataclass(frozen=True)
class Result:
    """One result."""

    value: float | bool | str | None
    reported: int
    expected: int


def roll_up(definitions: Definitions, units: Units, rows: Sequence[Row]) -> dict[Key, Result]:
    """Every result, by the rules of the guide, one at a time."""
    found = {}
    by_unit: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_unit.setdefault((row.element, row.unit), []).append(row)
    periods = [parse_period(code) for code in {row.period for row in rows}]
    place = _Place(definitions, by_unit, periods, units)
    for frequency in Frequency:
        for target in targets(periods, frequency):
            there = [one for one in definitions.in_force(target.last).indicators.values() if one.frequency is frequency]
            for unit in units.valid(target.first, target.last):
                for one in there:
                    found[one.code, unit, target.code] = place.at(unit, target).result(one.formula)
    return found


ANY_PERIOD = parse_period("2000")


@dataclass(frozen=True)
class _Place:
    definitions: Definitions
    rows: Mapping[tuple[str, str], Sequence[Row]]
    periods: Sequence[Period]
    units: Units
    target: Period = ANY_PERIOD
    parents: Mapping[str, str | None] = field(default_factory=dict)
    unit: str = ""

    def at(self, unit: str, target: Period) -> "_Place":
        """Another unit in another period."""
        valid = {code: row.parent for code, row in self.units.valid(target.first, target.last).items()}
        return replace(self, target=target, parents=valid, unit=unit)

    def result(self, text: str) -> Result:
        formula = parse(text)
        leaves = [one for one in self.below(self.unit) if one not in self.parents.values()]
        return Result(self.value(formula), sum(self.reported(formula, one) for one in leaves), len(leaves))

    def value(self, formula: Formula) -> float | bool | str | None:
        values = {}
        for operand in formula.operands:
            value = self.across(operand, self.unit)
            values[operand] = None if value is None else float(value)
        made: dict[Node, float | None] = {}
        for one in aggregates_of(formula):
            shorter = [place.value(one.inner) for place in self.shorter(one.inner)]
            made[one.call] = aggregate(one.function, [None if v is None else float(v) for v in shorter], one.argument)
        return scalar.compute(formula.tree, values, self.definitions.constants, made)

    def reported(self, formula: Formula, leaf: str) -> bool:
        """Whether a leaf reported any operand, or one within a function over periods in a shorter period."""
        if any(self.by_period(operand, leaf) for operand in formula.operands):
            return True
        its = replace(self, unit=leaf)
        inner = [one.inner for one in aggregates_of(formula)]
        return any(place.reported(one, leaf) for one in inner for place in its.shorter(one))

    def shorter(self, inner: Formula) -> list["_Place"]:
        """The place in each shorter period, of the longest that an operand is reported for."""
        codes = {operand.code for operand in inner.operands}
        reported = [parse_period(row.period) for (code, _), rows in self.rows.items() if code in codes for row in rows]
        longest = ORDER.index(self.target.frequency)
        fitting = [one.frequency for one in reported if ORDER.index(one.frequency) <= longest]
        frequency = max(fitting, key=ORDER.index, default=self.target.frequency)
        within = [one for one in targets(self.periods, frequency) if one.within(self.target.frequency) == self.target]
        return [self.at(self.unit, one) for one in within if self.unit in self.units.valid(one.first, one.last)]

    def children(self, unit: str) -> list[str]:
        return [code for code, parent in self.parents.items() if parent == unit]

    def below(self, unit: str) -> list[str]:
        return [unit, *(one for child in self.children(unit) for one in self.below(child))]

    def reporters(self, operand: Operand, unit: str) -> list[str]:
        """The nearest units at or below that have a value of their own."""
        if self.own(operand, unit) is not None:
            return [unit]
        return [one for child in self.children(unit) for one in self.reporters(operand, child)]

    def across(self, operand: Operand, unit: str) -> Fraction | None:
        own = self.own(operand, unit)
        if own is not None:
            return own
        element = self.definitions.data_elements[operand.code]
        found = [(self._own(operand, one), self.weight(element, one)) for one in self.reporters(operand, unit)]
        return reduced(element.across_units, found, weighted=element.weight is not None)

    def _own(self, operand: Operand, unit: str) -> Fraction:
        value = self.own(operand, unit)
        assert value is not None
        return value

    def weight(self, element: DataElement, unit: str) -> Fraction | None:
        return None if element.weight is None else self.own(Operand(element.weight), unit)

    def own(self, operand: Operand, unit: str) -> Fraction | None:
        """The unit's own value over time."""
        element = self.definitions.data_elements[operand.code]
        sums = self.by_period(operand, unit)
        if self.target in sums:
            return sums[self.target]
        weights = {} if element.weight is None else self.by_period(Operand(element.weight), unit)
        pairs = [(sums[one], weights.get(one)) for one in sorted(sums, key=lambda one: one.last)]
        return reduced(element.over_time, pairs, weighted=element.weight is not None)

    def by_period(self, operand: Operand, unit: str) -> dict[Period, Fraction]:
        sums: dict[Period, Fraction] = {}
        for row in self.rows.get((operand.code, unit), ()):
            if operand.option in (None, row.option):
                period = parse_period(row.period)
                if period.within(self.target.frequency) == self.target:
                    sums[period] = sums.get(period, Fraction(0)) + row.value
        return sums


def reduced(rule: Rule, pairs: Sequence[tuple[Fraction, Fraction | None]], *, weighted: bool) -> Fraction | None:
    """One value from several with their weights, by a rule."""
    values = [value for value, _ in pairs]
    if not values or rule is Rule.NONE:
        return None
    if rule is Rule.MEAN:
        chosen = [(value, weight) for value, weight in pairs if weight is not None] if weighted else [
            (value, Fraction(1)) for value in values
        ]  # fmt: skip
        total = sum((weight for _, weight in chosen), Fraction(0))
        return sum((value * weight for value, weight in chosen), Fraction(0)) / total if total else None
    return {Rule.SUM: sum(values, Fraction(0)), Rule.MIN: min(values), Rule.MAX: max(values), Rule.LAST: values[-1]}[
        rule
    ]
