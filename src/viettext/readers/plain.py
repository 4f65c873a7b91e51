"""Plain text: UTF-8 with or without a byte order mark, UTF-16 with one."""

import codecs

from viettext.errors import Unreadable
from viettext.readers.running import without_page_numbers


def text_of(content: bytes) -> str:
    """The decoded text; raises ``Unreadable`` for any other encoding."""
    return without_page_numbers(decoded(content))


def decoded(content: bytes) -> str:
    """Decode bytes whose encoding their first bytes tell; raises ``Unreadable`` where they do not."""
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("bảng mã không phải UTF-8 hay UTF-16; hãy lưu lại tệp bằng UTF-8") from error
    if text.count("\x00") > len(text) // 100:
        raise Unreadable("nội dung không phải là văn bản")
    return text
