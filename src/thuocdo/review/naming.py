"""What the printed names of a proposal mean: the body and its successor, a class with its members, or a question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thuocdo.foundation.errors import BadInput
from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.matching import Match, MatchKind, current_matcher
from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.reach import narrowed
from thuocdo.organisations.rules import AUTHORITY_KINDS, Kind, Level
from thuocdo.organisations.services import members, organisation_of
from thuocdo.organisations.succeeding import holders_on
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import steering_committee
from thuocdo.review import labels

BODY, GROUP = "body:", "group:"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to what an unclear name means: `value` is "body:CODE" or "group:CODE"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one printed name means today. Settled where `question` is empty: then it has a `fact` or a `group`.

    `holder` is the body that has the work today (None for a commune's authority that nothing used yet), `former` the
    name of the one that the text meant where that has ended, `post` the title where the name is a post.
    """

    printed: str
    kind: MatchKind
    question: str = ""
    fact: BodyFact | None = None
    holder: Organisation | None = None
    former: str = ""
    post: str = ""
    group: OrganisationGroup | None = None
    member_count: int = 0
    options: tuple[Option, ...] = ()
    choice: str = ""

    @property
    def name(self) -> str:
        """The name of who has the work today."""
        if self.group is not None:
            return self.group.name
        return self.holder.name if self.holder else self.fact.name if self.fact else ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Bodies and classes that names mean, without doubt, and the posts among them as printed titles."""

    bodies: list[Organisation]
    groups: list[OrganisationGroup]
    posts: list[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """When and for what names are read: the day of the document, today, whether it is the Party's, the programme.

    `home` is the province within which classes of communes are meant; empty for the whole country.
    """

    day: date
    on: date
    is_party: bool
    programme: Programme
    home: str = ""


def read_names(names: Sequence[str], ground: Ground, choices: Mapping[str, str]) -> list[Reading]:
    """What each name means. A handful of queries, whatever the number of names."""
    matcher = current_matcher()
    matches = [matcher.match(name, on=ground.day, party_document=ground.is_party) for name in names]
    groups = {code: narrowed(group, ground.home) for code, group in _groups(matches, choices.values()).items()}
    chosen = []
    for name, match in zip(names, matches, strict=True):
        options = _options(match, ground, groups)
        choice = choices.get(name, "")
        chosen.append((name, match, options, choice if choice in {option.value for option in options} else ""))
    facts = [_fact(match, choice) for _name, match, _options_, choice in chosen]
    bodies = Organisation.objects.in_bulk([fact.id for fact in facts if fact is not None and fact.id is not None])
    return [
        _reading(line, fact, bodies.get(fact.id or 0) if fact else None, groups, ground)
        for line, fact in zip(chosen, facts, strict=True)
    ]


def settled(readings: Iterable[Reading], *, field: str) -> Settled:
    """The bodies and classes that the readings mean; BadInput names those that are still a question."""
    readings = list(readings)
    open_names = [f"“{reading.printed}”: {reading.question}" for reading in readings if reading.question]
    if open_names:
        raise BadInput(" ".join(open_names), field=field)
    return certain(readings)


def certain(readings: Iterable[Reading]) -> Settled:
    """The same for those readings that are no question; authorities of communes are made on first use."""
    found = Settled([], [], [])
    for reading in readings:
        if reading.question:
            continue
        if reading.group is not None:
            found.groups.append(reading.group)
        elif reading.fact is not None:
            found.bodies.append(reading.holder or organisation_of(reading.fact))
        if reading.post:
            found.posts.append(reading.post)
    return found


def members_of(groups: Iterable[OrganisationGroup], *, on: date) -> list[Organisation]:
    """The members of all the groups on the day, each once."""
    return list({body.pk: body for group in groups for body in members(group, on=on)}.values())


def group_size(group: OrganisationGroup, *, on: date) -> int:
    """How many members a group has on the day, without making the authorities of communes."""
    count = 0
    for selector in group.selectors():
        if selector.level is Level.COMMUNE and selector.kind in AUTHORITY_KINDS:
            places = Organisation.objects.filter(kind=Kind.TERRITORY.value, level=selector.level.value).valid_on(on)
            within = (selector.parent or "").partition(".")[0]
            count += (places.filter(parent__code=within) if within else places).count()
        else:
            count += Organisation.objects.selected(selector).valid_on(on).count()
    return count


def _groups(matches: Iterable[Match], choices: Iterable[str]) -> dict[str, OrganisationGroup]:
    """The groups that the names or the choices may mean, by code; all of them where a class has no rule."""
    matches = list(matches)
    if any(match.kind is MatchKind.CLASS_WITHOUT_RULE for match in matches):
        rows = OrganisationGroup.objects.order_by("name")
    else:
        named = {match.group for match in matches if match.group}
        named |= {choice.removeprefix(GROUP) for choice in choices if choice.startswith(GROUP)}
        rows = OrganisationGroup.objects.filter(code__in=named) if named else OrganisationGroup.objects.none()
    return {group.code: group for group in rows}


def _options(match: Match, ground: Ground, groups: Mapping[str, OrganisationGroup]) -> tuple[Option, ...]:
    if match.kind is MatchKind.FUZZY and match.body is not None:
        return (Option(BODY + match.body.code, match.body.name),)
    if match.kind is MatchKind.AMBIGUOUS:
        return tuple(Option(BODY + fact.code, fact.name) for fact in match.candidates)
    if match.kind is MatchKind.GROUP and match.group and match.group in groups:
        return (Option(GROUP + match.group, groups[match.group].name),)
    if match.kind is MatchKind.CLASS_WITHOUT_RULE:
        return (*_steering(ground), *(Option(GROUP + group.code, group.name) for group in groups.values()))
    return tuple(_steering(ground)) if match.kind is MatchKind.UNKNOWN else ()


def _steering(ground: Ground) -> list[Option]:
    """ "Cơ quan thường trực" and the like mean a body of the programme's committee."""
    committee = steering_committee(ground.programme, on=ground.on)
    if committee is None:
        return []
    return [Option(BODY + body.code, body.name) for body in (committee.standing_agency, committee.organisation)]


