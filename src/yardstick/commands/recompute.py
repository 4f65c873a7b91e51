"""`yardstick recompute`: a published result once more, from what its proof names."""

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path

from yardstick.commands.rollup import compute
from yardstick.definitions import read_definitions
from yardstick.loading.store import open_store
from yardstick.memory import MEMORY
from yardstick.proof import check_store, compare, read_proof
from yardstick.units import read_units

HELP = "compute a published result again and compare it byte for byte"
DESCRIPTION = """\
Read the proof that `rollup --proof` wrote beside a result, see that definitions, units and values are still those,
compute the result again and compare it byte for byte. Exit status 1 and one line that says what differs where it is
not the same."""
EPILOG = """\
example:
  yardstick recompute results.parquet
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("result", type=Path, metavar="RESULT")
    parser.add_argument("--engine", choices=("duckdb", "spark"), help="default: the one that computed the result")
    parser.add_argument("--master", metavar="URL", help="Spark's master (default: YARDSTICK_SPARK_MASTER)")
    parser.add_argument("--memory", default=MEMORY, metavar="SIZE", help=f"for DuckDB (default: {MEMORY})")
    parser.add_argument("--json", action="store_true", help="say what was compared as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Say that the result is the same, or refuse with what differs."""
    proof = read_proof(options.result)
    store = open_store(proof.inputs.data)
    check_store(proof, store)
    with tempfile.TemporaryDirectory(prefix="yardstick-") as folder:
        again = Path(folder) / f"again{options.result.suffix}"
        compute(
            again,
            definitions=read_definitions(proof.inputs.definitions),
            units=read_units(proof.inputs.units, proof.inputs.successions),
            store=store,
            as_of=None if proof.as_of is None else date.fromisoformat(proof.as_of),
            engine=options.engine or proof.engine,
            master=options.master,
            memory=options.memory,
        )
        compare(options.result, again, proof)
    told = {"same": True, "sha256": proof.result_sha256}
    print(json.dumps(told) if options.json else f"{options.result}: the same, byte for byte ({proof.result_sha256})")
    return 0
