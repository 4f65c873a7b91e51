"""DHIS2 metadata in: data elements, constants and indicators of an export become definitions, the rest a report.

Written after the DHIS2 developer documentation (metadata, aggregation types, indicator expressions). DHIS2 has neither
a direction nor a frequency of an indicator, so the caller gives both.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from yardstick.definitions import DataElement, Definitions, Indicator, Rule
from yardstick.errors import BadDefinition, BadFormula
from yardstick.exchange.dhis2_formulas import NotCarried, References, rewritten
from yardstick.formula import parse
from yardstick.formula.parsing import CODE
from yardstick.json_input import read_json
from yardstick.periods import Frequency
from yardstick.progress import Direction

# DHIS2's aggregation types: the rule across units, the rule over time, and where DHIS2 differs from it.
LOOKS_BACK = "DHIS2 looks for the last value in earlier periods too; here the last of the period counts"
JOINT_MEAN = "DHIS2 takes one mean over units and periods; here it is over time first, then across units"
AGGREGATIONS: dict[str, tuple[Rule, Rule, str]] = {
    "SUM": (Rule.SUM, Rule.SUM, ""),
    "AVERAGE": (Rule.MEAN, Rule.MEAN, JOINT_MEAN),
    "AVERAGE_SUM_ORG_UNIT": (Rule.SUM, Rule.MEAN, ""),
    "LAST": (Rule.SUM, Rule.LAST, LOOKS_BACK),
    "LAST_AVERAGE_ORG_UNIT": (Rule.MEAN, Rule.LAST, LOOKS_BACK),
    "LAST_IN_PERIOD": (Rule.SUM, Rule.LAST, ""),
    "LAST_IN_PERIOD_AVERAGE_ORG_UNIT": (Rule.MEAN, Rule.LAST, ""),
    "MIN": (Rule.MIN, Rule.MIN, ""),
    "MIN_SUM_ORG_UNIT": (Rule.SUM, Rule.MIN, ""),
    "MAX": (Rule.MAX, Rule.MAX, ""),
    "MAX_SUM_ORG_UNIT": (Rule.SUM, Rule.MAX, ""),
    "NONE": (Rule.NONE, Rule.NONE, ""),
}
NUMERIC = frozenset(
    "NUMBER INTEGER INTEGER_POSITIVE INTEGER_NEGATIVE INTEGER_ZERO_OR_POSITIVE PERCENTAGE UNIT_INTERVAL".split()
)
READ_FIELDS = {
    "dataElements": frozenset("id code name aggregationType valueType domainType".split()),
    "constants": frozenset("id code name value".split()),
    "categoryOptionCombos": frozenset("id code name".split()),
    "indicatorTypes": frozenset("id code name factor number".split()),
    "indicators": frozenset("id code name numerator denominator indicatorType annualized decimals".split()),
}
Made = TypeVar("Made", DataElement, Indicator, float)
DEFAULT_OPTION = "default"  # the name of the only combination of a data element without categories


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing of an export: `what` is the list it stands in, `id` its uid (or a field's name), `why` one sentence."""

    what: str
    id: str
    why: str

    def __str__(self) -> str:
        return f"{self.what} {self.id}: {self.why}" if self.id else f"{self.what}: {self.why}"


