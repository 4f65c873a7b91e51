"""The life of one task or of one occurrence: what each act makes of it, or why it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from thuocdo.tasks.rules.states import Act, Move, State, find
from thuocdo.tasks.rules.workdays import WorkingDays

HAND_BACK_DAYS = 2  # to the end of the 2nd working day after the assignment


class Why(StrEnum):
    """Why an act was refused; `labels.REFUSAL` has the words."""

    WRONG_STATE = "wrong_state"
    DATE_GOES_BACK = "date_goes_back"
    REASON_MISSING = "reason_missing"
    HAND_BACK_TOO_LATE = "hand_back_too_late"
    NO_LEAD = "no_lead"
    NO_DELIVERABLE = "no_deliverable"
    NO_TIME = "no_time"
    LEAD_ONLY_AFTER_HAND_BACK = "lead_only_after_hand_back"
    EVIDENCE_MISSING = "evidence_missing"
    VERIFIER_REPORTED = "verifier_reported"
    PERCENT_OUT_OF_RANGE = "percent_out_of_range"
    REQUEST_TOO_LATE = "request_too_late"
    REQUEST_PENDING = "request_pending"
    NO_REQUEST = "no_request"
    NO_DEADLINE = "no_deadline"
    NOT_LATER = "not_later"
    PERIOD_MISSING = "period_missing"
    PERIOD_UNKNOWN = "period_unknown"
    PERIOD_NOT_WANTED = "period_not_wanted"
    OCCURRENCES_OPEN = "occurrences_open"


class Refused(Exception):
    """A rule refused an act; `why` and `facts` say which and with what values."""

    def __init__(self, why: Why, **facts: object) -> None:
        super().__init__(why.value)
        self.why = why
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Step:
    """One act with what it carries. `by` is the code of a body, `person` the identifier of who acted (or None).

    `evidence` counts the references that came with a report, `deliverables` what the task must deliver.
    """

    act: Act
    on: date
    by: str | None = None
    person: str | None = None
    reason: str = ""
    to: date | None = None
    percent: float | None = None
    note: str = ""
    evidence: int = 0
    deliverables: int = 0
    leads: tuple[int, ...] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """Everything the rules need to know of a task on a day.

    `assigned_on` is the first assignment, `asked_on` the latest; `reported_on` the day of the latest report, which is
    the done day once it is verified; `pending_to` the date an unanswered request for extension asks for.
    """

    state: State = State.DRAFT
    resumes_to: State | None = None
    first_due: date | None = None
    due: date | None = None
    assigned_on: date | None = None
    asked_on: date | None = None
    reported_on: date | None = None
    reported_by: str | None = None
    reporter: str | None = None
    verified_on: date | None = None
    suspended_on: date | None = None
    pending_to: date | None = None
    extensions: int = 0
    returns: int = 0
    percent: float | None = None
    last_on: date | None = None


def advance(life: Life, step: Step, days: WorkingDays) -> Life:
    """The life after the step; raises Refused and changes nothing where a rule forbids it."""
    if life.last_on is not None and step.on < life.last_on:
        raise Refused(Why.DATE_GOES_BACK, last_on=life.last_on)
    move = find(step.act, life.state)
    if move is None:
        raise Refused(Why.WRONG_STATE, act=step.act, state=life.state)
    if move.needs_reason and not step.reason.strip():
        raise Refused(Why.REASON_MISSING)
    after = EFFECTS.get(step.act, _nothing_more)(life, step, days)
    return replace(after, state=_target(move, life), last_on=step.on)


def _target(move: Move, life: Life) -> State:
    if move.act is Act.RESUMED:
        assert life.resumes_to is not None
        return life.resumes_to
    return move.target or life.state


def _nothing_more(life: Life, step: Step, days: WorkingDays) -> Life:
    return life


def _assign(life: Life, step: Step, days: WorkingDays) -> Life:
    if step.deliverables < 1:
        raise Refused(Why.NO_DELIVERABLE)
    return replace(life, assigned_on=life.assigned_on or step.on, asked_on=step.on)


def _hand_back(life: Life, step: Step, days: WorkingDays) -> Life:
    assert life.asked_on is not None
    last_day = days.add(life.asked_on, HAND_BACK_DAYS)
    if step.on > last_day:
        raise Refused(Why.HAND_BACK_TOO_LATE, last_day=last_day)
    return life


def _progress(life: Life, step: Step, days: WorkingDays) -> Life:
    if step.percent is None or not 0 <= step.percent <= 100:
        raise Refused(Why.PERCENT_OUT_OF_RANGE)
    return replace(life, percent=step.percent)


def _report(life: Life, step: Step, days: WorkingDays) -> Life:
    if step.evidence < max(step.deliverables, 1):
        raise Refused(Why.EVIDENCE_MISSING, needed=max(step.deliverables, 1), given=step.evidence)
    return replace(life, reported_on=step.on, reported_by=step.by, reporter=step.person)


def _verify(life: Life, step: Step, days: WorkingDays) -> Life:
    _refuse_the_reporter(life, step)
    return replace(life, verified_on=step.on, pending_to=None, percent=100.0)


def _return(life: Life, step: Step, days: WorkingDays) -> Life:
    _refuse_the_reporter(life, step)
    return replace(life, returns=life.returns + 1)


def _refuse_the_reporter(life: Life, step: Step) -> None:
    """Somebody else verifies: another body, or another person where both are known and of one body."""
    if step.person is not None and life.reporter is not None:
        same = step.person == life.reporter
    else:
        same = step.by is not None and step.by == life.reported_by
    if same:
        raise Refused(Why.VERIFIER_REPORTED)


def _request(life: Life, step: Step, days: WorkingDays) -> Life:
    if life.due is None:
        raise Refused(Why.NO_DEADLINE)
    if life.pending_to is not None:
        raise Refused(Why.REQUEST_PENDING, to=life.pending_to)
    if step.on > life.due:
        raise Refused(Why.REQUEST_TOO_LATE, due=life.due)
    if step.to is None or step.to <= life.due:
        raise Refused(Why.NOT_LATER, due=life.due)
    return replace(life, pending_to=step.to)


def _grant(life: Life, step: Step, days: WorkingDays) -> Life:
    if life.pending_to is None or life.due is None:
        raise Refused(Why.NO_REQUEST)
    if step.to is None or step.to <= life.due:
        raise Refused(Why.NOT_LATER, due=life.due)
    return replace(life, due=step.to, pending_to=None, extensions=life.extensions + 1)


def _refuse(life: Life, step: Step, days: WorkingDays) -> Life:
    if life.pending_to is None:
        raise Refused(Why.NO_REQUEST)
    return replace(life, pending_to=None)


def _suspend(life: Life, step: Step, days: WorkingDays) -> Life:
    return replace(life, suspended_on=step.on, resumes_to=life.state)


def _resume(life: Life, step: Step, days: WorkingDays) -> Life:
    """The clock stood still: the deadline moves by the calendar days between, which is no extension."""
    assert life.suspended_on is not None
    stood = step.on - life.suspended_on
    return replace(life, due=shift(life.due, stood), suspended_on=None, resumes_to=None)


def shift(day: date | None, by: timedelta) -> date | None:
    """The day moved by calendar days; no day stays no day, and the last day there is is not passed."""
    if day is None:
        return None
    return day + by if date.max - day >= by else date.max


def _cancel(life: Life, step: Step, days: WorkingDays) -> Life:
    return replace(life, pending_to=None)


EFFECTS: dict[Act, Callable[[Life, Step, WorkingDays], Life]] = {
    Act.ASSIGNED: _assign,
    Act.HANDED_BACK: _hand_back,
    Act.PROGRESSED: _progress,
    Act.REPORTED: _report,
    Act.VERIFIED: _verify,
    Act.RETURNED: _return,
    Act.EXTENSION_REQUESTED: _request,
    Act.EXTENSION_GRANTED: _grant,
    Act.EXTENSION_REFUSED: _refuse,
    Act.SUSPENDED: _suspend,
    Act.RESUMED: _resume,
    Act.CANCELLED: _cancel,
}
