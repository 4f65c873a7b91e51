"""Vietnamese words for overlaps, their reasons and their answers."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy, pgettext_lazy

from thuocdo.interface.formats import day_text
from thuocdo.overlap.rules import Answer, OverlapKind
from thuocdo.tasks.labels import RECURRENCE
from viettext.likeness import Why

OVERLAP_KIND = {
    OverlapKind.SAME.value: gettext_lazy("Trùng lặp"),
    OverlapKind.CLASH.value: gettext_lazy("Chồng chéo"),
}
ANSWER = {
    Answer.OPEN.value: gettext_lazy("Chưa trả lời"),
    Answer.KEPT.value: gettext_lazy("Vẫn giao"),
    Answer.JOINED.value: gettext_lazy("Gộp vào nhiệm vụ đã có"),
    Answer.DROPPED.value: pgettext_lazy("nhiệm vụ trùng", "Không giao"),
}
# By what the comparison says: what is shared, then where the two differ.
REASON = {
    Why.WORDS.value: gettext_lazy("cùng nói về: {first}"),
    Why.PRODUCT.value: gettext_lazy("cùng sản phẩm: {first}"),
    Why.LEAD.value: gettext_lazy("cùng cơ quan chủ trì"),
    Why.AMOUNT.value: gettext_lazy("cùng con số {first}"),
    Why.OTHER_LEAD.value: gettext_lazy("khác cơ quan chủ trì"),
    Why.OTHER_DUE.value: gettext_lazy("khác hạn: {first} và {second}"),
    Why.OTHER_ROUND.value: gettext_lazy("khác kỳ: {first} và {second}"),
    Why.OTHER_AMOUNT.value: gettext_lazy("khác con số: {first} và {second}"),
    Why.OTHER_PLACE.value: gettext_lazy("khác địa điểm: {first} và {second}"),
}
WITHOUT_DAYS = gettext_lazy("khác thời hạn nêu trong câu")
AGAINST = frozenset(why for why in REASON if why.startswith("other_"))


def reason_text(told: Mapping[str, str]) -> str:
    """One reason as it is stored, in words."""
    why, first, second = told["why"], told.get("first", ""), told.get("second", "")
    if why == Why.OTHER_DUE.value:
        if not first:
            return str(WITHOUT_DAYS)
        first, second = (day_text(date.fromisoformat(day)) for day in (first, second))
    if why == Why.OTHER_ROUND.value:
        first, second = (str(RECURRENCE[name]).lower() for name in (first, second))
    return str(REASON[why]).format(first=first, second=second)


# What is said once an answer is kept.
DONE = {
    Answer.KEPT.value: gettext_lazy("Đã ghi: vẫn giao. Nay có thể giao nhiệm vụ."),
    Answer.JOINED.value: gettext_lazy("Đã gộp vào nhiệm vụ đã có; dự thảo này được hủy."),
    Answer.DROPPED.value: gettext_lazy("Đã ghi: không giao. Dự thảo này được hủy."),
}
UNANSWERED = gettext_lazy("Có thể trùng hoặc chồng chéo với nhiệm vụ đã có: hãy trả lời trước khi giao.")
