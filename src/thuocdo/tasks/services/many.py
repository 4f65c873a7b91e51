"""The same acts on many tasks at once, in a few statements: children for a class of bodies, assigning, cancelling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.access import acts_for
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Programme
from thuocdo.tasks import access, projection, refusals, replay
from thuocdo.tasks.models import Deliverable, Lead, Occurrence, StatusSpan, Task
from thuocdo.tasks.rules.life import Refused
from thuocdo.tasks.rules.states import Act, State
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.services.drafts import Draft, columns_of, next_code, note_of, require_giving
from thuocdo.tasks.services.move import By, actor

BATCH = 500


@dataclass(slots=True)
class Taken:
    """What became of an act on many tasks: those that took the step, and why the others did not."""

    done: list[Task] = field(default_factory=list)
    refused: list[tuple[Task, str]] = field(default_factory=list)


@transaction.atomic
def create_children(
    *, parent: Task, members: Sequence[Organisation], by: By, on: date, is_needed_by_parent: bool = True
) -> list[Task]:
    """A draft for each member like the parent's, led by the member alone; each is an event of its own."""
    if parent.state != State.DRAFT.value or parent.assigner is None:
        raise DomainError(_("Chỉ chia được nhiệm vụ còn là dự thảo."))
    common = _draft_of(parent, is_needed_by_parent=is_needed_by_parent)
    given = replace(common, leads=list(members), parent=None)  # under a draft that the person has just written down
    require_giving(parent.programme, parent.assigner, given, by=by, on=on)
    Programme.objects.select_for_update().get(pk=parent.programme_id)
    first = int(next_code(parent.programme).removeprefix("NV-"))
    days = projection.working_days()
    tasks, notes = [], []
    for number, member in enumerate(members, start=first):
        draft = replace(common, leads=[member])
        task = _child(parent, draft, code=f"NV-{number:04}")
        note = note_of(task, Act.CREATED.value, draft, by=by, body=parent.assigner, on=on)
        story = replay.begin(note.payload, on=on, ids={member.code: member.pk}, days=days)
        projection.project(task, story, projection.Ground({}, {}), today=on)
        tasks.append(task)
        notes.append(note)
    Task.objects.bulk_create(tasks, batch_size=BATCH)
    pairs = list(zip(tasks, members, strict=True))
    Lead.objects.bulk_create((Lead(task=task, organisation=member) for task, member in pairs), batch_size=BATCH)
    Deliverable.objects.bulk_create(
        (Deliverable(task=task, order=n, name=name) for task in tasks for n, name in enumerate(common.deliverables)),
        batch_size=BATCH,
    )
    events.record_many(notes)
    return tasks


def _draft_of(parent: Task, *, is_needed_by_parent: bool) -> Draft:
    return Draft(
        title=parent.title, deliverables=list(parent.deliverables.values_list("name", flat=True)),
        due=parent.ends_on if parent.recurrence else parent.due, recurrence=parent.recurrence,
        has_no_deadline=parent.has_no_deadline, field=parent.field, openness=parent.openness, parent=parent,
        is_needed_by_parent=is_needed_by_parent, passage=parent.passage,
    )  # fmt: skip


def _child(parent: Task, draft: Draft, *, code: str) -> Task:
    return Task(
        programme=parent.programme, code=code, assigner=parent.assigner, passage=parent.passage,
        directive_id=parent.directive_id, source_label=parent.source_label, parent=parent,
        is_needed_by_parent=draft.is_needed_by_parent, is_of_plan=parent.is_of_plan, version=1, **columns_of(draft),
    )  # fmt: skip


def assign_many(*, tasks: Iterable[UUID], by: By, on: date) -> Taken:
    """Assign each of these drafts that a rule allows; the others are told apart with the reason."""
    return _take_many(tasks, Act.ASSIGNED, by=by, on=on, told={})


def cancel_many(*, tasks: Iterable[UUID], by: By, on: date, reason: str) -> Taken:
    """Take each of these tasks out of every count."""
    return _take_many(tasks, Act.CANCELLED, by=by, on=on, told={"reason": reason.strip()})


