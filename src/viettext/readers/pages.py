"""PDF with a text layer: columns, tables and paragraphs put together again, running lines and page numbers aside."""

from typing import Any

from viettext.errors import Unreadable
from viettext.readers.found import MAX_TEXT, Found, too_long

_MAX_PAGES = 2000
_PASSWORD = 4


def read(content: bytes) -> Found:
    """The text layer; raises ``Unreadable`` for scans, protected and broken files. PDFium is native code and no thread
    may share it: call this in a process of its own (`confined`)."""
    if b"%PDF-" not in content[:1024]:
        raise Unreadable("không phải tệp PDF hoặc tệp bị hỏng")
    pdf = _opened(content)
    try:
        return _text(pdf)
    finally:
        pdf.close()


def _opened(content: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Unreadable("tệp PDF được đặt mật khẩu") from error
        raise Unreadable("tệp PDF bị hỏng hoặc được mã hóa, không đọc được") from error


def _text(pdf: Any) -> Found:
    import pypdfium2

    from viettext.readers import flow
    from viettext.readers.glyphs import page_of

    count = len(pdf)
    if count > _MAX_PAGES:
        raise Unreadable("tệp PDF có hơn 2.000 trang")
    pages, length = [], 0
    for number in range(count):
        try:
            page = page_of(pdf, number)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"tệp PDF bị hỏng ở trang {number + 1}") from error
        length += len(page.glyphs)
        if length > 2 * MAX_TEXT:
            raise too_long()
        pages.append((flow.lines_of(page), page.width))
    if not any(lines for lines, _ in pages):
        raise Unreadable("tệp PDF chỉ có ảnh quét, không có lớp chữ; hãy nhận dạng chữ (OCR) trước")
    return flow.joined(pages)
