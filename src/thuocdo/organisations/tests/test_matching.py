"""Printed names to bodies, by the directory that comes with the product."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.organisations import directory
from thuocdo.organisations.matcher import Match, MatchKind
from thuocdo.organisations.names import class_key, key
from thuocdo.organisations.rules import Kind
from thuocdo.organisations.tests.factories import JANUARY_2025, OCTOBER_2025, matcher_of_directory
from viettext import fold

MATCHER = matcher_of_directory()
EXACT, ALIAS, FORMER, POST = MatchKind.EXACT, MatchKind.ALIAS, MatchKind.FORMER, MatchKind.POST

TODAY = [
    ("Bộ Khoa học và Công nghệ", EXACT, "BKHCN"),
    ("bộ khoa học và công nghệ", EXACT, "BKHCN"),
    ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", EXACT, "BKHCN"),
    ("bo khoa hoc va cong nghe", EXACT, "BKHCN"),
    ("Bộ Khoa học & Công nghệ", EXACT, "BKHCN"),
    ("Bộ Khoa học Công nghệ", EXACT, "BKHCN"),
    ("Bộ KH&CN", ALIAS, "BKHCN"),
    ("Bộ KH-CN", ALIAS, "BKHCN"),
    ("Bộ KHCN", ALIAS, "BKHCN"),
    ("BKHCN", ALIAS, "BKHCN"),
    ("Bộ GD&ĐT", ALIAS, "BGDDT"),
    ("Bộ GD-ĐT", ALIAS, "BGDDT"),
    ("Bộ VHTTDL", ALIAS, "BVHTTDL"),
    ("Bộ Văn hóa, Thể thao và Du lịch", EXACT, "BVHTTDL"),
    ("BỘ TƯ PHÁP", EXACT, "BTP"),
    ("Bộ NN&MT", ALIAS, "BNNMT"),
    ("Bộ NNMT", ALIAS, "BNNMT"),
    ("Bộ Dân tộc và Tôn giáo", EXACT, "BDTTG"),
    ("Quý Bộ Tài chính", EXACT, "BTC"),
    ("Ngân hàng Nhà nước", ALIAS, "NHNN"),
    ("Thanh tra Chính phủ", EXACT, "TTCP"),
    ("VP Chính phủ", EXACT, "VPCP"),
    ("VPTW", ALIAS, "VPTW"),
    ("Văn phòng TƯ Đảng", EXACT, "VPTW"),
    ("Văn phòng Trung ương Đảng", EXACT, "VPTW"),
    ("Ban Tuyên giáo và Dân vận Trung ương", EXACT, "BTGDVTW"),
    ("Ban Chính sách, chiến lược Trung ương", EXACT, "BCSCLTW"),
    ("Đảng ủy MTTQ, các đoàn thể Trung ương", EXACT, "DUMTTQ"),
    ("Mặt trận Tổ quốc Việt Nam", ALIAS, "UBTWMTTQVN"),
    ("Viện Hàn lâm KH&CN Việt Nam", ALIAS, "VAST"),
    ("Tập đoàn Viettel", ALIAS, "VIETTEL"),
    ("EVN", ALIAS, "EVN"),
    ("Hội đồng tư vấn quốc gia", ALIAS, "HDTV57"),
    ("Ủy ban nhân dân tỉnh Nghệ An", EXACT, "40.UBND"),
    ("Uỷ ban nhân dân tỉnh Nghệ An", EXACT, "40.UBND"),
    ("UBND tỉnh Nghệ An", EXACT, "40.UBND"),
    ("UBND Nghệ An", ALIAS, "40.UBND"),
    ("Nghệ An", EXACT, "40.UBND"),
    ("tỉnh Nghệ An", EXACT, "40.UBND"),
    ("UBND TP Hà Nội", EXACT, "01.UBND"),
    ("Thủ đô Hà Nội", ALIAS, "01.UBND"),
    ("UBND TP.HCM", EXACT, "79.UBND"),
    ("TPHCM", EXACT, "79.UBND"),
    ("Ủy ban Nhân dân Thành phố Hồ Chí Minh", EXACT, "79.UBND"),
    ("HĐND thành phố Đà Nẵng", EXACT, "48.HDND"),
    ("Tỉnh ủy Nghệ An", EXACT, "40.TU"),
    ("Ban Thường vụ Tỉnh ủy Nghệ An", ALIAS, "40.TU"),
    ("Thành ủy TP. Hồ Chí Minh", EXACT, "79.TU"),
    ("Thành ủy Hồ Chí Minh", ALIAS, "79.TU"),
    ("UBND tỉnh Bắc Ninh", EXACT, "24.UBND"),
    ("UBND xã Tiên Điền, tỉnh Hà Tĩnh", EXACT, "18373.UBND"),
    ("Đảng ủy phường Bến Thành, TP.HCM", EXACT, "26743.DU"),
    ("UBND đặc khu Phú Quốc", EXACT, "31078.UBND"),
    ("Bộ Thông tin và Truyền thông", FORMER, "BTTTT"),
    ("Bộ TT&TT", FORMER, "BTTTT"),
    ("UBND tỉnh Bắc Giang", FORMER, "24-2025.UBND"),
    ("BR-VT", FORMER, "77.UBND"),
    ("UBND tỉnh Thừa Thiên Huế", FORMER, "46.UBND"),
    ("Bộ trưởng Bộ Công an", POST, "BCA"),
    ("đồng chí Bộ trưởng Bộ KH&CN", POST, "BKHCN"),
    ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", POST, "VPCP"),
    ("Thống đốc NHNN", POST, "NHNN"),
    ("Tổng Thanh tra Chính phủ", POST, "TTCP"),
    ("Chủ tịch UBND TP Hà Nội", POST, "01.UBND"),
    ("Chủ tịch tỉnh Nghệ An", POST, "40.UBND"),
    ("Bí thư Tỉnh ủy Nghệ An", POST, "40.TU"),
    ("Chủ tịch UBND phường Ba Đình", POST, "00004.UBND"),
    ("Thủ tướng Chính phủ", POST, "CP"),
    ("Tổng Bí thư", POST, "BCHTW"),
    ("Thường trực Ban Bí thư", POST, "BBT"),
    ("Chủ tịch Quốc hội", POST, "QH"),
    ("Trưởng Ban Tổ chức Trung ương", POST, "BTCTW"),
    ("Chánh Văn phòng TW Đảng", POST, "VPTW"),
    ("Phó Thủ tướng", POST, "CP"),
    ("đồng chí Thủ tướng Chính phủ Nguyễn Văn An", POST, "CP"),
    ("Bộ trưởng Bộ Tài chính Trần Thị Bình", POST, "BTC"),
    ("Ban Thường vụ Đảng ủy Chính phủ", ALIAS, "DUCP"),
    ("Thường trực Tỉnh ủy Nghệ An", ALIAS, "40.TU"),
    ("lãnh đạo Bộ Công an", ALIAS, "BCA"),
]


@pytest.mark.parametrize(("name", "kind", "code"), TODAY, ids=[row[0] for row in TODAY])
def test_a_printed_name_means_its_body(name, kind, code):
    found = MATCHER.match(name, on=OCTOBER_2025)
    assert (found.kind, found.body.code) == (kind, code)


@pytest.mark.parametrize(
    ("name", "code", "current"),
    [
        ("Bộ Thông tin và Truyền thông", "BTTTT", "BKHCN"),
        ("Bộ Kế hoạch và Đầu tư", "BKHDT", "BTC"),
        ("Bộ LĐTBXH", "BLDTBXH", "BNV"),
        ("Ủy ban Dân tộc", "UBDT", "BDTTG"),
        ("Ban Tuyên giáo Trung ương", "BTGTW", "BTGDVTW"),
        ("Ban cán sự đảng Chính phủ", "BCSDCP", "DUCP"),
        ("UBND tỉnh Kon Tum", "62.UBND", "51.UBND"),
        ("Tỉnh ủy Bắc Giang", "24-2025.TU", "24.TU"),
        ("Bộ trưởng Bộ Thông tin và Truyền thông", "BTTTT", "BKHCN"),
    ],
)
def test_a_former_name_gives_the_body_and_who_stands_in_for_it(name, code, current):
    found = MATCHER.match(name, on=OCTOBER_2025)
    assert (found.body.code, found.current.code) == (code, current)


def test_before_its_end_a_body_is_itself():
    found = MATCHER.match("Bộ Thông tin và Truyền thông", on=JANUARY_2025)
    assert (found.kind, found.current.code) == (EXACT, "BTTTT")


def test_a_name_that_passed_to_another_body_follows_the_day():
    assert MATCHER.match("UBND tỉnh Bắc Ninh", on=JANUARY_2025).body.code == "27.UBND"
    assert MATCHER.match("UBND tỉnh Bắc Ninh", on=date(2025, 7, 1)).body.code == "24.UBND"


def test_a_body_that_does_not_exist_yet_is_said_to_be_future():
    found = MATCHER.match("Bộ Nông nghiệp và Môi trường", on=JANUARY_2025)
    assert (found.kind, found.body.code, found.is_certain) == (MatchKind.FUTURE, "BNNMT", True)


def test_a_bare_place_means_its_party_committee_in_a_party_document():
    assert MATCHER.match("Nghệ An", on=OCTOBER_2025, party_document=True).body.code == "40.TU"
    assert MATCHER.match("TP.HCM", on=OCTOBER_2025, party_document=True).body.code == "79.TU"
    assert MATCHER.match("UBND Nghệ An", on=OCTOBER_2025, party_document=True).body.code == "40.UBND"


def test_a_commune_s_name_in_two_provinces_is_ambiguous_unless_the_province_is_named():
    found = MATCHER.match("UBND xã Tân Thành", on=OCTOBER_2025)
    assert found.kind is MatchKind.AMBIGUOUS
    provinces = {body.name.rpartition(", ")[2] for body in found.candidates}
    assert len(provinces) > 1
    for body in found.candidates:
        assert body.kind is Kind.PEOPLES_COMMITTEE
    one = MATCHER.match("UBND xã Tân Thành, tỉnh Tây Ninh", on=OCTOBER_2025)
    assert (one.kind, one.body.name) == (EXACT, "Ủy ban nhân dân xã Tân Thành, tỉnh Tây Ninh")


def test_marks_choose_between_communes_whose_bare_letters_are_the_same():
    assert MATCHER.match("xã Cẩm Giàng, Hải Phòng", on=OCTOBER_2025).body.code == "10903.UBND"
    assert MATCHER.match("xã Cẩm Giang, Hải Phòng", on=OCTOBER_2025).body.code == "10888.UBND"
    assert MATCHER.match("xa cam giang, hai phong", on=OCTOBER_2025).kind is MatchKind.AMBIGUOUS


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bộ Khoa học và Công ngệ", "BKHCN"),
        ("Ủy ban nhân dân tỉnh Ngệ An", "40.UBND"),
        ("Văn phòng Trung ương Đảngg", "VPTW"),
    ],
)
def test_a_typing_error_is_a_guess_and_not_certain(name, code):
    found = MATCHER.match(name, on=OCTOBER_2025)
    assert (found.kind, found.body.code, found.is_certain) == (MatchKind.FUZZY, code, False)
    assert 90 <= found.score < 100


@pytest.mark.parametrize(
    "name", ["", "  ", "?!", "Sở Khoa học và Công nghệ", "Bộ Phép thuật", "Thành ủy Nghệ An", "x" * 500]
)
def test_what_names_no_body_is_unknown(name):
    assert MATCHER.match(name, on=OCTOBER_2025).kind is MatchKind.UNKNOWN


@given(st.text(max_size=80), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.booleans())
def test_any_text_gets_an_answer(name, on, party):
    assert isinstance(MATCHER.match(name, on=on, party_document=party), Match)


@given(st.sampled_from([body.name for body in directory.central_bodies() + directory.province_bodies()]))
def test_folding_and_capitals_change_nothing(name):
    expected = MATCHER.match(name, on=OCTOBER_2025)
    assert expected.is_certain
    assert MATCHER.match(fold(name), on=OCTOBER_2025) == expected
    assert MATCHER.match(name.upper(), on=OCTOBER_2025) == expected


@given(st.sampled_from(directory.communes()))
def test_every_commune_is_found_with_its_province(commune):
    provinces = {body.code: body for body in directory.province_bodies()}
    name = f"UBND {commune.name}, {provinces[commune.parent].name}"
    assert MATCHER.match(name, on=OCTOBER_2025).body.code == f"{commune.code}.UBND"


@given(st.text(max_size=60))
def test_the_key_of_a_key_is_the_key_of_any_text_without_abbreviations(text):
    once = key(text)
    assert key(once) == once
    assert class_key(once) in once or not class_key(once)


def test_every_body_has_an_unambiguous_name_while_it_is_valid():
    for body in directory.central_bodies() + directory.province_bodies():
        on = body.valid_from or date(2025, 1, 1)
        found = MATCHER.match(body.name, on=on)
        if body.kind is Kind.TERRITORY:
            assert found.body.territory == body.code
        else:
            assert (found.kind, found.body.code) == (EXACT, body.code)


def test_every_alias_names_its_body():
    for alias in directory.aliases():
        found = MATCHER.match(alias.name, on=date(2024, 12, 1))
        assert alias.body in (found.body.code, found.body.territory), alias


@pytest.mark.parametrize(
    ("typed", "code"), [("bo kh", "BKHCN"), ("nghe an", "40.UBND"), ("VPTW", "VPTW"), ("ubnd tp hcm", "79.UBND")]
)
def test_the_type_ahead_box_puts_the_best_first(typed, code):
    assert MATCHER.suggest(typed, on=OCTOBER_2025)[0].code == code


def test_the_type_ahead_box_offers_no_ended_body_and_no_territory():
    found = MATCHER.suggest("bo thong tin", on=OCTOBER_2025)
    assert "BTTTT" not in {body.code for body in found}
    offered = MATCHER.suggest("a", on=OCTOBER_2025, limit=500)
    assert all(body.kind is not Kind.TERRITORY and body.is_valid(on=OCTOBER_2025) for body in offered)


def test_the_type_ahead_box_finds_communes_and_keeps_to_its_limit():
    found = MATCHER.suggest("kim lien", on=OCTOBER_2025)
    assert {"00229.UBND", "17971.UBND"} <= {body.code for body in found}
    assert len(MATCHER.suggest("xa", on=OCTOBER_2025, limit=7)) == 7
    assert MATCHER.suggest("", on=OCTOBER_2025) == []
