"""Specifications from JSON, and the schema that is published for them."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

import yardstick
from yardstick.errors import BadDefinition
from yardstick.scoring.quality_rule import Unknown
from yardstick.scoring.reading import METHODS, parse_specification, read_specification

EXAMPLES = Path(__file__).parent / "examples"
SCHEMA = json.loads((Path(yardstick.__file__).parent / "schemas" / "scores.schema.json").read_text("utf-8"))
SERIES = {"indicator": "s", "direction": "positive", "method": {"kind": "progress", "points": 5, "base_period": "2020"}}
STEPS = [{"from": 0, "points": 1}]
KINDS: dict[str, dict[str, Any]] = {
    "share_of_target": {"target": 5},
    "min_max": {"degenerate": None, "lowest": 0, "highest": 9},
    "wished_band": {"low": 4, "high": 5, "zero_below": 0, "zero_above": 9},
    "ordered_bands": {"bands": STEPS},
    "step_table": {"steps": STEPS, "below": None},
    "z_score": {"spread": "sample", "degenerate": 1, "clip": 3},
    "progress": {"base_period": "2020", "target": 9, "target_period": "2030", "limit": 100},
}
WHOLE: dict[str, Any] = {
    "name": "made up",
    "version": 3,
    "quality": {
        "method": "linear",
        "discount": 0.25,
        "missing": {"policy": "assume", "quality": 0.5},
        "elements": {"min_max": ["a", "b"]},
    },
    "index": {
        "code": "ALL",
        "maximum": 10,
        "aggregation": "arithmetic",
        "missing": {"policy": "reweight", "least_share": 0.5},
        "bands": [{"label": "good", "from": 5}, {"label": "weak", "from": 0}],
        "children": [
            {"code": "later", "weight": 1, "fixed_zero": True},
            {"code": "several", "weight": 1, "name": "mean", "series": [SERIES]},
            {
                "code": "equal",
                "weight": 8,
                "maximum": 7,
                "weights": "equal",
                "aggregation": "geometric",
                "missing": {"policy": "zero"},
                "children": [
                    {
                        "code": kind,
                        "indicator": kind,
                        "direction": "positive",
                        "method": {"kind": kind, "points": 2, **f},
                    }
                    for kind, f in KINDS.items()
                ],
            },
        ],
    },
}


def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    content = copy.deepcopy(WHOLE)
    change(content)
    return content


def index(content: dict[str, Any]) -> Any:
    return content["index"]


def child(content: dict[str, Any], place: int) -> Any:
    return content["index"]["children"][place]


def method(content: dict[str, Any], kind: str) -> Any:
    return next(one["method"] for one in child(content, 2)["children"] if one["code"] == kind)


# What the schema refuses, the reader refuses too, in words.
MALFORMED: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "unknown field at the top": (lambda c: c.update(colour=1), "specification: unknown field 'colour'"),
    "unknown field of a group": (lambda c: index(c).update(colour=1), "component 'ALL': unknown field 'colour'"),
    "unknown field of a leaf": (lambda c: child(c, 0).update(colour=1), "component 'later': unknown field"),
    "unknown field of a method": (lambda c: method(c, "min_max").update(floor=1), "'min_max': method: unknown field"),
    "unknown field of a band": (lambda c: index(c)["bands"][0].update(to=1), "bands: unknown field 'to'"),
    "unknown field of a step": (lambda c: method(c, "step_table")["steps"][0].update(to=1), "entry 1: unknown field"),
    "unknown field of missing": (lambda c: index(c)["missing"].update(x=1), "missing: unknown field 'x'"),
    "unknown field of quality": (lambda c: c["quality"].update(x=1), "quality: unknown field 'x'"),
    "a discount above 1": (lambda c: c["quality"].update(discount=1.5), "quality: discount: expected a number from 0"),
    "no discount": (lambda c: c["quality"].pop("discount"), "quality: field 'discount' is missing"),
    "an unknown discount": (lambda c: c["quality"].update(method="cubic"), "quality: method: 'cubic'; expected one of"),
    "quality that is null": (lambda c: c.update(quality=None), "quality: expected an object"),
    "no quality to assume": (lambda c: c["quality"]["missing"].pop("quality"), "needed for assume"),
    "a quality to assume above 1": (lambda c: c["quality"]["missing"].update(quality=2), "missing: quality: expected"),
    "a quality for no value": (lambda c: c["quality"]["missing"].update(policy="no_value"), "needed for assume"),
    "no elements of an indicator": (lambda c: c["quality"].update(elements={"min_max": []}), "at least one for each"),
    "a list of elements": (lambda c: c["quality"].update(elements=["min_max"]), "elements: expected an object"),
    "an element that is no text": (lambda c: c["quality"].update(elements={"min_max": [1]}), "expected a text"),
    "no rule for missing": (lambda c: index(c).pop("missing"), "'ALL': field 'missing' is missing"),
    "no direction": (lambda c: child(c, 2)["children"][0].pop("direction"), "field 'direction' is missing"),
    "an unknown direction": (lambda c: child(c, 2)["children"][0].update(direction="up"), "'up'; expected one of"),
    "an unknown kind": (lambda c: method(c, "min_max").update(kind="rank"), "kind: expected one of share_of_target"),
    "two kinds of node": (lambda c: child(c, 0).update(series=[]), "exactly one of children, indicator, series"),
    "no kind of node": (lambda c: child(c, 0).pop("fixed_zero"), "exactly one of"),
    "a weight that is implied": (lambda c: child(c, 2)["children"][0].update(weight=1), "unknown field 'weight'"),
    "no weight": (lambda c: child(c, 0).pop("weight"), "field 'weight' is missing"),
    "a weight of the index": (lambda c: index(c).update(weight=1), "unknown field 'weight'"),
    "a text as number": (lambda c: index(c).update(maximum="10"), "maximum: expected a number"),
    "truth as number": (lambda c: child(c, 0).update(weight=True), "weight: expected a number"),
    "a negative weight": (lambda c: child(c, 0).update(weight=-1), "weight: expected 0 or more"),
    "an empty code": (lambda c: index(c).update(code=" "), "not empty"),
    "no children": (lambda c: index(c).update(children=[]), "at least one"),
    "weights in words": (lambda c: child(c, 2).update(weights="same"), "weights: expected"),
    "fixed zero of nothing": (lambda c: child(c, 0).update(fixed_zero=False), "fixed_zero: expected true"),
    "a version of 0": (lambda c: c.update(version=0), "version: expected a whole number"),
    "a least share for zero": (lambda c: child(c, 2)["missing"].update(least_share=0.5), "needed for reweight"),
    "reweight without least share": (lambda c: index(c)["missing"].pop("least_share"), "needed for reweight"),
    "a least share above 1": (lambda c: index(c)["missing"].update(least_share=1.5), "above 0, up to 1"),
    "a series scored otherwise": (
        lambda c: child(c, 1)["series"][0].update(method={"kind": "share_of_target", "points": 1, "target": 1}),
        "scored by progress alone",
    ),
    "no series": (lambda c: child(c, 1).update(series=[]), "series: expected at least one"),
    "a z-score without bounds or centre": (lambda c: method(c, "z_score").pop("clip"), "either clip, or centre"),
    "half a range": (lambda c: method(c, "min_max").pop("lowest"), "both or neither"),
    "a target without period": (lambda c: method(c, "progress").pop("target_period"), "both or neither"),
    "a list for an object": (lambda c: c.update(index=[]), "index: expected an object"),
    "an object for a list": (lambda c: index(c).update(children={}), "children: expected a list"),
    "a leaf as index": (lambda c: c.update(index={"code": "x", "fixed_zero": True}), "index: expected a group"),
}
# What no schema sees.
INCONSISTENT: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "weights that miss the maximum": (lambda c: index(c).update(maximum=11), r"'ALL': the weights .* sum to 10.0"),
    "a code twice": (lambda c: child(c, 0).update(code="equal"), "'equal' is defined twice"),
    "bands in disorder": (lambda c: index(c)["bands"].reverse(), "'ALL': bands: expected lower bounds that fall"),
    "a range upside down": (lambda c: method(c, "min_max").update(lowest=10), "'min_max': method: lowest"),
    "no period": (lambda c: method(c, "progress").update(base_period="soon"), "'soon' is no period"),
    "bands against the direction": (
        lambda c: method(c, "ordered_bands").update(bands=[{"from": 0, "points": 1}, {"from": 1, "points": 0}]),
        "'ordered_bands': bands: where the direction is positive, bounds must fall",
    ),
    "geometric over no bounds": (
        lambda c: [method(c, "z_score").pop("clip"), method(c, "z_score").update(centre=1, per_deviation=1)],
        "'equal': geometric needs scores with bounds",
    ),
    "a discount of scores without bounds": (
        lambda c: [
            child(c, 2).update(aggregation="arithmetic"),
            method(c, "z_score").pop("clip"),
            method(c, "z_score").update(centre=1, per_deviation=1),
        ],
        "quality: a discount needs scores with bounds; 'z_score' is a z-score without clip",
    ),
    "elements of another indicator": (lambda c: c["quality"].update(elements={"z": ["a"]}), "'z' is no indicator of"),
    "a number too large": (lambda c: child(c, 0).update(weight=10**400), "too large for a double"),
    "series of different points": (
        lambda c: child(c, 1)["series"].append({**SERIES, "method": {**SERIES["method"], "points": 4}}),  # type: ignore[dict-item]
        "the same points for all",
    ),
}


def test_the_schema_is_one_and_knows_every_kind_of_method() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    kinds = {SCHEMA["$defs"][ref["$ref"].split("/")[-1]]["properties"]["kind"]["const"] for ref in METHOD_REFS}
    assert kinds == set(METHODS) == set(KINDS)


METHOD_REFS = SCHEMA["$defs"]["method"]["oneOf"]


@pytest.mark.parametrize("name", ["service", "digital", "innovation"])
def test_the_examples_pass_the_schema_and_the_reader(name: str) -> None:
    jsonschema.validate(json.loads((EXAMPLES / f"{name}.json").read_text("utf-8")), SCHEMA)
    assert read_specification(EXAMPLES / f"{name}.json").name


def test_a_specification_with_everything_in_it_passes_both() -> None:
    jsonschema.validate(WHOLE, SCHEMA)
    found = parse_specification(WHOLE)
    assert found.version == 3
    assert [node.code for node in found.nodes()] == ["ALL", "later", "several", "equal", *KINDS]
    assert found.indicators() == tuple(sorted([*KINDS, "s"]))
    assert found.stated_weights()["min_max"] == 1
    assert found.quality is not None
    assert (found.quality.discount, found.quality.unknown, found.quality.assumed) == (0.25, Unknown.ASSUME, 0.5)
    assert (found.quality.elements_of("min_max"), found.quality.elements_of("s")) == (("a", "b"), ("s",))


@pytest.mark.parametrize(("change", "complaint"), MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_malformed_is_refused_by_both(change: Callable[[dict[str, Any]], Any], complaint: str) -> None:
    content = changed(change)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, SCHEMA)
    with pytest.raises(BadDefinition, match=complaint):
        parse_specification(content)


@pytest.mark.parametrize(("change", "complaint"), INCONSISTENT.values(), ids=INCONSISTENT.keys())
def test_what_does_not_fit_together_is_refused(change: Callable[[dict[str, Any]], Any], complaint: str) -> None:
    with pytest.raises(BadDefinition, match=complaint):
        parse_specification(changed(change))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b'{"index": ', "line 1, column 11"),
        (b'{"index": 1, "index": 2}', "'index' stands twice"),
        (b'{"version": NaN}', "NaN is no number in JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{}", "specification: field 'index' is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_name(text: bytes, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "index.json"
    file.write_bytes(text)
    with pytest.raises(BadDefinition, match=f"index.json: .*{complaint}"):
        read_specification(file)
