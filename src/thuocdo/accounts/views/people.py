"""Administration of people: list, new account, rights, one-time password, locking out."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.accounts import access, queries, services
from thuocdo.accounts.answers import attempt, signed_in, status_of
from thuocdo.accounts.forms import GrantForm, NewPersonForm, PeopleSearchForm, PersonForm
from thuocdo.accounts.models import Grant, Person
from thuocdo.foundation import clock
from thuocdo.foundation.errors import DomainError

PAGE = 50


def acting(request: HttpRequest) -> Person:
    """The signed-in person, who must administer some body."""
    person = cast(Person, request.user)
    access.require_some_administrator(person, on=clock.today())
    return person


@require_GET
@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """The accounts the administrator looks after."""
    by, on = acting(request), clock.today()
    form = PeopleSearchForm(request.GET)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(queries.people(by, on=on, wanted=wanted), PAGE).get_page(request.GET.get("page"))
    rows = queries.with_roles(list(page.object_list), on=on)
    return render(request, "accounts/people.html", {"form": form, "page": page, "rows": rows, "wanted": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account; its one-time password is on the answer and nowhere else."""
    by, on = acting(request), clock.today()
    form = NewPersonForm(request.POST if request.method == "POST" else None, on=on)
    status = 200
    if request.method == "POST":
        made: list[Person] = []
        status = attempt(form, lambda typed: made.append(services.create_person(by=by, on=on, **typed)))
        if made:
            return _show_password(request, made[0], by)
    return render(request, "accounts/new_person.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One account: correct it, see and give rights."""
    by, on = acting(request), clock.today()
    found = _found(uuid, by)
    if request.method != "POST":
        return _page(request, found)
    form = PersonForm(request.POST)
    status = attempt(form, lambda typed: services.edit_person(person=found, by=by, on=on, **typed))
    if status == 200:
        messages.success(request, _("Đã lưu."))
        return redirect("accounts:person", uuid)
    return _page(request, found, status=status, form=form)


@require_POST
@signed_in
def give_role(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the person a role for a body."""
    by, on = acting(request), clock.today()
    found = _found(uuid, by)
    form = GrantForm(request.POST, on=on)
    status = attempt(form, lambda typed: services.grant_role(person=found, by=by, on=on, **typed))
    if status == 200:
        messages.success(request, _("Đã cấp quyền."))
        return redirect("accounts:person", uuid)
    return _page(request, found, status=status, grant_form=form)


@require_POST
@signed_in
def end_role(request: HttpRequest, uuid: UUID, grant: int) -> HttpResponse:
    """End one of the person's roles today."""
    by = acting(request)
    found = _found(uuid, by)
    row = get_object_or_404(Grant.objects.select_related("person", "organisation", "lent_by"), pk=grant, person=found)
    return _act(request, found, services.end_grant, _("Đã kết thúc quyền."), grant=row)


@require_POST
@signed_in
def new_password(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the person a one-time password; it is on the answer and nowhere else."""
    by = acting(request)
    found = _found(uuid, by)
    try:
        return _show_password(request, found, by)
    except DomainError as error:
        return _page(request, found, status=status_of(error), refusal=error.message)


@require_POST
@signed_in
def lock(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lock the account and end its rights."""
    found = _found(uuid, acting(request))
    return _act(request, found, services.deactivate, _("Đã khóa tài khoản và kết thúc các quyền."), person=found)


@require_POST
@signed_in
def unlock(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a locked account again, without rights."""
    found = _found(uuid, acting(request))
    return _act(request, found, services.reactivate, _("Đã mở lại tài khoản. Hãy cấp quyền."), person=found)


def _found(uuid: UUID, by: Person) -> Person:
    found = get_object_or_404(Person, uuid=uuid)
    access.require_administers_person(by, found, on=clock.today())
    return found


def _act(request: HttpRequest, found: Person, act: Callable[..., object], done: str, **told: Any) -> HttpResponse:
    try:
        act(by=cast(Person, request.user), on=clock.today(), **told)
    except DomainError as error:
        return _page(request, found, status=status_of(error), refusal=error.message)
    messages.success(request, done)
    if access.administers_person(cast(Person, request.user), found, on=clock.today()):
        return redirect("accounts:person", found.uuid)
    return redirect("accounts:people")


def _page(request: HttpRequest, found: Person, *, status: int = 200, **changed: Any) -> HttpResponse:
    on = clock.today()
    shown = {
        "person": found,
        "form": PersonForm(initial={"full_name": found.full_name, "title": found.title, "email": found.email}),
        "grant_form": GrantForm(on=on),
        "grants": queries.rows_of(queries.grants_of(found), on=on),
        "events": queries.latest_events(found),
    }
    return render(request, "accounts/person.html", shown | changed, status=status)


def _show_password(request: HttpRequest, found: Person, by: Person) -> HttpResponse:
    made = services.set_one_time_password(person=found, by=by, on=clock.today())
    return render(request, "accounts/one_time_password.html", {"person": found, "password": made})
