"""Which part of a proposal is doubted, and for what reason."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from thuocdo.review.doubts import DEADLINE, LEAD, PRODUCT, TASK, Doubt, Read, doubts_of
from thuocdo.review.rules import fields_found

QUOTE = "Bộ Tài chính trình đề án dữ liệu thuế trước ngày 30/6/2026."
FOUND = {
    "action": "Trình đề án dữ liệu thuế", "lead": ["Bộ Tài chính"], "deliverables": ["đề án dữ liệu thuế"],
    "deadline": {"kind": "date", "on": "2026-06-30", "quote": "trước ngày 30/6/2026"},
}  # fmt: skip


def read(quote: str = QUOTE, *, confidence: float = 0.9, **found: Any) -> Read:
    """A proposal as the machine found it, in a document signed early in 2026."""
    merged = FOUND | found
    return Read(merged, fields_found(merged), quote, confidence, date(2026, 1, 9), date(2026, 1, 12))


def asked(read: Read) -> list[tuple[str, str]]:
    return [(doubt.part, doubt.reason) for doubt in doubts_of(read) if not doubt.is_hint]


def test_a_plain_assignment_is_not_doubted() -> None:
    assert doubts_of(read()) == []


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("Các đơn vị tiếp tục nâng cao nhận thức về dữ liệu.", "nhận thức"),
        ("Bộ Tài chính đã hoàn thành đề án trong năm qua.", "đã hoàn"),
        ("Thực hiện tốt công tác dữ liệu.", "không nêu ai làm"),
        ("Bộ Tài chính thực hiện tốt công tác dữ liệu.", "không nêu hạn"),
    ],
)
def test_an_unsure_reading_says_what_makes_it_so(quote: str, reason: str) -> None:
    found = asked(read(quote, confidence=0.5, deadline=None))
    assert [part for part, why in found if reason in why] == [TASK]


def test_a_lead_from_elsewhere_is_told_and_asked_about_where_the_reading_is_unsure() -> None:
    words = "Trình đề án dữ liệu thuế trước ngày 30/6/2026."
    assert [doubt.part for doubt in doubts_of(read(words)) if doubt.is_hint] == [LEAD]
    assert LEAD in [part for part, _ in asked(read(words, confidence=0.7))]


@pytest.mark.parametrize(
    ("deadline", "quote", "reason"),
    [
        ({"on": None, "quote": "ngay sau kỳ họp"}, "Bộ Tài chính trình đề án ngay sau kỳ họp.", "không tính ra"),
        ({"on": "2026-03-31", "quote": "trong quý I"}, "Bộ Tài chính trình đề án.", "lấy từ lời dẫn"),
        (
            {"on": "2026-01-30", "quote": "trong vòng 15 ngày làm việc"},
            "Bộ Tài chính trình trong vòng 15 ngày làm việc.", "được tính ra",
        ),
        (None, "Bộ Tài chính trình đề án trước 20/6.", "20/6 chưa được coi là hạn"),
        (
            {"on": "2026-06-30", "quote": "trước ngày 30/6/2026"},
            "Bộ Tài chính trình đề án trước ngày 30/6/2026, công bố trước ngày 15/7/2026.", "còn ngày khác: 15/7/2026",
        ),
    ],
)  # fmt: skip
def test_a_doubtful_deadline_says_why(deadline: dict[str, Any] | None, quote: str, reason: str) -> None:
    found = asked(read(quote, deadline=deadline))
    assert [part for part, why in found if reason in why] == [DEADLINE]


def test_the_date_of_another_document_is_no_deadline() -> None:
    words = "Bộ Tài chính thực hiện Quyết định ngày 12/11/2025 trước ngày 30/6/2026."
    assert asked(read(words)) == []


def test_a_product_by_a_general_word_is_asked_about_and_a_proposed_one_is_told() -> None:
    assert [part for part, _ in asked(read(deliverables=["phương án"]))] == [PRODUCT]
    assert [(d.part, d.is_hint) for d in doubts_of(read(deliverables=[]))] == [(PRODUCT, True)]


def test_what_a_person_changed_is_not_doubted_any_more() -> None:
    doubtful = read("Trình đề án.", confidence=0.9, deadline={"on": None, "quote": "sớm"}, deliverables=["đề án"])
    assert {part for part, _ in asked(doubtful)} == {DEADLINE, PRODUCT}
    now = replace(doubtful.fields, due=date(2026, 6, 30), deliverables=("Đề án dữ liệu thuế",))
    assert asked(replace(doubtful, fields=now)) == []


def test_a_deadline_before_the_signature_is_doubted_whoever_wrote_it() -> None:
    by_hand = replace(read(), found=None, fields=replace(read().fields, due=date(2025, 6, 30)))
    assert doubts_of(by_hand) == [Doubt(DEADLINE, "Hạn trước cả ngày ký văn bản.")]
