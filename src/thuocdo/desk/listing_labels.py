"""Vietnamese names of what a list may be asked for, and what an exported list says of itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.desk.asking import PENDING, Question
from thuocdo.interface.formats import day_text
from thuocdo.tasks import labels
from thuocdo.tasks.rules.states import State

STATUS = {
    "total": gettext_lazy("Mọi tình trạng"),
    "done": gettext_lazy("Đã xong"),
    "done_on_time": gettext_lazy("Xong đúng hạn"),
    "done_late": gettext_lazy("Xong trễ"),
    "open": gettext_lazy("Chưa xong"),
    "open_in_time": gettext_lazy("Chưa xong, trong hạn"),
    "due_soon": gettext_lazy("Sắp đến hạn"),
    "no_deadline": gettext_lazy("Chưa có hạn"),
    "open_overdue": gettext_lazy("Quá hạn"),
    "cancelled": gettext_lazy("Đã hủy"),
}
STATE = {
    **{name: word for name, word in labels.STATE.items() if name != State.CANCELLED.value},
    PENDING: gettext_lazy("Đang xin gia hạn"),
}


def facts(asked: Question) -> list[tuple[str, str]]:
    """Programme, day and filters of a list, for the sheet beside it."""
    told = [
        (_("Chương trình"), f"{asked.programme.name} ({asked.programme.code})"),
        (_("Tình trạng tại ngày"), day_text(asked.on)),
        (_("Tình trạng"), str(STATUS[asked.status])),
        (_("Trạng thái"), str(STATE.get(asked.state, ""))),
        (_("Chủ trì"), asked.lead),
        (_("Lĩnh vực"), asked.field),
        (_("Cấp"), asked.level),
        (_("Tìm"), asked.q),
        (_("Việc con"), _("có tính") if asked.with_children else _("không tính")),
        (_("Lưu ý"), _("Dữ liệu minh họa") if asked.programme.is_illustrative else ""),
    ]
    return [(name, text) for name, text in told if text]
