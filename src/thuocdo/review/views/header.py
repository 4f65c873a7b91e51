"""Correcting the header of a directive."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives import labels
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive
from thuocdo.directives.services import HeaderFields, edit_header, header_digest
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed, Stale
from thuocdo.interface.formats import day_text
from thuocdo.review.forms import HeaderForm
from thuocdo.review.refusing import REFUSED, directive_or_404, status_of, unpushed
from thuocdo.review.rules import lines_in


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: Visit, uuid: UUID) -> HttpResponse:
    """Show or save the header; a refusal keeps what was typed."""
    found = directive_or_404(request, uuid)
    try:
        require_review(request.user, found, on=clock.today())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    if request.method == "GET":
        return _page(request, found, HeaderForm(initial=_initial(found)))
    form = HeaderForm(request.POST)
    if not form.is_valid():
        return unpushed(_page(request, found, form, status=REFUSED))
    typed = form.cleaned_data
    fields = HeaderFields(
        **{name: typed[name] for name in HeaderFields.__dataclass_fields__ if name != "recipients"},
        recipients=list(lines_in(typed["recipients"])),
    )
    try:
        edit_header(directive=found.uuid, fields=fields, seen=typed["seen"], by=request.user, on=clock.today())
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        found.refresh_from_db()
        # What others wrote is now seen beside the form: sending it again is on purpose.
        again = request.POST.copy()
        again["seen"] = header_digest(found)
        form.data = again
        theirs = _theirs(found, fields) if isinstance(error, Stale) else {}
        return unpushed(_page(request, found, form, status=status_of(error), theirs=theirs))
    messages.success(request, _("Đã lưu thông tin văn bản."))
    return redirect("review:directive", found.uuid)


def _initial(found: Directive) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in HeaderFields.__dataclass_fields__}
    return values | {"recipients": "\n".join(found.recipients), "seen": header_digest(found)}


def _theirs(found: Directive, typed: HeaderFields) -> dict[str, str]:
    """What stands in the columns where the person typed something else, as the form would print it."""
    return {
        name: _printed(name, getattr(found, name))
        for name in HeaderFields.__dataclass_fields__
        if getattr(found, name) != getattr(typed, name)
    }


def _printed(name: str, value: Any) -> str:
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, list):
        return "\n".join(value)
    return str(labels.KIND.get(value, value) if name == "kind" else labels.DOCUMENT_CLASS.get(value, value))


def _page(
    request: Visit, found: Directive, form: HeaderForm, *, status: int = 200, theirs: Mapping[str, str] | None = None
) -> HttpResponse:
    for name in set(found.stated) & set(form.fields):
        form.fields[name].help_text = _("Lấy từ phần đầu của gói văn bản điện tử (edXML), không phải đọc từ nội dung.")
    rows = [(field, (theirs or {}).get(field.name)) for field in form]
    return render(request, "review/header.html", {"directive": found, "form": form, "rows": rows}, status=status)
