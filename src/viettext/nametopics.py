"""The words that say what a body is for, as they stand small inside its name, and chains of them."""

import re

from viettext.wordtables import any_of, words

_NOUNS = words("""
    an toàn | an toàn giao thông | an toàn thực phẩm | an toàn thông tin | an ninh | an ninh mạng | bản đồ | bảo hiểm
    bảo hiểm xã hội | bảo hiểm y tế | bệnh tật | bệnh viện | biên giới | biển | hải đảo | biển và hải đảo
    khí hậu | bức xạ
    hạt nhân | buôn lậu | gian lận thương mại | hàng giả | bất động sản | báo chí | cán bộ | chất lượng
    chính sách | chính trị
    chứng khoán | công chức | viên chức | công nghệ | công nghệ cao | công nghệ thông tin | công nghiệp | công trình
    công trình giao thông | công trình thủy lợi | công trình công cộng | công trình xây dựng | công thương | công ích
    cơ sở | cơ sở hạ tầng | cơ sở dữ liệu | cộng đồng | dân cư | dân số | dân tộc | dân sự | dân dụng | di sản
    di tích
    danh thắng | thắng cảnh | danh lam | dịch bệnh | dịch vụ | dịch vụ công | dịch vụ việc làm | doanh nghiệp
    doanh nhân
    doanh nghiệp nhỏ và vừa | nhỏ và vừa | doanh nghiệp nhà nước | tư nhân | du lịch | dự án | dược | dược phẩm
    dược liệu
    mỹ phẩm | thực phẩm | đa phương | đa biên | song phương | đất đai | quỹ đất | đê điều | địa chất | địa lý
    địa phương
    đô thị | nông thôn | nông thôn mới | nông nghiệp | nông sản | nông dân | động vật | thực vật | đối ngoại | đường bộ
    đường sắt | đường sắt đô thị | đường thủy nội địa | đường thủy | đường cao tốc | cao tốc | tốc độ cao
    gia đình | giá
    giá đất | giáo viên | giao thông | giao thông vận tải | hải quan | hàng hải | hàng hóa | hạ tầng | hạ tầng kỹ thuật
    hạ tầng số | hành chính | hành chính công | hệ thống điện | thị trường điện | hệ thống | hóa chất | hoạt động
    học đường | học sinh | sinh viên | hợp tác xã | kế hoạch | kế toán | khí tượng | khí tượng thủy văn | khoa học
    khoa học và công nghệ | khoa học công nghệ | khoáng sản | khu công nghiệp | khu kinh tế | khu chế xuất | khu vực
    khu công nghệ cao | cụm công nghiệp | kinh tế | kinh tế số | kinh tế tập thể | kinh tế hợp tác | kinh tế quốc dân
    kỹ thuật | lao động | lãnh thổ | lâm nghiệp | lâm sản | lịch sử | lưu vực sông | lưu vực | sông | hồ
    ma túy | mại dâm
    mạng | mạng lưới | mặt bằng | môi trường | năng lượng | năng lượng mới | ngân hàng | ngân sách | ngân khố | nghề
    nghề nghiệp | nghệ thuật | người | người có công | người cao tuổi | người khuyết tật | người lao động
    nguồn nhân lực
    nguồn nước | nhà | nhà nước | nhà ở | nhà giáo | nhân dân | nhân lực | nhân văn | nội địa | nội chính | nợ
    nợ công
    nước | nước sạch | nước ngoài | nước thải | pháp chế | pháp lý | pháp luật | pháp y | phụ nữ | thanh niên
    thiếu niên
    nhi đồng | quân sự | quân nhân | quốc gia | quốc phòng | quốc tế | rác thải | chất thải | chất thải rắn | rừng
    rừng phòng hộ | rừng đặc dụng | sức khỏe | sức khỏe sinh sản | sinh sản | sự nghiệp | tài chính | tài nguyên
    tài nguyên nước
    tài nguyên và môi trường | tài sản | tài sản công | tâm thần | da liễu | tim mạch | ung bướu | mắt
    lao phổi | tần số
    vô tuyến điện | thảm họa | thể dục | thể thao | thể dục thể thao | thi đua | thiên tai | thiết bị
    thiết bị y tế | thị trường
    trong nước | ngoài nước | thông tin | thông tin cơ sở | thông tin điện tử | thông tin đối ngoại | thú y
    thủ tục hành chính
    thủy lợi | thuỷ lợi | thủy sản | thuỷ sản | thủy văn | thuế | thư viện | tiền lương | tiền tệ | tiêu chuẩn
    tín dụng
    tội phạm | tôn giáo | tín ngưỡng | trang trại | trật tự | trật tự xã hội | trật tự đô thị | trẻ em
    tri thức | trí tuệ
    trí tuệ nhân tạo | truyền hình | trung ương | tư pháp | vật liệu | vật tư | vật nuôi | văn bản | văn hóa | văn hoá
    văn học | văn thư | việc làm | viễn thông | bưu chính | vi phạm hành chính | vi mạch | bán dẫn
    vi mạch bán dẫn | vũ trụ
    xã hội | xã hội số | xăng dầu | xe | xe cơ giới | y tế | y tế dự phòng | y tế công cộng | y học | y học cổ truyền
    cổ truyền | dự phòng | tự nhiên | điện | điện tử | điện lực | cây trồng | giống | giống cây trồng | hậu cần
    nông hóa
    trọng điểm | ngành | ngành giao thông vận tải | các ngành kinh tế | các vấn đề | chung | các dân tộc
    các dự án | các công trình
    các khu công nghiệp | các khu kinh tế | các khu chế xuất | các cảng cá | các bến xe | tham nhũng | lãng phí
    tiêu cực | tham nhũng, lãng phí, tiêu cực | ngân quỹ | thủ đô
    chuyên ngành | chuyên môn | đa khoa | nhiệt đới | chấn thương | chỉnh hình | phục hồi chức năng | chức năng
    bảo trợ xã hội
    hòa nhập | năng khiếu | nội trú | dân tộc nội trú | bán trú | phổ thông | trung học | tiểu học | mầm non | mẫu giáo
    dạy nghề | cây xanh | công viên | nghĩa trang | chiếu sáng | chợ | bến xe | bến cảng | cảng cá | cảng vụ | sân bay
""")
_VERBS = words("""
    xây dựng | quản lý | giám sát | kiểm toán | kiểm tra | thanh tra | phát triển | bảo vệ | bảo đảm | bảo tồn | hỗ trợ
    xử lý | đào tạo | bồi dưỡng | nghiên cứu | kiểm soát | phòng chống | phòng, chống | chống | điều tra
    giáo dục | tư vấn
    trợ giúp | giao dịch | bồi thường | cứu nạn | cứu hộ | cứu nạn, cứu hộ | cứu hộ, cứu nạn | đầu tư | đầu tư xây dựng
    xúc tiến | xuất nhập khẩu | kinh doanh | khai thác | sử dụng | vận hành | chuyển đổi số | đổi mới sáng tạo
    khởi nghiệp
    tái tạo | biểu diễn | sản xuất | thống kê | lưu trữ | đấu thầu | đăng ký | chứng thực | giám định
    kiểm định | kiểm nghiệm
    thẩm định | dự báo | quan trắc | cảnh báo | ứng phó | phục hồi | phục vụ | chăm sóc | điều dưỡng
    cai nghiện | bảo trợ
    truyền tải | phân phối | vận tải | chế biến | thương mại | thông quan | chữa cháy | phòng cháy, chữa cháy
    phòng cháy
    phòng cháy chữa cháy | chữa bệnh | khám bệnh | khám, chữa bệnh | khám bệnh, chữa bệnh | tiếp công dân | phát thanh
    tái định cư | giải phóng mặt bằng | cấp nước | thoát nước | cấp thoát nước | quản lý đầu tư
    quản lý giáo dục | quản lý nhà nước
    quản lý thị trường | quản lý xuất nhập cảnh | tổ chức | tổng hợp | đo lường | bảo hộ | bảo hiểm | dịch thuật
    truyền thông
    khai thác IUU | khuyến nông | khuyến công | khuyến học | bổ trợ | cải cách hành chính | cải cách tư pháp
    kiểm dịch
    kiểm lâm | kiểm ngư | bảo quản | tu bổ | tiêm chủng | phòng thủ dân sự | tìm kiếm cứu nạn
    tìm kiếm, cứu nạn | hội nhập
    hội nhập quốc tế | hợp tác quốc tế | hợp tác | chuyển giao | ứng dụng | chuyển giao công nghệ | thiết kế
    quy hoạch
    sắp xếp | đổi mới | tinh giản | thu gom | giảm nghèo | xóa đói giảm nghèo | an sinh xã hội
    thi đua - khen thưởng | khen thưởng
""")
# Of the verbs, those that may end a name: they seldom govern another verb.
_ENDING = words("""
    xây dựng | đầu tư xây dựng | giáo dục | đào tạo | vận tải | thương mại | kiểm toán | truyền thông | chế biến
    cứu nạn
    cứu hộ | cứu nạn, cứu hộ | cứu hộ, cứu nạn | chữa cháy | phòng cháy, chữa cháy | phòng cháy chữa cháy | chữa bệnh
    khám, chữa bệnh | khám bệnh, chữa bệnh | xuất nhập khẩu | đầu tư | đấu thầu | tái tạo | biểu diễn | kinh doanh
    đổi mới sáng tạo | chuyển đổi số | khởi nghiệp | khuyến nông | khuyến công | khuyến học | kiểm lâm
    kiểm ngư | tái định cư
    giải phóng mặt bằng | cấp nước | thoát nước | cấp thoát nước | tiếp công dân | quản lý thị trường
    quản lý xuất nhập cảnh
    phát thanh | đo lường | thống kê | lưu trữ | tìm kiếm cứu nạn | tìm kiếm, cứu nạn | hội nhập quốc tế
    hợp tác quốc tế
    phòng thủ dân sự | giảm nghèo | quy hoạch | quản lý đầu tư | quản lý giáo dục | khai thác IUU | khen thưởng
    vận hành
    thi đua - khen thưởng | cải cách hành chính | cải cách tư pháp | chuyển giao công nghệ | bảo đảm xã hội
""")
ENDING = re.compile(any_of(_ENDING) + r"\Z")
NOUN = re.compile(any_of(_NOUNS))
VERB = re.compile(any_of(_VERBS))
LINK = re.compile(r"(?:,? và |, | - | – | về | của )(?=[^\W\d_])| ")
