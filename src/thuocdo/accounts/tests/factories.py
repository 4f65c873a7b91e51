"""Makes people and their roles for tests."""

from datetime import date
from itertools import count
from typing import Any

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import Role
from thuocdo.organisations.models import Organisation
from viettext import fold

LONG_AGO = date(2020, 1, 1)
PASSWORD = "một câu đủ dài 57"
_numbers = count(1)


def make_person(username: str = "", **changed: Any) -> Person:
    """Somebody with a password and no role."""
    name = username or f"nguoi{next(_numbers)}"
    fields = {"username": name, "full_name": name.capitalize()} | changed
    person = Person(**{"folded": fold(fields["full_name"]), **fields})
    person.set_password(PASSWORD)
    person.save()
    return person


def make_grant(person: Person, role: Role, body: Organisation | None = None, **changed: Any) -> Grant:
    """A role that began long ago and does not end."""
    fields = {"valid_from": LONG_AGO} | changed
    return Grant.objects.create(person=person, role=role.value, organisation=body, **fields)


def make_holder(role: Role, body: Organisation | None = None, username: str = "", **changed: Any) -> Person:
    """Somebody with one lasting role."""
    person = make_person(username, **changed)
    make_grant(person, role, body)
    return person
