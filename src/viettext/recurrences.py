"""How often work is to be done again, in the words of directives."""

import re

_EVERY = r"(?:hằng|hàng|mỗi|định kỳ(?: (?:hằng|hàng|mỗi|theo|vào))?)"
_ONCE = r"(?:01|1|một)"
# "2 tuần một lần" and "3 tháng một lần" name no period of the contract and are none.
_FORMS: tuple[tuple[str, str], ...] = (
    (
        "half-yearly",
        (
            r"(?:6|06|sáu) tháng(?:/lần| một lần| (?:0?1) lần|,? (?:và )?(?:hằng |hàng )?năm(?! \d)|/năm)"
            rf"|{_EVERY} (?:6|06|sáu) tháng|(?:hằng|hàng|mỗi) nửa năm|(?:02|2|hai) lần(?:/| một | mỗi )năm"
            r"|(?:một|mỗi) năm (?:02|2|hai) lần"
        ),
    ),
    (
        "weekly",
        (
            rf"{_EVERY} tuần(?! lễ)|{_ONCE} tuần(?:/| )(?:{_ONCE} )?lần|lần/tuần|tuần/lần"
            r"|(?:sáng|chiều|vào)? ?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? (?:hằng|hàng|mỗi) tuần"
            r"|báo cáo tuần|giao ban tuần|\d{1,2} lần (?:một|mỗi) tuần"
        ),
    ),
    (
        "monthly",
        (
            rf"{_EVERY} tháng|tháng/lần|lần/tháng|(?<!\d ){_ONCE} tháng {_ONCE} lần|mỗi tháng {_ONCE} lần"
            r"|báo cáo tháng|giao ban tháng"
        ),
    ),
    (
        "quarterly",
        rf"{_EVERY} quý|từng quý báo cáo|quý/lần|lần/quý|{_ONCE} quý {_ONCE} lần|(?:3|03|ba) tháng(?:/| một )lần",
    ),
    ("yearly", rf"{_EVERY} năm(?! \d{{4}})|năm/lần|lần/năm|{_ONCE} năm {_ONCE} lần"),
)
_TABLE = tuple((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)) for name, pattern in _FORMS)
# Each of the forms has one of these in it, and most passages have none.
_HINTS = (*("hằng", "hàng", "mỗi", "định kỳ", "lần", "6 tháng", "sáu tháng", "từng quý", "báo cáo t", "giao ban t"),)
_REPEATED = re.compile(rf"(?<!\w){_EVERY} (?:năm|quý|tháng|tuần|ngày)(?!\w)", re.I)


def recurrence(text: str) -> str | None:
    """How often the text says, in the words of the contract, or None."""
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return None
    return next((name for name, pattern in _TABLE if pattern.search(text)), None)


def is_repeated(words: str) -> bool:
    """Whether the words say that something comes again, so that a day without a year among them is no single day."""
    return _REPEATED.search(words) is not None
