"""Rules 1 to 7 on cases worked out by hand, and what must hold for any series."""

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from yardstick.progress import Direction, Reading, Series, Status, measure, score_of_series

POSITIVE, NEGATIVE = Direction.POSITIVE, Direction.NEGATIVE


def series(
    base: float | None,
    current: float | None,
    target: float | None = None,
    direction: Direction = POSITIVE,
    *,
    limit: float | None = None,
    years: tuple[float, float, float] = (2015, 2017, 2019),
) -> Series:
    """Readings of 2015, 2017 and, for the target, 2019 unless `years` says otherwise."""
    readings = [None if v is None else Reading(year, v) for year, v in zip(years, (base, current, target), strict=True)]
    return Series(id="x", base=readings[0], current=readings[1], direction=direction, target=readings[2], limit=limit)


def a_year_apart(base: float, current: float, **more: Any) -> Series:
    return series(base, current, years=(2015, 2016, 2019), **more)


# 100 to 121 in two years is 10 % a year; 100 to 146.41 in four years asks for 10 % a year.
MEASURED = {
    "grows 10 % a year": (series(100, 121), 0.1, 5, Status.SUBSTANTIAL),
    "grows 1 %": (a_year_apart(100, 101), 0.01, 1.25, Status.MODERATE),
    "grows 0.2 %": (a_year_apart(100, 100.2), 0.002, -1.5, Status.LIMITED),
    "stands still": (series(100, 100), 0, -2.5, Status.LIMITED),
    "falls 1 %": (a_year_apart(100, 99), -0.01, -3.75, Status.DETERIORATION),
    "falls 10 % a year": (series(100, 81), -0.1, -5, Status.DETERIORATION),
    "falls and should": (series(100, 81, direction=NEGATIVE), 0.1, 5, Status.SUBSTANTIAL),
    "rises and should not": (series(100, 121, direction=NEGATIVE), -0.1, -5, Status.DETERIORATION),
    "rises below zero": (series(-100, -81), 0.1, 5, Status.SUBSTANTIAL),
    "sinks below zero": (series(-100, -121), -0.1, -5, Status.DETERIORATION),
    "sinks below zero and should": (series(-100, -121, direction=NEGATIVE), 0.1, 5, Status.SUBSTANTIAL),
    "in half a year more": (series(100, 100 * 1.1**2.5, years=(2015, 2017.5, 2019)), 0.1, 5, Status.SUBSTANTIAL),
    "on the path": (series(100, 121, 146.41), 1, 2.8572, Status.SUBSTANTIAL),
    "seven tenths of the path": (series(100, 1.07**2 * 100, 146.41), 0.7, 0.71433, Status.MODERATE),
    "half of the path": (series(100, 1.05**2 * 100, 146.41), 0.5, -0.41665, Status.LIMITED),
    "no step on the path": (series(100, 100, 146.41), 0, -2.5, Status.LIMITED),
    "off the path": (series(100, 81, 146.41), -1, -5, Status.DETERIORATION),
    "half of a path down": (series(100, 90.25, 65.61, NEGATIVE), 0.5, -0.41665, Status.LIMITED),
    "half of a path up below zero": (series(-100, -90.25, -65.61), 0.5, -0.41665, Status.LIMITED),
    "a path and a limit": (series(100, 121, 146.41, limit=100), 1, 2.8572, Status.SUBSTANTIAL),
    "from zero, as from 0.001": (series(0, 0.00121), 0.1, 5, Status.SUBSTANTIAL),
    "to zero": (series(100, 0, direction=NEGATIVE), 1, 5, Status.SUBSTANTIAL),
    "half of a path to zero, as to 0.001": (series(10, 8.1, 0, NEGATIVE), 0.1 / 0.9, -2.0370333333, Status.LIMITED),
}

ACHIEVED = {
    "beyond the target": (series(100, 121, 110.25, years=(2015, 2017, 2017)), 2),
    "at the target": (series(100, 121, 121, years=(2015, 2017, 2017)), 1),
    "down to the target": (series(100, 81, 81, NEGATIVE, years=(2015, 2017, 2017)), 1),
    "without a base": (series(None, 121, 121), None),
    "within a year": (series(100, 121, 121, years=(2015, 2015.5, 2019)), None),
    "across zero": (series(-100, 5, 1), None),
    "with a limit of 0": (series(100, 121, 121, limit=0), None),
    "zero reached from below": (series(-100, 0, 0), None),
    "the target was the base": (series(100, 121, 100), None),
}

