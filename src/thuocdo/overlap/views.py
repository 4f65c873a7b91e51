"""Screens of overlaps: those of a task with the answer, of a directive, of a proposal, and the list of a programme."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive, Proposal
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed, Stale
from thuocdo.overlap import labels, queries, services
from thuocdo.overlap.forms import AnswerForm
from thuocdo.overlap.rules import Answer
from thuocdo.programmes.models import Programme
from thuocdo.tasks.access import sides_of
from thuocdo.tasks.models import Task
from thuocdo.tasks.queries import task_seen_by
from thuocdo.tasks.rules.states import Side
from thuocdo.tasks.services import By

PAGE_SIZE = 50
REFUSED, STALE = 422, 409


@require_http_methods(["GET", "POST"])
@login_required
def of_task(request: Visit, uuid: UUID) -> HttpResponse:
    """The overlaps of a task and the answer to them, for those who give it."""
    on = clock.today()
    task = task_seen_by(request.user, on=on, uuid=uuid)
    if task is None or Side.ASSIGNER not in sides_of(request.user, task, on=on):
        raise Http404
    if request.method == "GET":
        return _task_page(request, task)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _task_page(request, task, form, status=REFUSED)
    given = form.cleaned_data
    try:
        services.answer(
            task=task.uuid, given=Answer(given["answer"]), reason=given["reason"], into=given["into"],
            by=By(request.user), on=on,
        )  # fmt: skip
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _task_page(request, task, form, status=STALE if isinstance(refusal, Stale) else REFUSED)
    messages.success(request, str(labels.DONE[given["answer"]]))
    if given["back"] and task.directive is not None:
        return redirect("review:assign", task.directive.uuid)
    return redirect("desk:task", task.programme.code, task.code)


def _task_page(request: Visit, task: Task, form: AnswerForm | None = None, *, status: int = 200) -> HttpResponse:
    asked = queries.asked_of(request.user, [task], on=clock.today())
    alarms = asked[0].alarms if asked else ()
    begun = {"answer": Answer.KEPT.value, "back": request.GET.get("ve") == "van-ban"}
    shown = {"task": task, "alarms": alarms, "form": form or AnswerForm(initial=begun)}
    name = "overlap/_of_task.html" if request.htmx else "overlap/of_task.html"
    return render(request, name, shown, status=status)


@require_GET
@login_required
def of_directive(request: Visit, uuid: UUID) -> HttpResponse:
    """What must be answered before the drafts of a directive are assigned, and proposals of it that overlap."""
    on = clock.today()
    directive = Directive.objects.filter(uuid=uuid).first()
    if directive is None:
        raise Http404
    try:
        programmes = require_review(request.user, directive, on=on)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from None
    drafts = queries.drafts_of(directive, programmes)
    shown = {
        "directive": directive, "asked": queries.asked_of(request.user, drafts, on=on),
        "pairs": queries.pairs_in(directive, on=on),
    }  # fmt: skip
    name = "overlap/_of_directive.html" if request.htmx else "overlap/of_directive.html"
    return render(request, name, shown)


@require_GET
@login_required
def of_proposal(request: Visit, uuid: UUID) -> HttpResponse:
    """A part of the review screen: the tasks and the other proposals with which this one overlaps."""
    on = clock.today()
    proposal = Proposal.objects.select_related("directive", "passage").filter(uuid=uuid).first()
    if proposal is None:
        raise Http404
    try:
        require_review(request.user, proposal.directive, on=on)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from None
    shown = {
        "alarms": queries.alarms_of_proposal(request.user, proposal, on=on),
        "pairs": queries.pairs_in(proposal.directive, on=on, only=proposal),
    }
    return render(request, "overlap/_of_proposal.html", shown)


@require_GET
@login_required
def overlaps(request: Visit, programme: str) -> HttpResponse:
    """The overlaps among the tasks of a programme that the person gives."""
    on = clock.today()
    found = Programme.objects.filter(code=programme).first()
    if found is None:
        raise Http404
    asked = {name: request.GET.get(name, "").replace("\0", "")[:20] for name in ("kind", "answer")}
    rows = queries.listed(request.user, found, on=on, **asked)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "programme": found, "asked": asked, "page": page, "lines": queries.lines(request.user, list(page), on=on),
        "kinds": labels.OVERLAP_KIND, "answers": labels.ANSWER,
    }  # fmt: skip
    return render(request, "overlap/list.html", shown)
