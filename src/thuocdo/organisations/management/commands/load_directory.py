"""`load_directory`: bring the shared directory of bodies into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from thuocdo.organisations import services


class Command(BaseCommand):
    """Load the directory of bodies; safe to run twice. Example: `manage.py load_directory`."""

    help = "Load the directory of bodies; a second run changes nothing. Example: manage.py load_directory"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many rows were written."""
        report = services.load_directory()
        self.stdout.write(f"{report.created} rows created, {report.updated} updated, {report.removed} removed")
