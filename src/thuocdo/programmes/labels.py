"""Vietnamese names of openness and of places in a committee."""

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
