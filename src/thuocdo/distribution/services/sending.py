"""Sending a directive, taking a sending back, and passing it on to the successor of a body that ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive
from thuocdo.directives.rules import DocumentClass
from thuocdo.distribution import access, labels
from thuocdo.distribution.models import Delivery, Sending
from thuocdo.distribution.recipients import Recipient
from thuocdo.distribution.services.noting import BATCH, lock, note
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending: how many bodies got the directive now, and how many had it already."""

    new: int
    already: int


@transaction.atomic
def send(
    *, directive: UUID, sender: Organisation, recipients: Sequence[Recipient], by: Person, on: date, message: str = ""
) -> Sent:
    """Put the directive into the inbox of each body that does not have it; sending twice sends nothing twice.

    NotAllowed for who may not send it for this body. A directive with personal data goes to bodies named one by one.
    """
    found = lock(directive)
    if sender not in access.require_sender(by, found, on=on):
        raise NotAllowed(_("Bạn không gửi văn bản thay {name}.").format(name=sender.name))
    _check(found, recipients)
    known = set(found.deliveries.live().values_list("recipient_id", flat=True))
    new = [one for one in recipients if one.body.pk not in known]
    if new:
        _deliver(found, sender, new, by=by, on=on, message=message.strip()[:LONGEST_REASON])
        told = {"recipients": [one.body.code for one in new], "note": message.strip()[:LONGEST_REASON]}
        note(labels.SENT, found, told, by=by, body=sender, on=on)
    return Sent(len(new), len(recipients) - len(new))


def _check(directive: Directive, recipients: Sequence[Recipient]) -> None:
    if not recipients:
        raise BadInput(_("Cần chọn ít nhất một cơ quan nhận."), field="to")
    if directive.is_reference and directive.plan_of_id is None:
        raise DomainError(_("Văn bản mới chỉ có tên, chưa có toàn văn để gửi."))
    if directive.document_class == DocumentClass.PERSONAL.value and any(one.is_of_class for one in recipients):
        raise BadInput(
            _("Văn bản có dữ liệu cá nhân chỉ gửi cho từng cơ quan được nêu tên, không gửi cho cả một nhóm."),
            field="to",
        )


def _deliver(
    directive: Directive, sender: Organisation, recipients: Sequence[Recipient], *, by: Person, on: date, message: str
) -> None:
    sending = Sending.objects.create(
        directive=directive, sender=sender, sent_by=by, sent_on=on, sent_at=clock.now(), note=message
    )
    Delivery.objects.bulk_create(
        (
            Delivery(
                sending=sending, directive=directive, recipient=one.body, printed=one.printed[:500], sent_on=on
            )
            for one in recipients
        ),
        batch_size=BATCH,
    )  # fmt: skip


@transaction.atomic
def withdraw(*, directive: UUID, deliveries: Collection[UUID], reason: str, by: Person, on: date) -> int:
    """Take these deliveries of the directive back, with a reason; the number taken back, 0 where all were already.

    NotAllowed for what another body sent. A body that has issued its own plan keeps the directive.
    """
    found = lock(directive)
    senders = access.require_sender(by, found, on=on)
    reason = reason.strip()
    if not reason:
        raise BadInput(_("Cần ghi lý do thu hồi."), field="reason")
    rows = list(
        found.deliveries.live().filter(uuid__in=deliveries).select_for_update(of=("self",))
        .select_related("recipient", "sending__sender")
    )  # fmt: skip
    for row in rows:
        if not set(holders_on([row.sending.sender], on=on)) & set(senders):
            raise NotAllowed(_("Lần gửi này của {name}.").format(name=row.sending.sender.name))
    _check_no_plan(found, rows, on=on)
    if rows:
        keys = [row.pk for row in rows]
        for n in range(0, len(keys), BATCH):
            Delivery.objects.filter(pk__in=keys[n : n + BATCH]).update(withdrawn_on=on, reason=reason[:LONGEST_REASON])
        told = {"recipients": [row.recipient.code for row in rows], "reason": reason[:LONGEST_REASON]}
        note(labels.WITHDRAWN, found, told, by=by, body=rows[0].sending.sender, on=on)
    return len(rows)


def _check_no_plan(directive: Directive, rows: Sequence[Delivery], *, on: date) -> None:
    planning = holders_on([plan.plan_of for plan in directive.plans.select_related("plan_of") if plan.plan_of], on=on)
    keys = {body.pk for body in planning}
    kept = [row.recipient.name for row in rows if row.recipient_id in keys]
    if kept:
        raise DomainError(
            _("{names} đã ban hành kế hoạch từ văn bản này nên không thu hồi được.").format(names=", ".join(kept[:5]))
        )


@transaction.atomic
def pass_on(*, directive: UUID, by: Person, on: date) -> Sent:
    """Send the directive again to the successors of recipients that ended before they acknowledged.

    The old delivery is closed and says why. A successor that has the directive of its own gets no second one.
    """
    found = lock(directive)
    senders = access.require_sender(by, found, on=on)
    ended = found.deliveries.waiting().filter(recipient__valid_to__lte=on)
    rows = list(ended.select_for_update(of=("self",)).select_related("recipient").order_by("pk"))
    pairs = [(row, holders_on([row.recipient], on=on)[0]) for row in rows]
    pairs = [(row, holder) for row, holder in pairs if holder != row.recipient]
    if not pairs:
        return Sent(0, 0)
    known = set(found.deliveries.live().values_list("recipient_id", flat=True))
    new = {holder.pk: Recipient(holder, row.printed) for row, holder in pairs if holder.pk not in known}
    for row, holder in pairs:
        row.withdrawn_on, row.reason = on, f"Đã gửi lại cho {holder.name}"  # the log has one language
    Delivery.objects.bulk_update([row for row, _holder in pairs], ["withdrawn_on", "reason"], batch_size=BATCH)
    if new:
        _deliver(found, senders[0], list(new.values()), by=by, on=on, message="")
    told = {"pairs": [{"from": row.recipient.code, "to": holder.code} for row, holder in pairs]}
    note(labels.PASSED_ON, found, told, by=by, body=senders[0], on=on)
    return Sent(len(new), len(pairs) - len(new))
