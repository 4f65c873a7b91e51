"""What is found in values: outliers, repeats, changes of unit, copies, duplicates, impossible and late ones."""

from datetime import date
from typing import Any

import pytest

from yardstick.tests.quality_rows import MONTHS, NEW_YEAR, Row, checked, found, series, tree
from yardstick.units import Unit, check_units

STEADY_MONTHS = [100, 104, 97, 103, 99, 101, 96, 102, 98, 105, 100, 103]


def keys(listed: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(one[name] for name in names) for one in listed]


def test_a_value_far_from_its_own_history_is_an_outlier_with_what_was_usual() -> None:
    rows = series("A", "x", [*STEADY_MONTHS[:-1], 400]) + series("A", "y", STEADY_MONTHS)
    (one,) = found("outlier", rows, {"outliers": {"peers": False}})
    assert (one["against"], one["unit"], one["period"], one["value"], one["usual"]) == (
        "history", "x", "2024-12", 400, 100,
    )  # fmt: skip
    assert one["score"] == pytest.approx(0.6745 * 300 / 2)  # deviations 0 0 1 1 2 2 3 3 4 4 5


def test_only_the_periods_asked_for_are_judged_by_all_the_others() -> None:
    rows = series("A", "x", [900, *STEADY_MONTHS[1:-1], 400])
    settings = {"outliers": {"peers": False}}
    assert keys(found("outlier", rows, settings, periods=["2024-12"]), "period") == [("2024-12",)]
    assert keys(found("outlier", rows, settings), "period") == [("2024-01",), ("2024-12",)]


def test_a_move_that_all_peers_make_is_usual_and_one_against_them_is_not() -> None:
    """All double in December, in any size, but `h`, which stays as it was."""
    rows: list[Row] = []
    for place, unit in enumerate("abcdefgh"):
        size = 10 ** (place % 4 + 1)
        usual = [size * value for value in STEADY_MONTHS[:-1]]
        rows += series("A", unit, [*usual, size * (100 if unit == "h" else 200 + place)])
    listed = found("outlier", rows, {"outliers": {"history": False}}, periods=["2024-12"])
    assert keys(listed, "against", "unit") == [("peers", "h")]
    assert listed[0]["score"] < -3.5
    assert listed[0]["usual"] == pytest.approx(2 * listed[0]["value"], rel=0.05)


def test_peers_are_units_of_one_level() -> None:
    rows: list[Row] = []
    for unit, last in [*((unit, 200) for unit in "abcdefg"), *((unit, 100) for unit in ("P", "Q", "TOP"))]:
        rows += series("A", unit, [*STEADY_MONTHS[:-1], last])
    settings = {"outliers": {"history": False}}
    december = {"periods": ["2024-12"]}
    assert keys(found("outlier", rows, settings, **december), "unit") == [("P",), ("Q",), ("TOP",)]
    assert found("outlier", rows, settings, units=tree(P="abcd", Q="efg"), **december) == []


def test_the_farthest_outliers_are_listed_first_and_all_are_counted() -> None:
    rows = [row for unit, last in zip("abc", (300, 900, 600), strict=True)
            for row in series("A", unit, [*STEADY_MONTHS[:-1], last])]  # fmt: skip
    quality = checked(rows, {"outliers": {"peers": False}}, limit=2)
    assert quality.findings.outliers.total == 3
    assert [one.unit for one in quality.findings.outliers.listed] == ["b", "c"]


def test_a_value_that_repeats_itself_is_found_with_its_run() -> None:
    rows = series("A", "x", [1, 7, 7, 7, 7, 2, 7, 7, 7, 3, 3, 3])
    (one,) = found("repeated_value", rows, {"suspicion": {"repeated": 4}})
    assert (one["period"], one["last"], one["periods"], one["value"]) == ("2024-02", "2024-05", 4, 7)
    assert len(found("repeated_value", rows, {"suspicion": {"repeated": 3}})) == 3


@pytest.mark.parametrize("values", [[0] * 12, [7, 7, None, 7, 7, None] * 2], ids=["zeros", "gaps"])
def test_zeros_and_values_with_gaps_between_are_no_repeats(values: list[float | None]) -> None:
    assert found("repeated_value", series("A", "x", values), {"suspicion": {"repeated": 3}}) == []


def test_a_steady_element_may_stay_as_it_is() -> None:
    stated = {"elements": [{"code": "A", "steady": True}]}
    assert found("repeated_value", series("A", "x", [7] * 12), stated) == []


