"""Reads numbers with what they count: ratios, ranks, ranges, shares, sums of money, measures and counts of things."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from viettext.numbers import AMOUNT, SPREAD, parse
from viettext.wordtables import any_of, words

_RATIO = re.compile(
    r"(?<![\w.,/-])(?P<value>\d{1,3}(?:\.\d{3})*|\d{1,9})/(?P<of>\d{1,3}(?:\.\d{3})+|\d{1,9})(?![\d/]|[.,-]\d"
    r"|[-/]?[A-ZĐ])"
)
_TOP = re.compile(r"(?:nhóm )?[Tt]op (?P<value>\d{1,4})(?: [a-zà-ỹđ]+){0,2}")
_RANK = re.compile(
    r"(?:xếp(?: vị trí)? thứ|đứng(?: vị trí)? thứ|vị trí thứ|xếp hạng(?: thứ)?|hạng thứ|thứ hạng|vị trí"
    r"|đứng đầu thứ|xếp ở vị trí) (?P<value>\d{1,4})(?:/(?P<of>\d{1,4}))?(?![\d/])",
    re.I,
)
_QUALIFIER = re.compile(
    r"(?:(?:tới|đạt|tăng|giảm|chiếm|ước|ước đạt|còn|có|là|đã)? ?(?:gần|hơn|trên|khoảng|dưới|xấp xỉ|tới gần|trên"
    r"|ước|ngót|chừng|ít nhất)|đạt|tăng|giảm|chiếm|vượt|tăng thêm|gấp) $",
    re.I,
)
_PERCENT = re.compile(r" ?(?:%|‰|phần trăm|điểm phần trăm|điểm %)(?!\w)")
_MONEY = re.compile(
    r" ?(?P<unit>đồng|VND|VNĐ|USD|usd|euro|EUR|đô la(?: Mỹ)?|baht|yên|NDT|nhân dân tệ|won|bảng Anh|kíp Lào|đ)(?!\w)"
)
_BARE_MONEY = re.compile(
    r"(?:vốn|ngân sách|kinh phí|thu|chi|trị giá|giá trị|doanh thu|nợ|lãi|đầu tư|tiền)\b[^,;.]{0,40}$", re.I
)
# Signs of measures; those without a space before them are read only here.
_MEASURE = re.compile(
    r" ?(?P<unit>ha|km2|km²|km|m2|m²|m3|m³|mét vuông|mét khối|mét|héc[- ]?ta|hecta|mm|cm|m|tấn|tạ|kg|lít|MWh|MWp|MW|GWh"
    r"|GW|kWh|kWp|kW|MVA|TEU|GB|TB|Mbps|Gbps|Mb/s|độ C|°C|độ|hải lý|dặm|giờ bay|sào|mẫu)"
    r"(?P<per>/[a-zà-ỹđ]{1,8})?(?!\w)"
)
_NO_MEASURE = re.compile(r" ?(?:kV|V|Hz|G|K|inch|W)(?!\w)")
_DURATION = re.compile(r" (?P<unit>ngày làm việc|ngày|tháng|tuần|năm|giờ|phút|giây)(?!\w)")
_MEASURED = re.compile(
    r"(?<!\w)(?:giảm|rút ngắn|chậm|trễ|bình quân|trung bình|còn|sớm hơn|kéo dài|tiết kiệm|quá hạn|vượt tiến độ"
    r"|chậm tiến độ|sớm|trước hạn|mất|chờ|xuống)(?: (?:khoảng|được|tới|từ|xuống|xuống còn|còn|hơn|gần|thêm|hết|đến|là"
    r"|\d[\d.,]{0,8}|phút|giờ|ngày|làm|việc|tháng|tuần|tiến độ|gian|thời|chỉ|trước)){0,6} $",
    re.I,
)
# What follows a count; the words below do not, since they make of the number a date, a term, a label or a part of a
# name.
_NOUN = re.compile(r" (?P<unit>[a-zà-ỹđ]{1,10}(?:(?:, | )[a-zà-ỹđ]{1,10}){0,3})")
_NO_NOUN = re.compile(
    r" (?:"
    + any_of(
        words("""
            tháng | năm | ngày | giờ | phút | quý | tuần | cấp | và | của | trong | đến | tại | là | đã | về | cho
            với | theo | được | có | hoặc | do | trên | từ | cửa | khóa | khoá | trở | thì | ở | như | nêu | để
            bảo | không | này | h | ban | thông qua | sửa | lần thứ | nhiệm kỳ | cũng | cùng | còn | khi | sẽ | chưa
            so | ký | triển | tiếp | đạt | giai | bên | trụ | công khai | thước | rõ | tập trung | phải | tại chỗ
            dám | sẵn sàng | tuổi | tăng | giảm | chiếm | nhưng | song | mà | nên | vì | bị | đang | vừa | nếu
            thuộc | nhất | đối | qua | ra | lên | vào | trước | sau | đề | hiện | gồm | trừ | bởi | nhằm | hay
            thế kỷ | nhà báo
        """)
    )
    + r")",
    re.I,
)
_WHOLE_WORD = re.compile(
    " "
    + any_of(
        words("""
            không gian | đồng chí | bị can | bị cáo | đề tài | đề án | đề xuất | đề nghị | trụ sở | trụ điện
            đối tượng | cửa hàng | cửa khẩu | cấp ủy | cấp học | ban quản lý | ban chỉ đạo | ban chỉ huy | ban đảng
            tiếp viên | trước bạ | hiện vật | tập đoàn | giai điệu | từ điển | bảo tàng | có mặt
        """)
    ),
    re.I,
)
_MODEL_OF_HOUSES = re.compile(r" [Nn]hà(?= ?[”\"),.;(]| \()")
_SLOGAN = re.compile(r" (?:rõ|không|tại chỗ|cùng|dám|sẵn sàng|hơn|tốt|đúng|thật|ca,? \d|kíp|sạch|trước)(?!\w)")
_FREQUENCY = re.compile(r" ?(?:lần|buổi|lượt|bữa|ca)/(?:ngày|tuần|tháng|quý|năm)")
_SHIFTS = re.compile(r"(?:thi công|làm việc|sản xuất|trực|chia)(?: \w+)? $", re.I)
_TIMES = re.compile(r" lần(?!\w)")
_GROWN = re.compile(r"(?:gấp|tăng|giảm|nhiều|cao|lớn|nhanh|gấp hơn)(?: (?:hơn|gần|khoảng|tới|đến|trên|thêm))* $", re.I)
_MANY_TIMES = re.compile(
    r"(?:tổ chức|họp|tiến hành|làm việc|kiểm tra|xử phạt|diễn tập|vi phạm)(?: được| tới| hơn| gần)* $", re.I
)
_AGE = re.compile(r" tuổi(?!\w)")
_MEAN = re.compile(r"(?:bình quân|trung bình|tuổi thọ)[^,;.]{0,30}$", re.I)
_TELEPHONE = re.compile(r"0\d\d")
_SHORT = re.compile(r"\d{1,4}(?:/\d{1,4})?")
# Before a number, or before a list of them, these make it a name.
_LABELLED = re.compile(
    r"(?<!\w)(?:"
    + any_of(
        words("""
            số | nghị quyết | quyết định | đề án | phiên | thứ | khóa | khoá | điều | khoản | điểm | công điện
            chỉ thị | kết luận | thông báo | luật | nghị định | thông tư | quy định | quy chế | quý | tháng | năm
            ngày | giai đoạn | mục | bảng | biểu | trang | đường | phường | quận | khu | ảnh | mạng | văn bản
            phụ lục | nhóm số | tập | vùng | đợt | nhiệm kỳ | hội nghị trung ương | chương trình | mô hình | sáng
            trưa | chiều | tối | đêm | chỉ đạo | công văn | vòng | quỹ | chính quyền địa phương | đầu
            số lượng đại biểu | quốc lộ | tỉnh lộ | huyện lộ | QL | ĐT | bão số | lớp | khối | cấp | hạng | loại
            mức độ | tuyến | gói thầu | tiểu khu | khoảnh | thửa | tờ | tổ | ấp | thôn | khu vực | cầu | nút giao
            học kỳ | kỳ | tầng | lô | block | mạch | km | đội | trạm biến áp | đường dây | vành đai | cao tốc | hầm
            bến | cảng | trung đoàn | sư đoàn | quân khu | quân đoàn | lữ đoàn | tiểu đoàn | đại đội | hải đội
            binh đoàn | công ty | nhà máy | dự án thành phần | dự án | tiểu dự án | hợp phần | nội dung thành phần
            bước | câu | chương | phần | bệnh viện | trường | xí nghiệp | căn cứ | phiên bản | thế hệ | covid | kênh
            tiêu chí | bếp | ca | bàn | phòng | tiết | hội nghị lần thứ | lần | ủy ban | ban chỉ đạo | ban
            tiểu ban | kỳ họp | dịp | lễ | tết | trước
        """)
    )
    + r") $",
    re.I,
)
_LABELLED_BUT = re.compile(
    r"(?:tổng|danh|con) (?:số|mục) $|(?:ba|năm|các|mỗi|một|toàn) (?:cấp|khu|ban|tổ|phần) $|đạt (?:mức|loại) $", re.I
)
_PLACES = re.compile(r" (?:xã|phường|huyện|người|vụ|dự án|hộ|hồ sơ|trường|cơ sở|công trình|doanh nghiệp)(?!\w)")
# Nouns that are not two syllables long.
_WHOLE_NOUNS = re.compile(
    any_of(
        words("""
            phòng thí nghiệm | nhóm công nghệ | nhóm thông tin | nhóm chỉ tiêu | nhóm | cơ sở dữ liệu | dịch vụ công
            thủ tục hành chính | hợp tác xã | đơn vị hành chính | tổng công ty | người lao động | trạm y tế
            nhà văn hóa | tổ chức đảng | khu công nghiệp | cụm công nghiệp | khu dân cư | khu tái định cư
            chuỗi cung ứng | hồ chứa nước | nhà ở xã hội | căn nhà ở xã hội | vụ tai nạn giao thông | vụ tai nạn
            vụ ngộ độc thực phẩm | vụ ngộ độc | vụ án | vụ việc | vụ cháy | vụ vi phạm | vụ | lượt khách
            lượt người | lượt xe | lượt | ca mắc | ca tử vong | ca bệnh | ca | đoàn công tác | đoàn kiểm tra | đoàn
            đợt | cuộc họp | cuộc | buổi | hộ nghèo | hộ cận nghèo | hộ dân | hộ gia đình | hộ | người chết
            người bị thương | người mất tích | người dân | người | con | tàu cá | tàu | điểm trường | điểm ngập
            điểm | bậc | ngôi nhà | căn nhà | ngôi mộ | ngôi | căn | chiếc | cái | suất quà | suất học bổng | suất
            bộ | xã | phường | thôn | tỉnh | huyện | trường học | trường hợp | trường | phòng học | phòng
            giáo viên | học sinh
        """)
    )
)
# What a comma may join to the noun before it.
_SECOND_NOUNS = re.compile(
    any_of(
        words("""
            xã | phường | đặc khu | thôn | làng | bản | tổ dân phố | ấp | khu phố | tỉnh | thành phố | huyện
            thị trấn | thị xã | quận | địa phương | bộ | ban | sở | ngành | cơ quan | đơn vị | tổ chức | đoàn thể
            dự án | công trình | hạng mục | tập đoàn | tổng công ty | công ty | doanh nghiệp | hợp tác xã
            chính sách | cơ chế | cán bộ | công chức | viên chức | đảng viên | đoàn viên | hội viên | học sinh
            sinh viên | giáo viên | nhà | đất | chiến sĩ | người dân | hồ sơ | văn bản | tàu | thuyền | phương tiện
            máy | trạm | cơ sở | trang trại
        """)
    )
)
# A unit ends before these words though they follow without a comma.
_UNIT_END = re.compile(
    r"(?:, | )(?:được|đã|đang|chưa|quá|hoàn|cụ|đăng|tự|có|bị|phát|khác|đủ|khởi|khánh|cho|trọng|tại|trong|trên|của"
    r"|và|với|mới|đầu|thuộc|gửi|đạt|là|theo|sử|phải|không|cùng|so|tăng|giảm|bằng|từ|đến|ở|do|để|hiện|còn|tham|tiếp)"
    r"(?!\w).*$"
)
_TOTAL = re.compile(
    r"(?:tổng số|số(?: lượng)?) (?P<of>[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){0,5}?) (?:là|đạt|gồm|:)(?: \w+)? $", re.I
)
_SHARE_NEXT = re.compile(r" \((?:đạt |chiếm |bằng |tỷ lệ )?\d[\d.,]{0,8} ?%")
_NO_MORE = re.compile(r" ?(?:[,;.)]|$)")
_NUMBER_OF = re.compile(r"(?:tổng số|số(?: lượng)?) ((?:[a-zà-ỹđ]+ ?){1,2})", re.I)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. ``start`` includes the words that qualify it ("hơn"), ``at`` is where the number
    itself begins; ``unit`` is "%", "hạng", money, a measure or a noun."""

    start: int
    at: int
    end: int
    value: int | float
    of: int | float | None
    unit: str
    counts: bool

    @property
    def is_share(self) -> bool:
        """Whether it is a share or a rate rather than a count."""
        return self.unit == "%"


