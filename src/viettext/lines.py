"""Cuts the head and the end of a document into the short lines its layout was made of: cells of a table, columns set
with spaces, and heads that lost their line breaks."""

import re

Line = tuple[int, str]
"""Where a line begins in the text, and its words."""

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()
STATE = re.compile(
    r"CỘNG H(?:ÒA|OÀ)(?: XÃ HỘI)?|XÃ HỘI CHỦ NGHĨA VIỆT NAM|CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc lập ?[-–—] ?Tự do ?[-–—] ?Hạnh phúc|ĐỘC LẬP ?[-–—] ?TỰ DO ?[-–—] ?HẠNH PHÚC"
)
NUMBER = re.compile(
    r"(?:(?:Nghị quyết|Luật|Bộ luật|Pháp lệnh|Lệnh|Thông tư|Nghị định|Quyết định) )?(?:Số|SỐ|số)\s*:?\s*"
    r"(?P<number>\d{1,6}[a-z]?(?:\s?[-/–]\s?[A-ZĐa-z0-9&][\w&.]{0,12}){1,6})(?![\w/])"
)
_PLACE_WORD = rf"[{UPPER}](?:['’][{LOWER}]|[{LOWER}])[{LOWER}]*"
PLACE = re.compile(
    rf"(?<![\w/.-])(?P<place>(?:(?:[Tt]hành phố|[Tt]ỉnh|[Xx]ã|[Pp]hường) |T[Pp]\.? ?)?"
    rf"(?:HCM|{_PLACE_WORD}(?:(?: - |[ -]){_PLACE_WORD}){{0,5}})),?\s+ngày\s+"
    r"(?P<d>\d{1,2}|\.{2,9}|…)?\s*tháng\s+(?P<m>\d{1,2}|\.{2,9}|…)?\s*năm\s+(?P<y>\d{4})"
)
_SPACED = re.compile(rf"^\s*(?:[{UPPER}] +){{4,}}[{UPPER}]\s*$")
_SIGNATURE = re.compile(r"(?<=[.;)] )(?=(?:T/L|T/M|K/T|TL\.|TM\.|KT\.|TUQ\.) ?[A-ZĐỦ])")
_COLUMNS = re.compile(r" {3,}|\|")
_HEAD = 4000


def cut(text: str) -> list[Line]:
    """The lines of a text, a table's row and side by side columns cut apart; rules and empty ones are left out."""
    found: list[Line] = []
    at = 0
    for line in text.split("\n"):
        for start, end in _between(line, _gaps(line)):
            inner = line[start:end]
            pieces = _between(inner, _marks(inner) if at < _HEAD else _signature(inner))
            for first, last in pieces:
                words = inner[first:last]
                if words.strip(" -–—_*=.•"):
                    found.append((at + start + first + len(words) - len(words.lstrip()), words.strip()))
        at += len(line) + 1
    return found


def _gaps(line: str) -> list[tuple[int, int]]:
    """Where one cell or column ends and the next begins."""
    if ("|" not in line and "   " not in line) or _SPACED.match(line):
        return []
    return [gap.span() for gap in _COLUMNS.finditer(line)]


def _between(line: str, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [0, *(edge for gap in gaps for edge in gap), len(line)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _marks(line: str) -> list[tuple[int, int]]:
    """Where a head that was run into one line is cut: around the name of the State, a number, and a place and day."""
    if not STATE.search(line):
        place = PLACE.search(line) if line.startswith(("Số", "SỐ")) else None
        if place is None:
            return _signature(line)
        marks = [place]
    else:
        marks = [*STATE.finditer(line), *(m for m in (NUMBER.search(line), PLACE.search(line)) if m)]
    edges = sorted({edge for m in marks for edge in m.span()} - {0, len(line)})
    return [(edge, edge) for edge in edges]


def _signature(line: str) -> list[tuple[int, int]]:
    """Where the signature begins behind recipients that were run into one line with it."""
    found = _SIGNATURE.search(line) if "Nơi nhận" in line[:20] else None
    return [found.span()] if found else []
