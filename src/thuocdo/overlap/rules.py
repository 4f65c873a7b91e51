"""What an overlap is and how it is answered; which pairs of tasks are not asked about."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thuocdo.tasks.rules.states import DONE, State

LONG_DONE = timedelta(days=60)


class OverlapKind(StrEnum):
    """What two tasks are to each other."""

    SAME = "same"
    CLASH = "clash"


class Answer(StrEnum):
    """What a person said of an overlap; OPEN until somebody did."""

    OPEN = "open"
    KEPT = "kept"
    JOINED = "joined"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task stands: keys of itself, its parent, its directive and the directive that this carries out."""

    key: int
    parent: int | None
    directive: int | None
    under: int | None
    state: str
    due: date | None


def is_kin(one: Place, other: Place) -> bool:
    """Whether one was made out of the other on purpose: a part of it or beside it, or a plan that carries it out."""
    if other.key in (one.key, one.parent) or other.parent == one.key:
        return True
    if one.parent is not None and one.parent == other.parent:
        return True
    is_carried_out = one.under is not None and one.under == other.directive
    return is_carried_out or (other.under is not None and other.under == one.directive)


def is_past(other: Place, due: date | None) -> bool:
    """Whether the other one no longer matters to work due then: taken back, or done for an earlier round."""
    if other.state == State.CANCELLED.value:
        return True
    is_done = other.state in {state.value for state in DONE}
    return is_done and other.due is not None and due is not None and due - other.due > LONG_DONE
