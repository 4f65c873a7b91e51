"""Reads the named products that an assignment asks for: a law, a plan, a report, a system."""

import re

from viettext.entities import lowered
from viettext.lexicon import VERB
from viettext.wordtables import any_of, anywhere, words

# What makes a product of the thing named behind it.
MAKING = words("""
    xây dựng | ban hành | hoàn thiện | hoàn thành | hoàn tất | lập | thiết lập | trình | tham mưu | đề xuất | dự thảo
    soạn thảo | biên soạn | biên tập | công bố | công khai | phê duyệt | thông qua | sửa đổi | bổ sung | thay thế
    thành lập | kiện toàn | điều chỉnh | cập nhật | phát triển | hình thành | phát động | ký | ký kết | ký ban hành
    bàn giao | mở | nâng cấp | thiết kế | cấp | in | phát hành | xuất bản | ra mắt | khai trương | khởi công
    khánh thành | chuẩn bị | đầu tư | đầu tư xây dựng | lắp đặt | triển khai | có | cụ thể hóa thành | xác lập
    cụ thể hóa bằng | tổng hợp | gửi | nộp | cung cấp | phát | vận hành | vận hành thử | vận hành chính thức
    đưa vào vận hành
    đưa vào vận hành chính thức | đưa vào sử dụng | đưa vào khai thác | đưa vào hoạt động | thống nhất | duy trì
    hướng dẫn | xây mới | sớm có | bảo đảm có | xây | thực hiện việc xây dựng | nghiệm thu | triển khai xây dựng
    nghiên cứu xây dựng | nghiên cứu ban hành | nghiên cứu đề xuất | rà soát hoàn thiện | thẩm định | khẩn trương có
    hoàn chỉnh | kết nối | số hóa | tạo lập | chốt | thu thập | chủ trì xây dựng | tích hợp | quản lý
    chỉnh lý | chỉnh sửa | lồng ghép | tổ chức xây dựng | tổ chức lập | đăng tải | niêm yết | trình bày
""")
_EVENT_MAKING = words("tổ chức | mở | phát động | khai mạc | chủ trì tổ chức | đăng cai | chuẩn bị")
# What may stand between the making and what is made.
_BETWEEN = words("""
    việc | ngay | xong | dứt điểm | sớm | và | hoặc | để | đồng bộ | khẩn trương | kịp thời | chậm nhất | mới | lại
    toàn bộ | đầy đủ | chi tiết | riêng | chung | tổng thể
""")
# The things that can be handed over and looked at; the head of a product's name.
PRODUCTS = words("""
    luật | bộ luật | pháp lệnh | nghị định | thông tư | thông tư liên tịch | nghị quyết | quyết định | chỉ thị | đề án
    kế hoạch | chương trình | chương trình hành động | báo cáo | danh mục | danh sách | phương án | quy chế | quy định
    quy trình | quy ước | hương ước | nội quy | điều lệ | hướng dẫn | văn bản | công văn | thông báo | thông cáo
    cơ sở dữ liệu | csdl | hệ thống | hệ sinh thái | nền tảng | cổng | trang thông tin | trang | ứng dụng | phần mềm
    bộ chỉ số | chỉ số | bộ tiêu chí | tiêu chí | tiêu chuẩn | quy chuẩn | định mức | đơn giá | khung giá | bảng giá
    cơ chế | chính sách | dự án | dự thảo | tờ trình | khung | hành lang pháp lý | trung tâm | chiến lược | quy hoạch
    đề cương | bản đồ | hồ sơ | ban chỉ đạo | tổ công tác | tổ | đoàn công tác | đoàn kiểm tra | đoàn thanh tra
    hội đồng | ban | nhóm | quỹ | công cụ | sổ tay | cẩm nang | tài liệu | giáo trình | kho dữ liệu | kho | mạng
    mạng lưới | hạ tầng | mô hình | sàn giao dịch | sàn | bảng | bảng điều khiển | biểu | biểu mẫu | mẫu | phiếu
    lộ trình | công trình | tuyến | tuyến đường | cầu | đường | nhà máy | bệnh viện | trường | trạm | bến | cảng | khu
    cụm | bể bơi | chợ | trụ sở | kiến nghị | hợp đồng | thỏa thuận | biên bản | cam kết | bản cam kết | chuyên trang
    chuyên mục | chuyên đề | bản tin | bài | phóng sự | kịch bản | kết luận | kết luận thanh tra | đường dây nóng
    chốt | điểm | gói | gói thầu | gói vay | gói hỗ trợ | giấy phép | giấy chứng nhận | chứng thư | thủ tục | thẻ | mã
    tài khoản | số liệu | dữ liệu | kết quả | dự toán | quyết toán | sản phẩm | dịch vụ | đường băng | tiến độ
    khung chương trình | bộ | bộ câu hỏi | bộ dữ liệu | giải pháp | biện pháp | chỉ tiêu | lịch | thời gian biểu
    phong trào | đề tài | đặc tả | kiến trúc | kiến trúc tổng thể | thiết kế | bản vẽ | phương pháp | mức
    nghị định thư | hiệp định | chủ trương | chế độ | đội | lực lượng | tổng đài | vùng | hành lang | lưới
    bộ phận | cơ quan | đầu mối
    tập | ấn phẩm | bức tranh | đề xuất | nhiệm vụ | định hướng | kỷ yếu | tổng kết | đánh giá | phụ lục | đề bài
""")
_EVENTS = words("""
    hội nghị | hội thảo | diễn đàn | ngày hội | lễ | cuộc thi | hội thi | lớp | khóa | đợt | tuần lễ | tháng | triển lãm
    hội chợ | giải | buổi | cuộc | chiến dịch | kỳ thi | kỳ | phiên | tọa đàm | diễn tập
""")
# Heads too general to be a product without saying of what.
_VAGUE = re.compile(
    r"(?:các |những |một số |toàn bộ |bộ )?(?:văn bản|hồ sơ|kế hoạch|báo cáo|quyết định|dự án|nhiệm vụ|giải pháp"
    r"|biện pháp|kết quả|số liệu|dữ liệu|chỉ tiêu|tiến độ|hệ thống|hướng dẫn|quy định|quy trình|thủ tục|chính sách"
    r"|cơ chế|điểm|khu|bộ|mức|ban|tổ|nhóm|đội|trang|mẫu|bài|gói|đường|cầu|trường|vùng|cơ quan|bộ phận|lực lượng"
    r"|đầu mối|thông báo|đề xuất|đánh giá|dịch vụ|sản phẩm|công trình|dự toán|bảng|biểu|lịch|mạng|kho|tập)"
    r"(?: (?:cụ thể|phù hợp|chi tiết|nêu trên|trên|này|đó|liên quan|có liên quan|của mình|theo quy định|sớm|tiếp theo"
    r"|được giao|thực hiện|đúng quy định|đầy đủ|chung|mới|cần thiết|đã đề ra|đề ra|hiệu quả|tốt))*",
    re.I,
)
# General heads that are products only as the text says what of.
_THIN = re.compile(
    r"(?:giải pháp|biện pháp|nhiệm vụ|kết quả|chỉ tiêu|lực lượng|dịch vụ|cơ quan|vùng"
    r"|mức|điểm|khu|đường|cầu|trường|chủ trương|bộ|mã|đánh giá|đề xuất|định hướng|dữ liệu|thủ tục|số liệu|ban"
    r"|tháng|kỳ|giải|cuộc|buổi|phiên|tổng kết|thiết kế|mạng lưới|bộ phận|đầu mối|tập|dự án|tuyến|công trình)",
    re.I,
)
_STRONG = words("""
    hoàn thành | hoàn tất | lập | ban hành | công bố | xây dựng | trình | thành lập | thiết lập | bàn giao | công khai
    khởi công | khánh thành | đưa vào vận hành | đưa vào sử dụng | đưa vào khai thác | cung cấp | cập nhật | xây
    hoàn thiện | soạn thảo | dự thảo | đầu tư | gửi | chốt | biên soạn | kiện toàn | xây mới | nâng cấp | tổ chức | mở
    phát động
""")
_QUANTITY = (
    r"(?:(?:các|những|một số|một|hai|ba|bốn|năm|bộ|toàn bộ|ít nhất|tối thiểu|tất cả các|bản|bộ|\d{1,3}(?:\.\d{3}){0,3})"
    r" ){0,3}"
)
_CHAIN = re.compile(  # in lower case
    r"(?P<making>" + anywhere(MAKING) + r")(?:(?:, | và |; | hoặc |/)?" + any_of(MAKING) + "){0,4}"
)
_FILLER = re.compile(r"(?:,? (?:" + any_of(_BETWEEN) + r")){0,3} ", re.I)
_RECEIVED = words(
    "xem xét | ban hành | phê duyệt | thông qua | quyết định | cho ý kiến | cho chủ trương | về | bằng văn bản"
)
# Names that begin like a product and are none.
_OTHER_NAMES = words("""
    tổ chức | tổ dân phố | tổ trưởng | tổ viên | ban thường vụ | ban hành | ban giám | ban chấp hành | ban ngành
    ban cán sự | ban nhân dân | ban bí thư | ban tổ chức | ban tuyên giáo | ban nội chính | ban quản lý | ban đầu
    kho bạc | hội đồng nhân dân | bộ trưởng | bộ chính trị | bộ phận | bộ máy | nhóm họp | mức độ | trường hợp
    đường lối | điểm nghẽn | điểm nóng | khu vực | trung tâm hành chính | cơ quan | mẫu mực | bài học | mã lực
    đội ngũ | trang thiết bị | thẻ vàng | cụm từ | tuyến đầu
""")
_NO_HEAD = (
    rf"(?!{any_of(_OTHER_NAMES)}|(?:ban|bộ|trung tâm),)"
    r"(?!(?-i:(?:Bộ|Ban|Sở|Cục|Vụ|Trung tâm|Trường|Bệnh viện|Quỹ|Đội|Tổ) [A-ZĐÀ-Ỹ]))"
)
_NOUN = re.compile(rf"(?P<count>{_QUANTITY}(?:dự thảo |các |những )?){_NO_HEAD}(?P<head>{any_of(PRODUCTS)})", re.I)
# Whoever receives what is made stands between: "trình Thủ tướng Chính phủ phê duyệt đề án …".
_RECEIVER = re.compile(
    r"(?:(?-i:[A-ZĐÀ-Ỹ])|cấp |lãnh đạo |cơ quan |các cấp )[^,;.:()\n]{1,70}?(?:,? (?:và )?(?:"
    + any_of(_RECEIVED)
    + rf")){{0,3}} (?={_QUANTITY}(?:dự thảo |các |những )?{_NO_HEAD}{any_of(PRODUCTS)} )",
    re.I,
)
_GIVING = re.compile(r"(?:trình|tham mưu|gửi|nộp|cung cấp|báo cáo|đề xuất)$", re.I)
_EVENT = re.compile(
    r"(?<!\w)" + any_of(_EVENT_MAKING) + rf" (?P<what>{_QUANTITY}{any_of(_EVENTS)}[^;.:()\n]{{0,160}})", re.I
)
_REPORT = re.compile(
    r"(?<!\w)(?P<what>báo cáo(?: (?:kết quả|tình hình|tiến độ|sơ kết|tổng kết|định kỳ|nhanh|đánh giá)[^;.:()\n]{0,120}"
    r"| (?=[A-ZĐÀ-Ỹ])[^;.:()\n]{2,120}))"
)
# Words with which the name of a product is over.
_AFTER = words("""
    để | nhằm | bảo đảm | đảm bảo | gửi | hoàn thành | đáp ứng | theo quy định | theo hướng | theo đúng | theo cơ chế
    theo từng | làm cơ sở | chậm nhất | muộn nhất | phải | xong | qua đó | gắn với | đồng thời | kịp thời
    với mục tiêu | từ đó | góp phần | tạo | không để | khi | nếu | vì | do đó | trên cơ sở | bằng nguồn | là
    có trách nhiệm | cho ý kiến | ra môi trường | nêu | hằng | hàng | đúng hạn | đúng tiến độ | đúng quy định
""")
_END = re.compile(
    r",? (?:" + any_of(_AFTER) + r")"
    r"|,? trước (?=(?:ngày|tháng|khi|kỳ|thời|quý|dịp|mùa)(?!\w)|\d)"
    r"|,? (?:trong|vào|từ|đến|cuối|hết|ngay trong) (?=(?:tháng|quý|năm|ngày|thời|tuần|hết|cuối)(?!\w)|\d)"
    # "trình" is also the end of "lộ trình" and its like.
    r"|(?<!lộ)(?<!công)(?<!quy)(?<!chương)(?<!tờ)(?<!toàn)(?<!quá)(?<!giáo),? trình "
    r"(?=(?-i:[A-ZĐÀ-Ỹ])|cấp|các|cơ quan|lãnh đạo)"
    r"| do [^,;.]{2,40} (?:chủ trì|làm|thực hiện)(?!\w)"
    r"|,? (?:theo|tại|bằng) "
    r"(?=[^,;.A-Z]{0,12}(?:nghị quyết|quyết định|luật|nghị định|chỉ đạo|kế hoạch|(?:kỳ|phiên) họp))"
    r"| [–-] | ?[“\"(\[]$",
    re.I,
)
_MORE = re.compile(any_of(MAKING), re.I)
_BARE_ACT = re.compile(
    r" ?(?:(?:các|việc|cho|đặc thù|về) )?(?:" + VERB.pattern + r")(?: (?:" + VERB.pattern + r"))?", re.I
)
_NEXT_PRODUCT = re.compile(
    rf",(?: và)? (?={_QUANTITY}{_NO_HEAD}{any_of(PRODUCTS)} )| và (?=các {_NO_HEAD}{any_of(PRODUCTS)} )", re.I
)
_MEANS = re.compile(r"(?:kế hoạch|phương án|cơ chế|chính sách|gói|kịch bản|lộ trình|chương trình|đề án)(?!\w)", re.I)
_HEAD_ALONE = re.compile(
    rf"(?:các |những |một số |toàn bộ |bộ |dự thảo )*{any_of(PRODUCTS)}(?: (?:này|đó|trên|trực))?", re.I
)
_SELF = re.compile(
    r"(?:Chỉ thị|Quyết định|Kế hoạch|Nghị quyết|Công điện|Kết luận|Thông báo|Đề án|Chương trình|Luật|dự án|Quy chế)"
    r" này",
    re.I,
)
_MOST = 12
_LONGEST = 170


