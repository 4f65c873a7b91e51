"""What names of bodies, posts and classes are made of, as tables: generic Vietnamese grammar, no gazetteer."""

import re

from viettext.wordtables import any_of, words

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
    Trạm | Nhà xuất bản | Thường trực Hội đồng nhân dân | Thường trực HĐND | Công đoàn | Khối | Dân quân
    Tổng Liên đoàn | Quân ủy | Liên hiệp các Hội | Liên hiệp các Tổ chức | Hội Cựu chiến binh | Hội Chữ thập đỏ
    Chi nhánh | Đồn | Đồn Biên phòng | Hạt | Hạt Kiểm lâm | Xí nghiệp | Nhà máy | Nhà hát | Nhà thiếu nhi | Bảo tàng
    Thư viện | Bưu điện | Điện lực | Trại giam | Trại | Lữ đoàn | Sư đoàn | Trung đoàn | Tiểu đoàn | Hải đoàn | Hải đội
    Binh đoàn | Binh chủng | Quân chủng | Quân đoàn | Quân đội | Cảnh sát | Cảnh sát biển | Bộ đội | Bộ đội Biên phòng
    Vùng Cảnh sát biển | Bộ Tổng Tham mưu | Tổng Tham mưu | Cổng | Cổng Thông tin điện tử | Tỉnh đoàn | Thành đoàn
    Quận đoàn | Huyện đoàn | Đoàn phường | Đoàn xã | Giáo hội | Kế toán | Bản | Thôn | Tổ dân phố | Khu phố
    Ủy ban Kiểm tra | Uỷ ban Kiểm tra | UBKT | Ủy ban Trung ương | UBMTTQ | Ủy ban Mặt trận | Uỷ ban Mặt trận
    Uỷ ban MTTQ | Hội đồng thi | Hội đồng thẩm định | Hội đồng quản trị | Hội đồng thành viên | Hội đồng quản lý
    Ban Chấp hành | Ban chấp hành | BCH | Bộ phận | Trung tâm Phục vụ | Cơ sở | Liên hiệp Hội | Liên hiệp các hội
    Liên hiệp các tổ chức hữu nghị | Sàn | Sân bay | Cảng | Cảng hàng không | Ga | Ban Giám đốc | Ban Giám hiệu
    Thanh tra Chính phủ | Cơ quan điều tra | Cơ quan Cảnh sát điều tra | Cơ quan đại diện | Đại sứ quán | Thương vụ
    Tổ Công nghệ số | Tổ công nghệ số | Tổ đại biểu | Tổ Đại biểu | Đoàn đại biểu | Đoàn Đại biểu | Ban Dân vận
    Ban Tiếp công dân | Ban Kinh tế | Ban Pháp chế | Ban Văn hóa | Ban Đô thị | Ban An toàn | Kiểm lâm vùng
    Báo và Phát thanh, truyền hình | Báo và Đài | Đài Phát thanh | Đài Truyền hình | Đài Phát thanh và Truyền hình
    Ngân hàng Nhà nước | Ngân hàng Chính sách | Kho bạc Nhà nước | Bảo hiểm tiền gửi | BQL | Ban QLDA | BQLDA | BCĐ
    Công ty cổ phần | Công ty Cổ phần | Công ty CP | Công ty TNHH | Công ty TNHH MTV | Công ty TNHH một thành viên
    Công ty trách nhiệm hữu hạn | Công ty liên doanh | Tổng công ty cổ phần | Ngân hàng TMCP
    Ngân hàng thương mại cổ phần
    BTV | Ban TV | TT | VPUB | CA | BCHQS | Bộ CHQS | BCH Quân sự | Bộ CHBP | BĐBP | MTTQ Việt Nam | Mặt trận tỉnh
