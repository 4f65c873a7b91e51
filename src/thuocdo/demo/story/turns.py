"""Turns that lives take on the way: handed back, returned, extended, suspended, left without a deadline, broken down.

Every turn keeps the day of the report, the verdict and the last deadline, so no board of a fixed day changes.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from . import days
from .bodies import BODIES
from .cast import ministries_on, partners_of
from .life import Fate, Life, Request

HAND_BACKS, SHARED, RETURNS, EXTENSIONS, REFUSALS, SUSPENSIONS = 26, 22, 58, 46, 17, 9
STILL_RETURNED, UNANSWERED = 4, 3
STANDING_KINDS = frozenset({"tochuc", "hoptac", "nghiquyet", "nhanluc"})  # work that may go on without a last day
LAST_ANSWER_ON = date(2025, 12, 24)

Suits = Callable[[Life], bool]


def _draw(lives: Sequence[Life], number: int, suits: Suits, rng: Random) -> list[Life]:
    able = [life for life in lives if life.is_plain and life.fate is not Fate.CANCELLED and suits(life)]
    return rng.sample(able, min(number, len(able)))


def _worked_days(life: Life) -> int:
    return ((life.reported_on or LAST_ANSWER_ON) - life.assigned_on).days


def hand_back(lives: Sequence[Life], rng: Random, number: int = HAND_BACKS) -> None:
    """Gives some tasks to a wrong body first, which hands them back within two working days."""
    for at, life in enumerate(_draw(lives, number, lambda x: _worked_days(x) >= 30 and _is_central(x), rng)):
        _mislay(life, rng)
        assert life.handed_back_on is not None
        life.assigned_again_on = days.shift(life.handed_back_on, rng.randint(2, 6))
        if at % 4 == 0:
            life.leads.append(life.first_leads[0])
    waiting = _draw(
        lives, 1, lambda x: x.fate is Fate.OPEN and x.assigned_on >= date(2025, 12, 15) and _is_central(x), rng
    )
    for life in waiting:
        _mislay(life, rng)


def _is_central(life: Life) -> bool:
    return BODIES[life.leads[0]].kind == "ministry"


def _mislay(life: Life, rng: Random) -> None:
    able = [key for key in partners_of(life) if key in ministries_on(life.assigned_on)]
    life.first_leads = [rng.choice(able)]
    life.coordinating = [key for key in life.coordinating if key not in life.first_leads]
    life.handed_back_on = days.shift(life.assigned_on, rng.randint(1, 2))


def share_lead(lives: Sequence[Life], rng: Random) -> None:
    """Gives some tasks a second lead from the start."""
    for life in rng.sample([x for x in lives if x.coordinating and not x.first_leads and _is_central(x)], SHARED):
        life.leads.append(life.coordinating.pop(0))


def return_reports(lives: Sequence[Life], rng: Random, number: int = RETURNS) -> None:
    """Has the first report of some tasks returned; a few still owe the second one."""
    for life in _draw(lives, number, lambda x: x.reported_on is not None and _worked_days(x) >= 32, rng):
        assert life.reported_on is not None
        life.returned_on = days.on_or_before(life.reported_on - timedelta(days=rng.randint(4, 10)))
        life.first_report_on = days.shift(life.returned_on, -rng.randint(1, 4))
    for life in _draw(lives, STILL_RETURNED, lambda x: x.fate is Fate.OVERDUE and _worked_days(x) >= 32, rng):
        life.returned_on = days.on_or_before(LAST_ANSWER_ON - timedelta(days=rng.randint(2, 6)))
        life.first_report_on = days.shift(life.returned_on, -rng.randint(1, 4))


def extend(lives: Sequence[Life], fixed: Sequence[date], rng: Random) -> None:
    """Lets some of the deadlines be the outcome of one or two granted extensions."""
    left = EXTENSIONS
    for life in _draw(lives, len(lives), lambda x: x.due is not None and _worked_days(x) >= 45, rng):
        requests, first = _granted(life, 2 if left % 6 == 0 else 1, fixed, rng)
        if requests:
            life.requests, life.first_due, left = requests, first, left - 1
        if not left:
            break


def _granted(life: Life, number: int, fixed: Sequence[date], rng: Random) -> tuple[list[Request], date | None]:
    """Requests that lead to the life's deadline, and the deadline before the first; none where there is no room."""
    requests: list[Request] = []
    due = life.due
    for _ in range(number):
        assert due is not None
        latest = min(due, life.reported_on or LAST_ANSWER_ON, LAST_ANSWER_ON) - timedelta(days=8)
        able = days.customary_deadlines(life.begun_on + timedelta(days=28), latest)
        if not able:
            break
        before = rng.choice(able[-4:])
        asked = days.shift(before, -rng.randint(2, 6))
        answered = days.shift(asked, rng.randint(1, 4))
        if any(before < on < answered for on in fixed):
            answered = days.on_or_before(before)
        requests.insert(0, Request(asked, due + timedelta(days=rng.choice((0, 0, 15))), answered, due))
        due = before
    return requests, due


