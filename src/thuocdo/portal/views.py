"""Pages of the public site."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thuocdo.interface.charts import Column
from thuocdo.portal import labels, queries
from thuocdo.portal.asking import clean, filter_asked, snapshot_asked
from thuocdo.portal.queries import Filter
from thuocdo.portal.rules import COUNTED, LISTS, SIGN, Block, hidden, lines
from thuocdo.programmes.queries import fields_of
from thuocdo.scoreboards import labels as board_labels
from thuocdo.scoreboards.models import Snapshot, SnapshotTask
from thuocdo.scoreboards.rules import NO_FIELD
from thuocdo.tasks.rules.spans import Status

PAGE = 50
BODIES_ON_HOME = 9
public = cache_control(max_age=60)


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """The front page: the first programme that was published, or what will be here."""
    snapshot = queries.home_snapshot()
    if snapshot is None:
        return render(request, "portal/empty.html", {"home_href": "/"})
    return _home(request, snapshot)


@require_safe
@public
def programme_home(request: HttpRequest, programme: str) -> HttpResponse:
    """The front page of one programme."""
    return _home(request, snapshot_asked(request, programme))


def _home(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    board = snapshot.board
    all_lines = lines(board["by_lead"])
    blocks = [block for block in Block if any(line.block is block for line in all_lines)]
    asked = request.GET.get("khoi", "")
    block = Block(asked) if asked in set(blocks) else (blocks[0] if blocks else Block.STATE)
    told = {
        "lines": [line for line in all_lines if line.block is block][:BODIES_ON_HOME],
        "body_count": len(all_lines),
        "chosen_block": block.value,
        "blocks": [(b.value, labels.BLOCK[b.value]) for b in blocks],
        "columns": _columns(board["months"]),
        "months": board["months"],
        "latest": [_shown(task) for task in queries.latest_results(snapshot)],
        "programmes": [p for p in queries.published_programmes() if p.pk != snapshot.programme_id],
        "fields": [_field(group) for group in board["by_field"]],
    }
    return _render(request, "portal/home.html", snapshot, "home", told)


def _field(group: dict[str, Any]) -> dict[str, Any]:
    """A frozen group; its word for "no field" is said in the reader's language, the names of fields as they are."""
    return group | {"name": board_labels.NO_FIELD} if group["key"] == NO_FIELD else group


@require_safe
@public
def tasks(request: HttpRequest, programme: str) -> HttpResponse:
    """The public tasks behind a number."""
    snapshot = snapshot_asked(request, programme)
    chosen = request.GET.get("tinh-trang", "")
    chosen = chosen if chosen in LISTS else ""
    asked = filter_asked(request)
    page = _page(request, queries.tasks_of(snapshot, asked))
    # What is counted and not shown can be told only where no other filter looks into the tasks.
    is_whole = not (asked.words or asked.lead or asked.field)
    told = {
        "page": page,
        "rows": [_shown(task) for task in page],
        "list": chosen,
        "list_word": labels.LIST[chosen],
        "lists": labels.LIST.items(),
        "asked": asked,
        "field_words": fields_of(snapshot.programme),
        "hidden": hidden(snapshot.board["not_public"], asked.statuses or COUNTED) if is_whole else None,
    }
    return _render(request, "portal/tasks.html", snapshot, "tasks", told)


@require_safe
@public
def results(request: HttpRequest, programme: str) -> HttpResponse:
    """What done tasks left behind, the latest first."""
    snapshot = snapshot_asked(request, programme)
    asked = Filter(statuses=LISTS["xong"], words=clean(request.GET.get("q", "")))
    page = _page(request, queries.tasks_of(snapshot, asked).order_by("-done_on", "code", "period"))
    told = {
        "page": page, "rows": [_shown(task) for task in page], "asked": asked,
        "hidden": hidden(snapshot.board["not_public"], asked.statuses) if not asked.words else None,
    }  # fmt: skip
    return _render(request, "portal/results.html", snapshot, "results", told)


