"""All addresses: Vietnamese without tone marks."""

from importlib.util import find_spec

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

WAITING = {"desk": ("viec-cua-toi/", "my-work"), "review": ("van-ban/", "directives"), "portal": ("", "home")}
for _app, (_address, _name) in WAITING.items():
    if find_spec(f"thuocdo.{_app}.urls"):
        urlpatterns.append(path("", include(f"thuocdo.{_app}.urls")))
    else:
        _page = path(_address, RedirectView.as_view(pattern_name="accounts:account"), name=_name)
        urlpatterns.append(path("", include(([_page], _app), namespace=_app)))
