"""Cuts a paragraph into sentences and clauses by offsets."""

import re

Span = tuple[int, int]
LONGEST = 3000

_END = re.compile(r"[.!?…][.!?…]{0,8}[\"”’)]{0,4}(?=\s{1,20}[\"“‘(]?[A-ZĐÀ-Ỹ0-9(]|\s{0,20}$|(?<=[a-zà-ỹ]\.)[A-ZĐÀ-Ỹ])")
_HEAD = re.compile(r"[\s,;:.]*(?:(?:và|đồng thời|còn|trong khi(?: đó)?),? (?=[^\W\d_]))?(?=\S)")
_LAST = re.compile(r"(?:(?<=[\s\S])\.?\s?/\.?|[\s,;:]+(?:và)?)*\s*$")
_SEMICOLON = re.compile(r"; ?")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:TP|Tp|tp|T|P|Q|TS|PGS|GS|ThS|Th|BS|KS|Đ/c|đ/c|v\.v|TT|[A-HJ-UWYZĐ])\.$")


def sentences(flat: str, start: int, end: int) -> list[Span]:
    """The sentences of ``flat[start:end]``, their end marks included, white space between them left out."""
    found: list[Span] = []
    at = start
    for match in _END.finditer(flat, start, end):
        if match.start() < at or _ABBREVIATION.search(flat, max(start, match.start() - 6), match.start() + 1):
            continue
        found.append((at, match.end()))
        at = match.end()
        while at < end and flat[at].isspace():
            at += 1
    if at < end:
        found.append((at, end))
    return [part for span in found for part in _bounded(flat, *span)]


def _bounded(flat: str, start: int, end: int) -> list[Span]:
    """A sentence of more than ``LONGEST`` characters in parts: no writer means it as one, and reading stays linear."""
    parts = []
    while end - start > LONGEST:
        cut = flat.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        parts.append((start, cut))
        start = cut + (flat[cut] == " ")
    return [*parts, (start, end)] if end > start else parts


def clauses(flat: str, start: int, end: int) -> list[Span]:
    """The parts that semicolons and sentence ends make of ``flat[start:end]``, the marks left out of none."""
    return [part for begin, stop in sentences(flat, start, end) for part in parts(flat, begin, stop)]


def parts(flat: str, start: int, end: int) -> list[Span]:
    """The clauses of one sentence."""
    found = []
    at = start
    for match in _SEMICOLON.finditer(flat, start, end):
        if flat.count("(", at, match.start()) == flat.count(")", at, match.start()):
            found.append((at, match.end()))
            at = match.end()
    if at < end:
        found.append((at, end))
    return found


def trim(flat: str, start: int, end: int) -> Span:
    """The span without white space, joining marks and words at its ends; a final full stop stays, "./." does not."""
    text = flat[start : min(end, start + 60)]
    head = _HEAD.match(text)
    if head and text[head.end() :].strip():
        start += (
            head.end()
            if not text[head.start() : head.end()].strip().lower().startswith("đồng thời")
            else len(text) - len(text.lstrip())
        )
    if not flat[end - 1 : end].isalnum() or flat.endswith("và", start, end):
        end = _tail(flat, max(start, end - 40), end)
    if flat.endswith(" .", start, end):
        end -= 2
    return start, end


def _tail(flat: str, near: int, end: int) -> int:
    """Where the joining marks and words begin in which ``flat[near:end]`` ends; only their letters are looked at."""
    words = flat[near:end]
    found = _LAST.search(words, len(words.rstrip("./,;:và \n")))
    return near + found.start() if found and found.group() else end
