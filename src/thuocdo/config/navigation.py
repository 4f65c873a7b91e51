"""The places of the top bar, for staff and for the public."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.db.models import Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import administered_paths
from thuocdo.distribution.queries.inbox import waiting_count
from thuocdo.foundation import clock
from thuocdo.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Place:
    """One link; `count` is how much waits there, None where nothing is counted."""

    href: str
    label: str
    icon: str = ""
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table below. `within` begins the addresses that belong to the place, its own address by default.

    `waiting` counts what waits there for a person on a day.
    """

    route: str
    label: str | Promise
    icon: str = ""
    within: str = ""
    waiting: Callable[[Person, date], int] | None = None


# The phone shows the first five.
STAFF = (
    Entry("desk:my-work", _("Việc của tôi"), "inbox"),
    Entry("desk:boards", _("Bảng"), "chart"),
    Entry("desk:tasks", _("Nhiệm vụ"), "table"),
    Entry("review:directives", _("Văn bản"), "doc"),
    Entry("distribution:inbox", _("Văn bản đến"), "file", waiting=lambda person, on: waiting_count(person, on=on)),
)
ADMINISTRATION = Entry("accounts:people", _("Quản trị"), "settings", "/quan-tri/")
BODIES = Entry("organisations:search", pgettext_lazy("số nhiều", "Cơ quan"), "org")
PUBLIC = (
    Entry("portal:tasks", _("Tiến độ")),
    Entry("portal:bodies", _("Trách nhiệm")),
    Entry("portal:results", _("Kết quả")),
    Entry("portal:data", _("Dữ liệu mở")),
)
ACCOUNT = (
    Entry("desk:my-work", _("Việc của tôi")),
    Entry("programmes:programmes", pgettext_lazy("số nhiều", "Chương trình")),
    BODIES,
    Entry("accounts:account", _("Tài khoản và quyền")),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the top bar, the way home and the links of the account menu. Nothing is read unless shown."""
    # A request refused at the door, for its Host say, never met the middleware that knows the person.
    person = getattr(request, "user", None)
    is_staff = person is not None and person.is_authenticated and not _is_public(request)
    return {
        "navigation": SimpleLazyObject(lambda: _staff(request) if is_staff else _public(request)),
        "account_links": SimpleLazyObject(lambda: [_place(request, entry) for entry in ACCOUNT]),
        "home_href": reverse("desk:my-work") if is_staff else reverse("portal:home"),
    }


def _is_public(request: HttpRequest) -> bool:
    match = getattr(request, "resolver_match", None)
    return match is not None and match.app_name == "portal"


def _staff(request: HttpRequest) -> list[Place]:
    """Nothing while a one-time password waits to be replaced: every link would lead back."""
    if request.user.needs_new_password:  # type: ignore[union-attr]
        return []
    person, on = cast(Person, request.user), clock.today()
    is_administrator = administered_paths(person, on=on)
    entries = [*STAFF, *([ADMINISTRATION] if is_administrator else []), BODIES]
    return [
        replace(_place(request, entry), count=entry.waiting(person, on) if entry.waiting else None) for entry in entries
    ]


def _public(request: HttpRequest) -> list[Place]:
    """The three disclosures of the programme on the page, else of the one on the front page; none until published."""
    shown = Programme.objects.annotate(first=Min("snapshots__published_at")).exclude(first=None)
    published = list(shown.order_by("first", "pk").values_list("code", flat=True))
    match = request.resolver_match
    asked = match.kwargs.get("programme") if match and match.app_name == "portal" else None
    code = asked if asked in published else next(iter(published), None)
    return [_place(request, entry, code) for entry in PUBLIC] if code else []


def _place(request: HttpRequest, entry: Entry, *given: str) -> Place:
    href = reverse(entry.route, args=given)
    return Place(href, str(entry.label), entry.icon, request.path.startswith(entry.within or href))
