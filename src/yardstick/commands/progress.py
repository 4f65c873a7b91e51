"""`yardstick progress`: the score of each row of a CSV file."""

import argparse
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

from yardstick.errors import BadInput
from yardstick.progress import Progress, measure
from yardstick.series_csv import BadRow, read_series

HELP = "score each row of a CSV file, from -5 to 5"
DESCRIPTION = "Score each row of a CSV file by its growth, against the growth its target asks for."
EPILOG = """\
columns: id, base_year, base_value, current_year, current_value, target_year, target_value, direction, limit
direction is positive (higher is better) or negative; target_value with target_year, and limit, may be empty.

example:
  yardstick progress indicators.csv --json
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE.csv", help="the series, UTF-8 with a header; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a row instead of a table")


def run(options: argparse.Namespace) -> int:
    """Print a result for each row of the file, or nothing where a row cannot be read."""
    try:
        results = [measure(series) for series in read_series(io.StringIO(_text(options.file), newline=""))]
    except BadRow as error:
        raise BadInput(f"{options.file}: {error}") from None
    except UnicodeDecodeError as error:
        raise BadInput(f"{options.file}: not UTF-8 text at byte {error.start}; save the file as UTF-8") from None
    print(_as_json_lines(results) if options.json else _as_table(results), end="")
    return 0


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
