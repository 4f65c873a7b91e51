"""The list of directives with how far the review of each has come."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import programmes_of
from thuocdo.foundation import clock
from thuocdo.programmes.models import Programme
from thuocdo.review import figure_queries, queries

PAGE_SIZE = 50


@require_GET
@login_required
def directives(request: Visit) -> HttpResponse:
    """Directives the person may read, newest first."""
    on = clock.today()
    asked = {name: request.GET.get(name, "").replace("\0", "")[:200] for name in ("q", "programme", "cho")}
    found = queries.directives_seen(
        request.user, on=on, q=asked["q"], programme=asked["programme"], is_pending=asked["cho"] == "1"
    )
    mine = programmes_of(request.user, on=on)
    shown = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")), "asked": asked,
        "programmes": Programme.objects.all(), "may_take_in": bool(mine), "pending_count": queries.pending_for(mine),
    }  # fmt: skip
    return render(request, "review/directives.html", shown)


@require_GET
@login_required
def waiting_figures(request: Visit) -> HttpResponse:
    """Accepted figures that wait to become observations of indicators, for all programmes or one."""
    asked = {"programme": request.GET.get("programme", "").replace("\0", "")[:200]}
    found = figure_queries.waiting_figures(request.user, on=clock.today(), programme=asked["programme"])
    shown = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")), "asked": asked,
        "programmes": Programme.objects.all(),
    }  # fmt: skip
    return render(request, "review/waiting_figures.html", shown)
