"""Word (.docx): paragraphs and tables in their order, automatic numbers written out."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from viettext.errors import Unreadable
from viettext.readers.rows import written

MAX_UNPACKED = 200 * 1024 * 1024
_MAX_PARTS = 10_000
_OLE = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(content: bytes) -> str:
    """The document's text; raises ``Unreadable`` for broken, protected or dangerous files."""
    if content.startswith(_OLE):
        raise Unreadable("tệp Word được đặt mật khẩu hoặc là định dạng cũ; hãy bỏ mật khẩu và lưu lại dưới dạng .docx")
    _checked(content)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        numbers = _Numbers(document)
        return "\n".join(_lines(document, numbers))
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for a broken package
        raise Unreadable("tệp Word bị hỏng, không đọc được") from error


def _checked(content: bytes) -> None:
    """Refuse what is no package, unpacks to more than 200 MB, or declares XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > _MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
                raise Unreadable("tệp Word bung ra quá lớn (hơn 200 MB)")
            if any(p.flag_bits & 1 for p in parts):
                raise Unreadable("tệp Word được đặt mật khẩu")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as stream:
                        head = stream.read(4096)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise Unreadable("tệp Word chứa khai báo XML không được phép")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable("không phải tệp Word (.docx) hoặc tệp bị hỏng") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise Unreadable("tệp Word bị hỏng, không đọc được") from error


def _lines(container: Any, numbers: "_Numbers") -> Iterator[str]:
    from docx.table import Table

    for item in container.iter_inner_content():
        if isinstance(item, Table):
            yield from written(_cells(item, numbers))
        elif item.text.strip():
            yield numbers.before(item) + item.text


def _cells(table: Any, numbers: "_Numbers") -> list[list[str]]:
    """The rows of a table; python-docx gives a cell merged down once for each row that it covers."""
    rows = []
    known: dict[Any, str] = {}  # keyed by the element itself, which keeps it alive
    for row in table.rows:
        texts = []
        before = None
        for cell in row.cells:
            if cell._tc is before:
                continue
            before = cell._tc
            if cell._tc not in known:
                known[cell._tc] = "\n".join(_lines(cell, numbers))
            texts.append(known[cell._tc])
        rows.append(texts)
    return rows


class _Numbers:
    """Counts automatic numbering as Word shows it."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {a.get(_W + "abstractNumId"): a for a in root.iter(_W + "abstractNum")}
        for num in root.iter(_W + "num"):
            link = num.find(_W + "abstractNumId")
            source = abstract.get(link.get(_W + "val")) if link is not None else None
            if source is not None:
                self._levels[num.get(_W + "numId")] = {
                    int(v.get(_W + "ilvl")): _level(v) for v in source.iter(_W + "lvl")
                }

    def before(self, paragraph: Any) -> str:
        """The number or bullet shown before a paragraph, with a space, or nothing."""
        found = _numbering(paragraph)
        if found is None or found[0] not in self._levels:
            return ""
        number, level = found
        levels = self._levels[number]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(number, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form in ("bullet", "none"):
            return "- " if form == "bullet" else ""
        return (
            re.sub(
                r"%(\d)",
                lambda m: _shown(counts.get(int(m[1]) - 1, 1), levels.get(int(m[1]) - 1, ("decimal", "", 1))[0]),
                text,
            )
            + " "
        )


def _level(element: Any) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        child = element.find(_W + name)
        return default if child is None else child.get(_W + "val", default)

    start = value("start", "1")
    return value("numFmt", "decimal"), value("lvlText", "%1."), int(start) if start.isdigit() else 1


def _numbering(paragraph: Any) -> tuple[str, int] | None:
    """Id and level of the list a paragraph belongs to, by itself or by its style."""
    properties = [paragraph._p.pPr, paragraph.style.element.pPr if paragraph.style is not None else None]
    for own in properties:
        mark = own.find(_W + "numPr") if own is not None else None
        if mark is None:
            continue
        number, level = mark.find(_W + "numId"), mark.find(_W + "ilvl")
        if number is not None and number.get(_W + "val") not in (None, "0"):
            return number.get(_W + "val"), int(level.get(_W + "val")) if level is not None else 0
    return None


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = "".join(
            ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[count % 10] if i else "x" * (count // 10)
            for i in range(2)
        )
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)
