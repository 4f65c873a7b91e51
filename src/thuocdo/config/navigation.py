"""The places of the top bar, for staff and for the public."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the top bar. `starts` is the beginning of the addresses that belong to it."""

    href: str
    label: str
    icon: str = ""
    is_current: bool = False
    count: int | None = None


STAFF = (
    ("desk:my-work", gettext_lazy("Việc của tôi"), "inbox"),
    ("desk:boards", gettext_lazy("Bảng"), "chart"),
    ("desk:tasks", gettext_lazy("Nhiệm vụ"), "table"),
    ("review:directives", gettext_lazy("Văn bản"), "doc"),
    ("organisations:search", gettext_lazy("Cơ quan"), "org"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    places = [place for row in STAFF if (place := _place(request, *row))]
    return {"navigation": places, "home_href": "/", "account_links": [Place(reverse("accounts:account"), _("Tài khoản"))]}


def _place(request: HttpRequest, name: str, label: str, icon: str) -> Place | None:
    try:
        href = reverse(name)
    except NoReverseMatch:
        return None
    return Place(href, str(label), icon, request.path.startswith(href) and href != "/")
