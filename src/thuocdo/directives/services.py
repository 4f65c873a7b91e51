"""Acts on a directive: take it in with everything read out of it, and correct its header."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives import access
from thuocdo.directives.models import Directive, Passage, Proposal, ReportedFigure
from thuocdo.directives.rules import DocumentClass, secret_marking, stamp_in
from thuocdo.foundation import events, files
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed, Stale
from thuocdo.organisations import directory
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from viettext import Extraction, Gazetteer, Unreadable, canonical, extract, fold
from viettext.readers import ReadResult, read_bytes

OBJECT_TYPE = "directive"
LONGEST_TEXT = 3_000_000  # code points: some 1,500 pages


class SecretRefused(DomainError):
    """The document carries a marking of a state secret."""


class Outcome(StrEnum):
    """What became of a file that was handed in."""

    NEW = "new"
    KNOWN = "known"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The directive that a file became, or turned out to be; `notes` are what a person should know of its reading."""

    directive: Directive
    outcome: Outcome
    notes: tuple[str, ...] = ()


Then = Callable[[TakenIn], None]


def _nothing_more(taken: TakenIn) -> None:
    """What else is to be written with a document that comes alone."""


@dataclass(frozen=True, slots=True)
class Plan:
    """That a document is the own plan of a body under a directive that the body received."""

    parent: Directive
    body: Organisation


@dataclass(frozen=True, slots=True)
class HeaderFields:
    """The header of a directive as a person corrected it."""

    kind: str
    number: str
    title: str
    issuer: str
    signed_on: date | None
    place: str
    signer: str
    event_on: date | None
    recipients: list[str]
    document_class: str


def take_in(
    *, content: bytes, name: str, programme: Programme, by: Person | None, on: date,
    document_class: str = DocumentClass.INTERNAL.value, plan: Plan | None = None, then: Then = _nothing_more,
) -> TakenIn:  # fmt: skip
    """Keep the file and propose what it assigns. The same content twice is recognised, also for another programme.

    `by` is None for the operator of the installation at its command line. `then` is called in the transaction that
    keeps or recognises the document: what it writes holds together with that, what it raises undoes both.

    As a body's own `plan` under another directive it is taken in by those who act for the body; who may plan under
    that one is for the caller to say. NotAllowed for whom `access.may_take_in` says no; BadInput for what cannot be
    read; SecretRefused for a document that carries a marking of a state secret, of which nothing is kept.
    """
    if plan is None and by is not None and not access.may_take_in(by, programme, on=on):
        raise NotAllowed(_("Bạn không phụ trách chương trình này nên không nhận văn bản cho chương trình."))
    if document_class not in {c.value for c in DocumentClass}:
        raise BadInput(_("Loại văn bản không hợp lệ."), field="document_class")
    _check_size(content)
    name = canonical(name)  # a name of a file is what somebody sent: no characters that a database cannot hold
    digest = hashlib.sha256(content).hexdigest()
    known = Directive.objects.filter(sha256=digest).first()
    if known is not None:
        return _link(known, programme, plan, then, by=by, on=on)
    read = _read(content, name)
    _refuse_secret(stamp_in(read.margins) or secret_marking(read.text), programme, by=by, on=on)
    found = extract(read.text, names=names_known(), source=name, known=read.fields)
    # Content without a row is harmless: it is only a name for its own digest, and the next attempt finds it there.
    stored = files.store([content])
    new = _New(found, stored, name, tuple(read.fields), tuple(read.notes), programme, document_class, plan)
    try:
        return _keep(new, then, by=by, on=on)
    except IntegrityError:
        known = Directive.objects.filter(sha256=digest).first()
        if known is None:
            raise
        return _link(known, programme, plan, then, by=by, on=on)


@transaction.atomic
def edit_header(*, directive: UUID, fields: HeaderFields, seen: str, by: Person, on: date) -> Directive:
    """Correct the header; `seen` is the digest of what the person saw (`header_digest`), Stale where it changed."""
    found = Directive.objects.select_for_update().filter(uuid=directive).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này."))
    access.require_review(by, found, on=on)
    if seen != header_digest(found):
        raise Stale(_("Thông tin văn bản vừa được người khác sửa. Hãy đối chiếu rồi lưu lại."))
    if fields.document_class not in {c.value for c in DocumentClass}:
        raise BadInput(_("Loại văn bản không hợp lệ."), field="document_class")
    before, after = header_of(found), _as_json(asdict(fields))
    for column, value in asdict(fields).items():
        setattr(found, column, value)
    found.stated = [column for column in found.stated if after.get(column) == before.get(column)]
    found.save(update_fields=[*after, "stated"])
    changed = {column: value for column, value in after.items() if value != before[column]}
    if changed:
        _record("header_edited", found.uuid, changed, by=by, on=on)
    return found


