"""Finds the day of the meeting that a text reports, and the day on which a news report was published."""

import re
from collections import Counter
from datetime import date

from viettext.calendars import day, full_dates

_ALSO = r"(?: ?(?:,|và|-|–) ?(?:ngày )?\d{1,2})?"
_DATED = (
    rf"(?:(?P<d>\d{{1,2}}){_ALSO} ?[/.-] ?(?P<m>\d{{1,2}})(?: ?[/.-] ?(?P<y>20\d\d))?(?![\d/])"
    rf"|(?P<d2>\d{{1,2}}){_ALSO} tháng (?P<m2>\d{{1,2}})(?: năm (?P<y2>20\d\d))?(?!\d))"
)
_WEEKDAY = r"(?:,? ?\(?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\)?)"
_OPENING = re.compile(
    r"(?<!\w)(?P<part>rạng sáng|sáng sớm|sáng|trưa|chiều|tối|đêm|(?:trong )?(?:các |hai |2 )?ngày|hôm nay|hôm qua)"
    rf"(?: (?:nay|qua|muộn|ngày|cùng ngày|hôm nay)){{0,2}}{_WEEKDAY}?,? ?\(?(?:ngày |mùng |mồng )?{_DATED}",
    re.I,
)
_TODAY = re.compile(r"(?<!\w)(?:sáng|trưa|chiều|tối|hôm) nay(?!\w)", re.I)
_ACTS = re.compile(
    r"(?<!\w)(?:tổ chức|chủ trì|tham dự|dự|diễn ra|họp|khai mạc|bế mạc|có buổi|làm việc|kiểm tra|thăm|khảo sát|thị sát"
    r"|tiếp xúc|tiếp|gặp|đối thoại|công bố|trao|phát động|khánh thành|khởi công|ra mắt|sơ kết|tổng kết|hiện trường"
    r"|động viên|chúc Tết|dâng hương|bàn giao|thông xe|giao ban|cho ý kiến|thảo luận|xem xét|biểu quyết|phát biểu"
    r"|tọa đàm|hội đàm|hội nghị|phiên họp|cuộc họp|hội thảo|kỳ họp|đại hội|lễ"
    r"|nghe|lắng nghe|tiến hành|trao đổi|chủ tọa|thực địa|thực tế|chất vấn|họp bàn|ra quân|diễn tập|thăm hỏi|trao tặng"
    r"|lấy ý kiến|quán triệt|bế giảng|khai giảng|đón|mít tinh|hội ý|làm rõ|rà soát)(?!\w)",
    re.I,
)
_MEETING = (
    r"(?:phiên họp|hội nghị|cuộc họp|(?:buổi|cuộc|phiên|chuyến) (?:làm việc|công tác|kiểm tra|tiếp|gặp|khảo sát|thăm)"
    r"|phiên chất vấn|giao ban|kỳ họp|lễ |hội thảo|đại hội|tọa đàm|toạ đàm|họp báo|họp |diễn đàn)"
)
_MEETING_NAMED = re.compile(_MEETING + r"[^.,;:()]{0,60} $", re.I)
_ELSEWHEN = re.compile(r"(?<!\w)(?:trước đó|dự kiến|sẽ)(?!\w)", re.I)
_MEETING_BEFORE = re.compile(_MEETING + r"[^.;]{0,90}$", re.I)
# A day that one of these precedes is that of a document, a term or another matter.
_OTHER_DAY = re.compile(
    r"(?:(?<!\w)(?:từ|đến|trước|hết|kể từ|tính đến|tới|xong|chậm nhất|muộn nhất|dịp|hồi|vụ|sinh|thông báo|công điện"
    r"|văn bản|quyết định|kế hoạch|nghị quyết|chỉ thị|công văn|tờ trình|luật|nghị định|báo cáo)"
    r"|(?:số|[\w/]+-[A-ZĐ]\w{1,8}) ?[^,;.()]{0,30},?) $",
    re.I,
)
_NO_EVENT = re.compile(
    r"(?:có|ra|phát đi|gửi|nhận được) (?:\w+ ){0,2}(?:văn bản|thông báo|công văn|công điện)"
    r"|(?<!\w)ký (?:ban hành|quyết định|công điện|văn bản|chỉ thị|nghị)|vừa ký|ban hành (?:văn bản|thông báo|công điện"
    r"|kế hoạch|quyết định|chỉ thị|nghị quyết)|(?:số|công điện|thông báo) \d|truyền đạt (?:kết luận|ý kiến)"
    r"|(?<!\w)(?:trước đó|dự kiến|sẽ (?:được )?(?:diễn ra|tổ chức|khai mạc|họp)|xảy ra)(?!\w)",
    re.I,
)
# The day of a document that is cited: its number stands before it.
_DOCUMENT_DAY = re.compile(r"ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}")
_NUMBERED = re.compile(r"(?:[Ss]ố|(?<![\w/])[\w/]{1,30}-[A-ZĐ]\w{1,6}) ?[^,;.()\n]{0,30},? $")
_BY = r"(?: cuối| hết)? (?:năm )?20\d\d"
_AHEAD = re.compile(rf"đến{_BY}|tới{_BY}|tầm nhìn{_BY}|giai đoạn 20\d\d|nhiệm kỳ 20\d\d")  # in lower case
_YEAR = re.compile(r"20(?<![\d–-]20)(?<!- 20)(?<!– 20)\d\d(?!\d|[ ]?[-–][ ]?\d|/)")
_SENTENCE = re.compile(r"[.!?…] +|\n+")
# A line such as "Cập nhật 16:05, Thứ ba, 20/01/2026", or the mark of a crawler.
_CRAWLED = re.compile(r"^\s*date (?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?", re.M)
_STAMP = re.compile(
    r"\d{1,2} ?[:hg] ?\d\d|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|chủ nhật|cập nhật|đăng|GMT|xuất bản", re.I
)
_READ = 4000
_EARLY = 900


