"""Days of the calendar: what a directive's yearless dates, terms and feasts come to."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = r"(?:20\d\d|19\d\d)"
_CALENDAR_DAY = re.compile(
    r"(?P<d>\d(?<![\d/]\d)\d?)"  # begins with a digit, so that a search can leap to the next one
    rf"(?: ?[/.-] ?(?P<m>\d{{1,2}}) ?[/.-] ?(?P<y>{YEAR})"
    rf"|\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s+năm\s+| ?/ ?)(?P<y2>{YEAR}))(?!\d)",
    re.I,
)
# A yearless day so long before the day it is counted from means the next year.
_LONG_PAST = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What yearless dates and terms are counted from: the year of the event, and the day of signature."""

    year: int | None = None
    signed: date | None = None

    def nearest(self, month: int, number: int | None = None, *, coming: bool = False) -> date | None:
        """The day (the month's last where no number is given) in the year of the event, or in the next where that lies
        far before the day of signature (or before it at all: ``coming``); None without a year."""
        if self.year is None:
            return None
        on = _in(self.year, month, number)
        if on and self.signed and self.signed - on > (timedelta() if coming else _LONG_PAST):
            return _in(self.year + 1, month, number)
        return on


def _in(year: int, month: int, number: int | None) -> date | None:
    return day(year, month, number) if number else month_end(year, month)


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date | None:
    """The last day of the month, or None for a month that is none."""
    return day(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and 0 < year < 10000 else None


def full_dates(text: str) -> list[tuple[int, date]]:
    """Every date printed with day, month and year, with its offset."""
    found = []
    for match in _CALENDAR_DAY.finditer(text):
        year, month = match["y"] or match["y2"], match["m"] or match["m2"]
        if on := day(int(year), int(month), int(match["d"])):
            found.append((match.start(), on))
    return found


def add_months(start: date, count: int) -> date | None:
    """The same day so many months later, or the last of a shorter month."""
    month = start.month - 1 + count
    year, month = start.year + month // 12, month % 12 + 1
    last = month_end(year, month)
    return last and last.replace(day=min(start.day, last.day))


def add_working_days(start: date, count: int) -> date:
    """The ``count``-th working day after ``start``, weekends and the public holidays of Viet Nam skipped."""
    import holidays  # heavy: only terms in working days need it

    off = holidays.country_holidays("VN", years=range(start.year, start.year + 3 + count // 200))
    current = start
    while count > 0:
        current += timedelta(days=1)
        if current.weekday() < 5 and current not in off:
            count -= 1
    return current
