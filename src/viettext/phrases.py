"""Reads the addressees of an order: a list of names joined by commas, "và" and semicolons, with
second titles dropped.
"""

import re
from dataclasses import dataclass, replace

from viettext import nametables as tables
from viettext.lexicon import TENSE, VERB
from viettext.names import Entity, NameReader, is_act, tidy

_JOINT = re.compile(r" ?[,;] (?:và |cùng với |cùng )?| và | cùng với | cùng | hoặc |; ?")
_ASIDE = re.compile(r",? (?:đặc biệt là|nhất là|trước hết là|trong đó có|bao gồm|gồm|kể cả|và cá nhân)(?!\w)", re.I)
_BRACKET = re.compile(r" ?\([^()]{0,160}\)")
_DASH = re.compile(r" [-–] (?=[^\W\d_])")
_MANNER = re.compile(
    r",? là (?:cơ quan|đơn vị|đầu mối)(?!\w)|,? (?:theo|căn cứ|trong phạm vi|trên cơ sở|tùy theo"
    r"|với) (?:đúng )?(?:chức năng|thẩm quyền|nhiệm vụ|quy định|quyền hạn|trách nhiệm|phạm vi|tinh thần|lĩnh vực"
    r"|phân công"
    r"|kế hoạch|dự toán|tình hình|kết quả|vai trò)"
    r"|,? (?:trước|đến hết|chậm nhất|trong|từ nay đến|ngay trong|định kỳ|từ)(?: (?:hết|trước|vào))?"
    r" (?:ngày|tháng|quý|năm|tuần|\d{1,2} (?:giờ|ngày|tháng)|hết|6 tháng)(?!\w)"
    r"|,? (?:\d{1,2} tháng|mỗi (?:chiều|sáng|thứ)|vào (?:thứ|sáng|chiều|cuối|ngày))(?!\w)"
)

_MOST_BETWEEN, _MOST_LOOSE = 6, 12
_BREAK = re.compile(
    r"(?<!\w)(?:có thể|một số|những|trong|khi|nếu|để|nhằm|vì|do|là|đã|đang|sẽ|vừa|và|mà|theo|từ|đến|với|phải|cần|này|đó"
    r"|chưa|không|bị|cho|rằng)(?!\w)",
    re.I,
)
_PLAIN = re.compile(r" ([a-zđàáâãèéêìíòóôõùúýăĩũơưạ-ỹ][\w]*)")
_NO_VERB = re.compile(
    r"(?:điện|gửi|của|là|có|cũng|nói|hiện|thời|giai|số|khóa|nhiệm|trở|gồm|bao|cấp|loại|tỉnh|xã|phường|huyện|thành"
    r"|tại|nơi|nhiều|rất"
    r"|mỗi|những|đều|luôn|mới|cho|sang|ra|vào|lên|hay|hoặc|nào|gì|ai|sao|thứ)(?!\w)"
)
_PARTS = re.compile(r", (?:và )?| và ")
_STEP = re.compile(r" (?=[^\W\d_])|[;:.()]")
_PARTY_HEAD = re.compile(r"(?:Phó )?Bí thư (?:(?:(?:các )?(?:Tỉnh|Thành|Huyện|Đảng) (?:ủy|uỷ)(?:, | và )?)+)")
_OF_SEVERAL = re.compile(r" các (?:tỉnh|thành phố|xã|phường)(?!\w)")
_COURTESY = re.compile(r"(?:các )?(?:đồng chí |đ/c )?", re.I)
_CAPITALS = re.compile(r"[A-ZĐ][\w&-]{0,12}(?: [A-ZĐÀÁÂÈÉÊÌÍÒÓÔÙÚƯÝ][\w&-]{0,12})")


@dataclass(slots=True)  # hundreds in a document: not frozen, which would take three times as long to make
class Addressees:
    """Those an order names, and where the words about them begin and end (``end`` is where the verb is looked for)."""

    start: int
    end: int
    entities: tuple[Entity, ...]

    @property
    def names(self) -> list[str]:
        """Their names in the order of the text, each once."""
        return list(dict.fromkeys(name for entity in self.entities if entity.kind != "person" for name in entity.names))

    @property
    def bodies(self) -> list[str]:
        """The bodies behind the posts, or nothing unless every entity is a post that heads a body."""
        if not all(e.kind == "post" and e.body for e in self.entities):
            return []
        return list(dict.fromkeys(body for entity in self.entities for body in entity.body))

    @property
    def are_posts(self) -> bool:
        """Whether all of them are posts."""
        return all(e.kind == "post" for e in self.entities)


