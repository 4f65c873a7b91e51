"""Finds in a sentence who is told to act: orders ("yêu cầu …"), subjects with a verb ("Bộ … chủ trì"), and "do … chủ
trì"."""

import re
from dataclasses import dataclass

from viettext import phrases
from viettext.delegation import ABOVE, STEP, Hit, by_others, delegated, settled
from viettext.lexicon import ACT, MANNER, MODAL, OPENER, ORDER, REMARK, REMARKED, TENSE
from viettext.names import NameReader, is_act
from viettext.orders import AUDIENCE, OWN_STAFF, PETITION, SPEAKING, find_orders
from viettext.phrases import Addressees
from viettext.sentences import Span

_COMMA = re.compile(r", ?[“\"]?|: ?[“\"]?")
_CHAIRS = re.compile(r"(?:(?:phải|cần|tiếp tục|được giao|khẩn trương) )*chủ trì(?!\w)")
_EARNEST = re.compile(r"(?:khẩn trương|nghiêm túc)(?!\w)")
_SEVERAL_KINDS = re.compile(r",| và |^(?:nhóm|công tác|việc) ", re.I)
_UNMET = re.compile(r"nhưng [^.;,]{0,24}(?:chưa|vẫn|còn) |(?<!\w)lẽ ra |đáng lẽ ")
_REPORTED = re.compile(r"(?<!\w)đã (?!nêu|giao|được giao|ban hành|phê duyệt|đề ra|có)")
# What is to be done to somebody is no act of his.
_SUFFERS = re.compile(r"(?:cần|phải|cần phải|nên) được ")
_GIVEN = re.compile(r"được (?:giao|phân công) (?:\d|tổng|số |vốn|kế hoạch|chỉ tiêu|dự toán|biên chế)")
_HEADS_ALONE = re.compile(r"(?:Lãnh đạo|lãnh đạo|Chỉ huy|chỉ huy)(?!\w)")
# What joins an address to the one before it, or makes it hold in one case only, belongs to its passage.
_JOINS = re.compile(r"(?:^|[,;] ?)((?:đồng thời|riêng),? |(?:nếu|trường hợp|khi) [^,;.]{4,90}, )$")
_ADJUNCT = (
    r"(?:trong|từ nay|từ|thời gian tới|tới đây|sắp tới|trước mắt|để|nhằm|trên cơ sở|căn cứ|với|đối với|về|ngay|sau"
    r"|đến|bên cạnh|cùng với|song song|khi|nếu|tại|ngoài|theo|riêng|trước hết|đồng thời|bên cạnh đó)"
)
_SAID_BEFORE = re.compile(
    r"(?:^|[,;] |đồng thời )([^,;]{0,80}?(?:lưu ý|nhấn mạnh|nêu rõ|chỉ rõ|chỉ đạo|yêu cầu|đề nghị|khẳng định"
    rf"|rằng)[,:]? ?(?:{_ADJUNCT}(?: [^,;.:]{{2,90}})?, )?[“\"]?)$"
)
# A case, or an order and an adjunct, behind which somebody may be told what to do.
_LATER = re.compile(
    rf"(?:(?:yêu cầu|đề nghị|chỉ đạo|lưu ý),? (?:rằng,? )?{_ADJUNCT}(?: [^,;.:]{{2,90}})?"
    r"|[,;] (?:nếu|trường hợp|khi) [^,;.]{4,90}), (?=[^\W\d_])"
)
# Who gave the order is told behind it ("…, Thủ tướng yêu cầu.").
_ORDERED_AT_END = re.compile(
    r"[,”\"–-] ?(?:[A-ZĐ]|ông |bà |đồng chí )[^,;.”\"]{1,80} (?:yêu cầu|đề nghị|chỉ đạo|giao nhiệm vụ)(?: rõ)?[.!]?$"
)
# What the law asks of everybody is no task given here.
_NEXT_BODY = re.compile(r", (?=[A-ZĐ])")
_CAPITAL = re.compile(r"(?<!\w)[A-ZĐ]\w")
_ENDS_CLASS = re.compile(r"(?:cấp|ngành|cơ quan|đơn vị|địa phương|liên quan|tỉnh|xã|phường|thành phố)$")
_BY_RULE = re.compile(r"Theo (?:đúng )?(?:quy định|pháp luật|Luật|Nghị định|Thông tư|Điều)(?!\w)")
_TOGETHER = re.compile(r"phối hợp(?: chặt chẽ)?,? (?:cùng )?với ")
_ONE_OF = re.compile(r"(?:một|01|hai|02) (?=[^\W\d_])")
_ATTENDS = re.compile(r"(?:Cùng |Tham |Cùng tham |Thành phần )?(?:[Dd]ự|tham dự)(?!\w)[^.;:]{0,80}(?:có|gồm)(?!\w)")
_SAYS = re.compile(r"(?:nhấn mạnh|lưu ý|nêu rõ|chỉ rõ|rằng|nhắc) ")
_AGREED = re.compile(r"(?:Cơ bản )?(?:[Đđ]ồng ý|[Tt]hống nhất|[Nn]hất trí|[Cc]hấp thuận)(?!\w)")


