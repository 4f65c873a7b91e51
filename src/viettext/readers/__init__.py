"""Reads the text of a directive out of a file: plain text, Markdown, HTML, Word and PDF."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from viettext.errors import Unreadable
from viettext.normal import canonical

MAX_BYTES = 50 * 1024 * 1024

# Suffix and the module that reads it; each has ``text_of(content: bytes) -> str``, imported when first needed.
_READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "markup",
    ".htm": "markup",
    ".xhtml": "markup",
    ".docx": "word",
    ".pdf": "pages",
}
_REFUSED = {
    ".edxml": "gói văn bản điện tử (.edxml) chưa được hỗ trợ; hãy lấy tệp đính kèm trong gói ra",
    ".doc": "tệp Word đời cũ (.doc) không được hỗ trợ; hãy lưu lại dưới dạng .docx",
}


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The canonical text of a file, and which reader read it (``plain``, ``markdown``, ``markup``, ``word``,
    ``pages``)."""

    text: str
    reader: str


def read_file(path: str | os.PathLike[str]) -> ReadResult:
    """The text of the file, running headers, footers and page numbers left out; raises ``Unreadable`` with one clear
    line."""
    file = Path(path)
    try:
        if not file.is_file():
            raise Unreadable("không có tệp này" if not file.exists() else "không phải là một tệp")
        if file.stat().st_size > MAX_BYTES:
            raise Unreadable("tệp lớn hơn 50 MB")
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable("không mở được tệp (không có quyền đọc hoặc lỗi ổ đĩa)") from error
    return read_bytes(content, file.name)


def read_bytes(content: bytes, name: str) -> ReadResult:
    """The text of a file's content; ``name`` gives its type by the suffix. Raises ``Unreadable``."""
    suffix = Path(name).suffix.lower()
    if suffix in _REFUSED:
        raise Unreadable(_REFUSED[suffix])
    if suffix not in _READERS:
        raise Unreadable(
            f"loại tệp {suffix or 'không có phần mở rộng'} không được hỗ trợ (dùng .txt, .md, .html, .docx hoặc .pdf)"
        )
    if len(content) > MAX_BYTES:
        raise Unreadable("tệp lớn hơn 50 MB")
    if not content:
        raise Unreadable("tệp rỗng")
    reader: Callable[[bytes], str] = import_module(f"viettext.readers.{_READERS[suffix]}").text_of
    text = canonical(reader(content))
    if not text.strip():
        raise Unreadable("tệp không có chữ nào")
    return ReadResult(text, _READERS[suffix])
