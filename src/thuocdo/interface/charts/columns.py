"""The course of a programme as columns: assigned, done, overdue."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from thuocdo.interface.charts.canvas import Write, drawing, nice_step, plain, trimmed


@dataclass(frozen=True)
class Column:
    """One column of the course of a programme: tasks assigned so far, done so far, and overdue on that day."""

    label: str
    assigned: int
    done: int
    overdue: int


def columns(points: Sequence[Column], *, width: int, css: str = "", height: int = 300, write: Write = plain) -> str:
    """Columns: done at the foot, the open part above it, overdue in red on top; the last total is printed."""
    if not points:
        return ""
    left, top, base = 4, 26, height - 28
    high = max((point.assigned for point in points), default=0) * 1.04 or 1.0
    slot = (width - left) / len(points)
    every = max(1, math.ceil(46 / slot))
    step = nice_step(high, 4)

    def y(value: float) -> float:
        return base - (base - top) * value / high

    out = []
    for k in range(int(high / step) + 1):
        out.append(f'<path class="grid" d="M0 {trimmed(y(k * step))}H{width}"/>')
        if k:
            out.append(f'<text x="0" y="{trimmed(y(k * step) - 5)}">{write(k * step)}</text>')
    for i, point in enumerate(points):
        x, w, is_last = left + i * slot + slot * 0.16, slot * 0.68, i == len(points) - 1
        out.append(_column(point, x, w, y))
        middle = trimmed(x + w / 2)
        if is_last or (i % every == 0 and len(points) - 1 - i >= every):
            strong = ' class="strong"' if is_last else ""
            out.append(f'<text x="{middle}" y="{height - 8}" text-anchor="middle"{strong}>{escape(point.label)}</text>')
        if is_last:
            out.append(
                f'<text class="strong" x="{middle}" y="{trimmed(y(point.assigned) - 7)}" text-anchor="middle">'
                f"{write(point.assigned)}</text>"
            )
    return drawing("".join(out), width=width, height=height, css=css)


def _column(point: Column, x: float, width: float, y: Callable[[float], float]) -> str:
    parts = (
        ("f-done", 0, point.done),
        ("f-open", point.done, point.assigned - point.overdue),
        ("f-over", point.assigned - point.overdue, point.assigned),
    )
    return "".join(
        f'<rect class="{css}" x="{trimmed(x)}" y="{trimmed(y(high))}" width="{trimmed(width)}" '
        f'height="{trimmed(max(y(low) - y(high) - 1, 1.2))}"/>'
        for css, low, high in parts
        if high > low
    )
