"""Pages as the server makes them: the whole request but the socket, as a signed-in officer of a ministry."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any


def page(address: str, asked: Mapping[str, str]) -> Callable[[], object]:
    """Something to time: one visit, which must succeed."""
    client = _client()

    def visit() -> object:
        answer = client.get(address, asked)
        assert answer.status_code == 200, f"{address} {asked}: {answer.status_code}"
        return answer

    visit()  # templates are compiled once in a server's life
    return visit


@cache
def _client() -> Any:
    from django.conf import settings
    from django.test import Client

    from thuocdo.accounts.models import Grant, Person
    from thuocdo.organisations.models import Organisation

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    person, is_new = Person.objects.get_or_create(username="an", defaults={"full_name": "An"})
    if is_new:
        ministry = Organisation.objects.filter(kind="ministry", valid_to=None).order_by("code").first()
        Grant.objects.create(person=person, role="officer", organisation=ministry, valid_from=date(2020, 1, 1))
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
