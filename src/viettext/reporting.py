"""Tells numbers that report a result or a state of things from aims, forecasts, limits, plans and announcements."""

import re

from viettext.quantities import Quantity
from viettext.sentences import Span
from viettext.wordtables import any_of, words

# From one of the aims to the end of the clause, numbers are aims or plans; the other phrases only look like them.
_OTHER = any_of(
    words("""
        đang phải | không phải | vẫn phải | còn phải | nên phải | đã phải | buộc phải | phải nhập viện
        phải cấp cứu | phải di dời | phải sơ tán | phải huy động | phải đóng cửa | phải dừng | phải ngừng | phải học
        phải chờ | phải bỏ | phải thu hồi | phải sử dụng | phải nghỉ | phải trả | phải chuyển | phải cách ly
        phải tiêu hủy | phải gánh | phải đối mặt | phải giải thể | phải hủy | phải đi | phải mượn | phải thuê
        phải bù | phải chịu | phải nằm | phải lùi | phải làm lại | phải di chuyển | phải vận hành | bên phải
        lẽ phải | đang cần | không cần | chuyên cần | cần cù | cần thiết | cần trục | cần câu | vượt mục tiêu
        đạt mục tiêu | so với mục tiêu | hoàn thành mục tiêu | các mục tiêu | cấp dự báo | các chỉ tiêu
        vượt chỉ tiêu | so với chỉ tiêu | đạt chỉ tiêu | hoàn thành chỉ tiêu | chỉ tiêu đạt | chỉ tiêu hoàn thành
        chỉ tiêu chưa | chỉ tiêu không | chỉ tiêu vượt | đạt yêu cầu | theo yêu cầu | đáp ứng yêu cầu | đủ yêu cầu
        những yêu cầu | các yêu cầu | theo đề nghị | như đề nghị | không có thể | vượt kế hoạch | bàn giao các
        giao các loại
    """)
)
_AIM = any_of(
    words("""
        phải | cần | phấn đấu | mục tiêu | dự kiến | dự báo | chỉ tiêu | yêu cầu | đề nghị | đặt ra | tối thiểu
        ít nhất | định hướng | giao các | giao bộ | giao sở | giao ủy ban | giao UBND | giao công an | lộ trình
        kế hoạch là | kế hoạch đến | quyết tâm | hướng tới | có thể | có khả năng | khẩn trương | nhằm đạt
        nhằm đưa | nhằm nâng | nhằm giảm | để đạt | để đưa | để nâng | để giảm | không quá | tối đa | không dưới
        không thấp hơn | không vượt | nếu | đơn vị nào | nơi nào | địa phương nào | kịch bản | sẽ có | sẽ đạt
        sẽ tăng | sẽ giảm | sẽ còn | sẽ khởi công | sẽ xây dựng | sẽ đầu tư | sẽ hoàn thành | sẽ tuyển | sẽ hỗ trợ
        sẽ bố trí | sẽ được | sẽ cần | sẽ lên | sẽ xuống | sẽ trồng | sẽ mở | sẽ triển khai | sẽ đưa | sẽ chi
        năm tới | thời gian tới | nhiệm kỳ tới | tiến tới | kỳ vọng
    """)
)
_AIMED = re.compile(
    r"% (?:chỉ tiêu|mục tiêu|kế hoạch)|\d (?:nhóm )?(?:chỉ tiêu|mục tiêu|yêu cầu|đề nghị)(?!\w)"
    rf"|(?<!\w)(?:{_OTHER}|(?P<aim>{_AIM}|giao (?-i:[A-ZĐ])))",
    re.I,
)
# These turn a sentence back to what is.
_BACK = re.compile(
    r";|(?<!\w)(?:tuy nhiên|song|nhưng|thực tế|đến nay|hiện (?:nay|có|còn|đạt|mới)|kết quả|trong khi"
    r"|mới (?:đạt|có|chỉ))(?!\w)",
    re.I,
)
_FUTURE = re.compile(
    r"(?:giai đoạn|đến(?: cuối| hết)? năm|năm|đến) (?:20\d\d ?[-–] ?)?(?P<year>20\d\d)(?![\d/-])", re.I
)
_ATTENDANCE = re.compile(
    r"điểm cầu|[Tt]ham dự|[Cc]ùng dự|(?<!\w)[Dd]ự (?:họp|lễ|phiên|hội nghị|buổi)|chủ trì [Pp]hiên họp"
    r"|chủ trì [Hh]ội nghị|trực tuyến (?:với|tới|đến)|ý kiến (?:của|phát biểu)|[Đđ]ại diện (?:lãnh đạo|các)"
    r"|[Tt]hành phần|dâng hương"
)
# One of these is, in lower case, in whatever the pattern above finds.
_ATTENDING = words("""
    điểm cầu | dự | chủ trì phiên họp | chủ trì hội nghị | trực tuyến | ý kiến | đại diện | thành phần | dâng hương
""")
_ROUND_ABOUT = re.compile(
    r"(?:phạm vi|bán kính|cự ly|khoảng cách|(?<!cải )(?<!khoảng )(?<!bằng )cách)(?: \w+){0,2} $", re.I
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|hiện (?:có|còn|nay|đạt)|đến nay|tính đến|vẫn còn|cho thấy|mới (?:đạt|có|chỉ))(?!\w)", re.I
)
_LIMIT = re.compile(r"(?:từ|trên|dưới|hơn|cao hơn|thấp hơn|lớn hơn) $", re.I)
_OPEN_ENDED = re.compile(r"(?: [a-zà-ỹ²³/]{1,9}){0,2} trở (?:lên|xuống|đi)")
_COUNTED_BEFORE = re.compile(r"\d [a-zà-ỹđ]{2,}[^,;.:]{0,80}$")
_ANNOUNCED = re.compile(
    r"(?:[^.;:,]{0,60}(?:sau đây|như sau|sau|gồm|bao gồm|cụ thể|là))? ?:"
    r"|[^.;:,]{0,40} (?:sau đây|như sau|gồm có|bao gồm)(?!\w)"
)
_ANNOUNCERS = re.compile(
    any_of(
        words("""
            nhóm | nhiệm vụ | giải pháp | nội dung | vấn đề | điểm | trọng tâm | mục tiêu | yêu cầu | quan điểm
            nguyên nhân | bài học | lĩnh vực | khâu | trụ cột | việc | định hướng | chương | đột phá | nguyên tắc
            phương châm | tiêu chí | bước | kiến nghị | hạn chế | tồn tại | phần | ý | từ | chữ | biện pháp | hướng
            mũi | khía cạnh | thông điệp | trọng điểm | chủ đề | mặt
        """)
    )
)
_QUOTED = re.compile(r"[“\"']$")
_FOCUS = re.compile(
    r"(?:tập trung(?: vào| thực hiện)?|thực hiện(?: tốt| hiệu quả)?|quán triệt|nêu|nhấn mạnh|gồm|xác định)(?: \w+)? $",
    re.I,
)


