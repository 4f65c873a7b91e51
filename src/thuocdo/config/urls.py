"""All addresses: Vietnamese without tone marks. Pages for refusals are templates of the interface (403.html …)."""

from django.urls import include, path
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
    path("", include("thuocdo.review.urls")),
    path("", include("thuocdo.overlap.urls")),
    path("", include("thuocdo.distribution.urls")),
    path("", include("thuocdo.scoreboards.urls")),
    path("", include("thuocdo.desk.urls")),
    path("", include("thuocdo.portal.urls")),
]
