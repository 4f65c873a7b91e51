"""The acts of a reviewer: one function, one transaction, one event each. All raise DomainError where a rule refuses."""

from thuocdo.review.services.accepting import accept_proposal
from thuocdo.review.services.assigning import assign_drafts
from thuocdo.review.services.deciding import add_proposal, reject_proposal, save_proposal
from thuocdo.review.services.figures import (
    accept_figure,
    accept_unquestioned,
    add_figure,
    refuse_figure,
    save_figure,
    undo_figure,
)
from thuocdo.review.services.shaping import merge_proposals, split_at, split_at_place, split_by_leads
from thuocdo.review.services.undoing import undo

__all__ = [
    "accept_figure",
    "accept_proposal",
    "accept_unquestioned",
    "add_figure",
    "add_proposal",
    "assign_drafts",
    "merge_proposals",
    "refuse_figure",
    "reject_proposal",
    "save_figure",
    "save_proposal",
    "split_at",
    "split_at_place",
    "split_by_leads",
    "undo",
    "undo_figure",
]
