"""HTML: the text of the article, scripts, menus and side columns left out, tables kept as rows."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from viettext.readers.found import Found
from viettext.readers.plain import decoded
from viettext.readers.rows import written

_DROPPED = (
    "nav, aside, script, style, noscript, template, iframe, form, button, svg, select, object, "
    "embed, [hidden], body > header, body > footer"
)
_BLOCKS = frozenset(
    "p div section article main li ul ol h1 h2 h3 h4 h5 h6 blockquote pre br hr header footer "
    "figure figcaption dl dt dd address center td th tr".split()
)
_DEEPEST = 400


def read(content: bytes) -> Found:
    """The visible text, a block element a line; raises ``Unreadable`` for a wrong encoding."""
    tree = LexborHTMLParser(decoded(content))
    for node in tree.css(_DROPPED):
        node.decompose()
    if tree.body is None:
        return Found("")
    parts: list[str] = []
    _walk(tree.body, parts, 0)
    return Found(re.sub(r" *\n *", "\n", "".join(parts)))


def _walk(node: LexborNode, parts: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        parts.append(node.text(deep=True))
        return
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            parts.append(re.sub(r"\s+", " ", child.text(deep=False)))
        elif tag == "table":
            parts.append("\n" + "\n".join(written(_cells(child))) + "\n")
        elif tag == "li":
            parts.append("\n" + _number(child))
            _walk(child, parts, depth + 1)
            parts.append("\n")
        else:
            mark = "\n" if tag in _BLOCKS else ""
            parts.append(mark)
            _walk(child, parts, depth + 1)
            parts.append(mark)


def _number(item: LexborNode) -> str:
    """The number that a browser shows before an item of an ordered list."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return (
            "- "
            if parent is not None
            and parent.tag == "ul"
            and not item.text(deep=True).strip().startswith(("-", "+", "•"))
            else ""
        )
    start = parent.attributes.get("start") or "1"
    place = 0
    sibling: LexborNode | None = item
    while sibling is not None and (sibling := sibling.prev) is not None:
        place += sibling.tag == "li"
    return f"{(int(start) if start.isdigit() else 1) + place}. "


def _cells(table: LexborNode) -> list[list[str]]:
    """The rows of a table; a cell that spans rows is repeated in each that it covers."""
    rows: list[list[str]] = []
    held: dict[int, tuple[int, str]] = {}
    for row in table.css("tr"):
        texts: list[str] = []
        cells = iter([c for c in row.iter() if c.tag in ("td", "th")])
        while True:
            column = len(texts)
            if column in held:
                left, text = held.pop(column)
                if left > 1:
                    held[column] = (left - 1, text)
                texts.append(text)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            inner: list[str] = []
            _walk(cell, inner, 0)
            text = re.sub(r"[ \t]*\n[ \t\n]*", "\n", "".join(inner)).strip()
            span = cell.attributes.get("rowspan") or "1"
            if span.isdigit() and 1 < int(span) < 1000:
                held[column] = (int(span) - 1, text)
            texts.append(text)
        rows.append(texts)
    return rows
