"""The bodies that act in the illustrative story, under the name each bore on a given day."""

from dataclasses import dataclass
from datetime import date

MINISTRIES_MERGED_ON = date(2025, 3, 1)
PROVINCES_MERGED_ON = date(2025, 7, 1)
PARTY_COMMISSIONS_MERGED_ON = date(2025, 2, 3)

STANDING_AGENCY = "VPTW"
COMMITTEE = "BCDTW57"
PROVINCE = "TINH"


@dataclass(frozen=True)
class Body:
    """A body of the story: `kind` chooses posts and document symbols, `share` is its part of the 1,298 tasks."""

    key: str
    name: str
    symbol: str
    kind: str
    share: float = 0


_CENTRAL = (
    Body("BKHCN", "Bộ Khoa học và Công nghệ", "BKHCN", "ministry", 204),
    Body("BCA", "Bộ Công an", "BCA", "ministry", 134),
    Body("BTC", "Bộ Tài chính", "BTC", "ministry", 119),
    Body("BNV", "Bộ Nội vụ", "BNV", "ministry", 96),
    Body("BGDDT", "Bộ Giáo dục và Đào tạo", "BGDĐT", "ministry", 73),
    Body("BYT", "Bộ Y tế", "BYT", "ministry", 69),
    Body("BTP", "Bộ Tư pháp", "BTP", "ministry", 66),
    Body("BNNMT", "Bộ Nông nghiệp và Môi trường", "BNNMT", "ministry", 63),
    Body("BCT", "Bộ Công Thương", "BCT", "ministry", 57),
    Body("BXD", "Bộ Xây dựng", "BXD", "ministry", 52),
    Body("BQP", "Bộ Quốc phòng", "BQP", "ministry", 42),
    Body("VPCP", "Văn phòng Chính phủ", "VPCP", "ministry", 40),
    Body("BNG", "Bộ Ngoại giao", "BNG", "ministry", 12),
    Body("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL", "ministry", 24),
    Body("BDTTG", "Bộ Dân tộc và Tôn giáo", "BDTTG", "ministry", 8),
    Body("NHNN", "Ngân hàng Nhà nước Việt Nam", "NHNN", "ministry", 24),
    Body("TTCP", "Thanh tra Chính phủ", "TTCP", "ministry", 8),
    Body("VPTW", "Văn phòng Trung ương Đảng", "VPTW", "party", 12),
    Body("BTCTW", "Ban Tổ chức Trung ương", "BTCTW", "party", 9),
    Body("BTGDVTW", "Ban Tuyên giáo và Dân vận Trung ương", "BTGDVTW", "party", 7),
    Body("UBKTTW", "Ủy ban Kiểm tra Trung ương", "UBKTTW", "party", 4),
    Body("HVCTQG", "Học viện Chính trị quốc gia Hồ Chí Minh", "HVCTQG", "institute", 5),
    Body("MTTQ", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "MTTW", "institute", 5),
    Body("VPQH", "Văn phòng Quốc hội", "VPQH", "institute", 5),
    Body("VAST", "Viện Hàn lâm Khoa học và Công nghệ Việt Nam", "VHL", "institute", 8),
    Body("DHQGHN", "Đại học Quốc gia Hà Nội", "ĐHQGHN", "institute", 5),
    Body("EVN", "Tập đoàn Điện lực Việt Nam", "EVN", "enterprise", 6),
    Body("VIETTEL", "Tập đoàn Công nghiệp - Viễn thông Quân đội", "CNVTQĐ", "enterprise", 5),
    Body("VNPT", "Tập đoàn Bưu chính Viễn thông Việt Nam", "VNPT", "enterprise", 5),
    Body("TANDTC", "Tòa án nhân dân tối cao", "TANDTC", "institute", 4),
    Body("VKSNDTC", "Viện kiểm sát nhân dân tối cao", "VKSTC", "institute", 3),
    Body("KTNN", "Kiểm toán nhà nước", "KTNN", "institute", 4),
    Body(
        "BCDTW57",
        "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
        "BCDTW",
        "party",
    ),
    Body("BTTTT", "Bộ Thông tin và Truyền thông", "BTTTT", "ministry"),
    Body("BKHDT", "Bộ Kế hoạch và Đầu tư", "BKHĐT", "ministry"),
    Body("BTNMT", "Bộ Tài nguyên và Môi trường", "BTNMT", "ministry"),
    Body("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn", "BNN", "ministry"),
    Body("BGTVT", "Bộ Giao thông vận tải", "BGTVT", "ministry"),
    Body("BLDTBXH", "Bộ Lao động - Thương binh và Xã hội", "BLĐTBXH", "ministry"),
    Body("UBDT", "Ủy ban Dân tộc", "UBDT", "ministry"),
    Body("BTGTW", "Ban Tuyên giáo Trung ương", "BTGTW", "party"),
)

