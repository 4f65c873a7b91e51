"""Vietnamese names of states, acts and board statuses, and the words of every refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.tasks.rules.life import Why
from thuocdo.tasks.rules.recurrence import Recurrence
from thuocdo.tasks.rules.spans import Status
from thuocdo.tasks.rules.states import Act, Side, State

STATE = {
    State.DRAFT.value: _("Dự thảo"),
    State.ASSIGNED.value: _("Mới giao"),
    State.HANDED_BACK.value: _("Đã trả lại cơ quan giao"),
    State.ACCEPTED.value: _("Đã nhận"),
    State.IN_PROGRESS.value: _("Đang thực hiện"),
    State.REPORTED.value: _("Chờ kiểm tra"),
    State.RETURNED.value: _("Bị trả lại"),
    State.VERIFIED.value: _("Đã xác nhận"),
    State.CLOSED.value: _("Đã đóng"),
    State.SUSPENDED.value: _("Tạm dừng"),
    State.CANCELLED.value: _("Đã hủy"),
}
ACT = {
    Act.CREATED.value: _("Lập nhiệm vụ"),
    Act.ASSIGNED.value: _("Giao nhiệm vụ"),
    Act.ACCEPTED.value: _("Nhận nhiệm vụ"),
    Act.HANDED_BACK.value: _("Trả lại cơ quan giao"),
    Act.STARTED.value: _("Bắt đầu thực hiện"),
    Act.PROGRESSED.value: _("Cập nhật tiến độ"),
    Act.REPORTED.value: _("Báo cáo hoàn thành"),
    Act.VERIFIED.value: _("Xác nhận hoàn thành"),
    Act.RETURNED.value: _("Trả lại báo cáo"),
    Act.EXTENSION_REQUESTED.value: _("Xin gia hạn"),
    Act.EXTENSION_GRANTED.value: _("Đồng ý gia hạn"),
    Act.EXTENSION_REFUSED.value: _("Không đồng ý gia hạn"),
    Act.SUSPENDED.value: pgettext_lazy("việc làm", "Tạm dừng"),
    Act.RESUMED.value: _("Tiếp tục"),
    Act.CANCELLED.value: _("Hủy nhiệm vụ"),
    Act.CLOSED.value: _("Đóng nhiệm vụ"),
}
SIDE = {
    Side.LEAD.value: _("cơ quan chủ trì"),
    Side.ASSIGNER.value: _("cơ quan giao"),
    Side.VERIFIER.value: _("người kiểm tra"),
    Side.COORDINATING.value: _("cơ quan phối hợp"),
    Side.INSPECTOR.value: _("giám sát"),
}
STATUS = {
    Status.DONE_ON_TIME.value: _("Hoàn thành đúng hạn"),
    Status.DONE_LATE.value: _("Hoàn thành quá hạn"),
    Status.OPEN_IN_TIME.value: _("Chưa xong, trong hạn"),
    Status.DUE_SOON.value: _("Sắp đến hạn"),
    Status.NO_DEADLINE.value: _("Chưa có hạn"),
    Status.OPEN_OVERDUE.value: _("Quá hạn"),
    Status.CANCELLED.value: _("Đã hủy"),
}
RECURRENCE = {
    Recurrence.WEEKLY.value: _("Hằng tuần"),
    Recurrence.MONTHLY.value: _("Hằng tháng"),
    Recurrence.QUARTERLY.value: _("Hằng quý"),
    Recurrence.HALF_YEARLY.value: _("Sáu tháng"),
    Recurrence.YEARLY.value: _("Hằng năm"),
}
# Words with the facts of `Refused` in braces; dates are printed as 31/3/2026 by `refusals.words`.
REFUSAL = {
    Why.WRONG_STATE: _("Không thể “{act}” khi nhiệm vụ đang ở trạng thái “{state}”."),
    Why.DATE_GOES_BACK: _("Ngày không được lùi: sự kiện gần nhất của nhiệm vụ là ngày {last_on}."),
    Why.REASON_MISSING: _("Cần nêu lý do."),
    Why.HAND_BACK_TOO_LATE: _(
        "Chỉ được trả lại đến hết ngày làm việc thứ hai sau khi giao, tức ngày {last_day}. Hãy nhận rồi nêu vướng mắc."
    ),
    Why.NO_LEAD: _("Nhiệm vụ chưa có cơ quan chủ trì."),
    Why.NO_DELIVERABLE: _("Nhiệm vụ chưa có sản phẩm: hãy ghi ít nhất một sản phẩm trước khi giao."),
    Why.NO_TIME: _("Nhiệm vụ chưa có thời hạn: hãy ghi hạn, kỳ lặp lại, hoặc chọn “không có hạn”."),
    Why.LEAD_ONLY_AFTER_HAND_BACK: _("Chỉ được đổi cơ quan chủ trì sau khi nhiệm vụ bị trả lại."),
    Why.EVIDENCE_MISSING: _("Cần minh chứng cho từng sản phẩm: cần {needed}, mới có {given}."),
    Why.VERIFIER_REPORTED: _("Người đã báo cáo không được tự kiểm tra: cần một bên khác xác nhận."),
    Why.PERCENT_OUT_OF_RANGE: _("Tiến độ phải là số từ 0 đến 100."),
    Why.REQUEST_TOO_LATE: _("Đã quá hạn {due}: đề nghị gia hạn phải gửi muộn nhất vào ngày đến hạn."),
    Why.REQUEST_PENDING: _("Đang có một đề nghị gia hạn đến {to} chờ trả lời."),
    Why.NO_REQUEST: _("Không có đề nghị gia hạn nào đang chờ."),
    Why.NO_DEADLINE: _("Nhiệm vụ không có hạn nên không thể gia hạn."),
    Why.NOT_LATER: _("Hạn mới phải sau hạn đang áp dụng, {due}."),
    Why.PERIOD_MISSING: _("Nhiệm vụ định kỳ: cần ghi kỳ báo cáo."),
    Why.PERIOD_UNKNOWN: _("Kỳ “{period}” không phải là kỳ đã bắt đầu của nhiệm vụ này."),
    Why.PERIOD_NOT_WANTED: _("Sự kiện này không gắn với kỳ báo cáo."),
    Why.OCCURRENCES_OPEN: _("Chuỗi định kỳ còn kỳ chưa xong, chưa thể đóng."),
}
