"""Proposals become tasks: the acts of a reviewer."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "thuocdo.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
