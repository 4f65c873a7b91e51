"""Reading files of every kind, whole and broken."""

import io
import zipfile

import docx
import pytest

from viettext import Unreadable, extract, read_file
from viettext.readers import running


def pdf(pages):
    """A small PDF with one text line a row; ``pages`` are lists of ASCII lines (an empty list is a page
    without text).
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"1 0 0 1 50 {780 - 20 * i} Tm ({line}) Tj " for i, line in enumerate(lines))
        stream = f"BT /F1 12 Tf {drawn}ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R {fonts} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF"
    return out.encode("ascii")


def word(build):
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_each_unicode_encoding(written, encoding):
    assert read_file(written("a.txt", "Giao Sở Y tế.\r\n".encode(encoding))).text == "Giao Sở Y tế."


def test_markdown_loses_its_marks_and_keeps_its_tables(written):
    source = (
        "# Kế hoạch\n\n**Giao** [Sở Y tế](https://vi.du) làm.\n\n| Việc | Hạn |\n| --- | --- |\n| Lập sổ | Quý I |\n"
    )
    assert (
        read_file(written("a.md", source)).text
        == "Kế hoạch\n\nGiao Sở Y tế làm.\n\n| Việc | Hạn |\n\n| Lập sổ | Quý I |"
    )


def test_html_keeps_the_article_and_repeats_cells_that_span_rows(written):
    source = """<html><head><style>p{}</style><script>alert(1)</script></head><body>
    <nav>Trang chủ</nav><p>Giao <b>Sở Y tế</b>:</p>
    <ol><li>Lập sổ;</li><li>Báo cáo.</li></ol><aside>Quảng cáo</aside>
    <table><tr><th>Nhiệm vụ</th><th>Chủ trì</th></tr>
    <tr><td>Việc một</td><td rowspan="2">Sở Y tế</td></tr>
    <tr><td>Việc hai</td></tr></table></body></html>"""
    text = read_file(written("a.html", source)).text
    assert text.split("\n") == [
        "Giao Sở Y tế:",
        "",
        "1. Lập sổ;",
        "",
        "2. Báo cáo.",
        "",
        "Nhiệm vụ | Chủ trì |",
        "Việc một | Sở Y tế |",
        "Việc hai | Sở Y tế |",
    ]


def test_word_gives_paragraphs_and_tables_in_their_order(written):
    def build(document):
        document.add_paragraph("Kế hoạch như sau:")
        table = document.add_table(rows=3, cols=2)
        for row, cells in zip(
            table.rows, [("Nhiệm vụ", "Chủ trì"), ("Việc một", "Sở Y tế"), ("Việc hai", "")], strict=True
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        table.cell(1, 1).merge(table.cell(2, 1))
        document.add_paragraph("Hết.")

    assert read_file(written("a.docx", word(build))).text.split("\n") == [
        "Kế hoạch như sau:",
        "Nhiệm vụ | Chủ trì |",
        "Việc một | Sở Y tế |",
        "Việc hai | Sở Y tế |",
        "Hết.",
    ]


def test_word_writes_out_automatic_numbers(written):
    def build(document):
        for text in ("Sở Y tế lập sổ.", "Sở Nội vụ báo cáo."):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Một ý.", style="List Bullet")

    assert read_file(written("a.docx", word(build))).text.split("\n") == [
        "1. Sở Y tế lập sổ.",
        "2. Sở Nội vụ báo cáo.",
        "- Một ý.",
    ]


def test_pdf_loses_running_lines_and_page_numbers(written):
    words = ["mot", "hai", "ba", "bon"]
    pages = [
        ["Cong bao", *(f"dong {w} cua trang {word}" for w in words), f"Trang {n}/4"] for n, word in enumerate(words, 1)
    ]
    text = read_file(written("a.pdf", pdf(pages))).text
    assert "Cong bao" not in text
    assert "Trang 2" not in text
    assert "dong hai cua trang ba" in text


def test_page_numbers_in_plain_text_are_left_out_only_where_they_count_up():
    body = "\n".join(f"dòng {i}" for i in range(9))
    assert "\n1\n" not in running.without_page_numbers(f"{body}\n1\n{body}\n2\n{body}")
    assert "\n7\n" in running.without_page_numbers(f"{body}\n7\n{body}\n2\n{body}")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "rỗng"),
        ("a.txt", b" \n ", "không có chữ"),
        ("a.txt", "tiếng Việt".encode("cp1258", "replace") + b"\xff\xc3", "bảng mã"),
        ("a.bin", b"abc", "loại tệp"),
        ("a.doc", b"abc", ".docx"),
        ("a.edxml", b"<a/>", "không phải gói"),
        ("a.docx", b"khong phai zip", "bị hỏng"),
        ("a.docx", b"\xd0\xcf\x11\xe0 abc", "mật khẩu"),
        ("a.pdf", b"khong phai pdf", "bị hỏng"),
        ("a.pdf", b"%PDF-1.4 hong", "không đọc được"),
        ("a.pdf", pdf([[]]), "ảnh quét"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_clear_line(written, name, content, words):
    with pytest.raises(Unreadable) as refusal:
        read_file(written(name, content))
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "khong-co.txt", tmp_path):
        with pytest.raises(Unreadable):
            read_file(path)


def test_a_package_that_unpacks_to_too_much_is_refused(written):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(201):
            part.write(bytes(1024 * 1024))
    with pytest.raises(Unreadable, match="200 MB"):
        read_file(written("a.docx", out.getvalue()))


def test_xml_entities_in_a_package_are_refused(written):
    content = word(lambda document: document.add_paragraph("Một"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            body = source.read(part)
            if part.filename == "word/document.xml":
                body = body.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY x "y">]>', 1)
            target.writestr(part.filename, body)
    with pytest.raises(Unreadable, match="XML"):
        read_file(written("a.docx", out.getvalue()))


def test_a_task_table_in_word_becomes_assignments(written):
    def build(document):
        document.add_paragraph("KẾ HOẠCH")
        table = document.add_table(rows=2, cols=4)
        rows = [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
            ("1", "Xây dựng quy chế dữ liệu", "Sở Y tế", "30/6/2025"),
        ]
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    (task,) = extract(read_file(written("a.docx", word(build))).text).assignments
    assert (task.quote, task.lead, task.deadline.on.isoformat(), task.label) == (
        "Xây dựng quy chế dữ liệu",
        ["Sở Y tế"],
        "2025-06-30",
        "1",
    )
