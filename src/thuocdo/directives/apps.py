"""Documents that give work: their text, passages and proposals as data."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "thuocdo.directives"
    label = "directives"
    default_auto_field = "django.db.models.BigAutoField"
