"""The roll-up as Ibis expressions over named tables, the same for every engine.

Sums, minima, maxima and last values are of exact decimals; an operand becomes a double once, at its formula. Sums of
doubles (of means over time) are taken in order of size, so that no engine's own order shows in the result.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import ibis

from yardstick.definitions import Rule
from yardstick.formula import Kind
from yardstick.formula.columns import compute, nothing, number
from yardstick.formula.tree import Node, Operand
from yardstick.rollup import over_periods
from yardstick.rollup.arithmetic import decimal_type, exact_double, mean, missing, ordered_sum, ratio, weighted_mean
from yardstick.rollup.plan import Family, OperandPlan, Plan, SlotRule, shape, standing_for

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Column = Any
Table = Any

KEYS = ("indicator", "unit", "target")
RIGHT = tuple(f"{key}_right" for key in KEYS)  # what a left join leaves of the other table's keys
GROUP = ("operand", "unit", "target")
RESULT = ("indicator", "unit", "target", "value", "reported")
NO_WEIGHT = -1
INSIDE = -1  # no slot: a value was reported within a function over periods
RULES = {rule: number for number, rule in enumerate(Rule)}  # as the tables of an engine write them


def schemas(plan: Plan) -> dict[str, dict[str, str]]:
    """The tables that an engine holds for a plan, with the types of their columns."""
    return {
        "reported": {
            "element": "int16", "option": "int16", "unit": "int32", "period": "int32", "target": "int32",
            "same": "boolean", "value": f"decimal({plan.precision.width}, {plan.precision.decimals})",
        },
        "links": {"element": "int16", "option": "int16", "indicator": "int32", "slot": "int16"},
        "operands": {"element": "int16", "option": "int16", "operand": "int32", "rule": "int16", "weight": "int32"},
        "slots": {"operand": "int32", "indicator": "int32", "slot": "int16"},
        "places": {"target": "int32", "unit": "int32", "above": "int32", "depth": "int16", "leaf": "boolean"},
        "parents": {"target": "int32", "unit": "int32", "parent": "int32"},
        "upward": {"target": "int32", "parent": "int32", "above": "int32"},
        "grid": {"target": "int32", "unit": "int32"},
        "indicators": {"indicator": "int32", "shape": "int32"},
    }  # fmt: skip


def table(plan: Plan, name: str) -> Table:
    """One of the plan's tables, unbound."""
    return ibis.table(schemas(plan)[name], name=name)


# What each unit reported --------------------------------------------------------------------------------------------


def leaf_values(plan: Plan, family: Family) -> Table:
    """For each indicator, unit and target period what the unit itself reported, a column a slot.

    `s0, s1…` hold the slots' values (decimals, doubles where the rule is `quotient`), `w0…` the weights. One row for
    each unit that reported anything for the indicator; where that may be a weight alone, `there` says whether any
    operand was reported.
    """
    whole = _cells(plan, family)
    columns = {}
    if _has_weights(family):
        columns["there"] = (whole.slot < len(family.rules)).any()
    for place, rule in enumerate(family.rules):
        columns[f"s{place}"] = _cell(whole, place, quotient=rule.quotient)
        if rule.weighted:
            columns[f"w{place}"] = _cell(whole, len(family.rules) + place, quotient=rule.weight_quotient)
    return whole.group_by(list(KEYS)).agg(**columns)


def _cells(plan: Plan, family: Family) -> Table:
    """Everything that was reported, a row a slot; `INSIDE` is the slot of what is within a function over periods."""
    used = family.operands(plan)
    timed = [operand for operand in used if not operand.direct]
    kinds = []
    if timed:
        kinds.append(_timed_cells(plan, timed))
    if len(timed) < len(used):
        kinds.append(_direct_cells(plan))
    if family.calls:
        kinds.append(_inside_cells(plan))
    if len(kinds) == 1:
        return kinds[0]
    return reduce(lambda one, other: one.union(other), (cells.cast({"v": decimal_type(plan)}) for cells in kinds))


def _inside_cells(plan: Plan) -> Table:
    present = ibis.table(over_periods.SCHEMAS["present"], name="present")
    joined = present.join(over_periods.calls_table(), "part")
    return joined.select(*KEYS, slot=ibis.literal(INSIDE, "int16"), v=missing(plan), q=nothing())


