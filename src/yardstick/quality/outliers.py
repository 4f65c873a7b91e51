"""Outliers: values far from the unit's own other values, or that moved unlike those of its peers in the same period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from yardstick.quality.frame import Codes, Flags, Matrix
from yardstick.quality.panels import Panel
from yardstick.quality.robust import Judged, judge
from yardstick.quality.settings import OutlierSettings


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


def history(panel: Panel, tested: Sequence[int], settings: OutlierSettings) -> Judged:
    """Each value of the tested columns against the unit's others, before and after."""
    return judge(panel.values, tested=tested, least=settings.least)


def peers(
    panel: Panel, tested: Sequence[int], groups: Codes, settings: OutlierSettings
) -> Judged:  # fmt: skip
    """Each value of the tested columns against its peers in the same period, by how far it moved from its usual.

    The measure is ln(value / median of the unit's other values), which has no scale, so that large units and small
    ones are comparable; only values over 0 have it. `groups` (units × tested columns) tells peers by their numbers.
    In the result `median` is the value the unit would have had, had it moved as its peers did.
    """
    usual = history(panel, tested, settings).median
    moved = log_ratio(panel.values[:, tested], usual)
    score, median = np.full_like(moved, np.nan), np.full_like(moved, np.nan)
    for place in range(moved.shape[1]):
        for group in np.unique(groups[:, place]):
            members = np.flatnonzero(groups[:, place] == group)
            judged = judge(moved[members, place][None, :], least=settings.least)
            score[members, place], median[members, place] = judged.score[0], judged.median[0]
    return Judged(score, usual * np.exp(median))


def log_ratio(values: Matrix, usual: Matrix) -> Matrix:
    """ln(value / usual), `NaN` unless both are over 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((values > 0) & (usual > 0), np.log(values) - np.log(usual), np.nan)


def far(judged: Judged, settings: OutlierSettings) -> Flags:
    """Where the score is beyond the threshold, on either side."""
    with np.errstate(invalid="ignore"):
        found: Flags = np.abs(judged.score) > settings.threshold
    return found


def outliers_of(
    panel: Panel, tested: Sequence[int], groups: Codes, settings: OutlierSettings
) -> Mapping[Against, tuple[Judged, npt.NDArray[np.bool_]]]:
    """What was asked for: scores and which of them are outliers, units × tested columns."""
    found: dict[Against, tuple[Judged, Flags]] = {}
    if settings.history:
        judged = history(panel, tested, settings)
        found[Against.HISTORY] = (judged, far(judged, settings))
    if settings.peers:
        judged = peers(panel, tested, groups, settings)
        found[Against.PEERS] = (judged, far(judged, settings))
    return found
