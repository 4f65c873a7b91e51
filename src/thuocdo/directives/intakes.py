"""Acts on an intake: hand many documents in at once, and read those that wait, one by one."""

import logging
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from django.db import DatabaseError, transaction
from django.db.models import F, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives import access
from thuocdo.directives.models import Intake, IntakeFile
from thuocdo.directives.rules import DocumentClass, FileState
from thuocdo.directives.services import Outcome, SecretRefused, TakenIn, take_in
from thuocdo.foundation import clock, events, files, unused
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.programmes.models import Programme
from viettext import Unreadable, canonical
from viettext.readers import reader_of
from viettext.readers.batch import Document

log = logging.getLogger(__name__)

OBJECT_TYPE = "intake"
MOST_FILES = 20_000
# Whoever has read a file for so long is taken for dead; were they not, what they write in the end counts for nothing.
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 2
LANGUAGE = "vi"  # reasons are kept in one language, whoever happens to have the file read


class _Overtaken(Exception):
    """Somebody else has taken the file over: nothing of this reading is kept."""


def hand_in(
    *, documents: Iterable[Document], programme: Programme, by: Person | None, on: date,
    source: str = "", document_class: str = DocumentClass.INTERNAL.value,
) -> Intake:  # fmt: skip
    """Keep every document under its digest and note that it waits to be read: all of them, or none.

    `by` is None for the operator at the command line. NotAllowed as for `take_in`; BadInput where there is nothing, or
    too much. Documents are taken one at a time, so that a thousand need no more memory than one.
    """
    _require(by, programme, on=on)
    if document_class not in {c.value for c in DocumentClass}:
        raise BadInput(_("Loại văn bản không hợp lệ."), field="document_class")
    rows = _rows(documents, MOST_FILES)
    if not rows:
        raise BadInput(_("Không có tệp nào để đọc."), field="file")
    intake = Intake(
        programme=programme, source=canonical(source)[-300:], document_class=document_class, added_by=by,
        by_operator=by is None,
    )  # fmt: skip
    return _opened(intake, rows, by=by, on=on)


def add_files(*, intake: Intake, documents: Iterable[Document], by: Person, on: date) -> None:
    """More files of what is being handed in, all or none; refused as for `hand_in`."""
    _require(by, intake.programme, on=on)
    rows = _rows(documents, MOST_FILES)
    with transaction.atomic():
        Intake.objects.select_for_update().get(pk=intake.pk)  # the order goes on without a gap
        last = intake.files.aggregate(last=Max("order", default=0))["last"]
        if last + len(rows) > MOST_FILES:
            raise _too_many()
        for row in rows:
            row.order += last
        _add(intake, rows, by=by, on=on)


def _require(by: Person | None, programme: Programme, *, on: date) -> None:
    if by is not None and not access.may_take_in(by, programme, on=on):
        raise NotAllowed(_("Bạn không phụ trách chương trình này nên không nhận văn bản cho chương trình."))


def _rows(documents: Iterable[Document], most: int) -> list[IntakeFile]:
    rows = []
    for order, document in enumerate(documents, start=1):
        if order > most:
            raise _too_many()
        rows.append(_row(order, document))
    return rows


def _too_many() -> BadInput:
    return BadInput(_("Nhiều hơn {most} tệp: hãy chia làm nhiều đợt.").format(most=MOST_FILES), field="file")


def _row(order: int, document: Document) -> IntakeFile:
    name = " ".join(canonical(document.name).split())[-500:]
    why = document.refused or _why_unread(document, name)
    if why:
        return IntakeFile(order=order, name=name, state=FileState.REFUSED.value, reason=f"{why[:1].upper()}{why[1:]}.")
    stored = files.store([document.content])
    return IntakeFile(order=order, name=name, sha256=stored.sha256, size=stored.size)


def _why_unread(document: Document, name: str) -> str:
    """Why a file of this kind is not even tried, or nothing."""
    try:
        reader_of(document.content, PurePosixPath(name).name)
    except Unreadable as refusal:
        return str(refusal)
    return ""


@transaction.atomic
def _opened(intake: Intake, rows: list[IntakeFile], *, by: Person | None, on: date) -> Intake:
    intake.added_at = clock.now()
    intake.save(force_insert=True)
    _add(intake, rows, by=by, on=on)
    return intake


def _add(intake: Intake, rows: list[IntakeFile], *, by: Person | None, on: date) -> None:
    for row in rows:
        row.intake = intake
    IntakeFile.objects.bulk_create(rows, batch_size=500)
    title = (by.title or "Cán bộ") if by else "Người vận hành hệ thống"  # the log has one language
    actor = events.Actor(id=by.uuid if by else None, title=title)
    told = {"programme": intake.programme.code, "files": len(rows), "class": intake.document_class}
    events.record(events.Note("handed_in", OBJECT_TYPE, intake.uuid, on, actor, told))


