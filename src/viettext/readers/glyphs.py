"""Takes characters and ruled lines with their places out of the pages of a PDF file, by way of PDFium."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_MOST_ON_PAGE = 60_000
_MOST_SEGMENTS = 8_000
_THIN = 2.5
_SHORTEST = 6.0
_ROTATED = 0.2  # radians
_SAMPLE = 60
_ASLANT = 9


class Glyph(NamedTuple):
    """A character as it stands on the upright page: its box, its base line (points from below) and its size."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


_SPACE = Glyph(" ", 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """Glyphs in the order in which the file draws them; rules are (x0, y0, x1, y1), level or upright."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def page_of(pdf: Any, number: int) -> Page:
    """One page of a PdfDocument; what stands outside of it, or aslant, is left out."""
    page = pdf[number]
    try:
        text = page.get_textpage()
        try:
            turn = _Turn(page.get_cropbox(), _reading_directions(text.raw))
            glyphs = list(_glyphs(text.raw, turn))
        finally:
            text.close()
        return Page(turn.width, turn.height, glyphs, list(_rules(page, turn)))
    finally:
        page.close()


def _reading_directions(text: Any) -> list[int]:
    """Quarters of a turn, anticlockwise (PDFium counts clockwise), by which text is turned in the page's own space,
    that of most of it first. It says more than the page's rotation, which is for showing."""
    import pypdfium2.raw as pdfium

    found: Counter[int] = Counter()
    count = min(pdfium.FPDFText_CountChars(text), _MOST_ON_PAGE)
    for at in (*range(min(count, _SAMPLE)), *range(_SAMPLE, count, 7), *range(max(_SAMPLE, count - _SAMPLE), count)):
        angle = pdfium.FPDFText_GetCharAngle(text, at)
        if angle >= 0 and pdfium.FPDFText_IsGenerated(text, at) != 1:
            quarters = -angle / (math.pi / 2)
            found[round(quarters) % 4 if abs(quarters - round(quarters)) < _ROTATED else _ASLANT] += 1
    return [quarter for quarter, _ in found.most_common()] or [0]


class _Turn:
    """Turns a point of the page's own space so that its text reads upright."""

    def __init__(self, box: tuple[float, float, float, float], directions: list[int]) -> None:
        quarter = directions[0] if directions[0] != _ASLANT else 0
        self.has_aslant = len(directions) > 1 or directions[0] == _ASLANT
        left, bottom, right, top = box
        self._left, self._bottom = left, bottom
        self._wide, self._high = right - left, top - bottom
        self._quarter = quarter
        self.width, self.height = (self._high, self._wide) if quarter % 2 else (self._wide, self._high)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        if self._quarter == 1:
            return y, self._wide - x
        if self._quarter == 2:
            return self._wide - x, self._high - y
        return (self._high - y, x) if self._quarter == 3 else (x, y)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The same for a box: left, bottom, right, top."""
        if self._quarter == 0:
            return x0 - self._left, y0 - self._bottom, x1 - self._left, y1 - self._bottom
        (ax, ay), (bx, by) = self(x0, y0), self(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def is_upright(self, angle: float) -> bool:
        """Whether a character turned so (radians) reads along with most of the page; watermarks do not."""
        off = (angle + self._quarter * math.pi / 2) % (2 * math.pi)
        return angle < 0 or min(off, 2 * math.pi - off) < _ROTATED


def _glyphs(text: Any, turn: _Turn) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    code_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    width, height = turn.width, turn.height
    for at in range(min(pdfium.FPDFText_CountChars(text), _MOST_ON_PAGE)):
        code = code_at(text, at)
        if code == 32:
            yield _SPACE
            continue
        if code in (2, 0xFFFE):  # how PDFium tells a hyphen at the end of a line
            code = 0x2D
        if code < 32 or code == 0xFFFF or 0xD800 <= code < 0xE000:
            continue
        if turn.has_aslant and not turn.is_upright(pdfium.FPDFText_GetCharAngle(text, at)):
            continue
        box_at(text, at, place)
        x0, y0, x1, y1 = turn.box(box.left, box.bottom, box.right, box.top)
        size = y1 - y0
        # The box reaches from the font's descent to its ascent: a fifth of it lies below the base line.
        base = y0 + 0.2 * size
        if x1 >= 0 and x0 <= width and 0 <= base <= height:
            yield Glyph(chr(code), x0, x1, base, size if size > 1 else 1.0)


def _rules(page: Any, turn: _Turn) -> Iterator[tuple[float, float, float, float]]:
    """Level and upright lines, drawn as lines, as thin boxes or as the sides of boxes."""
    import pypdfium2.raw as pdfium

    left = _MOST_SEGMENTS
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        for start, end in _sides(item, pdfium):
            left -= 1
            if left < 0:
                return
            (ax, ay), (bx, by) = turn(*start), turn(*end)
            x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
            is_level = y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST
            is_upright = x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST
            if is_level or is_upright:
                yield x0, y0, x1, y1


def _sides(item: Any, pdfium: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a path in the page's space."""
    matrix = item.get_matrix()
    count = min(pdfium.FPDFPath_CountSegments(item.raw), _MOST_SEGMENTS)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = None
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield before, point
        before = point
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield point, start
            before = start
