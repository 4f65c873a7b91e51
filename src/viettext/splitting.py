"""Divides a passage of one addressee where its clauses have different deadlines."""

import re
from dataclasses import dataclass

from viettext.dates import Calendar, Due, best, deadlines
from viettext.lexicon import MODAL, OPENER, ORDER
from viettext.names import is_act
from viettext.sentences import clauses

# Clauses that only date, send on or report what the clause before them asks for.
_DATES_IT = re.compile(
    r"(?:và )?(?:(?:phấn đấu|cơ bản|bảo đảm|đảm bảo|cố gắng|quyết tâm|dự kiến|phải|cần|tất cả|toàn bộ|các nội dung"
    r"|các nhiệm vụ|việc này|nội dung này|công việc này|nhiệm vụ này|các công việc|họp|làm) )*"
    r"(?:(?:hoàn thành|hoàn tất|xong|thực hiện xong|kết thúc|thời gian|thời hạn|hạn|tiến độ|trước|chậm nhất"
    r"|muộn nhất|trong)"
    r"(?: (?:việc này|nhiệm vụ này|công việc này|các nội dung này|nội dung này|xong|thực hiện|hoàn thành|toàn bộ"
    r"|dứt điểm))*"
    r"(?= ?[:(]| (?:trước|trong|chậm|muộn|vào|đến|ngay|hết|cuối|là|ngày|tháng|quý|năm|\d)|$))[^;]{0,70}$",
    re.I,
)
_SENDS_ON = re.compile(
    r"(?:và )?(?:gửi|báo cáo|trình|gửi kết quả|báo cáo kết quả|tổng hợp(?: kết quả)?,? (?:gửi|báo cáo)|gửi báo cáo"
    r"|kết quả (?:gửi|báo cáo)|thông báo kết quả|định kỳ báo cáo|có báo cáo|có văn bản báo cáo|công bố"
    r"|công khai kết quả"
    r"|thông báo|phát hành|khóa sổ|chốt sổ|thời hạn|hoàn thành báo cáo|nộp|chuyển kết quả|tổng hợp báo cáo|cam kết"
    r"|kịp thời báo cáo|trình ký)(?!\w)",
    re.I,
)
_AGREED = re.compile(r"(?:Cơ bản )?(?:[Đđ]ồng ý|[Tt]hống nhất|[Nn]hất trí|[Cc]hấp thuận)(?!\w)")
_DETAILS = re.compile(
    r"(?:Trong đó|Theo đó|Cụ thể|Yêu cầu|Các nhiệm vụ|Các nội dung|Việc này|Công việc này|Nhiệm vụ này)(?!\w)"
)
_SHORT = 60
# A date within so many characters holds for what follows: in its sentence, and where it opens it also behind it.
_EARLY, _AHEAD = 40, 12
_STEP = re.compile(r", (?=[^\W\d_])")
_LATER = re.compile(
    r",? và (?=tiếp tục|hoàn thành|đến |phấn đấu)|, (?=(?:đến|trước|trong|hết|chậm nhất|phấn đấu|tiến tới|quý"
    r"|tháng) ?|riêng )|; "
)
_APART = re.compile(r", (?=riêng [^,;.]{3,80} (?:hoàn|xong|phải|cần|trước|chậm|trong|đến))")
_GOES_ON = re.compile(r",? và (?=tiếp tục )")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a passage with the deadline its own words give, if any."""

    start: int
    end: int
    due: Due | None
    is_later: bool = False


def dates_it(words: str) -> bool:
    """Whether a clause or sentence only says by when something is to be done ("Thời hạn hoàn thành: tháng 9")."""
    return _DATES_IT.match(words) is not None


def pieces(flat: str, start: int, end: int, calendar: Calendar) -> list[Piece]:
    """The parts of ``flat[start:end]``: one where one deadline (or none) holds for all of it."""
    parts: list[Piece] = []
    for begin, stop in clauses(flat, start, end):
        found = deadlines(flat, begin, stop, calendar)
        for piece in _within(flat, begin, stop, found):
            _join(flat, parts, piece)
    return [Piece(parts[0].start, parts[-1].end, _common(parts))] if parts and _common_date(parts) else parts


def _within(flat: str, begin: int, stop: int, found: list[Due]) -> list[Piece]:
    """One clause, or two where it gives two different dates one after the other."""
    dated = [d for d in found if d.on]
    if len(dated) > 1 and dated[0].on != dated[-1].on:
        cuts = list(_LATER.finditer(flat, dated[0].end, min(len(flat), dated[-1].end)))
        cuts = cuts or [m for m in _STEP.finditer(flat, dated[0].end, dated[-1].start) if is_act(flat, m.end())][:1]
        if cuts and dated[-1].strength <= dated[0].strength + 1:
            return [Piece(begin, cuts[-1].start(), best(dated[:-1])), Piece(cuts[-1].end(), stop, dated[-1], True)]
    if found and (cut := _APART.search(flat, begin, found[0].start)):
        return [Piece(begin, cut.start(), None), Piece(cut.end(), stop, best(found), True)]
    goes_on = dated and flat.find(" và tiếp tục ", begin, dated[0].start) >= 0
    if goes_on and (cut := _GOES_ON.search(flat, begin, dated[0].start)):
        return [Piece(begin, cut.start(), None), Piece(cut.end(), stop, best(dated), True)]
    return [Piece(begin, stop, best(found))]


def _join(flat: str, parts: list[Piece], piece: Piece) -> None:
    """Adds a clause to the part before it where it dates that part, or where neither has a date of its own."""
    if not parts:
        parts.append(piece)
        return
    last = parts[-1]
    words = flat[piece.start : piece.end].strip(" .;")
    if last.is_later and piece.due is None:
        return
    begins_sentence = flat[max(0, piece.start - 2) : piece.start].strip().endswith((".", "!", "…", "”"))
    is_short = begins_sentence and (piece.end - piece.start < _SHORT or _DETAILS.match(words) is not None)
    if piece.due and (_DATES_IT.match(words) or _SENDS_ON.match(words) or is_short) and last.due is None:
        undated = parts.pop()
        parts.append(Piece(undated.start, piece.end, piece.due))
    elif (
        last.due == piece.due
        or (piece.due and last.due and piece.due.on == last.due.on)
        or (piece.due is None and _goes_with(flat, parts, words, begins_sentence))
    ):
        parts[-1] = Piece(last.start, piece.end, last.due)
    else:
        parts.append(piece)


def _goes_with(flat: str, parts: list[Piece], words: str, begins_sentence: bool) -> bool:
    """Whether the words of a clause without a date belong to the part before it, which has one."""
    last = parts[-1]
    if _AGREED.match(flat, last.start) or _SENDS_ON.match(words):
        return True
    opens = last.due is not None and last.due.start - parts[0].start < (_AHEAD if begins_sentence else _EARLY)
    return opens or not (_begins_anew(words) if begins_sentence else _begins_act(words))


def _begins_act(words: str) -> bool:
    """Whether a clause begins with a verb or an adjunct, and so asks for something of its own."""
    lowered = words[:1].lower() + words[1:]
    return is_act(lowered, 0) or OPENER.match(lowered) is not None or ORDER.match(lowered) is not None


def _begins_anew(words: str) -> bool:
    """Whether a sentence asks for something of its own: one that begins with "Cần" or "Phải" says how."""
    return _begins_act(words) and MODAL.match(words) is None


def _common_date(parts: list[Piece]) -> bool:
    return len({p.due.on if p.due else None for p in parts}) == 1


def _common(parts: list[Piece]) -> Due | None:
    return next((p.due for p in parts if p.due), None)
