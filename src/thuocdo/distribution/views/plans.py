"""A body's own plan under a directive that it received: issuing it, its tasks, and what each of them answers above."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.visit import Visit
from thuocdo.directives.models import Directive
from thuocdo.directives.services import SecretRefused
from thuocdo.distribution import services
from thuocdo.distribution.access import holder_of, received_by, senders_for
from thuocdo.distribution.forms import PlanForm, TaskForm, TieForm, source_of
from thuocdo.distribution.models import Delivery, PassageTie
from thuocdo.distribution.queries import unfolding
from thuocdo.distribution.recipients import bodies_below
from thuocdo.distribution.refusing import REFUSED, delivery_or_404, directive_or_404, status_of
from thuocdo.distribution.services import PlanHead
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.interface.formats import day_text
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on
from thuocdo.tasks.models import Task
from thuocdo.tasks.services import By
from thuocdo.tasks.services.drafts import Draft

PASTED = "ke-hoach-dan.txt"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A task of a plan on its page."""

    task: Task

    @property
    def tie(self) -> PassageTie | None:
        """The passage above that it answers."""
        return getattr(self.task, "tie", None)

    @property
    def source(self) -> str:
        """What it answers above, as the form names it; empty for nothing."""
        if self.task.parent is not None:
            return f"task:{self.task.parent.uuid}"
        return f"passage:{self.tie.passage.uuid}" if self.tie is not None else ""


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: Visit, uuid: UUID) -> HttpResponse:
    """Issue the body's own plan: take its document in, or type its head and then its tasks."""
    on = clock.today()
    found = delivery_or_404(request, uuid, on=on)
    holder = holder_of(found, on=on)
    if not acts_for(request.user, holder, on=on):
        raise PermissionDenied
    form = PlanForm(request.POST or None, request.FILES or None)
    shown = {"delivery": found, "directive": found.directive, "holder": holder, "form": form}
    if request.method == "GET":
        return render(request, "distribution/issue_plan.html", shown)
    if not form.is_valid():
        return render(request, "distribution/issue_plan.html", shown, status=REFUSED)
    try:
        plan = _issue(request, found, form)
    except DomainError as refusal:
        if isinstance(refusal, SecretRefused):
            again = request.POST.copy()
            again["text"] = again["title"] = ""
            form.data = again  # nothing of it goes back over the wire
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return render(request, "distribution/issue_plan.html", shown, status=status_of(refusal))
    if plan.is_reference:
        messages.success(request, _("Đã ghi kế hoạch. Hãy thêm từng nhiệm vụ của kế hoạch."))
    else:
        messages.success(request, _("Đã nhận kế hoạch và đọc ra các đề xuất nhiệm vụ. Hãy rà soát từng đề xuất."))
    return redirect("distribution:plan", plan.uuid)


def _issue(request: Visit, found: Delivery, form: PlanForm) -> Directive:
    typed, on = form.cleaned_data, clock.today()
    file, text = typed["file"], typed["text"].strip()
    if file or text:
        return services.take_in_plan(
            delivery=found.uuid, content=file.read() if file else text.encode(), name=file.name if file else PASTED,
            document_class=typed["document_class"], by=request.user, on=on,
        )  # fmt: skip
    head = PlanHead(
        once=typed["once"], number=typed["number"], title=typed["title"], signed_on=typed["signed_on"],
        document_class=typed["document_class"],
    )  # fmt: skip
    return services.issue_plan(delivery=found.uuid, head=head, by=request.user, on=on)


@require_GET
@login_required
def plan(request: Visit, uuid: UUID) -> HttpResponse:
    """A plan: the directive above, its tasks, and what each of them answers there."""
    return _plan_page(request, _plan_or_404(request, uuid))


def _plan_or_404(request: Visit, uuid: UUID) -> Directive:
    found = directive_or_404(request, uuid)
    if found.parent is None or found.plan_of is None:
        raise Http404
    return found


