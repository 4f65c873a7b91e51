"""The ways in which one body's name is written, as keys; and the words that name classes of bodies."""

from thuocdo.organisations.facts import BodyFact
from thuocdo.organisations.names import key
from thuocdo.organisations.rules import Kind, Level

# Keys of names whose bearer depends on the text around them.
RELATIVE_NAMES = frozenset(
    key(name)
    for name in (
        "địa phương|tỉnh|thành phố|tỉnh, thành phố|xã|phường|bộ|ngành|sở|đơn vị|cơ quan|Tỉnh ủy|Thành ủy|Đảng ủy|cấp xã|cấp tỉnh"
        "|Ban Chỉ đạo|Thường trực Ban Chỉ đạo|Ban Thường vụ|Ban Thường vụ Tỉnh ủy|Ban Thường vụ Thành ủy|Trưởng Ban Chỉ đạo"
        "|Phó Trưởng Ban|Phó Trưởng Ban Thường trực|Phó Trưởng Ban Chỉ đạo|Tổ Giúp việc|Tổ Giúp việc Ban Chỉ đạo|thành viên Ban Chỉ đạo"
        "|cơ quan thường trực|cơ quan thường trực Ban Chỉ đạo|cơ quan chủ trì|cơ quan chủ quản|UBND tỉnh|UBND thành phố|UBND xã"
        "|UBND cấp huyện|UBND các cấp|HĐND tỉnh|Công an tỉnh|Văn phòng UBND tỉnh|chủ đầu tư"
    ).split("|")
)
# First words of classes, without "các".
CLASS_WORDS = frozenset({"nguoi", "lanh", "doi", "cap", "thu", "co", "don", "doanh", "moi"})

_PREFIXES = {
    (Kind.PEOPLES_COMMITTEE, Level.PROVINCE): ("uy ban nhan dan",),
    (Kind.PEOPLES_COUNCIL, Level.PROVINCE): ("hoi dong nhan dan",),
    (Kind.PARTY_COMMITTEE, Level.PROVINCE): ("tinh uy", "ban thuong vu tinh uy", "dang bo"),
}
_CITY_PREFIXES = ("thanh uy", "ban thuong vu thanh uy", "dang bo")
_UNIT_WORDS = {"tinh": "tinh", "thanh-pho": "thanh pho"}


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
        for spelling in _authority_spellings(body, territory):
            found.setdefault(spelling, False)
    return list(found.items())


def _authority_spellings(body: BodyFact, territory: BodyFact) -> list[str]:
    is_city = territory.unit_kind == "thanh-pho"
    prefixes = _PREFIXES.get((body.kind, body.level), ())
    if body.kind is Kind.PARTY_COMMITTEE and is_city:
        prefixes = _CITY_PREFIXES
    word, place = _UNIT_WORDS.get(territory.unit_kind, ""), key(territory.short_name)
    return [f"{prefix} {end}" for prefix in prefixes for end in (place, f"{word} {place}")]
