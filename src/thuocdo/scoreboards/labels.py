"""Vietnamese names of what boards are grouped by."""

from django.utils.translation import gettext_lazy as _

from thuocdo.scoreboards.rules import By

BY = {By.LEAD.value: _("Cơ quan"), By.FIELD.value: _("Lĩnh vực"), By.LEVEL.value: _("Cấp")}
LEVEL = {"central": _("Trung ương"), "province": _("Cấp tỉnh"), "commune": _("Cấp xã")}
NO_FIELD = _("Chưa xếp lĩnh vực")
