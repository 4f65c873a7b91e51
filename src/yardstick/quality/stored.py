"""Values of a store that loading has kept: every key stands once, and no days of recording are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np
import numpy.typing as npt

from yardstick.errors import BadInput
from yardstick.loading.sources import scan
from yardstick.loading.store import NO_OPTION, Partition, Store
from yardstick.periods import ORDER
from yardstick.quality.cells import Integers, Rows
from yardstick.quality.database import Database
from yardstick.quality.reported import Reported, Series

DOUBLE_DIGITS = 15  # a decimal of no more digits becomes the nearest double in one step
DOUBLE_BITS = 53


def read_store(store: Store, database: Database | None = None) -> Reported:
    """What a store holds, read partition after partition when it is asked for."""
    pairs = {pair for part in store.partitions.values() for pair in part.elements}
    series = sorted(_series(store, pair) for pair in pairs)
    units = sorted({store.units[unit] for part in store.partitions.values() for unit in part.units})
    periods = sorted(store.periods, key=lambda period: (ORDER.index(period.frequency), period.first))
    database = database or Database()
    places = {one: place for place, one in enumerate(series)}
    cells = StoreCells(
        database,
        store,
        {pair: places[_series(store, pair)] for pair in pairs},
        {code: place for place, code in enumerate(units)},
        tuple(period.code for period in periods),
    )
    return Reported(database, cells, tuple(series), tuple(units), tuple(periods), store.rows, dated=False)


def _series(store: Store, pair: tuple[int, int]) -> Series:
    element, option = pair
    return Series(store.elements[element], "" if option == NO_OPTION else store.options[option])


@dataclass(frozen=True)
class StoreCells:
    """The partitions of a store; `series` and `units` give the codes of `Reported` for those of the store."""

    database: Database
    store: Store
    series: Mapping[tuple[int, int], int]
    units: Mapping[str, int]
    periods: Sequence[str]

    def read(self, series: Sequence[int]) -> Iterator[Rows]:
        """See `Cells`; partitions are sorted by element, so that only what holds some of the series is read."""
        wanted = set(series)
        codes = np.full((len(self.store.elements), len(self.store.options) + 1), -1, np.int32)
        for (element, option), code in self.series.items():
            if code in wanted:
                codes[element, option] = code  # no option is -1, the last column
        for period, name in enumerate(self.periods):
            part = self.store.partitions[name]
            if any(codes[pair] >= 0 for pair in part.elements):
                yield from self._partition(part, period, codes)

    def _partition(self, part: Partition, period: int, codes: Integers) -> Iterator[Rows]:
        whole = all(codes[pair] >= 0 for pair in part.elements)
        elements = sorted({element for element, option in part.elements if codes[element, option] >= 0})
        where = "" if whole else f" WHERE element IN ({', '.join(map(str, elements))})"
        values = scan(self.store.path(part.period))
        sql = f"SELECT element, option, unit, {_double(part)} AS value FROM {values}{where}"  # noqa: S608
        try:
            for batch in self.database.batches(sql):
                element, option, unit, value = (column.to_numpy(zero_copy_only=False) for column in batch.columns)
                found = codes[element, option]
                if whole:
                    yield Rows(found, self._units[unit], period, value)
                else:
                    here = found >= 0
                    yield Rows(found[here], self._units[unit[here]], period, value[here])
        except duckdb.IOException as error:
            raise BadInput(f"{self.store.path(part.period)}: not readable: {str(error).splitlines()[0]}") from None

    @cached_property
    def _units(self) -> npt.NDArray[np.int32]:
        return np.array([self.units.get(code, -1) for code in self.store.units], np.int32)


def _double(part: Partition) -> str:
    """The double nearest to a value, by its text where its digits may be more than a double's 53 bits hold."""
    if part.digits + part.decimals <= DOUBLE_DIGITS:
        return "value::DOUBLE"
    limit = 2**DOUBLE_BITS // 10**part.decimals
    return f"CASE WHEN abs(value) < {limit} THEN value::DOUBLE ELSE value::VARCHAR::DOUBLE END"