SHIFTS = {
    "a thousand times": ([5, 6, 5, 4, 5, 6, 5000, 6000, 5500, 5000, 4000, 5000], [("2024-07", 1000.0)]),
    "a tenth": ([50, 60, 50, 40, 50, 60, 5, 6, 5.5, 5, 4, 5], [("2024-07", 0.1)]),
    "five times, which is no unit": ([5, 6, 5, 4, 5, 6, 25, 30, 27, 25, 20, 25], []),
    "only one value": ([5, 6, 5, 4, 5, 6, 5000, 6, 5, 5, 4, 5], []),
    "only two after": ([5, 6, 5, 4, 5, 6, 5, 6, 5, 5, 4000, 5000], []),
    "gaps on both sides": ([5, None, 6, 0, 5, None, None, 5000, None, 6000, 5500, 5000], [("2024-08", 1000.0)]),
    "a steady growth": ([2.0**place for place in range(12)], []),
}


@pytest.mark.parametrize(("values", "expected"), SHIFTS.values(), ids=SHIFTS)
def test_a_lasting_step_by_a_power_of_ten_is_a_change_of_unit(
    values: list[float | None], expected: list[tuple[str, float]]
) -> None:
    assert keys(found("unit_change", series("A", "x", values)), "period", "factor") == expected


def test_the_shorter_side_of_a_change_of_unit_is_not_clean() -> None:
    rows = series("A", "x", [5, 6, 5, 4, 5, 6, 5, 6, 5000, 6000, 5500, 5000])
    scores = checked(rows).figures.scores
    assert [score.parts.clean for score in scores] == [1.0] * 8 + [0.0] * 4


def test_equal_reports_of_neighbours_are_copies() -> None:
    def report(unit: str, *values: float) -> list[Row]:
        return [(code, unit, "2024-01", value) for code, value in zip("ABCDEF", values, strict=True)]

    same = (11, 12, 13, 14, 15, 0)
    rows = report("a", *same) + report("b", *same) + report("c", *same) + report("d", *same[:-1], 1)
    units = tree(P="abd", Q="c")
    assert keys(found("copied_report", rows, units=units), "units", "values") == [(("a", "b"), 6)]
    assert keys(found("copied_report", rows), "units") == [(("a", "b", "c"),)]
    assert found("copied_report", report("ghost", *same) + report("other", *same), units=units) == []
    assert found("copied_report", rows, {"suspicion": {"copied": 6}}) == []
    assert found("copied_report", [row for row in rows if row[:2] != ("F", "b")], units=units) == []


def test_a_key_in_several_rows_is_a_duplicate_equal_or_contradictory() -> None:
    rows: list[Row] = [("A", "x", "2024-01", value) for value in (5, 5)] + [("A", "y", "2024-01", v) for v in (6, 4, 6)]
    listed = found("duplicate", [*rows, ("A", "z", "2024-01", 1)])
    assert keys(listed, "unit", "rows", "low", "high", "contradictory") == [
        ("x", 2, 5, 5, False), ("y", 3, 4, 6, True),
    ]  # fmt: skip


def test_a_contradiction_has_no_value_for_rules_and_an_equal_duplicate_counts_once() -> None:
    rows: list[Row] = [("A.p", "x", "2024-01", 5), ("A.p", "x", "2024-01", 5), ("A.q", "x", "2024-01", 1)]
    rows += [("A.p", "y", "2024-01", 5), ("A.p", "y", "2024-01", 9)]
    rule = {"code": "R", "left": "#{A}", "operator": "equal_to", "right": "0", "missing": "skip_if_any_missing"}
    listed = found("violation", rows, {"rules": [rule]})
    assert keys(listed, "unit", "left") == [("x", 6.0)]


IMPOSSIBLE = {
    "count": ({"measure": "count"}, [-1, 0, 2, 2.5], [("below_minimum", -1), ("not_whole", 2.5)]),
    "percent": ({"measure": "percent"}, [-1, 0, 100, 100.5], [("below_minimum", -1), ("above_maximum", 100.5)]),
    "share": ({"measure": "share"}, [0, 1, 1.5], [("above_maximum", 1.5)]),
    "its own limits": ({"minimum": 5, "maximum": 6}, [4, 5, 6, 7], [("below_minimum", 4), ("above_maximum", 7)]),
    "a measure's limit changed": ({"measure": "percent", "maximum": 300}, [200, 301], [("above_maximum", 301)]),
    "anything": ({}, [-1, 2.5], []),
}


