"""What is collected and what is computed from it: data elements, constants, indicators, as one checked set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from yardstick.errors import BadDefinition
from yardstick.json_input import number_of, object_of, read_json, text_of
from yardstick.periods import Frequency
from yardstick.progress import Direction


class Rule(StrEnum):
    """How values become one, across units or over time; `LAST` only over time."""

    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"
    LAST = "last"
    NONE = "none"


ACROSS_UNITS = (Rule.SUM, Rule.MEAN, Rule.MIN, Rule.MAX, Rule.NONE)
OVER_TIME = (Rule.SUM, Rule.MEAN, Rule.MIN, Rule.MAX, Rule.LAST, Rule.NONE)
FREQUENCIES = tuple(Frequency)

Entry = TypeVar("Entry", "DataElement", "Indicator")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class DataElement:
    """Something collected; `weight` is the code of the element that weighs its means, `None` for plain ones.

    One that is reported as a running total (since the first day of the year, say) takes `Rule.LAST` over time.
    `name` and `unit` are for display.
    """

    code: str
    across_units: Rule
    over_time: Rule
    weight: str | None = None
    name: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something computed: `formula` over data elements and constants, a value for each period of `frequency`.

    `decimals` is for display and never rounds a value. `version` tells definitions of one code apart; one is in force
    from the day `valid_from` on (`None`: from ever) until the next is. `source` says where the figures come from.
    """

    code: str
    formula: str
    frequency: Frequency
    direction: Direction
    decimals: int | None = None
    name: str | None = None
    unit: str | None = None
    version: int = 1
    valid_from: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Definitions:
    """One set, keyed by code, in the order of the file.

    `indicators` has the last version of each; `earlier` those before, a code's in their order. `constants` are finite
    doubles, which formulas take by `C{code}`. What is made by hand is not checked as
    `parse_definitions` checks it; a reference to a code that is not here is refused where the formula is used.
    """

    data_elements: Mapping[str, DataElement]
    constants: Mapping[str, float] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    earlier: tuple[Indicator, ...] = ()

    @property
    def changes(self) -> list[date]:
        """The days on which a version of any indicator comes into force, in order, each once."""
        days = {one.valid_from for one in (*self.indicators.values(), *self.earlier) if one.valid_from is not None}
        return sorted(days)

    def in_force(self, on: date) -> "Definitions":
        """The set as it is on a day: the version of each indicator in force then, without those that have none yet.

        Indicators stay in the order of the set.
        """
        found: dict[str, Indicator] = {}
        for one in (*self.earlier, *self.indicators.values()):  # a code's versions in their order
            if one.valid_from is None or one.valid_from <= on:
                found[one.code] = one
        return replace(self, indicators={code: found[code] for code in self.indicators if code in found}, earlier=())


def read_definitions(path: Path) -> Definitions:
    """Read a set from a JSON file; `BadDefinition` names the file, the code and the field at fault."""
    content = read_json(path)
    try:
        return parse_definitions(content)
    except BadDefinition as error:
        raise BadDefinition(f"{path}: {error}") from None


def parse_definitions(content: Any) -> Definitions:
    """Check the content of a set and take it apart; `BadDefinition` names the code and the field."""
    whole = object_of(content, "the file", {"data_elements"}, {"constants", "indicators"})
    elements = _by_code(whole["data_elements"], "data_elements", _element)
    for element in elements.values():
        if element.weight is not None and element.weight not in elements:
            raise BadDefinition(f"data element {element.code!r}: weight {element.weight!r} is no data element")
        if element.weight is not None and elements[element.weight].weight is not None:
            raise BadDefinition(f"data element {element.code!r}: its weight {element.weight!r} has a weight itself")
    constants = whole.get("constants", {})
    if not isinstance(constants, dict):
        raise BadDefinition("constants: expected an object of numbers")
    indicators, earlier = _versions(_list(whole.get("indicators", []), "indicators", _indicator))
    return Definitions(
        data_elements=elements,
        constants={code: number_of(value, f"constant {code!r}") for code, value in constants.items()},
        indicators=indicators,
        earlier=earlier,
    )


