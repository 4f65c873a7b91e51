"""Working days of Viet Nam."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.rules.workdays import WorkingDays

DAYS = WorkingDays()
dates = st.dates(date(2019, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2025, 10, 15), True),
        (date(2025, 10, 18), False),  # Saturday
        (date(2025, 1, 29), False),  # Tet
        (date(2025, 4, 26), True),  # a Saturday worked in exchange for 2 May
        (date(2025, 5, 2), False),
        (date(2025, 9, 2), False),  # National Day
        (date(2025, 12, 25), True),  # no holiday in Viet Nam
    ],
)
def test_the_public_calendar_is_followed(day: date, is_working: bool) -> None:
    assert DAYS.is_working(day) is is_working


def test_the_administrator_may_say_otherwise() -> None:
    days = WorkingDays({date(2025, 10, 15): False, date(2025, 10, 18): True})
    assert not days.is_working(date(2025, 10, 15))
    assert days.is_working(date(2025, 10, 18))
    assert days.count(date(2025, 10, 13), date(2025, 10, 18)) == 4


@given(dates, dates)
def test_counting_agrees_with_looking_at_each_day(one: date, other: date) -> None:
    low, high = sorted((one, other))
    high = min(high, low + timedelta(days=800))
    each = sum(DAYS.is_working(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    assert DAYS.count(low, high) == each == -DAYS.count(high, low)


@given(dates, st.integers(1, 40))
def test_adding_gives_the_working_day_that_many_after(day: date, days: int) -> None:
    end = DAYS.add(day, days)
    assert DAYS.is_working(end)
    assert DAYS.count(day, end) == days


@given(dates, st.integers(1, 12))
def test_soon_begins_on_the_first_day_with_so_few_left(due: date, days: int) -> None:
    first = DAYS.soon_from(due, days)
    assert DAYS.count(first, due) <= days
    assert DAYS.count(first - timedelta(days=1), due) > days
