"""Files that are broken, hostile or absurd, each made here: what a reader must refuse or survive."""

import base64
import io
import zipfile
import zlib
from collections.abc import Callable

from viettext.tests.files import docx_parts, paragraph, pdf_bytes, word_xml, zipped

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def _bomb(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open(name, "w", force_zip64=True) as part:
        for _ in range(size // (1 << 20)):
            part.write(bytes(1 << 20))
    return out.getvalue()


def _lying() -> bytes:
    """A part that declares a hundred bytes and unpacks to 64 MB."""
    content = bytearray(_bomb("word/document.xml", 64 << 20))
    for start in (content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")):
        at = start + (22 if content[start + 2] == 3 else 24)
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def _nested_zip(depth: int) -> bytes:
    content = b"chu"
    for level in range(depth):
        content = zipped({f"{level}.zip" if level else "a.txt": content})
    return content


def _raw_pdf(*objects: str | bytes, root: int = 1) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode())
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, table)


def _pdf_stream(packed: bytes, more: str = "") -> bytes:
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more.encode(), packed)


def _pdf_content_bomb() -> bytes:
    """A page whose content unpacks to 400 MB of text operators."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"BT /F1 12 Tf 50 700 Td (Giao Bo Y te) Tj ET\n" * 20_000) for _ in range(450))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return _raw_pdf("<< /Type /Catalog /Pages 2 0 R >>", pages, page, _pdf_stream(packed + packer.flush()))


def _pdf_object_stream_bomb() -> bytes:
    packed = zlib.compress(b"1 0 " * 1000 + b"0" * (300 << 20), 9)
    stream = _pdf_stream(packed, "/Type /ObjStm /N 1000000 /First 4000")
    return _raw_pdf("<< /Type /Catalog /Pages 5 0 R >>", stream, "<< >>", "<< >>", "<< /Type /Pages /Kids [2 0 R] >>")


def _pdf_forms_in_forms() -> bytes:
    """Each form draws the next ten times: a billion drawings."""
    forms = []
    for number in range(4, 14):
        drawn = (f"/X{number + 1} Do " * 10).encode() if number < 13 else b"BT (a) Tj ET"
        next_one = f"/X{number + 1} {number + 1} 0 R"
        more = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {next_one} >> >>"
        forms.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(drawn), more.encode(), drawn))
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 14 0 R"
        " /Resources << /XObject << /X4 4 0 R >> >> >>"
    )
    content = b"<< /Length 6 >>\nstream\n/X4 Do\nendstream"
    pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return _raw_pdf("<< /Type /Catalog /Pages 2 0 R >>", pages, page, *forms, content)


def _deep(tag: str, count: int) -> bytes:
    return (f"<{tag}>" * count + "Giao Bộ Y tế báo cáo." + f"</{tag}>" * count).encode()


def _envelope(attachments: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<e:edXMLEnvelope xmlns:e="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
        f"<e:edXMLHeader><e:MessageHeader/></e:edXMLHeader>{attachments}</e:edXMLEnvelope>"
    ).encode()


def _attached(name: str, content: bytes) -> str:
    packed = base64.b64encode(content).decode()
    return (
        f"<e:Attachment><e:AttachmentName>{name}</e:AttachmentName>"
        f"<e:ContentTransferEncoded>{packed}</e:ContentTransferEncoded></e:Attachment>"
    )


def _wide_table(rows: int, columns: int) -> bytes:
    row = "<tr>" + "<td>a</td>" * columns + "</tr>"
    return ("<table>" + row * rows + "</table>").encode()


def _word_table(rows: int, columns: int) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    return docx_parts(document=word_xml("<w:tbl>" + ("<w:tr>" + cell * columns + "</w:tr>") * rows + "</w:tbl>"))


WHOLE_DOCX = docx_parts(document=word_xml(paragraph("Giao Bộ Y tế báo cáo.")))
WHOLE_PDF = pdf_bytes([[(50, 700, 12, "Giao Bộ Y tế báo cáo.")]])

# name: (content when asked for, whether it must be refused; None where either is right)
FILES: dict[str, tuple[Callable[[], bytes], bool | None]] = {
    "empty.docx": (lambda: b"", True),
    "cut.docx": (lambda: WHOLE_DOCX[: len(WHOLE_DOCX) * 2 // 3], True),
    "bomb.docx": (lambda: _bomb("word/document.xml", 201 << 20), True),
    "large part.docx": (lambda: _bomb("word/document.xml", 120 << 20), True),
    "lying.docx": (_lying, True),
    "no document.docx": (lambda: zipped({"a.txt": b"a"}), True),
    "zip in docx.docx": (lambda: _nested_zip(5), True),
    "laughs.docx": (lambda: docx_parts(document=LAUGHS + word_xml("<w:p/>").split("?>", 1)[1]), True),
    "laughs in utf-16.docx": (
        lambda: zipped({"word/document.xml": (LAUGHS + word_xml("<w:p/>").split("?>", 1)[1]).encode("utf-16")}), True
    ),
    "deep.docx": (lambda: docx_parts(document=word_xml("<w:sdt><w:sdtContent>" * 20_000)), True),
    "deep and closed.docx": (
        lambda: docx_parts(document=word_xml("<w:ins>" * 50_000 + "</w:ins>" * 50_000)), True
    ),
    "many cells.docx": (lambda: _word_table(3000, 60), None),
    "wide span.docx": (
        lambda: docx_parts(document=word_xml(
            "<w:tbl>"
            + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>" * 3000
            + "</w:tbl>"
        )), None,
    ),
    "one long paragraph.docx": (
        lambda: docx_parts(document=word_xml(paragraph("Giao Bộ Y tế. " * 750_000))), True
    ),
    "numbers.docx": (
        lambda: docx_parts(document=word_xml(
            paragraph("chữ", "<w:numPr><w:ilvl w:val='-3'/><w:numId w:val='x'/></w:numPr>")
        ), numbering="<w:num w:numId='x'><w:abstractNumId w:val='0'/></w:num>"), False,
    ),
    "nul.docx": (lambda: b"PK\x03\x04" + bytes(100_000), True),
    "macros.docm": (lambda: docx_parts(
        document=word_xml(paragraph("Giao Bộ Y tế báo cáo.")), other={"word/vbaProject.bin": b"\0"}
    ), False),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), True),
    "cut.pdf": (lambda: WHOLE_PDF[: len(WHOLE_PDF) // 2], None),
    "pages loop.pdf": (
        lambda: _raw_pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"), True
    ),
    "parents loop.pdf": (
        lambda: _raw_pdf(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Parent 3 0 R /Count 1 >>",
            "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>",
        ), True,
    ),
    "many pages said.pdf": (
        lambda: _raw_pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 99999999 >>"), True
    ),
    "huge xref.pdf": (
        lambda: WHOLE_PDF.replace(b"xref\n0 ", b"xref\n0 99999999").replace(b"/Size ", b"/Size 99999999"), None
    ),
    "xref loop.pdf": (
        lambda: WHOLE_PDF.replace(b"/Root", b"/Prev " + str(WHOLE_PDF.rfind(b"xref\n0")).encode() + b" /Root"), None
    ),
    "content bomb.pdf": (_pdf_content_bomb, None),
    "object stream bomb.pdf": (_pdf_object_stream_bomb, True),
    "forms in forms.pdf": (_pdf_forms_in_forms, True),
    "deep arrays.pdf": (lambda: _raw_pdf("<< /Type /Catalog /Pages 2 0 R /A " + "[" * 200_000 + " >>"), True),
    "not a pdf.pdf": (lambda: b"%PDF-1.7\n" + b"\xff\x00obj" * 50_000, True),
    "scan.pdf": (lambda: pdf_bytes([[]]), True),
    "deep div.html": (lambda: _deep("div", 100_000), True),
    "deep font.html": (lambda: _deep("font", 100_000), None),
    "deep table.html": (lambda: _deep("table><tr><td", 30_000), None),
    "deep list.html": (lambda: _deep("ul><li", 50_000), None),
    "never closed.html": (("<b><i><p>chữ " * 60_000).encode, None),
    "many cells.html": (lambda: _wide_table(3000, 150), None),
    "spans.html": (
        lambda: b"<table><tr>" + b"<td rowspan=60000 colspan=1000>a</td>" * 400 + b"</tr>" * 400 + b"</table>", True
    ),
    "many attributes.html": (("<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">chữ</p>").encode, None),
    "list of many.html": (("<ol>" + "<li>Bộ Y tế báo cáo." * 60_000).encode, None),
    "many links.html": (("<p><a href=x>Tin liên quan</a>" * 40_000).encode, None),
    "laughs.edxml": (lambda: _envelope("", "").replace(b"?>", b"?>" + LAUGHS.split("?>", 1)[1].encode(), 1), True),
    "deep.edxml": (lambda: _envelope("<e:a>" * 100_000), True),
    "nothing attached.edxml": (lambda: _envelope(""), True),
    "attached bomb.edxml": (lambda: _envelope(_attached("a.docx", _bomb("word/document.xml", 201 << 20))), True),
    "edxml in edxml.edxml": (
        lambda: _envelope(
            _attached("a.edxml", _envelope(_attached("b.edxml", _envelope(_attached("c.txt", b"chu")))))
        ), None,
    ),
    "not base64.edxml": (lambda: _envelope("<e:Attachment><e:Content>%%%%</e:Content></e:Attachment>"), True),
    "one line.txt": (lambda: b"Giao Bo Y te bao cao. " * 480_000, True),
    "one word.txt": (lambda: b"a" * 10_000_000, True),
    "one line of letters.txt": (lambda: b"a" * 590_000, False),
    "brackets.txt": (lambda: b"((((" * 140_000, False),
    "spaces.txt": (lambda: b" x" * 290_000, False),
    "letters apart.txt": (lambda: "T H Ô N G ".encode() * 50_000, False),
    "zero width.txt": (lambda: "\u200bGiao \u202eBộ\u2066 Y tế\ufeff báo cáo.".encode() * 10_000, False),
    "nul.txt": (lambda: bytes(1_000_000), True),
    "random.txt": (lambda: bytes(range(256)) * 2000, True),
    "marks.txt": (("e" + "\u0301\u0323" * 250_000).encode, False),
    "front matter.md": (lambda: b"---\n" * 140_000, None),
    "labels.txt": (lambda: b"l. a\n" * 100_000, False),
    "stars.md": (lambda: b"*" * 590_000, None),
    "brackets.md": (lambda: b"[" * 590_000, False),
    "links.md": (lambda: b"[a](" * 140_000, False),
    "comments.md": (lambda: b"<!--" * 140_000, False),
}  # fmt: skip
