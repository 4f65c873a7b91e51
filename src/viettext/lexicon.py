"""The words that the grammar of directives rests on, as tables, and the patterns made of them."""

import re
from typing import Any

_END = ""


def words(table: str) -> tuple[str, ...]:
    """The entries of a table written with ``|`` and line breaks between them, longest first."""
    entries = (" ".join(entry.split()) for line in table.strip().splitlines() for entry in line.split("|"))
    return tuple(sorted({e for e in entries if e}, key=lambda e: (-len(e), e)))


def any_of(entries: tuple[str, ...]) -> str:
    """A pattern that matches any of the entries as whole words, the longest that fits.

    Entries with the same beginning share it, since an alternation of hundreds is tried one by one.
    """
    tree: dict[str, Any] = {}
    for entry in entries:
        node = tree
        for letter in entry:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return rf"{_branches(tree)}(?!\w)"


def _branches(node: dict[str, Any]) -> str:
    parts = [
        re.escape(letter).replace(r"\ ", " ") + _branches(below) for letter, below in node.items() if letter != _END
    ]
    if not parts:
        return ""
    together = "|".join(parts)
    return together if len(parts) == 1 and _END not in node else f"(?:{together}){'?' if _END in node else ''}"


MODALS = words("""
    cần phải | phải | cần | có trách nhiệm | chịu trách nhiệm | được giao | được phân công | có nhiệm vụ | thống nhất
    nghiêm cấm | không được | tuyệt đối không
""")
# How an act is to be done: these come before the verb proper.
MANNERS = words("""
    khẩn trương | tiếp tục | tập trung | chủ động | nghiêm túc | thường xuyên | kịp thời | sớm | tích cực | quyết liệt
    nhanh chóng | trực tiếp | đồng loạt | ngay | định kỳ | ưu tiên | kiên quyết | mạnh dạn | hằng năm | hàng năm
    hằng quý | hàng quý | hằng tháng | hàng tháng | hằng tuần | hàng tuần | đồng thời | căn cứ | theo dõi
    trên cơ sở | gấp rút
    chặt chẽ | nêu cao | phát huy | hết sức | rất | thật sự | thực sự | đặc biệt | một cách | thực hiện nghiêm
    song song
    cương quyết | tuyệt đối | chủ động, | tích cực, | khẩn trương,
""")
ACTS = words("""
    chủ trì | phối hợp | chỉ đạo | xây dựng | ban hành | trình | tham mưu | rà soát | triển khai | thực hiện
    tổ chức | hoàn thành
    hoàn thiện | hoàn tất | báo cáo | tổng hợp | đề xuất | nghiên cứu | kiểm tra | giám sát | đôn đốc | hướng dẫn
    theo dõi
    bố trí | cân đối | bảo đảm | đảm bảo | tháo gỡ | giải quyết | xử lý | khắc phục | đẩy nhanh | đẩy mạnh
    tăng cường | nâng cao
    thúc đẩy | phát triển | cung cấp | chia sẻ | kết nối | tích hợp | số hóa | số hoá | cập nhật | công bố
    công khai | tuyên truyền
    phổ biến | quán triệt | phân công | giao | lập | thành lập | kiện toàn | sắp xếp | tuyển dụng | đào tạo
    bồi dưỡng
    thẩm định | phê duyệt | sửa đổi | bổ sung | điều chỉnh | thay thế | bãi bỏ | ký | ký kết | gửi | nộp
    lấy ý kiến | tiếp thu
    giải trình | làm rõ | làm việc | làm tốt | làm | thanh tra | kiểm soát | ngăn chặn | phòng ngừa | xác định
    xác minh | xác thực
    đánh giá | tổng kết | sơ kết | lựa chọn | vận hành | khai thác | sử dụng | quản lý | bảo vệ | huy động | thu hút
    hỗ trợ | khuyến khích
    tạo điều kiện | tạo | có kế hoạch | có kiến nghị | có phương án | có giải pháp | có biện pháp | có văn bản
    có hình thức | có cơ chế
    nêu gương | đổi mới | cải cách | cắt giảm | đơn giản hóa | đơn giản hoá | giảm | tăng | tăng tốc | mở rộng
    đầu tư | mua sắm
    giải ngân | phân bổ | thu hồi | bàn giao | tiếp nhận | chuyển | chuyển đổi | đưa | khởi công | khánh thành
    thi công | nghiệm thu
    phát động | đăng ký | cấp | thống kê | kiểm kê | đo đạc | duy trì | giữ vững | ổn định | ứng phó | sơ tán
    di dời | chuẩn bị
    tham gia | lãnh đạo | điều hành | đối thoại | thông báo | thông tin | truyền thông | ứng dụng | áp dụng
    thí điểm | nhân rộng
    kiến nghị | thể chế hóa | thể chế hoá | cụ thể hóa | cụ thể hoá | ủy quyền | phân cấp | quy định | quyết định
    xem xét | cho ý kiến
    thường trực | bám sát | nắm | nắm bắt | nắm chắc | nâng | quan tâm | chăm lo | động viên | khen thưởng | kỷ luật
    xử phạt | đấu tranh
    chấn chỉnh | chấm dứt | tinh gọn | tái cấu trúc | lồng ghép | dự thảo | soạn thảo | biên soạn | in | phát hành
    đăng tải | lưu trữ
    kế thừa | tận dụng | gắn | coi | lấy | xem | tuân thủ | chấp hành | thực thi | tiến hành | thành lập | mời | cử
    tăng trưởng | phấn đấu
    nộp | thu | chi | trả | chi trả | khôi phục | sửa chữa | cải tạo | nâng cấp | quy hoạch | dự báo | cảnh báo
    trực | ứng trực | phân tích
    tránh | hạn chế | không để | khảo sát | hợp tác | kêu gọi | xúc tiến | tìm | chuyển giao | thương mại hóa
    làm sạch | làm giàu | đồng bộ
    kết thúc | khẳng định | đặt hàng | nhận diện | kiến tạo | khơi thông | chịu | đưa vào | mở | đóng | sáp nhập
    hợp nhất | chia tách
    gương mẫu | đi đầu | tiên phong | hành động | đề ra | đề nghị | cùng phối hợp | liên hệ | bàn | thảo luận
    biểu dương | tôn vinh
    chuẩn hóa | chuẩn hoá | rút ngắn | khuyến nghị | vận động | hành động | góp phần | bảo trì | chủ quản | kê khai
    thẩm tra
""")
# Verbs that give an order to whoever follows them; the second table only does so with a modal behind the addressee.
ORDERS = words("""
    yêu cầu | đề nghị | giao | giao nhiệm vụ cho | phân công | giao trách nhiệm cho | kính đề nghị | chỉ đạo
    giao cho
    quyết định giao | thống nhất giao | kêu gọi | giao nhiệm vụ | nhắc nhở | trân trọng đề nghị | đòi hỏi
    đồng ý giao | lệnh | yêu cầu rõ
    đề nghị và giao
""")
REMARKS = words("""
    lưu ý | nhấn mạnh | nêu rõ | chỉ rõ | cho rằng | khẳng định | quán triệt | nhắc | lưu ý rằng | cho biết | nói
    định hướng | kết luận
    đề cập | chia sẻ | phát biểu | bày tỏ | đánh giá | ghi nhận | nhận định | nhìn nhận | thông tin | đặt vấn đề
    chỉ ra | mong muốn
    tin tưởng | biểu dương | cảm ơn | nêu | đặc biệt lưu ý | đặc biệt nhấn mạnh | nhấn mạnh thêm | đề xuất
""")
TENSES = words("đã | đang | vừa | từng | chưa | mới | sẽ | sắp | không còn | còn | bị | vẫn")
OPENERS = words("""
    theo đó | cụ thể | cụ thể là | đồng thời | ngoài ra | bên cạnh đó | cùng với đó | trong đó | tuy nhiên | do đó
    vì vậy | do vậy | riêng
    về | để | trên cơ sở | căn cứ | nhằm | đối với | theo | trong | trước | trước mắt | từ | tại | với | sau | qua
    trường hợp | khi | mặt khác
    tiếp theo | thời gian tới | thực hiện | trước hết | hằng | hàng | định kỳ | chậm nhất | ngay | liên quan
    kết luận | phát biểu | nhấn mạnh
    lưu ý | bày tỏ | đặc biệt | cũng | cuối cùng | tiếp đó | song song | như vậy | vì thế | mặc dù | giai đoạn | đến
    một là | hai là | ba là | bốn là | năm là | sáu là | thứ nhất | thứ hai | thứ ba | thứ tư | thứ năm | thứ sáu
    xác định | tiếp tục | đánh giá | cho rằng
    so với | xuất phát | tiếp đến
""")
URGENT = words("""
    ngay | khẩn trương | sớm | kịp thời | nhanh chóng | gấp | gấp rút | hỏa tốc | thần tốc | đẩy nhanh | thật nhanh
    lập tức | khẩn cấp
    tức thì | càng sớm càng tốt
""")
# An attitude is no act: a passage of nothing but these is no assignment.
ATTITUDES = words("""
    nhận thức | nêu cao tinh thần | nâng cao nhận thức | thấm nhuần | xác định rõ trách nhiệm | ý thức | thấu hiểu
""")

_NOT_INSIDE = r"(?<!\w)"
MODAL = re.compile(any_of(MODALS), re.I)
MANNER = re.compile(any_of(MANNERS), re.I)
ACT = re.compile(any_of(ACTS), re.I)
VERB = re.compile(r"(?:" + any_of(MODALS) + "|" + any_of(MANNERS) + "|" + any_of(ACTS) + ")", re.I)
ORDER = re.compile(_NOT_INSIDE + any_of(ORDERS), re.I)
REMARK = re.compile(_NOT_INSIDE + any_of(REMARKS), re.I)
TENSE = re.compile(any_of(TENSES), re.I)
OPENER = re.compile(any_of(OPENERS), re.I)
URGENCY = re.compile(_NOT_INSIDE + any_of(URGENT), re.I)
ATTITUDE = re.compile(_NOT_INSIDE + any_of(ATTITUDES), re.I)
