"""What every act on a proposal has in common: lock it, check who and which version, keep fields, write the event."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from thuocdo.accounts.models import Person
from thuocdo.directives.access import require_review
from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.foundation import clock, events
from thuocdo.foundation.errors import BadInput, DomainError, Stale
from thuocdo.programmes.models import Programme
from thuocdo.review.rules import Fields, fields_of

OBJECT_TYPE = "proposal"
LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Seen:
    """The proposal that a person acts on, as they saw it. No `version`: not checked."""

    proposal: UUID
    person: Person
    on: date
    version: int | None = None


def hold(seen: Seen, *, states: frozenset[ProposalState] = frozenset({ProposalState.PENDING})) -> Proposal:
    """The proposal, locked until the transaction ends; Stale where it changed since the person saw it."""
    found = (
        Proposal.objects.select_for_update(of=("self",)).select_related("directive", "passage")
        .filter(uuid=seen.proposal).first()
    )  # fmt: skip
    if found is None:
        raise DomainError(_("Không tìm thấy đề xuất này."))
    require_review(seen.person, found.directive, on=seen.on)
    if (seen.version is not None and seen.version != found.version) or found.state not in states:
        raise Stale(_("Đề xuất này vừa được người khác xử lý. Hãy xem bản mới; điều bạn đã gõ vẫn còn trên trang."))
    return found


def fields_now(proposal: Proposal) -> Fields:
    """The fields as they stand."""
    return fields_of(proposal.found, proposal.fields)


def keep(proposal: Proposal, fields: Fields | None) -> bool:
    """Take over what the reviewer typed; whether anything changed. Not saved yet."""
    if fields is None or fields == fields_now(proposal):
        return False
    if not fields.action.strip():
        raise BadInput(_("Cần ghi nội dung nhiệm vụ."), field="action")
    proposal.fields = fields.as_json()
    return True


def settle(proposal: Proposal, seen: Seen, kind: str, told: dict[str, Any], *, fields_changed: bool = False) -> None:
    """Save the proposal with the next version and write its event."""
    proposal.version += 1
    proposal.save()
    if fields_changed:
        told = told | {"fields": proposal.fields}
    record(kind, proposal.uuid, told | {"directive": str(proposal.directive.uuid)}, seen)


def decide(proposal: Proposal, state: ProposalState, seen: Seen, *, reason: str = "") -> None:
    """Set where the proposal stands and who said so. Not saved yet."""
    proposal.state = state.value
    is_open = state is ProposalState.PENDING
    proposal.decided_by = None if is_open else seen.person
    proposal.decided_at = None if is_open else clock.now()
    proposal.reason = reason


def record(kind: str, object_id: UUID, told: dict[str, Any], seen: Seen, *, object_type: str = OBJECT_TYPE) -> None:
    """Write one event in the name of the person."""
    title = seen.person.title or "Cán bộ"  # the log has one language, whatever the screen's
    actor = events.Actor(id=seen.person.uuid, title=title)
    events.record(events.Note(kind, object_type, object_id, seen.on, actor, told))


def programme_for(directive: Directive, fields: Fields, seen: Seen) -> Programme:
    """The programme that the fields name, else the first that the directive serves; NotAllowed for another's."""
    open_to = require_review(seen.person, directive, on=seen.on)
    if not fields.programme:
        return open_to[0]
    found = next((programme for programme in open_to if programme.code == fields.programme), None)
    if found is None:
        raise BadInput(_("Văn bản không thuộc chương trình này."), field="programme")
    return found
