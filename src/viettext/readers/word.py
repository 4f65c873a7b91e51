"""Word (.docx, .docm): paragraphs, tables, lists and text boxes as they are read, changes accepted, margins aside."""

import re
from collections.abc import Iterator
from typing import Any

from viettext.errors import Unreadable
from viettext.readers import legacy
from viettext.readers.found import MAX_TEXT, Found, too_long
from viettext.readers.package import MAX_PART, Package
from viettext.readers.rows import Cell, grid, written
from viettext.readers.wordnumbers import Numbers
from viettext.readers.wordstyles import Styles, W

_OLE = b"\xd0\xcf\x11\xe0"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# What wraps paragraphs or runs and is read through; what was deleted or moved away is not among them.
_THROUGH = frozenset(
    W + name for name in "sdt sdtContent ins moveTo customXml smartTag hyperlink fldSimple dir bdo r".split()
)
_SIGNS = {
    W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_ASIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode())


def read(content: bytes) -> Found:
    """The document's text; raises ``Unreadable`` for broken, protected or dangerous files."""
    if content.startswith(_OLE):
        raise Unreadable("tệp Word được đặt mật khẩu hoặc là định dạng cũ; hãy bỏ mật khẩu và lưu lại dưới dạng .docx")
    package = Package(content, "tệp Word")
    main = _main_part(package)
    root = _xml(package, main)
    if root is None:
        raise Unreadable("không phải tệp Word (.docx) hoặc tệp bị hỏng")
    folder = main.rpartition("/")[0]
    styles = Styles(_optional(package, f"{folder}/styles.xml"))
    body = _Body(styles, Numbers(_optional(package, f"{folder}/numbering.xml"), styles))
    lines = body.lines_of(root.find(W + "body"))
    notes = (
        ("tệp có macro: chỉ đọc chữ, không chạy macro",)
        if any("vbaproject" in n.lower() for n in package.names)
        else ()
    )
    return Found("\n".join(lines), "\n".join([*_aside(package, styles), *body.boxed]), notes=notes)


def unpacked(content: bytes) -> int:
    """How large the main part unpacks to, in bytes; 0 where that cannot be told."""
    try:
        package = Package(content, "tệp Word")
        return max(map(package.size, package.names), default=0)
    except Unreadable:
        return 0


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in [] if relations is None else relations.iter(_RELATIONS):
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _xml(package: Package, name: str) -> Any:
    from viettext.readers.package import xml_root

    content = package.read(name)
    if content is None:
        return None
    # The strict form of the standard names the same elements in another name space.
    return xml_root(content.replace(*_STRICT), "tệp Word")


def _optional(package: Package, name: str) -> Any:
    """A part that the text can be read without: None where it is missing or broken."""
    try:
        return _xml(package, name)
    except Unreadable:
        return None


def _aside(package: Package, styles: Styles) -> Iterator[str]:
    """The lines of page headers, footers, footnotes and endnotes."""
    for name in package.names:
        if _ASIDE.fullmatch(name) and package.size(name) <= MAX_PART // 8:
            root = _optional(package, name)
            if root is not None:
                for paragraph in root.iter(W + "p"):
                    text, _ = _Body(styles, Numbers(None, styles)).paragraph(paragraph)
                    if text.strip():
                        yield text.strip()


