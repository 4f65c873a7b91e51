"""The live tasks stand as their plan says on whatever day the story is told."""

from datetime import date

import pytest

from thuocdo.demo.story import bodies, da06_events
from thuocdo.demo.story.check import Event, Work, replay
from thuocdo.demo.story.live import ANSWERS, PLANS, PREFIX, ROWS, SERIES

FRIDAY, SUNDAY, TET = date(2026, 11, 20), date(2026, 11, 22), date(2026, 2, 18)


def told(today: date) -> list[Event]:
    return [event for event in da06_events(today) if event["task"].startswith(PREFIX)]


def codes(plan: str) -> list[str]:
    return [f"{PREFIX}{number:02d}" for number, row in enumerate(ROWS, 1) if row["plan"] == plan]


def last_of(events: list[Event], code: str) -> str:
    return [event["event"] for event in events if event["task"] == code][-1]


def test_every_plan_is_used_and_known() -> None:
    assert {row["plan"] for row in ROWS} == PLANS.keys() | SERIES.keys()


def test_titles_differ_and_leads_are_bodies_of_the_story() -> None:
    assert len({row["title"] for row in ROWS}) == len(ROWS)
    named = {key for row in ROWS for key in (row["lead"], *row["coordinating"].split())}
    assert named <= bodies.BODIES.keys()


def test_nobody_answers_for_what_was_not_accepted() -> None:
    waiting = {code for plan in ("to_accept", "to_accept_today", "to_accept_late") for code in codes(plan)}
    assert len(waiting) >= 3
    assert waiting.isdisjoint(ANSWERS)


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, TET])
@pytest.mark.parametrize(
    ("plan", "last"),
    [
        ("overdue", "progressed"),
        ("due_today", "progressed"),
        ("returned", "returned"),
        ("reported", "reported"),
        ("extension", "extension_requested"),
        ("to_accept", "assigned"),
        ("handed_back", "handed_back"),
        ("suspended", "suspended"),
        ("verified", "verified"),
    ],
)
def test_the_last_event_is_the_one_the_plan_is_named_for(today: date, plan: str, last: str) -> None:
    events = told(today)
    assert {last_of(events, code) for code in codes(plan)} == {last}


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, TET])
def test_deadlines_lie_as_the_plan_says(today: date) -> None:
    tasks = replay(told(today), today)

    def dues(plan: str) -> list[date]:
        return [work.due for work in map(_work, codes(plan)) if work.due]

    def _work(code: str) -> Work:
        return tasks[code].work

    assert set(dues("due_today")) == {today}
    assert all(due < today for due in dues("overdue") + dues("overdue_silent") + dues("returned_late"))
    assert all(today < due for due in dues("due_tomorrow") + dues("due_this_week") + dues("extension"))


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY, TET])
def test_a_series_has_reports_behind_and_one_period_under_way(today: date) -> None:
    tasks = replay(told(today), today)
    for plan in ("weekly", "monthly"):
        periods = [period for code in codes(plan) for period in tasks[code].periods.values()]
        assert sum(work.verified_on is not None for work in periods) >= 1
    missed = tasks[codes("monthly_missed")[0]].periods
    whole = tasks[codes("monthly")[0]].periods
    assert len(missed) == len(whole) - 1
