"""What of a proposal deserves a second look, and why: whether it is a task, its lead, its deadline, its product."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thuocdo.review.rules import Fields, fields_found, one_line
from viettext import fold

TASK, LEAD, DEADLINE, PRODUCT = "task", "lead", "deadline", "product"
SURE, WORTH_A_LOOK = 0.8, 0.6
LONG = 1200  # characters of a passage that often holds several tasks
MANY = 4  # leads of one task

_ATTITUDE = re.compile(
    r"nhận thức|quán triệt|nêu cao|phát huy|tinh thần|đoàn kết|gương mẫu|chủ động hơn|quyết tâm|đồng lòng|kỷ cương",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:đã|vừa|từng) (?!được giao|giao|nêu|đề ra)\w+", re.IGNORECASE)
# A day of which the words say that it is one: "trước 20/6", "ngày 5-3", or any with its year.
_DAY = re.compile(
    r"(?:(?<=ngày )|(?<=trước )|(?<=đến )|(?<=hết ))\d{1,2} ?[/-] ?\d{1,2}(?!\d| ?[/-] ?\d)"
    r"|\b\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}\b"
    r"|\b\d{1,2} tháng \d{1,2} năm \d{4}\b"
)
_COUNTED = re.compile(r"kể từ|ngày làm việc|tiếp theo|tới|sau khi|trong vòng", re.IGNORECASE)
_VAGUE = frozenset(
    [
        "phương án", "kế hoạch", "đề án", "báo cáo", "dự thảo", "dự án", "hồ sơ", "kết quả", "giải pháp", "văn bản",
        "nhiệm vụ", "chương trình", "ban chỉ đạo",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """A part of a proposal that may be wrong, with the reason in words.

    A hint (`is_hint`) informs: the proposal can be accepted as it is without a question.
    """

    part: str
    reason: str
    is_hint: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A proposal with what is known around it: the words of its passage, how sure the reading was, and two days."""

    found: Mapping[str, Any] | None
    fields: Fields
    quote: str
    confidence: float
    signed_on: date | None
    today: date


def doubts_of(read: Read) -> list[Doubt]:
    """What to look at, in the order of the form. What a person wrote or changed is not doubted."""
    if read.found is None:
        return list(_of_past(read))
    first, now = fields_found(read.found), read.fields
    found = list(_of_task(read))
    if now.leads == first.leads:
        found += _of_leads(read)
    if (now.due, now.recurrence, now.has_no_deadline) == (first.due, first.recurrence, first.has_no_deadline):
        found += _of_deadline(read)
    found += _of_past(read)
    if now.deliverables == first.deliverables:
        found += _of_product(read)
    return found


def _of_task(read: Read) -> Iterator[Doubt]:
    if read.confidence < SURE:
        yield Doubt(TASK, _why_no_task(read))
    elif len(read.quote) > LONG:
        yield Doubt(TASK, _("Đoạn dài, có thể chứa nhiều việc: xem có cần tách."), is_hint=True)


def _why_no_task(read: Read) -> str:
    words = one_line(read.quote)
    attitude, done = _ATTITUDE.search(words), _DONE.search(words)
    names_nobody = not any(_stands(name, words) for name in read.fields.leads)
    if len(words) > LONG:
        return _("Đoạn dài, có thể chứa nhiều việc: xem có cần tách.")
    if attitude:
        return _("“{words}”: lời văn nghiêng về thái độ, có thể không phải việc phải làm.").format(words=attitude[0])
    if done:
        return _("“{words}”: có thể là việc đã làm được kể lại.").format(words=done[0])
    if names_nobody and read.fields.due is None:
        return _("Đoạn không nêu ai làm, cũng không nêu hạn: có thể chỉ là lời nhắc chung.")
    if read.fields.due is None and not read.fields.recurrence:
        return _("Đoạn không nêu hạn: xem có đúng là giao việc.")
    return _("Cách viết ít gặp: hãy đọc lại cả đoạn.")


def _of_leads(read: Read) -> Iterator[Doubt]:
    words, leads = one_line(read.quote), read.fields.leads
    if not leads:
        yield Doubt(LEAD, _("Chưa đọc được ai chủ trì."))
    elsewhere = [name for name in leads if not _stands(name, words)]
    if elsewhere:
        reason = _("“{names}” không có trong đoạn này: lấy từ lời dẫn hoặc đoạn trước.")
        yield Doubt(LEAD, reason.format(names="; ".join(elsewhere[:3])), is_hint=read.confidence >= SURE)
    if len(leads) > MANY:
        yield Doubt(LEAD, _("Có {n} cơ quan chủ trì: xem có cần tách.").format(n=len(leads)))


def _of_deadline(read: Read) -> Iterator[Doubt]:
    words, deadline = one_line(read.quote), (read.found or {}).get("deadline") or {}
    said = one_line(str(deadline.get("quote") or ""))
    if said and deadline.get("on") is None:
        yield Doubt(DEADLINE, _("Có lời về hạn (“{words}”) nhưng không tính ra được ngày.").format(words=said))
    elif said and said not in words:
        yield Doubt(DEADLINE, _("Hạn “{words}” không có trong đoạn này: lấy từ lời dẫn.").format(words=said))
    elif said and _COUNTED.search(said):
        yield Doubt(DEADLINE, _("Ngày này được tính ra từ “{words}”: hãy kiểm lại.").format(words=said))
    others = _days_in(words.replace(said, "…") if said else words, since=read.signed_on)
    if others:
        alone = _("Trong đoạn có ngày {days} chưa được coi là hạn.")
        reason = _("Trong đoạn còn ngày khác: {days}.") if said else alone
        yield Doubt(DEADLINE, reason.format(days=", ".join(others[:3])))
    if not said and not others and not read.fields.recurrence:
        yield Doubt(DEADLINE, _("Đoạn không nêu hạn: nhận được, nhưng phải có hạn mới giao được."), is_hint=True)


def _days_in(words: str, *, since: date | None) -> list[str]:
    """The days named that could be deadlines: one before the signature is the date of something else."""
    found = dict.fromkeys(_DAY.findall(words))
    return [day for day in found if not (since and (known := _known(day)) and known <= since)]


def _known(day: str) -> date | None:
    numbers = [int(number) for number in re.findall(r"\d+", day)]
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except (IndexError, ValueError):
        return None


def _of_past(read: Read) -> Iterator[Doubt]:
    due = read.fields.due
    if due is None:
        return
    if read.signed_on is not None and due < read.signed_on:
        yield Doubt(DEADLINE, _("Hạn trước cả ngày ký văn bản."))
    elif due < read.today:
        yield Doubt(DEADLINE, _("Ngày này đã qua: giao là quá hạn ngay."), is_hint=True)


def _of_product(read: Read) -> Iterator[Doubt]:
    named = tuple((read.found or {}).get("deliverables") or ())
    vague = [name for name in named if one_line(name).lower() in _VAGUE]
    if vague:
        yield Doubt(PRODUCT, _("“{name}” là tên quá chung: hãy ghi rõ sản phẩm.").format(name=vague[0]))
    elif not named:
        yield Doubt(
            PRODUCT, _("Văn bản không nêu sản phẩm: đây là gợi ý theo động từ, hãy sửa cho đúng."), is_hint=True
        )


def _stands(name: str, words: str) -> bool:
    """Whether a name stands in the words, however it is capitalised or abbreviated in front ("UBND tỉnh")."""
    return fold(one_line(name)) in fold(words)
