"""The second part of the review: the figures that the document reports, accepted or refused one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive, ReportedFigure
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.review import services
from thuocdo.review.figure_queries import FigureEntry, FigureReview, figures_of
from thuocdo.review.figuring import FigureFields
from thuocdo.review.forms import ActForm, AddFigureForm, FigureForm
from thuocdo.review.refusing import directive_or_404, status_of, unpushed
from thuocdo.review.services.figures import AlreadyAFigure, SeenFigure
from thuocdo.review.sheet import Drawn, Paragraph, Reference, lines_at, paragraphs


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the reviewer's table."""

    directive: Directive
    review: FigureReview
    lines: list[Paragraph]

    @property
    def shown(self) -> dict[str, Any]:
        state = self.review
        return {
            "directive": self.directive, "review": state, "lines": self.lines, "entry": state.current,
            "width": 100 * state.decided // max(len(state.entries), 1), "refs": "figures",
        }  # fmt: skip


@require_GET
@login_required
def review(request: Visit, uuid: UUID) -> HttpResponse:
    """The figures of one directive; `de-xuat` opens one, `vua` names the one just decided."""
    found = directive_or_404(request, uuid)
    chosen, just = request.GET.get("de-xuat", ""), request.GET.get("vua", "")
    if "quanh" in request.GET:
        return _around(request, found, hand=chosen, left=request.GET.get("tu", ""), just=just)
    return _page(request, found, chosen=chosen, just=just)


ACTS: dict[str, Callable[[SeenFigure, FigureFields | None], ReportedFigure]] = {
    "nhan": lambda seen, fields: services.accept_figure(seen=seen, fields=fields),
    "luu": lambda seen, fields: services.save_figure(seen=seen, fields=fields) if fields else _nothing(),
    "bo": lambda seen, fields: services.refuse_figure(seen=seen),
    "hoan-tac": lambda seen, fields: services.undo_figure(seen=seen),
}
TAKES_FIELDS = frozenset({"nhan", "luu"})
STAYS = frozenset({"luu", "hoan-tac"})


def _nothing() -> ReportedFigure:
    raise BadInput(_("Hãy sửa các ô được đánh dấu."))


@require_http_methods(["GET", "POST"])
@login_required
def act(request: Visit, uuid: UUID, figure: UUID, slug: str) -> HttpResponse:
    """Do one act; a refusal comes back as the screen with its reason and what was typed."""
    directive = directive_or_404(request, uuid)
    found = directive.figures.filter(uuid=figure).first()
    if found is None or slug not in ACTS:
        raise Http404
    if request.method == "GET":  # back from signing on again
        return redirect(_address(directive, found.uuid))
    form, sent = FigureForm(request.POST), ActForm(request.POST)
    try:
        ACTS[slug](*_read(request, found, slug, form, sent))
    except DomainError as error:
        if error.field in form.fields and form.is_valid():
            form.add_error(error.field, error.message)
        typed = form if slug in TAKES_FIELDS else None
        return _page(request, directive, chosen=str(found.uuid), error=error, form=typed)
    if slug in STAYS:
        if slug == "luu":
            messages.success(request, _("Đã lưu, chưa nhận."), extra_tags=f"so-lieu-{found.uuid}")
        return redirect(_address(directive, found.uuid))
    if sent.cleaned_data["hand"] is not None:  # the browser shows the next one already
        left = f"{found.uuid},{sent.cleaned_data['left']}"
        return _around(request, directive, hand=str(sent.cleaned_data["hand"]), left=left, just=str(found.uuid))
    state = figures_of(directive, chosen=str(found.uuid))
    following = state.next_pending(state.current) if state.current else None
    return redirect(_address(directive, following.figure.uuid if following else None, just=found.uuid))


@require_http_methods(["GET", "POST"])
@login_required
def accept_all(request: Visit, uuid: UUID) -> HttpResponse:
    """Accept every figure that leaves nothing in doubt."""
    directive = directive_or_404(request, uuid)
    if request.method == "GET":
        return redirect(_address(directive, None))
    try:
        taken = services.accept_unquestioned(directive=directive.uuid, person=request.user, on=clock.today())
    except DomainError as error:
        return _page(request, directive, error=error)
    count = len(taken)
    said = ngettext("Đã nhận %(n)d số liệu không có nghi vấn.", "Đã nhận %(n)d số liệu không có nghi vấn.", count)
    messages.success(request, said % {"n": count})
    return redirect(_address(directive, None))


