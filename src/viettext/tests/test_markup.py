"""Web pages: the article is read, whatever stands around it is not."""

import re

import pytest

from viettext.readers import read_bytes

PAGE = """<!DOCTYPE html><html><head><title>Đẩy nhanh giải ngân vốn đầu tư công - Báo Mẫu</title>
<meta property="og:title" content="Đẩy nhanh giải ngân vốn đầu tư công">
<meta name="description" content="Thủ tướng giao Bộ Tài chính tổng hợp tình hình giải ngân trước ngày 30/6/2026.">
</head>
<body><header><div><a href="/">Báo Mẫu</a></div><ul class="main-menu"><li><a href="1">Thời sự</a></li></ul></header>
<div class="wrap"><div class="left">
<div class="breadcrumb"><a href="1">Trang chủ</a> / <a href="2">Chính trị</a></div>
<h1>Đẩy nhanh giải ngân vốn đầu tư công</h1><div><span class="date">10/03/2026 - 14:05</span></div>
<div class="social-share"><a href="f">Chia sẻ lên mạng</a></div>
<h2 class="sapo">Thủ tướng giao Bộ Tài chính tổng hợp tình hình giải ngân trước ngày 30/6/2026.</h2>
<div class="detail-content">
<p>Sáng 10/3, Thủ tướng Chính phủ chủ trì hội nghị trực tuyến với các địa phương về giải ngân vốn đầu tư công
năm 2026.</p>
<figure><img src="a.jpg"><figcaption>Quang cảnh hội nghị. Ảnh: Bình An</figcaption></figure>
<p>Thủ tướng yêu cầu Bộ Xây dựng rà soát <a href="d">định mức, đơn giá</a> trước ngày 15/4/2026; các tỉnh bàn
giao mặt bằng.</p>
<p><a href="x">Một địa phương đề xuất cơ chế riêng cho đường vành đai giai đoạn mới</a></p>
<table><tr><th>Nhiệm vụ</th><th colspan="2">Cơ quan</th></tr>
<tr><td rowspan="2">Rà soát</td><td>Bộ Xây dựng</td><td>Bộ Tài chính</td></tr>
<tr><td>Bộ Nội vụ</td><td>Bộ Công an</td></tr></table>
<p>Đến hết tháng 2, cả nước giải ngân được 8,5% kế hoạch, cao hơn cùng kỳ năm trước.</p>
<p><strong>Tin liên quan</strong></p><ul><li><a href="a">Nói gì về giải ngân vốn vay</a></li>
<li><a href="b">Khánh thành cao tốc</a></li></ul>
</div><div class="tags">Từ khóa: <a href="g">giải ngân</a></div>
<div id="comments"><h3>Bình luận (2)</h3>
<div><b>Hùng</b><p>Tôi nghĩ các địa phương phải quyết liệt hơn nữa, xong trước ngày 1/1/2027.</p></div></div>
</div><div class="right"><div><h3>Đọc nhiều</h3><ul><li><a href="v">Giá vàng hôm nay</a>
<p>Giá vàng trong nước tiếp tục tăng mạnh.</p></li></ul></div></div></div>
<footer>Giấy phép số 12/GP. Tổng biên tập: Lê Văn An</footer></body></html>"""
NAMELESS = re.sub(r' (?:class|id)="[^"]*"', "", PAGE)
KEPT = (
    "Đẩy nhanh giải ngân vốn đầu tư công|10/03/2026|Thủ tướng giao Bộ Tài chính tổng hợp|Sáng 10/3|Quang cảnh hội nghị"
    "|rà soát định mức, đơn giá trước ngày 15/4/2026|Đến hết tháng 2"
).split("|")
DROPPED = (
    "Thời sự|Trang chủ|Chia sẻ|vành đai|Tin liên quan|vốn vay|cao tốc|Từ khóa|quyết liệt|Giá vàng|Giấy phép"
).split("|")


@pytest.mark.parametrize("page", [PAGE, NAMELESS], ids=["named", "nameless"])
def test_the_article_is_read_with_its_headline_and_nothing_around_it(page):
    text = read_bytes(page.encode(), "a.html").text
    assert [words for words in KEPT if words not in text] == []
    assert [words for words in DROPPED if words in text] == []
    assert text.count("Đẩy nhanh giải ngân vốn đầu tư công") == 1


