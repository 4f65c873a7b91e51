"""Lines and brackets that say of an item who leads it, who helps and by when ("Cơ quan chủ trì: …")."""

import re
from dataclasses import replace

from viettext import tasktables
from viettext.dates import Calendar, best, deadlines
from viettext.items import Assignment
from viettext.names import NameReader
from viettext.sentences import Span

LINE = re.compile(
    r"^\(?(?P<role>(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ầu mối)(?: (?:được giao|đầu mối|tham mưu))?(?: chủ trì| thực hiện"
    r"| phối hợp)?(?: thực hiện| tham mưu)?|[Cc]hủ trì(?: thực hiện)?"
    r"|[Pp]hối hợp(?: thực hiện)?|[Tt]hời (?:gian|hạn)(?: thực hiện| hoàn thành)*|[Hh]oàn thành|[Tt]iến độ"
    r"|[Ss]ản phẩm|[Kk]ết quả) ?: ?"
)
INSIDE = re.compile(
    r"(?P<role>(?:[Cc]ơ quan|[Đđ]ơn vị) (?:chủ trì|thực hiện|phối hợp|đầu mối)(?: thực hiện)?|(?<=[(;.] )[Cc]hủ trì"
    r"|(?<=\()[Cc]hủ trì|(?<=[(;.,] )[Pp]hối hợp"
    r"|(?<=[(;.,] )[Hh]oàn thành|(?<=\()[Hh]oàn thành|[Hh]ạn (?:hoàn thành|chót|cuối)"
    r"|[Tt]hời (?:gian|hạn)(?: thực hiện| hoàn thành)*|[Ss]ản phẩm(?: đầu ra)?) ?: ?"
)


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
