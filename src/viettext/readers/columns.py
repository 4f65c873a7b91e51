"""Brings the lines of a page into reading order: what stands in columns left before right, the rest from above."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

_DEEPEST = 6
_MOST_LINES = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its bounds (points, from below), where its words start, and the bounds of the column it
    stands in; ``rows`` are those of a table, whose ``text`` is empty."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    starts: tuple[float, ...]
    rows: tuple[str, ...] = ()
    left: float = 0.0
    right: float = 0.0
    is_in_column: bool = False
    page_width: float = 0.0


def ordered(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines in reading order."""
    if len(lines) > _MOST_LINES:
        return [replace(line, page_width=width) for line in lines]
    return [replace(line, page_width=width) for line in _ordered(_rows(lines), 0)]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines on one height together, from the left; pieces that stand close made one."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        row = rows[-1] if rows else None
        if row and not line.rows and not row[0].rows and row[0].base - line.base <= 0.4 * max(line.size, row[0].size):
            row.append(line)
        else:
            rows.append([line])
    return [_close(sorted(row, key=lambda line: line.x0)) for row in rows]


def _close(row: list[Line]) -> list[Line]:
    found: list[Line] = []
    for line in row:
        last = found[-1] if found else None
        if last is not None and line.x0 - last.x1 < 0.6 * min(line.size, last.size):
            is_apart = line.x0 - last.x1 > 0.1 * line.size
            found[-1] = replace(
                last,
                text=last.text + (" " if is_apart else "") + line.text,
                x1=max(last.x1, line.x1),
                starts=last.starts + (line.starts if is_apart else line.starts[1:]),
                size=max(last.size, line.size),
            )
        else:
            found.append(line)
    return found


def _ordered(rows: list[list[Line]], depth: int) -> list[Line]:
    if depth >= _DEEPEST:
        return [line for row in rows for line in row]
    found: list[Line] = []
    waiting: list[list[Line]] = []
    at = 0
    while at < len(rows):
        if len(rows[at]) < 2:
            waiting.append(rows[at])
            at += 1
            continue
        middle, end, low, high = _band(rows, at)
        start = len(waiting)
        while start and (narrowed := _narrowed(waiting[start - 1], middle, low, high)):
            low, high = narrowed
            start -= 1
        band = waiting[start:] + rows[at:end]
        found.extend(_bounded([row[0] for row in waiting[:start]], depth))
        waiting = []
        for side in (0, 1):
            half = [kept for row in band if (kept := [line for line in row if (_middle(line) > middle) == bool(side)])]
            found.extend(_ordered(half, depth + 1))
        at = end
    return found + _bounded([row[0] for row in waiting], depth)


def _band(rows: list[list[Line]], at: int) -> tuple[float, int, float, float]:
    """From a row with a gap: the middle of the gutter, the row behind the last that keeps it free, and its bounds."""
    row = rows[at]
    low, high = max(((a.x1, b.x0) for a, b in itertools.pairwise(row)), key=lambda gap: gap[1] - gap[0])
    middle = (low + high) / 2
    end = at + 1
    while end < len(rows) and (narrowed := _narrowed(rows[end], middle, low, high)):
        low, high = narrowed
        middle = (low + high) / 2
        end += 1
    return middle, _without_tail(rows, at, end, middle), low, high


def _narrowed(row: list[Line], middle: float, low: float, high: float) -> tuple[float, float] | None:
    """The gutter that a row leaves, or None where it reaches across or is a table."""
    if any(line.rows for line in row):
        return None
    for line in row:
        if _middle(line) <= middle:
            low = max(low, line.x1)
        else:
            high = min(high, line.x0)
    return (low, high) if high - low > 0.35 * row[0].size else None


def _without_tail(rows: list[list[Line]], start: int, end: int, middle: float) -> int:
    """Short lines at the left below both columns belong to the left one only where they follow closely."""
    last = end
    while last > start + 1 and all(_middle(line) <= middle for line in rows[last - 1]):
        last -= 1
    tail = rows[last:end]
    if not tail or len(tail) > 2:
        return end
    above, below = rows[last - 1][0], tail[0][0]
    return end if above.base - below.base < 1.9 * below.size and len(rows[last - 1]) == 2 else last


def _middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _bounded(lines: list[Line], depth: int) -> list[Line]:
    """Lines of one column with its bounds; those over the whole page get theirs when all pages are known."""
    if not depth or not lines:
        return lines
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [replace(line, left=left, right=right, is_in_column=True) for line in lines]
