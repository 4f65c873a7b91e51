"""The two forms of a Vietnamese text: canonical (what offsets count in) and folded (what searches compare)."""

import re
import unicodedata

# Characters nobody sees: soft hyphen, zero width, bidi marks and isolates, word joiner, BOM, variation
# selectors, controls.
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_BREAKS = "\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HALVES = "\ud800-\udfff"
_UNSEEN, _LINE_ENDS, _SPACES, _SURROGATES = (re.compile(f"[{s}]") for s in (_HIDDEN, _BREAKS, _BLANKS, _HALVES))
_UNCLEAN = re.compile(f"[{_HIDDEN}{_BREAKS}{_BLANKS}{_HALVES}]")
# Marks that pile up on one letter: nobody writes nine, and to put thousands in order takes for ever. What is left out
# here are the letters of Vietnamese and others that no mark is among.
_PILED = re.compile(r"[^\x00-\u02ff\u1e00-\u1eff][^\x00-\u02ff\u1e00-\u1eff]{8,}")
_MOST_MARKS = 8
# A tone typed before the hat or the breve of its vowel.
_ASTRAY = re.compile("([àáảãèéẻẽòóỏõÀÁẢÃÈÉẺẼÒÓỎÕ])([\u0302\u0306])")
_COMPATIBLE = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}  # full width
    | {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
    | {"\u00d0": "Đ", "\u0189": "Đ", "\u2010": "-", "\u2011": "-", "\u2043": "-", "\u2212": "-"}
)
_COMPOSED = re.compile(f"[{re.escape(''.join(map(chr, _COMPATIBLE)))}]")
_TRAILING = re.compile("(?<! ) +(?=\n|\\Z)")
_BLANK_LINES = re.compile("\n{3,}")
_STROKES = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"}


class _Folding(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        decomposed = unicodedata.normalize("NFD", _STROKES.get(letter, letter))
        self[code] = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
        return self[code]


_FOLDING = _Folding()


def canonical(text: str) -> str:
    """The text that offsets are counted in; applying it twice changes nothing.

    NFC, a tone typed before its vowel's hat put behind it, full width and joined letters as plain ones, every line end
    a ``\\n``, every kind of space a plain one, invisible characters gone, no spaces at line ends, at most one blank
    line in a row, none at either end. A lone surrogate becomes U+FFFD.
    """
    if _UNCLEAN.search(text):
        text = _cleaned(text)
    if _COMPOSED.search(text):  # seldom, and to translate a text costs more than all the rest
        text = text.translate(_COMPATIBLE)
    text = _PILED.sub(_unpiled, text)
    text = unicodedata.normalize("NFC", text)
    if "\u0302" in text or "\u0306" in text:
        text = _ASTRAY.sub(_in_order, text)
    if " \n" in text or text.endswith(" "):
        text = _TRAILING.sub("", text)
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip("\n").rstrip(" \n")


def _cleaned(text: str) -> str:
    """Without what nobody sees, and every line end and space a plain one."""
    text = _UNSEEN.sub("", text)
    text = _LINE_ENDS.sub("\n", text.replace("\r\n", "\n"))
    text = _SPACES.sub(" ", text)
    return _SURROGATES.sub("\ufffd", text)


def _unpiled(match: re.Match[str]) -> str:
    kept: list[str] = []
    piled = 0
    for character in match[0]:
        piled = piled + 1 if unicodedata.combining(character) else 0
        if piled <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _in_order(match: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFD", match[1])
    return unicodedata.normalize("NFC", apart[0] + match[2] + apart[1:])


def fold(text: str) -> str:
    """Lower case without tone marks or strokes (``"Đồng Tháp"`` gives ``"dong thap"``), for search and addresses."""
    return text.translate(_FOLDING)
