"""Rules tried on values rolled up to a level: what comes together, who stands for himself, and what is refused."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from yardstick.definitions import parse_definitions
from yardstick.errors import BadDefinition
from yardstick.loading import Store, load
from yardstick.quality import as_json, check, parse_specification
from yardstick.quality.stored import read_store
from yardstick.rollup import DuckDB, RollUp
from yardstick.tests.quality_rows import Row, checked, found, table, tree
from yardstick.units import Unit, check_units

RULE = {"code": "R", "left": "#{A}", "operator": "equal_to", "right": "-1", "missing": "skip_if_any_missing"}
ROWS: list[Row] = [("A", unit, "2024-01", value) for unit, value in zip("abcd", (1, 2, 6, 10), strict=True)]
UNITS = tree(P="abc", Q="d")


def stated(across: str, **rule: Any) -> dict[str, Any]:
    return {"rules": [{**RULE, "level": "province", **rule}], "elements": [{"code": "A", "across_units": across}]}


def lefts(rows: list[Row], specification: Any, units: Any = UNITS) -> dict[tuple[str, str], float]:
    """What each unit's left side is; the rules here hold nowhere."""
    listed = found("violation", rows, specification, units=units)
    return {(one["unit"], one["period"]): one["left"] for one in listed}


@pytest.mark.parametrize(
    ("across", "expected"),
    [("sum", {"P": 9, "Q": 10}), ("mean", {"P": 3, "Q": 10}), ("min", {"P": 1, "Q": 10}), ("max", {"P": 6, "Q": 10}),
     ("none", {})],
)  # fmt: skip
def test_a_level_has_the_values_of_those_below_by_the_elements_rule(across: str, expected: dict[str, float]) -> None:
    assert lefts(ROWS, stated(across)) == {(unit, "2024-01"): value for unit, value in expected.items()}


def test_a_unit_that_reported_itself_has_its_own_value_and_covers_what_lies_below() -> None:
    rows: list[Row] = [*ROWS, ("A", "P", "2024-01", 100)]
    for across in ("sum", "mean", "min", "max"):
        assert lefts(rows, stated(across))["P", "2024-01"] == 100
    assert lefts(rows, stated("none")) == {("P", "2024-01"): 100}
    assert lefts(rows, stated("sum", level="country")) == {("TOP", "2024-01"): 110}


def test_options_are_summed_exactly_before_units_are() -> None:
    rows: list[Row] = [("A.p", "a", "2024-01", 0.1), ("A.q", "a", "2024-01", 0.2), ("A.p", "b", "2024-01", 0.4)]
    assert lefts(rows, stated("max")) == {("P", "2024-01"): 0.4}
    assert lefts(rows, stated("sum")) == {("P", "2024-01"): 0.7}
    assert lefts(rows, stated("sum", left="#{A.p}")) == {("P", "2024-01"): 0.5}


def test_a_missing_value_counts_as_stated_where_anything_below_was_reported() -> None:
    rows: list[Row] = [("B", "d", "2024-01", 1), *ROWS[:1]]
    assert lefts(rows, stated("sum", missing="never_skip")) == {("P", "2024-01"): 1, ("Q", "2024-01"): 0}
    assert lefts(rows, stated("sum")) == {("P", "2024-01"): 1}


def test_it_can_be_kept_to_units_and_holds_where_it_holds() -> None:
    assert set(lefts(ROWS, stated("sum", units=["Q"]))) == {("Q", "2024-01")}
    (outcome,) = checked(ROWS, stated("sum", operator="greater_than", right="9"), units=UNITS).outcomes
    assert (outcome.checked, outcome.broken) == (2, 1)


def test_units_come_together_as_they_stand_in_each_period_and_ghosts_nowhere() -> None:
    moved = check_units([
        Unit("TOP", "", None, "country"), Unit("P", "", "TOP", "province"), Unit("Q", "", "TOP", "province"),
        Unit("a", "", "P", "commune", valid_to=UNITS.rows[0].valid_to.replace(2024, 1, 31)),
        Unit("a", "", "Q", "commune", valid_from=UNITS.rows[0].valid_to.replace(2024, 2, 1)),
    ])  # fmt: skip
    rows: list[Row] = [("A", unit, period, 5) for unit in ("a", "ghost") for period in ("2024-01", "2024-02")]
    assert lefts(rows, stated("sum"), moved) == {("P", "2024-01"): 5, ("Q", "2024-02"): 5}
    assert found("violation", rows, stated("sum")) == []  # without a table of units there is no level


def test_it_takes_nothing_from_the_score_of_any_single_value() -> None:
    broken, nothing = (as_json(checked(ROWS, one, units=UNITS)) for one in (stated("sum"), {}))
    assert broken["counts"]["violation"] == 2
    assert broken["scores"] == nothing["scores"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"rules": [{**RULE, "level": "province"}]}, "rule 'R': level: state across_units of 'A' among the elements"),
        (stated("sum", levels=["commune"]), "rule 'R': level: values are rolled up to one level; leave out levels"),
        (stated("total"), "element 'A': across_units: 'total'; expected one of sum, mean, min, max, none"),
    ],
)
def test_what_cannot_be_rolled_up_is_refused(content: Any, complaint: str) -> None:
    with pytest.raises(BadDefinition, match=complaint):
        parse_specification(content)


@pytest.mark.parametrize("across", ["sum", "mean", "min", "max", "none"])
def test_values_are_those_of_the_roll_up(across: str, tmp_path: Path) -> None:
    chance = random.Random(across)  # noqa: S311
    whole = tree(P="abc", Q="def", R="g")
    units = check_units([replace(one, valid_to=date(2024, 5, 31)) if one.code == "Q" else one for one in whole.rows])
    keys = [(unit, f"2024-{month:02}") for unit in [*"abcdefg", "P", "Q", "TOP"] for month in range(1, 9)]
    some = chance.sample([key for key in keys if key[0] != "Q" or key[1] <= "2024-05"], 60)
    pq.write_table(table([("A", *key, round(chance.lognormvariate(5, 3), 4)) for key in some]), tmp_path / "a.parquet")
    definitions = parse_definitions({
        "data_elements": [{"code": "A", "across_units": across, "over_time": "none"}],
        "indicators": [{"code": "I", "formula": "#{A}", "frequency": "monthly", "direction": "positive"}],
    })  # fmt: skip
    store = load([tmp_path / "a.parquet"], definitions=definitions, units=units, into=Store(tmp_path / "store", ()))
    with DuckDB() as engine:
        rows = [row for piece in RollUp(definitions, units, store).run(engine) for row in piece.to_pylist()]
    for level, codes in (("country", ("TOP",)), ("province", "PQR"), ("commune", "abcdefg")):
        specification = parse_specification(stated(across, level=level))
        listed = check(read_store(store), specification, units=units).findings.violations["R"]
        wanted = {
            (row["unit"], row["period"]): row["value"]
            for row in rows
            if row["unit"] in codes and row["value"] is not None
        }
        # A mean is here a quotient of doubles: it may differ in its last digit.
        assert {(one.unit, one.period): one.left for one in listed} == pytest.approx(wanted, rel=1e-15, abs=0)
