"""Two proposals become one, one becomes two: passages keep the order of the text."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.directives.models import Passage, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.foundation.errors import BadInput
from thuocdo.review.rules import (
    JOINT,
    Fields,
    Span,
    by_leads,
    joined,
    part_fields,
    part_span,
    place_in_words,
    places_joined,
    places_within,
    words_at,
)
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
    if not spans or any(start >= end or quote[start:end].strip() == JOINT.strip() for start, end in spans):
        raise BadInput(_("Chỗ tách phải nằm trong đoạn và có chữ ở cả hai bên."), field="cut")
    whole = fields_now(found)
    time_quote = str(((found.found or {}).get("deadline") or {}).get("quote") or "")
    passages = [_part(found.passage, span) for span in spans]
    if time_quote and not any(time_quote in passage.quote for passage in passages):
        time_quote = ""  # a deadline set for the list holds for both parts
    parts = [(passage, part_fields(whole, passage.quote, time_quote=time_quote)) for passage in passages]
    return _split(found, parts, seen, {"cut": cut})


@transaction.atomic
def split_at_place(*, seen: Seen, place: int) -> list[Proposal]:
    """Cut the passage at a place of the text, in code points from the text's start."""
    found = hold(seen)
    cut = place_in_words(found.passage.places, place)
    return split_at(seen=seen, cut=-1 if cut is None else cut)


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


def _part(passage: Passage, span: Span) -> Passage:
    """A part of a passage; of a joined one it keeps the places it has words of."""
    places = places_within(passage.places, *span)
    if not places:  # words of a text that was never taken in
        quote = passage.quote[span[0] : span[1]]
        return Passage.objects.create(directive_id=passage.directive_id, label=passage.label, quote=quote)
    return _passage(passage, places, label=passage.label)


def _joined_passage(first: Proposal, second: Proposal) -> Passage:
    one, other = first.passage, second.passage
    if one.pk == other.pk:
        return one
    places = places_joined(*one.places, *other.places)
    return _passage(one, places, label=one.label or other.label)


def _passage(like: Passage, places: list[Span], *, label: str) -> Passage:
    """A passage of the same text at these places."""
    (start, end), quote = places[0], words_at(like.directive.text, places)
    return Passage.objects.create(
        directive_id=like.directive_id, label=label, start=start, end=end, quote=quote,
        spans=[list(place) for place in places] if len(places) > 1 else [],
    )  # fmt: skip
