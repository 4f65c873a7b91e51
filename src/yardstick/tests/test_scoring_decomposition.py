"""Why ranks change: each cause alone, and that places and points always add up."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadInput
from yardstick.scoring.columns import Panel
from yardstick.scoring.decomposition import Cause, Explanation, explain
from yardstick.scoring.index import compute
from yardstick.scoring.long_rows import panel_from_rows
from yardstick.scoring.reading import parse_specification
from yardstick.scoring.specification import Specification

STATED = {"kind": "min_max", "points": 10, "degenerate": None, "lowest": 0, "highest": 10}
OF_PEERS = {"kind": "min_max", "points": 10, "degenerate": 5}
MISSING = [
    {"policy": "no_value"},
    {"policy": "zero"},
    {"policy": "reweight", "least_share": 0.3},
    {"policy": "impute_peer_median"},
    {"policy": "impute_peer_worst"},
]
Cells = dict[str, tuple[float | None, float | None]]


def spec(
    p: float = 50, method: Any = STATED, missing: Any = MISSING[2], aggregation: str = "arithmetic"
) -> Specification:
    children = [
        {"code": code, "weight": weight, "indicator": code, "direction": "positive", "method": method}
        for code, weight in (("p", p), ("q", 100 - p))
    ]
    index = {"code": "ALL", "maximum": 100, "aggregation": aggregation, "missing": missing, "children": children}
    return parse_specification({"index": index})


def panel(before: Cells, after: Cells) -> Panel:
    rows = [
        (code, unit, period, figure)
        for period, cells in (("2024", before), ("2025", after))
        for unit, pair in cells.items()
        for code, figure in zip("pq", pair, strict=True)
    ]
    return panel_from_rows(rows, dict.fromkeys({*before, *after}, "x"))


def places(before: Cells, after: Cells, now: Specification | None = None, **more: Any) -> dict[Cause, int]:
    """The causes that moved unit `a`."""
    found = explain(now or spec(), panel(before, after), "a", "2024", "2025", **more)
    assert found is not None
    return {change.cause: change.places for change in found.changes if change.places}


BASE: Cells = {"a": (5, 5), "b": (6, 6), "c": (4, 4)}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BASE, {}),
        ({**BASE, "a": (7, 7)}, {Cause.OWN_FIGURES: -1}),
        ({**BASE, "c": (9, 9)}, {Cause.PEERS: 1}),
        ({**BASE, "d": (9, 9)}, {Cause.ENTERING: 1}),
        ({"a": (5, 5), "c": (4, 4)}, {Cause.LEAVING: -1}),
        ({**BASE, "a": (5, 5), "c": (None, 9)}, {Cause.PEERS: 1}),
    ],
)
def test_a_single_cause_has_the_whole_change(after: Cells, expected: dict[Cause, int]) -> None:
    assert places(BASE, after) == expected


def test_figures_that_go_missing_are_a_cause_of_their_own() -> None:
    before: Cells = {"a": (9, 1), "b": (6, 6), "c": (4, 4)}
    assert places(before, {**before, "a": (9, None)}) == {Cause.OWN_MISSING: -1}
    assert places(before, {**before, "c": (None, 9), "a": (9, 1)}) == {Cause.PEERS: 1}
    assert places({**BASE, "c": (9, 0)}, {**BASE, "c": (9, None)}) == {Cause.PEERS_MISSING: 1}


def test_new_weights_are_a_cause_of_their_own() -> None:
    before: Cells = {"a": (9, 1), "b": (1, 8), "c": (0, 0)}
    assert places(before, before, spec(20), earlier=spec(60)) == {Cause.DEFINITION: 1}


def test_contributions_are_weight_times_change() -> None:
    found = explain(spec(30), panel(BASE, {**BASE, "a": (7, 4)}), "a", "2024", "2025")
    assert found is not None
    assert [one.node for one in found.own] == ["p", "q"]
    assert [one.points for one in found.own] == pytest.approx([30 * 0.2, -70 * 0.1])


def test_a_unit_unranked_in_either_period_is_not_explained() -> None:
    assert explain(spec(), panel(BASE, {"b": (1, 1)}), "a", "2024", "2025") is None
    assert explain(spec(), panel({"b": (1, 1)}, BASE), "a", "2024", "2025") is None


def test_an_unknown_unit_or_period_is_refused() -> None:
    for unit, period in (("z", "2024"), ("a", "2023")):
        with pytest.raises(BadInput, match="is not in the panel"):
            explain(spec(), panel(BASE, BASE), unit, period, "2025")


def test_a_definition_whose_figures_did_not_exist_hands_its_places_to_the_step_that_has_them() -> None:
    """The later definition needs q, which nobody had before: with it missing the state before is kept."""
    before: Cells = {unit: (pair[0], None) for unit, pair in BASE.items()}
    after: Cells = {"a": (5, 9), "b": (6, 6), "c": (4, 4)}
    now, then = spec(50, missing=MISSING[0]), spec(100, missing=MISSING[2])
    found = explain(now, panel(before, after), "a", "2024", "2025", earlier=then)
    assert found is not None
    assert_adds_up(found)
    moved = {change.cause for change in found.changes if change.places}
    assert Cause.DEFINITION not in moved


cells = st.one_of(st.none(), st.integers(0, 10).map(float), st.floats(0, 10))
populations = st.dictionaries(st.sampled_from("abcdef"), st.tuples(cells, cells), min_size=1)


@given(
    before=populations,
    after=populations,
    weights=st.tuples(st.integers(1, 99), st.integers(1, 99)),
    method=st.sampled_from([STATED, OF_PEERS]),
    missing=st.sampled_from(MISSING),
    aggregation=st.sampled_from(["arithmetic", "geometric"]),
)
def test_causes_add_up_to_the_change_of_the_published_ranks(
    before: Cells, after: Cells, weights: tuple[int, int], method: Any, missing: Any, aggregation: str
) -> None:
    then, now = (spec(weight, method, missing, aggregation) for weight in weights)
    figures = panel(before, after)
    earlier, later = compute(then, figures), compute(now, figures)
    for unit in figures.units:
        one, other = earlier.at("ALL", unit, "2024"), later.at("ALL", unit, "2025")
        found = explain(now, figures, unit, "2024", "2025", earlier=then)
        if one.rank is None or other.rank is None:
            assert found is None
            continue
        assert found is not None
        assert (found.rank_before, found.rank_after) == (one.rank, other.rank)
        assert (found.score_before, found.score_after) == (one.score, other.score)
        assert_adds_up(found)


def assert_adds_up(found: Explanation) -> None:
    assert tuple(change.cause for change in found.changes) == tuple(Cause)
    assert sum(change.places for change in found.changes) == found.rank_after - found.rank_before
    moved = math.fsum(change.points for change in found.changes)
    assert moved == pytest.approx(found.score_after - found.score_before, abs=1e-9)
    own = [change.points for change in found.changes if change.cause in (Cause.OWN_FIGURES, Cause.OWN_MISSING)]
    assert math.fsum(one.points for one in found.own) == pytest.approx(math.fsum(own), abs=1e-9)


def test_a_state_without_a_score_keeps_the_state_just_before_it() -> None:
    before: Cells = {"a": (5, None), "b": (6, None), "c": (4, None)}
    after: Cells = {"a": (5, 5), "c": (4, 4)}
    moved = places(before, after, spec(50, missing=MISSING[0]), earlier=spec(100))
    assert moved == {Cause.LEAVING: -1}
