"""Deadlines as directives print them: which of the dates in a passage says when its task is due."""

import re
from dataclasses import dataclass
from datetime import date

from viettext import dateforms
from viettext.calendars import Calendar, add_working_days, day, full_dates, month_end
from viettext.recurrences import is_repeated, recurrence

__all__ = ["Calendar", "Due", "add_working_days", "best", "day", "deadlines", "full_dates", "month_end", "recurrence"]

_HOUR = r"(?: (?:lúc )?\d{1,2}(?: ?giờ| ?h|:)(?: ?\d{1,2})?(?: phút)?(?: (?:sáng|trưa|chiều|tối))?,?)?"
# What stands before a date and makes it a deadline; the strength decides between several in one passage.
_STRONG = re.compile(
    r"(?<!\w)(?:chậm nhất|muộn nhất|trước|đến hết|hết|hạn cuối|hạn chót|hạn nộp|thời hạn|thời gian hoàn thành|hạn"
    r"|thời hạn hoàn thành|thời gian thực hiện|thời gian|hoàn thành|hoàn tất|kết thúc|xong|không quá|không muộn hơn"
    r"|không chậm hơn|(?:không|không để|không được) (?:chậm |kéo dài )?quá|mốc|tiến độ|thời điểm hoàn thành)(?: xong)?"
    r"(?: (?:là|vào|đến|trong|ngay|trước|sau|dịp|thềm|mốc|khoảng|tối đa|trong ngày|thời điểm|cuối|hết|không quá"
    rf"|sáng|trưa|chiều|tối|đêm|chậm nhất|muộn nhất))*:?{_HOUR}(?: (?:vào )?(?:thứ \w{{2,4}}|chủ nhật),?)?"
    r"(?: (?:trong|của))?:? ?[“\"(]?$",
    re.I,
)
_MEDIUM = re.compile(
    r"(?<!\w)(?:trong|ngay trong|trong cả|đến|tới|cho đến|cho tới|đến cuối|từ nay đến|từ nay tới|vào|kể từ nay đến"
    rf"|sau|ngay)(?: (?:vòng|thời gian|cả|dịp|khoảng|các|những|sáng|trưa|chiều|tối|đêm))?"
    rf"{_HOUR} ?$",
    re.I,
)
# These before a date make it something else.
_LINK = r" ?(?:trong|vào|đến|đến hết|đến ngày|tới|ngày)? ?$"
_RANGE = (
    r"(?<!\w)(?:kể )?từ (?!nay)(?:ngày |tháng |năm |đầu |quý |cuối |\d)[^;]{1,50}?(?:đến|tới)(?: hết| trước| cuối)?"
    r"(?: ngày)? ?$"
)
_NO_DEADLINE = re.compile(
    r"(?:tính đến|tính tới|tính từ|giai đoạn (?:20|\()[^,;.]{0,30}|kể từ|định hướng (?:đến|tới)|(?<!\w)hồi"
    r"|tầm nhìn (?:đến|tới)|hiệu lực (?:thi hành )?(?:kể )?từ[^,;.]{0,10}|nhiệm kỳ (?:20|\()[^,;.]{0,20}|ký ngày"
    r"|(?:họp|vụ|bão|lũ|cháy|xảy ra|phát biểu|văn bản|công văn|thông báo|kết luận|phiên họp) ngày|họp (?:trong|vào)"
    r"|ban hành ngày"
    r"|(?<!phải )(?<!cần )được (?:ban hành|ký|cấp|phê duyệt|tiếp nhận|công nhận|nộp|khởi công) (?:trong|trước|đến)"
    r"|phát sinh (?:trong|trước|đến)|mục tiêu (?:đến|tới))" + _LINK + "|" + _RANGE,
    re.I,
)
_DONE = re.compile(r"(?<!\w)đã [^,;.]{0,60}" + _LINK, re.I)
_SELDOM_DEADLINE = re.compile(
    r"(?:tình hình[^,;.]{0,40}|theo kế hoạch[^,;.]{0,10}"
    r"|kết quả(?! trong ?$| bước đầu| báo cáo| gửi| trình)[^,;.]{0,30}|so với[^,;.]{0,20})" + _LINK,
    re.I,
)
_NOMINAL = re.compile(
    r"(?:dự án|đầu tư công|kế hoạch|nhiệm vụ|chương trình|danh mục|công tác|dự toán|kinh phí|ngân sách|vốn"
    r"|hoạt động|chủ đề|mục tiêu|trọng tâm|chỉ tiêu|phát sinh|giải pháp) ?$",
    re.I,
)
_COMPLETES = re.compile(
    r"(?:hoàn thành|hoàn tất|phê duyệt|ban hành|trình|khởi công|giải ngân|thông qua|bàn giao|thẩm định|nghiệm thu"
    r"|quyết toán|phân bổ|công bố|xong)(?!\w)[^;.]{0,50}$",
    re.I,
)
_PLAN_TITLE = re.compile(
    r"(?:Chiến lược|Đề án|Chương trình|Kế hoạch|Quy hoạch|Nghị quyết|Quyết định|Dự án|Chỉ thị"
    r"|Phong trào)[^;.]{0,160}$"
)
_REPEATS_AFTER = re.compile(r" (?:của )?(?:hằng|hàng|mỗi|các) (?:năm|quý|tháng|tuần|ngày)|/(?:tháng|quý|năm)(?!\w)")
_TARGET_NEXT = re.compile(r" (?:phải|cần|đạt|giải ngân|tối thiểu|hoàn thành)(?!\w)")
_REPORTED_NEXT = re.compile(r",? (?:đã|có \d|toàn (?:tỉnh|quốc|thành phố|huyện|xã)|cả nước|mới (?:có|đạt)|chưa)(?!\w)")
_HANDED_IN = re.compile(
    r"(?:báo cáo|trình|gửi|nộp|ban hành|bàn giao|đưa vào|công bố|tổng kết|sơ kết)[^;.]{0,70} vào ?$", re.I
)
_AT_MEETING = re.compile(r"(?:trình|báo cáo|thông qua)[^;.]{0,60} (?:kỳ họp|phiên họp|hội nghị)[^,;.]{0,25} ?$", re.I)
# Between two dates of which the second narrows the first ("trong tháng 11, chậm nhất ngày 15/11").
_NARROWS = re.compile(r",? ?\(?")
_ENDS_BEFORE = re.compile(r"(?<!\w)trước(?: khi bước sang| thời điểm| mốc)? $", re.I)
_OPENS = re.compile(r"[,:]| (?:hoàn|phải|cần|trình|ban hành|triển khai|tổ chức|báo cáo|bàn giao|khởi công|xong)(?!\w)")
_DATED_ALONE = frozenset(("day", "quarter", "month", "part"))
_SHORT_TERM = re.compile(
    r"(?:hoàn thành|xong|hoàn tất|kết quả|chậm nhất|báo cáo|không quá|thời hạn)[^,;.]{0,12}$", re.I
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


def deadlines(text: str, start: int, end: int, calendar_: Calendar, *, bare: bool = False) -> list[Due]:
    """The deadlines in ``text[start:end]`` in their order; ``bare`` takes dates that no word introduces (a table's
    cell)."""
    found: list[Due] = []
    for kind, match in dateforms.find(text, start, end):
        strength, opening = _strength(text, start, end, match, kind, bare)
        on = dateforms.read(kind, match, calendar_) if strength else None
        before = text[max(start, match.start() - 80) : match.start()]
        if strength and (bare or _may_come(before, match, kind, on, calendar_, sure=strength == 3)):
            begin = match.start() - opening
            if found and found[-1].strength <= strength and _NARROWS.fullmatch(text, found[-1].end, begin):
                found.pop()
            if on and _ENDS_BEFORE.search(before):
                on = dateforms.eve(kind, match, on)
            found.append(Due(begin, match.end(), on, strength, text[begin : match.end()]))
    return found


def best(found: list[Due]) -> Due | None:
    """The one that dates the passage: the strongest, the last of equals."""
    return max(found, key=lambda d: (d.strength, d.on is not None, d.start)) if found else None


def _may_come(
    before: str, match: re.Match[str], kind: str, on: date | None, calendar_: Calendar, *, sure: bool
) -> bool:
    """Whether a date can be one to come: not one that is past, nor one by which something has been done."""
    since = calendar_.signed
    if on is None or since is None:
        return _DONE.search(before) is None
    if match.groupdict().get("y") and kind != "span" and on < since:
        return False
    return (sure and on > since) or _DONE.search(before) is None


def _strength(text: str, start: int, end: int, match: re.Match[str], kind: str, bare: bool) -> tuple[int, int]:
    """How surely a date is a deadline (0: it is none), and how many characters before it introduce it."""
    before = text[max(start, match.start() - 80) : match.start()]
    if _REPEATS_AFTER.match(text, match.end()) or _NO_DEADLINE.search(before):
        return 0, 0
    groups = match.groupdict()
    if not groups.get("y") and kind != "span" and not bare and _is_repeated(text, start, match.start()):
        return 0, 0
    if opening := _STRONG.search(before):
        return 3, len(opening.group())
    if match.group()[:4].lower() == "hết ":
        return 3, 0
    if kind == "cell":
        return (1, 0) if bare and match.start() == start else (0, 0)
    if kind == "feast" or ("loose" in groups and not _SHORT_TERM.search(before)):
        return 0, 0
    return _weaker(text, start, end, match, kind, bare, before)


def _weaker(
    text: str, start: int, end: int, match: re.Match[str], kind: str, bare: bool, before: str
) -> tuple[int, int]:
    if _SELDOM_DEADLINE.search(before):
        return 0, 0
    opening = _MEDIUM.search(before)
    if opening and not _is_nominal(before[: opening.start()], kind) and _fits(text, match, kind, opening, before):
        return 2, len(opening.group())
    if kind in _DATED_ALONE and _is_alone(text, start, end, match, kind):
        return 2, 0
    if (
        bare
        or kind in ("today", "week")
        or (kind == "month" and match["part"] and match.groupdict().get("y"))
        or (kind in ("quarter", "part") and _TARGET_NEXT.match(text, match.end()))
        or (kind in ("quarter", "month") and _AT_MEETING.search(before))
        or (match.start() == start and _OPENS.match(text, match.end()))
    ):
        return 1, 0
    return 0, 0


def _is_repeated(text: str, start: int, at: int) -> bool:
    """Whether the clause before a place, or the beginning of its sentence, says that something comes again."""
    words = re.split(r"[;.] ", text[max(start, at - 120) : at])[-1]
    return is_repeated(words.rsplit(", ", 1)[-1]) or is_repeated(words[:24])


def _is_alone(text: str, start: int, end: int, match: re.Match[str], kind: str) -> bool:
    """Whether a date stands by itself in brackets."""
    if kind == "day" or match.start() == start or not match.groupdict().get("y"):
        return False
    return text[match.start() - 1] == "(" and match.end() < end and text[match.end()] == ")"


def _fits(text: str, match: re.Match[str], kind: str, opening: re.Match[str], before: str) -> bool:
    word = opening.group().strip().lower()
    if word.startswith("vào") and kind == "day":
        return _HANDED_IN.search(before) is not None
    if word.startswith("sau"):
        return kind == "span" and "from" in match.groupdict() and match["from"] is not None
    if word.startswith(("đến", "tới")):
        return _REPORTED_NEXT.match(text, match.end()) is None
    return True


def _is_nominal(before: str, kind: str) -> bool:
    """Whether what stands before "trong" and a date is a noun that the date belongs to ("dự án trong năm 2026")."""
    if _NOMINAL.search(before):
        return kind not in ("quarter", "month", "day") or _COMPLETES.search(before) is None
    return kind == "year" and (before.endswith("báo cáo") or _PLAN_TITLE.search(before) is not None)
