"""Deadlines and recurrences."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viettext.calendars import full_dates
from viettext.dates import Calendar, add_working_days, best, deadlines, recurrence

CALENDAR = Calendar(2025, date(2025, 1, 22))
WEDNESDAY = Calendar(2026, date(2026, 3, 4))
STYLES = (
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d:02}.{m:02}.{y}",
    "{d} tháng {m} năm {y}",
    "{d} / {m} / {y}",
)
CUES = (
    "trước ngày ",
    "chậm nhất ngày ",
    "xong trước ",
    "đến hết ngày ",
    "chậm nhất là ngày ",
    "hoàn thành trước 17 giờ ngày ",
)


def due(printed, calendar=CALENDAR):
    found = best(deadlines(printed, 0, len(printed), calendar))
    if found is None or found.on is None:
        return None
    assert printed[found.start : found.end] == found.quote
    return found.on.isoformat()


@pytest.mark.parametrize(
    ("printed", "on"),
    [
        ("trình trước ngày 31/3/2026", "2026-03-31"),
        ("chậm nhất 31/3/2026", "2026-03-31"),
        ("gửi về Sở đến hết ngày 15/4/2025", "2025-04-15"),
        ("xong trước ngày 30 tháng 6 năm 2025", "2025-06-30"),
        ("hoàn thành trước 17 giờ ngày 09/9/2025", "2025-09-09"),
        ("phê duyệt trong tháng 4/2025", "2025-04-30"),
        ("ban hành trong tháng 02 năm 2028", "2028-02-29"),
        ("vận hành trong quý II/2025", "2025-06-30"),
        ("vận hành trong Quý III-2026", "2026-09-30"),
        ("làm xong trong quý III, IV năm 2025", "2025-12-31"),
        ("hoàn thành chậm nhất trong quý I/2026", "2026-03-31"),
        ("hoàn thành trong 6 tháng đầu năm 2026", "2026-06-30"),
        ("giải quyết trong các tháng còn lại của năm 2026", "2026-12-31"),
        ("phải được thực hiện trong năm 2025", "2025-12-31"),
        ("triển khai đến cuối năm 2025", "2025-12-31"),
        ("đạt 60% đến năm 2030", "2030-12-31"),
        ("phủ kín trước hết 2026", "2026-12-31"),
        ("nâng lên 2% GDP trong 5 năm tiếp theo", "2030-12-31"),
        ("Ngay trong quý I cần làm", "2025-03-31"),
        ("báo cáo trước ngày 20-6.", "2025-06-20"),
        ("bàn giao trước ngày 30.4.", "2025-04-30"),
        ("trình trong 15 ngày kể từ ngày ký", "2025-02-06"),
        ("báo cáo kết quả trong vòng 15 ngày kể từ ngày ký Thông báo này", "2025-02-06"),
        ("báo cáo chậm nhất sau 10 ngày kể từ ngày ban hành Chỉ thị này", "2025-02-01"),
        ("xong trong 48 giờ kể từ khi ký", "2025-01-24"),
        ("trình trong 10 ngày làm việc kể từ ngày ký", "2025-02-12"),
        ("hoàn thành trong 30 ngày kể từ ngày 01/6/2025", "2025-07-01"),
        ("báo cáo kết quả về Bộ Nội vụ trước ngày 15/12/2025", "2025-12-15"),
        ("báo cáo kết quả bước đầu trong ngày 16/6/2025", "2025-06-16"),
        ("quý IV phải đạt 100%", "2025-12-31"),
        ("phấn đấu xong vào cuối quý I", "2025-03-31"),
        ("cắm mốc ngoài thực địa (Tháng 11/2025)", "2025-11-30"),
        ("Ngày 25/12/2025, Phòng Kinh tế trình báo cáo", "2025-12-25"),
        ("gửi báo cáo về Sở Tài chính vào ngày 20/8", "2025-08-20"),
        ("bàn giao mặt bằng giữa tháng 6/2025", "2025-06-15"),
        ("lắp đặt xong trong tháng Ba", "2025-03-31"),
        ("Hạn nộp: 17h ngày 5-9-2025", "2025-09-05"),
        ("mở lại tuyến trước dịp Quốc khánh 02/9/2025", "2025-09-02"),
        ("giải quyết dứt điểm các tồn tại đã chỉ ra trước ngày 15/9/2025", "2025-09-15"),
        ("thực hiện giai đoạn 1 trước ngày 30/9", "2025-09-30"),
        ("phê duyệt kế hoạch trong tháng 9", "2025-09-30"),
        ("duy trì giao ban hằng tuần, hoàn thành trước ngày 30/4", "2025-04-30"),
        ("Quý III/2025 hoàn thành đề án", "2025-09-30"),
        ("nghiệm thu trước 10/2025", "2025-09-30"),
        ("bố trí kinh phí trước tháng 5/2025", "2025-04-30"),
        ("thông qua trước quý III/2025", "2025-06-30"),
        ("hoàn thành trước năm 2030", "2029-12-31"),
        ("hoàn thành trước cuối tháng 5/2025", "2025-05-31"),
        ("phải xong trong đêm 12/6", "2025-06-12"),
        ("báo cáo chậm nhất thứ Sáu (14/3)", "2025-03-14"),
        ("thông xe trong quý I năm sau", "2026-03-31"),
    ],
)
def test_a_printed_deadline_becomes_a_date(printed, on):
    assert due(printed) == on


@pytest.mark.parametrize(
    ("printed", "on"),
    [
        ("xong trong tuần này", "2026-03-08"),
        ("báo cáo trước thứ Sáu tuần này", "2026-03-06"),
        ("gửi trước 16 giờ chiều nay", "2026-03-04"),
        ("khắc phục xong trong ngày mai", "2026-03-05"),
        ("triển khai ngay trong tháng này", "2026-03-31"),
        ("chi trả chậm nhất hết tháng này", "2026-03-31"),
        ("báo cáo trước ngày 5 tháng sau", "2026-04-05"),
        ("hoàn thành trong năm nay", "2026-12-31"),
        ("hoàn thành trong quý này", "2026-03-31"),
        ("khởi công trước Tết Dương lịch", "2027-01-01"),
    ],
)
def test_words_of_near_time_count_from_the_day_of_signature(printed, on):
    assert due(printed, WEDNESDAY) == on
    assert due(printed, Calendar()) is None


def test_a_day_that_lies_far_back_is_of_the_next_year():
    december = Calendar(2025, date(2025, 12, 12))
    assert due("báo cáo trước ngày 15/01", december) == "2026-01-15"
    assert due("báo cáo trước ngày 15/11", december) == "2025-11-15"


@pytest.mark.parametrize(
    "printed",
    [
        "tính đến ngày 28/10/2025 đã xong",
        "đến ngày 15/6/2025, toàn tỉnh có 30 xã về đích",
        "nhiệm vụ giao từ ngày 01/01/2025 đến ngày 10/12/2025",
        "dừng thi công từ ngày 10/02/2026 (23 tháng Chạp) đến hết 23/02/2026",
        "thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị",
        "thực hiện Chiến lược phát triển kinh tế số đến năm 2030",
        "lập danh mục các dự án đầu tư công trong năm 2026",
        "rà soát các luật đã được thông qua trong năm 2025",
        "báo cáo trước ngày 20 hằng tháng",
        "hằng năm, trước ngày 15 tháng 11, trình danh mục",
        "hằng năm tổ chức ngày hội vào tháng 5",
        "ngay sau phiên họp, sớm và khẩn trương",
        "trình phương án trong vòng 03 ngày kể từ ngày nhận được báo cáo",
        "làm rõ nguyên nhân vụ cháy ngày 14/02",
        "dự lễ khởi công vào ngày 19/8",
        "giai đoạn 2021-2030",
        "trình trước ngày 31/2/2025",
        "khôi phục rừng bị phá trước năm 2020",
        "trong năm 2026 và những năm tiếp theo",
        "triển khai từ quý II/2025",
        "trước 17 giờ hằng ngày báo cáo",
        "trả hết nợ lương trước Tết Nguyên đán Bính Ngọ 2026",
        "mỗi ca trực trong 3 ngày làm việc",
    ],
)
def test_other_dates_are_no_deadlines(printed):
    assert due(printed) is None


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("Q3/2026", "2026-09-30"),
        ("T9/2026", "2026-09-30"),
        ("10/2026", "2026-10-31"),
        ("2026", "2026-12-31"),
        ("Năm 2026-2027", "2027-12-31"),
        ("Quý II, III", "2025-09-30"),
        ("Tháng 10-12/2026", "2026-12-31"),
        ("30/9", "2025-09-30"),
        ("15/10/2026", "2026-10-15"),
        ("Trước 30.9", "2025-09-30"),
        ("Thường xuyên", None),
        ("Hằng năm", None),
        ("Tháng 9 hằng năm", None),
    ],
)
def test_a_cell_of_a_table_needs_no_word_before_its_date(cell, on):
    found = best(deadlines(cell, 0, len(cell), CALENDAR, bare=True))
    assert (found.on.isoformat() if found and found.on else None) == on


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)), st.sampled_from(STYLES), st.sampled_from(CUES))
def test_a_date_written_in_any_style_is_read_back(on, style, cue):
    printed = style.format(d=on.day, m=on.month, y=on.year)
    assert due(f"Sở Y tế báo cáo kết quả {cue}{printed}, không để chậm.", Calendar()) == on.isoformat()
    assert [d for _, d in full_dates(f"Họp ngày {printed}.")] == [on]


@given(
    st.integers(2001, 2098),
    st.integers(1, 12),
    st.sampled_from(("tháng {m}/{y}", "tháng {m:02} năm {y}", "tháng {m}-{y}")),
)
def test_a_month_written_in_any_style_ends_on_its_last_day(year, month, style):
    on = date.fromisoformat(due(f"hoàn thành trong {style.format(m=month, y=year)}.", Calendar()))
    assert (on.year, on.month, (on + timedelta(days=1)).day) == (year, month, 1)


@given(st.text(max_size=80), st.sampled_from(CUES), st.integers(0, 99), st.integers(0, 99))
def test_any_words_and_numbers_are_read_without_fault(words, cue, first, second):
    printed = f"{words}{cue}{first}/{second}{words}"
    for found in deadlines(printed, 0, len(printed), CALENDAR):
        assert printed[found.start : found.end] == found.quote


def test_a_second_date_narrows_the_first():
    printed = "bàn giao mặt bằng trong tháng 11, chậm nhất ngày 15/11; nghiệm thu trong quý IV"
    found = deadlines(printed, 0, len(printed), CALENDAR)
    assert [due.on.isoformat() for due in found] == ["2025-11-15", "2025-12-31"]


def test_a_day_without_any_year_has_no_date():
    found = best(deadlines("gửi trước ngày 10/6", 0, 19, Calendar()))
    assert found is not None
    assert (found.on, found.quote) == (None, "trước ngày 10/6")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("báo cáo hằng tuần", "weekly"),
        ("giao ban vào sáng thứ hai hằng tuần", "weekly"),
        ("trước ngày 25 hàng tháng", "monthly"),
        ("định kỳ hằng quý", "quarterly"),
        ("định kỳ 6 tháng, năm báo cáo", "half-yearly"),
        ("diễn tập mỗi năm hai lần", "half-yearly"),
        ("tổng kết hằng năm", "yearly"),
        ("thường xuyên kiểm tra", None),
    ],
)
def test_a_recurrence_is_named(printed, name):
    assert recurrence(printed) == name


def test_working_days_skip_the_lunar_new_year():
    assert add_working_days(date(2025, 1, 24), 1) == date(2025, 2, 3)
