"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thuocdo.accounts.forms import SignInForm


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; on the right name and password start a new session and go on to `next` on this host."""
    onward = _onward(request)
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(onward)
        return render(request, "accounts/sign_in.html", {"form": SignInForm(request), "next": onward})
    form = SignInForm(request, request.POST)
    if form.is_valid():
        login(request, form.get_user())
        return redirect(onward)
    return render(request, "accounts/sign_in.html", {"form": form, "next": onward}, status=422)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("Đã đăng xuất."))
    return redirect(resolve_url(settings.LOGOUT_REDIRECT_URL))


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """The page for a name that was tried too often from one address; the count forgets after a while."""
    minutes = int(float(settings.AXES_COOLOFF_TIME) * 60)
    page = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
