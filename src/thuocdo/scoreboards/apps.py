"""Boards as of a date and the frozen snapshots that are published."""

from django.apps import AppConfig


class ScoreboardsConfig(AppConfig):
    name = "thuocdo.scoreboards"
    label = "scoreboards"
    default_auto_field = "django.db.models.BigAutoField"