def _cell(cells: Table, slot: int, *, quotient: bool) -> Column:
    return (cells.q if quotient else cells.v).max(where=cells.slot == slot)


def _direct_cells(plan: Plan) -> Table:
    """Values of whole target periods, as they are."""
    joined = table(plan, "reported").join(table(plan, "links"), ["element", "option"])
    return joined.select(*KEYS, "slot", v=joined.value, q=nothing())


def _timed_cells(plan: Plan, operands: Sequence[OperandPlan]) -> Table:
    """Values that come together over time first."""
    values = _summed_options(plan, operands)
    kinds = sorted({(one.element.over_time, one.weight is not None) for one in operands})
    parts = [_over_time(plan, values, rule, weighted=weighted) for rule, weighted in kinds]
    joined = reduce(lambda one, other: one.union(other), parts).join(table(plan, "slots"), "operand")
    return joined.select(*KEYS, "slot", "v", "q")


def _summed_options(plan: Plan, operands: Sequence[OperandPlan]) -> Table:
    """What each unit reported for each operand and data period."""
    joined = table(plan, "reported").join(table(plan, "operands"), ["element", "option"])
    keys = ["operand", "rule", "weight", "unit", "period", "target", "same"]
    if any(len(operand.pairs) > 1 for operand in operands):
        return joined.group_by(keys).agg(v=joined.value.sum())
    return joined.select(*keys, v=joined.value)


def _over_time(plan: Plan, values: Table, rule: Rule, *, weighted: bool) -> Table:
    """One value a unit, operand and target period, by the rule over time: `v` exact, `q` a double."""
    of_weight = values.weight != NO_WEIGHT if weighted else values.weight == NO_WEIGHT
    chosen = values.filter((values.rule == RULES[rule]) & of_weight)
    if rule is Rule.NONE:  # what was reported for a shorter period gives no value, but was reported
        value = ibis.ifelse(chosen.same, chosen.v.cast(decimal_type(plan)), missing(plan))
        return chosen.select(*GROUP, v=value, q=nothing())
    if rule is Rule.MEAN and weighted:
        # Of the very period nothing comes together, so that nothing is weighed; what has no weight was reported too.
        alone = ibis.ifelse(chosen.same, exact_double(plan, chosen.v), nothing())
        means = _weighted_means(plan, values, chosen.filter(~chosen.same))
        return chosen.select(*GROUP, v=missing(plan), q=alone).union(means.select(*GROUP, v=missing(plan), q=means.q))
    if rule is Rule.MEAN:
        means = _means(plan, chosen)
        return means.select(*GROUP, v=missing(plan), q=means.q)
    grouped = chosen.group_by(list(GROUP)).agg(v=_reduced(chosen, rule))
    return grouped.select(*GROUP, v=grouped.v.cast(decimal_type(plan)), q=nothing())


def _reduced(values: Table, rule: Rule) -> Column:
    if rule is Rule.LAST:
        return values.v.argmax(values.period)
    return {Rule.SUM: values.v.sum, Rule.MIN: values.v.min, Rule.MAX: values.v.max}[rule]()


def _means(plan: Plan, values: Table) -> Table:
    grouped = values.group_by(list(GROUP)).agg(total=values.v.sum(), count=values.v.count())
    return grouped.mutate(q=mean(plan, grouped.total, grouped["count"]))


def _weighted_means(plan: Plan, values: Table, chosen: Table) -> Table:
    weights = values.select(weight=values.operand, unit=values.unit, period=values.period, w=values.v)
    joined = chosen.drop("rule", "same").join(weights, ["weight", "unit", "period"])
    value = weighted_mean(plan, joined.v, joined.w, SlotRule(Rule.MEAN, weighted=True))
    return joined.group_by(list(GROUP)).agg(q=value)


def kept_leaves(plan: Plan, family: Family) -> Table:
    """What `leaf_values` gave, as an engine holds it under the name `leaves`."""
    return ibis.table(leaf_values(plan, family).schema(), name="leaves")


# From units to those above them ------------------------------------------------------------------------------------


