"""What the matcher knows of bodies, aliases, posts and groups: plain facts, without a database."""

from dataclasses import dataclass
from datetime import date

from thuocdo.organisations.rules import NATION_CODE, Kind, Level, is_valid


@dataclass(frozen=True, slots=True)
class BodyFact:
    """A body; `id` is None for a commune's authority that nothing has used yet. `territory` and `parent` are codes."""

    id: int | None
    code: str
    name: str
    short_name: str
    kind: Kind
    level: Level
    valid_from: date
    valid_to: date | None
    parent: str | None = None
    territory: str | None = None
    unit_kind: str = ""

    def is_valid(self, *, on: date) -> bool:
        """Whether the body exists on the day `on`."""
        return is_valid(self.valid_from, self.valid_to, on=on)

    @property
    def is_commune_territory(self) -> bool:
        """A commune itself, not its authorities."""
        return self.kind is Kind.TERRITORY and self.level is Level.COMMUNE

    @property
    def is_nation(self) -> bool:
        """The whole country, which no body stands for."""
        return self.code == NATION_CODE


@dataclass(frozen=True, slots=True)
class AliasFact:
    """Another name of a body and the days on which it was in use."""

    body_id: int
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post of a body."""

    body_id: int
    title: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A class of bodies with the printed names it answers to."""

    code: str
    patterns: tuple[str, ...]
    party_patterns: tuple[str, ...]
