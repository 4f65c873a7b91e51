"""The cast, the day and a signed-in browser for tests of the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from thuocdo.accounts.models import Person
from thuocdo.desk.tests.factories import TODAY, Cast, make_cast
from thuocdo.foundation import clock
from thuocdo.scoreboards import remembering
from thuocdo.tasks.models import Task

Do = Callable[..., Any]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Wednesday in March 2025."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def cast(db: None) -> Cast:
    """A programme with its people."""
    return make_cast()


@pytest.fixture
def signed_in(db: None) -> Callable[[Person], Client]:
    """A browser in which the person is signed in."""

    def sign(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign


@pytest.fixture
def do(signed_in: Callable[[Person], Client]) -> Do:
    """Send an act as a person would from the task's page: `do(person, task, "nhan", named="An")`."""

    def send(person: Person, task: Task, slug: str, **told: object) -> Any:
        told.setdefault("version", task.version)
        return signed_in(person).post(f"/nhiem-vu/{task.uuid}/{slug}/", told)

    return send


@pytest.fixture
def counted_anew(monkeypatch):
    """What is remembered does not hang on what other programs do meanwhile: on PostgreSQL any of them makes it anew."""
    monkeypatch.setattr(remembering, "_token", lambda: ())
    yield
    remembering.forget()
