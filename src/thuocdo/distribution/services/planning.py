"""A body's own plan under a directive that it received: issued, with tasks that answer the directive's passages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage
from thuocdo.directives.rules import DocumentClass, secret_marking
from thuocdo.directives.services import OBJECT_TYPE, Plan, SecretRefused, take_in
from thuocdo.distribution import access, labels
from thuocdo.distribution.models import Delivery, PassageTie
from thuocdo.distribution.services.noting import lock, note
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on
from thuocdo.programmes.models import Programme
from thuocdo.review.access import assigner_for
from thuocdo.tasks.access import beyond_reach, lead_holders
from thuocdo.tasks.models import Task
from thuocdo.tasks.services import By, create_children, create_task, place_draft
from thuocdo.tasks.services.drafts import Draft


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a person typed of a plan. `once` is the identifier that the form was given, so that it counts once."""

    once: UUID
    number: str
    title: str
    signed_on: date | None = None
    kind: str = "ke-hoach"
    document_class: str = DocumentClass.INTERNAL.value


@transaction.atomic
def issue_plan(*, delivery: UUID, head: PlanHead, by: Person, on: date) -> Directive:
    """Write down that the body issued its own plan under the directive; its tasks are typed in one by one.

    DomainError before the directive was acknowledged; NotAllowed for who does not act for the body.
    """
    received, body = _planning(delivery, by=by, on=on)
    parent = lock(received.directive.uuid)
    known = Directive.objects.filter(uuid=head.once).first()
    if known is not None:
        return _same_plan(known, parent, body)
    if not head.title.strip():
        raise BadInput(_("Cần ghi trích yếu của kế hoạch."), field="title")
    _refuse_secret(head.title)
    if head.document_class not in {one.value for one in DocumentClass}:
        raise BadInput(_("Loại văn bản không hợp lệ."), field="document_class")
    plan = Directive.objects.create(
        uuid=head.once, kind=head.kind[:30], number=head.number.strip()[:100], title=head.title.strip()[:2000],
        issuer=body.name[:500], signed_on=head.signed_on, document_class=head.document_class, parent=parent,
        plan_of=body, added_by=by,
    )  # fmt: skip
    plan.programmes.set(parent.programmes.all())
    _issued(parent, plan, by=by, body=body, on=on)
    return plan


def take_in_plan(
    *, delivery: UUID, content: bytes, name: str, document_class: str, by: Person, on: date
) -> Directive:  # fmt: skip
    """Take the plan's own document in: what it assigns is proposed for review, as for any directive."""
    received, body = _planning(delivery, by=by, on=on)
    parent = received.directive
    programme = _programme(parent)
    taken = take_in(
        content=content, name=name, programme=programme, by=by, on=on, document_class=document_class,
        plan=Plan(parent, body),
    )  # fmt: skip
    _issued(parent, taken.directive, by=by, body=body, on=on)
    return taken.directive


@transaction.atomic
def add_task(
    *, plan: UUID, once: UUID, draft: Draft, passage: UUID | None, parent: UUID | None, by: By, on: date,
    members: Sequence[Organisation] = (),
) -> Task:  # fmt: skip
    """Type a task of the plan: a draft of the body that answers a passage of the directive above.

    `parent` is the task of that directive under which it counts; each of `members` gets a part of its own. `once`
    identifies the form: sent twice it makes one.
    """
    found = _own_plan(plan, by=by.person, on=on)
    known = Passage.objects.filter(uuid=once).first()
    if known is not None:
        return _same_task(known, found)
    above = _task_above(found, parent, on=on)
    answered = _passage_above(found, passage, above)
    _refuse_secret(draft.title)
    number = found.passages.count() + 1
    try:
        with transaction.atomic():
            own = Passage.objects.create(uuid=once, directive=found, label=str(number), quote=draft.title[:2000])
    except IntegrityError:
        return _same_task(Passage.objects.get(uuid=once), found)
    programme = above.programme if above else _programme(found)
    task = create_task(
        programme=programme, draft=replace(draft, parent=above, passage=own), by=by, on=on,
        assigner=assigner_for(by.person, programme, on=on, plan_of=found.plan_of),
    )  # fmt: skip
    if answered is not None:
        PassageTie.objects.create(task=task, passage=answered)
    if members:
        create_children(parent=task, members=members, by=by, on=on)
    return task


