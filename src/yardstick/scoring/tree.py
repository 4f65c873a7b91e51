"""Scores from the leaves up to the index, for any weights; inside, NaN says "no value".

Arithmetic and geometric means, and the ways to treat missing figures, follow chapters 4 and 6 of OECD and JRC,
Handbook on Constructing Composite Indicators (2008).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from yardstick.scoring.columns import BoolArray, FloatArray, Peers
from yardstick.scoring.specification import Aggregation, FixedZero, Group, Missing, Node

Weights = Mapping[str, "FloatArray | float"]
LEAST_SHARE_SLACK = 1e-12  # a share of two thirds is none in doubles


@dataclass(slots=True)
class Climb:
    """One way up the tree: `leaves` are (units, anything), a weight is a number or an array for the last axis.

    Where a unit is not `there` it has no score, whatever the policies.
    The draws of a Monte-Carlo run are such a last axis; so are periods. Weights within a group keep its total.
    """

    leaves: Mapping[str, FloatArray]
    peers: Peers
    weights: Weights
    there: BoolArray
    scores: dict[str, FloatArray] = field(default_factory=dict)
    shares: dict[str, FloatArray] = field(default_factory=dict)

    def to(self, node: Node) -> FloatArray:
        """Score a node and all below it; `scores` and `shares` (of weight present, 0 to 1) keep each of them."""
        with np.errstate(all="ignore"):
            return self._score(node)

    def _score(self, node: Node) -> FloatArray:
        if isinstance(node, Group):
            score, share = self._group(node)
        elif isinstance(node, FixedZero):
            score, share = np.zeros(self.there.shape), np.ones(self.there.shape)
        else:
            score = self.leaves[node.code]
            share = np.where(np.isnan(score), 0.0, 1.0)
        self.scores[node.code] = np.where(self.there, score, np.nan)
        self.shares[node.code] = np.where(self.there, share, 0.0)
        return self.scores[node.code]

    def _group(self, group: Group) -> tuple[FloatArray, FloatArray]:
        for child in group.children:
            self._score(child)
        children = sorted(group.children, key=lambda child: child.code)  # sums in one order, whatever the definition's
        weights = [np.asarray(self.weights[child.code], dtype=np.float64) for child in children]
        total = _sum(weights)
        share = (
            _sum([weight * self.shares[child.code] for child, weight in zip(children, weights, strict=True)]) / total
        )
        scores = [self._completed(group, self.scores[child.code]) for child in children]
        present = [~np.isnan(score) for score in scores]
        held = _sum([np.where(there, weight, 0.0) for there, weight in zip(present, weights, strict=True)])
        mean = MEANS[group.aggregation](children, scores, weights, total / held)
        allowed = _allowed(group, children, present)
        return np.where(allowed & np.isfinite(mean), mean * (group.maximum / total), np.nan), share

    def _completed(self, group: Group, score: FloatArray) -> FloatArray:
        if group.missing.policy is Missing.ZERO:
            return np.where(np.isnan(score), 0.0, score)
        if group.missing.policy in IMPUTED:
            return imputed(score, self.peers, group.missing.policy)
        return score


def imputed(scores: FloatArray, peers: Peers, policy: Missing) -> FloatArray:
    """Fill what is missing with the worst or median score of the peers in the same column, where there is one."""
    found = scores.copy()
    for rows in peers.rows:
        ours = scores[rows]
        stand_in = IMPUTED[policy](ours)
        found[rows] = np.where(np.isnan(ours), stand_in, ours)
    return found


def _median(scores: FloatArray) -> FloatArray:
    """Of each column, without `nanmedian`'s warning where all is missing."""
    ordered = np.sort(scores, axis=0)  # NaN last
    count = (~np.isnan(scores)).sum(axis=0)
    below, above = np.maximum(count - 1, 0) // 2, count // 2
    above = np.minimum(above, np.maximum(count - 1, 0))
    places = np.arange(scores.shape[1])
    middle: FloatArray = (ordered[below, places] + ordered[above, places]) / 2
    return middle


def _allowed(group: Group, children: list[Node], present: list[BoolArray]) -> BoolArray:
    """Where the components there are suffice for a score, by the stated weights; one of weight 0 is never missed."""
    if group.missing.policy is Missing.REWEIGHT:
        stated = [np.where(there, child.weight, 0.0) for child, there in zip(children, present, strict=True)]
        least = np.float64(group.missing.least_share or 0.0)
        enough: BoolArray = _sum(stated) / group.maximum >= least - LEAST_SHARE_SLACK
        return enough
    complete = np.ones(present[0].shape, dtype=np.bool_)
    for child, there in zip(children, present, strict=True):
        complete = complete & (there | (child.weight == 0))
    return complete


def _arithmetic(
    children: list[Node], scores: list[FloatArray], weights: list[FloatArray], stretch: FloatArray
) -> FloatArray:
    """Sum of weight times the share of its maximum that each component has, stretched over what is missing."""
    parts = zip(children, scores, weights, strict=True)
    return _sum([np.where(np.isnan(s), 0.0, s * (w / child.maximum)) for child, s, w in parts]) * stretch


def _geometric(
    children: list[Node], scores: list[FloatArray], weights: list[FloatArray], stretch: FloatArray
) -> FloatArray:
    """The same with a weighted product; a component of 0 makes the whole 0 unless it has no weight."""
    parts = zip(children, scores, weights, strict=True)
    total = _sum(weights)
    logs = _sum([np.where(np.isnan(s) | (w == 0), 0.0, w * np.log(s / child.maximum)) for child, s, w in parts])
    return np.exp(logs * stretch / total) * total


def _sum(terms: list[FloatArray]) -> FloatArray:
    """In the order given, one rounding a step."""
    whole = terms[0]
    for term in terms[1:]:
        whole = whole + term
    return whole


Mean = Callable[[list[Node], list[FloatArray], list[FloatArray], FloatArray], FloatArray]
MEANS: Mapping[Aggregation, Mean] = {Aggregation.ARITHMETIC: _arithmetic, Aggregation.GEOMETRIC: _geometric}
IMPUTED: Mapping[Missing, Callable[[FloatArray], FloatArray]] = {
    Missing.PEER_WORST: lambda scores: np.fmin.reduce(scores, axis=0),
    Missing.PEER_MEDIAN: _median,
}
