"""Quantified aims are found with their operator and unit."""

import pytest

from viettext import targets


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("Thành lập 03 đoàn kiểm tra tại các chợ đầu mối.", (">=", 3, "đoàn kiểm tra")),
        ("Bảo đảm mỗi phường có tối thiểu 02 bể bơi.", (">=", 2, "bể bơi")),
        ("Phấn đấu giải ngân trên 95% kế hoạch vốn.", (">", 95, "%")),
        ("Rút ngắn thời gian trả kết quả còn không quá 3 ngày làm việc.", ("<=", 3, "ngày làm việc")),
        ("Bố trí 6,5 tỷ đồng mua sắm thiết bị.", (">=", 6_500_000_000, "đồng")),
        ("Trồng mới ít nhất 1.200 ha rừng phòng hộ.", (">=", 1200, "ha")),
        ("Chọn từ 10 - 20 nhiệm vụ trọng điểm.", (">=", 10, "nhiệm vụ")),
    ],
)
def test_an_aim_is_found(passage, found):
    assert [t[1:4] for t in targets.find(passage)] == [found]


@pytest.mark.parametrize(
    "passage",
    [
        "Nộp báo cáo trước 9 giờ thứ Hai.",
        "Công trình từ 3 tầng trở lên phải lắp thiết bị báo cháy.",
        "Khắc phục hậu quả của trận lũ đã cuốn trôi 12 căn nhà.",
        "Triển khai Quyết định số 45 của tỉnh.",
    ],
)
def test_what_sets_no_aim_is_left_out(passage):
    assert targets.find(passage) == []


def test_a_target_says_what_is_measured():
    assert targets.find("Thành lập 03 đoàn kiểm tra tại các chợ đầu mối.")[0][0] == (
        "số đoàn kiểm tra tại các chợ đầu mối"
    )
    assert targets.find("Cấp mã cho 100% hộ trồng sầu riêng.")[0][0] == "tỷ lệ hộ trồng sầu riêng"
