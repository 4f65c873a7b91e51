"""What a database wants after much was written at once."""

from django.db import connection

# Rows looked at for each index on SQLite: enough to choose well, and done in a moment whatever the size.
LOOK_AT = 1000


def learn_sizes() -> None:
    """Let the planner learn how many rows there are of what: without it, it may walk a whole index to find a few."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={LOOK_AT}")
        cursor.execute("ANALYZE")
