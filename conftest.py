"""What holds for every test: its ring, how hard properties are tried, and a clean temporary folder."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.browser"]

RINGS = ("unit", "services", "system")
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_serialized_rollback", "live_server"})

# No deadline and no complaint about slow generation: a busy machine must not decide whether a property holds.
LOCAL = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("local", LOCAL)
settings.register_profile("ci", LOCAL, derandomize=True)
settings.register_profile("nightly", LOCAL, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "local"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its ring, and `database` where it must also run on PostgreSQL."""
    for item in items:
        uses_database = _uses_database(item)
        if uses_database:
            item.add_marker("database")
        if not any(item.get_closest_marker(ring) for ring in RINGS):
            item.add_marker(_ring(item, uses_database=uses_database))


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    """Every test begins in the source language, whatever language a page before it was asked for in."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


def pytest_unconfigure() -> None:
    """Remove the home folder that the test settings made."""
    if django_settings.configured:
        home = Path(django_settings.THUOCDO_HOME)
        if home.parent == Path(tempfile.gettempdir()):
            shutil.rmtree(home, ignore_errors=True)


def _ring(item: pytest.Item, *, uses_database: bool) -> str:
    if "browsers" in _fixtures(item):
        return "system"
    return "services" if uses_database else "unit"


def _uses_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db") or item.get_closest_marker("database"):
        return True
    test_class = getattr(item, "cls", None)
    if test_class is not None and issubclass(test_class, TransactionTestCase):
        return True
    return not DATABASE_FIXTURES.isdisjoint(_fixtures(item))


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))
