"""Handing documents in: one as a file or pasted text, or many at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import programmes_of
from thuocdo.directives.intake_queries import intakes_seen
from thuocdo.directives.intakes import hand_in
from thuocdo.directives.models import Intake
from thuocdo.directives.services import Outcome, SecretRefused, TakenIn, take_in
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.programmes.models import Programme
from thuocdo.review.intake_form import IntakeForm
from thuocdo.review.refusing import REFUSED, status_of, unpushed

PASTED = "van-ban-dan.txt"
LATEST = 5


@require_http_methods(["GET", "POST"])
@login_required
def intake(request: Visit) -> HttpResponse:
    """Take a document in and go on to its review, or many and go on to how they are read; a refusal says why."""
    programmes = programmes_of(request.user, on=clock.today())
    if not programmes:
        raise PermissionDenied
    if request.method == "GET":
        chosen = request.GET.get("programme", "")
        return _page(request, IntakeForm(programmes=programmes, initial={"programme": chosen}))
    form = IntakeForm(request.POST, request.FILES, programmes=programmes)
    if not form.is_valid():
        return _refused(request, form, REFUSED)
    chosen_one = {p.code: p for p in programmes}[form.cleaned_data["programme"]]
    try:
        return _handed_in(request, form, chosen_one) if form.are_many else _taken_in(request, form, chosen_one)
    except DomainError as refusal:
        if isinstance(refusal, SecretRefused):
            again = request.POST.copy()
            again["text"] = ""
            form.data = again  # nothing of it goes back over the wire either
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _refused(request, form, status_of(refusal))


def _taken_in(request: Visit, form: IntakeForm, programme: Programme) -> HttpResponse:
    typed = form.cleaned_data
    file = next(iter(form.sent), None)
    taken = take_in(
        content=file.read() if file else typed["text"].encode(), name=str(file.name) if file else PASTED,
        programme=programme, by=request.user, on=clock.today(), document_class=typed["document_class"],
    )  # fmt: skip
    return _go_on(request, taken)


def _go_on(request: Visit, taken: TakenIn) -> HttpResponse:
    directive = taken.directive
    for note in taken.notes:
        messages.warning(request, note)
    if taken.outcome is Outcome.NEW:
        messages.success(request, _("Đã nhận văn bản và đọc ra các đề xuất nhiệm vụ. Hãy rà soát từng đề xuất."))
        return redirect("review:review", directive.uuid)
    said = {
        Outcome.KNOWN: _("Văn bản này đã có trong hệ thống: đây là bản đã nhận trước."),
        Outcome.LINKED: _("Văn bản này đã có trong hệ thống: nay gắn thêm với chương trình bạn chọn."),
    }
    messages.warning(request, said[taken.outcome])
    return redirect("review:directive", directive.uuid)


def _handed_in(request: Visit, form: IntakeForm, programme: Programme) -> HttpResponse:
    found = hand_in(
        documents=form.documents(), programme=programme, by=request.user, on=clock.today(), source=form.source(),
        document_class=form.cleaned_data["document_class"],
    )  # fmt: skip
    return handed(request, found)


def handed(request: Visit, found: Intake) -> HttpResponse:
    """On to how the files are read; where a script sends them part by part, where to and where the rest goes."""
    page = reverse("review:taking-in", args=[found.uuid])
    if _is_script(request):
        return JsonResponse({"href": page, "add": reverse("review:add-files", args=[found.uuid])})
    return redirect(page)


def _refused(request: Visit, form: IntakeForm, status: int) -> HttpResponse:
    if _is_script(request):
        why = [str(text) for texts in form.errors.values() for text in texts]
        return JsonResponse({"why": why}, status=status)
    return unpushed(_page(request, form, status=status))


def _is_script(request: Visit) -> bool:
    return request.headers.get("Accept") == "application/json"


def _page(request: Visit, form: IntakeForm, *, status: int = 200) -> HttpResponse:
    latest = intakes_seen(request.user, on=clock.today())[:LATEST]
    return render(request, "review/intake.html", {"form": form, "intakes": latest}, status=status)
