"""Tasks that say the same or clash."""

from django.apps import AppConfig


class OverlapConfig(AppConfig):
    name = "thuocdo.overlap"
    label = "overlap"
    default_auto_field = "django.db.models.BigAutoField"