def refuse(lives: Sequence[Life], rng: Random) -> None:
    """Adds requests that were refused, and a few that nobody has answered yet."""

    def has_room(life: Life) -> bool:
        return life.due is not None and (life.due - life.assigned_on).days >= 40 and life.fate is Fate.LATE

    for life in _draw(lives, REFUSALS, has_room, rng):
        assert life.due is not None
        asked = days.shift(life.due, -rng.randint(4, 7))
        life.requests = [Request(asked, life.due + timedelta(days=30), days.shift(asked, rng.randint(1, 3)))]

    def is_short_of_time(life: Life) -> bool:
        is_near = life.due is not None and life.due <= date(2026, 3, 31)
        return life.fate is Fate.OPEN and is_near and _worked_days(life) > 8

    for life in _draw(lives, UNANSWERED, is_short_of_time, rng):
        assert life.due is not None
        life.requests = [Request(days.shift(LAST_ANSWER_ON, -rng.randint(0, 1)), life.due + timedelta(days=45))]


def suspend(lives: Sequence[Life], rng: Random) -> None:
    """Stops the clock for some tasks; three of them over 15 October 2025, two still at the end."""
    october = date(2025, 10, 15)

    def is_spanning(life: Life) -> bool:
        return life.assigned_on <= date(2025, 9, 18) and _is_kept(life) and _reported_after(life, date(2025, 11, 15))

    for life in _draw(lives, 3, is_spanning, rng):
        _keep(life, days.on_or_before(october - timedelta(days=rng.randint(2, 12))), rng)
    for life in _draw(lives, SUSPENSIONS - 5, lambda x: _is_kept(x) and _worked_days(x) >= 75, rng):
        _keep(life, days.on_or_after(life.assigned_on + timedelta(days=rng.randint(20, 30))), rng)
    for life in _draw(lives, 2, lambda x: x.fate is Fate.OPEN and x.due is not None and _worked_days(x) >= 30, rng):
        life.kept_from = days.on_or_before(date(2025, 12, 22) - timedelta(days=rng.randint(0, 6)))


def _is_kept(life: Life) -> bool:
    return life.fate is Fate.ON_TIME and life.due is not None


def _reported_after(life: Life, day: date) -> bool:
    return life.reported_on is not None and life.reported_on > day


def _keep(life: Life, start: date, rng: Random) -> None:
    """Suspends from `start`; the deadline, kept as it was, then moves on by the same number of days."""
    assert life.due is not None
    life.kept_from, life.kept_to = start, days.on_or_after(start + timedelta(days=rng.randint(14, 28)))
    life.first_due = life.due
    life.due += life.kept_to - life.kept_from


def leave_open_ended(lives: Sequence[Life], on: date, rng: Random) -> None:
    """Takes the deadline away from a few standing tasks: nine of those open on `on`, four others."""

    def is_standing(life: Life) -> bool:
        return life.fate is Fate.ON_TIME and life.words.matter.kind in STANDING_KINDS

    def is_open(life: Life) -> bool:
        return is_standing(life) and life.assigned_on < on and _reported_after(life, on)

    def is_done(life: Life) -> bool:
        return is_standing(life) and not _reported_after(life, on - timedelta(days=20))

    def is_endless(life: Life) -> bool:
        return life.fate is Fate.OPEN and life.assigned_on < on

    for suits, number in ((is_open, 6), (is_endless, 3), (is_done, 4)):
        for life in _draw(lives, number, suits, rng):
            life.due = life.first_due = None
