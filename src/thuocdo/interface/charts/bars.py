"""Bars and sparks: drawings that stand in a line of text or a table cell."""

from collections.abc import Sequence
from html import escape

from thuocdo.interface.charts.canvas import drawing, trimmed

KINDS = ("done", "late", "open", "over")
# A part smaller than this share of a bar would not be seen; it takes the room from the others.
LEAST_SHARE = 1.5


def shares(counts: Sequence[int]) -> list[float]:
    """Each count's share of 100; a part that is not zero gets at least LEAST_SHARE, taken from the larger ones."""
    total = sum(counts)
    if not total:
        return [0.0] * len(counts)
    raw = [100 * count / total for count in counts]
    small = [0 < share < LEAST_SHARE for share in raw]
    room = 100 - LEAST_SHARE * sum(small)
    large = sum(share for share, is_small in zip(raw, small, strict=True) if not is_small)
    return [LEAST_SHARE if is_small else share * room / large for share, is_small in zip(raw, small, strict=True)]


def bar(counts: Sequence[int], *, label: str = "", kinds: Sequence[str] = KINDS, of: int | None = None) -> str:
    """A stacked bar, one part for each kind, in percent of its own width: textures keep their grain at any width.

    With `of` the bar is as long as its total is of that number, so that bars of several rows compare.
    """
    total = sum(counts)
    scale = 1.0 if of is None else total / of if of else 0.0
    x, parts, joints = 0.0, [], []
    for kind, share in zip(kinds, shares(counts), strict=True):
        if not share:
            continue
        width = share * scale
        if x:
            joints.append(f'<rect class="joint" x="{trimmed(x)}%" width="1.5" height="8"/>')
        parts.append(f'<rect class="f-{kind}" x="{trimmed(x)}%" width="{trimmed(width)}%" height="8"/>')
        x += width
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    ground = '<rect class="bg" width="100%" height="8"/>' if not parts else ""
    return f'<svg class="bar" {role}>{ground}{"".join(parts)}{"".join(joints)}</svg>'


def meter(value: float, mark: float | None = None, *, label: str = "") -> str:
    """A plain bar from 0 to 100 with an optional mark of the target; values outside are drawn at the end."""
    shown = min(max(value, 0), 100)
    tick = ""
    if mark is not None:
        tick = f'<rect class="mk" x="{trimmed(min(max(mark, 0), 100))}%" width="3" height="8"/>'
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    inner = f'<rect class="fg" y="2" width="{trimmed(shown)}%" height="4"/>'
    return f'<svg class="bar" {role}><rect class="bg" width="100%" height="8"/>{inner}{tick}</svg>'


def spark(values: Sequence[float], *, label: str = "") -> str:
    """A word-sized line whose last value carries a dot; nothing for fewer than two values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    span = (high - low) or 1
    points = [(4 + i * 80 / (len(values) - 1), 20 - 16 * (value - low) / span) for i, value in enumerate(values)]
    line = "M" + " ".join(f"{x:.0f} {trimmed(y)}" for x, y in points)
    body = f'<path d="{line}"/><circle cx="{points[-1][0]:.0f}" cy="{trimmed(points[-1][1])}" r="2.5"/>'
    return drawing(body, width=88, height=24, css="spark", label=label)
