"""Carrying events in, and lists of fifty by deadline, beside bare JSON and bare SQL over the same rows."""

from collections.abc import Callable

from benchmarks import national
from benchmarks.measure import Row, best_seconds
from benchmarks.visits import page

FILTERS = {
    "list of 50 by deadline": {},
    "list of 50 overdue": {"status": "open_overdue"},
    "list of 50 of one commune": {"lead": "{commune}"},
    "list of 50 of one ministry, overdue": {"lead": "{ministry}", "status": "open_overdue"},
    "list of 50 of one field and level": {"field": "the-che", "level": "province"},
    "list of 50 by search": {"q": "chuyen doi so"},
    "list, page 100": {"page": "100"},
}


def run() -> list[Row]:
    """Import once, then ask for lists as a signed-in officer does."""
    made = national.prepare()
    rows = []
    if made.import_seconds is not None:
        work = f"{made.events:,} events of {national.TASKS:,} tasks"
        rows.append(Row("import events", work, made.import_seconds, "json.loads of each line", made.parse_seconds))
    plain = best_seconds(_plain_list())
    asked = {"programme": national.PROGRAMME, "on": national.ON.isoformat()}
    for name, filters in FILTERS.items():
        told = asked | {key: _named(value) for key, value in filters.items()}
        seconds = best_seconds(page("/nhiem-vu/", told))
        rows.append(Row(name, f"{national.TASKS:,} tasks", seconds, "one SQL query", plain))
    return rows


def _named(value: str) -> str:
    """The commune and the ministry with the most tasks."""
    from django.db.models import Count

    from thuocdo.organisations.models import Organisation

    kinds = {"{commune}": {"level": "commune"}, "{ministry}": {"kind": "ministry"}}
    if value not in kinds:
        return value
    found = Organisation.objects.filter(**kinds[value]).annotate(n=Count("lead_rows")).order_by("-n").first()
    assert found is not None
    return found.code


def _plain_list() -> Callable[[], object]:
    """Fifty tasks by deadline with their first lead, as one query could give them."""
    from django.db import connection

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT t.code, t.title, t.due, o.name FROM tasks_task t JOIN tasks_lead l ON l.task_id = t.id"
                ' AND l."order" = 0 JOIN organisations_organisation o ON o.id = l.organisation_id'
                " WHERE t.programme_id = (SELECT id FROM programmes_programme WHERE code = %s)"
                " ORDER BY t.due, t.id LIMIT 50",
                [national.PROGRAMME],
            )
            return cursor.fetchall()

    return ask
