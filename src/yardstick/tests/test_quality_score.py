"""The quality score: its parts by hand, its means, the discount, and that the order of rows does not matter."""

import json
import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.quality import Parts, as_json, check, discounted, panels, parse_specification, quality, read_reported
from yardstick.quality.score import combined
from yardstick.quality.settings import PARTS, Combine, ScoreSettings
from yardstick.tests.quality_rows import NEW_YEAR, Row, checked, series, table, tree

UNIT = st.floats(0, 1)
SETTINGS = st.builds(
    ScoreSettings,
    weights=st.fixed_dictionaries({name: st.sampled_from([0.0, 0.5, 1.0, 3.0]) for name in PARTS}),
    combine=st.sampled_from(Combine),
)
SOME_PARTS = st.builds(Parts, *[st.none() | st.sampled_from([0.0, 1.0]) | UNIT] * 4)


def test_the_geometric_mean_is_the_rule_and_the_arithmetic_one_a_choice() -> None:
    parts = Parts(right=0.5, complete=0.8, clean=1.0, alive=1.0)
    assert quality(parts) == pytest.approx((0.5 * 0.8) ** (1 / 4))
    assert quality(parts, ScoreSettings(combine=Combine.ARITHMETIC)) == pytest.approx(3.3 / 4)
    weights = {"right": 2.0, "complete": 1.0, "clean": 0.0, "alive": 1.0}
    assert quality(parts, ScoreSettings(weights=weights)) == pytest.approx((0.5**2 * 0.8) ** (1 / 4))


def test_a_part_that_cannot_be_told_is_left_out_and_a_part_of_zero_is_not() -> None:
    assert quality(Parts(0.25, 0.25, None, None)) == pytest.approx(0.25)
    assert quality(Parts(None, None, None, None)) is None
    assert quality(Parts(1, 0, 1, 1)) == 0
    assert quality(Parts(1, 0, 1, 1), ScoreSettings(combine=Combine.ARITHMETIC)) == 0.75


@given(SOME_PARTS, SETTINGS)
def test_a_score_lies_between_the_lowest_and_the_highest_part_that_weighs(
    parts: Parts, settings: ScoreSettings
) -> None:
    known = [getattr(parts, name) for name in PARTS if settings.weights[name]]
    known = [part for part in known if part is not None]
    found = quality(parts, settings)
    assert (found is None) == (not known)
    if found is not None:
        assert min(known) - 1e-12 <= found <= max(known) + 1e-12


@given(st.lists(SOME_PARTS, min_size=1, max_size=5), SETTINGS)
def test_arrays_give_what_single_scores_give(many: list[Parts], settings: ScoreSettings) -> None:
    given_parts = [[getattr(parts, name) for name in PARTS] for parts in many]
    found = combined(np.array(given_parts, np.float64), settings)
    singles = [quality(parts, settings) for parts in many]
    assert [None if math.isnan(one) else one for one in found] == pytest.approx(singles)


def test_an_index_is_discounted_beside_itself() -> None:
    assert discounted(80, 0.5) == (found := discounted(80, 0.5, 0.5))
    assert (found.score, found.quality, found.discounted) == (80, 0.5, 60)
    assert discounted(80, 0.0, 1.0).discounted == 0
    assert discounted(80, 1.0).discounted == 80
    assert discounted(80, None).discounted is None
    assert discounted(None, 1.0).discounted is None
    with pytest.raises(ValueError, match=r"quality 1\.5: expected a number from 0 to 1"):
        discounted(80, 1.5)


RULE = {"code": "R", "left": "#{A}", "operator": "less_than", "right": "100", "missing": "skip_if_any_missing"}


