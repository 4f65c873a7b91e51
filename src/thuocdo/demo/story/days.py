"""Working days of Viet Nam: weekends, public holidays with their days in lieu, and make-up days."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import holidays

_CALENDAR = holidays.country_holidays("VN", years=range(2024, 2041))
_FIRST, _LAST = date(2024, 1, 1), date(2040, 12, 31)
_WORKING = [
    day
    for day in (_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1))
    if _CALENDAR.is_working_day(day)
]


def is_working(day: date) -> bool:
    """Whether offices are open on `day` (2024 to 2040)."""
    at = bisect_left(_WORKING, day)
    return at < len(_WORKING) and _WORKING[at] == day


def on_or_after(day: date) -> date:
    """The first working day from `day` on, itself included."""
    return _WORKING[bisect_left(_WORKING, day)]


def on_or_before(day: date) -> date:
    """The last working day up to `day`, itself included."""
    return _WORKING[bisect_right(_WORKING, day) - 1]


def shift(day: date, working_days: int) -> date:
    """The working day that comes `working_days` after `day` (before it when negative); `day` need not be one."""
    at = bisect_right(_WORKING, day) - 1 if working_days >= 0 else bisect_left(_WORKING, day)
    return _WORKING[at + working_days]


def between(first: date, last: date) -> list[date]:
    """All working days from `first` to `last`, both included; empty when there is none."""
    return _WORKING[bisect_left(_WORKING, first) : bisect_right(_WORKING, last)]


def month_end(year: int, month: int) -> date:
    """The last calendar day of a month; `month` may run past 12 into the next years."""
    index = year * 12 + month
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def customary_deadlines(first: date, last: date) -> list[date]:
    """The days on which directives usually set a deadline (15th, 20th and last of a month) from `first` to `last`."""
    found = []
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        found += [date(year, month, 15), date(year, month, 20), month_end(year, month)]
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return [day for day in found if first <= day <= last]
