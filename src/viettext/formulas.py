"""Phrases that every directive closes or opens with: they look like orders and assign nothing."""

import re

# Those that a passage begins with.
_OPENING = re.compile(
    r"(?:Quyết định|Nghị quyết|Chỉ thị|Thông tư|Kế hoạch|Quy \w+|Hướng dẫn|Kết luận|Công điện) này có hiệu lực"
    r"|Trên đây là|(?:Đồng chí|Đ/c|Ông|Bà|Chủ tịch|Phó|Bộ trưởng|Thứ trưởng|Thủ tướng|Bí thư|Trưởng"
    r"|Giám đốc)[^;.]{3,120} chủ trì\.?$"
    r"|Trong quá trình (?:tổ chức |triển khai )*(?:thực hiện|triển khai)[^.;]{0,60},? (?:nếu |khi )?(?:có"
    r"|phát sinh|gặp|cần)"
    r"(?!\w)|(?:Nếu|Trường hợp) (?:có|gặp|phát sinh)[^.;]{0,40}(?:vướng mắc|khó khăn)",
    re.I,
)
# Those that stand anywhere in it, and the words of which one is, in lower case, in each of them.
_FORMULA = re.compile(
    r"chịu trách nhiệm thi hành|căn cứ (?:quyết định|nghị quyết|chỉ thị) (?:này )?thi hành|được ban hành kèm theo"
    r"|(?:thông báo|báo cáo)[^.;]{0,90} để .{0,120}(?:biết|theo dõi)|phổ biến đến (?:từng )?chi bộ"
    r"|(?:thay thế|bãi bỏ) (?:Kế hoạch|Quyết định|Chỉ thị|Thông báo|Công văn|Nghị quyết) số"
    r"|(?:gửi|có) lời (?:chia buồn|thăm hỏi|cảm ơn|chúc)",
    re.I,
)
_HINTS = ("thi hành", "ban hành kèm theo", " để ", "chi bộ", "thay thế", "bãi bỏ", " lời ")
_GRANT = re.compile(r"^[^.;]{0,40}thi hành (?:Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công điện) này")
# Blame and thanks for what has been done, with nothing to do in them.
_JUDGES = re.compile(r"(?:[Nn]ghiêm khắc )?(?:[Pp]hê bình|[Gg]hi nhận|[Đđ]ánh giá cao|[Hh]oan nghênh)(?!\w)[^;]*$")
_SHORT = 200
# A request for nothing but carrying out the document as a whole.
_CARRY_OUT = re.compile(
    r"(?:(?:căn cứ|theo) [^,;.]{3,60},? )?(?:(?:phải|cần|có trách nhiệm|nghiêm túc|khẩn trương|chủ động|tích cực"
    r"|tổ chức"
    r"|triển khai|quán triệt),?(?: và)? )*(?:thực hiện|triển khai thực hiện|tổ chức thực hiện)"
    r"(?: (?:tốt|nghiêm|hiệu quả|đầy đủ|có hiệu quả|nghiêm túc))*"
    r"(?: (?:Kế hoạch|Chỉ thị|Công điện|Kết luận|Nghị quyết|Thông báo|Quyết định)? ?(?:này|trên|nêu trên))?[./]*$"
)
# A lead-in of the document's author, who announces what the document holds.
_ANNOUNCES = re.compile(
    r"(?:ban hành|xây dựng|lập|thông báo|kết luận|quyết định|quyết nghị|chỉ thị|báo cáo|công bố|thống nhất|cho ý kiến"
    r"|ký ban hành|triển khai|kính trình|trả lời|đánh giá|nêu|tổng hợp|đề ra|hướng dẫn|thực hiện)(?!\w)(?=.{0,400}"
    r"(?:[Kk]ế hoạch|[Cc]hương trình|[Nn]ghị quyết|[Qq]uyết định|[Cc]hỉ thị|[Tt]hông báo|[Kk]ết luận|[Hh]ướng dẫn"
    r"|như sau"
    r"|[Qq]uy định|ý kiến|sau đây))"
)


_CONCLUDES = re.compile(
    r"(?:thống nhất |đã |xin )*(?:kết luận|chỉ thị|quyết định|quyết nghị|thông báo|hướng dẫn|có ý kiến)(?: như sau)?:"
    r"|(?:đã |cùng )?(?:thảo luận|xem xét|nghe|biểu quyết|nghiên cứu|họp|cân nhắc)(?!\w)[^:]{0,200}"
    r"(?:kết luận|quyết định|quyết nghị|thống nhất|ý kiến)[^:]{0,80}:"
)


def is_formula(words: str) -> bool:
    """Whether a passage only brings the document into force, sends it out or asks to go by it."""
    if _OPENING.match(words) or _GRANT.match(words):
        return True
    lower = words.lower()
    return any(hint in lower for hint in _HINTS) and _FORMULA.search(words) is not None


def is_carrying_out(words: str) -> bool:
    """Whether nothing but carrying out the document as a whole is asked for."""
    return len(words) < _SHORT and _CARRY_OUT.match(words) is not None


def is_judgement(words: str) -> bool:
    """Whether a clause only blames or thanks."""
    return _JUDGES.match(words) is not None


def announces(flat: str, verb: int, end: int) -> bool:
    """Whether the words from ``verb`` on tell what the document itself holds."""
    return _ANNOUNCES.match(flat, verb, end) is not None or _CONCLUDES.match(flat, verb, end) is not None
