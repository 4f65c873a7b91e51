"""One's own account: rights, password, and lending a right for stated days."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.accounts import queries, services
from thuocdo.accounts.answers import REFUSED, attempt, signed_in
from thuocdo.accounts.forms import LoanForm, NewPasswordForm
from thuocdo.accounts.models import Grant, Person
from thuocdo.foundation import clock


@require_GET
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """The signed-in person's rights and loans."""
    person, on = cast(Person, request.user), clock.today()
    shown = {
        "grants": queries.rows_of(queries.grants_of(person), on=on),
        "loans": queries.rows_of(queries.loans_of(person), on=on),
        "may_lend": bool(queries.headed_bodies(person, on=on)),
    }
    return render(request, "accounts/account.html", shown)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; every other session of the person ends."""
    person = cast(Person, request.user)
    form = NewPasswordForm(person, request.POST or None)
    if request.method != "POST":
        return render(request, "accounts/password.html", {"form": form})
    if not form.is_valid():
        return render(request, "accounts/password.html", {"form": form}, status=REFUSED)
    services.change_password(person=person, password=form.cleaned_data["new_password1"], on=clock.today())
    update_session_auth_hash(request, person)
    messages.success(request, _("Đã đổi mật khẩu. Các phiên làm việc khác đã kết thúc."))
    return redirect("accounts:account")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def lend(request: HttpRequest) -> HttpResponse:
    """A head lends a role for stated days."""
    person, on = cast(Person, request.user), clock.today()
    bodies = queries.headed_bodies(person, on=on)
    form = LoanForm(
        request.POST if request.method == "POST" else None,
        people=queries.colleagues(person, bodies, on=on), bodies=bodies, on=on,
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: services.lend_grant(lender=person, on=on, **typed))
        if status == 200:
            messages.success(request, _("Đã cho mượn quyền."))
            return redirect("accounts:account")
    return render(request, "accounts/lend.html", {"form": form, "bodies": bodies}, status=status)


@require_POST
@signed_in
def end_loan(request: HttpRequest, grant: int) -> HttpResponse:
    """Take a lent role back, or return a borrowed one."""
    found = get_object_or_404(Grant.objects.select_related("person", "organisation", "lent_by"), pk=grant)
    services.end_loan(grant=found, by=cast(Person, request.user), on=clock.today())
    messages.success(request, _("Đã kết thúc việc cho mượn quyền."))
    return redirect("accounts:account")
