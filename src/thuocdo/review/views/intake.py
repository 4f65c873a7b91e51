"""Handing a document in: a file or pasted text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import programmes_of
from thuocdo.directives.services import Outcome, SecretRefused, TakenIn, take_in
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.programmes.models import Programme
from thuocdo.review.forms import IntakeForm
from thuocdo.review.refusing import REFUSED, status_of, unpushed

PASTED = "van-ban-dan.txt"


@require_http_methods(["GET", "POST"])
@login_required
def intake(request: Visit) -> HttpResponse:
    """Take a document in and go on to its review; a refusal comes back with its reason, nothing kept."""
    programmes = programmes_of(request.user, on=clock.today())
    if not programmes:
        raise PermissionDenied
    if request.method == "GET":
        chosen = request.GET.get("programme", "")
        form = IntakeForm(programmes=programmes, initial={"programme": chosen})
        return render(request, "review/intake.html", {"form": form})
    form = IntakeForm(request.POST, request.FILES, programmes=programmes)
    if not form.is_valid():
        return unpushed(render(request, "review/intake.html", {"form": form}, status=REFUSED))
    try:
        taken = _take(request, form, {p.code: p for p in programmes})
    except DomainError as refusal:
        if isinstance(refusal, SecretRefused):
            again = request.POST.copy()
            again["text"] = ""
            form.data = again  # nothing of it goes back over the wire either
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return unpushed(render(request, "review/intake.html", {"form": form}, status=status_of(refusal)))
    return _go_on(request, taken)


def _take(request: Visit, form: IntakeForm, programmes: dict[str, Programme]) -> TakenIn:
    typed = form.cleaned_data
    file = typed["file"]
    content = file.read() if file else typed["text"].encode()
    return take_in(
        content=content, name=file.name if file else PASTED, programme=programmes[typed["programme"]],
        by=request.user, on=clock.today(), document_class=typed["document_class"],
    )  # fmt: skip


def _go_on(request: Visit, taken: TakenIn) -> HttpResponse:
    directive = taken.directive
    if taken.outcome is Outcome.NEW:
        messages.success(request, _("Đã nhận văn bản và đọc ra các đề xuất nhiệm vụ. Hãy rà soát từng đề xuất."))
        return redirect("review:review", directive.uuid)
    said = {
        Outcome.KNOWN: _("Văn bản này đã có trong hệ thống: đây là bản đã nhận trước."),
        Outcome.LINKED: _("Văn bản này đã có trong hệ thống: nay gắn thêm với chương trình bạn chọn."),
    }
    messages.warning(request, said[taken.outcome])
    return redirect("review:directive", directive.uuid)
