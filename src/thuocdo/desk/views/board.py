"""The board of a programme on a day, and the same as files."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from thuocdo.accounts.visit import Visit
from thuocdo.desk.asking import STATUSES, Question, chosen_programme, question
from thuocdo.desk.queries.board_page import BLOCS, board_page, narrowed
from thuocdo.desk.refusing import found_or_404
from thuocdo.desk.views.files import attachment
from thuocdo.foundation import clock
from thuocdo.interface.templatetags.interface import percent, vn
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards import exports, labels
from thuocdo.scoreboards.access import may_publish
from thuocdo.scoreboards.queries import Board, board
from thuocdo.scoreboards.rules import By, Counts

BODIES_A_PAGE = 50


@require_GET
@login_required
def choose(request: Visit) -> HttpResponse:
    """Go to the board of the programme looked at last, or say that there is none yet."""
    programme = chosen_programme(request)
    if programme is None:
        return render(request, "desk/no_programme.html")
    return redirect("desk:board", programme.code)


@require_GET
@login_required
@vary_on_headers("HX-Request")
def show(request: Visit, programme: str) -> HttpResponse:
    """The board; htmx asks for the table alone."""
    asked = _asked(request, programme)
    page = board_page(asked, request.user)
    shown = {
        "page": page,
        "asked": asked,
        "bodies": Paginator(page.groups, BODIES_A_PAGE).get_page(request.GET.get("page")),
        "blocs": {code: label for code, (label, *_rule) in BLOCS.items()},
        "bloc": BLOCS[asked.kind][0] if asked.kind in BLOCS else "",
        "ways": _ways(asked),
        "group_label": labels.BY[asked.by.value],
        "rates": _rates(page.counts),
        "links": _links(asked, page.before.on),
        "programmes": list(Programme.objects.order_by("name")),
        "today": clock.today(),
        "may_publish": may_publish(request.user, asked.programme, on=clock.today()),
    }
    part = request.htmx and not request.htmx.history_restore_request
    return render(request, "desk/_board_table.html" if part else "desk/board.html", shown)


@require_GET
@login_required
def download(request: Visit, programme: str, form: str) -> HttpResponse:
    """The board as JSON (the exchange contract), CSV or an Excel workbook, of the same question."""
    asked = _asked(request, programme)
    found = board(asked.programme, on=asked.on, by=asked.by, with_children=asked.with_children)
    narrow = Board(found.programme, found.on, found.counts, narrowed(found.groups, asked))
    if form == "json":
        return JsonResponse(narrow.as_dict(), json_dumps_params={"ensure_ascii": False})
    told = exports.BoardSheet(narrow, by=asked.by, with_children=asked.with_children, filters=_filters(asked))
    return attachment(exports.board_table(told), form, f"bang-{asked.programme.code}-{asked.on}")


def _filters(asked: Question) -> dict[str, str]:
    bloc = str(BLOCS[asked.kind][0]) if asked.kind in BLOCS else ""
    return {name: value for name, value in ((str(exports.SEARCH), asked.q), (str(exports.BLOC), bloc)) if value}


def _asked(request: Visit, programme: str) -> Question:
    found = found_or_404(chosen_programme(request, programme))
    return question(request.GET, found, today=clock.today())


def _links(asked: Question, before: date) -> dict[str, str]:
    """Every number opens its list, with the board's day and filters."""
    code = asked.programme.code
    of_lists = replace(asked, by=By.LEAD, q="", kind="", since=None)
    board_at, list_at = reverse("desk:board", args=[code]), reverse("desk:tasks")
    found = {status: f"{list_at}?{of_lists.query(status=status)}" for status in STATUSES}
    found["base"] = of_lists.query()
    for form in ("json", "csv", "xlsx"):
        found[form] = f"{reverse('desk:board-file', args=[code, form])}?{asked.query()}"
    changed: dict[str, dict[str, object]] = {
        "today": {"on": clock.today()}, "before": {"on": before}, "without_q": {"q": ""},
        "without_kind": {"kind": ""}, "unfiltered": {"q": "", "kind": ""},
    }  # fmt: skip
    return found | {name: f"{board_at}?{asked.query(**change)}" for name, change in changed.items()}


def _ways(asked: Question) -> list[dict[str, object]]:
    at = reverse("desk:board", args=[asked.programme.code])
    return [
        {"label": label, "href": f"{at}?{asked.query(by=By(by), kind='')}", "is_current": by == asked.by.value}
        for by, label in labels.BY.items()
    ]


def _rates(counts: Counts) -> dict[str, str]:
    """Both rates with what they are of, rounded half up once."""
    return {
        "all": percent(counts.done, counts.total),
        "of_all": f"{vn(counts.done)} / {vn(counts.total)}",
        "due": percent(counts.done, counts.of_due),
        "of_due": f"{vn(counts.done)} / {vn(counts.of_due)}",
    }