def read(reader: NameReader, at: int, limit: int) -> Addressees | None:
    """The addressees that stand at ``at`` and end before ``limit``, or None."""
    first = reader.entity(at)
    if first is None or first.end > limit:
        return None
    if at not in reader.phrases:  # nearly always they end well before the limit, whatever it is
        reader.phrases[at] = _read(reader, first, len(reader.text))
    whole: Addressees = reader.phrases[at]
    return whole if whole.end < limit else _read(reader, first, limit)


def _read(reader: NameReader, first: Entity, limit: int) -> Addressees:
    entities = [first]
    end = _pass_asides(reader, first.end, limit)
    for _ in range(40):
        joint = _JOINT.match(reader.text, end)
        if joint is None or joint.end() >= limit:
            break
        following = _next(reader, joint.end(), entities[-1], limit)
        if following is None:
            break
        if following.kind != "person":
            entities.append(following)
        end = _pass_asides(reader, following.end, limit)
    return Addressees(first.start, min(_pass_manner(reader.text, end), limit), tuple(_shared(reader, entities)))


def stretched(reader: NameReader, named: Addressees, limit: int) -> Addressees | None:
    """The addressees with the words between a class and its verb taken in ("các đơn vị ngành than trên địa bàn …")."""
    if reader.text.startswith(", ", named.end):
        return _listed(reader, named, limit)
    last = named.entities[-1]
    stop = reader.until_act(named.end, _MOST_BETWEEN, named.end) if last.kind == "class" else named.end
    between = reader.text[named.end : stop]
    if not between or stop > limit or _BREAK.search(between):
        return None
    name = " ".join(f"{last.names[-1]}{between}".split())
    return Addressees(
        named.start, stop, (*named.entities[:-1], replace(last, end=stop, names=(*last.names[:-1], name)))
    )


def _listed(reader: NameReader, named: Addressees, limit: int) -> Addressees | None:
    """The addressees with further ones that are no known names, up to the verb."""
    stop = reader.until_act(named.end, _MOST_LOOSE, named.end, ",")
    parts = [part.strip() for part in _PARTS.split(reader.text[named.end : stop]) if part.strip()]
    known = all(tables.PERSON_NOUN.match(p) or tables.BODY_NOUN.match(p) or tables.BODY_HEAD.match(p) for p in parts)
    if not parts or stop > limit or not known or any(_BREAK.search(p) or len(p.split()) < 2 for p in parts):
        return None
    more = tuple(Entity(named.end, stop, "class", (tidy(part),), determined=True) for part in parts)
    return Addressees(named.start, stop, (*named.entities, *more))


def followed_by_word(reader: NameReader, named: Addressees, limit: int) -> bool:
    """Whether a plain word that may be a verb stands behind a body's or post's whole name."""
    if named.entities[-1].kind not in ("body", "post") or named.end >= limit:
        return False
    word = _PLAIN.match(reader.text, named.end, limit)
    return word is not None and not (
        VERB.match(reader.text, word.start(1))
        or tables.NAME_END.match(word[1])
        or TENSE.match(word[1])
        or _BREAK.match(word[1])
        or _NO_VERB.match(word[1])
    )


def loose(reader: NameReader, at: int, limit: int) -> Addressees | None:
    """An unknown body that is told to act: the words of a name up to its verb, its head known or in capitals."""
    determiner = tables.DETERMINER.match(reader.text, at)
    inner = determiner.end() if determiner else at
    known = tables.BODY_HEAD.match(reader.text, inner) or tables.POST_HEAD.match(reader.text, inner)
    if not (known or _CAPITALS.match(reader.text, inner)) or is_act(reader.text, inner):
        return None
    stop = reader.until_act(inner, _MOST_LOOSE, inner)
    words = reader.text[inner:stop]
    if stop > limit or len(words.split()) < 2 or _BREAK.search(words):
        return None
    name = tidy(reader.text[at:stop])
    name = name[:1].lower() + name[1:] if determiner else name
    return Addressees(at, stop, (Entity(at, stop, "body", (name,), determined=True, open_ended=False),))


