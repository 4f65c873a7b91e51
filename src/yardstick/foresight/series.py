"""Values of one indicator and unit in time order, with the gaps there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from yardstick.errors import BadInput
from yardstick.periods import MONTHS, PER_YEAR, Frequency, Period, parse_period, period_of


@dataclass(frozen=True, slots=True)
class Series:
    """Periods of one frequency without a hole, from the first to the last with a value; `None` is a gap in between."""

    periods: tuple[Period, ...]
    values: tuple[float | None, ...]

    @property
    def frequency(self) -> Frequency:
        """The frequency of its periods."""
        return self.periods[0].frequency

    @property
    def season(self) -> int:
        """How many periods a year has, where that may be seasons (quarters and months); else 1."""
        return PER_YEAR.get(self.frequency, 1) if self.frequency in SEASONAL else 1

    @property
    def last(self) -> Period:
        """The last period with a value."""
        return self.periods[-1]

    @property
    def last_value(self) -> float:
        """The value of the last period."""
        return self._end(-1)

    @property
    def first_value(self) -> float:
        """The value of the first period."""
        return self._end(0)

    @property
    def count(self) -> int:
        """How many values there are, gaps not counted."""
        return sum(value is not None for value in self.values)

    def _end(self, place: int) -> float:
        value = self.values[place]
        assert value is not None  # series_of leaves no gap at either end
        return value


SEASONAL = frozenset({Frequency.MONTHLY, Frequency.QUARTERLY})
MOST_PERIODS = 5_000
LARGEST = 1e100  # so that no difference or square of values leaves the range of doubles
DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}


def series_of(points: Mapping[str, float | None]) -> Series:
    """Arrange `points`, values by period code in any order; `None` is a missing value, the same as no entry.

    `BadInput` for a code that is no period, two frequencies, no value at all, NaN, infinity or a size of 1e100
    and more, and more than 5,000 periods from the first value to the last.
    """
    known = {parse_period(code): _finite(code, value) for code, value in points.items() if value is not None}
    if not known:
        raise BadInput("a series without any value: expected at least one")
    frequencies = sorted({period.frequency for period in known})
    if len(frequencies) > 1:
        raise BadInput(f"periods that are {' and '.join(frequencies)} in one series: expected one frequency")
    ordered = sorted(known, key=lambda period: period.first)
    periods = [ordered[0]]
    while periods[-1] != ordered[-1]:
        if len(periods) == MOST_PERIODS:
            raise BadInput(f"{ordered[0]} to {ordered[-1]}: expected at most {MOST_PERIODS:,} periods in one series")
        periods.append(periods[-1].next())
    return Series(tuple(periods), tuple(known.get(period) for period in periods))


def _finite(code: str, value: float) -> float:
    number = float(value)
    if not abs(number) < LARGEST:  # NaN is less than nothing
        raise BadInput(f"{code}: value {value}: expected a number of a size below 1e100, or None where it is missing")
    return number


def periods_until(series: Series, target: Period) -> int:
    """How many periods after the last value the target's end is; `BadInput` unless it is 1 or more.

    A target in a longer period (a year for months) is for the last period that belongs to it. One in a shorter period
    than those of the series is refused: no value is known for it.
    """
    aim = target if target.frequency is series.frequency else _last_in(target, series.frequency)
    if aim is None:
        raise BadInput(f"target {target}: shorter than the {series.frequency} periods of the series")
    if aim.first <= series.last.first:
        raise BadInput(f"target {target}: the last value is of {series.last}; expected one from before the target")
    return _distance(series.last, aim)


def _last_in(target: Period, frequency: Frequency) -> Period | None:
    """The last period of a frequency that belongs to the target's, `None` where none does."""
    found = period_of(target.last, frequency)
    if frequency is Frequency.WEEKLY and found.anchor > target.last:
        found = period_of(target.last - timedelta(days=7), frequency)
    return found if found.within(target.frequency) == target else None


def _distance(earlier: Period, later: Period) -> int:
    """Periods from one to another of the same frequency, by their numbers in time."""
    return _number(later) - _number(earlier)


def _number(period: Period) -> int:
    if period.frequency in MONTHS:
        return (period.first.year * 12 + period.first.month - 1) // MONTHS[period.frequency]
    return period.first.toordinal() // DAYS[period.frequency]  # of Mondays the remainder is always the same
