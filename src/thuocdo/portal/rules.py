"""How the public tells bodies apart: ministries and agencies, provinces and communes, bodies of the Party."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from thuocdo.organisations.rules import Kind
from thuocdo.tasks.rules.spans import Status


class Block(StrEnum):
    """A family of bodies shown together; the values stand in addresses."""

    STATE = "bo-nganh"
    LOCAL = "dia-phuong"
    PARTY = "dang"
    OTHER = "khac"


LOCAL_KINDS = frozenset({Kind.TERRITORY.value, Kind.PEOPLES_COMMITTEE.value, Kind.PEOPLES_COUNCIL.value})
STATE_KINDS = frozenset({Kind.MINISTRY.value, Kind.AGENCY.value})
PARTY_KINDS = frozenset({Kind.PARTY_COMMISSION.value, Kind.PARTY_COMMITTEE.value})

# The word in the address of each list, and the statuses it shows.
LISTS: dict[str, tuple[Status, ...]] = {
    "dung-han": (Status.DONE_ON_TIME,),
    "tre": (Status.DONE_LATE,),
    "xong": (Status.DONE_ON_TIME, Status.DONE_LATE),
    "trong-han": (Status.OPEN_IN_TIME, Status.DUE_SOON, Status.NO_DEADLINE),
    "qua-han": (Status.OPEN_OVERDUE,),
    "chua-xong": (Status.OPEN_IN_TIME, Status.DUE_SOON, Status.NO_DEADLINE, Status.OPEN_OVERDUE),
    "sap-den-han": (Status.DUE_SOON,),
    "khong-han": (Status.NO_DEADLINE,),
    "da-huy": (Status.CANCELLED,),
}
COUNTED = tuple(status for status in Status if status is not Status.CANCELLED)

SIGN = {
    Status.DONE_ON_TIME: "done",
    Status.DONE_LATE: "late",
    Status.OPEN_IN_TIME: "open",
    Status.DUE_SOON: "soon",
    Status.NO_DEADLINE: "none",
    Status.OPEN_OVERDUE: "over",
    Status.CANCELLED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One body of a published board: the counts of the contract, and the family it is shown with."""

    key: str
    name: str
    block: Block
    counts: dict[str, Any] = field(default_factory=dict)


def block_of(kind: str) -> Block:
    """The family of a kind of body."""
    if kind in STATE_KINDS:
        return Block.STATE
    if kind in LOCAL_KINDS:
        return Block.LOCAL
    return Block.PARTY if kind in PARTY_KINDS else Block.OTHER


def lines(groups: list[dict[str, Any]]) -> list[Line]:
    """The bodies of a published board that have a counted task, the most overdue first."""
    return [Line(g["key"], g["name"], block_of(g["kind"]), g) for g in groups if g["total"]]


def hidden(not_public: dict[str, int], statuses: tuple[Status, ...]) -> int:
    """How many tasks of these statuses are counted and not shown."""
    return sum(not_public.get(str(int(status)), 0) for status in statuses)
