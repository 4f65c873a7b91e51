"""One address for every act on a task: the table of deeds says what each needs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.models import Person
from thuocdo.accounts.visit import Visit
from thuocdo.desk import offers
from thuocdo.desk.refusing import REFUSED, found_or_404, status_of
from thuocdo.desk.views.task import page
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError, NotAllowed
from thuocdo.tasks.models import Task
from thuocdo.tasks.queries import task_seen_by
from thuocdo.tasks.services import By

LONGEST_PERIOD = 10


@require_http_methods(["GET", "POST"])
@login_required
def act(request: Visit, uuid: object, slug: str) -> HttpResponse:
    """Do one act; a refusal comes back as the task's page with its reason and what was typed."""
    on = clock.today()
    found = found_or_404(task_seen_by(request.user, on=on, uuid=uuid))
    if request.method == "GET":  # back from signing on again: the page is where the act is found
        return redirect("desk:task", found.programme.code, found.code)
    asker = offers.asker(request.user, found, on=on)
    offer = found_or_404(offers.find(asker, slug, request.POST.get("period", "")[:LONGEST_PERIOD]))
    return _attempt(request, found, offer, may_try=offers.stands_on_its_side(asker, offer.deed))


def _attempt(request: Visit, found: Task, offer: offers.Offer, *, may_try: bool) -> HttpResponse:
    # Who has no right to the act sends no file into the store: their form is not even read.
    files = request.FILES if may_try else None
    offer.form = offer.deed.form(
        request.POST, files, task=found, person=request.user, on=clock.today(),
        auto_id=offers.auto_id(offer.deed, offer.period),
    )  # fmt: skip
    offer.is_refused = True
    is_whole = offer.form.is_valid()
    try:
        if not may_try:
            raise NotAllowed(offer.why)
        if not is_whole:
            return page(request, found, refused=offer, status=REFUSED)
        _perform(request.user, request.POST.get("version", ""), found, offer)
    except DomainError as refusal:
        offer.form.refuse(refusal.field, refusal.message)
        found.refresh_from_db()
        return page(request, found, refused=offer, status=status_of(refusal))
    messages.success(request, str(offer.deed.done))
    return redirect("desk:task", found.programme.code, found.code)


def _perform(person: Person, version: str, found: Task, offer: offers.Offer) -> None:
    by = By(person, version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1)
    told = offer.form.told()
    if offer.period:
        told["period"] = offer.period
    offer.deed.perform(task=found.uuid, by=by, on=clock.today(), told=told)
