"""The review screen: the text at left, what was read out of it at right, one proposal in hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed
from thuocdo.programmes.models import Programme
from thuocdo.review import queries
from thuocdo.review.forms import AddForm, ProposalForm, initial_of
from thuocdo.review.naming import read_names
from thuocdo.review.queries import Entry, Review
from thuocdo.review.refusing import directive_or_404, status_of, unpushed
from thuocdo.review.rules import Fields, cuts_of, supervisors_of
from thuocdo.review.services.accepting import ground_of
from thuocdo.review.sheet import Drawn, Reference, paragraphs


@dataclass(slots=True)
class Refusal:
    """What a refused act gives back: the reason and everything typed."""

    error: DomainError
    form: ProposalForm | None = None
    reason: str = ""
    add: AddForm | None = None


@require_GET
@login_required
def review(request: Visit, uuid: UUID) -> HttpResponse:
    """The review of one directive; `de-xuat` opens a proposal, `vua` names the one just decided."""
    found = directive_or_404(request, uuid)
    return page(request, found, chosen=request.GET.get("de-xuat", ""))


def page(request: Visit, directive: Directive, *, chosen: str = "", refusal: Refusal | None = None) -> HttpResponse:
    """The whole screen, also as the answer to a refused act."""
    on = clock.today()
    try:
        programmes = require_review(request.user, directive, on=on)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    state = queries.review_of(directive, chosen=chosen)
    shown = {
        "directive": directive, "review": state, "just": just_decided(directive, request.GET.get("vua", "")),
        "lines": paragraphs(directive.text, [line for entry in state.entries if (line := _drawn(entry, state))]),
        "add": refusal.add if refusal and refusal.add else AddForm(), "refusal": refusal,
        "width": 100 * state.decided // max(len(state.entries), 1), "many_programmes": len(programmes) > 1,
    }  # fmt: skip
    if state.current is not None:
        shown |= _in_hand(directive, state.current, programmes, refusal)
    answer = render(request, "review/review.html", shown, status=status_of(refusal.error) if refusal else 200)
    return unpushed(answer) if refusal else answer


def just_decided(directive: Directive, uuid: str) -> Proposal | None:
    """The proposal decided a moment ago, which can be undone; None for anything else."""
    rows = directive.proposals.exclude(state=ProposalState.PENDING.value).select_related("merged_into")
    return next((row for row in rows if str(row.uuid) == uuid), None) if uuid else None


def _in_hand(
    directive: Directive, entry: Entry, programmes: list[Programme], refusal: Refusal | None
) -> dict[str, Any]:
    """The proposal in hand: its form, what its names mean, where it can be cut."""
    typed = refusal.form if refusal else None
    form = typed or ProposalForm(programmes=programmes, initial=initial_of(entry.fields))
    fields: Fields = typed.read() if typed is not None and typed.is_valid() else entry.fields
    programme = next((p for p in programmes if p.code == fields.programme), programmes[0])
    ground = ground_of(directive, programme, on=clock.today())
    found = entry.proposal.found or {}
    return {
        "entry": entry, "form": form, "fields": fields, "programme": programme,
        "leads": read_names(fields.leads, ground, fields.choices),
        "coordinating": read_names(fields.coordinating, ground, fields.choices),
        "cuts": cuts_of(entry.proposal.passage.quote) if entry.is_pending else [],
        "supervisors": supervisors_of(found), "due_words": (found.get("deadline") or {}).get("quote", ""),
        "names_product": bool(found.get("deliverables")), "targets": found.get("targets") or [],
        "is_past": fields.due is not None and fields.due < clock.today(),
        "has_time": bool(fields.due or fields.recurrence or fields.has_no_deadline),
    }  # fmt: skip


def _drawn(entry: Entry, state: Review) -> Drawn | None:
    passage, found = entry.proposal.passage, entry.proposal.found or {}
    if passage.start is None or passage.end is None:
        return None
    status = "now" if entry is state.current else entry.proposal.state
    return Drawn(
        Reference(entry.number, str(entry.proposal.uuid), status), passage.start, passage.end,
        who=entry.fields.leads, what=tuple(found.get("deliverables") or ()),
        when=tuple(quote for quote in [(found.get("deadline") or {}).get("quote")] if quote),
    )  # fmt: skip
