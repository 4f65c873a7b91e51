"""Counts the automatic numbering of a Word file as Word shows it."""

import re
from dataclasses import dataclass, field
from typing import Any

from viettext.readers.wordstyles import Styles, W

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    style: str | None
    is_plain: bool  # shows every number in it as 1, 2, 3


@dataclass(slots=True)
class _List:
    """One numbering instance: whose counters it shares, its levels, and where it starts anew."""

    shared: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The numbers of a document in reading order; ask once for each paragraph."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {a.get(W + "abstractNumId"): a for a in root.iterchildren(W + "abstractNum")}
        by_style = {_value(a, "styleLink"): key for key, a in abstract.items() if _value(a, "styleLink")}
        for num in root.iterchildren(W + "num"):
            key = _value(num, "abstractNumId")
            key = by_style.get(_value(abstract.get(key), "numStyleLink"), key)
            source = abstract.get(key)
            if source is None:
                continue
            levels = {
                at: _level(v) for v in source.iterchildren(W + "lvl") if (at := _int(v.get(W + "ilvl"))) is not None
            }
            found = _List(str(key), levels)
            for own in num.iterchildren(W + "lvlOverride"):
                _override(found, own)
            self._lists[num.get(W + "numId")] = found

    def before(self, properties: Any, style: str | None) -> str:
        """The number or bullet shown before a paragraph, with a space, or nothing; ``properties`` may be None."""
        found = self._of(properties, style)
        if found is None or found[0] not in self._lists:
            return ""
        of, level = self._lists[found[0]], found[1]
        if level not in of.levels:
            return ""
        counts = self._counts.setdefault(of.shared, {})
        if level in of.starts:
            counts[level] = of.starts.pop(level) - 1
        counts[level] = min(counts.get(level, of.levels[level].start - 1) + 1, _MOST)
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        return _mark(of.levels, counts, level)

    def _of(self, properties: Any, style: str | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph: its own word first, then each style's it is based on."""
        sources = [properties, *(element.find(W + "pPr") for element in self._styles.chain(style))]
        level: int | None = None
        for place, source in enumerate(sources):
            mark = source.find(W + "numPr") if source is not None else None
            if mark is None:
                continue
            level = _int(_value(mark, "ilvl")) if level is None else level
            number = _value(mark, "numId")
            if number == "0":
                return None
            if number:
                return number, self._level_of(number, style) if level is None and place else level or 0
        return None

    def _level_of(self, number: str, style: str | None) -> int:
        levels = self._lists[number].levels if number in self._lists else {}
        return next((at for at, level in levels.items() if style and level.style == style), 0)


def _override(of: _List, own: Any) -> None:
    at, start = _int(own.get(W + "ilvl")), _int(_value(own, "startOverride"))
    if at is None:
        return
    level = own.find(W + "lvl")
    if level is not None:
        of.levels[at] = _level(level)
    if start is not None:
        of.starts[at] = start


def _level(element: Any) -> _Level:
    start, text = _int(_value(element, "start")), _value(element, "lvlText")
    return _Level(
        form=_value(element, "numFmt") or "decimal",
        text="%1." if text is None else text,
        start=1 if start is None else start,
        style=_value(element, "pStyle"),
        is_plain=element.find(W + "isLgl") is not None,
    )


def _value(element: Any, name: str) -> str | None:
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + "val")


def _int(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else None


def _mark(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.form == "bullet":
        return "+ " if level.text.strip() == "+" else "- " if at == 0 or level.text.strip() in ("-", "–", "—") else "• "
    if level.form == "none" and "%" not in level.text:
        return level.text + " " if level.text.strip() else ""

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        of = levels.get(place, level)
        form = "decimal" if level.is_plain else of.form
        return numeral(counts.setdefault(place, of.start), form)

    text = re.sub(r"%(\d)", shown, level.text)
    return text + " " if text.strip() else ""


def numeral(count: int, form: str) -> str:
    """A count in one of Word's forms; forms that no Vietnamese document uses are shown as digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9) if count > 0 else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman, left = "", min(count, 3999)
        for value, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), *_ROMAN):
            roman += sign * (left // value)
            left %= value
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)
