"""Writing a task down by hand, and changing it until it is assigned."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.desk.draft_form import AmendForm, DraftForm, assigners, written
from thuocdo.desk.refusing import REFUSED, found_or_404, status_of
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed
from thuocdo.programmes.models import Programme
from thuocdo.tasks.access import sides_of
from thuocdo.tasks.models import Task
from thuocdo.tasks.queries import task_seen_by
from thuocdo.tasks.rules.states import Side
from thuocdo.tasks.services import By, amend_draft, create_task

DRAFTED = "drafted"  # in the session: the word of a form to the code of the draft it wrote
REMEMBERED = 20
LONGEST_WORD = 32


@require_http_methods(["GET", "POST"])
@login_required
def create(request: Visit, programme: str) -> HttpResponse:
    """Write a task down as a draft."""
    found = found_or_404(Programme.objects.filter(code=programme).first())
    on = clock.today()
    if not assigners(request.user, found, on=on):
        return _shown(request, found, None, status=status_of(NotAllowed("")))
    initial = {"parent": request.GET.get("parent", "")[:60], "openness": found.default_openness}
    form = DraftForm(request.POST or None, programme=found, person=request.user, on=on, initial=initial)
    if request.method == "GET":
        return _shown(request, found, form)
    once = request.POST.get("once", "")[:LONGEST_WORD]
    written_before = request.session.get(DRAFTED, {}).get(once)
    if written_before is not None:
        messages.success(request, _("Dự thảo {code} đã được lập từ lần gửi trước.").format(code=written_before))
        return redirect("desk:task", found.code, written_before)
    if form.is_valid():
        try:
            task = create_task(
                programme=found, draft=form.draft(), assigner=form.cleaned_data["assigner"], by=By(request.user), on=on
            )
        except DomainError as refusal:
            return _refused(request, found, form, refusal)
        _remember(request, once, task.code)
        messages.success(request, _("Đã lập dự thảo {code}. Xem lại rồi giao.").format(code=task.code))
        return redirect("desk:task", found.code, task.code)
    return _shown(request, found, form, status=REFUSED)


def _remember(request: Visit, once: str, code: str) -> None:
    """A form that is sent again, with the back button or twice, writes no second draft."""
    if once:
        known = {**request.session.get(DRAFTED, {}), once: code}
        request.session[DRAFTED] = dict(list(known.items())[-REMEMBERED:])


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: Visit, uuid: object) -> HttpResponse:
    """Change a draft."""
    on = clock.today()
    task = found_or_404(task_seen_by(request.user, on=on, uuid=uuid))
    programme = task.programme
    if Side.ASSIGNER not in sides_of(request.user, task, on=on):
        return _shown(request, programme, None, task=task, status=status_of(NotAllowed("")))
    form = AmendForm(request.POST or None, programme=programme, person=request.user, on=on, initial=written(task))
    if request.method == "GET":
        return _shown(request, programme, form, task=task)
    if form.is_valid():
        try:
            amend_draft(task=task.uuid, draft=form.draft(), by=By(request.user, _version(request)), on=on)
        except DomainError as refusal:
            return _refused(request, programme, form, refusal, task=task)
        messages.success(request, _("Đã sửa dự thảo."))
        return redirect("desk:task", programme.code, task.code)
    return _shown(request, programme, form, task=task, status=REFUSED)


def _version(request: Visit) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _refused(
    request: Visit, programme: Programme, form: DraftForm, refusal: DomainError, task: Task | None = None
) -> HttpResponse:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    if task is not None:
        task.refresh_from_db()
    return _shown(request, programme, form, task=task, status=status_of(refusal))


def _shown(
    request: Visit, programme: Programme, form: DraftForm | None, task: Task | None = None, status: int = 200
) -> HttpResponse:
    once = request.POST.get("once", "")[:LONGEST_WORD] or secrets.token_hex(8)
    shown = {"programme": programme, "form": form, "task": task, "once": once}
    return render(request, "desk/draft.html", shown, status=status)
