"""Methods on cases worked out by hand, and the twins: one figure at a time or a column at once."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadDefinition, BadInput
from yardstick.progress import Direction, Status
from yardstick.scoring.columns import Column, Panel, Peers
from yardstick.scoring.methods import MinMax, ShareOfTarget, Spread, WishedBand, ZScore
from yardstick.scoring.progressed import Progressed, SeriesOfIndicator, progress_column, year_of
from yardstick.scoring.steps import OrderedBands, Step, StepTable

UP, DOWN = Direction.POSITIVE, Direction.NEGATIVE
FALLING = (Step(90, 10), Step(70, 6), Step(50, 2))
RISING = (Step(1, 10), Step(3, 6), Step(7, 2))
BAND = WishedBand(10, low=40, high=60, zero_below=0, zero_above=100)
TABLE = StepTable(10, (Step(0, 3), Step(50, 10), Step(80, 5)), below=None)
STATED = MinMax(10, degenerate=5, lowest=20, highest=70)

SCORED = {
    "four fifths of the target": (ShareOfTarget(10, 50), 40, UP, 8),
    "beyond the target, capped": (ShareOfTarget(10, 50), 60, UP, 10),
    "below zero, none": (ShareOfTarget(10, 50), -5, UP, 0),
    "twice what is allowed": (ShareOfTarget(10, 50), 100, DOWN, 5),
    "less than what is allowed": (ShareOfTarget(10, 50), 0, DOWN, 10),
    "two fifths of the way": (STATED, 40, UP, 4),
    "two fifths of the way, lower is better": (STATED, 40, DOWN, 6),
    "above the range": (STATED, 100, UP, 10),
    "below the range": (STATED, 0, UP, 0),
    "a range of one figure": (MinMax(10, degenerate=5, lowest=20, highest=20), 20, UP, 5),
    "inside the wished-for band": (BAND, 60, UP, 10),
    "halfway to it": (BAND, 20, UP, 5),
    "halfway away from it": (BAND, 80, DOWN, 5),
    "far away": (BAND, 1000, UP, 0),
    "the best band, bound included": (OrderedBands(10, FALLING), 90, UP, 10),
    "the second band": (OrderedBands(10, FALLING), 89.9, UP, 6),
    "under every band": (OrderedBands(10, FALLING), 49, UP, 0),
    "the best band, lower is better": (OrderedBands(10, RISING), 1, DOWN, 10),
    "the third band, lower is better": (OrderedBands(10, RISING), 7, DOWN, 2),
    "over every band, lower is better": (OrderedBands(10, RISING), 7.1, DOWN, 0),
    "a step, bound included": (TABLE, 50, UP, 10),
    "the last step": (TABLE, 1000, UP, 5),
    "under the first step": (TABLE, -1, UP, None),
    "a deviation above": (ZScore(10, Spread.SAMPLE, 5, clip=2, mean=50, deviation=10), 60, UP, 7.5),
    "a deviation above, lower is better": (ZScore(10, Spread.SAMPLE, 5, clip=2, mean=50, deviation=10), 60, DOWN, 2.5),
    "clipped": (ZScore(10, Spread.SAMPLE, 5, clip=2, mean=50, deviation=10), 99, UP, 10),
    "rescaled without bounds": (
        ZScore(10, Spread.SAMPLE, 5, centre=5, per_deviation=2, mean=50, deviation=10),
        90,
        UP,
        13,
    ),
    "no deviation": (ZScore(10, Spread.SAMPLE, 5, clip=2, mean=50, deviation=0), 50, UP, 5),
}


@pytest.mark.parametrize(("method", "value", "direction", "score"), SCORED.values(), ids=SCORED.keys())
def test_a_figure_is_scored(method: Any, value: float, direction: Direction, score: float | None) -> None:
    assert method.score(value, direction) == score
    assert method.score(None, direction) is None
    assert over_column(method, [value], direction) == [score]


def test_a_range_of_the_peers_is_their_least_and_greatest_figure() -> None:
    method = MinMax(10, degenerate=None)
    assert method.fitted([30, None, 10, 50]).score(30, UP) == 5
    assert method.fitted([30, 30]).score(30, UP) is None
    with pytest.raises(BadInput, match="fit the method"):
        method.score(30, UP)


def test_the_deviation_is_that_of_a_population_or_of_a_sample() -> None:
    figures = [2, 4, 4, 4, 5, 5, 7, 9]  # mean 5, squares sum to 32
    population = ZScore(10, Spread.POPULATION, None, centre=0, per_deviation=1).fitted(figures)
    sample = ZScore(10, Spread.SAMPLE, None, centre=0, per_deviation=1).fitted(figures)
    assert population.score(9, UP) == 2
    assert sample.score(9, UP) == pytest.approx(4 / math.sqrt(32 / 7), rel=1e-15)
    with pytest.raises(BadInput, match="fit the method"):
        ZScore(10, Spread.SAMPLE, None, clip=1).score(9, UP)


def test_equal_figures_have_no_deviation_though_their_mean_may_miss_them() -> None:
    method = ZScore(10, Spread.POPULATION, degenerate=5, clip=3)
    assert method.fitted([0.1] * 3).score(0.1, UP) == 5
    assert over_column(method, [0.1] * 3, UP) == [5, 5, 5]


def test_peers_are_compared_with_each_other_alone() -> None:
    column = Column(np.array([[0.0], [10], [100], [200]]), np.ones((4, 1), dtype=np.bool_))
    found = MinMax(1, degenerate=None).scores(column, UP, Peers.of(["a", "a", "b", "b"]))
    assert found.values.ravel().tolist() == [0, 1, 0, 1]


ONE = "expected a number above 0"
REFUSED = {
    "no points": (lambda: ShareOfTarget(0, 1), ONE),
    "a target of 0": (lambda: ShareOfTarget(1, 0), "target above 0"),
    "half a range": (lambda: MinMax(1, None, lowest=3), "both or neither"),
    "a range upside down": (lambda: MinMax(1, None, lowest=3, highest=2), "less than highest"),
    "degenerate above points": (lambda: MinMax(1, 2), "degenerate"),
    "a band upside down": (lambda: WishedBand(1, 5, 4, 0, 9), "zero_below < low"),
    "no bands": (lambda: OrderedBands(1, ()), "at least one"),
    "bands with rising points": (lambda: OrderedBands(9, (Step(5, 1), Step(4, 2))), "must not rise"),
    "bands in disorder": (lambda: OrderedBands(9, (Step(5, 3), Step(7, 2), Step(6, 1))), "all fall"),
    "a bound twice": (lambda: StepTable(9, (Step(5, 3), Step(5, 2))), "stands twice"),
    "more points than the maximum": (lambda: StepTable(9, (Step(5, 10),)), "stated maximum"),
    "steps that fall": (lambda: StepTable(9, (Step(5, 3), Step(4, 2))), "must rise"),
    "below above points": (lambda: StepTable(9, (Step(5, 3),), below=10), "below"),
    "neither clip nor centre": (lambda: ZScore(1, Spread.SAMPLE, None), "either clip"),
    "clip and centre": (lambda: ZScore(1, Spread.SAMPLE, None, clip=1, centre=0, per_deviation=1), "either clip"),
    "a centre alone": (lambda: ZScore(1, Spread.SAMPLE, None, centre=0), "both or none"),
    "a mean alone": (lambda: ZScore(1, Spread.SAMPLE, None, clip=1, mean=0), "both or neither"),
    "a negative clip": (lambda: ZScore(1, Spread.SAMPLE, None, clip=-1), ONE),
    "a target without period": (lambda: Progressed(1, "2020", target=3), "target_period"),
    "a base that is no period": (lambda: Progressed(1, "20x0"), "no period"),
    "progress without points": (lambda: Progressed(0, "2020"), ONE),
    "bands against the direction": (lambda: OrderedBands(10, FALLING).check(DOWN), "must rise"),
}


@pytest.mark.parametrize(("make", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_a_method_that_makes_no_sense_is_refused(make: Any, complaint: str) -> None:
    with pytest.raises(BadDefinition, match=complaint):
        make()


figures = st.one_of(
    st.none(),
    st.integers(-3, 110),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.1, 1e308, -1e308]),
)
METHODS = [
    ShareOfTarget(18, 95.5),
    MinMax(12, degenerate=None),
    MinMax(12, degenerate=3, lowest=-2.5, highest=99.1),
    BAND,
    TABLE,
    StepTable(7, (Step(0.1, 7),), below=1.5),
    ZScore(10, Spread.POPULATION, degenerate=5, clip=2.5),
    ZScore(10, Spread.SAMPLE, degenerate=None, centre=50, per_deviation=10),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: type(method).__name__)
@given(values=st.lists(figures, min_size=1, max_size=8), direction=st.sampled_from(Direction))
def test_the_twins_agree_to_the_last_bit(method: Any, values: list[float | None], direction: Direction) -> None:
    try:
        fitted = method.fitted(values) if hasattr(method, "fitted") else method
        expected = [None if value is None else fitted.score(value, direction) for value in values]
    except BadInput:
        expected = [None] * len(values)
    assert over_column(method, values, direction) == expected


def test_peers_too_large_to_compare_have_no_value() -> None:
    method = ZScore(10, Spread.POPULATION, degenerate=5, clip=2.5)
    assert over_column(method, [0, 1e200], UP) == [None, None]
    with pytest.raises(BadInput, match="too large"):
        method.fitted([0, 1e200])


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8, unique=True), direction=st.sampled_from(Direction))
@pytest.mark.parametrize("method", [ShareOfTarget(18, 95.5), *METHODS[1:3], METHODS[6]], ids=lambda m: type(m).__name__)
def test_a_better_figure_never_scores_less_and_scores_keep_their_bounds(
    method: Any, values: list[float], direction: Direction
) -> None:
    values = sorted(values, reverse=direction is DOWN)
    scores = over_column(method, values, direction)
    known = [score for score in scores if score is not None]
    assert known == sorted(known)
    assert all(0 <= score <= method.points for score in known)


@given(values=st.lists(figures, min_size=1, max_size=8))
def test_bands_of_either_direction_have_twins_too(values: list[float | None]) -> None:
    for method, direction in ((OrderedBands(10, FALLING), UP), (OrderedBands(10, RISING), DOWN)):
        expected = [method.score(value, direction) for value in values]
        assert over_column(method, values, direction) == expected


def test_progress_is_scored_from_zero_to_the_points() -> None:
    method = Progressed(10, "2015", target=146.41, target_period="2019").bound(100, "2017")
    assert method.progress(121, UP).status is Status.SUBSTANTIAL
    assert method.score(121, UP) == pytest.approx((2.8572 + 5) / 10 * 10)
    assert method.score(150, UP) == 10
    assert method.score(None, UP) is None
    with pytest.raises(BadInput, match="bind the method"):
        Progressed(10, "2015").score(121, UP)


@given(
    values=st.lists(st.one_of(st.none(), st.floats(0.5, 500)), min_size=6, max_size=6),
    target=st.one_of(st.none(), st.floats(0.5, 500)),
    direction=st.sampled_from(Direction),
)
def test_progress_has_its_twin(values: list[float | None], target: float | None, direction: Direction) -> None:
    periods = ("2015", "2016", "2017")
    method = Progressed(10, "2015", target, None if target is None else "2020", limit=400)
    panel = made_panel(("a", "b"), periods, {"x": [values[:3], values[3:]]})
    found = progress_column([SeriesOfIndicator("x", direction, method)], panel)
    for row, figures in enumerate((values[:3], values[3:])):
        expected = [
            method.bound(figures[0], period).score(f, direction) for period, f in zip(periods, figures, strict=True)
        ]
        assert [found.at(row, place) for place in range(3)] == expected


def test_growth_is_counted_from_the_base_period_wherever_it_stands() -> None:
    panel = made_panel(("a",), ("2015", "2016", "2017"), {"x": [[50, 100, 101]]})
    found = progress_column([SeriesOfIndicator("x", UP, Progressed(10, "2016"))], panel)
    assert [found.at(0, 0), found.at(0, 1)] == [None, None]
    assert found.at(0, 2) == pytest.approx(1.25 + 5)
    absent = progress_column([SeriesOfIndicator("x", UP, Progressed(10, "2014"))], panel)
    assert not absent.present.any()


def test_several_series_have_the_mean_of_the_scores_there_are() -> None:
    panel = made_panel(("a",), ("2015", "2016"), {"x": [[100, 101]], "y": [[100, 99]], "z": [[None, 5]]})
    series = [SeriesOfIndicator(code, UP, Progressed(10, "2015")) for code in "xyz"]
    assert progress_column(series, panel).at(0, 1) == pytest.approx((1.25 - 3.75) / 2 + 5)
    assert progress_column(series[2:], panel).at(0, 1) is None


@pytest.mark.parametrize(("one", "other"), [("2024", "2025"), ("2024-02", "2025-02"), ("2024-Q2", "2025-Q2")])
def test_the_same_period_of_the_next_year_is_one_year_later(one: str, other: str) -> None:
    assert year_of(other) - year_of(one) == 1


def test_the_first_of_january_begins_the_year_and_days_follow() -> None:
    assert year_of("2024-01-01") == year_of("2024-01") == 2024
    assert year_of("2024-H2") == 2024.5
    assert 2024 < year_of("2024-03-05") < year_of("2024-W20") < 2025


def over_column(method: Any, values: Any, direction: Direction) -> list[float | None]:
    """Scores of one column of units that are all peers."""
    cells = np.array([[math.nan if value is None else value] for value in values], dtype=np.float64)
    found = method.scores(Column.of(cells), direction, Peers.of([""] * len(values)))
    assert np.isfinite(found.values).all()
    return [found.at(row, 0) for row in range(len(values))]


def made_panel(units: tuple[str, ...], periods: tuple[str, ...], columns: dict[str, Any]) -> Panel:
    made = {code: Column.of(np.array(rows, dtype=np.float64)) for code, rows in columns.items()}
    return Panel(units, periods, ("",) * len(units), made)
