"""`yardstick forecast`: what to expect of every target, and which of them are in danger."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from yardstick.errors import BadInput
from yardstick.foresight.forecasting import LEVEL
from yardstick.foresight.reading import cases_of, read_goals, read_series
from yardstick.foresight.verdicts import Assessment, assess_many
from yardstick.foresight.warning import Warned, early_warnings, latest, line_of

HELP = "forecast indicators to their targets and tell which are in danger"
DESCRIPTION = """\
Forecast every series to the period of its target, with an interval and the probability of reaching it, and give a
verdict: reached, will_reach, at_risk, will_miss or no_verdict."""
EPILOG = """\
values:  indicator, unit, period, value (empty or null: missing), of one frequency in a series
targets: indicator, unit (empty: all units without a target of their own), target_period, target_value,
         direction (positive: higher is better, or negative), and if you like base_period, base_value, minimum,
         maximum, trajectory (linear, or {"stepped": [["2026", 40]]} or {"custom": [["2026-06", 40]]})
--warnings lists what is in danger only, the least probable first.

example:
  yardstick forecast values.csv --targets targets.csv --warnings --json
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the values, .csv or .parquet")
    parser.add_argument("--targets", metavar="TARGETS.csv", type=Path, required=True, help="what is to be reached")
    parser.add_argument(
        "--level", metavar="P", type=_level, default=LEVEL, help=f"the probability that the interval holds ({LEVEL})"
    )
    parser.add_argument(
        "--on", metavar="DATE", type=_day, help="the day that the age of values is told for (the end of the newest)"
    )
    parser.add_argument("--warnings", action="store_true", help="list only what is in danger, the most urgent first")
    parser.add_argument("--json", action="store_true", help="print one JSON object a row instead of a table")


def run(options: argparse.Namespace) -> int:
    """Print a row for each series and target, or for each in danger; nothing where anything is refused."""
    series, goals = read_series(options.file), read_goals(options.targets)
    try:
        cases, unused = cases_of(series, goals)
    except BadInput as error:
        raise BadInput(f"{options.targets}: {error}") from None
    for goal in unused:  # a misspelt code would else pass for a target that nobody reports on
        unit = f", unit {goal.unit!r}" if goal.unit else ""
        print(
            f"yardstick: row {goal.row} of the targets: no series of indicator {goal.indicator!r}{unit} to apply it to",
            file=sys.stderr,
        )
    lines = _lines(assess_many(cases, level=options.level), options.on, only_warnings=options.warnings)
    print(_as_json_lines(lines) if options.json else _as_table(lines), end="")
    return 0


def _lines(found: Sequence[Assessment], on: date | None, *, only_warnings: bool) -> list[Warned]:
    if not found:
        return []
    day = on or latest(found)
    return early_warnings(found, day) if only_warnings else [line_of(one, day) for one in found]


def _as_json_lines(lines: Sequence[Warned]) -> str:
    return "".join(json.dumps(asdict(line), ensure_ascii=False, allow_nan=False) + "\n" for line in lines)


def _as_table(lines: Sequence[Warned]) -> str:
    width = max((len(f"{line.indicator}  {line.unit}") for line in lines), default=0)
    return "".join(
        f"{f'{line.indicator}  {line.unit}':<{width}}  {line.target_period:<10}  {_figure(line.last_value)}"
        f"  {_figure(line.forecast)}  {_figure(line.target)}  {_percent(line.probability)}  {line.verdict:<10}"
        f"  {line.no_verdict or ', '.join(line.reasons)}".rstrip()
        + "\n"
        for line in lines
    )


def _figure(number: float | None) -> str:
    return f"{'–' if number is None else format(number, '.6g'):>12}"


def _percent(probability: float | None) -> str:
    return f"{'–' if probability is None else format(probability, '.0%'):>4}"


def _level(text: str) -> float:
    try:
        level = float(text)
    except ValueError:
        level = 0.0
    if not 0 < level < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: expected more than 0 and less than 1, like 0.8")
    return level


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: expected one like 2025-11-20") from None
