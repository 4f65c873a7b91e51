"""Impossible values: outside what an element can be."""

from dataclasses import dataclass

import numpy as np

from yardstick.quality.frame import Flags, Matrix
from yardstick.quality.panels import Panel
from yardstick.quality.settings import Limits

BELOW, ABOVE, NOT_WHOLE = "below_minimum", "above_maximum", "not_whole"


@dataclass(frozen=True, slots=True)
class Impossible:
    """A value and which limit of its element it breaks: `below_minimum`, `above_maximum` or `not_whole`."""

    breaks: str
    element: str
    option: str
    unit: str
    period: str
    value: float


def impossible(panel: Panel, limits: Limits) -> dict[str, Flags]:
    """Where each limit is broken, by any of a key's rows."""
    with np.errstate(invalid="ignore"):
        found = {
            BELOW: None if limits.minimum is None else panel.low < limits.minimum,
            ABOVE: None if limits.maximum is None else panel.high > limits.maximum,
            NOT_WHOLE: (_broken(panel.low) | _broken(panel.high)) & panel.present if limits.whole else None,
        }
    return {name: flags for name, flags in found.items() if flags is not None}


def _broken(values: Matrix) -> Flags:
    found: Flags = np.floor(values) != values
    return found
