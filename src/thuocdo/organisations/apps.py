"""Registers the app of bodies with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Bodies, posts, groups of bodies and successions."""

    name = "thuocdo.organisations"
    label = "organisations"
    verbose_name = _("Cơ quan, tổ chức")
