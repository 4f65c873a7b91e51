"""Keeps what was counted until the projection of events changes, so that a board is counted once and read often."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from django.db import connection

from thuocdo.foundation.models import Event
from thuocdo.tasks.models import StatusSpan

T = TypeVar("T")
MOST = 128  # boards of the country's scale take about a megabyte each

_kept: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def remembered(question: Hashable, count: Callable[[], T]) -> T:
    """What `count` gave when it was last asked this, if nothing it could have read has changed since.

    The answer is shared: nobody may change it.
    """
    key = (question, _token())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[return-value]
    found = count()
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Count everything anew: for measurements of the first visit."""
    with _lock:
        _kept.clear()


# Keys of spans and the last event; on PostgreSQL also the snapshot, for keys become visible there out of order.
LAST = "SELECT (SELECT MAX(id) FROM {spans}), (SELECT uuid FROM {events} ORDER BY id DESC LIMIT 1){snapshot}"


def _token() -> Hashable:
    """What changes with every change of the projection, as this transaction sees it. One query.

    Spans are replaced, never edited, so their highest key tells; the last event tells histories of equal length apart.
    """
    snapshot = ", pg_current_snapshot()::text" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(LAST.format(spans=StatusSpan._meta.db_table, events=Event._meta.db_table, snapshot=snapshot))
        return connection.settings_dict["NAME"], *map(str, cursor.fetchone())
