"""Finds the orders of a sentence ("yêu cầu …", "giao …"): who gives them, whom they address and where they begin."""

import re
from dataclasses import dataclass

from viettext import phrases, subjects
from viettext.delegation import Hit, settled
from viettext.lexicon import OPENER, ORDER, ORDERED, REMARK, REMARKED, TENSE
from viettext.names import NameReader, is_act
from viettext.nametables import NAME_END
from viettext.wordtables import words

_BOUNDARY = re.compile(r", ?|; ?|: ?|“ ?|\" ?|\( ?| và ")
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
_BY_DOCUMENT = re.compile(
    r"(?:[Cc]ông điện|[Cc]hỉ thị|[Vv]ăn bản|[Tt]hông báo|[Cc]ông văn|[Kk]ết luận|[Kk]ế hoạch)(?: [^,;]{0,80})?$"
)
_PASSIVE = re.compile(
    r"(?:^|\s)(?:do|được|bị|theo|như|mà|những|các|nhiệm vụ|việc|đáp ứng|so với)(?: [^;:.]{0,120})?,? ?$"
)
_RELATED = re.compile(r"(?:do|được|theo|như|những) [^,;:]{0,40}[,“\"]? ?$")
_NEXT_WORD = re.compile(r",? ([^\W\d_]\w*)")
_AFTER_ORDER = re.compile(r"(?: nhiệm vụ| trách nhiệm)?(?: cụ thể)?(?: cho| đối với| tới)?[,:]? ?(?:rằng |là )?[“\"]?")
# "Đối với …" does not stand here: it tells what an order is about, not whom it is for.
_TOPIC = re.compile(r"(?:Riêng|Về phía|Còn) (?!đối với|với)(?=\w)")
_BLAMED = re.compile(r"(?<!\w)(?:[Pp]hê bình|[Nn]ghiêm khắc phê bình) (?=\w)")
_CUT = re.compile(r"[;:] ?|, (?:đồng thời|và) ")
# Orders that are none whatever addressee follows: nouns, passives, relatives.
_NO_ORDER = re.compile(
    r"(?<!\w)(?:theo|các|những|mọi|đáp ứng|do|được|bị|của|với|về|như|một số|nhiều|từ|có|ý kiến|nội dung|kết quả"
    r"|việc|sự|chuyển"
    r"|bàn|trao|để|nhằm|nếu|khi|đã|chưa|không|nhu cầu|văn bản|công văn|tờ trình|đơn|hồ sơ|bảo đảm|thực hiện)"
    r"(?: [^\W\d_]{1,8}){0,1} ?$"
)
_PLAIN_ORDERS = frozenset(("yêu cầu", "đề nghị", "giao", "giao nhiệm vụ cho", "phân công", "giao cho", "nhắc nhở"))
# Whom a body puts in charge of its own work ("phân công lãnh đạo trực").
OWN_STAFF = re.compile(
    r"(?:phân công|giao|cử) (?:01 |một |các )?(?:đồng chí )?(?:lãnh đạo|cán bộ|công chức|viên chức"
    r"|nhân viên) (?!các|cấp)"
)
# Those who ask and do not direct.
PETITION = re.compile(
    r"(?:^|[;.] |, )[^;.,]{0,25}(?:[Cc]ử tri|[Pp]hụ huynh|[Bb]ạn đọc|[Cc]huyên gia|[Nn]hiều ý kiến|[Mm]ột số ý kiến"
    r"|[Cc]ác ý kiến|[Bb]à con"
    r"|[Đđ]ại diện (?:một số |các |một )?(?:doanh nghiệp|tập đoàn|công ty|nhà thầu|hiệp hội|hợp tác xã|hộ|ngư dân))"
    r"(?!\w)[^;.]*$"
)
_PETITIONERS = re.compile(
    r"(?:[Nn]gười dân|[Dd]oanh nghiệp|[Hh]iệp hội|[Nn]hà đầu tư|[Hh]ộ dân|[Nn]gư dân|[Nn]ông dân|[Cc]ông nhân"
    r"|[Gg]iáo viên"
    r"|[Đđ]ại biểu|[Cc]hủ đầu tư)(?: [^,.;:]{0,50})? (?:cũng |đã |và )*$"
)
# What the same speaker asks for behind a petition is one too.
_PETITIONS = re.compile(r"(?<!các )(?<!những )kiến nghị (?=[A-ZĐ]|các (?:bộ|cấp))[^.]*[;,] (?:đồng thời,? |và )?$")
# One of these is, in lower case, in whatever the patterns above find.
_ASKING = words("""
    cử tri | phụ huynh | bạn đọc | chuyên gia | ý kiến | bà con | người dân | doanh nghiệp | hiệp hội | nhà đầu tư
    hộ dân | đại diện | ngư dân | nông dân | công nhân | giáo viên | đại biểu | chủ đầu tư
""")
AUDIENCE = re.compile(r"(?:các |quý )?(?:đại biểu|vị đại biểu|bạn|người dân|nhân dân)(?!\w)", re.I)
SPEAKING = frozenset(("chỉ đạo",))
_LEADERS = re.compile(
    r"Tổng Bí thư|Thủ tướng|Chủ tịch|Phó Thủ tướng|Bí thư|Phó Chủ tịch|Trưởng Ban|Trưởng ban|Bộ trưởng|Phó Bí thư"
    r"|Phó Trưởng"
)


