"""Registers the interface layer with Django, so that its templates and tags are found."""

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    """The interface layer: it has no models."""

    name = "thuocdo.interface"
    label = "interface"
    verbose_name = "Giao diện"
