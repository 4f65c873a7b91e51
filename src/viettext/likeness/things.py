"""What a piece of work names exactly: times it is about, numbers of documents, amounts, proper names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from viettext.likeness.spellings import NUMBERED, WHEN
from viettext.likeness.words import tokens
from viettext.normal import fold
from viettext.wordtables import any_of

LONG_SYLLABLE = 6  # one word alone is a name where it is no Vietnamese syllable: "Pleiku"
_YEAR = r"(?:19|20)\d\d"
_TIMES = re.compile(
    rf"\b(?P<span>{_YEAR}-{_YEAR})\b"
    rf"|\b(?:quy (?P<quarter>[ivx]+|[1-4]))\b(?:[ /](?:nam )?(?P<q_year>{_YEAR}))?"
    rf"|\b(?P<day>\d{{1,2}}[/-]\d{{1,2}}(?:[/-]{_YEAR})?)\b"
    rf"|\bthang (?P<month>\d{{1,2}})\b(?:[ /]+(?:nam )?(?P<m_year>{_YEAR}))?"
    rf"|\b(?P<month_year>\d{{1,2}}/{_YEAR})\b"
    rf"|\b(?P<year>{_YEAR})\b"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WHEN = re.compile(rf"(?:^|\s)(?:{any_of(WHEN)})(?:\s(?:nam|ngay|thang|quy|nam hoc))?\s*$")
_NUMBERED = re.compile(
    rf"\b(?P<kind>{any_of(NUMBERED)})\s+(?:so\s+)?(?P<number>\d+)(?![\d.,]*%)(?P<after>(?:[-/][a-z0-9]+)*)(?P<next>\s+[a-z]+)?"
)
_ORDINAL = dict.fromkeys(("so", "thu", "lan", "khoa", "vong"), "")  # all count the same: "hồ số 2", "hồ thứ hai"
_AMOUNT = re.compile(
    r"(?<![\d/.-])(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?P<percent>%?)(?![\d/-])(?:\s+(?P<unit>[a-z]+(?:\s[a-z]+)?))?"
)
_UNITS_OF_TIME = frozenset("gio phut ngay thang nam quy tuan".split())
_WORD = re.compile(r"[^\W\d_]\w*")
_JOINT = re.compile(r" ?[- –] ?")  # what stands between the words of one name
# Capitals that begin the name of an office or a kind of document, not of a place or a thing.
_GENERIC = frozenset(
    """
    bo so uy ban thu tuong chinh phu quoc hoi dang nha nuoc trung uong viet nam de an ke hoach nghi quyet dinh luat quy
    che to cong tac tinh thanh pho xa phuong tam tet chu tich hoi dong nhan dan cuc tong chi dao dieu le giup viec
    truong bi tri stem ai san nen tang co quan dai bieu mat tran ubnd hdnd cntt csdl phan mem he thong tu chuong trinh
    du bao
    """.split()
)


# After these a single capitalised syllable is a name too: "sông Đà".
_HEADS = frozenset(
    "song ho cau deo cang dao duong xa phuong tinh huyen thon cho khu truong vien tuyen suoi kenh nui ban ap".split()
)


@dataclass(frozen=True, slots=True)
class Things:
    """What a text names exactly: `periods` are times the work is about, `deadlines` those it must be done by."""

    periods: frozenset[str]
    deadlines: frozenset[str]
    numbered: frozenset[tuple[str, str]]
    amounts: frozenset[tuple[str, str]]
    names: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=20_000)
def things(text: str) -> Things:
    """All of them, read from one text."""
    line = " ".join(tokens(text))
    times = list(_TIMES.finditer(line))
    bare = _without(line, [found.span() for found in times])
    numbered = frozenset(_numbered(bare))
    names = frozenset(_names(text))
    told = [(_period(found), _is_deadline(line, found)) for found in times]
    return Things(
        periods=frozenset(period for period, is_deadline in told if not is_deadline),
        deadlines=frozenset(period for period, is_deadline in told if is_deadline),
        numbered=numbered,
        amounts=frozenset(_amounts(bare, {number for _, number in numbered})),
        names=names,
        places=frozenset(name for name in names if re.search(rf"\b(?:tai|o) (?:\w+ )?{re.escape(name)}\b", fold(text))),
    )


def _is_deadline(line: str, found: re.Match[str]) -> bool:
    """Whether the words before say that the work must be done by then; a day always does."""
    before = line[: found.start()].rstrip()
    before = before.removesuffix(" nam") if found["year"] else before
    return bool(found["day"] or _WHEN.search(before))


def _period(found: re.Match[str]) -> str:
    """The time as "kind value"."""
    if found["day"]:
        parts = re.split("[/-]", found["day"])
        return " ".join(["day", *(str(int(part)) for part in parts)])
    if found["span"]:
        return f"span {found['span']}"
    if found["quarter"]:
        return f"quarter {_ROMAN.get(found['quarter'], found['quarter'])} {found['q_year'] or ''}".strip()
    if found["month"] or found["month_year"]:
        month, _, year = (found["month_year"] or f"{found['month']}/{found['m_year'] or ''}").partition("/")
        return f"month {int(month)} {year}".strip()
    return f"year {found['year']}"


def _without(line: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        line = f"{line[:start]}|{line[end:]}"
    return line


def _numbered(line: str) -> list[tuple[str, str]]:
    return [
        (_ORDINAL.get(found["kind"], found["kind"]), str(int(found["number"]))) for found in _NUMBERED.finditer(line)
    ]


def _amounts(line: str, taken: set[str]) -> list[tuple[str, str]]:
    told = []
    for found in _AMOUNT.finditer(line):
        number = found["number"].replace(".", "").lstrip("0") or "0"
        unit = "%" if found["percent"] else (found["unit"] or "").split(" ")[0]
        if number not in taken and unit not in _UNITS_OF_TIME:
            told.append((unit, number))
    return told


def _names(text: str) -> list[str]:
    told = []
    for head, printed in _capitalised(text):
        syllables = fold(" ".join(printed)).split()
        while syllables and syllables[0] in _GENERIC:
            syllables = syllables[1:]
        if len(syllables) == 1 and head in _HEADS:
            syllables = [head, *syllables]
        is_name = len(syllables) > 1 or len("".join(syllables)) >= LONG_SYLLABLE
        if is_name and not all(syllable in _GENERIC for syllable in syllables):
            told.append(" ".join(syllables))
    return told


def _capitalised(text: str) -> Iterator[tuple[str, list[str]]]:
    """Runs of words with a capital, abbreviations apart, each with the folded word before it.

    The first word of the text has a capital anyway and is left out.
    """
    run: list[str] = []
    before, end = "", 0
    for found in _WORD.finditer(text):
        word = found[0]
        is_first = found.start() == 0
        if run and not (word[0].isupper() and _JOINT.fullmatch(text[end : found.start()])):
            yield before, run
            run = []
        if word[0].isupper() and not is_first and not (word.isupper() and len(word) > 1):
            run.append(word)
        elif not run:
            before = fold(word)
        end = found.end()
    if run:
        yield before, run
