"""Coded values as rows, read for a few series at a time from wherever they are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from yardstick.quality.database import Database

EPOCH = 719_163  # what `date.toordinal` gives for the day that Arrow counts from

Integers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rows:
    """Arrays of one length, codes being places in the lists of `Reported`; `period` is one number where all have it.

    `value` is `NaN` where a row withdraws what was recorded before; `day` is the day of recording (`date.toordinal`),
    `None` where days are not known.
    """

    series: Integers
    unit: Integers
    period: Integers | int
    value: npt.NDArray[np.float64]
    day: Integers | None = None


class Cells(Protocol):
    """Where the values are; a key (series, unit, period) may stand in several rows."""

    def read(self, series: Sequence[int]) -> Iterator[Rows]:
        """The rows of some series, sorted codes, piece by piece and in no stated order."""


@dataclass(frozen=True)
class TableCells:
    """Values in tables of a database, by the first of the series that each has: a query with the columns of `Rows`.

    `parts` are sorted by that number; without days the column `recorded_on` is left out, and rows without value are.
    """

    database: Database
    parts: Sequence[tuple[int, str]]
    dated: bool

    def read(self, series: Sequence[int]) -> Iterator[Rows]:
        """See `Cells`."""
        columns = "series, unit, period, value" + (", recorded_on" if self.dated else "")
        starts = [*(start for start, _ in self.parts), None]
        for (start, sql), end in zip(self.parts, starts[1:], strict=True):
            here = [one for one in series if one >= start and (end is None or one < end)]
            if here:
                asked = f"SELECT {columns} FROM {sql} WHERE {_is_one_of(here)}"  # noqa: S608
                for batch in self.database.batches(asked):
                    yield _rows(batch)


def _is_one_of(series: Sequence[int]) -> str:
    if series[-1] - series[0] + 1 == len(series):
        return f"series BETWEEN {series[0]} AND {series[-1]}"
    return f"series IN ({', '.join(map(str, series))})"


def _rows(batch: pa.RecordBatch) -> Rows:
    columns = {name: batch.column(name) for name in batch.schema.names}
    days = None
    if "recorded_on" in columns:
        days = columns["recorded_on"].cast(pa.int32()).to_numpy(zero_copy_only=False) + np.int32(EPOCH)
    series, unit, period, value = (
        columns[name].to_numpy(zero_copy_only=False) for name in ("series", "unit", "period", "value")
    )
    return Rows(series, unit, period, value, days)
