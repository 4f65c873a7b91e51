"""Accepting and refusing reported figures, one by one or all without question, taking that back, and adding one."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive, Passage, ReportedFigure
from thuocdo.directives.rules import FigureState
from thuocdo.directives.services import names_known
from thuocdo.foundation import clock, events
from thuocdo.foundation.errors import BadInput, DomainError, Stale
from thuocdo.review.figuring import FigureFields, fields_of_figure, is_part_over_whole, questions_of
from thuocdo.review.rules import Span, one_line
from thuocdo.review.services.deciding import span_in
from viettext import figures_within

OBJECT_TYPE = "figure"
ADDED = "added"
LONGEST_QUOTE = 2000
UNDECIDED = frozenset({FigureState.PENDING})
DECIDED = frozenset({FigureState.ACCEPTED, FigureState.REFUSED})


class AlreadyAFigure(BadInput):
    """The passage is a figure of the directive already: `figure`, which may have been refused."""

    def __init__(self, figure: ReportedFigure) -> None:
        super().__init__(
            _("Đoạn này đã có trong danh sách số liệu ({state}): không thêm lần nữa.").format(
                state=str(figure.get_state_display()).lower()
            ),
            field="quote",
        )
        self.figure = figure


@dataclass(frozen=True, slots=True)
class SeenFigure:
    """The figure that a person acts on, as they saw it. No `version`: not checked."""

    figure: UUID
    person: Person
    on: date
    version: int | None = None


@transaction.atomic
def save_figure(*, seen: SeenFigure, fields: FigureFields) -> ReportedFigure:
    """Keep what was typed without deciding; what the machine found stays beside it."""
    found = _hold(seen)
    told = _keep(found, fields)
    if told:
        _settle(found, seen, "edited", told)
    return found


@transaction.atomic
def accept_figure(*, seen: SeenFigure, fields: FigureFields | None = None) -> ReportedFigure:
    """Say that the document reports this: from now on it waits to become an observation."""
    found = _hold(seen)
    told = _keep(found, fields)
    if found.value is None:
        raise BadInput(_("Cần ghi giá trị của số liệu."), field="value")
    if not found.measure or not found.unit:
        field = "measure" if not found.measure else "unit"
        raise BadInput(_("Cần ghi con số này đo cái gì, tính bằng đơn vị nào."), field=field)
    _decide(found, FigureState.ACCEPTED, seen)
    _settle(found, seen, "accepted", told)
    return found


@transaction.atomic
def refuse_figure(*, seen: SeenFigure) -> ReportedFigure:
    """Say that this is no reported figure."""
    found = _hold(seen)
    _decide(found, FigureState.REFUSED, seen)
    _settle(found, seen, "refused", {})
    return found


@transaction.atomic
def undo_figure(*, seen: SeenFigure) -> ReportedFigure:
    """Make a decided figure pending again."""
    found = _hold(seen, states=DECIDED)
    _decide(found, FigureState.PENDING, seen)
    _settle(found, seen, "undone", {})
    return found


@transaction.atomic
def accept_unquestioned(*, directive: UUID, person: Person, on: date) -> list[ReportedFigure]:
    """Accept every pending figure of the directive that leaves nothing in doubt; each is an event of its own."""
    found = Directive.objects.select_for_update().filter(uuid=directive).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này."))
    require_review(person, found, on=on)
    pending = ReportedFigure.objects.select_for_update(of=("self",)).filter(
        directive=found, state=FigureState.PENDING.value
    )
    taken = [row for row in pending if not questions_of(fields_of_figure(row), signed_on=found.signed_on)]
    at = clock.now()
    for row in taken:
        row.state, row.decided_by, row.decided_at, row.version = FigureState.ACCEPTED.value, person, at, row.version + 1
        row.directive = found
    ReportedFigure.objects.bulk_update(taken, ["state", "decided_by", "decided_at", "version"], batch_size=500)
    events.record_many([_note(row, "accepted", {}, person, on) for row in taken])
    return taken


@transaction.atomic
def add_figure(
    *, directive: UUID, seen: SeenFigure, start: int | None = None, end: int | None = None, quote: str = ""
) -> ReportedFigure:
    """Take a passage of the text for a figure that the machine did not see: by its span, or by words that stand once.

    What the machine reads there fills its fields. `seen.figure` is not read. BadInput as for a proposal, AlreadyAFigure
    where the very same span is one.
    """
    found = Directive.objects.select_for_update().filter(uuid=directive).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này."))
    require_review(seen.person, found, on=seen.on)
    span = span_in(found.text, start, end, quote, most=LONGEST_QUOTE)
    known = list(found.figures.select_related("passage").order_by("order", "passage__start", "id"))
    same = next((row for row in known if row.passage.places == [span]), None)
    if same is not None:
        raise AlreadyAFigure(same)
    before = [row.order for row in known if (row.passage.start or 0) <= span[0]]
    passage = Passage.objects.create(directive=found, start=span[0], end=span[1], quote=found.text[slice(*span)])
    added = ReportedFigure.objects.create(
        directive=found, passage=passage, order=max(before, default=0), found={},
        **asdict(_read(found, span, [place for row in known for place in row.passage.places])),
    )  # fmt: skip
    events.record(_note(added, ADDED, {"start": span[0], "end": span[1]}, seen.person, seen.on))
    return added


def _read(directive: Directive, span: Span, taken: list[Span]) -> FigureFields:
    """What the machine makes of the passage: the first number that is no figure yet, else the first; or nothing."""
    header = {"signed_on": directive.signed_on, "event_on": directive.event_on}
    read = figures_within(directive.text, *span, names=names_known(), known=header)
    new = [figure for figure in read if not any(start <= figure.start < end for start, end in taken)]
    if not read:
        return FigureFields("", None, None, "", None)
    figure = (new or read)[0]
    measure = one_line(figure.measure.replace("|", " "))  # between the cells of a row
    return FigureFields(measure, figure.value, figure.of, figure.unit[:200], figure.on)


def _hold(seen: SeenFigure, *, states: frozenset[FigureState] = UNDECIDED) -> ReportedFigure:
    """The figure, locked until the transaction ends; Stale where it changed since the person saw it."""
    rows = ReportedFigure.objects.select_for_update(of=("self",)).select_related("directive", "passage")
    found = rows.filter(uuid=seen.figure).first()
    if found is None:
        raise DomainError(_("Không tìm thấy số liệu này."))
    require_review(seen.person, found.directive, on=seen.on)
    if (seen.version is not None and seen.version != found.version) or found.state not in states:
        raise Stale(_("Số liệu này vừa được người khác xử lý. Hãy xem bản mới; điều bạn đã gõ vẫn còn trên trang."))
    return found


def _keep(found: ReportedFigure, fields: FigureFields | None) -> dict[str, Any]:
    """Take over what was typed; what of it changed, for the event. Not saved yet."""
    if fields is None or fields == fields_of_figure(found):
        return {}
    if is_part_over_whole(fields):
        raise BadInput(_("Phần lớn hơn tổng số."), field="of")
    for name, value in asdict(fields).items():
        setattr(found, name, value)
    on = fields.on.isoformat() if fields.on else None
    return {"fields": asdict(fields) | {"on": on}}


def _decide(found: ReportedFigure, state: FigureState, seen: SeenFigure) -> None:
    is_open = state is FigureState.PENDING
    found.state = state.value
    found.decided_by = None if is_open else seen.person
    found.decided_at = None if is_open else clock.now()


def _settle(found: ReportedFigure, seen: SeenFigure, kind: str, told: dict[str, Any]) -> None:
    found.version += 1
    found.save()
    events.record(_note(found, kind, told, seen.person, seen.on))


def _note(found: ReportedFigure, kind: str, told: dict[str, Any], person: Person, on: date) -> events.Note:
    actor = events.Actor(id=person.uuid, title=person.title or "Cán bộ")  # the log has one language
    payload = told | {"directive": str(found.directive.uuid)}
    return events.Note(kind, OBJECT_TYPE, found.uuid, on, actor, payload)
