"""What is read: tables of values, what is refused in them, and specifications beside their published schema."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import jsonschema  # type: ignore[import-untyped]
import pyarrow as pa
import pytest

import yardstick
from yardstick.errors import BadDefinition, BadInput
from yardstick.quality import check, parse_specification, read_reported, read_specification
from yardstick.quality.database import Database
from yardstick.quality.reported import Series, read_stored
from yardstick.quality.settings import PARTS, Combine, Importance
from yardstick.tests.quality_rows import Row, reported, table, values

SCHEMA = json.loads((Path(yardstick.__file__).parent / "schemas" / "quality.schema.json").read_text("utf-8"))
RULE = {"code": "R", "left": "#{A}", "operator": "equal_to", "right": "1", "missing": "never_skip"}
FORM = {"code": "F", "elements": ["A"], "frequency": "monthly"}

GOOD: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a rule": {"rules": [RULE]},
    "a rule with everything": {
        "constants": {"X": 1.5},
        "rules": [{
            **RULE, "name": "parts", "right": "C{X}", "missing": {"left": "skip_if_any_missing", "right": "never_skip"},
            "importance": "high", "tolerance": 0.5, "tolerance_percent": 1, "frequency": "half-yearly",
            "levels": ["commune"], "units": ["x"],
        }],
    },
    "elements": {"elements": [
        {"code": "A", "measure": "count", "minimum": 1, "maximum": 5, "whole": False, "steady": True},
    ]},
    "forms": {"forms": [
        FORM, {**FORM, "code": "G", "elements": ["B"], "levels": ["x"], "units": ["y"], "due_days": 0},
    ]},
    "settings": {
        "timeliness": True,
        "outliers": {"threshold": 5, "least": 2, "history": False, "peers": False},
        "suspicion": {"repeated": 2, "copied": 1, "shift": 2},
        "score": {
            "weights": {"right": 2, "complete": 1, "clean": 0, "alive": 1}, "combine": "arithmetic", "outlier": 1,
            "importance": {"high": 1, "medium": 0.5, "low": 0}, "discount": 0.3,
        },
    },
}  # fmt: skip
BAD: dict[str, tuple[Any, str]] = {
    "no object": ([], "the file: expected an object"),
    "an unknown section": ({"rule": []}, "unknown field 'rule'"),
    "a rule without operator": ({"rules": [{**RULE, "operator": None}]}, "operator: None; expected one of"),
    "an unknown field": ({"forms": [{**FORM, "due": 3}]}, "unknown field 'due'"),
    "a form of nothing": ({"forms": [{**FORM, "elements": []}]}, "elements: expected at least one"),
    "a form of a wrong frequency": ({"forms": [{**FORM, "frequency": "hourly"}]}, "'hourly'; expected one of daily"),
    "an element twice in a form": ({"forms": [{**FORM, "elements": ["A", "A"]}]}, "one text stands twice"),
    "days before the end": ({"forms": [{**FORM, "due_days": -1}]}, "due_days: expected a whole number from 0"),
    "an unknown measure": ({"elements": [{"code": "A", "measure": "length"}]}, "'length'; expected one of count"),
    "weights in part": ({"score": {"weights": {"right": 1}}}, "field 'complete' is missing"),
    "an importance over 1": ({"score": {"importance": {"high": 2, "medium": 1, "low": 1}}}, "high: 2; expected"),
    "a discount over 1": ({"score": {"discount": 2}}, "discount: 2; expected a number from 0 to 1"),
    "a flag as number": ({"outliers": {"peers": 1}}, "peers: expected true or false"),
    "a number as text": ({"outliers": {"threshold": "3"}}, "threshold: expected a number"),
    "a constant as text": ({"constants": {"X": "1"}}, "constant 'X': expected a number"),
}
BEYOND_THE_SCHEMA: dict[str, tuple[Any, str]] = {
    "a rule twice": ({"rules": [RULE, RULE]}, "rules, entry 2: 'R' is defined twice"),
    "limits crossed": ({"elements": [{"code": "A", "minimum": 2, "maximum": 1}]}, "minimum 2 is over maximum 1"),
    "two days due": ({"forms": [FORM, {**FORM, "code": "G", "due_days": 3}]}, "'A' is due after 3 days here"),
    "no weight at all": ({"score": {"weights": dict.fromkeys(PARTS, 0)}}, "at least one over 0"),
    "a number no double holds": ({"constants": {"X": 10**400}}, "too large for a double"),
}  # fmt: skip


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_what_the_schema_allows_is_read(content: dict[str, Any]) -> None:
    jsonschema.validate(content, SCHEMA, jsonschema.Draft202012Validator)
    parse_specification(content)


@pytest.mark.parametrize(("content", "complaint"), BAD.values(), ids=BAD)
def test_what_the_schema_does_not_allow_is_refused(content: Any, complaint: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, SCHEMA, jsonschema.Draft202012Validator)
    with pytest.raises(BadDefinition, match=complaint):
        parse_specification(content)


@pytest.mark.parametrize(("content", "complaint"), BEYOND_THE_SCHEMA.values(), ids=BEYOND_THE_SCHEMA)
def test_what_no_schema_can_tell_is_refused_too(content: Any, complaint: str) -> None:
    with pytest.raises(BadDefinition, match=complaint):
        parse_specification(content)


def test_the_schema_itself_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_what_is_stated_is_kept() -> None:
    found = parse_specification(GOOD["settings"])
    assert (found.timeliness, found.outliers.threshold, found.suspicion.repeated) == (True, 5, 2)
    assert (found.score.combine, found.score.weights["right"], found.score.discount) == (Combine.ARITHMETIC, 2, 0.3)
    assert found.score.importance[Importance.LOW] == 0
    (rule,) = parse_specification(GOOD["a rule with everything"]).rules
    assert (rule.name, rule.tolerance_percent, rule.levels, rule.units) == ("parts", 1, ("commune",), ("x",))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"rules": [}', "line 1, column 12"),
        ('{"constants": {"X": NaN}}', "NaN is no number in JSON"),
        ('{"rules": [], "rules": []}', "field 'rules' stands twice"),
        ('{"rules": {}}', "rules: expected a list"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(text: str, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_text(text, "utf-8")
    with pytest.raises(BadDefinition, match=complaint) as refused:
        read_specification(file)
    assert str(refused.value).startswith(f"{file}: ")


def test_series_units_and_periods_are_sorted_and_coded() -> None:
    rows: list[Row] = [("B", "y", "2024-Q1", 1), ("A.p", "x", "2024-02", 2), ("A", "x", "2024-01", None)]
    found = reported(rows)
    assert found.series == (Series("A"), Series("A", "p"), Series("B"))
    assert found.units == ("x", "y")
    assert [period.code for period in found.periods] == ["2024-01", "2024-02", "2024-Q1"]
    assert values(found) == [("A.p", "x", "2024-02", 2), ("B", "y", "2024-Q1", 1)]  # no value is no report


def test_the_last_value_recorded_counts_as_known_on_a_day_and_an_empty_one_withdraws_it() -> None:
    rows: list[Row] = [
        ("A", "x", "2024-01", 1, date(2024, 2, 1)), ("A", "x", "2024-01", 2, date(2024, 3, 1)),
        ("A", "y", "2024-01", 5, date(2024, 2, 1)), ("A", "y", "2024-01", None, date(2024, 3, 1)),
    ]  # fmt: skip

    first = date(2024, 2, 1).toordinal()
    assert values(reported(rows)) == [("A", "x", "2024-01", 2, first)]
    early = reported(rows, known_on=date(2024, 2, 20))
    assert values(early) == [("A", "x", "2024-01", 1, first), ("A", "y", "2024-01", 5, first)]


def changed(**columns: pa.Array) -> pa.Table:
    found = table([("A", "x", "2024-01", 1)])
    for name, column in columns.items():
        found = found.set_column(found.column_names.index(name), name, column)
    return found


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (changed(value=pa.array([float("nan")])), "1 values that are infinite, no number or over twenty digits"),
        (changed(value=pa.array([float("inf")])), "1 values that are infinite"),
        (changed(value=pa.array([-1.1e20])), "over twenty digits"),
        (changed(value=pa.array(["1"])), "column 'value' is string, expected numbers"),
        (changed(unit=pa.array([1])), "column 'unit' is int64, expected text"),
        (changed(unit=pa.array([None], pa.string())), "1 rows without unit"),
        (changed(period=pa.array(["2024-13"])), "'2024-13' is no period"),
        (changed().drop(["unit"]), "missing column: 'unit'"),
        (changed().append_column("note", pa.array(["x"])), "unknown column: 'note'"),
        (changed().append_column("recorded_on", pa.array(["2024-01-01"])), "'recorded_on' is string, expected days"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(content: pa.Table, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_reported(content)


def test_an_ibis_table_in_memory_and_one_that_a_database_has_are_read_alike() -> None:
    content = table([("A", "x", "2024-01", 1)])
    database = Database()
    for found in (read_reported(ibis.memtable(content)), read_stored(database, database.hold(content))):
        assert values(found) == [("A", "x", "2024-01", 1)]


def test_a_period_nobody_reported_for_cannot_be_judged_and_timeliness_needs_a_day() -> None:
    rows = reported([("A", "x", "2024-01", 1)])
    with pytest.raises(BadInput, match="'2024-02': nothing was reported"):
        check(rows, periods=["2024-02"])
    with pytest.raises(BadInput, match="give the day"):
        check(rows, parse_specification({"timeliness": True}))
