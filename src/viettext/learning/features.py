"""What the trained model is told of each unit: words of a small vocabulary, nothing that identifies a document."""

import re
from bisect import bisect_left
from collections.abc import Sequence
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
        _CUES.setdefault(_entry.split()[0], {})[f" {_entry} "] = f"cue={_name}"
_CUE_STARTS = frozenset(_CUES)
# What is searched for, and what must stand in a unit for it to be there at all.
_SEARCHED = (
    ("day", re.compile(r"\d{1,2}[/-]\d{1,2}"), ("/", "-")),
    ("amount", re.compile(r"\d ?(?:%|tỷ|triệu)"), ("%", "tỷ", "triệu")),
)
_CLASSES = (
    ("act", ACT), ("modal", MODAL), ("manner", MANNER), ("tense", TENSE), ("order", ORDER), ("remark", REMARK),
    ("opener", OPENER),
)  # fmt: skip
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
    return [
        [*_rule(unit, found), *_own(unit, flat), f"kind={kind}", *_neighbours(units, i)] for i, unit in enumerate(units)
    ]


def _rule(unit: Unit, found: Sequence[Assignment]) -> list[str]:
    rule = f"rule={unit.verdict}"
    if unit.item is None:
        return ["bias", rule]
    item = found[unit.item]
    return ["bias", rule, f"{rule}+{item.how}", f"inherited={item.inherited}"]


def _own(unit: Unit, flat: str) -> list[str]:
    text = flat[unit.start : unit.end]
    last = text.rstrip()[-1:]
    features = [*_place(unit, flat), *_address(unit, flat), *_opening(text), *_cues(text)]
    for name, pattern, signs in _SEARCHED:
        if any(sign in text for sign in signs) and pattern.search(text):
            features.append(name)
    features += f"length={bisect_left(_LENGTHS, len(text))}", f"end={last if not last.isalnum() else 'w'}"
    if unit.speaks:
        features.append("speaks")
    if text[:1] in '“"(':
        features.append("quoted")
    return features


def _cues(text: str) -> list[str]:
    syllables = _WORD.findall(text.lower())
    joined = f" {' '.join(syllables)} "
    starts = _CUE_STARTS.intersection(syllables)
    return sorted({name for first in starts for entry, name in _CUES[first].items() if entry in joined})


def _place(unit: Unit, flat: str) -> list[str]:
    before = flat[max(0, unit.start - 3) : unit.start].strip()[-1:]
    features = [
        f"nth={min(unit.nth, 3)}",
        f"sentence={unit.is_sentence}",
        f"before={before if not before.isalnum() else 'w'}",
    ]
    context = unit.context
    if context is None:
        return [*features, "row"]
    block = context.block
    return [
        *features,
        f"style={block.style}",
        f"verdict={context.verdict}",
        f"governed={context.governed}",
        f"directive={context.directive}",
        f"depth={min(context.depth, 3)}",
        f"caption={block.is_caption}",
        f"addressed={bool(context.leads)}",
        f"whole={unit.start <= block.start + 2 and unit.end >= block.end - 2}",
        *_under(context.lead_in[-200:]),
    ]


@lru_cache(maxsize=256)  # all units of a list stand under the same words
def _under(lead_in: str) -> tuple[str, ...]:
    return tuple(f"under={words}" for words in sorted(set(_HEADINGS.findall(fold(lead_in)))))


def _address(unit: Unit, flat: str) -> list[str]:
    hit = unit.hit
    if hit is None:
        return ["hit=none"]
    how = "soft" if unit.is_soft else hit.how
    first = fold(hit.leads[0]).split() if hit.leads else []
    behind = flat[hit.verb : min(unit.end, hit.verb + 60)]
    return [
        f"hit={how}",
        f"opens={hit.opens_list}",
        f"ahead={min(3, (hit.verb - hit.start) // 40)}",
        f"few={min(3, len(hit.leads))}",
        f"lead={' '.join(first[:1])}",
        *[f"{how}:{name}" for name in _classes(behind)],
        *[f"act={w}" for w in _first_words(behind)],
    ]


def _opening(text: str) -> list[str]:
    inner = text.lstrip('“"(-–+ ')
    lowered = inner[:1].lower() + inner[1:60]
    return [
        f"case={'upper' if inner[:1].isupper() else 'lower' if inner[:1].islower() else 'other'}",
        *[f"opens:{name}" for name in _classes(lowered)],
        *[f"first={w}" for w in _first_words(lowered)],
    ]


def _classes(text: str) -> list[str]:
    return [name for name, pattern in _CLASSES if pattern.match(text)] or ["unknown"]


def _first_words(text: str) -> list[str]:
    first = _WORD.findall(fold(text[:24]))[:2]
    return ["_".join(first[: i + 1]) for i in range(len(first))]


def _neighbours(units: Sequence[Unit], i: int) -> list[str]:
    unit = units[i]
    features = []
    for name, j in (("prev", i - 1), ("next", i + 1)):
        if not 0 <= j < len(units):
            features.append(f"{name}=edge")
            continue
        other = units[j]
        same = other.context is not None and other.context is unit.context
        how = "none" if other.hit is None else "soft" if other.is_soft else other.hit.how
        features += f"{name}={'same' if same else 'other'}+{how}", f"{name}-rule={other.verdict}"
        if same and other.hit and unit.hit and other.hit.leads == unit.hit.leads:
            features.append(f"{name}-lead")
    return features
