"""How a refusal is answered, and how what is not there or not to be seen is."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from thuocdo.accounts.visit import Visit
from thuocdo.directives.models import Directive
from thuocdo.directives.queries import directive_of
from thuocdo.distribution.access import may_follow, senders_for
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.queries.inbox import delivery_seen
from thuocdo.organisations.models import Organisation
from thuocdo.review.refusing import REFUSED, directive_or_404, status_of

__all__ = ["REFUSED", "delivery_or_404", "directive_or_404", "followed_or_404", "senders_or_403", "status_of"]


def delivery_or_404(request: Visit, uuid: UUID, *, on: date) -> Delivery:
    """The delivery, if the person may read it."""
    found = delivery_seen(request.user, uuid, on=on)
    if found is None:
        raise Http404
    return found


def followed_or_404(request: Visit, uuid: UUID, *, on: date) -> Directive:
    """The directive, if the person may see who received it."""
    found = directive_of(uuid)
    if found is None or not may_follow(request.user, found, on=on):
        raise Http404
    return found


def senders_or_403(request: Visit, directive: Directive, *, on: date) -> list[Organisation]:
    """The bodies in whose name the person may send the directive; refused where there is none."""
    found = senders_for(request.user, directive, on=on)
    if not found:
        raise PermissionDenied
    return found
