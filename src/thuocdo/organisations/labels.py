"""Vietnamese names of kinds, levels and kinds of succession."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.organisations.rules import Kind, Level, SuccessionKind

KIND = {
    Kind.TERRITORY.value: _("Địa bàn"),
    Kind.PEOPLES_COMMITTEE.value: _("Ủy ban nhân dân"),
    Kind.PEOPLES_COUNCIL.value: _("Hội đồng nhân dân"),
    Kind.PARTY_COMMITTEE.value: _("Cấp ủy đảng"),
    Kind.MINISTRY.value: _("Bộ, cơ quan ngang bộ"),
    Kind.AGENCY.value: pgettext_lazy("loại cơ quan", "Cơ quan"),
    Kind.PARTY_COMMISSION.value: _("Ban đảng"),
    Kind.ASSEMBLY_BODY.value: _("Cơ quan của Quốc hội"),
    Kind.FRONT_OR_UNION.value: _("Mặt trận, đoàn thể"),
    Kind.COURT_OR_PROCURACY.value: _("Tòa án, viện kiểm sát"),
    Kind.COMMITTEE.value: _("Ban chỉ đạo, hội đồng"),
    Kind.ENTERPRISE.value: _("Doanh nghiệp"),
    Kind.DEPARTMENT.value: _("Đơn vị trực thuộc"),
}

LEVEL = {
    Level.CENTRAL.value: _("Trung ương"),
    Level.PROVINCE.value: _("Cấp tỉnh"),
    Level.COMMUNE.value: _("Cấp xã"),
}

SUCCESSION_KIND = {
    SuccessionKind.MERGE.value: _("Sáp nhập"),
    SuccessionKind.SPLIT.value: _("Chia tách"),
    SuccessionKind.RENAME.value: _("Đổi tên"),
}
