"""The life of a task, act by act: one transaction with one event each. All raise DomainError where a rule refuses."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.tasks import access, replay
from thuocdo.tasks.holding import held_by_children
from thuocdo.tasks.models import Evidence, Lead, Task
from thuocdo.tasks.rules.states import OPEN, Act, Side
from thuocdo.tasks.services.move import By, actor, lock, take


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows one deliverable: a kept file (with its digest and size), or a reference to something outside."""

    deliverable: int
    name: str
    sha256: str = ""
    size: int = 0


@transaction.atomic
def assign_task(*, task: UUID, by: By, on: date, leads: list[Organisation] | None = None) -> Task:
    """Give the task to its leads; after a hand-back `leads` may name others."""
    found = lock(task, by)
    if not (found.due or found.recurrence or found.has_no_deadline):
        raise DomainError(_("Nhiệm vụ chưa có thời hạn: hãy ghi hạn, kỳ lặp lại, hoặc chọn “không có hạn”."))
    named = list(dict.fromkeys(leads or ()))
    take(found, Act.ASSIGNED, by=by, on=on, leads=[body.code for body in named])
    if named:
        found.lead_rows.all().delete()
        Lead.objects.bulk_create(Lead(task=found, organisation=body, order=n) for n, body in enumerate(named))
    return found


@transaction.atomic
def accept_task(*, task: UUID, by: By, on: date, accountable: Person | None = None, named: str = "") -> Task:
    """Take the task on, naming who answers for it: a person of this installation, or a printed name."""
    found = take(lock(task, by), Act.ACCEPTED, by=by, on=on)
    if accountable is not None or named.strip():
        _name(found, by=by, on=on, accountable=accountable, named=named)
    return found


@transaction.atomic
def name_person(*, task: UUID, by: By, on: date, accountable: Person | None = None, named: str = "") -> Task:
    """Name or change who answers for an open task."""
    found = lock(task, by)
    if Side.LEAD not in access.sides_of(by.person, found, on=on):
        raise NotAllowed(_("Chỉ cơ quan chủ trì mới cử người chịu trách nhiệm."))
    if found.state not in OPEN:
        raise DomainError(_("Chỉ cử người khi nhiệm vụ còn đang thực hiện."))
    if accountable is None and not named.strip():
        raise BadInput(_("Cần ghi người chịu trách nhiệm."), field="accountable")
    _name(found, by=by, on=on, accountable=accountable, named=named)
    return found


@transaction.atomic
def hand_back_task(*, task: UUID, by: By, on: date, reason: str) -> Task:
    """Give the task back to the assigner with a reason, within two working days of the assignment."""
    return take(lock(task, by), Act.HANDED_BACK, by=by, on=on, reason=reason.strip())


@transaction.atomic
def start_task(*, task: UUID, by: By, on: date) -> Task:
    """Begin the work."""
    return take(lock(task, by), Act.STARTED, by=by, on=on)


@transaction.atomic
def record_progress(*, task: UUID, by: By, on: date, percent: float, note: str = "", period: str | None = None) -> Task:
    """Say how far the work is, 0 to 100."""
    return take(
        lock(task, by), Act.PROGRESSED, by=by, on=on, percent=percent, note=note.strip(), period=period
    )  # fmt: skip


@transaction.atomic
def report_task(
    *, task: UUID, by: By, on: date, proofs: list[Proof], note: str = "", period: str | None = None
) -> Task:
    """Report the task done, with proof of every deliverable; the day counts as the done day once it is verified."""
    found = lock(task, by)
    wanted = dict(found.deliverables.values_list("pk", "name"))
    shown = {proof.deliverable for proof in proofs}
    if shown - wanted.keys():
        raise BadInput(_("Minh chứng không thuộc sản phẩm của nhiệm vụ này."), field="evidence")
    bare = [name for key, name in wanted.items() if key not in shown]
    if bare:
        raise BadInput(_("Còn thiếu minh chứng cho: {names}.").format(names="; ".join(bare)), field="evidence")
    told = [{"name": p.name, "sha256": p.sha256, "deliverable": wanted[p.deliverable]} for p in proofs]
    take(found, Act.REPORTED, by=by, on=on, evidence=told, note=note.strip(), period=period)
    Evidence.objects.bulk_create(
        Evidence(
            task=found, deliverable_id=p.deliverable, period=period or "", name=p.name, sha256=p.sha256, size=p.size,
            filed_on=on, filed_by=by.person.title or by.person.full_name,
        )
        for p in proofs
    )  # fmt: skip
    return found


