"""Specifications from JSON: every field checked, unknown ones refused, the place of a fault named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from yardstick.errors import BadDefinition
from yardstick.json_input import number_of, object_of, read_json, text_of
from yardstick.progress import Direction
from yardstick.scoring.methods import Method, MinMax, ShareOfTarget, Spread, WishedBand, ZScore
from yardstick.scoring.progressed import Progressed, SeriesOfIndicator
from yardstick.scoring.quality_rule import Discount, QualityRule, Unknown
from yardstick.scoring.ranking import Band
from yardstick.scoring.specification import (
    Aggregation,
    FixedZero,
    Group,
    Leaf,
    Missing,
    MissingRule,
    Node,
    SeriesLeaf,
    Specification,
)
from yardstick.scoring.steps import OrderedBands, Step, StepTable

Choice = TypeVar("Choice", bound=StrEnum)
Made = TypeVar("Made")
Read = Callable[[Any, str], Any]
DEEPEST = 50  # groups in groups; far beyond any index, well within what Python can climb


def read_specification(path: Path) -> Specification:
    """Read an index from a JSON file (schema: `yardstick/schemas/scores.schema.json`).

    `BadDefinition` names the file and the component or field at fault.
    """
    content = read_json(path, too_deep=f"nested too deeply; expected at most {DEEPEST} levels of groups")
    try:
        return parse_specification(content)
    except BadDefinition as error:
        raise BadDefinition(f"{path}: {error}") from None


def parse_specification(content: Any) -> Specification:
    """Check the content of a specification and take it apart; `BadDefinition` names the component and the field."""
    fields = object_of(content, "specification", {"index"}, {"name", "version", "quality"})
    index = _node(fields["index"], "index", _Place(weight_is_implied=True))
    if not isinstance(index, Group):
        raise BadDefinition("index: expected a group: an object with children")
    return Specification(
        index=index,
        version=_whole(fields.get("version", 1), "version"),
        name=_optional(text_of)(fields.get("name"), "name"),
        quality=_quality(fields["quality"], "quality") if "quality" in fields else None,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands: how deep, and its weight where the group above gives it (`None`: the node states it)."""

    depth: int = 0
    weight: float = 0.0
    weight_is_implied: bool = False


def _node(content: Any, where: str, place: _Place) -> Node:
    any_fields = set(content) if isinstance(content, dict) else set()  # which there may be depends on the kind
    code = text_of(object_of(content, where, {"code"}, any_fields)["code"], where)
    kinds = [name for name in NODES if name in content]
    if len(kinds) != 1:
        raise BadDefinition(f"component {code!r}: expected exactly one of {', '.join(NODES)}")
    if place.depth > DEEPEST:
        raise BadDefinition(f"component {code!r}: nested too deeply; expected at most {DEEPEST} levels of groups")
    required, optional, make = NODES[kinds[0]]
    where = f"component {code!r}"
    given = set() if place.weight_is_implied else {"weight"}
    fields = object_of(content, where, required | given | {"code", kinds[0]}, optional | {"name"})
    weight = place.weight if place.weight_is_implied else number_of(fields["weight"], f"{where}: weight")
    return make(fields, where, weight, place.depth)


def _leaf(fields: Mapping[str, Any], where: str, weight: float, depth: int) -> Node:
    return _with_place(
        where,
        lambda: Leaf(
            code=fields["code"],
            weight=weight,
            indicator=text_of(fields["indicator"], f"{where}: indicator"),
            direction=_choice(Direction)(fields["direction"], f"{where}: direction"),
            method=_method(fields["method"], f"{where}: method"),
            name=_optional(text_of)(fields.get("name"), f"{where}: name"),
        ),
    )


def _series_leaf(fields: Mapping[str, Any], where: str, weight: float, depth: int) -> Node:
    series = _list(fields["series"], f"{where}: series")
    return SeriesLeaf(
        code=fields["code"],
        weight=weight,
        series=tuple(_series(one, f"{where}: series, entry {number}") for number, one in enumerate(series, start=1)),
        name=_optional(text_of)(fields.get("name"), f"{where}: name"),
    )


def _series(content: Any, where: str) -> SeriesOfIndicator:
    fields = object_of(content, where, {"indicator", "direction", "method"}, set())
    method = _method(fields["method"], f"{where}: method")
    if not isinstance(method, Progressed):
        raise BadDefinition(f"{where}: method: several series are scored by progress alone")
    return SeriesOfIndicator(
        indicator=text_of(fields["indicator"], f"{where}: indicator"),
        direction=_choice(Direction)(fields["direction"], f"{where}: direction"),
        method=method,
    )


def _fixed_zero(fields: Mapping[str, Any], where: str, weight: float, depth: int) -> Node:
    if fields["fixed_zero"] is not True:
        raise BadDefinition(f"{where}: fixed_zero: expected true")
    return FixedZero(fields["code"], weight, _optional(text_of)(fields.get("name"), f"{where}: name"))