class _Body:
    """Reads blocks in their order; text boxes come behind the paragraph that holds them."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self._styles = styles
        self._numbers = numbers
        self._length = 0
        self.boxed: list[str] = []  # what stands in text boxes, which is in the text as well

    def lines_of(self, container: Any) -> list[str]:
        lines: list[str] = []
        carried = ""  # text of a paragraph whose end mark was deleted: it goes on in the next one
        for block in _blocks(container):
            if block.tag == W + "tbl":
                lines.extend(written(grid(self._rows(block))))
                continue
            text, boxes = self.paragraph(block)
            properties = block.find(W + "pPr")
            if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
                carried += text
                continue
            if (carried + text).strip():
                lines.append(carried + text)
            carried = ""
            for box in boxes:
                inside = self.lines_of(box)
                self.boxed.extend(inside)
                lines.extend(inside)
        return [*lines, carried] if carried.strip() else lines

    def paragraph(self, element: Any) -> tuple[str, list[Any]]:
        """The text of a paragraph with its number, and the text boxes anchored in it."""
        properties = element.find(W + "pPr")
        named = properties.find(W + "pStyle") if properties is not None else None
        style = named.get(W + "val") if named is not None else None
        if self._styles.name(style).startswith(("toc ", "table of figures")):
            return "", []
        boxes: list[Any] = []
        runs: list[tuple[str, str, bool]] = []
        self._runs(element, self._styles.look(style), runs, boxes)
        text = _joined(runs)
        self._length += len(text)
        if self._length > 2 * MAX_TEXT:
            raise too_long()
        number = self._numbers.before(properties, style) if text.strip() or not boxes else ""
        return (number + text if text.strip() else ""), boxes

    def _runs(
        self, parent: Any, look: tuple[str, bool, bool], runs: list[tuple[str, str, bool]], boxes: list[Any]
    ) -> None:
        """Collect (text, font, capitals) of what stands in the line."""
        own = self._styles.run_look(parent.find(W + "rPr"), look) if parent.tag == W + "r" else look
        if own[2]:
            return
        for child in parent:
            tag = child.tag
            if tag in (W + "t", _MATH) or tag in _SIGNS:
                runs.append((_SIGNS.get(tag) or child.text or "", own[0], own[1]))
            elif tag in _THROUGH or str(tag).startswith(_MATH[:-1]):
                self._runs(child, own, runs, boxes)
            elif tag == _MC + "AlternateContent" and len(child):
                self._runs(child[0], own, runs, boxes)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                boxes.extend(_boxes(child))

    def _rows(self, table: Any) -> list[list[Cell]]:
        rows: list[list[Any]] = []
        for row in _wrapped(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            before = _span(properties, "gridBefore", 0)
            rows.append([None] * before + [self._cell(cell) for cell in _wrapped(row, W + "tc")])
        return _covering(rows)

    def _cell(self, cell: Any) -> tuple[str, int, str]:
        """Text, columns covered, and "restart", "continue" or nothing for a cell merged downwards."""
        properties = cell.find(W + "tcPr")
        merge = properties.find(W + "vMerge") if properties is not None else None
        kind = "" if merge is None else merge.get(W + "val", "continue")
        text = "" if kind == "continue" else "\n".join(self.lines_of(cell))
        return text, _span(properties, "gridSpan", 1), kind


def _span(properties: Any, name: str, default: int) -> int:
    mark = properties.find(W + name) if properties is not None else None
    value = mark.get(W + "val", "") if mark is not None else ""
    return min(int(value), 1000) if value.isdigit() and len(value) < 6 else default


def _covering(rows: list[list[Any]]) -> list[list[Cell]]:
    """The drawn cells with the rows that each covers, from the marks "restart" and "continue" in the same column."""
    open_at: dict[int, list[int]] = {}  # column: row and place of the cell that goes on downwards
    drawn: list[list[Cell]] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        column, still_open = 0, {}
        for found in row:
            text, width, kind = found or ("", 1, "")
            above = open_at.get(column)
            if kind == "continue" and above is not None:
                place = drawn[above[0]][above[1]]
                drawn[above[0]][above[1]] = place._replace(rows=number - above[0] + 1)
                still_open[column] = above
            else:
                if kind == "restart":
                    still_open[column] = [number, len(cells)]
                cells.append(Cell(text, width))
            column += width
        open_at = still_open
        drawn.append(cells)
    return drawn


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order, whatever wraps them; tables of contents left out."""
    for child in container if container is not None else ():
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == W + "sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is None or gallery.get(W + "val") != "Table of Contents":
                yield from _blocks(child.find(W + "sdtContent"))
        elif child.tag in _THROUGH:
            yield from _blocks(child)
        elif child.tag == _MC + "AlternateContent":
            yield from _blocks(next(iter(child), None))


def _wrapped(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, those within content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _wrapped(child, tag)


def _boxes(drawing: Any) -> list[Any]:
    """The outermost text boxes of a drawing, each once although it is stored for new and for old programs."""
    found: list[Any] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == W + "txbxContent":
            found.append(element)
        elif element.tag == _MC + "AlternateContent":
            waiting.extend(list(element)[:1])
        else:
            waiting.extend(reversed(element))
    return found


def _joined(runs: list[tuple[str, str, bool]]) -> str:
    """The runs as one text: neighbours of one font together, for a letter and its sign may stand in two runs."""
    parts: list[str] = []
    at = 0
    while at < len(runs):
        _, font, capitals = runs[at]
        end = at
        while end < len(runs) and runs[end][1:] == (font, capitals):
            end += 1
        text = "".join(text for text, _, _ in runs[at:end])
        shown = legacy.by_font(text, font) if font else text
        parts.append(shown.upper() if capitals else shown)
        at = end
    return "".join(parts)
