"""Reporting periods: what is one, which longer one it lies in, and what comes next."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import BadInput
from yardstick.periods import MONTHS, ORDER, Frequency, parse_period, period_of, periods_between

# A year's room at both ends, so that every longer or following period is there.
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
FREQUENCIES = st.sampled_from(Frequency)

STRETCHES = {
    "2025-10-31": (Frequency.DAILY, date(2025, 10, 31), date(2025, 10, 31)),
    "2024-02-29": (Frequency.DAILY, date(2024, 2, 29), date(2024, 2, 29)),
    "2025-W43": (Frequency.WEEKLY, date(2025, 10, 20), date(2025, 10, 26)),
    "2020-W53": (Frequency.WEEKLY, date(2020, 12, 28), date(2021, 1, 3)),
    "2025-W01": (Frequency.WEEKLY, date(2024, 12, 30), date(2025, 1, 5)),
    "2024-02": (Frequency.MONTHLY, date(2024, 2, 1), date(2024, 2, 29)),
    "2025-12": (Frequency.MONTHLY, date(2025, 12, 1), date(2025, 12, 31)),
    "2025-Q3": (Frequency.QUARTERLY, date(2025, 7, 1), date(2025, 9, 30)),
    "2025-H1": (Frequency.HALF_YEARLY, date(2025, 1, 1), date(2025, 6, 30)),
    "2025-H2": (Frequency.HALF_YEARLY, date(2025, 7, 1), date(2025, 12, 31)),
    "2025": (Frequency.YEARLY, date(2025, 1, 1), date(2025, 12, 31)),
    "9999": (Frequency.YEARLY, date(9999, 1, 1), date(9999, 12, 31)),
}


@pytest.mark.parametrize("code", STRETCHES)
def test_a_code_names_its_days(code: str) -> None:
    period = parse_period(code)
    assert (period.frequency, period.first, period.last) == STRETCHES[code]
    assert str(period) == code


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2025 ", " 2025", "25", "0000", "2025-", "2025-0", "2025-00", "2025-13", "2025-1", "2025-Q0",
        "2025-Q5", "2025-H0", "2025-H3", "2025-W00", "2025-W53", "2025-W1", "2025-02-29", "2025-10-32", "2025-10-1",
        "2025-q3", "2025-S1", "2025Q3", "202510", "٢٠٢٥", "2025\n", "2025-10-31T00:00", "9999-W52", "-2025",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadInput, match="is no period: expected a period like") as refused:
        parse_period(text)
    assert "\n" not in str(refused.value)


@given(st.text(max_size=12) | st.from_regex(r"\d{4}-[WQHM]?\d{1,2}(-\d{2})?", fullmatch=True))
def test_any_text_is_a_period_under_its_own_code_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except BadInput:
        return
    assert period.code == text
    assert period.first <= period.last
    assert period_of(period.anchor, period.frequency) == period


@given(DAYS, FREQUENCIES)
def test_the_period_of_a_day_holds_it(on: date, frequency: Frequency) -> None:
    period = period_of(on, frequency)
    assert period.first <= on <= period.last
    assert period.frequency is frequency
    assert parse_period(period.code) == period


@given(DAYS, FREQUENCIES)
def test_the_next_period_begins_the_day_after(on: date, frequency: Frequency) -> None:
    period = period_of(on, frequency)
    following = period.next()
    assert following.first == period.last + timedelta(days=1)
    assert following.frequency is frequency
    assert following.code > period.code


def test_nothing_comes_after_the_last_year() -> None:
    with pytest.raises(OverflowError):
        parse_period("9999").next()


@given(DAYS, FREQUENCIES, FREQUENCIES)
def test_a_longer_period_is_that_of_the_anchor(on: date, frequency: Frequency, longer: Frequency) -> None:
    period = period_of(on, frequency)
    found = period.within(longer)
    if longer is frequency:
        assert found == period
    elif ORDER.index(longer) < ORDER.index(frequency) or (longer is Frequency.WEEKLY and frequency in MONTHS):
        assert found is None
    else:
        assert found is not None
        assert found.frequency is longer
        assert found.first <= period.anchor <= found.last


@given(DAYS, st.sampled_from([f for f in Frequency if f is not Frequency.WEEKLY]))
def test_a_period_that_is_no_week_lies_in_its_year_whole(on: date, frequency: Frequency) -> None:
    year = period_of(on, frequency).within(Frequency.YEARLY)
    assert year is not None
    assert year.first <= period_of(on, frequency).first
    assert period_of(on, frequency).last <= year.last


WEEKS = {"2024-W01": "2024", "2025-W01": "2025", "2020-W53": "2020", "2026-W53": "2026", "2021-W52": "2021"}


@pytest.mark.parametrize("week", WEEKS)
def test_a_week_belongs_to_the_year_that_counts_it(week: str) -> None:
    assert str(parse_period(week).within(Frequency.YEARLY)) == WEEKS[week]


def test_a_week_across_two_months_belongs_to_the_month_of_its_thursday() -> None:
    assert str(parse_period("2025-W40").within(Frequency.MONTHLY)) == "2025-10"  # 29 September to 5 October
    assert str(parse_period("2025-W31").within(Frequency.MONTHLY)) == "2025-07"  # 28 July to 3 August


@given(DAYS, st.integers(0, 800), FREQUENCIES)
def test_periods_between_cover_the_stretch_without_gap_or_overlap(on: date, length: int, frequency: Frequency) -> None:
    last = on + timedelta(days=length)
    found = list(periods_between(on, last, frequency))
    assert found[0].first <= on <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(found))


def test_there_is_no_period_in_a_stretch_that_ends_before_it_begins() -> None:
    assert list(periods_between(date(2025, 1, 2), date(2025, 1, 1), Frequency.DAILY)) == []


def test_the_last_year_can_be_gone_through() -> None:
    assert len(list(periods_between(date(9999, 1, 1), date(9999, 12, 31), Frequency.MONTHLY))) == 12
