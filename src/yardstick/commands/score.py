"""`yardstick score`: scores, composite index and ranks of every unit and period."""

import argparse
import json
import sys
from pathlib import Path

import pyarrow as pa

from yardstick.scoring.columns import Panel
from yardstick.scoring.index import compute
from yardstick.scoring.long_rows import panel_from_table, read_peers, read_values, result_table, write_table
from yardstick.scoring.reading import read_specification
from yardstick.scoring.specification import Specification

HELP = "score and rank units by a composite index"
DESCRIPTION = "Score every unit by the indicators of an index, add up the index, and rank within peer groups."
EPILOG = """\
values: indicator, unit, period, value (empty or null: missing); peers: unit, peer_group
result: node, unit, period, score, rank, of, band, missing_share (0 to 1), for every node of the index
the specification's JSON schema is yardstick/schemas/scores.schema.json.

example:
  yardstick score index.json --values values.csv --peers peers.csv --out scores.parquet
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("specification", metavar="SPEC.json", type=Path, help="what the index is made of")
    parser.add_argument("--values", metavar="FILE", type=Path, required=True, help="the figures, .csv or .parquet")
    parser.add_argument("--peers", metavar="FILE.csv", type=Path, required=True, help="the peer group of each unit")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the result to a .csv or .parquet file")
    parser.add_argument("--json", action="store_true", help="print one JSON object a row instead of a table")


def run(options: argparse.Namespace) -> int:
    """Write or print the result; nothing is written where anything of the input is refused."""
    specification = read_specification(options.specification)
    panel = panel_from_table(read_values(options.values), read_peers(options.peers))
    _tell_what_is_absent(specification, panel)
    table = result_table(compute(specification, panel))
    if options.out is not None:
        write_table(table, options.out)
    if options.json:
        _print_json_lines(table)
    elif options.out is None:
        _print_table(table, specification.index.code)
    return 0


def _tell_what_is_absent(specification: Specification, panel: Panel) -> None:
    """A misspelt code would else pass for an indicator that nobody reports."""
    for indicator in specification.indicators():
        if indicator not in panel.columns:
            print(f"yardstick: no unit has a figure of indicator {indicator!r}", file=sys.stderr)


def _print_json_lines(table: pa.Table) -> None:
    for batch in table.to_batches(max_chunksize=10_000):
        rows = batch.to_pylist()
        print("".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows), end="")


def _print_table(table: pa.Table, index: str) -> None:
    """The index alone, period by period, the best first in each."""
    rows = [row for row in table.to_pylist() if row["node"] == index]
    rows.sort(key=lambda row: (row["period"], row["rank"] is None, row["rank"], row["unit"]))
    width = max((len(row["unit"]) for row in rows), default=0)
    for row in rows:
        score = "–" if row["score"] is None else format(row["score"], ".4f")
        rank = "–" if row["rank"] is None else f"{row['rank']}/{row['of']}"
        print(f"{row['period']:<10}  {row['unit']:<{width}}  {score:>10}  {rank:>11}  {row['band'] or ''}".rstrip())