NOT_AVAILABLE = {
    "no base": series(None, 121),
    "no current value": series(100, None, 146.41),
    "base and current differ in sign": series(-100, 121),
    "current sinks below a base of zero": series(0, -1),
    "less than a year": series(100, 121, years=(2015.5, 2016.25, 2019)),
    "time runs backwards": series(100, 121, years=(2017, 2015, 2019)),
    "target differs in sign from the base": series(-100, -90, 10),
    "target equals the base": series(100, 90, 100),
    "target in the base year": series(100, 121, 146.41, years=(2015, 2017, 2015)),
    "target before the base year": series(100, 121, 146.41, years=(2015, 2017, 2014)),
    "limit is 0": series(100, 121, limit=0),
    "limit is 0, with a target": series(100, 121, 146.41, limit=0),
    "growth asked for is beyond doubles": series(1e-300, 2e-300, 1e300, years=(2015, 2017, 2015.001)),
    "growth asked for vanishes in doubles": series(100, 90, 100.00000000000001),
}


@pytest.mark.parametrize(("case", "value", "score", "status"), MEASURED.values(), ids=MEASURED)
def test_a_measured_series_has_the_value_worked_out_by_hand(
    case: Series, value: float, score: float, status: Status
) -> None:
    found = measure(case)
    assert found.value == pytest.approx(value, abs=1e-12)
    assert found.score == pytest.approx(score, abs=1e-9)
    assert found.status is status


@pytest.mark.parametrize(("case", "value"), ACHIEVED.values(), ids=ACHIEVED)
def test_an_achieved_target_scores_five_and_keeps_its_value_where_there_is_one(
    case: Series, value: float | None
) -> None:
    found = measure(case)
    assert (found.score, found.status) == (5, Status.TARGET_ACHIEVED)
    assert found.value == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize("case", NOT_AVAILABLE.values(), ids=NOT_AVAILABLE)
def test_a_series_that_cannot_be_measured_has_neither_value_nor_score(case: Series) -> None:
    found = measure(case)
    assert (found.value, found.score, found.status) == (None, None, Status.NOT_AVAILABLE)


def test_exactly_one_year_is_enough() -> None:
    assert measure(series(100, 110, years=(2015.1, 2016.1, 2019))).value == pytest.approx(0.1)


# Growth of 0.5 % in one year, toward a natural limit of 100: the nearer the base, the less is asked.
@pytest.mark.parametrize(
    ("base", "coefficient"),
    [(1, 1 - 100**-4.44), (50, 1 - 2**-4.44), (100, 0), (150, 1 - 2**-4.44), (200, 1), (900, 1)],
)
def test_thresholds_shrink_toward_a_natural_limit(base: float, coefficient: float) -> None:
    found = measure(a_year_apart(base, base * 1.005, limit=100))
    if coefficient == 0:
        assert (found.score, found.status) == (5, Status.SUBSTANTIAL)
    else:
        assert found.score == pytest.approx(250 * 0.005 / coefficient - 1.25, abs=1e-9)


def test_a_limit_can_turn_moderate_into_substantial() -> None:
    assert measure(a_year_apart(90, 90.9)).status is Status.MODERATE
    assert measure(a_year_apart(90, 90.9, limit=100)).status is Status.SUBSTANTIAL


def test_a_fall_at_the_limit_is_still_a_fall() -> None:
    found = measure(a_year_apart(100, 99, limit=100))
    assert found.score == pytest.approx(-3.75)
    assert found.status is Status.DETERIORATION


def test_a_negative_limit_counts_by_its_size() -> None:
    assert measure(a_year_apart(-100, -99.9, limit=-100)).score == 5


