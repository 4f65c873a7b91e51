"""Database triggers that refuse any change to the event log, on SQLite and PostgreSQL."""

from typing import Any

TABLES = ("foundation_event", "foundation_seal")
REFUSAL = "the event log is append-only"

SQLITE_MAKE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END"""
POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION thuocdo_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"""
POSTGRES_MAKE = """CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION thuocdo_append_only()"""


def install(connection: Any) -> None:
    """Make the triggers where they are missing. `connection` is a Django connection or schema editor's connection."""
    postgres = connection.vendor == "postgresql"
    template = POSTGRES_MAKE if postgres else SQLITE_MAKE
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION.format(refusal=REFUSAL))
        for table, verb in _pairs(postgres):
            cursor.execute(template.format(table=table, verb=verb, refusal=REFUSAL))


def remove(connection: Any) -> None:
    """Take the triggers away: only for emptying a test database."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table, verb in _pairs(postgres):
            of = f" ON {table}" if postgres else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{of}")


def missing(connection: Any) -> list[str]:
    """Names of triggers that should be there and are not."""
    postgres = connection.vendor == "postgresql"
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if postgres
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [name for table, verb in _pairs(postgres) if (name := f"{table}_no_{verb}") not in there]


def _pairs(postgres: bool) -> list[tuple[str, str]]:
    verbs = ("update", "delete", "truncate") if postgres else ("update", "delete")
    return [(table, verb) for table in TABLES for verb in verbs]
