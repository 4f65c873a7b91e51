"""Takes running headers, footers and page numbers out of paged text."""

import itertools
import re
from collections import Counter

_NUMBER = re.compile(r"^\W*(?:[Tt]rang |[Pp]age )?(\d{1,4})(?:\s*/\s*\d{1,4})?\W*$")
_EDGE = 3


def running(pages: list[list[str]]) -> list[set[int]]:
    """For each page, lines from above, the places of those that recur at the head or foot of most pages, and of page
    numbers."""
    recurring = _recurring(pages)
    found = []
    for lines in pages:
        keys = _keys(lines)
        last = len(lines) - 1
        found.append(
            {
                i
                for i, line in enumerate(lines)
                if keys[i] & recurring or (i in (0, last) and _NUMBER.match(line.strip()))
            }
        )
    return found


def without_running_lines(pages: list[str]) -> str:
    """The pages joined, without lines that recur at the head or foot of most pages and without page numbers."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    return "\n".join(
        line
        for lines, dropped in zip(split, running(split), strict=True)
        for i, line in enumerate(lines)
        if i not in dropped
    )


def without_page_numbers(text: str) -> str:
    """Plain text without lines that hold nothing but page numbers counting up; form feeds divide pages."""
    if "\f" in text:
        return without_running_lines(text.replace("\r\n", "\n").split("\f"))
    lines = text.split("\n")
    numbered = [
        (i, int(m[1])) for i, line in enumerate(lines) if len(line) < 40 and (m := _NUMBER.match(line.strip()))
        if len(line.strip()) < 12
    ]  # fmt: skip
    values = [n for _, n in numbered]
    if len(values) < 2 or values[0] > 2 or any(b - a != 1 for a, b in itertools.pairwise(values)):
        return text
    if any(b - a < 8 for (a, _), (b, _) in itertools.pairwise(numbered)):
        return text
    dropped = {i for i, _ in numbered}
    return "\n".join(line for i, line in enumerate(lines) if i not in dropped)


def _recurring(pages: list[list[str]]) -> set[tuple[int, str]]:
    """Lines (with their place from the head or the foot) that stand on at least half of the pages."""
    if len(pages) < 2:
        return set()
    counts: Counter[tuple[int, str]] = Counter()
    for lines in pages:
        counts.update({key for keys in _keys(lines) for key in keys})
    least = max(2, len(pages) // 2)
    if len(pages) == 2:  # two pages prove less: only what is outermost on both, and more than a number
        counts = Counter({key: n for key, n in counts.items() if key[0] in (1, -1, -2) and len(key[1]) > 5})
    return {
        key
        for key, count in counts.items()
        if count >= least and 0 < len(key[1]) < 120 and not key[1].endswith((":", ";"))
    }


def _keys(lines: list[str]) -> list[set[tuple[int, str]]]:
    """For each line its place from the head (1, 2, 3) and from the foot (-1, -2, -3) with its shape;
    empty further in.
    """
    count = len(lines)
    return [
        {(place, _shape(line)) for place in (i + 1, i - count) if abs(place) <= _EDGE} for i, line in enumerate(lines)
    ]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line[:400].split()))
