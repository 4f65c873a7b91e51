"""The words that the grammar of directives rests on, as tables, and the patterns made of them."""

import re

from viettext.verbs import ACTS
from viettext.wordtables import any_of, anywhere, words

MODALS = words("""
    cần phải | phải | cần | có trách nhiệm | chịu trách nhiệm | được giao | được phân công | có nhiệm vụ | thống nhất
    nghiêm cấm | không được | tuyệt đối không | được yêu cầu | được đề nghị | có nghĩa vụ | có vai trò
    chịu trách nhiệm chính
    phải được | không tự ý | bắt buộc phải
""")
# How an act is to be done: these come before the verb proper.
MANNERS = words("""
    khẩn trương | tiếp tục | tập trung | chủ động | nghiêm túc | thường xuyên | kịp thời | sớm | tích cực | quyết liệt
    nhanh chóng | trực tiếp | đồng loạt | ngay | định kỳ | ưu tiên | kiên quyết | mạnh dạn | hằng năm | hàng năm
    hằng quý | hàng quý | hằng tháng | hàng tháng | hằng tuần | hàng tuần | đồng thời | căn cứ | theo dõi
    trên cơ sở | gấp rút
    chặt chẽ | nêu cao | phát huy | hết sức | rất | thật sự | thực sự | đặc biệt | một cách | thực hiện nghiêm
    song song
    đồng lòng | nhất thiết | quyết tâm | nghiêm chỉnh | sát sao | thần tốc | nỗ lực | cố gắng | tăng tốc
    tự giác | đồng bộ | bằng mọi cách | bằng mọi giá | bằng mọi biện pháp | bằng nhiều hình thức | quyết tâm cao
    mỗi năm | mỗi tháng | mỗi tuần | mỗi quý | mỗi ngày | hằng ngày | hàng ngày
    một lần nữa | ngay lập tức | lập tức | chậm nhất | cơ bản | tối đa | tối thiểu | tạm thời | trước mắt | bước đầu
    cương quyết | dứt điểm | tuyệt đối | chủ động, | tích cực, | khẩn trương,
""")
# Verbs that give an order to whoever follows them; the second table only does so with a modal behind the addressee.
ORDERS = words("""
    yêu cầu | đề nghị | giao | giao nhiệm vụ cho | phân công | giao trách nhiệm cho | kính đề nghị | chỉ đạo
    giao cho
    quyết định giao | thống nhất giao | kêu gọi | giao nhiệm vụ | nhắc nhở | trân trọng đề nghị | đòi hỏi
    đồng ý giao | lệnh | yêu cầu rõ
    đề nghị và giao | lưu ý
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
    mỗi | về lâu dài | bên cạnh | ngoài | nếu | suốt | bắt đầu
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
    gương mẫu | gần dân | đoàn kết | tận tụy | tận tâm | hết lòng | gương mẫu đi đầu | dám nghĩ | dám làm | coi trọng
    nhận thức | nêu cao tinh thần | nâng cao nhận thức | thấm nhuần | xác định rõ trách nhiệm | ý thức | thấu hiểu
    đồng hành
""")

_NOT_INSIDE = r"(?<!\w)"
MODAL = re.compile(any_of(MODALS), re.I)
MANNER = re.compile(any_of(MANNERS), re.I)
ACT = re.compile(any_of(ACTS), re.I)
VERB = re.compile(r"(?:" + any_of(MODALS) + "|" + any_of(MANNERS) + "|" + any_of(ACTS) + ")", re.I)
ORDER = re.compile(_NOT_INSIDE + any_of(ORDERS), re.I)
REMARK = re.compile(_NOT_INSIDE + any_of(REMARKS), re.I)
# The same, for a search through a whole lower-case text.
ORDERED = re.compile(anywhere(ORDERS))
REMARKED = re.compile(anywhere(REMARKS))
TENSE = re.compile(any_of(TENSES), re.I)
OPENER = re.compile(any_of(OPENERS), re.I)
URGENCY = re.compile(_NOT_INSIDE + any_of(URGENT), re.I)
ATTITUDE = re.compile(_NOT_INSIDE + any_of(ATTITUDES), re.I)
