"""Which drawing and which word stand for a state: one state, one sign, everywhere."""

from django.utils.translation import gettext_lazy as _

# Sign names are the ends of the symbol ids in components/_sprite.html ("s-done") and the classes of .st in the styles.
WORDS = {
    "done": _("Hoàn thành đúng hạn"),
    "late": _("Hoàn thành quá hạn"),
    "open": _("Chưa xong, trong hạn"),
    "soon": _("Sắp đến hạn"),
    "over": _("Quá hạn"),
    "none": _("Chưa có hạn"),
    "reported": _("Chờ kiểm tra"),
    "returned": _("Bị trả lại"),
    "paused": _("Tạm dừng"),
    "cancelled": _("Đã hủy"),
    "assigned": _("Mới giao"),
    "moved": _("Gia hạn"),
}

# The states of a task, as the product stores them, beside the sign that shows them.
SIGNS = {
    "done_on_time": "done",
    "done_late": "late",
    "open_in_time": "open",
    "due_soon": "soon",
    "no_deadline": "none",
    "open_overdue": "over",
    "draft": "none",
    "accepted": "open",
    "in_progress": "open",
    "handed_back": "returned",
    "verified": "done",
    "closed": "done",
    "suspended": "paused",
}


def sign_name(state: str) -> str:
    """The sign of a state: a sign's own name stands for itself, an unknown state gets the plain open ring."""
    if state in WORDS:
        return state
    return SIGNS.get(state, "open")
