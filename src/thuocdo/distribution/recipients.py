"""What the lines of "Nơi nhận" mean: bodies, classes that a person must confirm, and what nobody could tell."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thuocdo.directives.models import Directive
from thuocdo.directives.rules import is_party_document
from thuocdo.distribution.rules import PrintedLine, printed_line
from thuocdo.foundation.errors import BadInput
from thuocdo.organisations.matching import MatchKind, current_matcher
from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.reach import home_of, narrowed
from thuocdo.organisations.services import members
from thuocdo.organisations.typed import named_bodies
from thuocdo.review.naming import GROUP, Ground, Reading, certain, group_size, read_names

UNCLEAR = {MatchKind.UNKNOWN, MatchKind.CLASS_WITHOUT_RULE}
MOST_NAMES = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One name on the form. `index` names its fields; `reading` is None where the line names no recipient."""

    index: int
    text: str
    name: str
    reading: Reading | None = None
    count: int = 0
    is_typed: bool = False

    @property
    def is_class(self) -> bool:
        """Whether it stands for all members of a group."""
        return self.reading is not None and self.reading.kind is MatchKind.GROUP

    @property
    def is_sure(self) -> bool:
        """Whether exactly one body is meant, so that it may be ticked from the start."""
        return self.reading is not None and not self.reading.question and self.reading.group is None

    @property
    def needs_choice(self) -> bool:
        """Whether a person must say which of the options is meant."""
        return self.reading is not None and bool(self.reading.options) and not self.is_class and not self.is_settled

    @property
    def is_settled(self) -> bool:
        """Whether the matcher alone was sure of one body."""
        return self.reading is not None and not self.reading.question and not self.reading.choice


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body to which a directive is sent, as what it was printed, and whether only as a member of a class."""

    body: Organisation
    printed: str
    is_of_class: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person chose on the form: lines that are ticked, and what unclear ones mean, both by index."""

    ticked: Collection[int] = ()
    choices: Mapping[int, str] | None = None


def lines_of(
    directive: Directive, *, typed: Sequence[str], sender: Organisation, on: date, asked: Asked | None = None
) -> list[Line]:
    """The lines of "Nơi nhận" and the typed ones, read on its own day for the bodies of today. A few queries."""
    ground = _ground(directive, sender, on=on)
    if ground is None:
        return []
    printed = [(printed_line(text), False) for text in directive.recipients]
    printed += [(printed_line(text), True) for text in typed]
    named = list(chain.from_iterable(_names(line, ground, is_typed) for line, is_typed in printed))[:MOST_NAMES]
    asked = asked or Asked()
    choices = {
        name: asked.choices[n] for n, (_line, name, _t) in enumerate(named) if asked.choices and n in asked.choices
    }
    readings = _read([name for line, name, _t in named if not line.is_filing], ground, choices, asked, named)
    sizes = dict[str, int]()
    found = []
    for n, (line, name, is_typed) in enumerate(named):
        reading = readings.get(name) if not line.is_filing else None
        count = _count(reading, ground.home, sizes, on) if reading is not None else 0
        found.append(Line(n, line.text, name, reading, count, is_typed))
    return found


def recipients_of(lines: Iterable[Line], *, sender: Organisation, on: date) -> list[Recipient]:
    """The bodies that the chosen lines mean, each once, the sender left out; BadInput for an open question."""
    found: dict[int, Recipient] = {}
    for line in lines:
        reading = line.reading
        if reading is None or reading.question:
            why = reading.question if reading else _("Dòng này không nêu cơ quan nhận.")
            raise BadInput(f"“{line.name}”: {why}", field="to")
        meant = certain([reading])
        each = [Recipient(body, line.name) for body in meant.bodies]
        each += [
            Recipient(body, line.name, is_of_class=True) for group in meant.groups for body in members(group, on=on)
        ]
        for one in each:
            known = found.get(one.body.pk)
            found[one.body.pk] = one if known is None or known.is_of_class else known
    found.pop(sender.pk, None)
    return list(found.values())


def _ground(directive: Directive, sender: Organisation, *, on: date) -> Ground | None:
    programme = next(iter(directive.programmes.all()), None)
    if programme is None:
        return None
    day = directive.signed_on or directive.event_on or on
    is_party = is_party_document(directive.text)
    return Ground(day=day, on=on, is_party=is_party, programme=programme, home=home_of(sender))


def _names(line: PrintedLine, ground: Ground, is_typed: bool) -> list[tuple[PrintedLine, str, bool]]:
    """The line as a whole where it is understood, else the names that it lists where any of them is."""
    if line.is_filing:
        return [(line, line.text, is_typed)]
    matcher = current_matcher()
    kinds = [matcher.match(name, on=ground.day, party_document=ground.is_party).kind for name in line.names]
    within = kinds[1:]
    is_listed = kinds[0] in UNCLEAR and any(kind not in UNCLEAR for kind in within)
    return [(line, name, is_typed) for name in (line.names[1:] if is_listed else line.names[:1])]


def _read(
    names: Sequence[str], ground: Ground, choices: Mapping[str, str], asked: Asked,
    named: Sequence[tuple[PrintedLine, str, bool]],
) -> dict[str, Reading]:  # fmt: skip
    """What each name means. The tick on a class is its confirmation."""
    first = {reading.printed: reading for reading in read_names(names, ground, choices)}
    ticked = {name for n, (_line, name, _t) in enumerate(named) if n in asked.ticked}
    confirmed = {
        name: reading.options[0].value
        for name, reading in first.items()
        if name in ticked and reading.kind is MatchKind.GROUP and reading.options
    }
    if not confirmed:
        return first
    again = read_names(list(confirmed), ground, confirmed)
    return first | {reading.printed: reading for reading in again}


def _count(reading: Reading, home: str, sizes: dict[str, int], on: date) -> int:
    """How many bodies a class or a chosen class has, seen from the sender; 1 for a body, 0 for a question."""
    group = reading.group
    code = group.code if group else next((o.value.removeprefix(GROUP) for o in reading.options), "")
    if group is None and reading.kind is not MatchKind.GROUP:
        return 0 if reading.question else 1
    if code not in sizes:
        known = group or OrganisationGroup.objects.filter(code=code).first()
        sizes[code] = group_size(narrowed(known, home), on=on) if known else 0
    return sizes[code]


def bodies_below(text: str, body: Organisation, *, on: date) -> tuple[list[Organisation], list[Organisation]]:
    """Who leads a task of the body's plan and who each gets a part of it, from names one a line.

    A class among the names makes it a task of the body itself with a part for each of its members. BadInput with
    `leads` for a name that nobody can tell.
    """
    matcher, home = current_matcher(), home_of(body)
    bodies, each = list[Organisation](), list[Organisation]()
    for line in dict.fromkeys(part.strip() for part in text.splitlines() if part.strip()):
        meant = matcher.match(line, on=on)
        group = OrganisationGroup.objects.filter(code=meant.group).first() if meant.group else None
        if group is not None:
            each += members(narrowed(group, home), on=on)
        else:
            bodies += _one(line, on=on)
    if not each:
        return list(dict.fromkeys(bodies)), []
    return [body], list(dict.fromkeys([*bodies, *each]))


def _one(line: str, *, on: date) -> list[Organisation]:
    try:
        return named_bodies(line, on=on)
    except ValidationError as wrong:
        raise BadInput(" ".join(wrong.messages), field="leads") from None
