"""Asking about overlaps before work is given, and keeping the answer: one act, one transaction, one event."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed, Stale
from thuocdo.organisations.models import Organisation
from thuocdo.overlap import labels
from thuocdo.overlap.finding import Found, overlaps_of
from thuocdo.overlap.models import FurtherSource, Overlap
from thuocdo.overlap.rules import Answer
from thuocdo.overlap.works import Holders
from thuocdo.programmes.models import Programme
from thuocdo.tasks import access
from thuocdo.tasks import services as tasks
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import OPEN, Side, State
from thuocdo.tasks.services import By
from thuocdo.tasks.services.move import lock

OBJECT_TYPE = "overlap"
ANSWERED = "overlap_answered"
LONGEST_REASON = 2000
BATCH = 200
ASKABLE = frozenset({State.DRAFT.value, State.HANDED_BACK.value})


def unanswered(found: Iterable[Task], *, on: date, holders: Holders | None = None) -> dict[int, list[Found]]:
    """By key of a task: the overlaps that nobody answered as what they are now."""
    listed = list(found)
    known = _answered(listed)
    holders = holders or Holders(on)
    told = {task.pk: overlaps_of(task, holders) for task in listed}
    return {
        key: left
        for key, alarms in told.items()
        if (left := [one for one in alarms if (key, one.other.pk, one.verdict.kind) not in known])
    }


@transaction.atomic
def ask(found: Iterable[Task], *, on: date) -> dict[int, list[Found]]:
    """The same, written down as open questions for the list of overlaps."""
    listed = list(found)
    waiting = unanswered(listed, on=on)
    for task in listed:
        for one in waiting.get(task.pk, ()):
            _write(task, one, on=on)
    return waiting


@dataclass(frozen=True, slots=True)
class Looked:
    """How many tasks were looked through, and how many pairs of them wait for an answer."""

    tasks: int
    pairs: int


def look_through(
    *, programme: Programme | None, on: date, progress: Callable[[int], None] = lambda done: None
) -> Looked:
    """Ask about the open tasks (of the programme), each pair once and under the later task; a batch a transaction."""
    tasks = Task.objects.filter(state__in=[*(state.value for state in OPEN), *ASKABLE])
    tasks = tasks if programme is None else tasks.filter(programme=programme)
    keys = list(tasks.order_by("pk").values_list("pk", flat=True))
    holders, pairs = Holders(on), 0
    for n in range(0, len(keys), BATCH):
        batch = list(Task.objects.filter(pk__in=keys[n : n + BATCH]).select_related("directive", "parent"))
        with transaction.atomic():
            waiting = unanswered([task for task in batch if not repeats(task)], on=on, holders=holders)
            for task in batch:
                earlier = [one for one in waiting.get(task.pk, ()) if one.other.pk < task.pk]
                pairs += len(earlier)
                for one in earlier:
                    _write(task, one, on=on)
        progress(n + len(batch))
    return Looked(len(keys), pairs)


def repeats(task: Task) -> bool:
    """A member's part of a task given to a class: the parent is asked about for all of them."""
    return task.parent is not None and task.parent.folded == task.folded


@transaction.atomic
def assign_task(*, task: UUID, by: By, on: date, leads: list[Organisation] | None = None) -> Task:
    """Assign one task as `tasks.services` does, but ask once where it may be another one told again."""
    found = Task.objects.select_related("directive").filter(uuid=task, state__in=ASKABLE).first()
    if found is not None and unanswered([found], on=on):
        raise DomainError(str(labels.UNANSWERED))
    return tasks.assign_task(task=task, by=by, on=on, leads=leads)


