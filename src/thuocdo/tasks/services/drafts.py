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
from thuocdo.tasks import access, replay, wording
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
    require_giving(programme, assigner, draft, by=by, on=on)
    draft = _checked(draft, programme)
    passage = draft.passage
    # The programme's row is the turnstile: two people get two codes.
    Programme.objects.select_for_update().get(pk=programme.pk)
    task = Task.objects.create(
        programme=programme, code=next_code(programme), assigner=assigner, passage=passage,
        directive=passage.directive if passage else None, source_label=passage.label if passage else "",
        parent=draft.parent, weight=draft.weight, is_needed_by_parent=draft.is_needed_by_parent,
        is_of_plan=_is_of_plan(passage), **columns_of(draft),
    )  # fmt: skip
    _set_bodies(task, draft)
    wording.keep([task])
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
    body = access.assigner_bodies(found, on=on)[0]
    if found.is_of_plan:
        _check_reach(found.programme, body, draft, by=by, on=on)
    for name, value in columns_of(draft).items():
        setattr(found, name, value)
    found.save()
    found.lead_rows.all().delete()
    found.deliverables.all().delete()
    _set_bodies(found, draft)
    wording.keep_amended(found)
    _record(found, replay.AMENDED, draft, by=by, body=body, on=on)
    _project(found, on=on)
    return found


@transaction.atomic
def place_draft(*, task: UUID, parent: Task | None, by: By, on: date) -> Task:
    """Put a draft under another task of its programme, or under none; the event says the whole draft again."""
    found = lock(task, by)
    if Side.ASSIGNER not in access.sides_of(by.person, found, on=on):
        raise NotAllowed(_("Chỉ cơ quan giao mới được sửa dự thảo nhiệm vụ."))
    if found.state != State.DRAFT.value:
        raise DomainError(_("Nhiệm vụ đã giao, không chuyển sang nhiệm vụ cấp trên khác được."))
    if parent is not None and _is_below(parent, found):
        raise BadInput(_("Nhiệm vụ không thể thuộc chính nó hay việc con của nó."), field="parent")
    draft = _checked(replace(draft_of(found), parent=parent), found.programme)
    body = access.assigner_bodies(found, on=on)[0]
    _check_reach(found.programme, body, draft, by=by, on=on)
    found.parent = parent
    found.save(update_fields=["parent"])
    wording.keep_amended(found)
    _record(found, replay.AMENDED, draft, by=by, body=body, on=on)
    _project(found, on=on)
    return found


def draft_of(task: Task) -> Draft:
    """A task as it was written down."""
    return Draft(
        title=task.title, leads=[row.organisation for row in task.lead_rows.select_related("organisation")],
        coordinating=list(task.coordinating.all()), deliverables=[one.name for one in task.deliverables.all()],
        due=task.ends_on if task.recurrence else task.due, recurrence=task.recurrence,
        has_no_deadline=task.has_no_deadline, accountable_person=task.accountable_person, field=task.field,
        openness=task.openness, parent=task.parent, weight=task.weight, is_needed_by_parent=task.is_needed_by_parent,
        passage=task.passage,
    )  # fmt: skip


def _is_below(task: Task, other: Task) -> bool:
    """Whether the task is the other one or lies under it."""
    step: Task | None = task
    while step is not None:
        if step.pk == other.pk:
            return True
        step = step.parent
    return False


def require_giving(programme: Programme, assigner: Organisation, draft: Draft, *, by: By, on: date) -> None:
    """NotAllowed for who may not give work of the programme for this body, BadInput for what its plan cannot give."""
    if access.may_assign(by.person, programme, assigner, on=on):
        return
    if not access.may_plan(by.person, assigner, draft.passage, on=on):
        raise NotAllowed(_("Chỉ cơ quan giao hoặc cơ quan thường trực mới được lập nhiệm vụ của chương trình này."))
    _check_reach(programme, assigner, draft, by=by, on=on)


def _check_reach(programme: Programme, assigner: Organisation, draft: Draft, *, by: By, on: date) -> None:
    """A body that does not steer the programme gives work to itself and those below it, under work that is its own."""
    if access.may_assign(by.person, programme, assigner, on=on):
        return
    beyond = access.beyond_reach(assigner, draft.leads)
    if beyond:
        raise BadInput(
            _("Kế hoạch riêng chỉ giao việc cho cơ quan mình và cơ quan trực thuộc; ngoài phạm vi: {names}.").format(
                names=", ".join(body.name for body in beyond[:5])
            ),
            field="leads",
        )
    leads = access.lead_holders(draft.parent, on=on) if draft.parent is not None else []
    if leads and len(access.beyond_reach(assigner, leads)) == len(leads):
        raise BadInput(_("Nhiệm vụ cấp trên này do cơ quan khác chủ trì."), field="parent")


def _is_of_plan(passage: Passage | None) -> bool:
    return passage is not None and passage.directive.plan_of_id is not None


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
