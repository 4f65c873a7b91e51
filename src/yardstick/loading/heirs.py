"""What was reported, by the units of one day: values of units that ended become their heirs' by stated shares."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pyarrow as pa

from yardstick.definitions import Definitions, Rule
from yardstick.errors import TooLarge
from yardstick.loading.load import connected, extended
from yardstick.loading.sources import quoted, scan
from yardstick.loading.store import Partition, Store, file_sha256
from yardstick.memory import MEMORY
from yardstick.periods import Period
from yardstick.units import SHARE_DECIMALS, Units

DECIMALS = 2 * SHARE_DECIMALS  # of a value with nine decimals times a share with nine
CODES = {rule: number for number, rule in enumerate(Rule)}
PRECISE = Context(prec=60, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Inherited:
    """A store by the units of one day; `left_out` counts the values, 0 or more, that are not in it for all they were.

    They are those of units that are not valid on that day and whose heirs that are do not share all of it.
    """

    store: Store
    left_out: int


def inherit(
    store: Store, *, definitions: Definitions, units: Units, on: date, folder: Path, memory: str = MEMORY
) -> Inherited:
    """Write to a folder what the store holds by the units valid on a day.

    Sums are shared out and added exactly (up to 18 decimals); a minimum or maximum is that of what came together; a
    mean of several is weighted by their shares and by the element's weight, kept to 18 decimals; a value that does not
    add up across units (`none`) is kept where one alone handed it on. `TooLarge` where 38 digits do not hold a sum.
    """
    folder.mkdir(parents=True, exist_ok=True)
    store = replace(store, units=extended(store.units, units.codes))  # heirs that nobody has reported for yet
    with connected(memory, folder) as (db, _):
        writer = _Heritage(db, store, definitions, folder)
        made = []
        left_out = 0
        for period in store.periods:
            shares = _shares(store, units, period, on)
            part, lost = writer.partition(period, shares)
            left_out += lost
            if part.rows:
                made.append(part)
        inherited = replace(store, folder=folder, partitions={part.period: part for part in made})
        inherited.save()
        return Inherited(inherited, left_out)


def _shares(store: Store, units: Units, period: Period, on: date) -> list[tuple[int, int, Decimal]]:
    """Units that reported for the period with each heir and its share, as numbers of the store."""
    numbers = {code: number for number, code in enumerate(store.units)}
    heirs = units.inherited(period.first, on)
    return [
        (unit, numbers[heir], share)
        for unit in store.partitions[period.code].units
        for heir, share in sorted(heirs.of(store.units[unit]).items())
    ]


class _Heritage:
    def __init__(self, db: duckdb.DuckDBPyConnection, store: Store, definitions: Definitions, folder: Path) -> None:
        self._db, self._store, self._definitions, self._folder = db, store, definitions, folder
        elements = [definitions.data_elements.get(code) for code in store.elements]
        self._put(
            "rules",
            element=pa.array(range(len(elements)), pa.int16()),
            rule=pa.array([-1 if one is None else CODES[one.across_units] for one in elements], pa.int16()),
            weight=pa.array([self._weight(code) for code in store.elements], pa.int16()),
        )

    def _weight(self, code: str) -> int | None:
        element = self._definitions.data_elements.get(code)
        return None if element is None or element.weight is None else self._store.number(element.weight)

    def _put(self, name: str, **columns: pa.Array) -> None:
        self._db.register("handed_over", pa.table(columns))
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM handed_over")
        self._db.unregister("handed_over")

    def partition(self, period: Period, shares: Sequence[tuple[int, int, Decimal]]) -> tuple[Partition, int]:
        """Write one period; its description, and how many values have no heir for all of them."""
        before = self._store.partitions[period.code]
        self._put(
            "shares",
            unit=pa.array([unit for unit, *_ in shares], pa.int32()),
            heir=pa.array([heir for _, heir, _ in shares], pa.int32()),
            share=pa.array([share for *_, share in shares], pa.decimal128(10, SHARE_DECIMALS)),
        )
        values = scan(self._store.path(period.code))
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE passed AS SELECT p.element, p.option, s.heir AS unit, s.share, r.rule,"
            f" r.weight, p.unit AS origin, p.value FROM {values} p"
            " JOIN shares s ON s.unit = p.unit JOIN rules r ON r.element = p.element"
        )
        whole = all(share == 1 for *_, share in shares)
        decimals = before.decimals if whole else DECIMALS
        try:
            self._add_up(decimals, whole=whole)
        except (duckdb.OutOfRangeException, duckdb.ConversionException):
            raise TooLarge(f"{period}: the shares of a value need more than 38 digits") from None
        means = self._means()
        kept = "SELECT unit FROM shares GROUP BY unit HAVING sum(share) = 1"
        lost = self._one(f"SELECT count(*) FROM {values} WHERE unit NOT IN ({kept})")
        return self._write(before, decimals if not means else DECIMALS, means), lost

    def _add_up(self, decimals: int, *, whole: bool) -> None:
        share = "" if whole else " * share"
        width = 38 if whole else 28
        part = f"CAST(value AS DECIMAL({width}, {decimals if whole else SHARE_DECIMALS})){share}"
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE came AS SELECT element, option, unit, CAST(CASE any_value(rule)"
            f" WHEN {CODES[Rule.SUM]} THEN sum({part}) WHEN {CODES[Rule.MIN]} THEN min(value)"
            f" WHEN {CODES[Rule.MAX]} THEN max(value) ELSE CASE WHEN count(*) = 1 THEN min(value) END END"
            f" AS DECIMAL(38, {decimals})) AS value FROM passed GROUP BY element, option, unit"
        )

    def _means(self) -> list[tuple[int, int, int, Decimal]]:
        """Means of what several handed on: element, option, unit and value."""
        rows = self._db.execute(
            "WITH met AS (SELECT element, option, unit FROM passed"
            f" WHERE rule = {CODES[Rule.MEAN]} GROUP BY ALL HAVING count(*) > 1),"
            " weights AS (SELECT element, unit, origin, sum(value) AS weight FROM passed GROUP BY ALL)"
            " SELECT p.element, p.option, p.unit, CAST(p.value AS VARCHAR), CAST(p.share AS VARCHAR),"
            " CASE WHEN p.weight IS NULL THEN '1' ELSE CAST(w.weight AS VARCHAR) END FROM passed p"
            " SEMI JOIN met USING (element, option, unit) LEFT JOIN weights w ON w.element = p.weight"
            " AND w.unit = p.unit AND w.origin = p.origin"
        ).fetchall()
        sums: dict[tuple[int, int, int], tuple[Fraction, Fraction]] = {}
        for element, option, unit, value, share, weight in rows:
            if weight is not None:
                by = Fraction(share) * Fraction(weight)
                top, bottom = sums.get((element, option, unit), (Fraction(0), Fraction(0)))
                sums[element, option, unit] = (top + by * Fraction(value), bottom + by)
        return [(*key, _rounded(top / bottom)) for key, (top, bottom) in sorted(sums.items()) if bottom]

    def _write(self, before: Partition, decimals: int, means: Sequence[tuple[int, int, int, Decimal]]) -> Partition:
        self._put(
            "means",
            element=pa.array([row[0] for row in means], pa.int16()),
            option=pa.array([row[1] for row in means], pa.int16()),
            unit=pa.array([row[2] for row in means], pa.int32()),
            value=pa.array([row[3] for row in means], pa.decimal128(38, DECIMALS)),
        )
        greatest = self._one("SELECT coalesce(max(abs(CAST(value AS DOUBLE))), 0) FROM came")
        digits = max(before.digits, len(str(int(greatest))))
        width = 18 if digits + decimals <= 18 else 38
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE ready AS SELECT element::SMALLINT AS element, option::SMALLINT AS option,"
            f" unit, CAST(coalesce(c.value, m.value) AS DECIMAL({width}, {decimals})) AS value FROM came c"
            " LEFT JOIN means m USING (element, option, unit) WHERE coalesce(c.value, m.value) IS NOT NULL ORDER BY ALL"
        )
        beside = self._folder / f".writing-{before.period}.parquet"
        self._db.execute(f"COPY ready TO {quoted(str(beside))} (FORMAT parquet)")
        digest = file_sha256(beside)
        file = f"{before.period}-{digest[:16]}.parquet"
        beside.replace(self._folder / file)
        pairs = self._db.execute("SELECT DISTINCT element, option FROM ready ORDER BY ALL").fetchall()
        reporters = self._db.execute("SELECT DISTINCT unit FROM ready ORDER BY ALL").fetchall()
        return replace(
            before,
            file=file,
            sha256=digest,
            rows=self._one("SELECT count(*) FROM ready"),
            digits=digits,
            decimals=decimals,
            elements=tuple((element, option) for element, option in pairs),
            units=tuple(unit for (unit,) in reporters),
        )

    def _one(self, sql: str) -> int:
        value: int = self._db.execute(sql).fetchall()[0][0]  # an answer that is not read to its end blocks the next
        return value


def _rounded(number: Fraction) -> Decimal:
    quotient = PRECISE.divide(Decimal(number.numerator), Decimal(number.denominator))
    return quotient.quantize(Decimal(1).scaleb(-DECIMALS), context=PRECISE)