def with_double_values(plan: Plan, family: Family, leaves: Table) -> Table:
    """Leaves as results: `d0, d1…` doubles, whether anything was reported."""
    doubles = {f"d{place}": _own(plan, leaves[f"s{place}"], rule) for place, rule in enumerate(family.rules)}
    reported = leaves.there.cast("int64") if _has_weights(family) else ibis.literal(1, "int64")
    return leaves.select(*KEYS, reported=reported, **doubles)


def _own(plan: Plan, column: Column, rule: SlotRule) -> Column:
    return column if rule.quotient else exact_double(plan, column)


def _has_weights(family: Family) -> bool:
    return any(rule.weighted for rule in family.rules)


def _counted(family: Family, rows: Table, only: Column | None = None) -> Column:
    """How many of a group's rows reported an operand; a weight is none."""
    conditions = [rows.there] if _has_weights(family) else []
    if only is not None:
        conditions.append(only)
    return rows.count(where=reduce(lambda one, other: one & other, conditions) if conditions else None)


def above_values(plan: Plan, family: Family, leaves: Table) -> Table:
    """The units above the leaves, from the leaves: for stores in which leaves alone reported."""
    if all(_in_parts(rule) for rule in family.rules):
        return _above_by_parts(plan, family, leaves)
    joined = leaves.join(table(plan, "places"), ["target", "unit"])
    counted = _counted(family, joined)
    doubles = {f"d{place}": _across(plan, joined, place, rule, None) for place, rule in enumerate(family.rules)}
    grouped = joined.group_by("indicator", "above", "target").agg(reported=counted, **doubles)
    return grouped.rename(unit="above").select(*KEYS, "reported", *doubles)


def _in_parts(rule: SlotRule) -> bool:
    """Whether what is known of parts of a group tells what holds of the group, to the last bit.

    So for exact sums and for extremes; a sum of doubles takes all of them, in order of size.
    """
    return rule.across in (Rule.NONE, Rule.MIN, Rule.MAX) or not (rule.quotient or rule.weighted)


def _above_by_parts(plan: Plan, family: Family, leaves: Table) -> Table:
    """`above_values` by way of the units directly above the leaves: few rows then go to those further up."""
    joined = leaves.join(table(plan, "parents"), ["target", "unit"])
    counted = _counted(family, joined)
    parts = {}
    for place, rule in enumerate(family.rules):
        value = joined[f"s{place}"]
        if rule.across in PART:
            parts[f"p{place}"] = PART[rule.across](value)
        if rule.across is Rule.MEAN:
            parts[f"n{place}"] = value.count()
    grouped = joined.group_by("indicator", "parent", "target").agg(reported=counted, **parts)
    upward = grouped.join(table(plan, "upward"), ["target", "parent"])
    doubles = {f"d{place}": _of_parts(plan, upward, place, rule) for place, rule in enumerate(family.rules)}
    found = upward.group_by("indicator", "above", "target").agg(reported=upward.reported.sum(), **doubles)
    return found.rename(unit="above").select(*KEYS, "reported", *doubles)


PART = {
    Rule.SUM: lambda column: column.sum(),
    Rule.MEAN: lambda column: column.sum(),
    Rule.MIN: lambda column: column.min(),
    Rule.MAX: lambda column: column.max(),
}


def _of_parts(plan: Plan, parts: Table, place: int, rule: SlotRule) -> Column:
    """One double for a group of parts by the rule across units."""
    if rule.across not in PART:
        return nothing()
    found = PART[rule.across](parts[f"p{place}"])
    if rule.across is Rule.MEAN:
        return mean(plan, found, parts[f"n{place}"].sum())
    return found if rule.quotient else exact_double(plan, found)


def _across(plan: Plan, rows: Table, place: int, rule: SlotRule, kept: Column | None) -> Column:
    """One double for a group by the rule across units, of the rows that are `kept` (all where that is `None`)."""
    value = rows[f"s{place}"]
    if kept is not None:
        value = ibis.ifelse(kept, value, ibis.null(value.type()))
    if rule.across is Rule.NONE:
        return nothing()
    if rule.weighted:
        return weighted_mean(plan, value, rows[f"w{place}"], rule)
    if rule.across in (Rule.MIN, Rule.MAX):
        extreme = value.min() if rule.across is Rule.MIN else value.max()
        return extreme if rule.quotient else exact_double(plan, extreme)
    if rule.quotient:
        total = ordered_sum(value)
        return total if rule.across is Rule.SUM else ratio(total, value.count())
    return exact_double(plan, value.sum()) if rule.across is Rule.SUM else mean(plan, value.sum(), value.count())


