"""Nobody who is signed in acts before a first password was replaced; pages of signed-in people are not cached."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

FREE = frozenset({"accounts:password", "accounts:sign-out", "set_language"})


class SignedInMiddleware:
    """Sends a person with a one-time password to choose their own, whatever page they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated and person.needs_new_password and not self._is_free(request):
            return redirect("accounts:password")
        response = self.get_response(request)
        if person.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _is_free(self, request: HttpRequest) -> bool:
        if request.path.startswith("/static/"):
            return True
        try:
            return resolve(request.path).view_name in FREE
        except Resolver404:
            return False
