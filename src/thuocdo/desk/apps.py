"""Staff screens that join several apps: my work, a task's page, the board."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "thuocdo.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
