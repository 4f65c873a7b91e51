"""Finds tables by the lines drawn around their cells."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NEAR = 3.0
_MOST_LINES = 1200

Rule = tuple[float, float, float, float]


class Box(NamedTuple):
    """A cell: its bounds in points, the row and column it begins in, and how many it covers."""

    x0: float
    y0: float
    x1: float
    y1: float
    row: int
    column: int
    rows: int
    columns: int


class Table(NamedTuple):
    """Bounds and cells, row by row from above."""

    x0: float
    y0: float
    x1: float
    y1: float
    boxes: list[Box]


def tables(rules: Sequence[Rule]) -> list[Table]:
    """The tables of a page with at least two columns; rules are (x0, y0, x1, y1), level or upright."""
    level = _merged((y0, x0, x1) for x0, y0, x1, y1 in rules if x1 - x0 > y1 - y0)
    upright = _merged((x0, y0, y1) for x0, y0, x1, y1 in rules if x1 - x0 <= y1 - y0)
    if len(level) > _MOST_LINES or len(upright) > _MOST_LINES:
        return []
    found = []
    for levels, uprights in _connected(level, upright):
        xs = sorted({x for x, _, _ in uprights})
        ys = sorted({y for y, _, _ in levels}, reverse=True)
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Table(xs[0], ys[-1], xs[-1], ys[0], _boxes(xs, ys, levels, uprights)))
    return found


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at nearly the same height brought to one, pieces that touch made one."""
    merged: list[tuple[float, float, float]] = []
    heights: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if heights and line[0] - heights[-1][0][0] <= _NEAR:
            heights[-1].append(line)
        else:
            heights.append([line])
    for group in heights:
        at = group[0][0]
        pieces = sorted((a, b) for _, a, b in group)
        start, end = pieces[0]
        for a, b in pieces[1:]:
            if a <= end + _NEAR:
                end = max(end, b)
            else:
                merged.append((at, start, end))
                start, end = a, b
        merged.append((at, start, end))
    return merged


def _connected(
    level: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]
) -> list[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]]:
    """Groups of lines that touch each other."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, (y, left, right) in enumerate(level):
        for j, (x, low, high) in enumerate(upright, len(level)):
            if left - _NEAR <= x <= right + _NEAR and low - _NEAR <= y <= high + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {}
    for at, line in enumerate([*level, *upright]):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(line)
    return list(groups.values())


def _boxes(
    xs: list[float],
    ys: list[float],
    level: list[tuple[float, float, float]],
    upright: list[tuple[float, float, float]],
) -> list[Box]:
    rows, columns = len(ys) - 1, len(xs) - 1

    def has_right(row: int, column: int) -> bool:
        middle = (ys[row] + ys[row + 1]) / 2
        return any(abs(x - xs[column + 1]) <= _NEAR and a <= middle <= b for x, a, b in upright)

    def has_below(row: int, column: int) -> bool:
        middle = (xs[column] + xs[column + 1]) / 2
        return any(abs(y - ys[row + 1]) <= _NEAR and a <= middle <= b for y, a, b in level)

    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right, below = column, row
            while right + 1 < columns and not has_right(row, right) and (row, right + 1) not in taken:
                right += 1
            while below + 1 < rows and not any(has_below(below, c) for c in range(column, right + 1)):
                below += 1
            taken.update((r, c) for r in range(row, below + 1) for c in range(column, right + 1))
            boxes.append(
                Box(xs[column], ys[below + 1], xs[right + 1], ys[row], row, column, below - row + 1, right - column + 1)
            )
    return boxes
