"""PDF with a text layer: pages in order, running headers, footers and page numbers left out."""

import io
import logging

from viettext.errors import Unreadable
from viettext.readers.running import without_running_lines

_MAX_PAGES = 2000


def text_of(content: bytes) -> str:
    """The text layer; raises ``Unreadable`` for scans, protected and broken files."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%PDF-" not in content[:1024]:
        raise Unreadable("không phải tệp PDF hoặc tệp bị hỏng")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("tệp PDF được đặt mật khẩu")
        if len(reader.pages) > _MAX_PAGES:
            raise Unreadable("tệp PDF có hơn 2.000 trang")
        pages = [page.extract_text() for page in reader.pages]
    except (Unreadable, MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # pypdf raises many kinds for broken files
        raise Unreadable("tệp PDF bị hỏng hoặc được mã hóa, không đọc được") from error
    if not any(page.strip() for page in pages):
        raise Unreadable("tệp PDF chỉ có ảnh quét, không có lớp chữ; hãy nhận dạng chữ (OCR) trước")
    return without_running_lines(pages)
