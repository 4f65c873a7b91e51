"""Products are named as the passage names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viettext import products


@pytest.mark.parametrize(
    ("passage", "named"),
    [
        (
            "Sở Y tế xây dựng Đề án nhà thuốc cộng đồng, trình UBND tỉnh trước ngày 05/5/2027.",
            ["Đề án nhà thuốc cộng đồng"],
        ),
        (
            "Trình Hội đồng nhân dân thành phố ban hành chính sách hỗ trợ vé xe buýt cho học sinh.",
            ["chính sách hỗ trợ vé xe buýt cho học sinh"],
        ),
        (
            "Lập danh mục bến thủy chưa được cấp phép; thiết lập đường dây nóng tiếp nhận tin báo.",
            ["danh mục bến thủy chưa được cấp phép", "đường dây nóng tiếp nhận tin báo"],
        ),
        (
            "Ban hành quy chế quản lý, vận hành kho dữ liệu dùng chung.",
            ["quy chế quản lý, vận hành kho dữ liệu dùng chung"],
        ),
        ("Công bố lộ trình giảm phí cầu đường, tổ chức kiểm tra các trạm.", ["lộ trình giảm phí cầu đường"]),
        ("Đưa vào vận hành hệ thống cảnh báo lũ sớm trong quý III/2027.", ["hệ thống cảnh báo lũ sớm"]),
        ("Thành lập 03 đoàn kiểm tra do lãnh đạo Sở làm trưởng đoàn.", ["03 đoàn kiểm tra"]),
        ("Tổ chức hội nghị đối thoại với doanh nghiệp vận tải.", ["hội nghị đối thoại với doanh nghiệp vận tải"]),
    ],
)
def test_products_are_named(passage, named):
    assert products.find(passage) == named


def test_a_report_is_the_product_where_no_other_is_named():
    assert products.find("Rà soát các bến bãi, báo cáo Chủ tịch UBND tỉnh trước ngày 10/3/2027.") == [
        "báo cáo Chủ tịch UBND tỉnh"
    ]
    assert products.find("Lập danh sách hộ nghèo, báo cáo Chủ tịch UBND tỉnh.") == ["danh sách hộ nghèo"]
    assert products.find("Rà soát các trạm bơm, báo cáo Sở Xây dựng danh sách trạm hư hỏng trước ngày 10/3/2027.") == [
        "danh sách trạm hư hỏng"
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "Tăng cường tuyên truyền, vận động người dân chấp hành quy định.",
        "Triển khai thực hiện Kế hoạch này.",
        "Bố trí đủ lực lượng trực, có người trả lời điện thoại.",
        "Ban hành văn bản.",
        "Lập Bộ Y tế",
    ],
)
def test_what_names_no_product_gives_none(passage):
    assert products.find(passage) == []


@given(st.text(alphabet=st.sampled_from("xây dựng lập báo cáo đề án trình,;. ABĐ"), max_size=400))
def test_every_product_stands_in_the_passage(passage):
    for name in products.find(passage):
        assert name.split()[0] in passage
        assert " ".join(passage.split()).find(name) >= 0
