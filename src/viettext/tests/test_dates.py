"""Deadlines and recurrences."""

from datetime import date

import pytest

from viettext.dates import Calendar, add_working_days, best, deadlines, recurrence

CALENDAR = Calendar(2025, date(2025, 1, 22))


@pytest.mark.parametrize(
    ("printed", "on"),
    [
        ("trình trước ngày 31/3/2026", "2026-03-31"),
        ("chậm nhất 31/3/2026", "2026-03-31"),
        ("gửi về Sở đến hết ngày 15/4/2025", "2025-04-15"),
        ("xong trước ngày 30 tháng 6 năm 2025", "2025-06-30"),
        ("hoàn thành trước 17 giờ ngày 09/9/2025", "2025-09-09"),
        ("phê duyệt trong tháng 4/2025", "2025-04-30"),
        ("ban hành trong tháng 02 năm 2024", "2024-02-29"),
        ("vận hành trong quý II/2025", "2025-06-30"),
        ("hoàn thành chậm nhất trong quý I/2026", "2026-03-31"),
        ("hoàn thành trong 6 tháng đầu năm 2026", "2026-06-30"),
        ("phải được thực hiện trong năm 2025", "2025-12-31"),
        ("triển khai đến cuối năm 2025", "2025-12-31"),
        ("đạt 60% đến năm 2030", "2030-12-31"),
        ("nâng lên 2% GDP trong 5 năm tiếp theo", "2030-12-31"),
        ("Ngay trong quý I cần làm", "2025-03-31"),
        ("báo cáo trước ngày 20-6.", "2025-06-20"),
        ("trình trong 15 ngày kể từ ngày ký", "2025-02-06"),
        ("trình trong 10 ngày làm việc kể từ ngày ký", "2025-02-12"),
        ("báo cáo kết quả về Bộ Nội vụ trước ngày 15/12/2025", "2025-12-15"),
        ("quý IV phải đạt 100%", "2025-12-31"),
    ],
)
def test_a_printed_deadline_becomes_a_date(printed, on):
    found = best(deadlines(printed, 0, len(printed), CALENDAR))
    assert found is not None
    assert found.on is not None
    assert found.on.isoformat() == on
    assert printed[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "printed",
    [
        "tính đến ngày 28/10/2025 đã xong",
        "nhiệm vụ giao từ ngày 01/01/2025 đến ngày 10/12/2025",
        "thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị",
        "thực hiện Chiến lược phát triển kinh tế số đến năm 2030",
        "lập danh mục các dự án đầu tư công trong năm 2026",
        "rà soát các luật đã được thông qua trong năm 2025",
        "báo cáo trước ngày 20 hằng tháng",
        "ngay sau phiên họp, sớm và khẩn trương",
        "giai đoạn 2021-2030",
        "trình trước ngày 31/2/2025",
    ],
)
def test_other_dates_are_no_deadlines(printed):
    found = best(deadlines(printed, 0, len(printed), CALENDAR))
    assert found is None or found.on is None


def test_a_day_without_any_year_has_no_date():
    found = best(deadlines("gửi trước ngày 10/6", 0, 19, Calendar()))
    assert found is not None
    assert (found.on, found.quote) == (None, "trước ngày 10/6")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("báo cáo hằng tuần", "weekly"),
        ("trước ngày 25 hàng tháng", "monthly"),
        ("định kỳ hằng quý", "quarterly"),
        ("định kỳ 6 tháng, năm báo cáo", "half-yearly"),
        ("tổng kết hằng năm", "yearly"),
        ("thường xuyên kiểm tra", None),
    ],
)
def test_a_recurrence_is_named(printed, name):
    assert recurrence(printed) == name


def test_working_days_skip_the_lunar_new_year():
    assert add_working_days(date(2025, 1, 24), 1) == date(2025, 2, 3)