def published(text: str) -> tuple[int | None, date | None]:
    """The year and the day of publication that stamps at the head of a text give."""
    head = text[:1500]
    if crawled := _CRAWLED.search(head):
        year, month, number = (int(v) if (v := crawled[n]) else None for n in ("y", "m", "d"))
        return year, day(year, month, number) if year and month and number else None
    for line in head.split("\n")[:25]:
        if len(line) < 60 and (found := full_dates(line)) and (_STAMP.search(line) or len(line) < 15):
            return found[0][1].year, found[0][1]
    return None, None


def common_year(flat: str) -> int | None:
    """The year the text speaks of most; the ends of periods ("2021-2030") do not count."""
    whole, flat = flat, _AHEAD.sub(" ", _DOCUMENT_DAY.sub(_uncited, flat).lower())
    years = Counter(_YEAR.findall(flat))
    dated = Counter(str(on.year) for _, on in full_dates(flat))
    best = (years + dated).most_common(1)
    if best:
        return int(best[0][0])
    cited = (int(year) for year in re.findall(r"\d/(20\d\d)(?=/[A-ZĐ])", whole))
    return max((*cited, *(on.year for _, on in full_dates(whole))), default=None)


def _uncited(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 72) : found.start()]
    return " " if _NUMBERED.search(before) else found.group()


def event(
    flat: str, start: int, year: int | None, latest: date | None = None, *, news: bool = False, minutes: bool = False
) -> date | None:
    """The day of the meeting reported from ``start`` on; ``latest`` is the day of signature or publication, which no
    such day follows; ``minutes`` are documents that report a meeting, where a day that opens the text is its day."""
    end = min(len(flat), start + _READ)
    for match in _OPENING.finditer(flat, start, end):
        first, last = _sentence(flat, match.start(), start, end)
        is_early = minutes and match.start() - start < _EARLY
        if _tells(flat, match, first, last, news=news, is_early=is_early) and (on := _on(match, year, latest)):
            return on
    for match in _TODAY.finditer(flat, start, end if news and latest else start):
        first, last = _sentence(flat, match.start(), start, end)
        if _ACTS.search(flat, first, last) and not _NO_EVENT.search(flat, first, last):
            return latest
    return None


def _sentence(flat: str, at: int, start: int, end: int) -> tuple[int, int]:
    before = [m.end() for m in _SENTENCE.finditer(flat, max(start, at - 600), at)]
    after = _SENTENCE.search(flat, at, min(end, at + 700))
    return before[-1] if before else start, after.start() if after else min(end, at + 700)


def _tells(flat: str, match: re.Match[str], first: int, last: int, *, news: bool, is_early: bool) -> bool:
    """Whether the sentence around a date tells of a meeting held on it; a directive that opens with a day does."""
    before = flat[first : match.start()]
    if _OTHER_DAY.search(before) or _ELSEWHEN.search(before):
        return False
    if _MEETING_NAMED.search(before):
        return True
    if _NO_EVENT.search(before):
        return False
    if _MEETING_BEFORE.search(before):
        return True
    opens = len(before.split()) <= 2 or before.rstrip()[-1:] in "-–—:)"
    is_part_of_day = match["part"].lower() not in ("ngày", "trong ngày")
    act, other = _ACTS.search(flat, match.end(), last), _NO_EVENT.search(flat, match.end(), last)
    if act and (other is None or act.start() < other.start()):
        return opens or is_part_of_day or before.rstrip().endswith(",")
    if not news:
        return opens and other is None and is_early
    return is_part_of_day and other is None and (opens or _ACTS.search(before) is not None)


def _on(match: re.Match[str], year: int | None, latest: date | None) -> date | None:
    number, month = match["d"] or match["d2"], match["m"] or match["m2"]
    printed = match["y"] or match["y2"]
    if not (number and month and (printed or year)):
        return None
    on = day(int(printed or year or 0), int(month), int(number))
    if on and latest and on > latest:
        earlier = None if printed else day(on.year - 1, on.month, on.day)
        return earlier if earlier and (latest - earlier).days < 180 else None
    return on
