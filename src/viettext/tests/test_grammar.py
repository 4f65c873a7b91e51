"""The grammar of assignments: who is told, what is only said, and where one assignment ends and the next begins."""

import time

import pytest

from viettext import Gazetteer, extract
from viettext.names import NameReader

HEAD = "ỦY BAN NHÂN DÂN TỈNH SƠN BÌNH\nSố: 5/CT-UBND\nSơn Bình, ngày 10 tháng 01 năm 2026\nCHỈ THỊ\nVề một việc\n"
NEWS = "Sáng 5/8/2026, tại tỉnh Sơn Bình, hội nghị bàn về phát triển kinh tế - xã hội đã diễn ra.\n\n"


def tasks(words, *, lead_in="Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:"):
    return extract(f"{HEAD}{lead_in}\n{words}\n", trained=False).assignments


def news(words):
    return extract(f"{NEWS}{words}\n\nHội nghị kết thúc cùng ngày.\n", trained=False).assignments


def leads(found):
    return [t.lead for t in found]


def dates(found):
    return [t.deadline.on.isoformat() if t.deadline and t.deadline.on else None for t in found]


@pytest.mark.parametrize(
    "name",
    [
        "Cục Chăn nuôi và Thú y",
        "Cục Quản lý và Xây dựng công trình thủy lợi",
        "Cục Quản lý đê điều và Phòng, chống thiên tai",
        "Vụ Vận tải và An toàn giao thông",
        "Cục Chất lượng, Chế biến và Phát triển thị trường",
        "Cục Điện lực và Năng lượng tái tạo",
        "Trung tâm Kiểm soát bệnh tật tỉnh Sơn Bình",
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp tỉnh Sơn Bình",
        "Ban Quản lý các cảng cá",
        "Công ty TNHH MTV Khai thác công trình thủy lợi Sơn Bình",
        "Kho bạc Nhà nước Khu vực XIII",
        "Ngân hàng Chính sách xã hội chi nhánh tỉnh",
        "Ban Thường vụ đảng ủy các xã, phường",
        "Tổng công ty Cảng hàng không Sơn Bình - CTCP",
        "Hội đồng thẩm định giá đất thành phố",
        "Trạm Y tế xã",
    ],
)
@pytest.mark.parametrize("predicate", ["chủ trì xây dựng đề án.", "có trách nhiệm tổng hợp.", "rà soát hồ sơ."])
def test_a_name_reaches_to_the_verb_of_its_sentence(name, predicate):
    entity = NameReader(f"{name} {predicate}", Gazetteer(())).entity(0)
    assert entity is not None
    assert entity.names == (name,)


@pytest.mark.parametrize(
    ("words", "lead", "supervisor"),
    [
        ("1. Bộ Công an chỉ đạo Công an các địa phương điều tra vụ việc.", "Công an các địa phương", "Bộ Công an"),
        ("1. Đảng ủy Quân sự lãnh đạo cơ quan điều tra kết thúc hồ sơ.", "cơ quan điều tra", "Đảng ủy Quân sự"),
    ],
)
def test_who_is_directed_leads_and_who_directs_supervises(words, lead, supervisor):
    assert [(t.lead, t.supervisor) for t in tasks(words)] == [([lead], [supervisor])]


def test_an_item_that_begins_with_directing_others_is_supervised_by_those_above():
    found = tasks("1. Sở Y tế:\na) Chỉ đạo các bệnh viện tuyến tỉnh chuẩn bị giường bệnh;\nb) Lập đội cấp cứu.")
    assert [(t.lead, t.supervisor) for t in found] == [(["các bệnh viện tuyến tỉnh"], ["Sở Y tế"]), (["Sở Y tế"], [])]


def test_a_heading_that_gives_work_to_a_body_governs_the_items_below():
    found = extract(
        HEAD.replace("CHỈ THỊ", "QUYẾT ĐỊNH").replace("CT-", "QĐ-")
        + "QUYẾT ĐỊNH:\nĐiều 1. Giao Sở Văn hóa và Thể thao\n1. Lập hồ sơ khoa học cho các di tích.\n"
        "2. Phủ sóng truyền thanh tại các di tích.\nĐiều 2. Nhiệm vụ của Ban Chỉ đạo\n1. Đôn đốc các ngành.\n",
        trained=False,
    ).assignments
    assert leads(found) == [["Sở Văn hóa và Thể thao"], ["Sở Văn hóa và Thể thao"], ["Ban Chỉ đạo"]]


@pytest.mark.parametrize("label", ["1-", "1/", "1.", "b1)", "I/", "Thứ nhất là,", "➢"])
def test_items_are_numbered_in_many_ways(label):
    assert leads(tasks(f"{label} Sở Y tế lập đội cấp cứu lưu động.")) == [["Sở Y tế"]]


@pytest.mark.parametrize(
    "words",
    [
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:\n1. Nâng cao nhận thức của người dân.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Nội vụ để tổng hợp.",
        "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện Chỉ thị này.",
        "1. Trưởng ban: Phó Chủ tịch Ủy ban nhân dân tỉnh.",
        "1. Đảng viên phải gương mẫu, đi đầu.",
        "Từ đầu năm đến nay, các cơ quan chức năng đã khởi tố 14 vụ; thu hồi 86 tỷ đồng.",
        "Các xã biên giới cần được ưu tiên đầu tư trước.",
        "Đồng chí Chủ tịch Ủy ban nhân dân tỉnh chủ trì.",
    ],
)
def test_announcements_closings_lists_of_members_and_reports_assign_nothing(words):
    assert tasks(words, lead_in="Tỉnh có nhiều việc.") == []


