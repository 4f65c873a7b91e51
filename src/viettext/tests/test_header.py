"""Heads and ends of documents in the layouts of the State, the Party, unions, enterprises and the press."""

import time
from datetime import date

import pytest

from viettext import canonical, extract, header
from viettext.structure import lay_out

BODY = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
1. Sở Nội vụ rà soát biên chế trước ngày 30/6/2026.
2. Sở Tài chính bố trí kinh phí.
"""
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def read(text):
    text = canonical(text)
    return header.read(text, lay_out(text).flat)


def fields(text):
    found = read(text)
    signed = found.signed_on.isoformat() if found.signed_on else None
    return found.kind, found.number, found.issuer, found.place, signed, found.signer


LAYOUTS = {
    "lines": (
        f"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\n{STATE}\n{MOTTO}\n---\nSố: 123/KH-UBND\n"
        f"Lạng Sơn, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nCải cách năm 2026{BODY}Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nNông Văn Hải"
    ),
    "table": (
        f"ỦY BAN NHÂN DÂN | {STATE} |\nTỈNH LẠNG SƠN | {MOTTO} |\n"
        "Số: 123/KH-UBND | Lạng Sơn, ngày 05 tháng 3 năm 2026 |\n"
        f"KẾ HOẠCH\nCải cách năm 2026{BODY}"
        "Nơi nhận: - Như trên; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN PHÓ CHỦ TỊCH Nông Văn Hải |"
    ),
    "columns": (
        f"UỶ BAN NHÂN DÂN             {STATE}\n   TỈNH LẠNG SƠN                 {MOTTO}\n"
        f" Số: 123/KH-UBND              Lạng Sơn, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nCải cách năm 2026{BODY}"
        "Nơi nhận:                                 KT. CHỦ TỊCH\n- Như trên;                   PHÓ CHỦ TỊCH\n"
        "- Lưu: VT.\n                                          Nông Văn Hải"
    ),
    "one line": (
        f"UBND TỈNH LẠNG SƠN {STATE} {MOTTO} Số: 123/KH-UBND Lạng Sơn, ngày 05 tháng 3 năm 2026 KẾ HOẠCH Cải cách năm "
        f"2026{BODY}Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nông Văn Hải"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_head_is_read_in_every_layout(layout):
    assert fields(LAYOUTS[layout]) == (
        "ke-hoach",
        "123/KH-UBND",
        "Ủy ban nhân dân tỉnh Lạng Sơn",
        "Lạng Sơn",
        "2026-03-05",
        "Nông Văn Hải",
    )
    assert read(LAYOUTS[layout]).recipients == ["Như trên", "Lưu: VT"]


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("TỈNH ỦY YÊN BÌNH\nVĂN PHÒNG\n*\nSố 7-TB/VPTU", "Văn phòng Tỉnh ủy yên bình"),
        ("VĂN PHÒNG\nUBND THÀNH PHỐ ĐÀ NẴNG\nSố: 7/TB-VP", "Văn phòng Ủy ban nhân dân thành phố Đà Nẵng"),
        ("ĐẢNG BỘ TỈNH SƠN LA\nBAN THƯỜNG VỤ TỈNH ỦY\n*\nSố 7-TB/TU", "Ban Thường vụ Tỉnh ủy Sơn La"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 7-TB/TW", "Ban Bí thư"),
        ("UBND TỈNH LÀO CAI\nSỞ NỘI VỤ\nSố: 7/TB-SNV", "Sở Nội vụ"),
        (
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH NINH BÌNH\nSố: 7/TB-LĐLĐ",
            "Liên đoàn Lao động tỉnh Ninh Bình",
        ),
        (
            "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM\nTỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC\nSố: 7/TB-EVNNPC",
            "Tổng công ty Điện lực miền Bắc",
        ),
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH CÀ MAU\nSố: 7/TB-CTUBND", "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"),
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG\nLÃNG PHÍ QUỐC GIA\nSố: 7/TB-BCĐ", "Ban Chỉ đạo phòng, chống lãng phí quốc gia"),
    ],
)
def test_the_issuer_is_the_lowest_body_of_the_head(head, issuer):
    found = read(
        f"{head}\n{STATE}\nHà Nội, ngày 5 tháng 3 năm 2026\nTHÔNG BÁO\nKẾT LUẬN CỦA BAN BÍ THƯ\nvề một việc{BODY}"
    )
    assert found.issuer.lower() == issuer.lower()
    assert found.kind == "thong-bao"


@pytest.mark.parametrize(("printed", "slug"), [(printed, slug) for printed, slug, _ in header.KINDS])
def test_every_kind_of_document_has_its_title(printed, slug):
    text = f"BỘ NỘI VỤ\n{STATE}\nSố: 5/BNV\nHà Nội, ngày 5 tháng 3 năm 2026\n{printed}\nVề một việc{BODY}"
    assert read(text).kind == slug


def test_a_letter_without_title_is_an_official_letter():
    head = f"BỘ NỘI VỤ\nSố: 123/BNV-TL\nV/v rà soát\n{STATE}\nHà Nội, ngày 5 tháng 3 năm 2026"
    text = f"{head}\nKính gửi: UBND TỈNH NGHỆ AN{BODY}"
    assert fields(text)[:4] == ("cong-van", "123/BNV-TL", "Bộ Nội vụ", "Hà Nội")


def test_blanks_for_number_and_day_stay_open():
    text = f"BỘ NỘI VỤ\n{STATE}\nSố:      /KH-BNV\nHà Nội, ngày     tháng 4 năm 2026\nKẾ HOẠCH\nMột việc{BODY}"
    found = read(text)
    assert (found.number, found.signed_on, found.place, found.year, found.issuer) == (
        None,
        None,
        "Hà Nội",
        2026,
        "Bộ Nội vụ",
    )


@pytest.mark.parametrize(
    "name",
    ["Lò Văn Pản", "Rơ Châm Duy", "Y Thuyên Mlô", "H'Yim Kđoh", "Ma Thị Hồng Thắm", "Đoàn Hữu Nghĩa", "Vàng A Sử"],
)
@pytest.mark.parametrize("before", ["(đã ký)\n", "", "Thiếu tướng ", "TS. ", "(Đã ký và đóng dấu)\n"])
def test_signers_of_every_people_and_rank_are_read(name, before):
    head = f"BỘ NỘI VỤ\nSố: 5/QĐ-BNV\n{STATE}\nHà Nội, ngày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nMột việc"
    text = f"{head}{BODY}KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n{before}{name}"
    assert read(text).signer == name


def test_the_middle_of_a_document_is_told_from_a_news_report():
    middle = "2. Sở Y tế lập danh sách.\na) Rà soát tiến độ.\nb) Báo cáo theo Kế hoạch này.\n3. Sở Nội vụ đôn đốc."
    assert read(middle).kind == "ke-hoach"
    assert read(middle + "\nẢnh: Minh Hà").kind == "tin-bai"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Sáng 12/3/2026, Ban Chỉ đạo họp phiên quý I.", "2026-03-12"),
        ("(BX) - Chiều 12.3.2026, Thường trực Tỉnh ủy có buổi làm việc với xã.", "2026-03-12"),
        ("Cập nhật 16:05, Thứ ba, 20/01/2026\nNgày 20/1, đồng chí Bí thư làm việc với xã Bình Minh.", "2026-01-20"),
        ("20/01/2026 08:15\nSáng nay, Chủ tịch UBND tỉnh đi kiểm tra hiện trường.", "2026-01-20"),
        ("Thứ Bảy, 11/4/2026 | 09:12\nSáng nay (11/4), Bí thư kiểm tra công trường.", "2026-04-11"),
        ("03/01/2026 08:15\nChiều 30/12, Bộ trưởng chủ trì hội nghị tổng kết.", "2025-12-30"),
        ("Chiều thứ Ba (9/6), Thủ tướng chủ trì phiên họp. Năm 2026 là năm bản lề.", "2026-06-09"),
        ("Trong 2 ngày 5 và 6/6/2026, đoàn công tác làm việc tại tỉnh.", "2026-06-05"),
        ("Vào ngày 4/6/2026, Bộ Y tế tổ chức tọa đàm.", "2026-06-04"),
        ("Chủ tịch UBND tỉnh đã kiểm tra tiến độ tuyến kè vào sáng 4/6/2026.", "2026-06-04"),
        ("08:15 04/06/2026\nTại cuộc họp sáng nay, Chủ tịch tỉnh phê bình các chủ đầu tư.", "2026-06-04"),
        ("08:15 04/06/2026\nGiá vàng sáng nay tăng mạnh.", None),
        ("Bộ Y tế vừa có Thông báo số 5/TB-BYT kết luận tại buổi kiểm tra hiện trường ngày 08/5/2026.", "2026-05-08"),
        ("Trước đó, tại phiên họp Chính phủ ngày 5/4/2026, Thủ tướng đã yêu cầu báo cáo.", None),
        ("Phiên họp của Ban Chỉ đạo diễn ra sáng 4/6/2026 tại Hà Nội.", "2026-06-04"),
        ("Sáng 14/5/2026, UBND tỉnh họp về Nghị quyết số 57-NQ/TW ngày 22/12/2024.", "2026-05-14"),
        ("Ngày 22/6/2026, Văn phòng UBND tỉnh có văn bản số 5 truyền đạt kết luận.", None),
        ("Theo Quyết định số 15/QĐ-TTg ngày 05/3/2026, Sở Y tế tổ chức rà soát.", None),
        ("Ngày 19/8/2026 sẽ diễn ra lễ khởi công.", None),
        ("Chiều 9/6, hội nghị bế mạc.", None),
    ],
)
def test_the_day_of_the_meeting_is_read_from_a_report(text, on):
    found = read(text)
    assert found.kind == "tin-bai"
    assert found.event_on == (date.fromisoformat(on) if on else None)


@pytest.mark.parametrize(("title", "on"), [("THÔNG BÁO", date(2026, 3, 2)), ("CÔNG ĐIỆN", None)])
def test_a_day_that_opens_a_notice_is_that_of_its_meeting(title, on):
    head = f"BỘ NỘI VỤ\nSố: 5/BNV\n{STATE}\nHà Nội, ngày 5 tháng 3 năm 2026\n{title}\nVề một việc"
    assert read(f"{head}\nNgày 02/3/2026, tại trụ sở Bộ, nhiều cơ sở bị mất điện.{BODY}").event_on == on


def test_deadlines_of_a_report_without_a_meeting_count_from_its_publication():
    task = extract(
        "17/06/2026 19:42 GMT+7\nUBND tỉnh yêu cầu Sở Xây dựng chi trả xong trước hết tháng này."
    ).assignments[0]
    assert task.deadline.on == date(2026, 6, 30)


@pytest.mark.parametrize(
    "unit", ["Số: 1/", "A, ngày ", "CỘNG HÒA XÃ HỘI ", "KT. ", "Nơi nhận: - ", "SỞ ", "Chiều 1/1 ", "   ", "Hà "]
)
def test_a_long_line_is_read_in_time_that_grows_with_it(unit):
    started = time.process_time()
    read(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 5
