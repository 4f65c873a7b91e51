"""How a proposal's state is drawn, and the bar of a review's progress."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from django import template
from django.utils.translation import gettext_lazy as _

from thuocdo.directives.models import Passage
from thuocdo.review.sheet import Paragraph

register = template.Library()

# State of a proposal (or "now" for the one in hand): class in the gutter, sign, word.
SHOWN = {
    "now": ("now", "reported", _("đang xem")),
    "pending": ("todo", "open", _("chưa xem")),
    "accepted": ("ok", "done", _("đã nhận")),
    "rejected": ("no", "cancelled", _("đã bỏ")),
    "refused": ("no", "cancelled", _("đã bỏ")),
    "merged": ("no", "moved", _("đã gộp")),
    "split": ("no", "moved", _("đã tách")),
}
SHORT = {
    "pending": _("Chưa xem"),
    "accepted": _("Nhận"),
    "rejected": _("Bỏ"),
    "refused": _("Bỏ"),
    "merged": _("Gộp"),
    "split": _("Tách"),
}
# State of a file of an intake: sign.
FILE_SIGNS = {
    "waiting": "none", "reading": "open", "taken_in": "done", "known": "moved", "refused": "returned",
    "classified": "over",
}  # fmt: skip


@register.filter
def file_sign(state: str) -> str:
    """The sign of a file's state."""
    return FILE_SIGNS[state]


@register.filter
def inside(name: str, source: str) -> str:
    """The name of a file without the package that it came in."""
    return name.removeprefix(f"{source}/")


@register.filter
def ref_class(state: str) -> str:
    """The class of a reference in the gutter."""
    return SHOWN[state][0]


@register.filter
def ref_sign(state: str) -> str:
    """The sign of a proposal's state."""
    return SHOWN[state][1]


@register.filter
def ref_word(state: str) -> str:
    """The word of a proposal's state, within a sentence."""
    return str(SHOWN[state][2])


@register.filter
def short_word(state: str) -> str:
    """The word of a proposal's state, on its own."""
    return str(SHORT[state])


@register.filter
def place_of(lines: Sequence[Paragraph], start: int) -> str:
    """The id of the paragraph in which a passage begins."""
    at = bisect_right(lines, start, key=lambda line: line.start) - 1
    return f"p{lines[max(at, 0)].number}" if lines else ""


@register.filter
def uuid_of(passage: int, passages: Mapping[int, Passage]) -> str:
    """The identifier of a passage by its key, where the page shows it."""
    return str(passages[passage].uuid) if passage in passages else ""