def tells_who_met(flat: str, start: int, end: int) -> bool:
    """Whether a sentence lists those present, whose numbers report nothing."""
    lower = flat[start:end].lower()
    return any(hint in lower for hint in _ATTENDING) and _ATTENDANCE.search(flat, start, end) is not None


def aims(flat: str, start: int, end: int, year: int | None) -> list[Span]:
    """The parts of a sentence that speak of aims, plans, forecasts or conditions; ``year`` is the document's."""
    aimed = [match for match in _AIMED.finditer(flat, start, end) if match["aim"]]
    later = [match for match in _FUTURE.finditer(flat, start, end) if year and int(match["year"]) > year]
    return [(match.start(), _turn(flat, match.end(), end)) for match in (*aimed, *later)]


def _turn(flat: str, at: int, end: int) -> int:
    if flat[at : at + 1] == ":":
        return end
    back = _BACK.search(flat, at, end)
    return back.start() if back else end


def tells_of_the_past(flat: str, start: int, at: int) -> bool:
    """Whether the clause before a place says what was done or is, which holds even amid tasks and aims."""
    return _PAST.search(flat, max(start, flat.rfind(";", start, at)), at) is not None


def is_reported(flat: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a quantity outside aims says how things are, and does not limit, announce or quote."""
    before = flat[max(start, quantity.at - 100) : quantity.at]
    if _OPEN_ENDED.match(flat, quantity.end) or _QUOTED.search(before) or _ROUND_ABOUT.search(before):
        return False
    if _LIMIT.search(before) and not quantity.counts and _COUNTED_BEFORE.search(before) and not before.endswith("hơn "):
        return False
    return not (quantity.counts and quantity.of is None and _announces(flat, quantity, end, before))


def _announces(flat: str, quantity: Quantity, end: int, before: str) -> bool:
    """Whether a small number only says how many items a list behind it has."""
    if quantity.value > 20 or not isinstance(quantity.value, int):
        return False
    if (flat[end - 1] == ":" and end - quantity.end < 60) or _is_told(flat, quantity.end, end):
        return True
    return _ANNOUNCED.match(flat, quantity.end, end) is not None or (
        _ANNOUNCERS.match(quantity.unit) is not None and _FOCUS.search(before) is not None
    )


def _is_told(flat: str, at: int, end: int) -> bool:
    """Whether those counted are told to do something."""
    order = next((m for m in _AIMED.finditer(flat, at, min(end, at + 80)) if m["aim"]), None)
    if order is None or order["aim"].lower() not in ("phải", "khẩn trương"):
        return False
    return re.search(r"[,;:.]", flat[at : order.start()]) is None