""")
# Companies and offices known by one word or an abbreviation; the place of a branch may follow.
KNOWN_ALONE = words("""
    VNPT | Viettel | MobiFone | Mobifone | VinaPhone | Vinaphone | EVN | EVNNPT | EVNHCMC | EVNSPC | EVNCPC | EVNNPC
    EVNHANOI | NSMO | PVN | Petrovietnam | PetroVietnam | PV GAS | PVOIL | TKV | Vinacomin | VNR | VRG | VNA
    Vietnam Airlines | Vietjet Air | Vietjet | Bamboo Airways | ACV | VATM | VEC | VIDIFI | Petrolimex | Vinachem
    Vinatex | Vinafood | VNPost | Vietnam Post | Agribank | Vietcombank | BIDV | VietinBank | Vietinbank | MB | SCIC
    VDB | NHCSXH | FPT | CMC | Vingroup | Sun Group | THACO | Hòa Phát | Geleximco | Becamex | Bitexco | VTV | VOV
    VAMC | TTXVN | MTTQ | VCCI | VUSTA | VSS | TCT | Tỉnh đoàn | Thành đoàn | Huyện đoàn | Quận đoàn | HĐND | UBND
""")
# Heads that are complete in themselves and take no name.
WHOLE_BODIES = words("""
    Chính phủ | Quốc hội | Bộ Chính trị | Ban Bí thư | Tổ giúp việc | Tổ Giúp việc | Trung ương Đảng | Bộ Tổng Tham mưu
