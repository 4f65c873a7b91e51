"""Loading: files of values are checked whole, coded, and written as one partition a period, or not at all."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from yardstick.definitions import Definitions
from yardstick.errors import BadInput
from yardstick.loading import checks
from yardstick.loading.numbers import DECIMALS, LIMITS, PLAIN, exact
from yardstick.loading.sources import EXACT, Source, ask, find_sources, first_row, quoted, scan_parquet
from yardstick.loading.store import NO_OPTION, Partition, Store, file_sha256
from yardstick.memory import MEMORY, connect
from yardstick.periods import Period, parse_period
from yardstick.units import Units

ROWS_HELD_BACK = 65_536  # while a file is split by period; DuckDB's own 524,288 need more memory and are no faster
NARROW = 18  # digits of a decimal that fits 64 bits
KEY = ("element", "option", "unit")


def load(
    paths: Sequence[Path],
    *,
    definitions: Definitions,
    units: Units,
    into: Store,
    known_on: date | None = None,
    memory: str = MEMORY,
) -> Store:
    """Add what the files report to a store and save it; a period that is loaded again replaces what was there.

    So does a period of which the files have nothing that counts (all empty, withdrawn or not known yet): none is left.
    All or nothing: `BadInput` names the file, the row (from 1, the header not counted) and what was expected, and the
    store stays as it was. With a column `recorded_on` the last value recorded for a key counts (by `known_on`, where
    that is given), an empty one withdraws it; one key twice on that day, or without the column, is refused. An empty
    value is no report.
    `memory` bounds DuckDB; more is spilled to disk beside the store. `BadUsage` where it is no size.
    """
    into.folder.mkdir(parents=True, exist_ok=True)
    with connected(memory, into.folder) as (db, spill):
        sources = find_sources(paths, db)
        if known_on is not None:
            checks.refuse_undated(sources)
        surveys = [checks.survey(db, source, definitions) for source in sources]
        store = replace(
            into,
            elements=extended(into.elements, definitions.data_elements),
            units=extended(into.units, units.codes),
            options=extended(into.options, sorted(set().union(*(survey.options for survey in surveys)))),
        )
        for name, codes in (("elements", store.elements), ("options", store.options), ("units", store.units)):
            _register(db, name, codes)
        parts = list(_sorted_out(db, list(zip(sources, surveys, strict=True)), spill))
        if not parts:
            raise BadInput(f"{paths[0]}: no values in it")
        return _written(_Writer(db, store, units, known_on), parts)


@contextmanager
def connected(memory: str, folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A DuckDB in this process with bounded memory, and a folder beside the store for what does not fit."""
    spill = Path(tempfile.mkdtemp(prefix=".spill-", dir=folder))
    try:
        with connect(memory, spill) as db:
            db.execute(f"SET partitioned_write_flush_threshold = {ROWS_HELD_BACK}")
            yield db, spill
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def extended(known: Sequence[str], more: Iterable[str]) -> tuple[str, ...]:
    """What is known keeps its number: partitions that were written before refer to it."""
    return tuple(dict.fromkeys([*known, *more]))


