"""Tasks, their life, evidence and extensions, and the projection that boards read."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "thuocdo.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
