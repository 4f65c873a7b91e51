"""Work that must not be done twice at once: whoever comes second waits for the first one's transaction to end."""

from enum import IntEnum

from django.db import connection


class Turn(IntEnum):
    """What is done one at a time; the numbers are PostgreSQL's names of advisory locks and never change."""

    SEAL = 5720_2501
    IMPORT = 5720_2502


def take_turn(turn: Turn) -> None:
    """Wait until no other transaction holds the turn, and hold it until this one ends. Call it inside a transaction.

    SQLite's transactions are IMMEDIATE and so one at a time already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn.value])
