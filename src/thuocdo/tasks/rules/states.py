"""States of a task, the acts that move it, and who may do each: the table a lawyer can read."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a task stands in its life."""

    DRAFT = "draft"
    ASSIGNED = "assigned"
    HANDED_BACK = "handed_back"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    RETURNED = "returned"
    VERIFIED = "verified"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What can happen to a task; the values are the words of the exchange format."""

    CREATED = "created"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    HANDED_BACK = "handed_back"
    STARTED = "started"
    PROGRESSED = "progressed"
    REPORTED = "reported"
    VERIFIED = "verified"
    RETURNED = "returned"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class Side(StrEnum):
    """On whose behalf a person acts on a task (domain: Rights)."""

    LEAD = "lead"
    ASSIGNER = "assigner"
    VERIFIER = "verifier"
    COORDINATING = "coordinating"
    INSPECTOR = "inspector"


DONE = frozenset({State.VERIFIED, State.CLOSED})
WORKING = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.RETURNED})
OPEN = frozenset({State.ASSIGNED, State.HANDED_BACK, State.REPORTED}) | WORKING
PENDING_EXTENSION = OPEN | {State.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table. `target` None keeps the state, or brings back the one before a suspension."""

    act: Act
    sources: frozenset[State]
    target: State | None
    side: Side
    needs_reason: bool = False


MOVES = (
    Move(Act.ASSIGNED, frozenset({State.DRAFT, State.HANDED_BACK}), State.ASSIGNED, Side.ASSIGNER),
    Move(Act.ACCEPTED, frozenset({State.ASSIGNED}), State.ACCEPTED, Side.LEAD),
    Move(Act.HANDED_BACK, frozenset({State.ASSIGNED}), State.HANDED_BACK, Side.LEAD, needs_reason=True),
    Move(Act.STARTED, frozenset({State.ACCEPTED}), State.IN_PROGRESS, Side.LEAD),
    Move(Act.PROGRESSED, frozenset({State.ACCEPTED}), State.IN_PROGRESS, Side.LEAD),
    Move(Act.PROGRESSED, frozenset({State.IN_PROGRESS, State.RETURNED}), None, Side.LEAD),
    Move(Act.REPORTED, WORKING, State.REPORTED, Side.LEAD),
    Move(Act.VERIFIED, frozenset({State.REPORTED}), State.VERIFIED, Side.VERIFIER),
    Move(Act.RETURNED, frozenset({State.REPORTED}), State.RETURNED, Side.VERIFIER, needs_reason=True),
    Move(Act.EXTENSION_REQUESTED, WORKING, None, Side.LEAD, needs_reason=True),
    Move(Act.EXTENSION_GRANTED, PENDING_EXTENSION, None, Side.ASSIGNER),
    Move(Act.EXTENSION_REFUSED, PENDING_EXTENSION, None, Side.ASSIGNER),
    Move(Act.SUSPENDED, OPEN, State.SUSPENDED, Side.ASSIGNER, needs_reason=True),
    Move(Act.RESUMED, frozenset({State.SUSPENDED}), None, Side.ASSIGNER),
    Move(Act.CANCELLED, OPEN | {State.DRAFT, State.SUSPENDED}, State.CANCELLED, Side.ASSIGNER, needs_reason=True),
    Move(Act.CLOSED, frozenset({State.VERIFIED}), State.CLOSED, Side.ASSIGNER),
)  # fmt: skip

_BY_ACT_AND_STATE = {(move.act, state): move for move in MOVES for state in move.sources}
assert len(_BY_ACT_AND_STATE) == sum(len(move.sources) for move in MOVES), "two lines of the table clash"


def find(act: Act, state: State) -> Move | None:
    """The line of the table that allows the act in this state, or None."""
    return _BY_ACT_AND_STATE.get((act, state))


def allowed(state: State, sides: frozenset[Side]) -> list[Move]:
    """The moves open to somebody on these sides, in the table's order: the buttons of a task's page."""
    return [move for move in MOVES if state in move.sources and move.side in sides]
