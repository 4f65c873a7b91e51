"""The acts of a reviewer: one function, one transaction, one event each. All raise DomainError where a rule refuses."""

from thuocdo.review.services.accepting import accept_proposal
from thuocdo.review.services.assigning import assign_drafts
from thuocdo.review.services.deciding import add_proposal, reject_proposal, save_proposal
from thuocdo.review.services.shaping import merge_proposals, split_at, split_at_place, split_by_leads
from thuocdo.review.services.undoing import undo

__all__ = [
    "accept_proposal",
    "add_proposal",
    "assign_drafts",
    "merge_proposals",
    "reject_proposal",
    "save_proposal",
    "split_at",
    "split_at_place",
    "split_by_leads",
    "undo",
]