@require_http_methods(["GET", "POST"])
@login_required
def add(request: Visit, uuid: UUID) -> HttpResponse:
    """Take a passage that the machine did not see for a figure; one that is there already comes back in hand."""
    directive = directive_or_404(request, uuid)
    if request.method == "GET":
        return redirect(_address(directive, None))
    form = AddFigureForm(request.POST)
    seen = SeenFigure(directive.uuid, request.user, clock.today())
    try:
        if not form.is_valid():
            raise BadInput(_("Đoạn chọn không hợp lệ."), field="quote")
        typed = form.cleaned_data
        made = services.add_figure(
            directive=directive.uuid, seen=seen, start=typed["start"], end=typed["end"], quote=typed["quote"]
        )
    except DomainError as error:
        known = str(error.figure.uuid) if isinstance(error, AlreadyAFigure) else ""
        return _page(request, directive, chosen=known, error=error, adding=form)
    messages.success(request, _("Đã thêm số liệu, chưa nhận."), extra_tags=f"them-so-lieu-{directive.uuid}")
    return redirect(_address(directive, made.uuid))


def _read(
    request: Visit, found: ReportedFigure, slug: str, form: FigureForm, sent: ActForm
) -> tuple[SeenFigure, FigureFields | None]:
    if not sent.is_valid():
        raise BadInput(_("Dữ liệu gửi lên không hợp lệ: {fields}.").format(fields=", ".join(sent.errors)))
    if slug in TAKES_FIELDS and not form.is_valid():
        raise BadInput(_("Hãy sửa các ô được đánh dấu."))
    version = sent.cleaned_data["version"]
    seen = SeenFigure(found.uuid, request.user, clock.today(), -1 if version is None else version)
    return seen, form.read() if slug in TAKES_FIELDS else None


def _page(
    request: Visit, directive: Directive, *, chosen: str = "", just: str = "", error: DomainError | None = None,
    form: FigureForm | None = None, adding: AddFigureForm | None = None,
) -> HttpResponse:  # fmt: skip
    table = _table(request, directive, chosen)
    shown = table.shown | {"just": _just(directive, just), "error": error, "adding": adding or AddFigureForm()}
    if table.review.current is not None:
        shown |= _in_hand(table, table.review.current, form)
    answer = render(request, "review/figures.html", shown, status=status_of(error) if error else 200)
    return unpushed(answer) if error else answer


def _around(request: Visit, directive: Directive, *, hand: str, left: str, just: str) -> HttpResponse:
    """What changes around the figure that the browser shows, and its neighbours ready to be shown."""
    table = _table(request, directive, hand)
    state, touched = table.review, {hand, *left.split(",")[:20]}
    spans = [span for e in state.entries if str(e.figure.uuid) in touched for span in e.figure.passage.places]
    panes = [(entry.figure.uuid, _pane(request, table, entry)) for entry in state.near()]
    shown = table.shown | {"just": _just(directive, just), "changed": lines_at(table.lines, spans), "panes": panes}
    return render(request, "review/_figures_around.html", shown)


def _pane(request: HttpRequest, table: Table, entry: FigureEntry) -> str:
    return render_to_string("review/_figure_hand.html", table.shown | _in_hand(table, entry), request)


def _table(request: Visit, directive: Directive, chosen: str) -> Table:
    try:
        require_review(request.user, directive, on=clock.today())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    state = figures_of(directive, chosen=chosen)
    drawn = [line for entry in state.entries for line in _drawn(entry, state)]
    return Table(directive, state, paragraphs(directive.text, drawn))


def _drawn(entry: FigureEntry, state: FigureReview) -> list[Drawn]:
    figure = entry.figure
    reference = Reference(entry.number, str(figure.uuid), "now" if entry is state.current else figure.state)
    return [Drawn(reference, *span, what=(figure.passage.quote,)) for span in figure.passage.places]


def _in_hand(table: Table, entry: FigureEntry, form: FigureForm | None = None) -> dict[str, Any]:
    figure, state = entry.figure, table.review
    initial = {name: getattr(figure, name) for name in FigureForm.base_fields}
    at, following = state.entries.index(entry), state.next_pending(entry)
    lines = lines_at(table.lines, figure.passage.places)
    sentence = " ".join("".join(piece.text for piece in line.pieces) for line in lines)
    return {
        "entry": entry, "form": form or FigureForm(initial=initial), "questions": entry.questions,
        "is_open": not figure.measure or not figure.unit, "following": following.figure.uuid if following else "",
        "before": state.entries[at - 1] if at else None,
        "after": state.entries[at + 1] if at + 1 < len(state.entries) else None,
        "sentence": sentence or figure.passage.quote, "line": lines[0] if lines else None,
    }  # fmt: skip


def _just(directive: Directive, uuid: str) -> ReportedFigure | None:
    rows = directive.figures.exclude(state="pending")
    return next((row for row in rows if str(row.uuid) == uuid), None) if uuid else None


def _address(directive: Directive, chosen: UUID | None, *, just: UUID | None = None) -> str:
    words = "&".join(f"{name}={value}" for name, value in {"de-xuat": chosen, "vua": just}.items() if value)
    address = reverse("review:figures", args=[directive.uuid])
    return f"{address}?{words}" if words else address
