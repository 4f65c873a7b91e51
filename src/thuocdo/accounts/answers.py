"""How a refused act is answered: the same page with the reason and what was typed, and a status of its kind."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.foundation.errors import DomainError, NotAllowed, Stale

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

REFUSED = 422
STATUS: tuple[tuple[type[DomainError], int], ...] = ((NotAllowed, 403), (Stale, 409), (DomainError, REFUSED))


def status_of(error: DomainError) -> int:
    """403 without the right, 409 when somebody else was quicker, 422 for everything else."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def attempt(form: forms.BaseForm, act: Callable[[dict[str, Any]], object]) -> int:
    """Do the act with what the form says; the status to answer with, 200 when it was done.

    A refusal is added to the form, at the field it names if the form has it.
    """
    if not form.is_valid():
        return REFUSED
    try:
        act(form.cleaned_data)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return status_of(error)
    return 200


def signed_in(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for people who are signed in; a refusal that nothing else answers becomes a page with the reason."""

    @wraps(view)
    def answer(request: HttpRequest, *given: P.args, **named: P.kwargs) -> HttpResponse:
        try:
            return view(request, *given, **named)
        except DomainError as error:
            status = status_of(error)
            return render(request, "accounts/refused.html", {"reason": error.message, "status": status}, status=status)

    return login_required(answer)
