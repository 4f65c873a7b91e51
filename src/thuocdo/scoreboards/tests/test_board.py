"""Boards read from the projection, as the exchange contract prints them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from thuocdo.organisations.models import Succession
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards import remembering
from thuocdo.scoreboards.queries import board
from thuocdo.scoreboards.rules import By
from thuocdo.tasks.importing import import_events

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 1)
CENTRE, HEALTH, MONEY, PLAN = "Văn phòng Trung ương Đảng", "Bộ Y tế", "Bộ Tài chính", "Bộ Kế hoạch và Đầu tư"
COMMITTEE = "Ủy ban nhân dân tỉnh Nghệ An"


@pytest.fixture(autouse=True)
def bodies() -> Iterator[None]:
    make_body(code="VPTW", name=CENTRE, kind="party_commission")
    make_body(code="BYT", name=HEALTH)
    money = make_body(code="BTC", name=MONEY)
    plan = make_body(code="BKHDT", name=PLAN, valid_to=date(2025, 3, 1))
    make_body(code="40.UBND", name=COMMITTEE, kind="peoples_committee", level="province")
    Succession.objects.create(predecessor=plan, successor=money, on=date(2025, 3, 1), share=1, kind="merge")
    yield
    remembering.forget()


def line(task: str, on: str, event: str, **told: Any) -> dict[str, Any]:
    return {"on": on, "event": event, "task": task, **told}


def assigned(task: str, *leads: str, **told: Any) -> list[dict[str, Any]]:
    made = {"programme": "thu", "title": task, "lead": list(leads), "deliverables": ["S"]} | told
    if not {"due", "recurrence", "no_deadline"} & told.keys():
        made["due"] = "2025-04-30"
    return [line(task, "2025-01-06", "created", **made), line(task, "2025-01-06", "assigned", by=CENTRE)]


def load(*lives: list[dict[str, Any]]) -> Programme:
    lines = [json.dumps(one) for life in lives for one in life]
    import_events(enumerate(lines, 1), today=TODAY)
    return Programme.objects.get(code="thu")


def totals(programme: Programme, on: date, by: By, **more: Any) -> dict[str, int]:
    return {group.key: group.counts.total for group in board(programme, on=on, by=by, **more).groups}


def test_it_prints_the_names_of_the_contract_in_their_order() -> None:
    found = board(load(assigned("A", HEALTH)), on=date(2025, 2, 1), by=By.FIELD).as_dict()
    counts = [
        "total", "done", "done_on_time", "done_late", "open", "open_in_time", "open_overdue", "due_soon",
        "no_deadline", "suspended", "cancelled", "extended", "rate_of_all", "rate_of_due",
    ]  # fmt: skip
    assert list(found) == ["programme", "on", *counts, "groups"]
    assert list(found["groups"][0]) == ["key", "name", *counts]
    assert (found["rate_of_all"], found["rate_of_due"], found["groups"][0]["key"]) == (0.0, None, "–")


def test_before_the_first_assignment_nothing_is_counted_and_no_rate_is_told() -> None:
    found = board(load(assigned("A", HEALTH)), on=date(2025, 1, 5)).as_dict()
    assert (found["total"], found["rate_of_all"], found["rate_of_due"]) == (0, None, None)


def test_a_task_counts_once_in_the_total_and_once_under_each_lead_and_level() -> None:
    programme = load(assigned("A", HEALTH, MONEY, COMMITTEE, field="the-che"), assigned("B", HEALTH))
    on = date(2025, 2, 1)
    assert board(programme, on=on).counts.total == 2
    assert totals(programme, on, By.LEAD) == {"BYT": 2, "BTC": 1, "40.UBND": 1}
    assert totals(programme, on, By.LEVEL) == {"central": 2, "province": 1}
    assert totals(programme, on, By.FIELD) == {"the-che": 1, "–": 1}


def test_the_lead_is_the_one_in_force_on_the_day() -> None:
    programme = load(assigned("A", PLAN, MONEY), assigned("B", PLAN))
    assert totals(programme, date(2025, 2, 28), By.LEAD) == {"BKHDT": 2, "BTC": 1}
    assert totals(programme, date(2025, 3, 1), By.LEAD) == {"BTC": 2}
    assert board(programme, on=date(2025, 3, 1)).counts.total == 2


def test_children_are_counted_only_when_asked_for() -> None:
    programme = load(assigned("A", HEALTH), assigned("A1", MONEY, parent="A"), assigned("A2", MONEY, parent="A"))
    on = date(2025, 2, 1)
    assert totals(programme, on, By.LEAD) == {"BYT": 1}
    assert totals(programme, on, By.LEAD, with_children=True) == {"BYT": 1, "BTC": 2}


def test_groups_are_sorted_by_overdue_then_by_key() -> None:
    programme = load(
        assigned("A", MONEY, due="2025-12-31"), assigned("B", HEALTH, due="2025-12-31"), assigned("C", COMMITTEE)
    )
    found = board(programme, on=date(2025, 5, 1), by=By.LEAD)
    assert [group.key for group in found.groups] == ["40.UBND", "BTC", "BYT"]


def test_a_board_past_the_horizon_counts_the_periods_begun_by_then() -> None:
    programme = load(assigned("A", HEALTH, recurrence="yearly"), assigned("B", MONEY, recurrence="monthly"))
    on = date(2030, 7, 1)
    assert totals(programme, on, By.LEAD) == {"BYT": 6, "BTC": 5 * 12 + 7}
    assert totals(programme, on, By.LEVEL) == {"central": 6 + 67}
    assert board(programme, on=on).counts.total == 6 + 67


def test_what_was_counted_is_forgotten_with_the_next_event() -> None:
    programme = load(assigned("A", HEALTH))
    assert board(programme, on=date(2025, 2, 1)).counts.done == 0
    load(
        [
            line("A", "2025-01-07", "accepted", by=HEALTH),
            line("A", "2025-01-08", "reported", evidence=["x"]),
            line("A", "2025-01-09", "verified", by=CENTRE),
        ]
    )
    assert board(programme, on=date(2025, 2, 1)).counts.done == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL any other program may make it count anew")
def test_a_board_is_counted_once_while_nothing_changes() -> None:
    programme = load(assigned("A", HEALTH))
    assert board(programme, on=date(2025, 2, 1)).counts is board(programme, on=date(2025, 2, 1)).counts
