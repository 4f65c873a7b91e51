"""Calendar periods of a recurring task: weeks are ISO weeks, an occurrence is due on its period's last day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Recurrence(StrEnum):
    """How often a recurring task comes round."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12}
PATTERNS = {
    Recurrence.WEEKLY: re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])", re.ASCII),
    Recurrence.MONTHLY: re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII),
    Recurrence.QUARTERLY: re.compile(r"\d{4}-Q[1-4]", re.ASCII),
    Recurrence.HALF_YEARLY: re.compile(r"\d{4}-H[12]", re.ASCII),
    Recurrence.YEARLY: re.compile(r"\d{4}", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period: its name ("2025-Q2"), first day and last day."""

    name: str
    first: date
    last: date


def period_of(recurrence: Recurrence, day: date) -> Period:
    """The period that holds the day."""
    if recurrence is Recurrence.WEEKLY:
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(f"{year}-W{week:02}", monday, monday + timedelta(days=6))
    months = MONTHS[recurrence]
    index = (day.month - 1) // months
    first = date(day.year, index * months + 1, 1)
    last_month = index * months + months
    last = date(day.year, 12, 31) if last_month == 12 else date(day.year, last_month + 1, 1) - timedelta(days=1)
    return Period(_name(recurrence, day.year, index), first, last)


def periods_from(recurrence: Recurrence, day: date, until: date) -> Iterator[Period]:
    """The period that holds `day` and every later one that begins on or before `until`."""
    period = period_of(recurrence, day)
    while period.first <= until:
        yield period
        period = period_of(recurrence, period.last + timedelta(days=1))


def is_name(recurrence: Recurrence, name: str) -> bool:
    """Whether the text has the shape of a period's name for this recurrence."""
    return PATTERNS[recurrence].fullmatch(name) is not None


def _name(recurrence: Recurrence, year: int, index: int) -> str:
    if recurrence is Recurrence.MONTHLY:
        return f"{year:04}-{index + 1:02}"
    if recurrence is Recurrence.QUARTERLY:
        return f"{year:04}-Q{index + 1}"
    if recurrence is Recurrence.HALF_YEARLY:
        return f"{year:04}-H{index + 1}"
    return f"{year:04}"
