"""Writing a task down and changing it until it is assigned."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.directives.models import Passage
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import fields_of
from thuocdo.tasks import access, replay
from thuocdo.tasks.models import Deliverable, Lead, Task
from thuocdo.tasks.rules.recurrence import Recurrence
from thuocdo.tasks.rules.states import Act, Side, State
from thuocdo.tasks.services.move import By, actor, lock, story_of, write
from viettext import fold

LONGEST_TITLE = 2000
HEAVIEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote down of a task before its assignment."""

    title: str
    leads: list[Organisation] = field(default_factory=list)
    coordinating: list[Organisation] = field(default_factory=list)
    deliverables: list[str] = field(default_factory=list)
    due: date | None = None
    recurrence: str = ""
    has_no_deadline: bool = False
    accountable_person: str = ""
    field: str = ""
    openness: str = ""
    parent: Task | None = None
    weight: float = 1
    is_needed_by_parent: bool = False
    passage: Passage | None = None


@transaction.atomic
def create_task(*, programme: Programme, draft: Draft, assigner: Organisation, by: By, on: date) -> Task:
    """Write a task down as a draft of the assigner's body; it gets the programme's next code."""
    if not access.may_assign(by.person, programme, assigner, on=on):
        raise NotAllowed(_("Chỉ cơ quan giao hoặc cơ quan thường trực mới được lập nhiệm vụ của chương trình này."))
    draft = _checked(draft, programme)
    passage = draft.passage
    # The programme's row is the turnstile: two people get two codes.
    Programme.objects.select_for_update().get(pk=programme.pk)
    task = Task.objects.create(
        programme=programme, code=next_code(programme), assigner=assigner, passage=passage,
        directive=passage.directive if passage else None, source_label=passage.label if passage else "",
        parent=draft.parent, weight=draft.weight, is_needed_by_parent=draft.is_needed_by_parent, **columns_of(draft),
    )  # fmt: skip
    _set_bodies(task, draft)
    _record(task, Act.CREATED.value, draft, by=by, body=assigner, on=on)
    _project(task, on=on)
    return task


@transaction.atomic
def amend_draft(*, task: UUID, draft: Draft, by: By, on: date) -> Task:
    """Change a task that is not assigned yet; what was assigned is changed only by the acts of its life."""
    found = lock(task, by)
    if Side.ASSIGNER not in access.sides_of(by.person, found, on=on):
        raise NotAllowed(_("Chỉ cơ quan giao mới được sửa dự thảo nhiệm vụ."))
    if found.state != State.DRAFT.value:
        raise DomainError(_("Nhiệm vụ đã giao, không còn là dự thảo để sửa."))
    draft = _checked(replace(draft, parent=found.parent, passage=found.passage), found.programme)
    for name, value in columns_of(draft).items():
        setattr(found, name, value)
    found.save()
    found.lead_rows.all().delete()
    found.deliverables.all().delete()
    _set_bodies(found, draft)
    body = access.assigner_bodies(found, on=on)[0]
    _record(found, replay.AMENDED, draft, by=by, body=body, on=on)
    _project(found, on=on)
    return found


def next_code(programme: Programme) -> str:
    """The code after the highest NV-… of the programme; codes are never reused, for tasks are never deleted."""
    codes = Task.objects.filter(programme=programme, code__regex=r"^NV-[0-9]+$").values_list("code", flat=True)
    highest = max((int(code[3:]) for code in codes), default=0)
    return f"NV-{highest + 1:04}"


def _checked(draft: Draft, programme: Programme) -> Draft:
    title = " ".join(draft.title.split())
    if not title:
        raise BadInput(_("Cần ghi nội dung nhiệm vụ."), field="title")
    if len(title) > LONGEST_TITLE:
        raise BadInput(_("Nội dung nhiệm vụ dài quá {most} ký tự.").format(most=LONGEST_TITLE), field="title")
    _check_time(draft)
    _check_place(draft, programme)
    return replace(
        draft, title=title, deliverables=[" ".join(d.split()) for d in draft.deliverables if d.strip()],
        leads=list(dict.fromkeys(draft.leads)), coordinating=list(dict.fromkeys(draft.coordinating)),
        openness=draft.openness or programme.default_openness,
    )  # fmt: skip


def _check_time(draft: Draft) -> None:
    if draft.recurrence and draft.recurrence not in {r.value for r in Recurrence}:
        raise BadInput(_("Kỳ lặp lại không hợp lệ."), field="recurrence")
    if draft.has_no_deadline and (draft.due or draft.recurrence):
        raise BadInput(_("Đã chọn “không có hạn” thì không ghi hạn hay kỳ lặp lại."), field="due")


def _check_place(draft: Draft, programme: Programme) -> None:
    if draft.field and draft.field not in fields_of(programme):
        raise BadInput(_("Lĩnh vực không có trong chương trình."), field="field")
    if draft.parent is not None and draft.parent.programme_id != programme.pk:
        raise BadInput(_("Nhiệm vụ cha thuộc chương trình khác."), field="parent")
    if not 0 <= draft.weight <= HEAVIEST:
        raise BadInput(_("Trọng số phải là số từ 0 đến 1.000.000."), field="weight")
    if draft.openness not in ("", "public", "internal"):
        raise BadInput(_("Mức công khai không hợp lệ."), field="openness")


def columns_of(draft: Draft) -> dict[str, Any]:
    """The task's columns that a draft fills."""
    return {
        "title": draft.title, "folded": fold(draft.title), "field": draft.field, "openness": draft.openness,
        "accountable_person": draft.accountable_person.strip()[:300], "recurrence": draft.recurrence,
        "ends_on": draft.due if draft.recurrence else None, "has_no_deadline": draft.has_no_deadline,
        "due": None if draft.recurrence else draft.due, "first_due": None if draft.recurrence else draft.due,
    }  # fmt: skip


def _set_bodies(task: Task, draft: Draft) -> None:
    Lead.objects.bulk_create(Lead(task=task, organisation=body, order=n) for n, body in enumerate(draft.leads))
    Deliverable.objects.bulk_create(
        Deliverable(task=task, order=n, name=name) for n, name in enumerate(draft.deliverables)
    )
    task.coordinating.set(draft.coordinating)


def _record(task: Task, kind: str, draft: Draft, *, by: By, body: Organisation, on: date) -> None:
    events.record(note_of(task, kind, draft, by=by, body=body, on=on))


def note_of(task: Task, kind: str, draft: Draft, *, by: By, body: Organisation, on: date) -> events.Note:
    """The event that says what was written down: `created`, or `amended` with the whole draft again."""
    passage = draft.passage
    told = {
        "title": draft.title, "leads": [b.code for b in draft.leads],
        "coordinating": [b.code for b in draft.coordinating],
        "deliverables": draft.deliverables, "due": draft.due.isoformat() if draft.due else None,
        "recurrence": draft.recurrence or None, "no_deadline": draft.has_no_deadline, "field": draft.field,
        "openness": draft.openness, "accountable_person": draft.accountable_person,
        "parent": str(draft.parent.uuid) if draft.parent else None,
        "passage": str(passage.uuid) if passage else None, "by": body.code, "person": str(by.person.uuid),
    }  # fmt: skip
    return events.Note(
        kind=kind, object_type=replay.OBJECT_TYPE, object_id=task.uuid, on=on, actor=actor(by.person, body),
        payload=told,
    )  # fmt: skip


def _project(task: Task, *, on: date) -> None:
    story, ids = story_of(task)
    write(task, story, ids, on=on)
