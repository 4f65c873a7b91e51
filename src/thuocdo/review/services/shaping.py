"""Two proposals become one, one becomes two: passages keep the order of the text."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.directives.models import Passage, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.foundation.errors import BadInput
from thuocdo.review.rules import Fields, by_leads, joined, part_fields, part_span, spans_joined
from thuocdo.review.services.holding import Seen, decide, fields_now, hold, keep, settle


@transaction.atomic
def merge_proposals(*, seen: Seen, into: UUID, fields: Fields | None = None) -> Proposal:
    """Join the proposal to another pending one of the same directive, which is returned."""
    if into == seen.proposal:
        raise BadInput(_("Hãy chọn một đề xuất khác để gộp vào."), field="into")
    # Both rows in one order, whoever merges what into what: two reviewers at once wait and do not lock each other out.
    list(Proposal.objects.select_for_update().filter(uuid__in=[seen.proposal, into]).order_by("pk"))
    found = hold(seen)
    keep(found, fields)
    target = hold(Seen(into, seen.person, seen.on))
    if target.directive_id != found.directive_id:
        raise BadInput(_("Chỉ gộp được các đề xuất của cùng một văn bản."), field="into")
    before = {
        "into": str(target.uuid), "fields": target.fields, "passage": target.passage_id, "order": target.order,
        "version": target.version + 1,
    }  # fmt: skip
    first, second = sorted((found, target), key=lambda p: (p.order, p.pk))
    merged = joined(fields_now(first), fields_now(second))
    target.fields = merged.as_json()
    target.passage = _joined_passage(first, second)
    target.order = first.order
    settle(target, seen, "joined", {"from": str(found.uuid)}, fields_changed=True)
    found.merged_into = target
    decide(found, ProposalState.MERGED, seen)
    settle(found, seen, "merged", {"before": before})
    return target


@transaction.atomic
def split_at(*, seen: Seen, cut: int, fields: Fields | None = None) -> list[Proposal]:
    """Cut the passage in two at `cut` code points from its start; each part becomes a proposal."""
    found = hold(seen)
    keep(found, fields)
    quote = found.passage.quote
    spans = [part_span(quote, 0, cut), part_span(quote, cut, len(quote))] if 0 < cut < len(quote) else []
    if not spans or any(start >= end for start, end in spans):
        raise BadInput(_("Chỗ tách phải nằm trong đoạn và có chữ ở cả hai bên."), field="cut")
    whole = fields_now(found)
    time_quote = str(((found.found or {}).get("deadline") or {}).get("quote") or "")
    if time_quote and not any(time_quote in quote[a:b] for a, b in spans):
        time_quote = ""  # a deadline set for the list holds for both parts
    parts = [
        (_part(found.passage, span), part_fields(whole, quote[span[0] : span[1]], time_quote=time_quote))
        for span in spans
    ]
    return _split(found, parts, seen, {"cut": cut})


@transaction.atomic
def split_at_place(*, seen: Seen, place: int) -> list[Proposal]:
    """Cut the passage at a place of the text, in code points from the text's start."""
    found = hold(seen)
    if found.passage.start is None:
        raise BadInput(_("Đoạn đã gộp từ nhiều nơi: hãy chọn chỗ tách trong danh sách."), field="cut")
    return split_at(seen=seen, cut=place - found.passage.start)


@transaction.atomic
def split_by_leads(*, seen: Seen, fields: Fields | None = None) -> list[Proposal]:
    """One proposal for each lead, on the same passage."""
    found = hold(seen)
    keep(found, fields)
    whole = fields_now(found)
    if len(whole.leads) < 2:
        raise BadInput(_("Chỉ có một cơ quan chủ trì: hãy chọn chỗ tách trong đoạn văn."), field="cut")
    return _split(found, [(found.passage, part) for part in by_leads(whole)], seen, {"by": "leads"})


def _split(found: Proposal, parts: list[tuple[Passage, Fields]], seen: Seen, told: dict[str, Any]) -> list[Proposal]:
    made = [
        Proposal.objects.create(
            directive=found.directive, passage=passage, order=found.order, found=None, fields=fields.as_json(),
            confidence=found.confidence, split_from=found,
        )
        for passage, fields in parts
    ]  # fmt: skip
    decide(found, ProposalState.SPLIT, seen)
    settle(found, seen, "split", told | {"parts": [str(part.uuid) for part in made]})
    return made


def _part(passage: Passage, span: tuple[int, int]) -> Passage:
    """A part of a passage; a joined one without a span of its own has parts without one, too."""
    start, end = span
    return Passage.objects.create(
        directive_id=passage.directive_id, label=passage.label, quote=passage.quote[start:end],
        start=None if passage.start is None else passage.start + start,
        end=None if passage.start is None else passage.start + end,
    )  # fmt: skip


def _joined_passage(first: Proposal, second: Proposal) -> Passage:
    one, other = first.passage, second.passage
    if one.pk == other.pk:
        return one
    if one.start is None or one.end is None or other.start is None or other.end is None:
        start, end, quote = None, None, f"{one.quote}\n[…]\n{other.quote}"
    else:
        text = first.directive.text
        start, end, quote = spans_joined(text, (one.start, one.end), (other.start, other.end))
    return Passage.objects.create(
        directive_id=one.directive_id, label=one.label or other.label, start=start, end=end, quote=quote
    )
