"""Markings of state secrets: stamps are refused, words within sentences are not."""

import io

import pytest
from docx import Document

from thuocdo.directives.rules import is_party_document, secret_marking, stamp_in
from viettext.readers import read_bytes

BODY = "\nĐiều 1. Bộ Mẫu tổ chức thực hiện.\n"


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("MẬT", "MẬT"),
        ("(MẬT)", "MẬT"),
        ("* TỐI MẬT *", "TỐI MẬT"),
        ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
        ("TUYET MAT", "TUYỆT MẬT"),
        ("Tối mật", "TỐI MẬT"),
        ("BỘ MẪU | TỐI MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỐI MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("ĐỘ MẬT: TUYỆT MẬT", "TUYỆT MẬT"),
        ("Mức độ mật : Tối mật", "TỐI MẬT"),
        ("Số: 12/BC-MAU (Mật)", "MẬT"),
    ],
)
def test_a_stamp_in_the_header_is_found(line: str, marking: str) -> None:
    assert secret_marking(f"CƠ QUAN MẪU\n{line}{BODY}") == marking


@pytest.mark.parametrize(
    "line",
    [
        "QUY CHẾ BẢO MẬT",
        "VỀ CÔNG TÁC BẢO VỆ BÍ MẬT",
        "Ban Cơ yếu hướng dẫn bảo vệ bí mật nhà nước.",
        "Cơ quan bảo đảm an toàn, bảo mật.",
        "Độ mật: Không",
        "Độ mật: Thường",
        "Yêu cầu bảo mật: cao",
        "MAT",
        "MẶT",
        "mật độ dân số",
    ],
)
def test_words_of_a_sentence_are_no_stamp(line: str) -> None:
    assert secret_marking(f"CƠ QUAN MẪU\n{line}{BODY}") is None


def test_a_list_of_degrees_far_below_the_header_is_no_stamp() -> None:
    assert secret_marking("Dòng có chữ.\n" * 60 + "Tuyệt mật\nTối mật\nMật\n") is None


def test_a_named_degree_counts_wherever_it_stands() -> None:
    assert secret_marking("Dòng có chữ.\n" * 60 + "Độ mật: Tối mật\n") == "TỐI MẬT"


def test_a_stamp_in_the_page_header_of_a_word_file_is_found() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    document.add_paragraph("Điều 1.")
    kept = io.BytesIO()
    document.save(kept)
    assert stamp_in(read_bytes(kept.getvalue(), "van-ban.docx").margins) == "TUYỆT MẬT"


def test_margins_without_a_stamp_have_none() -> None:
    assert stamp_in("Trang 1\nBảo mật thông tin\n") is None


def test_a_document_of_the_party_says_so_in_its_head() -> None:
    assert is_party_document("BAN MẪU\nĐẢNG CỘNG SẢN VIỆT NAM\n")
    assert not is_party_document("BỘ MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
