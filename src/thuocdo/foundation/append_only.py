"""Database triggers that refuse any change to the event log, on SQLite and PostgreSQL."""

from typing import Any

TABLES = {"foundation_event": "uuid", "foundation_seal": "number"}  # table -> its unique column beside the id
REFUSAL = "the event log is append-only"

SQLITE_MAKE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END"""
# REPLACE removes the row it meets without firing a trigger on deletion, so the insertion itself is refused.
SQLITE_MAKE_REPLACE = """CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END"""
POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION thuocdo_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"""
POSTGRES_MAKE = """CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION thuocdo_append_only()"""


POSTGRES_THERE = """SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND p.prosrc LIKE '%%RAISE EXCEPTION%%'
AND c.relname = ANY(%s) AND position(c.relname in t.tgname) = 1"""
SQLITE_THERE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def install(connection: Any) -> None:
    """Make the triggers where they are missing. `connection` is a Django connection or schema editor's connection."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION.format(refusal=REFUSAL))
        for statement in _statements(connection).values():
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers away: only for emptying a test database."""
    with connection.cursor() as cursor:
        for name in _statements(connection):
            of = f" ON {name.rpartition('_no_')[0]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of}")


def missing(connection: Any) -> list[str]:
    """Names of triggers that should be there and are not, or no longer refuse."""
    wanted = _statements(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_THERE, [list(TABLES)])
            there = {name for (name,) in cursor.fetchall()}
        else:
            cursor.execute(SQLITE_THERE)
            there = {name for name, made in cursor.fetchall() if made == _as_kept(wanted.get(name, ""))}
    return [name for name in wanted if name not in there]


def _as_kept(statement: str) -> str:
    """SQLite keeps the statement without the words that made it conditional."""
    return statement.replace("IF NOT EXISTS ", "", 1)


def _statements(connection: Any) -> dict[str, str]:
    """Trigger name -> the statement that makes it."""
    postgres = connection.vendor == "postgresql"
    template = POSTGRES_MAKE if postgres else SQLITE_MAKE
    verbs = ("update", "delete", "truncate") if postgres else ("update", "delete")
    found = {
        f"{table}_no_{verb}": template.format(table=table, verb=verb, refusal=REFUSAL)
        for table in TABLES
        for verb in verbs
    }
    if not postgres:
        for table, key in TABLES.items():
            found[f"{table}_no_replace"] = SQLITE_MAKE_REPLACE.format(table=table, key=key, refusal=REFUSAL)
    return found
