"""Every field of the exchange format is checked, and what is wrong is named."""

import json
import unicodedata
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.tasks.exchange import FIELDS, BadLine, Line, parse
from thuocdo.tasks.rules.states import Act
from thuocdo.tasks.tests.factories import created, happened

WHOLE: dict[str, dict[str, Any]] = {
    "created": created(
        recurrence="monthly", coordinating=["Bộ B"], accountable_person="Vụ trưởng", parent="T-0", weight=2,
        class_="public", source={"directive": "01-TB/BCĐ", "label": "3", "signed_on": "2025-01-20"}, field="the-che",
    ),
    "assigned": happened("assigned", lead=["Bộ A"]),
    "extension_requested": happened("extension_requested", period="2025-Q1"),
    "extension_granted": happened("extension_granted", period="2025-Q1"),
    "extension_refused": happened("extension_refused", to="2025-06-30", period="2025-Q1"),
    "progressed": happened("progressed", note="Đã họp", period="2025-Q1"),
    "reported": happened("reported", period="2025-Q1"),
    "verified": happened("verified", period="2025-Q1"),
    "returned": happened("returned", period="2025-Q1"),
    "resumed": happened("resumed", reason="Luật đã có"),
}  # fmt: skip

NAN = float("nan")
NO_TEXT = [5, True, [], {}, "", "  \t", "a\x00b", "\ud800", "x" * 20_001, NAN]
NO_OPTIONAL_TEXT = [value for value in NO_TEXT if value != ""]
NO_CODE = [*NO_TEXT, "x" * 61]
NO_SLUG = [*NO_TEXT, "Nghị quyết", "a b", "a/b", "x" * 51]
NO_TEXTS = ["Bộ A", 5, {}, [5], [""], [None], [["Bộ A"]], ["a\x00b"], NAN]
NO_DAY = [
    5, True, [], "", "2025-2-1", "20250201", "2025-02-30", "2025-W04-3", "31/03/2025", "2025-03-31T00:00", "1944-12-31",
    "3000-01-01", "٢٠٢٥-٠١-٠١", NAN,
]  # fmt: skip
NO_NUMBER = ["5", True, [], {}, NAN, float("inf"), 10**400]
WRONG: dict[str, list[Any]] = {
    "programme": NO_SLUG, "title": NO_TEXT, "lead": [*NO_TEXTS, []], "deliverables": [*NO_TEXTS, []], "due": NO_DAY,
    "recurrence": ["daily", 5, [], {}, True, NAN], "no_deadline": ["true", 1, [], NAN], "coordinating": NO_TEXTS,
    "accountable_person": [*NO_OPTIONAL_TEXT, "x" * 301], "parent": NO_CODE, "weight": [*NO_NUMBER, -1, 1_000_001],
    "source": ["01-TB", 5, [], True, NAN], "field": NO_SLUG, "class": ["secret", 5, [], True, NAN], "by": NO_TEXT,
    "reason": NO_TEXT, "to": NO_DAY, "period": NO_TEXT, "percent": NO_NUMBER, "note": NO_OPTIONAL_TEXT,
    "evidence": [*NO_TEXTS, []],
}  # fmt: skip
# Where the text may be left empty, an empty one is read as none.
MAY_BE_EMPTY = {(Act.RESUMED, "reason")}

EVERYWHERE: dict[str, list[Any]] = {
    "on": [None, *NO_DAY], "task": [None, *NO_CODE], "event": [None, "", "done", 5, [], {}, NAN],
}  # fmt: skip

CASES_REQUIRED = [(act, name) for act, columns in FIELDS.items() for name, column in columns.items() if column.required]
CASES_WRONG = [
    (act, name, value)
    for act, columns in FIELDS.items()
    for name in columns
    for value in WRONG[name]
    if value != "" or (act, name) not in MAY_BE_EMPTY
]


def example(act: Act) -> dict[str, Any]:
    """A line of the act with every field it may have."""
    return dict(WHOLE.get(act.value) or happened(act.value))


def read(line: dict[str, Any] | str) -> Line:
    return parse(1, line if isinstance(line, str) else json.dumps(line))


def refused(line: dict[str, Any] | str) -> BadLine:
    """The refusal of a line."""
    with pytest.raises(BadLine) as caught:
        read(line)
    return caught.value


@pytest.mark.parametrize("act", list(FIELDS), ids=str)
def test_an_example_has_every_field_of_its_event_and_is_read(act: Act) -> None:
    line = example(act)
    assert set(FIELDS[act]) - line.keys() <= {"no_deadline"}
    assert read(line).act is act


def test_every_event_of_the_rules_has_its_fields() -> None:
    assert set(FIELDS) == set(Act)


@pytest.mark.parametrize(("act", "name"), CASES_REQUIRED, ids=str)
@pytest.mark.parametrize("absent", ["left out", "null"])
def test_a_required_field_that_is_missing_is_named(act: Act, name: str, absent: str) -> None:
    line = example(act) | {name: None}
    if absent == "left out":
        del line[name]
    assert refused(line).field == name


@pytest.mark.parametrize(("act", "name", "value"), CASES_WRONG, ids=lambda value: str(value)[:20])
def test_a_field_of_the_wrong_kind_is_named(act: Act, name: str, value: Any) -> None:
    assert refused(example(act) | {name: value}).field == name


