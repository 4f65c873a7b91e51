"""What names of bodies, posts and classes are made of, as tables: generic Vietnamese grammar, no gazetteer."""

import re

from viettext.lexicon import any_of, words

# Fields of government: a ministry, department or office is its head and one of these, whatever commas it holds.
SECTORS = words("""
    Tài chính | Công an | Quốc phòng | Ngoại giao | Nội vụ | Tư pháp | Y tế | Xây dựng | Công Thương | Công thương
    Giáo dục và Đào tạo
    Khoa học và Công nghệ | Khoa học, Công nghệ và Môi trường | Nông nghiệp và Môi trường
    Nông nghiệp và Phát triển nông thôn
    Tài nguyên và Môi trường | Kế hoạch và Đầu tư | Thông tin và Truyền thông | Giao thông vận tải
    Giao thông - Vận tải
    Lao động - Thương binh và Xã hội | Lao động, Thương binh và Xã hội | Văn hóa, Thể thao và Du lịch
    Văn hoá, Thể thao và Du lịch
    Văn hóa và Thể thao | Văn hoá và Thể thao | Văn hóa, Thông tin | Dân tộc và Tôn giáo | Du lịch | Nông nghiệp
    Quy hoạch - Kiến trúc
    Quy hoạch và Kiến trúc | An toàn thực phẩm | Giao thông công chính | Thể thao và Du lịch | Khoa học và công nghệ
    Văn hóa, Khoa học và Thông tin | Nông nghiệp, Môi trường | Kinh tế, Hạ tầng và Đô thị | Dân tộc - Tôn giáo
    Kinh tế | Văn hóa - Xã hội
""")
# Heads of a named body: a name of capitalised words follows.
BODY_HEADS = words("""
    Bộ | Sở | Ban | Cục | Vụ | Tổng cục | Chi cục | Văn phòng | Thanh tra | Công an | Ủy ban | Uỷ ban | UBND
    Ủy ban nhân dân | Uỷ ban nhân dân
    Ủy ban Nhân dân | Uỷ ban Nhân dân | HĐND | Hội đồng nhân dân | Hội đồng Nhân dân | Hội đồng
    Hội đồng tư vấn quốc gia | Hội đồng tư vấn
    Hội đồng Tư vấn | Tỉnh ủy | Tỉnh uỷ | Thành ủy | Thành uỷ | Huyện ủy | Huyện uỷ | Quận ủy | Quận uỷ | Thị ủy
    Đảng ủy | Đảng uỷ
    Ban cán sự đảng | Ban Cán sự đảng | Ban Cán sự Đảng | Đảng đoàn | Ban Thường vụ | Ban thường vụ | Thường trực
    Thường vụ | Thường trực Ban
    Cơ quan Thường trực | Cơ quan thường trực | Tổ giúp việc | Tổ Giúp việc | Tổ công tác | Tổ Công tác | Tiểu ban
    Ban chỉ đạo
    Ban Chỉ đạo | Ban điều hành | Ban quản lý | Ban Quản lý | Ban chỉ huy | Ban Chỉ huy | Bộ Chỉ huy | Bộ Tư lệnh
    Quân khu | Tòa án | Toà án
    Viện Kiểm sát | Viện kiểm sát | Kiểm toán | Mặt trận | Mặt trận Tổ quốc | MTTQ | Ủy ban MTTQ | Đoàn
    Đoàn Thanh niên | Hội Nông dân | Hội
    Liên đoàn | Liên hiệp | Liên minh | Hiệp hội | Tập đoàn | Tổng công ty | Tổng Công ty | Công ty | Ngân hàng
    Bảo hiểm xã hội | Bảo hiểm Xã hội
    BHXH | Thông tấn xã | Đài | Báo | Tạp chí | Học viện | Viện | Trung tâm | Đại học | Trường | Kho bạc | Thuế
    Hải quan | Phòng
    Chính phủ | Quốc hội | Bộ Chính trị | Ban Bí thư | Ủy ban Thường vụ | Trường Đại học | Bệnh viện | Quỹ
    Vườn quốc gia | Cảng vụ | Đội
    Ban Tổ chức | Ban Nội chính | Ban Tuyên giáo | Đảng bộ | Cơ quan | Trung ương Đảng | Trung ương Hội
    Trung ương Đoàn | Xã | Phường | Đặc khu
    Báo và phát thanh, truyền hình | Báo và Phát thanh, Truyền hình | Báo và Phát thanh - Truyền hình | Chủ đầu tư
    Trạm | Nhà xuất bản | Thường trực Hội đồng nhân dân | Thường trực HĐND | Công đoàn | Khối | Kiểm lâm | Dân quân
    Thủ đô
""")
# Heads that are complete in themselves and take no name.
WHOLE_BODIES = words("Chính phủ | Quốc hội | Bộ Chính trị | Ban Bí thư | Tổ giúp việc | Tổ Giúp việc")
POST_HEADS = words("""
    Bộ trưởng | Thứ trưởng | Thủ trưởng | Chủ tịch | Giám đốc | Tổng Giám đốc | Tổng giám đốc | Chánh | Chánh án
    Viện trưởng | Tổng Thanh tra
    Tổng Kiểm toán | Thống đốc | Trưởng ban | Trưởng | Trưởng Tiểu ban | Phó trưởng | Phó trưởng ban | Bí thư
    Chủ nhiệm | Cục trưởng | Vụ trưởng
    Tổng cục trưởng | Tổng Cục trưởng | Tổng Bí thư | Thủ tướng | Tư lệnh | Chỉ huy trưởng | Hiệu trưởng
    Trưởng phòng | Tổng Tham mưu trưởng
    Tổng Biên tập | Tổng biên tập | Trưởng đoàn | Tổ trưởng | Đội trưởng | Trưởng ngành | Thường trực Ban Bí thư
    Người đứng đầu | Chủ tịch nước
    Viện trưởng | Phó Ban | Phó ban | Trưởng thôn | Chi cục trưởng | Hạt trưởng | Chính ủy | Đại sứ | Trưởng Cơ quan
    Bí thư thứ nhất
    Bí thư Thứ nhất | Ủy viên | Uỷ viên | Lãnh đạo | Chủ tịch Hội đồng thành viên | Chủ tịch Hội đồng quản trị
    Ủy viên Thường trực | Tư lệnh trưởng
""")
# A second title of the same person: it stands behind a comma and is no other addressee.
SECOND_TITLES = words("""
    Trưởng Ban | Trưởng ban | Phó Trưởng Ban | Phó Trưởng ban | Phó trưởng Ban | Phó trưởng ban | Phó Ban
    thành viên | Thành viên | Ủy viên | Uỷ viên
    Trưởng đoàn | Trưởng Đoàn | Tổ trưởng | Tổ phó | Trưởng Tiểu ban
""")
DETERMINERS = words("""
    các | mỗi | từng | mọi | tất cả các | tất cả | toàn thể các | toàn thể | những | một số | toàn bộ các | toàn bộ
    hai | ba | bốn | năm | sáu
    tất cả những | quý | các quý
""")
BODY_NOUNS = words("""
    bộ | ban | ngành | cơ quan | đơn vị | địa phương | tỉnh | thành phố | sở | cấp | xã | phường | huyện | quận
    thị xã | thị trấn | đặc khu
    doanh nghiệp | tập đoàn | tổng công ty | tổ chức | đoàn thể | hội | hiệp hội | viện | trường | nhà trường
    cơ quan ngang bộ
    cơ quan thuộc chính phủ | ban ngành | ban, ngành | sở ngành | bộ ngành | sở, ngành | bộ, ngành | đảng bộ
    chi bộ | cấp ủy | cấp uỷ | tổ chức đảng
    chính quyền | ngân hàng | nhà thầu | chủ đầu tư | ban quản lý dự án | ban quản lý | tổ công tác | tỉnh ủy
    tỉnh uỷ | thành ủy | thành uỷ
    đảng ủy | đảng uỷ | huyện ủy | huyện uỷ | phòng | cục | vụ | cơ sở | hợp tác xã | tổ chức chính trị - xã hội
    cơ quan báo chí | báo chí
    lực lượng | lực lượng chức năng | phòng ban | phòng, ban | trung tâm | học viện | đại học | trường đại học
    viện nghiên cứu | bệnh viện
    cơ quan chức năng | cơ quan liên quan | cơ quan quản lý nhà nước | cơ quan quản lý | cơ quan chuyên môn
    cơ quan chủ quản | cơ quan chủ trì
    cơ quan thông tấn | cơ quan giúp việc | cơ quan tham mưu | đơn vị tư vấn | đơn vị thi công | đơn vị chủ trì
    tổ chức tín dụng | công ty
    ban chỉ đạo | cơ quan thường trực | tổng cục | chi cục | công an | văn phòng | cơ quan đảng | đơn vị sự nghiệp
    đơn vị sự nghiệp công lập
    thôn | tổ dân phố | khu phố | ban quản lý khu | ban chỉ huy | đoàn công tác | tiểu ban | hội đồng | khối
    cơ sở giáo dục | cơ sở y tế
    ban cán sự đảng | đảng đoàn | ban thường vụ | tổ chức hội | mặt trận
    ban xây dựng đảng | ban đảng | cơ quan tham mưu, giúp việc | vụ, cục | cục, vụ | nhà đầu tư | cơ quan, đơn vị
    bộ, cơ quan | đội | trạm | tổ giúp việc
""")
PERSON_NOUNS = words("""
    người đứng đầu | lãnh đạo | thành viên | cán bộ | đồng chí | đại biểu | thủ trưởng | giám đốc | chủ tịch
    bí thư | phó bí thư | bộ trưởng
    trưởng ngành | đảng viên | công chức | viên chức | đội ngũ cán bộ | hiệu trưởng | cấp trưởng | ủy viên | uỷ viên
    trưởng phòng
    trưởng ban | phó trưởng ban | cục trưởng | vụ trưởng | phó chủ tịch | tổ viên | cán bộ, công chức
    cán bộ, đảng viên | trưởng đoàn
    người lao động | chuyên gia | thủ trưởng cơ quan | phó trưởng đoàn | đại biểu quốc hội | phó ban
""")
# What may stand behind a class and belongs to it.
MODIFIERS = words("""
    có liên quan | liên quan | chức năng | trung ương | ở trung ương | địa phương | cấp tỉnh | cấp xã | cấp huyện
    cấp cơ sở | các cấp | cấp vụ
    cấp phòng | cấp trưởng | của đảng | đảng | thuộc chính phủ | ngang bộ | ngang sở | nhà nước | chủ quản
    nêu trên | trực thuộc | báo chí
    trực thuộc trung ương | từ trung ương đến địa phương | từ trung ương đến cơ sở | từ tỉnh đến cơ sở
    từ thành phố đến cơ sở | chuyên môn
    cả nước | trong cả nước | toàn quốc | toàn tỉnh | toàn thành phố | trên toàn quốc | trong toàn tỉnh | ven biển
    miền núi | khác | còn lại
    của tỉnh | của thành phố | của bộ | của sở | của trung ương | trong tỉnh | ở địa phương | thành viên | tư vấn
    chủ lực | quốc doanh
    chính trị - xã hội | trong toàn đảng bộ | hữu quan | trong và ngoài nước | thuộc tỉnh | thuộc thành phố | thuộc bộ
    thuộc phạm vi quản lý | thuộc quyền | trong hệ thống chính trị | chính trị | sự nghiệp | đảng viên
    trên cả nước | khu vực | khu vực miền trung
    của mình | tuyến đầu | trọng điểm | quản lý nhà nước | vùng | tây nguyên | miền trung | nhà nước các cấp

""")
SURNAMES = words("""
    Nguyễn | Trần | Lê | Phạm | Hoàng | Huỳnh | Phan | Vũ | Võ | Đặng | Bùi | Đỗ | Hồ | Ngô | Dương | Lý | Đinh
    Trương | Tô | Lương | Mai | Cao
    Tạ | Hà | Lưu | Thái | Trịnh | Chu | Châu | Lại | Tống | Giàng | Quách | Nông | Đào | Triệu | Thân | Kiều | Tăng
    Lâm
    Bế | Vương | Lò | Sùng | Thào | Hầu | Đàm | Điểu | Khương | Mạc | Nghiêm | Ninh | Phùng | Tào | Tôn | Ứng | Thạch
""")
# A name ends before these words though they follow a capitalised one.
NAME_ENDS = words("""
    các | năm | hai | ba | bốn | là | để | nhằm | trong | về | tại | với | khi | nếu | mà | theo | bằng | trước
    sau | do | từ | đến | có | sẽ | đã | đang | vừa | cũng | như | thì
    không | chưa | còn | ở | trên | vào | cho | hoặc | và | cùng | được | bị | vẫn | rằng | này | nêu | phát | dự
    thuộc | cần | phải | ngay | diễn
    hàng | hằng | tới | qua | ra | lên | gồm | tuy | nên | nhưng | khóa | cấp | lần | phụ | nhất | đặc | sớm | xuống
    rà | giúp | cơ | chủ
""")

