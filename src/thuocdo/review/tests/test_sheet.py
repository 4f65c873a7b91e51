"""The text in paragraphs: every piece is the text at its offset, whatever the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.review.sheet import Drawn, Reference, paragraphs
from viettext import canonical

TEXT = "1. Bộ 😀 Mẫu Một trình\nĐề án dữ liệu trước 30/6.\n\nBo\u0323\u0302 Mẫu Hai."


def drawn(start: int, end: int, *, state: str = "pending", **marks: tuple[str, ...]) -> Drawn:
    return Drawn(Reference(1, "u", state), start, end, **marks)


def marked(text: str, item: Drawn) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for line in paragraphs(text, [item]) for p in line.pieces if p.kind]


def test_marks_count_code_points() -> None:
    item = drawn(0, len(TEXT), who=("Mẫu Một",), when=("trước 30/6",))
    assert marked(TEXT, item) == [("who", "Mẫu Một"), ("when", "trước 30/6")]


def test_a_mark_may_run_over_a_line_end() -> None:
    item = drawn(0, len(TEXT), what=("trình Đề án",))
    assert marked(TEXT, item) == [("what", "trình"), ("what", "Đề án")]


def test_a_mark_stays_within_its_own_passage() -> None:
    assert marked(TEXT, drawn(0, 10, when=("trước 30/6",))) == []


def test_marks_do_not_overlap() -> None:
    assert marked("Bộ Mẫu Một", drawn(0, 10, who=("Bộ Mẫu Một",), what=("Mẫu",))) == [("who", "Bộ Mẫu Một")]


@pytest.mark.parametrize(("state", "tone"), [("now", "now"), ("pending", "todo"), ("accepted", "read")])
def test_a_paragraph_shows_how_far_its_review_is(state: str, tone: str) -> None:
    assert paragraphs("một\nhai", [drawn(4, 7, state=state)])[1].tone == tone


def test_the_words_in_hand_stand_out_in_a_paragraph_that_holds_more() -> None:
    (line,) = paragraphs("một việc; hai việc", [drawn(10, 18, state="now"), drawn(0, 8)])
    assert [(piece.text, piece.is_here) for piece in line.pieces] == [("một việc; ", False), ("hai việc", True)]


def test_a_reference_stands_where_the_passage_begins() -> None:
    lines = paragraphs("một\nhai\nba", [drawn(4, 10)])
    assert [len(line.references) for line in lines] == [0, 1, 0]
    assert [line.tone for line in lines] == ["", "todo", "todo"]


@given(st.text(alphabet=st.sampled_from("aệ😀\u0301 \nB.đ"), max_size=60), st.data())
def test_pieces_are_the_text_at_their_offsets(text: str, data: st.DataObject) -> None:
    text = canonical(text)
    items = []
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        words = text[start : data.draw(st.integers(start, end))]
        items = [drawn(start, end, state="now", who=(words,), what=("a",), when=("đ",))]
    lines = paragraphs(text, items)
    for line in lines:
        for piece in line.pieces:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
    assert ["".join(p.text for p in line.pieces) for line in lines] == [x for x in text.split("\n") if x.strip()]
