"""Finds the figures a document reports: counts, shares, ranks and sums, each with what it measures and as of when."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import maxsize

from viettext.dates import day, full_dates, month_end
from viettext.header import Header
from viettext.normal import fold
from viettext.numbers import AMOUNT, parse
from viettext.sentences import Span, sentences
from viettext.structure import Block, Layout, is_heading

_DIGIT = re.compile(r"\d")
_RATIO = re.compile(
    r"(?<![\w.,/-])(?P<value>\d{1,3}(?:\.\d{3})*|\d{1,9})/(?P<of>\d{1,3}(?:\.\d{3})+|\d{1,9})(?![\d/]|[.,-]\d"
    r"|[-/]?[A-ZĐ])"
)
_PERCENT = re.compile(r" ?(?:%|phần trăm)(?! GDP nếu)")
_MONEY = re.compile(r" (?P<unit>đồng|VND|VNĐ|USD|euro|EUR|đô la(?: Mỹ)?|baht|yên|NDT|nhân dân tệ|usd)(?!\w)")
_TOP = re.compile(r"(?:nhóm )?[Tt]op (?P<value>\d{1,4})(?: [a-zà-ỹđ]+){0,2}")
_RANK = re.compile(
    r"(?:xếp thứ|đứng thứ|vị trí thứ|xếp hạng|hạng thứ|thứ hạng|vị trí"
    r"|đứng đầu thứ) (?P<value>\d{1,4})(?:/(?P<of>\d{1,4}))?(?![\d/])",
    re.I,
)
_QUALIFIER = re.compile(
    r"(?:(?:tới|đạt|tăng|giảm|chiếm|ước|ước đạt|còn|có|là|đã)? ?(?:gần|hơn|trên|khoảng|dưới|xấp xỉ|tới gần|trên"
    r"|ước)|đạt|tăng|giảm|chiếm|tăng thêm) $",
    re.I,
)
# What follows a count; these words do not, since they make of the number a date, a term, a label or a part of a name.
_NOUN = re.compile(r" (?P<unit>[a-zà-ỹđ]{1,10}(?:(?:, | )[a-zà-ỹđ]{1,10}){0,3})")
_NO_NOUN = re.compile(
    r" (?:tháng|năm|ngày|giờ|phút|quý|tuần|cấp|và|của|trong|đến|tại|là|đã|về|cho|với|theo|được|có|hoặc|do|trên|từ"
    r"|nhà|cửa|khóa|khoá|trở|thì|ở|như|nêu|để|bảo|không|vừa|này|h"
    r"|ban|thông qua|sửa|lần thứ|nhiệm kỳ|cũng|cùng|còn|khi|một|sẽ|chưa|so|ký|triển|tiếp|đạt|giai|bên|phần|trụ"
    r"|trọng tâm|công khai|thước|rõ|tập trung|phải)(?!\w)(?! mềm)",
    re.I,
)
_DURATION = re.compile(r" (?P<unit>ngày làm việc|ngày|tháng|năm|giờ|phút)(?!\w)")
_MEASURED = re.compile(
    r"(?:giảm|rút ngắn|chậm|trễ|bình quân|trung bình|còn|sớm hơn|kéo dài|tiết kiệm|quá hạn)(?: (?:khoảng|được|tới"
    r"|từ|xuống|xuống còn|còn|hơn|gần))* $",
    re.I,
)
_LABELLED = re.compile(
    r"(?<!\w)(?:số|[Nn]ghị quyết|[Qq]uyết định|[Đđ]ề án|[Pp]hiên|thứ|khóa|khoá|[Đđ]iều|khoản|điểm|[Cc]ông điện"
    r"|[Cc]hỉ thị|[Kk]ết luận|[Tt]hông báo|[Ll]uật|[Qq]uý|tháng|năm|[Nn]gày"
    r"|[Gg]iai đoạn|(?<!danh )mục|[Bb]ảng|[Tt]rang|đường|[Pp]hường|[Qq]uận|[Kk]hu|ảnh|mạng|[Vv]ăn bản|[Pp]hụ lục"
    r"|nhóm số|[Tt]ập|[Vv]ùng|[Đđ]ợt|[Nn]hiệm kỳ|[Hh]ội nghị [Tt]rung ương|Chương trình|mô hình"
    r"|[Ss]áng|[Cc]hiều|[Tt]ối|[Cc]hỉ đạo|[Cc]ông văn|vòng|quỹ|chính quyền địa phương|[Đđ]ầu|[Ss]ố lượng đại biểu) $"
)
# Before a number these make it an aim or a plan, not a result.
_AIMED = re.compile(
    r"(?<!đang )(?<!không )(?:phải|cần)(?!\w)|phấn đấu|mục tiêu|dự kiến|chỉ tiêu|yêu cầu|đề nghị|đặt ra|tối thiểu"
    r"|ít nhất|dự báo|định hướng|giao (?:các|bộ|sở)|lộ trình|kế hoạch (?:là|đến)",
    re.I,
)
_AIMED_SENTENCE = re.compile(r"(?:giai đoạn|đến năm) 20\d\d[^.]{0,60}(?:đạt|sẽ)")
_ATTENDANCE = re.compile(
    r"điểm cầu|[Tt]ham dự|[Cc]ùng dự|chủ trì [Pp]hiên họp|chủ trì [Hh]ội nghị|trực tuyến (?:với|tới|đến)"
)
_ANNOUNCES = re.compile(r"^[^.;]{0,60}(?:sau|sau đây|như sau|chính|cốt lõi)?(?: ?:)")
_AIMS = re.compile(r"\b(?:muc tieu|chi tieu|nhiem vu|giai phap|to chuc thuc hien)\b(?!.*ket qua)")
_OPEN_ENDED = re.compile(r" (?:trở lên|trở xuống)")
_AS_OF = re.compile(
    r"(?P<quarter>quý (?P<q>IV|III|II|I|[1-4])(?:/| năm )(?P<yq>20\d\d))|(?P<months>(?P<n>\d{1,2}) tháng)"
    r"|(?:[Đđ]ến )?(?:cuối )?năm (?P<year>20\d\d)|(?:đến"
    r"|tính đến)(?: hết)? ngày (?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![/-]\d)"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Nouns of two syllables or more that units are made of; another unit is its first syllable and the next.
_UNIT_END = re.compile(
    r"(?:, | )(?:được|đã|đang|chưa|quá|hoàn|cụ|đăng|tự|có|bị|phát|khác|đủ|khởi|khánh|cho|trọng|tại|trong|trên|của"
    r"|và|với|mới|đầu|thuộc|gửi|đạt|là|theo|sử)(?!\w).*$"
)


_THREE_WORDS = frozenset(
    (
        "phòng thí nghiệm",
        "nhóm công nghệ",
        "nhóm thông tin",
        "cơ sở dữ",
        "dịch vụ công",
        "thủ tục hành",
        "hợp tác xã",
        "đơn vị hành",
        "tổng công ty",
        "người lao động",
    )
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported number; ``of`` is the whole it is a part of, ``on`` the day it holds for, where the text says."""

    start: int
    end: int
    quote: str
    measure: str
    value: int | float
    of: int | float | None
    unit: str
    on: date | None

    def as_dict(self) -> dict[str, object]:
        """The contract's figure object."""
        return {
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "measure": self.measure,
            "value": self.value,
            "of": self.of,
            "unit": self.unit,
            "on": self.on.isoformat() if self.on else None,
        }


