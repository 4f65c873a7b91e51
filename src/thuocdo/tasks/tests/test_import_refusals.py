"""A file with one bad line leaves no trace, and the refusal names the line and the field."""

import pytest

from thuocdo.tasks.importing import ImportRefused
from thuocdo.tasks.tests.factories import (
    ASSIGNER,
    LEAD,
    OTHER,
    Line,
    created,
    happened,
    load,
    make_bodies,
    table_counts,
)

pytestmark = pytest.mark.django_db

GOOD = (created(), happened("assigned"))


@pytest.fixture(autouse=True)
def bodies() -> None:
    make_bodies()


# (the third line of the file, what the refusal must say)
FAULTS: dict[str, tuple[Line | str, str]] = {
    "not JSON": ("{", "JSON"),
    "not an object": ("[1]", "JSON"),
    "unknown field": (happened("accepted", colour="đỏ"), "“colour”"),
    "missing field": (happened("accepted", by=None), "“by”"),
    "wrong type": (happened("accepted", by=5), "“by”"),
    "NaN": (happened("progressed", percent=float("nan")), "“percent”"),
    "repeated field": ('{"on": "2025-01-22", "on": "2025-01-22"}', "“on”"),
    "bad date": (happened("accepted", on="22/01/2025"), "“on”"),
    "unknown event": (happened("accepted") | {"event": "done"}, "“event”"),
    "unknown task": (happened("accepted", task="T-9"), "T-9 chưa được lập"),
    "unknown body": (happened("accepted", by="Bộ Không Có Thật"), "Bộ Không Có Thật"),
    "unknown body among leads": (created(task="T-2", lead=[LEAD, "Cục Hư Vô"]), "“lead” không có cơ quan “Cục Hư Vô”"),
    "unknown coordinating body": (created(task="T-2", coordinating=["Cục Hư Vô"]), "“coordinating”"),
    "unknown field of work": (created(task="T-2", field="y-te"), "“y-te” không phải là lĩnh vực"),
    "unknown parent": (created(task="T-2", parent="T-0"), "nhiệm vụ cha T-0 chưa được lập"),
    "own parent": (created(task="T-2", parent="T-2"), "nhiệm vụ cha T-2 chưa được lập"),
    "parent elsewhere": (created(task="T-2", parent="T-1", programme="khac"), "thuộc chương trình khác"),
    "wrong state": (happened("verified"), "Không thể"),
    "date goes back": (happened("accepted", on="2025-01-21"), "Ngày không được lùi"),
    "other content": (created(title="Khác"), "T-1 đã có với nội dung khác"),
    "lead without hand-back": (happened("assigned", lead=[OTHER]), "chủ trì"),
    "period without recurrence": (happened("progressed", period="2025-Q1"), "Không thể|kỳ"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_bad_line_refuses_the_file(fault: str) -> None:
    line, words = FAULTS[fault]
    before = table_counts()
    with pytest.raises(ImportRefused, match=words) as caught:
        load(*GOOD, line, created(task="T-3"))
    assert caught.value.line == 3
    assert caught.value.message.startswith("Dòng 3: ")
    assert table_counts() == before


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_line_refuses_what_follows_an_earlier_file(fault: str) -> None:
    load(*GOOD)
    before = table_counts()
    with pytest.raises(ImportRefused) as caught:
        load(created(task="T-4"), "", FAULTS[fault][0])
    assert caught.value.line == 3
    assert table_counts() == before


def test_the_first_bad_line_is_the_one_named() -> None:
    with pytest.raises(ImportRefused) as caught:
        load(created(), "{", "}")
    assert caught.value.line == 2


def test_blank_lines_are_passed_over_but_counted() -> None:
    report = load("", created(), "  \t", "\r\n", happened("assigned"))
    assert (report.lines, report.added) == (2, 2)
    with pytest.raises(ImportRefused) as caught:
        load("", "", "x")
    assert caught.value.line == 3


def test_an_empty_file_adds_nothing() -> None:
    before = table_counts()
    assert load().lines == 0
    assert table_counts() == before


def test_a_line_as_long_as_is_allowed_is_read() -> None:
    long = "x" * 20_000
    assert load(created(title=long, deliverables=[long] * 20)).tasks == 1


def test_a_longer_line_is_refused_with_its_field() -> None:
    with pytest.raises(ImportRefused, match="“deliverables” dài quá 20000"):
        load(created(deliverables=["ngắn", "x" * 2_000_000]))


class TestVerifier:
    REPORTED = (*GOOD, happened("accepted"), happened("reported"))

    @pytest.mark.parametrize("act", ["verified", "returned"])
    def test_who_reported_may_not_verify_or_return(self, act: str) -> None:
        with pytest.raises(ImportRefused, match="không được tự kiểm tra"):
            load(*self.REPORTED, happened(act, by=LEAD))

    def test_a_report_without_a_body_is_the_first_leads(self) -> None:
        lines = (*GOOD, happened("accepted"), happened("reported", by=None))
        with pytest.raises(ImportRefused, match="không được tự kiểm tra"):
            load(*lines, happened("verified", by=LEAD))

    def test_another_body_verifies(self) -> None:
        assert load(*self.REPORTED, happened("verified", by=ASSIGNER)).added == 5


@pytest.mark.parametrize("act", ["handed_back", "extension_requested", "returned", "suspended", "cancelled"])
def test_a_reason_is_needed(act: str) -> None:
    with pytest.raises(ImportRefused, match="“reason”"):
        load(happened(act, reason=None))


def test_fewer_references_than_deliverables_are_refused() -> None:
    lines = (created(deliverables=["Tờ trình", "Đề án"]), happened("assigned"), happened("accepted"))
    with pytest.raises(ImportRefused, match="cần 2, mới có 1"):
        load(*lines, happened("reported"))
    assert load(*lines, happened("reported", evidence=["Số 1", "Số 2"])).added == 4
