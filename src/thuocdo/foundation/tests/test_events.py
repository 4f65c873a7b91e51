"""Events are written in their order, in the caller's transaction, and read back by object."""

import uuid

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from thuocdo.foundation import events
from thuocdo.foundation.models import Event
from thuocdo.foundation.tests.factories import make_event, make_note

pytestmark = pytest.mark.django_db


def test_an_event_says_what_happened_to_what_when_and_by_whom() -> None:
    note = make_note()
    found = Event.objects.get(pk=events.record(note).pk)
    assert (found.kind, found.object_type, found.object_id, found.on) == (
        note.kind, note.object_type, note.object_id, note.on,
    )  # fmt: skip
    assert (found.actor_id, found.actor_title, found.payload) == (note.actor.id, note.actor.title, note.payload)


def test_an_event_goes_with_the_transaction_it_was_written_in() -> None:
    with transaction.atomic():
        make_event()
        transaction.set_rollback(True)
    assert Event.objects.count() == 0


def test_many_events_keep_their_order_and_cost_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    notes = [make_note(kind=f"step {n}") for n in range(50)]
    with django_assert_num_queries(1):
        assert events.record_many(notes) == 50
    assert list(Event.objects.order_by("id").values_list("kind", flat=True)) == [note.kind for note in notes]


def test_history_is_that_of_one_object_oldest_first() -> None:
    wanted, other = uuid.uuid4(), uuid.uuid4()
    for kind, thing in (("one", wanted), ("two", other), ("three", wanted)):
        make_event(kind=kind, object_id=thing)
    make_event(kind="four", object_id=wanted, object_type="elsewhere")
    assert [event.kind for event in events.history("thing", wanted)] == ["one", "three"]


def test_a_title_longer_than_the_column_is_cut() -> None:
    found = make_event(actor=events.Actor(None, "x" * 400))
    assert found.actor_title == "x" * 300
