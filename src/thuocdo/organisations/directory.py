"""The directory of bodies that comes with the product, read from its CSV files without a database."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from thuocdo.organisations.rules import (
    AUTHORITY_KINDS,
    COMMUNE_REFORM_ON,
    NATION_CODE,
    Kind,
    Level,
    Selector,
    SuccessionKind,
    authority_code,
    parse_rule,
)

UNIT_WORDS = {"tinh": "Tỉnh", "thanh-pho": "Thành phố", "xa": "Xã", "phuong": "Phường", "dac-khu": "Đặc khu"}
_CITY_WITH_CAPITAL = "Hồ Chí Minh"  # written "Thành phố Hồ Chí Minh" also inside a sentence
_SHORTEST_NAME = 2
_PROVINCE_GROUPS = {
    "UBND-XA": Kind.PEOPLES_COMMITTEE,
    "DANG-UY-XA": Kind.PARTY_COMMITTEE,
}


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body; `parent` and `territory` are codes, an absent date is open, centres are degrees (WGS 84)."""

    code: str
    name: str
    short_name: str
    kind: Kind
    level: Level
    parent: str | None = None
    territory: str | None = None
    unit_kind: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another printed name of a body."""

    body: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A place in a body as it is printed."""

    body: str
    title: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """`share` (a decimal in text) of `predecessor` goes to `successor` on a day."""

    predecessor: str
    successor: str
    on: date
    share: str
    kind: SuccessionKind


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A class of bodies with a rule; `party_patterns` answer only in documents of the Party."""

    code: str
    name: str
    rule: tuple[Selector, ...]
    patterns: tuple[str, ...]
    party_patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldUnitRow:
    """A part of an old commune (or district without communes) in a commune of today; rank 0 is the main part."""

    code: str
    name: str
    district_code: str
    district: str
    province: str
    commune: str
    rank: int


def names() -> list[tuple[str, str]]:
    """(printed name, kind) of central bodies, the provinces' authorities and posts, for finding them in a text.

    The kind is that of `rules.Kind`, or "post". Names of ended bodies are among them, names of communes are not, nor
    abbreviations of two letters, which texts use for other things ("NĐ-CP").
    """
    kinds = {body.code: body.kind for body in central_bodies() + province_bodies()}
    found = dict.fromkeys((post.title, "post") for post in posts())
    for body in central_bodies() + province_bodies():
        if body.kind is not Kind.TERRITORY:
            found |= {(body.name, body.kind.value): None, (body.short_name, body.kind.value): None}
    for alias in aliases():
        if alias.body in kinds and kinds[alias.body] is not Kind.TERRITORY:
            found[alias.name, kinds[alias.body].value] = None
    found |= {(name, Kind.DEPARTMENT.value): None for name in departments()}
    return [(name, kind) for name, kind in found if len(name) > _SHORTEST_NAME]


def bodies() -> tuple[BodyRow, ...]:
    """The nation, central bodies, the provinces of both lists with their authorities, and the communes."""
    nation = BodyRow(NATION_CODE, "Việt Nam", "Việt Nam", Kind.TERRITORY, Level.CENTRAL)
    return (nation, *central_bodies(), *province_bodies(), *communes())


@cache
def central_bodies() -> tuple[BodyRow, ...]:
    """The bodies of the centre, those that ended in 2025 among them."""
    return tuple(
        BodyRow(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=Kind(row["kind"]),
            level=Level.CENTRAL,
            parent=row["parent"] or None,
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _read("central.csv")
    )


@cache
def province_bodies() -> tuple[BodyRow, ...]:
    """The territories of the 63 and of the 34 provinces, each followed by its three authorities.

    A province that keeps both name and code is one body; see docs/decisions/0003-bodies.md for the codes.
    """
    old = {row["code"]: row for row in _read("provinces_63.csv")}
    today = {row["code"]: row for row in _read("provinces.csv")}
    rows: list[BodyRow] = []
    for code in sorted(old.keys() | today.keys()):
        unit = _unit(today.get(code) or old[code], Level.PROVINCE, NATION_CODE)
        begins = None if code in old else COMMUNE_REFORM_ON
        ends = None if code in today else COMMUNE_REFORM_ON
        territory = _with_validity(unit, begins, ends)
        rows += [territory, *(authority_row(territory, kind) for kind in AUTHORITY_KINDS)]
    return tuple(rows)


@cache
def communes() -> tuple[BodyRow, ...]:
    """The 3,321 communes, wards and special zones of 1 July 2025, as territories."""
    return tuple(
        _with_validity(_unit(row, Level.COMMUNE, row["province"]), COMMUNE_REFORM_ON, None)
        for row in _read("communes.csv")
    )


def authority_row(territory: BodyRow, kind: Kind, *, province: BodyRow | None = None) -> BodyRow:
    """The authority of a territory as a body; a commune's needs its `province` for name and parent."""
    parent: str | None
    if province:
        parent = authority_code(province.code, kind, Level.PROVINCE)
    else:
        parent = {Kind.PEOPLES_COMMITTEE: "CP", Kind.PARTY_COMMITTEE: "BCHTW"}.get(kind)
    name = authority_name(territory, kind)
    return BodyRow(
        code=authority_code(territory.code, kind, territory.level),
        name=f"{name}, {place_words(province)}" if province else name,
        short_name=name.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND"),
        kind=kind,
        level=territory.level,
        parent=parent,
        territory=territory.code,
        valid_from=territory.valid_from,
        valid_to=territory.valid_to,
    )


