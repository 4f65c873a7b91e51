"""Pages of bodies: search, one body, and suggestions for boxes in which a body is named."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from thuocdo.foundation import clock
from thuocdo.organisations import labels, matching, profile
from thuocdo.organisations.forms import LONGEST_NAME, SearchForm

PAGE = 50
SUGGESTIONS = 12


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Bodies of today and of the past by any of their names; an unreadable filter counts as none."""
    form = SearchForm(request.GET)
    form.is_valid()
    asked = {name: str(form.cleaned_data.get(name) or "") for name in ("q", "kind", "level")}
    found = profile.search(wanted=asked["q"], kind=asked["kind"], level=asked["level"])
    understood = matching.match(asked["q"], on=clock.today()) if asked["q"] else None
    shown = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "understood": understood if understood and understood.is_certain else None,
        "wanted": asked["q"],
    }
    return render(request, "organisations/search.html", shown)


@require_GET
@login_required
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body, with a page of those below it."""
    on = clock.today()
    found = profile.profile_of(code, on=on)
    if found is None:
        raise Http404(_("Không có cơ quan này."))
    below = Paginator(profile.below(found.body, on=on), PAGE).get_page(request.GET.get("page"))
    shown = {
        "profile": found,
        "below": below,
        "kind": labels.KIND[found.body.kind],
        "level": labels.LEVEL[found.body.level],
        "is_valid": found.body.is_valid(on=on),
    }
    return render(request, "organisations/body.html", shown)


@require_GET
@vary_on_headers("HX-Request")
@login_required
def suggest(request: HttpRequest) -> HttpResponse:
    """Bodies for a type-ahead box: JSON, or options of a list for htmx.

    The text is the parameter `q`, or the one that `field` names (a box sends its own name). `id` in the JSON is null
    for an authority of a commune that nothing has used yet: its code or name may be sent all the same.
    """
    text = request.GET.get(request.GET.get("field", "q"), "")[:LONGEST_NAME]
    found = matching.suggest(text, on=clock.today(), limit=SUGGESTIONS)
    if request.headers.get("HX-Request"):
        return render(request, "organisations/_options.html", {"bodies": found})
    rows = [{"id": fact.id, "code": fact.code, "name": fact.name, "short_name": fact.short_name} for fact in found]
    return JsonResponse({"bodies": rows})
