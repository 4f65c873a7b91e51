"""Finds every event of a file that the exchange contract would refuse, independent of the product's own rules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import days
from .check import period_of

Event = dict[str, Any]

OPEN = frozenset({"assigned", "accepted", "in progress", "reported", "returned", "handed back"})
WORKING = frozenset({"accepted", "in progress", "returned"})

# event: states it may come from (None: any that is not suspended or ended), state after (None: unchanged)
MOVES: dict[str, tuple[frozenset[str], str | None]] = {
    "assigned": (frozenset({"created", "handed back"}), "assigned"),
    "accepted": (frozenset({"assigned"}), "accepted"),
    "handed_back": (frozenset({"assigned"}), "handed back"),
    "started": (frozenset({"accepted"}), "in progress"),
    "progressed": (WORKING, None),
    "reported": (WORKING, "reported"),
    "verified": (frozenset({"reported"}), "verified"),
    "returned": (frozenset({"reported"}), "returned"),
    "extension_requested": (WORKING, None),
    "extension_granted": (OPEN, None),
    "extension_refused": (OPEN, None),
    "suspended": (OPEN, "suspended"),
    "resumed": (frozenset({"suspended"}), ""),
    "cancelled": (OPEN | {"suspended"}, "cancelled"),
    "closed": (frozenset({"verified"}), "closed"),
}
REQUIRED = {
    "created": ("programme", "title", "lead", "deliverables"),
    "assigned": ("by",),
    "accepted": ("by",),
    "started": ("by",),
    "handed_back": ("by", "reason"),
    "progressed": ("percent", "note"),
    "reported": ("evidence",),
    "verified": ("by",),
    "returned": ("by", "reason"),
    "extension_requested": ("by", "to", "reason"),
    "extension_granted": ("by", "to"),
    "extension_refused": ("by", "to"),
    "suspended": ("by", "reason"),
    "resumed": ("by", "reason"),
    "cancelled": ("by", "reason"),
    "closed": ("by",),
}
_CREATED_OPTIONS = """
coordinating accountable_person due recurrence no_deadline parent weight source field class
"""
OPTIONAL = {
    "created": frozenset(_CREATED_OPTIONS.split()),
    "assigned": frozenset({"lead"}),
    "reported": frozenset({"by"}),
}
ALWAYS = frozenset({"on", "event", "task"})
PERIODIC = frozenset({"progressed", "reported", "verified", "returned"}) | frozenset(
    {"extension_requested", "extension_granted", "extension_refused"}
)


@dataclass
class Course:
    """Where the life of one task, or of one period of it, has got to."""

    state: str
    due: date | None
    reported_by: str = ""
    is_pending: bool = False
    suspended_on: date | None = None
    state_before: str = ""


@dataclass
class Known:
    """One task: its courses (`""` is the task itself, others are periods) and what its first event said."""

    created: Event
    last_on: str
    assigned_on: date | None = None
    courses: dict[str, Course] = field(default_factory=dict)


def _shape(event: Event) -> Iterator[str]:
    name = event["event"]
    if name not in REQUIRED:
        yield f"unknown event {name}"
        return
    yield from (f"{name} without {key}" for key in REQUIRED[name] if not event.get(key) and event.get(key) != 0)
    allowed = ALWAYS | set(REQUIRED[name]) | OPTIONAL.get(name, frozenset())
    allowed |= {"period"} if name in PERIODIC else set()
    yield from (f"{name} with unknown field {key}" for key in event if key not in allowed)


def _create(tasks: dict[str, Known], event: Event) -> Iterator[str]:
    if event["task"] in tasks:
        yield "created twice"
    if event.get("parent") and event["parent"] not in tasks:
        yield "parent not created before"
    if not (event.get("due") or event.get("recurrence") or event.get("no_deadline")):
        yield "no word on time"
    due = date.fromisoformat(event["due"]) if event.get("due") else None
    tasks[event["task"]] = Known(event, event["on"], courses={"": Course("created", due)})


def _course(known: Known, event: Event) -> Course:
    period = event.get("period", "")
    if period and period not in known.courses:
        last = date.fromisoformat(event["on"])
        label, end = period_of(last, known.created["recurrence"])
        for back in range(400):
            if label == period:
                break
            label, end = period_of(date.fromordinal(last.toordinal() - back), known.created["recurrence"])
        known.courses[period] = Course(known.courses[""].state, end)
    return known.courses[period]


def _check_assigned(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if course.state == "handed back" and not event.get("lead"):
        yield "assigned again without a lead"
    known.assigned_on = on


def _check_handed_back(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if known.assigned_on is None or on > days.shift(known.assigned_on, 2):
        yield "handed back after the second working day"


def _check_reported(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if len(event["evidence"]) < len(known.created["deliverables"]):
        yield "fewer references than deliverables"
    course.reported_by = event.get("by", known.created["lead"][0])


def _check_verdict(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if event["by"] == course.reported_by:
        yield "verified or returned by the reporter"


def _check_requested(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if course.due is None or on > course.due:
        yield "extension asked after the deadline"
    elif date.fromisoformat(event["to"]) <= course.due:
        yield "extension to an earlier day"
    if course.is_pending:
        yield "a second pending request"
    course.is_pending = True


def _check_answered(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if not course.is_pending:
        yield "no pending request"
    course.is_pending = False
    if event["event"] == "extension_granted":
        to = date.fromisoformat(event["to"])
        if course.due is not None and to <= course.due:
            yield "granted day not later"
        course.due = to


def _check_suspended(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    course.suspended_on, course.state_before = on, course.state
    yield from ()


def _check_resumed(known: Known, course: Course, event: Event, on: date) -> Iterator[str]:
    if course.due and course.suspended_on:
        course.due += on - course.suspended_on
    yield from ()


_CHECKS: dict[str, Callable[[Known, Course, Event, date], Iterator[str]]] = {
    "assigned": _check_assigned,
    "handed_back": _check_handed_back,
    "reported": _check_reported,
    "verified": _check_verdict,
    "returned": _check_verdict,
    "extension_requested": _check_requested,
    "extension_granted": _check_answered,
    "extension_refused": _check_answered,
    "suspended": _check_suspended,
    "resumed": _check_resumed,
}


def _move(known: Known, event: Event) -> Iterator[str]:
    name, course = event["event"], _course(known, event)
    sources, after = MOVES[name]
    if course.state not in sources:
        yield f"{name} from {course.state}"
    if known.created.get("recurrence") and name in PERIODIC and not event.get("period"):
        yield f"{name} of a recurring task without its period"
    if check := _CHECKS.get(name):
        yield from check(known, course, event, date.fromisoformat(event["on"]))
    if after is not None:
        course.state = after or course.state_before


def refusals(events: Iterable[Event]) -> Iterator[str]:
    """One line for every fault: line number, task and what is wrong; nothing for a file that is in order."""
    tasks: dict[str, Known] = {}
    for line, event in enumerate(events, 1):
        faults = list(_shape(event))
        if event["event"] == "created":
            faults += _create(tasks, event)
        elif event["task"] not in tasks:
            faults.append("task not created")
        elif not faults:
            if event["on"] < tasks[event["task"]].last_on:
                faults.append("day goes back")
            tasks[event["task"]].last_on = event["on"]
            faults += _move(tasks[event["task"]], event)
        yield from (f"{line}: {event['task']}: {fault}" for fault in faults)
