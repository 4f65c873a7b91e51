"""Numbers, rates and dates as the reader writes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.interface import formats

finite = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1227, None, "1.227"),
        (0, None, "0"),
        (Decimal("94.50"), None, "94,5"),
        (94.53, 1, "94,5"),
        (Decimal("94.55"), 1, "94,6"),
        (2.675, 2, "2,68"),
        (1234567.891, 2, "1.234.567,89"),
        (-25, None, "−25"),
        (Decimal("-0.04"), 1, "0,0"),
        (1e-7, None, "0,0000001"),
        (None, None, "–"),
        (float("nan"), 1, "–"),
        (Decimal("Infinity"), None, "–"),
    ],
)
def test_a_number_is_written_in_vietnamese_style(value, digits, text):
    assert formats.number_text(value, digits) == text


@given(finite, st.integers(0, 4))
def test_a_written_number_reads_back_as_the_rounded_one(value, digits):
    text = formats.number_text(value, digits)
    assert Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")) == formats.rounded(value, digits)


@given(finite)
def test_without_digits_nothing_is_lost(value):
    text = formats.number_text(value)
    assert Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")) == value
    assert not text.endswith(",")


@given(st.integers(-(10**12), 10**12))
def test_thousands_are_marked_in_threes(value):
    groups = formats.number_text(value).lstrip("−").split(".")
    assert 1 <= len(groups[0]) <= 3
    assert all(len(group) == 3 for group in groups[1:])


def test_the_english_style_has_its_own_marks():
    assert formats.number_text(1234.5, marks=formats.ENGLISH) == "1,234.5"
    assert formats.percent_text(1227, 1298, marks=formats.ENGLISH) == "94.5%"


@pytest.mark.parametrize(
    ("part", "whole", "digits", "text"),
    [
        (1227, 1298, 1, "94,5\u00a0%"),
        (485, 1132, 0, "43\u00a0%"),
        (16051, 16274, 2, "98,63\u00a0%"),  # the published report cut it off at 98,62
        (1, 8, 1, "12,5\u00a0%"),
        (1, 2000, 1, "0,1\u00a0%"),
        (0, 5, 1, "0,0\u00a0%"),
        (0, 0, 1, "–"),
        (None, 5, 1, "–"),
    ],
)
def test_a_rate_is_computed_from_its_counts_and_rounded_half_up_once(part, whole, digits, text):
    assert formats.percent_text(part, whole, digits) == text


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_within_half_a_step_of_the_exact_one(part, whole):
    shown = formats.percent_value(part, whole, 1)
    assert abs(shown * whole - 100 * part) <= Decimal("0.05") * whole


def test_days_are_written_as_the_documents_write_them():
    assert formats.day_text(date(2026, 3, 31)) == "31/3/2026"
    assert formats.day_long_text(date(2025, 12, 25)) == "Thứ Năm, 25/12/2025"
    assert formats.day_long_text(date(2025, 12, 28)) == "Chủ Nhật, 28/12/2025"
    assert formats.day_text(None) == "–"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (1001, "một nghìn không trăm linh một"),
        (1298, "một nghìn hai trăm chín mươi tám"),
        (3_000_011, "ba triệu không trăm mười một"),
    ],
)
def test_a_count_is_read_out(count, words):
    assert formats.count_words(count) == words


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_different_counts_read_differently(one, other):
    assert (formats.count_words(one) == formats.count_words(other)) == (one == other)


@pytest.mark.parametrize("count", [-1, 10**12])
def test_a_count_out_of_range_is_refused(count):
    with pytest.raises(ValueError, match="10\\^12"):
        formats.count_words(count)