@transaction.atomic
def tie_task(
    *, plan: UUID, task: UUID, passage: UUID | None, parent: UUID | None, by: By, on: date
) -> Task:  # fmt: skip
    """Say which passage of the directive above a task of the plan answers; a draft may be put under a task of it."""
    found = _own_plan(plan, by=by.person, on=on)
    own = Task.objects.filter(uuid=task, directive=found).first()
    if own is None:
        raise DomainError(_("Không tìm thấy nhiệm vụ này trong kế hoạch."))
    above = _task_above(found, parent, on=on)
    answered = _passage_above(found, passage, above)
    if (above.pk if above else None) != own.parent_id:
        own = place_draft(task=own.uuid, parent=above, by=by, on=on)
    before = PassageTie.objects.filter(task=own).values_list("passage__uuid", flat=True).first()
    if (answered.uuid if answered else None) == before:
        return own
    PassageTie.objects.filter(task=own).delete()
    if answered is not None:
        PassageTie.objects.create(task=own, passage=answered)
    assert found.plan_of is not None, "a plan is some body's"
    told = {"task": str(own.uuid), "code": own.code, "passage": str(answered.uuid) if answered else None}
    note(labels.TASK_TIED, found, told, by=by.person, body=found.plan_of, on=on)
    return own


def _planning(delivery: UUID, *, by: Person, on: date) -> tuple[Delivery, Organisation]:
    """The acknowledged delivery and the body that holds it and plans under it."""
    found = Delivery.objects.live().select_related("directive", "recipient").filter(uuid=delivery).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này trong hộp văn bản đến."))
    holder = access.require_acknowledger(by, found, on=on)
    if found.acknowledged_on is None:
        raise DomainError(_("Hãy xác nhận đã nhận văn bản trước khi ban hành kế hoạch của cơ quan."))
    return found, holder


def _issued(parent: Directive, plan: Directive, *, by: Person, body: Organisation, on: date) -> None:
    """Note it in the history of the directive above, once however often the same document is handed in."""
    issued = events.history(OBJECT_TYPE, parent.uuid).filter(kind=labels.PLAN_ISSUED)
    if issued.filter(payload__plan=str(plan.uuid)).exists():
        return
    told = {"plan": str(plan.uuid), "number": plan.number}
    note(labels.PLAN_ISSUED, parent, told, by=by, body=body, on=on)


def _same_plan(known: Directive, parent: Directive, body: Organisation) -> Directive:
    if (known.parent_id, known.plan_of_id) != (parent.pk, body.pk):
        raise BadInput(_("Biểu mẫu này không còn dùng được. Hãy mở lại trang."))
    return known


def _same_task(known: Passage, plan: Directive) -> Task:
    task = Task.objects.filter(passage=known).select_related("programme").first()
    if known.directive_id != plan.pk or task is None:
        raise BadInput(_("Biểu mẫu này không còn dùng được. Hãy mở lại trang."))
    return task


def _own_plan(plan: UUID, *, by: Person, on: date) -> Directive:
    found = lock(plan)
    if found.plan_of is None or not access.senders_for(by, found, on=on):
        raise NotAllowed(_("Chỉ cán bộ của cơ quan ban hành mới sửa kế hoạch này."))
    return found


def _task_above(plan: Directive, task: UUID | None, *, on: date) -> Task | None:
    """The task of the directive above that the body leads: work under another's would move that one's progress."""
    if task is None or plan.plan_of is None:
        return None
    found = Task.objects.filter(uuid=task, directive=plan.parent, assigned_on__isnull=False).select_related("programme")
    above = found.first()
    if above is None:
        raise BadInput(_("Nhiệm vụ cấp trên không thuộc văn bản này, hoặc chưa được giao."), field="source")
    leads, (body,) = lead_holders(above, on=on), holders_on([plan.plan_of], on=on)
    if len(beyond_reach(body, leads)) == len(leads):
        raise BadInput(_("Nhiệm vụ cấp trên này do cơ quan khác chủ trì."), field="source")
    return above


def _passage_above(plan: Directive, passage: UUID | None, above: Task | None) -> Passage | None:
    if passage is None:
        return above.passage if above is not None else None
    found = Passage.objects.filter(uuid=passage, directive=plan.parent).first()
    if found is None:
        raise BadInput(_("Đoạn này không thuộc văn bản cấp trên."), field="source")
    return found


def _programme(directive: Directive) -> Programme:
    found = directive.programmes.order_by("code").first()
    if found is None:
        raise DomainError(_("Văn bản chưa thuộc chương trình nào."))
    return found


def _refuse_secret(text: str) -> None:
    marking = secret_marking(text)
    if marking is not None:
        raise SecretRefused(_("Nội dung mang dấu chỉ độ mật: hệ thống không nhận bí mật nhà nước."), field="title")
