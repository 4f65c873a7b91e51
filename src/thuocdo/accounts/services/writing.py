"""What every act on a person has in common: who did it, and the event that says so without naming anybody."""

from datetime import date
from typing import Any

from thuocdo.accounts.models import Person
from thuocdo.foundation import events

OBJECT_TYPE = "person"
ADMINISTRATOR = "Quản trị"  # the log has one language, whatever the screen's


def actor(person: Person | None) -> events.Actor:
    """Who acted as the log prints it: the title, never the name (names live in accounts). None is a command."""
    if person is None:
        return events.SYSTEM
    return events.Actor(id=person.uuid, title=person.title or ADMINISTRATOR)


def record(kind: str, person: Person, *, by: Person | None, on: date, **payload: Any) -> None:
    """Write the event of an act on a person. The payload names no person but by identifier."""
    events.record(events.Note(kind, OBJECT_TYPE, person.uuid, on, actor(by), payload))
