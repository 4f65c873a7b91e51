"""What of a database the demonstration made, read from the marks that it leaves in the event log."""

import uuid
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from importlib.metadata import version

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Grant, Person
from thuocdo.directives.models import Directive
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.programmes.models import Committee, Programme
from thuocdo.scoreboards.models import Snapshot
from thuocdo.tasks.models import Task

INSTALLATION = uuid.uuid5(uuid.NAMESPACE_URL, "thuocdo:demo")
OBJECT_TYPE = "installation"
BEGUN, PREPARED = "demo_begun", "demo_prepared"
# Whatever an installation of one's own holds first; the directory alone, which every database has, is not among them.
HELD: Sequence[type[models.Model]] = (Event, Programme, Committee, Task, Directive, Snapshot, Person, Grant)


class Profile(StrEnum):
    """How much is made."""

    SMALL = "small"
    NATIONAL = "national"


def refuse_foreign() -> None:
    """DomainError where the database holds anything that the demonstration did not make; changes nothing.

    Works on a database of any age, also on one without tables. What is made on the screens of the demonstration
    belongs to it; a programme that was imported into it does not.
    """
    tables = set(connection.introspection.table_names())
    if Event._meta.db_table not in tables:
        known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        found = sorted(tables - known - {MigrationRecorder.Migration._meta.db_table})[:1]
    elif begun() is None:
        found = [
            model._meta.db_table for model in HELD if model._meta.db_table in tables and model._default_manager.exists()
        ]
        found = found or list(Organisation.objects.filter(loaded_digest="").values_list("name", flat=True)[:1])
    else:
        made = Event.objects.filter(kind="programme_created").values("object_id")
        own = Programme.objects.filter(is_illustrative=False).exclude(uuid__in=made)
        found = list(own.values_list("code", flat=True)[:1]) if Programme._meta.db_table in tables else []
    if found:
        raise DomainError(
            _(
                "cơ sở dữ liệu này đã có dữ liệu không phải của bản minh họa ({what}) nên không dùng để minh họa:"
                " hãy mở bằng `thuocdo serve`, hoặc đặt DATABASE_URL hay THUOCDO_HOME khác"
            ).format(what=found[0])
        )


@transaction.atomic
def begin(*, today: date) -> Event:
    """The mark of a database that the demonstration may fill; the first time it is made, on an empty one only."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INSTALLATION.int % 2**62])
    refuse_foreign()
    return begun() or _mark(BEGUN, on=today)


def begun() -> Event | None:
    """The mark of the beginning: its day is the story's today, its identifier names this database."""
    return Event.objects.filter(kind=BEGUN, object_type=OBJECT_TYPE, object_id=INSTALLATION).order_by("id").first()


def is_prepared(profile: Profile) -> bool:
    """Whether everything of the profile is there."""
    marks = Event.objects.filter(kind=PREPARED, object_type=OBJECT_TYPE, object_id=INSTALLATION)
    return any(mark.payload["profile"] == profile.value for mark in marks)


def finish(profile: Profile, *, today: date) -> Event:
    """Mark that everything of the profile is there."""
    return _mark(PREPARED, on=today, profile=profile.value)


def _mark(kind: str, *, on: date, **told: str) -> Event:
    return events.record(
        events.Note(kind, OBJECT_TYPE, INSTALLATION, on, events.SYSTEM, {"version": version("thuocdo")} | told)
    )
