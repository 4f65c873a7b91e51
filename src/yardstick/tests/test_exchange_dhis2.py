"""DHIS2 metadata: what becomes a definition, with which formula, and what is reported as left out."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.definitions import DataElement, Indicator, Rule, parse_definitions
from yardstick.errors import BadDefinition
from yardstick.exchange.definitions_json import content_of
from yardstick.exchange.dhis2 import AGGREGATIONS, Conversion, Directions, convert_dhis2, read_dhis2
from yardstick.exchange.dhis2_formulas import NotCarried, References, rewritten
from yardstick.formula import evaluate, parse
from yardstick.formula.tree import Operand
from yardstick.periods import Frequency
from yardstick.progress import Direction

POSITIVE, NEGATIVE = Direction.POSITIVE, Direction.NEGATIVE


def element(uid: str, kind: str = "SUM", **more: Any) -> dict[str, Any]:
    return {"id": uid, "aggregationType": kind, **more}


def indicator(uid: str, numerator: str, denominator: str = "1", factor: Any = 100, **more: Any) -> dict[str, Any]:
    return {"id": uid, "numerator": numerator, "denominator": denominator, "indicatorType": {"factor": factor}, **more}


EXPORT: dict[str, Any] = {
    "dataElements": [
        element("aaaDone0001", code="DONE", name="Tasks done"),
        element("aaaAll00001", "LAST_AVERAGE_ORG_UNIT", code="ALL", valueType="INTEGER", domainType="AGGREGATE"),
        element("aaaNoCode01"),
        element("aaaNotes001", valueType="LONG_TEXT", code="NOTES"),
        element("aaaCount001", "COUNT", code="TIMES"),
    ],
    "categoryOptionCombos": [
        {"id": "cocDefault1", "code": "default", "name": "default"},
        {"id": "cocFemale01", "code": "F", "name": "Female"},
        {"id": "cocYoung001", "name": "Under 15"},
    ],
    "constants": [{"id": "conHundred1", "code": "HUNDRED", "value": 100}, {"id": "conOdd00001", "value": "many"}],
    "indicatorTypes": [{"id": "itPercent01", "name": "Percent", "factor": 100, "number": False}],
    "indicators": [
        {
            "id": "indRate0001", "code": "RATE", "name": "Share of tasks done", "decimals": 1, "annualized": False,
            "numerator": "#{aaaDone0001.cocFemale01} + #{aaaDone0001.cocYoung001}", "denominator": "#{aaaAll00001}",
            "indicatorType": {"id": "itPercent01"},
        },
        indicator("indNotes001", "#{aaaNotes001}", code="NOTED"),
        indicator("indYearly01", "#{aaaDone0001}", code="YEARLY", annualized=True),
    ],
    "organisationUnits": [{"id": "ou"}],
}  # fmt: skip


def converted(export: dict[str, Any] | None = None, direction: Direction | Directions = POSITIVE) -> Conversion:
    return convert_dhis2(EXPORT if export is None else export, direction=direction)


def reasons(conversion: Conversion) -> dict[str, str]:
    return {remark.id or remark.what: remark.why for remark in conversion.left_out}


def formula(numerator: str, **more: Any) -> str:
    """The numerator of the only indicator of an export, as it is rewritten."""
    export = {**EXPORT, "indicators": [indicator("ind", numerator, "1", 1, **more)]}
    made = converted(export).definitions.indicators["ind"].formula
    return made.removeprefix("1 * (").removesuffix(") / (1)")


def why_not(numerator: str, **more: Any) -> str:
    return reasons(converted({**EXPORT, "indicators": [indicator("ind", numerator, **more)]}))["ind"]


def test_codes_take_the_place_of_uids() -> None:
    made = converted().definitions
    assert list(made.data_elements) == ["DONE", "ALL", "aaaNoCode01"]
    assert made.data_elements["DONE"] == DataElement("DONE", Rule.SUM, Rule.SUM, name="Tasks done")
    assert made.constants == {"HUNDRED": 100.0}
    assert made.indicators == {
        "RATE": Indicator(
            "RATE", "100 * (#{DONE.F} + #{DONE.cocYoung001}) / (#{ALL})", Frequency.MONTHLY, POSITIVE, 1,
            "Share of tasks done",
        )
    }  # fmt: skip
    assert parse_definitions(content_of(made)) == made


def test_the_formula_computes_what_the_indicator_says() -> None:
    parsed = parse(converted().definitions.indicators["RATE"].formula)
    values = {Operand("DONE", "F"): 3.0, Operand("DONE", "cocYoung001"): 1.0, Operand("ALL"): 16.0}
    assert evaluate(parsed, values) == 25.0


def test_nothing_is_left_out_without_a_reason() -> None:
    assert reasons(converted()) == {
        "aaaNotes001": "valueType LONG_TEXT: it is no number",
        "aaaCount001": "aggregationType COUNT: no rule across units and over time does this",
        "conOdd00001": "constant 'conOdd00001' is 'many': expected a number",
        "indNotes001": "numerator: data element 'aaaNotes001' is left out: valueType LONG_TEXT: it is no number",
        "indYearly01": "annualized: a formula here does not know how many days its period has",
        "organisationUnits": "no part of definitions",
    }


def test_fields_that_say_more_are_named_once() -> None:
    export = {"dataElements": [element("a", shortName="A"), element("b", shortName="B")]}
    assert [str(remark) for remark in converted(export).left_out] == [
        "dataElements: field shortName is no part of a definition"
    ]


def test_where_dhis2_computes_otherwise_it_is_said() -> None:
    changed = {remark.id: remark.why for remark in converted().changed}
    assert changed["aaaAll00001"].startswith("aggregationType LAST_AVERAGE_ORG_UNIT: DHIS2 looks for the last value")
    assert changed[""] == "frequency is monthly, as given: DHIS2 has none"


@pytest.mark.parametrize("kind", AGGREGATIONS)
def test_every_known_aggregation_is_carried(kind: str) -> None:
    made = converted({"dataElements": [element("a", kind)]}).definitions.data_elements["a"]
    assert (made.across_units, made.over_time) == AGGREGATIONS[kind][:2]
    assert parse_definitions(content_of(converted({"dataElements": [element("a", kind)]}).definitions))


@pytest.mark.parametrize("kind", ["COUNT", "STDDEV", "VARIANCE", "FIRST", "LAST_LAST_ORG_UNIT", "CUSTOM", None, 5])
def test_an_aggregation_without_equal_is_left_out(kind: Any) -> None:
    made = converted({"dataElements": [{"id": "a", "aggregationType": kind}]})
    assert made.definitions.data_elements == {}
    assert reasons(made)["a"].startswith(f"aggregationType {kind}: no rule")


FORMULAS = {
    "#{aaaDone0001}": "#{DONE}",
    "#{aaaDone0001.*}": "#{DONE}",
    "#{aaaDone0001.cocDefault1}": "#{DONE}",
    "#{aaaDone0001.cocFemale01.*}": "#{DONE.F}",
    "#{aaaDone0001.*.cocDefault1}": "#{DONE}",
    "#{aaaNoCode01}*C{conHundred1}": "#{aaaNoCode01}*C{HUNDRED}",
    "if(#{aaaDone0001} > 0 && !isNull(#{aaaAll00001}), 1, 2)": "if(#{DONE} > 0 && !isNull(#{ALL}), 1, 2)",
    "firstNonNull(#{aaaDone0001}, 0)": "firstNonNull(#{DONE}, 0)",
    " 1 ": "1",
}


@pytest.mark.parametrize("text", FORMULAS)
def test_references_are_rewritten_and_nothing_else(text: str) -> None:
    assert formula(text) == FORMULAS[text]


NOT_CARRIED = {
    "": "numerator is empty",
    "#{missing}": "numerator: data element 'missing' is not in the export",
    "#{aaaDone0001.missing}": "numerator: category option combination 'missing' is not in the export",
    "#{aaaDone0001.*.cocFemale01}": "numerator: #{aaaDone0001.*.cocFemale01}: values have no attribute option",
    "#{deg:aaaDone0001}": "numerator: #{deg:aaaDone0001}: groups of data elements or options are not known",
    "C{missing}": "numerator: constant 'missing' is not in the export",
    "C{conOdd00001}": "numerator: constant 'conOdd00001' is left out: constant 'conOdd00001' is 'many'",
    "N{missing}": "numerator: indicator 'missing' is not in the export",
    "R{aaaSet00001.REPORTING_RATE}": "numerator: R{aaaSet00001.REPORTING_RATE}: reporting rates come with every",
    "I{aaaProgram1}": "numerator: I{aaaProgram1}: program indicators are not computed here",
    "D{aaaProgram1.aaaDone0001}": "numerator: D{aaaProgram1.aaaDone0001}: data of programs",
    "OUG{aaaGroup001}": "numerator: OUG{aaaGroup001}: members of groups of units",
    "QQ{x}": "numerator: QQ{x}: this kind of reference is not known here",
    "#{aaaDone0001} +": "numerator is not understood: ",
    "#{aaaDone0001} / [days]": "numerator is not understood: ",
    "1) * (2": "",
}


@pytest.mark.parametrize("text", [text for text, reason in NOT_CARRIED.items() if reason])
def test_an_indicator_that_cannot_be_carried_says_why(text: str) -> None:
    assert why_not(text).startswith(NOT_CARRIED[text])


def test_a_numerator_must_be_a_formula_by_itself() -> None:
    """`1) * (2` would be read as a formula once it stands in parentheses."""
    assert why_not("1) * (2").startswith("numerator is not understood: ")


@pytest.mark.parametrize(
    ("factor", "text"), [(1, "1"), (100, "100"), (1000.0, "1000"), (0.5, "0.5"), (100_000, "100000")]
)
def test_the_factor_is_written_as_a_number(factor: float, text: str) -> None:
    export = {**EXPORT, "indicators": [indicator("i", "1", factor=factor)]}
    assert converted(export).definitions.indicators["i"].formula == f"{text} * (1) / (1)"


@pytest.mark.parametrize("kind", [None, {}, {"id": "unknown"}, {"factor": "many"}, {"factor": True}, {"factor": 1e999}])
def test_an_indicator_without_factor_is_left_out(kind: Any) -> None:
    export = {**EXPORT, "indicators": [{"id": "i", "numerator": "1", "denominator": "1", "indicatorType": kind}]}
    assert "i" in reasons(converted(export))
    assert converted(export).definitions.indicators == {}


def nested(**formulas: str) -> Conversion:
    return converted({**EXPORT, "indicators": [indicator(uid, text) for uid, text in formulas.items()]})


def test_an_indicator_may_name_others() -> None:
    made = nested(outer="N{inner} + 1", inner="#{aaaDone0001}")
    assert made.definitions.indicators["outer"].formula == "100 * (N{inner} + 1) / (1)"


def test_what_names_an_indicator_that_is_left_out_is_left_out_too() -> None:
    made = nested(a="N{b}", b="N{c}", c="#{missing}", d="#{aaaDone0001}")
    assert list(made.definitions.indicators) == ["d"]
    assert reasons(made)["a"] == "its formula names indicators that are left out or that name it in turn: b"


def test_indicators_that_name_each_other_are_left_out() -> None:
    made = nested(a="N{b}", b="N{a}", c="N{c}")
    assert made.definitions.indicators == {}
    assert {"a", "b", "c"} <= reasons(made).keys()


def test_a_code_that_no_formula_can_name_gives_way_to_the_uid() -> None:
    made = converted({"dataElements": [element("aaa", code="ANC 1st visit")]})
    assert list(made.definitions.data_elements) == ["aaa"]
    assert [str(remark) for remark in made.changed] == [
        "dataElements aaa: its uid is its code: no formula can name 'ANC 1st visit'"
    ]


@pytest.mark.parametrize("what", ["dataElements", "indicators", "constants", "categoryOptionCombos"])
def test_one_code_of_two_things_is_refused(what: str) -> None:
    export = {**EXPORT, what: [{"id": "aaa", "code": "X"}, {"id": "bbb", "code": "X"}]}
    with pytest.raises(BadDefinition, match=f"{what}: aaa and bbb both have the code 'X'"):
        converted(export)


def test_a_code_that_is_the_uid_of_another_is_refused() -> None:
    with pytest.raises(BadDefinition, match="aaa and bbb both have the code 'aaa'"):
        converted({"dataElements": [element("aaa"), element("bbb", code="aaa")]})


def test_directions_are_of_all_or_of_each() -> None:
    export = {**EXPORT, "indicators": [indicator("a", "1"), indicator("b", "1", code="B"), indicator("c", "1")]}
    made = converted(export, Directions(POSITIVE, {"B": NEGATIVE, "c": NEGATIVE})).definitions.indicators
    assert [one.direction for one in made.values()] == [POSITIVE, NEGATIVE, NEGATIVE]


def test_an_indicator_without_direction_is_refused() -> None:
    with pytest.raises(BadDefinition, match=r"indicator 'RATE' \(indRate0001\): no direction given"):
        converted(direction=Directions())


def test_a_direction_of_no_indicator_is_refused() -> None:
    with pytest.raises(BadDefinition, match="a direction is given for 'RTE', which is no indicator"):
        converted(direction=Directions(POSITIVE, {"RTE": NEGATIVE}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "expected a DHIS2 metadata export"),
        ({}, "expected a DHIS2 metadata export"),
        ({"dataElements": {}}, "dataElements: expected a list"),
        ({"dataElements": ["a"]}, "dataElements, entry 1: expected an object with an id"),
        ({"dataElements": [{"id": 5}]}, "dataElements, entry 1: expected an object with an id"),
        ({"dataElements": [{"id": "a}"}]}, "dataElements, entry 1: expected an object with an id"),
        ({"indicators": [{"id": "a"}, {"id": "a"}]}, "indicators, entry 2: id 'a' stands twice"),
    ],
)
def test_what_is_no_export_is_refused(content: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(BadDefinition, match=message) as refused:
        read_dhis2(path, direction=POSITIVE)
    assert str(refused.value).startswith(f"{path}: ")


ODD = st.recursive(
    st.sampled_from([None, True, 0, 1.5, -1, 10**400, "", "a", "#{a}", "N{i}", "1 / 0", "SUM", "default"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "factor"]), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    "id code name aggregationType valueType value factor numerator denominator indicatorType decimals".split()
)
ENTRY = st.dictionaries(FIELDS, ODD, max_size=6).map(lambda entry: {"id": "a", **entry})
WHOLE = st.dictionaries(
    st.sampled_from(["dataElements", "indicators", "constants", "categoryOptionCombos", "indicatorTypes"]),
    st.lists(ENTRY, max_size=2) | ODD,
)


@given(WHOLE)
def test_any_json_is_converted_to_valid_definitions_or_refused(content: dict[str, Any]) -> None:
    try:
        made = convert_dhis2(content, direction=POSITIVE)
    except BadDefinition:
        return
    assert parse_definitions(content_of(made.definitions)) == made.definitions
    uids = {entry["id"] for what in ("dataElements", "indicators") for entry in content.get(what, [])}
    named = {remark.id for remark in made.left_out}
    carried = {*made.definitions.data_elements, *made.definitions.indicators}
    assert len(carried) + len(named) >= len(uids)


@given(st.text(alphabet="#{}CN.ab'\"\\ +:&*", max_size=14))
def test_any_text_is_rewritten_or_not_carried(text: str) -> None:
    known = {"a": "A"}
    try:
        found = rewritten(text, References(known, dict(known), known, known, {}))
    except NotCarried:
        return
    assert found == text or "A" in found


def test_a_text_in_quotes_stays() -> None:
    known = {"a": "A"}
    text = r"'#{a}' + #{a} + " + '"C{b} \\" #{b}"'
    assert rewritten(text, References(known, {}, known, known, {})) == r"'#{a}' + #{A} + " + '"C{b} \\" #{b}"'
