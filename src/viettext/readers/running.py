"""Takes running headers, footers and page numbers out of paged text."""

import itertools
import re
from collections import Counter

_NUMBER = re.compile(r"^\W*(?:[Tt]rang |[Pp]age )?(\d{1,4})(?:\s*/\s*\d{1,4})?\W*$")
_EDGE = 3


def without_running_lines(pages: list[str]) -> str:
    """The pages joined, without lines that recur at the head or foot of most pages and without page numbers."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    recurring = _recurring(split)
    kept: list[str] = []
    for lines in split:
        last = len(lines) - 1
        kept.extend(
            line for i, line in enumerate(lines)
            if not ((i < _EDGE or i > last - _EDGE) and (_shape(line) in recurring or (i in (0, last) and _NUMBER.match(line.strip()))))
        )  # fmt: skip
    return "\n".join(kept)


def without_page_numbers(text: str) -> str:
    """Plain text without lines that hold nothing but page numbers counting up; form feeds divide pages."""
    if "\f" in text:
        return without_running_lines(text.replace("\r\n", "\n").split("\f"))
    lines = text.split("\n")
    numbered = [
        (i, int(m[1])) for i, line in enumerate(lines) if (m := _NUMBER.match(line.strip())) and len(line.strip()) < 12
    ]
    values = [n for _, n in numbered]
    if len(values) < 2 or values[0] > 2 or any(b - a != 1 for a, b in itertools.pairwise(values)):
        return text
    if any(b - a < 8 for (a, _), (b, _) in itertools.pairwise(numbered)):
        return text
    dropped = {i for i, _ in numbered}
    return "\n".join(line for i, line in enumerate(lines) if i not in dropped)


def _recurring(pages: list[list[str]]) -> set[str]:
    if len(pages) < 2:
        return set()
    counts: Counter[str] = Counter()
    for lines in pages:
        edge = {_shape(line) for line in [*lines[:_EDGE], *lines[-_EDGE:]]}
        counts.update(edge)
    least = max(2, (len(pages) + 1) // 2) if len(pages) < 4 else len(pages) // 2
    return (
        {
            shape
            for shape, count in counts.items()
            if count >= max(least, 2) and len(shape) < 120 and not shape.endswith((":", ";"))
        }
        if len(pages) > 2
        else set()
    )


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
