"""Functions over the values of several periods as columns: what `formula.aggregates` gives, on every engine.

What stands inside such a function is rolled up first, for each shorter period; its values come in the table `parts`.
Sums are of doubles in order of size, as everywhere.
"""

from collections.abc import Callable, Collection, Sequence
from functools import reduce
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from yardstick.formula.columns import finite, nothing, number
from yardstick.formula.kinds import AGGREGATES
from yardstick.rollup.plan import Family

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Column = Any
Table = Any

FUNCTIONS = {
    function: place for place, function in enumerate(sorted(AGGREGATES))
}  # as the tables of an engine write them
NO_ARGUMENT = 0.0
SCHEMAS = {
    "parts": {"part": "int32", "unit": "int32", "target": "int32", "value": "float64"},
    "calls": {"part": "int32", "function": "int16", "argument": "float64", "indicator": "int32", "place": "int16"},
    "present": {"part": "int32", "unit": "int32", "target": "int32"},
}
TYPES = {"int16": pa.int16(), "int32": pa.int32(), "float64": pa.float64()}


def calls_table() -> Table:
    """Which function of which part stands at which place of which indicator, unbound."""
    return ibis.table(SCHEMAS["calls"], name="calls")


def table_of(name: str, rows: Sequence[tuple[object, ...]] = ()) -> pa.Table:
    """One of these tables with its rows."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMAS[name])
    return pa.table(
        [pa.array(one, kind) for one, kind in zip(columns, _schema(name).types, strict=True)], _schema(name)
    )


def calls_of(family: Family) -> pa.Table:
    """The table `calls` of a family."""
    rows = [
        (call.part, FUNCTIONS[call.aggregate.function], call.aggregate.argument or NO_ARGUMENT, one.number, place)
        for one in family.indicators
        for place, call in enumerate(one.calls)
    ]
    return table_of("calls", rows)


def parts_of(found: pa.Table, within: Sequence[int]) -> pa.Table:
    """Rows of `parts` from results for shorter periods; `within` is the target period in which each lies."""
    known = found.filter(found["value"].is_valid())
    target = pa.array(np.asarray(within, dtype=np.int32)[known["target"].to_numpy()])
    columns = [known["indicator"], known["unit"], target, known["value"]]
    return pa.table(columns, names=list(SCHEMAS["parts"])).cast(_schema("parts"))


def present_in(found: pa.Table, within: Sequence[int], leaves: Sequence[Collection[int]]) -> pa.Table:
    """Rows of `present`: which leaves of each target period reported something in a shorter one."""
    there = found.filter(found["reported"].to_numpy() > 0)
    parts, units = there["indicator"].to_numpy(), there["unit"].to_numpy()
    target = np.asarray(within, dtype=np.int32)[there["target"].to_numpy()]
    chosen = np.zeros(len(target), dtype=bool)
    for place, codes in enumerate(leaves):
        chosen |= (target == place) & np.isin(units, list(codes))
    columns = [pa.array(one[chosen]) for one in (parts, units, target)]
    return pa.table(columns, names=list(SCHEMAS["present"])).cast(_schema("present"))


def _schema(name: str) -> pa.Schema:
    return pa.schema([(column, TYPES[kind]) for column, kind in SCHEMAS[name].items()])


def made(family: Family) -> Table:
    """For each indicator, unit and target period the values of its functions over periods: columns `g0, g1…`."""
    parts = ibis.table(SCHEMAS["parts"], name="parts")
    joined = parts.join(calls_table(), "part")
    found = reduce(lambda one, other: one.union(other), (_one(joined, function) for function in family.functions))
    columns = {f"g{place}": found.value.max(where=found.place == place) for place in range(family.calls)}
    return found.group_by("indicator", "unit", "target").agg(**columns)


def _one(joined: Table, function: str) -> Table:
    chosen = joined.filter(joined.function == FUNCTIONS[function])
    keys = ["indicator", "place", "argument", "unit", "target"]
    grouped = chosen.group_by(keys).agg(count=chosen.value.count(), values=chosen.value.collect().sort())
    value = finite(REDUCED[function](grouped))
    return grouped.select("indicator", "place", "unit", "target", value=value)


def _mean(group: Table) -> Column:
    return group["values"].sums() / group["count"].cast("float64")


def _percentile(group: Table, fraction: Column) -> Column:
    """Between the two values around the place, as SQL's `percentile_cont` does."""
    place = fraction * (group["count"] - 1).cast("float64")
    low = place.floor().cast("int64")
    high = ibis.least(low + 1, group["count"] - 1)
    return group["values"][low.cast("int32")] + (
        group["values"][high.cast("int32")] - group["values"][low.cast("int32")]
    ) * (place - low.cast("float64"))


def _variance(group: Table, less: int) -> Column:
    mean = _mean(group)
    squares = group["values"].map(lambda value: (value - mean) * (value - mean)).sort().sums()
    divided = squares / (group["count"] - less).cast("float64").nullif(number(0.0))
    return ibis.ifelse(group["count"] > less, divided, nothing())


REDUCED: dict[str, Callable[[Table], Column]] = {
    "sum": lambda group: group["values"].sums(),
    "avg": _mean,
    "min": lambda group: group["values"][0],
    "max": lambda group: group["values"][(group["count"] - 1).cast("int32")],
    "median": lambda group: _percentile(group, number(0.5)),
    "percentileCont": lambda group: _percentile(group, group.argument),
    "variance": lambda group: _variance(group, 1),
    "stddev": lambda group: _variance(group, 1).sqrt(),
    "stddevSamp": lambda group: _variance(group, 1).sqrt(),
    "stddevPop": lambda group: _variance(group, 0).sqrt(),
    "count": lambda group: group["count"].cast("float64"),
}
