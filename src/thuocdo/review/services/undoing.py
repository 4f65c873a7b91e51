"""Taking a decision back, as long as nothing was built on it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.directives.models import Passage, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError
from thuocdo.review.models import Acceptance
from thuocdo.review.services.holding import OBJECT_TYPE, Seen, decide, hold, settle
from thuocdo.tasks.rules.states import State
from thuocdo.tasks.services import By, cancel_many

DECIDED = frozenset(state for state in ProposalState if state is not ProposalState.PENDING)
REASON = "hoàn tác rà soát"


@transaction.atomic
def undo(*, seen: Seen) -> Proposal:
    """Make a decided proposal pending again. DomainError once its task was assigned or its parts were touched."""
    found = hold(seen, states=DECIDED)
    told = _UNDO[ProposalState(found.state)](found, seen)
    decide(found, ProposalState.PENDING, seen)
    found.merged_into = None
    settle(found, seen, "undone", told)
    return found


def _take_back_tasks(found: Proposal, seen: Seen) -> dict[str, Any]:
    """Cancel the drafts; they stay listed under their codes, which are never used again."""
    tasks = [row.task for row in Acceptance.objects.filter(proposal=found).select_related("task")]
    given = [task for task in tasks if task.state not in (State.DRAFT.value, State.CANCELLED.value)]
    if given:
        raise DomainError(
            _("Nhiệm vụ {code} đã giao nên không hoàn tác được; nếu giao nhầm, hãy hủy nhiệm vụ trên trang của nó.")
            .format(code=given[0].code)
        )  # fmt: skip
    drafts = [task.uuid for task in tasks if task.state == State.DRAFT.value]
    taken = cancel_many(tasks=drafts, by=By(seen.person), on=seen.on, reason=REASON)
    if taken.refused:
        task, why = taken.refused[0]
        raise DomainError(f"{task.code}: {why}")
    Acceptance.objects.filter(proposal=found).delete()
    return {"cancelled": len(taken.done)}


def _nothing_to_take_back(found: Proposal, seen: Seen) -> dict[str, Any]:
    return {}


def _take_apart(found: Proposal, seen: Seen) -> dict[str, Any]:
    """Give the other proposal back what it was before the merge."""
    merges = events.history(OBJECT_TYPE, found.uuid).filter(kind="merged")
    before: dict[str, Any] = merges.values_list("payload", flat=True)[::1][-1]["before"]
    target = Proposal.objects.select_for_update().get(uuid=before["into"])
    if target.version != before["version"] or target.state != ProposalState.PENDING.value:
        raise DomainError(_("Đề xuất đã gộp vào nay đã được sửa hoặc xử lý: không tách lại được."))
    target.fields, target.passage_id, target.order = before["fields"], before["passage"], before["order"]
    settle(target, seen, "parted", {"from": str(found.uuid)}, fields_changed=True)
    return {"from": before["into"]}


def _join_parts(found: Proposal, seen: Seen) -> dict[str, Any]:
    """Drop the untouched parts of a split with the passages made for them."""
    parts = list(Proposal.objects.select_for_update().filter(split_from=found))
    if any(part.version or part.state != ProposalState.PENDING.value for part in parts):
        raise DomainError(_("Một phần đã tách nay đã được sửa hoặc xử lý: không gộp lại được."))
    passages = {part.passage_id for part in parts} - {found.passage_id}
    Proposal.objects.filter(pk__in=[part.pk for part in parts]).delete()
    Passage.objects.filter(pk__in=passages, proposals=None, tasks=None).delete()
    return {"parts": [str(part.uuid) for part in parts]}


_UNDO: dict[ProposalState, Callable[[Proposal, Seen], dict[str, Any]]] = {
    ProposalState.ACCEPTED: _take_back_tasks,
    ProposalState.REJECTED: _nothing_to_take_back,
    ProposalState.MERGED: _take_apart,
    ProposalState.SPLIT: _join_parts,
}
