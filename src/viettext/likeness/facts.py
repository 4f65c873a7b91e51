"""What goes into a comparison of two pieces of work, and what comes out of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SAME, CLASH, NONE = "same", "clash", "none"


@dataclass(frozen=True, slots=True)
class Body:
    """Who leads, as the caller knows it: `key` of the body that holds the work today, `place` its territory.

    `place` is empty for a body of the centre. `above` are the keys of the bodies that it is part of.
    """

    key: str
    place: str = ""
    above: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work. A class of bodies is given as its members in `leads`."""

    title: str
    deliverables: tuple[str, ...] = ()
    leads: tuple[Body, ...] = ()
    due: date | None = None
    recurrence: str = ""


class Why(StrEnum):
    """What a reason speaks of; the first four say what the two share, the others where they differ."""

    WORDS = "words"
    PRODUCT = "product"
    LEAD = "lead"
    AMOUNT = "amount"
    OTHER_LEAD = "other_lead"
    OTHER_DUE = "other_due"
    OTHER_ROUND = "other_round"
    OTHER_AMOUNT = "other_amount"
    OTHER_PLACE = "other_place"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with what it rests on in either work, as printed there (dates in ISO form)."""

    why: Why
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` is "same", "clash" or "none"; `score` 0 to 1 says how sure it is that both tell of one piece of work."""

    kind: str
    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def is_alarm(self) -> bool:
        """Whether a person should look before assigning."""
        return self.kind != NONE
