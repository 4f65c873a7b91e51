"""Places whose names look like those of people: they begin with a surname."""

from viettext.wordtables import words

# Two first words, and whole names of people after whom communes and wards are called.
PLACES_LIKE_PEOPLE = frozenset(
    words("""
        Hà Nội | Hà Nam | Hà Tĩnh | Hà Giang | Cao Bằng | Lâm Đồng | Ninh Bình | Ninh Thuận | Thái Bình | Thái Nguyên
        Lai Châu | Hồ Chí | Lý Sơn | Cao Lãnh | Phan Thiết | Phan Rang | Vũ Thư | Đồng Tháp | Kiều Kỵ | Hồ Tây | Lý Nhân
        Vương Quốc | Thạch Thất | Thạch Hà | Chu Lai | Lê Chân | Ngô Quyền | Cao Lộc | Mai Châu | Mai Sơn | Lương Sơn
        Lý Thường Kiệt | Trần Hưng Đạo | Trần Nhân Tông | Lê Thánh Tông | Lê Đại Hành | Phan Bội Châu | Phan Chu Trinh
        Hoàng Hoa Thám | Hoàng Văn Thụ | Ngô Gia Tự | Lê Hồng Phong | Chu Văn An | Trần Văn Thời | Phan Ngọc Hiển
        Nguyễn Văn Cừ | Nguyễn Thị Minh | Nguyễn Lương Bằng | Phạm Ngũ Lão | Lê Quý Đôn | Nguyễn Bỉnh Khiêm
        Đinh Tiên Hoàng | Trần Quốc Toản | Hồ Thị Kỷ | Nguyễn Việt Khái | Lương Thế Trân | Hồ Đắc Kiện | Lê Thanh Nghị
    """)
)
