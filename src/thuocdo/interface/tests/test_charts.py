"""The drawings: right proportions, nothing that a content policy refuses, no text that could be markup."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.interface import charts

counts = st.lists(st.integers(0, 5000), min_size=4, max_size=4)


def widths(svg: str, css: str) -> list[float]:
    return [float(width) for width in re.findall(rf'class="{css}"[^>]* width="([\d.]+)%"', svg)]


@given(counts)
def test_shares_fill_the_bar_and_no_part_vanishes(parts):
    found = charts.shares(parts)
    assert sum(found) == pytest.approx(100 if any(parts) else 0)
    assert all((share > 1) == (part > 0) for share, part in zip(found, parts, strict=True))


def test_a_bar_draws_each_part_at_its_share():
    svg = charts.bar((50, 25, 25, 0))
    assert widths(svg, "f-done") == [50]
    assert widths(svg, "f-late") == [25]
    assert widths(svg, "f-over") == []


def test_a_bar_of_the_rest_is_as_long_as_the_rest_is_of_the_largest():
    svg = charts.bar((2, 3), kinds=("open", "over"), of=10)
    assert widths(svg, "f-open") == [20]
    assert widths(svg, "f-over") == [30]


def test_a_bar_of_nothing_shows_its_empty_ground():
    assert 'class="bg"' in charts.bar((0, 0, 0, 0))


@given(counts)
def test_each_task_is_one_mark(parts):
    svg = charts.marks(parts, rows=10)
    if not sum(parts):
        assert svg == ""
        return
    per_mark = charts.tasks_per_mark(sum(parts))
    late = re.search(r'class="f-late solid" d="([^"]*)"', svg).group(1)
    assert late.count("z") == -(-parts[1] // per_mark)
    done = re.search(r'class="k-done".* d="([^"]*)"/><path class="f-late', svg).group(1)
    lengths = [float(length) for length in re.findall(r"v([\d.]+)", done)]
    assert sum(round(length / 9) + 1 for length in lengths) == -(-parts[0] // per_mark)


@pytest.mark.parametrize(("total", "each"), [(0, 1), (2000, 1), (2001, 10), (100_000, 100)])
def test_a_mark_stands_for_more_where_there_are_many_tasks(total, each):
    assert charts.tasks_per_mark(total) == each


def test_a_ruler_places_days_by_their_distance():
    moments = [
        charts.Moment(date(2025, 1, 1), "Giao", "assigned"),
        charts.Moment(date(2025, 7, 2), "Hạn", "due"),
        charts.Moment(date(2025, 12, 31), "Hôm nay", "now"),
    ]
    svg = charts.ruler(moments, width=730)
    assert 'cx="0"' in svg
    assert "M364 52" in svg  # day 182 of 365, at two units a day
    assert "M728 46" in svg


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), min_size=1, max_size=6))
def test_a_ruler_holds_any_life(days):
    svg = charts.ruler([charts.Moment(day, f"Mốc {n}", "due") for n, day in enumerate(days)], width=330)
    assert ET.fromstring(svg).tag == "svg"  # noqa: S314  our own drawing
    assert "-" not in re.search(r'viewBox="-10 ([^"]*)"', svg).group(1)


def test_a_line_breaks_where_nothing_was_reported():
    svg = charts.trend_chart(charts.Trend(labels=list("abcde"), actual=[1, 2, None, 4, 5]), width=400)
    assert svg.count('class="actual"') == 2


def test_a_lone_value_between_gaps_is_still_seen():
    svg = charts.trend_chart(charts.Trend(labels=list("abc"), actual=[None, 2, None]), width=400)
    assert 'class="dot"' in svg


def test_few_marks_keep_their_size_and_leave_the_rest_of_the_picture_empty():
    few, many = charts.marks((5, 2, 3, 2), rows=10), charts.marks((500, 0, 400, 100), rows=10)
    assert 'viewBox="0 0 900 39"' in few
    assert 'viewBox="0 0 900 120"' in many


@given(
    st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=30),
    st.sampled_from([340, 860]),
)
def test_any_series_can_be_drawn(values, width):
    svg = charts.trend_chart(charts.Trend(labels=[str(n) for n in range(len(values))], actual=values), width=width)
    assert (svg == "") == all(value is None for value in values)
    assert "nan" not in svg


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000)), max_size=20))
def test_columns_stack_what_there_is(rows):
    points = [charts.Column(str(n), sum(row), row[0], row[1]) for n, row in enumerate(rows)]
    svg = charts.columns(points, width=340)
    assert svg.count('class="f-done"') == sum(1 for row in rows if row[0])


def test_words_cannot_become_markup():
    hostile = "<script>\"'&"
    drawings = [
        charts.bar((1, 0, 0, 0), label=hostile),
        charts.ruler([charts.Moment(date(2025, 1, 1), hostile, "due")], width=300, label=hostile),
        charts.columns([charts.Column(hostile, 2, 1, 0)], width=300),
        charts.trend_chart(charts.Trend(labels=[hostile], actual=[1.0]), width=300),
    ]
    for svg in drawings:
        assert "<script" not in svg
        assert ET.fromstring(svg) is not None  # noqa: S314  our own drawing


def test_no_drawing_carries_a_style_that_the_content_policy_would_refuse():
    drawings = (
        charts.bar((1, 2, 3, 4)) + charts.meter(50, 60) + charts.spark((1, 2)) + charts.marks((1, 2, 3, 4), rows=2)
    )
    assert "style" not in drawings
