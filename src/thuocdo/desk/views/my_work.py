"""What is one person's to do today."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.queries import acting_paths
from thuocdo.accounts.visit import Visit
from thuocdo.desk.queries.my_work import my_work
from thuocdo.foundation import clock


@require_GET
@login_required
def show(request: Visit) -> HttpResponse:
    """The list of the day."""
    on = clock.today()
    has_body = bool(acting_paths(request.user, on=on))
    return render(request, "desk/my_work.html", {"work": my_work(request.user, on=on), "has_body": has_body})
