"""Targets, the way to them, and how a value stands against it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadInput
from yardstick.foresight.series import periods_until, series_of
from yardstick.foresight.targets import Limits, Target, meets, shortfall
from yardstick.foresight.trajectories import Between, Point, custom, linear, stand, stepped
from yardstick.periods import parse_period
from yardstick.progress import Direction

UP, DOWN = Direction.POSITIVE, Direction.NEGATIVE
BASE = Point(date(2020, 12, 31), 40.0)
TARGET = Target(80.0, parse_period("2030"), UP)
figures = st.floats(-1e6, 1e6)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_a_linear_trajectory_goes_by_days() -> None:
    way = linear(Point(date(2029, 12, 31), 0.0), Target(365.0, parse_period("2030"), UP))
    assert [way.planned(date(2030, 1, day)) for day in (1, 2, 31)] == pytest.approx([1, 2, 31])
    assert way.planned(date(2029, 1, 1)) == 0
    assert way.planned(date(2040, 1, 1)) == 365


def test_a_stepped_trajectory_rises_on_the_day_of_a_step() -> None:
    way = stepped(BASE, [Point(date(2025, 6, 30), 60.0), Point(date(2022, 6, 30), 50.0)], TARGET)
    told = [way.planned(on) for on in (date(2022, 6, 29), date(2022, 6, 30), date(2025, 6, 30), date(2030, 12, 30))]
    assert told == [40, 50, 60, 60]
    assert way.planned(date(2030, 12, 31)) == 80


def test_a_custom_trajectory_passes_its_points_and_states_what_is_between() -> None:
    points = [Point(date(2024, 12, 31), 50.0)]
    straight, steps = custom(BASE, points, TARGET), custom(BASE, points, TARGET, Between.STEP)
    assert straight.planned(points[0].on) == steps.planned(points[0].on) == 50
    assert 45 < straight.planned(date(2023, 1, 1)) < 46
    assert steps.planned(date(2023, 1, 1)) == 40


@given(figures, figures, days)
def test_what_is_planned_lies_between_base_and_target(base: float, target: float, on: date) -> None:
    way = linear(Point(BASE.on, base), Target(target, TARGET.period, UP))
    slack = 1e-9 * max(abs(base), abs(target), 1)
    assert min(base, target) - slack <= way.planned(on) <= max(base, target) + slack


@pytest.mark.parametrize("on", [BASE.on, date(2010, 1, 1), date(2030, 12, 31), date(2031, 1, 1)])
def test_a_point_outside_base_and_target_is_refused(on: date) -> None:
    with pytest.raises(BadInput, match="expected base, points, target in time order"):
        custom(BASE, [Point(on, 50.0)], TARGET)


def test_a_value_is_compared_with_the_plan_of_its_day() -> None:
    way = linear(Point(date(2020, 12, 31), 50.0), Target(100.0, parse_period("2022"), UP))
    found = stand(way, Target(100.0, parse_period("2022"), UP), 60.0, date(2021, 12, 31))
    assert (found.planned, found.gap, found.shortfall) == (75, -15, 15)
    assert (found.ratio, found.done, found.planned_done) == (0.8, 0.2, 0.5)


def test_less_than_planned_is_no_shortfall_where_less_is_better() -> None:
    target = Target(10.0, parse_period("2022"), DOWN)
    found = stand(linear(Point(date(2020, 12, 31), 20.0), target), target, 12.0, date(2021, 12, 31))
    assert (found.gap, found.shortfall, found.done) == (-3, 0, 0.8)


def test_a_way_of_no_length_has_no_share() -> None:
    target = Target(0.0, parse_period("2022"), UP)
    found = stand(linear(Point(date(2020, 12, 31), 0.0), target), target, 5.0, date(2021, 12, 31))
    assert (found.ratio, found.done, found.planned_done) == (None, None, None)


@given(figures, figures)
def test_a_value_meets_what_it_does_not_fall_short_of(value: float, wanted: float) -> None:
    for direction in Direction:
        assert meets(value, wanted, direction) == (shortfall(value, wanted, direction) <= 0)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e100])
def test_what_is_no_number_is_no_target_and_no_point(value: float) -> None:
    with pytest.raises(BadInput, match="below 1e100"):
        Target(value, TARGET.period, UP)
    with pytest.raises(BadInput, match="below 1e100"):
        Point(BASE.on, value)
    with pytest.raises(BadInput, match="below 1e100"):
        series_of({"2020": value})


def test_limits_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(BadInput, match="expected the minimum to be less"):
        Limits(5.0, 5.0)
    with pytest.raises(BadInput, match="maximum inf"):
        Limits(0.0, float("inf"))


@pytest.mark.parametrize(
    ("last", "target", "ahead"),
    [
        ("2024", "2030", 6),
        ("2024-11", "2025-02", 3),
        ("2024-11", "2025", 13),
        ("2024-Q4", "2025-H1", 2),
        ("2024-H1", "2030", 13),
        ("2020-02-28", "2020-03-01", 2),
        ("2020-W52", "2021-W01", 2),
        ("2025-W50", "2026", 55),  # 2026 has 53 weeks
        ("2024-W50", "2025", 54),  # the last Thursday of 2025 is on 25 December
        ("2024-12", "2025-12", 12),
    ],
)
def test_a_target_is_for_the_last_period_that_belongs_to_it(last: str, target: str, ahead: int) -> None:
    assert periods_until(series_of({last: 1.0}), parse_period(target)) == ahead


@pytest.mark.parametrize("target", ["2024-11", "2023", "2024-Q3", "2024-10"])
def test_a_target_that_is_not_after_the_last_value_is_refused(target: str) -> None:
    with pytest.raises(BadInput, match="the last value is of 2024-11; expected one from before the target"):
        periods_until(series_of({"2024-11": 1.0}), parse_period(target))


@pytest.mark.parametrize(("last", "target"), [("2024", "2025-12"), ("2024-Q1", "2024-12"), ("2024-01", "2024-W50")])
def test_a_target_within_a_period_of_the_series_is_refused(last: str, target: str) -> None:
    with pytest.raises(BadInput, match="shorter than the"):
        periods_until(series_of({last: 1.0}), parse_period(target))


def test_a_series_has_every_period_from_its_first_value_to_its_last() -> None:
    found = series_of({"2024-03": 3.0, "2023-12": None, "2024-01": 1.0, "2024-05": None})
    assert [period.code for period in found.periods] == ["2024-01", "2024-02", "2024-03"]
    assert found.values == (1.0, None, 3.0)
    assert (found.count, found.first_value, found.last_value, found.season) == (2, 1.0, 3.0, 12)


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({}, "without any value"),
        ({"2020": None}, "without any value"),
        ({"2020": 1.0, "2021-01": 1.0}, "monthly and yearly in one series"),
        ({"2020-13": 1.0}, "is no period"),
        ({"1990-01-01": 1.0, "2020-01-01": 1.0}, "at most 5,000 periods"),
    ],
)
def test_what_is_no_series_is_refused(points: dict[str, float | None], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        series_of(points)