def test_headline_time_and_sapo_come_first():
    lines = [line for line in read_bytes(PAGE.encode(), "a.html").text.split("\n") if line]
    assert [line[:12] for line in lines[:4]] == ["Đẩy nhanh gi", "10/03/2026 -", "Thủ tướng gi", "Sáng 10/3, T"]


def test_cells_that_span_hold_for_their_rows_and_headings_for_their_columns():
    text = read_bytes(PAGE.encode(), "a.html").text
    assert (
        "Nhiệm vụ | Cơ quan | Cơ quan |\nRà soát | Bộ Xây dựng | Bộ Tài chính |\nRà soát | Bộ Nội vụ | Bộ Công an |"
        in text
    )


def test_a_document_without_an_article_is_read_whole():
    page = (
        "<html><body><div><a href='/'>Trang</a></div><div><p>ỦY BAN NHÂN DÂN TỈNH MẪU</p><p>Số: 5/CT-UBND</p></div>"
        "<div><p>CHỈ THỊ</p></div><div><p>1. Giao Sở Y tế rà soát, báo cáo trước ngày 30/6/2026.</p></div>"
    )
    text = read_bytes(page.encode(), "a.html").text
    found = [line for line in text.split("\n") if line]
    assert found[-4:-1] == ["ỦY BAN NHÂN DÂN TỈNH MẪU", "Số: 5/CT-UBND", "CHỈ THỊ"]
    assert found[-1] == "1. Giao Sở Y tế rà soát, báo cáo trước ngày 30/6/2026."


def test_lists_are_numbered_as_a_browser_shows_them():
    page = "<ol start='3'><li>Ba</li><li>Bốn</li></ol><ol type='a'><li>Một</li></ol><ul><li>Ý</li><li>- Gạch</li></ul>"
    lines = [line for line in read_bytes(page.encode(), "a.html").text.split("\n") if line]
    assert lines == ["3. Ba", "4. Bốn", "a) Một", "- Ý", "- Gạch"]


def test_what_is_not_shown_is_not_read():
    page = (
        "<p>Thấy.</p><p hidden>Giấu một</p><p style='display: none'>Giấu hai</p><script>Giấu ba</script>"
        "<template>Giấu bốn</template>"
    )
    assert read_bytes(page.encode(), "a.html").text == "Thấy."


def test_deeper_nesting_than_any_page_still_gives_its_text():
    page = "<div>" * 500 + "<p>Giao Sở Y tế.</p>" + "</div>" * 500
    assert read_bytes(page.encode(), "a.html").text == "Giao Sở Y tế."


ORDER = "Thủ tướng yêu cầu Bộ {} khẩn trương rà soát, tổng hợp nhu cầu vốn, báo cáo trước ngày 30/6/2026."


def test_a_page_laid_out_by_a_table_is_read_as_text():
    orders = "<br><br>".join(ORDER.format(name) for name in ("Tài chính", "Nội vụ", "Y tế", "Xây dựng", "Công an"))
    page = (
        "<table><tr><td colspan='2'><a href='1'>Trang chủ</a> | <a href='2'>Liên hệ</a></td></tr><tr><td><a href='3'>"
        f"Tin</a></td><td><b>Họp giao ban</b><br>{orders}</td></tr><tr><td colspan='2'>Bản quyền</td></tr></table>"
    )
    lines = [line for line in read_bytes(page.encode(), "a.html").text.split("\n") if line]
    assert lines[:2] == ["Họp giao ban", ORDER.format("Tài chính")]
    assert len(lines) == 6


def test_teasers_are_left_out_though_they_are_longer_than_the_article():
    teasers = "".join(
        f"<div><h3><a href='{n}'>Giá nhà tại đô thị số {n} tăng mạnh</a></h3>"
        "<p>Theo thống kê mới nhất, giá nhà ở tăng.</p></div>"
        for n in range(12)
    )
    orders = "".join(f"<p>{ORDER.format(name)}</p>" for name in ("Y tế", "Nội vụ"))
    page = f"<div><div><h1>Hội nghị</h1>{orders}</div><div>{teasers}</div></div>"
    text = read_bytes(page.encode(), "a.html").text
    assert "Bộ Nội vụ" in text
    assert "Giá nhà" not in text
    assert "thống kê" not in text