def header_of(directive: Directive) -> dict[str, Any]:
    """The header's columns as JSON can hold them."""
    return _as_json({column: getattr(directive, column) for column in HeaderFields.__dataclass_fields__})


def header_digest(directive: Directive) -> str:
    """A short digest of the header as it stands, to notice that somebody else changed it."""
    return hashlib.sha256(repr(sorted(header_of(directive).items())).encode()).hexdigest()[:16]


def _as_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}


def _check_size(content: bytes) -> None:
    most = settings.UPLOAD_LIMIT_MB
    if not content.strip():
        raise BadInput(_("Tệp trống: không có gì để đọc."), field="file")
    if len(content) > most * 1024 * 1024:
        raise BadInput(_("Tệp lớn hơn {most} MB.").format(most=most), field="file")


def _read(content: bytes, name: str) -> ReadResult:
    try:
        read = read_bytes(content, f"document{PurePath(name).suffix.lower()}")
    except Unreadable as refused:
        raise BadInput(_("Không đọc được tệp: {why}.").format(why=refused), field="file") from None
    if len(read.text) > LONGEST_TEXT:
        raise BadInput(_("Văn bản dài quá {most} ký tự.").format(most=LONGEST_TEXT), field="file")
    return read


def _refuse_secret(marking: str | None, programme: Programme, *, by: Person | None, on: date) -> None:
    if marking is None:
        return
    # Only that something was refused: neither its name, nor its digest, nor a word of it.
    events.record(
        events.Note("secret_refused", "programme", programme.uuid, on, _actor(by), {"reason": "state_secret"})
    )
    raise SecretRefused(
        _(
            "Văn bản mang dấu chỉ độ mật “{marking}”. Hệ thống không tiếp nhận bí mật nhà nước: tệp đã bị từ chối và"
            " không lưu lại. Hãy xử lý theo quy định bảo vệ bí mật nhà nước."
        ).format(marking=marking),
        field="file",
    )


@cache
def names_known() -> Gazetteer:
    """The names that reading looks for, prepared once for the process."""
    return Gazetteer(directory.names())


@transaction.atomic
def _link(
    known: Directive, programme: Programme, plan: Plan | None, then: Then, *, by: Person | None, on: date
) -> TakenIn:  # fmt: skip
    taken = _linked(known, programme, by=by, on=on) if plan is None else _made_plan(known, plan, by=by, on=on)
    then(taken)
    return taken


def _linked(known: Directive, programme: Programme, *, by: Person | None, on: date) -> TakenIn:
    if known.programmes.filter(pk=programme.pk).exists():
        return TakenIn(known, Outcome.KNOWN)
    known.programmes.add(programme)
    _record("linked", known.uuid, {"programme": programme.code}, by=by, on=on)
    return TakenIn(known, Outcome.LINKED)


def _made_plan(known: Directive, plan: Plan, *, by: Person | None, on: date) -> TakenIn:
    """What was taken in before becomes the body's plan, where it is nobody else's and the person looks after it."""
    if (known.parent_id, known.plan_of_id) == (plan.parent.pk, plan.body.pk):
        return TakenIn(known, Outcome.KNOWN)
    is_mine = by is None or bool(access.reviewed_for(by, known, on=on))
    if known == plan.parent or known.plan_of_id is not None or not is_mine:
        raise BadInput(_("Tệp này đã có trong hệ thống như một văn bản khác."), field="file")
    known.parent, known.plan_of = plan.parent, plan.body
    known.save(update_fields=["parent", "plan_of"])
    _record("made_plan", known.uuid, {"parent": str(plan.parent.uuid), "body": plan.body.code}, by=by, on=on)
    return TakenIn(known, Outcome.LINKED)


@dataclass(frozen=True, slots=True)
class _New:
    """A document that was read and is now to be kept."""

    found: Extraction
    stored: files.Stored
    name: str
    stated: tuple[str, ...]
    notes: tuple[str, ...]
    programme: Programme
    document_class: str
    plan: Plan | None


