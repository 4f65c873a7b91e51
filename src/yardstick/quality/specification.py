"""From a JSON file to what is checked: the fields are those of `schemas/quality.schema.json`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from yardstick.definitions import ACROSS_UNITS
from yardstick.definitions import Rule as Across
from yardstick.errors import BadDefinition, BadFormula
from yardstick.formula import Kind, parse
from yardstick.json_input import read_json
from yardstick.periods import Frequency
from yardstick.quality.fields import Fields, number
from yardstick.quality.settings import (
    MEASURES,
    PARTS,
    Combine,
    Form,
    Importance,
    Limits,
    Missing,
    Operator,
    OutlierSettings,
    Rule,
    ScoreSettings,
    Side,
    Specification,
    SuspicionSettings,
)

TOP = ("rules", "elements", "forms", "constants", "timeliness", "outliers", "suspicion", "score")
RULE = ("code", "left", "operator", "right", "missing")
RULE_OPTIONAL = (
    "name", "importance", "tolerance", "tolerance_percent", "frequency", "levels", "units", "level",
)  # fmt: skip
Made = TypeVar("Made")


def read_specification(path: Path) -> Specification:
    """Read and check a file; `BadDefinition` names the file, the entry and the field."""
    content = read_json(path)
    try:
        return parse_specification(content)
    except BadDefinition as error:
        raise BadDefinition(f"{path}: {error}") from None


def parse_specification(content: Any) -> Specification:
    """Check the content of a file and take it apart; `BadDefinition` names the entry and the field."""
    fields = Fields(content, "the file", (), TOP)
    constants = fields.raw("constants", {})
    if not isinstance(constants, dict):
        raise BadDefinition("constants: expected an object of numbers")
    known = {code: number(value, f"constant {code!r}") for code, value in constants.items()}
    limits = _by_code(fields.raw("elements", []), "elements", _limits)
    forms = _by_code(fields.raw("forms", []), "forms", _form)
    _refuse_twice_due(tuple(forms.values()))
    rules = tuple(_by_code(fields.raw("rules", []), "rules", lambda one, at: _rule(one, at, known)).values())
    for rule in rules:
        _refuse_unstated(rule, limits)
    return Specification(
        rules=rules,
        limits=limits,
        forms=tuple(forms.values()),
        constants=known,
        timeliness=fields.flag("timeliness", default=False),
        outliers=_outliers(fields.raw("outliers", {})),
        suspicion=_suspicion(fields.raw("suspicion", {})),
        score=_score(fields.raw("score", {})),
    )


def _by_code(content: Any, where: str, make: Callable[[Any, str], tuple[str, Made]]) -> dict[str, Made]:
    if not isinstance(content, list):
        raise BadDefinition(f"{where}: expected a list")
    found: dict[str, Made] = {}
    for place, entry in enumerate(content, start=1):
        code, made = make(entry, f"{where}, entry {place}")
        if code in found:
            raise BadDefinition(f"{where}, entry {place}: {code!r} is defined twice")
        found[code] = made
    return found


def _rule(entry: Any, where: str, constants: Mapping[str, float]) -> tuple[str, Rule]:
    fields = Fields(entry, where, RULE, RULE_OPTIONAL)
    code = fields.text("code")
    fields.where = f"rule {code!r}"
    missing = _missing(fields)
    return code, Rule(
        code=code,
        left=Side(_formula(fields, "left", constants), missing[0]),
        operator=fields.choice("operator", Operator),
        right=Side(_formula(fields, "right", constants), missing[1]),
        importance=fields.choice("importance", Importance, Importance.MEDIUM),
        tolerance=fields.number("tolerance", 0.0, least=0),
        tolerance_percent=fields.number("tolerance_percent", 0.0, least=0),
        frequency=_optional_frequency(fields),
        levels=fields.texts("levels"),
        units=fields.texts("units"),
        name=fields.text("name", code),
        level=_level(fields),
    )


def _level(fields: Fields) -> str | None:
    level = None if fields.raw("level") is None else fields.text("level")
    if level is not None and fields.texts("levels"):
        raise BadDefinition(f"{fields.where}: level: values are rolled up to one level; leave out levels")
    return level


def _refuse_unstated(rule: Rule, limits: Mapping[str, Limits]) -> None:
    """A rule at a level needs to be told how values come together: a sum of percentages would be nothing."""
    for code in rule.elements if rule.level is not None else ():
        if code not in limits or limits[code].across_units is None:
            raise BadDefinition(
                f"rule {rule.code!r}: level: state across_units of {code!r} among the elements"
                f" ({', '.join(ACROSS_UNITS)})"
            )


def _missing(fields: Fields) -> tuple[Missing, Missing]:
    """One strategy for both sides, or one for each."""
    given = fields.raw("missing")
    if not isinstance(given, dict):
        both = fields.choice("missing", Missing)
        return both, both
    sides = Fields(given, f"{fields.where}: missing", ("left", "right"), ())
    return sides.choice("left", Missing), sides.choice("right", Missing)


def _formula(fields: Fields, name: str, constants: Mapping[str, float]) -> Any:
    where = f"{fields.where}: {name}"
    try:
        formula = parse(fields.text(name))
    except BadFormula as error:
        raise BadDefinition(f"{where}: {error}") from None
    if formula.indicators or formula.aggregated:
        raise BadDefinition(f"{where}: a rule compares reported values: no N{{…}} and no function over periods")
    if formula.kind is not Kind.NUMBER:
        raise BadDefinition(f"{where}: gives {formula.kind}, expected a number")
    for code in formula.constants:
        if code not in constants:
            raise BadDefinition(f"{where}: C{{{code}}} is not among the constants")
    return formula


def _optional_frequency(fields: Fields) -> Frequency | None:
    return None if fields.raw("frequency") is None else fields.choice("frequency", Frequency)


def _limits(entry: Any, where: str) -> tuple[str, Limits]:
    fields = Fields(entry, where, ("code",), ("measure", "minimum", "maximum", "whole", "steady", "across_units"))
    code = fields.text("code")
    fields.where = f"element {code!r}"
    measure = fields.text("measure", "any")
    if measure not in MEASURES:
        raise BadDefinition(f"{fields.where}: measure: {measure!r}; expected one of {', '.join(MEASURES)}")
    usual = MEASURES[measure]
    limits = Limits(
        minimum=fields.bound("minimum", usual.minimum),
        maximum=fields.bound("maximum", usual.maximum),
        whole=fields.flag("whole", default=usual.whole),
        steady=fields.flag("steady", default=False),
        across_units=_across(fields),
    )
    if limits.minimum is not None and limits.maximum is not None and limits.minimum > limits.maximum:
        raise BadDefinition(f"{fields.where}: minimum {limits.minimum:g} is over maximum {limits.maximum:g}")
    return code, limits


def _across(fields: Fields) -> Across | None:
    value = fields.raw("across_units")
    if value is not None and value not in ACROSS_UNITS:
        expected = ", ".join(ACROSS_UNITS)
        raise BadDefinition(f"{fields.where}: across_units: {value!r}; expected one of {expected}")
    return None if value is None else Across(value)


def _form(entry: Any, where: str) -> tuple[str, Form]:
    fields = Fields(entry, where, ("code", "elements", "frequency"), ("levels", "units", "due_days"))
    code = fields.text("code")
    fields.where = f"form {code!r}"
    elements = fields.texts("elements")
    if not elements:
        raise BadDefinition(f"{fields.where}: elements: expected at least one")
    return code, Form(
        code=code,
        elements=elements,
        frequency=fields.choice("frequency", Frequency),
        levels=fields.texts("levels"),
        units=fields.texts("units"),
        due_days=fields.whole("due_days", 15, least=0),
    )


def _refuse_twice_due(forms: Sequence[Form]) -> None:
    """One element at one frequency has one day it is due on."""
    due: dict[tuple[str, Frequency], Form] = {}
    for form in forms:
        for element in form.elements:
            other = due.setdefault((element, form.frequency), form)
            if other.due_days != form.due_days:
                raise BadDefinition(
                    f"form {form.code!r}: {element!r} is due after {form.due_days} days here"
                    f" and after {other.due_days} in form {other.code!r}"
                )


def _outliers(content: Any) -> OutlierSettings:
    usual = OutlierSettings()
    fields = Fields(content, "outliers", (), ("threshold", "least", "history", "peers"))
    return OutlierSettings(
        threshold=fields.number("threshold", usual.threshold, least=0),
        least=fields.whole("least", usual.least, least=2),
        history=fields.flag("history", default=usual.history),
        peers=fields.flag("peers", default=usual.peers),
    )


def _suspicion(content: Any) -> SuspicionSettings:
    usual = SuspicionSettings()
    fields = Fields(content, "suspicion", (), ("repeated", "copied", "shift"))
    return SuspicionSettings(
        repeated=fields.whole("repeated", usual.repeated, least=2),
        copied=fields.whole("copied", usual.copied, least=1),
        shift=fields.whole("shift", usual.shift, least=2),
    )


def _score(content: Any) -> ScoreSettings:
    usual = ScoreSettings()
    fields = Fields(content, "score", (), ("weights", "combine", "importance", "outlier", "discount"))
    weights = _numbers(fields.raw("weights"), "score: weights", PARTS, usual.weights, most=1e6)
    if not any(weights.values()):
        raise BadDefinition("score: weights: expected at least one over 0")
    levels = _numbers(
        fields.raw("importance"), "score: importance", tuple(Importance), {**usual.importance}, most=1
    )  # fmt: skip
    return ScoreSettings(
        weights=weights,
        combine=fields.choice("combine", Combine, usual.combine),
        importance={level: levels[level] for level in Importance},
        outlier=fields.number("outlier", usual.outlier, least=0, most=1),
        discount=fields.number("discount", usual.discount, least=0, most=1),
    )


def _numbers(
    content: Any, where: str, names: Sequence[str], usual: Mapping[Any, float], *, most: float
) -> dict[str, float]:
    """All of them stated, or none."""
    if content is None:
        return {name: usual[name] for name in names}
    fields = Fields(content, where, names, ())
    return {name: number(fields.raw(name), f"{where}: {name}", least=0, most=most) for name in names}