def find(passage: str) -> list[str]:
    """Named products that the passage asks for, each once, as printed; a report to somebody where it names no other."""
    spans: list[tuple[int, str]] = []
    covered = 0
    lower = lowered(passage)
    for match in _CHAIN.finditer(lower):
        if match.start() < covered:
            continue
        noun = _noun_after(passage, match.end())
        if noun is None:
            continue
        named = _name(passage, noun)
        if match["making"].lower() == "có" and not (noun["count"].strip() or _MEANS.match(noun["head"])):
            continue
        thin = _THIN.fullmatch(noun["head"]) and not _is_strong(match["making"], noun["count"])
        if named and not thin:
            covered = noun.start() + len(named)
            spans.extend((noun.start(), part) for part in _parts(named))
    if any(making in lower for making in _EVENT_MAKING):
        spans.extend((m.start("what"), n) for m in _EVENT.finditer(passage) if (n := _cut(m["what"])))
    names = _kept([name for _, name in sorted(spans)])
    return names or _reports(passage)


def _is_strong(making: str, count: str) -> bool:
    return making.lower() in _STRONG and (bool(count.strip()) or making.lower() in ("hoàn thành", "lập", "công bố"))


def _noun_after(passage: str, at: int) -> re.Match[str] | None:
    for place in _starts(passage, at):
        if noun := _NOUN.match(passage, place):
            return noun
    return None


