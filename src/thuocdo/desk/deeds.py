"""The acts offered on a task's page: the address, words, form and service of each, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.desk import forms
from thuocdo.overlap import services as overlap
from thuocdo.tasks import services
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import Act


@dataclass(frozen=True, slots=True)
class Deed:
    """One act as a person meets it. `act` None is naming the accountable person, which moves no state.

    `tone` is "primary" for what a task waits for, "" else; `done` is said once it is done.
    """

    slug: str
    act: Act | None
    label: Promise
    done: Promise
    form: type[forms.ActForm]
    serve: Callable[..., Task]
    tone: str = ""
    explanation: Promise | str = ""

    def perform(self, *, task: UUID, by: services.By, on: date, told: dict[str, Any]) -> Task:
        """Do it through its service; raises DomainError where a rule refuses."""
        return self.serve(task=task, by=by, on=on, **told)


DEEDS = (
    Deed(
        "giao", Act.ASSIGNED, _("Giao nhiệm vụ"), _("Đã giao nhiệm vụ."), forms.AssignForm, overlap.assign_task,
        "primary",
        _(
            "Từ khi giao, nhiệm vụ được tính vào bảng và cơ quan chủ trì có hai ngày làm việc "
            "để nhận hoặc trả lại."
        ),
    ),
    Deed(
        "nhan", Act.ACCEPTED, _("Nhận nhiệm vụ"), _("Đã nhận nhiệm vụ."), forms.PersonForm, services.accept_task,
        "primary", _("Cử người chịu trách nhiệm ngay khi nhận, chậm nhất sau hai ngày làm việc."),
    ),
    Deed(
        "bao-cao", Act.REPORTED, _("Báo cáo hoàn thành"),
        _("Đã nộp báo cáo. Ngày hoàn thành là hôm nay nếu báo cáo được xác nhận."),
        forms.ReportForm, services.report_task, "primary",
        _(
            "Mỗi sản phẩm cần một minh chứng: một tệp, hoặc số hiệu, đường dẫn của văn bản. "
            "Ngày hoàn thành là ngày nộp báo cáo này, nếu được xác nhận."
        ),
    ),
    Deed(
        "xac-nhan", Act.VERIFIED, _("Xác nhận hoàn thành"), _("Đã xác nhận hoàn thành."), forms.NoteForm,
        services.verify_task, "primary", _("Xem minh chứng trước khi xác nhận. Nhiệm vụ được tính là xong từ hôm nay."),
    ),
    Deed(
        "tra-bao-cao", Act.RETURNED, _("Trả lại báo cáo"), _("Đã trả lại báo cáo."), forms.ReasonForm,
        services.return_report, "", _("Báo cáo bị trả lại tính là chưa xong; cơ quan chủ trì sẽ thấy lý do."),
    ),
    Deed(
        "dong-y-gia-han", Act.EXTENSION_GRANTED, _("Đồng ý gia hạn"), _("Đã gia hạn."), forms.GrantForm,
        services.grant_extension, "primary", _("Hạn đầu vẫn được giữ và hiện bên cạnh hạn mới."),
    ),
    Deed(
        "tu-choi-gia-han", Act.EXTENSION_REFUSED, _("Không đồng ý gia hạn"),
        _("Đã từ chối gia hạn; hạn cũ giữ nguyên."),
        forms.NoteForm, services.refuse_extension,
    ),
    Deed(
        "bat-dau", Act.STARTED, _("Bắt đầu thực hiện"), _("Đã ghi việc bắt đầu."), forms.ActForm, services.start_task,
    ),
    Deed(
        "tien-do", Act.PROGRESSED, _("Cập nhật tiến độ"), _("Đã ghi tiến độ."), forms.ProgressForm,
        services.record_progress,
    ),
    Deed(
        "xin-gia-han", Act.EXTENSION_REQUESTED, _("Xin gia hạn"), _("Đã gửi đề nghị gia hạn."), forms.RequestForm,
        services.request_extension, "", _("Gửi muộn nhất vào ngày đến hạn; mỗi lúc chỉ một đề nghị chờ trả lời."),
    ),
    Deed(
        "cu-nguoi", None, _("Cử người chịu trách nhiệm"), _("Đã ghi người chịu trách nhiệm."), forms.PersonForm,
        services.name_person,
    ),
    Deed(
        "tra-lai", Act.HANDED_BACK, _("Trả lại cơ quan giao"), _("Đã trả lại cơ quan giao."), forms.ReasonForm,
        services.hand_back_task, "", _("Chỉ khi việc không thuộc trách nhiệm của cơ quan; nêu rõ lý do."),
    ),
    Deed(
        "tiep-tuc", Act.RESUMED, _("Tiếp tục"), _("Nhiệm vụ tiếp tục; hạn lùi đúng số ngày đã dừng."),
        forms.OptionalReasonForm, services.resume_task, "primary",
    ),
    Deed(
        "dong", Act.CLOSED, _("Đóng nhiệm vụ"), _("Đã đóng nhiệm vụ."), forms.ActForm, services.close_task, "primary",
    ),
    Deed(
        "tam-dung", Act.SUSPENDED, pgettext_lazy("việc làm", "Tạm dừng"), _("Đã tạm dừng."),
        forms.ReasonForm, services.suspend_task, "",
        _("Chỉ tạm dừng theo một quyết định: ghi số hiệu trong lý do. Tạm dừng không xóa việc đã quá hạn."),
    ),
    Deed(
        "huy", Act.CANCELLED, _("Hủy nhiệm vụ"), _("Đã hủy nhiệm vụ."), forms.ReasonForm, services.cancel_task, "",
        _("Nhiệm vụ ra khỏi mọi số đếm nhưng vẫn còn trong danh sách. Không hoàn tác được."),
    ),
)  # fmt: skip
BY_SLUG = {deed.slug: deed for deed in DEEDS}
BY_ACT = {deed.act: deed for deed in DEEDS if deed.act is not None}