""")
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
    Ủy viên Thường trực | Tư lệnh trưởng | Tổ phó | Phó Tổ trưởng | Phó Tổng Giám đốc | Phó Tổng giám đốc | Chủ nhiệm
    Chánh Văn phòng | Chánh văn phòng | Chánh Thanh tra | Chánh thanh tra | Phó Chánh | Kế toán trưởng | Trạm trưởng
    Trưởng khu phố | Trưởng ấp | Trưởng bản | Trưởng Công an | Trưởng phòng | Trưởng Phòng | Trưởng Đoàn | Trưởng Khoa
    Hội trưởng | Thường trực Tỉnh ủy | Đồn trưởng | Chính trị viên | Trưởng đài | Giám đốc điều hành | Phó Trưởng
    Phó Trưởng ban | Phó Trưởng Ban | Phó Trưởng đoàn | Chỉ huy phó | Tham mưu trưởng | Viện phó | Hiệu phó
    Xã đội trưởng
    Trưởng ban quản lý | Tổng Thư ký | Tổng thư ký | Thư ký | Kiểm soát viên | Đội phó | Quyền Trưởng
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
    ngành điện | ngành than | ngành thuế | ngành hải quan | ngành ngân hàng | ngành công thương | ngành tài chính
    ngành văn hóa | ngành nội vụ | ngành tư pháp | ngành đường sắt | ngành dầu khí | ngành kiểm sát
    ban xây dựng đảng | ban đảng | cơ quan tham mưu, giúp việc | vụ, cục | cục, vụ | nhà đầu tư | cơ quan, đơn vị
    bộ, cơ quan | đội | trạm | tổ giúp việc | hãng | hãng hàng không | hãng tàu | hãng xe | hãng vận tải | nhà mạng
    hộ | hộ dân | hộ gia đình | hộ chăn nuôi | hộ kinh doanh | hộ nuôi | hộ nuôi trồng | hộ nông dân | hộ sản xuất
    chủ trang trại | chủ tàu | chủ tàu cá | chủ rừng | chủ hồ | chủ hồ đập | chủ đập | chủ phương tiện | chủ cơ sở
    chủ hộ | chủ doanh nghiệp | chủ quản lý | chủ hụi | chủ xe | chủ sử dụng | chủ sở hữu | chủ dự án | nhà khoa học
    bộ phận | bản | ấp | buôn | làng | xóm | khóm | đồn | hạt | hạt kiểm lâm | trường học | trường phổ thông
    trường mầm non | trường tiểu học | trường nghề | trường cao đẳng | cơ sở lưu trú | cơ sở đào tạo | cơ sở sản xuất
    cơ sở kinh doanh | cơ sở sản xuất, kinh doanh | cơ sở khám chữa bệnh | cơ sở khám bệnh, chữa bệnh | cơ sở chăn nuôi
    cơ sở giết mổ | cơ sở giáo dục nghề nghiệp | cơ sở giáo dục đại học | cơ sở nghiên cứu | cơ sở điều trị
    cơ sở đảng
    cơ sở tiêm chủng | cơ sở trợ giúp xã hội | cơ sở cai nghiện | cơ sở tôn giáo | cơ sở du lịch | cơ sở dịch vụ
    tổ chức cơ sở đảng | tổ chức thành viên | tổ chức đoàn thể | tổ chức tôn giáo | tổ chức kinh tế | tổ chức xã hội
    tổ chức khoa học và công nghệ | tổ chức chính trị xã hội | tổ chức công đoàn | tổ chức chính trị
    tổ chức trung gian
    trạm y tế | trạm kiểm dịch | trung tâm y tế | trạm biên phòng | đồn biên phòng | quỹ | sàn | sàn thương mại điện tử
    sàn giao dịch | nhà xe | nhà ga | nhà máy | bến xe | cảng | cảng vụ | cảng cá | khu công nghiệp | chợ | siêu thị
    tổ | câu lạc bộ | tổ công nghệ số cộng đồng | tổ bảo vệ rừng | tổ đại biểu | tổ tự quản | tổ hợp tác
    liên đoàn | liên hiệp | liên minh | đài | báo | đài truyền hình | nhà xuất bản | cơ quan truyền thông
    cơ quan thông tấn, báo chí | cơ quan thông tin đại chúng | cơ quan điều tra | cơ quan công an | cơ quan tố tụng
    cơ quan tiến hành tố tụng | cơ quan nội chính | cơ quan thuế | cơ quan hải quan | cơ quan thi hành án
    cơ quan kiểm tra | cơ quan thanh tra | cơ quan kiểm toán | cơ quan bảo hiểm xã hội | cơ quan quân sự
    cơ quan nhà nước
    cơ quan hành chính | cơ quan hành chính nhà nước | cơ quan đại diện | cơ quan trung ương | cơ quan đầu mối
    cơ quan khí tượng thủy văn | cơ quan đăng ký kinh doanh | cơ quan soạn thảo | cơ quan thẩm định | cơ quan thẩm tra
    cơ quan đơn vị | đơn vị quản lý | đơn vị vận hành | đơn vị quân đội | đơn vị lực lượng vũ trang | đơn vị trực thuộc
    đơn vị vận tải | đơn vị khai thác | đơn vị xây lắp | đơn vị thiết kế | đơn vị quản lý vận hành | đơn vị sản xuất
    đơn vị cung cấp | đơn vị cung ứng | đơn vị điện lực | đơn vị viễn thông | doanh nghiệp nhà nước
    doanh nghiệp tư nhân
    doanh nghiệp viễn thông | doanh nghiệp bảo hiểm | doanh nghiệp vận tải | doanh nghiệp xây dựng | doanh nghiệp fdi
    doanh nghiệp dự án | doanh nghiệp thành viên | doanh nghiệp đầu mối | doanh nghiệp kinh doanh xăng dầu
    lực lượng vũ trang | lực lượng công an | lực lượng quân đội | lực lượng biên phòng | lực lượng kiểm lâm
    lực lượng quản lý thị trường | lực lượng hải quan | lực lượng cảnh sát | lực lượng thanh niên | lực lượng cứu hộ
    lực lượng cảnh sát giao thông | lực lượng dân quân | lực lượng kiểm ngư | lực lượng xung kích | lực lượng tại chỗ
    ngân hàng thương mại | tổ chức tài chính | công ty chứng khoán | công ty bảo hiểm | công ty thủy nông
    công ty cấp nước
    công ty khai thác công trình thủy lợi | công ty lâm nghiệp | công ty con | ban tổ chức | ban quản trị
    ban giám hiệu
    ban giám đốc | ban chuyên môn | ban chấp hành | ban chỉ huy quân sự | ban chỉ huy phòng thủ dân sự | ban xây dựng
    ban quản lý rừng | ban quản lý rừng phòng hộ | ban quản lý rừng đặc dụng | ban quản lý khu công nghiệp
    ban quản lý bến xe | ban quản lý chợ | ban quản lý cảng | ban quản lý di tích | ban công tác mặt trận | ban dân vận
    ban qlda | bql dự án | bql | hội đồng nhân dân | ủy ban nhân dân | uỷ ban nhân dân | ủy ban | uỷ ban
    ủy ban kiểm tra
    chính quyền địa phương | chính quyền cơ sở | chính quyền cấp xã | khu | vùng | phòng chuyên môn | phòng giao dịch
    văn phòng đăng ký đất đai | chi nhánh văn phòng đăng ký đất đai | chi nhánh | bưu điện | bưu cục | điện lực
    trại giam
    đội quản lý thị trường | đội thuế | đội cảnh sát giao thông | thuế cơ sở | chi cục thuế | tổ dân cư | tổ an ninh
    kho bạc | viện kiểm sát | tòa án | toà án | thanh tra | kiểm lâm | biên phòng | quân đội | thư viện | bảo tàng
    nhà thuốc | phòng khám | nhà hàng | khách sạn | công ty lữ hành | doanh nghiệp lữ hành | đoàn | đoàn kiểm tra
    đoàn thanh tra | đoàn đại biểu quốc hội | hội quần chúng | hội đặc thù | công đoàn | công đoàn cơ sở
    mặt trận tổ quốc
""")
PERSON_NOUNS = words("""
    người đứng đầu | lãnh đạo | thành viên | cán bộ | đồng chí | đại biểu | thủ trưởng | giám đốc | chủ tịch
    bí thư | phó bí thư | bộ trưởng
    trưởng ngành | đảng viên | công chức | viên chức | đội ngũ cán bộ | hiệu trưởng | cấp trưởng | ủy viên | uỷ viên
    trưởng phòng
    trưởng ban | phó trưởng ban | cục trưởng | vụ trưởng | phó chủ tịch | tổ viên | cán bộ, công chức
    cán bộ, đảng viên | trưởng đoàn
    trưởng các | tổ trưởng | tổ trưởng tổ dân phố | tổ trưởng tổ dân cư | trưởng thôn | trưởng bản | trưởng ấp
    trưởng khu phố
    giáo viên | bác sĩ | y bác sĩ | thầy thuốc | học sinh, sinh viên | chiến sĩ | cán bộ, chiến sĩ
    thuyền trưởng
    cấp ủy viên | đảng ủy viên | huyện ủy viên | tỉnh ủy viên | tổng giám đốc | phó giám đốc | chánh văn phòng
    thứ trưởng
    trưởng đơn vị | trưởng các đơn vị | trưởng các phòng | đội trưởng | trạm trưởng | hội viên | đoàn viên | luật sư
    cán bộ chủ chốt | cán bộ lãnh đạo | lãnh đạo, chỉ huy | chỉ huy | chỉ huy trưởng | kiểm sát viên | thẩm phán
    chấp hành viên
    người lao động | chuyên gia | thủ trưởng cơ quan | phó trưởng đoàn | đại biểu quốc hội | phó ban
""")
# What may stand behind a class and belongs to it.
MODIFIERS = words("""
    nói trên | có tên nêu trên | được phân công | được giao nhiệm vụ | nêu tại điều này | hội quần chúng | hai bên
    trong ngành | toàn ngành | của ngành | thuộc ngành | của trung ương đảng | trực thuộc tỉnh ủy | trực thuộc bộ
    vùng cao | biên giới | hải đảo | ven sông | vùng đồng bằng sông cửu long | phía nam | phía bắc | ven đô | nội đô
    nội thành | ngoại thành | công lập | ngoài công lập | tư nhân | tư thục | dân lập | cơ sở | đồng bằng | vùng biên
    vũ trang | công an | quân sự | quân đội | y tế | giáo dục | giao thông | nông nghiệp | viễn thông | điện lực
    du lịch
    xây dựng | vận tải | hàng không | hàng hải | đường sắt | đường bộ | đường thủy | lâm nghiệp | thủy sản | thủy lợi
    tuyến trên | tuyến dưới | tuyến cơ sở | tuyến trung ương | tuyến tỉnh | bot | fdi | thuộc bộ, ngành
    thuộc ủy ban nhân dân tỉnh | thuộc ubnd tỉnh | thuộc ubnd thành phố | thuộc sở | thuộc tập đoàn | liên ngành
    vùng lũ | vùng ngập lũ | vùng sâu, vùng xa | vùng hạ du | vùng dự án | vùng ven | vùng đồng bào dân tộc thiểu số
    bị ảnh hưởng | bị thiệt hại | chịu ảnh hưởng
    thụ hưởng | hưởng lợi | nơi có dự án | nơi xảy ra cháy | đi qua | cứu hộ cứu nạn

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
    rà | giúp | cơ | chủ | chậm | xong | một số
""")