@transaction.atomic
def answer(*, task: UUID, given: Answer, reason: str, by: By, on: date, into: UUID | None = None) -> list[Overlap]:
    """Answer every open overlap of the task at once; a draft that is joined or dropped is cancelled.

    KEPT and DROPPED owe a reason, JOINED names the task (`into`) that the draft's passage is added to.
    """
    found = lock(task, by)
    if Side.ASSIGNER not in access.sides_of(by.person, found, on=on):
        raise NotAllowed(_("Chỉ cơ quan giao mới trả lời về nhiệm vụ trùng."))
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if given in (Answer.KEPT, Answer.DROPPED) and not reason:
        raise BadInput(_("Cần nêu lý do."), field="reason")
    waiting = ask([found], on=on).get(found.pk, [])
    if not waiting:
        raise Stale(_("Không còn điều gì phải trả lời về nhiệm vụ này."))
    target = _target(waiting, into, by, on=on) if given is Answer.JOINED else None
    rows = list(Overlap.objects.filter(task=found, other__in=[one.other.pk for one in waiting]).select_related("other"))
    _settle(rows, given, reason, by, on=on)
    if given is not Answer.KEPT:
        _take_back(found, target, reason, by, on=on)
    events.record_many(_notes(found, rows, target, by, on=on))
    return rows


def _settle(rows: Sequence[Overlap], given: Answer, reason: str, by: By, *, on: date) -> None:
    for row in rows:
        row.answer, row.reason, row.answered_by, row.answered_on = given.value, reason, by.person, on
    Overlap.objects.bulk_update(rows, ["answer", "reason", "answered_by", "answered_on"])
    for row in rows:  # the same pair may have been asked about from the other side
        mirrored = Overlap.objects.filter(task=row.other, other=row.task, kind=row.kind, answer=Answer.OPEN.value)
        mirrored.update(answer=row.answer, reason=reason, answered_by=by.person, answered_on=on)


def _target(waiting: Sequence[Found], into: UUID | None, by: By, *, on: date) -> Task:
    chosen = next((one.other for one in waiting if one.other.uuid == into), None)
    if chosen is None or not access.can_see(by.person, chosen, on=on):
        raise BadInput(_("Cần chọn nhiệm vụ đã có để gộp vào."), field="into")
    return chosen


def _take_back(found: Task, target: Task | None, reason: str, by: By, *, on: date) -> None:
    if found.state != State.DRAFT.value:
        raise DomainError(_("Nhiệm vụ đã giao: hãy dùng “Hủy nhiệm vụ” trên trang của nhiệm vụ."))
    told = _("Gộp vào {code}.").format(code=target.code) if target else ""
    for child in found.children.filter(state=State.DRAFT.value):
        tasks.cancel_task(task=child.uuid, by=By(by.person), on=on, reason=f"{told} {reason}".strip())
    tasks.cancel_task(task=found.uuid, by=By(by.person), on=on, reason=f"{told} {reason}".strip())
    if target is not None and found.directive is not None:
        FurtherSource.objects.create(
            task=target, directive=found.directive, passage=found.passage, label=found.source_label, joined=found, on=on
        )


def _write(task: Task, one: Found, *, on: date) -> None:
    reasons = [{name: str(value) for name, value in asdict(reason).items()} for reason in one.verdict.reasons]
    told: dict[str, Any] = {
        "kind": one.verdict.kind, "score": round(one.verdict.score, 3), "reasons": reasons, "found_on": on,
        "answer": Answer.OPEN.value, "reason": "", "answered_by": None, "answered_on": None,
    }  # fmt: skip
    Overlap.objects.update_or_create(task=task, other=one.other, defaults=told)


def _answered(listed: Sequence[Task]) -> set[tuple[int, int, str]]:
    """Pairs with the kind that was answered, either way round."""
    keys = [task.pk for task in listed]
    rows = Overlap.objects.exclude(answer=Answer.OPEN.value).values_list("task", "other", "kind")
    told = set(rows.filter(task__in=keys))
    return told | {(other, task, kind) for task, other, kind in rows.filter(other__in=keys)}


def _notes(found: Task, rows: Sequence[Overlap], target: Task | None, by: By, *, on: date) -> list[events.Note]:
    actor = events.Actor(id=by.person.uuid, title=by.person.title or "Cán bộ")  # the log has one language
    return [
        events.Note(
            ANSWERED, OBJECT_TYPE, row.uuid, on, actor,
            {
                "task": str(found.uuid), "code": found.code, "other": str(row.other.uuid), "other_code": row.other.code,
                "kind": row.kind, "score": row.score, "reasons": row.reasons, "answer": row.answer,
                "reason": row.reason, "into": str(target.uuid) if target else None,
            },
        )
        for row in rows
    ]  # fmt: skip
