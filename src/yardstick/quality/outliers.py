"""Outliers: values far from the unit's own other values, or that moved unlike those of its peers in the same period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from yardstick.quality.frame import Codes, Flags, Matrix, span
from yardstick.quality.panels import Panel
from yardstick.quality.robust import Judged, judge
from yardstick.quality.settings import OutlierSettings

Places = npt.NDArray[np.intp]


class Against(StrEnum):
    """What a value was judged by."""

    HISTORY = "history"
    PEERS = "peers"


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value with its modified z-score and the value that was usual: its own median, for peers as they moved."""

    against: Against
    element: str
    option: str
    unit: str
    period: str
    value: float
    usual: float
    score: float


@dataclass(frozen=True)
class Far:
    """Outliers as arrays of one length, in order of the units and then of the tested columns (places among them)."""

    units: Places
    columns: Places
    score: Matrix
    usual: Matrix


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are each other's peers in some of the tested columns, a run of places among them."""

    columns: slice
    members: Places


def peer_groups(levels: Codes) -> list[Group]:
    """Who is compared with whom: units of one level, from the levels of units × tested columns."""
    changes = np.flatnonzero((levels[:, 1:] != levels[:, :-1]).any(axis=0)) + 1
    starts = [0, *changes.tolist()]
    found = []
    for start, end in zip(starts, [*starts[1:], levels.shape[1]], strict=True):
        known = np.unique(levels[:, start:end][:, :1])
        found += [Group(slice(start, end), np.flatnonzero(levels[:, start] == level)) for level in known]
    return found


def outliers_of(
    panel: Panel, tested: Sequence[int], groups: Sequence[Group], settings: OutlierSettings
) -> Mapping[Against, Far]:
    """The outliers among the values of the tested columns, by what was asked for."""
    found: dict[Against, Far] = {}
    if not (settings.history or settings.peers):
        return found
    judged = judge(panel.values, tested=tested, least=settings.least)
    if settings.history:
        units, columns = np.nonzero(_far(judged, settings))
        at = units, columns
        found[Against.HISTORY] = Far(units, columns, judged.score[at], judged.median[at])
    if settings.peers:
        found[Against.PEERS] = _peers(_of(panel.values, tested), judged.median, groups, settings)
    return found


def _peers(values: Matrix, usual: Matrix, groups: Sequence[Group], settings: OutlierSettings) -> Far:
    """Each value against its peers in the same period, by how far it moved from its usual.

    The measure is ln(value / median of the unit's other values), which has no scale, so that large units and small
    ones are comparable; only values over 0 have it. What is usual is what the unit would have had, had it moved so.
    """
    moved = log_ratio(values, usual)
    found = [(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0), np.zeros(0))]
    for group in groups:
        judged = judge(np.ascontiguousarray(moved[span(group.members), group.columns].T), least=settings.least)
        places, members = np.nonzero(_far(judged, settings))
        at = places, members
        found.append((group.members[members], places + group.columns.start, judged.score[at], judged.median[at]))
    units, columns, score, median = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((columns, units))
    units, columns = units[order], columns[order]
    return Far(units, columns, score[order], usual[units, columns] * np.exp(median[order]))


def _of(values: Matrix, tested: Sequence[int]) -> Matrix:
    return values if len(tested) == values.shape[1] else values[:, tested]


def log_ratio(values: Matrix, usual: Matrix) -> Matrix:
    """ln(value / usual), `NaN` unless both are over 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log(values) - np.log(usual)
    found[~np.isfinite(found)] = np.nan
    return found


def _far(judged: Judged, settings: OutlierSettings) -> Flags:
    """Where the score is beyond the threshold, on either side."""
    with np.errstate(invalid="ignore"):
        found: Flags = np.abs(judged.score) > settings.threshold
    return found