@pytest.mark.parametrize(("limits", "values", "expected"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_value_that_an_element_cannot_have_is_impossible(
    limits: dict[str, Any], values: list[float], expected: list[tuple[str, float]]
) -> None:
    listed = found("impossible", series("A", "x", values), {"elements": [{"code": "A", **limits}]})
    assert keys(listed, "breaks", "value") == expected


FORM = {"code": "F", "elements": ["A", "B"], "frequency": "monthly", "levels": ["commune"], "due_days": 10}


def test_completeness_counts_reports_of_those_expected_and_adds_them_up_the_tree() -> None:
    rows: list[Row] = [(code, unit, "2024-01", 1) for code, unit in ("Aa", "Ba", "Ab", "Ad")]
    quality = checked(rows, {"forms": [FORM]}, units=tree(P="abc", Q="d"))
    counts = {one.unit: (one.expected, one.reported, one.complete) for one in quality.forms.counts(quality.tested)}
    assert counts == {
        "a": (1, 1, 1), "b": (1, 1, 0), "c": (1, 0, 0), "d": (1, 1, 0), "P": (3, 2, 1), "Q": (1, 1, 0),
        "TOP": (4, 3, 1),
    }  # fmt: skip
    assert [one.unit for one in quality.completeness] == ["P", "Q", "TOP"]
    assert [(one.unit, one.form) for one in quality.findings.missing.listed] == [("c", "F")]


def test_a_unit_owes_a_report_only_while_it_is_valid_and_an_element_nobody_reported_is_still_due() -> None:
    units = check_units([
        Unit("P", "", None, "province"), Unit("a", "", "P", "commune"),
        Unit("new", "", "P", "commune", valid_from=date(2024, 2, 10)),
    ])  # fmt: skip
    rows = series("A", "a", [1, 1])
    quality = checked(rows, {"forms": [FORM]}, units=units)
    assert [(one.unit, one.period) for one in quality.findings.missing.listed] == [("new", "2024-02")]
    complete = {(one.element, one.level, one.period): one.parts.complete for one in quality.figures.scores}
    assert complete["A", "province", "2024-01"] == 1
    assert complete["A", "province", "2024-02"] == 0.5
    assert complete["B", "province", "2024-02"] == 0


# December's report is due until the tenth of January.
@pytest.mark.parametrize(
    ("on", "missed", "alive"),
    [
        (date(2024, 12, 10), 0, 1),
        (date(2024, 12, 11), 1, 0.5),
        (date(2025, 1, 10), 1, 0.5),
        (date(2025, 1, 11), 2, 0.25),
    ],
)
def test_a_series_ages_by_the_due_periods_that_passed_without_a_value(on: date, missed: int, alive: float) -> None:
    quality = checked(series("A", "a", [1] * 10), {"forms": [FORM]}, units=tree(P="a"), on=on)
    (of_a,) = [one for one in quality.timeliness if one.element == "A"]
    assert (of_a.units, of_a.behind, of_a.alive) == (1, int(missed > 0), alive)
    stale = [one for one in quality.findings.stale.listed if one.element == "A"]
    assert [(one.newest, one.missed, one.age_days) for one in stale] == (
        [("2024-10", missed, (on - date(2024, 10, 31)).days)] if missed else []
    )


def test_what_was_never_reported_is_not_alive() -> None:
    quality = checked(series("A", "a", [1] * 12), {"forms": [FORM]}, units=tree(P="ab"), on=date(2025, 1, 5))
    stale = [one for one in quality.findings.stale.listed if one.element == "A"]
    assert [(one.unit, one.newest, one.age_days, one.missed) for one in stale] == [("b", None, None, 11)]
    assert [one.alive for one in quality.timeliness] == [0.5, 0.0]


def test_reports_are_on_time_up_to_the_days_allowed() -> None:
    rows: list[Row] = [
        ("A", "a", "2024-01", 1, date(2024, 2, 10)), ("A", "b", "2024-01", 1, date(2024, 2, 11)),
        ("A", "c", "2024-01", 1, date(2024, 2, 1)), ("A", "c", "2024-01", 2, date(2024, 3, 1)),
    ]  # fmt: skip
    quality = checked(rows, {"forms": [FORM]}, units=tree(P="abc"), on=NEW_YEAR)
    (of_a,) = [one for one in quality.timeliness if one.element == "A"]
    assert (of_a.dated, of_a.on_time, of_a.on_time_share) == (3, 2, 2 / 3)
    assert quality.findings.duplicates.total == 0


def test_units_and_periods_that_cannot_be_are_named() -> None:
    rows = series("A", "a", [1, 1]) + series("A", "ghost", [1]) + [("A", "a", "2026-01", 1)]
    assert keys(found("unknown_unit", rows, units=tree(P="a"), on=NEW_YEAR), "unit", "period") == [("ghost", "2024-01")]
    assert keys(found("future_period", rows, on=NEW_YEAR), "period") == [("2026-01",)]


def test_periods_of_several_frequencies_are_kept_apart() -> None:
    rows = [*series("A", "x", STEADY_MONTHS), ("A", "x", "2024", 1200), ("A", "x", "2023", 1210)]
    quality = checked(rows, {"outliers": {"peers": False}})
    assert quality.findings.outliers.total == 0
    assert [score.period for score in quality.figures.scores] == [*MONTHS, "2023", "2024"]
