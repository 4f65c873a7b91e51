"""How the files of an intake are read, and what became of each."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thuocdo.accounts.visit import Visit
from thuocdo.directives.access import programmes_of
from thuocdo.directives.intake_queries import files_of, intake_seen, intakes_seen, standing_of
from thuocdo.directives.intakes import add_files, read_on
from thuocdo.directives.labels import DOCUMENT_CLASS, FILE_STATE
from thuocdo.directives.models import Intake
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.review.intake_form import IntakeForm
from thuocdo.review.refusing import REFUSED, status_of
from thuocdo.review.views.intake import handed

PAGE_SIZE = 50
STEP_SECONDS = 1.0  # of reading for one request: the bar moves, and no request lasts


@require_GET
@login_required
def intakes(request: Visit) -> HttpResponse:
    """All intakes of the programmes that the person takes documents in for, newest first."""
    if not programmes_of(request.user, on=clock.today()):
        raise PermissionDenied
    page = Paginator(intakes_seen(request.user, on=clock.today()), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "review/intakes.html", {"page": page})


@require_GET
@login_required
def taking_in(request: Visit, uuid: UUID) -> HttpResponse:
    """How far the intake is, and its files; a reload shows where it stands."""
    found = _found(request, uuid)
    asked = request.GET.get("state", "")
    states = (asked,) if asked in FILE_STATE else ()
    page = Paginator(files_of(found, states=states), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "intake": found, "standing": standing_of(found), "page": page, "asked": states[0] if states else "",
        "states": FILE_STATE, "class_word": DOCUMENT_CLASS.get(found.document_class, ""),
        "page_number": 0 if states else page.number,
    }  # fmt: skip
    return render(request, "review/taking_in.html", shown)


@require_POST
@login_required
def read(request: Visit, uuid: UUID) -> HttpResponse:
    """Read some files more: a step of bounded time. The page asks for the next one until none waits."""
    found = _found(request, uuid)
    done = read_on(on=clock.today(), seconds=STEP_SECONDS, intake=found)
    if not request.htmx:
        return redirect("review:taking-in", found.uuid)
    number = _page_number(request)
    changed = [file for file in done if (file.order - 1) // PAGE_SIZE + 1 == number]
    shown = {"intake": found, "standing": standing_of(found), "changed": changed, "page_number": number}
    return render(request, "review/_reading.html", shown)


@require_POST
@login_required
def add(request: Visit, uuid: UUID) -> HttpResponse:
    """The next part of the files that a script sends."""
    found = _found(request, uuid)
    form = IntakeForm(request.POST, request.FILES, programmes=[found.programme])
    if not form.is_valid():
        return JsonResponse({"why": [str(text) for texts in form.errors.values() for text in texts]}, status=REFUSED)
    try:
        add_files(intake=found, documents=form.documents(), by=request.user, on=clock.today())
    except DomainError as refusal:
        return JsonResponse({"why": [refusal.message]}, status=status_of(refusal))
    return handed(request, found)


def _found(request: Visit, uuid: UUID) -> Intake:
    found = intake_seen(request.user, uuid, on=clock.today())
    if found is None:
        raise Http404
    return found


def _page_number(request: Visit) -> int:
    """Which page of the list of files the reader has before them; 0 for a filtered one, whose rows stay as they are."""
    page = request.POST.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0
