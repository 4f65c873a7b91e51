"""Canonical and folded text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viettext import canonical, fold

AWKWARD = st.text(alphabet="aeé\u0302\u0306Ａ\ufb01ộ1 \n\t\r\x0c\u0301\u0323\u200b\u00ad\u00a0\u2028\ufeffăđĐ\ud800.;(")


@pytest.mark.parametrize(
    ("printed", "folded"),
    [("Đồng Tháp", "dong thap"), ("ƯỚC TÍNH", "uoc tinh"), ("đầu tư", "dau tu"), ("Quy\u0301 I", "quy i")],
)
def test_folding_drops_marks_and_strokes(printed, folded):
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\ufeffMột\r\nhai", "Một\nhai"),
        ("xin\u00adchào\u200b", "xinchào"),
        ("a\u00a0b\tc", "a b c"),
        ("a  \n\n\n\nb \n", "a\n\nb"),
        ("tie\u0302\u0301ng", "tiếng"),
        ("\u202eđảo\u202c", "đảo"),
        ("tie\u0301\u0302ng", "tiếng"),
        ("ti\u00e9\u0302ng", "tiếng"),
        ("Vie\u0323\u0302t", "Việt"),
        ("Ｓố：１２／ＴＢ", "Số:12/TB"),
        ("e\ufb03ciency", "efficiency"),
        ("Ðắk Lắk", "Đắk Lắk"),
        ("5 \u2212 3", "5 - 3"),
    ],
)
def test_canonical_text_has_no_hidden_characters(raw, clean):
    assert canonical(raw) == clean


def test_marks_that_pile_up_are_cut_off_quickly():
    assert len(canonical("e" + "\u0301\u0323" * 200_000 + "a")) < 12


@given(st.text() | AWKWARD)
def test_canonical_text_is_a_fixed_point_in_nfc(text):
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
