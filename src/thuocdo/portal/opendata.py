"""Open data: the published snapshot as CSV and JSON."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thuocdo.portal.asking import snapshot_asked
from thuocdo.portal.queries import rows_of
from thuocdo.scoreboards.models import Snapshot, SnapshotTask
from thuocdo.tasks.rules.spans import Status

COLUMNS = (
    "code", "period", "title", "field", "lead_codes", "lead_names", "deliverables", "first_due", "due", "done_on",
    "percent", "status", "is_suspended", "extensions", "results", "source",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
public = cache_control(public=True, max_age=300)


class _Echo:
    """A file that gives back what is written to it, so that a writer can stream."""

    def write(self, value: str) -> str:
        return value


@require_safe
@public
def tasks_csv(request: HttpRequest, programme: str) -> StreamingHttpResponse:
    """The public tasks, one a line; lists are joined by "; "."""
    snapshot = snapshot_asked(request, programme)
    writer = csv.writer(_Echo())
    head = "\ufeff" + writer.writerow(COLUMNS)
    body = (writer.writerow([_cell(value) for value in record(row).values()]) for row in rows_of(snapshot))
    response = StreamingHttpResponse(_after(head, body), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(snapshot)}.csv"'
    return response


@require_safe
@public
def tasks_json(request: HttpRequest, programme: str) -> StreamingHttpResponse:
    """The public tasks as a JSON list with the snapshot they come from."""
    snapshot = snapshot_asked(request, programme)
    return StreamingHttpResponse(_json(snapshot), content_type="application/json; charset=utf-8")


@require_safe
@public
def board_json(request: HttpRequest, programme: str) -> HttpResponse:
    """The frozen board: totals, groups and months, in the names of the exchange contract."""
    snapshot = snapshot_asked(request, programme)
    return JsonResponse(_stamp(snapshot) | snapshot.board, json_dumps_params={"ensure_ascii": False})


def record(row: SnapshotTask) -> dict[str, Any]:
    """One public task under its open names."""
    found = {name: getattr(row, name) for name in COLUMNS}
    found["status"] = Status(row.status).name.lower()
    for name in ("first_due", "due", "done_on"):
        found[name] = found[name].isoformat() if found[name] else None
    return found


def _stamp(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "snapshot": snapshot.number, "sha256": snapshot.sha256, "published_at": snapshot.published_at.isoformat(),
    }  # fmt: skip


def _json(snapshot: Snapshot) -> Iterator[str]:
    stamp = _stamp(snapshot) | {"programme": snapshot.programme.code, "on": snapshot.on.isoformat()}
    yield json.dumps(stamp, ensure_ascii=False)[:-1] + ', "tasks": ['
    for n, row in enumerate(rows_of(snapshot)):
        yield ("," if n else "") + json.dumps(record(row), ensure_ascii=False)
    yield "]}"


def _after(head: str, body: Iterator[str]) -> Iterator[str]:
    yield head
    yield from body


def _cell(value: Any) -> str:
    """A cell as text; one that a spreadsheet would take for a formula is quoted."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _name(snapshot: Snapshot) -> str:
    return f"{snapshot.programme.code}-{snapshot.on.isoformat()}-{snapshot.number}"
