"""What the pages of bodies show: a search over all names, and one body with its names, posts, past and lower bodies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from thuocdo.organisations import queries
from thuocdo.organisations.models import Alias, OldUnit, Organisation, Post
from thuocdo.organisations.queries import Change
from thuocdo.organisations.rules import Kind, Level
from viettext import fold

_LEVEL_ORDER = Case(
    *[When(level=level.value, then=place) for place, level in enumerate((Level.CENTRAL, Level.PROVINCE, Level.COMMUNE))]
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One body on a day. `parents` from the topmost down; `successor` is who stands in for it if it has ended."""

    body: Organisation
    parents: list[Organisation]
    successor: Organisation | None
    aliases: list[Alias]
    posts: list[Post]
    arrivals: list[Change]
    departures: list[Change]
    authorities: list[Organisation]
    old_units: list[OldUnit]


def search(*, wanted: str, kind: str, level: str) -> QuerySet[Organisation]:
    """Bodies of any day in whose name or an alias every word of `wanted` begins a word, or with that code.

    Those that go on come first, among them those with the words side by side.
    """
    found = Organisation.objects.all()
    if kind:
        found = found.filter(kind=kind)
    if level:
        found = found.filter(level=level)
    words = fold(wanted).split()
    if words:
        found = found.filter(_names(words) | Q(code__iexact=wanted.strip()))
    together = Case(When(_begins_word(" ".join(words)), then=0), default=1)
    return found.order_by(F("valid_to").desc(nulls_first=True), together, _LEVEL_ORDER, "folded", "code")


def profile_of(code: str, *, on: date) -> Profile | None:
    """All about the body with this code, or None where there is none."""
    body = Organisation.objects.select_related("parent", "territory").filter(code=code).first()
    if body is None:
        return None
    changes = queries.history(body)
    above = queries.by_codes(body.path.strip("/").split("/")[:-1])
    return Profile(
        body=body,
        parents=sorted(above.values(), key=lambda parent: len(parent.path)),
        successor=_successor(body, on),
        aliases=list(body.aliases.order_by("name")),
        posts=list(body.posts.order_by("-is_head", "title")),
        arrivals=[change for change in changes if change.is_arrival],
        departures=[change for change in changes if not change.is_arrival],
        authorities=list(body.authorities.order_by("code")),
        old_units=_old_units(body),
    )


def below(body: Organisation, *, on: date) -> QuerySet[Organisation]:
    """The bodies directly below that exist on the day, by name."""
    return body.children.valid_on(on).order_by("folded", "code")


def _names(words: list[str]) -> Q:
    found = Q()
    for word in words:
        found &= _begins_word(word)
    return found | Q(Exists(Alias.objects.filter(found, organisation=OuterRef("pk"))))


def _begins_word(text: str) -> Q:
    return Q(folded__startswith=text) | Q(folded__contains=f" {text}")


def _successor(body: Organisation, on: date) -> Organisation | None:
    found = queries.successor_on(body, on=on)
    return None if found.pk == body.pk else found


def _old_units(body: Organisation) -> list[OldUnit]:
    if body.kind != Kind.TERRITORY or body.level != Level.COMMUNE:
        return []
    return list(OldUnit.objects.filter(commune_code=body.code).order_by("rank", "code"))
