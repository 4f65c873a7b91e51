"""Tasks, their life, evidence and extensions, and the projection that boards read."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TasksConfig(AppConfig):
    name = "thuocdo.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_forget_words_of_removed_tasks, sender=self)


def _forget_words_of_removed_tasks(**_: Any) -> None:
    """Also after `flush`, which empties the tables of models only and would leave the words of tasks that are gone."""
    from thuocdo.tasks import wording

    wording.forget_removed()