def read_on(*, on: date, seconds: float, intake: Intake | None = None) -> list[IntakeFile]:
    """Read waiting files (of the intake, else of any) until the time is over or none is left; those that were read.

    Always one at least. From any number of threads and processes at once: no file is read by two, and one whose reader
    died is read again. A file that is refused stops no other.
    """
    read: list[IntakeFile] = []
    until = time.monotonic() + seconds
    while not read or time.monotonic() < until:
        claimed = claim(at=clock.now(), intake=intake)
        if claimed is None:
            break
        if read_file(claimed, on=on):
            read.append(claimed)
    return read


def claim(*, at: datetime, intake: Intake | None = None) -> IntakeFile | None:
    """Take the first file that waits, or whose reader has been silent for longer than the lease; None without one."""
    free = Q(state=FileState.WAITING.value) | Q(state=FileState.READING.value, claimed_at__lt=at - LEASE)
    waiting = IntakeFile.objects.filter(free).select_related("intake__programme", "intake__added_by").order_by("id")
    if intake is not None:
        waiting = waiting.filter(intake=intake)
    while (found := waiting.first()) is not None:
        mine = IntakeFile.objects.filter(pk=found.pk, version=found.version).update(
            state=FileState.READING.value, version=F("version") + 1, attempts=F("attempts") + 1, claimed_at=at
        )
        if mine:
            found.version, found.attempts = found.version + 1, found.attempts + 1
            found.state, found.claimed_at = FileState.READING.value, at
            return found
    return None


def read_file(file: IntakeFile, *, on: date) -> bool:
    """Read a claimed file; what it became stands in its row, all or nothing. False where another had taken it over."""
    with translation.override(LANGUAGE):
        try:
            _read(file, on=on)
        except _Overtaken:
            return False
        except DatabaseError:
            again = {"state": FileState.WAITING.value, "attempts": F("attempts") - 1}
            IntakeFile.objects.filter(pk=file.pk, version=file.version).update(**again)
            raise
    return True


def _read(file: IntakeFile, *, on: date) -> None:
    digest = file.sha256
    try:
        _take(file, on=on)
    except SecretRefused:
        _end(file, FileState.CLASSIFIED, name="", sha256="", size=0)
        unused.forget(digest)
    except BadInput as refusal:
        _end(file, FileState.REFUSED, reason=refusal.message, sha256="")
        unused.forget(digest)
    except DomainError as refusal:
        _end(file, FileState.REFUSED, reason=refusal.message, sha256="")
    except (_Overtaken, DatabaseError):
        raise
    except Exception:
        log.exception("file %s of intake %s could not be read", file.order, file.intake.uuid)
        why = _("Chương trình gặp lỗi khi đọc tệp này; nhật ký máy chủ ghi chi tiết.")
        _end(file, FileState.REFUSED, reason=why, sha256="")


def _take(file: IntakeFile, *, on: date) -> None:
    intake = file.intake
    if intake.added_by is None and not intake.by_operator:
        raise NotAllowed(_("Người đưa tệp vào không còn trong hệ thống."))
    if file.attempts > MOST_ATTEMPTS:
        raise BadInput(_("Tệp đã hai lần làm tiến trình đọc dừng đột ngột."))
    try:
        with files.open_file(file.sha256) as kept:
            content = kept.read()
    except FileNotFoundError:
        raise BadInput(_("Tệp không còn trong kho tệp.")) from None
    take_in(
        content=content, name=PurePosixPath(file.name).name, programme=intake.programme, by=intake.added_by, on=on,
        document_class=intake.document_class, then=lambda taken: _note(file, taken),
    )  # fmt: skip


def _note(file: IntakeFile, taken: TakenIn) -> None:
    said = list(taken.notes)
    if taken.outcome is Outcome.NEW:
        count = taken.directive.proposals.count()
        _end(file, FileState.TAKEN_IN, directive=taken.directive, proposal_count=count, reason="; ".join(said))
        return
    if taken.outcome is Outcome.LINKED:
        said.append(_("Nay gắn thêm với chương trình này."))
    _end(file, FileState.KNOWN, directive=taken.directive, reason=" ".join(said))


def _end(file: IntakeFile, state: FileState, **told: object) -> None:
    mine = IntakeFile.objects.filter(pk=file.pk, version=file.version, state=FileState.READING.value)
    if not mine.update(state=state.value, **told):
        raise _Overtaken
    file.state = state.value
    for column, value in told.items():
        setattr(file, column, value)
