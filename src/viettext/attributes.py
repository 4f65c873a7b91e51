"""Lines and brackets that say of an item who leads it, who helps and by when ("Cơ quan chủ trì: …")."""

import re
from dataclasses import replace

from viettext import tasktables
from viettext.dates import Calendar, best, deadlines
from viettext.items import Assignment
from viettext.names import NameReader
from viettext.sentences import Span

_ROLE = (
    r"(?P<role>(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ầu mối|[Bb]ộ phận)(?: (?:được giao|đầu mối|tham mưu))?(?: chủ trì| thực hiện"
    r"| phối hợp)?(?: thực hiện| tham mưu)?|[Cc]hủ trì(?: thực hiện)?"
    r"|[Pp]hối hợp(?: thực hiện)?|[Tt]hời (?:gian|hạn)(?: thực hiện| hoàn thành)*|[Hh]oàn thành|[Tt]iến độ"
    r"|[Ss]ản phẩm(?: đầu ra)?|[Kk]ết quả) ?: ?"
)
LINE = re.compile(rf"^\(?{_ROLE}")
_NEXT = re.compile(
    rf"(?<=[;.,)] ){_ROLE}|(?<=[;.,] )(?P<done>[Hh]oàn thành|[Xx]ong) (?=trước|trong|vào|chậm nhất|quý|tháng|ngày)"
)
INSIDE = re.compile(
    r"(?P<role>(?:[Cc]ơ quan|[Đđ]ơn vị) (?:chủ trì|thực hiện|phối hợp|đầu mối)(?: thực hiện)?|(?<=[(;.] )[Cc]hủ trì"
    r"|(?<=\()[Cc]hủ trì|(?<=[(;.,] )[Pp]hối hợp"
    r"|(?<=[(;.,] )[Hh]oàn thành|(?<=\()[Hh]oàn thành|[Hh]ạn (?:hoàn thành|chót|cuối)"
    r"|[Tt]hời (?:gian|hạn)(?: thực hiện| hoàn thành)*|[Ss]ản phẩm(?: đầu ra)?) ?: ?"
)


def parts(flat: str, start: int, end: int) -> list[tuple[str, Span]]:
    """The roles that one line states, each with its value: "Chủ trì: …; phối hợp: …; hoàn thành trước ngày …"."""
    first = LINE.match(flat[start:end])
    if first is None:
        return []
    found = [(first["role"], start + first.end())]
    ends: list[int] = []
    for match in _NEXT.finditer(flat, start + first.end(), end):
        ends.append(match.start())
        found.append((match["role"] or match["done"], match.end()))
    return [
        (role.lower(), (at, at + len(flat[at:stop].rstrip(" ;,.)("))))
        for (role, at), stop in zip(found, [*ends, end], strict=True)
    ]


def completed(item: Assignment, role: str, value: Span, reader: NameReader, calendar: Calendar) -> Assignment:
    """The item with what a line or bracket about it says; ``role`` is that line's title in lower case."""
    known = [n for n in item.leads if n != "?"]
    if "phối hợp" in role:
        return replace(item, coordinating=tasktables.people(reader, value))
    if "thời" in role or "hoàn thành" in role or "tiến độ" in role:
        return replace(item, due=best(deadlines(reader.text, *value, calendar, bare=True)) or item.due)
    if "sản phẩm" in role or "kết quả" in role:
        return replace(item, products=[reader.text[value[0] : value[1]].strip(" .;")])
    return replace(item, leads=tasktables.people(reader, value) or known)
