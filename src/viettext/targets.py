"""Finds the quantified aims in the words of one assignment."""

import re

from viettext.lexicon import ACT
from viettext.numbers import AMOUNT, NUMBER, parse
from viettext.wordtables import any_of, words

# Words before a number and what they make of it; the first that fits wins.
_OPERATORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("<=", re.compile(r"(?:không quá|tối đa|không vượt quá|nhiều nhất|không lớn hơn) ?$", re.I)),
    (">=", re.compile(r"(?:ít nhất|tối thiểu|không dưới|không thấp hơn|từ) ?$", re.I)),
    (">", re.compile(r"(?:trên|hơn|vượt|cao hơn|lớn hơn) ?$", re.I)),
    ("<", re.compile(r"(?:dưới|thấp hơn|nhỏ hơn) ?$", re.I)),
)
# What is counted or measured; the unit of a target is one of these.
_UNITS = words("""
    đồng | USD | EUR | km | km2 | m | m2 | m² | m3 | m³ | ha | héc ta | MW | kW | kV | kWh | GB | TB | Mbps
    tấn | tạ | kg
    lít | giờ | phút | ngày làm việc | lần | lượt | lượt người | lượt khách | điểm phần trăm | điểm | bậc | suất
    người | hộ | hộ dân | hộ gia đình | hộ nghèo | hộ chăn nuôi | trạm | trạm y tế | xã | phường | đặc khu | tỉnh
    tỉnh, thành phố | địa phương | thôn | bản | tổ dân phố | đoàn | đoàn kiểm tra | đoàn công tác | đoàn tàu
    tổ công tác
    tổ | đội | nhóm | hồ sơ | thủ tục | thủ tục hành chính | vụ | vụ án | vụ việc | dự án | công trình
    nhiệm vụ | mô hình
    lớp | khóa | học sinh | sinh viên | giáo viên | giảng viên | bác sĩ | điều dưỡng | cán bộ | công chức | kỹ sư
    chuyên gia | lao động | doanh nghiệp | hợp tác xã | sản phẩm | giống | mũi | mỏ | gói kỹ thuật | gói thầu | gói
    nhà máy | trường | phòng học | phòng | bể bơi | căn | căn hộ | căn nhà | ngôi nhà | tàu | tàu cá | tàu bay | xe
    phương tiện | chuyến | chuyến bay | cơ sở | đảng ủy | đảng ủy xã | chi bộ | đảng viên | đoàn viên | công đoàn cơ sở
    cuộc | cuộc thanh tra | cuộc kiểm tra | buổi | kỳ | phiên | phiên chợ | tin | bài | văn bản | luật | nghị định
    thông tư | tiêu chuẩn | quy chuẩn | dịch vụ | ứng dụng | nền tảng | cơ sở dữ liệu | tập dữ liệu
    tiêu chí | chỉ tiêu
    giường bệnh | giường | máy | máy bơm | thiết bị | camera | trung tâm | khu công nghiệp | cụm công nghiệp | cầu
    tuyến | nút giao | hồ chứa | cây | con | mét | khối | dân quân | chiến sĩ | hội viên | tình nguyện viên | sáng kiến
    bằng sáng chế | đề tài | bản đồ | giấy phép | giấy chứng nhận | tài khoản | chữ ký số | điểm lõm sóng
""")
_AIM = re.compile(
    r"(?:đạt|tối thiểu|ít nhất|không quá|tối đa|trên|không dưới|phấn đấu|tăng thêm|tăng|giảm|từ|lên|hoàn thành"
    r"|chỉ tiêu|còn|xuống|không vượt quá|không thấp hơn|ít nhất là|tối thiểu là|đủ) ?$",
    re.I,
)
# A verb right before a number sets how much is to be done: "thành lập 03 đoàn kiểm tra".
_DONE = re.compile(rf"(?<!\w)(?:{ACT.pattern})(?: (?:mới|thêm|xong|ngay|đủ|bổ sung|cho))? $", re.I)
_PERCENT = re.compile(r" ?(?:%|‰|phần trăm)")
_RANGE = re.compile(rf" ?(?:-|–|đến) ?(?:{NUMBER})")
_UNIT = re.compile(rf" (?P<unit>{any_of(_UNITS)}|đ(?!\w))")
_CONDITION = re.compile(r" ?(?:trở lên|trở xuống|tuổi|/)")
_REPORTED = re.compile(r"(?<!\w)(?:đã|đang|hiện có|mới chỉ|vừa) [^,;.]{0,40}$", re.I)
_CLOCK = re.compile(r"(?:trước|lúc|từ|hồi|đến) $", re.I)
_WORDS_AFTER = re.compile(r" (?P<words>[^,;.:()]{3,140})")
_WORDS_BEFORE = re.compile(r"(?P<words>[^,;.:()]{3,140})$")

_COUNTED = re.compile(
    r" (?:các|số|thủ tục|hồ sơ|dịch vụ|cán bộ|xã|phường|doanh nghiệp|người|cơ quan|đơn vị|nhiệm vụ)(?!\w)"
)
_FEW = 4

Found = tuple[str, str, int | float, str, str]


def find(passage: str) -> list[Found]:
    """(measure, operator, value, unit, quote) for each aim; a range counts with its lower end."""
    found: list[Found] = []
    skip = 0
    for match in AMOUNT.finditer(passage):
        if match.start() < skip:
            continue
        before = passage[max(0, match.start() - 160) : match.start()]
        spread = _RANGE.match(passage, match.end())
        end = spread.end() if spread else match.end()
        percent = _PERCENT.match(passage, end)
        unit = _unit(passage, end, before) if percent is None else "%"
        if unit is None or _REPORTED.search(before):
            continue
        stop = percent.end() if percent else end + len(unit) + 1
        skip = stop
        operator, opening = _operator(before)
        quote = passage[match.start() - opening : stop]
        found.append(
            (
                _measure(before, passage[stop:], unit),
                operator,
                parse(match["number"], match["magnitude"]),
                unit,
                quote.strip(),
            )
        )
    return found


def _unit(passage: str, end: int, before: str) -> str | None:
    match = _UNIT.match(passage, end)
    if match is None or _CONDITION.match(passage, match.end()):
        return None
    if match["unit"] == "giờ" and _CLOCK.search(before):
        return None
    return match["unit"] if _AIM.search(before) or _DONE.search(before) else None


def _operator(before: str) -> tuple[str, int]:
    for operator, pattern in _OPERATORS:
        if match := pattern.search(before):
            return operator, len(match.group())
    return ">=", 0


def _measure(before: str, after: str, unit: str) -> str:
    """What is measured, in the passage's own words: those behind the number where it counts them, else those before."""
    following = _WORDS_AFTER.match(after)
    preceding = _WORDS_BEFORE.search(before)
    own = preceding["words"].split() if preceding else []
    if unit == "%":
        counts = following and (len(own) < _FEW or _COUNTED.match(after))
        return "tỷ lệ " + " ".join(following["words"].split()[:20]) if following and counts else " ".join(own[-14:])
    if _DONE.search(before) or len(own) < _FEW:
        behind = following["words"].split()[:12] if following else []
        return " ".join(["số", unit, *behind])
    return " ".join(own[-14:])
