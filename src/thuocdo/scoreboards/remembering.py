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


def _token() -> Hashable:
    """What changes with every change of the projection, as this transaction sees it.

    Spans are replaced, never edited, so their highest key tells; the last event tells histories of equal length apart.
    On PostgreSQL keys become visible out of order, so the snapshot itself is part of it.
    """
    span = StatusSpan.objects.order_by("-pk").values_list("pk", flat=True).first()
    event = Event.objects.order_by("-pk").values_list("uuid", flat=True).first()
    return connection.settings_dict["NAME"], span, event, _snapshot()


def _snapshot() -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])
