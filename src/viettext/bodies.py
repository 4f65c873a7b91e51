"""Reads how far the name of one body reaches: its head, the capitalised words behind it, its place or level."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator

from viettext import nametables as tables
from viettext import nametopics as topics
from viettext.entities import Entity, Gazetteer, is_act, is_in_noun, tidy
from viettext.lexicon import ACT, MODAL, ORDER, REMARK, VERB
from viettext.placetables import PLACES_LIKE_PEOPLE

WORD = re.compile(r"[^\W_][\w&./'’]{0,30}(?:-[^\W_][\w&]{0,10})?")
_PLACE = re.compile(
    r"(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận|xã(?! hội)|phường|thị xã|đặc khu|thị trấn|khu vực|vùng|bản"
    r"|thôn|xóm|ấp)"
    r"(?!\w)",
    re.I,
)
_UNIT = re.compile(r"(?:tỉnh|thành phố|huyện|quận|xã(?! hội)|phường|thị xã|đặc khu)(?!\w)")
_LEVEL = re.compile(r" (?:các cấp|cấp (?:tỉnh|xã|huyện|cơ sở|mình|trên|dưới)(?: và cấp (?:xã|huyện|tỉnh))?)(?!\w)")
_OF = re.compile(r" của (?=[^\W\d_])")
_LIST_MARK = re.compile(r" ?: ?")
_PARTY = re.compile(r"(?:Tỉnh|Thành|Đảng|Huyện|Quận) (?:ủy|uỷ)(?!\w)|Đảng(?!\w)|Nhà nước")
_NOMINAL = re.compile(r"(?<=nghệ )thông tin|quản lý nhà nước|(?<=tổ chức )chính trị")
_DASH = re.compile(r" [-–] (?=[^\W\d_])")
_COMPANY = re.compile(r" ?[-–] ?(?:CTCP|Công ty cổ phần|Công ty mẹ|TNHH)(?!\w)| \((?:CTCP|TNHH)\)")
_PLACE_STEP = re.compile(r"(?:,| và|) (?=[^\W\d_])")
_WARD = re.compile(r"(?:xã|phường|đặc khu|quận) $")
_SEVERAL_PLACES = re.compile(
    r" (?:(?:các|hai|ba|bốn|năm|sáu|bảy|tám|\d{1,2}) )(?=(?:tỉnh|thành phố|huyện|xã|phường|quận|bộ|cấp|đặc khu"
    r"|địa phương|đảng ủy|đảng uỷ|tỉnh ủy|thành ủy|cơ quan|đơn vị|Bộ|Ủy ban|Uỷ ban|khu|trường|vùng)(?!\w))"
)
_BRANCH = re.compile(
    r" (?:chi nhánh|Chi nhánh|khu vực|Khu vực|số|Số|khối|cụm)(?= (?:\d|[A-ZĐ]|tỉnh|thành phố|các|khu vực))"
)
_NUMBER = re.compile(r" (?:[IVX]{1,5}|\d{1,3})(?![\w%.,/-]\d|\w)")
_NUMBERED = re.compile(r" số \d{1,2}(?:(?:,| và|, và) (?:số )?\d{1,2}(?! (?:năm|tháng|ngày)))*(?!\w)")
_SERIES = re.compile(r", (?=[^\W\d_][^,;:.()]{1,30} và [^\W\d_])")
_MORE_PLACES = re.compile(r", (?:thành phố|xã|phường|thị xã|đặc khu|quận)(?!\w)")
# Bodies whose name may end in plain words that a verb or a mark must close ("Trung tâm Quản lý hạ tầng kỹ thuật").
_WORDY = re.compile(
    r"Ban (?:[Qq]uản lý|[Đđ]iều hành|Tiếp)|Công ty|Trung tâm|Văn phòng|Trường|Viện|Đội|Hội|Chi nhánh|Quỹ|Tổ|Phòng|Nhà"
    r"|Xí nghiệp|Trạm|Liên|Hạt|Hiệp hội|Chi cục|Bệnh viện|Tập đoàn|Tổng"
)
_SHARING = re.compile(
    r"Cục|Vụ|Viện|Trung tâm|Phòng|Ban|Hội|Hiệp hội|Ủy ban|Uỷ ban|Báo|Học viện|Trường|Chi cục|Tổng cục"
)
_BARE = re.compile(r"(?:tỉnh|thành|đảng|huyện|quận) (?:ủy|uỷ)$", re.I)
_SECTORED = ("Bộ", "Sở", "Phòng", "Vụ", "Ban")
_DEEPEST = 6
_MOST_WORDS = 16
_MOST_TOPICS = 10


class BodyReader(ABC):
    """Reads named bodies in one flat text; classes of bodies, which may stand inside a name, are read by the heir."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self._gazetteer = gazetteer
        self._depth = 0

    @abstractmethod
    def _class(self, at: int, inner: int, determined: bool) -> Entity | None:
        """The class of bodies or persons whose noun stands at ``inner``."""

    @abstractmethod
    def _name(self, start: int, end: int) -> str:
        """The words between two offsets as a name is given out."""

    def _named(self, at: int, inner: int, determined: bool) -> Entity | None:
        if not self.text[inner : inner + 1].isupper():
            lower = tables.LOWER_HEAD.match(self.text, inner)
            end = self._suffix(self._capitals(inner, lower.end())) if lower else inner
            return Entity(at, end, "body", (self._name(inner, end),), determined, open_ended=False) if lower else None
        known = self._gazetteer.match(self.text, inner)
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
        if head.group() in _SECTORED and sector and not self._goes_on(sector.end()):
            return self._suffix(sector.end())
        if head.group() in tables.WHOLE_BODIES:
            return self._capitals(start, head.end()) if head.group().startswith("Tổ") else head.end()
        if project := tables.PROJECTS.match(self.text, start):
            return self._suffix(self._capitals_strict(project.end()))
        return self._suffix(self._capitals(start, head.end()))

    def _goes_on(self, end: int) -> bool:
        """Whether a name goes on behind a field that it begins like ("Vụ Khoa học và Công nghệ và Môi trường")."""
        return (
            self.text.startswith(" và ", end) and self._joins(end + 3) and not tables.SECTOR.match(self.text, end + 4)
        )

    def _capitals(self, start: int, end: int) -> int:
        """The end of a run of capitalised words with the plain syllables and objects that belong to them."""
        head = end
        wordy = _WORDY.match(self.text, start) is not None
        plain = end > 0 and self.text[end - 1].islower()
        nominal = False
        last = end
        for _ in range(_MOST_WORDS):
            if compound := self._compound(last, end):
                end, plain, nominal = compound, True, True
                last = end
                continue
            step = self._step(start, end, plain)
            if step is None:
                further = self._rest(head, end, wordy, nominal, plain)
                if further == end:
                    return end
                end, plain, last, nominal = further, True, further, False
                continue
            last, (end, plain) = end + 1, step
            nominal = nominal and plain
        return end

    def _rest(self, head: int, end: int, wordy: bool, nominal: bool, plain: bool) -> int:
        """The end of the plain words a name ends in: many in names that say what a body does, few in others."""
        if _PLACE.match(self.text, end + 1):
            return end
        chain = self._topics(end)
        if chain > end or not (nominal or plain) or not self._has_tail(end):
            return chain
        if nominal or wordy:
            return self._tail(end, 8, inside=True) if nominal or end > head else end
        further = self._tail(end, 3)
        return further if self.text[further : further + 1] == " " else end

    def _topics(self, end: int) -> int:
        """The end of the longest chain of words that say what a body is for, where something else follows it.

        A verb in the chain ("Cục Hạ tầng xây dựng") belongs to the name only where another verb follows.
        """
        best, places = end, {end: (True, False)}
        for _ in range(_MOST_TOPICS):
            following: dict[int, tuple[bool, bool]] = {}
            for at, (_, acts) in sorted(places.items()):
                for stop, state in self._next_topics(at, acts):
                    following.setdefault(stop, state)
            for at, state in following.items():
                if at > best and self._closed(at, *state):
                    best = at
            places = following
        return best

    def _next_topics(self, at: int, acts: bool) -> Iterator[tuple[int, tuple[bool, bool]]]:
        """The ends of the words that may go on with a chain; whether a name may end there, whether it has a verb."""
        link = topics.LINK.match(self.text, at)
        if link and (noun := topics.NOUN.match(self.text, link.end())):
            yield noun.end(), (True, acts)
        if link and (verb := topics.VERB.match(self.text, link.end())):
            yield verb.end(), (topics.ENDING.match(verb.group()) is not None, True)

    def _closed(self, end: int, may_end: bool, acts: bool) -> bool:
        """Whether a name may end here: its predicate, its place or, in a chain without verbs, a mark follows."""
        mark = self.text[end : end + 1]
        if not may_end:
            return False
        if mark != " " or self.text.startswith(" (", end):
            return not acts and mark in ",;:.)( \n"
        return is_act(self.text, end + 1) or MODAL.match(self.text, end + 1) is not None or self._closes(end)

    def _compound(self, last: int, end: int) -> int | None:
        """The end of a word of several syllables whose first is the capitalised word at ``last`` ("Chăn nuôi")."""
        if last == end or not self.text[last : last + 1].isupper():
            return None
        act = ACT.match(self.text, last)
        return act.end() if act and act.end() > end and self.text[last + 1 : act.end()].islower() else None

    def _step(self, start: int, end: int, plain: bool) -> tuple[int, bool] | None:
        """The end of a name with one word more, and whether that one was plain; None where the name ends."""
        word = self._word(end)
        if word is None:
            return self._joined(start, end, plain)
        inner = tables.NAME_PART.match(self.text, end + 1) or tables.BODY_HEAD.match(self.text, end + 1)
        if self._is_person(end + 1):
            return None
        if inner and " " in inner.group():
            return inner.end(), True
        kind = self._kind(word, end, plain)
        return None if kind is None else (word.end() - (self.text[word.end() - 1] in ".,'’/"), kind)

    def _joined(self, start: int, end: int, plain: bool) -> tuple[int, bool] | None:
        """A name goes on behind a dash with a field, or behind a comma in a series that "và" closes."""
        dash = _DASH.match(self.text, end)
        if dash and (tables.SECTOR.match(self.text, dash.end()) or self.text[dash.end()].isupper()):
            return (dash.end() - 1, plain) if not self._is_other(dash.end()) else None
        series = _SERIES.match(self.text, end) if _SHARING.match(self.text, start) else None
        if series and self.text[series.end()].isupper() and not self._is_other(series.end()):
            return series.end() - 1, plain
        return None

    def _is_other(self, at: int) -> bool:
        return bool(
            tables.BODY_HEAD.match(self.text, at) or tables.POST_HEAD.match(self.text, at) or self._is_person(at)
        )

    def _kind(self, word: re.Match[str], end: int, plain: bool) -> bool | None:
        """Whether a word that goes on with a name is plain; None where it does not go on."""
        first = word.group()[0]
        if first.isdigit() and _SEVERAL_PLACES.match(self.text, end):
            return None
        if first.isupper() or (first.isdigit() and (not plain or _NUMBER.match(self.text, end))):
            return False
        if word.group() == "và" and self._joins(word.end()):
            return plain
        if word.group() == "trực" and self.text[end - 6 : end] == "Thường":
            return True
        return None if plain or self._stops(end) or _UNIT.match(self.text, end + 1) else True

    def _word(self, end: int) -> re.Match[str] | None:
        """The word behind ``end``, where a space stands between."""
        return WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None

    def _stops(self, end: int) -> bool:
        """Whether the plain word behind ``end`` cannot be part of a name."""
        abbreviated = end > 1 and self.text[end - 2 : end].isupper() and self.text[end - 2].isalpha()
        at = end + 1
        verb = is_act(self.text, at) or ORDER.match(self.text, at) or REMARK.match(self.text, at)
        return bool(abbreviated or verb or tables.NAME_END.match(self.text, at))

    def _joins(self, at: int) -> bool:
        """Whether "và" continues a name: a capitalised word that is no head of another name follows."""
        following = at + 1
        return self.text[following : following + 1].isupper() and not self._is_other(following)

    def _suffix(self, end: int) -> int:
        """Takes in the place or level behind a name: "tỉnh Thanh Hóa", "cấp tỉnh", "các tỉnh, thành phố"."""
        if level := _LEVEL.match(self.text, end):
            return level.end()
        if company := _COMPANY.match(self.text, end):
            return company.end()
        if numbered := _NUMBERED.match(self.text, end):
            return numbered.end()
        if branch := _BRANCH.match(self.text, end):
            number = _NUMBER.match(self.text, branch.end())
            return number.end() if number else self._suffix(self._capitals_strict(branch.end()))
        if several := _SEVERAL_PLACES.match(self.text, end):
            group = self._class(end + 1, several.end(), True)
            return self._places(group.end) if group else end
        place = _PLACE.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        if place:
            return self._placed(place, end)
        owner = self._owner(end)
        return owner or end

    def _placed(self, place: re.Match[str], before: int) -> int:
        end = self._capitals_strict(place.end())
        if end == place.end() and place.group().lower() in ("khu vực", "vùng", "bản", "thôn", "xóm", "ấp"):
            return before
        if end == place.end() and _MORE_PLACES.match(self.text, end):
            group = self._class(place.start(), place.start(), False)
            return group.end if group else end
        return end

    def _owner(self, end: int) -> int | None:
        """The end of the body that the one before ``end`` belongs to."""
        of = _OF.match(self.text, end)
        if of and (party := _PARTY.match(self.text, of.end())):
            return self._capitals_strict(party.end())
        if of and self.text[of.end()].isupper() and (owner := self._nested(of.end(), of.end(), named=True)):
            return owner.end
        inner = tables.OWNERS.match(self.text, end)
        if inner and (group := self._nested(inner.start("owner"), inner.start("owner"))):
            return group.end
        return None

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
            word = self._word(end)
            if word is None or not word.group()[0].isupper():
                dash = _DASH.match(self.text, end)
                if dash is None or not self.text[dash.end()].isupper() or self._is_other(dash.end()):
                    return end
                end = dash.end() - 1
                continue
            title = tables.POST_HEAD.match(self.text, end + 1)
            if (title and title.group() not in ("Chánh", "Trưởng")) or (
                tables.SURNAME.match(self.text, end + 1) and self._is_person(end + 1)
            ):
                return end
            end = word.end()
        return end

    def _is_person(self, at: int) -> bool:
        if not tables.SURNAME.match(self.text, at):
            return False
        words = self.text[at : self._capitals_name(at - 1)].split()
        named = {" ".join(words[:2]), " ".join(words[:3])}
        ward = len(words) == 2 and _WARD.search(self.text, max(0, at - 9), at)  # people in the news have three names
        return len(words) > 1 and not ward and PLACES_LIKE_PEOPLE.isdisjoint(named)

    def _capitals_name(self, end: int) -> int:
        for _ in range(5):
            word = self._word(end)
            if word is None or not word.group()[0].isupper() or (word.group().isupper() and len(word.group()) > 1):
                return end
            end = word.end()
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
        word = self._word(end)
        return word is not None and not is_act(self.text, end + 1) and not tables.NAME_END.match(self.text, end + 1)

    def _tail(self, end: int, most: int = 7, *, inside: bool = False) -> int:
        """Words that qualify a name ("doanh nghiệp viễn thông"), taken only where a verb or a mark ends them.

        ``inside`` a name of a body also a place, a capitalised word or "và" with one ends them.
        """
        cursor = end
        for _ in range(most):
            if self.text[cursor : cursor + 1] in (",", ";", ":", ".", "\n", "", ")") or self.text.startswith(
                " (", cursor
            ):
                return cursor
            if is_act(self.text, cursor + 1) or (inside and self._closes(cursor)):
                return cursor
            if (
                self._is_unclear(cursor + 1)
                or ORDER.match(self.text, cursor + 1)
                or REMARK.match(self.text, cursor + 1)
            ):
                return end
            word = self._word(cursor)
            if word is None or tables.NAME_END.match(self.text, cursor + 1):
                return end
            cursor = word.end()
        return end

    def _is_unclear(self, at: int) -> bool:
        """Whether a verb stands at ``at`` that need not be one."""
        verb = VERB.match(self.text, at) is not None
        return verb and not _NOMINAL.match(self.text, at) and not is_in_noun(self.text, at)

    def _closes(self, end: int) -> bool:
        """Whether what stands behind ``end`` goes on with the name in another way."""
        at = end + 1
        return bool(
            self.text[at : at + 1].isupper()
            or (self.text.startswith(" và ", end) and self._joins(end + 3))
            or (_PLACE.match(self.text, at) and not self.text.startswith(("bản", "vùng"), at))
            or self.text.startswith(("quốc gia", "trung ương"), at)
            or _BRANCH.match(self.text, end)
            or _NUMBERED.match(self.text, end)
            or _LEVEL.match(self.text, end)
        )


__all__ = ["WORD", "BodyReader", "tidy"]
