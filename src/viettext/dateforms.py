"""The ways in which directives write dates and terms, and the day each of them means."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from viettext.calendars import YEAR, Calendar, add_months, add_working_days, day, month_end
from viettext.wordtables import any_of, words

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_MONTHS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_COUNT = r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_D, _M = r"(?P<d>3[01]|[12]\d|0?[1-9])", r"(?P<m>1[0-2]|0?[1-9])"
_DAYS = r"(?:(?:các )?ngày (?:mùng |mồng )?(?:\d{1,2}(?:, | và | ?[-–] ?))?|mùng |mồng )"
_PART = r"đầu|giữa|cuối|hết|thượng tuần|trung tuần|hạ tuần|nửa đầu|nửa cuối|tuần đầu"
_Q = r"(?:IV|III|II|I|0?[1-4])"
_OF_YEAR = rf"(?: ?[/.–-] ?|,? (?:của )?năm )(?P<y>{YEAR})(?!\d)"
_WHICH = r"(?P<rel>này|nay|tới|sau)(?!\w)"
_REL = rf"(?: {_WHICH})"
# Behind a short form that could as well be a count: the clause ends, or goes on with what must be.
_CLOSED = r"(?= ?[.,;:)\]”\"]| ?$| (?:phải|cần|và|để|theo|đạt)(?!\w))"
_SELF = (
    r"(?:Quyết định|Kế hoạch|Chỉ thị|Công điện|Thông báo|Kết luận|Nghị quyết|văn bản|Công văn|Chương trình|Hướng dẫn)"
)
_ANCHOR = (
    rf"(?:(?:ngày|khi|thời điểm) )?(?:ký|ban hành|phát hành|(?:{_SELF} )(?:này )?(?:được )?(?:ký|ban hành|có hiệu lực)"
    rf"|có hiệu lực|{_SELF} này|hôm nay|(?:kết thúc )?(?:hội nghị|kỳ họp|(?:phiên|cuộc|buổi) (?:họp|làm việc))|họp)"
    rf"(?!\w)(?: ban hành)?(?: {_SELF})?(?: này)?(?! nhận| đủ)"
)
# One pattern a row; the name says which reader below turns its match into a day. The longest reading comes first.
_FORMS: tuple[tuple[str, str], ...] = (
    ("day", rf"{_DAYS}?{_D} ?[/.-] ?{_M} ?[/.-] ?(?P<y>{YEAR})(?!\d)"),
    ("day", rf"{_DAYS}?{_D} tháng {_M}{_OF_YEAR}"),
    ("near", rf"{_DAYS}{_D} tháng (?P<rel>này|nay|tới|sau)(?!\w)"),
    ("day", rf"{_DAYS}{_D} tháng {_M}(?!\d)"),
    (
        "day",
        (
            rf"(?:{_DAYS}|(?<=hết )|(?<=trước )|(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=đêm )|(?<=trưa )|(?<=nhất )"
            rf"|(?<=\()){_D} ?[/.-] ?{_M}(?!\d|[/.,-]\d|%|\w)"
        ),
    ),
    ("day", rf"(?:(?<=đến )|(?<=tới )|(?<=là )|(?<=: )){_D}[/-]{_M}(?!\d|[/.,-]\d|%|\w){_CLOSED}"),
    (
        "part",
        (
            r"(?P<n>\d{1,2}|ba|sáu|chín) tháng (?P<side>đầu|cuối|còn lại)(?: của)? năm"
            rf"(?: (?P<y>{YEAR})(?!\d)|{_REL})?"
        ),
    ),
    ("part", rf"nửa (?P<side>đầu|cuối)(?: của)? năm(?: (?P<y>{YEAR})(?!\d)|{_REL})?"),
    (
        "rest",
        rf"(?:những|các|thời gian) (?:tháng |ngày )?(?:còn lại|cuối)(?: của)? năm(?: (?P<y>{YEAR})(?!\d)|{_REL})?",
    ),
    (
        "quarter",
        (
            rf"(?:cuối |hết |giữa |đầu )?(?:quý |Q\.? ?)(?:{_Q}(?:,| và| ?[-–]| đến) ?(?:quý )?)?(?P<q>{_Q})(?!\w)"
            rf"(?:{_OF_YEAR}|(?: năm)?{_REL})?"
        ),
    ),
    ("rest", rf"quý (?:cuối|cuối cùng)(?: của)? năm(?: (?P<y>{YEAR})(?!\d)|{_REL})?"),
    ("quarter", rf"(?:cuối |hết )?quý(?:{_REL}|(?<=cuối quý){_CLOSED}|(?<=hết quý){_CLOSED})"),
    (
        "month",
        (rf"(?:(?P<part>{_PART}) )?tháng (?:\d{{1,2}}(?:,| và| ?[-–]) ?(?:tháng )?){{0,3}}{_M}{_OF_YEAR}"),
    ),
    ("month", rf"(?:(?P<part>hết|cuối|đầu|giữa) )?(?:T\.?)?{_M} ?[/-] ?(?P<y>20\d\d)(?![\d/]|-\w)"),
    (
        "span",
        (
            rf"(?:thời hạn |thời gian |vòng |khoảng )?(?P<n>{_COUNT})(?: \([\w ]{{2,30}}\))? "
            r"(?P<unit>ngày làm việc|ngày|tháng|tuần|năm|giờ|tiếng)"
            r"(?:(?P<next> tiếp theo| tới| nữa)(?!\w)|(?P<from>,? (?:được )?(?:(?:kể |tính )?(?:từ|sau)|kể) "
            rf"(?:(?P<anchor>{_ANCHOR})|ngày {_D}[/.-]{_M}[/.-](?P<y>{YEAR})|ngày|khi|thời điểm)))"
        ),
    ),
    (
        "span",
        (
            rf"(?:(?:thời hạn|vòng) (?:tối đa |không quá )?|(?<=trong ))(?P<n>{_COUNT})(?: \([\w ]{{2,30}}\))? "
            rf"(?P<unit>ngày làm việc|ngày|tháng|tuần)(?P<next>)(?P<loose>){_CLOSED}"
        ),
    ),
    (
        "month",
        (
            rf"(?:(?P<part>{_PART}) )?tháng (?:\d{{1,2}}(?:,| và| ?[-–]) ?(?:tháng )?){{0,3}}{_M}(?:(?: năm)?{_REL})?"
            r"(?!\d|[/.,-]\d|\w)(?! năm \d)(?! đầu)"
        ),
    ),
    (
        "month",
        (
            rf"(?:(?P<part>{_PART}) )?tháng (?P<word>(?-i:Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười(?: một| hai)?))"
            rf"(?:{_OF_YEAR})?(?!\w)"
        ),
    ),
    ("month", rf"(?:(?P<part>{_PART}) )?tháng{_REL}"),
    ("month", rf"(?:(?<=trong )|(?P<part>cuối|hết) )tháng{_CLOSED}"),
    ("week", rf"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? (?:tuần )?{_WHICH}"),
    ("week", rf"(?:(?P<part>đầu|giữa|cuối|hết|trong) )?tuần{_REL}"),
    ("week", rf"(?P<part>cuối|hết) tuần{_CLOSED}"),
    (
        "today",
        (
            r"(?P<word>(?:ngày )?hôm nay|(?:sáng|trưa|chiều|tối|đêm) nay|(?:ngày|sáng|chiều|tối) mai"
            r"|ngay trong ngày)(?!\w)"
        ),
    ),
    ("year", rf"(?:cuối |hết )?năm (?P<y>{YEAR})(?![\d/-]| ?[-–] ?\d)(?! và (?:những|các) năm)"),
    ("year", rf"(?:cuối |hết )?năm{_REL}"),
    (
        "year",
        (
            rf"(?:cuối năm|hết năm|(?:(?<=xong trong )|(?<=thành trong )|(?<=ngay trong ))năm{_CLOSED})"
            r"(?! (?:19|20)\d\d| học)"
        ),
    ),
    ("year", rf"(?:(?<=hết )|(?<=đến )|(?<=trước )|cuối )(?P<y>20\d\d){_CLOSED}"),
    ("cell", r"(?:năm )?(?:20\d\d ?[-–] ?)?(?P<y>20\d\d) ?$"),
    ("cell", rf"{_D}[/.-]{_M} ?$"),
    (
        "feast",
        (
            r"(?:(?:dịp|thềm|ngày|lễ) ){0,3}(?P<feast>Tết Dương lịch|Tết Nguyên đán|Tết(?: cổ truyền)?"
            r"|Quốc khánh(?: \(?0?2[/-]9)?|30/4|năm học mới|khai giảng)(?: [A-ZĐ]\w+ [A-ZĐ]\w+)?"
            rf"(?:(?: năm| ?[/-])? ?\(?(?P<y>{YEAR})\)?)?(?! ?\d| đến)(?!\w)"
        ),
    ),
)
_NAMED = re.compile(r"\(\?P<\w+>")
# What a form can begin with, so that few places of a text are tried against all of them.
_FIRST = any_of(
    words("""
        các | ngày | mùng | mồng | ba | sáu | chín | nửa | những | thời | quý | tháng | vòng | khoảng | tuần | thứ | chủ
        đầu | giữa | cuối | hết | thượng | trung | hạ | trong | hôm | sáng | trưa | chiều | tối | đêm | ngay | dịp
        thềm | lễ | tết | quốc | khai | năm | một | hai | bốn | bảy | tám | mười
    """)
)
# One of these, in lower case, or a digit is in whatever a form finds; most clauses have none.
_HINTS = words("""
    tháng | năm | quý | tuần | ngày | giờ | tiếng | thứ | chủ nhật | nay | mai | tết | quốc khánh | khai giảng
    qi | q i | q.i | q. i
