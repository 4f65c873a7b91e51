"""Writes a table out as text: a row a line with cells between bars, or cell by cell where the table only lays out a
page."""

import re
from collections.abc import Sequence

_LAYOUT = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận|Độc lập - Tự do")


def written(table: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table whose cells are texts, paragraphs in them divided by line breaks."""
    texts = [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]
    if not texts:
        return []
    single = max(len(row) for row in texts) == 1
    if single or _LAYOUT.search("\n".join(cell for row in texts for cell in row)):
        return [line for row in texts for cell in dict.fromkeys(row) for line in cell.split("\n") if line.strip()]
    return [" | ".join(" ".join(cell.replace("|", "/").split()) for cell in row) + " |" for row in texts]
