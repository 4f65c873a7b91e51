"""How the lines of "Nơi nhận" fall into names, and where a delivery stands."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from viettext import fold


class DeliveryState(StrEnum):
    """Where a directive stands with one recipient."""

    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of "Nơi nhận" and the names in it; `is_filing` where it names no recipient ("Lưu: VT", "Như trên")."""

    text: str
    names: tuple[str, ...]
    is_filing: bool = False


def state_of(acknowledged_on: date | None, withdrawn_on: date | None) -> DeliveryState:
    """Where a delivery stands; what was withdrawn stays so, acknowledged before or not."""
    if withdrawn_on is not None:
        return DeliveryState.WITHDRAWN
    return DeliveryState.WAITING if acknowledged_on is None else DeliveryState.ACKNOWLEDGED


_FILING = re.compile(r"^(luu\b(?! tru\b)|nhu (tren|dieu|muc|khoan)\b)")
_EDGES = " \t-–—+•*.;,:"
_COMMAS, _AND = re.compile(r"[,;]"), re.compile(r"\s+và\s+")
_ORGAN = r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|(?:Tỉnh|Thành|Đảng) [uủ][ỷy])"
# "HĐND, UBND các tỉnh": several organs of the same places.
_ORGANS = re.compile(rf"({_ORGAN}(?:\s*(?:,|và)\s*{_ORGAN})+)\s+(.+)", re.I)
# What stands before the colon of "Các Bộ: Y tế, Tài chính" and what each name after it begins with.
_HEADS = (
    (re.compile(r"\bubnd\b|\buy ban nhan dan\b"), "UBND"),
    (re.compile(r"\bhdnd\b|\bhoi dong nhan dan\b"), "HĐND"),
    (re.compile(r"\btinh uy\b|\bthanh uy\b"), "Tỉnh ủy"),
    (re.compile(r"^(cac )?bo$"), "Bộ"),
    (re.compile(r"^(cac )?so$"), "Sở"),
)


def printed_line(text: str) -> PrintedLine:
    """Read one line: its text without bullet and end mark, and the names it may be made of, itself first."""
    text = " ".join(text.split()).strip(_EDGES)
    if not text or _FILING.match(fold(text)):
        return PrintedLine(text, (), is_filing=True)
    return PrintedLine(text, (text, *_within(text)))


def _within(text: str) -> tuple[str, ...]:
    """The names that a line lists, each as it would be printed alone; none where it lists nothing."""
    head, colon, rest = text.partition(":")
    if colon and "(" not in head:
        return _after_colon(head, rest)
    organs = _ORGANS.fullmatch(text)
    if organs:
        return tuple(f"{organ} {organs[2]}" for organ in re.split(r"\s*(?:,|\bvà\b)\s*", organs[1]))
    listed = _cut(text, _COMMAS)
    listed = listed if len(listed) > 1 else _cut(text, _AND)
    return tuple(listed) if len(listed) > 1 else ()


def _after_colon(head: str, rest: str) -> tuple[str, ...]:
    words = [word for pattern, word in _HEADS if pattern.search(fold(head))]
    if not words:
        return (head.strip(_EDGES),)  # "VPCP: BTCN, các PCN": people of one body
    listed = _cut(rest, _COMMAS)
    return tuple(part if fold(part).startswith(fold(word)) else f"{word} {part}" for part in listed for word in words)


def _cut(text: str, marks: re.Pattern[str]) -> list[str]:
    """The text cut at the marks that stand outside parentheses, without empty parts."""
    parts, at = [], 0
    for found in marks.finditer(text):
        if text.count("(", 0, found.start()) <= text.count(")", 0, found.start()):
            parts.append(text[at : found.start()])
            at = found.end()
    return [part for part in (one.strip(_EDGES) for one in [*parts, text[at:]]) if part]
