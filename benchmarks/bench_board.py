"""The board of a country on a day, as page and as JSON, beside one plain SQL count of the same rows."""

from collections.abc import Callable

from benchmarks import national
from benchmarks.measure import Row, best_seconds
from benchmarks.visits import page


def run() -> list[Row]:
    """Ask for boards as a signed-in officer does: first after a change, when all is counted, then as others see it."""
    national.prepare()
    from thuocdo.scoreboards.remembering import forget

    work = f"{national.TASKS:,} tasks"
    plain = best_seconds(_plain_counts())
    at, on = f"/bang/{national.PROGRAMME}/", national.ON.isoformat()
    asked = {
        "board by lead, page": (at, {"on": on}),
        "board by level, page": (at, {"on": on, "by": "level"}),
        "board by lead, JSON": (f"{at}du-lieu.json", {"on": on, "by": "lead"}),
        "board by level, JSON": (f"{at}du-lieu.json", {"on": on, "by": "level"}),
    }
    rows = [
        Row(name, work, best_seconds(page(address, told)), "one SQL count by status", plain)
        for name, (address, told) in asked.items()
    ]
    for name, (address, told) in asked.items():
        visit = page(address, told)
        seconds = best_seconds(_after(forget, visit))
        rows.append(Row(f"{name}, first after a change", work, seconds, "one SQL count by status", plain))
    rows.append(Row("my work, page", work, best_seconds(page("/viec-cua-toi/", {})), "one SQL count by status", plain))
    return rows


def _after(first: Callable[[], None], then: Callable[[], object]) -> Callable[[], object]:
    def both() -> object:
        first()
        return then()

    return both


def _plain_counts() -> Callable[[], object]:
    """Tasks of the day by status, as one query could count them."""
    from django.db import connection

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT status, count(*) FROM tasks_statusspan WHERE is_first AND NOT is_child"
                " AND programme_id = (SELECT id FROM programmes_programme WHERE code = %s)"
                ' AND start <= %s AND "end" > %s GROUP BY status',
                [national.PROGRAMME, national.ON, national.ON],
            )
            return cursor.fetchall()

    return ask