def _fact(match: Match, choice: str) -> BodyFact | None:
    if match.is_certain:
        return match.current
    if not choice.startswith(BODY):
        return None
    code = choice.removeprefix(BODY)
    offered = (*match.candidates, *(fact for fact in (match.current, match.body) if fact is not None))
    return next((fact for fact in offered if fact.code == code), None) or current_matcher().body(code)


def _reading(
    line: tuple[str, Match, tuple[Option, ...], str], fact: BodyFact | None, body: Organisation | None,
    groups: Mapping[str, OrganisationGroup], ground: Ground,
) -> Reading:  # fmt: skip
    name, match, options, choice = line
    if choice.startswith(GROUP):
        group = groups[choice.removeprefix(GROUP)]
        size = group_size(group, on=ground.on)
        return Reading(name, match.kind, group=group, member_count=size, options=options, choice=choice)
    if fact is None:
        named = groups.get(match.group or "")
        size = group_size(named, on=ground.on) if match.kind is MatchKind.GROUP and named else 0
        return Reading(
            name, match.kind, str(labels.QUESTION[match.kind]), options=options, choice=choice, member_count=size
        )
    holder = holders_on([body], on=ground.on)[0] if body else None
    ended = holder is not None and not holder.is_valid(on=ground.on) and holder.valid_from <= ground.on
    is_place = fact.kind is Kind.TERRITORY
    question = _("Đã kết thúc hoạt động, chưa ghi cơ quan kế thừa.") if ended else _("Là địa bàn.") if is_place else ""
    printed = match.body if match.is_certain and match.body else fact
    return Reading(
        name, match.kind, question, fact=fact, holder=holder,
        former=printed.name if holder is not None and printed.code != holder.code else "",
        post=match.post or "", options=options, choice=choice,
    )  # fmt: skip
