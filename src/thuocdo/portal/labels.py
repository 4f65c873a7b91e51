"""Vietnamese names of the public lists and of the families of bodies."""

from django.utils.translation import gettext_lazy as _

from thuocdo.portal.rules import Block

BLOCK = {
    Block.STATE.value: _("Bộ, ngành"),
    Block.LOCAL.value: _("Địa phương"),
    Block.PARTY.value: _("Đảng"),
    Block.OTHER.value: _("Khác"),
}
LIST = {
    "": _("Tất cả nhiệm vụ"),
    "dung-han": _("Hoàn thành đúng hạn"),
    "tre": _("Hoàn thành quá hạn"),
    "xong": _("Đã hoàn thành"),
    "trong-han": _("Chưa xong, còn trong hạn"),
    "qua-han": _("Chưa xong, đã quá hạn"),
    "chua-xong": _("Chưa xong"),
    "sap-den-han": _("Sắp đến hạn"),
    "khong-han": _("Không có hạn"),
    "da-huy": _("Đã hủy"),
}