# Each form of a number, and what must stand, in lower case, in a sentence for it to be there at all.
_FORMS = (
    (_RATIO, ("/",)),
    (_TOP, ("op ",)),
    (_RANK, ("thứ", "vị trí", "hạng")),
    (SPREAD, ("-", "–", "đến")),
    (AMOUNT, ("",)),
)


def find(flat: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities in ``flat[start:end]``, in their order, none inside another."""
    used = start
    for match in _candidates(flat, start, end):
        if match.start() < used:
            continue
        found = _quantity(flat, match, start, end)
        if found:
            yield found
            used = max(found.end, match.end())
        elif match.re is SPREAD:
            used = match.end()


def _candidates(flat: str, start: int, end: int) -> list[re.Match[str]]:
    lower = flat[start:end].lower()
    forms = [form for form, signs in _FORMS if any(sign in lower for sign in signs)]
    found = [m for form in forms for m in form.finditer(flat, start, end)]
    return sorted(found, key=lambda m: (m.start(), -m.end()))


def _quantity(flat: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    before = flat[max(start, match.start() - 60) : match.start()]
    if match.re in (_TOP, _RANK):
        return _rank(match)
    if _is_name(flat, match, before):
        return None
    if match.re is _RATIO:
        return _ratio(flat, match, end)
    if match.re is SPREAD and not _is_spread(match):
        return None
    tail = _unit(flat, match, before, end)
    if tail is None:
        return None
    unit, stop, counts = tail
    qualifier = _QUALIFIER.search(before)
    begin = match.start() - (len(qualifier.group().lstrip()) if qualifier else 0)
    value = parse(match["number"], match["magnitude"])
    return Quantity(begin, match.start(), stop, value, None, unit, counts)


def _rank(match: re.Match[str]) -> Quantity:
    of = match.groupdict().get("of")
    return Quantity(
        match.start(),
        match.start(),
        match.end(),
        parse(match["value"]),
        parse(of) if of else None,
        "hạng",
        counts=False,
    )


def _is_spread(match: re.Match[str]) -> bool:
    lower, upper = parse(match["number"]), parse(match["upper"])
    return lower < upper and not (1900 <= lower <= 2100 and 1900 <= upper <= 2100)


def _is_name(flat: str, match: re.Match[str], before: str) -> bool:
    """Whether the number is part of a name, a label, a code or a telephone number."""
    digits = match.group()
    if (flat[match.end() : match.end() + 1] == ")" and before.endswith("(")) or _TELEPHONE.match(digits):
        return True
    if not _SHORT.fullmatch(digits) or not _LABELLED.search(before) or _LABELLED_BUT.search(before):
        return False
    if _PERCENT.match(flat, match.end()) or _MONEY.match(flat, match.end()):
        return False
    return not (_PLACES.match(flat, match.end()) and before.rstrip().endswith(("cấp", "tuyến", "khu vực", "trước")))


def _ratio(flat: str, match: re.Match[str], end: int) -> Quantity | None:
    value, of = parse(match["value"]), parse(match["of"])
    noun = _NOUN.match(flat, match.end(), end)
    named = noun is not None and not _is_no_noun(flat, match.end())
    if value > of or (value, of) in ((24, 24), (24, 7)) or (not named and (of == value or of <= 31)):
        return None
    unit = _clean_unit(noun["unit"]) if named and noun else "hạng"
    stop = match.end() + (len(unit) + 1 if named else 0)
    return Quantity(match.start(), match.start(), stop, value, of, unit, counts=named)


def _unit(flat: str, match: re.Match[str], before: str, end: int) -> tuple[str, int, bool] | None:
    """The unit behind a number, where it ends and whether it is a noun; None where the number counts nothing."""
    at = match.end()
    if signed := _sign(flat, match, end):
        return (*signed, False)
    if any(form.match(flat, at, end) for form in (_NO_MEASURE, _FREQUENCY, _SLOGAN)):
        return None
    if duration := _DURATION.match(flat, at, end):
        return (duration["unit"], duration.end(), False) if _is_measured(before, duration["unit"]) else None
    if age := _AGE.match(flat, at, end):
        return ("tuổi", age.end(), False) if _MEAN.search(before) else None
    if flat.startswith(" ca", at) and _SHIFTS.search(before):
        return None
    if times := _TIMES.match(flat, at, end):
        return ("lần", times.end(), False) if _GROWN.search(before) or _MANY_TIMES.search(before) else None
    return _thing(flat, match, before, end)


def _sign(flat: str, match: re.Match[str], end: int) -> tuple[str, int] | None:
    """A share, a currency or the sign of a measure behind a number."""
    at = match.end()
    if percent := _PERCENT.match(flat, at, end):
        return "%", percent.end()
    if money := _MONEY.match(flat, at, end):
        is_sum = money["unit"] != "đ" or match["magnitude"] or parse(match["number"]) >= 1000
        return (money["unit"], money.end()) if is_sum else None
    measure = _MEASURE.match(flat, at, end)
    return (measure["unit"] + (measure["per"] or ""), measure.end()) if measure else None


def _is_measured(before: str, unit: str) -> bool:
    measured = _MEASURED.search(before)
    if measured is None:
        return False
    return not (
        unit in ("tháng", "năm") and re.match(r"bình quân|trung bình|còn|chờ|xuống|mất|sớm", measured.group(), re.I)
    )


def _thing(flat: str, match: re.Match[str], before: str, end: int) -> tuple[str, int, bool] | None:
    at = match.end()
    noun = _NOUN.match(flat, at, end)
    if noun is None or _is_no_noun(flat, at):
        return _unnamed(flat, match, before)
    if match["magnitude"] is None and re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return None
    unit = _clean_unit(noun["unit"])
    return (unit, at + 1 + len(unit), True) if unit else None


def _unnamed(flat: str, match: re.Match[str], before: str) -> tuple[str, int, bool] | None:
    """A number that no noun follows: a large one, or the total of what is named before it."""
    if match["magnitude"]:
        counted = _NUMBER_OF.search(before)
        return (counted[1].strip() if counted else "đồng" if _BARE_MONEY.search(before) else ""), match.end(), False
    if _SHARE_NEXT.match(flat, match.end()):
        return "", match.end(), False
    total = _TOTAL.search(before)
    return (_noun(total["of"]), match.end(), False) if total and _NO_MORE.match(flat, match.end()) else None


def _is_no_noun(flat: str, at: int) -> bool:
    if _MODEL_OF_HOUSES.match(flat, at):
        return True
    return _NO_NOUN.match(flat, at) is not None and _WHOLE_WORD.match(flat, at) is None


def _clean_unit(phrase: str) -> str:
    """The noun counted, as the beginning of a phrase: a known noun or two syllables, and a second noun behind a
    comma."""
    parts = _UNIT_END.sub("", phrase).split(", ")
    taken = [_noun(parts[0])]
    if parts[1:] and taken[0] == parts[0] and (second := _SECOND_NOUNS.match(parts[1])):
        taken.append(second.group())
    return ", ".join(taken).strip(" ,")


def _noun(words_: str) -> str:
    known = _WHOLE_NOUNS.match(words_)
    return known.group() if known else " ".join(words_.split()[:2])