@pytest.mark.parametrize("act", list(FIELDS), ids=str)
@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, wrong in EVERYWHERE.items() for value in wrong],
    ids=lambda value: str(value)[:20],
)
def test_what_every_line_has_is_checked(act: Act, name: str, value: Any) -> None:
    assert refused(example(act) | {name: value}).field == name


@pytest.mark.parametrize("act", list(FIELDS), ids=str)
@pytest.mark.parametrize("name", ["colour", "By", "", "percent ", "line"])
def test_an_unknown_field_is_named(act: Act, name: str) -> None:
    assert refused(example(act) | {name: None}).field == name


def test_a_field_of_another_event_is_unknown() -> None:
    assert refused(happened("accepted", percent=5)).field == "percent"


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ({"page": 3}, "source.page"), ({"directive": 5}, "source.directive"),
        ({"directive": "x" * 101}, "source.directive"), ({"label": "x" * 51}, "source.label"),
        ({"signed_on": "20/01/2025"}, "source.signed_on"),
    ],
)  # fmt: skip
def test_a_fault_inside_the_source_is_named(source: dict[str, Any], field: str) -> None:
    assert refused(created(source=source)).field == field


@pytest.mark.parametrize(
    "raw",
    [
        "{", "[]", "5", "null", '"x"', "NaN", "{} {}", "{'on': 1}", '{"on": 1,}', "\ufeff{}", "on: 1", "{\x00}",
        "[" * 100_000, '{"a":' * 100_000, "1" * 5_000,
    ],
    ids=lambda raw: raw[:12],
)  # fmt: skip
def test_what_is_no_object_of_json_is_refused_as_a_whole(raw: str) -> None:
    assert refused(raw).field == ""


def test_a_number_of_too_many_digits_is_refused() -> None:
    refused(json.dumps(created(weight=0)).replace('"weight": 0', '"weight": ' + "9" * 5_000))


@pytest.mark.parametrize("raw", ['{"on": "2025-01-22", "on": "2025-01-23"}', '{"source": {"on": 1, "on": 2}}'])
def test_a_field_given_twice_is_named(raw: str) -> None:
    assert refused(raw).field == "on"


class TestTime:
    def test_one_of_three_is_needed(self) -> None:
        assert refused(created(due=None)).field == "due"
        assert refused(created(due=None, no_deadline=False)).field == "due"

    @pytest.mark.parametrize("more", [{}, {"due": None, "recurrence": "weekly"}])
    def test_no_deadline_goes_with_nothing_else(self, more: dict[str, Any]) -> None:
        assert refused(created(no_deadline=True, **more)).field == "no_deadline"

    def test_each_alone_is_read(self) -> None:
        for told in ({"due": "2025-03-31"}, {"recurrence": "weekly"}, {"no_deadline": True}):
            read(created(due=None) | told)

    def test_a_recurrence_may_have_a_last_day(self) -> None:
        assert read(created(recurrence="weekly")).fields["due"] == date(2025, 3, 31)


class TestDigest:
    """Lines that say the same are one."""

    def test_null_empty_and_left_out_are_one(self) -> None:
        plain = read(created()).digest
        empty: dict[str, Any] = {
            "recurrence": None, "parent": None, "weight": 1, "coordinating": [], "accountable_person": "",
            "no_deadline": False, "source": {}, "field": None, "class": None,
        }  # fmt: skip
        assert read(created() | empty).digest == plain
        assert read(created() | {"source": {"label": None}, "weight": None, "accountable_person": None}).digest == plain

    def test_the_order_of_fields_and_the_form_of_letters_are_one(self) -> None:
        line = created(title=unicodedata.normalize("NFC", "Trình đề án"))
        decomposed = created(title=unicodedata.normalize("NFD", "Trình đề án"))
        assert read(dict(reversed(line.items()))).digest == read(line).digest
        assert read(decomposed).digest == read(line).digest

    @pytest.mark.parametrize(
        "changed",
        [
            {"title": "Khác"}, {"lead": ["Bộ B"]}, {"due": "2025-04-01"}, {"weight": 0}, {"weight": 2},
            {"class_": "internal"}, {"deliverables": ["Tờ trình", "Đề án"]}, {"on": "2025-01-23"}, {"task": "T-2"},
            {"field": "the-che"}, {"recurrence": "weekly"}, {"source": {"label": "1"}}, {"parent": "T-0"},
            {"accountable_person": "Vụ trưởng"},
        ],
        ids=str,
    )  # fmt: skip
    def test_other_content_is_another_line(self, changed: dict[str, Any]) -> None:
        assert read(created(**changed)).digest != read(created()).digest

    def test_nothing_said_and_nought_said_are_two(self) -> None:
        assert read(happened("progressed", percent=0)).digest != read(happened("progressed", percent=40)).digest


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(list(FIELDS)), st.sampled_from([*WRONG, "on", "task", "event", "x"]), JSON)
def test_any_value_anywhere_is_read_or_refused(act: Act, name: str, value: Any) -> None:
    with suppress(BadLine):
        read(example(act) | {name: value})


@given(st.text(max_size=60))
def test_any_text_is_refused_without_a_fault(raw: str) -> None:
    with pytest.raises(BadLine):
        read(raw)