def _plan_page(
    request: Visit, found: Directive, *, refused: tuple[str, str] | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    on = clock.today()
    assert found.parent is not None, "a plan lies under a directive"
    may_plan = bool(senders_for(request.user, found, on=on))
    tasks = [PlanLine(task) for task in unfolding.tasks_of_plan(found, request.user, on=on)]
    shown: dict[str, Any] = {
        "plan": found, "parent": found.parent, "body": _body(found), "tasks": tasks, "may_plan": may_plan,
        "sources": _sources(request, found) if may_plan else [], "refused": refused,
        "drafts": sum(one.task.state == "draft" for one in tasks), "untied": sum(not one.source for one in tasks),
        "delivery": received_by(request.user, on=on).filter(directive=found.parent).order_by("pk").first(),
        "pending": found.proposals.filter(state="pending").count(),
    }  # fmt: skip
    return render(request, "distribution/plan.html", shown, status=status)


def _body(plan: Directive) -> Organisation:
    assert plan.plan_of is not None, "a plan is some body's"
    return holders_on([plan.plan_of], on=clock.today())[0]


def _sources(request: Visit, plan: Directive) -> list[tuple[str, str]]:
    """What a task of the plan may answer: the body's own tasks from the directive above, then its other passages."""
    assert plan.parent is not None, "a plan lies under a directive"
    own = unfolding.own_concerns(plan.parent, _body(plan), request.user, on=clock.today())
    found = [(f"task:{one.task.uuid}", _source_label(one.task)) for one in own]
    taken = {one.task.passage_id for one in own}
    passages = [place.passage for place in unfolding.places_of(plan.parent) if place.passage]
    found += [(f"passage:{one.uuid}", _short(one.label, one.quote)) for one in passages if one.pk not in taken]
    return found


def _source_label(task: Task) -> str:
    told = _short(task.source_label, task.title)
    due = _(", hạn {day}").format(day=day_text(task.due)) if task.due else ""
    return f"{told} ({task.code}{due})"


def _short(label: str, text: str) -> str:
    text = text if len(text) <= 110 else f"{text[:109]}…"
    return f"{label}: {text}" if label else text


@require_http_methods(["GET", "POST"])
@login_required
def add(request: Visit, uuid: UUID) -> HttpResponse:
    """Type a task of the plan."""
    found = _plan_or_404(request, uuid)
    on = clock.today()
    if not senders_for(request.user, found, on=on):
        raise PermissionDenied
    initial = {"source": request.GET.get("cho", "")[:60], "leads": _body(found).name}
    form = TaskForm(request.POST or None, sources=_sources(request, found), initial=initial)
    shown = {"plan": found, "parent": found.parent, "form": form, "body": _body(found)}
    if request.method == "GET":
        return render(request, "distribution/add_task.html", shown)
    if not form.is_valid():
        return render(request, "distribution/add_task.html", shown, status=REFUSED)
    try:
        task = _add(request, found, form)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return render(request, "distribution/add_task.html", shown, status=status_of(refusal))
    messages.success(request, _("Đã lập dự thảo {code}. Xem lại rồi giao.").format(code=task.code))
    return redirect("distribution:plan", found.uuid)


def _add(request: Visit, found: Directive, form: TaskForm) -> Task:
    typed, on, body = form.cleaned_data, clock.today(), _body(found)
    leads, members = bodies_below(typed["leads"], body, on=on)
    passage, parent = source_of(typed["source"])
    draft = Draft(
        title=typed["title"], leads=leads, deliverables=typed["deliverables"],
        due=None if typed["has_no_deadline"] else typed["due"], has_no_deadline=typed["has_no_deadline"],
        is_needed_by_parent=typed["is_needed"],
    )  # fmt: skip
    return services.add_task(
        plan=found.uuid, once=typed["once"], draft=draft, members=members, passage=passage, parent=parent,
        by=By(request.user), on=on,
    )  # fmt: skip


@require_POST
@login_required
def tie(request: Visit, uuid: UUID, task: UUID) -> HttpResponse:
    """Say what a task of the plan answers in the directive above."""
    found = _plan_or_404(request, uuid)
    on = clock.today()
    if not senders_for(request.user, found, on=on):
        raise PermissionDenied
    form = TieForm(request.POST, sources=_sources(request, found))
    if not form.is_valid():
        return _plan_page(request, found, refused=(str(task), _("Hãy chọn một dòng trong danh sách.")), status=REFUSED)
    passage, parent = source_of(form.cleaned_data["source"])
    try:
        services.tie_task(plan=found.uuid, task=task, passage=passage, parent=parent, by=By(request.user), on=on)
    except DomainError as refusal:
        return _plan_page(request, found, refused=(str(task), refusal.message), status=status_of(refusal))
    messages.success(request, _("Đã gắn với văn bản cấp trên."))
    return redirect("distribution:plan", found.uuid)
