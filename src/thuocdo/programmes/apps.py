"""Resolutions being carried out, their fields, committees and memberships."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "thuocdo.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