def find(layout: Layout, header: Header, taken: list[Span]) -> list[Figure]:
    """The figures outside the assignments (``taken``), in the order of the text, each once."""
    found: list[Figure] = []
    aims = False
    for block in layout.blocks:
        if is_heading(layout.flat, block):
            aims = _AIMS.search(fold(layout.flat[block.start : block.end])) is not None
        closed = header.closing is not None and header.closing[0] <= block.start < header.closing[1]
        if (
            closed
            or block.is_row
            or block.start < header.opening_end
            or aims
            or is_heading(layout.flat, block)
            or _is_title(layout.flat, block)
        ):
            continue
        for start, end in sentences(layout.flat, block.start, block.end):
            if not _ATTENDANCE.search(layout.flat, start, end):
                found.extend(_sentence(layout.flat, start, end, header, taken))
    return _once(found)


def _is_title(flat: str, block: Block) -> bool:
    return (
        not block.is_caption
        and block.style is None
        and block.end - block.start < 160
        and flat[block.end - 1] not in '.;:…!”")'
    )


def _sentence(flat: str, start: int, end: int, header: Header, taken: list[Span]) -> list[Figure]:
    if _DIGIT.search(flat, start, end) is None:
        return []
    aimed = _AIMED.search(flat, start, end)
    limit = aimed.start() if aimed else end
    if _AIMED_SENTENCE.search(flat, start, end):
        return []
    found: list[Figure] = []
    used = start
    for match in sorted(
        [
            *_RATIO.finditer(flat, start, limit),
            *_TOP.finditer(flat, start, limit),
            *_RANK.finditer(flat, start, limit),
            *AMOUNT.finditer(flat, start, limit),
        ],
        key=lambda m: (m.start(), -m.end()),
    ):
        if match.start() < used or _is_in(match.start(), taken):
            continue
        figure = _figure(flat, match, start, end, header)
        if figure:
            found.append(figure)
            used = max(figure.end, match.end())
    return found


