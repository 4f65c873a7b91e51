"""Programmes, their fields and the bodies that steer them."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thuocdo.foundation.errors import DomainError

from thuocdo.programmes.models import Committee, Field, Programme
from thuocdo.programmes.rules import FIELDS


def fields_of(programme: Programme) -> dict[str, str]:
    """Code to name of every field a task of the programme may have. One query."""
    return FIELDS | dict(Field.objects.filter(programme=programme).values_list("code", "name"))


def committees_of(programme: Programme, *, on: date) -> QuerySet[Committee]:
    """The committees that steer the programme on the day, with their bodies."""
    return (
        Committee.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), programme=programme, valid_from__lte=on)
        .select_related("organisation", "standing_agency")
        .order_by("organisation__path")
    )


def steering_committee(programme: Programme, *, on: date) -> Committee | None:
    """The highest committee of the programme on the day, or None while none is named."""
    return committees_of(programme, on=on).first()


def programme_of(code: str) -> Programme:
    """The programme with this code; raises DomainError where there is none."""
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise DomainError(_("Không có chương trình “{code}”.").format(code=code))
    return found
