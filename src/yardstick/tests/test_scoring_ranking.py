"""Ranks, the twelve digits that they compare, and bands."""

import math
import random
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadDefinition
from yardstick.scoring import ranking
from yardstick.scoring.columns import Column, Peers
from yardstick.scoring.ranking import Band, band_of, band_places, check_bands, competition_ranks, twelve, twelve_each

numbers = st.floats(allow_nan=False, allow_infinity=False)
scores_of_indices = st.floats(-1000, 1000)
BANDS = (Band("excellent", 90), Band("good", 70), Band("weak", 0))


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (0.1 + 0.2, 0.3),
        (123456789012.5, 123456789012.0),  # halves go to the even digit
        (123456789013.5, 123456789014.0),
        (1.000000000005, 1.0),
        (1.000000000015, 1.00000000002),
        (0.9999999999996, 1.0),
        (999999999999.5, 1e12),
        (999999999999.9999, 1e12),
        (9.999999999999999e-10, 1e-9),
        (1e-9, 1e-9),
        (1234567890123456, 1234567890120000),
        (-2 / 3, -0.666666666667),
        (0.0, 0.0),
        (5e-324, 5e-324),
        (1.7976931348623157e308, 1.79769313486e308),
    ],
)
def test_a_figure_is_rounded_to_twelve_digits(number: float, rounded: float) -> None:
    assert twelve(number) == rounded
    assert twelve_each(np.array([number]))[0] == rounded


def test_there_is_no_negative_zero() -> None:
    assert math.copysign(1, twelve(-0.0)) == math.copysign(1, twelve_each(np.array([-0.0]))[0]) == 1


@given(st.lists(st.one_of(numbers, scores_of_indices, st.floats(1e9, 1e15))))
def test_the_array_is_rounded_as_each_of_its_numbers(values: list[float]) -> None:
    assert twelve_each(np.array(values, dtype=np.float64)).tolist() == [twelve(value) for value in values]


@given(st.integers(10**12, 10**13 - 1), st.integers(-20, 12))
def test_halves_are_decided_by_decimals_wherever_the_mark_stands(digits: int, exponent: int) -> None:
    number = float(f"{digits // 10}5e{exponent}")
    assert twelve_each(np.array([number]))[0] == twelve(number)


@given(scores_of_indices.filter(bool))
def test_twelve_digits_are_those_of_decimal_rounding(number: float) -> None:
    exact = Decimal(repr(number))
    unit = Decimal(1).scaleb(exact.adjusted() - 11)
    assert twelve(number) == float(exact.quantize(unit, ROUND_HALF_EVEN))
    assert twelve(twelve(number)) == twelve(number)


def test_more_numbers_than_are_rounded_at_once_are_all_rounded(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.array([[1 / 3, math.nan, -2 / 3, 0], [1e300, 1e-300, 1234567890123.5, 7]])
    monkeypatch.setattr(ranking, "BLOCK", 3)
    found = twelve_each(numbers)
    assert np.isnan(found[0, 1])
    assert np.delete(found.ravel(), 1).tolist() == [twelve(number) for number in np.delete(numbers.ravel(), 1)]


def test_equal_scores_share_a_rank_and_the_next_counts_them() -> None:
    assert ranks_of([0.3, 50, 0.1 + 0.2, 10, None]) == [3, 1, 3, 2, None]
    assert ranks_of([9, 8, 8, 7]) == [1, 2, 2, 4]


def test_peer_groups_are_ranked_apart_and_count_who_is_ranked() -> None:
    found = competition_ranks(column([1, 2, None, 4, 5]), Peers.of(list("aabbb")))
    assert found.rank.ravel().tolist() == [2, 1, 0, 2, 1]
    assert found.of.ravel().tolist() == [2, 2, 2, 2, 2]
    assert competition_ranks(column([]), Peers.of([])).rank.shape == (0, 1)


@given(
    rows=st.lists(
        st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from([math.nan, 0, 1, 2]), min_size=3, max_size=3)),
        min_size=1,
        max_size=9,
    )
)
def test_groups_may_stand_in_any_order_of_rows(rows: list[tuple[str, list[float]]]) -> None:
    groups, scores = [group for group, _ in rows], np.array([cells for _, cells in rows], dtype=np.float64)
    found = competition_ranks(Column.of(scores), Peers.of(groups))
    for row, group in enumerate(groups):
        peers = scores[[other == group for other in groups]]
        for place, score in enumerate(scores[row]):
            assert found.at(row, place) == (None if np.isnan(score) else 1 + (peers[:, place] > score).sum())
            assert found.of[row, place] == (~np.isnan(peers[:, place])).sum()


@given(st.lists(st.one_of(st.none(), st.integers(0, 4), scores_of_indices), min_size=1, max_size=12), st.randoms())
def test_the_rank_is_one_more_than_the_number_of_better_scores(
    scores: list[float | None], chance: random.Random
) -> None:
    known = [twelve(score) for score in scores if score is not None]
    expected = [None if score is None else 1 + sum(other > twelve(score) for other in known) for score in scores]
    assert ranks_of(scores) == expected
    order = list(range(len(scores)))
    chance.shuffle(order)
    assert ranks_of([scores[place] for place in order]) == [expected[place] for place in order]


@pytest.mark.parametrize(
    ("score", "label"),
    [(100, "excellent"), (90, "excellent"), (89.9999999999999, "excellent"), (89.99, "good"), (-1, None), (None, None)],
)
def test_a_score_has_the_first_band_whose_lower_bound_it_reaches(score: float | None, label: str | None) -> None:
    assert band_of(score, BANDS) == label
    place = int(band_places(column([score]), BANDS)[0, 0])
    assert (BANDS[place].label if place >= 0 else None) == label


@pytest.mark.parametrize("bands", [BANDS[::-1], (Band("a", 1), Band("b", 1)), (Band("a", 2), Band("a", 1))])
def test_bands_in_disorder_or_with_one_name_are_refused(bands: tuple[Band, ...]) -> None:
    with pytest.raises(BadDefinition, match="bands"):
        check_bands(bands, "here")


def column(scores: list[float | None]) -> Column:
    cells = [math.nan if score is None else score for score in scores]
    return Column.of(np.array(cells, dtype=np.float64).reshape(-1, 1))


def ranks_of(scores: list[float | None]) -> list[int | None]:
    found = competition_ranks(column(scores), Peers.of([""] * len(scores)))
    return [found.at(row, 0) for row in range(len(scores))]
