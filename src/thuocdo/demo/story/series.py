"""The recurring tasks of the story: a report for each week, month, quarter or half-year until the year's end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from . import bodies, days
from .check import period_of
from .content import rows
from .meetings import MEETINGS
from .tell import STORY_ENDS_ON, citation, day

Event = dict[str, Any]


@dataclass(frozen=True)
class Series:
    """A recurring task; `meeting` is the number of the conclusion that gave it, `last_on` its last day."""

    meeting: int
    lead: str
    recurrence: str
    last_on: date
    field: str
    title: str
    deliverable: str
    person: str


def _read() -> tuple[Series, ...]:
    return tuple(
        Series(int(row.pop("meeting")), last_on=date.fromisoformat(row.pop("last_on")), **row)
        for row in rows("series.csv")
    )


SERIES = _read()

LATE_SHARE, RETURN_SHARE = 0.08, 0.05


class _Writer:
    """Writes one series."""

    def __init__(self, series: Series, code: str, label: str, rng: Random) -> None:
        self._series, self._code, self._label, self._rng = series, code, label, rng
        self._meeting = MEETINGS[series.meeting - 1]
        self._superior = bodies.COMMITTEE if series.lead == bodies.STANDING_AGENCY else bodies.STANDING_AGENCY

    def _event(self, on: date, name: str, by: str, **more: object) -> Event:
        known = {"by": bodies.name_on(by, on)} if by else {}
        return {"on": on.isoformat(), "event": name, "task": self._code} | known | more

    def write(self) -> Iterator[Event]:
        series, on = self._series, self._meeting.signed_on
        source = {"directive": self._meeting.symbol, "label": self._label, "signed_on": on.isoformat()}
        yield self._event(
            on,
            "created",
            "",
            programme="nq57",
            title=series.title,
            lead=[bodies.name_on(series.lead, on)],
            coordinating=[],
            accountable_person=series.person,
            deliverables=[series.deliverable],
            due=series.last_on.isoformat(),
            recurrence=series.recurrence,
            source=source,
            field=series.field,
            **{"class": "public"},
        )
        yield self._event(on, "assigned", self._superior)
        accepted_on = days.shift(on, 1)
        yield self._event(accepted_on, "accepted", series.lead)
        yield self._event(accepted_on, "started", series.lead)
        for event in sorted(self._periods(on, accepted_on), key=lambda event: str(event["on"])):
            if event["on"] <= STORY_ENDS_ON.isoformat():
                yield event

    def _periods(self, assigned_on: date, accepted_on: date) -> Iterator[Event]:
        start = assigned_on
        while start <= self._series.last_on:
            period, end = period_of(start, self._series.recurrence)
            yield from self._period(period, end, accepted_on)
            start = end + timedelta(days=1)

    def _period(self, period: str, end: date, accepted_on: date) -> Iterator[Event]:
        rng = self._rng
        last_day = days.on_or_before(end)
        reported_on = max(accepted_on, days.shift(last_day, -rng.choice((0, 0, 1, 1, 2))))
        if end > date(2025, 4, 30) and rng.random() < LATE_SHARE:
            reported_on = days.shift(last_day, rng.randint(2, 6))
        if rng.random() < RETURN_SHARE:
            first, back = days.shift(reported_on, -3), days.shift(reported_on, -1)
            if first > accepted_on:
                yield self._report(period, first)
                reason = "Số liệu kỳ này chưa khớp với hệ thống, đề nghị rà lại"
                yield self._event(back, "returned", self._superior, reason=reason, period=period)
        elif self._series.recurrence == "quarterly":
            note = f"Đã gửi đề cương và biểu mẫu; hạn nhận số liệu ngày {day(days.shift(last_day, -5))}"
            on = max(accepted_on, days.shift(last_day, -9))
            if on <= reported_on:
                yield self._event(on, "progressed", "", percent=40, note=note, period=period)
        yield self._report(period, reported_on)
        yield self._event(days.shift(reported_on, rng.randint(1, 4)), "verified", self._superior, period=period)

    def _report(self, period: str, on: date) -> Event:
        evidence = [citation("BC", self._series.lead, on, self._rng)]
        return self._event(on, "reported", self._series.lead, evidence=evidence, period=period)


def series_events(number: int, series: Series, code: str, rng: Random) -> list[Event]:
    """All events of one series: `number` gives its label in the conclusion, `code` its identifier."""
    return list(_Writer(series, code, f"Phụ lục.{number}", rng).write())