PROVINCE_SHARE = 121.0  # all provinces together

# each province of today with those that became part of it on 1 July 2025
_MERGED = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "An Giang": ("Kiên Giang",),
    "Hà Nội": (),
    "Huế": (),
    "Lai Châu": (),
    "Điện Biên": (),
    "Sơn La": (),
    "Lạng Sơn": (),
    "Quảng Ninh": (),
    "Thanh Hóa": (),
    "Nghệ An": (),
    "Hà Tĩnh": (),
    "Cao Bằng": (),
}
_CITIES = {
    "Hà Nội": "thành phố",
    "Huế": "thành phố",
    "Hải Phòng": "thành phố",
    "Đà Nẵng": "thành phố",
    "Cần Thơ": "thành phố",
    "Hồ Chí Minh": "Thành phố",
}

PROVINCES_34 = tuple(_MERGED)
PROVINCES_63 = tuple(sorted({*PROVINCES_34, *(old for merged in _MERGED.values() for old in merged)}))


def place(province: str) -> str:
    """A province with its kind, as in running text: "tỉnh Nghệ An"."""
    return f"{_CITIES.get(province, 'tỉnh')} {province}"


def _people_committee(province: str) -> Body:
    return Body(province, f"Ủy ban nhân dân {place(province)}", "UBND", "province")


BODIES: dict[str, Body] = {body.key: body for body in _CENTRAL} | {p: _people_committee(p) for p in PROVINCES_63}

# predecessor: successor and the day it took over
SUCCESSORS: dict[str, tuple[str, date]] = {
    "BTTTT": ("BKHCN", MINISTRIES_MERGED_ON),
    "BKHDT": ("BTC", MINISTRIES_MERGED_ON),
    "BTNMT": ("BNNMT", MINISTRIES_MERGED_ON),
    "BNNPTNT": ("BNNMT", MINISTRIES_MERGED_ON),
    "BGTVT": ("BXD", MINISTRIES_MERGED_ON),
    "BLDTBXH": ("BNV", MINISTRIES_MERGED_ON),
    "UBDT": ("BDTTG", MINISTRIES_MERGED_ON),
    "BTGTW": ("BTGDVTW", PARTY_COMMISSIONS_MERGED_ON),
    **{old: (new, PROVINCES_MERGED_ON) for new, olds in _MERGED.items() for old in olds},
}


_FOUNDED = {"BNNMT": MINISTRIES_MERGED_ON, "BDTTG": MINISTRIES_MERGED_ON, "BTGDVTW": PARTY_COMMISSIONS_MERGED_ON}


def exists_on(key: str, day: date) -> bool:
    """Whether the body of this key had been founded by `day`."""
    return day >= _FOUNDED.get(key, day)


def body_on(key: str, day: date) -> Body:
    """The body that acts for `key` on `day`: its successor from the day of the merger on."""
    successor = SUCCESSORS.get(key)
    return BODIES[successor[0]] if successor and day >= successor[1] else BODIES[key]


def name_on(key: str, day: date) -> str:
    """The printed name of the body that acts for `key` on `day`."""
    return body_on(key, day).name