@dataclass(slots=True)  # hundreds in a document: not frozen, which would take three times as long to make
class Found:
    """What a sentence says: its hits, whether somebody speaks in it without naming an addressee, and gives an order."""

    hits: list[Hit]
    speaks: bool = False
    orders: bool = False


def find(reader: NameReader, start: int, end: int, *, directive: bool, official: bool) -> Found:
    """The hits of one sentence in order. ``directive``: bare verbs count too; ``official``: the text is a document, no
    news."""
    return reader.once(_find, start, end, directive, official)


def _find(reader: NameReader, start: int, end: int, directive: bool, official: bool) -> Found:
    if _ATTENDS.match(reader.text, start, end):
        return Found([])
    said = find_orders(reader, start, end, official)
    orders = said.hits
    if not official and not orders and _BY_RULE.match(reader.text, start, end):
        return Found([], said.speaks)
    directive = directive or _ORDERED_AT_END.search(reader.text, max(start, end - _NEAR), end) is not None
    hits = list(orders)
    more = [] if official or not orders else _shared_order(reader, orders, end)
    if directive:
        hits.extend(h for h in reader.once(delegated, start, end) if not any(o.start <= h.verb for o in orders))
    places = reader.once(_subject_places, start, end, orders[0].start if orders else end)
    for at, strict in sorted({*places, *more}):
        if any(h.start <= at < h.verb for h in hits):
            continue
        # Behind an order bare verbs go on with it.
        ordered = said.first is not None and said.first < at
        told = directive or ordered or any(h.verb < at for h in hits)
        if hit := _subject(reader, at, start, end, directive=told and not strict, official=official):
            hits.append(hit)
    if directive:
        hits.extend(
            h
            for h in reader.once(by_others, start, end)
            if not any(o.start <= h.verb and h.start <= o.verb for o in hits)
        )
        hits = _led(hits)
    hits.sort(key=lambda h: h.verb)
    return Found(_opened(reader.text, hits, start), said.speaks, said.first is not None)


def _shared_order(reader: NameReader, orders: list[Hit], end: int) -> list[tuple[int, bool]]:
    """Where a body stands behind a comma that shares an order ("giao Sở A bố trí vốn, Sở B bổ sung người").

    A list of bodies, to whom something is sent, reads alike: there a name stands right before the comma.
    """
    found = []
    for match in reader.matches(_NEXT_BODY, orders[0].verb, end):
        entity = reader.entity(match.end())
        if entity and entity.kind == "body" and not _ends_name(reader, match.start()):
            found.append((match.end(), False))
    return found


def _ends_name(reader: NameReader, at: int) -> bool:
    """Whether a name ends at ``at``."""
    begin = max(0, at - _LONG_NAME)
    if _ENDS_CLASS.search(reader.text, begin, at):
        return True
    names = (reader.entity(m.start()) for m in _CAPITAL.finditer(reader.text, begin, at))
    return any(entity is not None and entity.end == at for entity in names)


def _led(hits: list[Hit]) -> list[Hit]:
    """Without the clauses that direct others behind an addressee who is told to do something himself first."""
    hits.sort(key=lambda h: h.verb)
    own = next((h for h in hits if h.supervisor != [ABOVE]), None)
    if own is None or own.supervisor:
        return hits
    return [h for h in hits if h.supervisor != [ABOVE] or h.verb < own.verb]


def _opened(text: str, hits: list[Hit], start: int) -> list[Hit]:
    """The first passage begins with its sentence where only an adjunct or an agreement stands before it."""
    if hits and hits[0].start > start:
        before = text[start : hits[0].start]
        adjunct = OPENER.match(text, start) and before.rstrip().endswith((",", ":", "“")) and ";" not in before
        if (adjunct and not _is_demand(before)) or _AGREED.match(text, start):
            first = hits[0]
            hits[0] = Hit(start, first.verb, first.leads, first.supervisor, first.how, first.opens_list, first.bodies)
    return hits


