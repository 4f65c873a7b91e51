"""Joins lines to paragraphs by what tells where one ends: indents, spacing, short last lines, labels and end marks."""

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

from viettext.readers.columns import Line
from viettext.readers.syllables import is_syllable

_LABEL = re.compile(
    r"^(?:(?:PHẦN|Phần|CHƯƠNG|Chương|Mục|Điều|Thứ|Nơi nhận|Kính gửi)\b|[IVXL]{1,5}[.)]|[A-HĐ]\."
    r"|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\(?[a-zđ]\)|[a-zđ]\.\s|[-–—+•●▪◦*]\s?\S)"
)
_ENDS = (".", ";", ":", "!", "?", "…", "./.")
_LAST_WORD, _FIRST_WORD = re.compile(r"(?<!\w)(\w+)-$"), re.compile(r"\w+")


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of pages in order; one that goes on over a page is made whole."""
    bounds = _bounds([line for page in pages for line in page])
    placed = [
        [
            line if line.is_in_column else replace(line, left=b[0], right=b[1])
            for line in page
            for b in [bounds[_of(line)]]
        ]
        for page in pages
    ]
    return "\n".join(_joined([line for page in placed for line in page]))


def of(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of a cell, whose lines may fill its width or not."""
    if not lines:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return _joined([line if line.is_in_column else replace(line, left=left, right=right) for line in lines])


def _of(line: Line) -> int:
    return round(line.page_width)


def _bounds(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text on pages of each width."""
    found = {}
    for width in {_of(line) for line in lines}:
        own = [line for line in lines if _of(line) == width]
        full = [line for line in own if not line.is_in_column and not line.rows] or own
        lefts, rights = sorted(line.x0 for line in full), sorted(line.x1 for line in full)
        # A page of short lines alone, such as a title page, does not say how far its lines may reach.
        found[width] = (lefts[len(lefts) // 20], max(rights[-1 - len(rights) // 20], 0.7 * width))
    return found


def _joined(lines: list[Line]) -> list[str]:
    leading = _leading(lines)
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if line.rows:
            parts.extend(line.rows)
        elif before is not None and not before.rows and parts and _continues(before, line, leading):
            parts[-1] = _with(parts[-1], line.text)
        else:
            if before is not None and _gap(before, line) > 1.9 * leading * line.size and parts and parts[-1]:
                parts.append("")
            parts.append(line.text)
        before = line
    return parts


def _leading(lines: list[Line]) -> float:
    """The usual distance of lines as a multiple of their height."""
    gaps = [
        (a.base - b.base) / b.size
        for a, b in itertools.pairwise(lines)
        if not a.rows and not b.rows and 0 < a.base - b.base < 2.5 * b.size
    ]
    return max(statistics.median_low(gaps), 0.8) if gaps else 1.2


def _gap(before: Line, line: Line) -> float:
    """The distance downwards in points; 0 where the line begins another column or page."""
    return max(0.0, before.base - line.base)


def _continues(before: Line, line: Line, leading: float) -> bool:
    head, text = before.text, line.text
    same_column = before.base > line.base and before.left == line.left
    if not same_column:
        return _goes_on_elsewhere(before, line)
    if _gap(before, line) > 1.18 * leading * line.size or not 0.87 < line.size / before.size < 1.15:
        return False
    if not _is_full(before, line) or _are_centred(before, line) or (head.isupper() != text.isupper() and " " in text):
        return False
    indent = line.x0 - before.x0
    is_indented = line.x0 - line.left > 0.7 * line.size
    if _LABEL.match(text) and (is_indented or head.endswith(_ENDS) or _LABEL.match(head)):
        return False
    if indent > 0.7 * line.size:
        return _hangs(before, line)
    if abs(indent) <= 0.7 * line.size and is_indented and head.endswith(_ENDS):
        return False
    return not (_LABEL.match(text) and head.endswith(","))


def _are_centred(before: Line, line: Line) -> bool:
    """Whether both stand in the middle, so that neither edge says where a paragraph ends."""
    off = abs(before.x0 + before.x1 - line.x0 - line.x1) / 2
    apart = abs(before.x0 - line.x0) > 0.5 * line.size
    begins_left = not line.is_in_column and min(before.x0, line.x0) - line.left < 0.7 * line.size
    return apart and off < 0.35 * line.size and not begins_left


def _hangs(before: Line, line: Line) -> bool:
    """Whether the line begins under the first word behind the label of the line before."""
    return bool(_LABEL.match(before.text)) and any(
        abs(line.x0 - start) < 0.5 * line.size for start in before.starts[1:3]
    )


def _is_full(before: Line, line: Line) -> bool:
    """Whether the first word of the line would not have fitted on the line before."""
    words = line.text.split(" ", 1)
    width = (line.starts[1] - line.starts[0]) if len(line.starts) > 1 else line.x1 - line.x0 if len(words) == 1 else 0
    return before.x1 + width > before.right - 0.4 * line.size


def _goes_on_elsewhere(before: Line, line: Line) -> bool:
    """Whether a sentence goes on at the head of the next column or page."""
    begins = line.x0 - line.left < 0.7 * line.size
    ends = (".", ":", "!", "?") if begins and line.text[0].islower() else _ENDS
    if before.text.endswith(ends) or before.text.isupper() or _LABEL.match(line.text):
        return False
    is_full = before.x1 > before.right - 3 * before.size
    return line.text[0].islower() if not (is_full and begins) else not line.text.isupper()


def _with(head: str, text: str) -> str:
    """Two lines as one; a hyphen that only broke a word goes, one between Vietnamese syllables stays."""
    if not head.endswith("-") or head.endswith(" -") or not text[:1].islower():
        return f"{head} {text}"
    before, after = _LAST_WORD.search(head[-60:]), _FIRST_WORD.match(text)
    parts_are_words = before and after and is_syllable(before[1]) and is_syllable(after[0])
    return head + text if parts_are_words else head[:-1] + text
