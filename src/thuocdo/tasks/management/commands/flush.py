"""`flush` (in tests alone, see the foundation's) with the one table that no model names, so that Django leaves it."""

from typing import Any

from thuocdo.foundation.management.commands import flush
from thuocdo.tasks import wording


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        super().handle(**options)
        wording.forget_removed()
