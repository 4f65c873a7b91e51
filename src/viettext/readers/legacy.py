"""Turns text typed in the encodings of Viet Nam before Unicode (TCVN3, VNI) or encoded twice into Unicode."""

import re
from collections.abc import Callable

from viettext.readers.syllables import likeness

# TCVN 5712:1993 as the .Vn* fonts show it; bytes read as Latin-1.
_TCVN3 = str.maketrans(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ®¡¢£¤¥¦§",
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ",
)
# VNI-Windows: a letter and a sign behind it, or one letter of its own.
_VNI_SIGNS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
}
_VNI_ALONE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|([íìæóòôöîñ])", re.I)
# Letters and signs that these encodings show and Vietnamese does not write.
_TELLING = re.compile("[¡-\u00bf\u00adÄÅÆÇÎÏÐÑÖ×ØÜÞßäåæçëîïðñö÷øûüþ™\u0080-\u009f]")
_LEAST = 3


def from_tcvn3(text: str) -> str:
    """TCVN3 as its fonts show it; text already in Unicode must not be given."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI-Windows as its fonts show it."""
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    letter, sign, alone = match.groups()
    if alone:
        shown = _VNI_ALONE[alone.lower()]
        return shown if alone.islower() else shown.upper()
    found = _VNI_SIGNS[letter.lower()].get(sign.lower())
    if found is None:  # two letters beside each other: each is read alone
        first = _VNI_ALONE.get(letter.lower(), letter.lower())
        second = _VNI_ALONE.get(sign.lower(), sign.lower())
        return (first if letter.islower() else first.upper()) + (second if sign.islower() else second.upper())
    return found if letter.islower() else found.upper()


def from_twice(text: str) -> str:
    """UTF-8 that somebody read as Windows-1252; the text itself where it is none."""
    try:
        return b"".join(_byte(c) for c in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


READINGS: tuple[Callable[[str], str], ...] = (from_tcvn3, from_vni, from_twice)


def mended(text: str) -> str:
    """The text with its legacy parts in Unicode, judged by what reads as Vietnamese: first the whole, then each line,
    for a text may mix both. Ordinary text comes back as it is."""
    if not _TELLING.search(text):
        return text
    reading = _best(text)
    lines = text.split("\n")
    # Where the whole is legacy, its short lines are too; else a line has to say so by itself.
    return "\n".join(_line(line, reading) if _TELLING.search(line) or reading else line for line in lines)


def _line(line: str, whole: Callable[[str], str] | None) -> str:
    if line.isascii():
        return line
    if whole is not None:
        turned = whole(line)
        return turned if likeness(turned)[0] >= likeness(line)[0] else line
    own = _best(line)
    return own(line) if own else line


def _best(text: str) -> Callable[[str], str] | None:
    """The reading under which the text is Vietnamese while as it stands it is not, or None."""
    plain, count = likeness(text)
    if plain > 0.7 or count < _LEAST:
        return None
    shares = [(likeness(turned)[0], reading) for reading in READINGS if (turned := reading(text)) != text]
    share, found = max(shares, key=lambda pair: pair[0], default=(0.0, from_tcvn3))
    return found if share > 0.85 and share > plain + 0.25 else None


def by_font(text: str, font: str) -> str:
    """What a run of text shows in a font of such an encoding; other fonts, and text that is Unicode all the same, show
    it as it is. The capital fonts of TCVN3 (their names end in H) show small letters as capitals."""
    name = font.lower()
    if text.isascii() and not name.startswith(".vn"):
        return text
    if not name.startswith((".vn", "vni-", "vni ")) or any(c > "\u00ff" and c not in "–—‘’“”…•" for c in text):
        return text
    if name.startswith(".vn"):
        shown = from_tcvn3(text)
        return shown.upper() if name.endswith("h") else shown
    return from_vni(text)