def _group(fields: Mapping[str, Any], where: str, weight: float, depth: int) -> Node:
    maximum = number_of(fields["maximum"], f"{where}: maximum")
    children = _list(fields["children"], f"{where}: children")
    place = _Place(depth + 1)
    if "weights" in fields:
        if fields["weights"] != "equal":
            raise BadDefinition(f"{where}: weights: expected 'equal', or a weight in every child")
        place = _Place(depth + 1, maximum / max(len(children), 1), weight_is_implied=True)
    return Group(
        code=fields["code"],
        weight=weight,
        maximum=maximum,
        aggregation=_choice(Aggregation)(fields["aggregation"], f"{where}: aggregation"),
        missing=_missing(fields["missing"], f"{where}: missing"),
        children=tuple(_node(child, f"{where}: child {n}", place) for n, child in enumerate(children, start=1)),
        bands=tuple(_band(band, f"{where}: bands") for band in _list(fields.get("bands", []), f"{where}: bands")),
        name=_optional(text_of)(fields.get("name"), f"{where}: name"),
    )


Make = Callable[[Mapping[str, Any], str, float, int], Node]
NODES: dict[str, tuple[set[str], set[str], Make]] = {
    "children": ({"maximum", "aggregation", "missing"}, {"weights", "bands"}, _group),
    "indicator": ({"direction", "method"}, set(), _leaf),
    "series": (set(), set(), _series_leaf),
    "fixed_zero": (set(), set(), _fixed_zero),
}


def _missing(content: Any, where: str) -> MissingRule:
    fields = object_of(content, where, {"policy"}, {"least_share"})
    policy = _choice(Missing)(fields["policy"], f"{where}: policy")
    least = _optional(number_of)(fields.get("least_share"), f"{where}: least_share")
    return _with_place(where.removesuffix(": missing"), lambda: MissingRule(policy, least))


def _quality(content: Any, where: str) -> QualityRule:
    fields = object_of(content, where, {"method", "discount", "missing"}, {"elements"})
    missing = object_of(fields["missing"], f"{where}: missing", {"policy"}, {"quality"})
    elements = fields.get("elements", {})
    if not isinstance(elements, dict):
        raise BadDefinition(f"{where}: elements: expected an object: lists of codes by indicator")
    return QualityRule(
        method=_choice(Discount)(fields["method"], f"{where}: method"),
        discount=number_of(fields["discount"], f"{where}: discount"),
        unknown=_choice(Unknown)(missing["policy"], f"{where}: missing: policy"),
        assumed=_optional(number_of)(missing.get("quality"), f"{where}: missing: quality"),
        elements={code: _codes(codes, f"{where}: elements: {code!r}") for code, codes in elements.items()},
    )


def _codes(content: Any, where: str) -> tuple[str, ...]:
    return tuple(text_of(code, where) for code in _list(content, where))


def _band(content: Any, where: str) -> Band:
    fields = object_of(content, where, {"label", "from"}, set())
    return Band(text_of(fields["label"], f"{where}: label"), number_of(fields["from"], f"{where}: from"))


def _method(content: Any, where: str) -> Method:
    if not isinstance(content, dict) or content.get("kind") not in METHODS:
        raise BadDefinition(f"{where}: kind: expected one of {', '.join(METHODS)}")
    make, required, optional = METHODS[content["kind"]]
    fields = object_of(content, where, set(required) | {"kind"}, set(optional))
    readers = {**required, **optional}
    values = {name: readers[name](value, f"{where}: {name}") for name, value in fields.items() if name != "kind"}
    return _with_place(where, lambda: make(**values))


def _steps(content: Any, where: str) -> tuple[Step, ...]:
    steps = []
    for number, entry in enumerate(_list(content, where), start=1):
        fields = object_of(entry, f"{where}, entry {number}", {"from", "points"}, set())
        bound, points = (number_of(fields[name], f"{where}, entry {number}: {name}") for name in ("from", "points"))
        steps.append(Step(bound, points))
    return tuple(steps)


def _list(content: Any, where: str) -> list[Any]:
    if not isinstance(content, list):
        raise BadDefinition(f"{where}: expected a list")
    return content


def _choice(choices: type[Choice]) -> Callable[[Any, str], Choice]:
    def read(value: Any, where: str) -> Choice:
        for choice in choices:
            if value == choice.value:
                return choice
        raise BadDefinition(f"{where}: {value!r:.60}; expected one of {', '.join(choices)}")

    return read


def _optional(read: Callable[[Any, str], Made]) -> Callable[[Any, str], Made | None]:
    return lambda value, where: None if value is None else read(value, where)


def _whole(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadDefinition(f"{where}: expected a whole number from 1")
    return value


def _with_place(where: str, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except BadDefinition as error:
        if str(error).startswith(where):
            raise
        raise BadDefinition(f"{where}: {error}") from None


_or_null = _optional(number_of)
# Each kind of method: its class, and how each mandatory and optional field is read.
METHODS: dict[str, tuple[Callable[..., Method], dict[str, Read], dict[str, Read]]] = {
    "share_of_target": (ShareOfTarget, {"points": number_of, "target": number_of}, {}),
    "min_max": (MinMax, {"points": number_of, "degenerate": _or_null}, {"lowest": number_of, "highest": number_of}),
    "wished_band": (
        WishedBand,
        dict.fromkeys(("points", "low", "high", "zero_below", "zero_above"), number_of),
        {},
    ),
    "ordered_bands": (OrderedBands, {"points": number_of, "bands": _steps}, {}),
    "step_table": (StepTable, {"points": number_of, "steps": _steps, "below": _or_null}, {}),
    "z_score": (
        ZScore,
        {"points": number_of, "spread": _choice(Spread), "degenerate": _or_null},
        dict.fromkeys(("clip", "centre", "per_deviation"), number_of),
    ),
    "progress": (
        Progressed,
        {"points": number_of, "base_period": text_of},
        {"target": number_of, "target_period": text_of, "limit": number_of},
    ),
}
