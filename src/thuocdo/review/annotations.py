"""A reviewed directive as an annotated document in the format of the extraction contract, to learn from."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from thuocdo.directives.models import Directive, Proposal, ReportedFigure
from thuocdo.directives.rules import DocumentClass, FigureState, ProposalState, secret_marking
from thuocdo.review.figuring import number_of
from thuocdo.review.rules import Fields, accountable_found, fields_of, one_line, proposed_product
from viettext import fold
from viettext.details import urgency


def why_left_out(directive: Directive) -> str:
    """Why the directive gives no annotation, in words; empty where it does."""
    if directive.is_reference or not directive.text:
        return _("chưa có toàn văn")
    if directive.document_class == DocumentClass.PERSONAL.value:
        return _("có dữ liệu cá nhân")
    if secret_marking(directive.text):
        return _("mang dấu chỉ độ mật")
    states = set(directive.proposals.values_list("state", flat=True))
    if ProposalState.PENDING.value in states or directive.figures.filter(state=FigureState.PENDING.value).exists():
        return _("còn đề xuất hoặc số liệu chưa rà soát")
    return "" if states or directive.figures.exists() else _("chưa ai rà soát: không đọc ra đề xuất nào")


def annotation_of(directive: Directive) -> dict[str, Any]:
    """The document with its text, header, accepted assignments and accepted figures.

    Rejected proposals are absent, merged and split ones are there as they ended. One that was joined of distant places
    stands at the longest of them. Ask `why_left_out` first.
    """
    accepted = directive.proposals.filter(state=ProposalState.ACCEPTED.value).select_related("passage")
    figures = directive.figures.filter(state=FigureState.ACCEPTED.value).select_related("passage")
    return {
        "source": source_of(directive),
        "document": _header(directive),
        "text": directive.text,
        "assignments": _in_order(_assignment(directive.text, row) for row in accepted if row.passage.places),
        "figures": _in_order(_figure(directive.text, row) for row in figures),
    }


def source_of(directive: Directive) -> str:
    """A file name for the document that no other directive has: its own, in plain letters, with its identifier."""
    stem = PurePath(directive.file_name).stem or directive.number or "van-ban"
    plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", fold(stem))).strip("-")[:60]
    return f"{plain or 'van-ban'}-{directive.uuid.hex[:8]}.txt"


def _header(directive: Directive) -> dict[str, Any]:
    """The header's fields; what is empty is null."""
    return {
        "kind": directive.kind or None, "number": directive.number or None, "issuer": directive.issuer or None,
        "signed_on": _iso(directive.signed_on), "place": directive.place or None, "signer": directive.signer or None,
        "event_on": _iso(directive.event_on), "recipients": list(directive.recipients),
    }  # fmt: skip


def _assignment(text: str, row: Proposal) -> dict[str, Any]:
    found = row.found or {}
    fields = fields_of(row.found, row.fields)
    start, end = max(row.passage.places, key=lambda place: place[1] - place[0])
    return {
        "start": start, "end": end, "quote": text[start:end], "label": row.passage.label or None,
        "action": one_line(fields.action), "lead": list(fields.leads), "coordinating": list(fields.coordinating),
        "supervisor": _supervisor(found, fields), "deadline": _deadline(found, fields, text, (start, end)),
        "recurrence": fields.recurrence or None, "urgency": found.get("urgency") or urgency(text[start:end]),
        "targets": [dict(target) for target in fields.targets], "deliverables": _named_products(found, fields),
    }  # fmt: skip


def _supervisor(found: dict[str, Any], fields: Fields) -> Any:
    """As the machine read it, unless a person wrote another."""
    is_untouched = bool(found) and fields.accountable_person == accountable_found(found)
    return (found.get("supervisor") or None) if is_untouched else (fields.accountable_person or None)


def _deadline(found: dict[str, Any], fields: Fields, text: str, span: tuple[int, int]) -> dict[str, Any] | None:
    """The day with the words it was read from; those of a corrected day are looked for in the passage."""
    if fields.due is None:
        return None
    read = found.get("deadline") or {}
    on, said = fields.due.isoformat(), str(read.get("quote") or "")
    if read.get("on") != on:
        said = _printed(fields.due, text[span[0] : span[1]]) or (said if said and said in text else "")
    return {"kind": "date", "on": on, "quote": said}


def _printed(day: date, words: str) -> str:
    """How the words print the day, with the word before it that makes it a deadline; empty where they do not."""
    year = rf"(?:\s?[/.-]\s?{day.year}| năm {day.year})?"
    before, between = r"(?:trước |chậm nhất |đến hết |xong |đến )?(?:ngày )?", r"(?:\s?[/.-]\s?| tháng )"
    pattern = rf"{before}(?<!\d)0?{day.day}{between}0?{day.month}{year}(?!\d)"
    found = re.search(pattern, words)
    return found[0] if found else ""


def _named_products(found: dict[str, Any], fields: Fields) -> list[str]:
    """The products that the text names: a proposed one that nobody touched is none of them."""
    proposed = (proposed_product(str(found.get("action") or fields.action)),)
    is_proposed = not found.get("deliverables") and fields.deliverables == proposed
    return [] if is_proposed else list(fields.deliverables)


def _figure(text: str, row: ReportedFigure) -> dict[str, Any]:
    start, end = row.passage.places[0]
    return {
        "start": start, "end": end, "quote": text[start:end], "measure": row.measure, "value": number_of(row.value),
        "of": number_of(row.of), "unit": row.unit, "on": _iso(row.on),
    }  # fmt: skip


def _in_order(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=lambda item: (item["start"], item["end"]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
