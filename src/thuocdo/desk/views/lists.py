"""The list of tasks as of a day, with filters, and the same as files."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from thuocdo.accounts.models import Person
from thuocdo.accounts.visit import Visit
from thuocdo.desk import listing_labels
from thuocdo.desk.asking import Question, chosen_programme, question
from thuocdo.desk.queries import task_list
from thuocdo.desk.refusing import found_or_404
from thuocdo.desk.views.files import attachment
from thuocdo.foundation import clock
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import fields_of
from thuocdo.scoreboards import exports
from thuocdo.scoreboards.labels import LEVEL
from thuocdo.tasks.rules.states import State

BATCH = 500


@require_GET
@login_required
@vary_on_headers("HX-Request")
def tasks(request: Visit) -> HttpResponse:
    """Fifty tasks a page, by deadline."""
    programme = chosen_programme(request, request.GET.get("programme", ""))
    if programme is None and not request.GET.get("programme"):
        return render(request, "desk/no_programme.html")
    asked = question(request.GET, found_or_404(programme), today=clock.today())
    page = _page(asked, request.user, request.GET.get("page"))
    is_draft = asked.state == State.DRAFT.value
    shown = {
        "asked": asked,
        "page": page,
        "lines": task_list.draft_lines(page) if is_draft else task_list.lines(page, request.user, on=asked.on),
        "programmes": list(Programme.objects.order_by("name")),
        "fields": fields_of(asked.programme),
        "levels": LEVEL,
        "statuses": listing_labels.STATUS,
        "states": listing_labels.STATE,
        "lead_name": Organisation.objects.filter(code=asked.lead).values_list("name", flat=True).first(),
        "status_label": listing_labels.STATUS[asked.status],
        "without_lead": f"{reverse('desk:tasks')}?{asked.query(lead='')}",
    }
    part = request.htmx and not request.htmx.history_restore_request
    return render(request, "desk/_task_lines.html" if part else "desk/tasks.html", shown)


def _page(asked: Question, person: Person, number: str | None) -> Page:
    if asked.state == State.DRAFT.value:
        return Paginator(task_list.drafts(asked, person), task_list.A_PAGE).get_page(number)
    pages = Paginator(task_list.listed(asked, person), task_list.A_PAGE)
    pages.__dict__["count"] = task_list.known_count(asked, person)  # a cached property: filled without counting again
    return pages.get_page(number)


@require_GET
@login_required
def download(request: Visit, form: str) -> HttpResponse:
    """The whole list of the same question as CSV or an Excel workbook."""
    programme = found_or_404(chosen_programme(request, request.GET.get("programme", "")))
    asked = question(request.GET, programme, today=clock.today())
    table = exports.Table(_("Nhiệm vụ"), _heading(), _rows(asked, request.user), listing_labels.facts(asked))
    return attachment(table, form, f"nhiem-vu-{programme.code}-{asked.on}")


def _heading() -> list[str]:
    return [
        _("Mã"), _("Kỳ"), _("Nội dung"), _("Chủ trì"), _("Tình trạng"), _("Trạng thái"), _("Hạn đầu"),
        _("Hạn"), _("Tạm dừng"), _("Mức công khai"),
    ]  # fmt: skip


def _rows(asked: Question, person: Person) -> Iterator[list[exports.Value]]:
    """A row for each line of the list; what the reader may not see counts and stays unnamed."""
    if asked.state == State.DRAFT.value:
        yield from (_row(line) for line in task_list.draft_lines(task_list.drafts(asked, person)))
        return
    batch = []
    for span in task_list.listed(asked, person).iterator(chunk_size=BATCH):
        batch.append(span)
        if len(batch) == BATCH:
            yield from (_row(line) for line in task_list.lines(batch, person, on=asked.on))
            batch = []
    yield from (_row(line) for line in task_list.lines(batch, person, on=asked.on))


def _row(line: task_list.Line) -> list[exports.Value]:
    task = line.task
    return [
        task.code if task else "", line.period if task else "", task.title if task else _("nhiệm vụ nội bộ"),
        line.leads, line.standing.word, line.state, line.first_due, line.due, _("có") if line.is_suspended else "",
        _("nội bộ") if task is None or task.openness == "internal" else _("công khai"),
    ]  # fmt: skip