@dataclass(frozen=True, slots=True)
class Directions:
    """The direction of each indicator by its code or uid, and of those not named (`None`: none may be missing)."""

    rest: Direction | None = None
    each: Mapping[str, Direction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came of an export: `left_out` is not in the definitions, `changed` is, but not quite as in DHIS2."""

    definitions: Definitions
    left_out: tuple[Remark, ...]
    changed: tuple[Remark, ...]


def read_dhis2(
    path: Path, *, direction: Direction | Directions, frequency: Frequency = Frequency.MONTHLY
) -> Conversion:
    """Convert a metadata export in JSON; `BadDefinition` as `convert_dhis2`, with the file's name."""
    content = read_json(path)
    try:
        return convert_dhis2(content, direction=direction, frequency=frequency)
    except BadDefinition as error:
        raise BadDefinition(f"{path}: {error}") from None


def convert_dhis2(
    content: Any, *, direction: Direction | Directions, frequency: Frequency = Frequency.MONTHLY
) -> Conversion:
    """Convert the content of an export.

    `direction` is that of all indicators or says it for each. Codes take the place of uids where there are
    codes that a formula can name. `BadDefinition` for content that is no export, for two things of one kind with the
    same code, and for an indicator without a direction.
    """
    if not isinstance(content, dict) or not {"dataElements", "indicators"} & content.keys():
        raise BadDefinition("expected a DHIS2 metadata export with dataElements or indicators")
    directions = Directions(direction) if isinstance(direction, Direction) else direction
    return _Converter(content, directions, frequency).converted()


@dataclass
class _Converter:
    content: Mapping[str, Any]
    directions: Directions
    frequency: Frequency
    left_out: list[Remark] = field(default_factory=list)
    changed: list[Remark] = field(default_factory=list)

    def converted(self) -> Conversion:
        lists = {what: _entries(self.content, what) for what in READ_FIELDS}
        codes = {what: self._codes(what, entries) for what, entries in lists.items()}
        self._refuse_unknown_directions(codes["indicators"])
        elements = self._made(lists["dataElements"], "dataElements", codes, self._element)
        constants = self._made(lists["constants"], "constants", codes, _constant)
        references = References(
            elements={uid: code for uid, code in codes["dataElements"].items() if code in elements},
            options=codes["categoryOptionCombos"] | _default_options(lists["categoryOptionCombos"]),
            constants={uid: code for uid, code in codes["constants"].items() if code in constants},
            indicators=codes["indicators"],
            reasons={remark.id: remark.why for remark in self.left_out},
        )
        factors = {entry["id"]: entry.get("factor") for entry in lists["indicatorTypes"]}

        def indicator(entry: Mapping[str, Any], code: str) -> Indicator:
            return self._indicator(entry, code, references, factors)

        indicators = self._made(lists["indicators"], "indicators", codes, indicator)
        self._without_nested(indicators, codes["indicators"])
        self._note_rest(lists, bool(indicators))
        return Conversion(Definitions(elements, constants, indicators), tuple(self.left_out), tuple(self.changed))

    def _codes(self, what: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """The code of each uid; the uid itself where there is no code, or none that a formula can name."""
        found: dict[str, str] = {}
        for entry in entries:
            uid, code = entry["id"], entry.get("code")
            if code is not None and (not isinstance(code, str) or CODE.fullmatch(code) is None):
                if what != "indicatorTypes":
                    self.changed.append(Remark(what, uid, f"its uid is its code: no formula can name {code!r:.60}"))
                code = None
            found[uid] = code or uid
        if what != "indicatorTypes":
            _refuse_collision(what, found)
        return found

    def _made(
        self,
        entries: Sequence[Mapping[str, Any]],
        what: str,
        codes: Mapping[str, Mapping[str, str]],
        make: Callable[[Mapping[str, Any], str], Made],
    ) -> dict[str, Made]:
        found = {}
        for entry in entries:
            code = codes[what][entry["id"]]
            try:
                found[code] = make(entry, code)
            except NotCarried as reason:
                self.left_out.append(Remark(what, entry["id"], str(reason)))
        return found

    def _element(self, entry: Mapping[str, Any], code: str) -> DataElement:
        kind = entry.get("aggregationType")
        if (domain := entry.get("domainType", "AGGREGATE")) != "AGGREGATE":
            raise NotCarried(f"domainType {domain}: only aggregate values are computed with")
        if (value := entry.get("valueType", "NUMBER")) not in NUMERIC:
            raise NotCarried(f"valueType {value}: it is no number")
        if not isinstance(kind, str) or kind not in AGGREGATIONS:
            raise NotCarried(f"aggregationType {kind}: no rule across units and over time does this")
        across_units, over_time, difference = AGGREGATIONS[kind]
        if difference:
            self.changed.append(Remark("dataElements", entry["id"], f"aggregationType {kind}: {difference}"))
        return DataElement(code, across_units, over_time, name=_name(entry))

    def _indicator(
        self, entry: Mapping[str, Any], code: str, references: References, factors: Mapping[str, Any]
    ) -> Indicator:
        if entry.get("annualized") is True:
            raise NotCarried("annualized: a formula here does not know how many days its period has")
        numerator, denominator = (_expression(entry, side, references) for side in ("numerator", "denominator"))
        formula = f"{_factor(entry, factors)} * ({numerator}) / ({denominator})"
        try:
            parse(formula)
        except BadFormula as error:
            raise NotCarried(f"its formula is not understood: {error}") from None
        decimals = entry.get("decimals")
        if decimals is not None and (isinstance(decimals, bool) or not isinstance(decimals, int) or decimals < 0):
            raise NotCarried(f"decimals {decimals!r:.40}: expected a whole number")
        return Indicator(code, formula, self.frequency, self._direction(entry, code), decimals, _name(entry))

    def _refuse_unknown_directions(self, indicators: Mapping[str, str]) -> None:
        for code in self.directions.each:
            if code not in indicators and code not in indicators.values():
                raise BadDefinition(f"a direction is given for {code!r}, which is no indicator of the export")

    def _direction(self, entry: Mapping[str, Any], code: str) -> Direction:
        each = self.directions.each
        found = each.get(code) or each.get(entry["id"]) or self.directions.rest
        if found is None:
            raise BadDefinition(f"indicator {code!r} ({entry['id']}): no direction given, and DHIS2 has none")
        return found

    def _without_nested(self, indicators: dict[str, Indicator], codes: Mapping[str, str]) -> None:
        """Leave out what names an indicator that is left out or, in the end, itself."""
        uids = {code: uid for uid, code in codes.items()}
        named = {code: set(parse(one.formula).indicators) for code, one in indicators.items()}
        kept: set[str] = set()
        while ready := {code for code, needs in named.items() if code not in kept and needs <= kept}:
            kept |= ready
        for code in [code for code in indicators if code not in kept]:
            needs = ", ".join(sorted(named[code] - kept))
            why = f"its formula names indicators that are left out or that name it in turn: {needs}"
            self.left_out.append(Remark("indicators", uids[code], why))
            del indicators[code]

    def _note_rest(self, lists: Mapping[str, Sequence[Mapping[str, Any]]], any_indicator: bool) -> None:
        for what, entries in lists.items():
            for name in sorted(set().union(*entries) - READ_FIELDS[what]):
                self.left_out.append(Remark(what, "", f"field {name} is no part of a definition"))
        for name in sorted(self.content.keys() - READ_FIELDS.keys()):
            self.left_out.append(Remark(name, "", "no part of definitions"))
        if any_indicator:
            self.changed.append(Remark("indicators", "", f"frequency is {self.frequency}, as given: DHIS2 has none"))


def _entries(content: Mapping[str, Any], what: str) -> list[Mapping[str, Any]]:
    entries = content.get(what, [])
    if not isinstance(entries, list):
        raise BadDefinition(f"{what}: expected a list")
    seen = set()
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not CODE.fullmatch(entry["id"]):
            raise BadDefinition(f"{what}, entry {number}: expected an object with an id")
        if entry["id"] in seen:
            raise BadDefinition(f"{what}, entry {number}: id {entry['id']!r} stands twice")
        seen.add(entry["id"])
    return entries


def _refuse_collision(what: str, codes: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    for uid, code in codes.items():
        if code in owners:
            raise BadDefinition(f"{what}: {owners[code]} and {uid} both have the code {code!r}")
        owners[code] = uid


def _default_options(entries: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    return {entry["id"]: None for entry in entries if entry.get("name") == DEFAULT_OPTION}


def _name(entry: Mapping[str, Any]) -> str | None:
    name = entry.get("name")
    return name if isinstance(name, str) and name.strip() else None


def _constant(entry: Mapping[str, Any], code: str) -> float:
    return _figure(entry.get("value"), f"constant {code!r}")


def _figure(value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotCarried(f"{what} is {value!r:.40}: expected a number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise NotCarried(f"{what} is too large for a double")
    return number


def _factor(entry: Mapping[str, Any], factors: Mapping[str, Any]) -> str:
    kind = entry.get("indicatorType")
    if not isinstance(kind, dict):
        raise NotCarried("no indicatorType, which says the factor")
    factor = kind.get("factor", factors.get(kind.get("id", "")))
    if factor is None:
        raise NotCarried(f"the factor of indicatorType {kind.get('id')} is not in the export")
    number = _figure(factor, "the factor of its indicatorType")
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _expression(entry: Mapping[str, Any], side: str, references: References) -> str:
    text = entry.get(side)
    if not isinstance(text, str) or not text.strip():
        raise NotCarried(f"{side} is empty")
    try:
        found = rewritten(text.strip(), references)
    except NotCarried as reason:
        raise NotCarried(f"{side}: {reason}") from None
    try:
        parse(found)  # by itself: `1) * (2` is a formula once it stands in parentheses
    except BadFormula as error:
        raise NotCarried(f"{side} is not understood: {error}") from None
    return found


def remarks(conversion: Conversion) -> Iterator[str]:
    """A line for each thing that is left out, then for each that is changed."""
    yield from (f"left out: {remark}" for remark in conversion.left_out)
    yield from (f"changed: {remark}" for remark in conversion.changed)
