"""Reads from the words of one assignment who helps, how urgent it is, what it makes, and says it in a
clean sentence.
"""

import re

from viettext import phrases
from viettext.lexicon import ATTITUDE, URGENCY, any_of, words
from viettext.names import NameReader

_WITH = re.compile(
    r"(?:phối hợp|cùng phối hợp)(?:,? (?:chặt chẽ|liên hệ))?(?:,? (?:với|cùng với|cùng) | (?=(?-i:[A-ZĐÀ-Ỹ])))"
    r"|(?:[Cc]ơ quan"
    r"|[Đđ]ơn vị) phối hợp(?: thực hiện)? ?: ?",
    re.I,
)
_PRODUCTS = words("""
    luật | nghị định | thông tư | nghị quyết | quyết định | chỉ thị | đề án | kế hoạch | chương trình | báo cáo
    danh mục | phương án | quy chế
    quy định | quy trình | hướng dẫn | văn bản | cơ sở dữ liệu | hệ thống | nền tảng | cổng | bộ chỉ số
    bộ tiêu chí | tiêu chuẩn | quy chuẩn
    cơ chế | chính sách | dự án | dự thảo | tờ trình | khung | trung tâm | ứng dụng | phần mềm | chiến lược
    quy hoạch | đề cương | bản đồ | hồ sơ
    phong trào | ban chỉ đạo | tổ công tác | chỉ số | công cụ | sổ tay | kho dữ liệu | mạng | hạ tầng | mô hình
    định mức | sàn giao dịch | bảng
    lộ trình | công trình | tuyến | kiến nghị | hợp đồng | chuyên trang | chuyên mục | bản tin | tài liệu | giáo trình
""")
_MAKING = words("""
    xây dựng | ban hành | hoàn thiện | hoàn thành | hoàn tất | lập | trình | tham mưu | đề xuất | dự thảo
    biên soạn | công bố | phê duyệt | sửa đổi | bổ sung
    thành lập | soạn thảo | rà soát | điều chỉnh | phát triển | triển khai | nghiên cứu | có | thiết lập | gửi
    báo cáo | tổng hợp | vận hành | thông qua
    kiện toàn | phát động | xây dựng và | hình thành | ký | thẩm định | bàn giao | đưa vào
""")
_DELIVERABLE = re.compile(
    rf"(?:{any_of(_MAKING)}(?:,| và|:)? ?){{1,4}}(?:(?:Chính phủ|Thủ tướng Chính phủ|Ban Bí thư|Quốc hội|Bộ Chính trị"
    rf"|UBND \w+|cấp có thẩm quyền)(?: xem xét)?,? ?(?:(?:ban hành|phê duyệt|thông qua) )?)?"
    rf"(?P<what>(?:các |những |một số |bộ |\d{{1,3}} )?{any_of(_PRODUCTS)}[^;.:()“\n]{{0,220}})",
    re.I,
)
_PRODUCT_END = re.compile(
    r",? (?:trình|để|nhằm|bảo đảm|đảm bảo|trước|gửi|hoàn thành|phục vụ|đáp ứng|theo quy định|làm cơ sở"
    r"|trong (?:tháng|quý|năm|ngày|thời hạn)|chậm nhất|bằng|phải|xong|qua đó|gắn với"
    r"|đồng thời|kịp thời|báo cáo|tham mưu|tại|với mục tiêu)(?!\w)|, (?=" + any_of(_MAKING) + ")",
    re.I,
)
_NEXT_PRODUCT = re.compile(r", (?=(?:và )?(?:các |những )?" + any_of(_PRODUCTS) + ")", re.I)
_SAID_BY = re.compile(r"[\"”], (?-i:[A-ZĐÀ-Ỹ])[^,;.\"”]{2,80} (?:yêu cầu|đề nghị|nhấn mạnh|nói|chỉ đạo|lưu ý)\.?$")
_LEADING = re.compile(
    r"^[\s,:;“\"]*(?:(?:cần phải|phải|cần|có trách nhiệm|có nhiệm vụ|được giao|được phân công|thống nhất"
    r"|chịu trách nhiệm(?= (?:xây|triển|tổ chức|chỉ|rà|hoàn))|cho|nhiệm vụ)"
    r"(?!\w)[,:]? ?)*",
    re.I,
)


def coordinating(reader: NameReader, start: int, end: int, leads: list[str]) -> list[str]:
    """Those the passage says to work with, in its order; the leads themselves left out."""
    found: list[str] = []
    for match in _WITH.finditer(reader.text, start, end):
        named = phrases.read(reader, match.end(), end)
        if named:
            found.extend(n for n in named.names if n not in leads)
    return list(dict.fromkeys(found))


def urgency(words_: str) -> str:
    """``"urgent"`` where the passage says so, else ``"normal"``."""
    return "urgent" if URGENCY.search(words_) else "normal"


def deliverables(words_: str) -> list[str]:
    """Named products that the passage asks for, each once, as printed."""
    found: list[str] = []
    for match in _DELIVERABLE.finditer(words_):
        what = match["what"]
        cut = _PRODUCT_END.search(what)
        name = " ".join((what[: cut.start()] if cut else what).split()).strip(' ,“"')
        parts = _NEXT_PRODUCT.split(name)
        found.extend(p for p in parts if len(p.split()) > 1 and len(p) < 200)
    return list(dict.fromkeys(found))[:12]


def action(words_: str) -> str:
    """A clean sentence of the words from the verb on: no modal before it, one capital, one full stop."""
    words_ = " ".join(_LEADING.sub("", _SAID_BY.sub("", words_), count=1).split()).rstrip(" .,;:/")
    return words_[:1].upper() + words_[1:] + ("" if words_.endswith(("…", "!", "”", '"')) else ".") if words_ else ""


def is_attitude_only(words_: str) -> bool:
    """Whether nothing but an attitude is asked for."""
    first = ATTITUDE.search(words_)
    return (
        first is not None
        and len(words_) - first.start() < 160
        and ";" not in words_
        and re.search(
            r"triển khai|thực hiện|xây dựng|ban hành|chỉ đạo|kiến nghị|phối hợp|hoàn thành|bố trí|tháo gỡ|đẩy"
            r"|tổ chức",
            words_,
        )
        is None
    )
