"""What a person holds on a day."""

from datetime import date

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import ACTING_ROLES, Held, Role


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
