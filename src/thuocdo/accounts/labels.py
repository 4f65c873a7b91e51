"""Vietnamese names of roles and of what happens to an account."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.accounts.rules import Role

ROLE = {
    Role.ADMINISTRATOR.value: pgettext_lazy("quyền", "Quản trị"),
    Role.OFFICER.value: _("Cán bộ"),
    Role.HEAD.value: _("Thủ trưởng"),
    Role.INSPECTOR.value: _("Giám sát"),
}

EVERYTHING = _("toàn hệ thống")

EVENT = {
    "person_created": _("Tạo tài khoản"),
    "person_edited": _("Sửa thông tin"),
    "person_deactivated": _("Khóa tài khoản"),
    "person_reactivated": _("Mở lại tài khoản"),
    "one_time_password_set": _("Cấp mật khẩu dùng một lần"),
    "password_changed": _("Đổi mật khẩu"),
    "grant_given": _("Cấp quyền"),
    "grant_ended": _("Kết thúc quyền"),
    "grant_lent": _("Cho mượn quyền"),
    "loan_ended": _("Kết thúc việc cho mượn quyền"),
}
