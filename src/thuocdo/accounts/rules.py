"""Roles, and what a grant covers: a body and those below it, within its days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do for a body (domain: Rights)."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    HEAD = "head"
    INSPECTOR = "inspector"


ACTING_ROLES = frozenset({Role.OFFICER, Role.HEAD})
LENDABLE_ROLES = frozenset({Role.OFFICER, Role.HEAD})
LONGEST_LOAN_DAYS = 90
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,98}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Held:
    """One grant in plain form. `path` is the materialised path of its body, "" for the whole installation."""

    role: Role
    organisation_id: int | None
    path: str
    valid_from: date
    valid_to: date | None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def covers(held: Iterable[Held], *, path: str, roles: Iterable[Role], on: date) -> bool:
    """Whether one of the grants, in one of `roles` and valid on the day, covers the body at `path`."""
    wanted = frozenset(roles)
    return any(h.role in wanted and h.is_valid(on) and path.startswith(h.path) for h in held)
