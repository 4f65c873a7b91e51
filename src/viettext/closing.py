"""Reads the end of a document: who signed it and to whom it goes."""

import re

from viettext import nametables as tables
from viettext.lines import UPPER, Line

_POST = (
    r"(?:PHÓ |QUYỀN )?(?:CHÁNH VĂN PHÒNG|CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN"
    r"|CHỦ NHIỆM|THỨ TRƯỞNG|TỔNG BÍ THƯ|THỐNG ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|THƯỜNG TRỰC BAN BÍ THƯ|TỔNG THANH TRA"
    r"|VIỆN TRƯỞNG|CHÁNH ÁN|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH THANH TRA|TỔNG KIỂM TOÁN|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG"
    r"|CHỈ HUY TRƯỞNG|TƯ LỆNH|CHỦ TỌA|TỔ TRƯỞNG|TRƯỞNG TIỂU BAN|CHÍNH ỦY|TRƯỞNG ĐOÀN|ỦY VIÊN|KẾ TOÁN TRƯỞNG"
    r"|CHÁNH VP|TRƯỞNG|THƯ KÝ)"
)
_FOR = r"(?:T/L|T/M|K/T|TL\.|TM\.|KT\.|TUQ\.|T/UQ|Q\.|TL |TM |KT )"
SIGNING = re.compile(rf"^(?:{_FOR}|\(?(?:Đã ký|đã ký|ĐÃ KÝ)|{_POST}(?!\w))")
_SIGNED = re.compile(r"^\(?(?:Đã ký|đã ký|ĐÃ KÝ|Ký tên)[^():.]{0,30}\)?\s*[:.]?\s*(?P<name>\S.*)?$")
RECIPIENTS = re.compile(r"^\**(?:Nơi nhận|NƠI NHẬN|Nơi gửi|Kính gửi như trên)\**\s*[:.]?\**", re.I)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|DANH MỤC|BẢNG|KẾ HOẠCH|QUY CHẾ|CHƯƠNG TRÌNH|BIỂU|ĐỀ ÁN|QUY ĐỊNH)(?!\w)")
_RANK = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|KS|CN|BSCKI{1,2}|TSKH|Ths)\.? ?)+(?=\S)|^(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy) "
    r"|^(?:Đô đốc|Phó Đô đốc|Chuẩn Đô đốc) |^(?:Ông|Bà|Đồng chí|Đ/c):? "
)
_WORD = rf"[{UPPER}](?:['’]? ?[{UPPER}]?)[^\W\d_A-Z]*"
_NAME = re.compile(rf"^{_WORD}(?: {_WORD}){{1,5}}$")
_LEADING_CAPITALS = re.compile(rf"^(?:[{UPPER}./]{{2,}},? )+(?=[{UPPER}][^\W\d_])")
_ENTRY = re.compile(r"^[-–—+•*] ?(?=\S)")
_INLINE = re.compile(r"(?:^|[;.,]?\s+)[-–] ?(?=[^\W\d_])")
_AFTER_END = re.compile(r"[;.,]\s*[-–] ?(?=[^\W\d_])")
_NEAR = 14


def signer(lines: list[Line], length: int) -> str | None:
    """Who signed: the name nearest below the first line of a signature in the last part of the text."""
    for index, (at, line) in enumerate(lines):
        if at < length * 0.3 or not SIGNING.match(line) or len(line) > 120:
            continue
        names = [name for _, following in lines[index : index + _NEAR] if (name := _name(following))]
        if names:
            return next((name for name in names if tables.SURNAME.match(name)), names[0])
    return None


def _name(line: str) -> str | None:
    """The name of a person that is all a line says, but for a title before it."""
    signed = _SIGNED.match(line)
    words = (signed["name"] or "" if signed else line).strip(" .;*")
    words = _RANK.sub("", words if words.isupper() else _LEADING_CAPITALS.sub("", words))
    if words.isupper():
        known = tables.SURNAME.match(words.title()) and not SIGNING.match(words)
        return words.title() if known and 2 <= len(words.split()) <= 5 else None
    return words if _NAME.match(words) and not RECIPIENTS.match(words) else None


def closing(lines: list[Line], end: int) -> tuple[int, int] | None:
    """Where the signature and the recipients stand; an annex behind them is body again."""
    start = next(
        (
            at
            for at, line in lines
            if at > end * 0.2 and (RECIPIENTS.match(line) or (SIGNING.match(line) and _is_signature(line)))
        ),
        None,
    )
    if start is None:
        return None
    return start, next((at for at, line in lines if at > start and _ANNEX.match(line) and len(line) < 200), end)


def _is_signature(line: str) -> bool:
    return len(line) < 80 and line[-1] not in ".;:,"


def recipients(lines: list[Line]) -> list[str]:
    """The entries below "Nơi nhận", without dashes and end marks."""
    begin = next((i for i, (_, line) in enumerate(lines) if RECIPIENTS.match(line)), None)
    if begin is None:
        return []
    found = [e for e in _INLINE.split(RECIPIENTS.sub("", lines[begin][1])[:4000]) if e.strip()]
    for _, line in lines[begin + 1 : begin + 80]:
        if _ENTRY.match(line):
            found.extend(_AFTER_END.split(_ENTRY.sub("", line)[:4000]))
        elif _ANNEX.match(line) or not (found or SIGNING.match(line)):
            break
        elif found and line[0].islower() and found[-1][-1] not in ";.,":
            found[-1] += " " + line
        elif not (SIGNING.match(line) or line.isupper() or _name(line)):
            break
    return [entry for entry in (e.strip(" ;,.") for e in found) if entry and not SIGNING.match(entry)]
