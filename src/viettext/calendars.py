"""Days of the calendar: what a directive's yearless dates, terms and feasts come to."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = r"(?:20\d\d|19\d\d)"
_CALENDAR_DAY = re.compile(
    rf"(?<![\d/])(?:(?P<d>\d{{1,2}}) ?[/.-] ?(?P<m>\d{{1,2}}) ?[/.-] ?(?P<y>{YEAR})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s+năm\s+| ?/ ?)(?P<y2>{YEAR})(?!\d))",
    re.I,
)
# The first day of the lunar year. Source: the calendar of Viet Nam (UTC+7).
_LUNAR_NEW_YEAR = {
    2016: (2, 8),
    2017: (1, 28),
    2018: (2, 16),
    2019: (2, 5),
    2020: (1, 25),
    2021: (2, 12),
    2022: (2, 1),
    2023: (1, 22),
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 2),
    2031: (1, 23),
    2032: (2, 11),
    2033: (1, 31),
    2034: (2, 19),
    2035: (2, 8),
}
# A yearless day so long before the day it is counted from means the next year.
_LONG_PAST = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What yearless dates and terms are counted from: the year of the event, and the day of signature."""

    year: int | None = None
    signed: date | None = None

    def nearest(self, month: int, number: int | None = None) -> date | None:
        """The day (the month's last where no number is given) in the year of the event, or in the next where that lies
        far before the day of signature; None without a year."""
        if self.year is None:
            return None
        on = _in(self.year, month, number)
        if on and self.signed and self.signed - on > _LONG_PAST:
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
        numbers = [match[n] or match[n + "2"] for n in ("y", "m", "d")]
        if on := day(*(int(n) for n in numbers)):
            found.append((match.start(), on))
    return found


def lunar_new_year(year: int) -> date | None:
    """The first day of the lunar year that begins in the year, where the table has it."""
    found = _LUNAR_NEW_YEAR.get(year)
    return date(year, *found) if found else None


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
