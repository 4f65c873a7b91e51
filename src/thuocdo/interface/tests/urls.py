"""Addresses for the tests of the interface alone: the catalogue and the language switch."""

from django.urls import include, path

from thuocdo.interface.views import catalogue

urlpatterns = [
    path("bo-thanh-phan/", catalogue, name="catalogue"),
    path("i18n/", include("django.conf.urls.i18n")),
]
