"""The proposal in hand: its form, what its names mean, what is doubted, where it can be cut."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.programmes.models import Programme
from thuocdo.review.doubts import DEADLINE, LEAD, PRODUCT, TASK
from thuocdo.review.forms import AddForm, ProposalForm, initial_of
from thuocdo.review.naming import read_names
from thuocdo.review.queries import Entry, Review
from thuocdo.review.rules import Fields, cuts_of, supervisors_of, targets_offered
from thuocdo.review.services.accepting import ground_of
from thuocdo.review.sheet import Drawn, Paragraph, Reference

PARTS = (TASK, LEAD, DEADLINE, PRODUCT)


@dataclass(slots=True)
class Refusal:
    """What a refused act gives back: the reason and everything typed."""

    error: DomainError
    form: ProposalForm | None = None
    reason: str = ""
    add: AddForm | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the reviewer's table: the directive with its lines, the review, for which programmes."""

    directive: Directive
    review: Review
    lines: list[Paragraph]
    programmes: list[Programme]

    @property
    def shown(self) -> dict[str, Any]:
        """What every part of the screen is drawn from."""
        state = self.review
        return {
            "directive": self.directive, "review": state, "lines": self.lines, "entry": state.current,
            "width": 100 * state.decided // max(len(state.entries), 1), "many_programmes": len(self.programmes) > 1,
        }  # fmt: skip


def in_hand(table: Table, entry: Entry, refusal: Refusal | None = None) -> dict[str, Any]:
    """What the form of a proposal shows."""
    typed = refusal.form if refusal else None
    offered = targets_offered(entry.proposal.found, entry.fields)
    form = typed or ProposalForm(programmes=table.programmes, initial=initial_of(entry.fields))
    fields: Fields = typed.read(entry.fields, offered) if typed is not None and typed.is_valid() else entry.fields
    programme = next((p for p in table.programmes if p.code == fields.programme), table.programmes[0])
    ground = ground_of(table.directive, programme, on=clock.today())
    found = entry.proposal.found or {}
    leads = read_names(fields.leads, ground, fields.choices)
    coordinating = read_names(fields.coordinating, ground, fields.choices)
    doubts = entry.doubts(fields) if entry.is_pending else []
    following = table.review.next_pending(entry)
    return {
        "entry": entry, "form": form, "fields": fields, "programme": programme, "leads": leads,
        "coordinating": coordinating, "cuts": cuts_of(entry.proposal.passage.quote) if entry.is_pending else [],
        "supervisors": supervisors_of(found), "due_words": (found.get("deadline") or {}).get("quote", ""),
        "targets": [(n, target, target in fields.targets) for n, target in enumerate(offered)],
        "doubts": {part: [doubt for doubt in doubts if doubt.part == part] for part in PARTS},
        "marked": {doubt.part: True for doubt in doubts if not doubt.is_hint},
        "is_open": not leads or any(reading.question for reading in leads),
        "is_more_open": form.is_bound or any(reading.question for reading in coordinating),
        "has_time": bool(fields.due or fields.recurrence or fields.has_no_deadline),
        "following": following.proposal.uuid if following else "",
        "others_pending": table.review.others_pending(entry),
        **steps(table.review, entry),
    }  # fmt: skip


def steps(review: Review, entry: Entry) -> dict[str, Any]:
    """The proposals before and after one, in the order of the text."""
    at = review.entries.index(entry)
    return {
        "before": review.entries[at - 1] if at else None,
        "after": review.entries[at + 1] if at + 1 < len(review.entries) else None,
    }


def pane(request: HttpRequest, table: Table, entry: Entry) -> str:
    """The proposal as it will be shown once it is taken up."""
    return render_to_string("review/_hand.html", table.shown | in_hand(table, entry), request)


def just_decided(directive: Directive, uuid: str) -> Proposal | None:
    """The proposal decided a moment ago, which can be undone; None for anything else."""
    rows = directive.proposals.exclude(state=ProposalState.PENDING.value).select_related("merged_into")
    return next((row for row in rows if str(row.uuid) == uuid), None) if uuid else None


def drawn(state: Review) -> list[Drawn]:
    """Every proposal for the sheet, once for each place of its passage."""
    return [line for entry in state.entries for line in _drawn(entry, state)]


def _drawn(entry: Entry, state: Review) -> list[Drawn]:
    found = entry.proposal.found or {}
    status = "now" if entry is state.current else entry.proposal.state
    reference = Reference(entry.number, str(entry.proposal.uuid), status)
    when = tuple(quote for quote in [(found.get("deadline") or {}).get("quote")] if quote)
    return [
        Drawn(reference, start, end, who=entry.fields.leads, what=tuple(found.get("deliverables") or ()), when=when)
        for start, end in entry.proposal.passage.places
    ]
