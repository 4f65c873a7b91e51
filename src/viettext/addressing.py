"""Finds in a sentence who is told to act: orders ("yêu cầu …"), subjects with a verb ("Bộ … chủ trì"), and "do … chủ
trì"."""

import re
from dataclasses import dataclass
from typing import cast

from viettext import phrases
from viettext.delegation import ABOVE, STEP, Hit, by_others, delegated, settled
from viettext.lexicon import ACT, MANNER, MODAL, OPENER, ORDER, ORDERED, REMARK, REMARKED, TENSE
from viettext.names import NameReader, is_act
from viettext.nametables import NAME_END
from viettext.phrases import Addressees

_BOUNDARY = re.compile(r"[,;:] ?|[“\"(] ?| và ")
_LINKS = re.compile(
    r"^(?:(?:đồng thời|và|cũng|đã|còn|tiếp tục|kính|trân trọng|đặc biệt|theo đó|vừa|mới|riêng|nhất trí|thống nhất"
    r"|quyết định|trên cơ sở đó|ngoài ra|tại đây|bên cạnh đó|(?:các )?(?:đồng chí|đ/c)|ông|bà|tôi|chúng tôi"
    r"|vị này|người này"
    r"|thay mặt [^,;]{3,60}|thông báo|công điện|chỉ thị|văn bản|công văn|tại văn bản này|nghị quyết|kết luận"
    r"|tiếp tục|cũng như"
    r"|trong đó|tuy nhiên|trước đó|qua đó|từ đó|do đó|vì vậy|do vậy|cùng ngày|sau đó|nhân dịp này|một lần nữa"
    r"|mặt khác|hôm nay"
    r"|vừa có văn bản|đã có văn bản|có văn bản|trước mắt|trước hết|nay),? ?)*$",
    re.I,
)
_NEXT_WORD = re.compile(r",? ([^\W\d_]\w*)")
_BY_DOCUMENT = re.compile(
    r"(?:[Cc]ông điện|[Cc]hỉ thị|[Vv]ăn bản|[Tt]hông báo|[Cc]ông văn|[Kk]ết luận|[Kk]ế hoạch)(?: [^,;]{0,80})?$"
)
_PASSIVE = re.compile(
    r"(?:^|\s)(?:do|được|bị|theo|như|mà|những|các|nhiệm vụ|việc|đáp ứng|so với)(?: [^;:.]{0,120})?,? ?$"
)
_AFTER_ORDER = re.compile(r"(?: nhiệm vụ| trách nhiệm)?(?: cụ thể)?(?: cho| đối với| tới)?[,:]? ?(?:rằng |là )?[“\"]?")
_COMMA = re.compile(r", ?[“\"]?|: ?[“\"]?")
_CHAIRS = re.compile(r"(?:(?:phải|cần|tiếp tục|được giao|khẩn trương) )*chủ trì(?!\w)")
_EARNEST = re.compile(r"(?:khẩn trương|nghiêm túc)(?!\w)")
# Whom a body puts in charge of its own work ("phân công lãnh đạo trực").
_OWN_STAFF = re.compile(
    r"(?:phân công|giao|cử) (?:01 |một |các )?(?:đồng chí )?(?:lãnh đạo|cán bộ|công chức|viên chức"
    r"|nhân viên) (?!các|cấp)"
)
# Those who ask and do not direct.
_PETITION = re.compile(
    r"(?<!\w)(?:[Cc]ử tri|[Pp]hụ huynh|[Bb]ạn đọc|[Cc]huyên gia|[Nn]hiều ý kiến|[Mm]ột số ý kiến|[Cc]ác ý kiến"
    r"|[Bb]à con)(?!\w)"
)
_UNMET = re.compile(r"nhưng [^.;,]{0,24}(?:chưa|vẫn|còn) |(?<!\w)lẽ ra |đáng lẽ ")
_REPORTED = re.compile(r"(?<!\w)đã (?!nêu|giao|được giao|ban hành|phê duyệt|đề ra|có)")
# What is to be done to somebody is no act of his.
_SUFFERS = re.compile(r"(?:cần|phải|cần phải|nên) được ")
_HEADS_ALONE = re.compile(r"(?:Lãnh đạo|lãnh đạo|Chỉ huy|chỉ huy)(?!\w)")
_ONE_OF = re.compile(r"(?:một|01|hai|02) (?=[^\W\d_])")
_AUDIENCE = re.compile(r"(?:các |quý )?(?:đại biểu|vị đại biểu|bạn|người dân|nhân dân)(?!\w)", re.I)
_SPEAKING = frozenset(("chỉ đạo",))
_ATTENDS = re.compile(r"(?:Cùng |Tham |Cùng tham |Thành phần )?(?:[Dd]ự|tham dự)(?!\w)[^.;:]{0,80}(?:có|gồm)(?!\w)")
_SAYS = re.compile(r"(?:nhấn mạnh|lưu ý|nêu rõ|chỉ rõ|rằng|nhắc) ")
_AGREED = re.compile(r"(?:Cơ bản )?(?:[Đđ]ồng ý|[Tt]hống nhất|[Nn]hất trí|[Cc]hấp thuận)(?!\w)")
_LEADERS = re.compile(
    r"Tổng Bí thư|Thủ tướng|Chủ tịch|Phó Thủ tướng|Bí thư|Phó Chủ tịch|Trưởng Ban|Trưởng ban|Bộ trưởng|Phó Bí thư"
    r"|Phó Trưởng"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a sentence says: its hits, and whether somebody speaks in it without naming an addressee."""

    hits: list[Hit]
    speaks: bool = False


def find(reader: NameReader, start: int, end: int, *, directive: bool, official: bool) -> Found:
    """The hits of one sentence in order. ``directive``: bare verbs count too; ``official``: the text is a document, no
    news."""
    key = (start, end, directive, official)
    if key not in reader.remembered:
        reader.remembered[key] = _find(reader, start, end, directive, official)
    return cast("Found", reader.remembered[key])


def _find(reader: NameReader, start: int, end: int, directive: bool, official: bool) -> Found:
    if _ATTENDS.match(reader.text, start, end):
        return Found([])
    orders, speaks = _told(reader, start, end, official)
    hits = list(orders)
    if directive:
        hits.extend(h for h in delegated(reader, start, end) if not any(o.start <= h.verb for o in orders))
    for at, strict in _subject_places(reader, start, end, orders):
        if any(h.start <= at < h.verb for h in hits):
            continue
        told = directive or any(h.verb < at for h in orders)  # behind an order bare verbs go on with it
        if hit := _subject(reader, at, start, end, directive=told and not strict, official=official):
            hits.append(hit)
    if directive:
        hits.extend(
            h for h in by_others(reader, start, end) if not any(o.start <= h.verb and h.start <= o.verb for o in hits)
        )
        hits = _led(hits)
    hits.sort(key=lambda h: h.verb)
    return Found(_opened(reader.text, hits, start), speaks or bool(orders))


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


# -- orders


def _told(reader: NameReader, start: int, end: int, official: bool) -> tuple[list[Hit], bool]:
    """The orders of a sentence, found once; whether the text is official matters only to words that may be no order."""
    matters = any(m.group().lower() in _SPEAKING for m in reader.matches(ORDERED, start, end))
    key = (start, end, official or not matters)
    if key not in reader.remembered:
        reader.remembered[key] = _orders(reader, start, end, official)
    return cast("tuple[list[Hit], bool]", reader.remembered[key])


def _orders(reader: NameReader, start: int, end: int, official: bool) -> tuple[list[Hit], bool]:
    hits: list[Hit] = []
    speaks = False
    text = reader.text
    for match in reader.matches(ORDERED, start, end):
        if hits and match.start() < hits[-1].verb:
            continue
        begin = _speaker_start(reader, start, match.start())
        if begin is None or _PETITION.search(text, start, match.start()):
            continue
        comes = _AFTER_ORDER.match(text, match.end(), end)
        at = comes.end() if comes else match.end()
        if match.group().lower() in _SPEAKING and not _is_speech(text, match, begin, official):
            continue
        if _OWN_STAFF.match(text, match.start()):
            continue
        speaks = True
        hit = _addressed(reader, at, begin, end)
        if hit:
            hits.append(hit)
    return hits, speaks or _remarks(reader, start, end)


def _is_speech(text: str, match: re.Match[str], begin: int, official: bool) -> bool:
    """Whether "chỉ đạo" here is something said: a comma follows, or a leader says it in the news."""
    return text[match.end() : match.end() + 1] in ",:" or (not official and _LEADERS.match(text, begin) is not None)


def _speaker_start(reader: NameReader, start: int, at: int) -> int | None:
    """Where the clause of the order at ``at`` begins, or None where the verb is no order (a noun, a passive, a
    relative)."""
    text = reader.text
    cuts = [m.end() for m in reader.matches(_BOUNDARY, start, at)]
    cut = cuts[-1] if cuts else start
    segment = text[cut:at].strip()
    if text.startswith("đòi hỏi", at):
        return cut
    if _LINKS.match(segment):
        before = text[max(start, cut - 140) : cut]
        opening = cuts[-2] if len(cuts) > 1 and segment == "" and before.rstrip().endswith("và") else cut
        return None if re.search(r"(?:do|được|theo|như|những) [^,;:]{0,40}[,“\"]? ?$", before) else opening
    for place in [start, *reversed(cuts)]:
        speaker = phrases.read(reader, place, at)
        if (
            speaker
            and _LINKS.match(text[speaker.end : at].strip(" ,"))
            and not _PASSIVE.search(text[max(start, place - 60) : place].split(";")[-1].split(",")[-1])
        ):
            return place if not _PASSIVE.search(text[max(start, place - 12) : place]) else None
    opener = OPENER.match(text, cut)
    if opener and _LINKS.match(text[opener.end() : at].strip(" ,")):
        return cut
    return cut if _BY_DOCUMENT.search(text[cut:at].rstrip()) else None


def _addressed(reader: NameReader, at: int, begin: int, end: int) -> Hit | None:
    text = reader.text
    named = phrases.read(reader, at, end)
    if named is None or named.entities[0].kind == "person" or _AUDIENCE.match(text, at):
        return None
    rest = text[named.end : named.end + 40]
    opens = rest.lstrip().startswith(":")
    word = _NEXT_WORD.match(rest)
    acts = phrases.followed_by_verb(reader, named.end, end)
    plain = (
        word is not None
        and word[1][0].islower()
        and not NAME_END.match(word[1])
        and not TENSE.match(word[1])
        and not rest.startswith(",")
    )
    if not (opens or acts or plain) or named.end >= end:
        return None
    return settled(reader, named, begin, end, "order", opens)


def _remarks(reader: NameReader, start: int, end: int) -> bool:
    """Whether somebody named speaks in the sentence ("Tổng Bí thư nhấn mạnh, …")."""
    for match in reader.matches(REMARKED, start, min(end, start + 400)):
        cuts = [start, *(m.end() for m in reader.matches(_BOUNDARY, start, match.start()))]
        for cut in reversed(cuts[-3:]):
            speaker = phrases.read(reader, cut, match.start())
            if (
                speaker
                and speaker.are_posts | any(e.kind == "person" for e in speaker.entities)
                and len(reader.text[speaker.end : match.start()].strip()) < 12
            ):
                return True
    return False


# -- subjects


def _subject_places(reader: NameReader, start: int, end: int, orders: list[Hit]) -> list[tuple[int, bool]]:
    """Offsets where a subject may stand; the flag asks for a modal verb behind it."""
    text = reader.text
    places = [(start, False)]
    if text[start : start + 1] in ("“", '"', "("):
        places.append((start + 1, True))
    opener = OPENER.match(text, start)
    if opener:
        places.append((opener.end() + 1, True))
    limit = orders[0].start if orders else end
    remark = next(iter(reader.matches(REMARKED, start, end)), None)
    for match in reader.matches(_COMMA, start, limit if limit > start else end):
        adjunct = opener is not None and text.count(",", start, match.start()) < 8
        said = remark is not None and 0 <= match.start() - remark.end() < 3
        if adjunct or said:
            places.append((match.end(), said))
    places.extend((m.end(), False) for m in reader.matches(STEP, start, end))
    places.extend((m.end(), True) for m in reader.matches(_SAYS, start, end))
    return sorted(set(places))


def _subject(reader: NameReader, at: int, start: int, end: int, *, directive: bool, official: bool) -> Hit | None:
    text = reader.text
    named = phrases.read(reader, at, end)
    if named is None or named.end >= end or named.entities[0].kind == "person" or _AUDIENCE.match(text, at):
        return None
    if text[named.end : named.end + 1] == ":" and at == start:
        return _titled(reader, named, end, official)
    if not phrases.followed_by_verb(reader, named.end, end):
        return None
    verb = named.end + (2 if text.startswith(", ", named.end) else 1)
    if _SUFFERS.match(text, verb) or (_HEADS_ALONE.match(text, at) and len(named.names[0].split()) < 3):
        return None
    modal = MODAL.match(text, verb) or _CHAIRS.match(text, verb) or _EARNEST.match(text, verb)
    if not modal and not (directive and _tells(reader, named, verb, start, official)):
        return None
    if _hidden_order(reader, named, verb, end) or (modal and _UNMET.search(text, verb, end)):
        return None
    if not official and _PETITION.search(text, start, at):
        return None
    return settled(reader, named, _quote_start(text, at, start), end, "modal" if modal else "act", False)


def _titled(reader: NameReader, named: Addressees, end: int, official: bool) -> Hit | None:
    """The hit of a name before a colon, unless names alone follow; in the news only where nothing follows."""
    if _lists_members(reader, named.end + 1, end) or not (official or named.end + 2 > end):
        return None
    return settled(reader, named, named.start, end, "heading", True)


def _tells(reader: NameReader, named: Addressees, verb: int, start: int, official: bool) -> bool:
    """Whether a bare verb behind a name tells what it has to do."""
    inside = named.start > start
    if _is_vague(named) and (inside or not official):
        return False
    if (named.are_posts and not official) or (inside and _REPORTED.search(reader.text, start, named.start)):
        return False
    return not reader.text.startswith(", ", named.end) or MANNER.match(reader.text, verb) is not None


def _is_vague(named: Addressees) -> bool:
    """Whether a class is named that nothing determines ("doanh nghiệp", not "các doanh nghiệp")."""
    first = named.entities[0]
    vague = first.kind == "class" and not first.determined
    return vague and "ủy" not in named.names[0].lower() and "đội ngũ" not in named.names[0]


def _lists_members(reader: NameReader, at: int, end: int) -> bool:
    """Whether names and nothing else follow a colon ("Trưởng ban: Chủ tịch UBND tỉnh")."""
    at += reader.text[at : at + 1] == " "
    number = _ONE_OF.match(reader.text, at)
    named = phrases.read(reader, number.end() if number else at, end)
    return named is not None and not phrases.followed_by_verb(reader, named.end, end)


def _hidden_order(reader: NameReader, named: Addressees, verb: int, end: int) -> bool:
    """A body that itself gives an order ("UBND tỉnh yêu cầu …") or speaks is no addressee here."""
    word = ORDER.match(reader.text, verb)
    if word and word.group().lower() not in _SPEAKING and not _OWN_STAFF.match(reader.text, verb):
        return True
    return REMARK.match(reader.text, verb) is not None and ACT.match(reader.text, verb) is None


def _quote_start(text: str, at: int, start: int) -> int:
    """Back over a quotation mark and over the speaker's clause in front of the subject."""
    before = text[start:at]
    said = re.search(
        r"(?:^|[,;] |đồng thời )([^,;]{0,80}?(?:lưu ý|nhấn mạnh|nêu rõ|chỉ rõ|chỉ đạo|yêu cầu|đề nghị|khẳng định"
        r"|rằng)[,:]? ?[“\"]?)$",
        before,
    )
    if said:
        return start + said.start(1)
    return at - 1 if at > start and text[at - 1] in '“"' else at


# A verb that is itself the subject of what follows ("Khen thưởng phải đúng người").
_IS_SUBJECT = re.compile(
    r"(?!Phải|Cần|Chủ trì|Khẩn|Tiếp tục|Nghiêm)[^\W\d_][^,;:.]{2,38}? (?:phải (?!có)|cần (?!thiết)|là )"
)


_LATE = re.compile(r", (?=[^\W\d_])")
_NEAR = 130


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
    link = re.compile(
        r"(?:Đồng thời|Ngoài ra|Trong đó|Bên cạnh đó|Cùng với đó|Song song với đó|Mặt khác|Trước mắt|Riêng|Đặc biệt"
        r"|Tiếp đó|Sau đó)(?: là)?,? ?(?=\w)"
    ).match(text, start)
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
