"""What lower bodies made of a directive, passage by passage: who gave work on, and who has not yet."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.distribution.queries import unfolding
from thuocdo.distribution.refusing import followed_or_404
from thuocdo.foundation import clock
from thuocdo.tasks.models import Lead

PAGE_SIZE = 50
NARROWED = {"": None, "con": True, "da": False}  # of an address to "only those still missing"


@require_GET
@login_required
def show(request: Visit, uuid: UUID) -> HttpResponse:
    """The passages with counts; of the chosen one, every body that leads work from it."""
    on = clock.today()
    directive = followed_or_404(request, uuid, on=on)
    places = unfolding.places_of(directive)
    wanted, state = request.GET.get("doan", ""), request.GET.get("loc", "")
    state = state if state in NARROWED else ""
    place = next((one for one in places if one.key == wanted), places[0] if places else None)
    found = (
        unfolding.concerns_at(directive, place.passage, is_missing=NARROWED[state]) if place else Lead.objects.none()
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    plans = Paginator(unfolding.plans_under(directive), PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = {
        "directive": directive, "places": places, "place": place, "state": state, "page": page,
        "concerns": unfolding.detailed(list(page), directive, request.user, on=on), "plans": plans,
        "bodies": sum(one.bodies for one in places), "issued": sum(one.issued for one in places),
    }  # fmt: skip
    return render(request, "distribution/unfolding.html", shown)
