"""The "six clears" of a task: person, work, responsibility, authority, time, result; they inform, the table decides."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thuocdo.tasks.rules.states import OPEN, State
from thuocdo.tasks.rules.workdays import WorkingDays

NAMING_DAYS = 2  # the accountable person is named within so many working days of the assignment


class Clear(StrEnum):
    """What must be clear of a task."""

    PERSON = "person"
    WORK = "work"
    RESPONSIBILITY = "responsibility"
    AUTHORITY = "authority"
    TIME = "time"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Known:
    """Which facts a task has."""

    has_person: bool
    has_title: bool
    has_lead: bool
    has_assigner: bool
    has_time: bool
    has_deliverable: bool


def missing(known: Known) -> frozenset[Clear]:
    """The clears that the task lacks."""
    found = {
        Clear.PERSON: known.has_person,
        Clear.WORK: known.has_title,
        Clear.RESPONSIBILITY: known.has_lead,
        Clear.AUTHORITY: known.has_assigner,
        Clear.TIME: known.has_time,
        Clear.RESULT: known.has_deliverable,
    }
    return frozenset(clear for clear, is_known in found.items() if not is_known)


def person_is_unclear(state: State, asked_on: date | None, *, has_person: bool, on: date, days: WorkingDays) -> bool:
    """Whether an open task is to be marked: nobody answers for it though the days for naming somebody are over."""
    if has_person or asked_on is None or state not in OPEN:
        return False
    return on > days.add(asked_on, NAMING_DAYS)
