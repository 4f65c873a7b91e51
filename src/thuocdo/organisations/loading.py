"""Brings the directory that comes with the product into the database; only differences are written."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db import transaction

from thuocdo.organisations import directory, rules, state
from thuocdo.organisations.directory import AliasRow, BodyRow, PostRow, SuccessionRow
from thuocdo.organisations.models import Alias, OldUnit, Organisation, OrganisationGroup, Post, Succession
from viettext import fold

_BATCH = 1000
_BODY_FIELDS = (
    "name",
    "short_name",
    "folded",
    "kind",
    "level",
    "unit_kind",
    "parent_id",
    "territory_id",
    "path",
    "valid_from",
    "valid_to",
    "latitude",
    "longitude",
    "loaded_digest",
)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows a load wrote; all zero when the database already held the directory."""

    created: int = 0
    updated: int = 0
    removed: int = 0

    def __add__(self, other: "LoadReport") -> "LoadReport":
        return LoadReport(self.created + other.created, self.updated + other.updated, self.removed + other.removed)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.updated or self.removed)


@transaction.atomic
def load_directory() -> LoadReport:
    """Load bodies, aliases, posts, successions, groups and old units; a second run writes nothing.

    A row that an administrator changed since stays as it is until the directory's own row changes.
    """
    report = load_bodies(directory.bodies())
    ids = dict(Organisation.objects.values_list("code", "id"))
    report += _load_aliases(directory.aliases(), ids)
    report += _load_posts(directory.posts(), ids)
    report += _load_successions(directory.successions(), ids)
    report += _load_groups()
    report += _load_old_units()
    if report.changed:
        state.touch()
    return report


def load_bodies(rows: Sequence[BodyRow]) -> LoadReport:
    """Create and update bodies, parents before children. Parents not among `rows` must be in the database."""
    stored = _stored(rows)
    report = LoadReport()
    for wave in _by_depth(rows, frozenset(stored)):
        fresh = [_body(row, stored) for row in wave if row.code not in stored]
        changed = [
            _body(row, stored, pk=stored[row.code][0])
            for row in wave
            if row.code in stored and stored[row.code][1] != _digest(row)
        ]
        Organisation.objects.bulk_create(fresh, batch_size=_BATCH)
        Organisation.objects.bulk_update(changed, _BODY_FIELDS, batch_size=200)
        stored |= {body.code: (body.pk, body.loaded_digest, body.path) for body in fresh + changed}
        report += LoadReport(created=len(fresh), updated=len(changed))
    return report


def create_missing(rows: Sequence[BodyRow]) -> None:
    """Create bodies whose parents are there; one that another transaction makes in the same moment is left to it."""
    stored = _stored(rows)
    fresh = [_body(row, stored) for row in rows if row.code not in stored]
    Organisation.objects.bulk_create(fresh, batch_size=_BATCH, ignore_conflicts=True)


def _stored(rows: Sequence[BodyRow]) -> dict[str, tuple[int, str, str]]:
    """Key, digest and path by code, of these bodies with their parents and territories or of all."""
    found = Organisation.objects.all()
    if len(rows) < _BATCH:
        found = found.filter(code__in={code for row in rows for code in (row.code, row.parent, row.territory) if code})
    values = found.values_list("code", "id", "loaded_digest", "path")
    return {code: (pk, digest, path) for code, pk, digest, path in values}


def _by_depth(rows: Sequence[BodyRow], present: frozenset[str]) -> list[list[BodyRow]]:
    """Waves in which every parent and territory stands in an earlier wave or in the database already."""
    waiting, waves, done = list(rows), [], set(present) - {row.code for row in rows}
    while waiting:
        needs = [(row, {code for code in (row.parent, row.territory) if code}) for row in waiting]
        wave = [row for row, codes in needs if codes <= done]
        if not wave:
            raise ValueError(f"parents are missing for {waiting[0].code}")
        waves.append(wave)
        done |= {row.code for row in wave}
        waiting = [row for row, codes in needs if row.code not in done]
    return waves


def _body(row: BodyRow, stored: dict[str, tuple[int, str, str]], pk: int | None = None) -> Organisation:
    parent_id, _, parent_path = stored[row.parent] if row.parent else (None, "", "")
    return Organisation(
        pk=pk,
        uuid=rules.uuid_of(row.code),
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        folded=fold(row.name),
        kind=row.kind.value,
        level=row.level.value,
        unit_kind=row.unit_kind,
        parent_id=parent_id,
        territory_id=stored[row.territory][0] if row.territory else None,
        path=f"{parent_path}{row.code}/",
        valid_from=row.valid_from or rules.BEGINNING,
        valid_to=row.valid_to,
        latitude=row.latitude,
        longitude=row.longitude,
        loaded_digest=_digest(row),
    )


