"""Reads from the words of one assignment who helps and how urgent it is, and says it in a clean sentence."""

import re

from viettext import phrases
from viettext.lexicon import ATTITUDE, ATTITUDES, URGENCY, URGENT
from viettext.names import NameReader

_WITH = re.compile(
    r"(?:phối hợp|cùng phối hợp)(?:,? (?:chặt chẽ|liên hệ))?(?:,? (?:với|cùng với|cùng) | (?=(?-i:[A-ZĐÀ-Ỹ])))"
    r"|(?:[Cc]ơ quan"
    r"|[Đđ]ơn vị) phối hợp(?: thực hiện)? ?: ?",
    re.I,
)
_SAID_BY = re.compile(r"[\"”], (?-i:[A-ZĐÀ-Ỹ])[^,;.\"”]{2,80} (?:yêu cầu|đề nghị|nhấn mạnh|nói|chỉ đạo|lưu ý)\.?$")
_LEADING = re.compile(
    r"^[\s,:;“\"]*(?:(?:cần phải|phải|cần|có trách nhiệm|có nhiệm vụ|được giao|được phân công|thống nhất"
    r"|chịu trách nhiệm(?= (?:xây|triển|tổ chức|chỉ|rà|hoàn))|cho|nhiệm vụ)"
    r"(?!\w)[,:]? ?)*",
    re.I,
)


_REGARD = re.compile(r"(?:phải|cần) (?:luôn |thật sự )?(?:coi|xem|lấy) [^.;]{3,80} (?:là|làm) ")
_DEMANDED = re.compile(r"(?:phải|cần)(?: [^\W\d_]{1,8}){0,3} ?$")
_DEEDS = re.compile(
    r"triển khai|thực hiện|xây dựng|ban hành|chỉ đạo|kiến nghị|phối hợp|hoàn thành|bố trí|tháo gỡ|đẩy|tổ chức"
    r"|mở lớp|bồi dưỡng"
    r"|phân công|kiểm tra|rà soát|đào tạo|tuyên truyền|phổ biến|giáo dục|báo cáo|khắc phục|xử lý"
)


def coordinating(reader: NameReader, start: int, end: int, leads: list[str]) -> list[str]:
    """Those the passage says to work with, in its order; the leads themselves left out."""
    found: list[str] = []
    if "phối hợp" not in reader.text[start:end].lower():
        return found
    for match in _WITH.finditer(reader.text, start, end):
        named = phrases.read(reader, match.end(), end)
        if named:
            found.extend(n for n in named.names if n not in leads)
    return list(dict.fromkeys(found))


def urgency(words_: str) -> str:
    """``"urgent"`` where the passage says so, else ``"normal"``."""
    lower = words_.lower()
    return "urgent" if any(word in lower for word in URGENT) and URGENCY.search(words_) else "normal"


def action(words_: str) -> str:
    """A clean sentence of the words from the verb on: no modal before it, one capital, one full stop."""
    words_ = " ".join(_LEADING.sub("", _SAID_BY.sub("", words_), count=1).split()).rstrip(" .,;:/")
    return words_[:1].upper() + words_[1:] + ("" if words_.endswith(("…", "!", "”", '"')) else ".") if words_ else ""


def is_attitude_only(words_: str) -> bool:
    """Whether nothing but an attitude is asked for."""
    if _REGARD.search(words_) and len(words_) < 200:
        return True
    lower = words_.lower()
    first = ATTITUDE.search(words_) if any(word in lower for word in ATTITUDES) else None
    return (
        first is not None
        and len(words_) - first.start() < 160
        and ";" not in words_
        and (first.start() < 25 or _DEMANDED.search(words_, max(0, first.start() - 30), first.start()) is not None)
        and _DEEDS.search(words_) is None
    )
