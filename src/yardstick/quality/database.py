"""Ibis expressions run on one DuckDB connection: what is asked is built as columns, never as text."""

from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.operations import InMemoryTable

from yardstick.errors import BadInput

# Ibis gives its expressions no types that a checker could follow from one operation to the next.
Table = Any


class Database:
    """A connection and the tables it holds for a check; those end with the connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        self.connection = connection if connection is not None else duckdb.connect()

    def rows(self, expression: Table) -> pa.Table:
        """The rows of a table expression, in no stated order."""
        return self.connection.sql(_sql(expression)).to_arrow_table()

    def hold(self, content: pa.Table) -> Table:
        """A table in memory as an expression."""
        name = ibis.util.gen_name("held")
        self.connection.register(name, content)
        return ibis.table(ibis.Schema.from_pyarrow(content.schema), name=name)

    def store(self, expression: Table) -> Table:
        """Run an expression once and keep its rows."""
        name = ibis.util.gen_name("stored")
        self.connection.execute(f"CREATE TEMP TABLE {name} AS {_sql(expression)}")
        return self.named(name, expression.schema())

    def named(self, name: str, schema: Any) -> Table:
        """A table that the connection has."""
        return ibis.table(schema, name=name)


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