def test_each_part_of_a_figure_is_counted_from_the_values_below_it() -> None:
    """Of five expected four came: one breaks a rule of medium weight, one is negative; one is a month behind."""
    rows: list[Row] = [("A", unit, "2024-11", 5) for unit in "abcde"]
    rows += [("A", unit, "2024-12", value) for unit, value in zip("abcd", (5, 100, -1, 7), strict=True)]
    stated = {
        "rules": [RULE], "elements": [{"code": "A", "measure": "count"}],
        "forms": [{"code": "F", "elements": ["A"], "frequency": "monthly", "due_days": 0}],
    }  # fmt: skip
    found = checked(rows, stated, units=tree(P="abcde"), on=NEW_YEAR, periods=["2024-12"], figures_at=["province"])
    (figure,) = found.figures.kept
    assert (figure.unit, figure.reported, figure.expected) == ("P", 4, 5)
    assert figure.parts == Parts(right=1 - 0.5 / 4, complete=4 / 5, clean=1 - 1 / 4, alive=(4 + 0.5) / 5)
    assert figure.quality == pytest.approx((0.875 * 0.8 * 0.75 * 0.9) ** 0.25)


def test_only_the_weightiest_fault_of_a_value_counts() -> None:
    rules = [{**RULE, "code": name, "importance": name} for name in ("low", "high", "medium")]
    (score,) = checked([("A", "x", "2024-01", 100)], {"rules": rules}).figures.scores
    assert score.parts.right == 0
    weights = {"importance": {"high": 0.5, "medium": 0.1, "low": 0.2}}
    (score,) = checked([("A", "x", "2024-01", 100)], {"rules": rules, "score": weights}).figures.scores
    assert score.parts.right == 0.5


def test_a_level_has_the_mean_of_its_units_and_the_unit_of_the_lowest_quality() -> None:
    rows: list[Row] = [("A", "a", "2024-01", 5), ("A", "c", "2024-01", 5)]
    found = checked(rows, units=tree(P="ab", Q="c"))
    by_level = {score.level: score for score in found.figures.scores}
    half = (1 * 0.5 * 1) ** (1 / 3)  # no day was given, so three parts are known
    assert by_level["province"].quality == pytest.approx((half + 1) / 2)
    assert (by_level["province"].units, by_level["province"].lowest_unit) == (2, "P")
    assert by_level["province"].parts == Parts(1.0, 0.75, 1.0, None)
    assert by_level["commune"].lowest_unit == "b"


def many_rows() -> list[Row]:
    source = random.Random(7)  # noqa: S311
    rows: list[Row] = []
    for code in ("A", "B.p", "B.q"):
        for unit in "abcdef":
            level = source.lognormvariate(4, 1)
            rows += series(code, unit, [round(level * source.lognormvariate(0, 0.3), 2) for _ in range(12)])
    return [*rows, ("A", "a", "2024-03", 1.5), ("A", "b", "2024-12", 90000), ("A", "ghost", "2024-01", 3)]


def test_the_same_rows_in_any_order_give_the_same_bytes() -> None:
    stated: dict[str, Any] = {
        "rules": [{**RULE, "right": "#{B}"}, {**RULE, "code": "S", "left": "#{B.p} * 1.1", "operator": "greater_than"}],
        "forms": [{"code": "F", "elements": ["A", "B"], "frequency": "monthly"}],
    }
    rows, answers = many_rows(), set()
    for seed in range(3):
        random.Random(seed).shuffle(rows)  # noqa: S311
        found = check(
            read_reported(table(rows)), parse_specification(stated), units=tree(P="abc", Q="def"), on=NEW_YEAR
        )  # fmt: skip
        answers.add(json.dumps(as_json(found), allow_nan=False))
    assert len(answers) == 1


def test_elements_checked_one_at_a_time_give_what_all_together_give(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = []
    for at_once in (panels.CELLS_AT_ONCE, 1):
        monkeypatch.setattr(panels, "CELLS_AT_ONCE", at_once)
        answers.append(as_json(checked(many_rows(), {"rules": [RULE]}, units=tree(P="abc", Q="def"), on=NEW_YEAR)))
    assert answers[0] == answers[1]


def test_nothing_reported_gives_nothing() -> None:
    report = as_json(check(read_reported(table([])), parse_specification({"rules": [RULE]}), units=tree(P="a")))
    assert (report["rows"], report["scores"], report["periods"]) == (0, [], [])
    assert not any(report["counts"].values())