@dataclass(slots=True)
class Orders:
    """The orders of a sentence with an addressee, where the first of all is said, and whether somebody speaks."""

    hits: list[Hit]
    first: int | None
    speaks: bool


def find_orders(reader: NameReader, start: int, end: int, official: bool) -> Orders:
    """The orders of a sentence, found once; whether the text is official matters only to words that may be no order."""
    matters = reader.text.find("kiến nghị", start, end) >= 0 or any(
        m.group().lower() in SPEAKING for m in reader.matches(ORDERED, start, end)
    )
    return reader.once(_orders, start, end, official or not matters)


def _orders(reader: NameReader, start: int, end: int, official: bool) -> Orders:
    hits: list[Hit] = []
    first: int | None = None
    text = reader.text
    lower = text[start:end].lower()
    may_ask = any(word in lower for word in _ASKING)
    for match in reader.matches(ORDERED, start, end):
        if (hits and match.start() < hits[-1].verb) or OWN_STAFF.match(text, match.start()):
            continue
        if may_ask and _asks(text[start : match.start()]):
            continue
        if not official and _PETITIONS.search(text, start, match.start()):
            continue
        begin = _speaker_start(reader, start, match.start())
        if begin is None:
            hits.extend(_unspoken(reader, match, start, end))
            continue
        if match.group().lower() in SPEAKING and not _is_speech(text, match, begin, official):
            continue
        first = match.start() if first is None else first
        hit = _addressed(reader, _behind(text, match, end), begin, end) or _meant(reader, match, start, begin, end)
        if hit and not _speaks_himself(text, match, hit):
            hits.append(hit)
    return Orders(hits, first, first is not None or bool(hits) or _remarks(reader, start, end))


def _speaks_himself(text: str, order: re.Match[str], hit: Hit) -> bool:
    """Whether whoever stands behind "phát biểu chỉ đạo," is the speaker ("…, Tổng Bí thư đề nghị …")."""
    speech = order.group().lower() in SPEAKING and text.startswith(",", order.end())
    return speech and (ORDER.match(text, hit.verb) or REMARK.match(text, hit.verb)) is not None


def _meant(reader: NameReader, order: re.Match[str], start: int, begin: int, end: int) -> Hit | None:
    """The hit of an order without addressee that is meant for somebody named before it.

    He is the topic ("Riêng xã Tân An, ông giao tổ chức …") or is blamed ("Phê bình xã Tân An để chậm; yêu cầu …").
    """
    verb = _behind(reader.text, order, end)
    if not is_act(reader.text, verb):
        return None
    topic = _TOPIC.match(reader.text, start, begin)
    blamed = None if topic else next(_BLAMED.finditer(reader.text, start, begin), None)
    named = phrases.read(reader, found.end(), begin) if (found := topic or blamed) else None
    if named is None or named.entities[0].kind == "person":
        return None
    if topic and reader.text[named.end : begin] != ", ":
        return None
    return Hit(start if topic else begin, verb, named.names, bodies=named.bodies)


def _asks(before: str) -> bool:
    """Whether the words before an order tell of those who ask and do not direct."""
    return PETITION.search(before) is not None or _PETITIONERS.search(before) is not None


def _behind(text: str, order: re.Match[str], end: int) -> int:
    """Where the addressee of an order is looked for."""
    comes = _AFTER_ORDER.match(text, order.end(), end)
    return comes.end() if comes else order.end()


def _unspoken(reader: NameReader, order: re.Match[str], start: int, end: int) -> list[Hit]:
    """The order of a speaker the grammar does not know, taken where an addressee and his act follow it."""
    before = _NO_ORDER.search(reader.text, max(start, order.start() - 40), order.start())
    if before or order.group().lower() not in _PLAIN_ORDERS or not is_act(reader.text, order.start()):
        return []
    clause = _clause(reader, start, order.start())
    hit = _addressed(reader, _behind(reader.text, order, end), clause, end)
    return [hit] if hit and _acts(reader, hit, end) else []


def _clause(reader: NameReader, start: int, at: int) -> int:
    """Where the clause begins that the order at ``at`` stands in."""
    return max([start, *(m.end() for m in reader.matches(_CUT, start, at))])


def _acts(reader: NameReader, hit: Hit, end: int) -> bool:
    """Whether a list or an act follows the addressee of a hit."""
    return hit.opens_list or bool(hit.supervisor) or phrases.followed_by_verb(reader, hit.verb - 1, end)


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
        return None if _RELATED.search(before) else opening
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
    named = phrases.read(reader, at, end) or phrases.loose(reader, at, end)
    if AUDIENCE.match(text, at) or (named and named.entities[0].kind == "person"):
        return None
    if named is None:
        return subjects.after_order(reader, at, begin, end)
    if not phrases.followed_by_verb(reader, named.end, end):
        named = phrases.stretched(reader, named, end) or named
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
        return subjects.after_order(reader, at, begin, end)
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
