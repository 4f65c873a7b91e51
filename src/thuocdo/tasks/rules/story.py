"""A task's whole story: one life, or a recurring series with the lives of its occurrences, and how they changed."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from thuocdo.tasks.rules.life import Life, Refused, Step, Why, advance
from thuocdo.tasks.rules.recurrence import Recurrence, is_name, periods_from
from thuocdo.tasks.rules.states import DONE, OPEN, Act, State, find
from thuocdo.tasks.rules.workdays import WorkingDays

ONCE = ""  # the key of a task's own life among the trails; occurrences are keyed by their period
BY_PERIOD = frozenset(
    {
        Act.PROGRESSED, Act.REPORTED, Act.VERIFIED, Act.RETURNED,
        Act.EXTENSION_REQUESTED, Act.EXTENSION_GRANTED, Act.EXTENSION_REFUSED,
    }
)  # fmt: skip
OVER_ALL = frozenset({State.CANCELLED, *DONE})
# How an occurrence begins, by where its series stands that day.
BEGINS_AS = {State.IN_PROGRESS: State.ACCEPTED}


@dataclass(slots=True)
class Story:
    """What has become of one task. `trail` keeps, for the task or each occurrence, (day, life) at every change.

    `due` of a recurring task is the last day on which a period may begin; `leads` keeps (day, bodies) at every
    assignment that named them.
    """

    days: WorkingDays
    due: date | None = None
    recurrence: Recurrence | None = None
    deliverables: int = 0
    life: Life = field(default_factory=Life)
    occurrences: dict[str, Life] = field(default_factory=dict)
    begun_on: dict[str, date] = field(default_factory=dict)
    trail: dict[str, list[tuple[date, Life]]] = field(default_factory=dict)
    leads: list[tuple[date, tuple[int, ...]]] = field(default_factory=list)
    next_from: date | None = None

    def __post_init__(self) -> None:
        if self.recurrence is None:
            self.life = replace(self.life, due=self.due, first_due=self.due)

    def created(self, on: date, leads: tuple[int, ...]) -> None:
        """Begin the story: the day it was written down and the bodies named."""
        self.life = replace(self.life, last_on=on)
        self.leads.append((on, leads))

    def apply(self, step: Step) -> None:
        """Take one step; raises Refused and changes nothing where a rule forbids it."""
        if self.life.last_on is not None and step.on < self.life.last_on:
            raise Refused(Why.DATE_GOES_BACK, last_on=self.life.last_on)
        step = replace(step, deliverables=self.deliverables)
        self._check_leads(step)
        if self.recurrence is None:
            self._apply_once(step)
        else:
            self._apply_recurring(step, self.recurrence)
        if step.leads:
            self.leads.append((step.on, step.leads))

    def begin_periods(self, until: date) -> None:
        """Begin the occurrences whose period starts on or before `until`: none while suspended or after the end."""
        if self.recurrence is None or self.next_from is None or self.life.state in OVER_ALL:
            return
        last = until if self.due is None else min(until, self.due)
        for period in periods_from(self.recurrence, self.next_from, last):
            if self.life.state is not State.SUSPENDED:
                begins = max(period.first, self.life.assigned_on or period.first)
                state = BEGINS_AS.get(self.life.state, self.life.state)
                life = Life(
                    state=state, due=period.last, first_due=period.last, assigned_on=begins,
                    asked_on=self.life.asked_on, last_on=begins,
                )  # fmt: skip
                self.occurrences[period.name] = life
                self.begun_on[period.name] = begins
                self.trail[period.name] = [(begins, life)]
            self.next_from = period.last + timedelta(days=1)

    def is_over(self) -> bool:
        """Nothing can be open any more."""
        return self.life.state in OVER_ALL

    def _check_leads(self, step: Step) -> None:
        if step.act is not Act.ASSIGNED:
            return
        if step.leads and self.life.state not in (State.HANDED_BACK, State.DRAFT):
            raise Refused(Why.LEAD_ONLY_AFTER_HAND_BACK)
        if not step.leads and not (self.leads and self.leads[-1][1]):
            raise Refused(Why.NO_LEAD)

    def _apply_once(self, step: Step) -> None:
        if step.period is not None:
            raise Refused(Why.PERIOD_NOT_WANTED)
        self.life = advance(self.life, step, self.days)
        self._note(ONCE, step.on, self.life)

    def _apply_recurring(self, step: Step, recurrence: Recurrence) -> None:
        if step.act in BY_PERIOD:
            self._apply_to_period(step, recurrence)
        else:
            if step.period is not None:
                raise Refused(Why.PERIOD_NOT_WANTED)
            self._apply_to_series(step)

    def _apply_to_period(self, step: Step, recurrence: Recurrence) -> None:
        if step.period is None:
            raise Refused(Why.PERIOD_MISSING)
        self.begin_periods(step.on)
        life = self.occurrences.get(step.period) if is_name(recurrence, step.period) else None
        if life is None:
            raise Refused(Why.PERIOD_UNKNOWN, period=step.period)
        after = advance(life, step, self.days)
        self.occurrences[step.period] = after
        self._note(step.period, step.on, after)
        self.life = replace(self.life, last_on=step.on)

    def _apply_to_series(self, step: Step) -> None:
        # Up to the eve of a resumption periods began "meanwhile", so none of them did.
        self.begin_periods(step.on - timedelta(days=1) if step.act is Act.RESUMED else step.on)
        series = self._close_series(step) if step.act is Act.CLOSED else advance(self.life, step, self.days)
        changed = {
            period: advance(life, step, self.days)
            for period, life in self.occurrences.items()
            if step.act is not Act.CLOSED and self._reaches(step, life)
        }
        first_assignment = series.assigned_on is not None and self.life.assigned_on is None
        self.life = series
        for period, life in changed.items():
            self.occurrences[period] = life
            self._note(period, step.on, life)
        if first_assignment:
            self.next_from = step.on
        self.begin_periods(step.on)

    def _reaches(self, step: Step, life: Life) -> bool:
        """Whether an act on the series moves this occurrence too: only open ones, and only where the table has it."""
        is_open = life.state in OPEN or life.state is State.SUSPENDED
        return is_open and find(step.act, life.state) is not None

    def _close_series(self, step: Step) -> Life:
        """A series is never verified as a whole; it may be closed once nothing of it is open."""
        if self.life.state not in OPEN or any(life.state not in DONE for life in self.occurrences.values()):
            raise Refused(Why.OCCURRENCES_OPEN)
        return replace(self.life, state=State.CLOSED, last_on=step.on)

    def _note(self, key: str, on: date, life: Life) -> None:
        trail = self.trail.setdefault(key, [])
        if trail and trail[-1][0] == on:
            trail[-1] = (on, life)
        else:
            trail.append((on, life))
