"""How much memory DuckDB may take: a size is read and refused at one place."""

import re
from pathlib import Path

import duckdb

from yardstick.errors import BadUsage

MEMORY = "1GB"
SIZE = re.compile(r"[0-9]+(\.[0-9]+)? *(B|[KMGT](i?B)?)", re.IGNORECASE)


def check_memory(size: str) -> None:
    """See that a text is a size: DuckDB would take `-1`, `none` and the like as no bound at all. `BadUsage`."""
    if not SIZE.fullmatch(size):
        raise BadUsage(f"--memory {size}: expected a size like 512MB or 1GB")


def connect(memory: str, folder: Path | str, **settings: bool | int) -> duckdb.DuckDBPyConnection:
    """A DuckDB in this process that holds no more than `memory` ("1GB"); the rest goes to a folder.

    `settings` are DuckDB's own. `BadUsage` where it is no size, or DuckDB cannot start with it or with them.
    """
    check_memory(memory)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(folder),
        "autoinstall_known_extensions": False,
        **settings,
    }
    try:
        return duckdb.connect(config=config)
    except duckdb.Error as error:
        raise BadUsage(f"DuckDB cannot start with --memory {memory}: {str(error).splitlines()[0]}") from None
