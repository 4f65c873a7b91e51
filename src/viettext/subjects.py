"""Reads who is to act at the head of an item where his name has no known shape ("các hãng xe có bến riêng phải …")."""

import re
from dataclasses import dataclass

from viettext.delegation import Hit
from viettext.entities import is_act, tidy
from viettext.lexicon import ACT, MANNER, MODAL, OPENER, ORDER, TENSE
from viettext.names import NameReader
from viettext.structure import Block
from viettext.wordtables import any_of, words

# The first words of those who can be told to do something.
_ACTORS = words("""
    doanh nghiệp | địa phương | trường | khoa | viện | phòng | ban | tổ | đội | trạm | trung tâm | đơn vị | cơ quan
    nhà thầu | chủ đầu tư | chủ | hộ | hộ dân | hộ gia đình | thôn | bản | ấp | xóm | khu phố
    tổ dân phố | hiệp hội | hội
    ngân hàng | bệnh viện | cơ sở | lực lượng | tổ chức | cán bộ | công chức | viên chức | đảng viên | giám đốc
    tổng giám đốc | trưởng | phó | hiệu trưởng | chủ nhiệm | chỉ huy trưởng | chính ủy | đồn | hải đội | công an
    dân quân | nhân viên | giáo viên | cố vấn | bác sĩ | kế toán | thành viên | đại biểu | tập đoàn | công ty
    tổng công ty | hợp tác xã | xí nghiệp | chi cục | chi nhánh | cục | vụ | sở | bộ | ủy ban | uỷ ban | ubnd | hđnd
    hội đồng | mặt trận | đoàn | liên đoàn | liên minh | nhóm | tiểu ban | văn phòng | tòa án
    viện kiểm sát | thanh tra
    kho bạc | bảo hiểm xã hội | thuế | hải quan | báo | đài | thành phố | tỉnh | xã | phường | đặc khu | huyện | quận
    cấp ủy | chi bộ | đảng bộ | đảng ủy | tỉnh ủy | thành ủy | chính quyền | người đứng đầu | thủ trưởng | lãnh đạo
    nhà trường | khách sạn | hãng | nhà máy | bến xe | cảng | nhà xuất bản | học viện | đại học | thư viện | bảo tàng
    nhà hát | bí thư | chủ tịch | bộ trưởng | thứ trưởng | chánh | hạt | tòa soạn | quỹ
    người dân | chủ rừng | nhà mạng
    quân khu | tiểu đoàn | trung đoàn | lữ đoàn | sư đoàn | bộ chỉ huy | ban chỉ huy | chi hội
    công đoàn | nghiệp đoàn
""")
# Words that begin like them and mean a matter, no actor.
_MATTERS = words("""
    phòng, chống | phòng chống | phòng cháy | phòng ngừa | phòng bệnh | phòng, trừ | báo cáo | bảo hiểm y tế | đoàn kết
    chủ động | chủ trì | chủ trương | chủ yếu | chủ đề | hội nghị | hội nhập | hội thảo
    tổ chức thực hiện | trường hợp
    trưởng thành | thuế suất | bộ chỉ số | bộ tiêu chí | bộ máy | bộ phận cấu thành | đội ngũ | phó mặc | ban hành
    chính quyền số | chính quyền điện tử | xã hội | xã hội hóa | cảng biển và | cơ sở vật chất
    cơ sở dữ liệu | cơ sở hạ tầng
    cơ sở pháp lý | đại hội | đoàn công tác | quỹ đất | đài hóa thân | phường xã | tổ chức
    lực lượng sản xuất | tỉnh táo
    thanh tra, kiểm tra | kho bạc số | đơn vị tính | trạm thu phí | nhóm nhiệm vụ
    nhóm giải pháp | hộ chiếu | báo chí cách
    chủ quan | chủ quyền | thôn minh | bản đồ | bản chất | bản sắc | bản quyền | khoa học
    viện trợ | viện dẫn | đội hình
    lãnh đạo, chỉ đạo | lãnh đạo thực hiện | hạt nhân | cục bộ | sở hữu | sở dĩ | vụ việc | vụ án | vụ mùa | tổ hợp
""")
_ACTOR = re.compile(rf"(?!{any_of(_MATTERS)}){any_of(_ACTORS)}", re.I)
_FIRST = re.compile(r"(?:Riêng )?(?:(?:đối với|với) )?", re.I)
_DETERMINER = re.compile(r"(?:tất cả các|toàn thể các|các|những|mỗi|từng|mọi|toàn thể|toàn bộ các|0?\d{1,3}) ", re.I)
_RELATIVE = re.compile(
    r"(?:có(?! trách nhiệm)|thuộc|trực thuộc|nằm|đóng|do|không|chưa|đã|đang|mới|được|tham gia|liên quan|đủ|còn"
    r"|(?<![Tt]hiết )(?<![Cc]huẩn )(?<![Tt]rang )bị)"
    r"(?!\w)"
)
_CHARGED = re.compile(r"được (?:giao|yêu cầu|đề nghị|phân công)(?: nhiệm vụ)?(?: việc)? ")
_WORD = re.compile(r"(?:trên địa bàn|[Tt]hường trực)(?!\w)|[^\s,;:.()]+")
_NO_ACT = re.compile(r"trên địa bàn(?!\w)|trực(?!\w)")
_BRACKET = re.compile(r" \([^()]{1,160}\)")
_DASH = re.compile(r" ?[–-] ")
_NAMES = re.compile(r", (?:và )?| và ")
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class Opening:
    """Who stands at the head of an item; ``verb`` is where what he is to do begins, None where nothing follows."""

    names: list[str]
    end: int
    verb: int | None


