"""Makes programmes and committees for tests."""

from datetime import date
from itertools import count
from typing import Any

from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Committee, Programme

_numbers = count(1)


def make_programme(code: str = "", **changed: Any) -> Programme:
    """A public programme without committee."""
    number = next(_numbers)
    return Programme.objects.create(**{"code": code or f"ct{number}", "name": f"Chương trình {number}"} | changed)


def make_committee(programme: Programme, standing_agency: Organisation | None = None, **changed: Any) -> Committee:
    """A committee that began long ago, with a body of its own."""
    fields = {"name": "Ban Chỉ đạo", "valid_from": date(2020, 1, 1), "organisation": None} | changed
    fields["organisation"] = fields["organisation"] or make_body(kind="committee", name="Ban Chỉ đạo")
    return Committee.objects.create(programme=programme, standing_agency=standing_agency or make_body(), **fields)
