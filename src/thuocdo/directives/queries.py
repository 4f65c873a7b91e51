"""Questions about directives: one with its programmes, and how far the review of each has come."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.rules import ProposalState

# A split proposal lives on in its parts: they are counted, it is not.
COUNTED = tuple(state.value for state in ProposalState if state is not ProposalState.SPLIT)


def directive_of(uuid: UUID) -> Directive | None:
    """The directive with its programmes at hand, or None."""
    return Directive.objects.prefetch_related("programmes").filter(uuid=uuid).first()


def with_progress(directives: QuerySet[Directive]) -> QuerySet[Directive]:
    """Adds `proposal_count` and `pending_count` to each directive."""
    pending = Q(proposals__state=ProposalState.PENDING.value)
    return directives.annotate(
        proposal_count=Count("proposals", filter=Q(proposals__state__in=COUNTED)),
        pending_count=Count("proposals", filter=pending),
    )


def proposals_of(directive: Directive) -> list[Proposal]:
    """All proposals in the order of the text, with their passages. One query."""
    return list(directive.proposals.select_related("passage", "decided_by", "merged_into").order_by("order", "id"))