def _starts(passage: str, at: int) -> list[int]:
    """Where the name of what is made may begin: behind fillers, and behind whoever receives it."""
    filler = _FILLER.match(passage, at)
    first = filler.end() if filler else at + 1
    receiver = _RECEIVER.match(passage, first) if _GIVING.search(passage[max(0, at - 10) : at]) else None
    return [first, receiver.end()] if receiver else [first]


def _name(passage: str, noun: re.Match[str]) -> str:
    """The name from its head to the end of what describes it."""
    stop = min(len(passage), noun.start() + 2 * _LONGEST)
    rest = re.match(r"[^;.:\n]*(?:\.(?=\d)[^;.:\n]*)*", passage[noun.start() : stop])
    return _cut(rest.group() if rest else "", noun.end() - noun.start())


def _cut(words_: str, least: int = 0) -> str:
    """The words up to what no longer describes the product; the first ``least`` characters always belong to it."""
    end = _END.search(words_, least)
    cut = end.start() if end else len(words_)
    since = least
    for comma in re.finditer(r", (?:và )?", words_[:cut]):
        if comma.start() < least:
            continue
        # "quy chế quản lý, vận hành": verbs without an object share the one that follows.
        shares = _BARE_ACT.fullmatch(words_, since, comma.start())
        if not shares and (VERB.match(words_, comma.end()) or _MORE.match(words_, comma.end())):
            cut = comma.start()
            break
        since = comma.end() - 1
    name = words_[:cut]
    opened = name.find("(")
    if opened >= 0 and ")" not in name[opened:]:
        name = name[:opened]
    return " ".join(name.split()).strip(" ,–-")


def _parts(name: str) -> list[str]:
    return [part.strip(" ,") for part in _NEXT_PRODUCT.split(name)]


def _kept(names: list[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if (
            len(name.split()) < 2
            or len(name) > _LONGEST
            or _VAGUE.fullmatch(name)
            or _HEAD_ALONE.fullmatch(name)
            or _SELF.match(name)
        ):
            continue
        if not any(name.lower() in other.lower() for other in kept):
            kept.append(name)
    return kept[:_MOST]


def _reports(passage: str) -> list[str]:
    """Reports named as such; of "báo cáo Ban Chỉ đạo danh sách …" it is the list that is handed over."""
    found = []
    for match in _REPORT.finditer(passage):
        receiver = _RECEIVER.match(passage, match.start() + len("báo cáo "))
        noun = _NOUN.match(passage, receiver.end()) if receiver else None
        name = _name(passage, noun) if noun else _cut(match["what"], 8)
        if len(name.split()) > 2:
            found.append(name)
    return list(dict.fromkeys(found))[:2]
