"""PDF files: columns, tables, paragraphs and what stands in the margins."""

import pytest

from viettext import extract
from viettext.readers import read_bytes
from viettext.tests.files import pdf_bytes

LEFT, INDENT, RIGHT, SIZE = 60, 88, 540, 12


def read(pages, rules=(), **more):
    return read_bytes(pdf_bytes(pages, rules, **more), "a.pdf")


def lines(*pages, rules=()):
    return read(pages, rules).text.split("\n")


def full(text, x=LEFT, right=RIGHT):
    """The text filled up with syllables, so that its line reaches the right edge (letters are half their size wide)."""
    wanted = int((right - x) / (SIZE / 2))
    filler = "va lam tot cong tac nay de dat ket qua cao hon nua trong nam nay va ca giai doan sau".split()
    at = 0
    while len(text) < wanted - 3:
        text += " " + filler[at % len(filler)]
        at += 1
    return text[:wanted].rstrip()


def placed(texts, x=LEFT, top=700, step=16):
    return [(x, top - step * i, SIZE, text) for i, text in enumerate(texts)]


def test_the_head_is_read_left_then_right():
    page = [
        (60, 780, 12, "BỘ XÂY DỰNG"), (260, 780, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (300, 764, 12, "Độc lập - Tự do - Hạnh phúc"), (60, 760, 12, "Số: 12/TB-BXD"),
        (280, 740, 12, "Hà Nội, ngày 5 tháng 3 năm 2026"), (240, 700, 12, "THÔNG BÁO"),
        (180, 684, 12, "Kết luận cuộc họp về nhà ở xã hội"),
    ]  # fmt: skip
    found = extract(read([page]).text).document
    assert (found.number, found.issuer, found.kind) == (
        "12/TB-BXD",
        "Bộ xây dựng",
        "thong-bao",
    ) or found.issuer == "Bộ Xây dựng"
    assert (str(found.signed_on), found.place) == ("2026-03-05", "Hà Nội")
    assert lines(page)[:2] == ["BỘ XÂY DỰNG", "Số: 12/TB-BXD"]


def test_a_motto_close_to_the_issuer_is_cut_off():
    page = [
        (40, 780, 12, "VĂN PHÒNG CHÍNH PHỦ"),
        (156, 780, 12, " CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (40, 700, 12, "Chữ."),
    ]
    assert lines(page)[:2] == ["VĂN PHÒNG CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_lines_become_paragraphs_by_indent_and_by_their_last_line():
    first, second, third = full("Giao So Y te", INDENT), full("ra soat"), "xong."
    page = [
        *placed([first], INDENT, 700), *placed([second, third], LEFT, 684),
        *placed([full("Giao So Noi vu", INDENT)], INDENT, 652), *placed([full("tong hop,")], LEFT, 636),
    ]  # fmt: skip
    found = lines(page)
    assert len(found) == 2
    assert found[0].startswith("Giao So Y te")
    assert found[0].endswith("xong.")


def test_items_begin_paragraphs_also_without_an_indent():
    page = placed([full("1. Giao So Y te"), full("bao cao")[:-1] + ";", full("2. Giao So Noi vu"), full("tong hop.")])
    assert [line[:2] for line in lines(page)] == ["1.", "2."]


def test_a_hanging_indent_belongs_to_its_item():
    page = [
        *placed(["-"], 60, 700),
        *placed([full("Bo Tai chinh", 78)], 78, 700),
        *placed([full("phan bo", 78), "het."], 78, 684),
    ]
    assert len(lines(page)) == 1


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_go():
    one = [
        *placed([full("Giao So Y te", INDENT)], INDENT, 100),
        *placed([full("ra soat")], LEFT, 84),
        (300, 30, 12, "1"),
    ]
    two = [(300, 800, 12, "2"), *placed(["Va bao cao ket qua.".lower()], LEFT, 760)]
    found = read([one, two])
    assert "\n" not in found.text
    assert found.margins.split("\n") == ["1", "2"]


@pytest.mark.parametrize(("begin", "count"), [("va bao cao.", 1), ("Va bao cao.", 2), ("a) bao cao.", 2)])
def test_after_a_semicolon_at_the_foot_only_small_letters_go_on(begin, count):
    one = placed([full("Giao So Y te")[:-1] + ";"], LEFT, 100)
    assert len(lines(one, placed([begin], LEFT, 760))) == count


def test_two_columns_are_read_one_after_the_other():
    left = placed([full("Cot mot", 60, 280), full("van cot mot", 60, 280), "het cot mot."], 60, 700)
    right = placed([full("Cot hai", 320, 540), full("van cot hai", 320, 540), "het cot hai."], 320, 697)
    page = [(150, 760, 12, "TIEU DE CUA CA TRANG GIAY NAY"), *left, *right, *placed([full("Ca trang")], LEFT, 600)]
    found = lines(page)
    assert [line[:8] for line in found if line] == ["TIEU DE ", "Cot mot ", "Cot hai ", "Ca trang"]


def test_running_lines_of_two_pages_and_more_are_left_out():
    pages = [[(60, 810, 10, "CONG BAO so 5"), *placed([full(f"Dong {w} cua trang")]), (300, 20, 10, f"Trang {n}")]
             for n, w in enumerate(["mot", "hai", "ba"], 1)]  # fmt: skip
    for count in (2, 3):
        text = read(pages[:count]).text
        assert "CONG BAO" not in text
        assert "Trang" not in text


def test_footnotes_are_put_aside():
    page = [*placed([full("Giao So Y te"), full("bao cao.")]), (60, 60, 9, "1 Theo so lieu cua Bo.")]
    found = read([page])
    assert "Theo so lieu" not in found.text
    assert "Theo so lieu" in found.margins


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [("công-", "nghiệp nặng", "công-nghiệp nặng"), ("techno-", "logy moi", "technology moi")],
)
def test_a_hyphen_goes_where_it_only_broke_a_word(end, begin, joined):
    width = int((RIGHT - LEFT) / (SIZE / 2))
    head = (full("Bo") + " ")[: width - len(end) - 1].rstrip()
    page = placed([f"{head} {end}", begin])
    assert joined in lines(page)[0]


def grid(xs, ys):
    return [(x, ys[-1], x, ys[0]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


TABLE = [
    (65, 680, 12, "TT"), (105, 680, 12, "Nhiệm vụ"), (305, 680, 12, "Chủ trì"), (425, 680, 12, "Thời hạn"),
    (65, 650, 12, "1"), (105, 650, 12, "Xây dựng quy chế"), (105, 635, 12, "dữ liệu mở"), (305, 640, 12, "Sở Y tế"),
    (425, 650, 12, "30/6/2025"), (65, 610, 12, "2"), (105, 610, 12, "Lập kế hoạch"), (425, 610, 12, "31/7/2025"),
]  # fmt: skip


def test_a_ruled_table_is_read_by_its_cells():
    xs, ys = (60, 100, 300, 420, 540), (700, 670, 625, 600)
    found = lines(TABLE, rules=[grid(xs, ys)])
    assert found == [
        "TT | Nhiệm vụ | Chủ trì | Thời hạn |", "1 | Xây dựng quy chế dữ liệu mở | Sở Y tế | 30/6/2025 |",
        "2 | Lập kế hoạch |  | 31/7/2025 |",
    ]  # fmt: skip


def test_a_cell_without_a_line_below_holds_for_both_rows():
    xs, ys = (60, 100, 300, 420, 540), (700, 670, 625, 600)
    rules = [rule for rule in grid(xs, ys) if rule != (60, 625, 540, 625)]
    rules += [(60, 625, 300, 625), (420, 625, 540, 625)]
    text = read([TABLE], [rules]).text
    assert text.split("\n")[2] == "2 | Lập kế hoạch | Sở Y tế | 31/7/2025 |"
    assert [task.lead for task in extract(text).assignments] == [["Sở Y tế"]] * 2


def test_old_encodings_in_a_pdf_are_turned_into_unicode():
    assert lines(placed(["Céng hßa x· héi chñ nghÜa ViÖt Nam"])) == ["Cộng hòa xã hội chủ nghĩa Việt Nam"]


@pytest.mark.parametrize("matrix", ["0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"])
def test_a_page_that_lies_on_its_side_is_read_upright(matrix):
    words = [(300, 400, 12, "Dòng một."), (300, 380, 12, "Dòng hai dài hơn.")]
    _, _, c, d = map(int, matrix.split())
    content = pdf_bytes([[(300 + c * (y - 400), 400 + d * (y - 400), size, text) for _, y, size, text in words]])
    content = content.replace(b"1 0 0 1 ", matrix.encode() + b" ")
    assert read_bytes(content, "a.pdf").text == "Dòng một.\nDòng hai dài hơn."
