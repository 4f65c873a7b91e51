"""The page of results: the machine, the versions, and a table for each benchmark."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import metadata
from pathlib import Path

from benchmarks.measure import Row

TITLE = "# Benchmarks"
INTRODUCTION = """\
Written by `make bench`; do not edit. Seconds are the best of several runs on the machine below. A ratio compares with
the named baseline in the same run and is what to watch from one version to the next."""
PACKAGES = ("thuocdo", "django", "psycopg", "lxml", "rapidfuzz", "duckdb", "numpy", "pyarrow")
COLUMNS = "| what | work | seconds | compared with | its seconds | ratio |\n|---|---|---:|---|---:|---:|"


def page(results: Mapping[str, Iterable[Row] | str], *, on: date) -> str:
    """The Markdown page for what each benchmark gave, by the benchmark's name."""
    parts = [TITLE, INTRODUCTION, "\n".join(f"- {line}" for line in [f"Measured on {on}", *machine(), versions()])]
    parts += [f"## {name}\n\n{section(found)}" for name, found in results.items()]
    return "\n\n".join(parts) + "\n"


def section(found: Iterable[Row] | str) -> str:
    """What a benchmark gave: its own words, or a table of its rows."""
    return found if isinstance(found, str) else table(found)


def table(rows: Iterable[Row]) -> str:
    """A Markdown table, one line a row; three significant digits."""
    return "\n".join([COLUMNS, *map(_line, rows)])


def machine() -> list[str]:
    """Processor, usable cores, memory and system; what the machine does not tell is left out."""
    model = _first(r"^model name\s*: (.+)$", Path("/proc/cpuinfo")) or platform.processor()
    memory = _first(r"^MemTotal:\s+(\d+) kB$", Path("/proc/meminfo"))
    facts = [f"Processor: {model}" if model else "", f"Cores: {len(os.sched_getaffinity(0))}"]
    facts += [f"Memory: {int(memory) / 2**20:.1f} GiB" if memory else "", f"System: {_system()}"]
    return [fact for fact in facts if fact]


def versions() -> str:
    """The interpreter, SQLite and the packages that the figures depend on."""
    found = [("Python", platform.python_version()), ("SQLite", sqlite3.sqlite_version)]
    found += [(name, metadata.version(name)) for name in PACKAGES]
    return "Versions: " + ", ".join(f"{name} {version}" for name, version in found)


def _line(row: Row) -> str:
    cells = (
        row.name,
        row.work,
        _figure(row.seconds),
        row.baseline or "–",
        _figure(row.baseline_seconds),
        _figure(row.ratio),
    )
    return f"| {' | '.join(cells)} |"


def _figure(number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:.0f}" if number >= 100 else f"{number:#.3g}"


def _first(pattern: str, file: Path) -> str | None:
    found = re.search(pattern, file.read_text("utf-8"), re.MULTILINE) if file.exists() else None
    return found.group(1) if found else None


def _system() -> str:
    release = _first(r'^PRETTY_NAME="(.+)"$', Path("/etc/os-release"))
    return f"{release or platform.system()}, kernel {platform.release()}"
