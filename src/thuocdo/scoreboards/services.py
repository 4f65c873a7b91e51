"""Publishing: freeze a board with its public tasks, so that the public never sees live data."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.utils import translation
from django.utils.translation import gettext as _

from thuocdo.foundation import clock, events
from thuocdo.foundation.errors import BadInput
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from thuocdo.programmes.rules import Openness
from thuocdo.scoreboards.models import Snapshot, SnapshotLead, SnapshotTask
from thuocdo.scoreboards.queries import board
from thuocdo.scoreboards.rules import By
from thuocdo.tasks.models import Deliverable, Evidence, StatusSpan
from thuocdo.tasks.queries import spans_on
from thuocdo.tasks.rules.spans import Status

BATCH = 2000
# By task, period and day of filing: the names of what was filed, each once and in order.
Proofs = dict[tuple[int, str, date], dict[str, None]]
MONTHS_SHOWN = 12


@transaction.atomic
def publish(*, programme: Programme, on: date, actor: events.Actor, today: date) -> Snapshot:
    """Freeze the programme as of `on` (today at the latest) and show it; earlier snapshots stay reachable."""
    if on > today:
        raise BadInput(_("Không thể chốt số liệu cho một ngày chưa đến."), field="on")
    # One at a time: two people publishing at once get two numbers.
    Programme.objects.select_for_update().get(pk=programme.pk)
    with translation.override(settings.LANGUAGE_CODE):  # frozen names do not follow the publisher's screen
        frozen = _frozen_board(programme, on)
    rows = list(_frozen_tasks(programme, on))
    last = Snapshot.objects.filter(programme=programme).aggregate(last=Max("number"))["last"] or 0
    snapshot = Snapshot.objects.create(
        programme=programme,
        number=last + 1,
        on=on,
        board=frozen,
        sha256=_digest(frozen, rows),
        published_at=clock.now(),
        published_by=actor.title,
        last_event=Event.objects.aggregate(last=Max("id"))["last"] or 0,
    )
    _store(snapshot, rows)
    events.record(
        events.Note(
            kind="published", object_type="programme", object_id=programme.uuid, on=on, actor=actor,
            payload={"snapshot": str(snapshot.uuid), "number": snapshot.number, "sha256": snapshot.sha256},
        )
    )  # fmt: skip
    return snapshot


def _frozen_board(programme: Programme, on: date) -> dict[str, Any]:
    """Totals, groups by lead, field and level, and the totals at the end of the months before."""
    whole = board(programme, on=on).as_dict()
    for by in By:
        whole[f"by_{by.value}"] = board(programme, on=on, by=by).as_dict()["groups"]
    del whole["groups"]
    kinds = dict(Organisation.objects.filter(code__in=[g["key"] for g in whole["by_lead"]]).values_list("code", "kind"))
    for group in whole["by_lead"]:
        group["kind"] = kinds[group["key"]]
    whole["months"] = [board(programme, on=day).as_dict() | {"groups": []} for day in month_ends(on)]
    whole["extensions"] = sum(
        spans_on(programme, on=on)
        .filter(is_first=True)
        .exclude(status=Status.CANCELLED)
        .values_list("extensions", flat=True)
    )
    whole["not_public"] = _not_public(programme, on)
    whole["is_illustrative"] = programme.is_illustrative
    return whole


def month_ends(on: date) -> list[date]:
    """The last days of the eleven months before, and the day itself."""
    ends = [on]
    while len(ends) < MONTHS_SHOWN:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


def _not_public(programme: Programme, on: date) -> dict[str, int]:
    """How many tasks of each status are counted but not shown; keys are statuses."""
    rows = (
        spans_on(programme, on=on)
        .filter(is_first=True, task__openness=Openness.INTERNAL.value)
        .values_list("status")
        .annotate(n=Count("pk"))
        .order_by("status")
    )
    return {str(status): n for status, n in rows}


def _frozen_tasks(programme: Programme, on: date) -> Iterator[tuple[SnapshotTask, list[str]]]:
    spans = (
        spans_on(programme, on=on)
        .filter(task__openness=Openness.PUBLIC.value)
        .select_related("task", "lead", "task__directive")
        .order_by("task_id", "period", "-is_first", "lead_id")
    )
    products, proofs = _products(programme), _proofs(programme, on)
    current: SnapshotTask | None = None
    leads: list[str] = []
    key: tuple[int, str] | None = None
    for span in spans.iterator(chunk_size=BATCH):
        if (span.task_id, span.period) != key:
            if current is not None:
                yield current, leads
            key = (span.task_id, span.period)
            current, leads = _frozen(span, products, proofs), []
        assert current is not None
        leads.append(span.lead.code)
        current.lead_codes.append(span.lead.code)
        current.lead_names.append(span.lead.name)
    if current is not None:
        yield current, leads


def _frozen(span: StatusSpan, products: dict[int, list[str]], proofs: Proofs) -> SnapshotTask:
    task = span.task
    directive = task.directive
    is_done = span.status in (Status.DONE_ON_TIME, Status.DONE_LATE)
    return SnapshotTask(
        code=task.code, period=span.period, title=task.title, folded=task.folded, field=task.field,
        status=span.status, is_suspended=span.suspended, first_due=span.first_due, due=span.due, done_on=span.done_on,
        percent=span.percent, deliverables=products.get(task.pk, []),
        # Only what came with the report that was verified: what was returned is no result.
        results=list(proofs.get((task.pk, span.period, span.done_on), ())) if is_done and span.done_on else [],
        source=f"{directive.number} {task.source_label}".strip()[:200] if directive else "",
        extensions=span.extensions,
    )  # fmt: skip


def _products(programme: Programme) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Deliverable.objects.filter(task__programme=programme).order_by("task", "order")
    for task, name in rows.values_list("task_id", "name"):
        found.setdefault(task, []).append(name)
    return found


def _proofs(programme: Programme, on: date) -> Proofs:
    found: Proofs = {}
    rows = Evidence.objects.filter(task__programme=programme, filed_on__lte=on).order_by("id")
    for task, period, filed_on, name in rows.values_list("task_id", "period", "filed_on", "name"):
        found.setdefault((task, period, filed_on), {})[name] = None
    return found


def _store(snapshot: Snapshot, rows: list[tuple[SnapshotTask, list[str]]]) -> None:
    for task, __ in rows:
        task.snapshot = snapshot
    SnapshotTask.objects.bulk_create((task for task, __ in rows), batch_size=BATCH)
    SnapshotLead.objects.bulk_create(
        (SnapshotLead(task=task, snapshot=snapshot, code=code) for task, codes in rows for code in codes),
        batch_size=BATCH,
    )


def _digest(frozen: dict[str, Any], rows: list[tuple[SnapshotTask, list[str]]]) -> str:
    """SHA-256 over the board and each public task, in the order shown: anyone can compute it from the open data."""
    digest = hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode())
    for task, codes in rows:
        told = [task.code, task.period, task.title, codes, task.status, str(task.due), str(task.done_on)]
        digest.update(json.dumps(told, ensure_ascii=False).encode())
    return digest.hexdigest()
