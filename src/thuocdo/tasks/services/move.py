"""What every act on a task has in common: lock it, play its events, take the step, write the event, project it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError, NotAllowed, Stale
from thuocdo.organisations.models import Organisation
from thuocdo.tasks import access, labels, projection, refusals, replay
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.life import Refused
from thuocdo.tasks.rules.states import MOVES, Act, Side
from thuocdo.tasks.rules.story import Story


@dataclass(frozen=True, slots=True)
class By:
    """Who acts from a screen: the person, and the version of the task that they saw (None: not checked)."""

    person: Person
    version: int | None = None


SIDE_OF = {move.act: move.side for move in MOVES}


def lock(task: UUID, by: By) -> Task:
    """The task, locked until the transaction ends; raises Stale where it changed since the person saw it."""
    # FOR UPDATE OF self: the nullable joins of select_related cannot be locked on PostgreSQL.
    found = (
        Task.objects.select_for_update(of=("self",)).select_related("programme", "assigner").filter(uuid=task).first()
    )
    if found is None:
        raise DomainError(_("Không tìm thấy nhiệm vụ này."))
    if by.version is not None and by.version != found.version:
        raise Stale(_("Nhiệm vụ vừa được người khác cập nhật. Hãy xem lại rồi thực hiện tiếp."))
    return found


def take(task: Task, act: Act, *, by: By, on: date, **told: Any) -> Task:
    """Take one step on a locked task on behalf of the person. `told` is what the event says beside who acted."""
    body = acting_body(task, act, by=by, on=on)
    payload = {name: value for name, value in told.items() if value not in (None, "", [])}
    payload |= {"by": body.code, "person": str(by.person.uuid)}
    happening = replay.Happening(act.value, on, payload)
    story, ids = story_of(task, extra=told.get("leads", ()))
    try:
        story.apply(replay.step_of(happening, ids=ids))
    except Refused as refused:
        raise refusals.as_error(refused) from None
    events.record(
        events.Note(
            kind=act.value, object_type=replay.OBJECT_TYPE, object_id=task.uuid, on=on,
            actor=actor(by.person, body), payload=payload,
        )
    )  # fmt: skip
    write(task, story, ids, on=on)
    return task


def acting_body(task: Task, act: Act, *, by: By, on: date) -> Organisation:
    """The body on whose behalf the person does the act; raises NotAllowed for one who stands on no such side."""
    side = SIDE_OF[act]
    if side not in access.sides_of(by.person, task, on=on):
        raise NotAllowed(
            _("Bạn không có quyền “{act}”: việc này dành cho {side}.").format(
                act=labels.ACT[act.value], side=labels.SIDE[side.value]
            )
        )
    bodies = access.lead_holders(task, on=on) if side is Side.LEAD else access.assigner_bodies(task, on=on)
    covered = [body for body in bodies if access.acts_for(by.person, body, on=on)]
    # The accountable person may act for the lead without a grant of their own.
    return (covered or bodies)[0]


def actor(person: Person, body: Organisation) -> events.Actor:
    """Who acted as the log prints it: the title and the body, not the name (names live in accounts)."""
    return events.Actor(id=person.uuid, title=f"{person.title}, {body.name}" if person.title else body.name)


def story_of(task: Task, *, extra: Iterable[str] = ()) -> tuple[Story, Mapping[str, int]]:
    """The task's story from the log, and the keys of the bodies named in it (and of `extra` codes)."""
    rows = events.history(replay.OBJECT_TYPE, task.uuid).values_list("kind", "on", "payload")
    happenings = [replay.Happening(kind, on, payload) for kind, on, payload in rows]
    codes = {code for happening in happenings for code in happening.payload.get("leads", ())} | set(extra)
    ids = dict(Organisation.objects.filter(code__in=codes).values_list("code", "pk"))
    return replay.story_from(happenings, ids=ids, days=projection.working_days()), ids


def write(task: Task, story: Story, ids: Mapping[str, int], *, on: date) -> None:
    """Project the story onto the rows that lists and boards read."""
    task.version += 1
    ground = projection.ground(ids.values())
    projection.save(projection.project(task, story, ground, today=on), ground)
