"""Reads who issued a document from the lines at its head."""

import re

from viettext import nametables as tables
from viettext.lines import NUMBER, PLACE, STATE, Line

_PARENTS = re.compile(r"^(?:BAN CHẤP HÀNH TRUNG ƯƠNG|ĐẢNG BỘ)")
_HEAD = re.compile(
    r"^(?:BAN|BỘ|SỞ|ỦY BAN|UBND|VĂN PHÒNG|CỤC|TỔNG|VỤ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|ĐẢNG BỘ"
    r"|ĐẢNG ĐOÀN|HỘI|HĐND|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|CHỦ TỊCH|THANH TRA|TÒA ÁN|VIỆN|MẶT TRẬN|NGÂN HÀNG"
    r"|CÔNG AN|TRUNG TÂM|TRƯỜNG|ĐOÀN|LIÊN|KIỂM TOÁN|TỔ |TIỂU BAN|BẢO HIỂM|HỌC VIỆN|ĐẠI HỌC|BỆNH VIỆN|CHI CỤC|PHÒNG"
    r"|CÔNG TY|TẬP ĐOÀN|KHO BẠC|THUẾ|ĐÀI|BÁO|CÔNG ĐOÀN|QUỸ|QUÂN KHU|BỘ CHỈ HUY|BỘ TƯ LỆNH|HẠT|ĐỒN|CẢNG|TẠP CHÍ"
    r"|THÔNG TẤN|MTTQ|UBMTTQ|NHÀ|CHI NHÁNH|ĐIỆN LỰC)(?!\w)"
)
# What a line that cannot end a name ends with.
_UNFINISHED = re.compile(r"(?:,|(?<!\w)(?:VÀ|CỦA|VỀ|CHO|CÁC|VỚI|CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|HỘI ĐỒNG"
    r"|BAN CHẤP HÀNH|CHI NHÁNH|NHÂN|CHỈ ĐẠO|QUẢN LÝ|DỰ ÁN|CÔNG TY|VĂN PHÒNG))$")  # fmt: skip
_UNDER_COMMITTEE = re.compile(
    r"^(?:VĂN PHÒNG|BAN TỔ CHỨC|BAN TUYÊN GIÁO(?: VÀ DÂN VẬN)?|BAN DÂN VẬN|BAN NỘI CHÍNH|ỦY BAN KIỂM TRA"
    r"|CƠ QUAN ỦY BAN KIỂM TRA|BAN THƯỜNG VỤ)$"
)
_PARTY_OF = re.compile(r"ĐẢNG BỘ (?:TỈNH|THÀNH PHỐ) (?P<place>.+)")
_BARE = re.compile(r"(?:ỦY BAN NHÂN DÂN|TỈNH ỦY|THÀNH ỦY|HỘI ĐỒNG NHÂN DÂN)")
_SHORT = (
    (re.compile(r"(?<!\w)UBND(?!\w)"), "ỦY BAN NHÂN DÂN"),
    (re.compile(r"(?<!\w)HĐND(?!\w)"), "HỘI ĐỒNG NHÂN DÂN"),
    (re.compile(r"(?<!\w)(?:UBMTTQ|ỦY BAN MTTQ)(?!\w)"), "ỦY BAN MẶT TRẬN TỔ QUỐC"),
    (re.compile(r"(?<!\w)TP(?:\.|(?!\w)) ?"), "THÀNH PHỐ "),
    (re.compile(r"(?<!\w)BCĐ(?!\w)"), "BAN CHỈ ĐẠO"),
    (re.compile("UỶ"), "ỦY"),
)
# What stands below the issuer, even where its number is still blank.
_BELOW = re.compile(r"(?:Nghị quyết |Luật )?(?:Số|SỐ|số)(?: ?:| \d)|V/v|Kính gửi")
_OF_TITLE = re.compile(r"(?:^|\s)CỦA (?P<body>BỘ CHÍNH TRỊ|BAN BÍ THƯ)")
_ON_BEHALF = re.compile(r"^T(?:/M|M\.) ?(?P<body>BỘ CHÍNH TRỊ|BAN BÍ THƯ)")
_PLACED = re.compile(
    r"(?<!\w)((?:(?:tỉnh|thành|huyện|đảng) (?:ủy|uỷ)|tỉnh|thành phố|huyện|xã|phường|thị xã|đặc khu|quận) )(?!ủy"
    r"|uỷ)(\w.*)$",
    re.I,
)


