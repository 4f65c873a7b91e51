"""After the review: the drafts with what they lack, and one button that gives all that are ready."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed
from thuocdo.review import queries
from thuocdo.review.refusing import REFUSED, directive_or_404, status_of, unpushed
from thuocdo.review.services import assign_drafts
from thuocdo.tasks.services import Taken


@require_http_methods(["GET", "POST"])
@login_required
def assign(request: Visit, uuid: UUID) -> HttpResponse:
    """Show the drafts, or assign those that are ready; refused ones are listed with the reason."""
    directive = directive_or_404(request, uuid)
    if request.method == "GET":
        return _page(request, directive)
    try:
        taken = assign_drafts(directive=directive.uuid, person=request.user, on=clock.today())
    except NotAllowed:
        return _page(request, directive)
    except DomainError as error:
        messages.error(request, error.message)
        return unpushed(_page(request, directive, status=status_of(error)))
    count = len(taken.done)
    if count:
        messages.success(request, ngettext("Đã giao %(n)d nhiệm vụ.", "Đã giao %(n)d nhiệm vụ.", count) % {"n": count})
    if taken.refused:
        return unpushed(_page(request, directive, taken=taken, status=200 if count else REFUSED))
    if not count:
        messages.info(request, _("Không còn dự thảo nào để giao."))
    return redirect("review:assign", directive.uuid)


def _page(request: Visit, directive: Directive, *, taken: Taken | None = None, status: int = 200) -> HttpResponse:
    try:
        programmes = require_review(request.user, directive, on=clock.today())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    drafts = queries.drafts_of(directive, programmes)
    shown = {
        "directive": directive, "drafts": drafts, "ready_count": sum(draft.is_ready for draft in drafts),
        "review": queries.review_of(directive, on=clock.today()), "taken": taken,
    }  # fmt: skip
    return render(request, "review/assign.html", shown, status=status)
