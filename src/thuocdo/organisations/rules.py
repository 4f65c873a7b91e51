"""Kinds and levels of bodies, how a group is described, and what "valid on a day" means."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# "Since before this directory records": real bodies whose first day is not known start here.
BEGINNING = date(1900, 1, 1)
NATION_CODE = "VN"
COMMUNE_REFORM_ON = date(2025, 7, 1)  # 63 provinces became 34, districts ended (Nghị quyết 202/2025/QH15)
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "thuocdo:organisation")


class Kind(StrEnum):
    """What a body is."""

    TERRITORY = "territory"
    PEOPLES_COMMITTEE = "peoples_committee"
    PEOPLES_COUNCIL = "peoples_council"
    PARTY_COMMITTEE = "party_committee"
    MINISTRY = "ministry"
    AGENCY = "agency"
    PARTY_COMMISSION = "party_commission"
    ASSEMBLY_BODY = "assembly_body"
    FRONT_OR_UNION = "front_or_union"
    COURT_OR_PROCURACY = "court_or_procuracy"
    COMMITTEE = "committee"
    ENTERPRISE = "enterprise"
    DEPARTMENT = "department"


class Level(StrEnum):
    """Where a body stands; districts exist only in the mapping table of old units."""

    CENTRAL = "central"
    PROVINCE = "province"
    COMMUNE = "commune"


class SuccessionKind(StrEnum):
    """How a body went over into another."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"


# The authorities of a territory and the end of their code, by level.
AUTHORITY_SUFFIXES = {
    (Kind.PEOPLES_COMMITTEE, Level.PROVINCE): "UBND",
    (Kind.PEOPLES_COUNCIL, Level.PROVINCE): "HDND",
    (Kind.PARTY_COMMITTEE, Level.PROVINCE): "TU",
    (Kind.PEOPLES_COMMITTEE, Level.COMMUNE): "UBND",
    (Kind.PEOPLES_COUNCIL, Level.COMMUNE): "HDND",
    (Kind.PARTY_COMMITTEE, Level.COMMUNE): "DU",
}
AUTHORITY_KINDS = (Kind.PEOPLES_COMMITTEE, Kind.PEOPLES_COUNCIL, Kind.PARTY_COMMITTEE)


def authority_code(territory_code: str, kind: Kind, level: Level) -> str:
    """'40.UBND' for the people's committee of province 40. KeyError when a territory has no such authority."""
    return f"{territory_code}.{AUTHORITY_SUFFIXES[kind, level]}"


def uuid_of(code: str) -> uuid.UUID:
    """The identifier of a body of the shared directory: the same on every installation."""
    return uuid.uuid5(_NAMESPACE, code)


def is_valid(valid_from: date, valid_to: date | None, *, on: date) -> bool:
    """Half-open: a body is valid on its first day and no longer on `valid_to`."""
    return valid_from <= on and (valid_to is None or on < valid_to)


@dataclass(frozen=True, slots=True)
class Selector:
    """One part of a group's rule: bodies of a kind at a level, if wanted directly below a parent, but for some."""

    kind: Kind
    level: Level
    parent: str | None = None
    excluding: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """What the database keeps."""
        return {
            "kind": self.kind.value,
            "level": self.level.value,
            "parent": self.parent,
            "excluding": list(self.excluding),
        }


def parse_rule(text: str) -> tuple[Selector, ...]:
    """Reads `kind:level[:parent[:!CODE+CODE]]` parts joined by `;`. ValueError for an unknown kind or level."""
    selectors = []
    for part in text.split(";"):
        kind, level, parent, excluded = [*part.split(":"), "", ""][:4]
        codes = tuple(code for code in excluded.removeprefix("!").split("+") if code)
        selectors.append(Selector(Kind(kind), Level(level), parent or None, codes))
    return tuple(selectors)


def selector_from_json(stored: dict[str, object]) -> Selector:
    """The inverse of `Selector.as_json`."""
    parent = stored.get("parent")
    excluding = stored.get("excluding") or []
    assert isinstance(excluding, list)
    return Selector(
        Kind(str(stored["kind"])),
        Level(str(stored["level"])),
        str(parent) if parent else None,
        tuple(map(str, excluding)),
    )


@dataclass(frozen=True, slots=True)
class SuccessionFact:
    """One succession as plain facts; `share` is the part (0 to 1) of the predecessor that went to the successor."""

    predecessor_id: int
    successor_id: int
    on: date
    share: Decimal


class SuccessionTable:
    """Answers who stands in for a body on a day, from all successions at once."""

    def __init__(self, facts: list[SuccessionFact]) -> None:
        self._by_predecessor: dict[int, list[SuccessionFact]] = {}
        for fact in facts:
            self._by_predecessor.setdefault(fact.predecessor_id, []).append(fact)

    def successor_on(self, body_id: int, *, on: date) -> int:
        """The body that stands in for `body_id` on `on`: main shares followed to the end, itself if it goes on.

        The main share is the largest of the latest succession day that is not after `on`; equal shares go to the
        lower identifier.
        """
        seen = {body_id}
        while steps := [fact for fact in self._by_predecessor.get(body_id, ()) if fact.on <= on]:
            latest = max(fact.on for fact in steps)
            main = min((f for f in steps if f.on == latest), key=lambda f: (-f.share, f.successor_id))
            if main.successor_id in seen:
                break
            body_id = main.successor_id
            seen.add(body_id)
        return body_id
