"""A series against its planned trajectory and its forecast."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from thuocdo.interface.charts.canvas import Write, drawing, nice_step, plain, trimmed


@dataclass(frozen=True)
class Trend:
    """What a trend chart shows, all lists as long as `labels`; None is a gap.

    `target` is the planned trajectory (drawn from point to point across gaps), `forecast` gives (low, expected, high).
    """

    labels: Sequence[str]
    actual: Sequence[float | None]
    target: Sequence[float | None] = ()
    forecast: Sequence[tuple[float, float, float] | None] = ()


def _known(values: Sequence[float | None]) -> list[tuple[int, float]]:
    return [(i, value) for i, value in enumerate(values) if value is not None]


def _runs(points: Sequence[tuple[int, float]]) -> list[list[tuple[int, float]]]:
    """Points split where one is missing between them: a line never bridges what was not measured."""
    runs: list[list[tuple[int, float]]] = [[points[0]]] if points else []
    for before, after in pairwise(points):
        if after[0] == before[0] + 1:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


@dataclass(frozen=True)
class _Frame:
    """Where a value lands in a trend chart."""

    width: int
    height: int
    count: int
    low: float
    high: float

    left = 40
    right = 52
    top = 16

    def x(self, index: float) -> float:
        return self.left + (self.width - self.left - self.right) * index / max(self.count - 1, 1)

    def y(self, value: float) -> float:
        base = self.height - 28
        return base - (base - self.top) * (value - self.low) / (self.high - self.low)

    def line(self, points: Sequence[tuple[int, float]]) -> str:
        return "M" + "L".join(f"{trimmed(self.x(i))} {trimmed(self.y(value))}" for i, value in points)


def _bounds(trend: Trend) -> tuple[float, float, float]:
    """Lowest and highest grid value and the step between grid lines."""
    ends = [value for band in trend.forecast if band for value in (band[0], band[2])]
    values = [value for _, value in _known(trend.actual) + _known(trend.target)] + ends
    low, high = min(values), max(values)
    step = nice_step((high - low) or abs(high) or 1)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    return bottom, top if top > bottom else bottom + step, step


def _grid(frame: _Frame, step: float, labels: Sequence[str], write: Write) -> str:
    out = []
    for k in range(round((frame.high - frame.low) / step) + 1):
        value = frame.low + k * step
        y = frame.y(value)
        out.append(f'<path class="grid" d="M{frame.left} {trimmed(y)}H{frame.width - frame.right}"/>')
        out.append(f'<text x="{frame.left - 8}" y="{trimmed(y + 4)}" text-anchor="end">{write(value)}</text>')
    slot = (frame.width - frame.left - frame.right) / max(len(labels) - 1, 1)
    every = max(1, math.ceil(64 / slot)) if slot else 1
    out += [
        f'<text x="{trimmed(frame.x(i))}" y="{frame.height - 8}" text-anchor="middle">{escape(text)}</text>'
        for i, text in enumerate(labels)
        if i % every == 0
    ]
    return "".join(out)


def _forecast(frame: _Frame, trend: Trend) -> str:
    bands = [(i, band) for i, band in enumerate(trend.forecast) if band is not None]
    if len(bands) < 2:
        return ""
    upper = frame.line([(i, band[2]) for i, band in bands])
    lower = frame.line([(i, band[0]) for i, band in reversed(bands)])
    middle = frame.line([(i, band[1]) for i, band in bands])
    return f'<path class="lo" d="{upper}L{lower[1:]}Z"/><path class="forecast" d="{middle}"/>'


def _ends(frame: _Frame, trend: Trend, write: Write) -> str:
    """The last value of each line, printed beside it; two that would overlap are moved apart."""
    actual, target = _known(trend.actual), _known(trend.target)
    bands = [(i, band[1]) for i, band in enumerate(trend.forecast) if band is not None]
    out = []
    if actual:
        x, y = frame.x(actual[-1][0]), frame.y(actual[-1][1])
        out.append(f'<circle class="dot" cx="{trimmed(x)}" cy="{trimmed(y)}" r="4.5"/>')
        is_end = actual[-1][0] == frame.count - 1
        spot = (x + 9, y + 4, "start") if is_end else (x - 4, y - 12, "end")
        out.append(
            f'<text class="strong" x="{trimmed(spot[0])}" y="{trimmed(spot[1])}" text-anchor="{spot[2]}">'
            f"{write(actual[-1][1])}</text>"
        )
    marks_ = sorted((frame.y(points[-1][1]) + 4, points[-1]) for points in (target, bands) if points)
    below = -math.inf
    for y, (i, value) in marks_:
        below = max(y, below + 15)
        out.append(f'<text x="{trimmed(frame.x(i) + 9)}" y="{trimmed(below)}">{write(value)}</text>')
    return "".join(out)


def trend_chart(trend: Trend, *, width: int, css: str = "", height: int = 340, write: Write = plain) -> str:
    """Actual values as a line with gaps where nothing was reported, the planned trajectory, and the forecast band."""
    if not _known(trend.actual) and not _known(trend.target):
        return ""
    low, high, step = _bounds(trend)
    frame = _Frame(width=width, height=height, count=len(trend.labels), low=low, high=high)
    out = [_grid(frame, step, trend.labels, write), _forecast(frame, trend)]
    target = _known(trend.target)
    if target:
        out.append(f'<path class="target" d="{frame.line(target)}"/>')
    for run in _runs(_known(trend.actual)):
        if len(run) > 1:
            out.append(f'<path class="actual" d="{frame.line(run)}"/>')
        else:
            x, y = frame.x(run[0][0]), frame.y(run[0][1])
            out.append(f'<circle class="dot" cx="{trimmed(x)}" cy="{trimmed(y)}" r="3"/>')
    out.append(_ends(frame, trend, write))
    return drawing("".join(out), width=width, height=height, css=css)