def _versions(listed: Sequence[Indicator]) -> tuple[dict[str, Indicator], tuple[Indicator, ...]]:
    """The last version of each code, in the order that codes are first met, and those before, in theirs."""
    by_code: dict[str, list[Indicator]] = {}
    for one in listed:
        by_code.setdefault(one.code, []).append(one)
    for code, versions in by_code.items():
        versions.sort(key=lambda one: one.version)
        for one, later in pairwise(versions):
            if one.version == later.version:
                raise BadDefinition(f"indicator {code!r}: version {one.version} is defined twice")
            if later.valid_from is None:
                raise BadDefinition(
                    f"indicator {code!r}: version {later.version} needs valid_from, there is one before"
                )
            if one.valid_from is not None and one.valid_from >= later.valid_from:
                raise BadDefinition(
                    f"indicator {code!r}: version {later.version} must be valid from a later day than {one.version}"
                )
    earlier = tuple(one for versions in by_code.values() for one in versions[:-1])
    return {code: versions[-1] for code, versions in by_code.items()}, earlier


def _element(entry: Any, where: str) -> DataElement:
    fields = object_of(entry, where, {"code", "across_units", "over_time"}, {"weight", "name", "unit"})
    code = text_of(fields["code"], f"{where}: code")
    where = f"data element {code!r}"
    weight = fields.get("weight")
    return DataElement(
        code=code,
        across_units=_choice(fields["across_units"], ACROSS_UNITS, f"{where}: across_units"),
        over_time=_choice(fields["over_time"], OVER_TIME, f"{where}: over_time"),
        weight=None if weight is None else text_of(weight, f"{where}: weight"),
        name=_optional_text(fields.get("name"), f"{where}: name"),
        unit=_optional_text(fields.get("unit"), f"{where}: unit"),
    )


def _indicator(entry: Any, where: str) -> Indicator:
    optional = {"decimals", "name", "unit", "version", "valid_from", "source"}
    fields = object_of(entry, where, {"code", "formula", "frequency", "direction"}, optional)
    code = text_of(fields["code"], f"{where}: code")
    where = f"indicator {code!r}"
    return Indicator(
        code=code,
        formula=text_of(fields["formula"], f"{where}: formula"),
        frequency=_choice(fields["frequency"], FREQUENCIES, f"{where}: frequency"),
        direction=_choice(fields["direction"], tuple(Direction), f"{where}: direction"),
        decimals=_whole(fields.get("decimals"), f"{where}: decimals", least=0),
        name=_optional_text(fields.get("name"), f"{where}: name"),
        unit=_optional_text(fields.get("unit"), f"{where}: unit"),
        version=_whole(fields.get("version"), f"{where}: version", least=1) or 1,
        valid_from=_day(fields.get("valid_from"), f"{where}: valid_from"),
        source=_optional_text(fields.get("source"), f"{where}: source"),
    )


def _by_code(content: Any, where: str, make: Callable[[Any, str], Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for number, made in enumerate(_list(content, where, make), start=1):
        if made.code in found:
            raise BadDefinition(f"{where}, entry {number}: {made.code!r} is defined twice")
        found[made.code] = made
    return found


def _list(content: Any, where: str, make: Callable[[Any, str], Entry]) -> list[Entry]:
    if not isinstance(content, list):
        raise BadDefinition(f"{where}: expected a list")
    return [make(entry, f"{where}, entry {number}") for number, entry in enumerate(content, start=1)]


def _choice(value: Any, choices: Sequence[Choice], where: str) -> Choice:
    for choice in choices:
        if value == choice.value:
            return choice
    raise BadDefinition(f"{where}: {value!r}; expected one of {', '.join(choices)}")


def _optional_text(value: Any, where: str) -> str | None:
    return None if value is None else text_of(value, where)


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:
        raise BadDefinition(f"{where}: expected a day like 2025-07-01")
    return day


def _whole(value: Any, where: str, *, least: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():  # JSON has one kind of number: 2.0 is 2
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadDefinition(f"{where}: expected a whole number from {least}")
    return value
