"""A small counter of the board's rules over a list of events, independent of the product's own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from . import days

Event = dict[str, Any]


@dataclass
class Work:
    """What is counted once: a task, or one occurrence of a recurring one; dates as known so far."""

    due: date | None
    first_due: date | None
    is_assigned: bool = False
    reported_on: date | None = None
    verified_on: date | None = None
    suspended_on: date | None = None
    is_cancelled: bool = False
    granted: int = 0


@dataclass
class Tally:
    """A board's counts, named as in the contract."""

    total: int = 0
    done: int = 0
    done_on_time: int = 0
    done_late: int = 0
    open: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    due_soon: int = 0
    no_deadline: int = 0
    suspended: int = 0
    cancelled: int = 0
    extended: int = 0


@dataclass
class Task:
    """One task's own state and, for a recurring one, that of each period with an event."""

    work: Work
    recurrence: str | None
    parent: str | None
    assigned_on: date | None = None
    periods: dict[str, Work] = field(default_factory=dict)


def period_of(day: date, recurrence: str) -> tuple[str, date]:
    """The label (`2025-W43`, `2025-10`, `2025-Q3`, `2025-H2`, `2025`) of the period with `day`, and its last day."""
    if recurrence == "weekly":
        year, week, weekday = day.isocalendar()
        return f"{year}-W{week:02d}", day + timedelta(days=7 - weekday)
    months = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}[recurrence]
    number = (day.month - 1) // months + 1
    label = {1: f"-{number:02d}", 3: f"-Q{number}", 6: f"-H{number}", 12: ""}[months]
    return f"{day.year}{label}", days.month_end(day.year, number * months)


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _assigned(work: Work, event: Event, on: date) -> None:
    work.is_assigned = True


def _granted(work: Work, event: Event, on: date) -> None:
    work.due, work.granted = _iso(event["to"]), work.granted + 1


def _reported(work: Work, event: Event, on: date) -> None:
    work.reported_on = on


def _verified(work: Work, event: Event, on: date) -> None:
    work.verified_on = on


def _suspended(work: Work, event: Event, on: date) -> None:
    work.suspended_on = on


def _resumed(work: Work, event: Event, on: date) -> None:
    if work.due and work.suspended_on:
        work.due += on - work.suspended_on
    work.suspended_on = None


def _cancelled(work: Work, event: Event, on: date) -> None:
    work.is_cancelled = True


_EFFECTS: dict[str, Callable[[Work, Event, date], None]] = {
    "assigned": _assigned,
    "extension_granted": _granted,
    "reported": _reported,
    "verified": _verified,
    "suspended": _suspended,
    "resumed": _resumed,
    "cancelled": _cancelled,
}


def _created(event: Event) -> Task:
    due = _iso(event.get("due"))
    return Task(Work(due, due), event.get("recurrence"), event.get("parent"))


def _apply(task: Task, event: Event, on: date) -> None:
    work = task.work
    if event["event"] == "assigned" and task.assigned_on is None:
        task.assigned_on = on
    if "period" in event:
        work = task.periods.setdefault(event["period"], Work(None, None))
    if effect := _EFFECTS.get(event["event"]):
        effect(work, event, on)


def replay(events: Iterable[Event], on: date) -> dict[str, Task]:
    """Every task as known at the end of the day `on`."""
    tasks: dict[str, Task] = {}
    for event in events:
        day = date.fromisoformat(event["on"])
        if day > on:
            continue
        if event["event"] == "created":
            tasks[event["task"]] = _created(event)
        else:
            _apply(tasks[event["task"]], event, day)
    return tasks


def _occurrences(task: Task, on: date) -> Iterator[Work]:
    """One work for each period begun by `on` from the one of the first assignment to the series' last day."""
    if task.assigned_on is None or task.recurrence is None:
        return
    day = task.assigned_on
    last = min(on, task.work.due) if task.work.due else on
    while day <= last:
        label, end = period_of(day, task.recurrence)
        known = task.periods.get(label, Work(None, None))
        yield replace(known, due=known.due or end, first_due=end, is_assigned=True, is_cancelled=task.work.is_cancelled)
        day = end + timedelta(days=1)


def counted(tasks: dict[str, Task], on: date, *, with_children: bool = False) -> Iterator[tuple[str, Work]]:
    """Identifier and state of everything that a board may count."""
    for code, task in tasks.items():
        if task.parent and not with_children:
            continue
        for work in _occurrences(task, on) if task.recurrence else (task.work,):
            if work.is_assigned:
                yield code, work


def status(work: Work, on: date) -> str:
    """The name of the count that a work not cancelled falls into on a day."""
    if work.verified_on:
        is_late = work.due is not None and work.reported_on is not None and work.reported_on > work.due
        return "done_late" if is_late else "done_on_time"
    judged_on = work.suspended_on or on
    return "open_overdue" if work.due and work.due < judged_on else "open_in_time"


def _is_due_soon(work: Work, on: date) -> bool:
    if work.due is None or work.suspended_on or work.due < on:
        return False
    return len(days.between(on + timedelta(days=1), work.due)) <= 7


def board(events: Iterable[Event], on: date, *, with_children: bool = False) -> Tally:
    """The board of all `events` (one programme) on a day, by the rules of the exchange contract."""
    tally = Tally()
    for _, work in counted(replay(events, on), on, with_children=with_children):
        if work.is_cancelled:
            tally.cancelled += 1
            continue
        name = status(work, on)
        setattr(tally, name, getattr(tally, name) + 1)
        tally.total += 1
        tally.extended += work.granted > 0
        tally.suspended += work.suspended_on is not None and not work.verified_on
        if name == "open_in_time":
            tally.due_soon += _is_due_soon(work, on)
            tally.no_deadline += work.due is None
    tally.done = tally.done_on_time + tally.done_late
    tally.open = tally.open_in_time + tally.open_overdue
    return tally