_ROW_FIELDS = tuple(field.name for field in fields(BodyRow))


def _digest(row: BodyRow) -> str:
    told = tuple(getattr(row, name) for name in _ROW_FIELDS)  # flat: `astuple` would copy every value, far slower
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _load_aliases(rows: Iterable[AliasRow], ids: dict[str, int]) -> LoadReport:
    wanted = {
        (ids[row.body], row.name): Alias(
            organisation_id=ids[row.body],
            name=row.name,
            folded=fold(row.name),
            valid_from=row.valid_from or rules.BEGINNING,
            valid_to=row.valid_to,
            is_loaded=True,
        )
        for row in rows
    }
    return _sync(Alias, "name", wanted)


def _load_posts(rows: Iterable[PostRow], ids: dict[str, int]) -> LoadReport:
    validity = {pk: (start, end) for pk, start, end in Organisation.objects.values_list("id", "valid_from", "valid_to")}
    wanted = {}
    for row in rows:
        pk = ids[row.body]
        start, end = validity[pk]
        wanted[pk, row.title] = Post(
            uuid=rules.uuid_of(f"{row.body}:{row.title}"),
            organisation_id=pk,
            title=row.title,
            folded=fold(row.title),
            is_head=row.is_head,
            valid_from=start,
            valid_to=end,
            is_loaded=True,
        )
    return _sync(Post, "title", wanted)


def _sync(model: Any, text_field: str, wanted: dict[tuple[int, str], Any]) -> LoadReport:
    """Create what is missing and end what has ended; whatever else an administrator changed stays.

    A loaded row that the directory no longer has is kept (appointments may point at it) as the installation's own.
    """
    rows = {(row.organisation_id, getattr(row, text_field)): row for row in model.objects.all()}
    fresh = [row for identity, row in wanted.items() if identity not in rows]
    changed = []
    for identity, row in rows.items():
        source = wanted.get(identity)
        if source is None and row.is_loaded:
            row.is_loaded = False
        elif source is not None and row.valid_to is None and source.valid_to is not None:
            row.valid_to = source.valid_to
        else:
            continue
        changed.append(row)
    model.objects.bulk_create(fresh, batch_size=_BATCH)
    model.objects.bulk_update(changed, ["is_loaded", "valid_to"], batch_size=_BATCH)
    return LoadReport(created=len(fresh), updated=len(changed))


def _load_successions(rows: Iterable[SuccessionRow], ids: dict[str, int]) -> LoadReport:
    present = set(Succession.objects.values_list("predecessor_id", "successor_id", "on"))
    fresh = [
        Succession(
            predecessor_id=ids[row.predecessor],
            successor_id=ids[row.successor],
            on=row.on,
            share=Decimal(row.share),
            kind=row.kind.value,
        )
        for row in rows
        if (ids[row.predecessor], ids[row.successor], row.on) not in present
    ]
    Succession.objects.bulk_create(fresh, batch_size=_BATCH)
    return LoadReport(created=len(fresh))


def _load_groups() -> LoadReport:
    stored = {group.code: group for group in OrganisationGroup.objects.all()}
    fresh: list[OrganisationGroup] = []
    changed: list[OrganisationGroup] = []
    for row in directory.groups():
        group = stored.get(row.code) or OrganisationGroup(code=row.code)
        wanted = (
            row.name,
            [selector.as_json() for selector in row.rule],
            list(row.patterns),
            list(row.party_patterns),
        )
        if (group.name, group.rule, group.patterns, group.party_patterns) == wanted:
            continue
        group.name, group.rule, group.patterns, group.party_patterns = wanted
        (changed if group.pk else fresh).append(group)
    OrganisationGroup.objects.bulk_create(fresh)
    OrganisationGroup.objects.bulk_update(changed, ["name", "rule", "patterns", "party_patterns"])
    return LoadReport(created=len(fresh), updated=len(changed))


def _load_old_units() -> LoadReport:
    rows = list(directory.old_units())
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()[:32]
    if state.old_units_digest() == digest:
        return LoadReport()
    removed, _ = OldUnit.objects.all().delete()
    OldUnit.objects.bulk_create(
        [
            OldUnit(
                code=row.code,
                name=row.name,
                district_code=row.district_code,
                district=row.district,
                province_code=row.province,
                commune_code=row.commune,
                rank=row.rank,
            )
            for row in rows
        ],
        batch_size=2000,
    )
    state.set_old_units_digest(digest)
    return LoadReport(created=len(rows), removed=removed)
