"""Scores discounted for the quality of the figures behind them, beside the scores as they are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from yardstick.errors import BadInput
from yardstick.scoring.columns import BoolArray, Column, FloatArray, Panel, marked
from yardstick.scoring.quality_rule import QualityRule, Unknown
from yardstick.scoring.specification import Leaf, SeriesLeaf, Specification, indicators_of

Scored = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class DiscountedLeaves:
    """By the code of the component: discounted scores (NaN for none), known qualities, how many are not known."""

    scores: Scored
    qualities: Mapping[str, Column]
    unknown: Mapping[str, int]


def discounted_leaves(
    specification: Specification, rule: QualityRule, panel: Panel, scores: Scored, qualities: Mapping[str, Column]
) -> DiscountedLeaves:
    """Discount the score of every component that is scored by figures.

    `qualities` has a column for each indicator, 0 to 1, of the panel's shape; one that is not there is not known.
    `BadInput` where the rule refuses figures without quality and there is one.
    """
    found, known, unknown = {}, {}, {}
    for node in specification.nodes():
        if not isinstance(node, Leaf | SeriesLeaf):
            continue
        score = scores[node.code]
        quality = np.where(np.isnan(score), np.nan, weakest(node, panel, qualities))
        lacking = np.isnan(quality) & ~np.isnan(score)
        if rule.unknown is Unknown.REFUSE and lacking.any():
            raise BadInput(_complaint(node.code, panel, lacking))
        known[node.code], unknown[node.code] = Column.of(quality), int(lacking.sum())
        if rule.assumed is not None:
            quality = np.where(lacking, rule.assumed, quality)
        found[node.code] = linear(score, quality, rule.discount)
    return DiscountedLeaves(found, known, unknown)


def linear(score: FloatArray, quality: FloatArray, discount: float) -> FloatArray:
    """`yardstick.quality.discounted` over arrays, in the same steps; NaN where either is not known."""
    return score * (1 - discount * (1 - quality))


def weakest(node: Leaf | SeriesLeaf, panel: Panel, qualities: Mapping[str, Column]) -> FloatArray:
    """The lowest quality of the figures there are behind a component, NaN where one of them is not known."""
    found = np.full((len(panel.units), len(panel.periods)), np.inf)
    for indicator in indicators_of(node):
        figures = panel.column(indicator).present
        known = qualities.get(indicator)
        quality = np.full(found.shape, np.nan) if known is None else marked(known)
        found = np.where(figures, np.minimum(found, quality), found)  # NaN stays
    return np.where(np.isinf(found), np.nan, found)


def _complaint(code: str, panel: Panel, lacking: BoolArray) -> str:
    row, place = (int(at) for at in np.argwhere(lacking)[0])
    others = int(lacking.sum()) - 1
    more = f", nor for {others} more of the component" if others else ""
    return f"component {code!r}: no quality for unit {panel.units[row]!r} in {panel.periods[place]}{more}"
