"""How a refusal is answered: with its reason, what was typed, and the status that fits."""

from typing import TypeVar

from django.http import Http404

from thuocdo.foundation.errors import DomainError, NotAllowed, Stale

STATUS: dict[type[DomainError], int] = {Stale: 409, NotAllowed: 403}
REFUSED = 422
T = TypeVar("T")


def status_of(error: DomainError) -> int:
    """The HTTP status of a refusal: 409 where somebody was quicker, 403 without the right, else 422."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), REFUSED)


def found_or_404(value: T | None) -> T:
    """The value; what is not there, or not to be seen, is answered alike."""
    if value is None:
        raise Http404
    return value
