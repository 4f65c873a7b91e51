"""One address for every act on a proposal: the table says what each does."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import reviewed_for
from thuocdo.directives.models import Directive, Proposal
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput, DomainError
from thuocdo.review import queries, services
from thuocdo.review.forms import ActForm, AddForm, ProposalForm
from thuocdo.review.refusing import directive_or_404
from thuocdo.review.rules import Fields, targets_offered
from thuocdo.review.services.holding import Seen, fields_now
from thuocdo.review.views.hand import Refusal
from thuocdo.review.views.screen import around, page


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with an act: the proposal as seen, its fields as typed, and what the act itself needs."""

    seen: Seen
    fields: Fields | None
    act: ActForm


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what it does, giving the proposal to open next (None: the next pending one)."""

    do: Callable[[Sent], Proposal | None]
    takes_fields: bool = True


def _accept(sent: Sent) -> None:
    services.accept_proposal(seen=sent.seen, fields=sent.fields)


def _save(sent: Sent) -> Proposal:
    assert sent.fields is not None
    return services.save_proposal(seen=sent.seen, fields=sent.fields)


def _merge(sent: Sent) -> Proposal:
    into = sent.act.cleaned_data["into"]
    if into is None:
        raise BadInput(_("Hãy chọn đề xuất để gộp vào."), field="into")
    return services.merge_proposals(seen=sent.seen, into=into, fields=sent.fields)


def _split(sent: Sent) -> Proposal:
    cut = sent.act.cleaned_data["cut"]
    if cut == "leads":
        return services.split_by_leads(seen=sent.seen, fields=sent.fields)[0]
    if not (cut.isascii() and cut.isdigit()):
        raise BadInput(_("Hãy chọn chỗ tách."), field="cut")
    return services.split_at(seen=sent.seen, cut=int(cut), fields=sent.fields)[0]


def _split_at_selection(sent: Sent) -> Proposal:
    start = sent.act.cleaned_data["start"]
    if start is None:
        raise BadInput(_("Hãy bôi chọn từ chỗ muốn tách."), field="cut")
    return services.split_at_place(seen=sent.seen, place=start)[0]


def _reject(sent: Sent) -> None:
    told = sent.act.cleaned_data
    services.reject_proposal(seen=sent.seen, reason=told["preset"] or told["reason"])


def _undo(sent: Sent) -> Proposal:
    return services.undo(seen=sent.seen)


ACTS = {
    "nhan": Act(_accept),
    "luu": Act(_save),
    "gop": Act(_merge),
    "tach": Act(_split),
    "tach-tai": Act(_split_at_selection, takes_fields=False),
    "bo": Act(_reject, takes_fields=False),
    "hoan-tac": Act(_undo, takes_fields=False),
}


@require_http_methods(["GET", "POST"])
@login_required
def act(request: Visit, uuid: UUID, proposal: UUID, slug: str) -> HttpResponse:
    """Do one act; a refusal comes back as the screen with its reason and what was typed."""
    directive = directive_or_404(request, uuid)
    found = directive.proposals.filter(uuid=proposal).first()
    deed = ACTS.get(slug)
    if found is None or deed is None:
        raise Http404
    if request.method == "GET":  # back from signing on again
        return _to_review(directive, found)
    form = ProposalForm(request.POST, programmes=reviewed_for(request.user, directive, on=clock.today()))
    sent_act = ActForm(request.POST)
    try:
        following = deed.do(_read(request, found, deed, form, sent_act))
    except DomainError as error:
        typed = form if deed.takes_fields and form.is_bound else None
        if typed is not None and error.field in form.fields and form.is_valid():
            form.add_error(error.field, error.message)
        reason = str(request.POST.get("reason", ""))[:2000]
        return page(request, directive, chosen=str(found.uuid), refusal=Refusal(error, typed, reason))
    if slug == "luu":
        messages.success(request, _("Đã lưu, chưa nhận."), extra_tags=f"de-xuat-{found.uuid}")
        return _to_review(directive, found)
    hand = sent_act.cleaned_data["hand"]
    if hand is not None:  # the browser shows the next one already
        left = f"{found.uuid},{sent_act.cleaned_data['left']}"
        return around(request, directive, hand=str(hand), left=left, just=str(found.uuid))
    return _to_review(directive, following or queries.next_after(directive, found), just=found)


def _read(request: Visit, found: Proposal, deed: Act, form: ProposalForm, sent_act: ActForm) -> Sent:
    if not sent_act.is_valid():
        raise BadInput(_("Dữ liệu gửi lên không hợp lệ: {fields}.").format(fields=", ".join(sent_act.errors)))
    if deed.takes_fields and not form.is_valid():
        raise BadInput(_("Hãy sửa các ô được đánh dấu."))
    version = sent_act.cleaned_data["version"]
    seen = Seen(found.uuid, request.user, clock.today(), -1 if version is None else version)
    if not deed.takes_fields:
        return Sent(seen, None, sent_act)
    now = fields_now(found)
    return Sent(seen, form.read(now, targets_offered(found.found, now)), sent_act)


@require_http_methods(["GET", "POST"])
@login_required
def add(request: Visit, uuid: UUID) -> HttpResponse:
    """Propose a passage that the machine did not see."""
    directive = directive_or_404(request, uuid)
    if request.method == "GET":
        return _to_review(directive, None)
    form = AddForm(request.POST)
    seen = Seen(directive.uuid, request.user, clock.today())
    try:
        if not form.is_valid():
            raise BadInput(_("Đoạn chọn không hợp lệ."), field="quote")
        typed = form.cleaned_data
        made = services.add_proposal(
            directive=directive.uuid, seen=seen, start=typed["start"], end=typed["end"], quote=typed["quote"]
        )
    except DomainError as error:
        if form.is_valid():
            form.add_error("quote", error.message)
        return page(request, directive, refusal=Refusal(error, add=form))
    return _to_review(directive, made)


def _to_review(directive: Directive, chosen: Proposal | None, *, just: Proposal | None = None) -> HttpResponseRedirect:
    """To the screen with a proposal in hand, and the one just decided beside its undo."""
    asked = {"de-xuat": chosen and chosen.uuid, "vua": just and just.uuid}
    words = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    address = reverse("review:review", args=[directive.uuid])
    return redirect(f"{address}?{words}" if words else address)
