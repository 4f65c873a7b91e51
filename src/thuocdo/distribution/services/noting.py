"""What every act on a directive's way has in common: the directive locked, and the event in the directive's history."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive
from thuocdo.directives.services import OBJECT_TYPE
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError
from thuocdo.organisations.models import Organisation

BATCH = 500


def lock(directive: UUID) -> Directive:
    """The directive, locked until the transaction ends: whoever sends it at the same time waits."""
    found = Directive.objects.select_for_update().filter(uuid=directive).first()
    if found is None:
        raise DomainError(_("Không tìm thấy văn bản này."))
    return found


def note(kind: str, directive: Directive, told: dict[str, Any], *, by: Person, body: Organisation, on: date) -> None:
    """Write one event of the directive in the name of the person and the body."""
    title = f"{by.title}, {body.name}" if by.title else body.name
    actor = events.Actor(id=by.uuid, title=title)
    told = told | {"by": body.code, "person": str(by.uuid)}
    events.record(events.Note(kind, OBJECT_TYPE, directive.uuid, on, actor, told))
