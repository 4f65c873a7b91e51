"""Reads the name of a body, a post or a class of bodies at a place in a text."""

import re

from viettext import nametables as tables
from viettext.entities import Entity, Gazetteer, Names, fold_in_place, is_act, tidy
from viettext.lexicon import ORDER, REMARK, VERB

_WORD = re.compile(r"[^\W_][\w&./'’]{0,30}(?:-[^\W_][\w&]{0,10})?")
_PLACE = re.compile(r"(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận|xã|phường|thị xã|đặc khu|thị trấn|cấp)(?!\w)", re.I)
_LEVEL = re.compile(r" (?:các cấp|cấp (?:tỉnh|xã|huyện|cơ sở|mình|trên|dưới)(?: và cấp (?:xã|huyện|tỉnh))?)(?!\w)")
_OF = re.compile(r" của (?=[^\W\d_])")
_LIST_MARK = re.compile(r" ?: ?")
_AREA = re.compile(r" (?:đóng )?trên địa bàn(?: (?:toàn )?(?:tỉnh|thành phố|huyện|xã|phường|quận))?(?!\w)")
# Deputies and the heads of State stand for no body.
_NO_BODY = re.compile(
    r"Phó |Thủ tướng|Tổng Bí thư|Chủ tịch (?:nước|Quốc hội|Mặt trận)|Thường trực|Ủy viên|Uỷ viên|Lãnh đạo|Thứ trưởng"
)
_WHOLE_POSTS = ("Thường trực", "Tổng Bí thư", "Chủ tịch nước", "Người đứng đầu", "Thủ tướng")
_SHARED_OBJECT = re.compile(r"[Cc]ác (?P<head>Bộ|bộ|Sở|sở)(?P<colon> ?:)? ")
_NEXT_NOUN = re.compile(r"(?:, (?:và )?| và )các (?=ngành|cấp)|, (?:và )?| và |/| hoặc ")
_MORE_LEVELS = re.compile(
    r"(?:(?:,| và|,? từ|,? đến) (?:(?:các )?cấp (?:tỉnh|xã|huyện|vụ|phòng|cơ sở)|các ngành(?! liên)"
    r"|địa phương))+(?!\w)"
)
_STANDING = re.compile(r" [Tt]hường trực(?! Ban)(?!\w)")
_PLACE_STEP = re.compile(r"(?:,| và|) (?=[^\W\d_])")
_PLACES_LIKE_PEOPLE = frozenset(
    "Hà Nội|Hà Nam|Hà Tĩnh|Hà Giang|Cao Bằng|Lâm Đồng|Ninh Bình|Ninh Thuận|Thái Bình|Thái Nguyên|Lai Châu|Hồ Chí".split(
        "|"
    )
)
_PARTY = re.compile(r"(?:Tỉnh|Thành|Đảng|Huyện|Quận) (?:ủy|uỷ)(?!\w)|Đảng(?!\w)|Nhà nước")
_NOMINAL = re.compile(r"(?<=nghệ )thông tin|quản lý nhà nước|(?<=tổ chức )chính trị")
_DASH = re.compile(r" [-–] (?=[^\W\d_])")
_SEVERAL = re.compile(r" (?:của )?(?:các|mỗi|từng) (?=[^\W\d_])")
_LINK = re.compile(r" (?:của|thuộc|trực thuộc) ")
_DEEPEST = 6
_BARE = re.compile(r"(?:tỉnh|thành|đảng|huyện|quận) (?:ủy|uỷ)$", re.I)