@transaction.atomic
def verify_task(*, task: UUID, by: By, on: date, note: str = "", period: str | None = None) -> Task:
    """Confirm a report made by somebody else; children marked as needed must be finished first."""
    found = lock(task, by)
    if period is None and (held := held_by_children(found)):
        raise DomainError(held)
    return take(found, Act.VERIFIED, by=by, on=on, note=note.strip(), period=period)


@transaction.atomic
def return_report(*, task: UUID, by: By, on: date, reason: str, period: str | None = None) -> Task:
    """Send a report back with a reason; the task counts as not done."""
    return take(lock(task, by), Act.RETURNED, by=by, on=on, reason=reason.strip(), period=period)


@transaction.atomic
def request_extension(*, task: UUID, by: By, on: date, to: date, reason: str, period: str | None = None) -> Task:
    """Ask for a later deadline, on the due day at the latest."""
    found = lock(task, by)
    return take(found, Act.EXTENSION_REQUESTED, by=by, on=on, to=to.isoformat(), reason=reason.strip(), period=period)


@transaction.atomic
def grant_extension(*, task: UUID, by: By, on: date, to: date, note: str = "", period: str | None = None) -> Task:
    """Grant a pending request; the date may differ from the one asked for."""
    found = lock(task, by)
    return take(found, Act.EXTENSION_GRANTED, by=by, on=on, to=to.isoformat(), note=note.strip(), period=period)


@transaction.atomic
def refuse_extension(*, task: UUID, by: By, on: date, note: str = "", period: str | None = None) -> Task:
    """Refuse a pending request."""
    return take(lock(task, by), Act.EXTENSION_REFUSED, by=by, on=on, note=note.strip(), period=period)


@transaction.atomic
def suspend_task(*, task: UUID, by: By, on: date, reason: str) -> Task:
    """Stop the clock by a decision."""
    return take(lock(task, by), Act.SUSPENDED, by=by, on=on, reason=reason.strip())


@transaction.atomic
def resume_task(*, task: UUID, by: By, on: date, reason: str = "") -> Task:
    """Let the clock run again; the deadline moves by the days it stood."""
    return take(lock(task, by), Act.RESUMED, by=by, on=on, reason=reason.strip())


@transaction.atomic
def cancel_task(*, task: UUID, by: By, on: date, reason: str) -> Task:
    """Take the task out of every count; it stays listed."""
    return take(lock(task, by), Act.CANCELLED, by=by, on=on, reason=reason.strip())


@transaction.atomic
def close_task(*, task: UUID, by: By, on: date) -> Task:
    """Close a verified task for good."""
    return take(lock(task, by), Act.CLOSED, by=by, on=on)


def _name(task: Task, *, by: By, on: date, accountable: Person | None, named: str) -> None:
    task.accountable = accountable
    task.accountable_person = accountable.title or accountable.full_name if accountable else named.strip()
    task.save(update_fields=["accountable", "accountable_person"])
    body = access.lead_holders(task, on=on)[0]
    told = {"accountable": str(accountable.uuid)} if accountable else {"accountable_person": task.accountable_person}
    events.record(
        events.Note(
            kind=replay.NAMED, object_type=replay.OBJECT_TYPE, object_id=task.uuid, on=on,
            actor=actor(by.person, body), payload=told,
        )
    )  # fmt: skip
