"""What the trained model is told of each unit: words of a small vocabulary, nothing that identifies a document."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from viettext.items import Assignment
from viettext.learning.units import Unit
from viettext.lexicon import ACT, MANNER, MODAL, OPENER, ORDER, REMARK, TENSE
from viettext.normal import fold
from viettext.structure import Layout
from viettext.wordtables import words

_WORD = re.compile(r"[^\W\d_]+")
# Words (up to three syllables) whose presence anywhere in a unit is told.
_CUE_WORDS = {
    "requires": words("yêu cầu | đề nghị | giao | chỉ đạo | phân công"),
    "modal": words("phải | cần | có trách nhiệm | chịu trách nhiệm | được giao | không được | nghiêm cấm"),
    "leads": words("chủ trì | phối hợp"),
    "past": words("đã | vừa | từng | được tổ chức | diễn ra | ghi nhận | đạt được"),
    "present": words("đang | hiện nay | hiện có | tính đến"),
    "future": words("sẽ | dự kiến | phấn đấu"),
    "said": words("cho biết | nhấn mạnh | khẳng định | đánh giá | phát biểu | cho rằng | bày tỏ | chia sẻ | nêu rõ"),
    "result": words("kết quả | tăng | giảm | đạt | so với cùng"),
    "is": ("là",),
    "formula": words("thi hành | hiệu lực | biết thực hiện | căn cứ | nơi nhận | lưu"),
    "attend": words("tham dự | cùng dự | chủ trì hội nghị | chủ trì cuộc | dự họp"),
    "wish": words("mong | tin tưởng | hy vọng | chúc"),
    "if": words("nếu | trường hợp | khi"),
    "principle": words("nguyên tắc | quan điểm | phương châm | mục tiêu | coi trọng"),
    "agree": words("đồng ý | thống nhất | nhất trí | chấp thuận"),
    "cause": words("do | vì | nhờ | nguyên nhân"),
    "we": words("chúng ta | mọi người | nhân dân | xã hội"),
    "term": words("trước ngày | chậm nhất | đến hết | kể từ ngày | xong | hoàn thành | muộn nhất"),
    "urgent": words(
        "ngay | khẩn trương | sớm | kịp thời | nhanh chóng | gấp | hỏa tốc | thần tốc | đẩy nhanh | lập tức | khẩn cấp"
    ),
    "attitude": words("nhận thức | tinh thần | thấm nhuần | xác định rõ trách | ý thức | thấu hiểu"),
    "period": words("ngày | tháng | quý | năm | tuần"),
}
_CUES: dict[str, dict[str, str]] = {}  # by their first syllable
for _name, _table in _CUE_WORDS.items():
    for _entry in _table:
        _CUES.setdefault(_entry.split()[0], {})[_entry] = f"cue={_name}"
# What is searched for, and what must stand in a unit for it to be there at all.
_SEARCHED = (
    ("day", re.compile(r"\d{1,2}[/-]\d{1,2}"), ("/", "-")),
    ("amount", re.compile(r"\d ?(?:%|tỷ|triệu)"), ("%", "tỷ", "triệu")),
)
_HEADINGS = re.compile(
    r"\b(?:nhiem vu|giai phap|to chuc thuc hien|phan cong|trach nhiem|yeu cau|muc tieu|muc dich|quan diem|ket qua"
    r"|ton tai|han che|nguyen nhan|danh gia|tinh hinh|nguyen tac|thoi gian toi|chi dao|ket luan|de nghi|kinh phi"
    r"|bai hoc|khai quat|boi canh|co quan|don vi|bo|so|uy ban|ubnd|ban|noi dung|chi tieu|thanh phan|quyet dinh|giao"
    r"|chu truong|dong y|pham vi|doi tuong|can cu|tham quyen)\b"
)
_LENGTHS = (30, 60, 100, 160, 250, 400, 800)


def of(units: Sequence[Unit], found: Sequence[Assignment], layout: Layout, kind: str | None) -> list[list[str]]:
    """The features of each unit, those of its neighbours included."""
    flat = layout.flat
    own = [list(_own(unit, found, flat)) for unit in units]
    return [[*features, f"kind={kind}", *_neighbours(units, i)] for i, features in enumerate(own)]


def _own(unit: Unit, found: Sequence[Assignment], flat: str) -> Iterator[str]:
    text = flat[unit.start : unit.end]
    yield "bias"
    yield f"rule={unit.verdict}"
    if unit.item is not None:
        item = found[unit.item]
        yield f"rule={unit.verdict}+{item.how}"
        yield f"inherited={item.inherited}"
    yield from _place(unit, flat)
    yield from _address(unit, flat)
    yield from _opening(text)
    yield from _cues(text)
    for name, pattern, signs in _SEARCHED:
        if any(sign in text for sign in signs) and pattern.search(text):
            yield name
    yield f"length={bisect_left(_LENGTHS, len(text))}"
    last = text.rstrip()[-1:]
    yield f"end={last if not last.isalnum() else 'w'}"
    if unit.speaks:
        yield "speaks"
    if text[:1] in '“"(':
        yield "quoted"


def _cues(text: str) -> list[str]:
    syllables = _WORD.findall(text.lower())
    joined = f" {' '.join(syllables)} "
    starts = _CUES.keys() & set(syllables)
    return sorted({name for first in starts for entry, name in _CUES[first].items() if f" {entry} " in joined})


def _place(unit: Unit, flat: str) -> Iterator[str]:
    context = unit.context
    yield f"nth={min(unit.nth, 3)}"
    yield f"sentence={unit.is_sentence}"
    before = flat[max(0, unit.start - 3) : unit.start].strip()[-1:]
    yield f"before={before if not before.isalnum() else 'w'}"
    if context is None:
        yield "row"
        return
    block = context.block
    yield f"style={block.style}"
    yield f"verdict={context.verdict}"
    yield f"governed={context.governed}"
    yield f"directive={context.directive}"
    yield f"depth={min(context.depth, 3)}"
    yield f"caption={block.is_caption}"
    yield f"addressed={bool(context.leads)}"
    yield f"whole={unit.start <= block.start + 2 and unit.end >= block.end - 2}"
    yield from _under(context.lead_in[-200:])


@lru_cache(maxsize=256)  # all units of a list stand under the same words
def _under(lead_in: str) -> tuple[str, ...]:
    return tuple(f"under={words}" for words in sorted(set(_HEADINGS.findall(fold(lead_in)))))


def _address(unit: Unit, flat: str) -> Iterator[str]:
    hit = unit.hit
    if hit is None:
        yield "hit=none"
        return
    how = "soft" if unit.is_soft else hit.how
    yield f"hit={how}"
    yield f"opens={hit.opens_list}"
    yield f"ahead={min(3, (hit.verb - hit.start) // 40)}"
    yield f"few={min(3, len(hit.leads))}"
    first = fold(hit.leads[0]).split() if hit.leads else []
    yield f"lead={' '.join(first[:1])}"
    behind = flat[hit.verb : min(unit.end, hit.verb + 60)]
    yield from (f"{how}:{name}" for name in _classes(behind))
    yield from (f"act={w}" for w in _first_words(behind))


def _opening(text: str) -> Iterator[str]:
    inner = text.lstrip('“"(-–+ ')
    yield f"case={'upper' if inner[:1].isupper() else 'lower' if inner[:1].islower() else 'other'}"
    lowered = inner[:1].lower() + inner[1:60]
    yield from (f"opens:{name}" for name in _classes(lowered))
    yield from (f"first={w}" for w in _first_words(lowered))


def _classes(text: str) -> Iterator[str]:
    tables = (
        ("act", ACT), ("modal", MODAL), ("manner", MANNER), ("tense", TENSE), ("order", ORDER), ("remark", REMARK),
        ("opener", OPENER),
    )  # fmt: skip
    met = [name for name, pattern in tables if pattern.match(text)]
    yield from met or ["unknown"]


def _first_words(text: str) -> Iterator[str]:
    first = _WORD.findall(fold(text[:24]))[:2]
    return ("_".join(first[: i + 1]) for i in range(len(first)))


def _neighbours(units: Sequence[Unit], i: int) -> Iterator[str]:
    unit = units[i]
    for name, j in (("prev", i - 1), ("next", i + 1)):
        if not 0 <= j < len(units):
            yield f"{name}=edge"
            continue
        other = units[j]
        same = other.context is not None and other.context is unit.context
        how = "none" if other.hit is None else "soft" if other.is_soft else other.hit.how
        yield f"{name}={'same' if same else 'other'}+{how}"
        yield f"{name}-rule={other.verdict}"
        if same and other.hit and unit.hit and other.hit.leads == unit.hit.leads:
            yield f"{name}-lead"
