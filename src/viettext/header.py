"""Reads who issued a document, its kind and number, when and where it was signed and by whom, and the meeting it
reports."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from viettext import nametables as tables
from viettext.dates import day, full_dates

# Printed title, slug, and the abbreviation in a number. Sources: Annex III of Decree 30/2020/NĐ-CP and
# the Party's Instruction 36-HD/VPTW.
KINDS: tuple[tuple[str, str, str], ...] = (
    ("THÔNG BÁO", "thong-bao", "TB"),
    ("KẾT LUẬN", "ket-luan", "KL"),
    ("CHỈ THỊ", "chi-thi", "CT"),
    ("CÔNG ĐIỆN", "cong-dien", "CĐ"),
    ("KẾ HOẠCH", "ke-hoach", "KH"),
    ("QUYẾT ĐỊNH", "quyet-dinh", "QĐ"),
    ("NGHỊ QUYẾT", "nghi-quyet", "NQ"),
    ("CHƯƠNG TRÌNH", "chuong-trinh", "CTr"),
    ("HƯỚNG DẪN", "huong-dan", "HD"),
    ("BÁO CÁO", "bao-cao", "BC"),
    ("TỜ TRÌNH", "to-trinh", "TTr"),
    ("QUY ĐỊNH", "quy-dinh", "QĐi"),
    ("QUY CHẾ", "quy-che", "QC"),
    ("NGHỊ ĐỊNH", "nghi-dinh", "NĐ"),
    ("THÔNG TƯ", "thong-tu", "TT"),
    ("BIÊN BẢN", "bien-ban", "BB"),
    ("ĐỀ ÁN", "de-an", "ĐA"),
    ("THÔNG TRI", "thong-tri", "TTri"),
    ("GIẤY MỜI", "giay-moi", "GM"),
    ("CÔNG VĂN", "cong-van", "CV"),
    ("LUẬT", "luat", "L"),
)
_NUMBER = re.compile(r"^(?:Số|SỐ|số)\s*:?\s*(\d{1,6}[a-z]?\s?[-/]\s?[A-ZĐa-z0-9][\w&/–.-]{0,30})")
_PLACE = re.compile(
    r"((?:[A-ZĐÂÊÔƠƯÁÀẢÃẠ][a-zà-ỹ.]*[ -]?){1,5}),\s+ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
)
_STATE = re.compile(r"CỘNG HÒA|CỘNG HOÀ|XÃ HỘI|CHỦ NGHĨA|VIỆT NAM$|ĐỘC LẬP|ĐẢNG CỘNG SẢN|Độc lập")
_PARENTS = re.compile(r"^(?:BAN CHẤP HÀNH TRUNG ƯƠNG|ĐẢNG BỘ)")
_ISSUER_HEAD = re.compile(
    r"^(?:BAN|BỘ|SỞ|ỦY BAN|UỶ BAN|UBND|VĂN PHÒNG|CỤC|TỔNG|VỤ|TỈNH (?:ỦY|UỶ)|THÀNH (?:ỦY|UỶ)|HUYỆN ỦY|ĐẢNG|HỘI|HĐND"
    r"|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|CHỦ TỊCH"
    r"|THANH TRA|TÒA|VIỆN|MẶT TRẬN|NGÂN HÀNG|CÔNG AN|TRUNG TÂM|TRƯỜNG|ĐOÀN|LIÊN|KIỂM TOÁN|TỔ |TIỂU BAN"
    r"|BẢO HIỂM)(?!\w)"
)
_SIGNING = re.compile(
    r"^(?:T/L|T/M|K/T|TL\.|TM\.|KT\.|TUQ\.|Q\.|Đã ký|\(Đã ký\)|(?:PHÓ )?(?:CHÁNH VĂN PHÒNG|CHỦ TỊCH|BỘ TRƯỞNG"
    r"|THỦ TƯỚNG|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|CHỦ NHIỆM"
    r"|THỨ TRƯỞNG|TỔNG BÍ THƯ|THỐNG ĐỐC|CỤC TRƯỞNG|THƯỜNG TRỰC BAN BÍ THƯ)(?!\w))"
)
_SIGNED = re.compile(r"^\(?(?:Đã ký|đã ký)\)?\s*[:.]?\s*(?P<name>\S.*)?$")
_RECIPIENTS = re.compile(r"^(?:Nơi nhận|NƠI NHẬN|Kính gửi như trên)\s*:?", re.I)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|DANH MỤC|BẢNG|KẾ HOẠCH|QUY CHẾ|CHƯƠNG TRÌNH|BIỂU)(?!\w)")
_PUBLISHED = re.compile(
    r"^\s*date (?P<y1>\d{4})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?"
    r"|(?:\d{1,2}:\d\d,? +(?:- +)?)(?P<d2>\d{1,2})[/-](?P<m2>\d{1,2})[/-](?P<y2>20\d\d)"
    r"|^(?P<d3>\d{1,2})[/-](?P<m3>\d{1,2})[/-](?P<y3>20\d\d)(?= *[-|,–] *\d{1,2}:\d\d)",
    re.M,
)
_PLACED = re.compile(
    r"(?<!\w)((?:(?:tỉnh|thành|huyện|đảng) (?:ủy|uỷ)|tỉnh|thành phố|huyện|xã|phường|thị xã|đặc khu|quận) )(?!ủy"
    r"|uỷ)(\w.*)$",
    re.I,
)
_EVENT_DATE = (
    r"(?:[Nn]gày|NGÀY|[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa)(?: (?:nay|ngày|qua))?,? ?\(?"
    r"(?:(?P<d{0}>\d{{1,2}}) ?[/-] ?(?P<m{0}>\d{{1,2}})(?: ?[/-] ?(?P<y{0}>20\d\d))?|(?P<e{0}>\d{{1,2}}) (?:tháng"
    r"|THÁNG) (?P<n{0}>\d{{1,2}})(?: (?:năm|NĂM) (?P<z{0}>20\d\d))?)"
)
_MEETING = r"(?:phiên họp|hội nghị|cuộc họp|buổi làm việc|giao ban|kỳ họp|phiên làm việc|lễ |hội thảo|đại hội|họp )"
_EVENT = re.compile(
    _EVENT_DATE.replace("{0}", "a").replace("{{", "{").replace("}}", "}")
    + r"[^.;]{0,260}?(?:tổ chức|chủ trì|tham dự|dự|diễn ra|đã họp|họp|khai mạc|bế mạc"
    r"|có buổi)[^.;]{0,200}?"
    + _MEETING
    + "|"
    + _MEETING
    + r"[^.;]{0,90}?(?:diễn ra|tổ chức|họp|,|vào| )?(?: vào)? ?"
    + _EVENT_DATE.replace("{0}", "b").replace("{{", "{").replace("}}", "}"),
    re.I,
)
_CITED = re.compile(
    r"(?:[Ss]ố|(?<![\w/])[\w/]{1,30}-[A-ZĐ]\w{1,6}) ?[^,;.()\n]{0,30},? ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/"
    r"| năm )\d{4}"
)
_NO_EVENT = re.compile(
    r"có (?:văn bản|thông báo)|ký ban hành|ban hành (?:văn bản|thông báo|công điện|kế hoạch|quyết định)|(?:số"
    r"|công điện|thông báo) \d",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of the contract's ``document``, and what the rest of the reading needs: the year and the part that
    closes it."""

    kind: str | None
    number: str | None = None
    issuer: str | None = None
    signed_on: date | None = None
    place: str | None = None
    signer: str | None = None
    event_on: date | None = None
    recipients: list[str] = field(default_factory=list)
    year: int | None = None
    closing: tuple[int, int] | None = None
    opening_end: int = 0

    def as_dict(self) -> dict[str, object]:
        """The contract's ``document`` object."""
        return {
            "kind": self.kind,
            "number": self.number,
            "issuer": self.issuer,
            "signed_on": self.signed_on.isoformat() if self.signed_on else None,
            "place": self.place,
            "signer": self.signer,
            "event_on": self.event_on.isoformat() if self.event_on else None,
            "recipients": self.recipients,
        }


