"""Reads the text of a directive out of a file: plain text, Markdown, HTML, Word, PDF and exchange packages (edXML)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path

from viettext.errors import Unreadable
from viettext.normal import canonical
from viettext.readers.found import MAX_BYTES, MAX_TEXT, Found, too_long

# Suffix and the module that reads it; each has ``read(content: bytes) -> Found``, imported when first needed.
_READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "markup",
    ".htm": "markup",
    ".xhtml": "markup",
    ".docx": "word",
    ".docm": "word",
    ".pdf": "pages",
    ".edxml": "envelope",
}
SUFFIXES = tuple(_READERS)
_SHOWN = ".txt, .md, .html, .docx, .pdf hoặc .edxml"
_REFUSED = {
    ".doc": "tệp Word đời cũ (.doc) không được hỗ trợ; hãy lưu lại dưới dạng .docx",
    ".dot": "tệp Word đời cũ (.dot) không được hỗ trợ; hãy lưu lại dưới dạng .docx",
    ".rtf": "tệp .rtf không được hỗ trợ; hãy lưu lại dưới dạng .docx",
    ".odt": "tệp .odt không được hỗ trợ; hãy lưu lại dưới dạng .docx",
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "bảng tính không phải là văn bản chỉ đạo; hãy lưu lại dưới dạng .docx"),
    **dict.fromkeys((".ppt", ".pptx"), "tệp trình chiếu không được hỗ trợ; hãy lưu lại dưới dạng .docx"),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp"),
        "ảnh chụp hoặc ảnh quét không có chữ để đọc; hãy nhận dạng chữ (OCR) trước",
    ),
    **dict.fromkeys((".zip", ".mbox", ".eml"), "gói nhiều văn bản: hãy đưa vào từng tệp, hoặc dùng thuocdo extract"),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar"), "tệp nén loại này không được hỗ trợ; hãy giải nén trước"),
}
# Native code, files in files, or a tree much larger than the file: these run apart (`confined`), but small and plain
# ones of the last kind need not.
_ALWAYS_APART = frozenset({"pages", "envelope"})
_APART_WHEN_LARGE = frozenset({"word", "markup"})
_SMALL = 512 * 1024
_DAYS = frozenset({"signed_on", "event_on"})


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The canonical text of a file, and which reader read it (``plain``, ``markdown``, ``markup``, ``word``,
    ``pages``, ``envelope``). ``fields`` are document fields that a header of exchange says for certain: pass them to
    ``extract`` as ``known``. ``margins`` are the lines of page headers, footers, footnotes and text boxes (where stamps
    stand), ``notes`` what a person should know."""

    text: str
    reader: str
    fields: Mapping[str, object] = field(default_factory=dict)
    margins: str = ""
    notes: tuple[str, ...] = ()


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
    except (OSError, ValueError) as error:
        raise Unreadable("không mở được tệp (không có quyền đọc hoặc lỗi ổ đĩa)") from error
    return read_bytes(content, file.name)


def read_bytes(content: bytes, name: str) -> ReadResult:
    """The text of a file's content; ``name`` gives its type by the suffix. Raises ``Unreadable``."""
    reader = reader_of(content, name)
    if len(content) > MAX_BYTES:
        raise Unreadable("tệp lớn hơn 50 MB")
    if not content:
        raise Unreadable("tệp rỗng")
    found = _found(reader, content)
    if len(found.text) > 2 * MAX_TEXT:
        raise too_long()
    text = _finished(found.text)
    if not text.strip():
        raise Unreadable("tệp không có chữ nào")
    if len(text) > MAX_TEXT:
        raise too_long()
    fields = {name: _field(name, value) for name, value in found.fields.items()}
    return ReadResult(text, reader, fields, canonical(found.margins), found.notes)


def reader_of(content: bytes, name: str) -> str:
    """The module that reads a file of this name and content; raises ``Unreadable`` where there is none."""
    suffix = Path(name).suffix.lower()
    if suffix == ".doc" and content.startswith(b"PK\x03\x04"):
        return "word"  # saved in the new form under the old name
    if suffix == ".doc" and content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(
        (b"<html", b"<!doctype html")
    ):
        return "markup"
    if suffix in _REFUSED:
        raise Unreadable(_REFUSED[suffix])
    if suffix not in _READERS:
        kind = suffix if len(suffix) < 12 else ""
        raise Unreadable(f"loại tệp {kind or 'không có phần mở rộng'} không được hỗ trợ (dùng {_SHOWN})")
    return _READERS[suffix]


def _found(reader: str, content: bytes) -> Found:
    if reader in _ALWAYS_APART or (reader in _APART_WHEN_LARGE and _is_large(reader, content)):
        from viettext.readers import confined

        return confined.read(reader, content)
    try:
        found: Found = import_module(f"viettext.readers.{reader}").read(content)
    except RecursionError as error:
        raise Unreadable("tệp lồng nhau quá sâu") from error
    return found


def _is_large(reader: str, content: bytes) -> bool:
    if reader == "word":
        from viettext.readers.word import unpacked

        return unpacked(content) > 8 * _SMALL
    from viettext.readers.markup import is_tangled

    return len(content) > _SMALL or is_tangled(content)


def _finished(text: str) -> str:
    """The canonical text with what legacy fonts and optical reading did to it undone where that is certain."""
    from viettext.readers import legacy, mending

    return canonical(mending.mended(canonical(legacy.mended(text))))


def _field(name: str, value: object) -> object:
    return date.fromisoformat(str(value)) if name in _DAYS and value is not None else value