@pytest.mark.parametrize(
    "words",
    [
        "Tại buổi tiếp xúc, cử tri phản ánh đường liên ấp xuống cấp, đề nghị địa phương sớm nâng cấp, sửa chữa.",
        "Đại diện một doanh nghiệp đề nghị thành phố miễn tiền thuê đất 5 năm.",
        "Một số bộ phải hoàn thành nhiệm vụ trong năm nhưng đến nay chưa xong.",
    ],
)
def test_petitions_and_complaints_in_the_news_assign_nothing(words):
    assert news(words) == []


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Đồng chí đề nghị Đảng ủy phường rà soát, sửa đổi quy chế làm việc.", ["Đảng ủy phường"]),
        ("Ông giao UBND xã Hòa Tân bằng mọi cách đưa dân ra khỏi vùng nguy hiểm.", ["UBND xã Hòa Tân"]),
        ("Ông Vũ Văn Hưng - Giám đốc Sở Xây dựng - yêu cầu các nhà thầu tăng ca, tăng kíp.", ["các nhà thầu"]),
        ("Ông cũng lưu ý các nhà thầu tưới nước chống bụi.", ["các nhà thầu"]),
        ("Tập đoàn Điện lực Việt Nam được yêu cầu đóng điện đường dây mới.", ["Tập đoàn Điện lực Việt Nam"]),
        ("Thủ tướng đề nghị Nghệ An tập trung giải phóng mặt bằng.", ["Nghệ An"]),
        ("Ông đề nghị các đơn vị ngành than trên địa bàn phun nước dập bụi.", ["các đơn vị ngành than trên địa bàn"]),
        (
            "Ông yêu cầu giám đốc các sở, trưởng các ngành, chủ tịch UBND các xã bám sát kịch bản.",
            ["giám đốc các sở", "trưởng các ngành", "chủ tịch UBND các xã"],
        ),
    ],
)
def test_the_news_address_in_many_ways(words, lead):
    assert leads(news(words)) == [lead]


def test_this_department_is_the_one_named_before():
    found = news("Chủ tịch thành phố khen Sở Khoa học và Công nghệ. Ông đề nghị sở này sớm hoàn thiện đề án vi mạch.")
    assert leads(found) == [["Sở Khoa học và Công nghệ"]]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Sở Y tế rà soát thiết bị, lập danh mục; phấn đấu hoàn thành trước ngày 15/3/2026.", ["2026-03-15"]),
        ("Sở Y tế thanh tra chuyên đề; công bố kết luận trước ngày 15/3/2026.", ["2026-03-15"]),
        ("Sở Y tế rà soát thiết bị; xây dựng đề án mua sắm trước ngày 15/3/2026.", [None, "2026-03-15"]),
        ("Sở Y tế phát thuốc; lo hậu cần (chủ trì: Sở Y tế; hoàn thành: tháng 3/2026).", ["2026-03-31"]),
    ],
)
def test_a_clause_dates_the_whole_where_it_only_finishes_or_reports_it(item, expected):
    assert dates(tasks(f"1. {item}")) == expected


def test_a_bracket_names_who_carries_an_item_out():
    found = tasks("1. Phát dọn đường băng cản lửa dài 3 km. (Công an xã, Hạt Kiểm lâm thực hiện)", lead_in="Các việc:")
    assert leads(found) == [["Công an xã", "Hạt Kiểm lâm"]]


@pytest.mark.parametrize("item", ["Bẻ khóa kho vật tư khi có lệnh.", "Thả phao tại các bến đò ngang."])
def test_any_act_counts_in_a_numbered_item_that_somebody_leads(item):
    assert leads(tasks(f"1. Công an xã:\na) {item}\nb) Lập chốt trực.")) == [["Công an xã"], ["Công an xã"]]


@pytest.mark.parametrize("unit", ["Cục Quản lý ", "Ban Quản lý dự án ", "giao các sở, ", "chỉ đạo, ", "cơ sở đào tạo "])
def test_a_long_line_of_names_is_read_in_reasonable_time(unit):
    begun = time.perf_counter()
    extract(HEAD + unit * (60_000 // len(unit)), trained=False)
    assert time.perf_counter() - begun < 20


def test_an_excerpt_of_numbered_items_is_read_as_a_document():
    text = "3. Về nhà ở\na) Bộ Tài chính trình phương án phân bổ vốn.\nb) Bộ Xây dựng hướng dẫn thiết kế mẫu.\n"
    assert leads(extract(text, trained=False).assignments) == [["Bộ Tài chính"], ["Bộ Xây dựng"]]


def test_heads_of_several_bodies_are_told_in_the_news_without_an_order():
    found = news(
        "Công điện yêu cầu Bộ Xây dựng sửa đường.\n\nBộ trưởng các Bộ: Y tế, Nội vụ chỉ đạo vệ sinh môi trường."
    )
    assert [t.supervisor for t in found][1:] == [["Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Nội vụ"]]
