"""The engines that run the roll-up: DuckDB in this process, or Spark."""

import os
import re
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from yardstick.errors import BadInput, BadUsage, TooLarge
from yardstick.loading.sources import scan
from yardstick.memory import MEMORY, check_memory, connect

PATTERNS = re.compile(r"[*?\[\]{}\\]")  # what Spark takes for a pattern of names, unless it stands after a backslash


class Engine(ABC):
    """Holds named tables and answers SQL of its dialect; a context manager that closes it.

    A name holds one thing at a time and every roll-up uses the same names: an engine is for one `run` after another,
    also of different roll-ups; two at once take an engine each.
    """

    dialect: str

    def __init__(self) -> None:
        self._held: dict[str, object] = {}

    def put_once(self, name: str, key: object, make: Callable[[], pa.Table]) -> None:
        """Hold a small table under a name unless the one of this key is held there already."""
        if self._held.get(name) != key:
            self.put(name, make())
            self._held[name] = key

    @abstractmethod
    def scan(self, path: Path) -> str:
        """A Parquet file as SQL names it."""

    @abstractmethod
    def put(self, name: str, content: pa.Table) -> None:
        """Hold a small table under a name, in place of what was there."""

    @abstractmethod
    def view(self, name: str, sql: str) -> None:
        """Give a query a name."""

    @abstractmethod
    def keep(self, name: str, sql: str) -> int:
        """Run a query, hold its rows under a name and say how many they are."""

    @abstractmethod
    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query, in its order."""

    @abstractmethod
    def close(self) -> None:
        """Give back what it held."""

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class DuckDB(Engine):
    """DuckDB in this process, in memory, with what does not fit spilled to a temporary folder.

    `memory` is a size as DuckDB writes it (`"1GB"`, `"512MiB"`); `threads` is 1 or more, one for each core unless it
    is stated. `BadUsage` where DuckDB refuses either. Every query raises `TooLarge` where `memory` and what can be
    spilled do not suffice, and `BadInput` for a file that is gone or is no Parquet file. What else DuckDB refuses is
    raised as DuckDB raises it.
    """

    dialect = "duckdb"

    def __init__(self, *, memory: str = MEMORY, threads: int | None = None) -> None:
        super().__init__()
        self._spill = tempfile.TemporaryDirectory(prefix="yardstick-")
        stated = {} if threads is None else {"threads": threads}
        try:
            self._db = connect(memory, self._spill.name, preserve_insertion_order=False, **stated)
        except BadUsage:
            self._spill.cleanup()
            raise

    def scan(self, path: Path) -> str:
        return scan(path)

    def put(self, name: str, content: pa.Table) -> None:
        self._db.register("handed_over", content)
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM handed_over")  # noqa: S608
        self._db.unregister("handed_over")

    def view(self, name: str, sql: str) -> None:
        self._run(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")

    def keep(self, name: str, sql: str) -> int:
        rows: int = self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")[0][0]
        return rows

    def fetch(self, sql: str) -> pa.Table:
        with _refusing():
            return self._db.sql(sql).to_arrow_table()

    def _run(self, sql: str) -> list[Any]:
        with _refusing():
            return self._db.execute(sql).fetchall()

    def close(self) -> None:
        self._db.close()
        self._spill.cleanup()


@contextmanager
def _refusing() -> Iterator[None]:
    """What is no fault of ours as our own refusals, in one line."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise TooLarge("the roll-up does not fit the memory that was allowed: give more with --memory") from None
    except (duckdb.IOException, duckdb.InvalidInputException) as error:  # a file that is gone, or is no Parquet file
        raise BadInput(str(error).splitlines()[0]) from None


class Spark(Engine):
    """Spark: the cluster that `master` names (`spark://host:port`), or threads of this machine (`local[2]`).

    `settings` are Spark's own by name and go before those of the engine. Where the process has a session already, that
    one is used, and closing the engine ends it. Workers read the store under the path that it has here. `BadUsage`
    where the package pyspark is not installed; what Spark refuses is raised as Spark raises it.
    """

    dialect = "pyspark"

    def __init__(self, *, master: str, settings: Mapping[str, str] | None = None) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise BadUsage("--engine spark needs the package pyspark (4.0): pip install 'pyspark<4.1'") from None
        super().__init__()
        self._spill = tempfile.TemporaryDirectory(prefix="yardstick-spark-")
        if master.startswith(("spark://127.", "local")):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master(master).appName("yardstick")
        for name, value in {**self._settings(), **(settings or {})}.items():
            builder = builder.config(name, value)
        self._spark = builder.getOrCreate()
        self._spark.sparkContext.setLogLevel("ERROR")
        self._kept: dict[str, Any] = {}
        self._scanned: dict[Path, str] = {}

    def _settings(self) -> dict[str, str]:
        return {
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
            "spark.sql.execution.arrow.pyspark.enabled": "true",
            "spark.sql.warehouse.dir": self._spill.name,
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "ERROR",
        }

    def scan(self, path: Path) -> str:
        # A view, so that the file's columns are looked up once and not in each query.
        if path not in self._scanned:
            self._scanned[path] = f"partition_{len(self._scanned)}"
            place = PATTERNS.sub(r"\\\g<0>", str(path.resolve()))
            self._spark.read.parquet(place).createOrReplaceTempView(self._scanned[path])
        return self._scanned[path]

    def put(self, name: str, content: pa.Table) -> None:
        self._spark.createDataFrame(content).createOrReplaceTempView(name)

    def view(self, name: str, sql: str) -> None:
        self._spark.sql(sql).createOrReplaceTempView(name)

    def keep(self, name: str, sql: str) -> int:
        if name in self._kept:
            self._kept.pop(name).unpersist()
        frame = self._spark.sql(sql).persist()
        rows: int = frame.count()
        frame.createOrReplaceTempView(name)
        self._kept[name] = frame
        return rows

    def fetch(self, sql: str) -> pa.Table:
        return self._spark.sql(sql).toArrow()

    def close(self) -> None:
        for frame in self._kept.values():
            frame.unpersist()
        self._spark.stop()
        self._spill.cleanup()


def compile_sql(expression: Any, dialect: str) -> str:
    """The SQL of an expression over named tables, for one engine."""
    if dialect == "pyspark" and ibis.options.pyspark is None:
        from ibis.backends.pyspark import Backend

        ibis.options.pyspark = Backend.Options()  # the compiler asks for them even where nothing is connected
    return str(ibis.to_sql(expression, dialect=dialect))


def open_engine(name: str, *, memory: str = MEMORY, master: str | None = None) -> Engine:
    """The engine of a name: `duckdb` within `memory`, or `spark` at `master` (default: `YARDSTICK_SPARK_MASTER`).

    `BadUsage` where no master is named for Spark, pyspark is not installed, `memory` is no size, or DuckDB cannot start
    with it.
    """
    check_memory(memory)
    if name == "duckdb":
        return DuckDB(memory=memory)
    place = master or os.environ.get("YARDSTICK_SPARK_MASTER")
    if not place:
        raise BadUsage("--engine spark: name the cluster with --master spark://HOST:PORT or in YARDSTICK_SPARK_MASTER")
    return Spark(master=place)
