"""A proposal as a person sees it, beside the scene of directives."""

from typing import Any

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Proposal
from thuocdo.directives.tests.factories import (
    SIGNED,
    TEXT,
    TODAY,
    Scene,
    make_directive,
    make_group,
    make_proposal,
    make_scene,
)
from thuocdo.review.services.holding import Seen

__all__ = [
    "SIGNED",
    "TEXT",
    "TODAY",
    "Scene",
    "make_directive",
    "make_group",
    "make_proposal",
    "make_scene",
    "seen",
]


def seen(proposal: Proposal, person: Person, **changed: Any) -> Seen:
    """The proposal as the person sees it now."""
    given: dict[str, Any] = {"proposal": proposal.uuid, "person": person, "on": TODAY, "version": proposal.version}
    return Seen(**given | changed)
