"""The roll-up of a country: cost against rows, beside a hand-written query, PostgreSQL, and a Spark cluster."""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pyarrow.parquet as pa_parquet

from benchmarks import report
from benchmarks.measure import Row
from scripts import postgres
from yardstick import national
from yardstick.definitions import read_definitions
from yardstick.loading import Store, load
from yardstick.rollup import DuckDB, Engine, RollUp, Spark
from yardstick.rollup.output import write_results
from yardstick.spark_cluster import cluster
from yardstick.units import read_units

SIZES = (100_000, 1_000_000, 10_000_000, 39_852_000, 100_000_000)
TENTH = 3_985_200
ON_SPARK = 664_200
MEMORY = "1GB"
EXPLAINED = """\
Made data of a country's shape: 200 data elements, 3,321 communes in 34 provinces, 60 months for 39,852,000 values; 200
indicators `100 * #{A} / #{B}` for every commune, province and the nation in every month. Each line is a process of its
own (`yardstick bench`) with 1 GB for DuckDB. By hand: one DuckDB query over the same partitions that gives the same
results in plain doubles without a check; it holds every row at once and is given 6 GB. Bare sums: only the sums of data
elements for provinces and the nation, what must be read and added at the least."""
HEADER = (
    "| values | load, s | roll-up, s | by hand, s | ratio | bare sums, s | a month more: load, s | its results, s"
    " | peak, MB |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def text() -> str:
    """The section of the report."""
    lines = [_line(_measured(size)) for size in SIZES]
    return "\n\n".join([EXPLAINED, "\n".join([HEADER, *lines]), report.table([*_postgres(), *_spark()])])


def _measured(rows: int) -> dict[str, float]:
    command = [str(Path(sys.executable).with_name("yardstick")), "bench", "--json", "--rows", str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _line(told: dict[str, float]) -> str:
    names = ("load_s", "rollup_s", "baseline_s", "ratio", "sums_s", "update_load_s", "update_s")
    cells = [f"{told['rows']:,.0f}", *(f"{told[name]:.2f}" for name in names), f"{told['rollup_peak_mb']:,.0f}"]
    return f"| {' | '.join(cells)} |"


def _postgres() -> list[Row]:
    """A tenth of the values in PostgreSQL, rolled up by the hand-written query there and by the roll-up here."""
    with tempfile.TemporaryDirectory() as name, postgres.cluster() as url, psycopg.connect(url, autocommit=True) as db:
        folder = Path(name)
        national.make(folder, national.shape_of(TENTH))
        store = _loaded(folder)
        _fill(db, store)
        with DuckDB(memory=MEMORY) as engine:
            ours = _seconds(lambda: _rolled_up(folder, store, engine))
        theirs = _seconds(lambda: db.execute(_RESULTS))
        sums = _seconds(lambda: db.execute(_SUMS))
    work = f"{TENTH:,} values, a tenth of the country's: times ten for it"
    return [
        Row("roll-up to a Parquet file", work, ours, "one query by hand in PostgreSQL, to a table", theirs),
        Row("roll-up to a Parquet file", work, ours, "bare sums in PostgreSQL", sums),
    ]


_SUMS = """CREATE TEMP TABLE sums AS SELECT element, unit / 98, period, sum(v) FROM r
    GROUP BY GROUPING SETS ((element, unit / 98, period), (element, period))"""
_RESULTS = f"""CREATE TEMP TABLE results AS
    WITH links AS (SELECT i AS element, i AS indicator, 0 AS slot FROM generate_series(0, {national.ELEMENTS - 1}) i
        UNION ALL SELECT (i + 1) % {national.ELEMENTS}, i, 1 FROM generate_series(0, {national.ELEMENTS - 1}) i),
    leaves AS MATERIALIZED (SELECT indicator, unit, period, max(v) FILTER (WHERE slot = 0) AS a,
        max(v) FILTER (WHERE slot = 1) AS b FROM r JOIN links USING (element) GROUP BY 1, 2, 3),
    provinces AS MATERIALIZED (SELECT indicator, parent, period, sum(a) AS a, sum(b) AS b, count(*) AS n
        FROM leaves JOIN units USING (unit) GROUP BY 1, 2, 3),
    every AS (SELECT indicator, code, period, a, b, 1 AS n FROM leaves JOIN units USING (unit)
        UNION ALL SELECT * FROM provinces
        UNION ALL SELECT indicator, 'VN', period, sum(a), sum(b), sum(n)::bigint FROM provinces GROUP BY 1, 3)
    SELECT indicator, code, period, 100 * a / b AS value, n AS reported FROM every"""  # noqa: S608  (numbers of ours)


def _fill(db: psycopg.Connection, store: Store) -> None:
    """Bring the store's values into a table `r` with an index, and the units into `units`."""
    db.execute("CREATE UNLOGGED TABLE r (element smallint, unit int, period smallint, v double precision)")
    db.execute("CREATE UNLOGGED TABLE units (unit int, code text, parent text)")
    with db.cursor() as cursor:
        for number, period in enumerate(store.periods):
            table = pa_parquet.read_table(store.path(period.code), columns=["element", "unit", "value"])
            columns = [table["element"].to_pylist(), table["unit"].to_pylist(), table["value"].to_pylist()]
            with cursor.copy("COPY r (element, unit, period, v) FROM STDIN") as copy:
                for element, unit, value in zip(*columns, strict=True):
                    copy.write_row((element, unit, number, value))
        with cursor.copy("COPY units (unit, code, parent) FROM STDIN") as copy:
            for number, code in enumerate(store.units):
                copy.write_row((number, code, f"P{number * national.PROVINCES // national.COMMUNES:02}"))
    db.execute("VACUUM ANALYZE r")
    db.execute("ANALYZE units")
    db.execute("SET work_mem = '1GB'")
    db.execute("SET max_parallel_workers_per_gather = 2")


def _spark() -> list[Row]:
    """The same months on a cluster of two worker processes, second run; nothing where there is no Spark here."""
    if shutil.which("java") is None or importlib.util.find_spec("pyspark") is None:
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        national.make(folder, national.shape_of(ON_SPARK))
        store = _loaded(folder)
        with DuckDB(memory=MEMORY) as engine:
            here = _second_time(lambda: _rolled_up(folder, store, engine))
        with cluster(workers=2) as running, Spark(master=running.url) as engine:
            there = _second_time(lambda: _rolled_up(folder, store, engine))
    return [Row("roll-up on Spark, two workers", f"{ON_SPARK:,} values", there, "on DuckDB in this process", here)]


def _loaded(folder: Path) -> Store:
    definitions, units = read_definitions(folder / "definitions.json"), read_units(folder / "units.csv")
    into = Store(folder / "store", ())
    return load([folder / "values"], definitions=definitions, units=units, into=into, memory=MEMORY)


def _rolled_up(folder: Path, store: Store, engine: Engine) -> int:
    definitions, units = read_definitions(folder / "definitions.json"), read_units(folder / "units.csv")
    return write_results(folder / "results.parquet", RollUp(definitions, units, store).run(engine))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _second_time(work: Callable[[], object]) -> float:
    work()
    return _seconds(work)
