"""The illustrative year comes out as published, by a counter that shares no code with the product's boards."""

from datetime import date

import pytest

from thuocdo.demo.story import da06_events, nq57_events
from thuocdo.demo.story.check import Event, Tally, board
from thuocdo.demo.story.pace import PUBLISHED, Checkpoint


@pytest.fixture(scope="module")
def year() -> list[Event]:
    return list(nq57_events())


def test_october_gives_the_published_totals(year: list[Event]) -> None:
    tally = board(year, date(2025, 10, 15))
    assert (tally.total, tally.done, tally.open_in_time, tally.open_overdue) == (1132, 485, 561, 86)


def test_december_gives_the_published_totals(year: list[Event]) -> None:
    tally = board(year, date(2025, 12, 25))
    assert (tally.total, tally.done, tally.done_on_time, tally.done_late) == (1298, 1227, 1098, 129)
    assert (tally.open, tally.open_in_time, tally.open_overdue) == (71, 47, 24)


@pytest.mark.parametrize("point", PUBLISHED, ids=lambda point: point.on.isoformat())
def test_every_month_comes_out_as_planned(year: list[Event], point: Checkpoint) -> None:
    tally = board(year, point.on)
    found = Checkpoint(point.on, tally.total, tally.done, tally.done_late, tally.open_overdue)
    assert found == point


def test_the_last_days_of_the_year_add_work_done_but_no_tasks(year: list[Event]) -> None:
    tally = board(year, date(2025, 12, 31))
    assert tally.total == 1298
    assert 1227 < tally.done < 1260
    assert tally.open_overdue < 24


def test_october_shows_every_kind_of_standing(year: list[Event]) -> None:
    tally = board(year, date(2025, 10, 15))
    assert tally.no_deadline == 9
    assert tally.suspended == 3
    assert tally.extended >= 20
    assert tally.due_soon > 10
    assert tally.cancelled == 10


def test_cancelled_tasks_leave_every_count_but_stay_listed(year: list[Event]) -> None:
    assert board(year, date(2025, 12, 25)).cancelled == 12


def test_parts_are_counted_only_when_asked_for(year: list[Event]) -> None:
    day = date(2025, 12, 25)
    assert board(year, day, with_children=True).total - board(year, day).total >= 70


def test_occurrences_count_and_the_series_does_not(year: list[Event]) -> None:
    series = {event["task"] for event in year if event.get("recurrence")}
    alone = [event for event in year if event["task"] in series]
    assert board(alone, date(2025, 12, 25)).total == 80


@pytest.mark.parametrize("today", ["2025-12-31", "2026-02-19", "2026-11-20", "2026-11-22", "2031-06-30"])
def test_the_second_programme_stands_at_every_stage_on_the_day_of_telling(today: str) -> None:
    day = date.fromisoformat(today)
    events = list(da06_events(day))
    tally = board(events, day)
    assert len({event["task"] for event in events}) == 86
    assert 95 <= tally.total <= 105  # occurrences of the recurring ones are counted, those not over as well
    assert min(tally.done_on_time, tally.done_late) > 10
    assert 7 <= tally.open_overdue <= 14
    assert tally.due_soon >= 10
    assert tally.suspended == 1


def _task(**more: object) -> list[Event]:
    created: Event = {"on": "2025-03-03", "event": "created", "task": "T", "due": "2025-03-31"} | more
    return [created, {"on": "2025-03-03", "event": "assigned", "task": "T"}]


def _act(on: str, event: str, **more: object) -> Event:
    return {"on": on, "event": event, "task": "T"} | more


def test_a_task_due_today_is_not_overdue() -> None:
    assert board(_task(), date(2025, 3, 31)) == Tally(total=1, open=1, open_in_time=1, due_soon=1)
    assert board(_task(), date(2025, 4, 1)) == Tally(total=1, open=1, open_overdue=1)


def test_the_day_of_the_verified_report_decides_lateness() -> None:
    done = [*_task(), _act("2025-03-31", "reported"), _act("2025-04-09", "verified")]
    assert board(done, date(2025, 4, 8)).open_overdue == 1
    assert board(done, date(2025, 4, 9)).done_on_time == 1


def test_a_resumed_task_gets_back_the_days_it_stood_still() -> None:
    kept = [*_task(), _act("2025-03-20", "suspended"), _act("2025-04-10", "resumed")]
    assert board(kept, date(2025, 4, 9)).open_in_time == 1
    assert board(kept, date(2025, 4, 21)).open_in_time == 1
    assert board(kept, date(2025, 4, 22)).open_overdue == 1


def test_an_extension_counts_from_the_day_it_is_granted() -> None:
    longer = [*_task(), _act("2025-04-03", "extension_granted", to="2025-04-30")]
    assert board(longer, date(2025, 4, 2)).open_overdue == 1
    assert board(longer, date(2025, 4, 3)).extended == 1
    assert board(longer, date(2025, 4, 3)).open_in_time == 1


def test_a_series_counts_each_period_begun_until_its_last_day() -> None:
    monthly = _task(recurrence="monthly", due="2025-05-31")
    assert [board(monthly, date(2025, month, 1)).total for month in (3, 4, 5, 6, 7)] == [0, 2, 3, 3, 3]
