"""A task's page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.accounts.visit import Visit
from thuocdo.desk.offers import Offer
from thuocdo.desk.queries.task_page import task_page
from thuocdo.desk.refusing import found_or_404
from thuocdo.foundation import clock
from thuocdo.tasks.models import Task
from thuocdo.tasks.queries import task_seen_by


@require_GET
@login_required
def task(request: Visit, programme: str, code: str) -> HttpResponse:
    """Show one task to a person who may see it."""
    on = clock.today()
    found = found_or_404(task_seen_by(request.user, on=on, programme__code=programme, code=code))
    return page(request, found)


def page(request: Visit, found: Task, *, refused: Offer | None = None, status: int = 200) -> HttpResponse:
    """The page, with the act that was refused open and filled in."""
    shown = task_page(request.user, found, on=clock.today(), refused=refused)
    return render(request, "desk/task.html", {"page": shown, "task": found, "refused": refused}, status=status)
