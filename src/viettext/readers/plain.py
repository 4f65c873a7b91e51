"""Plain text: its encoding found by its marks, by its zeros or by what reads as Vietnamese."""

import codecs

from viettext.errors import Unreadable
from viettext.readers import legacy
from viettext.readers.found import Found
from viettext.readers.running import without_page_numbers
from viettext.readers.syllables import likeness

_REFUSAL = "bảng mã không nhận ra được (không phải Unicode, TCVN3, VNI hay Windows-1258); hãy lưu lại tệp bằng UTF-8"
_SURE = 0.8
_ZEROS_READ = 4096


def read(content: bytes) -> Found:
    """The decoded text without page numbers; raises ``Unreadable`` where no encoding fits."""
    return Found(without_page_numbers(decoded(content)))


def decoded(content: bytes) -> str:
    """Decode bytes: by a byte order mark, as UTF-8, as UTF-16 where zeros say so, else as the encoding of Viet Nam
    under which the words are Vietnamese. Raises ``Unreadable``."""
    text = _unicode(content)
    if text is None:
        text = _by_words(content)
    if text.count("\x00") > len(text) // 100:
        raise Unreadable("nội dung không phải là văn bản")
    return text


def _unicode(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[: len(content) // 2 * 2].decode("utf-16", "replace")
    wide = _wide(content)
    if wide:
        return content[: len(content) // 2 * 2].decode(wide, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(content) - 4 and error.reason == "unexpected end of data" and error.start > 3:
            return content[: error.start].decode("utf-8-sig")  # cut off within its last letter
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: spaces and ASCII letters have a zero on one side."""
    head = content[:_ZEROS_READ]
    even, odd = head[::2].count(0), head[1::2].count(0)
    least = max(2, len(head) // 20)
    if odd >= least and even * 8 < odd:
        return "utf-16-le"
    return "utf-16-be" if even >= least and odd * 8 < even else None


def _by_words(content: bytes) -> str:
    """The reading of single bytes that is Vietnamese."""
    candidates = []
    for encoding, reading in (
        ("cp1258", str), ("latin-1", legacy.from_tcvn3), ("cp1252", legacy.from_vni), ("latin-1", legacy.from_vni)
    ):  # fmt: skip
        try:
            text = reading(content.decode(encoding))
        except UnicodeDecodeError:
            continue
        share, count = likeness(text)
        candidates.append((share if count else _marks_only(content), text))
    share, text = max(candidates, key=lambda pair: pair[0])
    if share < _SURE:
        raise Unreadable(_REFUSAL)
    return text


def _marks_only(content: bytes) -> float:
    """1 where all that is beyond ASCII are the quotation marks and dashes that Windows adds to plain English."""
    return float(all(b < 0x80 or b in b"\x85\x91\x92\x93\x94\x95\x96\x97\xa0" for b in content[:_ZEROS_READ]))
