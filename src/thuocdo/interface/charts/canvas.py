"""What every drawing shares: coordinates, the svg element, and how a number is written."""

import math
from collections.abc import Callable
from decimal import Decimal
from html import escape

from thuocdo.interface.formats import number_text

Write = Callable[[float], str]
LEAST_SPAN = 1e-300  # a part of anything less would be lost as a float


def plain(value: float) -> str:
    return number_text(Decimal(str(round(value, 10))))


def trimmed(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def drawing(body: str, *, width: float, height: float, css: str = "", label: str = "", left: float = 0) -> str:
    """An <svg> with a view box; with a label it is an image to screen readers, without one it is hidden from them."""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    box = f"{trimmed(left)} 0 {trimmed(width)} {trimmed(height)}"
    return f'<svg class="{css}" viewBox="{box}" {role}>{body}</svg>'


def nice_step(span: float, most: int = 5) -> float:
    """The least of 1, 2, 2.5, 5 × 10^n that divides a span into at most `most` parts; 1 where there is no span."""
    if span < LEAST_SPAN:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(span / most))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if span / (power * factor) <= most)
