"""Two pieces of work say the same, clash, or neither: rules that hold for all, and cases with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viettext.likeness import Body, Why, Work, compare, terms

MINISTRY, OTHER = Body("BKHCN"), Body("BCA")
NGHE_AN, CA_MAU = Body("40.UBND", "40"), Body("96.UBND", "96")
WORDS = (
    "xây dựng", "ban hành", "báo cáo", "nền tảng", "cơ sở dữ liệu", "đất đai", "dân cư", "cầu Suối Rồng", "năm 2026",
    "quý III/2025", "Luật Đất đai", "Nghị quyết số 57-NQ/TW", "10 xã", "70%", "tại Pleiku", "trong năm 2025", "của",
    "AI", "vi mạch bán dẫn", "học sinh", "bệnh viện", "trước ngày 15/3/2026", "kế hoạch", "các bộ, ngành",
)  # fmt: skip
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
BODIES = st.lists(st.sampled_from([MINISTRY, OTHER, NGHE_AN, CA_MAU]), max_size=2, unique=True).map(tuple)
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31))
WORKS = st.builds(
    Work, title=TITLES, deliverables=st.lists(st.sampled_from(WORDS), max_size=1).map(tuple), leads=BODIES, due=DAYS,
    recurrence=st.sampled_from(["", "monthly", "quarterly"]),
)  # fmt: skip
PLATFORM = Work("Xây dựng nền tảng quản lý hồ chứa nước quốc gia", leads=(MINISTRY,), due=date(2026, 6, 30))


def whys(first: Work, second: Work) -> set[Why]:
    return {reason.why for reason in compare(first, second).reasons}


@given(WORKS, WORKS)
def test_which_of_the_two_comes_first_makes_no_difference(first: Work, second: Work) -> None:
    told, back = compare(first, second), compare(second, first)
    assert told.kind == back.kind
    assert told.score == pytest.approx(back.score)
    assert whys(first, second) == whys(second, first)


@given(WORKS)
def test_the_identical_task_is_always_the_same(work: Work) -> None:
    assert compare(work, work).kind == "same"


@given(TITLES, BODIES, st.integers(1990, 2030), st.integers(1990, 2030))
def test_another_year_of_a_law_is_never_the_same(title: str, leads: tuple[Body, ...], year: int, other: int) -> None:
    assume(not {str(year), str(other)} & set(title.split()))  # which year is whose is not read
    works = [Work(f"{title} theo Luật Thủy lợi năm {y}", leads=leads) for y in (year, other)]
    assert (compare(*works).kind == "same") is (year == other)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Báo cáo chuyển đổi số quý I/2026", "Báo cáo chuyển đổi số quý II/2026"),
        (
            "Lập quy hoạch cấp nước nông thôn giai đoạn 2021-2025",
            "Lập quy hoạch cấp nước nông thôn giai đoạn 2026-2030",
        ),
        ("Sơ kết Nghị quyết số 18-NQ/TW về tinh gọn bộ máy", "Sơ kết Nghị quyết số 19-NQ/TW về tinh gọn bộ máy"),
        ("Nạo vét luồng lạch sông Hàm Luông", "Nạo vét luồng lạch sông Đà"),
        ("Xây trạm bơm thứ hai ở đê biển", "Xây trạm bơm số 3 ở đê biển"),
    ],
)
def test_another_period_document_or_thing_of_one_name_is_another_work(title: str, other: str) -> None:
    assert compare(Work(title, leads=(MINISTRY,)), Work(other, leads=(MINISTRY,))).kind == "none"


def test_the_same_words_to_two_provinces_are_two_works() -> None:
    assert compare(replace(PLATFORM, leads=(NGHE_AN,)), replace(PLATFORM, leads=(CA_MAU,))).kind == "none"


def test_a_plan_of_its_own_for_each_of_two_ministries_is_two_works() -> None:
    plan = Work("Ban hành kế hoạch chuyển đổi số trong phạm vi quản lý", leads=(MINISTRY,))
    assert compare(plan, replace(plan, leads=(OTHER,))).kind == "none"


def test_another_lead_deadline_round_amount_or_place_is_a_clash_with_its_reason() -> None:
    assert PLATFORM.due is not None
    later = replace(PLATFORM, due=PLATFORM.due + timedelta(days=10))
    assert (compare(PLATFORM, later).kind, Why.OTHER_DUE in whys(PLATFORM, later)) == ("clash", True)
    given_away = replace(PLATFORM, leads=(OTHER,))
    assert (compare(PLATFORM, given_away).kind, Why.OTHER_LEAD in whys(PLATFORM, given_away)) == ("clash", True)
    monthly, quarterly = (replace(PLATFORM, due=None, recurrence=every) for every in ("monthly", "quarterly"))
    assert Why.OTHER_ROUND in whys(monthly, quarterly)
    few, many = (replace(PLATFORM, title=f"Lắp {n} trạm đo mưa tự động vùng lòng hồ") for n in (15, 40))
    assert Why.OTHER_AMOUNT in whys(few, many)
    here, there = (replace(PLATFORM, title=f"Đặt trung tâm điều hành lưu vực tại {p}") for p in ("Cần Thơ", "Mỹ Tho"))
    assert Why.OTHER_PLACE in whys(here, there)


def test_a_deadline_said_in_the_sentence_clashes_too() -> None:
    first, second = (Work(f"Khánh thành đập dâng nước Lai Giang trong năm {year}") for year in (2026, 2027))
    assert compare(first, second).kind == "clash"


def test_abbreviations_and_missing_diacritics_make_no_difference() -> None:
    told = Work("Kết nối CSDL quốc gia về đất đai với VNeID", leads=(MINISTRY,))
    plain = Work("Ket noi co so du lieu quoc gia ve dat dai voi dinh danh dien tu", leads=(MINISTRY,))
    assert compare(told, plain).kind == "same"


def test_works_that_share_only_body_and_day_are_two_works() -> None:
    other = replace(PLATFORM, title="Tập huấn giáo viên dạy bơi")
    assert compare(PLATFORM, other).kind == "none"


def test_words_of_a_reason_are_printed_as_in_the_text() -> None:
    reasons = {reason.why: reason for reason in compare(PLATFORM, PLATFORM).reasons}
    assert "hồ chứa nước" in reasons[Why.WORDS].first


def test_terms_keep_numbers_of_note_and_no_empty_words() -> None:
    assert terms("Phủ sóng 412 thôn của các xã") == ("phusong", "songthon", "thonxa", "n412")
