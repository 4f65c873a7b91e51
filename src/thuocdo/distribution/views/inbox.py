"""What a person's bodies received: the list, one directive to read and acknowledge, its original file."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.visit import Visit
from thuocdo.directives.labels import DOCUMENT_CLASS, KIND
from thuocdo.distribution import labels, services
from thuocdo.distribution.access import holder_of
from thuocdo.distribution.forms import list_asked
from thuocdo.distribution.queries import inbox as queries
from thuocdo.distribution.queries.unfolding import own_concerns, plans_of
from thuocdo.distribution.refusing import delivery_or_404, status_of
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.interface.formats import day_text
from thuocdo.review.access import visible_to
from thuocdo.review.files import as_download
from thuocdo.review.sheet import Drawn, Reference, paragraphs

PAGE_SIZE = 50


@require_GET
@login_required
def inbox(request: Visit) -> HttpResponse:
    """The directives that the person's bodies received, those to be acknowledged first."""
    on = clock.today()
    asked = list_asked(request.GET)
    page = Paginator(queries.inbox(request.user, on=on, state=asked.state, q=asked.q), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    shown = {
        "page": page, "rows": queries.rows_of(page, on=on), "asked": asked, "states": _states(), "signs": labels.SIGN,
        "waiting_count": queries.waiting_count(request.user, on=on),
    }  # fmt: skip
    return render(request, "distribution/inbox.html", shown)


def _states() -> dict[str, str]:
    return {code: str(word) for code, word in labels.DELIVERY_STATE.items() if code != "withdrawn"}


@require_GET
@login_required
def received(request: Visit, uuid: UUID, *, refusal: DomainError | None = None) -> HttpResponse:
    """One directive as its recipient reads it: what it asks of the body, the plans under it, the text."""
    on = clock.today()
    found = delivery_or_404(request, uuid, on=on)
    directive, holder = found.directive, holder_of(found, on=on)
    concerns = own_concerns(directive, holder, request.user, on=on)
    passages = {one.task.passage.pk: one.task.passage for one in concerns if one.task.passage}
    drawn = [
        Drawn(Reference(n, str(passage.uuid), "accepted"), passage.start, passage.end)
        for n, passage in enumerate(passages.values(), start=1)
        if passage.start is not None and passage.end is not None
    ]
    shown = {
        "delivery": found, "row": queries.rows_of([found], on=on)[0], "directive": directive, "holder": holder,
        "concerns": concerns, "lines": paragraphs(directive.text, drawn),
        "plans": list(plans_of(directive, holder, on=on)),
        "missing_count": sum(not one.below for one in concerns), "passage_links": passages,
        "acts": acts_for(request.user, holder, on=on), "kind": KIND.get(directive.kind, ""),
        "class_word": DOCUMENT_CLASS[directive.document_class], "refusal": refusal,
        "is_followed": visible_to(request.user, on=on).filter(pk=directive.pk).exists(),
    }  # fmt: skip
    return render(request, "distribution/received.html", shown, status=status_of(refusal) if refusal else 200)


@require_POST
@login_required
def acknowledge(request: Visit, uuid: UUID) -> HttpResponse:
    """Say that the body has received the directive; a second time it says who already did."""
    on = clock.today()
    before = delivery_or_404(request, uuid, on=on)
    try:
        after = services.acknowledge(delivery=uuid, by=request.user, on=on)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return render(request, "distribution/refused.html", {"refusal": refusal}, status=status_of(refusal))
    if before.acknowledged_on is None:
        messages.success(request, _("Đã xác nhận nhận văn bản."))
    else:
        said = _("Văn bản này đã được xác nhận ngày {day}.")
        messages.info(request, said.format(day=day_text(after.acknowledged_on)))
    if request.POST.get("next") == "inbox":
        return redirect("distribution:inbox")
    return redirect("distribution:received", uuid)


@require_GET
@login_required
def original(request: Visit, uuid: UUID) -> FileResponse:
    """The file of a directive that was received, always as a download."""
    found = delivery_or_404(request, uuid, on=clock.today())
    return as_download(found.directive)
