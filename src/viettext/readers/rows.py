"""Writes a table out as text: a row a line with cells between bars, or cell by cell where the table only lays out a
page."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from viettext.errors import Unreadable
from viettext.readers.found import MAX_CELLS

_LAYOUT = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận|Độc lập - Tự do")


class Cell(NamedTuple):
    """A cell as it is drawn: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def grid(drawn: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The texts of a table column by column: a cell over several rows stands in each of them; one over several columns
    stands in each only in the first row (a heading holds for all its columns), else in the first of them. A cell over
    the whole row stays alone. Raises ``Unreadable`` for a table of absurd size."""
    held: dict[int, tuple[int, str]] = {}
    table: list[list[str]] = []
    count = 0
    for number, cells in enumerate(drawn):
        texts: list[str] = []
        single = len(cells) == 1 and not held
        for cell in cells:
            _take(held, texts)
            width = 1 if single else max(1, cell.columns)
            count += width
            if count > MAX_CELLS:
                raise Unreadable("bảng quá lớn (hơn 300.000 ô)")
            if cell.rows > 1:
                held.update({len(texts) + i: (cell.rows - 1, cell.text if i == 0 else "") for i in range(width)})
                texts.extend([cell.text] + [cell.text if number == 0 else ""] * (width - 1))
            else:
                texts.extend([cell.text] + [cell.text if number == 0 else ""] * (width - 1))
        _take(held, texts)
        count += len(texts)
        table.append(texts)
    return _without_empty_columns(table)


def _take(held: dict[int, tuple[int, str]], texts: list[str]) -> None:
    """Write down the cells from rows above that reach into the next columns of this row."""
    while len(texts) in held:
        left, text = held.pop(len(texts))
        if left > 1:
            held[len(texts)] = (left - 1, text)
        texts.append(text)


def _without_empty_columns(table: list[list[str]]) -> list[list[str]]:
    """Leave out columns that only repeat or continue the one before: borders a hair apart make such."""
    full = [row for row in table if len(row) > 1]
    width = max((len(row) for row in full), default=0)
    extra = {
        at
        for at in range(1, width)
        if all(
            len(row) <= at or not row[at].strip() or (n == 0 and row[at] == row[at - 1]) for n, row in enumerate(full)
        )
    }
    if not extra or not full:
        return table
    kept = [at for at in range(width) if at not in extra or _has_own_heading(full[0], at)]
    return [[row[at] for at in kept if at < len(row)] if len(row) > 1 else row for row in table]


def _has_own_heading(row: list[str], at: int) -> bool:
    return at < len(row) and bool(row[at].strip()) and row[at] != row[at - 1]


def written(table: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table whose cells are texts, paragraphs in them divided by line breaks."""
    texts = [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]
    if not texts:
        return []
    single = max(len(row) for row in texts) == 1
    if single or _LAYOUT.search("\n".join(cell for row in texts for cell in row)):
        return [line for row in texts for cell in dict.fromkeys(row) for line in cell.split("\n") if line.strip()]
    return [" | ".join(" ".join(cell.replace("|", "/").split()) for cell in row) + " |" for row in texts]