def _is_demand(before: str) -> bool:
    return len(ORDER.findall(before)) > 0 and len(before) > 100


# -- subjects


def _subject_places(reader: NameReader, start: int, end: int, limit: int) -> list[tuple[int, bool]]:
    """Offsets where a subject may stand, behind commas only before ``limit``; the flag asks for a modal behind it."""
    text = reader.text
    places = [(start, False)]
    if text[start : start + 1] in ("“", '"', "("):
        places.append((start + 1, True))
    opener = OPENER.match(text, start)
    if opener and opener.group().lower() != "theo":  # "Theo Bộ Y tế, …" names who says it
        places.append((opener.end() + 1, True))
    remark = next(iter(reader.matches(REMARKED, start, end)), None)
    commas = reader.matches(_COMMA, start, limit if limit > start else end) if opener or remark else []
    for match in commas:
        adjunct = opener is not None and text.count(",", start, match.start()) < 8
        said = remark is not None and 0 <= match.start() - remark.end() < 3
        if adjunct or said:
            places.append((match.end(), said))
    places.extend((m.end(), False) for m in reader.matches(STEP, start, end))
    places.extend((m.end(), False) for m in reader.matches(_LATER, start, end))
    places.extend((m.end(), True) for m in reader.matches(_SAYS, start, end))
    if helpers := _helpers(reader, start, end):
        places = [place for place in places if not any(low <= place[0] < high for low, high in helpers)]
    return sorted(set(places))


def _helpers(reader: NameReader, start: int, end: int) -> list[Span]:
    """The classes among those to work with ("phối hợp với các bộ, ngành, địa phương …"), who are no subjects."""
    found = []
    for match in reader.matches(_TOGETHER, start, end):
        if named := phrases.read(reader, match.end(), end):
            found += [(e.start, e.end) for e in named.entities if e.kind == "class"]
    return found


def _subject(reader: NameReader, at: int, start: int, end: int, *, directive: bool, official: bool) -> Hit | None:
    text = reader.text
    named = phrases.read(reader, at, end)
    if named is None or named.end >= end or _is_nobody(reader, named, at):
        return None
    if text[named.end : named.end + 1] == ":" and at == start:
        return _titled(reader, named, end, official or (directive and _asks_bodies(reader, named)))
    named = _with_verb(reader, named, end, at == start and directive, official)
    if named is None:
        return None
    verb = named.end + (2 if text.startswith(", ", named.end) else 1)
    if _SUFFERS.match(text, verb) or (not official and _GIVEN.match(text, verb)):
        return None
    modal = MODAL.match(text, verb) or _CHAIRS.match(text, verb) or _EARNEST.match(text, verb)
    if not modal and not (directive and _tells(reader, named, verb, start, official)):
        return None
    if _hidden_order(reader, named, verb, end) or (modal and _UNMET.search(text, verb, end)):
        return None
    if not official and PETITION.search(text[start:at]):
        return None
    return settled(reader, named, _quote_start(text, at, start), end, "modal" if modal else "act", False)


def _with_verb(reader: NameReader, named: Addressees, end: int, opens: bool, official: bool) -> Addressees | None:
    """The addressees as far as their verb; where they open a sentence, with words between or before an unknown verb."""
    if phrases.followed_by_verb(reader, named.end, end):
        return named
    if not opens:
        return None
    if stretched := phrases.stretched(reader, named, end):
        return stretched
    return named if official and phrases.followed_by_word(reader, named, end) else None


def _titled(reader: NameReader, named: Addressees, end: int, official: bool) -> Hit | None:
    """The hit of a name before a colon, unless names alone follow; in the news only where nothing follows."""
    if _lists_members(reader, named.end + 1, end) or not (official or named.end + 2 > end):
        return None
    return settled(reader, named, named.start, end, "heading", True)


def _asks_bodies(reader: NameReader, named: Addressees) -> bool:
    """Whether a colon behind bodies says what they have to do ("Viện A, Viện B: Đẩy mạnh …")."""
    at = named.end + 2
    words = reader.text[at : at + 1].lower() + reader.text[at + 1 : at + _NEAR]
    return all(e.kind == "body" for e in named.entities) and is_act(words, 0)


def _tells(reader: NameReader, named: Addressees, verb: int, start: int, official: bool) -> bool:
    """Whether a bare verb behind a name tells what it has to do."""
    inside = named.start > start
    if _is_vague(named) and (inside or not official):
        return False
    alone = named.are_posts and len(named.names) == 1 and " các " not in named.names[0]
    if (alone and not official) or (inside and _REPORTED.search(reader.text, start, named.start)):
        return False
    return not reader.text.startswith(", ", named.end) or MANNER.match(reader.text, verb) is not None


