"""What the reading of names gives, the names known beforehand, and the small tests both rest on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from viettext.lexicon import VERB
from viettext.normal import fold

Names = Iterable[tuple[str, str]]
Kind = Literal["body", "post", "class", "person"]

_NOT_ACTS = re.compile(
    r"cấp (?:tỉnh|xã|huyện|ủy|uỷ|có thẩm quyền|trên|dưới|cơ sở|vụ|phòng)|chi (?:cục|nhánh|bộ|ủy|hội)|giao (?:thông"
    r"|dịch|ban|lưu|thương|nhận|diện)"
    r"|thu nhập|tổ chức (?:chính trị|đảng|hội|kinh tế|tín dụng|xã hội|khoa học|,)|trực (?:thuộc|tuyến)|thường trực"
    r"|in ấn|tự do"
    r"|thống nhất (?:kết luận|ý kiến|đánh giá|nhận định|chủ trương|về|như|với|các nội dung|nội dung|cao)|xác định,"
    r"|chỉ đạo (?:như sau|sau)|chỉ đạo[:,]|đánh giá (?:cao|,)|trình bày|chủ trì,? (?:tại )?(?:phiên|hội nghị|cuộc"
    r"|buổi|lễ|giao ban|điểm cầu|kỳ họp|đại hội)|dự(?: |$)|cùng dự|làm việc với đoàn"
    r"|quản lý nhà nước|công khai minh|thông tin (?:và|đại chúng)|kiểm tra đảng|thanh tra (?:chính phủ|tỉnh"
    r"|thành phố|sở|bộ)|công an|học sinh|xem như|làm như|chi phí|giải pháp|sản xuất(?:,| và) kinh doanh (?:của"
    r"|là)|trả lời phỏng vấn|gắn với|làm việc theo (?:chế độ|nguyên tắc|quy chế)|hoạt động theo"
    r"|cơ bản (?:nhất trí|thống nhất|đồng ý|tán thành)|(?<=nghệ )thông tin",
    re.I,
)
# A verb of one syllable is none behind these: they make a noun together ("công trình", "ngoại giao").
_NOUNS_WITH: dict[str, frozenset[str]] = {
    verb: frozenset(before.split())
    for verb, before in {
        "trình": "công chương quy lộ giáo tiến hành quá phương tờ",
        "lập": "độc công dân cô đối quốc trung",
        "giao": "ngoại bàn chuyển xã",
        "cấp": "trung cao sơ các phân cung trợ phụ đẳng thứ cùng nhiều mỗi mọi hai ba đúng khác theo toàn",
        "thu": "nguồn mùa doanh khoản",
        "chi": "khoản nguồn mức",
        "họp": "cuộc phiên kỳ buổi",
        "vay": "vốn khoản tiền người",
        "trồng": "cây rừng",
        "nuôi": "vật con",
        "ký": "chữ nhật",
        "bán": "giá người hàng",
        "mua": "giá sức",
        "làm": "việc cách",
        "xây": "nhà khối",
        "xét": "nhận",
        "viết": "bài chữ",
        "nghe": "khả tai",
        "đóng": "mức",
        "mời": "giấy thư khách",
        "đưa": "tin",
        "bàn": "địa",
        "khoán": "chứng",
        "gia tăng": "quốc chuyên đại",
    }.items()
}
_BEFORE = re.compile(r"[^\W\d_]{1,8}(?= $)")
_COMRADES = re.compile(r"^[Cc]ác (?:đồng chí|đ/c) (?:các )?")
_YOUR = re.compile(r"^(?:Quý|quý) (?=(?:bộ|cơ quan|đơn vị|địa phương))", re.I)
_TITLED = re.compile(r"(^|^các |^Các )(?:các |Các )?(?:đồng chí|Đồng chí|đ/c|Đ/c|ông|bà|Ông|Bà) ")
_TITLE_INSIDE = re.compile(r"(?<=\w) (?:đồng chí|đ/c) (?=\w)")
_SYLLABLE = re.compile(r"[^\W_]+")
_FIRST_WORD = re.compile(r"[\w&-]+")
_LONGEST_WORD = 40


@dataclass(slots=True)  # hundreds in a document: not frozen, which would take three times as long to make
class Entity:
    """A named body, post, class of bodies or person, and where it stands."""

    start: int
    end: int
    kind: Kind
    names: tuple[str, ...]
    determined: bool = False
    of_persons: bool = False
    open_ended: bool = True
    body: tuple[str, ...] = field(default=())
    whole: bool = True


class Gazetteer:
    """Names given from outside, found by their first word."""

    def __init__(self, names: Names) -> None:
        by_first: dict[str, dict[str, str]] = {}
        for name, kind in names:
            key = fold(" ".join(name.split()))
            if key:
                by_first.setdefault(key.split(" ")[0], {}).setdefault(key, kind)
        # The names that begin with a word, and their lengths, the longest first.
        self._by_first = {
            first: (kinds, sorted({len(key) for key in kinds}, reverse=True)) for first, kinds in by_first.items()
        }
        self._syllables = frozenset(found.group() for first in by_first if (found := _SYLLABLE.match(first)))

    def begins(self, syllable: str) -> bool:
        """Whether a name begins with these letters and digits, whatever their case and tone."""
        return fold_in_place(syllable) in self._syllables

    def match(self, text: str, at: int) -> tuple[int, str] | None:
        """Length and kind of the longest name that stands at ``at`` of a text, or None."""
        word = _FIRST_WORD.match(fold_in_place(text[at : at + _LONGEST_WORD].partition(" ")[0]))
        if word is None or word.group() not in self._by_first:
            return None
        kinds, lengths = self._by_first[word.group()]
        folded = fold_in_place(text[at : at + lengths[0] + 1])
        for length in lengths:
            if length <= len(folded) and not folded[length : length + 1].isalnum() and folded[:length] in kinds:
                return length, kinds[folded[:length]]
        return None


class _FoldingInPlace(dict[int, str]):
    """What each character folds to, or itself where that is not one character."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_IN_PLACE = _FoldingInPlace()


def fold_in_place(text: str) -> str:
    """Folded text of the same length, so that offsets hold; a character that does not fold to one stays."""
    return text.translate(_IN_PLACE)


def lowered(text: str) -> str:
    """Lower case of the same length, so that offsets hold."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_act(text: str, at: int) -> bool:
    """Whether a verb of doing, a modal or a manner starts at ``at``."""
    verb = VERB.match(text, at)
    return verb is not None and _NOT_ACTS.match(text, at) is None and not _is_in_noun(text, at, verb.group())


def is_in_noun(text: str, at: int) -> bool:
    """Whether the verb at ``at`` is the second half of a noun ("trình" in "công trình")."""
    verb = VERB.match(text, at)
    return verb is not None and _is_in_noun(text, at, verb.group())


def _is_in_noun(text: str, at: int, verb: str) -> bool:
    nouns = _NOUNS_WITH.get(verb.lower())
    before = _BEFORE.search(text, max(0, at - 9), at) if nouns else None
    return before is not None and before.group().lower() in (nouns or ())


def tidy(name: str) -> str:
    """One name as it is given out: single spaces, no courtesy words, no marks at its ends."""
    name = _COMRADES.sub("các ", " ".join(name.split()).strip(" .,;:-–"))
    name = _YOUR.sub("các ", name)
    while titled := _TITLED.match(name):
        name = titled[1] + name[titled.end() :]
    return _TITLE_INSIDE.sub(" ", name) if " đ" in name else name
