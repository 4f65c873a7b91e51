"""`yardstick rollup`: every indicator for every unit and period, from a file of reported values."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yardstick.definitions import Definitions, read_definitions
from yardstick.errors import BadInput, BadUsage
from yardstick.loading import Store, load
from yardstick.loading.heirs import inherit
from yardstick.loading.store import is_store, open_store
from yardstick.periods import Frequency, Period, period_of
from yardstick.rollup import RollUp, open_engine
from yardstick.rollup.output import check_place, write_results
from yardstick.rollup.plan import formulas_of
from yardstick.units import Units, read_units

HELP = "compute indicators for every unit and period"
DESCRIPTION = """\
Compute every indicator for every unit of every level and every period of its frequency: each unit over time first,
then across units, from the leaves. Missing is never zero; every result says how many leaves reported of how many."""
EPILOG = """\
data: CSV or Parquet with data_element, unit, period, value and optionally option and recorded_on; a folder of such
files; or a store that --store has kept. units: CSV with code, name, parent, level, valid_from, valid_to; a file
successions.csv beside it (predecessor, successor, on, share) is read too.

example:
  yardstick rollup --definitions defs.json --units units.csv --data values.csv --out results.parquet
"""
SUCCESSIONS = "successions.csv"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--definitions", type=Path, required=True, metavar="FILE.json")
    parser.add_argument("--units", type=Path, required=True, metavar="FILE.csv")
    parser.add_argument("--successions", type=Path, metavar="FILE.csv", help=f"default: {SUCCESSIONS} beside the units")
    parser.add_argument("--data", type=Path, required=True, metavar="FILE_OR_FOLDER")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.parquet|.csv")
    parser.add_argument("--units-as-of", type=_day, metavar="DATE", help="results for the units of that day")
    parser.add_argument("--known-on", type=_day, metavar="DATE", help="only what was recorded by then (recorded_on)")
    parser.add_argument("--store", type=Path, metavar="FOLDER", help="keep the checked values here for the next time")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--master", metavar="URL", help="Spark's master (default: YARDSTICK_SPARK_MASTER)")
    parser.add_argument("--memory", default="1GB", metavar="SIZE", help="for DuckDB, more goes to disk (default: 1GB)")
    parser.add_argument("--json", action="store_true", help="say what was done as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Write the results, or nothing where any input is refused."""
    check_place(options.out)
    definitions = read_definitions(options.definitions)
    formulas_of(definitions)  # refused before any data are read
    if not definitions.indicators:
        raise BadInput(f"{options.definitions}: no indicator in it")
    units = read_units(options.units, _successions(options))
    with _stored(options, definitions, units) as given:
        rollup = RollUp(definitions, units, given.store, given.as_of)
        with open_engine(options.engine, memory=options.memory, master=options.master) as engine:
            rows = write_results(options.out, rollup.run(engine))
        told = {"rows": rows, "values": given.store.rows, "data": given.store.sha256, "left_out": given.left_out}
    if options.json:
        print(json.dumps(told))
    if given.left_out:
        print(
            f"yardstick: {given.left_out} values of units that ended without a successor are left out", file=sys.stderr
        )
    return 0


@dataclass(frozen=True, slots=True)
class _Given:
    store: Store
    as_of: Period | None
    left_out: int = 0


def _successions(options: argparse.Namespace) -> Path | None:
    if options.successions is not None:
        return Path(options.successions)
    beside = Path(options.units).with_name(SUCCESSIONS)
    return beside if beside.is_file() else None


@contextmanager
def _stored(options: argparse.Namespace, definitions: Definitions, units: Units) -> Iterator[_Given]:
    """The values as a store, by the units of a day where that is asked for; temporary folders end with the block."""
    with tempfile.TemporaryDirectory(prefix="yardstick-") as temporary:
        if is_store(options.data):
            if options.known_on or options.store:
                raise BadUsage("--data names a store: --known-on and --store are for files of values")
            store = open_store(options.data)
        else:
            folder = options.store or Path(temporary) / "values"
            into = open_store(folder) if is_store(folder) else Store(folder, ())
            store = load(
                [options.data],
                definitions=definitions,
                units=units,
                into=into,
                known_on=options.known_on,
                memory=options.memory,
            )
        if options.units_as_of is None:
            yield _Given(store, None)
            return
        inherited = inherit(
            store, definitions=definitions, units=units, on=options.units_as_of, folder=Path(temporary) / "inherited",
            memory=options.memory,
        )  # fmt: skip
        yield _Given(inherited.store, period_of(options.units_as_of, Frequency.DAILY), inherited.left_out)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write one like 2025-07-01") from None