def _is_nobody(reader: NameReader, named: Addressees, at: int) -> bool:
    """Whether the words at ``at`` name a person, an audience or, taken alone, a verb ("Lãnh đạo xây dựng …")."""
    if named.entities[0].kind == "person" or AUDIENCE.match(reader.text, at):
        return True
    return _HEADS_ALONE.match(reader.text, at) is not None and len(named.names[0].split()) < 3


def _is_vague(named: Addressees) -> bool:
    """Whether a class is named that nothing determines ("doanh nghiệp", not "các doanh nghiệp")."""
    first = named.entities[0]
    vague = (
        first.kind == "class"
        and not first.determined
        and (len(named.names[0].split()) < 3 or _SEVERAL_KINDS.search(named.names[0]) is not None)
    )
    name = named.names[0].lower()
    return vague and "ủy" not in name and not name.startswith(("đội ngũ", "ngành "))


def _lists_members(reader: NameReader, at: int, end: int) -> bool:
    """Whether names and nothing else follow a colon ("Trưởng ban: Chủ tịch UBND tỉnh")."""
    at += reader.text[at : at + 1] == " "
    number = _ONE_OF.match(reader.text, at)
    named = phrases.read(reader, number.end() if number else at, end)
    return named is not None and not phrases.followed_by_verb(reader, named.end, end)


def _hidden_order(reader: NameReader, named: Addressees, verb: int, end: int) -> bool:
    """A body that itself gives an order ("UBND tỉnh yêu cầu …") or speaks is no addressee here."""
    word = ORDER.match(reader.text, verb)
    if word and word.group().lower() not in SPEAKING and not OWN_STAFF.match(reader.text, verb):
        return True
    return REMARK.match(reader.text, verb) is not None and ACT.match(reader.text, verb) is None


def _quote_start(text: str, at: int, start: int) -> int:
    """Back over a quotation mark and over the speaker's clause in front of the subject."""
    said = _SAID_BEFORE.search(text[start:at])
    if said:
        return start + said.start(1)
    if joins := _JOINS.search(text, max(start, at - _NEAR), at):
        return joins.start(1)
    return at - 1 if at > start and text[at - 1] in '“"' else at


# A verb that is itself the subject of what follows ("Khen thưởng phải đúng người").
_IS_SUBJECT = re.compile(
    r"(?!Phải|Cần|Chủ trì|Khẩn|Tiếp tục|Nghiêm)[^\W\d_][^,;:.]{2,38}? (?:phải (?!có)|cần (?!thiết)|là )"
)


_LINK = re.compile(
    r"(?:Đồng thời|Ngoài ra|Trong đó|Bên cạnh đó|Cùng với đó|Song song với đó|Mặt khác|Trước mắt|Riêng|Đặc biệt"
    r"|Tiếp đó|Sau đó)(?: là)?,? ?(?=\w)"
)
_LATE = re.compile(r", (?=[^\W\d_])")
_NEAR, _LONG_NAME = 130, 80


def is_subject(text: str, at: int, end: int) -> bool:
    """Whether the verb at ``at`` is the subject of what is said."""
    return _IS_SUBJECT.match(text, at, end) is not None


def _comes_late(reader: NameReader, at: int, end: int) -> bool:
    """Whether a verb of doing follows adjuncts, with no subject between ("Đến hết tháng 6, phải giải quyết …")."""
    text = reader.text
    if OPENER.match(text, at) is None or _REPORTED.search(text, at, min(end, at + _NEAR)):
        return False
    for step in _LATE.finditer(text, at, min(end, at + _NEAR)):
        if reader.entity(step.end()):
            return False
        if MODAL.match(text, step.end()) and not _SUFFERS.match(text, step.end()):
            return True
    return False


def continues(reader: NameReader, start: int, end: int) -> bool:
    """Whether a sentence without subject goes on with the work before it: it begins with a verb of doing."""
    text = reader.text
    link = _LINK.match(text, start)
    at = link.end() if link else start
    if is_subject(text, at, end):
        return False
    if _comes_late(reader, at, end):
        return True
    first = text[at : at + 1].lower() + text[at + 1 : end]
    if (comma := first.find(", ")) > 0 and reader.entity(at + comma + 2):
        return False
    return is_act(first, 0) and not TENSE.match(first) and ORDER.match(first) is None


__all__ = ["ABOVE", "Found", "Hit", "continues", "find", "is_subject"]