@pytest.mark.parametrize(
    ("scores", "status"),
    [
        ([5, 0], Status.SUBSTANTIAL),
        ([2.5, 2.4], Status.MODERATE),
        ([0], Status.MODERATE),
        ([1, -1.5], Status.LIMITED),
        ([-2.5], Status.LIMITED),
        ([-5, -0.5], Status.DETERIORATION),
    ],
)
def test_several_series_take_the_status_of_their_mean_score(scores: list[float], status: Status) -> None:
    found = score_of_series(scores, [Status.MODERATE] * len(scores))
    assert (found.score, found.status) == (sum(scores) / len(scores), status)


def test_several_series_achieve_a_target_only_together() -> None:
    achieved, short = Status.TARGET_ACHIEVED, Status.SUBSTANTIAL
    assert score_of_series([5, 5], [achieved, achieved]) == (5, achieved)
    assert score_of_series([5, 5], [achieved, short]) == (5, Status.SUBSTANTIAL)


def test_a_series_without_score_is_left_out_of_the_mean_but_keeps_the_target_from_being_achieved() -> None:
    statuses = [Status.TARGET_ACHIEVED, Status.NOT_AVAILABLE]
    assert score_of_series([5, None], statuses) == (5, Status.SUBSTANTIAL)
    assert score_of_series([None], [Status.NOT_AVAILABLE]) == (None, Status.NOT_AVAILABLE)
    assert score_of_series([], []) == (None, Status.NOT_AVAILABLE)


def test_scores_without_their_statuses_are_refused() -> None:
    with pytest.raises(ValueError, match="1 scores for 0 statuses"):
        score_of_series([1.0], [])


VALUES = st.floats(allow_nan=False, allow_infinity=False)
POSITIVE_VALUES = st.floats(min_value=1e-3, max_value=1e9)
YEARS = st.floats(min_value=1900, max_value=2100)
READINGS = st.none() | st.builds(Reading, YEARS, VALUES)
ANY_SERIES = st.builds(
    Series,
    id=st.just("x"),
    base=READINGS,
    current=READINGS,
    direction=st.sampled_from(Direction),
    target=READINGS,
    limit=st.none() | VALUES,
)


@given(ANY_SERIES)
@example(Series("x", Reading(2000, 1e308), Reading(2001, 5e-324), NEGATIVE, Reading(2000.01, 1e-308)))
def test_any_series_has_a_finite_result_within_the_scale(case: Series) -> None:
    found = measure(case)
    assert found.score is None or -5 <= found.score <= 5
    assert found.value is None or math.isfinite(found.value)
    assert (found.score is None) == (found.status is Status.NOT_AVAILABLE)


@given(ANY_SERIES)
def test_a_better_status_never_has_a_lower_score(case: Series) -> None:
    assume(case.target is not None)
    found = measure(case)
    lowest = {Status.SUBSTANTIAL: 2.5, Status.MODERATE: 0, Status.LIMITED: -2.5}.get(found.status, -5)
    assert found.score is None or found.score >= lowest - 1e-4  # the published factors have four decimals


@given(
    base=POSITIVE_VALUES,
    currents=st.lists(POSITIVE_VALUES, min_size=2, max_size=6).map(sorted),
    target=st.none() | POSITIVE_VALUES,
    limit=st.none() | POSITIVE_VALUES,
)
def test_a_higher_current_value_never_lowers_the_score_of_a_positive_series(
    base: float, currents: list[float], target: float | None, limit: float | None
) -> None:
    assume(target is None or target > base)
    found = [measure(series(base, current, target, limit=limit)).score for current in currents]
    scores = [score for score in found if score is not None]
    assert all(earlier <= later + 1e-4 for earlier, later in pairwise(scores))


@given(base=POSITIVE_VALUES, current=POSITIVE_VALUES, limit=st.none() | POSITIVE_VALUES)
def test_turning_the_direction_turns_the_sign_of_the_value(base: float, current: float, limit: float | None) -> None:
    up = measure(series(base, current, limit=limit)).value
    down = measure(series(base, current, direction=NEGATIVE, limit=limit)).value
    assert up is not None
    assert down == -up


@given(base=POSITIVE_VALUES, current=POSITIVE_VALUES, factor=st.sampled_from([2.0**-4, 2.0, 1024.0]))
def test_the_unit_of_measure_does_not_matter(base: float, current: float, factor: float) -> None:
    assert measure(series(base, current)) == measure(series(base * factor, current * factor))
