"""Reads the name of a body, a post or a class of bodies at a place in a text."""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, TypeVar

from viettext import nametables as tables
from viettext.bodies import WORD, BodyReader
from viettext.entities import Entity, Gazetteer, Names, fold_in_place, is_act, lowered, tidy
from viettext.lexicon import MODAL, ORDERED, REMARKED
from viettext.sentences import Span, sentences

Found = TypeVar("Found")

_AREA = re.compile(
    r" (?:đóng )?(?:chân )?trên địa bàn(?: (?:toàn )?(?:tỉnh|thành phố|huyện|xã|phường|quận|cả nước|thủ đô))?(?!\w)"
)
# Deputies and the heads of State stand for no body.
_NO_BODY = re.compile(
    r"Phó |Thủ tướng|Tổng Bí thư|Chủ tịch (?:nước|Quốc hội|Mặt trận)|Thường trực|Ủy viên|Uỷ viên|Lãnh đạo|Thứ trưởng"
)
# How many classes of persons may each head the next ("lãnh đạo các thủ trưởng các …").
_MOST_NESTED = 6
_WHOLE_POSTS = ("Thường trực", "Tổng Bí thư", "Chủ tịch nước", "Người đứng đầu", "Thủ tướng")
_SHARED_OBJECT = re.compile(r"[Cc]ác (?P<head>Bộ|bộ|Sở|sở|Cục|cục|Vụ|vụ|Ban|ban)(?P<colon> ?:)? (?=[A-ZĐÀ-Ỹ])")
_SHARED_STEP = re.compile(r" ?, (?:và )?| và ")
_NEXT_NOUN = re.compile(r"(?:, (?:và )?| và )các (?=ngành|cấp)|, (?:và )?| và |/| hoặc ")
_MORE_LEVELS = re.compile(
    r"(?:(?:,| và|,? từ|,? đến) (?:(?:các )?cấp (?:tỉnh|xã|huyện|vụ|phòng|cơ sở)|các ngành(?! liên)"
    r"|địa phương))+(?!\w)"
)
_STANDING = re.compile(r" [Tt]hường trực(?! Ban)(?!\w)")
_SEVERAL = re.compile(r" (?:của )?(?:các|mỗi|từng) (?=[^\W\d_])")
_LINK = re.compile(r" (?:của|thuộc|trực thuộc) ")
_IN_CHARGE = re.compile(r" (?:được phân công )?(?:phụ trách|theo dõi)(?: (?:lĩnh vực|khối|mảng|địa bàn|ngành))?(?!\w)")
_RELATIVE = re.compile(r" (?:có(?! thể)|chưa|bị|đang|được) (?=[^\W\d_])")
_NO_BODY_ALONE = ("Phó ", "Thứ trưởng", "Ủy viên", "Uỷ viên")
_ORGANISATIONS = re.compile(r",? (?:và |hoặc )?(?:cá nhân|đơn vị|cơ quan|doanh nghiệp|hộ gia đình)")
_HOW = re.compile(r" (?:lại|tốt|ngay|thật|nghiêm|thành công)(?!\w)")
_PARTY_NOUN = re.compile(r"(?:đảng ủy|đảng uỷ)(?!\w)", re.I)
_USERS = re.compile(
    r"(?:cơ quan|đơn vị|cơ sở|tổ chức|doanh nghiệp|lực lượng|hộ|hợp tác xã|trường|trung tâm|bộ phận|nhà máy|công ty"
    r"|nhà thầu|đoàn|tổ|ban|chủ|phòng|viện|ngân hàng)(?!\w)",
    re.I,
)
_ALL = re.compile(r"(?:Các|Mỗi|Từng|Tất cả|Toàn thể|Những|Mọi) ")
_COMMITTEE = re.compile(r"(?:Tỉnh|Thành|Đảng|Huyện) (?:ủy|uỷ)")
_THIS = re.compile(r" (?:này|nói trên)(?!\w)")
_NEAR_ENOUGH = 900
_SCRAPS = frozenset(("ban", "bộ", "sở", "vụ", "cục", "tổ", "khối", "hội", "đội", "viện", "cấp", "phòng", "trạm", "khu"))
_CHARGED = re.compile(
    r" được (?:giao|phân công)(?: (?:nhiệm vụ )?(?:chủ trì(?: soạn thảo)?|quản lý|phụ trách|làm chủ đầu tư|nhiệm vụ))"
    r"(?=[:,;]| phải| cần| có trách nhiệm| khẩn trương| tập trung| chủ động)"
)
_UNIT_NAMED = re.compile(r"(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị xã|TP|thôn|bản)(?= [A-ZĐÂÁẢÊÍÔƠÚƯÝ])")
_COUNTED = re.compile(rf"0?\d{{1,2}} (?={_UNIT_NAMED.pattern})")
# What a body is in the work at hand, said before its name.
_ROLES = ("nhà thầu", "Nhà thầu", "chủ đầu tư", "Chủ đầu tư", "nhà đầu tư", "đơn vị thi công", "đơn vị tư vấn")
_ROLE = re.compile(rf"(?:{'|'.join(_ROLES)}) (?=[A-ZĐ])")
_NOUN_ENDS = 30
_MOST_USED = 5
_SYLLABLE = re.compile(r"[^\W_]+")
_IN_LOWER_CASE = frozenset((ORDERED, REMARKED))


