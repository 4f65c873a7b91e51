"""Writing to and reading from the event log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thuocdo.foundation import clock
from thuocdo.foundation.models import Event


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: the person's identifier (None for a machine) and the title printed beside the event."""

    id: UUID | None
    title: str


SYSTEM = Actor(id=None, title="Hệ thống")


@dataclass(frozen=True, slots=True)
class Note:
    """One event to be written; `payload` holds only what JSON can."""

    kind: str
    object_type: str
    object_id: UUID
    on: date
    actor: Actor
    payload: dict[str, Any] = field(default_factory=dict)


def record(note: Note) -> Event:
    """Write one event in the caller's transaction."""
    return Event.objects.create(**_row(note))


def record_many(notes: Iterable[Note], *, batch_size: int = 2000) -> int:
    """Write events in their order; the number written."""
    at = clock.now()
    rows = [Event(**_row(note, at)) for note in notes]
    Event.objects.bulk_create(rows, batch_size=batch_size)
    return len(rows)


def history(object_type: str, object_id: UUID) -> QuerySet[Event]:
    """All events of one object, oldest first."""
    return Event.objects.filter(object_type=object_type, object_id=object_id).order_by("id")


def _row(note: Note, at: Any = None) -> dict[str, Any]:
    return {
        "kind": note.kind,
        "object_type": note.object_type,
        "object_id": note.object_id,
        "on": note.on,
        "recorded_at": at or clock.now(),
        "actor_id": note.actor.id,
        "actor_title": note.actor.title[:300],
        "payload": note.payload,
    }
