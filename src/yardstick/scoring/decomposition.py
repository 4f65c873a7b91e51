"""Why a unit's rank changed between two periods: one cause after another, adding up exactly.

Sequential replacement in a stated order (see `Cause`). Within the unit's own figures the contribution of each indicator
to the score is the mean of replacing the indicators in the order of their codes and in the reverse order; for
arithmetic means that is weight times change, the Shapley value.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from yardstick.errors import BadInput
from yardstick.progress import Direction
from yardstick.scoring.columns import BoolArray, Column, FloatArray, Panel, Peers
from yardstick.scoring.index import has_any_figure, leaf_scores, leaves_of
from yardstick.scoring.methods import OverColumns
from yardstick.scoring.ranking import competition_ranks
from yardstick.scoring.specification import Leaf, Specification
from yardstick.scoring.tree import Climb


class Cause(StrEnum):
    """What moves a rank, in the order in which the earlier state is turned into the later one.

    Units leave or enter that have figures in one of the two periods only. Figures are those there in both periods;
    missing figures are those there in only one, whether they came or went.
    """

    LEAVING = "units_leaving"
    DEFINITION = "weights_and_definition"
    OWN_FIGURES = "own_figures"
    OWN_MISSING = "own_missing_figures"
    PEERS = "figures_of_peers"
    PEERS_MISSING = "missing_figures_of_peers"
    ENTERING = "units_entering"


class Change(NamedTuple):
    """What a cause did: `places` of the rank (negative is up) and `points` of the index."""

    cause: Cause
    places: int
    points: float


class Contribution(NamedTuple):
    """Points of the index that one component brought."""

    node: str
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Ranks and scores of both periods and what lies between: the places of `changes` sum to the change of rank.

    `rank_before` and `rank_after` are from 1, the best, to the number of ranked peers of that period; `score_before`
    and `score_after` are points of the index, in the scale of its own definition (up to the `maximum` of its top
    group). `changes` has each `Cause` once, in their order. Its points sum to the change of score, and those of `own`
    (components of the later definition, in the order of their codes) to the points of own figures and own missing
    figures together, to the last digits.
    """

    unit: str
    rank_before: int
    rank_after: int
    score_before: float
    score_after: float
    changes: tuple[Change, ...]
    own: tuple[Contribution, ...]


def explain(
    specification: Specification,
    panel: Panel,
    unit: str,
    before: str,
    after: str,
    *,
    earlier: Specification | None = None,
) -> Explanation | None:
    """Split the change of a unit's rank from one period to another into causes.

    `earlier` is the definition that the first period was ranked by, where it differs. `None` where the unit is
    unranked in either period. A state in between in which the unit has no score keeps the rank and score of the state
    before, so the step that brings it back carries the difference. Takes time in proportion to the peer group's size.
    `BadInput` for a unit or a period that is not in the panel. Quality is left out: it is the index as it is, not as
    discounted, that is explained.
    """
    for code, known in ((unit, panel.units), (before, panel.periods), (after, panel.periods)):
        if code not in known:
            raise BadInput(f"{code!r} is not in the panel")
    stage = _Stage.of(earlier or specification, specification, panel, unit, (before, after))
    ranked = stage.ranked()
    if ranked[0] is None or ranked[-1] is None:
        return None
    states = _carried(ranked)
    steps = zip(Cause, pairwise(states), strict=True)
    return Explanation(
        unit=unit,
        rank_before=states[0].rank,
        rank_after=states[-1].rank,
        score_before=states[0].score,
        score_after=states[-1].score,
        changes=tuple(Change(cause, two.rank - one.rank, two.score - one.score) for cause, (one, two) in steps),
        own=stage.own_contributions(states[2].score, states[4].score),
    )


