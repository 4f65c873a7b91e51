"""Programmes, their fields and the bodies that steer them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError
from thuocdo.programmes import labels
from thuocdo.programmes.models import Committee, Field, Membership, Programme
from thuocdo.programmes.rules import FIELDS, MemberRole


def fields_of(programme: Programme) -> dict[str, str]:
    """Code to name of every field a task of the programme may have. One query."""
    return FIELDS | dict(Field.objects.filter(programme=programme).values_list("code", "name"))


def committees_of(programme: Programme, *, on: date) -> QuerySet[Committee]:
    """The committees that steer the programme on the day, with their bodies."""
    return (
        Committee.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), programme=programme, valid_from__lte=on)
        .select_related("organisation", "standing_agency")
        .order_by("organisation__path")
    )


def steering_committee(programme: Programme, *, on: date) -> Committee | None:
    """The highest committee of the programme on the day, or None while none is named."""
    return committees_of(programme, on=on).first()


def programme_of(code: str) -> Programme:
    """The programme with this code; raises DomainError where there is none."""
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise DomainError(_("Không có chương trình “{code}”.").format(code=code))
    return found


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A place in a committee with its role and fields in words."""

    membership: Membership
    role: str
    fields: list[str]


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee and its places, the head first."""

    committee: Committee
    members: list[MemberRow]


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme and who stands behind its highest committee; None while none is named."""

    programme: Programme
    committee: Committee | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a programme's set-up, in words."""

    on: date
    what: str
    who: str


def programmes(*, on: date) -> list[ProgrammeRow]:
    """All programmes with their highest committee on the day; two queries."""
    steering: dict[int, Committee] = {}
    rows = Committee.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    for committee in rows.select_related("organisation", "standing_agency").order_by("organisation__path"):
        steering.setdefault(committee.programme_id, committee)
    return [ProgrammeRow(programme, steering.get(programme.pk)) for programme in Programme.objects.all()]


def lasting_memberships(committee: Committee, *, on: date) -> QuerySet[Membership]:
    """The places of a committee that are held on the day or will be."""
    return Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), committee=committee)


def committee_rows(programme: Programme, *, on: date) -> list[CommitteeRow]:
    """The committees that steer the programme on the day with those who sit in them; three queries."""
    committees = list(committees_of(programme, on=on))
    names, order = fields_of(programme), [role.value for role in MemberRole]
    places: dict[int, list[MemberRow]] = {committee.pk: [] for committee in committees}
    rows = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), committee__in=committees, valid_from__lte=on
    ).select_related("person")
    for place in sorted(rows, key=lambda row: (order.index(row.role), row.pk)):
        in_charge = [str(names.get(code, code)) for code in place.fields]
        places[place.committee_id].append(MemberRow(place, str(labels.MEMBER_ROLE[place.role]), in_charge))
    return [CommitteeRow(committee, places[committee.pk]) for committee in committees]


def latest_events(programme: Programme, *, limit: int = 20) -> list[Happening]:
    """What was last changed in the programme's set-up, latest first."""
    rows = events.history("programme", programme.uuid).order_by("-id")[:limit]
    return [Happening(row.on, _happened(row.kind, row.payload), row.actor_title) for row in rows]


def _happened(kind: str, payload: dict[str, object]) -> str:
    what, name = str(labels.EVENT.get(kind, kind)), payload.get("title") or payload.get("name")
    return f"{what}: {name}" if name else what
