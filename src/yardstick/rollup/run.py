"""Running a roll-up: batch after batch of target periods, each family of indicators by one query."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.definitions import Definitions
from yardstick.loading.store import Store
from yardstick.periods import Frequency, Period
from yardstick.rollup import expressions, over_periods
from yardstick.rollup.engines import Engine, compile_sql
from yardstick.rollup.places import Standing, Standings, grid_of, tables
from yardstick.rollup.plan import Family, OperandPlan, Plan, formulas_of, plan, shape, targets
from yardstick.rollup.rows import in_place
from yardstick.units import Units

BATCH_ROWS = 1_000_000  # whatever the memory: the order of results, and so the bytes of a file, must not hang on it
RESULT = pa.schema(
    [
        ("indicator", pa.dictionary(pa.int32(), pa.string())),
        ("unit", pa.dictionary(pa.int32(), pa.string())),
        ("period", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
        ("reported", pa.int32()),
        ("expected", pa.int32()),
    ]
)
"""The columns of results: three codes, `value` (a double, null for no value, not rounded) and two counts of leaf units.

`reported` had at least one operand of the formula in the period; `expected` were valid on any day of it.
"""


@dataclass(frozen=True)
class RollUp:
    """A roll-up of a store, loaded by these definitions and units: what is computed, and for whom.

    `as_of` is a day's period where every result is for the units of that day (the store then holds their values, as
    `inherit` writes them). Target periods are computed together as long as they read no more than `batch_rows` values,
    1 or more: fewer need less memory and more queries, and one period is never divided. Compiled SQL is kept for as
    long as the object lives; `run` may be called for any target periods, any number of times.
    """

    definitions: Definitions
    units: Units
    store: Store
    as_of: Period | None = None
    batch_rows: int = BATCH_ROWS
    _sql: dict[tuple[object, ...], str] = field(default_factory=dict)
    _known_plans: list[Plan] = field(default_factory=list)
    _trees: list[Standings] = field(default_factory=list)

    @property
    def _standings(self) -> Standings:
        """Where units stand, made once for all the stores of a roll-up."""
        if not self._trees:
            self._trees.append(Standings(self.units, self.units.codes, as_of=self.as_of))
        return self._trees[0]

    @cached_property
    def _frequencies(self) -> list[Frequency]:
        every = (*self.definitions.indicators.values(), *self.definitions.earlier)
        return list(dict.fromkeys(one.frequency for one in every))

    def _in_force(self, target: Period) -> Definitions:
        """The definitions on the last day of a target period, the same object until any of them changes."""
        changes = self.definitions.changes
        if not changes:
            return self.definitions
        number = bisect_right(changes, target.last)
        if number not in self._forces:
            on = changes[number - 1] if number else date.min
            self._forces[number] = self.definitions.in_force(on)
        return self._forces[number]

    def _planned(self, definitions: Definitions, frequency: Frequency) -> Plan:
        """The plan of these definitions at a frequency, made once for each store."""
        key = (id(definitions), frequency)
        if key not in self._plans:
            formulas = {
                code: one for code, one in formulas_of(definitions).items()
                if definitions.indicators[code].frequency is frequency
            }  # fmt: skip
            self._plans[key] = self._known(plan(definitions, formulas, self.store, frequency))
        return self._plans[key]

    @cached_property
    def _plans(self) -> dict[tuple[int, Frequency], Plan]:
        return {}

    @cached_property
    def _forces(self) -> dict[int, Definitions]:
        return {}

    def _known(self, planned: Plan) -> Plan:
        """The plan as the object it was when first met: SQL is kept under its identity, so the object is kept too."""
        if planned not in self._known_plans:
            self._known_plans.append(planned)
        return self._known_plans[self._known_plans.index(planned)]

    def with_store(self, store: Store) -> "RollUp":
        """The same for a store that has gained periods; SQL that still fits is not compiled again."""
        return replace(self, store=store)

    def run(self, engine: Engine, only: Sequence[Period] | None = None) -> Iterator[pa.Table]:
        """Results in pieces of the schema `RESULT`: by frequency, batch of periods, and family of indicators.

        Each indicator is computed by the version in force on the last day of the target period, and not at all before
        the first is.

        A family are those whose operands follow the same rules; within a piece rows are by indicator (in the order of
        the definitions), period (in time) and unit (by code). There is one for each indicator, each unit valid on any
        day of the period, and each period from the first to the last that anything was reported for; `only` leaves out
        all target periods but those. `value` is null for no value; `reported` counts the leaf units with at least one
        operand, `expected` those valid on any day. What the engine raises is raised by the piece that it computes, and
        so is `BadDefinition` for formulas that cannot be used.
        """
        for frequency in self._frequencies:
            wanted = [one for one in targets(self.store.periods, frequency) if only is None or one in only]
            for definitions, some in groupby(wanted, self._in_force):
                if any(one.frequency is frequency for one in definitions.indicators.values()):
                    planned = self._planned(definitions, frequency)
                    for batch in self._batches(list(some)):
                        yield from self._batch(engine, planned, list(definitions.indicators), batch)

    def _batches(self, wanted: Sequence[Period]) -> Iterator[list[Period]]:
        """Target periods that together read no more rows than fit; one alone may read more."""
        batch: list[Period] = []
        rows = 0
        for target in wanted:
            more = sum(self.store.partitions[one.code].rows for one in self._within(target))
            if batch and rows + more > self.batch_rows:
                yield batch
                batch, rows = [], 0
            batch.append(target)
            rows += more
        if batch:
            yield batch

    def _within(self, target: Period) -> list[Period]:
        """The periods that values were reported for within a target period, in the order they end."""
        if target.frequency not in self._by_target:
            found = self._by_target[target.frequency] = {}
            for period in sorted(self.store.periods, key=_order):
                if holding := period.within(target.frequency):
                    found.setdefault(holding, []).append(period)
        return self._by_target[target.frequency].get(target, [])

    @cached_property
    def _by_target(self) -> dict[Frequency, dict[Period, list[Period]]]:
        return {}

    def _batch(
        self, engine: Engine, planned: Plan, codes: Sequence[str], batch: Sequence[Period]
    ) -> Iterator[pa.Table]:
        if planned.inner:
            self._put_parts(engine, planned, batch)
        for found in self._results(engine, planned, batch):
            yield self._named(found, codes, batch)

    def _results(self, engine: Engine, planned: Plan, batch: Sequence[Period]) -> Iterator[pa.Table]:
        """The results of each family, by number of indicator, target period of the batch and unit."""
        standings = [self._standings.of(target) for target in batch]
        nested = self._reported_above(standings, batch)
        self._put_places(engine, standings, nested=nested)
        grid = grid_of(standings, len(self.units.codes))
        for number, family in enumerate(planned.families):
            self._hand_over(engine, planned, number)
            found = None
            if family.reads:
                engine.view("reported", self._reported(engine, planned, family, batch))
                engine.keep("leaves", self._compiled(engine, planned, number, Step("leaves")))
                found = engine.fetch(self._compiled(engine, planned, number, Step("results", nested=nested)))
            yield in_place(
                found, [one.number for one in family.indicators], self._nothing(engine, planned, number), grid
            )

    def _put_places(self, engine: Engine, standings: Sequence[Standing], *, nested: bool) -> None:
        """Tell the engine where units stand; it keeps that for as long as batches are of the same trees."""
        made: dict[str, pa.Table] = {}

        def table(name: str) -> pa.Table:
            if not made:
                made.update(tables(standings, nested=nested))
            return made[name]

        for name in ("places", "parents", "upward", "grid"):
            engine.put_once(name, (self._standings, standings, nested), partial(table, name))

    def _nothing(self, engine: Engine, planned: Plan, number: int) -> pa.Table:
        """What each indicator of a family is where nothing was reported, asked of an engine once."""
        key = (id(planned), number)
        if key not in self._of_nothing:
            self._of_nothing[key] = engine.fetch(self._compiled(engine, planned, number, Step("nothing")))
        return self._of_nothing[key]

    @cached_property
    def _of_nothing(self) -> dict[tuple[int, int], pa.Table]:
        return {}

    def _put_parts(self, engine: Engine, planned: Plan, batch: Sequence[Period]) -> None:
        """Compute what stands inside functions over periods, for every shorter period within the batch's."""
        places = {target: place for place, target in enumerate(batch)}
        leaves = [self._standings.of(target).leaves for target in batch]
        values, present = [over_periods.table_of("parts")], [over_periods.table_of("present")]
        for inner in planned.inner:
            shorter = {
                one: places[target]
                for one in targets(self.store.periods, inner.frequency)
                if (target := one.within(planned.frequency)) in places
            }
            for some in self._batches(list(shorter)):
                within = [shorter[one] for one in some]
                for found in self._results(engine, inner, some):
                    values.append(over_periods.parts_of(found, within))
                    present.append(over_periods.present_in(found, within, leaves))
        engine.put("parts", pa.concat_tables(values))
        engine.put("present", pa.concat_tables(present))

    def _reported_above(self, standings: Sequence[Standing], batch: Sequence[Period]) -> bool:
        """Whether any unit that is no leaf in its target period reported."""
        return any(
            not standing.leaves.issuperset(self._ranks[list(self.store.partitions[period.code].units)].tolist())
            for standing, target in zip(standings, batch, strict=True)
            for period in self._within(target)
        )

    @cached_property
    def _ranks(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        """The number of each of the store's units in the order of the codes of the table of units."""
        numbers = {code: number for number, code in enumerate(self.units.codes)}
        return np.array([numbers.get(code, -1) for code in self.store.units], dtype=np.int32)

    def _hand_over(self, engine: Engine, planned: Plan, number: int) -> None:
        """Tell the engine which values go into which slot; it keeps that from batch to batch."""
        family = planned.families[number]
        key = (planned, number, self.store.options, self.store.elements)
        for name, make in (("links", links_table), ("operands", operands_table), ("slots", slots_table)):
            engine.put_once(name, key, lambda make=make: make(planned, family))  # type: ignore[misc]
        if family.calls:
            engine.put_once("calls", key, lambda: over_periods.calls_of(family))
        engine.put_once("indicators", key, lambda: indicators_table(family))
        if not self._in_order:
            ranks = pa.table({"stored": pa.array(range(len(self._ranks)), pa.int32()), "unit": self._ranks})
            engine.put_once("ranks", self.store.units, lambda: ranks)

    @cached_property
    def _in_order(self) -> bool:
        return bool((self._ranks == np.arange(len(self._ranks))).all())

    def _reported(self, engine: Engine, planned: Plan, family: Family, batch: Sequence[Period]) -> str:
        """The values of the batch's periods that the family needs, as one query over their partitions."""
        elements = sorted({element for operand in family.operands(planned) for element, _ in operand.pairs})
        listed = ", ".join(map(str, elements))
        ordinals = {period: number for number, period in enumerate(sorted(self.store.periods, key=_order))}
        width = f"DECIMAL({planned.precision.width}, {planned.precision.decimals})"
        unit = "p.unit" if self._in_order else "r.unit"
        join = "" if self._in_order else " JOIN ranks r ON r.stored = p.unit"
        parts = []
        for target_number, target in enumerate(batch):
            for period in self._within(target):
                there = {element for element, _ in self.store.partitions[period.code].elements}
                wanted = "" if there <= set(elements) else f" WHERE p.element IN ({listed or -1})"
                source = engine.scan(self.store.path(period.code))
                parts.append(
                    f"SELECT p.element, p.option, {unit} AS unit, CAST({ordinals[period]} AS INT) AS period,"  # noqa: S608
                    f" CAST({target_number} AS INT) AS target, {str(period == target).lower()} AS same,"
                    f" CAST(p.value AS {width}) AS value FROM {source} p{join}{wanted}"
                )
        return " UNION ALL ".join(parts)

    def _compiled(self, engine: Engine, planned: Plan, number: int, step: "Step") -> str:
        key = (id(planned), number, step, engine.dialect)
        if key not in self._sql:
            self._sql[key] = compile_sql(step.expression(planned, planned.families[number]), engine.dialect)
        return self._sql[key]

    def _named(self, found: pa.Table, indicators: Sequence[str], batch: Sequence[Period]) -> pa.Table:
        """Results with the codes of indicators, units and periods in place of their numbers."""
        columns = {
            "indicator": _coded(found["indicator"], indicators),
            "unit": _coded(found["unit"], self.units.codes),
            "period": _coded(found["target"], [period.code for period in batch]),
        }
        return pa.table([*columns.values(), found["value"], found["reported"], found["expected"]], schema=RESULT)


def _coded(numbers: pa.ChunkedArray, codes: Sequence[str]) -> pa.Array:
    (places,) = numbers.chunks
    return pa.DictionaryArray.from_arrays(places, pa.array(codes, pa.string()), safe=False)  # numbers of our own


def _order(period: Period) -> tuple[object, ...]:
    """Periods in the order they end, so that the last value is that of the greatest number."""
    return (period.last, period.first)


@dataclass(frozen=True, slots=True)
class Step:
    """One query of a family: what the leaves reported, the results from it, or those of nothing."""

    name: str
    nested: bool = False

    def expression(self, planned: Plan, family: Family) -> Any:
        """The query as an Ibis expression."""
        if self.name == "leaves":
            return expressions.leaf_values(planned, family)
        if self.name == "nothing":
            return expressions.results_of_nothing(planned, family)
        leaves = expressions.kept_leaves(planned, family)
        if self.nested:
            values = expressions.nested_values(planned, family, leaves)
        else:
            own = expressions.with_double_values(planned, family, leaves)
            values = own.union(expressions.above_values(planned, family, leaves).select(*own.columns))
        return expressions.results(planned, family, values)


def links_table(planned: Plan, family: Family) -> pa.Table:
    """Which stored values go, as they are, into which slot of which indicator."""
    rows = [
        (*pair, indicator, slot)
        for operand, indicator, slot in _slots(planned, family)
        if operand.direct
        for pair in operand.pairs
    ]
    return _table(rows, element=pa.int16(), option=pa.int16(), indicator=pa.int32(), slot=pa.int16())


def operands_table(planned: Plan, family: Family) -> pa.Table:
    """Which stored values make which operand, and how over time."""
    rows = [
        (*pair, operand.number, expressions.RULES[operand.element.over_time], _weight(operand))
        for operand in family.operands(planned)
        if not operand.direct
        for pair in operand.pairs
    ]
    return _table(rows, element=pa.int16(), option=pa.int16(), operand=pa.int32(), rule=pa.int16(), weight=pa.int32())


def _weight(operand: OperandPlan) -> int:
    return expressions.NO_WEIGHT if operand.weight is None else operand.weight


def slots_table(planned: Plan, family: Family) -> pa.Table:
    """Which operand, computed over time, goes into which slot of which indicator."""
    rows = [
        (operand.number, indicator, slot) for operand, indicator, slot in _slots(planned, family) if not operand.direct
    ]
    return _table(rows, operand=pa.int32(), indicator=pa.int32(), slot=pa.int16())


def _slots(planned: Plan, family: Family) -> Iterator[tuple[OperandPlan, int, int]]:
    """Operands with indicator and slot; weights follow in as many slots more."""
    by_number = {operand.number: operand for operand in planned.operands}
    for indicator in family.indicators:
        for slot, number in enumerate(indicator.slots):
            yield by_number[number], indicator.number, slot
            if family.rules[slot].weighted:
                weight = by_number[number].weight
                assert weight is not None
                yield by_number[weight], indicator.number, len(family.rules) + slot


def indicators_table(family: Family) -> pa.Table:
    """The indicators of a family with the number of their shape."""
    known = expressions.shapes(family)
    rows = [(one.number, known.index(shape(one.formula))) for one in family.indicators]
    return _table(rows, indicator=pa.int32(), shape=pa.int32())


def _table(rows: Sequence[tuple[object, ...]], **types: pa.DataType) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(types)
    return pa.table({name: pa.array(column, kind) for (name, kind), column in zip(types.items(), columns, strict=True)})
