"""Figures that documents report, and numbers that report nothing."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viettext import canonical, extract, figures_within
from viettext.numbers import MAGNITUDES, parse

OPENING = "Báo cáo nhanh.\n\nSở Kế hoạch báo cáo tình hình trên địa bàn.\n\n"
BILLION = 10**9


def figures(sentence):
    found = extract(OPENING + sentence)
    for figure in found.figures:
        assert found.text[figure.start : figure.end] == figure.quote
    return [(f.value, f.of, f.unit) for f in found.figures]


def values(sentence):
    return [value for value, _, _ in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Thu ngân sách đạt 15.230 tỷ đồng, bằng 87,5% dự toán.", [(15230 * BILLION, None, "đồng"), (87.5, None, "%")]),
        ("Vốn thực hiện khoảng 1,2 triệu tỷ đồng.", [(1200000 * BILLION, None, "đồng")]),
        ("Xuất khẩu ước đạt 339,5 tỷ USD, tăng 16 phần trăm.", [(339500000000, None, "USD"), (16, None, "%")]),
        ("Nợ xấu giảm 0,8 điểm phần trăm.", [(0.8, None, "%")]),
        ("Đã có 28/34 địa phương kết nối xong.", [(28, 34, "địa phương")]),
        ("Cơ quan điều tra đã khởi tố 14 vụ/39 bị can.", [(14, None, "vụ"), (39, None, "bị can")]),
        ("Chỉ số cải cách của tỉnh xếp thứ 12/34, tăng 5 bậc.", [(12, 34, "hạng"), (5, None, "bậc")]),
        ("Tốc độ mạng thuộc nhóm Top 20 thế giới.", [(20, None, "hạng")]),
        ("Nhiệt độ phổ biến 39 - 40,5 độ C.", [(39, None, "độ C")]),
        ("Mô hình mới giúp giảm 25-30% lượng giống.", [(25, None, "%")]),
        ("Công suất đạt 2.500MW, sản lượng 12,5 tỷ kWh.", [(2500, None, "MW"), (12500000000, None, "kWh")]),
        ("Sạt lở kéo dài 240m, làm mất 1.234,5 ha rừng.", [(240, None, "m"), (1234.5, None, "ha")]),
        ("Bão làm 186 nhà bị sập; 1.270 nhà bị ngập.", [(186, None, "nhà"), (1270, None, "nhà")]),
        ("Doanh thu tăng gấp 2,5 lần so với năm 2020.", [(2.5, None, "lần")]),
        ("Thời gian chờ giảm từ 22 phút xuống 9 phút.", [(22, None, "phút"), (9, None, "phút")]),
        ("Công trình chậm 5 tuần so với hợp đồng.", [(5, None, "tuần")]),
        ("Tổng số cán bộ là 1.200, trong đó nữ chiếm 45%.", [(1200, None, "cán bộ"), (45, None, "%")]),
        ("Tuổi thọ bình quân đạt 74,6 tuổi.", [(74.6, None, "tuổi")]),
        ("Toàn tỉnh có 3.415 hộ nghèo, chiếm 2,1%.", [(3415, None, "hộ nghèo"), (2.1, None, "%")]),
        ("Nay còn 16 bộ, cơ quan và 9 xã, phường chưa nộp.", [(16, None, "bộ, cơ quan"), (9, None, "xã, phường")]),
        ("Tỷ lệ chuyên cần đạt 98,2%.", [(98.2, None, "%")]),
        ("Có 17,5% bếp ăn không đạt yêu cầu.", [(17.5, None, "%")]),
        ("Doanh thu vượt 24% chỉ tiêu, 7/135 xã không đạt chỉ tiêu kết nạp.", [(24, None, "%"), (7, 135, "xã")]),
        ("Trong 10 nhóm chỉ tiêu có 7 nhóm về đích.", [(10, None, "nhóm chỉ tiêu"), (7, None, "nhóm")]),
        (
            "Tiếp nhận 1.234 phản ánh, đã xử lý 1.200 (97,2%).",
            [(1234, None, "phản ánh"), (1200, None, ""), (97.2, None, "%")],
        ),
        ("Số người phải nhập viện là 1.126 học sinh.", [(1126, None, "học sinh")]),
    ],
)
def test_reported_numbers_are_figures(sentence, found):
    assert figures(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Phấn đấu đến cuối năm giải ngân 100% kế hoạch vốn.",
        "Tỉnh đặt mục tiêu tăng trưởng 8,3 - 8,5%.",
        "Để đạt được mức tăng trưởng 8,5%, tỉnh mở thêm khu công nghiệp.",
        "Dự báo phụ tải có thể đạt 57.000 MW.",
        "Tỉnh sẽ khởi công 9 trường nội trú.",
        "Nơi nào chưa đạt 60% thì người đứng đầu giải trình.",
        "Mô hình chính quyền địa phương 2 cấp vận hành được 3 tháng.",
        'Các nhà thầu thi công "3 ca, 4 kíp".',
        "Phương châm “4 tại chỗ” được giữ vững, 6 rõ được quán triệt.",
        "Trực ban 24/24 giờ trong dịp 30/4 và 1/5.",
        "Phun hóa chất 3 lần/tuần ở thôn có dịch.",
        "Trạm biến áp 220 kV và đường dây 500 kV vận hành an toàn.",
        "Quốc lộ 279 và tỉnh lộ 106 đã thông xe lúc 17h30 ngày 5/3.",
        "Bão số 3 đổ bộ lớp 9 trường trung học đã học lại.",
        "Bà Nguyễn Thị Lụa (68 tuổi) kể lại câu chuyện.",
        "Hội nghị có 350 đại biểu tham dự tại 34 điểm cầu.",
        "Thủ tướng nhấn mạnh 5 nhiệm vụ trọng tâm: thể chế, hạ tầng, nhân lực.",
        "Đỉnh triều có khả năng vượt báo động khoảng 15 cm.",
        "Nhà thầu thi công 3 ca suốt tuần.",
        "Bí thư, Chủ tịch UBND 4 tỉnh, thành phố có tuyến đi qua:",
        "Riêng 02 địa phương chưa phê duyệt giá đất phải phê duyệt xong.",
        "Công an khoanh vùng trong phạm vi 1.000 m quanh hiện trường.",
        "Điện thoại 0243.8431.234 và mã số 01234567 vẫn dùng.",
    ],
)
def test_other_numbers_are_none(sentence):
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Có 11 chủ đầu tư giải ngân dưới 10%.", [11]),
        ("Toàn ngành có 7 mặt hàng có kim ngạch trên 1 tỷ USD.", [7]),
        ("Đã lắp thiết bị cho 1.486/1.512 tàu dài từ 15 m trở lên.", [1486]),
        ("Tỷ lệ tiêm chủng ở trẻ dưới 1 tuổi đạt 94,1%.", [94.1]),
        ("Tỷ lệ huy động trẻ 6 tuổi ra lớp đạt 99,8%.", [99.8]),
    ],
)
def test_limits_of_a_class_are_no_figures(sentence, expected):
    assert values(sentence) == expected


def test_a_part_on_results_is_read_and_a_part_on_aims_is_not():
    text = (
        "HỘI ĐỒNG NHÂN DÂN TỈNH CAO SƠN\nSố: 5/NQ-HĐND\nCao Sơn, ngày 10 tháng 12 năm 2025\nNGHỊ QUYẾT\nVề năm 2026\n"
        "Điều 1. Kết quả thực hiện nhiệm vụ năm 2025\nThu ngân sách 19.872 tỷ đồng.\n"
        "Điều 2. Chỉ tiêu chủ yếu năm 2026\nTăng trưởng 9%; thu ngân sách 21.000 tỷ đồng."
    )
    assert [f.value for f in extract(text).figures] == [19872 * BILLION]


def test_the_same_figure_counts_once():
    told = "Toàn tỉnh có 3.415 hộ nghèo ở vùng cao."
    assert values(f"{told}\n\n{told}") == [3415]


@given(st.integers(0, 10**15))
def test_a_whole_number_is_read_back(number):
    assert parse(f"{number:,}".replace(",", ".")) == number
    assert parse(str(number)) == number


@given(st.integers(0, 999999), st.integers(0, 99), st.sampled_from(sorted(MAGNITUDES)))
def test_a_decimal_with_a_magnitude_is_multiplied_out(whole, part, magnitude):
    printed = f"{whole:,}".replace(",", ".") + f",{part:02}"
    assert parse(printed, magnitude) == pytest.approx((whole * 100 + part) * MAGNITUDES[magnitude] / 100)


@given(st.integers(21, 10**9), st.sampled_from(("hồ sơ", "hộ dân", "ha", "tỷ đồng", "%")))
def test_a_count_in_a_plain_sentence_is_found_whatever_it_is(number, unit):
    printed = f"{number:,}".replace(",", ".")
    times = BILLION if unit == "tỷ đồng" else 1
    is_year = len(printed) == 4 and "." not in printed
    assert is_year or values(f"Đến nay toàn tỉnh đã có {printed} {unit}.".replace(" %", "%")) == [number * times]


@given(st.text(max_size=60), st.integers(0, 9999))
def test_any_words_around_a_number_are_read_without_fault(words, number):
    figures(f"{words} {number} {words} {number}/{number + 7} {words}%")


@pytest.mark.parametrize(
    "unit", ["1 ", "1.000 ", "5-", "12 xã, ", "số 3 ", "đạt 5% ", "1/2/", "giảm từ 5 ngày ", "phải 5 hộ ", "9 9 "]
)
def test_a_long_line_is_read_in_time_that_grows_with_it(unit):
    started = time.process_time()
    extract(OPENING + unit * (40_000 // len(unit)))
    assert time.process_time() - started < 10


AIMED = OPENING + "Phấn đấu hồ sơ trực tuyến đạt 60,2%; đến ngày 15/1/2025 có 40/50 nhiệm vụ xong (đạt 80%)."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("60,2%", [(60.2, None, "%", None)]),
        ("60,2", [(60.2, None, "%", None)]),
        ("0,2%", []),
        ("15/1/2025", []),
        ("40/50 nhiệm vụ xong (đạt 80%)", [(40, 50, "nhiệm vụ", "2025-01-15"), (80, None, "%", "2025-01-15")]),
    ],
)
def test_what_somebody_points_at_is_read_whether_or_not_it_seems_reported(words, found):
    start = AIMED.index(words)
    read = figures_within(AIMED, start, start + len(words))
    assert [(f.value, f.of, f.unit, f.on and f.on.isoformat()) for f in read] == found
    assert all(AIMED[f.start : f.end] == f.quote for f in read)


def test_the_day_of_the_meeting_that_is_known_holds_where_the_words_name_none():
    start = AIMED.index("60,2%")
    (read,) = figures_within(AIMED, start, start + 5, known={"event_on": date(2025, 1, 20), "signed_on": None})
    assert read.on == date(2025, 1, 20)


@given(st.text(), st.integers(0, 60), st.integers(0, 60))
def test_pointing_anywhere_finds_only_what_begins_there(text, start, length):
    text = canonical(text)
    for figure in figures_within(text, start, start + length):
        assert text[figure.start : figure.end] == figure.quote
        assert figure.start < start + length
