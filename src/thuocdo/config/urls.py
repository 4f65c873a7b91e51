"""All addresses: Vietnamese without tone marks."""

from importlib import import_module

from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from thuocdo.config.health import health
from thuocdo.interface.views import catalogue

urlpatterns = [
    path("ngon-ngu/", set_language, name="set_language"),
    path("healthz", health, name="health"),
    path("bo-thanh-phan/", catalogue, name="catalogue"),
    path("", include("thuocdo.accounts.urls")),
    path("", include("thuocdo.organisations.urls")),
    path("", include("thuocdo.programmes.urls")),
]

_waiting = path("viec-cua-toi/", RedirectView.as_view(pattern_name="accounts:account"), name="my-work")
_desk = import_module("thuocdo.desk.urls").urlpatterns
if not any(getattr(pattern, "name", "") == "my-work" for pattern in _desk):
    _desk = [*_desk, _waiting]
urlpatterns += [
    path("", include((_desk, "desk"))),
    path("", include("thuocdo.review.urls")),
    path("", include("thuocdo.portal.urls")),
]
