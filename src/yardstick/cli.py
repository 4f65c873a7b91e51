"""The command line of the indicator engine: reads files, prints results, knows no rule."""

import argparse
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from yardstick.progress import Progress, measure
from yardstick.series_csv import BadRow, read_series

FAILED = 1
DESCRIPTION = "Score indicators on their way to a target."
PROGRESS_EPILOG = """\
columns: id, base_year, base_value, current_year, current_value, target_year, target_value, direction, limit
direction is positive (higher is better) or negative; target_value with target_year, and limit, may be empty.

example:
  yardstick progress indicators.csv --json
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 the work failed (2, bad usage, leaves through argparse)."""
    options = _parser().parse_args(arguments)
    try:
        results = [measure(series) for series in read_series(io.StringIO(_text(options.file), newline=""))]
    except BadRow as error:
        return _refuse(f"{options.file}: {error}")
    except UnicodeDecodeError as error:
        return _refuse(f"{options.file}: not UTF-8 text at byte {error.start}; save the file as UTF-8")
    except OSError as error:
        return _refuse(f"{options.file}: {error.strerror}")
    print(_as_json_lines(results) if options.json else _as_table(results), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yardstick", description=DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    progress = commands.add_parser(
        "progress",
        help="score each row of a CSV file, from -5 to 5",
        description="Score each row of a CSV file by its growth, against the growth its target asks for.",
        epilog=PROGRESS_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    progress.add_argument("file", metavar="FILE.csv", help="the series, UTF-8 with a header; - reads standard input")
    progress.add_argument("--json", action="store_true", help="print one JSON object a row instead of a table")
    return parser


def _text(file: str) -> str:
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    return content.decode("utf-8-sig")  # spreadsheets write the mark


def _as_json_lines(results: list[Progress]) -> str:
    return "".join(json.dumps(asdict(result), ensure_ascii=False, allow_nan=False) + "\n" for result in results)


def _as_table(results: list[Progress]) -> str:
    width = max((len(result.id) for result in results), default=0)
    return "".join(
        f"{result.id:<{width}}  {_figure(result.value)}  {_figure(result.score)}  {result.status}\n"
        for result in results
    )


def _figure(number: float | None) -> str:
    return f"{'–' if number is None else format(number, '.4f'):>10}"


def _refuse(message: str) -> int:
    print(f"yardstick: {message}", file=sys.stderr)
    return FAILED
