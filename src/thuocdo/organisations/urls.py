"""Addresses of bodies."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from thuocdo.organisations import views


class CodeConverter(StringConverter):
    """What codes are made of; anything else is no address."""

    regex = "[A-Za-z0-9._-]{1,40}"


register_converter(CodeConverter, "code")

app_name = "organisations"

urlpatterns = [
    path("co-quan/", views.search, name="search"),
    path("co-quan/goi-y/", views.suggest, name="suggest"),
    path("co-quan/<code:code>/", views.body, name="body"),
]
