"""Definitions: what is accepted, how the rest is refused, and that the published schema says the same."""

import json
import math
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.definitions import DataElement, Definitions, Indicator, Rule, parse_definitions, read_definitions
from yardstick.errors import BadDefinition
from yardstick.exchange.definitions_json import content_of, schema, to_json
from yardstick.periods import Frequency
from yardstick.progress import Direction

ELEMENT = {"code": "DONE", "across_units": "sum", "over_time": "sum"}
INDICATOR = {"code": "RATE", "formula": "#{DONE}", "frequency": "monthly", "direction": "positive"}
FULL: dict[str, Any] = {
    "data_elements": [
        {**ELEMENT, "name": "Hoàn thành", "unit": "task"},
        {"code": "WAIT", "across_units": "mean", "over_time": "last", "weight": "DONE"},
    ],
    "constants": {"HUNDRED": 100, "SHARE": 0.25},
    "indicators": [{**INDICATOR, "decimals": 1, "name": "Rate", "unit": "%", "version": 3}],
}
VALIDATOR = jsonschema.Draft202012Validator(schema())


def element(**changed: Any) -> dict[str, Any]:
    return {"data_elements": [{**ELEMENT, **changed}]}


def indicator(**changed: Any) -> dict[str, Any]:
    return {"data_elements": [ELEMENT], "indicators": [{**INDICATOR, **changed}]}


def without(entry: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != name}


def test_every_field_is_read() -> None:
    read = parse_definitions(FULL)
    assert read.data_elements["DONE"] == DataElement("DONE", Rule.SUM, Rule.SUM, name="Hoàn thành", unit="task")
    assert read.data_elements["WAIT"] == DataElement("WAIT", Rule.MEAN, Rule.LAST, "DONE")
    assert read.constants == {"HUNDRED": 100.0, "SHARE": 0.25}
    assert read.indicators["RATE"] == Indicator(
        "RATE", "#{DONE}", Frequency.MONTHLY, Direction.POSITIVE, 1, "Rate", "%", 3
    )


def test_the_least_there_can_be_is_read() -> None:
    assert parse_definitions({"data_elements": []}) == Definitions({}, {}, {})


@pytest.mark.parametrize("name", ["weight", "name", "unit"])
def test_null_is_no_value_of_a_data_element(name: str) -> None:
    assert parse_definitions(element(**{name: None})) == parse_definitions(element())


@pytest.mark.parametrize("name", ["decimals", "name", "unit", "version", "valid_from", "source"])
def test_null_is_no_value_of_an_indicator(name: str) -> None:
    assert parse_definitions(indicator(**{name: None})) == parse_definitions(indicator())


