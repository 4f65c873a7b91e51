"""The verbs of doing that Vietnamese directives use, as tables by field of work."""

from viettext.wordtables import words

# Verbs of one or more syllables that begin an act wherever an addressee stands before them.
_OFFICE = """
    chủ trì | phối hợp | chỉ đạo | xây dựng | ban hành | trình | tham mưu | rà soát | triển khai | thực hiện | tổ chức
    hoàn thành | hoàn thiện | hoàn tất | hoàn chỉnh | hoàn trả | báo cáo | tổng hợp | đề xuất | nghiên cứu | kiểm tra
    giám sát | đôn đốc | hướng dẫn | theo dõi | thẩm định | thẩm tra | phê duyệt | phê chuẩn | sửa đổi | bổ sung
    điều chỉnh | thay thế | bãi bỏ | hủy bỏ | huỷ bỏ | ký | ký kết | ký ban hành | gửi | nộp | lấy ý kiến | tiếp thu
    giải trình | giải thích | làm rõ | làm việc | làm tốt | làm | làm đầu mối | đầu mối | làm chủ đầu tư
    thanh tra | kiểm soát
    xác định | xác minh | xác nhận | xác thực | xác lập | đánh giá | tổng kết | sơ kết | lựa chọn | tuyển chọn
    đề cử | giới thiệu | quyết định | quy định | xem xét | cho ý kiến | cho phép | cho chủ trương | cho thôi
    có ý kiến | có báo cáo | có kế hoạch | có kiến nghị | có phương án | có giải pháp | có biện pháp
    có văn bản | có hình thức | có cơ chế | có chính sách | có lộ trình | có chương trình | có thông báo | có đề xuất
    có hướng dẫn | có cam kết | có chế tài | có tờ trình | có công văn | có công điện | dự thảo
    soạn thảo | biên soạn
    biên tập | phát hành | sao gửi | sao y | đăng tải | đăng ký | niêm yết | lưu trữ | lưu giữ | kiến nghị
    đề nghị | yêu cầu | giao | giao nhiệm vụ | giao trách nhiệm | phân công | phân cấp | phân quyền | ủy quyền
    uỷ quyền | ủy thác | phân giao | phân bổ | phân khai | phân định | phân loại | phân luồng | phân tích | phân vùng
    phân nhóm | phân kỳ | phân bố | lập | lập lại | thiết lập | thành lập | thành lập mới | kiện toàn
    sắp xếp | bố trí
    cân đối | điều phối | điều động | điều tiết | điều tra | điều hành | điều hòa | luân chuyển | biệt phái | bổ nhiệm
    miễn nhiệm | bãi nhiệm | cách chức | đình chỉ | tạm dừng | tạm đình chỉ | tạm ứng | tạm giữ | dừng | ngừng
    chấm dứt | kết thúc | tiếp nhận | tiếp tục | tiếp cận | tiếp công dân | tiếp xúc | tiếp đón | đón tiếp | tham gia
    tham khảo | tham vấn | lãnh đạo | dẫn dắt | cầm tay chỉ việc | thông báo | thông tin | thông qua | thông suốt
    nghe | lắng nghe | họp | họp bàn | họp dân | hội ý | bàn | bàn bạc | thảo luận | trao đổi | đối thoại
    thống nhất | rút kinh nghiệm | kiểm điểm | tự kiểm tra | tự rà soát | tự đánh giá | quán triệt | phổ biến
    truyền đạt | tuyên truyền | truyền thông | vận động | thuyết phục | kêu gọi | mời | mời gọi | cử | triệu tập
    cam kết | đảm nhiệm | đảm nhận | đảm bảo | bảo đảm | thường trực | trực
    trực chiến | ứng trực | trực ban | túc trực | bám sát | bám nắm | bám địa bàn | nắm | nắm bắt | nắm chắc | nắm rõ
    quan tâm | chú trọng | coi trọng | chú ý | tập trung | ưu tiên | đẩy nhanh | đẩy mạnh | đẩy lùi | đẩy lên
    tăng cường | tăng tốc | tăng | tăng tần suất | tăng ca | nâng cao | nâng | nâng cấp | nâng tầm | nâng hạng
    nâng mức | thúc đẩy | thúc giục | đốc thúc | giục | huy động | vận dụng | áp dụng | ứng dụng | sử dụng | tận dụng
    khai thác | phát huy | phát động | phát triển | phát sóng | phát thanh | phát quang | phát dọn | phát ngôn
    mở | mở rộng | mở lớp | mở đợt | mở sổ | mở chuyên mục | mở chiến dịch | đóng | đóng góp | đóng cửa | đóng điện
    kết nối | kết hợp | liên kết | liên thông | liên hệ | tích hợp | đồng bộ | chia sẻ | cung cấp
    cung ứng | cập nhật
    công bố | công khai | công nhận | minh bạch | bạch hóa | xuất bản | in | in ấn | kê khai | khai báo | thống kê
    kiểm kê | kiểm đếm | kiểm định | kiểm nghiệm | kiểm toán | kiểm dịch | kiểm chứng | kiểm phiếu
    đối chiếu | đối soát
    hiệu chỉnh | chỉnh lý | chỉnh sửa | chỉnh trang | chỉnh lý biến động | hủy | huỷ | thu hồi | thu gom | thu thập
    thu hút | thu | thu thuế | thu nộp | thu dung | thu dọn | truy thu | truy tìm | truy xuất | truy quét
    truy vết | chi
    chi trả | trả | trả lời | trả lại | trả kết quả | trả nợ | phúc đáp | phúc tra | hồi đáp | phản hồi | phản ánh
    thanh toán | thanh lý | quyết toán | nghiệm thu | bàn giao | chuyển giao | chuyển | chuyển đổi | chuyển trả
    chuyển tiếp | đưa | đưa vào | đưa ra | gắn | gắn kết | lồng ghép | tránh | hạn chế | không để
    giảm | giảm thiểu | giảm bớt | giảm nghèo | cắt | cắt giảm | đơn giản hóa | đơn giản hoá | rút ngắn
    tinh gọn | tinh giản | tái cấu trúc | tái lập | tái thiết | tái khởi động | cơ cấu | cơ cấu lại | cải cách
    cải thiện | cải tiến | cải tạo | đổi mới | sáng tạo | làm mới | làm sạch | làm giàu | làm chủ | duy trì | giữ
    giữ vững | giữ gìn | giữ nguyên | giữ ổn định | ổn định | bảo vệ | bảo mật | bảo tồn | bảo quản
    bảo trì | bảo dưỡng
    bảo lãnh | chăm lo | chăm sóc | động viên | khích lệ | cổ vũ | tôn vinh | biểu dương | tuyên dương | khen thưởng
    khen | trao tặng | kỷ luật | xử phạt | phạt | xử lý | xử lí | xử trí | giải quyết | tháo gỡ
    gỡ | gỡ vướng | gỡ bỏ | khắc phục | khơi thông | khai thông | xóa | xoá | xóa bỏ | xóa nhà tạm
    chấn chỉnh | chấp hành
    tuân thủ | thực thi | thi hành | tiến hành | hành động | cụ thể hóa | cụ thể hoá | thể chế hóa | thể chế hoá
    luật hóa | chuẩn hóa | chuẩn hoá | chuẩn bị | chuẩn y | sẵn sàng
    cảnh báo | cảnh giác | phòng ngừa | phòng chống | phòng, chống | phòng tránh | ngăn chặn | ngăn ngừa | đề phòng
    ứng phó | ứng cứu | cứu chữa | cứu hộ | cứu trợ | cứu nạn | hỗ trợ | trợ giúp | giúp | giúp đỡ
    giúp việc | phục vụ
    đáp ứng | khuyến khích | khuyến cáo | khuyến nghị | tạo | tạo điều kiện | tạo lập | tạo thuận lợi | tạo nguồn
    tạo việc làm | tạo chuyển biến | kiến tạo | hình thành | thử nghiệm | thí điểm | vận hành | nhân rộng | nhân bản
    lan tỏa | quảng bá | xúc tiến | kế thừa | coi | lấy | xem | tìm | tìm kiếm | tìm hiểu | chọn | đặt | đặt hàng
    đấu thầu | chỉ định thầu | chào hàng | mời thầu | mở thầu | cấm thầu | đấu giá | đấu tranh | đấu nối | tham dự
    nêu gương | đi đầu | tiên phong | đi cơ sở | xuống cơ sở | vào cuộc | ra quân | đề ra
    đề cao | đặc biệt quan tâm | tự giác | phấn đấu | nỗ lực | tăng trưởng | góp phần | góp ý
    đóng vai trò | giữ vai trò | làm nòng cốt | là đầu mối | là cơ quan | chia tách | sáp nhập | hợp nhất | giải thể
    nhập | tách | bãi miễn | rút | rút gọn | rút giấy phép | thẩm vấn | đo lường | đo đạc | đo kiểm | khảo sát
    nhận diện | nhận dạng | nhận đỡ đầu | tập hợp | tập huấn | diễn tập | luyện tập | huấn luyện | hỗ trợ kỹ thuật
    buộc | bắt buộc | cưỡng chế | cấm | yểm trợ | bảo hộ | chỉ rõ | nêu rõ | ghi rõ | ấn định | khoán
    khóa sổ | khoá sổ | khóa | chốt | chốt chặn | chốt phương án | chốt danh sách | chốt số liệu | nhắc nhở | nhắc
    dành | dành thời gian | dành nguồn lực | bảo toàn | khôi phục | phục hồi | phục dựng | khép kín
    khép lại | quy tụ
    chuyển biến | chuyển hướng | chuyển tải | hoạch định | quy hoạch | lên kế hoạch | lên phương án | lên lịch | xây
    chuyên môn hóa | hiện đại hóa | cơ giới hóa | tự động hóa | tối ưu hóa | tối ưu | đa dạng hóa | xã hội hóa
    quốc tế hóa | số hóa | số hoá | điện tử hóa | thương mại hóa | chính thức hóa | công nghiệp hóa
    lập biên bản | lập hồ sơ | lập danh sách | lập đề án | lập dự án | lập kế hoạch | lập quy hoạch | lập tổ | ra soát
    ra quyết định | ra văn bản | ra mắt | ra thông báo | đối phó | vận hành thử | chạy thử | dọn
    dọn dẹp | dọn vệ sinh
    quản lý | quản trị | đầu tư | mua sắm | mua | mua bổ sung | tuyển dụng | tuyển sinh | tuyển
    đào tạo | đào tạo lại
    bồi dưỡng | trang bị | trang trải | hợp tác | cấp | cấp phép | cấp phát | cấp mới | cấp đổi
    cấp bổ sung | cấp cứu
    quyên góp | ủng hộ | chung tay | chung sức | nhập khẩu | xuất khẩu | xuất cấp | xuất bán | giải ngân | giải tỏa
    giải phóng | giải phóng mặt bằng | giải tán | hạch toán | kết luận | thương lượng | đàm phán
    quan trắc | giám định | định giá | định hướng | định kỳ | định danh | định vị | chẩn đoán | tầm soát | sàng lọc
    kích hoạt | kích cầu | kích thích | khởi tạo | khởi động | khởi công | khánh thành | khai trương
    chủ quản | cùng phối hợp | liên danh | cho vay | cho thuê | chi viện | tăng cường phối hợp
    bảo đảm đủ | điểm danh | chấm điểm | xếp hạng | xếp loại | bình xét | bình chọn | suy tôn | vinh danh
    ghi danh | truy tặng | thăm hỏi | tri ân | chúc thọ | đền ơn | bầu | bầu cử | bầu bổ sung
    ứng cử | hiệp thương | phản biện | chất vấn | tái giám sát | tự phê bình | nghiêm túc thực hiện
"""
_SECURITY_AND_RESCUE = """
    dự báo | chịu | gọi |
    sơ tán | di dời | di chuyển | di dân | tái định cư | neo đậu | tuần tra | canh gác | canh trực | chốt trực
    bảo vệ hiện trường | phong tỏa | cô lập | cách ly | khoanh vùng | khoanh nuôi | dập dịch | dập tắt
    dập lửa | bao vây
    khống chế | trấn áp | triệt phá | triệt xóa | triệt tiêu | xóa sổ | bóc gỡ | đấu tranh triệt phá | vây bắt
    bắt giữ | tạm giam | khởi tố | truy tố | xét xử | điều tra làm rõ | củng cố | củng cố hồ sơ | củng cố chứng cứ
    mở đợt cao điểm | ra quân trấn áp | răn đe | giáo dục | cảm hóa | quản thúc | trục xuất | ngăn cấm | ngăn cản
    kiềm chế | kéo giảm | giăng dây | cắm biển | rào chắn | lắp đặt | lắp | lắp ráp | gia cố | gia hạn | gia tăng
    đắp | đắp đê | hộ đê | khơi dòng | nạo vét | xả lũ | xả nước | tích nước | tiêu úng | tiêu thoát
    hót sụt | thông xe
    thông tuyến | thông toàn tuyến | thông đường | thông quan | gia công | dựng | dựng lại | che chắn | chằng chống
    chặt tỉa | cắt tỉa | tỉa cành | phun | phun thuốc | phun hóa chất | tiêm | tiêm phòng | tiêm chủng | tiêm vắc
    khử khuẩn | khử trùng | tiêu độc | tiêu hủy | tiêu huỷ | chôn lấp | giết mổ | vệ sinh | xét nghiệm | lấy mẫu
    điều trị | khám | khám bệnh | khám sàng lọc | khám sức khỏe | khám chữa bệnh | chữa trị | chữa bệnh | nuôi dưỡng
    cấp thuốc | cho uống | truyền máu | hiến máu | trực cấp cứu | thu gom xử lý | sơ cứu | giải cứu
    bơm nước | bơm tiêu | vận chuyển | vận tải | chuyên chở | chở | tiếp tế | tiếp nước | tiếp sức
    cấp nước | cấp điện
    cắt điện | cắt hợp đồng | đóng cống | mở cống | vớt | trục vớt | lai dắt | đăng kiểm | kiểm ngư | xuất bến
    kẻ vẽ | xóa đăng ký | gỡ cảnh báo | gọi điện | gọi tàu | bắn pháo hiệu | phát tín hiệu | rà phá | rà lại | soát xét
    tước | tước giấy phép | tước quyền | siết | siết chặt | thắt chặt | nghiêm trị | dẹp | giải tán
    hòa giải | tiếp dân | đối ngoại | bảo đảm an ninh | phòng cháy | phòng dịch | chống dịch | chống | chống lãng phí
    chống thất thu | chống hạn | chống úng | chống rét | chống buôn lậu | phòng gian | bảo mật | thường trực chỉ huy
"""
_WORKS_AND_LAND = """
    thi công | xây mới | xây lắp | tu bổ | tôn tạo | trùng tu | tu sửa | sửa | sửa chữa | duy tu | đại tu
    trải nhựa | rải nhựa | thảm nhựa | bê tông hóa | cứng hóa | kiên cố hóa | nhựa hóa | lát | kẻ vạch | san lấp
    san gạt | đào | phá dỡ | tháo dỡ | hạ giải | đóng cọc | hợp long | lao dầm | giao mặt bằng | giao đất
    cho thuê đất | thu hồi đất | đền bù | bồi thường | hỗ trợ tái định cư | đo vẽ | cắm mốc | trích đo | lập bản đồ
    trồng | trồng rừng | trồng cây | trồng mới | gieo | gieo trồng | gieo cấy | thu hoạch | thâm canh
    chăn nuôi | nuôi
    thả | thả giống | tái đàn | tái canh | tưới | tưới tiêu | bón | canh tác | chế biến | sản xuất | sơ chế | đóng gói
    thu mua | tiêu thụ | bao tiêu | dự trữ | tích trữ | bán | bán lẻ | phân phối | lưu thông | bình ổn | bình ổn giá
    kê biên | niêm phong | kết nối cung cầu | hạch toán độc lập | cổ phần hóa | thoái vốn | tái cơ cấu
    góp vốn | vay | vay vốn | trả vốn | hoàn vốn | hoàn thuế | gia hạn nộp thuế | miễn | miễn giảm
    miễn, giảm | miễn cước
    miễn thuế | giảm thuế | giảm phí | giảm giá | khấu trừ | trích | trích lập | trích nộp | chuyển khoản | tất toán
    chuyển nguồn | bố trí vốn | cấp vốn | bù | bù giá | bổ túc | bổ khuyết | tiết kiệm | tiết giảm
    phủ sóng | phủ kín | phủ xanh | xóa vùng lõm | xóa lõm | lắp camera | dán | dán nhãn | treo | tháo | vẽ | thiết kế
    nạp | nhập liệu | nhập dữ liệu | bóc tách | tích lũy | sao lưu | mã hóa | kiểm thử
    ra mắt ứng dụng | tích hợp dữ liệu
    đồng bộ hóa | chuyển mạch | dùng chung | khai báo điện tử | ký số | cấp chữ ký số | trả hồ sơ | tra cứu | quét
    gắn mã | gắn biển | đặt tên | đổi tên | quây | quây tôn | che phủ | thu phí | bảo hành
    tổng rà soát | tổng kiểm tra
    tổng vệ sinh | tổng kiểm kê | tổng duyệt | tổng điều tra | trùng tu tôn tạo | đón khách
    khai thác thử | đấu giá đất
    hoàn nguyên | hoàn thổ | phun nước | rửa đường | quét dọn | tưới nước | điều tiết nước | điều chuyển | giữ nước
    khoanh nợ | giãn nợ | xóa nợ | cơ cấu nợ | đáo hạn | mua lại | bán đấu giá | thuê | thuê tư vấn | thuê nghệ nhân
"""
_SCHOOL_AND_CULTURE = """
    giảng dạy | dạy học | dạy nghề | học tập | ôn tập | ôn thi | thi tuyển | thi đua | chấm thi | coi thi
    tổ chức thi | phân luồng học sinh | xóa mù | mở trường | nấu ăn | rèn luyện
    nghiên cứu khoa học | chuyển giao công nghệ | sáng chế | công bố quốc tế | biểu diễn | trình diễn
    trưng bày | sưu tầm
    triển lãm | đăng cai | thi đấu | giao lưu | kết nghĩa | kết nạp | phát triển đảng
    làm gương | ký cam kết | đỡ đầu | nhận chăm sóc | quản trị nội bộ | định hướng báo chí | viết
    đưa tin | phỏng vấn | dựng phim | làm phim | số hóa di sản | truyền dạy | hiến tặng | hiến đất
    khai quật | lập chốt
    lên án | đấu tranh phản bác | phản bác | gỡ tin | xác minh thông tin | đính chính | cải chính | phát đi | đề xướng
"""
ACTS = words(_OFFICE + _SECURITY_AND_RESCUE + _WORKS_AND_LAND + _SCHOOL_AND_CULTURE)
