"""Makes files of every kind for tests: Word files from raw XML, PDF files with text where one wants it, packages."""

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

# A font that is not inside the file: its letters are known by the map from codes to Unicode (object 6).
_FONT = (
    (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Times-Roman /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 6 0 R >>"
    ),
    (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times-Roman /FontDescriptor 5 0 R /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity >>"
    ),
    (
        b"<< /Type /FontDescriptor /FontName /Times-Roman /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    ),
)

Words = tuple[float, float, float, str]  # x, y (points, from below), size, text
Rule = tuple[float, float, float, float]


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def word_xml(body: str) -> str:
    """The main part of a Word file with this body."""
    return f"{_XML}<w:document {_SPACES}><w:body>{body}</w:body></w:document>"


def docx_parts(
    *, document: str, numbering: str = "", styles: str = "", other: Mapping[str, bytes | str] | None = None
) -> bytes:
    """A Word file: the main part whole, numbering and styles as what stands inside their roots."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": document,
    }
    if numbering:
        parts["word/numbering.xml"] = f"{_XML}<w:numbering {_SPACES}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"{_XML}<w:styles {_SPACES}>{styles}</w:styles>"
    return zipped(parts | dict(other or {}))


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def pdf_bytes(
    pages: Sequence[Sequence[Words]], rules: Sequence[Sequence[Rule]] = (), *, size: str = "595 842"
) -> bytes:
    """A PDF file with words at their places, drawn in this order; each letter is half its size wide. ``rules`` are the
    lines (x0, y0, x1, y1) drawn on each page. The font is not inside; what the letters are stands in its map."""
    letters = sorted({c for page in pages for *_, text in page for c in text})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    mapped = "".join(f"<{n:04X}> <{c.encode('utf-16-be').hex().upper()}>\n" for c, n in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{mapped}endbfchar\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        *_FONT,
        _stream(cmap.encode()),
    ]
    kids = []
    for number, page in enumerate(pages):
        drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in (rules[number] if number < len(rules) else ())]
        for x, y, points, text in page:
            shown = "".join(f"{code[c]:04X}" for c in text)
            drawn.append(f"BT /F1 {points} Tf 1 0 0 1 {x} {y} Tm <{shown}> Tj ET")
        objects.append(_stream("\n".join(drawn).encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _numbered(objects)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _numbered(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