def nested_values(plan: Plan, family: Family, leaves: Table) -> Table:
    """All units where some above others reported too: a unit has its own value or that of those below, never both.

    What lies below a unit with a value of its own is left out there and further up, slot by slot.
    """
    places = table(plan, "places")
    capped = _capped(family, leaves, places)
    joined = capped.join(places, ["target", "unit"])
    columns = {"reported": _counted(family, joined, joined.leaf)}
    for place, rule in enumerate(family.rules):
        kept = joined.depth > joined[f"c{place}"]
        own = joined[f"s{place}"].max(where=joined.unit == joined.above)
        across = _across(plan, joined, place, rule, kept)
        columns[f"d{place}"] = _own(plan, own, rule).coalesce(across)
    grouped = joined.group_by("indicator", "above", "target").agg(**columns)
    return grouped.rename(unit="above").select(*KEYS, *columns)


def _capped(family: Family, leaves: Table, places: Table) -> Table:
    """Leaves with `c0, c1…`: the depth of the nearest unit above with a value of its own, -1 where there is none."""
    if not family.rules:
        return leaves
    above = places.filter(places.unit != places.above).select("target", "unit", "above", "depth")
    slots = {f"r{place}": leaves[f"s{place}"].notnull() for place in range(len(family.rules))}
    reporters = leaves.select("indicator", "target", above=leaves.unit, **slots)
    met = above.join(reporters, ["target", "above"])
    caps = met.group_by("indicator", "target", "unit").agg(
        **{f"c{place}": met.depth.max(where=met[f"r{place}"]) for place in range(len(family.rules))}
    )
    joined = leaves.left_join(caps, list(KEYS)).drop(*RIGHT)
    return joined.mutate(
        **{f"c{place}": joined[f"c{place}"].coalesce(ibis.literal(-1, "int16")) for place in range(len(family.rules))}
    )


# Results -----------------------------------------------------------------------------------------------------------


def results(plan: Plan, family: Family, values: Table) -> Table:
    """The results of `RESULT`, in no order: of units that reported, and of those above them.

    A row that is not there has the value of `results_of_nothing` and 0 reported; where something is computed over
    periods there is one for everybody.
    """
    rows, indicators = values, table(plan, "indicators")
    if family.calls:
        everybody = table(plan, "grid").cross_join(indicators)
        rows = everybody.left_join(values, list(KEYS)).drop(*RIGHT)
        rows = rows.left_join(over_periods.made(family), list(KEYS)).drop(*RIGHT)
    elif len(shapes(family)) > 1:
        rows = values.join(indicators, "indicator")
    reported = rows.reported.coalesce(ibis.literal(0, "int64")).cast("int32")
    return rows.select(*KEYS, value=_formulas(family, rows), reported=reported)


def results_of_nothing(plan: Plan, family: Family) -> Table:
    """The value of each indicator where nothing was reported: of a constant its own, of most others none."""
    columns = [f"d{place}" for place in range(len(family.rules))] + [f"g{place}" for place in range(family.calls)]
    rows = table(plan, "indicators").mutate(**{column: nothing() for column in columns})
    return rows.select("indicator", value=_formulas(family, rows))


def _formulas(family: Family, rows: Table) -> Column:
    operands = {Operand(str(place)): rows[f"d{place}"] for place in range(len(family.rules))}
    for place in range(family.calls):
        operands[standing_for(place, "count")] = rows[f"g{place}"].coalesce(number(0.0))
        operands[standing_for(place, "")] = rows[f"g{place}"]
    made = [_number(compute(tree, operands, family.constants, {}), tree) for tree in shapes(family)]
    if len(made) == 1:
        return made[0]
    return ibis.cases(*((rows["shape"] == place, column) for place, column in enumerate(made)))


def _number(column: Column, tree: Node) -> Column:
    """What is true counts 1, what is false 0."""
    return column.cast("int8").cast("float64") if tree.kind is Kind.BOOLEAN else column


def shapes(family: Family) -> list[Node]:
    """The different formulas of a family, operands numbered by slot."""
    return list(dict.fromkeys(shape(one.formula) for one in family.indicators))
