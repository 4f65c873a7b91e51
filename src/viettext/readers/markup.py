"""HTML: the text of the article with its headline and sapo, menus and side columns left out, tables kept as rows."""

import re

from viettext.errors import Unreadable
from viettext.readers.article import main_part
from viettext.readers.dom import Element, body_of
from viettext.readers.found import MAX_CELLS, Found
from viettext.readers.plain import decoded
from viettext.readers.rows import Cell, grid, written

_BLOCKS = frozenset(
    "p div section article main li ul ol h1 h2 h3 h4 h5 h6 blockquote pre br hr header footer "
    "figure figcaption dl dt dd address center td th tr".split()
)
_TAG = re.compile(
    rb"<(/?)(?:div|span|section|article|ul|ol|table|blockquote|center|dl|a|b|big|code|em|font|i|nobr|s|small|strike"
    rb"|strong|tt|u|button|object|applet|marquee)(?=[\s>/])",
    re.I,
)
_CELL = re.compile(rb"<t[dh]\b", re.I)
_TANGLED, _DEEPEST = 120, 2000
_SPACES = re.compile(r"[ \t\n\r\f]+")


def is_tangled(content: bytes) -> bool:
    """Whether elements are nested or left open in a way that may cost a parser much."""
    return _most_open(content) > _TANGLED


def _most_open(content: bytes) -> int:
    """How many elements are open at once, those left out that pages leave open by habit."""
    is_open = most = 0
    for match in _TAG.finditer(content):
        is_open += -1 if match[1] else 1
        most = max(most, is_open)
    return most


def read(content: bytes) -> Found:
    """The visible text, a block element a line; raises ``Unreadable`` for a wrong encoding, for elements nested a
    thousandfold and for absurd tables."""
    if _most_open(content) > _DEEPEST:
        raise Unreadable("trang HTML có các phần tử lồng nhau quá sâu")
    if len(_CELL.findall(content)) > MAX_CELLS:
        raise Unreadable("bảng quá lớn (hơn 300.000 ô)")
    body, head = body_of(decoded(content))
    before, main = main_part(body, head)
    parts = [line + "\n" for line in before]
    _walk(main, parts)
    return Found(re.sub(r" *\n *", "\n", "".join(parts)))


def _walk(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child if element.tag == "pre" else _SPACES.sub(" ", child))
        elif child.tag == "table" and not _is_layout(child):
            parts.append("\n" + "\n".join(written(grid(_rows(child)))) + "\n")
        elif child.tag == "li":
            parts.append("\n" + _number(child))
            _walk(child, parts)
            parts.append("\n")
        elif child.tag in ("sup", "sub"):
            _walk(child, parts)
        else:
            mark = "\n" if child.tag in _BLOCKS else ""
            parts.append(mark)
            _walk(child, parts)
            parts.append(mark)


def _is_layout(table: Element) -> bool:
    """Whether a table only lays out a page: one cell holds most of it, in several paragraphs or lines."""
    for element in table.elements():
        if element.tag == "td" and element.length > 400 and element.length > 0.6 * table.length:
            return sum(inner.tag in ("p", "br", "div", "table") for inner in element.elements()) >= 4
    return False


def _number(item: Element) -> str:
    """The number or dash that a browser shows before an item of a list."""
    parent = item.parent
    if parent is None or parent.tag not in ("ol", "ul"):
        return ""
    if parent.tag == "ul":
        return "" if not item.length or item.text().startswith(("-", "+", "•", "–")) else "- "
    start = parent.attributes.get("start", "1")
    place = (int(start) if re.fullmatch(r"\d{1,6}", start) else 1) + parent.listed
    parent.listed += 1
    return f"{_as(place, parent.attributes.get('type', '1'))}{')' if parent.attributes.get('type') == 'a' else '.'} "


def _as(place: int, kind: str) -> str:
    from viettext.readers.wordnumbers import numeral

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return numeral(place, forms.get(kind, "decimal"))


def _rows(table: Element) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    stack = list(reversed(table.children))
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            cells = [c for c in child.children if isinstance(c, Element) and c.tag in ("td", "th")]
            rows.append([Cell(_cell_text(c), _span(c, "colspan"), _span(c, "rowspan")) for c in cells])
        elif child.tag in ("thead", "tbody", "tfoot"):
            stack.extend(reversed(child.children))
        elif child.tag == "caption" and child.length:
            rows.append([Cell(child.text())])
    return rows


def _cell_text(cell: Element) -> str:
    inner: list[str] = []
    _walk(cell, inner)
    return re.sub(r"[ \t]*\n[ \t\n]*", "\n", "".join(inner)).strip()


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "1")
    return max(1, min(int(value), 1000)) if re.fullmatch(r"\d{1,5}", value) else 1