@transaction.atomic
def _keep(new: _New, then: Then, *, by: Person | None, on: date) -> TakenIn:
    header = new.found.document
    directive = (None if new.plan else _reference(header.number, new.programme)) or Directive()
    if new.plan is not None:
        directive.parent, directive.plan_of = new.plan.parent, new.plan.body
    columns = {
        "kind": (header.kind or "")[:30], "number": (header.number or "")[:100], "title": title_of(new.found),
        "issuer": (header.issuer or "")[:500], "signed_on": header.signed_on, "place": (header.place or "")[:200],
        "signer": (header.signer or "")[:200], "event_on": header.event_on, "recipients": list(header.recipients),
        "stated": list(new.stated), "document_class": new.document_class, "text": new.found.text,
        "sha256": new.stored.sha256, "file_name": new.name[:300], "file_size": new.stored.size, "added_by": by,
    }  # fmt: skip
    for column, value in columns.items():
        setattr(directive, column, value)
    directive.save()
    directive.programmes.add(new.programme)
    proposal_count = _keep_proposals(directive, new.found)
    _keep_figures(directive, new.found)
    told = {
        "sha256": new.stored.sha256, "size": new.stored.size, "programme": new.programme.code,
        "number": directive.number, "class": new.document_class, "proposals": proposal_count,
        "figures": len(new.found.figures),
    }  # fmt: skip
    if new.plan is not None:
        told |= {"parent": str(new.plan.parent.uuid), "plan_of": new.plan.body.code}
    _record("taken_in", directive.uuid, told, by=by, on=on)
    taken = TakenIn(directive, Outcome.NEW, new.notes)
    then(taken)
    return taken


def _keep_proposals(directive: Directive, found: Extraction) -> int:
    """Each assignment as a proposal on its passage; how many."""
    passages = Passage.objects.bulk_create(
        Passage(directive=directive, label=(task.label or "")[:50], start=task.start, end=task.end, quote=task.quote)
        for task in found.assignments
    )
    Proposal.objects.bulk_create(
        Proposal(directive=directive, passage=passage, order=n, found=task.as_dict(), confidence=task.confidence)
        for n, (task, passage) in enumerate(zip(found.assignments, passages, strict=True), start=1)
    )
    return len(passages)


def _keep_figures(directive: Directive, found: Extraction) -> None:
    """Each reported figure on a passage of its own, waiting to be accepted or refused."""
    passages = Passage.objects.bulk_create(
        Passage(directive=directive, start=figure.start, end=figure.end, quote=figure.quote) for figure in found.figures
    )
    ReportedFigure.objects.bulk_create(
        ReportedFigure(
            directive=directive, passage=passage, order=n, measure=figure.measure, value=figure.value, of=figure.of,
            unit=figure.unit[:200], on=figure.on, found=figure.as_dict(),
        )
        for n, (figure, passage) in enumerate(zip(found.figures, passages, strict=True), start=1)
    )  # fmt: skip


def _reference(number: str | None, programme: Programme) -> Directive | None:
    """The row that imported tasks made for this document before it was taken in, if there is one."""
    if not number:
        return None
    named = Directive.objects.select_for_update().filter(sha256=None, number=number, programmes=programme)
    return named.filter(plan_of=None).first()


def title_of(found: Extraction) -> str:
    """What the document is about: the lines after its kind, up to a blank one; else its first line."""
    lines = [line.strip() for line in found.text.split("\n")[:80]]
    kind = (found.document.kind or "").replace("-", " ")
    at = next((n for n, line in enumerate(lines) if kind and line.isupper() and fold(line) == kind), None)
    if at is None:
        return next((line for line in lines if line), "")[:500]
    about = list(takewhile(bool, dropwhile(lambda line: not line, lines[at + 1 :])))
    return " ".join(about[:6])[:500]


def _actor(person: Person | None) -> events.Actor:
    if person is None:
        return events.Actor(id=None, title="Người vận hành hệ thống")
    return events.Actor(id=person.uuid, title=person.title or "Cán bộ")  # the log has one language


def _record(kind: str, object_id: UUID, told: dict[str, Any], *, by: Person | None, on: date) -> None:
    events.record(events.Note(kind, OBJECT_TYPE, object_id, on, _actor(by), told))
