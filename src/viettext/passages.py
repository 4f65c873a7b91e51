"""Cuts one block into passages: who is addressed in each, and how far what they are told reaches."""

import re
from dataclasses import dataclass, replace

from viettext import addressing, splitting, subjects
from viettext.addressing import ABOVE, Hit
from viettext.lexicon import VERB
from viettext.names import NameReader, is_act
from viettext.scopes import Scope
from viettext.structure import Block

_NO_CONTINUATION = re.compile(
    r"(?:Đây|Nếu|Điều|Chúng ta|Đó|Với|Việc|Khi|Ai|Có thể|Tuy|Qua|Nhờ|Bởi|Trong quá trình|Nhiệm vụ được|Như vậy"
    r"|Kết quả)(?!\w)"
)
# What must be done is told of somebody who says so, without an order.
_DEMANDS = re.compile(
    r"[Tt]heo (?:ông|bà|đồng chí|(?:Phó )?(?:Thủ tướng|Chủ tịch|Bí thư)|Bộ trưởng|Tổng Bí thư)(?!\w)[^,;.]{0,60}, "
    r"(?:cần|phải|trước mắt|thời gian tới)(?!\w)"
)
_OTHER_SUBJECT = re.compile(r"[^\W\d_][^,;:.]{2,70}? (?:phải|cần)(?: |$)")
# What begins so says how things are or what there is, also under an addressee.
_NOMINAL = re.compile(
    r"(?:Danh mục|Danh sách|Kinh phí|Nguồn (?:vốn|kinh phí|lực|thu)|Tổng (?:mức|kinh phí|số|vốn|dự toán)"
    r"|Mục (?:tiêu|đích)"
    r"|Chỉ tiêu|Thời (?:gian|hạn|điểm)|Địa điểm|Thành phần|Số lượng|Tỷ lệ|Tỉ lệ|Tối thiểu \d|Ít nhất \d"
    r"|\d+(?:[.,]\d+)? ?%"
    r"|Quy mô|Phạm vi|Đối tượng|Hình thức|Phương châm|Quan điểm|Nguyên tắc|Kết quả|Tình hình|Thực trạng"
    r"|Nguyên nhân|Đây là"
    r"|Đến nay|Hiện nay|Hiện|Những|Nhân dân|Trọng tâm|Tinh thần|Trên đây|Qua rà soát|Thực tế|Đó là|Sau \d|Mức"
    r"|Ghi nhận|Đánh giá cao"
    r"|Biểu dương|Cơ bản (?:đồng ý|thống nhất|nhất trí)|Từ [^,.;]{3,40} đến nay|Thời gian qua|Vừa qua|Qua"
    r"|Tính đến|Theo báo cáo"
    r"|Trước đó|Hết năm|(?:Về|Các|Đối với) [^:.]{3,200}: (?:ghi nhận|đã (?:được|có)|không xem xét))(?!\w)"
)
_INNER_VERB = re.compile(r"(?<!\w)" + VERB.pattern, re.I)