def issuer(lines: list[Line], before: int | None, flat: str) -> str | None:
    """The body that issued the document, as the body of its text writes it; ``before`` is where its title
    stands, if it has one."""
    bodies = _bodies(lines, before)
    if not bodies:
        return None
    named = [body for body in bodies if not _PARENTS.match(body)]
    if not named:
        behind = _above(lines)
        return _proper(behind) if behind else _printed(bodies[-1], flat)
    name = named[-1]
    above = _PARTY_OF.fullmatch(bodies[0])
    if above and name.endswith(("TỈNH ỦY", "THÀNH ỦY")):
        name = f"{name} {above['place']}"
    if len(bodies) > 1 and _UNDER_COMMITTEE.match(name):
        name = f"{name} {bodies[-2]}"
    return _printed(name, flat)


def _bodies(lines: list[Line], before: int | None) -> list[str]:
    bodies: list[str] = []
    for at, printed in lines[:45]:
        if (before is not None and at >= before) or (bodies and _BELOW.match(printed)):
            break
        if not printed.isupper() or STATE.match(printed) or NUMBER.match(printed) or PLACE.match(printed):
            continue
        line = _written_out(printed)
        if bodies and (not _HEAD.match(line) or _goes_on(bodies[-1])):
            bodies[-1] += " " + line
        else:
            bodies.append(line)
    return bodies


def _goes_on(above: str) -> bool:
    """Whether a line cannot be the whole name of a body: "VĂN PHÒNG" alone is, below the body that it serves."""
    return _UNFINISHED.search(above) is not None and (above == "VĂN PHÒNG" or not above.endswith("VĂN PHÒNG"))


def _above(lines: list[Line]) -> str | None:
    """The Politburo or the Secretariat where the title or the signature names it below the head of the Committee."""
    for _, line in lines:
        if found := _OF_TITLE.search(line) or _ON_BEHALF.match(line):
            return found["body"]
    return None


def _written_out(line: str) -> str:
    for short, full in _SHORT:
        line = short.sub(full, line)
    return " ".join(line.split())


def _printed(upper: str, flat: str) -> str:
    """The issuer as the body of the text writes it, else with one capital; a bare "ỦY BAN NHÂN DÂN" is completed from
    the text."""
    name = re.escape(upper).replace(r"\ ", " ")
    bare = _BARE.fullmatch(upper)
    place = r" (?:(?:tỉnh|thành phố|huyện|xã|phường) )?(?:[A-ZĐ]\w* ?){1,4}(?<! )" if bare else ""
    for match in re.finditer(name + f"(?i:)(?:{place})" if place else name, flat, 0 if place else re.I):
        if not match.group().isupper():
            return match.group()
    if bare:
        found = re.search(upper.capitalize() + place, flat)
        return found.group() if found else upper.capitalize()
    return _proper(upper)


def _proper(upper: str) -> str:
    """Capitals as names are written: the first word, a field of government, a place behind "tỉnh" and its like."""
    name = upper.capitalize()
    for sector in sorted(tables.SECTORS, key=lambda s: sum(c.isupper() for c in s)):
        if len(sector) > 4:
            name = re.sub(rf"(?<=\w ){re.escape(sector)}(?!\w)", sector, name, flags=re.I)
    for body in (
        "Chỉ đạo",
        "Thường vụ",
        "Chính trị",
        "Quốc hội",
        "Bí thư",
        "Tỉnh ủy",
        "Thành ủy",
        "Chính phủ",
        "Trung ương",
        "Ủy ban",
    ):
        name = re.sub(rf"(?<=\w ){body}(?!\w)", body, name, flags=re.I)
    return _PLACED.sub(lambda m: m[1] + m[2].title(), name)
