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
from yardstick.memory import MEMORY
from yardstick.periods import Frequency, period_of
from yardstick.proof import Inputs, write_proof
from yardstick.rollup import RollUp, open_engine
from yardstick.rollup.output import check_place, write_results
from yardstick.rollup.plan import check_formulas
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
    parser.add_argument("--proof", action="store_true", help="write beside the results what they were computed from")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--master", metavar="URL", help="Spark's master (default: YARDSTICK_SPARK_MASTER)")
    parser.add_argument(
        "--memory", default=MEMORY, metavar="SIZE", help=f"for DuckDB, more goes to disk (default: {MEMORY})"
    )
    parser.add_argument("--json", action="store_true", help="say what was done as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Write the results, or nothing where any input is refused."""
    check_place(options.out)
    if options.proof and options.store is None and not is_store(options.data):
        raise BadUsage("--proof: the values must be there to compute the result again: keep them with --store FOLDER")
    definitions = read_definitions(options.definitions)
    check_formulas(definitions)  # refused before any data are read
    if not definitions.indicators:
        raise BadInput(f"{options.definitions}: no indicator in it")
    units = read_units(options.units, _successions(options))
    with _stored(options, definitions, units) as store:
        done = compute(
            options.out, definitions=definitions, units=units, store=store, as_of=options.units_as_of,
            engine=options.engine, master=options.master, memory=options.memory,
        )  # fmt: skip
        if options.proof:
            inputs = Inputs(options.definitions, options.units, _successions(options), store.folder)
            as_of = None if options.units_as_of is None else options.units_as_of.isoformat()
            write_proof(options.out, inputs, definitions, store, engine=options.engine, as_of=as_of)
        told = {"rows": done.rows, "values": store.rows, "data": store.sha256, "left_out": done.left_out}
    if options.json:
        print(json.dumps(told))
    if done.left_out:
        print(
            f"yardstick: {done.left_out} values of units that ended without a successor for all they were are left out,"
            " whole or in part",
            file=sys.stderr,
        )
    return 0


@dataclass(frozen=True, slots=True)
class Done:
    """How many results were written, and how many values had no unit to count for."""

    rows: int
    left_out: int


def compute(
    out: Path,
    *,
    definitions: Definitions,
    units: Units,
    store: Store,
    as_of: date | None,
    engine: str,
    master: str | None,
    memory: str,
) -> Done:
    """Write the results of a store to a file, by the units of a day where one is given."""
    left_out = 0
    with tempfile.TemporaryDirectory(prefix="yardstick-") as temporary:
        if as_of is not None:
            inherited = inherit(
                store, definitions=definitions, units=units, on=as_of, folder=Path(temporary), memory=memory
            )
            store, left_out = inherited.store, inherited.left_out
        day = None if as_of is None else period_of(as_of, Frequency.DAILY)
        with open_engine(engine, memory=memory, master=master) as opened:
            rollup = RollUp(definitions, units, store, day)
            return Done(write_results(out, rollup.run(opened)), left_out)


def _successions(options: argparse.Namespace) -> Path | None:
    if options.successions is not None:
        return Path(options.successions)
    beside = Path(options.units).with_name(SUCCESSIONS)
    return beside if beside.is_file() else None


@contextmanager
def _stored(options: argparse.Namespace, definitions: Definitions, units: Units) -> Iterator[Store]:
    """The values as a store; one that is not kept ends with the block."""
    if is_store(options.data):
        if options.known_on or options.store:
            raise BadUsage("--data names a store: --known-on and --store are for files of values")
        yield open_store(options.data)
        return
    with tempfile.TemporaryDirectory(prefix="yardstick-") as temporary:
        folder = options.store or Path(temporary)
        into = open_store(folder) if is_store(folder) else Store(folder, ())
        yield load(
            [options.data],
            definitions=definitions,
            units=units,
            into=into,
            known_on=options.known_on,
            memory=options.memory,
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write one like 2025-07-01") from None
