"""Acknowledging a directive in the name of the body that received it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.distribution import access, labels
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.services.noting import note
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, Stale


@transaction.atomic
def acknowledge(*, delivery: UUID, by: Person, on: date) -> Delivery:
    """Say that the body has received the directive: who, when, for which body. A second time changes nothing.

    NotAllowed for who does not act for the recipient or its successor; Stale where it was withdrawn meanwhile.
    """
    # Not with who acknowledged it: PostgreSQL would join the row as it was before the wait for the lock.
    found = (
        Delivery.objects.select_for_update(of=("self",)).select_related("directive", "recipient")
        .filter(uuid=delivery).first()
    )  # fmt: skip
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này trong hộp văn bản đến."))
    holder = access.require_acknowledger(by, found, on=on)
    if found.withdrawn_on is not None:
        raise Stale(_("Nơi gửi vừa thu hồi văn bản này. Lý do: {reason}").format(reason=found.reason))
    if found.acknowledged_on is not None:
        return found
    found.acknowledged_on, found.acknowledged_at = on, clock.now()
    found.acknowledged_by, found.acknowledged_for = by, holder
    found.save(update_fields=["acknowledged_on", "acknowledged_at", "acknowledged_by", "acknowledged_for"])
    told = {"recipient": found.recipient.code, "delivery": str(found.uuid)}
    note(labels.ACKNOWLEDGED, found.directive, told, by=by, body=holder, on=on)
    return found
