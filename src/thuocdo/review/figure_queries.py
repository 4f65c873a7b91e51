"""Questions about reported figures: where their review stands, and which accepted ones wait to be observations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, ReportedFigure
from thuocdo.directives.rules import FigureState
from thuocdo.foundation.models import Event
from thuocdo.review import reach
from thuocdo.review.access import visible_to
from thuocdo.review.figuring import Question, fields_of_figure, questions_of
from thuocdo.review.services.figures import ADDED, OBJECT_TYPE

AHEAD = 2
# Added figures share the place of the one before them.
IN_THE_TEXT = ("order", "passage__start", "id")


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure on the screen, counted from 1, with what of it is in question; `added` tells who added it by hand."""

    number: int
    figure: ReportedFigure
    questions: list[Question]
    added: Event | None = None

    @property
    def is_pending(self) -> bool:
        return self.figure.state == FigureState.PENDING.value


@dataclass(slots=True)
class FigureReview:
    """Where the review of a directive's figures stands."""

    entries: list[FigureEntry] = field(default_factory=list)
    current: FigureEntry | None = None

    def count(self, state: FigureState) -> int:
        return sum(entry.figure.state == state for entry in self.entries)

    @property
    def accepted(self) -> int:
        return self.count(FigureState.ACCEPTED)

    @property
    def refused(self) -> int:
        return self.count(FigureState.REFUSED)

    @property
    def pending(self) -> int:
        return self.count(FigureState.PENDING)

    @property
    def decided(self) -> int:
        return len(self.entries) - self.pending

    @property
    def unquestioned(self) -> int:
        """How many of the pending ones leave nothing in doubt."""
        return sum(entry.is_pending and not entry.questions for entry in self.entries)

    def next_pending(self, after: FigureEntry) -> FigureEntry | None:
        """What to decide after this one, from the start again after the last."""
        at = self.entries.index(after)
        return next((e for e in [*self.entries[at + 1 :], *self.entries[:at]] if e.is_pending), None)

    def near(self) -> list[FigureEntry]:
        """The figures that the next key may lead to."""
        return reach.near(self.entries, self.current, self.next_pending, ahead=AHEAD)


def figures_of(directive: Directive, *, chosen: str = "") -> FigureReview:
    """The figures in the order of the text; `chosen` is the uuid of the one to open, else the first pending."""
    rows = list(directive.figures.select_related("passage", "decided_by").order_by(*IN_THE_TEXT))
    added = _additions(rows)
    entries = [
        FigureEntry(n, row, questions_of(fields_of_figure(row), signed_on=directive.signed_on), added.get(row.uuid))
        for n, row in enumerate(rows, start=1)
    ]
    found = next((entry for entry in entries if str(entry.figure.uuid) == chosen), None)
    return FigureReview(entries, found or next((entry for entry in entries if entry.is_pending), None))


def _additions(rows: Sequence[ReportedFigure]) -> dict[UUID, Event]:
    """Who added which of the figures by hand, and when."""
    by_hand = [row.uuid for row in rows if not row.found]
    told = Event.objects.filter(object_type=OBJECT_TYPE, kind=ADDED, object_id__in=by_hand)
    return {event.object_id: event for event in told} if by_hand else {}


def waiting_figures(person: Person, *, on: date, programme: str = "") -> QuerySet[ReportedFigure]:
    """Accepted figures that wait to be observations, of directives the person may read; the newest document first."""
    found = ReportedFigure.objects.filter(
        state=FigureState.ACCEPTED.value, directive__in=visible_to(person, on=on).values("pk")
    )
    if programme:
        found = found.filter(directive__programmes__code=programme)
    return (
        found.select_related("directive", "passage", "decided_by").defer("directive__text")
        .order_by("-directive__signed_on", "-directive_id", *IN_THE_TEXT).distinct()
    )  # fmt: skip
