"""Tasks that stand in every way a task can on the day of telling: overdue, due today, returned, to be accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import bodies, days
from .cast import answerable_person
from .check import period_of
from .content import reporting_note, rows
from .tell import EXTENSION_REASONS, HAND_BACK_REASONS, RETURN_REASONS, SUSPENSION_REASONS, Event, citation

PREFIX = "DA06-L"
SERIES_RUNS_ON = timedelta(days=200)  # past the day of telling


@dataclass(frozen=True)
class Act:
    """What happens `on` working days after the day of telling (before it when negative); `share` is of the work."""

    on: int
    event: str
    share: float = 0


@dataclass(frozen=True)
class Plan:
    """How a task came to stand as it does: given on `start`, due on `due`, in working days like its acts."""

    start: int
    due: int
    acts: tuple[Act, ...] = ()


def _begun(start: int, due: int, *acts: Act) -> Plan:
    return Plan(start, due, (Act(start + 1, "accepted"), Act(start + 2, "started"), *acts))


PLANS = {
    "overdue": _begun(-45, -6, Act(-20, "progressed", 0.45), Act(-5, "progressed", 0.7)),
    "overdue_silent": _begun(-30, -2),
    "due_today": _begun(-25, 0, Act(-8, "progressed", 0.8)),
    "due_tomorrow": _begun(-22, 1, Act(-6, "progressed", 0.7)),
    "due_this_week": _begun(-26, 3, Act(-9, "progressed", 0.6)),
    "returned": _begun(-40, 2, Act(-5, "reported"), Act(-1, "returned")),
    "returned_late": _begun(-42, -3, Act(-4, "reported"), Act(-1, "returned")),
    "reported": _begun(-30, 4, Act(-12, "progressed", 0.6), Act(-1, "reported")),
    "reported_late": _begun(-33, -3, Act(-10, "progressed", 0.7), Act(-1, "reported")),
    "extension": _begun(-35, 2, Act(-10, "progressed", 0.5), Act(-1, "extension_requested")),
    "to_accept": Plan(-1, 30),
    "to_accept_today": Plan(0, 22),
    "to_accept_late": Plan(-4, 40),
    "under_way": _begun(-18, 35, Act(-3, "progressed", 0.3)),
    "handed_back": Plan(-1, 28, (Act(0, "handed_back"),)),
    "suspended": _begun(-40, 10, Act(-15, "progressed", 0.4), Act(-6, "suspended")),
    "verified": _begun(-50, -4, Act(-20, "progressed", 0.6), Act(-9, "reported"), Act(-5, "verified")),
}
# A series: how often, and whether the report of the period before this one is missing.
SERIES = {"weekly": ("weekly", False), "monthly": ("monthly", False), "monthly_missed": ("monthly", True)}
SERIES_START = -50
NOTICE_EVERY = 10  # working days between two notices that give work
SUPERIOR_ACTS = frozenset({"assigned", "verified", "returned", "suspended"})
ACTS_OF_NOBODY = frozenset({"created", "progressed"})  # the exchange format names no body for these
REASONS: dict[str, Sequence[str]] = {
    "handed_back": HAND_BACK_REASONS,
    "returned": RETURN_REASONS,
    "extension_requested": EXTENSION_REASONS,
    "suspended": SUSPENSION_REASONS,
}
ROWS = tuple(rows("live.csv"))
# Who of the demonstration's people answers for which task.
ANSWERS = {f"{PREFIX}{number:02d}": row["answers"] for number, row in enumerate(ROWS, 1) if row["answers"]}


class _Writer:
    """Writes the events of one row as of a day."""

    def __init__(self, number: int, row: dict[str, str], today: date, superior: str, rng: Random) -> None:
        self._row, self._today, self._superior, self._rng = row, today, superior, rng
        self._number, self._code = number, f"{PREFIX}{number:02d}"
        self._deliverables = row["deliverables"].split(";")

    def _day(self, on: int) -> date:
        return days.shift(self._today, on)

    def _event(self, on: date, name: str, **more: object) -> Event:
        event: Event = {"on": on.isoformat(), "event": name, "task": self._code}
        if name not in ACTS_OF_NOBODY:
            event["by"] = bodies.name_on(self._superior if name in SUPERIOR_ACTS else self._row["lead"], on)
        return event | more

    def write(self, programme: str) -> Iterator[Event]:
        recurrence, is_missed = SERIES.get(self._row["plan"], ("", False))
        plan = PLANS.get(self._row["plan"], _begun(SERIES_START, 0))
        start = self._day(plan.start)
        due = self._today + SERIES_RUNS_ON if recurrence else self._day(plan.due) if plan.due else self._today
        notice = self._day(plan.start - plan.start % NOTICE_EVERY)
        yield self._created(programme, start, due, recurrence, notice)
        yield self._event(start, "assigned")
        for act in plan.acts:
            yield from self._act(act, due)
        if recurrence:
            yield from self._periods(start, recurrence, is_missed=is_missed)

    def _created(self, programme: str, on: date, due: date, recurrence: str, notice: date) -> Event:
        row = self._row
        more = {} if row["plan"].startswith("to_accept") else {"accountable_person": self._person()}
        return self._event(
            on,
            "created",
            programme=programme,
            title=row["title"],
            lead=[bodies.name_on(row["lead"], on)],
            coordinating=[bodies.name_on(key, on) for key in row["coordinating"].split()],
            deliverables=self._deliverables,
            due=due.isoformat(),
            recurrence=recurrence or None,
            source={"directive": notice_number(notice), "label": str(self._number), "signed_on": notice.isoformat()},
            field=row["field"],
            **{"class": row["class"]},
            **more,
        )

    def _person(self) -> str:
        return answerable_person(self._row["lead"], self._row["kind"], self._rng)

    def _act(self, act: Act, due: date) -> Iterator[Event]:
        on, more = self._day(act.on), dict[str, object]()
        if act.event == "progressed":
            more = {"percent": round(100 * act.share), "note": reporting_note(self._row["kind"], act.share, self._rng)}
        if act.event == "reported":
            more = {"evidence": [citation("BC", self._row["lead"], on, self._rng) for _ in self._deliverables]}
        if act.event == "extension_requested":
            more = {"to": (due + timedelta(days=30)).isoformat()}
        if act.event in REASONS:
            more["reason"] = self._rng.choice(REASONS[act.event])
        yield self._event(on, act.event, **more)

    def _periods(self, start: date, recurrence: str, *, is_missed: bool) -> Iterator[Event]:
        """A report at the end of every period that is over, verified on the next working day."""
        begins, (label, end) = self._day(SERIES_START + 2), period_of(start, recurrence)
        while end < self._today:
            following, following_end = period_of(end + timedelta(days=1), recurrence)
            if is_missed and following_end >= self._today:
                return
            last = days.on_or_before(end)
            reported_on = last if last >= begins else days.shift(end, 1)  # a period of holidays is reported after it
            verified_on = days.shift(max(end, reported_on), 1)
            if reported_on <= self._today:
                evidence = [citation("BC", self._row["lead"], reported_on, self._rng)]
                yield self._event(reported_on, "reported", evidence=evidence, period=label)
            if verified_on <= self._today:
                yield self._event(verified_on, "verified", period=label)
            begins, label, end = end + timedelta(days=1), following, following_end


def notice_number(on: date) -> str:
    """The number of a notice signed on a day: it grows over the year."""
    return f"{max(1, round(620 * on.timetuple().tm_yday / 365))}/TB-VPCP"


def live_events(programme: str, today: date, *, superior: str, rng: Random) -> list[Event]:
    """Events up to `today` of all tasks of the table; `superior` is the key of the body that assigns and verifies."""
    told: list[Event] = []
    for number, row in enumerate(ROWS, 1):
        told += _Writer(number, row, today, superior, rng).write(programme)
    return told