def after_order(reader: NameReader, at: int, begin: int, end: int) -> Hit | None:
    """The hit of an order whose addressee at ``at`` has no known shape ("yêu cầu chủ tịch các xã có chợ …")."""
    if reader.text.startswith("ban ", at):  # "giao ban" is a meeting
        return None
    found = opening(reader, at, end, ordered=True)
    if found is None or found.verb is None or found.verb >= end:
        return None
    return Hit(begin, found.verb, found.names)


def opening(reader: NameReader, start: int, end: int, *, ordered: bool = False) -> Opening | None:
    """Who is named from ``start`` on, up to the verb or colon behind him or the end of the block; None for matters.

    ``ordered``: an order stands before, so that the name may begin in lower case without a determiner.
    """
    text = reader.text
    first = _FIRST.match(text, start)
    at = first.end() if first else start
    determiner = _DETERMINER.match(text, at)
    inner = determiner.end() if determiner else at
    head = _ACTOR.match(text, inner, end)
    if head is None or OPENER.match(text, inner) or not (ordered or determiner or text[inner].isupper()):
        return None
    stop, verb = _reach(text, head.end(), end, named=determiner is None and text[inner].isupper())
    if stop is None or not (determiner or _is_particular(text, inner, head.end(), stop, verb)):
        return None
    return Opening(_names(text, at, stop, determiner is not None), stop, verb)


def heading(reader: NameReader, block: Block) -> Hit | None:
    """The addressee of a numbered heading or lead-in that is nothing but a name."""
    found = opening(reader, block.start, block.end) if block.style else None
    if found is None or (found.verb is not None and found.verb < block.end):
        return None
    return Hit(block.start, block.end, found.names, how="heading", opens_list=True)


def _is_particular(text: str, start: int, head_end: int, stop: int, verb: int | None) -> bool:
    """Whether more than a bare noun is named ("Phòng Quản trị", "Sở giáo dục các tỉnh", not "Trường")."""
    name = text[start:stop]
    return stop > head_end and (verb is not None or " các " in name or any(w[0].isupper() for w in name.split()[1:]))


def _reach(text: str, head_end: int, end: int, *, named: bool) -> tuple[int | None, int | None]:
    """The end of the name and the offset of the verb, walking word by word; (None, None) where it is no name.

    ``named``: the head is a capitalised one without determiner, so that a verb right behind it belongs to the name
    ("Sở giáo dục và đào tạo").
    """
    cursor, relative_at = (_named_end(text, head_end) if named else head_end), -1
    bound = False  # in a relative clause with a verb of its own only a modal or a manner can be the verb
    for _ in range(_LONGEST):
        cursor = _past_marks(text, cursor, end)
        if (closed := _closed(text, cursor, end)) is not None:
            return closed
        comma = text.startswith(", ", cursor)
        at = cursor + (2 if comma else 1)
        if (told := _told(text, at, comma)) and cursor != relative_at:
            return cursor, told
        if relative := _RELATIVE.match(text, at):
            relative_at = cursor = relative.end()
            continue
        if _acts(text, at) and not bound:
            if cursor != relative_at:
                return _verb(text, cursor, at, comma)
            bound = True
        word = None if TENSE.match(text, at) else _WORD.match(text, at, end)
        if word is None:
            break
        cursor = word.end()
    return None, None


def _named_end(text: str, head_end: int) -> int:
    """The end of the verbs right behind a head, which belong to the name ("Sở giáo dục và đào tạo")."""
    act = ACT.match(text, head_end + 1)
    while act and not text.startswith(":", act.end()):
        head_end = act.end()
        act = ACT.match(text, head_end + 4) if text.startswith(" và ", head_end) else None
    return head_end


def _verb(text: str, cursor: int, at: int, comma: bool) -> tuple[int | None, int | None]:
    """The verb at ``at``, unless a comma or an order shows that somebody else acts."""
    return (None, None) if comma or ORDER.match(text, at) else (cursor, at)


def _acts(text: str, at: int) -> bool:
    return is_act(text, at) and not text[at].isupper() and _NO_ACT.match(text, at) is None


def _past_marks(text: str, cursor: int, end: int) -> int:
    if bracket := _BRACKET.match(text, cursor, end):
        cursor = bracket.end()
    dash = _DASH.match(text, cursor, end)
    return dash.end() - 1 if dash else cursor


def _closed(text: str, cursor: int, end: int) -> tuple[int | None, int | None] | None:
    """What is known where the words end: at the block's end or a colon; None where they go on."""
    if cursor >= end or (cursor == end - 1 and text[cursor] in ".:"):
        return min(cursor, end), None
    if text[cursor] == ":":
        return (cursor, cursor + 2) if is_act(text, cursor + 2) else (None, None)
    return None if text[cursor] == " " or text.startswith(", ", cursor) else (None, None)


def _told(text: str, at: int, comma: bool) -> int | None:
    """Where what is to be done begins, if a charge, a modal or a manner stands at ``at``."""
    if charged := _CHARGED.match(text, at):
        return charged.end()
    return at if MODAL.match(text, at) or (MANNER.match(text, at) and not comma) else None


def _names(text: str, start: int, end: int, determined: bool) -> list[str]:
    """One name for a class, several where capitalised names are joined."""
    whole = text[start:end]
    parts = _NAMES.split(whole)
    if len(parts) > 1 and not determined and all(part[:1].isupper() for part in parts):
        return [tidy(part) for part in parts]
    name = tidy(whole)
    return [name[:1].lower() + name[1:] if determined else name]
