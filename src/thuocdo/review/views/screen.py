"""The review screen: the text at left, what was read out of it at right, one proposal in hand."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive
from thuocdo.foundation import clock
from thuocdo.foundation.errors import NotAllowed
from thuocdo.review import queries, reach
from thuocdo.review.forms import AddForm
from thuocdo.review.queries import Entry
from thuocdo.review.refusing import directive_or_404, status_of, unpushed
from thuocdo.review.sheet import lines_at, paragraphs
from thuocdo.review.views.hand import Refusal, Table, drawn, in_hand, just_decided, pane

AHEAD = 2  # pending proposals that the browser holds ready beyond its neighbours
MOST_LEFT = 20


@require_GET
@login_required
def review(request: Visit, uuid: UUID) -> HttpResponse:
    """The review of one directive; `de-xuat` opens a proposal, `vua` names the one just decided.

    With `quanh` only what is around the proposal in hand, for a browser that shows it already.
    """
    found = directive_or_404(request, uuid)
    chosen = request.GET.get("de-xuat", "")
    if "quanh" in request.GET:
        return around(request, found, hand=chosen, left=request.GET.get("tu", ""), just=request.GET.get("vua", ""))
    return page(request, found, chosen=chosen)


def page(request: Visit, directive: Directive, *, chosen: str = "", refusal: Refusal | None = None) -> HttpResponse:
    """The whole screen, also as the answer to a refused act."""
    table = _table(request, directive, chosen)
    state = table.review
    shown = table.shown | {
        "just": just_decided(directive, request.GET.get("vua", "")),
        "add": refusal.add if refusal and refusal.add else AddForm(), "refusal": refusal,
    }  # fmt: skip
    if state.current is not None:
        shown |= in_hand(table, state.current, refusal)
    answer = render(request, "review/review.html", shown, status=status_of(refusal.error) if refusal else 200)
    return unpushed(answer) if refusal else answer


def around(request: Visit, directive: Directive, *, hand: str, left: str, just: str) -> HttpResponse:
    """What changes around the proposal that the browser shows, and its neighbours ready to be shown.

    `left` are the identifiers of the proposals that it showed since the last answer, separated by commas.
    """
    table = _table(request, directive, hand)
    state = table.review
    touched = {hand, *left.split(",")[:MOST_LEFT]}
    spans = [
        span for entry in state.entries if str(entry.proposal.uuid) in touched for span in entry.proposal.passage.places
    ]
    panes = [(entry.proposal.uuid, pane(request, table, entry)) for entry in _near(table)]
    shown = table.shown | {
        "just": just_decided(directive, just), "changed": lines_at(table.lines, spans), "panes": panes,
    }  # fmt: skip
    return render(request, "review/_around.html", shown)


def _table(request: Visit, directive: Directive, chosen: str) -> Table:
    on = clock.today()
    try:
        programmes = require_review(request.user, directive, on=on)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    state = queries.review_of(directive, on=on, chosen=chosen)
    return Table(directive, state, paragraphs(directive.text, drawn(state)), programmes)


def _near(table: Table) -> list[Entry]:
    """The proposals that the next key may lead to."""
    state = table.review
    return reach.near(state.entries, state.current, state.next_pending, ahead=AHEAD)
