"""`yardstick score`: scores, composite index and ranks of every unit and period."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from yardstick.errors import BadInput, BadUsage
from yardstick.scoring.columns import Panel
from yardstick.scoring.index import Result, compute
from yardstick.scoring.long_rows import panel_from_table, read_peers, read_values, result_table, write_table
from yardstick.scoring.quality_rows import qualities_from_table, read_qualities
from yardstick.scoring.quality_rule import QualityRule
from yardstick.scoring.reading import read_specification
from yardstick.scoring.specification import Specification

HELP = "score and rank units by a composite index"
DESCRIPTION = "Score every unit by the indicators of an index, add up the index, and rank within peer groups."
EPILOG = """\
values: indicator, unit, period, value (empty or null: missing); peers: unit, peer_group
result: node, unit, period, score, rank, of, band, missing_share (0 to 1), for every node of the index
quality: what `yardstick quality --figures LEVEL --json` prints, or a .csv or .parquet file with the columns indicator
(or element), unit, period, quality (0 to 1). SPEC.json states how it discounts; the result then also has quality, and
discounted, discounted_rank, discounted_of, discounted_band, discounted_missing_share beside the index as it is.
the specification's JSON schema is yardstick/schemas/scores.schema.json.

example:
  yardstick score index.json --values values.csv --peers peers.csv --out scores.parquet
  yardstick score index.json --values values.csv --peers peers.csv --quality quality.json --json
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("specification", metavar="SPEC.json", type=Path, help="what the index is made of")
    parser.add_argument("--values", metavar="FILE", type=Path, required=True, help="the figures, .csv or .parquet")
    parser.add_argument("--peers", metavar="FILE.csv", type=Path, required=True, help="the peer group of each unit")
    parser.add_argument(
        "--quality", metavar="FILE", type=Path, help="the quality of the figures, .json, .csv or .parquet"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the result to a .csv or .parquet file")
    parser.add_argument("--json", action="store_true", help="print one JSON object a row instead of a table")


def run(options: argparse.Namespace) -> int:
    """Write or print the result; nothing is written where anything of the input is refused."""
    specification = read_specification(options.specification)
    _check_usage(specification, options.quality)
    panel = panel_from_table(read_values(options.values), read_peers(options.peers))
    _tell_what_is_absent(specification, panel)
    result = _computed(specification, panel, options.quality)
    table = result_table(result)
    if options.out is not None:
        write_table(table, options.out)
    if options.json:
        _print_json_lines(table)
    elif options.out is None:
        _print_table(table, specification.index.code)
    return 0


def _check_usage(specification: Specification, quality: Path | None) -> None:
    if specification.quality is None and quality is not None:
        raise BadUsage("--quality: the specification has no field 'quality' that states how it discounts")
    if specification.quality is not None and quality is None:
        raise BadUsage("the specification discounts for quality: --quality FILE is required")


def _computed(specification: Specification, panel: Panel, quality: Path | None) -> Result:
    if specification.quality is None or quality is None:
        return compute(specification, panel)
    table = read_qualities(quality)
    try:
        found = qualities_from_table(table, specification.quality, specification.indicators(), panel)
        result = compute(specification, panel, found)
    except BadInput as error:
        raise BadInput(f"{quality}: {error}") from None
    _tell_what_is_unknown(specification.quality, result)
    return result


def _tell_what_is_unknown(rule: QualityRule, result: Result) -> None:
    """A discount that leaves some figures out must not look like one of all."""
    unknown = {} if result.discounted is None else result.discounted.unknown
    if lacking := sum(unknown.values()):
        scored = sum(int(result.scores[code].present.sum()) for code in unknown)
        effect = "have no discounted score" if rule.assumed is None else f"count as of quality {rule.assumed:g}"
        most = max(sorted(unknown), key=unknown.__getitem__)
        print(
            f"yardstick: {lacking} of {scored} scores have no quality and {effect}; most of them are of {most!r}",
            file=sys.stderr,
        )


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
    """The index alone, period by period, the best first in each; the discounted index, if there is one, beside it."""
    rows = [row for row in table.to_pylist() if row["node"] == index]
    rows.sort(key=lambda row: (row["period"], row["rank"] is None, row["rank"], row["unit"]))
    width = max((len(row["unit"]) for row in rows), default=0)
    for row in rows:
        told = _standing(row, "score", "")
        if "discounted" in row:
            told += "  " + _standing(row, "discounted", "discounted_")
        print(f"{row['period']:<10}  {row['unit']:<{width}}  {told}  {row['band'] or ''}".rstrip())


def _standing(row: Mapping[str, Any], score: str, prefix: str) -> str:
    number = "–" if row[score] is None else format(row[score], ".4f")
    rank, of = row[f"{prefix}rank"], row[f"{prefix}of"]
    return f"{number:>10}  {'–' if rank is None else f'{rank}/{of}':>11}"
