"""Verdicts and the early-warning list."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadInput
from yardstick.foresight.targets import Limits
from yardstick.foresight.verdicts import Case, Thresholds, Verdict, assess, assess_many
from yardstick.foresight.warning import Marks, Sign, early_warnings, latest, line_of, signs
from yardstick.progress import Direction
from yardstick.tests.foresight_cases import case, monthly, yearly

UP, DOWN = Direction.POSITIVE, Direction.NEGATIVE
RISING = [40.0, 44, 47, 52, 55, 60, 63, 68, 71, 76]  # 2015 to 2024, about 4 a year
ON = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("wanted", "direction", "verdict"),
    [
        (80.0, UP, Verdict.WILL_REACH),
        (92.0, UP, Verdict.AT_RISK),
        (120.0, UP, Verdict.WILL_MISS),
        (76.0, UP, Verdict.REACHED),
        (60.0, DOWN, Verdict.WILL_MISS),
        (90.0, DOWN, Verdict.REACHED),
    ],
)
def test_the_verdict_follows_direction_and_distance(wanted: float, direction: Direction, verdict: Verdict) -> None:
    assert assess(case(yearly(RISING), wanted, "2028", direction)).verdict is verdict


@given(st.integers(0, 10**6), st.floats(-30, 30))
def test_turned_upside_down_the_verdict_is_the_same(seed: int, off: float) -> None:
    values = np.cumsum(np.random.default_rng(seed).normal(size=12)).tolist()
    up = assess(case(yearly(values), values[-1] + off, "2030", UP))
    down = assess(case(yearly([-value for value in values]), -values[-1] - off, "2030", DOWN))
    assert up.verdict is down.verdict
    assert up.probability == pytest.approx(down.probability)
    assert up.standing.shortfall == pytest.approx(down.standing.shortfall)


@pytest.mark.parametrize(
    ("thresholds", "verdict"),
    [
        (Thresholds(will_reach=0.05, will_miss=0.01), Verdict.WILL_REACH),
        (Thresholds(will_reach=0.99, will_miss=0.95), Verdict.WILL_MISS),
        (Thresholds(), Verdict.AT_RISK),
    ],
)
def test_thresholds_are_settings(thresholds: Thresholds, verdict: Verdict) -> None:
    assert assess(case(yearly(RISING), 92.0, "2028"), thresholds=thresholds).verdict is verdict


@pytest.mark.parametrize(("reach", "miss"), [(0.2, 0.2), (1.1, 0.2), (0.8, -0.1), (float("nan"), 0.2)])
def test_thresholds_that_cross_are_refused(reach: float, miss: float) -> None:
    with pytest.raises(BadInput, match="expected 0 ≤ will miss < will reach ≤ 1"):
        Thresholds(reach, miss)


def test_two_values_are_no_verdict_but_may_have_reached() -> None:
    found = assess(case(yearly([1.0, 2.0]), 5.0, "2030"))
    assert (found.verdict, found.probability) == (Verdict.NO_VERDICT, None)
    assert found.reason == "2 values: a forecast needs at least 3"
    reached = assess(case(yearly([1.0, 6.0]), 5.0, "2030"))
    assert (reached.verdict, reached.probability, reached.reason) == (Verdict.REACHED, None, None)


def test_a_target_beyond_the_limits_is_refused() -> None:
    with pytest.raises(BadInput, match=r"'ONLINE', unit 'Hạ Sơn': target value 110: beyond the limits"):
        assess(case(yearly(RISING), 110.0, "2028", limits=Limits(maximum=100.0)))


def test_cases_are_judged_in_their_order() -> None:
    cases = [case(yearly(RISING), wanted, "2028", unit=str(wanted)) for wanted in (120.0, 80.0, 92.0)]
    assert [found.case.unit for found in assess_many(cases)] == ["120.0", "80.0", "92.0"]


def shown(given_case: Case, on: date = ON) -> set[Sign]:
    return set(signs(assess(given_case), on))


def test_on_its_way_nothing_is_shown() -> None:
    assert shown(case(yearly(RISING), 80.0, "2028")) == set()


def test_below_the_trajectory() -> None:
    assert shown(case(yearly(RISING), 120.0, "2028")) == {Sign.BELOW_TRAJECTORY}


def test_a_reversed_trend() -> None:
    values = [*RISING[:7], 60.0, 56, 51]
    assert Sign.TREND_REVERSED in shown(case(yearly(values), 90.0, "2028"))
    assert Sign.TREND_REVERSED not in shown(case(yearly(values), 20.0, "2028", DOWN))
    assert Sign.TREND_REVERSED in shown(case(yearly([100 - value for value in values]), 20.0, "2028", DOWN))


def test_a_pause_is_no_reversal() -> None:
    assert Sign.TREND_REVERSED not in shown(case(yearly([*RISING[:7], 62.0, 63, 62]), 90.0, "2028"))
    assert Sign.TREND_REVERSED not in shown(case(yearly(RISING[::-1]), 90.0, "2028"))  # it never was better
    assert Sign.TREND_REVERSED not in shown(case(yearly([50.0, 51, 50, 51, 50, 51, 50, 46, 41, 37]), 90.0, "2028"))


def test_a_season_is_no_reversal() -> None:
    values = [50 + 0.5 * month + 15 * np.sin(month * np.pi / 6) for month in range(36)]  # falls from April to September
    given_case = case(monthly(values[:34]), 90.0, "2026")
    assert Sign.TREND_REVERSED not in shown(given_case)


@pytest.mark.parametrize(
    ("on", "old"), [(date(2026, 12, 31), False), (date(2027, 12, 30), False), (date(2027, 12, 31), True)]
)
def test_age_is_counted_in_whole_periods(on: date, old: bool) -> None:
    assert (Sign.DATA_TOO_OLD in shown(case(yearly(RISING), 80.0, "2028"), on)) is old


def test_stagnation_is_hardly_any_of_the_pace_that_is_needed() -> None:
    flat = case(yearly([40.0, 50, 60, 60.2, 59.9, 60.3, 60.1]), 90.0, "2027")
    assert Sign.STAGNATING in shown(flat)
    assert Sign.STAGNATING not in shown(case(yearly([40.0, 50, 60, 60.2, 59.9, 60.3, 60.1]), 60.1, "2027"))
    assert Sign.STAGNATING not in set(signs(assess(flat), ON, Marks(stagnating=0.001)))


def test_volatile_is_an_interval_longer_than_the_way() -> None:
    wild = case(yearly([50.0, 70, 45, 66, 40, 72, 51]), 60.0, "2025")
    assert Sign.VOLATILE in shown(wild)
    assert Sign.VOLATILE not in set(signs(assess(wild), ON, Marks(volatile=100.0)))


def test_the_list_begins_with_the_most_urgent() -> None:
    cases = [
        case(yearly(RISING), 80.0, "2028", unit="on its way"),
        case(yearly(RISING), 92.0, "2028", unit="at risk"),
        case(yearly(RISING), 130.0, "2028", unit="misses"),
        case(yearly([1.0, 2.0], 2023), 9.0, "2028", unit="unknown"),
        case(yearly(RISING), 70.0, "2028", unit="reached"),
        case(yearly(RISING[:5]), 50.0, "2028", unit="reached long ago"),
    ]
    found = assess_many(cases)
    listed = early_warnings(found, latest(found))
    assert [line.unit for line in listed] == ["misses", "at risk", "reached long ago", "unknown"]
    assert early_warnings(found[::-1], latest(found)) == listed
    told = [line.probability for line in listed if line.probability is not None]
    assert told == sorted(told)
    assert len(told) == 3


def test_among_equally_probable_the_greater_shortfall_comes_first() -> None:
    whole = case(yearly([5.0] * 6, 2019), 6.0, "2030", unit="a")  # planned since 2019: 5 of 11 years gone
    ways = {"late": yearly([5.0, 5.0], 2023), "early": yearly([5.0, 5.0], 2009), "none": yearly([5.0], 2024)}
    cases = [replace(whole, unit=unit, trajectory=case(way, 6.0, "2030").trajectory) for unit, way in ways.items()]
    listed = early_warnings(assess_many([*cases, replace(whole, unit="b"), whole]), ON)
    assert [line.unit for line in listed] == ["early", "a", "b", "late", "none"]
    assert len({line.probability for line in listed}) == 1


def test_a_line_tells_everything() -> None:
    line = line_of(assess(case(yearly(RISING), 120.0, "2028")), ON)
    assert (line.last_period, line.last_value, line.target_period, line.target) == ("2024", 76, "2028", 120)
    assert line.planned == pytest.approx(40 + 80 * 3288 / 4749)  # days from the end of 2015
    assert line.gap == pytest.approx(76 - line.planned)
    told = [number for number in (line.low, line.forecast, line.high) if number is not None]
    assert told == sorted(told)
    assert (len(told), max(told) < 120) == (3, True)
    assert line.verdict is Verdict.WILL_MISS
    assert line.no_verdict is None
