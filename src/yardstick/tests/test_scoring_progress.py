"""Progress of whole columns, held against the scalar rules figure by figure: equal in every bit."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yardstick.progress import Direction, Progress, Status, score_of_series
from yardstick.scoring.columns import Column, Panel
from yardstick.scoring.progress_columns import power
from yardstick.scoring.progressed import Progressed, SeriesOfIndicator, progress_column, rescaled

UP, DOWN = Direction.POSITIVE, Direction.NEGATIVE
YEARS = ("2015", "2016", "2017", "2024")
MONTHS = ("2015-01", "2015-06", "2016-01", "2016-02", "2017-07")
DAYS = ("2015-01-01", "2015-12-31", "2016-01-01", "2017-03-05")

exact = st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.001, 50.0, 100.0, 100.5, 102.0, 150.0, 200.0, 300.0, -50.0, -100.0])
extreme = st.sampled_from([5e-324, -5e-324, 1e-300, 1e300, -1e300, 1.7e308])
figures = st.one_of(exact, st.floats(0.5, 500), extreme, st.floats(allow_nan=False, allow_infinity=False))
limits = st.one_of(st.none(), exact, st.floats(0.5, 500), extreme)


@st.composite
def methods(draw: st.DrawFn, periods: Sequence[str]) -> Progressed:
    """A base inside the panel or just outside; a target due before the base, with it, soon after or late."""
    base = draw(st.sampled_from([*periods, "2014"]))
    target = draw(st.one_of(st.none(), figures))
    due = None if target is None else draw(st.sampled_from(["2014", "2015", "2015-02", "2015-01-02", "2018", "2030"]))
    return Progressed(10, base, target, due, draw(limits))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[SeriesOfIndicator], Panel]:
    """One to four series over three units."""
    periods = draw(st.sampled_from([YEARS, MONTHS, DAYS]))
    row = st.lists(st.one_of(st.none(), figures), min_size=len(periods), max_size=len(periods))
    series, columns = [], {}
    for code in "wxyz"[: draw(st.integers(1, 4))]:
        series.append(SeriesOfIndicator(code, draw(st.sampled_from(Direction)), draw(methods(periods))))
        columns[code] = draw(st.lists(row, min_size=3, max_size=3))
    return series, made_panel(periods, columns)


@given(case=cases())
def test_columns_are_scored_as_figures_are(case: tuple[list[SeriesOfIndicator], Panel]) -> None:
    series, panel = case
    found = progress_column(series, panel)
    assert np.isfinite(found.values).all()
    for row in range(len(panel.units)):
        scored = [found.at(row, place) for place in range(len(panel.periods))]
        assert scored == [one_by_one(series, panel, row, place) for place in range(len(panel.periods))]


def made_panel(periods: Sequence[str], rows: dict[str, list[list[float | None]]]) -> Panel:
    columns = {code: Column.of(np.array(cells, dtype=np.float64)) for code, cells in rows.items()}
    units = tuple(f"U{number}" for number in range(len(next(iter(rows.values())))))
    return Panel(units, tuple(periods), ("",) * len(units), columns)


def one_by_one(series: Sequence[SeriesOfIndicator], panel: Panel, row: int, place: int) -> float | None:
    """The score by `yardstick.progress` alone; what left the range of doubles is none."""
    results = [_progress(one, panel, row, place) for one in series]
    score = score_of_series([one.score for one in results], [one.status for one in results]).score
    found = rescaled(score, series[0].method.points)
    return None if found is None or math.isnan(found) else found


def _progress(series: SeriesOfIndicator, panel: Panel, row: int, place: int) -> Progress:
    column, method = panel.column(series.indicator), series.method
    base = None
    if method.base_period in panel.periods:
        base = column.at(row, panel.periods.index(method.base_period))
    return method.bound(base, panel.periods[place]).progress(column.at(row, place), series.direction)


GOAL = (146.41, "2019")
RULES = {
    "1: at the target": (Progressed(10, "2015", *GOAL), UP, 100, 146.41, Status.TARGET_ACHIEVED, 10),
    "1: achieved without a base": (Progressed(10, "2015", *GOAL), UP, None, 150, Status.TARGET_ACHIEVED, 10),
    "1: a target of 0 is reached at 0": (
        Progressed(10, "2015", 0.0, "2019"), DOWN, 8, 0, Status.TARGET_ACHIEVED, 10,
    ),
    "2: no base": (Progressed(10, "2015"), UP, None, 100, Status.NOT_AVAILABLE, None),
    "2: no figure": (Progressed(10, "2015"), UP, 100, None, Status.NOT_AVAILABLE, None),
    "2: another sign": (Progressed(10, "2015"), UP, 100, -5, Status.NOT_AVAILABLE, None),
    "2: less than a year": (Progressed(10, "2016"), UP, 100, 110, Status.NOT_AVAILABLE, None),
    "2: a target of another sign": (Progressed(10, "2015", 5.0, "2019"), UP, -8, -6, Status.NOT_AVAILABLE, None),
    "2: a target equal to the base": (Progressed(10, "2015", 100.0, "2019"), UP, 100, 90, Status.NOT_AVAILABLE, None),
    "2: a target due with the base": (Progressed(10, "2015", 150.0, "2015"), UP, 100, 120, Status.NOT_AVAILABLE, None),
    "2: a limit of 0": (Progressed(10, "2015", limit=0.0), UP, 100, 120, Status.NOT_AVAILABLE, None),
    "3: a base of 0 counts as 0.001": (Progressed(10, "2015"), UP, 0, 0.001, Status.LIMITED, 2.5),
    "3: a target of 0 counts as 0.001": (
        Progressed(10, "2015", 0.0, "2019"), DOWN, 8, 6, Status.LIMITED, 3.6648420511,
    ),
    "4: all is lost": (Progressed(10, "2015"), UP, 100, 0, Status.DETERIORATION, 0),
    "4: less of a negative figure": (Progressed(10, "2015"), UP, -100, -99, Status.MODERATE, 6.25),
    "4: lower is better": (Progressed(10, "2015"), DOWN, 100, 99, Status.MODERATE, 6.25),
    "5: at the limit no growth is asked": (Progressed(10, "2015", limit=100.0), UP, 100, 100, Status.SUBSTANTIAL, 10),
    "5: far beyond the limit": (Progressed(10, "2015", limit=40.0), UP, 100, 101, Status.MODERATE, 6.25),
    "7: on the way to the target": (Progressed(10, "2015", *GOAL), UP, 100, 110, Status.SUBSTANTIAL, 7.8572),
    "7: away from the target": (Progressed(10, "2015", *GOAL), UP, 100, 90, Status.DETERIORATION, 0),
    "7: capped above": (Progressed(10, "2015"), UP, 100, 200, Status.SUBSTANTIAL, 10),
    "7: capped below": (Progressed(10, "2015"), UP, 100, 50, Status.DETERIORATION, 0),
}  # fmt: skip


@pytest.mark.parametrize(("method", "direction", "base", "figure", "status", "score"), RULES.values(), ids=RULES.keys())
def test_every_rule_holds_for_columns(
    method: Progressed,
    direction: Direction,
    base: float | None,
    figure: float | None,
    status: Status,
    score: float | None,
) -> None:
    own = base if method.base_period == "2015" else 100.0
    panel = made_panel(("2015", "2016"), {"x": [[own, figure]]})
    found = progress_column([SeriesOfIndicator("x", direction, method)], panel).at(0, 1)
    bound = method.bound(figure if method.base_period == "2016" else base, "2016")
    assert bound.progress(figure, direction).status is status
    assert found == pytest.approx(score, abs=1e-9)
    assert found == bound.score(figure, direction)


@given(
    base=st.lists(st.floats(0, 1e300), min_size=1, max_size=40),
    exponent=st.floats(1e-3, 1),
)
@example(base=[1.0637, 0.9412, 1.0007] * 30, exponent=1 / 3)
def test_powers_are_those_of_python(base: list[float], exponent: float) -> None:
    assert power(np.array(base), exponent).tolist() == [number**exponent for number in base]


def test_only_the_periods_asked_for_are_scored() -> None:
    panel = made_panel(YEARS, {"x": [[100, 101, 105, 90], [100, None, 103, 120]]})
    series = [SeriesOfIndicator("x", UP, Progressed(10, "2015"))]
    whole, some = progress_column(series, panel), progress_column(series, panel, [3, 1])
    assert some.values.tolist() == whole.values[:, [3, 1]].tolist()
    assert some.present.tolist() == whole.present[:, [3, 1]].tolist()
