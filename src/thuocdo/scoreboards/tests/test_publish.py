"""Freezing a day's figures."""

import json
from datetime import date
from typing import Any

import pytest

from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput
from thuocdo.foundation.models import Event
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.models import Snapshot, SnapshotTask
from thuocdo.scoreboards.queries import board
from thuocdo.scoreboards.services import month_ends, publish
from thuocdo.tasks.importing import import_events

pytestmark = pytest.mark.django_db
ACTOR = events.Actor(id=None, title="Người vận hành")
TODAY = date(2025, 4, 1)
LIFE: list[tuple[str, str, dict[str, Any]]] = [
    ("2025-01-06", "created", {
        "programme": "thu", "title": "Một", "lead": ["Bộ Y tế", "Bộ Tài chính"], "deliverables": ["S"],
        "due": "2025-02-28",
    }),
    ("2025-01-06", "assigned", {"by": "Văn phòng Trung ương Đảng"}),
    ("2025-01-07", "accepted", {"by": "Bộ Y tế"}),
    ("2025-01-20", "progressed", {"percent": 40}),
    ("2025-02-20", "progressed", {"percent": 80}),
    ("2025-02-21", "extension_requested", {"by": "Bộ Y tế", "to": "2025-03-31", "reason": "vì"}),
    ("2025-02-24", "extension_granted", {"by": "Văn phòng Trung ương Đảng", "to": "2025-03-31"}),
]  # fmt: skip
LINES = [{"on": on, "event": event, "task": "A", **told} for on, event, told in LIFE]


@pytest.fixture
def programme() -> Programme:
    make_body(code="VPTW", name="Văn phòng Trung ương Đảng", kind="party_commission")
    make_body(code="BYT", name="Bộ Y tế")
    make_body(code="BTC", name="Bộ Tài chính")
    import_events(enumerate(map(json.dumps, LINES), 1), today=TODAY)
    return Programme.objects.get(code="thu")


def frozen(programme: Programme, on: date) -> Snapshot:
    return publish(programme=programme, on=on, actor=ACTOR, today=TODAY)


def test_a_snapshot_says_what_was_known_on_its_day(programme: Programme) -> None:
    task = frozen(programme, date(2025, 2, 1)).tasks.get()
    assert (task.percent, task.due, task.extensions, task.lead_codes) == (40, date(2025, 2, 28), 0, ["BYT", "BTC"])
    task = frozen(programme, date(2025, 3, 1)).tasks.get()
    assert (task.percent, task.due, task.first_due, task.extensions) == (80, date(2025, 3, 31), date(2025, 2, 28), 1)


def test_its_numbers_are_those_of_the_board(programme: Programme) -> None:
    snapshot = frozen(programme, date(2025, 3, 1))
    expected = board(programme, on=date(2025, 3, 1)).as_dict()
    assert {name: snapshot.board[name] for name in expected if name != "groups"} == {
        name: value for name, value in expected.items() if name != "groups"
    }
    assert [group["key"] for group in snapshot.board["by_lead"]] == ["BTC", "BYT"]
    assert snapshot.board["months"][-1]["on"] == "2025-03-01"


def test_publishing_again_makes_another_number_and_leaves_the_first(programme: Programme) -> None:
    one, two = frozen(programme, date(2025, 3, 1)), frozen(programme, date(2025, 3, 1))
    assert (one.number, two.number, one.sha256) == (1, 2, two.sha256)
    assert SnapshotTask.objects.count() == 2
    assert Event.objects.filter(kind="published", object_id=programme.uuid).count() == 2


def test_a_day_to_come_cannot_be_frozen(programme: Programme) -> None:
    with pytest.raises(BadInput):
        frozen(programme, date(2025, 4, 2))
    assert not Snapshot.objects.exists()


def test_the_months_shown_end_with_the_day() -> None:
    assert month_ends(date(2025, 3, 15))[-3:] == [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 15)]
    assert len(month_ends(date(2025, 3, 15))) == 12


def test_only_what_came_with_the_verified_report_is_a_result(programme: Programme) -> None:
    more: list[tuple[str, str, dict[str, Any]]] = [
        ("2025-03-20", "reported", {"by": "Bộ Y tế", "evidence": ["Tờ trình cũ"]}),
        ("2025-03-21", "returned", {"by": "Văn phòng Trung ương Đảng", "reason": "thiếu"}),
        ("2025-03-25", "reported", {"by": "Bộ Y tế", "evidence": ["Tờ trình mới", "Tờ trình mới"]}),
        ("2025-03-26", "verified", {"by": "Văn phòng Trung ương Đảng"}),
    ]
    lines = [{"on": on, "event": event, "task": "A", **told} for on, event, told in more]
    import_events(enumerate(map(json.dumps, lines), 1), today=TODAY)
    assert frozen(programme, date(2025, 3, 25)).tasks.get().results == []
    assert frozen(programme, date(2025, 3, 26)).tasks.get().results == ["Tờ trình mới"]
