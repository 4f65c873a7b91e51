"""Makes events for tests, and lets a test get past the triggers as somebody with the keys of the database could."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection

from thuocdo.foundation import append_only, events
from thuocdo.foundation.events import Actor, Note
from thuocdo.foundation.models import Event

DAY = date(2025, 10, 15)


def make_note(**changed: Any) -> Note:
    """An event of an object of its own, unless stated otherwise."""
    told: dict[str, Any] = {
        "kind": "changed", "object_type": "thing", "object_id": uuid.uuid4(), "on": DAY,
        "actor": Actor(uuid.uuid4(), "Chuyên viên, Bộ Thử nghiệm"), "payload": {"lý do": "thử", "percent": 12.5},
    }  # fmt: skip
    return Note(**(told | changed))


def make_event(**changed: Any) -> Event:
    """A written event."""
    return events.record(make_note(**changed))


def make_events(count: int) -> list[Event]:
    """Written events, oldest first."""
    return [make_event() for _ in range(count)]


def execute(statement: str, *values: str | int) -> None:
    """Raw SQL, as somebody with a database client would send it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def without_triggers() -> Iterator[None]:
    """Take the triggers away and put them back: what a forger with the keys of the database would do."""
    append_only.remove(connection)
    try:
        yield
    finally:
        append_only.install(connection)