@dataclass(slots=True)
class Passage:
    """A stretch of a block that one addressee is told; without a hit it goes on with who was addressed above."""

    start: int
    end: int
    hit: Hit | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a block stands: whether it is an item, under whom, who was addressed last, whether orders are announced."""

    is_item: bool
    governed: bool
    directive: bool
    source: Scope
    last: Scope | None
    orders_follow: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """The passages of a block; ``speaks``: orders are given in it; ``forgets``: what follows has other addressees."""

    passages: list[Passage]
    speaks: bool
    forgets: bool


def has_act(flat: str, start: int, end: int) -> bool:
    """Whether something is done in the first words of ``flat[start:end]``."""
    words = flat[start : start + 1].lower() + flat[start + 1 : min(end, start + 160)]
    return any(is_act(words, m.start()) for m in _INNER_VERB.finditer(words))


class Cutter:
    """Cuts the blocks of one document."""

    def __init__(self, reader: NameReader, official: bool) -> None:
        self._reader = reader
        self._flat = reader.text
        self._official = official

    def cut(self, block: Block, standing: Standing) -> Cut:
        """The passages of one block in order."""
        passages: list[Passage] = []
        current: Passage | None = None
        spoken = forgets = ordered = False
        last = standing.last
        for start, end in self._reader.sentences(block.start, block.end):
            official = self._official and (standing.directive or spoken)
            running = official or ordered or bool(passages) or last is not None or standing.orders_follow
            found = addressing.find(
                self._reader,
                start,
                end,
                directive=running or standing.is_item,
                official=self._official or standing.is_item,
            )
            spoken = spoken or found.speaks
            ordered = ordered or found.orders or _DEMANDS.search(self._flat, start, end) is not None
            told = found.hits or ([] if found.speaks else self._opening(block, start, end))
            if told:
                hits = self._settled(told, current, standing.source)
                current = self._addressed(passages, current, hits, (start, end), block, standing)
            elif current is not None and (standing.is_item or self._trails(start, end, found.speaks)):
                current.end = end
            elif self._goes_on(block, start, end, found.speaks, standing, last):
                current = Passage(start, end, None)
                passages.append(current)
            else:
                current = None
                if found.speaks:
                    last, forgets = None, True
        return Cut(passages, spoken, forgets)

    def _opening(self, block: Block, start: int, end: int) -> list[Hit]:
        """Who stands at the head of a numbered item and is told to act, where his name has no known shape."""
        if block.style is None or start != block.start:
            return []
        found = subjects.opening(self._reader, start, end)
        if found is None or found.verb is None or found.verb >= end:
            return []
        return [Hit(start, found.verb, found.names, how="opening")]

    def _goes_on(
        self, block: Block, start: int, end: int, speaks: bool, standing: Standing, last: Scope | None
    ) -> bool:
        """Whether a sentence without addressee is told to those above or before."""
        if standing.governed and (block.style or not speaks) and not _NOMINAL.match(self._flat, start):
            return (block.style is not None and start == block.start) or (
                has_act(self._flat, start, end) and not addressing.is_subject(self._flat, start, end)
            )
        first = start == block.start and block.style is None and last is not None and not speaks
        return first and addressing.continues(self._reader, start, end)

    def _settled(self, hits: list[Hit], current: Passage | None, source: Scope) -> list[Hit]:
        """The hits with "those above" replaced by who that is here."""
        settled: list[Hit] = []
        for hit in hits:
            if hit.supervisor == [ABOVE]:
                before = settled[-1] if settled else current.hit if current else None
                above = (before.supervisor or before.leads) if before else (source.supervisor or source.leads)
                settled.append(replace(hit, supervisor=list(above)))
            else:
                settled.append(hit)
        return settled

    def _addressed(
        self,
        passages: list[Passage],
        current: Passage | None,
        hits: list[Hit],
        span: tuple[int, int],
        block: Block,
        standing: Standing,
    ) -> Passage | None:
        start, end = span
        first = hits[0]
        if first.how == "by" and current and current.hit is None and self._flat[start] == "(":
            current.hit, current.end = first, end
            return current
        if (
            first.start > start + 20
            and standing.governed
            and current is None
            and has_act(self._flat, start, first.start)
        ):
            current = Passage(start, first.start, None)
            passages.append(current)
        elif standing.is_item and current is None and not passages and self._opens_item(block, first.start):
            hits = [replace(first, start=block.start), *hits[1:]]
        for hit, stop in zip(hits, [h.start for h in hits[1:]] + [end], strict=True):
            if current and current.hit and (current.hit.leads, current.hit.supervisor) == (hit.leads, hit.supervisor):
                current.end = stop
                continue
            if current and standing.is_item and hit.start > current.end:
                current.end = hit.start
            current = Passage(hit.start, stop, hit)
            passages.append(current)
        return current

    def _opens_item(self, block: Block, at: int) -> bool:
        """Whether what stands before the first addressee belongs to the item: most of the item follows, or little
        precedes."""
        before, whole = at - block.start, block.end - block.start
        return before < 0.5 * whole or (
            block.style is not None
            and whole < 500
            and not re.search(r"(?<!\w)đã (?!nêu)", self._flat[block.start : at])
        )

    def _trails(self, start: int, end: int, speaks: bool) -> bool:
        """Whether a sentence of running prose goes on with the passage before it."""
        if speaks or _NO_CONTINUATION.match(self._flat, start):
            return False
        if addressing.continues(self._reader, start, end) or splitting.dates_it(self._flat[start:end].strip(" .;")):
            return True
        return _OTHER_SUBJECT.match(self._flat, start) is not None and self._reader.entity(start) is None
