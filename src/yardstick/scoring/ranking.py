"""Ranks within peer groups, compared at 12 significant digits, and the bands that name a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

import numpy as np

from yardstick.errors import BadDefinition
from yardstick.scoring.columns import Column, FloatArray, IntArray, Peers, marked

DIGITS = 12
ROUNDING = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
# Whole numbers below 2^53 and powers of ten up to 10^22 are exact doubles, so one division rounds once.
POWERS = 10.0 ** np.arange(23)
# Scaling to 12 digits is off by less than this; whatever lies so near to a half is decided in decimals.
DOUBTFUL = 0.002
BLOCK = 8_192  # numbers rounded at once: what a processor keeps near while it takes a dozen steps over them
SMALLEST, LARGEST = 1e-9, 1e12  # in between, the power of ten is one of POWERS


class Band(NamedTuple):
    """A word for scores from `least` (itself included) up to the next band."""

    label: str
    least: float


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """`rank` is 1 for the best, 0 for unranked; `of` counts the ranked peers; both (units, periods)."""

    rank: IntArray
    of: IntArray

    def at(self, row: int, place: int) -> int | None:
        """The rank of the unit in a `row` in the period in a `place`, both from 0; `None` for unranked."""
        return int(self.rank[row, place]) or None


def twelve(number: float) -> float:
    """A finite `number` rounded to 12 significant digits: its shortest decimal form, halves to the even digit.

    Two figures have one rank exactly where these are equal. NaN and infinity stay what they are; there is no -0.
    """
    return float(ROUNDING.create_decimal(Decimal(repr(float(number))))) + 0.0  # no negative zero


def twelve_each(numbers: FloatArray) -> FloatArray:
    """`twelve` of every number of an array of any shape; NaN stays. Quick for sizes from 1e-9 to 1e12 and for 0."""
    flat = np.ascontiguousarray(numbers).ravel()
    rounded = np.empty_like(flat)
    for start in range(0, flat.size, BLOCK):
        rounded[start : start + BLOCK] = _twelve_of_block(flat[start : start + BLOCK])
    return rounded.reshape(numbers.shape)


def competition_ranks(scores: Column, peers: Peers) -> Ranks:
    """Rank each period's scores within each peer group, the highest first.

    Equal scores (at 12 digits) share a rank and the next one counts them all: 1, 2, 2, 4. Missing is unranked.
    """
    rank = np.zeros(scores.values.shape, dtype=np.int64)
    of = np.zeros(scores.values.shape, dtype=np.int64)
    if not peers.rows:
        return Ranks(rank, of)
    order = np.concatenate(peers.rows)  # rows of a group side by side, one period after the other
    compared = np.ascontiguousarray(twelve_each(marked(scores))[order].T)
    found = np.empty(compared.shape, dtype=np.int64)
    start = 0
    for rows in peers.rows:
        end = start + len(rows)
        found[:, start:end] = _ranks_of_rows(compared[:, start:end])
        of[rows] = scores.present[rows].sum(axis=0, dtype=np.int64)
        start = end
    rank[order] = found.T
    return Ranks(rank, of)


def check_bands(bands: Sequence[Band], where: str) -> None:
    """`BadDefinition` unless the least scores fall from the best band to the weakest and labels differ."""
    bounds = [band.least for band in bands]
    if bounds != sorted(set(bounds), reverse=True):
        raise BadDefinition(f"{where}: bands: expected lower bounds that fall from the best band to the weakest")
    if len({band.label for band in bands}) < len(bands):
        raise BadDefinition(f"{where}: bands: a label stands twice")


def band_of(score: float | None, bands: Sequence[Band]) -> str | None:
    """The label of the first band whose lower bound the score reaches at 12 digits; `None` for none."""
    if score is None:
        return None
    return next((band.label for band in bands if twelve(score) >= twelve(band.least)), None)


def band_places(scores: Column, bands: Sequence[Band]) -> IntArray:
    """`band_of` for a column: the place of the band in `bands`, -1 for none."""
    places = np.full(scores.values.shape, -1, dtype=np.int64)
    compared = twelve_each(marked(scores))
    for place in reversed(range(len(bands))):
        places[compared >= twelve(bands[place].least)] = place
    return places


def _twelve_of_block(flat: FloatArray) -> FloatArray:
    size = np.abs(flat)
    plain = (size >= SMALLEST) & (size < LARGEST)
    safe = np.where(plain, size, 1.0)
    power = POWERS[_shift(safe)]
    scaled = safe * power
    whole = np.rint(scaled)
    rounded = np.where(plain, np.copysign(whole / power, flat), flat + 0.0)
    doubtful = np.where(plain, np.abs(np.abs(scaled - whole) - 0.5) < DOUBTFUL, (size > 0) & np.isfinite(size))
    for place in np.flatnonzero(doubtful):
        rounded[place] = twelve(float(flat[place]))
    return rounded


def _shift(size: FloatArray) -> IntArray:
    """The power of ten that leaves 12 digits before the mark."""
    shift = np.maximum(DIGITS - 1 - np.floor(np.log10(size)).astype(np.int64), 0)
    scaled = size * POWERS[shift]
    corrected: IntArray = shift + (scaled < 1e11) - (scaled >= 1e12)  # a logarithm may miss the next power of ten
    return corrected


def _ranks_of_rows(scores: FloatArray) -> IntArray:
    """Ranks along the last axis, 0 for NaN."""
    order = np.argsort(-scores, axis=-1)  # NaN comes last; the order among equals has no effect
    sorted_scores = np.take_along_axis(scores, order, axis=-1)
    first = np.ones(scores.shape, dtype=np.bool_)
    first[..., 1:] = sorted_scores[..., 1:] != sorted_scores[..., :-1]
    places = np.broadcast_to(np.arange(1, scores.shape[-1] + 1), scores.shape)
    ranks = np.maximum.accumulate(np.where(first, places, 0), axis=-1)
    found = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(found, order, np.where(np.isnan(sorted_scores), 0, ranks), axis=-1)
    return found
