"""The public site, which shows published snapshots only."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thuocdo.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
