"""A directive's text as paragraphs with marks and with references to the proposals drawn from them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

WHO, WHAT, WHEN = "who", "what", "when"


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of the text, in code points, that says who, what or when."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A proposal drawn from a passage that begins in the paragraph. `state` is a state of a proposal, or "now"."""

    number: int
    uuid: str
    state: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one paragraph under one mark, or under none (`kind` empty).

    `is_here` says that it belongs to the proposal in hand where its paragraph holds more than that.
    """

    start: int
    text: str
    kind: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text. `number` counts from 1; `tone` is "now", "todo", "read" or empty."""

    number: int
    start: int
    pieces: tuple[Piece, ...]
    references: tuple[Reference, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A proposal for the sheet: its span, the words to be marked in it, and how it stands."""

    reference: Reference
    start: int
    end: int
    who: Sequence[str] = ()
    what: Sequence[str] = ()
    when: Sequence[str] = ()


@dataclass(slots=True)
class _Line:
    start: int
    text: str
    references: list[Reference] = field(default_factory=list)
    states: set[str] = field(default_factory=set)


def paragraphs(text: str, drawn: Iterable[Drawn]) -> list[Paragraph]:
    """The lines of the text that hold words, with what was drawn from them."""
    drawn = list(drawn)
    lines = list(_lines(text))
    starts = [line.start for line in lines]
    for item in drawn:
        first, last = bisect_right(starts, item.start) - 1, bisect_right(starts, item.end - 1) - 1
        lines[max(first, 0)].references.append(item.reference)
        for line in lines[max(first, 0) : last + 1]:
            line.states.add(item.reference.state)
    marks = _without_overlaps(mark for item in drawn for mark in marks_of(text, item))
    here = [(item.start, item.end) for item in drawn if item.reference.state == "now"]
    return [
        Paragraph(n, line.start, tuple(_pieces(line, marks, here)), tuple(line.references), _tone(line.states))
        for n, line in enumerate(lines, start=1)
    ]


def lines_at(lines: Sequence[Paragraph], spans: Iterable[tuple[int, int]]) -> list[Paragraph]:
    """Those of the lines that hold something of the spans."""
    starts = [line.start for line in lines]
    found: set[int] = set()
    for start, end in spans:
        found.update(range(max(bisect_right(starts, start) - 1, 0), bisect_right(starts, end - 1)))
    return [lines[n] for n in sorted(found)]


def marks_of(text: str, item: Drawn) -> Iterator[Mark]:
    """Where the words of a proposal stand in its own passage, whatever the line ends between them."""
    passage = text[item.start : item.end]
    for kind, words in ((WHEN, item.when), (WHO, item.who), (WHAT, item.what)):
        for name in words:
            found = _pattern(name).search(passage) if name.strip() else None
            if found:
                yield Mark(item.start + found.start(), item.start + found.end(), kind)


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield _Line(at, line)
        at += len(line) + 1


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """Marks in the order of the text; of two that overlap the one that begins first, or is longer, stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _pieces(line: _Line, marks: Sequence[Mark], here: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at, end = line.start, line.start + len(line.text)
    is_whole = any(low <= at and end <= high for low, high in here)
    edges = sorted({edge for span in here for edge in span})
    for start, stop, kind in _runs(at, end, marks):
        cuts = [cut for cut in edges if start < cut < stop]
        for first, last in pairwise([start, *cuts, stop]):
            is_here = not is_whole and any(low <= first and last <= high for low, high in here)
            yield Piece(first, line.text[first - at : last - at], kind, is_here)


def _runs(at: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, str]]:
    """The stretch [at, end) cut at its marks."""
    first = bisect_right(marks, at, key=lambda mark: mark.end)
    for mark in marks[first:]:
        if mark.start >= end:
            break
        start, stop = max(mark.start, at), min(mark.end, end)
        if at < start:
            yield at, start, ""
        yield start, stop, mark.kind
        at = stop
    if at < end:
        yield at, end, ""


def _tone(states: set[str]) -> str:
    if "now" in states:
        return "now"
    return "todo" if "pending" in states else "read" if states else ""
