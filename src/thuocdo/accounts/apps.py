"""People, their appointments and grants, signing in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thuocdo.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
