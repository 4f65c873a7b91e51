"""Finds secret stamps that stand outside the body of a file: page headers, footers, text boxes and first pages."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree
from pypdf import PdfReader

from thuocdo.directives.rules import secret_marking, stamp
from viettext import canonical

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST_PART = 20 * 1024 * 1024
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def stamp_in(content: bytes, name: str) -> str | None:
    """The marking that stands outside the text that a reader takes, or None. A file it cannot open has none."""
    suffix = PurePath(name).suffix.lower()
    try:
        if suffix == ".docx":
            return next((found for line in _word_lines(content) if (found := stamp(line))), None)
        if suffix == ".pdf":
            return secret_marking(canonical(PdfReader(io.BytesIO(content)).pages[0].extract_text()))
    except Exception:  # a broken file is refused by the reader, with its reason
        return None
    return None


def _word_lines(content: bytes) -> Iterator[str]:
    """Paragraphs of page headers and footers, and of text boxes in the body."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            place = PurePath(part.filename)
            is_margin = place.name.startswith(("header", "footer"))
            if place.parent.name != "word" or part.file_size > LARGEST_PART:
                continue
            if is_margin and place.suffix == ".xml":
                yield from _paragraphs(package.read(part), within="")
            elif place.name == "document.xml":
                yield from _paragraphs(package.read(part), within=f"{WORD}txbxContent")


def _paragraphs(xml: bytes, *, within: str) -> Iterator[str]:
    root = etree.fromstring(xml, etree.XMLParser(**_PARSER))
    for place in root.iter(within) if within else [root]:
        for paragraph in place.iter(f"{WORD}p"):
            yield canonical("".join(paragraph.itertext(f"{WORD}t")))
