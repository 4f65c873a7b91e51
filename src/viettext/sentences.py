"""Cuts a paragraph into sentences and clauses by offsets."""

import re

Span = tuple[int, int]

_END = re.compile(r"(?:[.!?…]+|\.\.\.)[\"”’)]*(?=\s+[\"“‘(]?[A-ZĐÀ-Ỹ0-9(]|\s*$|(?<=[a-zà-ỹ]\.)[A-ZĐÀ-Ỹ])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:TP|Tp|tp|T|P|Q|TS|PGS|GS|ThS|Th|BS|KS|Đ/c|đ/c|v\.v|TT|[A-ZĐ])\.$")


def sentences(flat: str, start: int, end: int) -> list[Span]:
    """The sentences of ``flat[start:end]``, their end marks included, white space between them left out."""
    found, at = [], start
    for match in _END.finditer(flat, start, end):
        if match.start() < at or _ABBREVIATION.search(flat, max(start, match.start() - 6), match.start() + 1):
            continue
        found.append((at, match.end()))
        at = match.end()
        while at < end and flat[at].isspace():
            at += 1
    if at < end:
        found.append((at, end))
    return found


def clauses(flat: str, start: int, end: int) -> list[Span]:
    """The parts that semicolons and sentence ends make of ``flat[start:end]``, the marks left out of none."""
    found = []
    for begin, stop in sentences(flat, start, end):
        at = begin
        for match in re.compile(r"; ?").finditer(flat, begin, stop):
            if flat.count("(", at, match.start()) == flat.count(")", at, match.start()):
                found.append((at, match.end()))
                at = match.end()
        if at < stop:
            found.append((at, stop))
    return found


def trim(flat: str, start: int, end: int) -> Span:
    """The span without white space, joining marks and words at its ends; a final full stop stays, "./." does not."""
    text = flat[start:end]
    head = re.match(r"[\s,;:.]*(?:(?:và|đồng thời|còn|trong khi(?: đó)?),? (?=[^\W\d_]))?(?=\S)", text)
    if head and text[head.end() :].strip():
        start += (
            head.end()
            if not text[head.start() : head.end()].strip().lower().startswith("đồng thời")
            else len(text) - len(text.lstrip())
        )
    tail = re.search(r"(?:(?<=[\s\S])\.?\s?/\.?|[\s,;:]+(?:và)?)*\s*$", flat[start:end])
    if tail and tail.group():
        end = start + tail.start()
    if flat[start:end].endswith(" ."):
        end -= 2
    return start, end
