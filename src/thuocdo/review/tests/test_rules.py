"""What a reviewer makes of an extracted assignment, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.review import rules
from thuocdo.review.rules import Fields

FOUND = {
    "action": "Trình đề án dữ liệu", "lead": ["Bộ Tài chính"], "coordinating": ["Bộ Công an"],
    "supervisor": "Bộ trưởng Bộ Tài chính", "recurrence": None, "deliverables": [],
    "deadline": {"kind": "date", "on": "2026-06-30", "quote": "trước 30/6/2026"},
}  # fmt: skip


def test_fields_begin_as_found() -> None:
    fields = rules.fields_of(FOUND, {})
    assert (fields.leads, fields.coordinating, fields.due) == (("Bộ Tài chính",), ("Bộ Công an",), date(2026, 6, 30))


def test_fields_survive_storing() -> None:
    fields = Fields(action="a", leads=("b",), due=date(2026, 1, 2), choices={"b": "body:B"}, deliverables=("c",))
    assert rules.fields_of(FOUND, fields.as_json()) == fields


def test_a_supervisor_who_holds_a_post_of_the_lead_answers_for_it() -> None:
    assert rules.fields_of(FOUND, {}).accountable_person == "Bộ trưởng Bộ Tài chính"
    assert rules.fields_of(FOUND | {"supervisor": "Thủ tướng Chính phủ"}, {}).accountable_person == ""


@pytest.mark.parametrize(
    ("action", "product"),
    [
        ("Trình đề án dữ liệu.", "Tờ trình: Trình đề án dữ liệu"),
        ("Rà soát danh mục", "Báo cáo rà soát: Rà soát danh mục"),
        ("Chăm lo đời sống", "Báo cáo kết quả: Chăm lo đời sống"),
    ],
)
def test_a_product_is_proposed_where_the_text_names_none(action: str, product: str) -> None:
    assert rules.proposed_product(action) == product


def test_a_named_product_is_taken() -> None:
    assert rules.fields_of(FOUND | {"deliverables": ["Đề án dữ liệu"]}, {}).deliverables == ("Đề án dữ liệu",)


def test_a_proposed_product_does_not_run_on() -> None:
    assert len(rules.proposed_product("Chăm lo " + "đời sống " * 100)) < 200


def test_names_are_separated_by_lines_and_semicolons_not_commas() -> None:
    assert rules.names_in("các bộ, ngành; Bộ Công an\n Bộ  Công an \n\n") == ("các bộ, ngành", "Bộ Công an")


def test_joining_keeps_the_order_of_the_text() -> None:
    one = Fields(action="Rà soát danh mục.", leads=("A",), deliverables=("x",), due=date(2026, 1, 1))
    other = Fields(action="Báo cáo kết quả", leads=("A", "B"), deliverables=("y",), due=date(2026, 2, 2))
    both = rules.joined(one, other)
    assert both.action == "Rà soát danh mục; báo cáo kết quả"
    assert (both.leads, both.deliverables, both.due) == (("A", "B"), ("x", "y"), date(2026, 1, 1))


def test_joining_takes_the_time_of_the_one_that_has_one() -> None:
    assert rules.joined(Fields(action="a"), Fields(action="b", recurrence="quarterly")).recurrence == "quarterly"


def test_neighbouring_passages_become_one_span() -> None:
    assert rules.places_joined((13, 22), (0, 8)) == [(0, 22)]


def test_distant_passages_keep_their_places() -> None:
    text = "Một việc. " + "Lời bàn. " * 5 + "Hai việc."
    places = rules.places_joined((len(text) - 9, len(text)), (0, 9))
    assert places == [(0, 9), (len(text) - 9, len(text))]
    assert rules.words_at(text, places) == "Một việc.\n[…]\nHai việc."


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), min_size=1, max_size=5), st.data())
def test_a_part_of_joined_words_is_found_in_the_text_again(made: list[tuple[int, int]], data: st.DataObject) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(340))
    places = rules.places_joined(*((start, start + length) for start, length in made))
    words = rules.words_at(text, places)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    inside = rules.places_within(places, start, end)
    assert "".join(text[a:b] for a, b in inside) == "".join(c for c in words[start:end] if c.isalpha())
    for a, _b in inside:
        at = rules.place_in_words(places, a)
        assert at is not None
        assert words[at] == text[a]


def test_a_passage_can_be_cut_between_clauses() -> None:
    quote = "Bộ A rà soát danh mục; Bộ B ban hành hướng dẫn. Bộ C báo cáo."
    assert [quote[cut.at :].split()[1] for cut in rules.cuts_of(quote)] == ["B", "C"]


def test_a_part_keeps_the_deadline_only_with_its_words() -> None:
    whole = Fields(action="x", due=date(2026, 6, 30), deliverables=("Hướng dẫn",))
    first = rules.part_fields(whole, "rà soát trước ngày 30/6/2026;", time_quote="trước ngày 30/6/2026")
    second = rules.part_fields(whole, "ban hành hướng dẫn", time_quote="trước ngày 30/6/2026")
    assert (first.due, second.due) == (date(2026, 6, 30), None)
    assert (first.action, second.deliverables) == ("Rà soát trước ngày 30/6/2026", ("Hướng dẫn",))


def test_a_part_keeps_a_deadline_that_holds_for_the_whole_list() -> None:
    whole = Fields(action="x", due=date(2026, 6, 30))
    assert rules.part_fields(whole, "rà soát", time_quote="").due == date(2026, 6, 30)
