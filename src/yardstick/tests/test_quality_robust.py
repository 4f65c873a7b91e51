"""Scores by medians: the published example, the reference against statistics, and arrays against the reference."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.quality.robust import LEAST_OTHERS, STEADY, judge, median_of_rows, modified_z

VALUES = st.integers(-50, 50).map(float) | st.floats(-1e6, 1e6)
ROWS = st.lists(st.none() | st.sampled_from([0.0, 1.0, 5.0]) | VALUES, min_size=9, max_size=9)


def matrix(rows: list[list[float | None]]) -> np.ndarray:
    return np.array([[math.nan if value is None else value for value in row] for row in rows], np.float64)


def test_a_score_is_the_distance_from_the_median_by_the_median_deviation() -> None:
    # median 3.5, absolute deviations 2.5 1.5 0.5 0.5 1.5 2.5, their median 1.5
    assert modified_z(9.5, [1, 2, 3, 4, 5, 6]) == pytest.approx(0.6745 * 6 / 1.5)
    assert modified_z(-2.5, [6, 5, 4, 3, 2, 1]) == pytest.approx(-0.6745 * 6 / 1.5)


def test_where_more_than_half_are_equal_the_mean_deviation_stands_in() -> None:
    # median 5, deviations 0 0 0 0 0 6, mean 1
    assert modified_z(15, [5, 5, 5, 5, 5, 11]) == pytest.approx(10 / 1.253314)


def test_what_never_moved_is_judged_by_a_twentieth_of_itself() -> None:
    assert modified_z(11, [10] * 6) == pytest.approx(1 / (STEADY * 10))
    assert modified_z(1000, [10] * 6) > 3.5  # type: ignore[operator]
    assert modified_z(5, [0] * 6) is None


def test_a_score_that_no_double_holds_is_none() -> None:
    others = [0, 1e-300, 2e-300, 3e-300, 4e-300, 5e-300]
    assert modified_z(1e19, others) is None
    assert np.isnan(judge(matrix([[*others, 1e19]])).score[0, 6])


def test_too_few_others_say_nothing() -> None:
    assert modified_z(5, [1, 2, 3, 4, 5]) is None
    assert modified_z(5, [1, 2, 3, 4, 5], least=5) is not None


def test_a_value_does_not_hide_itself() -> None:
    row = [10.0, 11.0, 10.0, 12.0, 11.0, 10.0]
    assert judge(matrix([[*row, 500.0]])).score[0, 6] == modified_z(500, row)


@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from([None, [8], [0, 4]]))
def test_arrays_give_what_the_reference_gives_each_value(
    rows: list[list[float | None]], tested: list[int] | None
) -> None:
    found = judge(matrix(rows), tested=tested, least=3)
    for number, row in enumerate(rows):
        for place, column in enumerate(range(9) if tested is None else tested):
            value = row[column]
            others = [one for at, one in enumerate(row) if at != column and one is not None]
            expected = None if value is None else modified_z(value, others, least=3)
            got = found.score[number, place]
            assert math.isnan(got) if expected is None else got == pytest.approx(expected, rel=1e-9, abs=1e-9)
            if value is not None and len(others) >= 3:
                assert found.median[number, place] == statistics.median(others)


@given(ROWS, st.permutations(range(9)))
def test_the_order_of_a_series_does_not_matter(row: list[float | None], order: list[int]) -> None:
    found, turned = judge(matrix([row])).score, judge(matrix([[row[place] for place in order]])).score
    np.testing.assert_allclose(found[0, order], turned[0], rtol=1e-9)


@given(st.lists(st.none() | VALUES, min_size=1, max_size=8))
def test_the_median_of_a_row_passes_over_what_is_missing(row: list[float | None]) -> None:
    known = [value for value in row if value is not None]
    found = median_of_rows(matrix([row]))[0]
    assert math.isnan(found) if not known else found == statistics.median(known)


def test_a_table_without_columns_or_with_too_few_has_no_scores() -> None:
    assert judge(np.empty((3, 0))).score.shape == (3, 0)
    assert np.isnan(judge(np.ones((3, LEAST_OTHERS))).score).all()
