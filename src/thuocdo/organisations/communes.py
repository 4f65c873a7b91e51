"""Finds communes by printed names like "UBND xã X, tỉnh Y"; the same name in two provinces is two answers."""

from collections.abc import Iterable

from thuocdo.organisations.directory import BodyRow, authority_row
from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.names import key
from thuocdo.organisations.rules import BEGINNING, Kind, Level

_PREFIXES = {
    "uy ban nhan dan": Kind.PEOPLES_COMMITTEE,
    "hoi dong nhan dan": Kind.PEOPLES_COUNCIL,
    "ban thuong vu dang uy": Kind.PARTY_COMMITTEE,
    "dang uy": Kind.PARTY_COMMITTEE,
    "dang bo": Kind.PARTY_COMMITTEE,
}
_LONGEST_NAME = 8  # words


class CommuneIndex:
    """Communes by the key of their name ("xa tien dien") and of their province ("nghe an")."""

    def __init__(self, bodies: Iterable[BodyFact]) -> None:
        self._provinces: dict[str, BodyFact] = {}
        self._by_name: dict[str, list[BodyFact]] = {}
        self._place_keys: dict[str, str] = {}
        for body in bodies:
            if body.kind is not Kind.TERRITORY or body.is_nation:
                continue
            if body.level is Level.COMMUNE:
                self._by_name.setdefault(key(body.name), []).append(body)
            elif body.valid_to is None:
                self._provinces[body.code] = body
                self._place_keys |= dict.fromkeys((key(body.name), key(body.short_name)), body.code)

    def find(self, name: str, *, party: bool) -> list[BodyFact]:
        """The authorities that the key `name` can mean, none or several; `party` decides for a bare "xã X"."""
        kind = Kind.PARTY_COMMITTEE if party else Kind.PEOPLES_COMMITTEE
        for prefix, authority in _PREFIXES.items():
            if name.startswith(prefix + " "):
                kind, name = authority, name.removeprefix(prefix + " ")
                break
        return [self.authority(commune, kind) for commune in self._communes(name.split())]

    def beginning_with(self, name: str, *, limit: int) -> list[BodyFact]:
        """People's committees of communes whose name begins with the key, with or without "UBND" and "xã"."""
        name = name.removeprefix("uy ban nhan dan ").strip()
        found: list[BodyFact] = []
        for commune_name, communes in self._by_name.items():
            if commune_name.startswith(name) or commune_name.split(" ", 1)[1].startswith(name):
                found += [self.authority(commune, Kind.PEOPLES_COMMITTEE) for commune in communes]
            if len(found) >= limit:
                break
        return found[:limit]

    def authority(self, commune: BodyFact, kind: Kind) -> BodyFact:
        """The authority of a commune as a fact that is in no database yet."""
        row = authority_row(_row(commune), kind, province=_row(self._provinces[commune.parent or ""]))
        return BodyFact(
            id=None,
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            level=row.level,
            valid_from=commune.valid_from,
            valid_to=commune.valid_to,
            parent=row.parent,
            territory=row.territory,
        )

    def _communes(self, words: list[str]) -> list[BodyFact]:
        for length in range(min(_LONGEST_NAME, len(words)), 1, -1):
            communes = self._by_name.get(" ".join(words[:length]))
            if communes is None:
                continue
            province = " ".join(words[length:])
            if not province:
                return communes
            code = self._place_keys.get(province)
            if code is not None:
                return [commune for commune in communes if commune.parent == code]
        return []


def _row(fact: BodyFact) -> BodyRow:
    return BodyRow(
        fact.code,
        fact.name,
        fact.short_name,
        fact.kind,
        fact.level,
        fact.parent,
        unit_kind=fact.unit_kind,
        valid_from=None if fact.valid_from == BEGINNING else fact.valid_from,
        valid_to=fact.valid_to,
    )
