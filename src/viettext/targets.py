"""Finds the quantified aims in the words of one assignment."""

import re

from viettext.numbers import AMOUNT, NUMBER, parse

# Words before a number and what they make of it; the first that fits wins.
_OPERATORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("<=", re.compile(r"(?:không quá|tối đa|không vượt quá|nhiều nhất|không lớn hơn) ?$", re.I)),
    (">=", re.compile(r"(?:ít nhất|tối thiểu|không dưới|không thấp hơn|từ) ?$", re.I)),
    (">", re.compile(r"(?:trên|hơn|vượt|cao hơn|lớn hơn) ?$", re.I)),
    ("<", re.compile(r"(?:dưới|thấp hơn|nhỏ hơn) ?$", re.I)),
)
_AIM = re.compile(
    r"(?:đạt|tối thiểu|ít nhất|không quá|tối đa|trên|dưới|không dưới|phấn đấu|tăng thêm|tăng|giảm|từ|lên|hoàn thành"
    r"|chỉ tiêu|còn|xuống|có) ?$",
    re.I,
)
_PERCENT = re.compile(r" ?(?:%|‰|phần trăm)")
_RANGE = re.compile(rf" ?(?:-|–|đến) ?(?:{NUMBER})")
_UNIT = re.compile(r" (?P<unit>[a-zà-ỹđ]{1,10}(?: [a-zà-ỹđ]{1,10})?|USD|ha|km|m2|MW|GB|TB)(?!\w)")
_NO_UNIT = re.compile(
    r" (?:tháng|năm|ngày|giờ|quý|tuần|cấp|và|của|trong|đến|tại|là|đã|về|cho|với|theo|được|có|hoặc|do|trên|từ|nhà"
    r"|cửa|nội dung|vấn đề|trở|lần|nhiệm kỳ|bước|nhóm)(?!\w)",
    re.I,
)
_WORDS_AFTER = re.compile(r" (?P<words>[^,;.:()]{3,140})")
_WORDS_BEFORE = re.compile(r"(?P<words>[^,;.:()]{3,140})$")

Found = tuple[str, str, int | float, str, str]


def find(words: str) -> list[Found]:
    """(measure, operator, value, unit, quote) for each aim; a range counts with its lower end."""
    found: list[Found] = []
    skip = 0
    for match in AMOUNT.finditer(words):
        if match.start() < skip:
            continue
        before = words[max(0, match.start() - 160) : match.start()]
        spread = _RANGE.match(words, match.end())
        end = spread.end() if spread else match.end()
        percent = _PERCENT.match(words, end)
        unit = _unit(words, end, before) if percent is None else "%"
        if unit is None:
            continue
        stop = percent.end() if percent else end + len(unit) + 1
        skip = stop
        operator, opening = _operator(before)
        quote = words[match.start() - opening : stop]
        found.append(
            (_measure(before, words[stop:]), operator, parse(match["number"], match["magnitude"]), unit, quote.strip())
        )
    return found


def _unit(words: str, end: int, before: str) -> str | None:
    match = _UNIT.match(words, end)
    if match is None or _NO_UNIT.match(words, end) or not _AIM.search(before):
        return None
    return match["unit"]


def _operator(before: str) -> tuple[str, int]:
    for operator, pattern in _OPERATORS:
        if match := pattern.search(before):
            return operator, len(match.group())
    return ">=", 0


def _measure(before: str, after: str) -> str:
    following = _WORDS_AFTER.match(after)
    preceding = _WORDS_BEFORE.search(before)
    words = preceding["words"].split() if preceding else []
    if (following and len(words) < 4) or (
        following
        and re.match(
            r" (?:các|số|thủ tục|hồ sơ|dịch vụ|cán bộ|xã|phường|doanh nghiệp|người|cơ quan|đơn vị|nhiệm vụ)(?!\w)",
            after,
        )
    ):
        return "tỷ lệ " + " ".join(following["words"].split()[:20])
    return " ".join(words[-14:])