def read(text: str, flat: str) -> Header:
    """The header of a canonical text; ``flat`` is the same text with the breaks inside paragraphs made spaces."""
    lines = _cells(text)
    top = lines[:45]
    number = next((m[1] for _, line in top if (m := _NUMBER.match(line))), None)
    title = _title(top)
    state = any(_STATE.search(line) and line.isupper() for _, line in top[:25])
    if number is None and not state and (title is None or title[0] > 1500):
        return _news(flat)
    opening_end = title[0] if title else 0
    place = _PLACE.search(text[:6000])
    signed = day(int(place[4]), int(place[3]), int(place[2])) if place else None
    kind = title[1] if title else _kind_of(number)
    year = signed.year if signed else _common_year(flat)
    closing = _closing(lines, len(text))
    return Header(
        kind=kind,
        number=re.sub(r"\s", "", number).strip(".,;") if number else None,
        issuer=_issuer(top, opening_end, flat),
        signed_on=signed,
        place=" ".join(place[1].split()) if place else None,
        signer=_signer(lines, text),
        event_on=_event(flat, opening_end, year),
        recipients=_recipients(lines),
        year=_event_year(_event(flat, opening_end, year), year),
        closing=closing,
        opening_end=opening_end,
    )


def _news(flat: str) -> Header:
    published = _PUBLISHED.search(flat[:1500])
    year = next((int(v) for k, v in published.groupdict().items() if k[0] == "y" and v), None) if published else None
    year = year or _common_year(flat)
    event = _event(flat, 0, year)
    return Header(kind="tin-bai" if flat.strip() else None, event_on=event, year=_event_year(event, year))


def _event_year(event: date | None, year: int | None) -> int | None:
    return event.year if event else year


def _cells(text: str) -> list[tuple[int, str]]:
    """Lines, a table's row cut into its cells, with their offsets; rules and empty ones left out."""
    found, at = [], 0
    for line in text.split("\n"):
        inner = at
        for cell in line.split("|"):
            if cell.strip(" -_*=."):
                found.append((inner + len(cell) - len(cell.lstrip()), cell.strip()))
            inner += len(cell) + 1
        at += len(line) + 1
    return found


