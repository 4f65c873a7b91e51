"""Finds who is put to work through others: "Bộ trưởng … chỉ đạo Cục … làm", "chỉ đạo Sở …", "A do X chủ trì"."""

import re
from dataclasses import dataclass, field

from viettext import phrases
from viettext.lexicon import MANNER
from viettext.names import NameReader
from viettext.phrases import Addressees

STEP = re.compile(r"; ?(?:đồng thời,? |và |còn |riêng )?|, (?:trong khi(?: đó,?)? |còn |đồng thời,? |riêng )|\. ")
_DIRECTS = re.compile(
    r",? ?(?:(?:phải|cần|có trách nhiệm|tập trung|trực tiếp|tiếp tục|khẩn trương) )*(?:(?:nâng cao|nêu cao|phát huy"
    r"|đề cao) [^,;.]{0,80}, ?)?"
    r"(?:lãnh đạo|chỉ đạo)(?:,? (?:chỉ đạo|và|yêu cầu|quyết liệt|sát sao|trực tiếp|ngay|kịp thời|đôn đốc"
    r"|hướng dẫn))*,? "
)
_DELEGATES = re.compile(
    r"(?:(?:[Tt]iếp tục|[Tt]ập trung|[Kk]hẩn trương|[Tt]rực tiếp|[Đđ]ồng thời,?|[Kk]ịp thời|[Cc]hủ động"
    r"|[Tt]hường xuyên) )?"
    r"(?:[Cc]hỉ đạo|[Ll]ãnh đạo)(?:,? (?:chỉ đạo|và|yêu cầu|quyết liệt|sát sao|trực tiếp|ngay|kịp thời|đôn đốc"
    r"|hướng dẫn))*,? "
)
# Stands for whoever is addressed at this place.
ABOVE = "^"
# "do Bộ …", "giao cho Bộ …" or "(Bộ …"; each begins with a plain letter, so that a search can leap to it.
_BY = re.compile(
    r" (?:do|giao cho) (?=[^\W\d_])|\((?:(?:do|giao cho) (?=[^\W\d_])|(?=[^\W\d_]))"
    r"|d(?<![\s\S]d)o (?=[^\W\d_])|g(?<![\s\S]g)iao cho (?=[^\W\d_])"
)
_CLAUSE = re.compile(r"[;,] (?:và )?")
_BY_VERB = re.compile(
    r",? ?(?:chủ trì|thực hiện|thẩm định|hướng dẫn|phụ trách|bảo đảm|đảm bảo|đảm nhiệm|tham mưu|làm đầu mối"
    r"|là cơ quan chủ trì|chịu trách nhiệm|triển khai"
    r"|xây dựng|chuẩn bị)(?!\w)"
)
_MEETING = re.compile(
    r"(?<!\w)(?:họp|cuộc họp|phiên họp|phiên|hội nghị|(?<!tập )(?<!liên )đoàn|buổi|lễ|kỳ họp|kỳ"
    r"|do đồng chí)(?!\w)",
    re.I,
)


@dataclass(slots=True)  # hundreds in a document: not frozen, which would take three times as long to make
class Hit:
    """One address in a sentence: where its passage begins, where its verb stands, who leads and who answers."""

    start: int
    verb: int
    leads: list[str]
    supervisor: list[str] = field(default_factory=list)
    how: str = "order"
    opens_list: bool = False
    bodies: list[str] = field(default_factory=list)


def settled(reader: NameReader, named: Addressees, begin: int, end: int, how: str, opens: bool) -> Hit:
    """The hit with its lead and supervisor settled: "Bộ trưởng … chỉ đạo …" puts the ministry to work."""
    text = reader.text
    directs = _DIRECTS.match(text, named.end, end)
    verb = named.end + 1
    if directs is None:
        return Hit(begin, verb, named.names, how=how, opens_list=opens, bodies=named.bodies)
    apart = directs.group().endswith(", ") and text[directs.end()].isupper()
    nested = None if apart else _told(reader, directs.end(), end)
    if nested:
        lists = text[nested.end : nested.end + 2].lstrip()[:1] == ":"
        return Hit(begin, directs.end(), nested.names, named.names, how, lists, named.bodies)
    if named.bodies and "chỉ đạo" in directs.group():
        return Hit(begin, verb, named.bodies, named.names, how, opens, named.bodies)
    return Hit(begin, verb, named.names, how=how, opens_list=opens, bodies=named.bodies)


def _told(reader: NameReader, at: int, end: int) -> Addressees | None:
    """Those who are directed from ``at`` on, where an act or a list of acts follows."""
    nested = phrases.read(reader, at, end)
    if nested is None or nested.entities[0].kind == "person" or not nested.names:
        return None
    lists = reader.text[nested.end : nested.end + 2].lstrip()[:1] == ":"
    manner = MANNER.match(reader.text, nested.end + 1)
    return nested if lists or manner or phrases.followed_by_verb(reader, nested.end, end) else None


def delegated(reader: NameReader, start: int, end: int) -> list[Hit]:
    """Clauses without subject that direct others: "Chỉ đạo Sở Y tế lập …; chỉ đạo Công an tỉnh điều tra …"."""
    hits = []
    for place in (start, *(m.end() for m in reader.matches(STEP, start, end))):
        match = _DELEGATES.match(reader.text, place, end)
        nested = _told(reader, match.end(), end) if match else None
        if match and nested:
            hits.append(Hit(place, match.end(), nested.names, [ABOVE], "act"))
    return hits


# -- "A do X chủ trì"


def by_others(reader: NameReader, start: int, end: int) -> list[Hit]:
    hits = []
    for match in reader.matches(_BY, start, end):
        named = phrases.read(reader, match.end(), end)
        verb = _BY_VERB.match(reader.text, named.end, end) if named else None
        bracket = match.group().startswith("(")
        clause = start if bracket else max([start, *(m.end() for m in reader.matches(_CLAUSE, start, match.start()))])
        if (
            named is None
            or verb is None
            or (bracket is False and _MEETING.search(reader.text, start, match.end() + 10))
        ):
            continue
        hits.append(Hit(clause, verb.start(), named.names, how="by"))
    return hits
