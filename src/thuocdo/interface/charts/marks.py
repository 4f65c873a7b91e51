"""The home page's picture: every task one mark, every tick a hundred."""

import math
from collections.abc import Sequence

from thuocdo.interface.charts.canvas import Write, drawing, plain, trimmed

# Above this many tasks one mark stands for ten, a hundred and so on: a page of marks is read as a picture, not counted.
MOST_MARKS = 2_000
# The picture has room for as many: a young programme's few marks keep their size and leave the rest of it empty.
LEAST_ROOM = 1_000


def tasks_per_mark(total: int) -> int:
    """How many tasks one mark stands for: 1, 10, 100 …, the least that keeps the marks under MOST_MARKS."""
    per_mark = 1
    while total > per_mark * MOST_MARKS:
        per_mark *= 10
    return per_mark


def _mark_counts(counts: Sequence[int], per_mark: int) -> list[int]:
    return [math.ceil(count / per_mark) if count else 0 for count in counts]


def _dots(first: int, last: int, rows: int, step: float) -> str:
    """Round marks as strokes of zero-length dashes, one segment for each column: far shorter than one path a mark."""
    segments, at = [], first
    while at < last:
        column, row = divmod(at, rows)
        end = min(last, (column + 1) * rows)
        x, y = column * step + step / 2, row * step + step / 2
        segments.append(f"M{trimmed(x)} {trimmed(y)}v{trimmed((end - at - 1) * step + 0.1)}")
        at = end
    return "".join(segments)


def _shapes(first: int, last: int, rows: int, step: float, shape: str) -> str:
    half = step / 2
    return "".join(
        f"M{trimmed(at // rows * step + half)} {trimmed(at % rows * step + half)}{shape}" for at in range(first, last)
    )


def _mark_paths(counts: Sequence[int], rows: int, step: float) -> str:
    r = step * 0.42
    ring = r - 0.7
    diamond = f"m0-{trimmed(r)}l{trimmed(r)} {trimmed(r)}-{trimmed(r)} {trimmed(r)}-{trimmed(r)}-{trimmed(r)}z"
    d, half = trimmed(2 * ring), trimmed(ring)
    circle = f"m-{half} 0a{half} {half} 0 1 0 {d} 0a{half} {half} 0 1 0-{d} 0"
    edges = [sum(counts[:k]) for k in range(5)]
    done = _dots(edges[0], edges[1], rows, step)
    late, open_, over = (
        _shapes(edges[k], edges[k + 1], rows, step, shape) for k, shape in ((1, diamond), (2, circle), (3, diamond))
    )
    return (
        f'<path class="k-done" fill="none" stroke-width="{trimmed(2 * r)}" stroke-linecap="round" '
        f'stroke-dasharray="0 {trimmed(step)}" d="{done}"/><path class="f-late solid" d="{late}"/>'
        f'<path class="k-open" fill="none" stroke-width="1.3" d="{open_}"/><path class="f-over" d="{over}"/>'
    )


def _mark_ticks(marks_total: int, per_mark: int, real_total: int, rows: int, step: float, write: Write) -> str:
    width, height = math.ceil(marks_total / rows) * step, rows * step
    labelled = 500 if width < 70 * step else 200
    out = []
    for n in range(0, marks_total, 100):
        has_label = n % labelled == 0 and marks_total - n > 150
        x = n / rows * step + 0.5
        out.append(f'<path class="tick" d="M{trimmed(x)} {trimmed(height + 3)}v{9 if has_label else 5}"/>')
        if has_label:
            anchor = "start" if n == 0 else "middle"
            out.append(
                f'<text x="{trimmed(x)}" y="{trimmed(height + 26)}" text-anchor="{anchor}">{write(n * per_mark)}</text>'
            )
    x, anchor = (width, "end") if width > 6 * step else (0, "start")
    out.append(f'<text x="{trimmed(x)}" y="{trimmed(height + 26)}" text-anchor="{anchor}">{write(real_total)}</text>')
    return "".join(out)


def marks(counts: Sequence[int], *, rows: int, css: str = "", write: Write = plain) -> str:
    """Every task one mark, at most `rows` to a column, a tick at each hundred marks.

    `counts` are done on time, done late, open in time, open overdue: solid or hollow, round or cornered.
    """
    step = 9.0
    total = sum(counts)
    per_mark = tasks_per_mark(total)
    shown = _mark_counts(counts, per_mark)
    if not total:
        return ""
    columns = max(math.ceil(sum(shown) / rows), LEAST_ROOM // rows)
    rows = min(rows, math.ceil(sum(shown) / columns))
    body = _mark_paths(shown, rows, step) + _mark_ticks(sum(shown), per_mark, total, rows, step, write)
    return drawing(body, width=columns * step, height=rows * step + 30, css=css)
