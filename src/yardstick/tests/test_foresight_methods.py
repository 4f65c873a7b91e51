"""Each forecasting method against its textbook form, and what holds for all of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.foresight.methods import (
    damped,
    drift,
    family,
    forecasts,
    growth,
    in_season,
    last_value,
    line,
    same_season,
    shortest,
    smoothed,
    theta,
    weights,
    without_seasons,
)
from yardstick.foresight.student import cdf, half_width

SEASONS = (1, 4, 12)


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


def test_simple_methods_by_hand() -> None:
    history = column(1, 2, 6, 7)
    assert last_value(history, 2).ravel().tolist() == [7, 7]
    assert drift(history, 2).ravel().tolist() == [9, 11]
    assert smoothed(history, 1, alpha=0.5).ravel().tolist() == [5.375]  # 1, 1.5, 3.75, 5.375
    assert line(history, 2).ravel() == pytest.approx([9.5, 11.7])  # mean 4, slope 2.2


def test_a_damped_trend_by_hand() -> None:
    # level 10, slope 2; expected 11, error 1: level 11.5, slope 1 + 0.2 (11.5 - 10 - 1) = 1.1
    assert damped(column(10, 12), 2, alpha=0.5, beta=0.2, phi=0.5).ravel() == pytest.approx([12.05, 12.325])


def test_theta_is_the_mean_of_the_line_and_of_what_smoothing_says_of_the_line_of_twice_the_curvature() -> None:
    history, alpha = np.array([3.0, 5.0, 4.0, 8.0, 9.0, 7.0]), 0.4
    places = np.arange(len(history))
    slope, start = np.polyfit(places, history, 1)
    curved = 2 * history - (start + slope * places)
    level = curved[0]
    for value in curved[1:]:
        level += alpha * (value - level)
    # The smoothing of the whole begins at the first value, that of the curved line at its own.
    begun = (1 - alpha) ** (len(history) - 1) * (history[0] - (curved[0] + start) / 2)
    expected = [(level + start + slope * (len(history) - 1 + ahead)) / 2 + begun for ahead in (1, 2, 3)]
    assert theta(history[:, None], 3, alpha=alpha).ravel() == pytest.approx(expected)


def test_same_season_repeats_the_year_with_its_change() -> None:
    history = column(1, 5, 2, 8, 3, 7, 4, 10)
    assert same_season(history, 5, season=4).ravel().tolist() == [5, 9, 6, 12, 7]


def test_seasonal_effects_are_found_beside_a_trend() -> None:
    effects, time = np.array([3.0, -1.0, 0.0, -2.0]), np.arange(20.0)
    values = 10 + 0.5 * time + effects[np.arange(20) % 4]
    said = in_season(values[:14, None], 6, season=4, then=line).ravel()
    assert said == pytest.approx(values[14:])
    assert without_seasons(values[:, None], 4).ravel() == pytest.approx(10 + 0.5 * time)


@pytest.mark.parametrize("season", SEASONS)
@given(seed=st.integers(0, 10_000), shift=st.floats(-1e3, 1e3), scale=st.floats(0.1, 10))
def test_every_method_follows_a_shift_and_a_scale(season: int, seed: int, shift: float, scale: float) -> None:
    history = np.random.default_rng(seed).normal(size=(shortest(season) + 3, 2))
    moved = forecasts(history * scale + shift, season, 5)
    assert moved == pytest.approx(forecasts(history, season, 5) * scale + shift, abs=1e-6)


@pytest.mark.parametrize("season", SEASONS)
def test_the_maps_give_what_the_methods_give(season: int) -> None:
    history = np.random.default_rng(3).normal(size=(shortest(season) + 7, 4))
    for method, said in zip(family(season), forecasts(history, season, 6), strict=True):
        assert said == pytest.approx(method.forecast(history, 6)), method.name


@pytest.mark.parametrize("season", SEASONS)
def test_every_method_works_from_the_shortest_history(season: int) -> None:
    maps = weights(season, shortest(season), 13)
    assert np.isfinite(maps).all()
    assert maps.sum(axis=2) == pytest.approx(1)


def test_errors_grow_as_the_methods_say() -> None:
    rise = dict(zip((method.name for method in family(1)), growth(1, 9), strict=True))
    assert rise["last value"] == pytest.approx(np.sqrt(np.arange(1, 10)))
    assert rise["smoothed 0.3"] == pytest.approx(np.sqrt(1 + np.arange(9) * 0.09))
    assert rise["line"][-1] < 1.05


def test_a_series_has_the_same_digits_alone_and_among_others() -> None:
    history = np.random.default_rng(5).normal(size=(30, 700))
    for season in SEASONS:
        together = forecasts(history, season, 7)
        for place in (0, 311, 699):
            assert (forecasts(history[:, [place]], season, 7)[:, :, 0] == together[:, :, place]).all()


@pytest.mark.parametrize(
    ("freedom", "level", "width"),  # two-sided points of the published tables
    [(1, 0.8, 3.078), (2, 0.9, 2.920), (3, 0.8, 1.638), (5, 0.95, 2.571), (10, 0.8, 1.372), (30, 0.95, 2.042)],
)
def test_students_distribution_agrees_with_tables(freedom: int, level: float, width: float) -> None:
    assert half_width(level, freedom) == pytest.approx(width, abs=6e-4)
    assert cdf(width, freedom) - cdf(-width, freedom) == pytest.approx(level, abs=1e-3)


@given(st.floats(-50, 50), st.integers(1, 40))
def test_students_distribution_is_symmetric_and_rises(value: float, freedom: int) -> None:
    assert cdf(value, freedom) + cdf(-value, freedom) == pytest.approx(1)
    assert cdf(value, freedom) <= cdf(value + 0.5, freedom) + 1e-15


def test_students_distribution_reaches_its_ends() -> None:
    assert (cdf(math.inf, 3), cdf(-math.inf, 4), cdf(0.0, 7)) == (1, 0, 0.5)
