"""How far a ranking depends on its weights: random weights, one weight at a time, and what swaps neighbours.

Uncertainty of ranks by random weights follows chapter 7 of OECD and JRC, Handbook on Constructing Composite Indicators
(2008), and Saisana, Saltelli and Tarantola, J. R. Stat. Soc. A 168 (2005); Dirichlet weights keep every total.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from yardstick.errors import BadInput
from yardstick.scoring.columns import BoolArray, Column, FloatArray, IntArray, Panel, Peers
from yardstick.scoring.index import has_any_figure, leaf_scores
from yardstick.scoring.ranking import competition_ranks, twelve_each
from yardstick.scoring.specification import Group, Node, Specification
from yardstick.scoring.tree import Climb, Weights

LOW, HIGH = 0.05, 0.95
BLOCK = 64  # draws that are ranked at once
STEPS = 200  # of each weight from 0 to the total of its group


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How one unit's rank holds when the weights are drawn at random.

    `lowest` (the best) to `highest` hold the 5th to the 95th percentile of its ranks, rounded outward to ranks that
    occurred; `share_at_rank` is the share of draws at its stated rank, from 0 to 1. A draw that leaves the unit without
    a score (all its weight on what is missing) counts as the last rank.
    """

    unit: str
    rank: int
    lowest: int
    highest: int
    share_at_rank: float


@dataclass(frozen=True, slots=True)
class Shift:
    """What changing one weight does: `ranks` are (before, after) of the units that moved, by code.

    `percent` is the change asked for, of the weight of `node`: above 0 for raised, below 0 for lowered. `None` after is
    for a unit that is left without a score.
    """

    node: str
    percent: float
    ranks: Mapping[str, tuple[int, int | None]]


@dataclass(frozen=True, slots=True)
class Swap:
    """The smallest change of one weight that brings two neighbours level, beyond which they swap.

    `change` is relative (0.1: a tenth more, the other weights of the group giving way in proportion) and 0 for
    neighbours that share a rank. `node` and `change` are `None` where no single weight does it.
    """

    above: str
    below: str
    node: str | None
    change: float | None


def steadiness(
    specification: Specification,
    panel: Panel,
    period: str,
    *,
    seed: int,
    draws: int = 1_000,
    concentration: float = 100.0,
) -> list[Steadiness]:
    """Rank the units of a period again under random weights, from the best to the weakest within each peer group.

    In each group the weights are drawn from a Dirichlet distribution around the stated ones: a weight of share s has
    the standard deviation sqrt(s (1 - s) / (concentration + 1)). The generator is numpy's PCG64 with `seed`, 0 or more;
    the same seed, figures and weights give the same result. Unranked units are left out. `BadInput` for fewer than 1
    of `draws`, a `concentration` that is not above 0, and a period that is not in the panel.
    """
    if draws < 1 or concentration <= 0:
        raise BadInput("draws: expected 1 or more, concentration: expected a number above 0")
    scene = _Scene.of(specification, panel, period)
    stated = scene.stated_ranks()
    ranks = scene.ranks_of_draws(_random_weights(specification, seed, draws, concentration), draws)
    drawn = np.sort(np.where(ranks == 0, scene.ranked_peers(stated)[:, None], ranks), axis=1)
    low, high = math.floor(LOW * (draws - 1)), math.ceil(HIGH * (draws - 1))
    return [
        Steadiness(
            unit=scene.panel.units[row],
            rank=int(stated[row]),
            lowest=int(drawn[row, low]),
            highest=int(drawn[row, high]),
            share_at_rank=float((drawn[row] == stated[row]).sum() / draws),
        )
        for row in scene.in_order(stated)
    ]


def shifts(specification: Specification, panel: Panel, period: str, *, percent: float) -> list[Shift]:
    """Raise and lower each weight by `percent` of itself, above 0 and up to 100, one at a time, and tell who moves.

    The other weights of the group give way in proportion; a raised weight goes no higher than the total of its group.
    Two results for each node that has a weight and siblings that have one, in the order of the definition: raised, then
    lowered. `BadInput` for another percentage and for a period that is not in the panel.
    """
    if not 0 < percent <= 100:
        raise BadInput(f"percent: {percent!r}; expected a number above 0, up to 100")
    scene = _Scene.of(specification, panel, period)
    stated = scene.stated_ranks()
    found = []
    for group, node in _free_nodes(specification):
        both = np.clip(node.weight * (1 + np.array([percent, -percent]) / 100), 0.0, group.maximum)
        ranks = scene.ranks(_with_weight(specification, group, node, both))
        for place, signed in enumerate((percent, -percent)):
            moved = np.flatnonzero(ranks[:, place] != stated)
            pairs = {scene.panel.units[row]: (int(stated[row]), int(ranks[row, place]) or None) for row in moved}
            found.append(Shift(node.code, signed, pairs))
    return found