def _title(top: list[tuple[int, str]]) -> tuple[int, str] | None:
    for at, line in top:
        for printed, slug, _ in KINDS:
            if line == printed or (line.startswith(printed + " ") and line.isupper()) or line == printed.capitalize():
                return at, slug
    return None


def _kind_of(number: str | None) -> str | None:
    parts = re.split(r"[-/\d\s]+", number or "")
    by_sign = next((slug for _, slug, sign in KINDS if sign in parts), None)
    return by_sign or ("cong-van" if number else None)


def _issuer(top: list[tuple[int, str]], before: int, flat: str) -> str | None:
    bodies: list[str] = []
    for at, line in top:
        if (before and at >= before) or (_NUMBER.match(line) and bodies):
            break
        if (not line.isupper() and bodies and line[0].islower()) or not line.isupper():
            continue
        if (_STATE.search(line) and not _ISSUER_HEAD.match(line)) or line.startswith("ĐẢNG CỘNG SẢN"):
            continue
        if _ISSUER_HEAD.match(line) or not bodies:
            bodies.append(line)
        else:
            bodies[-1] += " " + line
    named = [b for b in bodies if not _PARENTS.match(b)] or bodies
    return _printed(named[-1], flat) if named else None


def _printed(upper: str, flat: str) -> str:
    """The issuer as the body of the text writes it, else with one capital; a bare "ỦY BAN NHÂN DÂN" is completed from
    the text."""
    name = re.escape(" ".join(upper.split())).replace(r"\ ", " ")
    bare = re.fullmatch(r"(?:ỦY|UỶ) BAN NHÂN DÂN|UBND|(?:TỈNH|THÀNH) (?:ỦY|UỶ)|HỘI ĐỒNG NHÂN DÂN", upper)
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
    return _PLACED.sub(lambda m: m[1] + m[2].title(), name)


def _common_year(flat: str) -> int | None:
    """The year the text speaks of most; the ends of periods ("2021-2030") do not count."""
    flat = _CITED.sub(" ", flat)
    years = Counter(re.findall(r"(?<![\d–-])(?<!- )(?<!– )(20\d\d)(?!\d|[ ]?[-–][ ]?\d|/)", flat))
    dated = Counter(str(on.year) for _, on in full_dates(flat))
    best = (years + dated).most_common(1)
    return int(best[0][0]) if best else None


def _event(flat: str, start: int, year: int | None) -> date | None:
    for match in _EVENT.finditer(flat, start, min(len(flat), start + 5000)):
        sentence = flat[max(flat.rfind(". ", 0, match.start()), flat.rfind("\n", 0, match.start())) + 1 : match.end()]
        if _NO_EVENT.search(sentence):
            continue
        found = {k[0]: int(v) for k, v in match.groupdict().items() if v}
        on_year = found.get("y") or found.get("z") or year
        number, month = found.get("d") or found.get("e"), found.get("m") or found.get("n")
        if on_year and number and month and (on := day(on_year, month, number)):
            return on
    return None


def _is_name(line: str) -> bool:
    words = line.split()
    return (
        2 <= len(words) <= 5
        and all(w[0].isupper() and not (w.isupper() and len(w) > 3) for w in words)
        and bool(tables.SURNAME.match(line))
    )


def _signer(lines: list[tuple[int, str]], text: str) -> str | None:
    for index, (at, line) in enumerate(lines):
        if at < len(text) * 0.3 or not (_SIGNING.match(line) or _SIGNED.match(line)):
            continue
        for _, following in lines[index : index + 8]:
            signed = _SIGNED.match(following)
            candidate = (signed["name"] or "" if signed else following).strip(" .")
            if _is_name(candidate):
                return candidate
    return None


def _closing(lines: list[tuple[int, str]], end: int) -> tuple[int, int] | None:
    """Where the signature and the recipients stand; an annex behind them is body again."""
    start = next(
        (
            at
            for at, line in lines
            if at > end * 0.2 and (_RECIPIENTS.match(line) or (_SIGNING.match(line) and len(line) < 80))
        ),
        None,
    )
    if start is None:
        return None
    return start, next((at for at, line in lines if at > start and _ANNEX.match(line) and len(line) < 200), end)


def _recipients(lines: list[tuple[int, str]]) -> list[str]:
    begin = next((i for i, (_, line) in enumerate(lines) if _RECIPIENTS.match(line)), None)
    if begin is None:
        return []
    entries = [
        e
        for e in re.split(r"(?:^|[;.,]?\s+)[-–] ?(?=[A-ZĐÂƯÔÊ])", _RECIPIENTS.sub("", lines[begin][1])[:2000])
        if e.strip()
    ]
    for _, line in lines[begin + 1 : begin + 60]:
        if not re.match(r"[-–+•] ?\S", line):
            break
        entries.extend(re.split(r"[;.]\s+[-–] ?(?=[A-ZĐÂƯÔÊ])", line.lstrip("-–+• ")[:2000]))
    return [e for e in (entry.strip(" ;,.") for entry in entries) if e]
