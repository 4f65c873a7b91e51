"""The public face of reading a directive: a text in, its document fields, assignments and figures out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from viettext import details, header, products
from viettext import figures as reports
from viettext import targets as aims
from viettext.dates import Due
from viettext.dates import recurrence as recurrence_of
from viettext.items import Assignment
from viettext.learning import decision, model, sureness
from viettext.names import Gazetteer, NameReader, Names
from viettext.normal import canonical
from viettext.structure import lay_out

if TYPE_CHECKING:
    from viettext.assistant import Assistant

# Details are looked for in so many characters of one assignment.
_MOST_READ = 8000
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified aim of an assignment; ``op`` is one of ``>= <= > < =``."""

    measure: str
    op: str
    value: int | float
    unit: str
    quote: str


@dataclass(frozen=True, slots=True)
class Task:
    """One extracted assignment; offsets are code points of the extraction's text, half open."""

    start: int
    end: int
    quote: str
    label: str | None
    action: str
    lead: list[str]
    coordinating: list[str]
    supervisor: list[str]
    deadline: Due | None
    recurrence: str | None
    urgency: str
    targets: list[Target]
    deliverables: list[str]
    confidence: float

    def as_dict(self) -> dict[str, object]:
        """The contract's assignment object."""
        due = self.deadline
        people = self.supervisor
        return {
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "label": self.label,
            "action": self.action,
            "lead": self.lead,
            "coordinating": self.coordinating,
            "supervisor": (people if len(people) > 1 else people[0]) if people else None,
            "deadline": {"kind": "date", "on": due.on.isoformat() if due.on else None, "quote": due.quote}
            if due
            else None,
            "recurrence": self.recurrence,
            "urgency": self.urgency,
            "targets": [
                {"measure": t.measure, "op": t.op, "value": t.value, "unit": t.unit, "quote": t.quote}
                for t in self.targets
            ],
            "deliverables": self.deliverables,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document says: its normalised text, header fields, assignments and reported figures."""

    source: str
    text: str
    document: header.Header
    assignments: list[Task] = field(default_factory=list)
    figures: list[reports.Figure] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """The contract's object for one document (one line of JSON Lines)."""
        return {
            "source": self.source,
            "text": self.text,
            "document": self.document.as_dict(),
            "assignments": [a.as_dict() for a in self.assignments],
            "figures": [f.as_dict() for f in self.figures],
        }


def extract(
    text: str,
    *,
    names: Names | Gazetteer = (),
    source: str = "",
    known: Mapping[str, Any] = _NOTHING,
    trained: bool = True,
    learned: model.Model | None = None,
    assistant: "Assistant | None" = None,
) -> Extraction:
    """Read a directive text.

    ``names`` are (name, kind) pairs of bodies and posts known to the caller, aliases included; generic grammar reads
    the rest. Pass a ``Gazetteer`` to prepare it once for many texts. Any text is accepted: one that says nothing
    gives no assignments. The text is only read, never obeyed. ``known`` are fields of the document that its header of
    exchange states: they hold before what the text says. Not ``trained``: what the rules propose is taken as it is,
    without the model's decisions. ``learned`` is another model than the one in the package, to judge how it was made.
    ``assistant`` is a second reader: what it finds beside ours, and what stands in the text, is added.
    """
    text = canonical(text)
    layout = lay_out(text)
    fields = _stated(header.read(text, layout.flat), known)
    reader = NameReader(layout.flat, names if isinstance(names, Gazetteer) else Gazetteer(names))
    learned = learned or model.stored()
    decided = decision.decide(decision.case(layout, reader, fields), learned.chain, trained=trained)
    tasks = [_task(text, layout.flat, d.item, sureness.chance(learned.sureness, d.marks)) for d in decided]
    if assistant:
        from viettext.assistant import CONFIDENCE, added

        others = added([d.item for d in decided], assistant.read(layout.flat, fields.calendar))
        tasks = sorted([*tasks, *(_task(text, layout.flat, item, CONFIDENCE) for item in others)], key=_place)
    reported = reports.find(layout, reader, fields, [(t.start, t.end) for t in tasks])
    return Extraction(source, text, fields, tasks, reported)


def figures_within(
    text: str, start: int, end: int, *, names: Names | Gazetteer = (), known: Mapping[str, Any] = _NOTHING
) -> list[reports.Figure]:
    """The figures that begin in ``text[start:end]``, for somebody who says that the text reports something there.

    ``text`` is canonical, ``names`` and ``known`` are as for ``extract``. Aims, forecasts and rows of tables, which
    ``extract`` passes over, are read too; dates and numbers of documents are not.
    """
    layout = lay_out(text)
    fields = _stated(header.read(text, layout.flat), known)
    reader = NameReader(layout.flat, names if isinstance(names, Gazetteer) else Gazetteer(names))
    return reports.within(layout, reader, fields, (start, end))


def _place(task: Task) -> tuple[int, int]:
    return task.start, task.end


def _stated(fields: header.Header, known: Mapping[str, Any]) -> header.Header:
    if not known:
        return fields
    found = replace(fields, **known)
    year = found.event_on or found.signed_on
    return replace(found, year=year.year if year else found.year)


def _task(text: str, flat: str, item: Assignment, chance: float) -> Task:
    words = flat[item.start : min(item.end, item.start + _MOST_READ)]
    return Task(
        start=item.start,
        end=item.end,
        quote=text[item.start : item.end],
        label=item.label,
        action=details.action(flat[item.action_start : item.end]),
        lead=item.leads,
        coordinating=item.coordinating,
        supervisor=item.supervisor,
        deadline=item.due,
        recurrence=item.recurrence or recurrence_of(words),
        urgency=details.urgency(words),
        targets=[Target(*t) for t in aims.find(words)],
        deliverables=item.products or products.find(words),
        confidence=round(chance, 2),
    )


def gazetteer(names: Iterable[tuple[str, str]]) -> Gazetteer:
    """Prepare names once for many calls of ``extract``."""
    return Gazetteer(names)
