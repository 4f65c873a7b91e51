"""Directives on their way: to whom they were sent, who acknowledged them, and what lower bodies made of them."""

from django.apps import AppConfig


class DistributionConfig(AppConfig):
    name = "thuocdo.distribution"
    label = "distribution"
    default_auto_field = "django.db.models.BigAutoField"
