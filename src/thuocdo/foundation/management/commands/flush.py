"""`flush` refused: it would erase the event log. Only a test database may be emptied."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from thuocdo.foundation import append_only


class Command(DjangoFlush):
    help = "Refused outside tests: the event log is never erased."

    def handle(self, **options: Any) -> None:
        if not getattr(settings, "TESTING", False):
            raise CommandError("The event log is never erased. To start anew, use a new database.")
        connection = connections[options["database"]]
        append_only.remove(connection)
        try:
            super().handle(**options)
        finally:
            append_only.install(connection)
