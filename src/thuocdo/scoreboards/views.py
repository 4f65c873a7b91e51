"""The page where a person with the right freezes a day's figures and publishes them."""

from datetime import date
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thuocdo.accounts.models import Person
from thuocdo.accounts.services.writing import actor
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards import access
from thuocdo.scoreboards.models import Snapshot
from thuocdo.scoreboards.queries import board
from thuocdo.scoreboards.services import publish

SHOWN = 20


class PublishForm(forms.Form):
    """The day whose figures are frozen."""

    on = forms.DateField(
        label=gettext_lazy("Chốt số liệu đến ngày"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Ngày có dạng 31/3/2026.")},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: HttpRequest, programme: str) -> HttpResponse:
    """What would be published, what was, and the button."""
    found = get_object_or_404(Programme, code=programme)
    person, today = cast(Person, request.user), clock.today()
    if not access.may_publish(person, found, on=today):
        raise PermissionDenied(_("Chỉ cơ quan thường trực mới được công bố số liệu của chương trình này."))
    form = PublishForm(request.POST or None, initial={"on": f"{today.day}/{today.month}/{today.year}"})
    if request.method == "POST" and form.is_valid():
        try:
            return _published(request, found, form.cleaned_data["on"], person, today)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    told = {
        "programme": found,
        "form": form,
        "today": today,
        "board": board(found, on=today).as_dict(),
        "snapshots": Snapshot.objects.filter(programme=found).defer("board")[:SHOWN],
    }
    return render(request, "scoreboards/publishing.html", told, status=422 if form.errors else 200)


def _published(request: HttpRequest, programme: Programme, on: date, person: Person, today: date) -> HttpResponse:
    snapshot = publish(programme=programme, on=on, actor=actor(person), today=today)
    messages.success(request, _("Đã công bố bản chốt số {number}.").format(number=snapshot.number))
    return redirect("scoreboards:publishing", programme.code)
