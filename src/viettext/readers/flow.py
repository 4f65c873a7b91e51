"""Puts the glyphs of pages together: letters to lines and cells, lines to columns and paragraphs, margins aside."""

import re
import statistics
from dataclasses import dataclass, field, replace

from viettext.readers import columns, paragraphs
from viettext.readers.columns import Line
from viettext.readers.found import Found
from viettext.readers.glyphs import Glyph, Page
from viettext.readers.rows import Cell, grid, written
from viettext.readers.ruled import Table, tables
from viettext.readers.running import running

_LABEL = re.compile(r"^(?:\(?\w{1,4}[.)]{1,2}|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[-–+•*])$")
_MOTTO = re.compile(r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM)")
_NOTE = re.compile(r"^(?:\(?\d{1,3}\)?|\*{1,3})\s?\S")
_FAR, _FAR_BEHIND_LABEL, _BACK = 2.0, 4.5, 0.6  # in heights of the letters


@dataclass(slots=True)
class _Piece:
    """Letters that follow each other in the file on one line."""

    home: tuple[int, int] | None
    base: float
    size: float
    x0: float
    x1: float
    text: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    def line(self) -> Line:
        return Line("".join(self.text), self.x0, self.x1, self.base, self.size, tuple(self.starts))


def lines_of(page: Page) -> list[Line]:
    """The lines of a page; a table is one line that carries its rows."""
    found = tables(page.rules)
    homes: dict[tuple[int, int] | None, list[Line]] = {}
    for piece in _pieces(page.glyphs, found):
        if piece.text:
            homes.setdefault(piece.home, []).extend(_split_motto(piece.line()))
    lines = homes.pop(None, [])
    for number, table in enumerate(found):
        rows = _table_rows(table, [homes.get((number, at), []) for at in range(len(table.boxes))])
        if rows:
            lines.append(Line("", table.x0, table.x1, table.y1, 10.0, (), rows=tuple(rows)))
    return lines


def _pieces(glyphs: list[Glyph], found: list[Table]) -> list[_Piece]:
    pieces: list[_Piece] = []
    current: _Piece | None = None
    is_apart = False
    for glyph in glyphs:
        if glyph.text.isspace():
            is_apart = True
            continue
        home = _home(glyph, found)
        if current is None or not _goes_on(current, glyph, home):
            current = _Piece(home, glyph.base, glyph.size, glyph.x0, glyph.x1)
            pieces.append(current)
        elif _is_mark(current, glyph):
            continue
        if not current.text or is_apart:
            if current.text:
                current.text.append(" ")
            current.starts.append(glyph.x0)
        current.text.append(glyph.text)
        current.x1 = max(current.x1, glyph.x1)
        is_apart = False
    return pieces


def _is_mark(piece: _Piece, glyph: Glyph) -> bool:
    """Whether the glyph is the raised digit of a footnote; behind a unit of length it is a power."""
    is_raised = glyph.size < 0.75 * piece.size and glyph.base > piece.base + 0.12 * piece.size
    return is_raised and glyph.text.isdigit() and not (piece.text and piece.text[-1] in "mM")


def _goes_on(piece: _Piece, glyph: Glyph, home: tuple[int, int] | None) -> bool:
    if home != piece.home or abs(glyph.base - piece.base) > 0.4 * max(piece.size, glyph.size):
        return False
    gap = glyph.x0 - piece.x1
    far = _FAR
    if gap > _FAR * piece.size and _LABEL.match("".join(piece.text)):
        far = _FAR_BEHIND_LABEL
    return -_BACK * piece.size < gap < far * piece.size


def _home(glyph: Glyph, found: list[Table]) -> tuple[int, int] | None:
    if not found:
        return None
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.base + glyph.size * 0.25
    for number, table in enumerate(found):
        if table.x0 <= x <= table.x1 and table.y0 <= y <= table.y1:
            for at, box in enumerate(table.boxes):
                if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
                    return number, at
    return None


def _split_motto(line: Line) -> list[Line]:
    """The motto of the State or the Party beside the issuer's name on one line, cut off from it."""
    match = _MOTTO.search(line.text)
    if match is None or not line.text[: match.start()].isupper():
        return [line]
    words = len(line.text[: match.start()].split(" "))
    cut = line.starts[words] if words < len(line.starts) else line.x1
    return [
        replace(line, text=line.text[: match.start()], x1=cut - line.size, starts=line.starts[:words]),
        replace(line, text=line.text[match.end() :], x0=cut, starts=line.starts[words:]),
    ]


def _table_rows(table: Table, cells: list[list[Line]]) -> list[str]:
    drawn: list[list[Cell]] = []
    for box, lines in zip(table.boxes, cells, strict=True):
        while len(drawn) <= box.row:
            drawn.append([])
        text = "\n".join(paragraphs.of(columns.ordered(lines, box.x1 - box.x0)))
        drawn[box.row].append(Cell(text, box.columns, box.rows))
    return written(grid(drawn))


def joined(pages: list[tuple[list[Line], float]]) -> Found:
    """The pages (lines and width) as one text, running lines, page numbers and footnotes aside."""
    upright = [sorted(lines, key=lambda line: (-round(line.base), line.x0)) for lines, _ in pages]
    sizes = [line.size for lines in upright for line in lines if not line.rows]
    usual = statistics.median(sizes) if sizes else 10.0
    dropped = running([[line.text for line in lines] for lines in upright])
    body: list[list[Line]] = []
    aside: list[str] = []
    for (_, width), lines, places in zip(pages, upright, dropped, strict=True):
        aside.extend(lines[place].text for place in sorted(places))
        page = columns.ordered([line for at, line in enumerate(lines) if at not in places], width)
        notes = _notes(page, usual)
        aside.extend(line.text for line in notes)
        body.append(page[: len(page) - len(notes)])
    return Found(paragraphs.text_of(body), "\n".join(aside))


def _notes(page: list[Line], usual: float) -> list[Line]:
    """Footnotes: the last lines of a page in small print, the first of which begins with a mark."""
    at = len(page)
    while at and page[at - 1].size <= 0.88 * usual and not page[at - 1].rows and not page[at - 1].is_in_column:
        at -= 1
    while at < len(page) and not _NOTE.match(page[at].text):
        at += 1
    return page[at:] if at else []
