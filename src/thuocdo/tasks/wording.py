"""The words of every task, kept in the database so that tasks which may say the same are found among very many.

A table beside the models: on SQLite a full-text table, on PostgreSQL an array with an inverted index. Rows are written
in the transaction of the act that writes the task. A child that says what its parent says has no row of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction

from thuocdo.programmes.models import Programme
from thuocdo.tasks.models import Task
from viettext.likeness import terms

TABLE = "tasks_wording"
AT_ONCE = 2000
# Words that more tasks have than this tell little; the rarest are looked up first, until so many rows were met.
MOST_ROWS = 15_000
MOST_WORDS = 200  # of one title: SQLite joins no more than 500 questions in one

MAKE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(words, detail=none, columnsize=0, tokenize='ascii')",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE}_terms USING fts5vocab({TABLE}, 'row')",
    ),
    "postgresql": (
        f"CREATE TABLE IF NOT EXISTS {TABLE} (task bigint PRIMARY KEY, words text[] NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {TABLE}_words ON {TABLE} USING gin (words)",
    ),
}
REMOVE = {
    "sqlite": (f"DROP TABLE IF EXISTS {TABLE}_terms", f"DROP TABLE IF EXISTS {TABLE}"),
    "postgresql": (f"DROP TABLE IF EXISTS {TABLE}",),
}
WRITE = {
    "sqlite": f"INSERT OR REPLACE INTO {TABLE} (rowid, words) VALUES (%s, %s)",  # noqa: S608  (names of ours, below too)
    "postgresql": f"INSERT INTO {TABLE} (task, words) VALUES (%s, string_to_array(%s, ' '))"  # noqa: S608
    " ON CONFLICT (task) DO UPDATE SET words = excluded.words",
}
KEY = {"sqlite": "rowid", "postgresql": "task"}
# A word and what it is looked up by: the text that the table's own language takes.
HAS = {"sqlite": f"{TABLE} MATCH %s", "postgresql": "words @> ARRAY[%s]"}
# How many rows have each of some words; on PostgreSQL no further than matters.
COUNT = {
    "sqlite": f"SELECT term, doc FROM {TABLE}_terms WHERE term = %s",  # noqa: S608
    "postgresql": f"SELECT %s, count(*) FROM (SELECT 1 FROM {TABLE} WHERE words @> ARRAY[%s]"  # noqa: S608
    f" LIMIT {MOST_ROWS + 1}) AS met",
}
MARKS = {"sqlite": 1, "postgresql": 2}  # how often a word stands in it


def install(on: Any) -> None:
    """Make the table on a connection, empty."""
    _run(on, MAKE[on.vendor])


def remove(on: Any) -> None:
    """Take it away."""
    _run(on, REMOVE[on.vendor])


def keep(tasks: Iterable[Task]) -> None:
    """Write the words of these saved tasks, in place of what was kept of them."""
    _write((task.pk, task.title) for task in tasks if not _repeats(task))


def keep_amended(task: Task) -> None:
    """The same for one whose title may have changed: it or its children may from now on say something else."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {KEY[connection.vendor]} = %s", [task.pk])  # noqa: S608
    children = Task.objects.filter(parent=task).exclude(folded=task.folded).only("title", "folded", "parent")
    keep([task, *children])


def forget_removed() -> None:
    """Delete the words of tasks that are no longer there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {KEY[connection.vendor]} NOT IN (SELECT id FROM tasks_task)")  # noqa: S608


@transaction.atomic
def rebuild(programme: Programme | None = None) -> int:
    """Write every row (of the programme) anew; how many there are."""
    tasks = Task.objects.all() if programme is None else Task.objects.filter(programme=programme)
    with connection.cursor() as cursor:
        if programme is None:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        else:
            within = "SELECT id FROM tasks_task WHERE programme_id = %s"
            cursor.execute(f"DELETE FROM {TABLE} WHERE {KEY[connection.vendor]} IN ({within})", [programme.pk])  # noqa: S608
    rows = tasks.order_by("pk").values_list("pk", "title", "folded", "parent__folded")
    return _write((key, title) for key, title, folded, above in rows.iterator(AT_ONCE) if folded != above)


def nearest(title: str, *, bodies: Sequence[int] = (), limit: int = 30) -> list[int]:
    """Keys of the tasks that share the most and the rarest words with the title, best first.

    With `bodies` follow as many that one of these leads, itself or through a child: of a thousand tasks with the same
    words those count that were given to the same body.
    """
    with connection.cursor() as cursor:
        told = _rarest(cursor, terms(title))
        if not told:
            return []
        found = _matching(cursor, told, (), limit)
        return list(dict.fromkeys([*found, *(_matching(cursor, told, bodies, limit) if bodies else ())]))


def _matching(cursor: Any, told: Sequence[tuple[str, float]], bodies: Sequence[int], limit: int) -> list[int]:
    each = f"SELECT {KEY[connection.vendor]} AS task, %s AS weight FROM {TABLE} WHERE {HAS[connection.vendor]}"  # noqa: S608
    listed = " UNION ALL ".join([each] * len(told))
    only = "WHERE task IN (SELECT task FROM led) " if bodies else ""
    cursor.execute(
        f"{_of_bodies(bodies)} SELECT task FROM ({listed}) AS found {only}GROUP BY task"  # noqa: S608
        " ORDER BY sum(weight) DESC, task LIMIT %s",
        [*bodies, *bodies, *(value for word, weight in told for value in (weight, word)), limit],
    )
    return [key for (key,) in cursor.fetchall()]


def _of_bodies(bodies: Sequence[int]) -> str:
    if not bodies:
        return ""
    marks = ", ".join(["%s"] * len(bodies))
    return (
        f"WITH led AS (SELECT task_id AS task FROM tasks_lead WHERE organisation_id IN ({marks})"  # noqa: S608
        " UNION SELECT t.parent_id FROM tasks_lead l JOIN tasks_task t ON t.id = l.task_id"
        f" WHERE l.organisation_id IN ({marks}) AND t.parent_id IS NOT NULL)"
    )


def _rarest(cursor: Any, wanted: Iterable[str]) -> list[tuple[str, float]]:
    """The rarest of the words that occur at all with a weight each, as many as can be looked up quickly."""
    listed = list(islice(wanted, MOST_WORDS))
    if not listed:
        return []
    vendor = connection.vendor
    marks = [word for word in listed for _ in range(MARKS[vendor])]
    cursor.execute(" UNION ALL ".join([COUNT[vendor]] * len(listed)), marks)
    counted = [(count, word) for word, count in cursor.fetchall() if count]
    told: list[tuple[str, float]] = []
    met = 0
    for count, word in sorted(counted):
        met += count
        if told and met > MOST_ROWS:
            break
        told.append((word, 1 / (1 + count**0.3)))
    return told


def _repeats(task: Task) -> bool:
    return task.parent is not None and task.parent.folded == task.folded


def _write(rows: Iterable[tuple[int, str]]) -> int:
    told: Iterator[tuple[int, str]] = ((key, " ".join(terms(title))) for key, title in rows)
    written = 0
    with connection.cursor() as cursor:
        while batch := list(islice(told, AT_ONCE)):
            cursor.executemany(WRITE[connection.vendor], batch)
            written += len(batch)
    return written


def _run(on: Any, statements: Iterable[str]) -> None:
    with on.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
