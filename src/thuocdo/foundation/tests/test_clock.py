"""The official day is Viet Nam's, wherever the server stands."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from thuocdo.foundation import clock


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Kiritimati"])
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server's own time zone, put back afterwards."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class Evening(datetime):
    """A clock that stands at 17:30 UTC on 31 December 2025: half past midnight of the new year in Viet Nam."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime(2025, 12, 31, 17, 30, tzinfo=UTC).astimezone(tz)


def test_now_is_seven_hours_ahead_of_utc(server_zone: None) -> None:
    assert clock.now().utcoffset() == timedelta(hours=7)


def test_the_day_begins_at_midnight_in_viet_nam(server_zone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "datetime", Evening)
    assert clock.today() == date(2026, 1, 1)