def _next(reader: NameReader, at: int, before: Entity, limit: int) -> Entity | None:
    title = tables.SECOND_TITLE.match(reader.text, at)
    entity = reader.entity(at)
    if entity is None or entity.end > limit:
        return None
    if title and before.kind in ("post", "person") and not entity.determined:
        return replace(entity, kind="person")
    if not entity.determined and entity.kind == "class" and is_act(reader.text, at) and reader.text[at].islower():
        return None
    return entity


def _pass_asides(reader: NameReader, end: int, limit: int) -> int:
    """Steps over brackets, "đặc biệt là …" and a dash with a second name."""
    for _ in range(4):
        if bracket := _BRACKET.match(reader.text, end, limit):
            end = bracket.end()
            continue
        aside = _ASIDE.match(reader.text, end, limit) or _DASH.match(reader.text, end, limit)
        inner = reader.entity(aside.end() + (reader.text[aside.end() : aside.end() + 1] == " ")) if aside else None
        if aside is None or inner is None or inner.end > limit:
            return end
        end = _list_end(reader, inner.end, limit)
        if reader.text[end : end + 2] == ", " and is_act(reader.text, end + 2):
            end += 1
    return end


def _list_end(reader: NameReader, end: int, limit: int) -> int:
    for _ in range(10):
        joint = _PARTS.match(reader.text, end, limit)
        following = reader.entity(joint.end()) if joint else None
        if following is None or following.end > limit or is_act(reader.text, following.start):
            return end
        end = following.end
    return end


def _pass_manner(text: str, end: int) -> int:
    """Steps over "theo chức năng, nhiệm vụ được giao" to just before the verb."""
    manner = _MANNER.match(text, end)
    if manner is None:
        return end
    for step in _STEP.finditer(text, manner.end(), manner.end() + 120):
        if step.group() != " ":
            return end
        if is_act(text, step.end()) and not text.startswith(("được giao", "quản lý"), step.end()):
            return step.start() - (text[step.start() - 1] == ",")
    return end


def _shared(reader: NameReader, entities: list[Entity]) -> list[Entity]:
    """Posts that share what follows them ("Bí thư, Chủ tịch UBND các tỉnh") become one entity."""
    merged: list[Entity] = []
    for entity in entities:
        last = merged[-1] if merged else None
        if last and _belongs(reader.text, last, entity):
            start = _COURTESY.match(reader.text, last.start)
            words = reader.text[start.end() if start else last.start : entity.end]
            name = " ".join(words.split())  # heads of different bodies stand for none of them
            merged[-1] = replace(entity, start=last.start, names=(name,), body=(), determined=True)
        else:
            merged.append(entity)
    return merged


def _belongs(text: str, last: Entity, entity: Entity) -> bool:
    if last.kind != "post" or ";" in text[last.end : entity.start]:
        return False
    if entity.kind == "post" and (not last.whole or _shares_places(last.names[-1], entity.names[-1])):
        return True
    head, name = last.names[-1], entity.names[-1].lower()
    return head.startswith(("Thủ trưởng", "Bộ trưởng, Thủ trưởng")) and name.startswith(
        (
            "cơ quan thuộc chính phủ",
            "thủ trưởng cơ quan thuộc chính phủ",
            "thủ trưởng các cơ quan thuộc",
            "cơ quan ngang bộ",
        )
    )


def _shares_places(head: str, name: str) -> bool:
    """Whether heads of Party committees and of others share the places ("Bí thư Tỉnh ủy, Chủ tịch UBND các tỉnh …")."""
    return _PARTY_HEAD.fullmatch(head) is not None and _OF_SEVERAL.search(name) is not None


def followed_by_verb(reader: NameReader, end: int, limit: int) -> bool:
    """Whether what stands behind the addressees tells them to act, and not what they did."""
    text = reader.text
    at = end + 1 if text[end : end + 1] == " " else end
    if text.startswith(", ", end):
        at = end + 2
    if at >= limit or TENSE.match(text, at):
        return False
    return is_act(text, at)