# Parts of names that hold plain words a general rule would stop at.
NAME_PARTS = words("""
    Tiếng nói Việt Nam | Tiếng nói nhân dân | Phục vụ hành chính công | Kiểm soát thủ tục hành chính
    dự án đầu tư xây dựng | dự án | nhân dân tối cao | nhân dân khu vực | nhân dân | Công nghệ thông tin
    Kiểm soát bệnh tật | Xúc tiến đầu tư | khu công nghiệp | các khu công nghiệp | khu kinh tế
    các khu công nghiệp và khu kinh tế | Phòng cháy chữa cháy
    Phát triển nông thôn | Kinh tế hợp tác và Phát triển nông thôn | Đổi mới sáng tạo quốc gia | Khí tượng thủy văn
    Phòng thủ dân sự quốc gia | Phòng thủ dân sự | An toàn thông tin | Quản lý đất đai | Bảo vệ môi trường
    Đăng ký đất đai | Trợ giúp pháp lý | Sở hữu trí tuệ
    Tiêu chuẩn đo lường chất lượng quốc gia | công nghệ cao | khu công nghệ cao | Chuyển đổi số
    cải cách hành chính | Cải cách hành chính | Tài chính - Kế hoạch
    Thi đua - Khen thưởng | Thi đua khen thưởng | Công nghiệp công nghệ | Kinh tế - Xã hội | tìm kiếm cứu nạn
    Giám sát, đánh giá | Tổ chức cán bộ | Tổ chức - Cán bộ
    Kế hoạch - Tài chính | Kế hoạch, Tài chính | Viễn thông | Xây dựng cơ sở hạ tầng | Văn hóa - Xã hội | Pháp chế
    thống kê quốc gia | đầu tư công
""")
NAME_PART = re.compile(any_of(NAME_PARTS), re.I)
DETERMINER = re.compile(any_of(DETERMINERS) + " ", re.I)
HONORIFIC = re.compile(r"(?:các đồng chí|các đ/c|đồng chí|đ/c|ông|bà)(?!\w)[: ] ?", re.I)
SECTOR = re.compile(any_of(SECTORS))
# Words that begin like a body's head and are none.
_NO_BODIES = (
    r"(?!Ban hành|Ban đầu|Bộ (?:[Cc]hỉ số|[Tt]iêu chí|máy|dữ liệu|quy tắc|luật|hồ sơ|mặt)|Hội (?:nghị|thảo|chợ"
    r"|nhập)|Đoàn kết|Trường hợp|Phòng (?:chống|ngừa|cháy|,)|Báo cáo"
    r"|Xã hội|Đội ngũ|Khối lượng|Thuế (?:suất|thu nhập|giá trị)|Quỹ đất|Cục bộ|Thủ đô|Viện trợ|Đoàn viên|cấp (?:độ"
    r"|bách|thiết)|trường (?:hợp|lớp)|vụ (?:việc|án|mùa)|Trạm thu)"
)
BODY_HEAD = re.compile(_NO_BODIES + any_of(BODY_HEADS))
POST_HEAD = re.compile(r"(?:Phó |Quyền )?" + any_of(POST_HEADS))
LOWER_POST = re.compile(r"[Pp]hó " + any_of(words("bí thư|chủ tịch|giám đốc|trưởng ban|thủ trưởng")))
SECOND_TITLE = re.compile(any_of(SECOND_TITLES))
BODY_NOUN = re.compile(_NO_BODIES + any_of(BODY_NOUNS), re.I)
PERSON_NOUN = re.compile(any_of(PERSON_NOUNS), re.I)
MODIFIER = re.compile(" " + any_of(MODIFIERS), re.I)
SURNAME = re.compile(any_of(SURNAMES))
NAME_END = re.compile(any_of(NAME_ENDS))
