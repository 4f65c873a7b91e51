"""Calendar periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.rules.recurrence import Recurrence, is_name, period_of, periods_from

dates = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("recurrence", "day", "name", "first", "last"),
    [
        (Recurrence.WEEKLY, date(2025, 1, 1), "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        (Recurrence.WEEKLY, date(2027, 1, 1), "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (Recurrence.MONTHLY, date(2024, 2, 10), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (Recurrence.QUARTERLY, date(2025, 6, 30), "2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
        (Recurrence.HALF_YEARLY, date(2025, 7, 1), "2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        (Recurrence.YEARLY, date(2025, 7, 1), "2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_its_name_and_ends(recurrence: Recurrence, day: date, name: str, first: date, last: date) -> None:
    period = period_of(recurrence, day)
    assert (period.name, period.first, period.last) == (name, first, last)


@given(st.sampled_from(Recurrence), dates)
def test_periods_cover_every_day_once(recurrence: Recurrence, day: date) -> None:
    period = period_of(recurrence, day)
    assert period.first <= day <= period.last
    assert is_name(recurrence, period.name)
    assert period_of(recurrence, period.first) == period == period_of(recurrence, period.last)
    assert period_of(recurrence, period.last + timedelta(days=1)).first == period.last + timedelta(days=1)


@given(st.sampled_from(Recurrence), dates, st.integers(0, 900))
def test_periods_follow_one_another(recurrence: Recurrence, day: date, length: int) -> None:
    until = day + timedelta(days=length)
    found = list(periods_from(recurrence, day, until))
    assert found[0].first <= day
    assert found[-1].first <= until <= found[-1].last
    assert len({period.name for period in found}) == len(found)


@pytest.mark.parametrize("name", ["2025-Q5", "2025-q1", "2025-13", "25-01", "2025-W54", "", "２０２５", "2025-Q1 "])
def test_other_words_are_no_names(name: str) -> None:
    assert not any(is_name(recurrence, name) for recurrence in Recurrence)
