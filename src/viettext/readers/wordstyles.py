"""What a paragraph or run of a Word file takes from its styles: list, font, capitals, hidden text."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 12


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.iterchildren(W + "style")
        self._styles = {style.get(W + "styleId"): style for style in found}
        self._default = next((k for k, s in self._styles.items() if _is_default_paragraph(s)), None)
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._font = _font(defaults) if defaults is not None else ""
        self._known: dict[tuple[str | None, str], Any] = {}

    def chain(self, style: str | None) -> Iterator[Any]:
        """The style and those it is based on."""
        for _ in range(_DEEPEST):
            element = self._styles.get(style or self._default)
            if element is None:
                return
            yield element
            based = element.find(W + "basedOn")
            if based is None:
                return
            style = based.get(W + "val")

    def name(self, style: str | None) -> str:
        """The style's name in lower case."""
        element = self._styles.get(style)
        shown = element.find(W + "name") if element is not None else None
        return (shown.get(W + "val") or "").lower() if shown is not None else ""

    def look(self, style: str | None) -> tuple[str, bool, bool]:
        """The font, whether in capitals and whether hidden, as a style says with those it is based on."""
        key = (style, "look")
        if key not in self._known:
            font, capitals, hidden = "", None, None
            for element in self.chain(style):
                marks = element.find(W + "rPr")
                if marks is None:
                    continue
                font = font or _font(marks)
                capitals = _switch(marks, "caps") if capitals is None else capitals
                hidden = _switch(marks, "vanish") if hidden is None else hidden
            self._known[key] = (font or self._font, bool(capitals), bool(hidden))
        found: tuple[str, bool, bool] = self._known[key]
        return found

    def run_look(self, marks: Any, paragraph: tuple[str, bool, bool]) -> tuple[str, bool, bool]:
        """The same for a run with its own properties, which may be None, in a paragraph that looks so."""
        if marks is None:
            return paragraph
        font, capitals, hidden = paragraph
        style = marks.find(W + "rStyle")
        if style is not None and style.get(W + "val") in self._styles:
            own = self.look(style.get(W + "val"))
            font, capitals, hidden = own[0] or font, own[1] or capitals, own[2] or hidden
        own_capitals, own_hidden = _switch(marks, "caps"), _switch(marks, "vanish")
        return (
            _font(marks) or font,
            capitals if own_capitals is None else own_capitals,
            hidden if own_hidden is None else own_hidden,
        )


def _is_default_paragraph(style: Any) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")


def _font(marks: Any) -> str:
    fonts = marks.find(W + "rFonts")
    return (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""


def _switch(marks: Any, name: str) -> bool | None:
    mark = marks.find(W + name)
    return None if mark is None else mark.get(W + "val", "1") not in ("0", "false", "off")