REFUSED: dict[str, tuple[Any, str]] = {
    "a list": ([], "the file: expected an object"),
    "nothing": (None, "the file: expected an object"),
    "no elements": ({}, "the file: field 'data_elements' is missing"),
    "unknown field": ({**FULL, "elements": []}, "the file: unknown field 'elements'; there are constants"),
    "elements are no list": ({"data_elements": {}}, "data_elements: expected a list"),
    "element is no object": ({"data_elements": ["A"]}, "data_elements, entry 1: expected an object"),
    "element without code": ({"data_elements": [without(ELEMENT, "code")]}, "entry 1: field 'code' is missing"),
    "element without rule": (
        {"data_elements": [without(ELEMENT, "over_time")]},
        "entry 1: field 'over_time' is missing",
    ),
    "unknown field of an element": (element(rule="sum"), "entry 1: unknown field 'rule'"),
    "blank code": (element(code=" "), "entry 1: code: expected a text that is not empty"),
    "code is a number": (element(code=5), "entry 1: code: expected a text that is not empty"),
    "half a character": (element(code="\ud800"), "half a character"),
    "unknown rule": (element(across_units="total"), "'DONE': across_units: 'total'; expected one of sum, mean"),
    "last across units": (element(across_units="last"), "'DONE': across_units: 'last'; expected"),
    "rule is a list": (element(over_time=["sum"]), "'DONE': over_time"),
    "weight unknown": (element(weight="NONE"), "'DONE': weight 'NONE' is no data element"),
    "weight has a weight": (element(weight="DONE"), "has a weight itself"),
    "name is a number": (element(name=5), "'DONE': name: expected a text"),
    "element twice": ({"data_elements": [ELEMENT, ELEMENT]}, "entry 2: 'DONE' is defined twice"),
    "constants are a list": ({**FULL, "constants": []}, "constants: expected an object"),
    "constant is text": ({**FULL, "constants": {"C": "1"}}, "constant 'C': expected a number"),
    "constant is true": ({**FULL, "constants": {"C": True}}, "constant 'C': expected a number"),
    "constant too large": ({**FULL, "constants": {"C": 10**400}}, "constant 'C': 1000.* is too large for a double"),
    "constant not finite": ({**FULL, "constants": {"C": math.inf}}, "constant 'C': inf is too large"),
    "indicators are an object": ({**FULL, "indicators": {}}, "indicators: expected a list"),
    "no direction": (
        {"data_elements": [ELEMENT], "indicators": [without(INDICATOR, "direction")]},
        "entry 1: field 'direction' is missing",
    ),
    "direction null": (indicator(direction=None), "'RATE': direction: None; expected one of positive, negative"),
    "unknown frequency": (indicator(frequency="Monthly"), "'RATE': frequency: 'Monthly'"),
    "blank formula": (indicator(formula=""), "'RATE': formula: expected a text"),
    "decimals below 0": (indicator(decimals=-1), "'RATE': decimals: expected a whole number from 0"),
    "decimals true": (indicator(decimals=True), "'RATE': decimals: expected a whole number"),
    "half a decimal": (indicator(decimals=1.5), "'RATE': decimals: expected a whole number"),
    "version 0": (indicator(version=0), "'RATE': version: expected a whole number from 1"),
    "indicator twice": (
        {"data_elements": [], "indicators": [INDICATOR, INDICATOR]},
        "indicator 'RATE': version 1 is defined twice",
    ),
    "no such day": (indicator(valid_from="2025-02-30"), "'RATE': valid_from: expected a day like 2025-07-01"),
    "a day written otherwise": (indicator(valid_from="20250701"), "'RATE': valid_from: expected a day"),
    "a day as a number": (indicator(valid_from=2025), "'RATE': valid_from: expected a day"),
    "a later version without a day": (
        {"data_elements": [], "indicators": [{**INDICATOR, "version": 2}, INDICATOR]},
        "indicator 'RATE': version 2 needs valid_from, there is one before",
    ),
    "a later version no later": (
        {
            "data_elements": [],
            "indicators": [
                {**INDICATOR, "valid_from": "2025-01-01"},
                {**INDICATOR, "version": 2, "valid_from": "2025-01-01"},
            ],
        },
        "indicator 'RATE': version 2 must be valid from a later day than 1",
    ),
}
BEYOND_SCHEMA = {
    "half a character", "weight unknown", "weight has a weight", "element twice", "indicator twice", "no such day",
    "a later version without a day", "a later version no later",
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_the_fault_is_named(case: str) -> None:
    content, message = REFUSED[case]
    with pytest.raises(BadDefinition, match=message) as refused:
        parse_definitions(content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("case", REFUSED)
def test_the_schema_refuses_the_same_but_for_what_no_schema_can_tell(case: str) -> None:
    assert VALIDATOR.is_valid(REFUSED[case][0]) == (case in BEYOND_SCHEMA)


def test_the_schema_is_one_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert VALIDATOR.is_valid(FULL)


FILES = {
    "empty": (b"", "line 1, column 1"),
    "broken": (b'{\n "data_elements": [', "line 2"),
    "not UTF-8": (b'{"data_elements": "\xff"}', "not UTF-8 text at byte 19"),
    "UTF-16": ('{"data_elements": []}'.encode("utf-16"), "not UTF-8 text at byte 0"),
    "field twice": (b'{"data_elements": [], "data_elements": []}', "field 'data_elements' stands twice"),
    "NaN": (b'{"data_elements": [], "constants": {"C": NaN}}', "NaN is no number in JSON"),
    "infinite": (b'{"data_elements": [], "constants": {"C": 1e999}}', "too large for a double"),
    "endless digits": (b'{"data_elements": [], "constants": {"C": ' + b"1" * 5000 + b"}}", "too many digits"),
    "deep": (b"[" * 100_000, "nest too deep"),
    "wrong rule": (json.dumps(element(over_time="x")).encode(), "'DONE': over_time"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_used_is_named_with_the_fault(case: str, tmp_path: Path) -> None:
    content, message = FILES[case]
    path = tmp_path / "definitions.json"
    path.write_bytes(content)
    with pytest.raises(BadDefinition, match=message) as refused:
        read_definitions(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "\n" not in str(refused.value)


def test_a_file_may_begin_with_the_mark_that_spreadsheets_write(tmp_path: Path) -> None:
    path = tmp_path / "definitions.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(FULL).encode())
    assert read_definitions(path) == parse_definitions(FULL)


CODES = st.text("ABCĐ_09-", min_size=1, max_size=4)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).filter(str.strip)
ELEMENTS = st.builds(
    DataElement,
    CODES,
    st.sampled_from([Rule.SUM, Rule.MEAN, Rule.MIN, Rule.MAX, Rule.NONE]),
    st.sampled_from(Rule),
    st.none(),
    st.none() | TEXTS,
    st.none() | TEXTS,
)
INDICATORS = st.builds(
    Indicator,
    CODES,
    TEXTS,
    st.sampled_from(Frequency),
    st.sampled_from(Direction),
    st.none() | st.integers(0, 9),
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.integers(1, 9),
)
SETS = st.builds(
    Definitions,
    st.dictionaries(CODES, ELEMENTS, max_size=3).map(lambda found: {one.code: one for one in found.values()}),
    st.dictionaries(CODES, st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    st.dictionaries(CODES, INDICATORS, max_size=3).map(lambda found: {one.code: one for one in found.values()}),
)


@given(SETS)
def test_what_is_written_is_read_as_it_was(definitions: Definitions) -> None:
    assert parse_definitions(json.loads(to_json(definitions))) == definitions
    assert VALIDATOR.is_valid(content_of(definitions))


# What a field may hold by mistake, and what may stand in its place by right.
ODD = st.sampled_from(
    [None, True, 0, 1, -1, 2.0, 1.5, 10**400, 1e308, "", " ", "\u00a0", "\n", "A", "DONE", "sum", "last", "none",
     "monthly", "half-yearly", "positive", [], {}, ["sum"], {"code": "A"}]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """Full definitions with one to three faults (or none after all) anywhere in them."""
    content = json.loads(json.dumps(FULL))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(_containers(content)))
        if isinstance(place, list):
            place.append(deepcopy(draw(ODD)))
        elif place and draw(st.booleans()):
            del place[draw(st.sampled_from(sorted(place)))]
        else:
            place[draw(st.sampled_from([*sorted(place), "weight", "name", "unit", "decimals", "colour"]))] = deepcopy(
                draw(ODD)
            )
    return content


def _containers(content: Any) -> list[Any]:
    if isinstance(content, dict):
        return [content, *(found for value in content.values() for found in _containers(value))]
    if isinstance(content, list):
        return [content, *(found for value in content for found in _containers(value))]
    return []


TOLD_BY_NO_SCHEMA = ("is defined twice", "is no data element", "has a weight itself", "half a character")


@given(mutated())
def test_schema_and_reader_agree_on_definitions_with_faults(content: Any) -> None:
    fault = _fault(content)
    # What no schema can tell is said before other faults, so that the schema may refuse it or not.
    if not any(reason in fault for reason in TOLD_BY_NO_SCHEMA):
        assert VALIDATOR.is_valid(content) == (not fault), fault


def _fault(content: Any) -> str:
    try:
        parse_definitions(content)
    except BadDefinition as error:
        return str(error)
    return ""


def test_each_version_is_in_force_until_the_next_is() -> None:
    listed = [
        {**INDICATOR, "version": 3, "valid_from": "2026-01-01", "formula": "3"},
        {**INDICATOR, "code": "NEW", "valid_from": "2025-07-01"},
        {**INDICATOR, "formula": "1", "source": "Reports of communes"},
        {**INDICATOR, "version": 2, "valid_from": "2025-07-01", "formula": "2"},
    ]
    found = parse_definitions({"data_elements": [ELEMENT], "indicators": listed})
    assert found.indicators["RATE"].version == 3
    assert found.changes == [date(2025, 7, 1), date(2026, 1, 1)]
    days = {
        date(2025, 6, 30): ["1"],
        date(2025, 7, 1): ["2", "new"],
        date(2025, 12, 31): ["2", "new"],
        date(2026, 1, 1): ["3", "new"],
    }
    for day, formulas in days.items():
        there = found.in_force(day).indicators
        assert [one.formula if code == "RATE" else "new" for code, one in there.items()] == formulas
    assert found.in_force(date(2025, 1, 1)).indicators["RATE"].source == "Reports of communes"
    assert parse_definitions(json.loads(to_json(found))) == found
