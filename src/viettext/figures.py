"""Finds the figures a document reports: counts, shares, ranks and sums, each with what it measures and as of when."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import maxsize

from viettext import quantities, reporting
from viettext.calendars import day, full_dates, month_end
from viettext.header import Header
from viettext.names import NameReader
from viettext.normal import fold
from viettext.quantities import Quantity
from viettext.sentences import Span
from viettext.structure import Block, Layout, is_heading

_DIGIT = re.compile(r"\d")
_AIMS = re.compile(
    r"\b(?:muc tieu|muc dich|chi tieu|nhiem vu|giai phap|to chuc thuc hien|noi dung|phuong huong|ke hoach)\b"
)
_STATE = re.compile(
    r"\b(?:ket qua|tinh hinh|danh gia|thuc trang|han che|ton tai|dac diem|su can thiet|nguyen nhan|hien trang)\b"
)
_TOP_LEVELS = (None, "part", "roman", "capital", "article")
_AS_OF = re.compile(
    r"(?P<quarter>quý (?P<q>IV|III|II|I|[1-4])(?:/| năm )(?P<yq>20\d\d))|(?P<months>(?P<n>\d{1,2}) tháng)"
    r"|(?:[Đđ]ến )?(?:cuối )?năm (?P<year>20\d\d)|(?:đến"
    r"|tính đến)(?: hết)? ngày (?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![/-]\d)"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


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


def find(layout: Layout, reader: NameReader, header: Header, taken: list[Span]) -> list[Figure]:
    """The figures outside the assignments (``taken``), in the order of the text, each once."""
    found: list[Figure] = []
    aims = False
    for block in layout.blocks:
        heading = is_heading(layout.flat, block)
        if heading:
            aims = _opens_aims(layout.flat, block, aims)
        closed = header.closing is not None and header.closing[0] <= block.start < header.closing[1]
        if closed or heading or block.is_row or block.start < header.opening_end or _is_title(layout.flat, block):
            continue
        for start, end in reader.sentences(block.start, block.end):
            if _DIGIT.search(layout.flat, start, end) and not reporting.tells_who_met(layout.flat, start, end):
                found.extend(_sentence(layout.flat, (start, end), header, taken, amid_aims=aims))
    return _once(found)


def within(layout: Layout, reader: NameReader, header: Header, span: Span) -> list[Figure]:
    """What the numbers that begin in ``span`` say, in their order, whether or not the text seems to report them.

    What a number measures and the day it holds for are read from its whole sentence, also beyond the span.
    """
    start, end = span
    blocks = [(block.start, block.end) for block in layout.blocks if block.start < end and start < block.end] or [span]
    sentences = [sentence for block in blocks for sentence in reader.sentences(*block)]
    return [
        _made(layout.flat, found, sentence, header)
        for sentence in sentences
        if sentence[0] < end and start < sentence[1]
        for found in quantities.find(layout.flat, *sentence)
        if start <= found.at < end
    ]


def _opens_aims(flat: str, heading: Block, before: bool) -> bool:
    """Whether the part below a heading speaks of aims; one of a lower level that does not say goes on as before."""
    title = fold(flat[heading.start : heading.end])
    if _STATE.search(title):
        return False
    return _AIMS.search(title) is not None or (before and heading.style not in _TOP_LEVELS)


def _is_title(flat: str, block: Block) -> bool:
    return (
        not block.is_caption
        and block.style is None
        and block.end - block.start < 160
        and flat[block.end - 1] not in '.;:…!”")'
    )


def _sentence(flat: str, sentence: Span, header: Header, taken: list[Span], *, amid_aims: bool) -> list[Figure]:
    start, end = sentence
    counted = list(quantities.find(flat, start, end))
    aims = reporting.aims(flat, start, end, header.year) if counted else []
    return [
        _made(flat, found, sentence, header)
        for found in counted
        if not any(first <= found.at < last for first, last in aims)
        and (reporting.tells_of_the_past(flat, start, found.at) or not (amid_aims or _is_in(found.start, taken)))
        and reporting.is_reported(flat, found, start, end)
    ]


def _is_in(at: int, taken: list[Span]) -> bool:
    """Whether a place lies in one of the spans, which are in order and hardly overlap."""
    place = bisect_right(taken, (at, maxsize))
    return any(start <= at < end for start, end in taken[max(0, place - 8) : place])


def _made(flat: str, found: Quantity, sentence: Span, header: Header) -> Figure:
    span = found.start, found.end
    return Figure(
        *span,
        flat[found.start : found.end],
        _measure(flat, span, sentence, found.unit),
        found.value,
        found.of,
        found.unit,
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
