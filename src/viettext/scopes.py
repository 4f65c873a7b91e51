"""What headings and lead-ins hand down to the items below them."""

import re
from dataclasses import dataclass, field

from viettext.dates import Due
from viettext.normal import fold

# Sections and lead-ins that describe, and so assign nothing (folded).
_MUTED = re.compile(
    r"\b(?:muc dich|quan diem|muc tieu|nguyen tac|ket qua|ton tai|han che|nguyen nhan|danh gia|tinh hinh|bai hoc"
    r"|boi canh|su can thiet|thuc trang|can cu|pham vi"
    r"|doi tuong|thanh phan|uu diem|khuyet diem|giai thich|nhan dinh|vuong mac|thong qua|bao gom|gom co"
    r"|noi dung hop|du hop|chu de|phuong cham|quan triet mot so|chi tieu|kinh phi|nguon von|nguon luc thuc hien"
    r"|dia diem|thoi gian thuc hien|du bao|ly do|quy mo)\b"
)
_OPENED = re.compile(
    r"\b(?:nhiem vu|giai phap|to chuc thuc hien|phan cong|trach nhiem|yeu cau (?:cac|bo|so|uy ban|ubnd|chu tich)"
    r"|giao|thoi gian toi|khac phuc|chi dao|ket luan|de nghi|kien nghi doi)\b"
)
_LIST_ENDS = re.compile(
    r"(?::|(?:như sau|sau đây|dưới đây|nhiệm vụ sau|nội dung sau|giải pháp sau|công việc sau|vấn đề sau)[.:]?"
    r"|(?:một số|các|0?\d{1,2}|hai|ba|bốn|năm|sáu) (?:nhóm )?(?:nhiệm vụ|nội dung|giải pháp|công việc|việc|vấn đề)"
    r"(?:,? (?:giải pháp|chủ yếu|trọng tâm|trong tâm"
    r"|cụ thể|cấp bách|sau))*\.?)$"
)


@dataclass(slots=True)
class Scope:
    """One level of the document: a heading, a lead-in or an item, and the addressees and deadline that
    hold below it.
    """

    style: str | None
    label: str | None = None
    is_item: bool = False
    leads: list[str] = field(default_factory=list)
    supervisor: list[str] = field(default_factory=list)
    coordinating: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    due: Due | None = None
    muted: bool = False
    is_lead_in: bool = False
    how: str = "heading"
    words: str = ""


def is_muted(words: str, before: bool) -> bool:
    """Whether a heading describes (purpose, results, shortcomings …) rather than assigns; unclear ones keep
    ``before``."""
    folded = fold(words)
    muted, opened = _MUTED.search(folded), _OPENED.search(folded)
    if muted and opened:
        return muted.start() < opened.start() and "muc tieu" not in folded and "khac phuc" not in folded
    return bool(muted) or (before and not opened)


def introduces(words: str, enumerated_next: bool) -> bool:
    """Whether a passage ends by announcing a list; without a colon it must be followed by numbered items."""
    return words.endswith(":") or (enumerated_next and _LIST_ENDS.search(words) is not None)


def label_of(stack: list[Scope], own: str | None) -> str | None:
    """The item's own numbers joined ("5.3"); the numbers of sections are left out."""
    parts = [s.label for s in stack if s.is_item and s.label]
    if own:
        parts = [own] if parts and own.startswith(parts[-1] + ".") else [*parts, own]
    return ".".join(parts) or None
