"""Acts on the directory: load it, make an authority on first use, found a body, record a succession, name an alias."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError
from thuocdo.foundation.events import Actor, Note
from thuocdo.organisations import queries, rules, state
from thuocdo.organisations.directory import BodyRow
from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.loading import LoadReport, create_missing, load_directory
from thuocdo.organisations.models import Alias, Organisation, OrganisationGroup, Post, Succession
from thuocdo.organisations.rules import Kind, Level, SuccessionKind
from viettext import fold

__all__ = [
    "LoadReport",
    "add_alias",
    "authority_of",
    "establish",
    "load_directory",
    "members",
    "organisation_of",
    "succeed",
]


@transaction.atomic
def authority_of(territory: Organisation, kind: Kind) -> Organisation:
    """The people's committee, council or Party committee of a province or commune; a commune's is made on first use.

    BadInput when the body is no province or commune, or the kind no authority of one.
    """
    if territory.kind != Kind.TERRITORY or (kind, Level(territory.level)) not in rules.AUTHORITY_SUFFIXES:
        raise BadInput(_("%(name)s không phải là địa bàn có cơ quan này.") % {"name": territory.name})
    code = rules.authority_code(territory.code, kind, Level(territory.level))
    found = Organisation.objects.filter(code=code).first()
    if found is not None:
        return found
    if territory.level != Level.COMMUNE:
        raise BadInput(_("Danh mục cơ quan chưa có %(code)s.") % {"code": code})
    return _make([queries.commune_authority(territory, kind)])[0]


@transaction.atomic
def organisation_of(fact: BodyFact) -> Organisation:
    """The body that a match or a suggestion names; an authority of a commune is made on first use."""
    if fact.id is not None:
        return Organisation.objects.get(pk=fact.id)
    territory = Organisation.objects.select_related("parent").get(code=fact.territory)
    return authority_of(territory, fact.kind)


@transaction.atomic
def members(group: OrganisationGroup, *, on: date) -> list[Organisation]:
    """The members of a group that are valid on `on`, by code; authorities of communes are made on first use."""
    missing = queries.missing_authorities(group, on=on)
    if missing:
        create_missing(missing)
    return queries.members(group, on=on)


def _make(rows: Sequence[BodyRow]) -> list[Organisation]:
    create_missing(rows)  # the matcher knows every commune already: its token stays
    return list(Organisation.objects.filter(code__in=[row.code for row in rows]).order_by("code"))


@transaction.atomic
def establish(
    *, code: str, name: str, kind: Kind, level: Level, on: date, actor: Actor, parent: Organisation | None = None,
    short_name: str = "",
) -> Organisation:  # fmt: skip
    """Found a body that the shared directory does not have, valid from `on`. BadInput for a code that was ever used."""
    code = code.strip()
    if not code or "/" in code or not name.strip():
        raise BadInput(_("Cần mã (không có dấu /) và tên cơ quan."), field="code")
    if Organisation.objects.filter(code=code).exists():
        raise BadInput(_("Mã %(code)s đã được dùng; mã không bao giờ dùng lại.") % {"code": code}, field="code")
    if parent is not None and not parent.is_valid(on=on):
        raise BadInput(_("Cơ quan cấp trên không còn hoạt động vào ngày này."), field="parent")
    body = Organisation.objects.create(
        code=code,
        name=name.strip(),
        short_name=short_name.strip(),
        folded=fold(name.strip()),
        kind=kind.value,
        level=level.value,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}/",
        valid_from=on,
    )
    state.touch()
    events.record(Note("established", "organisation", body.uuid, on, actor, {"code": code, "name": body.name}))
    return body


@transaction.atomic
def add_alias(*, body: Organisation, name: str, on: date, actor: Actor) -> Alias:
    """Give a body another printed name, good for documents of any day. BadInput when it has that name already."""
    name = name.strip()
    if not name or body.aliases.filter(name=name).exists():
        raise BadInput(_("Tên gọi trống hoặc đã có."), field="name")
    alias = Alias.objects.create(organisation=body, name=name, folded=fold(name))
    state.touch()
    events.record(Note("alias_added", "organisation", body.uuid, on, actor, {"name": name}))
    return alias


@transaction.atomic
def succeed(
    *,
    predecessor: Organisation,
    successors: Sequence[tuple[Organisation, Decimal]],
    kind: SuccessionKind,
    on: date,
    actor: Actor,
) -> list[Succession]:
    """End a body on `on` and record who takes its place; `successors` are (body, share) with shares that sum to 1.

    Its names lead to the main successor from that day on (`matching`), its posts end, and the authorities of a
    territory pass to those of its successors. DomainError when the body has ended already, a successor is not valid
    on that day, or a chain would come back to the body.
    """
    _check_succession(predecessor, successors, on)
    pairs = [(predecessor, list(successors)), *_authority_pairs(predecessor, successors)]
    rows = [
        Succession(predecessor=old, successor=new, on=on, share=share, kind=kind.value)
        for old, shares in pairs
        for new, share in shares
    ]
    Succession.objects.bulk_create(rows)
    ended = [old.pk for old, _shares in pairs]
    Organisation.objects.filter(pk__in=ended).update(valid_to=on)
    Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), organisation__in=ended).update(valid_to=on)
    predecessor.valid_to = on
    state.touch()
    events.record_many(
        Note("succeeded", "organisation", old.uuid, on, actor,
             {"kind": kind.value, "successors": [{"code": new.code, "share": str(share)} for new, share in shares]})
        for old, shares in pairs
    )  # fmt: skip
    return rows


def _check_succession(predecessor: Organisation, successors: Sequence[tuple[Organisation, Decimal]], on: date) -> None:
    if not predecessor.is_valid(on=on) or predecessor.valid_to is not None:
        raise DomainError(_("%(name)s đã kết thúc hoạt động hoặc chưa thành lập.") % {"name": predecessor.name})
    if not successors or sum(share for _body, share in successors) != 1 or any(s <= 0 for _body, s in successors):
        raise BadInput(_("Tổng tỷ lệ của các cơ quan kế thừa phải bằng 1."), field="successors")
    if len({body.pk for body, _share in successors} | {predecessor.pk}) != len(successors) + 1:
        raise BadInput(_("Mỗi cơ quan kế thừa chỉ nêu một lần và khác cơ quan kết thúc."), field="successors")
    for body, _share in successors:
        if not body.is_valid(on=on):
            raise BadInput(_("%(name)s không hoạt động vào ngày này.") % {"name": body.name}, field="successors")


def _authority_pairs(
    predecessor: Organisation, successors: Sequence[tuple[Organisation, Decimal]]
) -> list[tuple[Organisation, list[tuple[Organisation, Decimal]]]]:
    """The same succession for the authorities of a territory that exist and have not ended."""
    if predecessor.kind != Kind.TERRITORY:
        return []
    return [
        (authority, [(authority_of(body, Kind(authority.kind)), share) for body, share in successors])
        for authority in predecessor.authorities.filter(valid_to__isnull=True)
    ]
