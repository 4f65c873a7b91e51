"""Sending a directive: who is meant by "Nơi nhận", confirmed by a person; taking back; passing on to successors."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thuocdo.accounts.visit import Visit
from thuocdo.directives.models import Directive
from thuocdo.directives.rules import DocumentClass
from thuocdo.distribution import services
from thuocdo.distribution.forms import SendForm, WithdrawForm, chosen, list_asked, uuids_in
from thuocdo.distribution.queries.following import deliveries_of
from thuocdo.distribution.recipients import Asked, Line, lines_of, recipients_of
from thuocdo.distribution.refusing import REFUSED, directive_or_404, followed_or_404, senders_or_403, status_of
from thuocdo.distribution.services.sending import Sent
from thuocdo.distribution.views.following import recipients_page
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput, DomainError
from thuocdo.interface.formats import number_text
from thuocdo.organisations.models import Organisation
from thuocdo.tasks.projection import working_days

LOOK = "xem"  # the button that reads what was typed, without sending


@require_http_methods(["GET", "POST"])
@login_required
def send(request: Visit, uuid: UUID) -> HttpResponse:
    """Show who is meant by each line of "Nơi nhận", and send to those that are ticked."""
    on = clock.today()
    found = directive_or_404(request, uuid)
    senders = senders_or_403(request, found, on=on)
    if request.method == "GET":
        lines = lines_of(found, typed=[], sender=senders[0], on=on)
        ticked = {line.index for line in lines if line.is_sure}
        return _page(request, found, SendForm(senders=senders), lines, ticked)
    form = SendForm(request.POST, senders=senders)
    is_valid = form.is_valid()
    sender, typed = _typed(form, senders)
    asked = chosen(request.POST)
    lines = lines_of(found, typed=typed, sender=sender, on=on, asked=asked)
    is_new = [line for line in lines if line.is_typed and line.text not in form.cleaned_data.get("shown", [])]
    ticked = set(asked.ticked) | {line.index for line in is_new if line.is_sure}
    if not is_valid:
        return _page(request, found, form, lines, ticked, status=REFUSED)
    if request.POST.get("act") == LOOK:
        return _page(request, found, form, lines, ticked)
    if is_new:
        form.add_error("more", _("Hãy xem các tên vừa ghi được hiểu là cơ quan nào, rồi gửi."))
        return _page(request, found, form, lines, ticked, status=REFUSED)
    try:
        sent = _send(request, found, sender, lines, asked, form.cleaned_data["message"])
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _page(request, found, form, lines, ticked, status=status_of(refusal))
    messages.success(request, _said(sent))
    return redirect("distribution:recipients", found.uuid)


def _typed(form: SendForm, senders: list[Organisation]) -> tuple[Organisation, list[str]]:
    told = form.cleaned_data
    return told.get("sender") or senders[0], told.get("more") or []


def _send(
    request: Visit, found: Directive, sender: Organisation, lines: list[Line], asked: Asked, message: str
) -> Sent:  # fmt: skip
    ticked = [line for line in lines if line.index in asked.ticked]
    if not ticked:
        raise BadInput(_("Cần đánh dấu ít nhất một cơ quan nhận."))
    on = clock.today()
    meant = recipients_of(ticked, sender=sender, on=on)
    return services.send(
        directive=found.uuid, sender=sender, recipients=meant, by=request.user, on=on, message=message
    )  # fmt: skip


def _said(sent: Sent) -> str:
    already = _("{n} cơ quan đã có từ trước").format(n=number_text(sent.already))
    if not sent.new:
        return _("Không gửi thêm: {already}.").format(already=already)
    said = _("Đã gửi văn bản đến {n} cơ quan").format(n=number_text(sent.new))
    return f"{said}; {already}." if sent.already else f"{said}."


def _page(
    request: Visit, found: Directive, form: SendForm, lines: list[Line], ticked: set[int], *, status: int = 200
) -> HttpResponse:  # fmt: skip
    named = [line for line in lines if line.reading is not None]
    reached = [line for line in named if line.index in ticked]
    shown: dict[str, Any] = {
        "directive": found, "form": form, "lines": named, "ticked": ticked,
        "filings": [line.text for line in lines if line.reading is None],
        "unclear": [line for line in named if line.reading and line.reading.question and not line.is_class],
        "shown": "\n".join(dict.fromkeys(line.text for line in lines if line.is_typed)),
        "reached_count": sum(line.count for line in reached),
        "is_personal": found.document_class == DocumentClass.PERSONAL.value,
        "had_count": found.deliveries.live().count(),
    }  # fmt: skip
    return render(request, "distribution/send.html", shown, status=status)


@require_POST
@login_required
def withdraw(request: Visit, uuid: UUID) -> HttpResponse:
    """Take deliveries back with a reason."""
    on = clock.today()
    found = followed_or_404(request, uuid, on=on)
    senders_or_403(request, found, on=on)
    form = WithdrawForm(request.POST)
    wanted = uuids_in(request.POST.getlist("delivery")[:5000])
    if request.POST.get("every"):
        listed = deliveries_of(found, list_asked(request.GET), on=on, days=working_days())
        wanted = list(listed.filter(withdrawn_on=None).values_list("uuid", flat=True))
    if not form.is_valid():
        return recipients_page(request, found, form=form, chosen=wanted, status=REFUSED)
    try:
        count = services.withdraw(
            directive=found.uuid, deliveries=wanted, reason=form.cleaned_data["reason"], by=request.user, on=on
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return recipients_page(request, found, form=form, chosen=wanted, status=status_of(refusal))
    if count:
        messages.success(request, _("Đã thu hồi văn bản ở {n} cơ quan.").format(n=number_text(count)))
    else:
        messages.warning(request, _("Không có gì để thu hồi: hãy đánh dấu cơ quan cần thu hồi."))
    return redirect("distribution:recipients", found.uuid)


@require_POST
@login_required
def pass_on(request: Visit, uuid: UUID) -> HttpResponse:
    """Send the directive again to the successors of recipients that ended."""
    on = clock.today()
    found = followed_or_404(request, uuid, on=on)
    senders_or_403(request, found, on=on)
    sent = services.pass_on(directive=found.uuid, by=request.user, on=on)
    if sent.new or sent.already:
        messages.success(request, _("Đã gửi lại cho cơ quan kế thừa: {n}.").format(n=number_text(sent.new)))
    else:
        messages.info(request, _("Không có cơ quan nào đã kết thúc mà chưa xác nhận."))
    return redirect("distribution:recipients", found.uuid)
