"""`yardstick bench`: what the roll-up costs on this machine, beside a hand-written query over the same files."""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from yardstick import national
from yardstick.definitions import read_definitions
from yardstick.errors import BadUsage
from yardstick.loading import Store, load
from yardstick.loading.load import connected
from yardstick.periods import parse_period
from yardstick.rollup import DuckDB, RollUp
from yardstick.rollup.output import write_results
from yardstick.units import read_units

HELP = "measure loading and roll-up on made data of a country's shape"
DESCRIPTION = """\
Make values (200 data elements, communes in 34 provinces, months), then measure: load them from Parquet, roll up 200
indicators to every unit and month, add one month and roll up that, and compute the same results by one hand-written
DuckDB query over the same files (baseline_s; sums_s is the bare sums for provinces and nation, without results)."""
EPILOG = """\
example:
  yardstick bench --rows 39852000 --json
"""
MEMORY = "1GB"
MEMORY_BY_HAND = "6GB"  # it holds every row at once and does not end with less

Found = TypeVar("Found")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--rows", type=int, default=1_000_000, metavar="N", help="how many values (default: 1,000,000)")
    parser.add_argument("--folder", type=Path, help="where to put the files meanwhile (default: a temporary folder)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """Measure once and print the figures; nothing is kept."""
    if options.rows < 1:
        raise BadUsage("--rows: expected a number from 1")
    with tempfile.TemporaryDirectory(prefix="yardstick-bench-", dir=options.folder) as folder:
        told = measured(Path(folder), national.shape_of(options.rows))
    if options.json:
        print(json.dumps(told))
    else:
        print("\n".join(f"{name:<20}{value:>14,.3f}" for name, value in told.items()))
    return 0


def measured(folder: Path, shape: national.Shape) -> dict[str, float]:
    """Seconds and peak memory (MB, of this process until then) of each step, and the ratio to the query by hand."""
    national.make(folder, shape)
    definitions, units = read_definitions(folder / "definitions.json"), read_units(folder / "units.csv")
    told: dict[str, float] = {"rows": shape.rows}

    def loaded(place: Path, into: Store) -> Store:
        return load([place], definitions=definitions, units=units, into=into, memory=MEMORY)

    told["load_s"], store = _timed(lambda: loaded(folder / "values", Store(folder / "store", ())))
    told["load_peak_mb"] = peak_mb()
    with DuckDB(memory=MEMORY) as engine:
        rollup = RollUp(definitions, units, store)
        told["rollup_s"], results = _timed(lambda: write_results(folder / "results.parquet", rollup.run(engine)))
        told["rollup_peak_mb"] = peak_mb()
        told["results"] = results
        told["update_load_s"], store = _timed(lambda: loaded(folder / "next.parquet", store))
        newer = rollup.with_store(store)
        only = [parse_period(national.month(shape.months))]
        told["update_s"], _ = _timed(lambda: write_results(folder / "month.parquet", newer.run(engine, only)))
        told["update_peak_mb"] = peak_mb()
    files = [(period.code, store.path(period.code)) for period in store.periods[: shape.months]]
    with connected(MEMORY_BY_HAND, folder) as (db, _):
        db.execute("SET preserve_insertion_order = false")
        told["sums_s"], _ = _timed(lambda: national.sums_alone(db, files))
        told["baseline_s"], _ = _timed(
            lambda: national.by_hand(db, files, folder / "units.csv", folder / "hand.parquet")
        )
        told["baseline_differs"] = _differences(db, folder)
    told["ratio"] = told["rollup_s"] / told["baseline_s"]
    return told


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def peak_mb() -> float:
    """The most memory in MB that this process has held (and, off Linux, the process that it began as)."""
    status = Path("/proc/self/status")
    told = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(), re.MULTILINE) if status.exists() else None
    if told:
        return int(told.group(1)) / 1024
    import resource  # not on every system

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _differences(db: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Results for provinces and the nation that differ from those by hand in the 12th digit: there must be none."""
    ours, hand = folder / "results.parquet", folder / "hand.parquet"
    found: int = db.execute(
        f"SELECT count(*) FROM (SELECT * FROM '{ours}' WHERE length(unit) < 5) a FULL JOIN"  # noqa: S608
        f" (SELECT * FROM '{hand}' WHERE length(unit) < 5) b USING (indicator, unit, period)"
        " WHERE a.reported IS DISTINCT FROM b.reported OR abs(a.value - b.value) > 1e-12 * abs(b.value)"
    ).fetchall()[0][0]
    return found
