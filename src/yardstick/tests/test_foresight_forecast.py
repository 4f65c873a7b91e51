"""Forecasts of single series and of many, their limits, gaps, reasons and probabilities."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.errors import BadUsage
from yardstick.foresight.forecasting import Forecast, forecast, forecast_many
from yardstick.foresight.series import Series
from yardstick.foresight.targets import NO_LIMITS, Limits
from yardstick.progress import Direction
from yardstick.tests.foresight_cases import bounds, chance, monthly, yearly

UP, DOWN = Direction.POSITIVE, Direction.NEGATIVE
figures = st.one_of(st.integers(-1000, 1000).map(float), st.floats(-9e99, 9e99), st.none())


def walk(seed: int, length: int = 40) -> list[float]:
    return [50 + float(one) for one in np.cumsum(np.random.default_rng(seed).normal(size=length))]


def numbers(found: Forecast) -> list[float]:
    return [one for row in (found.values, found.low, found.high) for one in row if one is not None]


def test_a_straight_line_goes_on() -> None:
    found = forecast(yearly([10 + 2 * year for year in range(10)]), 3)
    assert [period.code for period in found.periods] == ["2025", "2026", "2027"]
    assert found.values == pytest.approx([30, 32, 34], abs=0.5)
    low, high = bounds(found)[-1]
    assert low < 34 < high


def test_seasons_go_on() -> None:
    values = [
        100 + (20 if month % 12 == 1 else 0) + noise for month, noise in enumerate(np.resize([0.3, -0.4, 0.2], 48))
    ]
    found = forecast(monthly(values), 12)
    assert found.seasonal
    assert max(range(12), key=found.values.__getitem__) == 1
    assert found.values[1] == pytest.approx(120, abs=3)
    assert not forecast(monthly(values[:23]), 12).seasonal  # two years are needed


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_intervals_widen_with_the_horizon_and_the_level(seed: int) -> None:
    usual, wide = forecast(monthly(walk(seed, 20)), 14), forecast(monthly(walk(seed, 20)), 14, level=0.95)
    widths = [high - low for low, high in bounds(usual)]
    assert all(later >= earlier * (1 - 1e-12) for earlier, later in pairwise(widths))
    assert widths[-1] > widths[0] > 0
    wider = [high - low for low, high in bounds(wide)]
    assert all(one < other for one, other in zip(widths, wider, strict=True))
    assert usual.values == wide.values


def test_what_comes_back_every_second_year_is_not_told_more_surely_than_the_year_between() -> None:
    found = forecast(yearly([50 + 9.0 * (year % 2) + (year % 5) / 9 for year in range(40)], 1980), 12)
    widths = [high - low for low, high in bounds(found)]
    assert all(later >= earlier * (1 - 1e-12) for earlier, later in pairwise(widths))


def test_the_interval_of_a_short_series_is_wide() -> None:
    short, long = forecast(yearly([40, 44, 43]), 5), forecast(yearly([40, 44, 43] * 8), 5)
    (low, high), (lower, upper) = bounds(short)[-1], bounds(long)[-1]
    assert high - low > 2 * (upper - lower)


def test_values_and_bounds_keep_to_the_limits() -> None:
    found = forecast(monthly([60.0 + month for month in range(40)]), 24, limits=Limits(0.0, 100.0))
    assert max(numbers(found)) == 100
    assert max(found.centres) > 100
    down = forecast(monthly([40.0 - month + (month % 3) for month in range(40)]), 24, limits=Limits(minimum=0.0))
    assert min(numbers(down)) == 0


@pytest.mark.parametrize(
    ("series", "ahead", "reason"),
    [
        (yearly([1, 2]), 1, "2 values: a forecast needs at least 3"),
        (yearly([1, None, None, 2]), 1, "2 values: a forecast needs at least 3"),
        (yearly([1, 2, 4]), 401, "the target is 401 periods ahead: at most 400 are forecast"),
        (yearly([98, 99, 101]), 1, "the value 101 of 2017 is beyond the limits of the indicator"),
    ],
)
def test_where_there_is_no_forecast_it_says_why(series: Series, ahead: int, reason: str) -> None:
    found = forecast(series, ahead, limits=Limits(maximum=100.0))
    assert (found.reason, found.values, found.probability(5.0, UP)) == (reason, (), None)


def test_a_series_that_never_changed_has_no_interval_and_the_rule_of_succession() -> None:
    found = forecast(yearly([7.0] * 9), 3)
    assert (found.constant, found.values, found.low) == (True, (7.0,) * 3, (None,) * 3)
    assert found.probability(8.0, UP) == pytest.approx(0.125)  # 3 of 12, half of them upward
    assert found.probability(7.0, UP) == found.probability(7.0, DOWN) == pytest.approx(0.875)
    assert found.probability(8.0, UP, ahead=1) == pytest.approx(0.05)


def test_gaps_cost_nothing_but_certainty() -> None:
    values: list[float | None] = [10 + 2.0 * month + (month % 2) for month in range(30)]
    whole, gaps = forecast(monthly(values), 3), forecast(monthly([*values[:20], None, None, *values[22:]]), 3)
    assert gaps.values == pytest.approx(whole.values, abs=1)
    assert gaps.count == 28
    assert gaps.freedom < whole.freedom  # an error at a period that was filled in is none


@given(st.lists(figures, max_size=30), st.integers(1, 15), st.sampled_from([monthly, yearly]))
def test_no_forecast_holds_nan_or_infinity(
    values: list[float | None], ahead: int, make: Callable[[list[float | None]], Series]
) -> None:
    if not any(value is not None for value in values):
        return
    found = forecast(make(values), ahead)
    assert all(map(math.isfinite, numbers(found)))
    if found.reason is None:
        assert len(found.periods) == len(found.values) == ahead
        assert 0 <= chance(found, 1.0, UP) <= 1


@given(st.integers(0, 10**6), st.floats(-5, 5), st.sampled_from([0.5, 0.8, 0.95]))
def test_probabilities_agree_with_the_interval(seed: int, off: float, level: float) -> None:
    found = forecast(yearly(walk(seed, 9)), 4, level=level)
    for ahead, (low, high) in enumerate(bounds(found), start=1):
        assert chance(found, low, UP, ahead) == pytest.approx((1 + level) / 2)
        assert chance(found, high, UP, ahead) == pytest.approx((1 - level) / 2)
    wanted = found.values[-1] + off
    assert chance(found, wanted, UP) + chance(found, wanted, DOWN) == pytest.approx(1)
    assert chance(found, wanted + 1, UP) < chance(found, wanted, UP)


@settings(max_examples=5)
@given(st.permutations(range(24)), st.integers(0, 100))
def test_neither_order_nor_company_changes_a_digit(order: list[int], seed: int) -> None:
    series = [(monthly, yearly)[at % 2](walk(seed + at, 5 + at % 3 * 12)) for at in range(24)]
    ahead = [1 + at % 4 for at in range(24)]
    whole = forecast_many(series, ahead, [NO_LIMITS] * 24)
    mixed = forecast_many([series[at] for at in order], [ahead[at] for at in order], [NO_LIMITS] * 24)
    assert mixed == [whole[at] for at in order]
    assert forecast(series[order[0]], ahead[order[0]]) == whole[order[0]]


@given(st.integers(0, 10**6), st.sampled_from([2.0**-40, 1024.0, 2.0**300]))
def test_a_change_of_unit_changes_no_digit(seed: int, unit: float) -> None:
    values = walk(seed, 12)
    plain, other = forecast(yearly(values), 3), forecast(yearly([value * unit for value in values]), 3)
    assert other.values == tuple(value * unit for value in plain.values)
    assert bounds(other) == [(low * unit, high * unit) for low, high in bounds(plain)]


def test_only_the_last_240_periods_count() -> None:
    values = walk(4, 300)
    assert forecast(yearly([1e6, *values], 1700), 2).values == forecast(yearly([-5.0, *values], 1700), 2).values


def test_the_methods_are_told_with_their_weights() -> None:
    found = forecast(monthly(walk(2)), 1)
    assert math.fsum(weight for _, weight in found.methods) == pytest.approx(1)
    assert [weight for _, weight in found.methods] == sorted((w for _, w in found.methods), reverse=True)


@pytest.mark.parametrize(("ahead", "level"), [(0, 0.8), (3, 0.0), (3, 1.0)])
def test_wrong_use_is_refused(ahead: int, level: float) -> None:
    with pytest.raises(BadUsage, match="expected"):
        forecast(yearly([1, 2, 4]), ahead, level=level)


def test_a_period_that_was_not_forecast_has_no_probability() -> None:
    with pytest.raises(BadUsage, match="expected 1 to 3"):
        forecast(yearly([1, 2, 4]), 3).probability(5.0, UP, ahead=4)
    with pytest.raises(BadUsage, match="expected one of each"):
        forecast_many([yearly([1, 2, 4])], [1, 2], [NO_LIMITS])