""")
_DIGIT = re.compile(r"\d")
_READ = tuple((kind, re.compile(form, re.I)) for kind, form in _FORMS)
_CORE = re.compile(
    rf"(?<!\w)(?=\d|[TQ]\.? ?[\dIV]|{_FIRST})(?<!\d[/.,-])(?:"
    + "|".join(f"(?P<f{i}>{_NAMED.sub('(?:', form)})" for i, (_, form) in enumerate(_FORMS))
    + ")",
    re.I,
)


def find(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Every date and term in ``text[start:end]``, each with the kind that ``read`` asks for."""
    lower = text[start:end].lower()
    if not (any(hint in lower for hint in _HINTS) or _DIGIT.search(lower)):
        return
    for match in _CORE.finditer(text, start, end):
        kind, form = _READ[int((match.lastgroup or "f0")[1:])]
        fields = form.match(text, match.start(), end)
        if fields is not None:
            yield kind, fields


def read(kind: str, match: re.Match[str], calendar_: Calendar) -> date | None:
    """The day that a date of this kind means, or None where nothing says what it is counted from."""
    return _READERS[kind](match, calendar_)


def eve(kind: str, match: re.Match[str], on: date) -> date:
    """The last day before the month, quarter or year that ends ``on``; another date, or a part of one, is kept."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(kind)
    first = on.replace(day=1)
    if months is None or re.match(r"(?:đầu|giữa|cuối|hết|nửa|thượng|trung|hạ|tuần) ?", match.group(), re.I):
        return on
    return (add_months(first, 1 - months) or first) - timedelta(days=1)


def _year(match: re.Match[str]) -> int | None:
    found = match.groupdict().get("y")
    return int(found) if found else None


def _shifted(match: re.Match[str]) -> int:
    """1 where the words speak of the next week, month, quarter or year, else 0."""
    return int((match.groupdict().get("rel") or "").lower() in ("tới", "sau"))


def _on(match: re.Match[str], calendar_: Calendar, month: int, number: int | None = None) -> date | None:
    """The day in the year that is printed, or in the one it is counted from."""
    year = _year(match)
    rel = (match.groupdict().get("rel") or "").lower()
    if year is None and rel and calendar_.year and (rel in ("này", "nay") or "năm" in match.group().lower()):
        year = calendar_.year + _shifted(match)
    if year is None:
        return calendar_.nearest(month, number, coming=rel == "tới")
    return day(year, month, number) if number else month_end(year, month)


def _in_year(match: re.Match[str], calendar_: Calendar, month: int = 12) -> date | None:
    year = _year(match) or (calendar_.year and calendar_.year + _shifted(match))
    return month_end(year, month) if year else None


def _read_day(match: re.Match[str], calendar_: Calendar) -> date | None:
    return _on(match, calendar_, int(match["m"]), int(match["d"]))


def _read_cell(match: re.Match[str], calendar_: Calendar) -> date | None:
    return _read_day(match, calendar_) if "d" in match.groupdict() else _in_year(match, calendar_)


def _read_near(match: re.Match[str], calendar_: Calendar) -> date | None:
    first = calendar_.signed and add_months(calendar_.signed.replace(day=1), _shifted(match))
    return first and day(first.year, first.month, int(match["d"]))


def _read_part(match: re.Match[str], calendar_: Calendar) -> date | None:
    count = _counted(match.groupdict().get("n") or "6")
    return _in_year(match, calendar_, count if match["side"].lower() == "đầu" else 12)


def _read_quarter(match: re.Match[str], calendar_: Calendar) -> date | None:
    if "q" in match.groupdict():
        return _on(match, calendar_, 3 * _QUARTERS[match["q"].lower()])
    signed = calendar_.signed
    later = signed and add_months(signed.replace(day=1), 3 * _shifted(match))
    return later and month_end(later.year, (later.month + 2) // 3 * 3)


_MONTH_PARTS = {"đầu": 10, "thượng tuần": 10, "tuần đầu": 7, "giữa": 15, "nửa đầu": 15, "trung tuần": 20}


def _read_month(match: re.Match[str], calendar_: Calendar) -> date | None:
    groups = match.groupdict()
    number = _MONTH_PARTS.get((groups.get("part") or "").lower())
    if groups.get("word"):
        return _on(match, calendar_, _MONTHS.index(match["word"].lower()) + 2, number)
    if groups.get("m"):
        return _on(match, calendar_, int(match["m"]), number)
    later = calendar_.signed and add_months(calendar_.signed.replace(day=1), _shifted(match))
    return later and (later.replace(day=number) if number else month_end(later.year, later.month))


_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6}
_WEEK_PARTS = {"đầu": 0, "giữa": 2}


def _read_week(match: re.Match[str], calendar_: Calendar) -> date | None:
    if calendar_.signed is None:
        return None
    groups = match.groupdict()
    monday = calendar_.signed - timedelta(days=calendar_.signed.weekday()) + timedelta(weeks=_shifted(match))
    if groups.get("weekday"):
        word = match["weekday"].lower().split()[-1]
        return monday + timedelta(days=_WEEKDAYS[word] if word in _WEEKDAYS else int(word) - 2)
    return monday + timedelta(days=_WEEK_PARTS.get((groups.get("part") or "").lower(), 6))


def _read_today(match: re.Match[str], calendar_: Calendar) -> date | None:
    tomorrow = match["word"].lower().endswith("mai")
    return calendar_.signed and calendar_.signed + timedelta(days=int(tomorrow))


def _read_feast(match: re.Match[str], calendar_: Calendar) -> date | None:
    feast, year = match["feast"].lower(), _year(match)
    years = [year] if year else [calendar_.year, calendar_.year + 1] if calendar_.year else []
    days = [_feast(feast, y) for y in years]
    assumed = date(calendar_.year, 1, 2) if calendar_.year else None
    since = None if year else calendar_.signed or assumed
    return next((on for on in days if on and (since is None or on >= since)), None)


def _feast(name: str, year: int) -> date | None:
    if name == "tết dương lịch":
        return date(year, 1, 1)
    if name.startswith("tết"):
        return None  # a day of the lunar year, which directives leave to the calendar
    if name == "30/4":
        return date(year, 4, 30)
    return date(year, 9, 2 if name.startswith("quốc khánh") else 5)


def _read_span(match: re.Match[str], calendar_: Calendar) -> date | None:
    groups = match.groupdict()
    since = calendar_.signed
    if groups.get("y"):
        since = day(int(match["y"]), int(match["m"]), int(match["d"]))
    elif groups.get("from") and not groups.get("anchor"):
        return None
    count, unit = _counted(match["n"]), match["unit"].lower()
    if unit == "năm":
        year = since.year if since else calendar_.year
        return month_end(year + count, 12) if year else None
    return since and _later(since, count, unit)


def _later(since: date, count: int, unit: str) -> date | None:
    if unit == "ngày làm việc":
        return add_working_days(since, count)
    if unit == "tháng":
        return add_months(since, count)
    hours = unit in ("giờ", "tiếng")
    return since + (
        timedelta(days=(count + 23) // 24) if hours else timedelta(days=count * (7 if unit == "tuần" else 1))
    )


def _counted(words: str) -> int:
    return int(words) if words.isdigit() else _WORDS.index(words.lower())


_READERS: dict[str, Callable[[re.Match[str], Calendar], date | None]] = {
    "day": _read_day,
    "near": _read_near,
    "part": _read_part,
    "rest": _in_year,
    "quarter": _read_quarter,
    "month": _read_month,
    "span": _read_span,
    "week": _read_week,
    "today": _read_today,
    "year": _in_year,
    "cell": _read_cell,
    "feast": _read_feast,
}
