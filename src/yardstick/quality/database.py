"""Ibis expressions run on one DuckDB connection: what is asked is built as columns, never as text."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.operations import InMemoryTable

from yardstick.errors import BadInput, TooLarge
from yardstick.loading.sources import quoted
from yardstick.memory import connect

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Table = Any
ROWS_AT_ONCE = 1_000_000
SIZES = {"bytes": 0, "KiB": 1, "MiB": 2, "GiB": 3, "TiB": 4}


class Database:
    """A connection and the tables it holds for a check; those end with the connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        self.connection = connection if connection is not None else duckdb.connect()

    @property
    def memory(self) -> float:
        """The bytes that DuckDB may hold."""
        (told,) = self.connection.execute("SELECT current_setting('memory_limit')").fetchall()[0]
        found = re.fullmatch(r"([\d.]+) (\w+)", str(told))
        return float(found[1]) * 1024.0 ** SIZES[found[2]] if found else float("inf")

    def rows(self, expression: Table) -> pa.Table:
        """The rows of a table expression, in no stated order."""
        try:
            return self.connection.sql(_sql(expression)).to_arrow_table()
        except duckdb.OutOfMemoryException:
            raise too_large() from None

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The rows of a query piece by piece; nothing else may be asked before the last."""
        try:
            yield from self.connection.sql(sql).to_arrow_reader(ROWS_AT_ONCE)
        except duckdb.OutOfMemoryException:
            raise too_large() from None

    def hold(self, content: pa.Table) -> Table:
        """A table in memory as an expression."""
        name = ibis.util.gen_name("held")
        self.connection.register(name, content)
        return ibis.table(ibis.Schema.from_pyarrow(content.schema), name=name)

    def drop(self, held: Table) -> None:
        """Let go of a table that `hold` took."""
        self.connection.unregister(held.get_name())

    def store(self, expression: Table) -> Table:
        """Run an expression once and keep its rows."""
        name = ibis.util.gen_name("stored")
        try:
            self.connection.execute(f"CREATE TEMP TABLE {name} AS {_sql(expression)}")
        except duckdb.OutOfMemoryException:
            raise too_large() from None
        return self.named(name, expression.schema())

    def write(self, expression: Table, path: Path, *, parts_by: str | None = None) -> None:
        """Run an expression into a Parquet file, or a folder with one for each value of a column."""
        to, parts = quoted(str(path)), "" if parts_by is None else f", PARTITION_BY ({parts_by})"
        self.connection.execute("SET preserve_insertion_order = false")  # keeping it takes memory
        try:
            self.connection.execute(f"COPY ({_sql(expression)}) TO {to} (FORMAT parquet{parts})")
        except duckdb.OutOfMemoryException:
            raise too_large() from None
        finally:
            self.connection.execute("RESET preserve_insertion_order")

    def view(self, sql: str, schema: Any) -> Table:
        """A query as an expression; it runs each time that it is asked."""
        name = ibis.util.gen_name("view")
        self.connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
        return self.named(name, schema)

    def named(self, name: str, schema: Any) -> Table:
        """A table that the connection has."""
        return ibis.table(schema, name=name)


@contextmanager
def limited(memory: str) -> Iterator[tuple[Database, Path]]:
    """A database that holds no more than `memory` ("1GB"), and the temporary folder where it puts the rest."""
    with tempfile.TemporaryDirectory(prefix="yardstick-") as folder, connect(memory, folder) as connection:
        yield Database(connection), Path(folder)


def too_large() -> TooLarge:
    """What is said where DuckDB has too little memory and disk does not help."""
    return TooLarge("the values do not fit the memory that was allowed: give more with --memory")


def opened(rows: pa.Table | Table) -> tuple[Database, Table]:
    """The database that rows are in, a new one for rows in memory; `BadInput` where it is not DuckDB."""
    if isinstance(rows, pa.Table):
        database = Database()
        return database, database.hold(rows)
    if rows.op().find(InMemoryTable):
        return opened(rows.to_pyarrow())
    backend = rows.get_backend()
    if backend.name != "duckdb":
        raise BadInput(f"reported values: a table of {backend.name}; expected one of DuckDB or of pyarrow")
    return Database(backend.con), rows


def _sql(expression: Table) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))
