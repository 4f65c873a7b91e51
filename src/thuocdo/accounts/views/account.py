"""One's own account: rights, password, and lending a right for stated days."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.accounts import queries, services
from thuocdo.accounts.forms import NewPasswordForm
from thuocdo.accounts.models import Person
from thuocdo.foundation import clock


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The signed-in person's rights and loans."""
    person, on = cast(Person, request.user), clock.today()
    shown = {"grants": queries.grants_of(person), "loans": queries.loans_of(person), "on": on}
    return render(request, "accounts/account.html", shown)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; every other session of the person ends."""
    person = cast(Person, request.user)
    form = NewPasswordForm(person, request.POST or None)
    if request.method != "POST":
        return render(request, "accounts/password.html", {"form": form})
    if not form.is_valid():
        return render(request, "accounts/password.html", {"form": form}, status=422)
    services.change_password(person=person, password=form.cleaned_data["new_password1"], on=clock.today())
    update_session_auth_hash(request, person)
    messages.success(request, _("Đã đổi mật khẩu. Các phiên làm việc khác đã kết thúc."))
    return redirect("accounts:account")