class _State(NamedTuple):
    rank: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """What one leaf is scored from in the earlier and the later period, (units, 2): figures or finished scores.

    `finish` makes scores of it; only methods that compare with peers leave something to finish.
    """

    code: str
    figures: FloatArray
    finish: Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """The peer group of one unit, whose row is `row`, under two definitions and in two periods."""

    earlier: Specification
    later: Specification
    materials: tuple[tuple[_Material, ...], tuple[_Material, ...]]
    members: BoolArray
    row: int

    @classmethod
    def of(
        cls, earlier: Specification, later: Specification, panel: Panel, unit: str, periods: tuple[str, str]
    ) -> "_Stage":
        group = panel.peers[panel.units.index(unit)]
        units = [code for code, peers in zip(panel.units, panel.peers, strict=True) if peers == group]
        ours = panel.narrowed(units, panel.periods)
        places = [ours.periods.index(period) for period in periods]
        present = (has_any_figure(one, ours)[:, place] for one, place in zip((earlier, later), places, strict=True))
        return cls(
            earlier=earlier,
            later=later,
            materials=(_materials(earlier, ours, places), _materials(later, ours, places)),
            members=np.column_stack(list(present)),
            row=ours.units.index(unit),
        )

    def ranked(self) -> list[_State | None]:
        """The state before every cause and after the last one: eight of them, `None` where the unit is unranked."""
        first, last = self.members[:, 0], self.members[:, 1]
        stayed = self._stayed()
        if not stayed[self.row]:
            return [None]
        old, own = np.zeros_like(stayed), np.zeros_like(stayed)
        own[self.row] = True
        every = np.ones_like(stayed)
        # Whose figures are the later ones where both periods have one, and where only one of them has.
        replaced = ((old, old), (own, old), (own, own), (every, own), (every, every))
        return [
            self._state(0, first, old, old),
            self._state(0, stayed, old, old),
            *(self._state(1, stayed, figures, gaps) for figures, gaps in replaced),
            self._state(1, last, every, every),
        ]

    def own_contributions(self, start: float, end: float) -> tuple[Contribution, ...]:
        """What each component of the later definition brought while the unit's own figures were replaced."""
        codes = sorted(material.code for material in self.materials[1])
        paths = [self._path(order, start, end) for order in (codes, codes[::-1])]
        return tuple(Contribution(code, math.fsum(path[code] for path in paths) / len(paths)) for code in codes)

    def _path(self, order: Sequence[str], start: float, end: float) -> dict[str, float]:
        """Points by component when they are replaced in an order; a score that is missing on the way is carried."""
        stayed = self._stayed()
        points, score = {}, start
        for count, code in enumerate(order, start=1):
            state = self._evaluated(1, stayed, partial(self._own_taken, later=frozenset(order[:count])))
            reached = end if count == len(order) else (score if state is None else state.score)
            points[code], score = reached - score, reached
        return points

    def _stayed(self) -> BoolArray:
        both: BoolArray = self.members[:, 0] & self.members[:, 1]
        return both

    def _own_taken(self, material: _Material, later: frozenset[str]) -> FloatArray:
        taken = material.figures[:, 0].copy()
        if material.code in later:
            taken[self.row] = material.figures[self.row, 1]
        return taken

    def _state(self, which: int, members: BoolArray, figures: BoolArray, gaps: BoolArray) -> _State | None:
        def taken(material: _Material) -> FloatArray:
            in_both = ~np.isnan(material.figures).any(axis=1)
            is_later = np.where(in_both, figures, gaps)
            return np.where(is_later, material.figures[:, 1], material.figures[:, 0])

        return self._evaluated(which, members, taken)

    def _evaluated(self, which: int, members: BoolArray, taken: Callable[[_Material], FloatArray]) -> _State | None:
        """Rank and score of the unit when its group is `members` and every leaf is scored from `taken`."""
        specification = (self.earlier, self.later)[which]
        rows = np.flatnonzero(members)
        leaves = {one.code: one.finish(taken(one)[rows][:, None]) for one in self.materials[which]}
        peers, there = Peers.of([""] * len(rows)), np.ones((len(rows), 1), dtype=np.bool_)
        score = Column.of(Climb(leaves, peers, specification.stated_weights(), there).to(specification.index))
        row = int(np.searchsorted(rows, self.row))
        rank, points = competition_ranks(score, peers).at(row, 0), score.at(row, 0)
        return None if rank is None or points is None else _State(rank, points)


def _materials(specification: Specification, panel: Panel, places: list[int]) -> tuple[_Material, ...]:
    scores = leaf_scores(specification, panel, places)
    found = []
    for node in leaves_of(specification):
        if isinstance(node, Leaf) and isinstance(node.method, OverColumns) and node.method.compares:
            column = panel.column(node.indicator)
            figures = np.where(column.present, column.values, np.nan)[:, places]
            found.append(_Material(node.code, figures, _finisher(node.method, node.direction)))
        else:
            found.append(_Material(node.code, scores[node.code], lambda finished: finished))
    return tuple(found)


def _finisher(method: OverColumns, direction: Direction) -> Callable[[FloatArray], FloatArray]:
    def finish(figures: FloatArray) -> FloatArray:
        scored = method.scores(Column.of(figures), direction, Peers.of([""] * len(figures)))
        return np.where(scored.present, scored.values, np.nan)

    return finish


def _carried(states: Sequence[_State | None]) -> list[_State]:
    """Each state, or the last one before it that there is; the first one is there."""
    found: list[_State] = []
    for state in states:
        found.append(found[-1] if state is None else state)
    return found