@transaction.atomic
def _take_many(tasks: Iterable[UUID], act: Act, *, by: By, on: date, told: Mapping[str, Any]) -> Taken:
    taken, notes, stories = Taken(), [], []
    bodies: dict[tuple[int, int | None], Organisation | None] = {}
    for found, story, ids in locked(list(tasks)):
        place = (found.programme_id, found.assigner_id)
        if place not in bodies:
            bodies[place] = _assigner_for(found, by=by, on=on)
        body = bodies[place]
        why = _why_not(found, body, act)
        if why or body is None:
            taken.refused.append((found, why))
            continue
        payload = dict(told) | {"by": body.code, "person": str(by.person.uuid)}
        try:
            story.apply(replay.step_of(replay.Happening(act.value, on, payload), ids=ids))
        except Refused as refused:
            taken.refused.append((found, refusals.as_error(refused).message))
            continue
        notes.append(events.Note(act.value, replay.OBJECT_TYPE, found.uuid, on, actor(by.person, body), payload))
        stories.append(story)
        taken.done.append(found)
    events.record_many(notes)
    _project(taken.done, stories, on=on)
    return taken


def _why_not(task: Task, body: Organisation | None, act: Act) -> str:
    if body is None:
        return _("Chỉ cơ quan giao hoặc cơ quan thường trực mới làm được việc này.")
    if act is Act.ASSIGNED and not (task.due or task.recurrence or task.has_no_deadline):
        return _("Nhiệm vụ chưa có thời hạn: hãy ghi hạn, kỳ lặp lại, hoặc chọn “không có hạn”.")
    return ""


def _assigner_for(task: Task, *, by: By, on: date) -> Organisation | None:
    found = access.assigner_bodies(task, on=on)
    return next((body for body in found if acts_for(by.person, body, on=on)), None)


def locked(uuids: Sequence[UUID]) -> Iterator[tuple[Task, Story, Mapping[str, int]]]:
    """Each task, locked until the transaction ends, with its story and the keys of the bodies in it."""
    days = projection.working_days()
    for n in range(0, len(uuids), BATCH):
        chunk = uuids[n : n + BATCH]
        rows = Event.objects.filter(object_type=replay.OBJECT_TYPE, object_id__in=chunk).order_by("id")
        tasks = list(
            Task.objects.select_for_update(of=("self",)).select_related("programme", "assigner")
            .filter(uuid__in=chunk).order_by("pk")
        )  # fmt: skip
        told: dict[UUID, list[replay.Happening]] = {}
        for uuid, kind, on, payload in rows.values_list("object_id", "kind", "on", "payload"):
            told.setdefault(uuid, []).append(replay.Happening(kind, on, payload))
        codes = {code for line in told.values() for event in line for code in event.payload.get("leads", ())}
        ids = dict(Organisation.objects.filter(code__in=codes).values_list("code", "pk"))
        for task in tasks:
            yield task, replay.story_from(told[task.uuid], ids=ids, days=days), ids


def _project(tasks: Sequence[Task], stories: Sequence[Story], *, on: date) -> None:
    if not tasks:
        return
    ground = projection.ground()
    projected: list[projection.Projected] = []
    for task, story in zip(tasks, stories, strict=True):
        task.version += 1
        projected.append(projection.project(task, story, ground, today=on))
    _save_columns(tasks)
    for keys in _chunks([task.pk for task in tasks]):
        StatusSpan.objects.filter(task__in=keys).delete()
    occurrences = [row for item in projected for row in item.occurrences()]
    Occurrence.objects.bulk_create(
        occurrences, batch_size=BATCH, update_conflicts=True, unique_fields=["task", "period"],
        update_fields=list(projection.STANDING),
    )  # fmt: skip
    StatusSpan.objects.bulk_create([span for item in projected for span in item.rows(ground)], batch_size=BATCH)


def _save_columns(tasks: Sequence[Task]) -> None:
    """Tasks that end up alike (the children of one parent do) are saved together, far quicker than row by row."""
    alike: dict[tuple[Any, ...], list[int]] = {}
    for task in tasks:
        values = tuple(getattr(task, column) for column in projection.TASK_COLUMNS)
        alike.setdefault(values, []).append(task.pk)
    for values, every in alike.items():
        for keys in _chunks(every):
            Task.objects.filter(pk__in=keys).update(**dict(zip(projection.TASK_COLUMNS, values, strict=True)))


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    return (keys[n : n + BATCH] for n in range(0, len(keys), BATCH))