def _register(db: duckdb.DuckDBPyConnection, name: str, codes: Sequence[str]) -> None:
    columns = pa.table({"id": pa.array(range(len(codes)), pa.int32()), "code": pa.array(codes, pa.string())})
    db.register("codes_now", columns)
    db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM codes_now")
    db.unregister("codes_now")


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one period: `queries` give its columns e, u, p, o, r, v; `exact` where v needs no reading."""

    period: Period
    queries: tuple[str, ...]
    sources: tuple[Source, ...]
    exact: bool

    @property
    def sql(self) -> str:
        value = "v" if self.exact else "CAST(v AS VARCHAR) AS v"
        return " UNION ALL ".join(f"SELECT e, u, o, r, {value} FROM ({query})" for query in self.queries)


def _sorted_out(
    db: duckdb.DuckDBPyConnection, surveyed: Sequence[tuple[Source, checks.Survey]], spill: Path
) -> Iterator[_Part]:
    """A part for each period, in order; a file of several periods is split once, so that it is not read for each."""
    queries: dict[str, list[str]] = {}
    sources: dict[str, list[Source]] = {}
    for number, (source, survey) in enumerate(surveyed):
        folder = spill / f"file-{number}"
        if len(survey.periods) > 1:
            to = quoted(str(folder))
            ask(db, f"COPY ({source.sql}) TO {to} (FORMAT parquet, PARTITION_BY (p), WRITE_PARTITION_COLUMNS true)",
                source.path)  # fmt: skip
        for code in survey.periods:
            split = len(survey.periods) > 1
            files = scan_parquet(sorted((folder / f"p={code}").iterdir())) if split else ""
            queries.setdefault(code, []).append(f"SELECT * FROM {files}" if split else source.sql)
            sources.setdefault(code, []).append(source)
    for code in sorted(queries):
        part = tuple(sources[code])
        is_exact = all(source.value == EXACT for source in part)
        yield _Part(parse_period(code), tuple(queries[code]), part, is_exact)


def _written(writer: "_Writer", parts: Sequence[_Part]) -> Store:
    made: list[Partition] = []
    before = {part.file for part in writer.store.partitions.values()}
    try:
        made.extend(writer.partition(part) for part in parts)
        store = writer.store.with_partitions(made)
        checks.refuse_overlaps(writer.db, store)
    except BaseException:
        for file in writer.files - before:
            (writer.store.folder / file).unlink(missing_ok=True)
        raise
    store.save()
    store.sweep()
    return store


class _Writer:
    """Writes one period after another through a temporary table `part` (element, option, unit, v, value, r)."""

    def __init__(self, db: duckdb.DuckDBPyConnection, store: Store, units: Units, known_on: date | None) -> None:
        self.db, self.store, self._units, self._known_on = db, store, units, known_on
        self.files: set[str] = set()

    def partition(self, part: _Part) -> Partition:
        """Check and write the values of one period."""
        self._make_table(part)
        self._refuse_units(part)
        if not part.exact:
            self._read_rest(part)
        if any("recorded_on" in source.columns for source in part.sources):
            self._keep_last(part)
        self.db.execute("DELETE FROM part WHERE value IS NULL")
        width, digits, decimals = self._width(part)
        self.db.execute(
            f"CREATE OR REPLACE TEMP TABLE ready AS SELECT element::SMALLINT AS element, option::SMALLINT AS option,"
            f" unit, CAST(value AS {width}) AS value FROM part ORDER BY ALL"
        )
        self._refuse_twice(part)
        return self._write(part, digits, decimals)

    def _make_table(self, part: _Part) -> None:
        value = "v" if part.exact else f"CASE WHEN regexp_full_match(v, '{PLAIN}') THEN CAST(v AS DECIMAL(38, 9)) END"
        ask(
            self.db,
            "CREATE OR REPLACE TEMP TABLE part AS SELECT elements.id AS element, "
            f"coalesce(options.id, {NO_OPTION}) AS option, units.id AS unit, q.u AS u, "
            f"{'NULL' if part.exact else 'v'} AS v, {value} AS value, r FROM ({part.sql}) q "
            "JOIN elements ON elements.code = e LEFT JOIN options ON options.code = o "
            "LEFT JOIN units ON units.code = q.u",
            part.sources[0].path,
        )

    def _refuse_units(self, part: _Part) -> None:
        """Refuse what nobody by that code can have reported, and what one reported who was not there then."""
        there = self._units.valid(part.period.first, part.period.last)
        for (code,) in self.db.execute("SELECT DISTINCT u FROM part").fetchall():
            if code not in there:
                known = code in self._units.by_code
                said = f"unit {code!r} is not valid in {part.period}" if known else f"unknown unit {code!r}"
                self._refuse(part, "u IS NULL" if code is None else f"u = {quoted(code)}", said)

    def _read_rest(self, part: _Part) -> None:
        """Read the texts that are no plain numbers: with an exponent they may still be exact."""
        texts = self.db.execute("SELECT DISTINCT v FROM part WHERE value IS NULL AND v IS NOT NULL").fetchall()
        if not texts:
            return
        read: dict[str, Decimal] = {}
        for (text,) in texts:
            number = exact(text)
            if number is None:
                self._refuse(part, f"v = {quoted(text)}", f"value {text[:40]!r}: {LIMITS}")
            else:
                read[text] = number
        numbers = pa.table({"text": list(read), "number": pa.array(read.values(), pa.decimal128(38, DECIMALS))})
        self.db.register("numbers", numbers)
        self.db.execute("UPDATE part SET value = number FROM numbers WHERE v = text")
        self.db.unregister("numbers")

    def _keep_last(self, part: _Part) -> None:
        """Of several values recorded for a key keep the last; two on one day, empty or not, contradict each other."""
        days = self.db.execute("SELECT DISTINCT r FROM part").fetchall()
        for (text,) in days:
            if text is None or not checks.is_day(text):
                condition = "r IS NULL" if text is None else f"r = {quoted(text)}"
                self._refuse(part, condition, f"recorded_on {text!r}: expected a day like 2025-07-01")
        if self._known_on is not None:
            self.db.execute("DELETE FROM part WHERE r > ?", [self._known_on.isoformat()])
        self.db.execute(
            "CREATE OR REPLACE TEMP TABLE part AS SELECT * FROM part"
            f" QUALIFY rank() OVER (PARTITION BY {', '.join(KEY)} ORDER BY r DESC) = 1"
        )
        keys = f"(SELECT {', '.join(KEY)} FROM part WHERE value IS NULL)"
        twice = self.db.execute(
            f"SELECT {', '.join(KEY)} FROM part SEMI JOIN {keys} USING ({', '.join(KEY)}) GROUP BY ALL"
            " HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
        ).fetchall()
        if twice:
            self._say_twice(part, *twice[0])

    def _width(self, part: _Part) -> tuple[str, int, int]:
        """The narrowest type that holds every value, with the digits before and after the mark."""
        greatest = self._one("SELECT coalesce(max(abs(CAST(value AS DECIMAL(38, 9)))), 0) FROM part")[0]
        digits = len(str(int(greatest)))
        decimals = max(source.decimals or 0 for source in part.sources) if part.exact else self._decimals(digits)
        width = f"DECIMAL(18, {decimals})" if digits + decimals <= NARROW else f"DECIMAL(38, {DECIMALS})"
        return width, digits, decimals

    def _decimals(self, digits: int) -> int:
        """The most digits after the mark that any value needs: of those written, zeros at the end do not count."""
        after = "CASE WHEN contains(v, '.') THEN length(v) - strpos(v, '.') ELSE 0 END"
        each = f"CASE WHEN contains(lower(v), 'e') THEN {DECIMALS} ELSE least({after}, {DECIMALS}) END"
        written: int = self._one(f"SELECT coalesce(max({each}), 0) FROM part WHERE value IS NOT NULL")[0]
        whole = [f"value = round(value, {places})" for places in range(written)]
        if digits + written <= NARROW:  # whole numbers of 64 bits are compared several times as fast
            scaled = f"CAST(value * {10**written} AS BIGINT)"
            whole = [f"{scaled} % {10 ** (written - places)} = 0" for places in range(written)]
        flags = self._one(f"SELECT {', '.join(f'bool_and({one})' for one in whole)} FROM part") if whole else ()
        return next((places for places, flag in enumerate(flags) if flag), written)

    def _one(self, sql: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self.db.execute(sql).fetchall()[0]  # read to the end, or the next question waits
        return found

    def _refuse_twice(self, part: _Part) -> None:
        """Rows are sorted, so a key that stands twice stands beside itself."""
        before: np.ndarray[Any, Any] | None = None
        twice: list[int] = []
        reader = self.db.sql(f"SELECT {', '.join(KEY)} FROM ready").to_arrow_reader(1_000_000)
        for batch in reader:
            keys: np.ndarray[Any, Any] = np.stack([column.to_numpy() for column in batch.columns])
            if before is not None:
                keys = np.concatenate([before, keys], axis=1)
            same = (keys[:, 1:] == keys[:, :-1]).all(axis=0)
            if same.any():
                twice = [int(number) for number in keys[:, int(same.argmax())]]
                break
            before = keys[:, -1:]
        del reader  # an open answer keeps the next question waiting
        if twice:
            self._say_twice(part, *twice)

    def _say_twice(self, part: _Part, element: int, option: int, unit: int) -> None:
        codes = self.store.elements[element], self.store.units[unit]
        named = f"{codes[0]}.{self.store.options[option]}" if option != NO_OPTION else codes[0]
        condition = f"e = {quoted(codes[0])} AND u = {quoted(codes[1])}"
        condition += " AND o IS NULL" if option == NO_OPTION else f" AND o = {quoted(self.store.options[option])}"
        if day := self._one(f"SELECT max(r) FROM part WHERE ({', '.join(KEY)}) = ({element}, {option}, {unit})")[0]:
            condition += f" AND r = {quoted(day)}"
        said = f"{named!r} of unit {codes[1]!r} in {part.period} stands twice"
        for source in part.sources:
            if found := checks.rows_where(self.db, source, f"{condition} AND p = {quoted(part.period.code)}"):
                raise BadInput(
                    f"{source.path}: row {found[-1]}: {said}" + (f", first in row {found[0]}" if found[1:] else "")
                )
        raise BadInput(f"{part.sources[0].path}: {said}")

    def _refuse(self, part: _Part, condition: str, said: str) -> None:
        whole = f"{condition} AND p = {quoted(part.period.code)}"
        for source in part.sources:
            if row := first_row(self.db, source, whole):
                raise BadInput(f"{source.path}: row {row[0]}: {said}")
        raise BadInput(f"{part.sources[0].path}: {said}")

    def _write(self, part: _Part, digits: int, decimals: int) -> Partition:
        pairs: list[tuple[int, int]] = self.db.execute(
            "SELECT DISTINCT element, option FROM ready ORDER BY ALL"
        ).fetchall()
        checks.refuse_mixed_options(self.db, pairs, part.period, self.store)
        beside = self.store.folder / f".writing-{part.period}.parquet"
        self.db.execute(f"COPY ready TO {quoted(str(beside))} (FORMAT parquet)")
        digest = file_sha256(beside)
        file = f"{part.period}-{digest[:16]}.parquet"
        self.files.add(file)
        beside.replace(self.store.folder / file)
        units = [row[0] for row in self.db.execute("SELECT DISTINCT unit FROM ready ORDER BY ALL").fetchall()]
        rows = self._one("SELECT count(*) FROM ready")[0]
        return Partition(
            part.period.code, file, digest, rows, digits, decimals, tuple((one, other) for one, other in pairs),
            tuple(units),
        )  # fmt: skip
