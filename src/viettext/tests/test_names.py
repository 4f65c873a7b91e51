"""Names of bodies, posts and classes."""

import pytest

from viettext import Gazetteer, phrases
from viettext.names import NameReader


def read(sentence, names=()):
    return phrases.read(NameReader(sentence, Gazetteer(names)), 0, len(sentence))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Bộ Khoa học và Công nghệ chủ trì", ["Bộ Khoa học và Công nghệ"]),
        (
            "Bộ Văn hóa, Thể thao và Du lịch, Bộ Ngoại giao phối hợp",
            ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Ngoại giao"],
        ),
        ("các Bộ: Tài chính, Công an và Nội vụ khẩn trương", ["Bộ Tài chính", "Bộ Công an", "Bộ Nội vụ"]),
        ("Bộ trưởng các Bộ: Tài chính, Y tế chỉ đạo", ["Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Y tế"]),
        ("các bộ, ngành, địa phương khẩn trương", ["các bộ, ngành, địa phương"]),
        ("Quý bộ, cơ quan báo cáo", ["các bộ, cơ quan"]),
        ("tất cả các cơ quan, đơn vị, đặc biệt là người đứng đầu, phải làm", ["tất cả các cơ quan, đơn vị"]),
        ("Tỉnh ủy, Thành ủy lập tổ", ["Tỉnh ủy, Thành ủy"]),
        ("các đồng chí thành viên Ban Chỉ đạo tập trung", ["các thành viên Ban Chỉ đạo"]),
        ("Bí thư, Chủ tịch UBND các tỉnh chỉ đạo", ["Bí thư, Chủ tịch UBND các tỉnh"]),
        ("Thủ tướng Chính phủ, Phó Trưởng Ban Chỉ đạo chỉ đạo", ["Thủ tướng Chính phủ"]),
        ("Trung tâm Công nghệ thông tin chủ trì", ["Trung tâm Công nghệ thông tin"]),
        ("Văn phòng Ủy ban nhân dân tỉnh theo dõi", ["Văn phòng Ủy ban nhân dân tỉnh"]),
        ("Chủ tịch UBND xã Tân An khẩn trương", ["Chủ tịch UBND xã Tân An"]),
        (
            "Giám đốc các sở, Thủ trưởng các ban ngành, đơn vị cấp tỉnh và Chủ tịch UBND các cấp tập trung",
            ["Giám đốc các sở", "Thủ trưởng các ban ngành, đơn vị cấp tỉnh", "Chủ tịch UBND các cấp"],
        ),
    ],
)
def test_addressees_are_named_as_the_contract_asks(sentence, names):
    found = read(sentence)
    assert found is not None
    assert found.names == names


def test_a_post_knows_its_body():
    found = read("Trưởng Ban Tổ chức Trung ương chỉ đạo")
    assert found is not None
    assert found.bodies == ["Ban Tổ chức Trung ương"]


def test_a_deputy_stands_for_no_body():
    found = read("Phó Chủ tịch UBND tỉnh chỉ đạo")
    assert found is not None
    assert found.bodies == []


@pytest.mark.parametrize(
    "sentence", ["Ban hành kế hoạch", "Bộ chỉ số được vận hành", "Hội nghị diễn ra", "tổ chức thực hiện", "kinh tế số"]
)
def test_words_that_begin_like_a_body_are_none(sentence):
    assert read(sentence) is None


def test_a_known_name_is_read_whole():
    found = read(
        "Trung tâm Ươm tạo và Phát triển sáng chế số Một rà soát",
        [("Trung tâm Ươm tạo và Phát triển sáng chế số Một", "agency")],
    )
    assert found is not None
    assert found.names == ["Trung tâm Ươm tạo và Phát triển sáng chế số Một"]