class NameReader(BodyReader):
    """Reads names in one flat text (line breaks already made spaces); all offsets are in that text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        super().__init__(text, gazetteer)
        self._lower = lowered(text)
        self._met: dict[int, Entity | None] = {}
        self.phrases: dict[int, Any] = {}  # the addressees that stand at a place (phrases.read)
        self._nested_heads = 0
        self._matches: dict[int, tuple[list[int], list[re.Match[str]]]] = {}
        self._said: dict[tuple[object, ...], Any] = {}

    def entity(self, at: int) -> Entity | None:
        """The entity that starts at ``at``, or None."""
        if at not in self._met:
            self._met[at] = self._entity(at) if self._may_begin(at) else None
        return self._met[at]

    def _may_begin(self, at: int) -> bool:
        first = _SYLLABLE.match(self.text, at) if self.text[at : at + 1].isalpha() else None
        if first is None:
            return self.text[at : at + 1].isdigit() and _COUNTED.match(self.text, at) is not None
        syllable = first.group()
        if not syllable[0].isupper():
            return syllable in tables.FIRST_SYLLABLES
        return syllable.lower() in tables.FIRST_OF_ALL or self._gazetteer.begins(syllable)

    def matches(self, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
        """The matches of a pattern that lie between two offsets; the whole text is searched once, at the first call.

        A pattern is a constant of its module, and known by its identity: its hash is worked out anew each time.
        """
        known = self._matches.get(id(pattern))
        if known is None:
            found = list(pattern.finditer(self._lower if pattern in _IN_LOWER_CASE else self.text))
            known = self._matches[id(pattern)] = [m.start() for m in found], found
        starts, found = known
        first = bisect_left(starts, start)
        inside = found[first : bisect_left(starts, end, first)]
        while inside and inside[-1].end() > end:
            inside.pop()
        return inside

    def sentences(self, start: int, end: int) -> list[Span]:
        """The sentences between two offsets (``sentences.sentences``), cut once for all who ask."""
        return self.once(_sentences, start, end)

    def once(self, find: Callable[..., Found], *places: int) -> Found:
        """What a function finds in this text between some places, looked for at the first call."""
        key = (find, *places)
        if key not in self._said:
            self._said[key] = find(self, *places)
        found: Found = self._said[key]
        return found

    def _entity(self, at: int) -> Entity | None:
        honorific = tables.HONORIFIC.match(self.text, at)
        begin = honorific.end() if honorific else at
        counted = self.text[begin : begin + 1].isdigit()
        determiner = (_COUNTED if counted else tables.DETERMINER).match(self.text, begin)
        inner = determiner.end() if determiner else begin
        again = tables.HONORIFIC.match(self.text, inner) if inner > at else None
        inner = again.end() if again else inner
        found = self._plain(
            at, inner, bool(determiner) or bool(honorific and honorific.group().lower().startswith("các"))
        )
        if found is None and honorific:
            return self._person(at, begin)
        return found

    def _plain(self, at: int, inner: int, determined: bool) -> Entity | None:
        shared = self._ministries(at, inner) if determined else None
        if shared:
            return shared
        if self.text.find(" này", inner, inner + _NOUN_ENDS) > 0 and (met := self._met_before(at, inner)):
            return met
        if self.text.startswith(_ROLES, inner) and (met := self._in_role(at, inner)):
            return met
        return (
            self._post(at, inner, determined)
            or self._named(at, inner, determined)
            or self._class(at, inner, determined)
            or self._place(at, inner)
        )

    def _met_before(self, at: int, inner: int) -> Entity | None:
        """The body that "Công ty này" means, whose noun would else begin a name."""
        noun = tables.BODY_NOUN.match(self.text, inner)
        return self._named_before(at, inner, noun.end()) if noun else None

    def _in_role(self, at: int, inner: int) -> Entity | None:
        """The body whose name follows what it is in the work ("nhà thầu Công ty cổ phần …")."""
        role = _ROLE.match(self.text, inner)
        return self._named(at, role.end(), False) if role else None

    def _place(self, at: int, inner: int) -> Entity | None:
        """A province by its bare name, which stands for those who govern it."""
        place = tables.PROVINCE.match(self.text, inner)
        if place is None or self._is_person(inner):
            return None
        return Entity(at, place.end(), "class", (self.text[inner : place.end()],), open_ended=False)

    def _ministries(self, at: int, inner: int) -> Entity | None:
        """ "các Bộ: Tài chính, Công an" is one body for each field named."""
        match = _SHARED_OBJECT.match(self.text, inner - 4)
        if match is None:
            return None
        head, cursor, names = match["head"].capitalize(), match.end(), []
        end = cursor
        while sector := tables.SECTOR.match(self.text, cursor):
            names.append(f"{head} {sector.group()}")
            end = sector.end()
            step = _SHARED_STEP.match(self.text, end)
            if step is None:
                break
            cursor = step.end()
        return Entity(at, end, "body", tuple(names), open_ended=False) if names else None

    # -- posts and persons

    def _post(self, at: int, inner: int, determined: bool) -> Entity | None:
        head = tables.POST_HEAD.match(self.text, inner)
        if head is None:
            return None
        standing = _STANDING.match(self.text, head.end())
        end = standing.end() if standing else head.end()
        body: tuple[str, ...] = ()
        several: tuple[str, ...] = ()
        target = self._object(end + 1) if self.text[end : end + 1] == " " else None
        if target:
            end = target.end
            body = () if _NO_BODY.match(head.group()) or head.group().startswith("Phó") else target.names
            several = tuple(f"{head.group()} {n}" for n in target.names) if len(target.names) > 1 else ()
        elif self.text[end : end + 1] == " " and not standing:
            end = self._capitals(inner, end)
        bare = end == head.end()
        holder = self._after_person(end)
        named_end = holder if bare and head.group().startswith(_NO_BODY_ALONE) else end
        end = self._in_charge(holder)
        name = self._name(inner, end if end > holder else named_end)
        if _NO_BODY.match(name):
            body = ()
        elif name.startswith(("Tổng Thanh tra", "Tổng Kiểm toán")):
            body = (name.removeprefix("Tổng ")[:1].upper() + name.removeprefix("Tổng ")[1:],)
        whole = not bare or head.group().startswith(_WHOLE_POSTS)
        return Entity(at, end, "post", several or (name,), determined, True, bare, body, whole)

    def _in_charge(self, end: int) -> int:
        """Takes in "phụ trách lĩnh vực …" behind a post, up to the verb."""
        charge = _IN_CHARGE.match(self.text, end)
        return self.until_act(charge.end(), 12, end, ",-–") if charge else end

    def until_act(self, at: int, most: int, otherwise: int, passed: str = "") -> int:
        """The end of the words before the next verb or modal, or ``otherwise`` where none follows in the clause."""
        cursor = at
        for _ in range(most):
            mark = self.text[cursor : cursor + 1]
            if mark and mark in passed:
                cursor += 1
            elif self.text[cursor : cursor + 2] in (" -", " –") and "-" in passed:
                cursor += 2
            if self.text[cursor : cursor + 1] != " ":
                return otherwise
            if is_act(self.text, cursor + 1) and self.text[cursor - 1] not in passed:
                return cursor
            word = WORD.match(self.text, cursor + 1)
            if word is None:
                return otherwise
            cursor = word.end()
        return otherwise

    def _object(self, at: int) -> Entity | None:
        determiner = tables.DETERMINER.match(self.text, at)
        inner = determiner.end() if determiner else at
        shared = self._ministries(at, inner) if determiner else None
        return shared or self._named(at, inner, bool(determiner)) or self._class(at, inner, bool(determiner))

    def _after_person(self, end: int) -> int:
        """Steps over the holder's name behind a post."""
        return self._capitals_name(end) if self.text[end : end + 1] == " " and self._is_person(end + 1) else end

    def _person(self, at: int, begin: int) -> Entity | None:
        end = self._capitals_name(begin - 1)
        return Entity(at, end, "person", (self._name(begin, end),), whole=False) if end > begin else None

    # -- classes

    def _head_of(self, end: int) -> Entity | None:
        """The body whose heads a class of persons are; a chain of persons without a body ends somewhere."""
        if self.text[end : end + 1] != " " or self._nested_heads > _MOST_NESTED:
            return None
        self._nested_heads += 1
        try:
            return self._object(end + 1)
        finally:
            self._nested_heads -= 1

    def _class(self, at: int, inner: int, determined: bool) -> Entity | None:
        noun = self._noun(inner)
        if noun is None:
            return None
        end, persons, opened = noun
        if met := self._named_before(at, inner, end):
            return met
        if not determined and (self._is_verb_noun(inner, end) or self._is_scrap(inner, end)):
            return None
        target = self._head_of(end) if persons else None
        if target:
            end, opened = target.end, target.open_ended
        if determined and (unit := _UNIT_NAMED.match(self.text, inner)):
            end = max(end, self._places(unit.end()))
        elif opened:
            end = self._more_nouns(inner, end, persons, target is not None)
        end = self._relative(end)
        start = inner if not determined else at
        return Entity(at, end, "class", (self._name(start, end),), determined, persons, opened)

    def _more_nouns(self, inner: int, end: int, persons: bool, headed: bool) -> int:
        """The end of a list of class nouns ("bộ, ngành, địa phương") whose first ends at ``end``."""
        while step := _NEXT_NOUN.match(self.text, end):
            following = self._noun(step.end())
            if following is None or following[1] != persons or self._is_verb_noun(step.end(), following[0]):
                break
            if (headed and persons) or (self.text[step.end()].isupper() and self._is_proper(step.end())):
                break
            if _PARTY_NOUN.match(self.text, inner) and _PARTY_NOUN.match(self.text, step.end()):
                break
            end = following[0]
            if not following[2]:
                break
        return end

    def _named_before(self, at: int, inner: int, end: int) -> Entity | None:
        """The body that "sở này" means: the last one before it whose name begins with that noun."""
        this = _THIS.match(self.text, end)
        if this is None:
            return None
        head = self.text[inner:end]
        for place in range(3):
            found = self.text.rfind(head.capitalize() + " ", max(0, inner - _NEAR_ENOUGH), inner - place)
            if found < 0:
                break
            entity = self._named(found, found, False)
            if entity is not None:
                return Entity(at, this.end(), "body", entity.names, True, open_ended=False)
        return None

    def _relative(self, end: int) -> int:
        """Takes in "có dự án đi qua", "được giao chủ trì" behind a class, up to the verb."""
        charged = _CHARGED.match(self.text, end)
        if charged:
            return charged.end()
        relative = _RELATIVE.match(self.text, end)
        if relative is None or is_act(self.text, end + 1):
            return end
        return self.until_act(relative.end() - 1, 8, end)

    def _is_proper(self, at: int) -> bool:
        """Whether a body with a name of its own ("Văn phòng Tỉnh ủy", not "Ban quản lý dự án") stands at ``at``."""
        noun = tables.BODY_NOUN.match(self.text, at)
        named = self._named(at, at, False)
        if named is None or (noun and noun.end() == named.end):
            return False
        return any(word[0].isupper() for word in self.text[at : named.end].split()[1:])

    def _is_verb_noun(self, at: int, end: int) -> bool:
        """Whether "tổ chức" here is the verb: nothing behind it says what kind of organisations it could mean."""
        if self.text[at : at + 7].lower() != "tổ chức":
            return False
        alone = end <= at + 8 and _ORGANISATIONS.match(self.text, end) is None
        return alone or _HOW.match(self.text, at + 7) is not None

    def _is_scrap(self, at: int, end: int) -> bool:
        """Whether a noun of one syllable stands alone and so means no class of bodies."""
        return self.text[at:end].lower() in _SCRAPS and _NEXT_NOUN.match(self.text, end) is None

    def _noun(self, at: int) -> tuple[int, bool, bool] | None:
        """End, whether it is of persons, and whether the list may go on, of the class noun at ``at``."""
        person = tables.PERSON_NOUN.match(self.text, at)
        noun = person or tables.BODY_NOUN.match(self.text, at)
        if noun is None:
            return None
        end = self._modifiers(noun.end())
        several = _SEVERAL.match(self.text, end)
        if several and (group := self._nested(end + 1, several.end())):
            return group.end, bool(person), False
        link = _LINK.match(self.text, end)
        following = link.end() if link else end + 1
        if self.text[end : end + 1] == " " and self.text[following : following + 1].isupper():
            owner = self._nested(following, following, named=True)
            if owner:
                return owner.end, bool(person), False
            end = self._capitals_strict(following - 1)
        elif not person and self._has_tail(end):
            end = self._tail(end)
        elif not person and _USERS.match(self.text, at) and (use := tables.USE.match(self.text, end)):
            end = self._used(use.end()) or end
        return end, bool(person), True

    def _used(self, end: int) -> int | None:
        """The end of a class with what its bodies do, up to the verb ("các cơ sở đào tạo mở …")."""
        if is_act(self.text, end + 1):
            return end
        stop = self.until_act(end, _MOST_USED, end)
        return stop if stop > end and MODAL.match(self.text, stop + 1) else None

    def _modifiers(self, end: int) -> int:
        """The end of a class noun with what qualifies it ("cấp tỉnh", "có liên quan", "trên địa bàn tỉnh")."""
        for _ in range(4):
            modifier = tables.MODIFIER.match(self.text, end) or _AREA.match(self.text, end)
            if modifier is None:
                break
            end = modifier.end()
            if " cấp" in modifier.group() and (more := _MORE_LEVELS.match(self.text, end)):
                end = more.end()
            if modifier.group().endswith(("tỉnh", "thành phố", "huyện", "xã", "phường")):
                end = self._capitals_strict(end)
        return end

    def _name(self, start: int, end: int) -> str:
        name = tidy(self.text[start:end])
        if _ALL.match(name) or (tables.BODY_NOUN.match(name) and not tables.BODY_HEAD.match(name)):
            return name if _COMMITTEE.match(name) else name[:1].lower() + name[1:]
        if tables.PERSON_NOUN.match(name) and not tables.POST_HEAD.match(name):
            return name[:1].lower() + name[1:]
        return name


def _sentences(reader: NameReader, start: int, end: int) -> list[Span]:
    return sentences(reader.text, start, end)


__all__ = ["Entity", "Gazetteer", "NameReader", "Names", "fold_in_place", "is_act", "tidy"]
