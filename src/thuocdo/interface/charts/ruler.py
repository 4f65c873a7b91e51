"""A task's life on a yardstick of months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from thuocdo.interface.charts.canvas import drawing, trimmed


@dataclass(frozen=True)
class Moment:
    """A day in a task's life: `kind` is assigned, first_due, due, over, done or now; `text` is what is printed."""

    on: date
    text: str
    kind: str


SHIFT = 6  # from the line of a moment to its label

_MOMENT_SHAPES = {
    "assigned": '<circle class="hollow" cx="{x}" cy="60" r="6"/>',
    "first_due": '<path class="hollow" d="M{x} 53l7 7-7 7-7-7z"/>',
    "due": '<path class="hollow" d="M{x} 52l8 8-8 8-8-8z"/>',
    "over": '<path class="f-over" d="M{x} 52l8 8-8 8-8-8z"/>',
    "done": '<circle class="f-done" cx="{x}" cy="60" r="7"/>',
    "now": '<path class="now" d="M{x} 46v26"/>',
}


def _month_starts(first: date, last: date) -> list[date]:
    """The first days of the months from the one of `first` to the one after `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 2
    return [date(first.year + (first.month - 1 + k) // 12, (first.month - 1 + k) % 12 + 1, 1) for k in range(count)]


def _month_ticks(starts: Sequence[date], place: Callable[[date], float], width: float) -> str:
    room = width / (len(starts) - 1)
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if room * step >= 44)
    out = []
    for k, start in enumerate(starts[:-1]):
        x = place(start)
        out.append(f'<path class="axis" d="M{trimmed(x + 0.5)} 60v{8 if k % every == 0 else 5}"/>')
        if k % every == 0:
            year = f"/{start.year % 100:02d}" if k == 0 or start.month <= every else ""
            out.append(f'<text x="{trimmed(x + 4)}" y="82">{start.month}{year}</text>')
    return "".join(out)


def _text_width(text: str, size: float = 13) -> float:
    return len(text) * size * 0.62  # bold, and the digits of Be Vietnam Pro are wide


def _label_rows(spots: Sequence[tuple[float, str]], width: float) -> list[tuple[int, str, float, float]]:
    """For each label its row (1 the lowest), anchor and the span it takes; labels that would touch climb a row."""
    taken: dict[int, list[tuple[float, float]]] = {}
    placed = []
    for x, text in spots:
        long = SHIFT + _text_width(text) + 4
        anchor = "start" if x + long <= width else "end"
        low, high = (x - 4, x + long) if anchor == "start" else (x - long, x + 4)
        row = next(r for r in range(1, 99) if all(high < a or low > b for a, b in taken.get(r, [])))
        taken.setdefault(row, []).append((low, high))
        placed.append((row, anchor, low, high))
    return placed


def ruler(moments: Sequence[Moment], *, width: int, css: str = "", label: str = "") -> str:
    """The life of a task on a yardstick of months, from the earliest moment's month to the latest's."""
    if not moments:
        return ""
    in_order = sorted(moments, key=lambda moment: moment.on)
    starts = _month_starts(in_order[0].on, in_order[-1].on)
    days = (starts[-1] - starts[0]).days

    def place(on: date) -> float:
        return width * (on - starts[0]).days / days

    spots = [(place(moment.on), moment.text) for moment in in_order]
    rows = _label_rows(spots, width)
    top = max(0, 20 * (max(row for row, *_ in rows) - 2))
    body = [f'<path class="axis" d="M0 60H{width}"/>', _month_ticks(starts, place, width)]
    for moment, (x, text), (row, anchor, _, _) in zip(in_order, spots, rows, strict=True):
        base = 42 - 20 * (row - 1)
        shift = SHIFT if anchor == "start" else -SHIFT
        body.append(f'<path class="axis" d="M{trimmed(x)} {base - 8}V60"/>')
        body.append(_MOMENT_SHAPES[moment.kind].format(x=trimmed(x)))
        body.append(
            f'<text class="strong" x="{trimmed(x + shift)}" y="{base}" text-anchor="{anchor}">{escape(text)}</text>'
        )
    shifted = f'<g transform="translate(0 {top})">{"".join(body)}</g>'
    return drawing(shifted, width=width + 20, height=92 + top, css=css, label=label, left=-10)
