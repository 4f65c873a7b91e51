"""What a person holds on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from thuocdo.accounts import labels
from thuocdo.accounts.models import Appointment, Grant, Person
from thuocdo.accounts.rules import ACTING_ROLES, Held, Role
from thuocdo.foundation import events
from thuocdo.organisations.models import Organisation
from viettext import fold


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant on a day. `last_day` is the last on which it holds, None while open; neither valid nor over is ahead."""

    grant: Grant
    is_valid: bool
    is_over: bool
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the roles they hold on a day, in words."""

    person: Person
    roles: list[str]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of an account, in words."""

    on: date
    what: str
    who: str


def held_by(person: Person) -> list[Held]:
    """All grants of a person, past and future ones too. One query a person and request: kept on the object."""
    known: list[Held] | None = getattr(person, "_held", None)
    if known is None:
        rows = Grant.objects.filter(person=person).values_list(
            "role", "organisation_id", "organisation__path", "valid_from", "valid_to"
        )
        known = [Held(Role(role), body, path or "", start, end) for role, body, path, start, end in rows]
        person._held = known  # type: ignore[attr-defined]
    return known


def paths_held(person: Person, roles: frozenset[Role], *, on: date) -> list[str]:
    """Paths of the bodies for which the person holds one of the roles on the day; "" means every body."""
    return sorted({held.path for held in held_by(person) if held.role in roles and held.is_valid(on)})


def acting_paths(person: Person, *, on: date) -> list[str]:
    """Paths of the bodies that the person acts for, as officer or head."""
    return paths_held(person, ACTING_ROLES, on=on)


def is_administrator(person: Person, *, on: date) -> bool:
    """Whether the person administers the whole installation on the day."""
    return any(h.role is Role.ADMINISTRATOR and h.path == "" and h.is_valid(on) for h in held_by(person))


def forget_held(person: Person) -> None:
    """Let `held_by` read again what the person holds, after it changed."""
    person.__dict__.pop("_held", None)


def administered_paths(person: Person, *, on: date) -> list[str]:
    """Paths of the bodies that the person administers; "" means the whole installation."""
    return paths_held(person, frozenset({Role.ADMINISTRATOR}), on=on)


def looked_after(by: Person, *, on: date) -> QuerySet[Person]:
    """The people whose accounts the administrator looks after (`access.administers_person`)."""
    paths = administered_paths(by, on=on)
    if "" in paths:
        return Person.objects.all()
    under = _under(paths, "organisation__path")
    grants = Grant.objects.filter(person=OuterRef("pk"))
    lasting = grants.lasting(on=on)
    posts = Appointment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), person=OuterRef("pk"))
    elsewhere = posts.exclude(_under(paths, "post__organisation__path"))
    return Person.objects.filter(
        ~Exists(elsewhere),
        (Exists(lasting) & ~Exists(lasting.exclude(under)))
        | (~Exists(lasting) & Exists(grants) & ~Exists(grants.exclude(under))),
    )


def _under(paths: list[str], column: str) -> Q:
    """Rows whose path in the column lies at or below one of the paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{column}__startswith": path})
    return found


def people(by: Person, *, on: date, wanted: str = "") -> QuerySet[Person]:
    """The accounts the administrator looks after, by name; `wanted` is found without tone marks in name and title."""
    found = looked_after(by, on=on)
    for word in fold(wanted).split():
        found = found.filter(Q(folded__contains=word) | Q(username__contains=word))
    return found.order_by("folded", "pk")


def grants_of(person: Person) -> QuerySet[Grant]:
    """All the person ever held, the lasting ones first."""
    rows = Grant.objects.filter(person=person).select_related("organisation", "lent_by", "person")
    return rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "pk")


def loans_of(person: Person) -> QuerySet[Grant]:
    """What the person lent to others, latest first."""
    return Grant.objects.filter(lent_by=person).select_related("organisation", "person").order_by("-valid_to", "pk")


def lendable(lender: Person, body: Organisation, *, valid_from: date, valid_to: date) -> bool:
    """Whether one grant of head, of the lender's own and not borrowed, covers the body on all these days."""
    own = Grant.objects.filter(person=lender, role=Role.HEAD.value, lent_by=None, valid_from__lte=valid_from)
    own = own.filter(Q(valid_to=None) | Q(valid_to__gte=valid_to))
    return any(body.path.startswith(path) for path in own.values_list("organisation__path", flat=True))


def headed_bodies(person: Person, *, on: date) -> list[Organisation]:
    """The bodies of which the person is head in their own right on the day: what they can lend for."""
    rows = Grant.objects.valid(on=on).filter(person=person, role=Role.HEAD.value, lent_by=None)
    return list(Organisation.objects.filter(grants__in=rows).distinct().order_by("path"))


def colleagues(person: Person, bodies: list[Organisation], *, on: date) -> QuerySet[Person]:
    """Active people, others than the person, who hold a role at or below one of the bodies on the day, by name."""
    held = Grant.objects.valid(on=on).filter(_under([body.path for body in bodies], "organisation__path"))
    found = Person.objects.filter(Exists(held.filter(person=OuterRef("pk"))), is_active=True)
    return found.exclude(pk=person.pk).order_by("folded", "pk")


def rows_of(grants: Iterable[Grant], *, on: date) -> list[GrantRow]:
    """The grants as they stand on the day."""
    found = []
    for grant in grants:
        is_over = grant.valid_to is not None and grant.valid_to <= on
        last_day = grant.valid_to - timedelta(days=1) if grant.valid_to else None
        found.append(GrantRow(grant, grant.valid_from <= on and not is_over, is_over, last_day))
    return found


def with_roles(people: list[Person], *, on: date) -> list[PersonRow]:
    """The people with what they hold on the day; one query."""
    rows: dict[int, list[str]] = {person.pk: [] for person in people}
    for grant in Grant.objects.valid(on=on).filter(person__in=people).select_related("organisation").order_by("pk"):
        body = grant.organisation.name if grant.organisation else labels.EVERYTHING
        rows[grant.person_id].append(f"{labels.ROLE[grant.role]}, {body}")
    return [PersonRow(person, rows[person.pk]) for person in people]


def latest_events(person: Person, *, limit: int = 20) -> list[Happening]:
    """What was last done to the account, latest first."""
    rows = events.history("person", person.uuid).order_by("-id")[:limit]
    return [Happening(row.on, str(labels.EVENT.get(row.kind, row.kind)), row.actor_title) for row in rows]
