"""The ways in which one body's name is written, as keys; and the words that name classes of bodies."""

from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.names import key
from thuocdo.organisations.rules import Kind, Level

# Keys of names whose bearer depends on the text around them.
RELATIVE_NAMES = frozenset(
    key(name)
    for line in (
        "địa phương|tỉnh|thành phố|tỉnh, thành phố|xã|phường|cấp xã|cấp tỉnh|bộ|ngành|sở|đơn vị|cơ quan",
        "Tỉnh ủy|Thành ủy|Đảng ủy|Ban Thường vụ|Ban Thường vụ Tỉnh ủy|Ban Thường vụ Thành ủy",
        "Ban Chỉ đạo|Thường trực Ban Chỉ đạo|Trưởng Ban Chỉ đạo|Phó Trưởng Ban Chỉ đạo|thành viên Ban Chỉ đạo",
        "Phó Trưởng Ban|Phó Trưởng Ban Thường trực|Tổ Giúp việc|Tổ Giúp việc Ban Chỉ đạo",
        "cơ quan thường trực|cơ quan thường trực Ban Chỉ đạo|cơ quan chủ trì|cơ quan chủ quản|chủ đầu tư",
        "UBND tỉnh|UBND thành phố|UBND xã|UBND cấp huyện|UBND các cấp|HĐND tỉnh|Công an tỉnh|Văn phòng UBND tỉnh",
    )
    for name in line.split("|")
)
# How classes begin, without "các".
CLASS_BEGINNINGS = (
    "nguoi dung dau",
    "lanh dao",
    "doi ngu",
    "cap uy",
    "cac cap",
    "thu truong",
    "co quan",
    "don vi",
    "doanh nghiep",
    "thanh vien",
)

LEVEL_WORDS = ("cap xa", "cap huyen", "cap tinh", "cap co so")

# What a body calls its own board or leadership.
ORGANS = ("ban thuong vu", "thuong truc", "tap the lanh dao", "lanh dao")

_PREFIXES = {
    Kind.PEOPLES_COMMITTEE: ("uy ban nhan dan",),
    Kind.PEOPLES_COUNCIL: ("hoi dong nhan dan",),
    Kind.PARTY_COMMITTEE: ("tinh uy", "ban thuong vu tinh uy", "thanh uy", "ban thuong vu thanh uy", "dang bo"),
}


def spellings(body: BodyFact, territory: BodyFact | None) -> list[tuple[str, bool]]:
    """(key, whether it is the official name) for every way to write the body, without its aliases.

    A province's authority is known with and without "tỉnh" or "thành phố"; a ministry also by its abbreviation
    ("Bộ KH&CN", "Bộ KHCN"); every body by its code.
    """
    found = {key(body.name): True}
    for other in (key(body.short_name), key(body.code)):
        if other:
            found.setdefault(other, False)
    if body.kind is Kind.TERRITORY:
        return [(spelling, True) for spelling in (key(body.name), key(body.short_name))]
    if "&" in body.short_name:
        found.setdefault(key(body.short_name.replace("&", "")), False)
    if territory is not None and body.level is Level.PROVINCE:
        is_party = body.kind is Kind.PARTY_COMMITTEE
        word = "thanh uy" if territory.unit_kind == "thanh-pho" else "tinh uy"
        for spelling in authority_spellings(body, territory.short_name):
            if not is_party or word in spelling or spelling.startswith("dang bo"):
                found.setdefault(spelling, False)
    return list(found.items())


def department_spellings(department: BodyFact, parent: BodyFact, territory: BodyFact | None) -> list[str]:
    """Keys of a department with its parent: "Vụ Pháp chế, Bộ Tài chính", "Sở Nội vụ tỉnh Nghệ An"."""
    owners = [key(parent.name), key(parent.short_name)]
    if territory is not None:
        owners += place_spellings(territory.short_name)
    return [f"{key(department.name)} {owner}" for owner in dict.fromkeys(owners) if owner]


def place_spellings(place: str) -> list[str]:
    """Keys of a province's name, bare and with the word for its kind."""
    bare = key(place)
    return [bare, f"tinh {bare}", f"thanh pho {bare}"]


def authority_spellings(body: BodyFact, place: str) -> list[str]:
    """Keys for the authority of a province that goes by the name `place`."""
    return [f"{prefix} {end}" for prefix in _PREFIXES.get(body.kind, ()) for end in place_spellings(place)]
