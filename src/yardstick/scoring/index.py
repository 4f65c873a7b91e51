"""Scores of every node of an index, their ranks and bands, for all units and periods at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from yardstick.errors import BadInput
from yardstick.scoring.columns import BoolArray, Column, FloatArray, Panel, Peers, marked
from yardstick.scoring.discounting import discounted_leaves
from yardstick.scoring.methods import OverColumns
from yardstick.scoring.progressed import Progressed, SeriesOfIndicator, progress_column
from yardstick.scoring.ranking import Ranks, band_of, competition_ranks
from yardstick.scoring.specification import FixedZero, Group, Leaf, Node, SeriesLeaf, Specification
from yardstick.scoring.tree import Climb


@dataclass(frozen=True, slots=True)
class Standing:
    """One node of one unit in one period.

    `rank` is `None` for unranked, `of` counts the ranked peers; `missing` are the codes of components of the node (one
    level down) without a score, `share_present` the share of weight, through all levels, behind which a figure stands.
    """

    score: float | None
    rank: int | None
    of: int
    band: str | None
    missing: tuple[str, ...]
    share_present: float


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What `compute` found; arrays have the shape (units, periods) and are keyed by the code of the node.

    `discounted` is there where the specification states how quality discounts.
    """

    specification: Specification
    units: tuple[str, ...]
    periods: tuple[str, ...]
    peers: tuple[str, ...]
    scores: Mapping[str, Column]
    shares_present: Mapping[str, FloatArray]
    ranks: Mapping[str, Ranks]
    discounted: "Discounted | None" = None

    def at(self, node: str, unit: str, period: str) -> Standing:
        """Everything about one node of one unit in one period; `BadInput` for a code that is not there."""
        found = next((one for one in self.specification.nodes() if one.code == node), None)
        if found is None or unit not in self.units or period not in self.periods:
            raise BadInput(f"no result for node {node!r}, unit {unit!r}, period {period!r}")
        row, place = self.units.index(unit), self.periods.index(period)
        score = self.scores[node].at(row, place)
        children = found.children if isinstance(found, Group) else ()
        return Standing(
            score=score,
            rank=self.ranks[node].at(row, place),
            of=int(self.ranks[node].of[row, place]),
            band=band_of(score, found.bands if isinstance(found, Group) else ()),
            missing=tuple(child.code for child in children if self.scores[child.code].at(row, place) is None),
            share_present=float(self.shares_present[node][row, place]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Discounted:
    """The same index from scores discounted for quality: scores, ranks and shares of weight in `result`.

    By the code of a component that is scored by figures: `qualities` are those known, 0 to 1, `unknown` counts the
    scores whose figures have none.
    """

    result: Result
    qualities: Mapping[str, Column]
    unknown: Mapping[str, int]


def compute(specification: Specification, panel: Panel, qualities: Mapping[str, Column] | None = None) -> Result:
    """Score and rank every node for every unit and period of a panel.

    The order in which units, periods, indicators or components are given changes no digit. A unit without a single
    figure in a period has neither score nor rank there, whatever the policies: it is not there.
    `qualities`, 0 to 1, are columns by the code of the indicator (`quality_rows.qualities_from_table`) and are given
    where the specification states how they discount, and only there: else `BadInput`.
    """
    if (specification.quality is None) != (qualities is None):
        given = "no rule for them" if specification.quality is None else "a rule but none of them"
        raise BadInput(f"quality: expected qualities and a rule in the specification, or neither; there is {given}")
    leaves = leaf_scores(specification, panel)
    result = _climbed(specification, panel, leaves)
    if specification.quality is None or qualities is None:
        return result
    less = discounted_leaves(specification, specification.quality, panel, leaves, qualities)
    discounted = Discounted(_climbed(specification, panel, less.scores), less.qualities, less.unknown)
    return replace(result, discounted=discounted)


def leaf_scores(
    specification: Specification, panel: Panel, places: Sequence[int] | None = None
) -> dict[str, FloatArray]:
    """Scores of the indicators, keyed by the code of the node, NaN for none: for use inside the package.

    With `places` only the periods that stand there are scored.
    """
    peers = Peers.of(panel.peers)
    return {node.code: marked(_leaf(node, panel, peers, places)) for node in leaves_of(specification)}


def leaves_of(specification: Specification) -> list[Leaf | SeriesLeaf]:
    """The scored indicators, in the order of the definition."""
    return [node for node in specification.nodes() if not isinstance(node, Group | FixedZero)]


def _climbed(specification: Specification, panel: Panel, leaves: Mapping[str, FloatArray]) -> Result:
    peers = Peers.of(panel.peers)
    there = has_any_figure(specification, panel)
    climb = Climb(leaves, peers, specification.stated_weights(), there)
    climb.to(specification.index)
    scores = {code: Column.of(score) for code, score in climb.scores.items()}
    return Result(
        specification=specification,
        units=panel.units,
        periods=panel.periods,
        peers=panel.peers,
        scores=scores,
        shares_present=climb.shares,
        ranks={code: competition_ranks(score, peers) for code, score in scores.items()},
    )


def _leaf(node: Node, panel: Panel, peers: Peers, places: Sequence[int] | None) -> Column:
    if isinstance(node, SeriesLeaf):
        return progress_column(node.series, panel, places)
    assert isinstance(node, Leaf)
    if isinstance(node.method, Progressed):
        return progress_column([SeriesOfIndicator(node.indicator, node.direction, node.method)], panel, places)
    assert isinstance(node.method, OverColumns)
    column = panel.column(node.indicator)
    if places is not None:
        column = Column(column.values[:, places], column.present[:, places])
    return node.method.scores(column, node.direction, peers)


def has_any_figure(specification: Specification, panel: Panel) -> BoolArray:
    """Where a unit has at least one of the figures that the index asks for: (units, periods)."""
    found = np.zeros((len(panel.units), len(panel.periods)), dtype=np.bool_)
    for indicator in specification.indicators():
        found |= panel.column(indicator).present
    return found