class NameReader:
    """Reads names in one flat text (line breaks already made spaces); all offsets are in that text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self._folded = fold_in_place(text)
        self._gazetteer = gazetteer
        self._depth = 0
        self._met: dict[int, Entity | None] = {}

    def entity(self, at: int) -> Entity | None:
        """The entity that starts at ``at``, or None."""
        if at not in self._met:
            self._met[at] = self._entity(at) if self.text[at : at + 1].isalpha() else None
        return self._met[at]

    def _entity(self, at: int) -> Entity | None:
        honorific = tables.HONORIFIC.match(self.text, at)
        begin = honorific.end() if honorific else at
        determiner = tables.DETERMINER.match(self.text, begin)
        inner = determiner.end() if determiner else begin
        again = tables.HONORIFIC.match(self.text, inner)
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
        return (
            self._post(at, inner, determined)
            or self._named(at, inner, determined)
            or self._class(at, inner, determined)
        )

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
            step = re.compile(r" ?, (?:và )?| và ").match(self.text, end)
            if step is None:
                break
            cursor = step.end()
        return Entity(at, end, "body", tuple(names), open_ended=False) if names else None

    # -- named bodies

    def _named(self, at: int, inner: int, determined: bool) -> Entity | None:
        if not self.text[inner : inner + 1].isupper():
            return None
        known = self._gazetteer.match(self._folded, inner)
        head = tables.BODY_HEAD.match(self.text, inner)
        if known is None and head is None:
            return None
        if known and known[1] in ("post", "person"):
            end = inner + known[0]
            return Entity(at, end, "post", (self._name(inner, end),), determined, True, False)
        end = self._body_end(inner, head) if head else inner
        end = max(end, self._suffix(inner + known[0])) if known else end
        if head and end == head.end() and not self._complete(head.group(), determined):
            return None
        name = self._name(inner, end)
        if not known and _BARE.search(name) and end == (head.end() if head else 0):
            return None
        return Entity(at, end, "body", (name,), determined, open_ended=False)

    def _complete(self, head: str, determined: bool) -> bool:
        single = " " not in head and head not in tables.WHOLE_BODIES and not head.isupper()
        return not (single or (determined and head not in tables.WHOLE_BODIES))

    def _body_end(self, start: int, head: re.Match[str]) -> int:
        sector = tables.SECTOR.match(self.text, head.end() + 1)
        if head.group() in ("Bộ", "Sở", "Phòng", "Vụ", "Ban") and sector:
            return self._suffix(sector.end())
        if head.group() in tables.WHOLE_BODIES:
            return self._capitals(head.end()) if head.group().startswith("Tổ") else head.end()
        return self._suffix(self._capitals(head.end()))

    def _capitals(self, end: int) -> int:
        """The end of a run of capitalised words, each with at most one plain syllable behind it."""
        plain = end > 0 and self.text[end - 1].islower()
        for _ in range(14):
            step = self._step(end, plain)
            if step is None:
                return self._tail(end, 4) if plain and self._word(end) and not self._stops(end) else end
            end, plain = step
        return end

    def _step(self, end: int, plain: bool) -> tuple[int, bool] | None:
        """The end of a name with one word more, and whether that one was plain; None where the name ends."""
        word = self._word(end)
        if word is None:
            dash = _DASH.match(self.text, end)
            return (dash.end() - 1, plain) if dash and tables.SECTOR.match(self.text, dash.end()) else None
        inner = tables.NAME_PART.match(self.text, end + 1) or tables.BODY_HEAD.match(self.text, end + 1)
        if self._is_person(end + 1):
            return None
        if inner and " " in inner.group():
            return inner.end(), True
        kind = self._kind(word, end, plain)
        return None if kind is None else (word.end() - (self.text[word.end() - 1] in ".,'’/"), kind)

    def _kind(self, word: re.Match[str], end: int, plain: bool) -> bool | None:
        """Whether a word that goes on with a name is plain; None where it does not go on."""
        first = word.group()[0]
        if first.isupper() or (first.isdigit() and not plain):
            return False
        if word.group() == "và" and self._joins(word.end()):
            return plain
        if word.group() == "trực" and self.text[end - 6 : end] == "Thường":
            return True
        return None if plain or self._stops(end) else True

    def _word(self, end: int) -> re.Match[str] | None:
        """The word behind ``end``, where a space stands between."""
        return _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None

    def _stops(self, end: int) -> bool:
        """Whether the plain word behind ``end`` cannot be part of a name."""
        abbreviated = end > 1 and self.text[end - 2 : end].isupper()
        at = end + 1
        verb = is_act(self.text, at) or ORDER.match(self.text, at) or REMARK.match(self.text, at)
        return bool(abbreviated or verb or tables.NAME_END.match(self.text, at))

    def _joins(self, at: int) -> bool:
        """Whether "và" continues a name: a capitalised word that is no head of another name follows."""
        following = at + 1
        return (
            self.text[following : following + 1].isupper()
            and not tables.BODY_HEAD.match(self.text, following)
            and not tables.POST_HEAD.match(self.text, following)
        )

    def _suffix(self, end: int) -> int:
        """Takes in the place or level behind a name: "tỉnh Thanh Hóa", "cấp tỉnh", "các tỉnh, thành phố"."""
        if level := _LEVEL.match(self.text, end):
            return level.end()
        several = re.compile(
            r" (?:(?:các|năm|hai|ba|bốn|sáu|\d{1,2}) )(?=tỉnh|thành phố|huyện|xã|phường|quận|bộ|cấp|đặc khu)"
        ).match(self.text, end)
        if several:
            group = self._class(end + 1, several.end(), True)
            return self._places(group.end) if group else end
        place = _PLACE.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        if place:
            end = self._capitals_strict(place.end())
            if end == place.end() and re.compile(r", (?:thành phố|xã|phường|thị xã|đặc khu|quận)(?!\w)").match(
                self.text, end
            ):
                group = self._class(place.start(), place.start(), False)
                return group.end if group else end
        of = _OF.match(self.text, end)
        if of and (party := _PARTY.match(self.text, of.end())):
            return self._capitals_strict(party.end())
        if of and self.text[of.end()].isupper() and (owner := self._nested(of.end(), of.end(), named=True)):
            return owner.end
        return end

    def _places(self, end: int) -> int:
        """A list of place names behind "các tỉnh" or "năm huyện"."""
        mark = _LIST_MARK.match(self.text, end)
        step: re.Match[str] | None = (
            re.compile(r" ?: ?| |(?:,| và) ").match(self.text, end) if mark else _PLACE_STEP.match(self.text, end)
        )
        for _ in range(40):
            if step is None or tables.BODY_HEAD.match(self.text, step.end()):
                return end
            following = self._capitals_strict(step.end() - 1)
            if following < step.end():
                return end
            end = following
            step = _PLACE_STEP.match(self.text, end)
        return end

    def _capitals_strict(self, end: int) -> int:
        for _ in range(6):
            word = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
            if word is None or not word.group()[0].isupper():
                return end
            title = tables.POST_HEAD.match(self.text, end + 1)
            if (title and title.group() not in ("Chánh", "Trưởng")) or (
                tables.SURNAME.match(self.text, end + 1) and self._is_person(end + 1)
            ):
                return end
            end = word.end()
        return end

    # -- posts and persons

    def _post(self, at: int, inner: int, determined: bool) -> Entity | None:
        head = tables.POST_HEAD.match(self.text, inner)
        if head is None:
            return None
        standing = _STANDING.match(self.text, head.end())
        end, persons = standing.end() if standing else head.end(), True
        body: tuple[str, ...] = ()
        several: tuple[str, ...] = ()
        if self.text[end : end + 1] == " ":
            target = self._object(end + 1)
            if target:
                end = target.end
                body = () if _NO_BODY.match(head.group()) or head.group().startswith("Phó") else target.names
                several = tuple(f"{head.group()} {n}" for n in target.names) if len(target.names) > 1 else ()
            else:
                end = end if standing else self._capitals(end)
        bare = end == head.end()
        name = self._name(inner, end)
        if _NO_BODY.match(name):
            body = ()
        elif name.startswith(("Tổng Thanh tra", "Tổng Kiểm toán")):
            body = (name.removeprefix("Tổng ")[:1].upper() + name.removeprefix("Tổng ")[1:],)
        end = self._after_person(end)
        return Entity(
            at,
            end,
            "post",
            several or (name,),
            determined,
            persons,
            bare,
            body,
            whole=not bare or head.group().startswith(_WHOLE_POSTS),
        )

    def _object(self, at: int) -> Entity | None:
        determiner = tables.DETERMINER.match(self.text, at)
        inner = determiner.end() if determiner else at
        shared = self._ministries(at, inner) if determiner else None
        return shared or self._named(at, inner, bool(determiner)) or self._class(at, inner, bool(determiner))

    def _after_person(self, end: int) -> int:
        """Steps over the holder's name behind a post."""
        return self._capitals_name(end) if self.text[end : end + 1] == " " and self._is_person(end + 1) else end

    def _is_person(self, at: int) -> bool:
        if not tables.SURNAME.match(self.text, at):
            return False
        words = self.text[at : self._capitals_name(at - 1)].split()
        return len(words) > 1 and " ".join(words[:2]) not in _PLACES_LIKE_PEOPLE

    def _capitals_name(self, end: int) -> int:
        for _ in range(5):
            word = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
            if word is None or not word.group()[0].isupper() or (word.group().isupper() and len(word.group()) > 1):
                return end
            end = word.end()
        return end

    def _person(self, at: int, begin: int) -> Entity | None:
        end = self._capitals_name(begin - 1)
        return Entity(at, end, "person", (self._name(begin, end),), whole=False) if end > begin else None

    # -- classes

    def _class(self, at: int, inner: int, determined: bool) -> Entity | None:
        noun = self._noun(inner)
        if noun is None or (not determined and self._is_verb_noun(inner, noun[0])):
            return None
        end, persons, opened = noun
        if persons and (target := self._object(end + 1) if self.text[end : end + 1] == " " else None):
            end, opened = target.end, target.open_ended
        while opened and (step := _NEXT_NOUN.match(self.text, end)):
            following = self._noun(step.end())
            if following is None or following[1] != persons or self._is_verb_noun(step.end(), following[0]):
                break
            if self.text[step.end()].isupper() and self._is_proper(step.end()):
                break
            end, _, opened = following
        start = inner if not determined else at
        return Entity(at, end, "class", (self._name(start, end),), determined, persons, opened)

    def _is_proper(self, at: int) -> bool:
        """Whether a body with a name of its own ("Văn phòng Tỉnh ủy", not "Ban quản lý dự án") stands at ``at``."""
        named = self._named(at, at, False)
        return named is not None and any(word[0].isupper() for word in self.text[at : named.end].split()[1:])

    def _is_verb_noun(self, at: int, end: int) -> bool:
        return (
            self.text[at : at + 7].lower() == "tổ chức"
            and end <= at + 8
            and re.compile(
                r" (?:thực hiện|triển khai|các|lấy|đối|kiểm|hội nghị|xây|đấu|thi|tuyên|quán|rà|học|tiếp|đào|tập)"
            ).match(self.text, end)
            is not None
        )

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
        return end, bool(person), True

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

    def _nested(self, at: int, inner: int, *, named: bool = False) -> Entity | None:
        """A name inside a name, so many levels deep and no deeper."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return self._named(at, inner, False) if named else self._class(at, inner, True)
        finally:
            self._depth -= 1

    def _has_tail(self, end: int) -> bool:
        word = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        return word is not None and not is_act(self.text, end + 1) and not tables.NAME_END.match(self.text, end + 1)

    def _tail(self, end: int, most: int = 7) -> int:
        """Words that qualify a class ("doanh nghiệp viễn thông"), taken only where a verb or a mark ends them."""
        cursor = end
        for _ in range(most):
            if self.text[cursor : cursor + 1] in (",", ";", ":", ".", "\n", ""):
                return cursor
            if is_act(self.text, cursor + 1):
                return cursor
            if (
                (VERB.match(self.text, cursor + 1) and not _NOMINAL.match(self.text, cursor + 1))
                or ORDER.match(self.text, cursor + 1)
                or REMARK.match(self.text, cursor + 1)
            ):
                return end
            word = _WORD.match(self.text, cursor + 1)
            if word is None or tables.NAME_END.match(self.text, cursor + 1):
                return end
            cursor = word.end()
        return end

    def _name(self, start: int, end: int) -> str:
        name = tidy(self.text[start:end])
        if re.match(r"(?:Các|Mỗi|Từng|Tất cả|Toàn thể|Những|Mọi) ", name) or (
            tables.BODY_NOUN.match(name) and not tables.BODY_HEAD.match(name)
        ):
            return name if re.match(r"(?:Tỉnh|Thành|Đảng|Huyện) (?:ủy|uỷ)", name) else name[:1].lower() + name[1:]
        if tables.PERSON_NOUN.match(name) and not tables.POST_HEAD.match(name):
            return name[:1].lower() + name[1:]
        return name


__all__ = ["Entity", "Gazetteer", "NameReader", "Names", "fold_in_place", "is_act", "tidy"]
