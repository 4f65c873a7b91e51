"""Series to be scored, read from a CSV file: all rows or none."""

import csv
import math
import re
from collections.abc import Iterable, Mapping

from yardstick.progress import Direction, Reading, Series

REQUIRED = ("id", "base_year", "base_value", "current_year", "current_value", "direction")
OPTIONAL = ("target_year", "target_value", "limit")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)  # float() would also take 1_000 and nan


class BadRow(ValueError):
    """The file cannot be used; the message is one line that names the row and says what to do."""


def read_series(lines: Iterable[str]) -> list[Series]:
    """Parse CSV lines with a header into series, in order.

    Raises `BadRow` for a column that is unknown or missing, and for the first row that cannot be read.
    """
    reader = csv.DictReader(lines, strict=True)
    series = []
    try:
        _check_header(list(reader.fieldnames or ()))
        for number, row in enumerate(reader, start=1):
            try:
                series.append(_series(row))
            except ValueError as error:
                raise BadRow(f"row {number} (line {reader.line_num}): {error}") from None
    except csv.Error as error:
        raise BadRow(f"line {reader.line_num}: not readable as CSV: {error}") from None
    return series


def _check_header(names: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in REQUIRED + OPTIONAL]
    repeated = sorted({name for name in names if names.count(name) > 1})
    for fault, columns in (("unknown", unknown), ("missing", missing), ("repeated", repeated)):
        if columns:
            raise BadRow(f"line 1: {fault} column: {', '.join(map(repr, columns))}")


def _series(row: Mapping[str | None, str | None]) -> Series:
    if None in row:  # where csv.DictReader puts what has no header
        raise ValueError("more cells than the header has")
    cells = {str(name): (text or "").strip() for name, text in row.items()}
    return Series(
        id=cells["id"],
        base=_reading(cells, "base"),
        current=_reading(cells, "current"),
        direction=_direction(cells["direction"]),
        target=_reading(cells, "target"),
        limit=_number(cells, "limit"),
    )


def _reading(cells: Mapping[str, str], which: str) -> Reading | None:
    year, value = _number(cells, f"{which}_year"), _number(cells, f"{which}_value")
    if value is None:
        return None
    if year is None:
        raise ValueError(f"{which}_value has no {which}_year")
    return Reading(year, value)


def _direction(text: str) -> Direction:
    try:
        return Direction(text)
    except ValueError:
        found = f"is {text!r}" if text else "is empty"
        raise ValueError(f"direction {found}: write positive (higher is better) or negative") from None


def _number(cells: Mapping[str, str], name: str) -> float | None:
    text = cells.get(name, "")
    if not text:
        return None
    if NUMBER.fullmatch(text) is None:
        raise ValueError(f"{name} is not a number: {text!r}")
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{name} is too large: {text!r}")
    return number
