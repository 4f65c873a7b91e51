"""Who stands at the head of an item is read also where his name has no known shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viettext import extract
from viettext.entities import Gazetteer
from viettext.names import NameReader
from viettext.subjects import opening


def _read(text):
    return opening(NameReader(text, Gazetteer(())), 0, len(text))


@pytest.mark.parametrize(
    ("item", "names", "verb"),
    [
        ("Các khoa, viện cập nhật giáo trình.", ["các khoa, viện"], "cập nhật"),
        ("Các hãng xe chưa ký hợp đồng phải đăng ký lại.", ["các hãng xe chưa ký hợp đồng"], "phải"),
        ("Riêng 05 địa phương còn nợ số liệu phải nộp trong tháng.", ["05 địa phương còn nợ số liệu"], "phải"),
        ("Các chợ đầu mối, nhà máy tích cực đầu tư kho lạnh.", None, None),
        (
            "Các nhà máy giấy, thép (Sông Lam, Bắc Hà) tích cực đầu tư.",
            ["các nhà máy giấy, thép (Sông Lam, Bắc Hà)"],
            "tích",
        ),
        ("Hiệu trưởng các trường vùng cao: bố trí bếp ăn.", ["Hiệu trưởng các trường vùng cao"], "bố trí"),
        ("Hạt Bảo trì Sông Lam được giao quản lý bến đò.", ["Hạt Bảo trì Sông Lam"], "quản lý"),
        ("Sở giáo dục và đào tạo các tỉnh miền núi", ["Sở giáo dục và đào tạo các tỉnh miền núi"], None),
        ("Phòng cháy, chữa cháy là nhiệm vụ của mọi người.", None, None),
        ("Công tác thu hồi đất đạt kết quả tốt.", None, None),
        ("Phó Thủ tướng yêu cầu làm rõ.", None, None),
        ("Trưởng ban: Phó Chủ tịch tỉnh.", None, None),
    ],
)
def test_the_subject_ends_where_its_verb_begins(item, names, verb):
    found = _read(item)
    assert (found and found.names) == names
    if found and verb:
        assert item[found.verb :].startswith(verb)


def test_a_heading_of_no_known_shape_leads_its_items():
    found = extract(
        "KẾ HOẠCH\nMở lớp bơi năm 2026\nII. Tổ chức thực hiện\n"
        "1. Sở giáo dục và đào tạo các tỉnh miền núi\n"
        "- Chốt danh sách bể bơi trước ngày 20/3/2026.\n- Bố trí giáo viên dạy bơi.\n"
    ).assignments
    assert [t.lead for t in found] == [["Sở giáo dục và đào tạo các tỉnh miền núi"]] * 2


@given(st.text(alphabet=st.sampled_from("Các trường phải xây dựng,;:. –-()"), max_size=300))
def test_offsets_stay_inside(text):
    found = _read(text) if text else None
    if found:
        assert 0 <= found.end <= len(text)
        assert found.verb is None or found.end <= found.verb
