"""The foundation as a Django app, because the event log is a table."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "thuocdo.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
