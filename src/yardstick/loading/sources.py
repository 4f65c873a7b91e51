"""Files of reported values as they come: which columns they have, and in which row a fault is."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from yardstick.errors import BadInput, TooLarge

REQUIRED = ("data_element", "unit", "period", "value")
OPTIONAL = ("option", "recorded_on")
TEXT = "text"
EXACT = "exact"
# What DuckDB calls the types whose values are exact as they stand.
INTEGERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
DECIMALS = re.compile(r"DECIMAL\((\d+),(\d+)\)")
MOST_BYTES_OF_HEADER = 65_536
PATTERNS = re.compile(r"[*?\[]")  # what DuckDB takes for a pattern of names; in brackets it stands for itself
LINE_ENDS = {"\r\n": "CR LF", "\n": "LF", "\r": "CR"}
SUFFIXES = {".csv": "csv", ".parquet": "parquet"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file, with the header of a CSV file (none for Parquet).

    `value` is `EXACT` where its values are integers or decimals, `TEXT` where they must be read. `decimals` is how many
    digits after the mark the column's type allows, `None` where the text tells.
    """

    path: Path
    header: tuple[str, ...]
    columns: frozenset[str]
    value: str
    decimals: int | None

    @property
    def sql(self) -> str:
        """The file's rows as text columns `e`, `u`, `p`, `o`, `r` and the column `v`, for DuckDB."""
        option = "nullif(CAST(option AS VARCHAR), '')" if "option" in self.columns else "CAST(NULL AS VARCHAR)"
        recorded = "nullif(CAST(recorded_on AS VARCHAR), '')" if "recorded_on" in self.columns else "NULL::VARCHAR"
        value = "value" if self.value == EXACT else "nullif(trim(CAST(value AS VARCHAR)), '')"
        return (
            "SELECT CAST(data_element AS VARCHAR) AS e, CAST(unit AS VARCHAR) AS u, CAST(period AS VARCHAR) AS p,"
            f" {option} AS o, {recorded} AS r, {value} AS v FROM {scan(self.path, self.header)}"
        )


def find_sources(paths: Sequence[Path], db: duckdb.DuckDBPyConnection) -> list[Source]:
    """Every file of the paths, folders opened one level; `BadInput` where one is missing, empty or of no known kind."""
    files = [file for path in paths for file in (_files_in(path) if path.is_dir() else [path])]
    if not files:
        raise BadInput(f"{paths[0]}: no .csv or .parquet file in it")
    return [_source(file, db) for file in files]


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


def _source(path: Path, db: duckdb.DuckDBPyConnection) -> Source:
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise BadInput(f"{path}: expected a .csv or .parquet file")
    if path.stat().st_size == 0:
        raise BadInput(f"{path}: the file is empty")
    if kind == "csv":
        types = dict.fromkeys(_header(path), "VARCHAR")
    else:
        described = ask(db, f"DESCRIBE SELECT * FROM {scan(path, ())}", path)
        types = {str(name): str(kind) for name, kind, *_ in described}
    where = f"{path}: line 1" if kind == "csv" else path
    for fault, names in (
        ("unknown", [name for name in types if name not in REQUIRED + OPTIONAL]),
        ("missing", [name for name in REQUIRED if name not in types]),
    ):
        if names:
            raise BadInput(f"{where}: {fault} column: {', '.join(map(repr, names))}")
    exact = _decimals(types["value"])
    return Source(
        path, tuple(types) if kind == "csv" else (), frozenset(types), TEXT if exact is None else EXACT, exact
    )


def _decimals(column_type: str) -> int | None:
    if INTEGERS.fullmatch(column_type):
        return 0
    found = DECIMALS.fullmatch(column_type)
    # More than nine decimals, or more digits than twenty, must be looked at one by one.
    return int(found[2]) if found and int(found[2]) <= 9 and int(found[1]) - int(found[2]) <= 20 else None


def _header(path: Path) -> list[str]:
    """The names in the first line of a CSV file."""
    with path.open("rb") as file:
        line = file.readline(MOST_BYTES_OF_HEADER)
    try:
        names = next(csv.reader([line.decode("utf-8-sig")], strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        raise BadInput(f"{path}: line 1: not the header of a CSV file in UTF-8") from None
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise BadInput(f"{path}: line 1: repeated column: {', '.join(map(repr, repeated))}")
    return names


def scan(path: Path, header: Sequence[str] = ()) -> str:
    """The table function that reads a file: every CSV cell as text, Parquet where there is no header."""
    if not header:
        return scan_parquet([path])
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in header)
    return (
        f"read_csv({_place(path)}, hive_partitioning = false, auto_detect = false, header = true,"
        f" columns = {{{columns}}}, delim = ',', quote = '\"', escape = '\"', nullstr = '')"
    )


def scan_parquet(paths: Iterable[Path]) -> str:
    """The table function that reads Parquet files of the same columns, one after the other."""
    return f"read_parquet([{', '.join(map(_place, paths))}], hive_partitioning = false)"


def _place(path: Path) -> str:
    """A path as SQL writes it for DuckDB to read that very file, whatever its name and its folders' look like."""
    return quoted(PATTERNS.sub(r"[\g<0>]", str(path.absolute())))


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def ask(db: duckdb.DuckDBPyConnection, sql: str, path: Path) -> list[tuple[object, ...]]:
    """The answer of DuckDB, its complaints about a file as one line."""
    try:
        return db.execute(sql).fetchall()
    except duckdb.OutOfMemoryException:
        raise TooLarge(f"{path}: does not fit the memory that was allowed: give more with --memory") from None
    except duckdb.Error as error:
        raise BadInput(f"{path}: not readable: {mixed_line_ends(error, path) or _plain(error)}") from None


def _plain(error: duckdb.Error) -> str:
    """The first line of a complaint, with the line of the file where one is named."""
    text = str(error)
    line = re.search(r"\bLine: (\d+)", text)
    first = re.sub(r"^[\w ]+ Error: ", "", text.splitlines()[0])
    return f"line {line[1]}: {first}" if line else first


def mixed_line_ends(error: Exception, path: Path) -> str | None:
    """What is wrong where DuckDB cannot go on because lines end differently; `None` where it is something else.

    It has a mode that reads on, but drops cells too many and forgives open quotes.
    """
    if "state machine reached an invalid state" not in str(error):
        return None
    ends: list[str] = []
    quoted_on = False
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for number, line in enumerate(file, start=1):
            quoted_on ^= line.count('"') % 2 == 1
            end = line[len(line.rstrip("\r\n")) :]
            if end and not quoted_on:
                ends.append(LINE_ENDS[end])
            if len(set(ends)) > 1:
                return f"line {number} ends in {ends[-1]}, the lines before it in {ends[0]}: all must end alike"
    return None


def first_row(db: duckdb.DuckDBPyConnection, source: Source, condition: str) -> tuple[object, ...]:
    """The number of the first row (from 1, the header not counted) for which a condition holds and its columns."""
    numbered = f"SELECT row_number() OVER () AS n, * FROM ({source.sql})"
    db.execute("SET threads = 1")  # so that rows come in the order of the file
    # Parquet files leave NaN out of the least and greatest value they tell: no condition may be judged by those.
    db.execute("SET disabled_optimizers = 'statistics_propagation'")
    try:
        found = ask(db, f"SELECT * FROM ({numbered}) WHERE {condition} ORDER BY n LIMIT 1", source.path)
    finally:
        db.execute("RESET threads")
        db.execute("RESET disabled_optimizers")
    return found[0] if found else ()
