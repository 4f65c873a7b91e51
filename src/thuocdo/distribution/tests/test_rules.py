"""How lines of "Nơi nhận" fall into names, and where a delivery stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.distribution.rules import DeliveryState, printed_line, state_of

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("- Các Bộ: NN&MT, QP, CA;", ("Bộ NN&MT", "Bộ QP", "Bộ CA")),
        ("Các Bộ: Y tế, Khoa học và Công nghệ", ("Bộ Y tế", "Bộ Khoa học và Công nghệ")),
        ("UBND tỉnh, TP: Bắc Ninh, Đà Nẵng", ("UBND Bắc Ninh", "UBND Đà Nẵng")),
        ("Tỉnh ủy, UBND các tỉnh: Lào Cai", ("UBND Lào Cai", "Tỉnh ủy Lào Cai")),
        ("HĐND, UBND các tỉnh, thành phố", ("HĐND các tỉnh, thành phố", "UBND các tỉnh, thành phố")),
        ("EVN, Viettel", ("EVN", "Viettel")),
        ("VPCP: BTCN, các PCN", ("VPCP",)),
        ("Văn phòng Trung ương và các Ban của Đảng", ("Văn phòng Trung ương", "các Ban của Đảng")),
        ("Thủ tướng Chính phủ (để b/c, p/h)", ()),
    ],
)
def test_a_line_gives_the_names_it_lists(text: str, names: tuple[str, ...]) -> None:
    line = printed_line(text)
    assert line.names[0] == line.text
    assert line.names[1:] == names


@pytest.mark.parametrize("text", ["Lưu: VT, TH (2b)", "Lưu VPTU", "- Như trên (t/h);", "Như Điều 4", " ; "])
def test_a_line_that_names_no_recipient_is_told_apart(text: str) -> None:
    assert printed_line(text).is_filing


def test_a_body_whose_name_begins_like_a_filing_note_is_kept() -> None:
    assert not printed_line("Lưu trữ quốc gia").is_filing


@given(st.text(max_size=200))
def test_any_line_is_read(text: str) -> None:
    line = printed_line(text)
    assert line.is_filing is not bool(line.names)
    assert all(name.strip() for name in line.names)


def test_what_was_withdrawn_stays_so() -> None:
    assert state_of(None, None) is DeliveryState.WAITING
    assert state_of(DAY, None) is DeliveryState.ACKNOWLEDGED
    assert state_of(DAY, DAY) is DeliveryState.WITHDRAWN
