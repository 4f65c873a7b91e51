"""How a refusal is answered: the status that fits, and no address for the browser's history."""

from uuid import UUID

from django.http import Http404, HttpResponse

from thuocdo.accounts.visit import Visit
from thuocdo.directives.models import Directive
from thuocdo.directives.queries import directive_of
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed, Stale
from thuocdo.review.access import visible_to

STATUS: dict[type[DomainError], int] = {Stale: 409, NotAllowed: 403}
REFUSED = 422


def status_of(error: DomainError) -> int:
    """409 where somebody was quicker, 403 without the right, else 422."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), REFUSED)


def unpushed(response: HttpResponse) -> HttpResponse:
    """The answer to a refused form: the address stays that of the page it was sent from."""
    response["HX-Push-Url"] = "false"
    return response


def directive_or_404(request: Visit, uuid: UUID) -> Directive:
    """The directive, if the person may read it; what is not there, or not to be seen, is answered alike."""
    found = directive_of(uuid) if visible_to(request.user, on=clock.today()).filter(uuid=uuid).exists() else None
    if found is None:
        raise Http404
    return found