def authority_name(territory: BodyRow, kind: Kind) -> str:
    """'Ủy ban nhân dân tỉnh Nghệ An', 'Thành ủy Hà Nội', 'Đảng ủy xã Tiên Điền'."""
    if kind is Kind.PARTY_COMMITTEE and territory.level is Level.PROVINCE:
        word = "Thành ủy" if territory.unit_kind == "thanh-pho" else "Tỉnh ủy"
        place = place_words(territory) if territory.short_name == _CITY_WITH_CAPITAL else territory.short_name
        return f"{word} {place}"
    words = {
        Kind.PEOPLES_COMMITTEE: "Ủy ban nhân dân",
        Kind.PEOPLES_COUNCIL: "Hội đồng nhân dân",
        Kind.PARTY_COMMITTEE: "Đảng ủy",
    }
    return f"{words[kind]} {place_words(territory)}"


def place_words(territory: BodyRow) -> str:
    """The territory as it stands inside a sentence: 'tỉnh Nghệ An', 'Thành phố Hồ Chí Minh'."""
    if territory.short_name == _CITY_WITH_CAPITAL:
        return territory.name
    return territory.name[0].lower() + territory.name[1:]


def aliases() -> tuple[AliasRow, ...]:
    """Other printed names, kept by hand."""
    return tuple(
        AliasRow(row["body"], row["alias"], _day(row["valid_from"]), _day(row["valid_to"]))
        for row in _read("aliases.csv")
    )


def departments() -> tuple[str, ...]:
    """Names of departments, boards and associations that texts name as leads without their being in the directory.

    Names with "và" or a comma inside cannot be told from two names by grammar alone; former names are among them.
    """
    return tuple(row["name"] for row in _read("departments.csv"))


def posts() -> tuple[PostRow, ...]:
    """Posts by the rules of posts.csv: a body with rows of its own gets those, any other the rows of its kind."""
    by_kind: dict[str, list[dict[str, str]]] = {}
    by_body: dict[str, list[dict[str, str]]] = {}
    for row in _read("posts.csv"):
        target = by_kind if row["applies_to"].startswith("kind:") else by_body
        target.setdefault(row["applies_to"].removeprefix("kind:"), []).append(row)
    return tuple(
        PostRow(body.code, row["title"].format(name=body.name), row["is_head"] == "1")
        for body in central_bodies() + province_bodies()
        for row in by_body.get(body.code, by_kind.get(body.kind.value, []))
    )


def successions() -> tuple[SuccessionRow, ...]:
    """Successions of central bodies (a table) and of the provinces with their authorities (from the list of 63)."""
    rows = [
        SuccessionRow(
            row["predecessor"],
            row["successor"],
            date.fromisoformat(row["on"]),
            row["share"],
            SuccessionKind(row["kind"]),
        )
        for row in _read("successions.csv")
    ]
    for row in _read("provinces_63.csv"):
        if row["code"] != row["province"]:
            pairs = [(row["code"], row["province"])]
            pairs += [
                (
                    authority_code(row["code"], kind, Level.PROVINCE),
                    authority_code(row["province"], kind, Level.PROVINCE),
                )
                for kind in AUTHORITY_KINDS
            ]
            rows += [SuccessionRow(old, new, COMMUNE_REFORM_ON, "1", SuccessionKind.MERGE) for old, new in pairs]
    return tuple(rows)


def groups() -> tuple[GroupRow, ...]:
    """Classes of bodies with a rule, and for each province its communes ("các xã, phường tỉnh Nghệ An")."""
    rows = [
        GroupRow(
            row["code"],
            row["name"],
            parse_rule(row["rule"]),
            _phrases(row["patterns"]),
            _phrases(row["party_patterns"]),
        )
        for row in _read("groups.csv")
    ]
    by_code = {row.code: row for row in rows}
    today = [body for body in province_bodies() if body.kind is Kind.TERRITORY and body.valid_to is None]
    for code, kind in _PROVINCE_GROUPS.items():
        rows += [_group_of_province(by_code[code], kind, province) for province in today]
    return tuple(rows)


def old_units() -> Iterator[OldUnitRow]:
    """Every part of an old commune with the commune of today that holds it, in the order of codes, main parts first."""
    previous, rank = "", 0
    for row in _read("old_units.csv.gz"):
        rank = rank + 1 if row["code"] == previous else 0
        previous = row["code"]
        yield OldUnitRow(
            row["code"], row["name"], row["district_code"], row["district"], row["province"], row["commune"], rank
        )


def _group_of_province(group: GroupRow, kind: Kind, province: BodyRow) -> GroupRow:
    place = place_words(province)

    def narrowed(patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{pattern} {end}" for pattern in patterns for end in (place, f"của {place}", f"thuộc {place}"))

    parent = authority_code(province.code, kind, Level.PROVINCE)
    return GroupRow(
        f"{group.code}.{province.code}",
        f"{group.name}, {place}",
        (Selector(kind, Level.COMMUNE, parent),),
        narrowed(group.patterns),
        narrowed(group.party_patterns),
    )


def _unit(row: dict[str, str], level: Level, parent: str) -> BodyRow:
    return BodyRow(
        code=row["code"],
        name=f"{UNIT_WORDS[row['kind']]} {row['name']}",
        short_name=row["name"],
        kind=Kind.TERRITORY,
        level=level,
        parent=parent,
        unit_kind=row["kind"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _with_validity(row: BodyRow, begins: date | None, ends: date | None) -> BodyRow:
    fields = {name: getattr(row, name) for name in BodyRow.__slots__}
    return BodyRow(**{**fields, "valid_from": begins, "valid_to": ends})


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in text.split("|") if phrase)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(name: str) -> list[dict[str, str]]:
    content = files("thuocdo.organisations").joinpath("data", name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))
