"""Vietnamese names of roles."""

from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.rules import Role

ROLE = {
    Role.ADMINISTRATOR.value: _("Quản trị"),
    Role.OFFICER.value: _("Cán bộ"),
    Role.HEAD.value: _("Thủ trưởng"),
    Role.INSPECTOR.value: _("Giám sát"),
}
