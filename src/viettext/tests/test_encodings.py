"""Encodings of before Unicode, and slips of optical reading, are undone only where that is certain."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viettext import Unreadable, canonical
from viettext.readers import legacy, mending, read_bytes

TEXT = (
    "Ủy ban nhân dân tỉnh giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các đơn vị liên quan rà soát, nêu rõ"
    " những vướng mắc; đề xuất giải pháp tháo gỡ trước ngày 30/6/2026. Quỹ đất, thủy lợi, giống cây trồng cần ưu tiên."
)
TCVN3 = {shown: chr(typed) for typed, shown in legacy._TCVN3.items()}
CAPITALS = str.maketrans("ỦỸ", "ủỹ")  # which TCVN3 has in its fonts of capitals alone


def in_tcvn3(text):
    return text.translate(CAPITALS).translate(TCVN3)


def in_vni(text):
    signs = {shown: letter + sign for letter, table in legacy._VNI_SIGNS.items() for sign, shown in table.items()}
    alone = {shown: typed for typed, shown in legacy._VNI_ALONE.items()}
    words = ""
    for character in text:
        typed = signs.get(character.lower()) or alone.get(character.lower()) or character.lower()
        words += typed if character.islower() else typed.upper()
    return words


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be"), TEXT.encode("utf-16"), TEXT.encode("utf-8-sig"),
        in_tcvn3(TEXT).encode("latin-1"), in_vni(TEXT).encode("cp1252"), in_tcvn3(TEXT).encode(), in_vni(TEXT).encode(),
    ],
    ids=["utf-16-le", "utf-16-be", "utf-16", "bom", "tcvn3 bytes", "vni bytes", "tcvn3 as unicode", "vni as unicode"],
)  # fmt: skip
def test_every_encoding_gives_the_same_text(content):
    assert read_bytes(content, "a.txt").text.lower() == TEXT.lower()


def test_windows_1258_is_read():
    hats = str.maketrans(
        {c: unicodedata.normalize("NFD", c) for c in "ạảãặằắẳẵậầấẩẫẹẻẽệềếểễịỉĩìọỏõòộồốổỗợờớởỡụủũựừứửữỳýỵỷỹ"}
    )
    spelled = unicodedata.normalize("NFD", TEXT.translate(hats))
    for letter in ("ă", "â", "ê", "ô", "ơ", "ư", "Ă", "Â", "Ê", "Ô", "Ơ", "Ư"):
        spelled = spelled.replace(unicodedata.normalize("NFD", letter), letter)
    spelled = re.sub(
        "([aeouAEOU])(\u0323)([\u0302\u0306])", lambda m: unicodedata.normalize("NFC", m[1] + m[3]) + m[2], spelled
    )
    assert read_bytes(spelled.encode("cp1258"), "a.txt").text == TEXT


def test_text_encoded_twice_is_read():
    assert read_bytes(TEXT.encode().decode("latin-1").encode(), "a.txt").text == TEXT


def test_a_file_cut_within_a_letter_is_read():
    assert read_bytes("Giao Sở Y tế".encode()[:-1], "a.txt").text == "Giao Sở Y t"


@pytest.mark.parametrize(
    "content", [bytes(range(128, 256)) * 40, "Привет, мир всем".encode("koi8-r") * 9, b"\xff\xd8\xff\xe0" * 99]
)
def test_what_is_in_no_known_encoding_is_refused(content):
    with pytest.raises(Unreadable, match=r"bảng mã|không phải là văn bản"):
        read_bytes(content, "a.txt")


def test_lines_of_another_encoding_are_turned_alone():
    mixed = f"{TEXT}\n{in_tcvn3('Giao Sở Y tế tổng hợp những vướng mắc về thủ tục')}\n"
    assert legacy.mended(mixed).split("\n")[1] == "Giao Sở Y tế tổng hợp những vướng mắc về thủ tục"


@pytest.mark.parametrize(
    "text", ["Diện tích 5 m² ± 2% §3 © Bộ Y tế «mẫu»", "café Façade naïve Müller Ångström", "µm, 20°C"]
)
def test_signs_of_other_languages_stay(text):
    assert legacy.mended(text) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("trước ngày Ol/3/2026.", "trước ngày 01/3/2026."),
        ("trước ngày 3l/12/2O25.", "trước ngày 31/12/2025."),
        ("ngày l5 tháng 3 năm 2O26", "ngày 15 tháng 3 năm 2026"),
        ("trước ngày l5/4", "trước ngày 15/4"),
        ("đến năm 2O30", "đến năm 2030"),
        ("1.2OO hồ sơ", "1.200 hồ sơ"),
        ("Số : 12 /TB-VPCP", "Số: 12/TB-VPCP"),
        ("Số: l2 / TB - VPCP", "Số: 12/TB-VPCP"),
        ("T H Ô N G  B Á O", "THÔNG BÁO"),
        ("C H Ỉ T H Ị", "CHỈ THỊ"),
        ("l. Giao Sở Y tế\n2. Giao Sở Nội vụ", "1. Giao Sở Y tế\n2. Giao Sở Nội vụ"),
        ("I. Giao Sở Y tế\n2. Giao Sở Nội vụ", "1. Giao Sở Y tế\n2. Giao Sở Nội vụ"),
        ("Điều 1O của Nghị định", "Điều 10 của Nghị định"),
        ("9. A\n1O. Báo cáo", "9. A\n10. Báo cáo"),
    ],
)
def test_certain_slips_are_mended(read, meant):
    assert mending.mended(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "I. MỤC TIÊU\n1. Đến năm 2030\n2. Giao Sở Y tế", "I. A\nII. B\n2. C", "k) Một\nl) Hai\nm) Ba", "l) Một",
        "CO2, H2O, 37oC", "lớp I2, khối O", "Số: 12/TB-VPCP", "dữ liệu O2O", "10l xăng", "A B C", "m / s", "31/12/2025",
        "Văn bản số 5/KH-UBND ngày 1/2/2026", "Ô tô / xe máy", "Số lượng 12 - Tổng",
        "I.1. Mục tiêu\n2. Giải pháp",
    ],
)  # fmt: skip
def test_what_may_be_meant_stays(text):
    assert mending.mended(text) == text


@given(st.text(alphabet="0123OolI|./- ngàythángnămSốTBCHỈ\nk)12. ", max_size=80))
def test_mending_twice_changes_nothing(text):
    once = canonical(mending.mended(canonical(text)))
    assert canonical(mending.mended(once)) == once


@given(st.text(max_size=200))
def test_text_of_any_kind_survives_the_search_for_old_encodings(text):
    assert isinstance(legacy.mended(text), str)
