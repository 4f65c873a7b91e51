"""The back-test on a fixed part of the made series, and that it can tell a bad interval from a good one."""

from dataclasses import replace

import numpy as np
import pytest

from yardstick.errors import BadInput, BadUsage
from yardstick.foresight.backtest import REPORTED_ON, TUNED_ON, Report, backtest, backtest_series, calibration
from yardstick.foresight.intervals import TUNING
from yardstick.foresight.made_series import HELD_BACK, SHAPES, made
from yardstick.foresight.targets import Limits
from yardstick.tests.foresight_cases import yearly


@pytest.fixture(scope="module")
def report() -> Report:
    return backtest(REPORTED_ON, each=30)


def test_eight_of_ten_values_lie_within_the_interval(report: Report) -> None:
    assert report.every.series >= 1_000
    assert report.every.outcomes == report.every.series * HELD_BACK
    assert 0.75 <= report.every.coverage <= 0.85
    assert 0.75 <= report.every.near <= 0.85
    assert 0.75 <= report.every.far <= 0.85


def test_no_shape_is_forsaken(report: Report) -> None:
    assert [line.shape for line in report.lines] == [shape.name for shape in SHAPES]
    # What bends later, as an S-curve does, cannot be seen in its beginning.
    assert {line.shape for line in report.lines if not 0.65 <= line.coverage <= 0.95} <= {"S-curve"}


def test_errors_are_smaller_than_those_of_both_baselines(report: Report) -> None:
    assert report.every.error < 0.9 * report.every.naive
    assert report.every.error < 0.9 * report.every.drift
    for line in report.lines:
        assert line.error < 1.15 * min(line.naive, line.drift), line.shape


def test_probabilities_come_true(report: Report) -> None:
    assert len(report.calibration) == 10
    for one in report.calibration:
        assert one.observed == pytest.approx(one.predicted, abs=0.1)
    assert report.brier < 0.6 * report.resolution_free


def test_half_the_width_is_found_out() -> None:
    narrow = backtest(REPORTED_ON, each=10, tuning=replace(TUNING, widening=0.5, widening_few=0.0))
    assert narrow.every.coverage < 0.7


def test_the_seed_decides_everything() -> None:
    assert backtest(5, each=2) == backtest(5, each=2)
    assert backtest(5, each=2) != backtest(6, each=2)
    assert TUNED_ON != REPORTED_ON


def test_made_series_keep_to_their_limits() -> None:
    for group in made(3, each=20):
        for values in (group.history, group.held_back):
            assert np.isfinite(values).all()
            assert group.minimum is None or values.min() >= group.minimum
            assert group.maximum is None or values.max() <= group.maximum


def test_bins_hold_every_prediction() -> None:
    found = calibration(np.array([0.0, 0.05, 0.95, 1.0]), np.array([0.0, 1.0, 1.0, 1.0]))
    assert [(one.count, one.predicted, one.observed) for one in found] == [(2, 0.025, 0.5), (2, 0.975, 1.0)]


def test_series_of_ones_own_are_tried_with_gaps_and_limits() -> None:
    chance = np.random.default_rng(11)
    walks = [60 + np.cumsum(chance.normal(size=30)) for _ in range(150)]
    series = [yearly([None if 3 < at < 6 else float(value) for at, value in enumerate(walk)]) for walk in walks]
    late = yearly([1.0, 2, 3, 4, 5, None, 7, 8])  # a gap among what is held back: not counted
    found = backtest_series({"WALK": [*series, late], "SHORT": [yearly([1.0, 2, 3, 4])]}, held_back=4)
    assert [(line.shape, line.series, line.outcomes) for line in found.lines] == [("WALK", 150, 600)]
    assert 0.7 <= found.every.coverage <= 0.9
    assert backtest_series({"WALK": series[::-1]}, held_back=4) == backtest_series({"WALK": series}, held_back=4)
    capped = backtest_series({"WALK": series}, held_back=4, limits={"WALK": Limits(maximum=max(map(max, walks)))})
    assert capped.every.width < found.every.width


def test_no_series_is_no_backtest() -> None:
    with pytest.raises(BadInput, match="a back-test without series"):
        backtest(1, each=0)
    with pytest.raises(BadInput, match="a back-test without series"):
        backtest_series({"A": [yearly([5.0] * 20)]})
    with pytest.raises(BadUsage, match="expected 1 or more"):
        backtest_series({}, held_back=0)