def swaps(specification: Specification, panel: Panel, period: str) -> list[Swap]:
    """The smallest change of one weight that swaps each pair of neighbours, peer group by peer group, best first.

    Each weight is tried at 200 steps from 0 to the total of its group and the crossing is found on the straight line
    between two steps: exact where scores are arithmetic means without renormalised weights, and otherwise within one
    step. Two crossings within one step are not seen. `BadInput` for a period that is not in the panel.
    """
    scene = _Scene.of(specification, panel, period)
    order = scene.in_order(scene.stated_ranks())
    pairs = [(one, other) for one, other in pairwise(order) if scene.are_peers(one, other)]
    above, below = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    smallest = np.full(len(pairs), np.inf)
    by_node: list[str | None] = [None] * len(pairs)
    level = scene.are_level(above, below)
    for group, node in _free_nodes(specification):
        weights = np.unique(np.append(np.linspace(0.0, group.maximum, STEPS + 1), node.weight))
        scores = scene.scores(_with_weight(specification, group, node, weights))
        changes = _crossings(scores[above] - scores[below], weights / node.weight - 1)
        for place in np.flatnonzero((np.abs(changes) < np.abs(smallest)) & ~level):
            smallest[place], by_node[place] = changes[place], node.code
    units = scene.panel.units
    return [
        Swap(units[pair[0]], units[pair[1]], by_node[place], _change(level[place], smallest[place]))
        for place, pair in enumerate(pairs)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """The leaf scores of one period, ready to climb with any weights; the last axis is that of the weights."""

    specification: Specification
    panel: Panel
    leaves: Mapping[str, FloatArray]
    peers: Peers
    there: BoolArray

    @classmethod
    def of(cls, specification: Specification, panel: Panel, period: str) -> "_Scene":
        place = _place(panel, period)
        leaves = leaf_scores(specification, panel, [place])
        there = has_any_figure(specification, panel)[:, [place]]
        return cls(specification, panel, leaves, Peers.of(panel.peers), there)

    def scores(self, weights: Weights) -> FloatArray:
        return Climb(self.leaves, self.peers, weights, self.there).to(self.specification.index)

    def ranks(self, weights: Weights) -> IntArray:
        return competition_ranks(Column.of(self.scores(weights)), self.peers).rank

    def ranks_of_draws(self, weights: Weights, draws: int) -> IntArray:
        """`ranks` block by block: scores of all groups under all draws would not fit what a processor keeps near."""
        blocks = [slice(start, start + BLOCK) for start in range(0, draws, BLOCK)]
        drawn = {code: np.asarray(weight, dtype=np.float64) for code, weight in weights.items()}
        return np.concatenate(
            [self.ranks({code: one[block] if one.ndim else one for code, one in drawn.items()}) for block in blocks],
            axis=1,
        )

    def stated_ranks(self) -> IntArray:
        return self.ranks(self.specification.stated_weights())[:, 0]

    def ranked_peers(self, ranks: IntArray) -> IntArray:
        """For each unit how many of its group are ranked: the last rank there is."""
        counts = np.zeros(len(ranks), dtype=np.int64)
        for rows in self.peers.rows:
            counts[rows] = (ranks[rows] > 0).sum()
        return counts

    def in_order(self, ranks: IntArray) -> list[int]:
        """Rows of the ranked units: by peer group, rank, code."""
        return [
            int(row) for rows in self.peers.rows for row in rows[np.argsort(ranks[rows], kind="stable")] if ranks[row]
        ]

    def are_peers(self, one: int, other: int) -> bool:
        return self.panel.peers[one] == self.panel.peers[other]

    def are_level(self, above: IntArray, below: IntArray) -> BoolArray:
        compared = twelve_each(self.scores(self.specification.stated_weights())[:, 0])
        level: BoolArray = compared[above] == compared[below]
        return level


def _place(panel: Panel, period: str) -> int:
    if period not in panel.periods:
        raise BadInput(f"period {period!r} has no figures")
    return panel.periods.index(period)


def _random_weights(specification: Specification, seed: int, draws: int, concentration: float) -> Weights:
    """By group in the order of codes and by child in the order of codes, so that no order of writing matters."""
    chance = np.random.Generator(np.random.PCG64(seed))
    weights: dict[str, FloatArray | float] = dict(specification.stated_weights())
    for group in sorted(specification.groups(), key=lambda one: one.code):
        children = sorted((child for child in group.children if child.weight > 0), key=lambda one: one.code)
        shares = np.array([child.weight / group.maximum for child in children])
        drawn = chance.dirichlet(concentration * shares, size=draws) * group.maximum
        weights.update({child.code: drawn[:, place] for place, child in enumerate(children)})
    return weights


def _free_nodes(specification: Specification) -> Iterator[tuple[Group, Node]]:
    """Nodes whose weight can change at the cost of siblings, each with its group."""
    for group in specification.groups():
        weighing = [child for child in group.children if child.weight > 0]
        if len(weighing) > 1:
            yield from ((group, child) for child in weighing)


def _with_weight(specification: Specification, group: Group, node: Node, weights: FloatArray) -> Weights:
    """Stated weights, but for one node each of `weights` in turn, its siblings scaled to keep the total."""
    rest = group.maximum - node.weight
    changed: dict[str, FloatArray | float] = dict(specification.stated_weights())
    for child in group.children:
        changed[child.code] = weights if child is node else child.weight * ((group.maximum - weights) / rest)
    return changed


def _crossings(leads: FloatArray, changes: FloatArray) -> FloatArray:
    """The change of smallest size at which each lead (pairs, changes) reaches 0, infinity for none."""
    start, end = leads[:, :-1], leads[:, 1:]
    crossing = ((start > 0) & (end <= 0)) | ((start <= 0) & (end > 0))
    with np.errstate(all="ignore"):
        found = changes[:-1] + (changes[1:] - changes[:-1]) * (start / (start - end))
    found = np.where(crossing, found, np.inf)
    nearest = np.argmin(np.abs(found), axis=1)
    return np.take_along_axis(found, nearest[:, None], axis=1)[:, 0]


def _change(is_level: np.bool_, smallest: np.float64) -> float | None:
    if is_level:
        return 0.0
    return float(smallest) if np.isfinite(smallest) else None
