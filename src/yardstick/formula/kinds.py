"""Which arguments each function takes, and what it gives: formulas are checked before anything is computed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from yardstick.formula.tree import Call, Kind, Literal, Node, fault, walk

MOST_PLACES = 15  # a double has no more digits than that


@dataclass(frozen=True, slots=True)
class Signature:
    """Kinds of the arguments; the last is repeated from `least` up to `most` times (`None`: any number).

    Where `gives` is `ANY` the result is of the kind of the arguments that are `ANY`, which must all agree.
    """

    takes: tuple[Kind, ...]
    gives: Kind
    least: int
    most: int | None

    def kind_at(self, place: int) -> Kind:
        """What the argument at a place (from 0) must be."""
        return self.takes[min(place, len(self.takes) - 1)]


NUMBER, BOOLEAN, TEXT, ANY = Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT, Kind.ANY


def _fixed(*takes: Kind, gives: Kind) -> Signature:
    return Signature(takes, gives, len(takes), len(takes))


ARITHMETIC = dict.fromkeys("+ - * / % ^".split(), _fixed(NUMBER, NUMBER, gives=NUMBER))
ORDER = dict.fromkeys("< > <= >=".split(), _fixed(ANY, ANY, gives=BOOLEAN))
EQUALITY = dict.fromkeys("== !=".split(), _fixed(ANY, ANY, gives=BOOLEAN))
LOGIC = dict.fromkeys("&& ||".split(), _fixed(BOOLEAN, BOOLEAN, gives=BOOLEAN))
PREFIXES = {"negate": _fixed(NUMBER, gives=NUMBER), "not": _fixed(BOOLEAN, gives=BOOLEAN)}

FUNCTIONS = {
    "if": _fixed(BOOLEAN, ANY, ANY, gives=ANY),
    "isNull": _fixed(ANY, gives=BOOLEAN),
    "isNotNull": _fixed(ANY, gives=BOOLEAN),
    "firstNonNull": Signature((ANY,), ANY, 1, None),
    "greatest": Signature((NUMBER,), NUMBER, 1, None),
    "least": Signature((NUMBER,), NUMBER, 1, None),
    "log": Signature((NUMBER,), NUMBER, 1, 2),
    "log10": _fixed(NUMBER, gives=NUMBER),
    "round": Signature((NUMBER,), NUMBER, 1, 2),
    "removeZeros": _fixed(NUMBER, gives=NUMBER),
    "contains": Signature((TEXT,), BOOLEAN, 2, None),
    "containsItems": Signature((TEXT,), BOOLEAN, 2, None),
}
# Over the values of several periods; the fraction of a percentile comes first.
AGGREGATES = {
    **dict.fromkeys(
        "sum avg count min max median stddev stddevPop stddevSamp variance".split(), _fixed(NUMBER, gives=NUMBER)
    ),
    "percentileCont": _fixed(NUMBER, NUMBER, gives=NUMBER),
}
SIGNATURES = ARITHMETIC | ORDER | EQUALITY | LOGIC | PREFIXES | FUNCTIONS | AGGREGATES

_BY_UNIT = "a formula here knows operands and constants, not which unit it is computed for"
_EVENT = "it belongs to programs of single events"
_SPACE = "how values come together is a rule of the data element"
REFUSED = {
    "periodOffset": "write an aggregate over periods or a data element of its own",
    "aggregationType": _SPACE,
    "subExpression": _SPACE,
    "minDate": "which periods count is a rule of the indicator",
    "maxDate": "which periods count is a rule of the indicator",
    "yearToDate": "take a data element that is reported as a running total",
    "periodInYear": "a formula here does not know its period",
    "yearlyPeriodCount": "a formula here does not know its period",
    "normDistCum": "compute it outside and report it",
    "normDistDensity": "compute it outside and report it",
    **dict.fromkeys("orgUnit.ancestor orgUnit.dataSet orgUnit.group orgUnit.program".split(), _BY_UNIT),
    **dict.fromkeys(
        "d2:count d2:condition d2:daysBetween d2:hasValue d2:relationshipCount d2:zing d2:oizp d2:zpvc".split(), _EVENT
    ),
}

ROLES: dict[Kind, str] = {
    NUMBER: "a number", BOOLEAN: "a condition such as #{A} > 0", TEXT: "a text in quotes", ANY: "a value",
}  # fmt: skip


def known_functions() -> tuple[str, ...]:
    """Every function there is, in the order of the alphabet."""
    return tuple(sorted(FUNCTIONS | AGGREGATES, key=str.lower))


def typed(name: str, arguments: tuple[Node, ...], column: int) -> Call:
    """The call with its kind; `BadFormula` where arguments are too few, too many or of the wrong kind."""
    signature = SIGNATURES[name]
    _check_count(name, signature, len(arguments), column)
    shared = ANY
    for place, argument in enumerate(arguments):
        asked = signature.kind_at(place)
        if asked is ANY:
            shared = _agreed(shared, argument)
        elif argument.kind not in (asked, ANY):
            raise fault(
                f"{_role(name, place)} is {ROLES[asked]}, not {_named(argument)}", argument.column, (ROLES[asked],)
            )
    for check in CHECKS.get(name, ()):
        check(arguments, column)
    kinds = tuple(
        shared if signature.kind_at(place) is ANY else signature.kind_at(place) for place in range(len(arguments))
    )
    given = tuple(_as_kind(argument, kind) for argument, kind in zip(arguments, kinds, strict=True))
    return Call(name, given, shared if signature.gives is ANY else signature.gives, column)


def _agreed(shared: Kind, argument: Node) -> Kind:
    if shared is ANY or argument.kind in (shared, ANY):
        return argument.kind if shared is ANY else shared
    raise fault(f"expected {ROLES[shared]} as before it, found {_named(argument)}", argument.column, (ROLES[shared],))


def _as_kind(argument: Node, kind: Kind) -> Node:
    """What is only `null` takes the kind that stands beside it."""
    if argument.kind is not ANY or kind is ANY:
        return argument
    if isinstance(argument, Literal):
        return replace(argument, kind=kind)
    assert isinstance(argument, Call)
    signature = SIGNATURES[argument.name]
    given = tuple(
        _as_kind(one, kind) if signature.kind_at(place) is ANY else one for place, one in enumerate(argument.arguments)
    )
    return replace(argument, arguments=given, kind=kind)


def _check_count(name: str, signature: Signature, count: int, column: int) -> None:
    if count < signature.least or (signature.most is not None and count > signature.most):
        if signature.most is None:
            asked = f"at least {signature.least}"
        elif signature.least == signature.most:
            asked = str(signature.least)
        else:
            asked = f"{signature.least} or {signature.most}"
        raise fault(
            f"{name} takes {asked} argument{'' if asked.endswith(' 1') or asked == '1' else 's'}, not {count}", column
        )


def _role(name: str, place: int) -> str:
    if name in FUNCTIONS or name in AGGREGATES:
        return f"argument {place + 1} of {name}"
    return f"what {'-' if name == 'negate' else name} is applied to"


def _named(argument: Node) -> str:
    return ROLES[argument.kind]


def _whole_places(arguments: tuple[Node, ...], column: int) -> None:
    if len(arguments) < 2:
        return
    places = arguments[1]
    if isinstance(places, Call) and places.name == "negate":
        places = places.arguments[0]
    value = places.value if isinstance(places, Literal) else None
    if not isinstance(value, float) or value != int(value) or value > MOST_PLACES:
        asked = f"a whole number from -{MOST_PLACES} to {MOST_PLACES}"
        raise fault(f"argument 2 of round is {asked}", arguments[1].column, (asked,))


def _fraction(arguments: tuple[Node, ...], column: int) -> None:
    value = arguments[0].value if isinstance(arguments[0], Literal) else None
    if not isinstance(value, float) or not 0 <= value <= 1:
        raise fault(
            "argument 1 of percentileCont is a number from 0 to 1", arguments[0].column, ("a number from 0 to 1",)
        )


def _no_aggregate_inside(arguments: tuple[Node, ...], column: int) -> None:
    for argument in arguments:
        for node in walk(argument):
            if isinstance(node, Call) and node.name in AGGREGATES:
                raise fault(f"{node.name} cannot stand inside another function over periods", node.column)


CHECKS: dict[str, tuple[Callable[[tuple[Node, ...], int], None], ...]] = {
    "round": (_whole_places,),
    **dict.fromkeys(AGGREGATES, (_no_aggregate_inside,)),
    "percentileCont": (_fraction, _no_aggregate_inside),
}
