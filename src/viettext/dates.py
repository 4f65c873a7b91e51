"""Dates, deadlines and recurrences as directives print them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_Y = r"(?:20\d\d|19\d\d)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
# One pattern a row; the name says which reader below turns its match into a day. Order matters: the
# longest reading first.
_FORMS: tuple[tuple[str, str], ...] = (
    ("day", rf"(?:ngày ?)?(?P<d1>\d{{1,2}}) ?[/.-] ?(?P<m1>\d{{1,2}}) ?[/.-] ?(?P<y1>{_Y})(?!\d)"),
    ("day", rf"ngày (?P<d2>\d{{1,2}}) tháng (?P<m2>\d{{1,2}}) năm (?P<y2>{_Y})"),
    ("day", r"ngày (?P<d3>\d{1,2}) tháng (?P<m3>\d{1,2})(?!\d)"),
    ("day", r"(?:ngày |hết |sáng |chiều |tối |trước )(?P<d4>\d{1,2}) ?[/-] ?(?P<m4>\d{1,2})(?!\d|[/.-]\d|%)"),
    ("half", rf"(?P<h1>6|06|sáu) tháng (?P<side>đầu|cuối) năm(?: (?P<y3>{_Y}))?"),
    ("half", rf"nửa (?P<side2>đầu|cuối) năm(?: (?P<y12>{_Y}))?"),
    ("quarter", rf"quý (?P<q>IV|III|II|I|0?[1-4])(?:(?: ?/ ?| năm )(?P<y4>{_Y}))?(?!\w)"),
    ("month", rf"tháng (?P<m5>\d{{1,2}})(?: ?[/-] ?| năm )(?P<y5>{_Y})(?!\d)"),
    (
        "span",
        (
            r"(?:thời hạn |thời gian |vòng )?(?P<n>\d{1,3})(?: \([\w ]{2,30}\))? (?P<unit>ngày làm việc|ngày"
            r"|tháng|tuần|năm)(?: tiếp theo| tới|,? (?:kể |tính )?từ (?:ngày|khi)(?: ký(?: ban hành)?"
            r"| ban hành)?)(?! sau)"
        ),
    ),
    ("month", r"tháng (?P<m6>\d{1,2})(?!\d|[/.-]\d)(?! năm \d)(?! đầu)"),
    ("year", rf"(?:cuối |hết )?năm (?P<y6>{_Y})(?![\d/-]| ?[-–] ?\d)"),
    ("year", r"(?:cuối năm|hết năm|năm nay)(?! (?:19|20)\d\d)(?P<this>)"),
)
_CORE = re.compile("|".join(f"(?P<{kind}_{i}>{form})" for i, (kind, form) in enumerate(_FORMS)), re.I)
# What stands before a date and makes it a deadline; the strength decides between several in one passage.
_STRONG = re.compile(
    r"(?:chậm nhất|muộn nhất|trước|đến hết|hết|hạn cuối|hạn chót|thời hạn|thời gian hoàn thành|thời hạn hoàn thành"
    r"|hoàn thành|xong|không quá|không muộn hơn"
    r"|thời gian thực hiện|thời gian|hoàn thành xong)(?: (?:là|vào|đến|trong|trước|trong ngày|thời điểm|cuối"
    r"|hết))*(?: \d{1,2} ?(?:giờ|h)(?: ?\d{1,2})?(?: phút)?,?)?:? ?$",
    re.I,
)
_MEDIUM = re.compile(
    r"(?:trong|ngay trong|trong cả|đến|đến cuối|từ nay đến|vào|kể từ nay đến)(?: (?:vòng|thời gian|cả))? ?$", re.I
)
# These before a date make it something else; the second table only where no strong word introduces the date.
_LINK = r" ?(?:trong|vào|đến|đến hết|đến ngày|ngày)? ?$"
_NO_DEADLINE = re.compile(
    r"(?:tính đến|tính từ|từ ngày [^,;.]{4,24}đến|từ [^,;.]{4,24}đến|giai đoạn[^,;.]{0,30}|kể từ|định hướng (?:đến|tới)"
    r"|tầm nhìn (?:đến|tới)|hiệu lực (?:thi hành )?(?:kể )?từ[^,;.]{0,10}|nhiệm kỳ[^,;.]{0,20}|ký ngày|họp[^,;.]{0,20}"
    r"|ban hành ngày|đã [^,;.]{0,60}|mục tiêu (?:đến|tới))" + _LINK,
    re.I,
)
_SELDOM_DEADLINE = re.compile(
    r"(?:tình hình[^,;.]{0,40}|theo kế hoạch[^,;.]{0,10}|kết quả[^,;.]{0,30}|so với[^,;.]{0,20})" + _LINK, re.I
)
_NOMINAL = re.compile(
    r"(?:dự án|đầu tư công|kế hoạch|nhiệm vụ|chương trình|danh mục|công tác|dự toán|kinh phí|ngân sách|vốn"
    r"|hoạt động|chủ đề|mục tiêu|trọng tâm"
    r"|báo cáo|chỉ tiêu|phát sinh|giải pháp) ?$",
    re.I,
)
_PLAN_TITLE = re.compile(
    r"(?:Chiến lược|Đề án|Chương trình|Kế hoạch|Quy hoạch|Nghị quyết|Quyết định|Dự án|Chỉ thị"
    r"|Phong trào)[^;.]{0,160}$"
)
_YEARLY = re.compile(r" (?:hằng|hàng|mỗi) (?:năm|quý|tháng)")
_TARGET_NEXT = re.compile(r" (?:phải|cần|đạt|giải ngân|tối thiểu|hoàn thành)(?!\w)")
_RECURRENCES: tuple[tuple[str, str], ...] = (
    (
        "half-yearly",
        (
            r"(?:6|06|sáu) tháng(?:/lần| một lần| và (?:hằng |hàng )?năm|, (?:hằng |hàng )?năm)|(?:định kỳ"
            r"|hằng|hàng|mỗi) (?:6|06|sáu) tháng"
        ),
    ),
    (
        "weekly",
        (
            r"(?:hằng|hàng|mỗi|định kỳ) tuần|(?:01|1|một) tuần(?:/| )(?:01|1|một)? ?lần|tuần/lần|thứ (?:hai"
            r"|ba|tư|năm|sáu) (?:hằng|hàng) tuần"
        ),
    ),
    ("monthly", r"(?:hằng|hàng|mỗi|định kỳ) tháng|tháng/lần|(?:01|1|một) tháng (?:01|1|một) lần"),
    ("quarterly", r"(?:hằng|hàng|mỗi|định kỳ|từng) quý|quý/lần|(?:01|1|một) quý (?:01|1|một) lần"),
    ("yearly", r"(?:hằng|hàng|mỗi|định kỳ) năm|năm/lần"),
)
_RECURRENCE = tuple((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)) for name, pattern in _RECURRENCES)
_CALENDAR_DAY = re.compile(
    rf"(?<![\d/])(?:(?P<d>\d{{1,2}}) ?[/.-] ?(?P<m>\d{{1,2}}) ?[/.-] ?(?P<y>{_Y})(?!\d)"
    rf"|ngày (?P<d2>\d{{1,2}})\s+tháng (?P<m2>\d{{1,2}})\s+năm (?P<y2>{_Y}))"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as printed, with offsets of its words; ``on`` is None where the text gives no year to compute it
    with."""

    start: int
    end: int
    on: date | None
    strength: int
    quote: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What yearless dates and terms are counted from: the year of the event, and the day of signature."""

    year: int | None = None
    signed: date | None = None


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def full_dates(text: str) -> list[tuple[int, date]]:
    """Every date printed with day, month and year, with its offset."""
    found = []
    for match in _CALENDAR_DAY.finditer(text):
        numbers = [match[n] or match[n + "2"] for n in ("y", "m", "d")]
        if on := day(*(int(n) for n in numbers)):
            found.append((match.start(), on))
    return found


def month_end(year: int, month: int) -> date | None:
    """The last day of the month, or None for a month that is none."""
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def recurrence(text: str) -> str | None:
    """How often the text says, in the words of the contract, or None."""
    return next((name for name, pattern in _RECURRENCE if pattern.search(text)), None)


def deadlines(text: str, start: int, end: int, calendar_: Calendar, *, bare: bool = False) -> list[Due]:
    """The deadlines in ``text[start:end]`` in their order; ``bare`` takes dates that no word introduces (a table's
    cell)."""
    found = []
    for match in _CORE.finditer(text, start, end):
        before = text[max(start, match.start() - 60) : match.start()]
        known = next((k for k, v in match.groupdict().items() if v is not None and re.fullmatch(r"[a-z]+_\d+", k)), "")
        kind = known.split("_")[0]
        strength, opening = _strength(before, text, match, kind, bare)
        if strength:
            begin = match.start() - opening
            found.append(Due(begin, match.end(), _resolve(kind, match, calendar_), strength, text[begin : match.end()]))
    return found


def best(found: list[Due]) -> Due | None:
    """The one that dates the passage: the strongest, the last of equals."""
    return max(found, key=lambda d: (d.strength, d.on is not None, d.start)) if found else None


def _strength(before: str, text: str, match: re.Match[str], kind: str, bare: bool) -> tuple[int, int]:
    if _YEARLY.match(text, match.end()) or _NO_DEADLINE.search(before):
        return 0, 0
    if (match.group()[:6].lower() == "trước " and kind == "day") or match.group()[:4].lower() == "hết ":
        return 3, 0
    if opening := _STRONG.search(before):
        return 3, len(opening.group())
    if _SELDOM_DEADLINE.search(before):
        return 0, 0
    opening = _MEDIUM.search(before)
    if (
        opening
        and not _is_nominal(before[: opening.start()], kind)
        and not (kind == "day" and opening.group().lower().startswith("vào"))
    ):
        return 2, len(opening.group())
    if bare or (kind == "quarter" and _TARGET_NEXT.match(text, match.end())):
        return 1, 0
    return 0, 0


def _is_nominal(before: str, kind: str) -> bool:
    return bool(_NOMINAL.search(before)) or (kind == "year" and _PLAN_TITLE.search(before) is not None)


def _value(match: re.Match[str], *names: str) -> int | None:
    return next((int(match[n]) for n in names if match[n]), None)


def _resolve(kind: str, match: re.Match[str], calendar_: Calendar) -> date | None:
    if kind == "span":
        return _after(calendar_, int(match["n"]), match["unit"].lower())
    year = _value(match, "y1", "y2", "y3", "y4", "y5", "y6", "y12") or calendar_.year
    if year is None:
        return None
    if kind == "quarter":
        return month_end(year, 3 * _ROMAN[match["q"].lower()])
    if kind == "half":
        return month_end(year, 6 if (match["side"] or match["side2"]).lower() == "đầu" else 12)
    month = _value(match, "m1", "m2", "m3", "m4", "m5", "m6")
    if kind == "year" or month is None:
        return date(year, 12, 31)
    number = _value(match, "d1", "d2", "d3", "d4")
    return day(year, month, number) if number else month_end(year, month)


def _after(calendar_: Calendar, count: int, unit: str) -> date | None:
    signed = calendar_.signed
    if unit == "năm":
        year = signed.year if signed else calendar_.year
        return date(year + count, 12, 31) if year and year + count < 9999 else None
    if signed is None:
        return None
    if unit == "ngày làm việc":
        return add_working_days(signed, count)
    if unit == "tháng":
        month = signed.month - 1 + count
        year, month = signed.year + month // 12, month % 12 + 1
        return date(year, month, min(signed.day, calendar.monthrange(year, month)[1]))
    return signed + timedelta(days=count * (7 if unit == "tuần" else 1))


def add_working_days(start: date, count: int) -> date:
    """The ``count``-th working day after ``start``, weekends and the public holidays of Viet Nam skipped."""
    import holidays  # heavy: only terms in working days need it

    off = holidays.country_holidays("VN", years=range(start.year, start.year + 3))
    current = start
    while count > 0:
        current += timedelta(days=1)
        if current.weekday() < 5 and current not in off:
            count -= 1
    return current
