"""Results in their places: a row for every indicator, target period and unit, however few came and in any order."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from yardstick.rollup.places import NOWHERE, Grid, Numbers


def in_place(found: pa.Table | None, indicators: Sequence[int], of_nothing: pa.Table, grid: Grid) -> pa.Table:
    """All results of these indicators, by indicator, target period and unit.

    `found` has `indicator`, `unit` and `target` (each three at most once), `value` and `reported`; what is not in it
    has the value that `of_nothing` gives its indicator, and 0 reported. Units outside the grid are left out. Placing
    takes one pass where sorting takes many.
    """
    order = _numbers_of(indicators)
    values = np.repeat(_nothing(of_nothing, order, len(indicators)), len(grid))
    reported = np.zeros(len(values), dtype=np.int32)
    if found is not None:
        at, kept = _places(found, order, grid)
        values[at] = _doubles(found["value"])[kept]
        reported[at] = found["reported"].to_numpy()[kept]
    columns = {
        "indicator": np.repeat(np.array(indicators, dtype=np.int32), len(grid)),
        "unit": np.tile(grid.unit, len(indicators)),
        "target": np.tile(grid.target, len(indicators)),
        "value": pa.array(values, pa.float64(), from_pandas=True),  # no value is the only one that is no number
        "reported": reported,
        "expected": np.tile(grid.expected, len(indicators)),
    }
    return pa.table(columns)


def _places(found: pa.Table, order: Numbers, grid: Grid) -> tuple[np.ndarray, np.ndarray | slice]:
    """Where each row belongs, and which rows belong anywhere."""
    number = grid.numbers[found["target"].to_numpy(), found["unit"].to_numpy()]
    at = order[found["indicator"].to_numpy()].astype(np.int64) * len(grid) + number
    there = number != NOWHERE
    return (at, slice(None)) if there.all() else (at[there], there)


def _numbers_of(indicators: Sequence[int]) -> Numbers:
    """The place of each indicator by its number."""
    order = np.full(max(indicators, default=0) + 1, NOWHERE, dtype=np.int32)
    order[list(indicators)] = np.arange(len(indicators), dtype=np.int32)
    return order


def _nothing(of_nothing: pa.Table, order: Numbers, count: int) -> np.ndarray:
    values = np.full(count, np.nan)
    values[order[of_nothing["indicator"].to_numpy()]] = _doubles(of_nothing["value"])
    return values


def _doubles(column: pa.ChunkedArray) -> np.ndarray:
    """A column as doubles, NaN for no value."""
    return np.asarray(column.cast(pa.float64()).to_numpy(zero_copy_only=False))
