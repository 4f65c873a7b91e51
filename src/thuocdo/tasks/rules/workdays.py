"""Working days of Viet Nam: weekends, public holidays, Tet and make-up days, with the administrator's overrides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import holidays

SATURDAY = 5
DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def _official_year(year: int) -> tuple[bool, ...]:
    """For each day of the year, whether it is a working day by the public calendar."""
    calendar = holidays.country_holidays("VN", years=year)
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) if year < date.max.year else date.max) - first
    return tuple(_is_official(first + DAY * n, calendar) for n in range(days.days))


def _is_official(day: date, calendar: "holidays.HolidayBase") -> bool:
    if day in calendar.weekend_workdays:
        return True
    return day.weekday() < SATURDAY and day not in calendar


@dataclass(frozen=True)
class WorkingDays:
    """A calendar; `overrides` maps a day to whether it is worked, against the public calendar."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    _years: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    _soon: dict[tuple[date, int], date] = field(default_factory=dict, repr=False, compare=False)

    def is_working(self, day: date) -> bool:
        """Whether people work on the day."""
        if day in self.overrides:
            return self.overrides[day]
        return _official_year(day.year)[day.timetuple().tm_yday - 1]

    def count(self, after: date, until: date) -> int:
        """Working days d with after < d <= until; negative where `until` lies before `after`."""
        if until < after:
            return -self.count(until, after)
        total = self._through(until) - self._through(after)
        for year in range(after.year, until.year):
            total += self._year(year)[-1]
        return total

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start` (`days` >= 0; 0 gives `start`)."""
        day = start
        while days > 0:
            day += DAY
            days -= self.is_working(day)
        return day

    def soon_from(self, due: date, days: int = 7) -> date:
        """The first day on which at most `days` working days remain until `due`, `due` included."""
        known = self._soon.get((due, days))
        if known is None:
            known, left = due, days
            while left > 0 or not self.is_working(known):
                left -= self.is_working(known)
                known -= DAY
            self._soon[due, days] = known
        return known

    def _through(self, day: date) -> int:
        return self._year(day.year)[day.timetuple().tm_yday - 1]

    def _year(self, year: int) -> tuple[int, ...]:
        if year not in self._years:
            first = date(year, 1, 1)
            worked = (self.overrides.get(first + DAY * n, official) for n, official in enumerate(_official_year(year)))
            self._years[year] = tuple(accumulate(map(int, worked)))
        return self._years[year]
