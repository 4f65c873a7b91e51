"""Questions about bodies: members of a group, bodies below, successors, history, old units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from thuocdo.organisations import rules
from thuocdo.organisations.directory import BodyRow, authority_row
from thuocdo.organisations.models import OldUnit, Organisation, OrganisationGroup, OrganisationQuerySet, Succession
from thuocdo.organisations.rules import Kind, Level, Selector, SuccessionFact, SuccessionTable


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the life of a body: `other` is its predecessor where `is_arrival`, else its successor."""

    on: date
    kind: str
    other: Organisation
    share: Decimal
    is_arrival: bool


def members(group: OrganisationGroup, *, on: date) -> list[Organisation]:
    """The members of a group that are valid on `on`, by code.

    Authorities of communes exist from their first use on: for a group of these call `services.members`, which makes
    the missing ones.
    """
    found = Organisation.objects.none()
    for selector in group.selectors():
        found |= Organisation.objects.selected(selector)
    return list(found.valid_on(on).order_by("code"))


def missing_authorities(group: OrganisationGroup, *, on: date) -> list[BodyRow]:
    """Authorities of communes that belong to a group on `on` and are not in the database yet."""
    rows: list[BodyRow] = []
    for selector in group.selectors():
        if selector.level is Level.COMMUNE and selector.kind in rules.AUTHORITY_KINDS:
            rows += _missing(selector, on)
    return rows


def _missing(selector: Selector, on: date) -> list[BodyRow]:
    communes = Organisation.objects.filter(kind=Kind.TERRITORY.value, level=Level.COMMUNE.value).valid_on(on)
    if selector.parent:
        communes = communes.filter(parent__code=selector.parent.partition(".")[0])
    present = set(Organisation.objects.filter(kind=selector.kind.value, level="commune").values_list("code", flat=True))
    rows = [commune_authority(commune, selector.kind) for commune in communes.select_related("parent")]
    return [row for row in rows if row.code not in present]


def commune_authority(commune: Organisation, kind: Kind) -> BodyRow:
    """What the authority of a commune is called and where it stands; `commune.parent` is read."""
    assert commune.parent is not None, "a commune lies in a province"
    return authority_row(body_row(commune), kind, province=body_row(commune.parent))


def body_row(body: Organisation) -> BodyRow:
    """A territory of the database in the directory's form, without parent and centre."""
    return BodyRow(
        body.code,
        body.name,
        body.short_name,
        Kind(body.kind),
        Level(body.level),
        unit_kind=body.unit_kind,
        valid_from=body.began_on,
        valid_to=body.valid_to,
    )


def descendants(body: Organisation) -> OrganisationQuerySet:
    """All bodies below this one, itself not among them."""
    return Organisation.objects.within(body).exclude(pk=body.pk)


def successions_table() -> list[SuccessionFact]:
    """All successions as plain facts for engines that follow them for many bodies; one query."""
    rows = Succession.objects.order_by("on", "id").values_list("predecessor_id", "successor_id", "on", "share")
    return [SuccessionFact(*row) for row in rows]


def successor_on(body: Organisation, *, on: date) -> Organisation:
    """The body that stands in for `body` on `on`: its main successor, and so on, or itself while it goes on."""
    if body.is_valid(on=on) or body.valid_from > on:
        return body
    pk = SuccessionTable(successions_table()).successor_on(body.pk, on=on)
    return body if pk == body.pk else Organisation.objects.get(pk=pk)


def predecessors(body: Organisation, *, on: date) -> list[Organisation]:
    """The ended bodies that `body` stands in for on `on`, over any number of steps, by code."""
    facts = [fact for fact in successions_table() if fact.on <= on]
    table = SuccessionTable(facts)
    ids = {f.predecessor_id for f in facts if table.successor_on(f.predecessor_id, on=on) == body.pk}
    return list(Organisation.objects.filter(pk__in=ids - {body.pk}).order_by("code"))


def history(body: Organisation) -> list[Change]:
    """The successions that led to this body and out of it, oldest first; one query."""
    rows = Succession.objects.filter(Q(predecessor=body) | Q(successor=body)).select_related("predecessor", "successor")
    changes = []
    for row in rows.order_by("on", "-share", "predecessor__code", "successor__code"):
        arrival = row.successor_id == body.pk
        changes.append(Change(row.on, row.kind, row.predecessor if arrival else row.successor, row.share, arrival))
    return changes


def by_codes(codes: Iterable[str]) -> dict[str, Organisation]:
    """Bodies by their code; codes that are not there are left out."""
    return {body.code: body for body in Organisation.objects.filter(code__in=list(codes))}


def communes_of_old_unit(code: str) -> list[Organisation]:
    """The communes of today that hold parts of an old commune or district without communes, the main part first."""
    order = dict(OldUnit.objects.filter(code=code).values_list("commune_code", "rank"))
    return sorted(Organisation.objects.filter(code__in=order), key=lambda body: order[body.code])