def _is_in(at: int, taken: list[Span]) -> bool:
    """Whether a place lies in one of the spans, which are in order and hardly overlap."""
    place = bisect_right(taken, (at, maxsize))
    return any(start <= at < end for start, end in taken[max(0, place - 8) : place])


def _figure(flat: str, match: re.Match[str], start: int, end: int, header: Header) -> Figure | None:
    before = flat[max(start, match.start() - 40) : match.start()]
    if match.re in (_TOP, _RANK):
        of = match.groupdict().get("of")
        return _made(
            flat,
            (match.start(), match.end()),
            (start, end),
            (parse(match["value"]), parse(of) if of else None, "hạng"),
            header,
        )
    if _LABELLED.search(before) or (flat[match.end() : match.end() + 1] == ")" and before.endswith("(")):
        return None
    if match.re is _RATIO:
        return _ratio(flat, match, start, end, header)
    tail = _unit(flat, match, before, end)
    if tail is None:
        return None
    unit, stop = tail
    qualifier = _QUALIFIER.search(before)
    begin = match.start() - (len(qualifier.group().lstrip()) if qualifier else 0)
    return _made(flat, (begin, stop), (start, end), (parse(match["number"], match["magnitude"]), None, unit), header)


def _ratio(flat: str, match: re.Match[str], start: int, end: int, header: Header) -> Figure | None:
    value, of = parse(match["value"]), parse(match["of"])
    noun = _NOUN.match(flat, match.end(), end)
    if (of == value and not noun) or (of <= 12 and not noun) or value > of or (of <= 31 and value <= 31 and not noun):
        return None
    named = noun is not None and not _NO_NOUN.match(flat, match.end())
    unit = _clean_unit(noun["unit"]) if named and noun else "hạng"
    return _made(
        flat, (match.start(), match.end() + (len(unit) + 1 if named else 0)), (start, end), (value, of, unit), header
    )


def _unit(flat: str, match: re.Match[str], before: str, end: int) -> tuple[str, int] | None:
    """The unit behind a number and where it ends, or None where the number is no figure."""
    at = match.end()
    if percent := _PERCENT.match(flat, at, end):
        return "%", percent.end()
    if money := _MONEY.match(flat, at, end):
        return None if _OPEN_ENDED.match(flat, money.end()) else (money["unit"], money.end())
    if duration := _DURATION.match(flat, at, end):
        measured = _MEASURED.search(before)
        counted = measured is not None and not (
            duration["unit"] in ("tháng", "năm") and re.search(r"bình quân|trung bình", measured.group())
        )
        return (duration["unit"], duration.end()) if counted else None
    noun = _NOUN.match(flat, at, end)
    if noun is None or _NO_NOUN.match(flat, at):
        return (_counted(before), at) if match["magnitude"] else None
    if _is_year(match) or flat[at : at + 40].rstrip().endswith(":"):
        return None
    unit = _clean_unit(noun["unit"])
    return unit, at + 1 + len(unit)


