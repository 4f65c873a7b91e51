"""The quality of a figure, 0 to 1, from four parts, and what an index is worth at that quality.

The parts follow the dimensions of official statistics (United Nations, National Quality Assurance Frameworks Manual,
2019: accuracy and reliability, timeliness; European Statistics Code of Practice, principles 12 and 13). Means of
parts: OECD and JRC, Handbook on Constructing Composite Indicators (2008), on linear and geometric aggregation.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from yardstick.quality.frame import Matrix
from yardstick.quality.settings import PARTS, Combine, ScoreSettings

# The counts that a figure is scored by, in the order of the last axis of a tally.
COUNTS = ("expected", "arrived", "reported", "wrong", "dirty", "watched", "alive")


@dataclass(frozen=True, slots=True)
class Parts:
    """The four parts of a figure's quality, each 0 to 1.

    `right`: 1 less the share of the reported values that break a rule or are outliers, each as much as its fault weighs
    (`ScoreSettings`); `complete`: the share of the expected values that came; `clean`: 1 less the share of the reported
    ones that are impossible, contradict or repeat themselves, are part of a copied report or seem to be in another
    unit of measure. `None` where nothing was reported, for `complete` where nothing was expected. `alive`: the mean
    freshness of the units that owe a value, 1 where none is missed, halved by each due period without one and 0 where
    there never was one; `None` where nobody owes it or no day was given.
    """

    right: float | None
    complete: float | None
    clean: float | None
    alive: float | None


@dataclass(frozen=True, slots=True)
class Discounted:
    """An index as it is, its `score`, and as its `quality`, 0 to 1, lets it count.

    `discounted` is in the scale of the score, and `None` where score or quality is not known.
    """

    score: float | None
    quality: float | None
    discounted: float | None


def quality(parts: Parts, settings: ScoreSettings | None = None) -> float | None:
    """The weighted mean of the parts there are, their weights made to add up to 1; `None` where there is none.

    Geometric unless stated: a figure of which nothing arrived, or nothing is right, is worth 0, whatever else holds.
    """
    given = np.array([[math.nan if part is None else part for part in (getattr(parts, name) for name in PARTS)]])
    found = float(combined(given, settings or ScoreSettings())[0])
    return None if math.isnan(found) else found


def discounted(score: float | None, quality: float | None, discount: float = 0.5) -> Discounted:
    """The score times 1 - discount · (1 - quality), beside the score itself so that neither stands alone.

    `score` is in any scale; `discount`, 0 to 1, is the share of it that is lost at a quality of 0. `ValueError` where
    the discount or the quality is outside 0 to 1.
    """
    for name, value in (("discount", discount), ("quality", quality)):
        if value is not None and not 0 <= value <= 1:
            raise ValueError(f"{name} {value}: expected a number from 0 to 1")
    if score is None or quality is None:
        return Discounted(score, quality, None)
    return Discounted(score, quality, score * (1 - discount * (1 - quality)))


def combined(parts: Matrix, settings: ScoreSettings) -> Matrix:
    """`quality` over arrays: the last axis has the parts in the order of `PARTS`, `NaN` where one is not known."""
    weights = np.array([settings.weights[name] for name in PARTS])
    known = ~np.isnan(parts) & (weights > 0)
    share = np.where(known, weights, 0.0)
    total = _sum(share)
    with np.errstate(divide="ignore", invalid="ignore"):
        if settings.combine is Combine.ARITHMETIC:
            mean = _sum(np.where(known, share * parts, 0.0)) / total
        else:
            mean = np.exp(_sum(np.where(known, share * np.log(np.where(known, parts, 1.0)), 0.0)) / total)
    return np.where(total > 0, np.clip(mean, 0.0, 1.0), np.nan)


def parts_of(counts: Matrix) -> Matrix:
    """The four parts from counts whose last axis is `COUNTS`.

    right = 1 - wrong / reported, complete = arrived / expected, clean = 1 - dirty / reported, alive = alive / watched.
    """
    at: Mapping[str, Matrix] = {name: counts[..., place] for place, name in enumerate(COUNTS)}
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            1 - at["wrong"] / at["reported"],
            at["arrived"] / at["expected"],
            1 - at["dirty"] / at["reported"],
            at["alive"] / at["watched"],
        ]
    found: Matrix = np.stack(parts, axis=-1)
    return found


def _sum(parts: Matrix) -> Matrix:
    """Over the last axis, in its order."""
    found: Matrix = np.cumsum(parts, axis=-1)[..., -1]
    return found
