"""Classes of a document, kinds of directive, and where a proposal stands."""

from enum import StrEnum


class DocumentClass(StrEnum):
    """Who may read a document. A state secret is refused at the door and so is no member."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"


class ProposalState(StrEnum):
    """Where an extracted assignment stands in its review."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"
    SPLIT = "split"