# Parts of names that hold plain words a general rule would stop at.
NAME_PARTS = words("""
    Đồng bằng sông Cửu Long | Đồng bằng sông Hồng | Tiếng nói Việt Nam | Tiếng nói nhân dân | Phục vụ hành chính công | Kiểm soát thủ tục hành chính
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
    Đổi mới sáng tạo | Đổi mới sáng tạo quốc gia | Thiết bị y tế | Thiết bị | Người có công | Chữ thập đỏ
    Cựu chiến binh
    Phòng không - Không quân | Không quân | Đường cao tốc | cao tốc | Thông tin, Thống kê | Công tác đại biểu
    Hàng không Việt Nam | Hàng không | hàng không | Hợp tác xã | Liên hiệp Hợp tác xã | cấp thoát nước
    thống kê quốc gia | đầu tư công | điều phối | đăng ký đất đai | HĐND và UBND | Hội đồng nhân dân và Ủy ban nhân dân
    Đoàn đại biểu Quốc hội và Hội đồng nhân dân | Đoàn ĐBQH và HĐND | Đăng ký kinh doanh | Tài chính doanh nghiệp
    Công chức, viên chức | Kiểm tra văn bản | Bảo vệ và Phát triển rừng | Phòng, chống thiên tai
    Phòng chống thiên tai
    Phòng, chống tham nhũng | phòng, chống tham nhũng | tìm kiếm, cứu nạn | Tìm kiếm cứu nạn | Công nghệ thông tin
    thẩm định giá đất | thẩm định giá | thẩm định | thi hành án dân sự | Thi hành án dân sự | cháy nổ | hành chính công
    phát triển quỹ đất | Phát triển quỹ đất | Phát triển đô thị | phát triển nông thôn | Bảo vệ chăm sóc trẻ em
    Giám định y khoa | Chăm sóc sức khỏe | Giới thiệu việc làm | Dịch vụ việc làm | Hỗ trợ doanh nghiệp | Văn hóa cơ sở
    Khuyến nông quốc gia | Ứng phó sự cố tràn dầu | Giáo dục thường xuyên | Giáo dục nghề nghiệp | Bồi dưỡng nhà giáo
    Bảo vệ thực vật | Trồng trọt và Bảo vệ thực vật | Chăn nuôi và Thú y | Quản lý thị trường | Quản lý đầu tư
    Quản lý dự án | quản lý dự án | Quản lý đường bộ | Quản lý xuất nhập cảnh | Quản lý hành chính | Quản lý nhà nước
    Cảnh sát giao thông | Cảnh sát điều tra | Cảnh sát hình sự | Cảnh sát phòng cháy | Biên phòng cửa khẩu
    lưu vực sông
    Phòng cháy, chữa cháy | Phòng cháy chữa cháy và Cứu nạn, cứu hộ | Cứu nạn, cứu hộ | cứu hộ, cứu nạn
    Dự trữ Nhà nước
    Kiểm tra Đảng | Giám sát và Thẩm định | Thông tin và Truyền thông | Đo lường chất lượng | Xử lý nước thải
    nông nghiệp và môi trường | nông nghiệp và phát triển nông thôn | Văn hóa, thể thao | Văn hóa, Thể thao
    Thống kê | Xuất nhập khẩu | Xuất bản | Xúc tiến thương mại | Xúc tiến du lịch | xúc tiến thương mại
    Xúc tiến Đầu tư, Thương mại và Du lịch | Đầu tư nước ngoài | Đầu tư phát triển | Đầu tư, Thương mại
    Tổ chức - Hành chính
""")
# What a body does, where that stands behind its noun and the verb proper follows ("các cơ sở đào tạo mở rộng …").
USES = words("""
    đào tạo | phân phối | sản xuất | kinh doanh | thi công | tư vấn | thiết kế | giám sát | quản lý | vận hành
    khai thác
    chăn nuôi | nuôi trồng | chế biến | xuất khẩu | nhập khẩu | vận tải | cung cấp dịch vụ | cung ứng | tham mưu
    giúp việc
    kiểm tra | thanh tra | tuần tra | chuyên môn | điều tra | tiếp nhận | sử dụng lao động | sử dụng ngân sách
    xây lắp
    nghiên cứu | giảng dạy | tuyển dụng | tuyển sinh | khám chữa bệnh | điều trị | cứu hộ | cứu nạn | soạn thảo
    thẩm định
    chủ trì | chủ trì soạn thảo | phối hợp | thực hiện | tổ chức thi | bán lẻ | bán buôn | giết mổ | thu mua
    trồng rừng
    phát hành | xuất bản | kiểm định | giám định | bảo trì | duy tu | cho thuê | cho vay | lưu trú | quản lý dự án
""")
USE = re.compile(rf" {any_of(USES)}(?:(?:,| và) {any_of(USES)}){{0,2}}")
# Project boards: "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp", "Ban QLDA ĐTXD các công trình …".
_TOPICS = words("""
    dự án | đầu tư | xây dựng | công trình | giao thông | nông nghiệp | phát triển | nông thôn | dân dụng | công nghiệp
    hạ tầng | hạ tầng kỹ thuật | hạ tầng đô thị | đô thị | đường sắt đô thị | đường sắt | đường bộ | đường thủy
    hàng hải
    thủy lợi | thuỷ lợi | cấp thoát nước | cấp nước | thoát nước | môi trường | khu vực | khu công nghiệp | khu kinh tế
    khu công nghệ cao | khu chế xuất | cụm công nghiệp | cảng cá | bến cá | cảng | bến xe | bến | chợ | rừng
    rừng phòng hộ
    rừng đặc dụng | di tích | vịnh | khu du lịch | làng nghề | nhà | văn hóa | y tế | giáo dục | trọng điểm
    chuyên ngành
    biến đổi khí hậu | các | và | trung ương | khu | ĐTXD | đtxd | NN&MT | NN&PTNT | nước sạch | điện
    lưới điện | khu nam
    ven biển | cửa khẩu | vườn | cây xanh | chiếu sáng | nghĩa trang | chung cư | bảo tồn | thiên nhiên | biển
    du lịch
""")
PROJECTS = re.compile(rf"(?:Ban (?:[Qq]uản lý|QLDA|QL)|BQLDA|BQL)(?: {any_of(_TOPICS)}){{1,24}}", re.I)
# A class of bodies that a body is part of, without "của": "Ban Thường vụ đảng ủy các xã", "Văn phòng cấp ủy".
OWNERS = re.compile(
    r" (?P<owner>(?:đảng ủy|đảng uỷ|tỉnh ủy|thành ủy|cấp ủy|cấp uỷ|chi bộ|đảng bộ|ủy ban|uỷ ban)(?!\w))"
)
NAME_PART = re.compile(any_of(NAME_PARTS), re.I)
DETERMINER = re.compile(any_of(DETERMINERS) + " ", re.I)
HONORIFIC = re.compile(r"(?:các đồng chí|các đ/c|đồng chí|đ/c|ông|bà)(?!\w)[: ] ?", re.I)
SECTOR = re.compile(any_of(SECTORS))
# Words that begin like a body's head and are none.
_NO_BODIES = (
    r"(?!tổ chức hội (?:nghị|thảo|thi|chợ|diễn|đàm)|Ban hành|Ban đầu|Bộ (?:[Cc]hỉ số|[Tt]iêu chí|máy|dữ liệu"
    r"|quy tắc|luật|hồ sơ|mặt)|Hội (?:nghị|thảo|chợ"
    r"|nhập)|Đoàn kết|Trường hợp|Phòng(?:,| (?:chống|ngừa|cháy))|Báo cáo"
    r"|Xã hội|Đội ngũ|Khối lượng|Thuế (?:suất|thu nhập|giá trị)|Quỹ đất|Cục bộ|Thủ đô|Viện trợ|Đoàn viên|cấp (?:độ"
    r"|bách|thiết)|trường (?:hợp|lớp)|vụ (?:việc|án|mùa)|Trạm thu)"
)
# Provinces and cities by their bare names, of today and of before July 2025.
PROVINCES = words("""
    Hà Nội | Cao Bằng | Tuyên Quang | Điện Biên | Lai Châu | Sơn La | Lào Cai | Thái Nguyên | Lạng Sơn | Quảng Ninh
    Bắc Ninh | Phú Thọ | Hải Phòng | Hưng Yên | Ninh Bình | Thanh Hóa | Thanh Hoá | Nghệ An | Hà Tĩnh | Quảng Trị | Huế
    Đà Nẵng | Quảng Ngãi | Gia Lai | Khánh Hòa | Khánh Hoà | Đắk Lắk | Lâm Đồng | Đồng Nai | TP HCM | TP.HCM | TP. HCM
    TPHCM | TP. Hồ Chí Minh | TP Hồ Chí Minh | Tây Ninh | Đồng Tháp | Vĩnh Long | An Giang | Cần Thơ | Cà Mau
    Hà Giang
    Bắc Kạn | Yên Bái | Hòa Bình | Bắc Giang | Vĩnh Phúc | Hải Dương | Thái Bình | Hà Nam | Nam Định | Quảng Bình
    Thừa Thiên Huế | Quảng Nam | Bình Định | Phú Yên | Ninh Thuận | Bình Thuận | Kon Tum | Đắk Nông | Bình Phước
    Bình Dương | Bà Rịa - Vũng Tàu | Long An | Tiền Giang | Bến Tre | Trà Vinh | Hậu Giang | Sóc Trăng | Bạc Liêu
    Kiên Giang | TP Hà Nội | TP Đà Nẵng | TP Huế | TP Cần Thơ | TP Hải Phòng | Thủ đô Hà Nội
""")
PROVINCE = re.compile(any_of(PROVINCES) + r"(?! [A-ZĐ]| - )")
# Heads that may be written small before a name ("phòng Kinh tế", "công an xã Hòa Bình").
LOWER_HEAD = re.compile(
    any_of(
        words("""
            phòng | sở | cục | vụ | chi cục | trung tâm | trường | bệnh viện | công ty | ban quản lý | văn phòng | hội
            đồn | hạt | viện | ủy ban nhân dân | uỷ ban nhân dân | đảng ủy | đảng uỷ | báo | đài | quỹ | bộ | ban
            tập đoàn | tổng công ty | học viện | đội | tổng cục | bản | trạm
        """)
    )
    + r"(?= [A-ZĐÀÁÂĂÈÉÊÌÍÒÓÔƠÙÚƯÝ][^\W\d_])"
)
BODY_HEAD = re.compile(_NO_BODIES + any_of((*BODY_HEADS, *KNOWN_ALONE)))
POST_HEAD = re.compile(r"(?:Phó |Quyền )?" + any_of(POST_HEADS))
LOWER_POST = re.compile(r"[Pp]hó " + any_of(words("bí thư|chủ tịch|giám đốc|trưởng ban|thủ trưởng")))
SECOND_TITLE = re.compile(any_of(SECOND_TITLES))
BODY_NOUN = re.compile(_NO_BODIES + any_of(BODY_NOUNS), re.I)
PERSON_NOUN = re.compile(any_of(PERSON_NOUNS), re.I)
MODIFIER = re.compile(" " + any_of(MODIFIERS), re.I)
SURNAME = re.compile(any_of(SURNAMES))
NAME_END = re.compile(any_of(NAME_ENDS))
# The first syllables of names that begin in lower case, and of all but those given from outside: others begin none.
FIRST_SYLLABLES = frozenset(
    re.findall(r"\w+", entry.lower())[0]
    for entry in (*DETERMINERS, *BODY_NOUNS, *PERSON_NOUNS, *POST_HEADS, "phó", "các", "đồng chí", "đ/c", "ông", "bà")
)
FIRST_OF_ALL = FIRST_SYLLABLES | {
    re.findall(r"\w+", entry.lower())[0] for entry in (*BODY_HEADS, *KNOWN_ALONE, *PROVINCES, "quyền")
}
