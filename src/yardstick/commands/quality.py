"""`yardstick quality`: what is wrong with reported values, and how good each figure is."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from yardstick.errors import BadUsage
from yardstick.loading.store import is_store, open_store
from yardstick.memory import MEMORY
from yardstick.quality.check import LISTED, check
from yardstick.quality.database import Database, limited
from yardstick.quality.files import read_files
from yardstick.quality.report import as_json
from yardstick.quality.reported import Reported
from yardstick.quality.specification import read_specification
from yardstick.quality.stored import read_store
from yardstick.units import read_units

HELP = "check reported values and score their quality, from 0 to 1"
DESCRIPTION = """\
Check reported values by stated rules, against their own history and their peers, for completeness, timeliness,
duplicates and impossible values, and score the quality of every figure from 0 to 1."""
EPILOG = """\
data columns:  data_element, unit, period, value, and option, recorded_on if there are any; or a store that
               yardstick rollup --store has kept
units columns: code, name, parent, level, valid_from, valid_to
rules:         a JSON file as in schemas/quality.schema.json; "timeliness": true in it asks for --on

example:
  yardstick quality --rules rules.json --units units.csv --data 2025-10.csv --on 2025-11-20 --json --limit 20
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--rules", metavar="FILE.json", type=Path, required=True, help="what is checked, and how")
    parser.add_argument("--units", metavar="FILE.csv", type=Path, required=True, help="the table of units")
    parser.add_argument(
        "--data",
        metavar="FILE",
        type=Path,
        required=True,
        nargs="+",
        help="CSV and Parquet files, folders of them, or a store of rollup --store",
    )
    parser.add_argument("--on", metavar="DATE", type=_day, help="the day that timeliness is told for, and known by")
    parser.add_argument(
        "--period", metavar="PERIOD", action="append", help="judge this period only, by all of them; may be repeated"
    )
    parser.add_argument(
        "--figures", metavar="LEVEL", action="append", default=[], help="also score every unit of this level"
    )
    parser.add_argument(
        "--limit", metavar="N", type=_limit, default=LISTED,
        help=f"list at most N findings of a kind, or violations of a rule ({LISTED}); all are counted",
    )  # fmt: skip
    parser.add_argument(
        "--memory", metavar="SIZE", default=MEMORY, help=f"for DuckDB, more goes to disk (default: {MEMORY})"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the counts")
    parser.set_defaults(usage_error=parser.error)


def run(options: argparse.Namespace) -> int:
    """Print what was found; findings are no failure."""
    specification = read_specification(options.rules)
    if specification.timeliness and options.on is None:
        options.usage_error("the rules ask for timeliness: --on DATE is required")
    report = checked(
        options.data, rules=options.rules, units=options.units, on=options.on, periods=options.period,
        figures_at=options.figures, limit=options.limit, memory=options.memory,
    )  # fmt: skip
    print(json.dumps(report, ensure_ascii=False, allow_nan=False) if options.json else _as_lines(report))
    return 0


def checked(
    data: Sequence[Path],
    *,
    rules: Path,
    units: Path,
    on: date | None = None,
    periods: Sequence[str] | None = None,
    figures_at: Sequence[str] = (),
    limit: int = LISTED,
    memory: str = MEMORY,
) -> dict[str, Any]:
    """What a check of files or of a store found, as one object; see `yardstick.quality.check` for the rest."""
    specification, tree = read_specification(rules), read_units(units)
    with limited(memory) as (database, folder):
        reported = _reported(data, on, database, folder)
        found = check(
            reported, specification, units=tree, on=on, periods=periods, figures_at=figures_at, limit=limit
        )  # fmt: skip
        return as_json(found)


def _reported(data: Sequence[Path], on: date | None, database: Database, folder: Path) -> Reported:
    stores = [path for path in data if is_store(path)]
    if not stores:
        return read_files(data, database, folder, known_on=on)
    if len(data) > 1:
        raise BadUsage(f"--data: {stores[0]} is a store, which is checked alone")
    return read_store(open_store(stores[0]), database)


def _as_lines(report: dict[str, Any]) -> str:
    counts = [f"{report['rows']:>12}  values, {report['units']} units, {len(report['periods'])} periods"]
    counts += [f"{count:>12}  {kind}" for kind, count in report["counts"].items()]
    counts += [f"{rule['violations']:>12}  of {rule['checked']}: {rule['rule']}" for rule in report["rules"]]
    return "\n".join(counts)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: expected one like 2025-11-20") from None


def _limit(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number from 0")
    return int(text)
