"""A document printed to PDF by a real program, with its fonts, columns, table, margins and breaks, is read whole."""

import pytest

from tests.browser import Browsers
from viettext import extract
from viettext.readers import read_bytes

pytestmark = pytest.mark.system

FILLER = "Các cơ quan, đơn vị tiếp tục rà soát, hoàn thiện quy trình, bảo đảm thông suốt từ trung ương đến cơ sở. "
PAGE = f"""<meta charset="utf-8"><style>
body {{ font: 13pt/1.3 serif; text-align: justify }} p {{ text-indent: 1cm; margin: 4pt 0 }}
.head {{ width: 100%; text-align: center }} .two {{ column-count: 2; column-gap: 9mm }}
.rows {{ border-collapse: collapse; width: 100%; text-align: left }} .rows td {{ border: 1px solid; padding: 3px }}
</style>
<table class="head"><tr><td style="width: 38%">BỘ XÂY DỰNG<br>Số: 45/TB-BXD</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>Hà Nội, ngày 9 tháng 4 năm 2026</td></tr>
</table>
<p style="text-align: center">THÔNG BÁO</p>
<p>1. Giao Cục Quản lý nhà {FILLER.lower() * 3} trước ngày 30 tháng 6 năm 2026.</p>
<div class="two"><p>Cột bắt đầu ở đây. {FILLER * 2}</p><p>Cột kết thúc ở đây. {FILLER * 2}</p></div>
<table class="rows"><tr><td>TT</td><td>Nhiệm vụ</td><td>Cơ quan chủ trì</td><td>Thời hạn</td></tr>
<tr><td>1</td><td>Xây dựng cơ sở dữ liệu về nhà ở</td><td rowspan="2">Vụ Pháp chế</td><td>30/9/2026</td></tr>
<tr><td>2</td><td>Rà soát định mức</td><td>31/10/2026</td></tr></table>
<p>{FILLER * 40}</p><p>Câu cuối cùng.</p>"""


@pytest.fixture(scope="module")
def printed(browsers: Browsers) -> str:
    page = browsers.get().new_page()
    try:
        page.set_content(PAGE)
        content = page.pdf(
            format="A4", margin={"top": "20mm", "bottom": "20mm", "left": "30mm", "right": "15mm"},
            display_header_footer=True, header_template="<span></span>",
            footer_template='<div style="font-size:9px;margin:auto"><span class="pageNumber"></span></div>',
        )  # fmt: skip
    finally:
        page.close()
    return read_bytes(content, "in.pdf").text


def test_the_head_gives_its_fields(printed: str) -> None:
    found = extract(printed).document
    assert (found.number, found.kind, found.place, str(found.signed_on)) == (
        "45/TB-BXD",
        "thong-bao",
        "Hà Nội",
        "2026-04-09",
    )


def test_lines_are_whole_paragraphs_across_columns_and_pages(printed: str) -> None:
    lines = printed.split("\n")
    assert f"1. Giao Cục Quản lý nhà {FILLER.lower() * 3} trước ngày 30 tháng 6 năm 2026.".replace("  ", " ") in lines
    assert f"Cột bắt đầu ở đây. {FILLER * 2}".strip() in lines
    assert (FILLER * 40).strip() in lines
    assert [line for line in lines if line][-1] == "Câu cuối cùng."


def test_the_table_keeps_its_cells(printed: str) -> None:
    assert "1 | Xây dựng cơ sở dữ liệu về nhà ở | Vụ Pháp chế | 30/9/2026 |" in printed
    assert "2 | Rà soát định mức | Vụ Pháp chế | 31/10/2026 |" in printed