def _is_year(match: re.Match[str]) -> bool:
    return match["magnitude"] is None and re.fullmatch(r"(?:19|20)\d\d", match["number"]) is not None


def _counted(before: str) -> str:
    noun = re.search(r"(?:[Tt]ổng số|[Ss]ố(?: lượng)?) ((?:[a-zà-ỹđ]+ ?){1,2})", before)
    return noun[1].strip() if noun else ""


def _clean_unit(words: str) -> str:
    """The noun counted, as the beginning of ``words``: two syllables or a known noun of three, and a second noun
    behind a comma."""
    taken: list[str] = []
    for part in _UNIT_END.sub("", words).split(", ")[:2]:
        three = " ".join(part.split()[:3])
        noun = three if three in _THREE_WORDS else " ".join(part.split()[:2])
        taken.append(noun)
        if noun != part:
            break
    return ", ".join(taken).strip(" ,")


def _made(
    flat: str, span: Span, sentence: Span, what: tuple[int | float, int | float | None, str], header: Header
) -> Figure:
    value, of, unit = what
    return Figure(
        *span,
        flat[span[0] : span[1]],
        _measure(flat, span, sentence, unit),
        value,
        of,
        unit,
        _as_of(flat, span, sentence, header),
    )


def _measure(flat: str, span: Span, sentence: Span, unit: str) -> str:
    near = flat[max(sentence[0], span[0] - 160) : span[0]]
    after = re.split(r"[,;.:()]", flat[span[1] : min(sentence[1], span[1] + 120)], maxsplit=1)[0].split()
    before = re.split(r"[,;.:()]", near[-120:])[-1].split()
    if len(before) < 2:
        before = re.split(r"[;.:()]", near)[-1].split()
    behind, ahead = " ".join(after[:14]), " ".join(before[-14:])
    if unit in ("%", "đồng", "USD", "hạng", "") or not unit:
        return " ".join(f"{ahead} {behind}".split()) or ("tỷ lệ" if unit == "%" else "giá trị")
    return f"số {unit} {behind}".strip()


def _as_of(flat: str, span: Span, sentence: Span, header: Header) -> date | None:
    words, before = flat[sentence[0] : sentence[1]], span[0] - sentence[0]
    dated = [on for at, on in _days(words) if at < before]
    if dated:
        return dated[-1]
    year = header.year
    for match in reversed(_marks_of_time(words)):
        if match.end() > before:
            continue
        if match["quarter"]:
            return month_end(int(match["yq"]), 3 * _ROMAN[match["q"]])
        if match["d"] and year:
            return day(year, int(match["m"]), int(match["d"]))
        if match["months"] and year and int(match["n"]) <= 12:
            return month_end(year, int(match["n"]))
        if match["year"]:
            return date(int(match["year"]), 12, 31)
    return header.event_on


@lru_cache(maxsize=4)  # a sentence may hold many figures
def _days(words: str) -> list[tuple[int, date]]:
    return full_dates(words)


@lru_cache(maxsize=4)
def _marks_of_time(words: str) -> list[re.Match[str]]:
    return list(_AS_OF.finditer(words))


def _once(found: list[Figure]) -> list[Figure]:
    """Drops a figure that the document has given before, with much the same words."""
    kept: list[Figure] = []
    told: dict[tuple[float, float | None, str], list[set[str]]] = {}
    for figure in found:
        words = set(figure.measure.lower().split())
        same = told.setdefault((figure.value, figure.of, figure.unit), [])
        if not any(len(words & before) >= 0.6 * len(words) for before in same):
            kept.append(figure)
            same.append(words)
    return kept
