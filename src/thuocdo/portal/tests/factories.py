"""A published programme with tasks of every status."""

import json
from datetime import date
from typing import Any

from thuocdo.foundation import events
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.models import Snapshot
from thuocdo.scoreboards.services import publish
from thuocdo.tasks.importing import import_events

TODAY = date(2025, 12, 26)
OPERATOR = events.Actor(id=None, title="Người vận hành")
CENTRE = "Văn phòng Trung ương Đảng"
BODIES = (
    {"code": "VPTW", "name": CENTRE, "kind": "party_commission"},
    {"code": "BYT", "name": "Bộ Y tế"},
    {"code": "BTC", "name": "Bộ Tài chính"},
    {"code": "40.UBND", "name": "Ủy ban nhân dân tỉnh Nghệ An", "kind": "peoples_committee", "level": "province"},
)


def told(
    task: str, *, lead: str = "Bộ Y tế", due: str = "2025-06-30", done: str = "", **more: Any
) -> list[dict[str, Any]]:
    """The life of one task: assigned and accepted in February, reported on `done` and verified two days later."""
    lines: list[dict[str, Any]] = [
        {
            "on": "2025-02-03", "event": "created", "task": task, "programme": "thu", "title": f"Việc {task}",
            "lead": [lead], "deliverables": [f"Sản phẩm {task}"], "due": due, **more,
        },
        {"on": "2025-02-03", "event": "assigned", "task": task, "by": CENTRE},
        {"on": "2025-02-04", "event": "accepted", "task": task, "by": lead},
    ]  # fmt: skip
    if done:
        lines.append({"on": done, "event": "reported", "task": task, "evidence": [f"Tờ trình {task}"]})
        lines.append({"on": done, "event": "verified", "task": task, "by": CENTRE})
    return lines


def published(*lives: list[dict[str, Any]], on: date = date(2025, 12, 25)) -> Snapshot:
    """Import the lives and publish the programme."""
    for fields in BODIES:
        if not Organisation.objects.filter(code=fields["code"]).exists():
            make_body(**fields)
    lines = [json.dumps(line) for life in lives for line in life]
    import_events(enumerate(lines, 1), today=TODAY)
    return publish(programme=Programme.objects.get(code="thu"), on=on, actor=OPERATOR, today=TODAY)
