"""Vietnamese names of openness, of places in a committee and of what happens to a programme."""

from django.utils.translation import gettext_lazy as _

from thuocdo.programmes.rules import MemberRole, Openness

OPENNESS = {Openness.PUBLIC.value: _("Công khai"), Openness.INTERNAL.value: _("Nội bộ")}
MEMBER_ROLE = {
    MemberRole.HEAD.value: _("Trưởng Ban"),
    MemberRole.DEPUTY.value: _("Phó Trưởng Ban"),
    MemberRole.MEMBER.value: _("Ủy viên"),
    MemberRole.HELPER.value: _("Tổ giúp việc"),
    MemberRole.ADVISER.value: _("Hội đồng tư vấn"),
}

EVENT = {
    "programme_created": _("Lập chương trình"),
    "programme_edited": _("Sửa chương trình"),
    "field_added": _("Thêm lĩnh vực"),
    "committee_set": _("Ghi ban chỉ đạo và cơ quan thường trực"),
    "committee_ended": _("Kết thúc ban chỉ đạo"),
    "membership_added": _("Thêm thành viên"),
    "membership_ended": _("Kết thúc vai trò thành viên"),
}
