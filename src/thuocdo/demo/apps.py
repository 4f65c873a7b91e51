"""Illustrative data, clearly marked as such."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "thuocdo.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
