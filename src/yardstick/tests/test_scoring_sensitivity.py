"""How ranks depend on weights: on cases worked out by hand, and for any figures."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadInput
from yardstick.scoring import sensitivity
from yardstick.scoring.columns import Panel
from yardstick.scoring.index import compute
from yardstick.scoring.long_rows import panel_from_rows
from yardstick.scoring.ranking import twelve
from yardstick.scoring.reading import parse_specification
from yardstick.scoring.sensitivity import Steadiness, Swap, shifts, steadiness, swaps
from yardstick.scoring.specification import Specification

CODES = ("p", "q")
Figures = dict[str, tuple[float | None, ...]]


def spec(weights: tuple[float, ...] = (60, 40), codes: tuple[str, ...] = CODES, **more: Any) -> Specification:
    method = {"kind": "min_max", "points": 10, "degenerate": None, "lowest": 0, "highest": 10}
    children = [
        {"code": code, "weight": weight, "indicator": code, "direction": "positive", "method": method}
        for code, weight in zip(codes, weights, strict=True)
    ]
    stated = {"aggregation": "arithmetic", "missing": {"policy": "reweight", "least_share": 0.001}, **more}
    return parse_specification({"index": {"code": "ALL", "maximum": 100, "children": children, **stated}})


def panel(figures: Figures, peers: dict[str, str] | None = None, codes: tuple[str, ...] = CODES) -> Panel:
    rows = [(code, unit, "2025", f) for unit, cells in figures.items() for code, f in zip(codes, cells, strict=True)]
    return panel_from_rows(rows, peers or dict.fromkeys(figures, "x"))


# 60 p + 40 q: a 54, b 50, c 10. b has the better q: with w on p the lead of a is 2 w / 10 - 8 (w = 60: 4), 0 at 40.
THREE: Figures = {"a": (9, 0), "b": (5, 5), "c": (1, 1)}


def test_who_is_best_in_everything_keeps_every_rank() -> None:
    figures: Figures = {"a": (9, 9), "b": (5, 5), "c": (1, 1)}
    found = steadiness(spec(), panel(figures), "2025", seed=1, draws=200)
    assert found == [Steadiness(unit, rank, rank, rank, 1.0) for rank, unit in enumerate("abc", start=1)]


def test_close_units_change_places_in_a_share_of_the_draws() -> None:
    first, second, third = steadiness(spec(), panel(THREE), "2025", seed=7, concentration=20)
    assert [first.unit, second.unit, third.unit] == ["a", "b", "c"]
    assert 0.5 < first.share_at_rank == second.share_at_rank < 1
    assert (first.lowest, first.highest, second.lowest, third.share_at_rank) == (1, 2, 1, 1)


def test_the_share_of_draws_is_that_of_the_beta_distribution() -> None:
    """a leads b where p has more than 5/9 of the weight, and its share is Beta(12, 8) under a concentration of 20."""
    found = steadiness(spec(), panel(THREE), "2025", seed=3, draws=20_000, concentration=20)
    # P(Beta(12, 8) > 5/9) = P(Binomial(19, 5/9) <= 11), the well-known relation of the two.
    assert found[0].share_at_rank == pytest.approx(binomial_at_most(11, 19, 5 / 9), abs=0.01)


def binomial_at_most(count: int, of: int, chance: float) -> float:
    return sum(math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count + 1))


def test_the_seed_decides_and_the_order_of_components_does_not() -> None:
    one = steadiness(spec(), panel(THREE), "2025", seed=1, draws=99, concentration=20)
    assert steadiness(spec((40, 60), ("q", "p")), panel(THREE), "2025", seed=1, draws=99, concentration=20) == one
    assert steadiness(spec(), panel(THREE), "2025", seed=2, draws=99, concentration=20) != one


def test_how_many_draws_are_ranked_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = steadiness(spec(), panel(THREE), "2025", seed=7, draws=60, concentration=5)
    assert len({one.lowest for one in whole}) > 1
    monkeypatch.setattr(sensitivity, "BLOCK", 7)
    assert steadiness(spec(), panel(THREE), "2025", seed=7, draws=60, concentration=5) == whole


def test_one_weight_at_a_time_moves_who_depends_on_it() -> None:
    found = shifts(spec(), panel(THREE), "2025", percent=20)
    assert [(shift.node, shift.percent) for shift in found] == [("p", 20), ("p", -20), ("q", 20), ("q", -20)]
    assert [dict(shift.ranks) for shift in found] == [
        {},
        {"a": (1, 2), "b": (2, 1)},  # 48 p + 52 q: a 43.2, b 50
        {"a": (1, 2), "b": (2, 1)},  # 52 p + 48 q: a 46.8, b 50
        {},
    ]


def test_neighbours_swap_where_the_lead_is_gone() -> None:
    """a and b are level where 0.9 w = 50, so w = 55.56: p gives up 4.444 of 60, or q takes 4.444 more than 40."""
    found = swaps(spec(), panel(THREE), "2025")
    assert (found[0].above, found[0].below, found[0].node) == ("a", "b", "p")
    assert found[0].change == pytest.approx((50 / 0.9 - 60) / 60, rel=1e-12)
    assert found[1] == Swap("b", "c", None, None)


def test_neighbours_with_one_rank_need_no_change_and_peer_groups_do_not_meet() -> None:
    figures: Figures = {"a": (5, 5), "b": (5, 5), "c": (1, 9), "d": (None, None)}
    found = swaps(spec(), panel(figures, {"a": "x", "b": "x", "c": "y", "d": "x"}), "2025")
    assert found == [Swap("a", "b", None, 0.0)]


cells = st.one_of(st.none(), st.integers(0, 10).map(float))
populations = st.lists(st.tuples(cells, cells), min_size=2, max_size=5)


@given(populations, st.sampled_from(["arithmetic", "geometric"]))
def test_a_swap_brings_the_two_level(rows: list[tuple[float | None, ...]], aggregation: str) -> None:
    """To the last digits for sums without gaps; else the lead is gone at the next of the steps that are tried."""
    figures: Figures = dict(zip("abcde", rows, strict=False))
    for swap in swaps(spec(aggregation=aggregation), panel(figures), "2025"):
        if swap.node is None or swap.change is None:
            continue
        weight = {"p": 60.0, "q": 40.0}[swap.node] * (1 + swap.change)
        if aggregation == "arithmetic" and None not in (*figures[swap.above], *figures[swap.below]):
            assert lead(figures, swap, weight, aggregation) == pytest.approx(0, abs=1e-9)
        beyond = (math.ceil if swap.change > 0 else math.floor)(weight * 2) / 2
        assert lead(figures, swap, beyond, aggregation) <= 1e-9


def lead(figures: Figures, swap: Swap, weight: float, aggregation: str) -> float:
    weights = (weight, 100 - weight) if swap.node == "p" else (100 - weight, weight)
    changed = compute(spec(weights, aggregation=aggregation), panel(figures))
    above, below = (changed.at("ALL", unit, "2025").score for unit in (swap.above, swap.below))
    assert above is not None
    assert below is not None
    return above - below


def test_a_draw_that_leaves_no_score_counts_as_the_last_rank() -> None:
    """All or nothing on p, by chance: a unit that has p alone loses its score in two fifths of the draws."""
    figures: Figures = {"a": (9, None), "b": (5, 5), "c": (1, 1)}
    first = steadiness(spec(), panel(figures), "2025", seed=5, concentration=1e-6)[0]
    assert (first.unit, first.rank, first.lowest, first.highest) == ("a", 1, 1, 3)
    assert first.share_at_rank == pytest.approx(0.6, abs=0.05)
    gone = shifts(spec(), panel(figures), "2025", percent=100)[1]
    assert (gone.node, gone.percent, gone.ranks["a"]) == ("p", -100, (1, None))


def test_drawn_weights_do_not_decide_whether_enough_is_there() -> None:
    half = spec((50, 50), missing={"policy": "reweight", "least_share": 0.5})
    found = steadiness(half, panel({"a": (9, None), "b": (5, 5)}), "2025", seed=1, draws=100)
    assert [(one.unit, one.rank, one.highest) for one in found] == [("a", 1, 1), ("b", 2, 2)]


@given(populations, st.integers(0, 5))
def test_intervals_hold_and_stated_ranks_are_those_of_the_index(rows: list[Any], seed: int) -> None:
    figures: Figures = dict(zip("abcde", rows, strict=False))
    stated = compute(spec(), panel(figures))
    for one in steadiness(spec(), panel(figures), "2025", seed=seed, draws=21):
        assert one.rank == stated.at("ALL", one.unit, "2025").rank
        assert 1 <= one.lowest <= one.highest <= len(rows)
        assert 0 <= one.share_at_rank <= 1
        assert twelve(one.share_at_rank * 21) == round(one.share_at_rank * 21)


def test_a_fixed_zero_and_a_weight_of_zero_take_no_part() -> None:
    content = {"code": "z", "weight": 30, "fixed_zero": True}
    method = {"kind": "share_of_target", "points": 1, "target": 10}
    leaves = [
        {"code": code, "weight": weight, "indicator": code, "direction": "positive", "method": method}
        for code, weight in (("p", 70), ("q", 0))
    ]
    index = {"code": "ALL", "maximum": 100, "aggregation": "arithmetic", "missing": {"policy": "zero"}}
    made = parse_specification({"index": {**index, "children": [content, *leaves]}})
    assert [one.share_at_rank for one in steadiness(made, panel(THREE), "2025", seed=1, draws=50)] == [1, 1, 1]
    assert {shift.node for shift in shifts(made, panel(THREE), "2025", percent=10)} == {"z", "p"}


def test_options_out_of_range_are_refused() -> None:
    for call in (
        lambda: steadiness(spec(), panel(THREE), "2024", seed=1),
        lambda: steadiness(spec(), panel(THREE), "2025", seed=1, draws=0),
        lambda: steadiness(spec(), panel(THREE), "2025", seed=1, concentration=0),
        lambda: shifts(spec(), panel(THREE), "2025", percent=0),
    ):
        with pytest.raises(BadInput, match=r"'2024'|expected"):
            call()