@require_safe
@public
def task(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """One public task: what was promised, who answers, what came of it."""
    snapshot = snapshot_asked(request, programme)
    rows = queries.task_of(snapshot, clean(code))
    if not rows:
        raise Http404(_("Không có nhiệm vụ công khai này trong bản chốt."))
    fields = fields_of(snapshot.programme)
    told = {"task": _shown(rows[0]), "rows": [_shown(row) for row in rows], "field": fields.get(rows[0].field, "")}
    return _render(request, "portal/task.html", snapshot, "tasks", told)


@require_safe
@public
def bodies(request: HttpRequest, programme: str) -> HttpResponse:
    """Every body with its counts."""
    snapshot = snapshot_asked(request, programme)
    all_lines = lines(snapshot.board["by_lead"])
    blocks = [block for block in Block if any(line.block is block for line in all_lines)]
    asked = request.GET.get("khoi", "")
    chosen = [line for line in all_lines if asked not in set(blocks) or line.block == asked]
    page = _page(request, chosen)
    told = {
        "page": page, "lines": list(page), "chosen_block": asked if asked in set(blocks) else "",
        "blocks": [(b.value, labels.BLOCK[b.value]) for b in blocks],
    }  # fmt: skip
    return _render(request, "portal/bodies.html", snapshot, "bodies", told)


@require_safe
@public
def body(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """One body: its counts and its public tasks."""
    snapshot = snapshot_asked(request, programme)
    line = next((line for line in lines(snapshot.board["by_lead"]) if line.key == code), None)
    if line is None:
        raise Http404(_("Cơ quan này không có nhiệm vụ trong bản chốt."))
    chosen = request.GET.get("tinh-trang", "")
    statuses = LISTS.get(chosen, ())
    found = queries.tasks_of(snapshot, Filter(lead=line.key, statuses=statuses))
    page = _page(request, found)
    counted = found.exclude(status=Status.CANCELLED).count()
    told = {
        "line": line, "page": page, "rows": [_shown(row) for row in page], "list": chosen if statuses else "",
        "hidden": line.counts["total"] - counted if not statuses else None,
    }  # fmt: skip
    return _render(request, "portal/body.html", snapshot, "bodies", told)


@require_safe
@public
def open_data(request: HttpRequest, programme: str) -> HttpResponse:
    """The files from which every number here can be computed again."""
    snapshot = snapshot_asked(request, programme)
    told = {"snapshots": queries.snapshots_of(snapshot.programme)[:50], "row_count": snapshot.tasks.count()}
    return _render(request, "portal/data.html", snapshot, "data", told)


@require_safe
@public
def method(request: HttpRequest) -> HttpResponse:
    """How the figures are counted."""
    return render(request, "portal/method.html", {"home_href": reverse("portal:home")})


def _render(request: HttpRequest, template: str, snapshot: Snapshot, here: str, told: dict[str, Any]) -> HttpResponse:
    board = snapshot.board
    shared = {
        "snapshot": snapshot,
        "programme": snapshot.programme,
        "board": board,
        "of_due": board["done"] + board["open_overdue"],
        "all_hidden": hidden(board["not_public"], COUNTED),
        "earlier": request.GET.get("ban-chot", "") if request.GET.get("ban-chot", "") == str(snapshot.number) else "",
        "here": here,
        "public_programme": snapshot.programme.code,
    }
    return render(request, template, shared | told)


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def _columns(months: list[dict[str, Any]]) -> list[Column]:
    found = []
    for n, month in enumerate(months):
        day = date.fromisoformat(month["on"])
        label = f"{day.day}/{day.month}" if n == len(months) - 1 else str(day.month)
        found.append(Column(label, month["total"], month["done"], month["open_overdue"]))
    return found


def _shown(row: SnapshotTask) -> dict[str, Any]:
    """A row with its sign and how late or how far it is."""
    status = Status(row.status)
    late = (row.done_on - row.due).days if status is Status.DONE_LATE and row.done_on and row.due else None
    return {"row": row, "sign": SIGN[status], "late_days": late, "is_done": status in LISTS_DONE}


LISTS_DONE = frozenset(LISTS["xong"])
