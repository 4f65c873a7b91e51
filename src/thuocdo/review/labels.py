"""Vietnamese words of the review: what a name leaves open, which part is doubted, what a draft lacks."""

from django.utils.translation import gettext_lazy as _

from thuocdo.organisations.matching import MatchKind
from thuocdo.review import doubts
from thuocdo.tasks.rules.clarity import Clear

QUESTION = {
    MatchKind.FUZZY: _("gần giống một tên trong danh mục, hãy xác nhận."),
    MatchKind.AMBIGUOUS: _("tên này chỉ nhiều cơ quan, hãy chọn một."),
    MatchKind.GROUP: _("là một nhóm cơ quan: hãy chọn cả nhóm, hoặc ghi tên các cơ quan cụ thể."),
    MatchKind.CLASS_WITHOUT_RULE: _("chưa rõ là cơ quan nào: hãy chọn, hoặc ghi tên các cơ quan cụ thể."),
    MatchKind.UNKNOWN: _("không có trong danh mục cơ quan, hãy ghi lại tên."),
}
CLEAR = {
    Clear.PERSON: _("rõ người"),
    Clear.WORK: _("rõ việc"),
    Clear.RESPONSIBILITY: _("rõ trách nhiệm (cơ quan chủ trì)"),
    Clear.AUTHORITY: _("rõ thẩm quyền (cơ quan giao)"),
    Clear.TIME: _("rõ thời gian"),
    Clear.RESULT: _("rõ kết quả (sản phẩm)"),
}
PART = {
    doubts.TASK: _("có phải nhiệm vụ"),
    doubts.LEAD: _("chủ trì"),
    doubts.DEADLINE: _("hạn"),
    doubts.PRODUCT: _("sản phẩm"),
}
