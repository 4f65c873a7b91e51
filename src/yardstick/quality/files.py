"""Reported values from CSV and Parquet files; what cannot be used is refused with its row."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import ibis
from ibis.backends.sql.datatypes import DuckDBType

from yardstick.errors import BadInput
from yardstick.loading.checks import is_day
from yardstick.loading.numbers import LIMITS, PLAIN, exact
from yardstick.loading.sources import EXACT, Source, ask, find_sources, first_row, quoted, scan
from yardstick.periods import EXPECTED as A_PERIOD
from yardstick.periods import parse_period
from yardstick.quality.database import Database, Table
from yardstick.quality.reported import Reported, read_stored

NAMES = {"e": "data_element", "u": "unit", "p": "period", "v": "value", "r": "recorded_on"}
EXPECTED = {"p": f"expected {A_PERIOD}", "v": LIMITS, "r": "expected a day like 2025-07-01"}
MOST_NAMED = 1000


def read_files(
    paths: Sequence[Path], database: Database, folder: Path, *, known_on: date | None = None
) -> Reported:  # fmt: skip
    """Read files (folders: every .csv and .parquet in them) as `read_reported` reads a table.

    What they hold is coded into files of a temporary folder, which must be there for as long as it is checked.
    `BadInput` names the file and the first row (from 1, the header not counted) whose number, period or day cannot be
    used or whose key is not whole.
    """
    sources = find_sources(paths, database.connection)
    parts = [_staged(database, source, folder) for source in sources]
    dated = ["recorded_on" in part.columns for part in parts]
    if any(dated) and not all(dated):
        raise BadInput(f"{sources[dated.index(False)].path}: no column 'recorded_on', which other files have")
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    return read_stored(database, rows, known_on=known_on, folder=folder)


def _staged(database: Database, source: Source, folder: Path) -> Table:
    sql = source.sql
    if source.header:  # text is taken apart once, not for every question
        path = folder / f"{ibis.util.gen_name('file')}.parquet"
        ask(database.connection, f"COPY ({sql}) TO {quoted(str(path))} (FORMAT parquet)", source.path)
        sql = f"SELECT * FROM {scan(path)}"  # noqa: S608
    described = {str(row[0]): str(row[1]) for row in ask(database.connection, f"DESCRIBE {sql}", source.path)}
    kind = "string" if source.value != EXACT else str(DuckDBType.from_string(described["v"]))
    rows = database.view(sql, {**dict.fromkeys("eupor", "string"), "v": kind})
    for column in ("e", "u", "p"):
        if database.rows(rows.filter(rows[column].isnull()).limit(1)).num_rows:
            _refuse(database, source, [f"{column} IS NULL"], column)
    _refuse_texts(database, source, rows, "p", _is_period)
    if source.value != EXACT:
        odd = rows.filter(~rows.v.re_search(f"^({PLAIN})$"))
        _refuse_texts(database, source, odd, "v", lambda text: exact(text) is not None)
    columns = {"data_element": rows.e, "unit": rows.u, "period": rows.p, "option": rows.o}
    if "recorded_on" in source.columns:
        _refuse_texts(database, source, rows, "r", is_day)
        columns["recorded_on"] = rows.r.cast("date")
    return rows.select(**columns, value=rows.v.cast("float64"))


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except BadInput:
        return False
    return True


def _refuse_texts(database: Database, source: Source, rows: Table, column: str, good: Callable[[str], bool]) -> None:
    texts = database.rows(rows.select(column).distinct())[column].to_pylist()
    bad = sorted(text for text in texts if text is not None and not good(text))
    if bad:
        _refuse(database, source, [f"{column} = {quoted(text)}" for text in bad[:MOST_NAMED]], column)


def _refuse(database: Database, source: Source, conditions: Sequence[str], column: str) -> None:
    """Name the first row for which any of the conditions holds."""
    number, *cells = first_row(database.connection, source, f"({' OR '.join(conditions)})")
    value = dict(zip("euporv", cells, strict=True))[column]
    said = f"{NAMES[column]} is empty" if value is None else f"{NAMES[column]} {value!r}: {EXPECTED[column]}"
    raise BadInput(f"{source.path}: row {number}: {said}")
