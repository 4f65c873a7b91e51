"""Reporting periods: `2025-10-31`, `2025-W43`, `2025-10`, `2025-Q3`, `2025-H1`, `2025`.

A period lies in a longer one when its last day does, except a week, which belongs to the month, quarter, half-year
and year of its Thursday (ISO 8601 counts the weeks of a year by the same rule).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from yardstick.errors import BadInput


class Frequency(StrEnum):
    """How long a period is, shortest first."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


ORDER = tuple(Frequency)
MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
PER_YEAR = {Frequency.MONTHLY: 12, Frequency.QUARTERLY: 4, Frequency.HALF_YEARLY: 2, Frequency.YEARLY: 1}
PATTERNS = {
    Frequency.DAILY: re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII),
    Frequency.WEEKLY: re.compile(r"(\d{4})-W(\d{2})", re.ASCII),
    Frequency.MONTHLY: re.compile(r"(\d{4})-(\d{2})", re.ASCII),
    Frequency.QUARTERLY: re.compile(r"(\d{4})-Q([1-4])", re.ASCII),
    Frequency.HALF_YEARLY: re.compile(r"(\d{4})-H([12])", re.ASCII),
    Frequency.YEARLY: re.compile(r"(\d{4})", re.ASCII),
}
EXPECTED = "a period like 2025-10-31, 2025-W43, 2025-10, 2025-Q3, 2025-H1 or 2025"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; `code` is how it is printed."""

    code: str
    frequency: Frequency
    first: date
    last: date

    def __str__(self) -> str:
        return self.code

    @property
    def anchor(self) -> date:
        """The day that decides which longer period this one belongs to."""
        return self.last - timedelta(days=3) if self.frequency is Frequency.WEEKLY else self.last

    def within(self, frequency: Frequency) -> "Period | None":
        """The period of that frequency which this one lies in (itself at its own), `None` where it is longer."""
        if frequency is self.frequency:
            return self
        if ORDER.index(frequency) < ORDER.index(self.frequency) or (
            frequency is Frequency.WEEKLY and (self.frequency is not Frequency.DAILY)
        ):
            return None
        return period_of(self.anchor, frequency)

    def next(self) -> "Period":
        """The period of the same frequency that begins the day after; `OverflowError` after the year 9999."""
        return period_of(self.last + timedelta(days=1), self.frequency)


@lru_cache(maxsize=65_536)
def parse_period(text: str) -> Period:
    """The period that a code names; `BadInput` for anything else, also for a day or week that does not exist."""
    for frequency, pattern in PATTERNS.items():
        if found := pattern.fullmatch(text):
            try:
                return _made(text, frequency, *map(int, found.groups()))
            except (ValueError, OverflowError):  # no such day; a week that ends after the year 9999
                break
    raise BadInput(f"{text!r} is no period: expected {EXPECTED}")


def _made(text: str, frequency: Frequency, year: int, number: int = 1, day: int = 0) -> Period:
    if frequency is Frequency.DAILY:
        on = date(year, number, day)
        return Period(text, frequency, on, on)
    if frequency is Frequency.WEEKLY:
        monday = date.fromisocalendar(year, number, 1)
        return Period(text, frequency, monday, monday + timedelta(days=6))
    if frequency is Frequency.MONTHLY and not 1 <= number <= 12:
        raise ValueError(number)
    length = MONTHS[frequency]
    first = date(year, (number - 1) * length + 1, 1)
    return Period(text, frequency, first, _month_end(year, number * length))


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def period_of(on: date, frequency: Frequency) -> Period:
    """The period of a frequency that holds a day."""
    if frequency is Frequency.DAILY:
        return parse_period(on.isoformat())
    if frequency is Frequency.WEEKLY:
        year, week, _ = on.isocalendar()
        return parse_period(f"{year:04}-W{week:02}")
    number = (on.month - 1) // MONTHS[frequency] + 1
    return parse_period(
        {
            Frequency.MONTHLY: f"{on.year:04}-{number:02}",
            Frequency.QUARTERLY: f"{on.year:04}-Q{number}",
            Frequency.HALF_YEARLY: f"{on.year:04}-H{number}",
            Frequency.YEARLY: f"{on.year:04}",
        }[frequency]
    )


def periods_between(first: date, last: date, frequency: Frequency) -> Iterator[Period]:
    """Every period of a frequency that holds a day from `first` to `last`, in order; none where `last` is earlier."""
    if last < first:
        return
    period = period_of(first, frequency)
    while True:
        yield period
        if period.last >= last:
            return
        period = period.next()
