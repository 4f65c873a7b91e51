"""Runs the benchmarks: all of them, to be written to docs/benchmarks.md, or some, only to be looked at."""

import argparse
import importlib
import pkgutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import benchmarks
from benchmarks import report
from benchmarks.measure import Row

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
PREFIX = "bench_"


def names() -> list[str]:
    """All benchmarks: the modules `bench_*.py` of this package, each with `run() -> list[Row]` or `text() -> str`."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX))


def run(name: str) -> list[Row] | str:
    """Run one benchmark: rows of times, or a section as it is to be printed."""
    module = importlib.import_module(f"benchmarks.{PREFIX}{name}")
    found: list[Row] | str = module.text() if hasattr(module, "text") else module.run()
    return found


def main() -> int:
    """Run what was asked for; the page is written only when everything ran, so that it is of one run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", epilog="example: python -m benchmarks progress")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(names())} (default: all)")
    chosen = parser.parse_args().names
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    results = {}
    for name in chosen or names():
        results[name] = run(name)
        print(f"{name}\n{report.section(results[name])}\n", flush=True)
    if not chosen:
        PAGE.write_text(report.page(results, on=datetime.now(tz=UTC).date()), "utf-8")
        print(f"written: {PAGE.relative_to(Path.cwd())}" if PAGE.is_relative_to(Path.cwd()) else f"written: {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
