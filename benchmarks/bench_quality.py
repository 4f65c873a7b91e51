"""What a check of a whole country's values costs, beside one plain query that reads the same values."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb

from benchmarks import report
from benchmarks.measure import Row, best_seconds
from yardstick import national
from yardstick.commands.bench import peak_mb
from yardstick.commands.quality import checked
from yardstick.definitions import read_definitions
from yardstick.loading import Store, load
from yardstick.loading.sources import quoted
from yardstick.units import read_units

SIZES = (3_985_200, 39_852_000)
MEMORY = "1GB"
MEMORY_OF_PLAIN = "2GB"  # it holds every value of every group and does not end with 1 GB
ON = date(2026, 1, 10)
EXPLAINED = f"""\
Made values of the national shape (200 data elements, 3,321 communes, 34 provinces, months), checked by all there is:
20 rules on what was reported and 2 on provinces, limits, one form of all elements, outliers against history and peers,
timeliness, copies, repeats, changes of unit, and scores of every element, month and level. A check "of a store" reads
what a roll-up has kept; "of files" begins with Parquet files. The query beside it reads the same store and makes the
median of each series, nothing else; it may hold {MEMORY_OF_PLAIN}. A check is a process of its own with `--memory
{MEMORY}`; its seconds are those after the start of the interpreter."""


def text() -> str:
    """The section of the report."""
    rows: list[Row] = []
    peaks: list[str] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="quality-") as folder:
            _prepare(Path(folder), size)
            for row, peak in _measured(Path(folder), f"{size:,} values"):
                rows.append(row)
                peaks.append(f"{row.name}, {row.work}: {peak:,.0f} MB")
    return "\n\n".join([EXPLAINED, report.table(rows), f"Peak memory of the process: {'; '.join(peaks)}."])


def _prepare(folder: Path, size: int) -> None:
    national.make(folder, national.shape_of(size))
    (folder / "rules.json").write_text(json.dumps(_stated()), "utf-8")
    load(
        [folder / "values"],
        definitions=read_definitions(folder / "definitions.json"),
        units=read_units(folder / "units.csv"),
        into=Store(folder / "store", ()),
    )


def _stated() -> dict[str, object]:
    codes = [f"E{number:03}" for number in range(national.ELEMENTS)]
    usual = {"operator": "less_than_or_equal_to", "missing": "skip_if_any_missing"}
    rules = [
        {**usual, "code": f"R{one}", "left": f"#{{{one}}}", "right": f"#{{{other}}} * 100"}
        for one, other in pairwise(codes)
    ]
    above = [{**rule, "code": f"{rule['code']}_ABOVE", "level": "province"} for rule in rules[:2]]
    return {
        "rules": rules[:20] + above,
        "elements": [{"code": code, "measure": "count", "across_units": "sum"} for code in codes],
        "forms": [{"code": "F", "elements": codes, "frequency": "monthly"}],
    }


def _measured(folder: Path, work: str) -> Iterator[tuple[Row, float]]:
    plain = best_seconds(lambda: _plain(folder / "store"), 3)
    for name, data in (("a check of a store", "store"), ("a check of files", "values")):
        runs = [_in_a_process(folder, data) for _ in range(2)]
        seconds, peak = min(run[0] for run in runs), max(run[1] for run in runs)
        yield Row(name, work, seconds, "one plain query", plain), peak


def _plain(store: Path) -> None:
    with duckdb.connect(config={"memory_limit": MEMORY_OF_PLAIN, "temp_directory": str(store.parent)}) as db:
        db.execute("SET preserve_insertion_order = false")
        files = quoted(f"{store}/*.parquet")
        median = f"SELECT element, option, unit, median(value) FROM read_parquet({files}) GROUP BY ALL"  # noqa: S608
        db.execute(f"CREATE TEMP TABLE medians AS {median}")


def _in_a_process(folder: Path, data: str) -> tuple[float, float]:
    """Seconds and peak memory in MB."""
    told = subprocess.run(
        [sys.executable, "-m", __name__, str(folder), data], check=True, capture_output=True, text=True
    ).stdout
    found: dict[str, float] = json.loads(told)
    return found["seconds"], found["peak_mb"]


def main(folder: Path, data: str) -> None:
    """One check, as the command makes it; prints what it cost."""
    started = time.perf_counter()
    made = checked(
        [folder / data], rules=folder / "rules.json", units=folder / "units.csv", on=ON, memory=MEMORY
    )  # fmt: skip
    text = json.dumps(made, ensure_ascii=False, allow_nan=False)
    seconds = time.perf_counter() - started
    peak = peak_mb()
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "bytes": len(text)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
