"""Fields of work every programme has unless it defines its own, and the classes of a task's openness."""

from enum import StrEnum


class Openness(StrEnum):
    """Whether the content of a task is shown to everybody (state secrets are never in here)."""

    PUBLIC = "public"
    INTERNAL = "internal"


class MemberRole(StrEnum):
    """A place in a committee."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"
    HELPER = "helper"
    ADVISER = "adviser"


# Words that stand where a programme's code may stand in an address.
TAKEN_CODES = frozenset({"moi", "cach-tinh", "du-lieu"})

# Codes of the exchange contract, with their names.
FIELDS = {
    "the-che": "Thể chế, chính sách",
    "ha-tang-du-lieu": "Hạ tầng số và dữ liệu",
    "nhan-luc": "Nhân lực",
    "khcn-dmst": "Khoa học, công nghệ, đổi mới sáng tạo",
    "chuyen-doi-so": "Chuyển đổi số",
    "nguon-luc-hop-tac": "Nguồn lực và hợp tác",
}
