"""The log takes new events and nothing else, whoever asks and however."""

# ruff: noqa: S608  statements are put together from this file's own words
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from thuocdo.foundation import append_only, events, seals
from thuocdo.foundation.models import Event, Seal
from thuocdo.foundation.tests.factories import execute, make_event, make_note, without_triggers

pytestmark = pytest.mark.django_db

TABLES = ["foundation_event", "foundation_seal"]


@pytest.fixture(autouse=True)
def sealed() -> None:
    """One event under one seal."""
    make_event(kind="first")
    seals.seal()


def attempt(act: Callable[[], object]) -> None:
    """The database refuses the act, and says why."""
    with pytest.raises(DatabaseError, match=append_only.REFUSAL), transaction.atomic():
        act()


@pytest.mark.parametrize("model", [Event, Seal])
class TestThroughModels:
    def test_an_update_is_refused(self, model: type[Event | Seal]) -> None:
        attempt(lambda: model.objects.update(id=99))

    def test_a_saved_change_is_refused(self, model: type[Event | Seal]) -> None:
        attempt(lambda: model.objects.get().save())

    def test_a_deletion_is_refused(self, model: type[Event | Seal]) -> None:
        attempt(lambda: model.objects.get().delete())

    def test_deleting_all_is_refused(self, model: type[Event | Seal]) -> None:
        attempt(lambda: model.objects.all().delete())


@pytest.mark.parametrize("table", TABLES)
class TestThroughSql:
    def test_an_update_is_refused(self, table: str) -> None:
        attempt(lambda: execute(f"UPDATE {table} SET id = id + 100"))

    def test_a_deletion_is_refused(self, table: str) -> None:
        attempt(lambda: execute(f"DELETE FROM {table}"))

    def test_emptying_is_refused(self, table: str) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no TRUNCATE")
        attempt(lambda: execute(f"TRUNCATE {table} CASCADE"))

    def test_replacing_is_refused(self, table: str) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL has no REPLACE")
        attempt(lambda: execute(f"REPLACE INTO {table} SELECT * FROM {table}"))

    def test_replacing_by_the_other_unique_column_is_refused(self, table: str) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL has no REPLACE")
        attempt(lambda: execute(f"INSERT OR REPLACE INTO {table} SELECT id + 1, {_rest(table)} FROM {table}"))

    def test_an_upsert_is_refused(self, table: str) -> None:
        # WHERE true: SQLite cannot tell ON CONFLICT from the ON of a join without it.
        upsert = f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT (id) DO UPDATE SET id = 7"
        attempt(lambda: execute(upsert))


def test_new_events_are_taken() -> None:
    events.record_many(make_note() for _ in range(3))
    assert Event.objects.count() == 4


def test_a_database_in_use_cannot_be_flushed(settings: Settings) -> None:
    settings.TESTING = False
    with pytest.raises(CommandError, match="never erased"):
        call_command("flush", interactive=False)
    assert Event.objects.count() == 1


def test_all_triggers_are_there_after_the_migrations() -> None:
    assert append_only.missing(connection) == []


def test_installing_twice_changes_nothing() -> None:
    append_only.install(connection)
    assert append_only.missing(connection) == []


def test_every_removed_trigger_is_named() -> None:
    with without_triggers():
        missing = append_only.missing(connection)
    assert {"foundation_event_no_update", "foundation_event_no_delete", "foundation_seal_no_delete"} <= set(missing)
    assert len(missing) == 6


def test_a_trigger_that_no_longer_refuses_is_named() -> None:
    if connection.vendor == "postgresql":
        execute(
            "CREATE OR REPLACE FUNCTION thuocdo_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NULL; END $$"
        )
        assert len(append_only.missing(connection)) == 6
    else:
        execute("DROP TRIGGER foundation_event_no_update")
        execute(
            "CREATE TRIGGER foundation_event_no_update BEFORE UPDATE ON foundation_event"
            " WHEN 0 BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
        )
        assert append_only.missing(connection) == ["foundation_event_no_update"]


def test_a_disabled_trigger_is_named() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot disable a trigger")
    execute("ALTER TABLE foundation_event DISABLE TRIGGER foundation_event_no_delete")
    assert append_only.missing(connection) == ["foundation_event_no_delete"]


def _rest(table: str) -> str:
    """The columns beside the id, in the table's order."""
    model = {"foundation_event": Event, "foundation_seal": Seal}[table]
    return ", ".join(f'"{field.column}"' for field in model._meta.local_fields if field.name != "id")
