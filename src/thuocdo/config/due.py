"""What is due every minute: the log is sealed, files that wait are read, content that nothing names is removed."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from thuocdo.directives.intake_queries import is_being_read
from thuocdo.directives.intakes import read_on
from thuocdo.foundation import clock, unused

READ_SECONDS = 20.0  # of each minute: a server has pages to show as well
WATCHED = timedelta(seconds=10)  # a page asks for the next step every second or two
CLEARED = "store-cleared"  # its age says when content was last looked through
CLEAR_EVERY = timedelta(days=1)


def read_waiting() -> int:
    """Read files that wait, for some seconds, unless somebody is at it, on a page or elsewhere; how many were read."""
    if is_being_read(since=clock.now() - WATCHED):
        return 0
    return len(read_on(on=clock.today(), seconds=READ_SECONDS))


def clear_store() -> int:
    """Once a day, remove content that no row has named for `UNUSED_FILES_DAYS` days (0: never); how many files went."""
    days, now = settings.UNUSED_FILES_DAYS, clock.now()
    mark = Path(settings.THUOCDO_HOME) / CLEARED
    if not days or (mark.exists() and mark.stat().st_mtime > (now - CLEAR_EVERY).timestamp()):
        return 0
    removed = unused.remove_unused(before=now - timedelta(days=days))
    mark.touch()
    return removed
