"""Reads who issued a document, its kind and number, when and where it was signed and by whom, and the meeting it
reports."""

import re
from dataclasses import dataclass, field
from datetime import date

from viettext import events
from viettext.calendars import Calendar, day
from viettext.closing import closing, recipients, signer
from viettext.issuers import issuer
from viettext.lines import NUMBER, PLACE, STATE, UPPER, Line, cut

# Printed title, slug, and the abbreviation in a number. Sources: Annex III of Decree 30/2020/NĐ-CP, the Law on the
# promulgation of legal documents, and the Party's Regulation 66-QĐ/TW and Instruction 36-HD/VPTW.
KINDS: tuple[tuple[str, str, str], ...] = (
    ("THÔNG BÁO", "thong-bao", "TB"),
    ("KẾT LUẬN", "ket-luan", "KL"),
    ("CHỈ THỊ", "chi-thi", "CT"),
    ("CÔNG ĐIỆN", "cong-dien", "CĐ"),
    ("KẾ HOẠCH", "ke-hoach", "KH"),
    ("QUYẾT ĐỊNH", "quyet-dinh", "QĐ"),
    ("NGHỊ QUYẾT LIÊN TỊCH", "nghi-quyet-lien-tich", "NQLT"),
    ("NGHỊ QUYẾT", "nghi-quyet", "NQ"),
    ("CHƯƠNG TRÌNH", "chuong-trinh", "CTr"),
    ("HƯỚNG DẪN", "huong-dan", "HD"),
    ("BÁO CÁO", "bao-cao", "BC"),
    ("TỜ TRÌNH", "to-trinh", "TTr"),
    ("QUY ĐỊNH", "quy-dinh", "QĐi"),
    ("QUY CHẾ", "quy-che", "QC"),
    ("NGHỊ ĐỊNH", "nghi-dinh", "NĐ"),
    ("THÔNG TƯ LIÊN TỊCH", "thong-tu-lien-tich", "TTLT"),
    ("THÔNG TƯ", "thong-tu", "TT"),
    ("BIÊN BẢN", "bien-ban", "BB"),
    ("ĐỀ ÁN", "de-an", "ĐA"),
    ("DỰ ÁN", "du-an", "DA"),
    ("PHƯƠNG ÁN", "phuong-an", "PA"),
    ("THÔNG TRI", "thong-tri", "TTri"),
    ("THÔNG CÁO", "thong-cao", "TC"),
    ("GIẤY MỜI", "giay-moi", "GM"),
    ("GIẤY GIỚI THIỆU", "giay-gioi-thieu", "GGT"),
    ("GIẤY ỦY QUYỀN", "giay-uy-quyen", "GUQ"),
    ("GIẤY NGHỈ PHÉP", "giay-nghi-phep", "GNP"),
    ("PHIẾU GỬI", "phieu-gui", "PG"),
    ("PHIẾU CHUYỂN", "phieu-chuyen", "PC"),
    ("PHIẾU BÁO", "phieu-bao", "PB"),
    ("BẢN GHI NHỚ", "ban-ghi-nho", "BGN"),
    ("BẢN THỎA THUẬN", "ban-thoa-thuan", "BTT"),
    ("HỢP ĐỒNG", "hop-dong", "HĐ"),
    ("THƯ CÔNG", "thu-cong", "ThC"),
    ("CÔNG VĂN", "cong-van", "CV"),
    ("QUY HOẠCH", "quy-hoach", "QH"),
    ("CHIẾN LƯỢC", "chien-luoc", "CL"),
    ("TUYÊN BỐ", "tuyen-bo", "TBo"),
    ("LỜI KÊU GỌI", "loi-keu-goi", "LKG"),
    ("ĐIỀU LỆ", "dieu-le", "ĐL"),
    ("PHÁP LỆNH", "phap-lenh", "PL"),
    ("LỆNH", "lenh", "L-CTN"),
    ("BỘ LUẬT", "bo-luat", "BL"),
    ("LUẬT", "luat", "L"),
)
# Kinds that report a meeting.
_MINUTES = ("thong-bao", "ket-luan", "bien-ban")
_TITLES = {printed: slug for printed, slug, _ in KINDS}
_TITLE = re.compile(rf"^(?P<title>{'|'.join(printed for printed, *_ in KINDS)})(?P<more>$|(?: |:)\s*(?P<next>\S+).*$)")
_SPACED = re.compile(rf"^(?:[{UPPER}] +){{4,}}[{UPPER}]")
# A text that speaks of itself by its kind, though its head is cut off.
_SELF = re.compile(
    r"(?<!\w)(Kế hoạch|Chỉ thị|Công điện|Quyết định|Nghị quyết|Thông báo|Kết luận|Chương trình|Hướng dẫn|Đề án"
    r"|Quy chế|Quy định) này(?!\w)"
)
_ITEM = re.compile(r"^ *(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-–+•]|[IVX]{1,5}[.-]|Điều \d{1,3}\.) ?\S", re.M)
_NEWS = re.compile(
    r"Ảnh: |TTXVN|\([^()\n]{2,30}\) ?[-–] |^[A-ZĐ][\w.]{1,14}(?: online)? ?[-–] |VOV|cho biết|cho hay|phóng viên"
    r"|chia sẻ|phát biểu|nêu rõ:|(?:ông|bà) (?=[A-ZĐ])",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of the contract's ``document``, and what the rest of the reading needs: the year, the day of
    publication of a news report, and the part that closes the document."""

    kind: str | None
    number: str | None = None
    issuer: str | None = None
    signed_on: date | None = None
    place: str | None = None
    signer: str | None = None
    event_on: date | None = None
    recipients: list[str] = field(default_factory=list)
    year: int | None = None
    published_on: date | None = None
    closing: tuple[int, int] | None = None
    opening_end: int = 0

    @property
    def calendar(self) -> Calendar:
        """What the document's dates are counted from."""
        return Calendar(self.year, self.signed_on or self.event_on or self.published_on)

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
    lines = cut(text)
    top = lines[:45]
    number = next((m["number"] for at, line in top if at < 3000 and (m := NUMBER.match(line))), None)
    stated = any(STATE.match(line) for _, line in top[:25])
    title = _title(top, official=stated or number is not None)
    if number is None and not stated and (title is None or title[0] > 1500):
        return _news(text, flat)
    opening_end = title[0] if title else 0
    place = PLACE.search(text[:6000])
    signed = _signed(place)
    year = signed.year if signed else (int(place["y"]) if place else events.common_year(flat))
    kind = title[1] if title else _kind_of(number)
    event = events.event(flat, opening_end, year, signed, minutes=kind in _MINUTES)
    return Header(
        kind=kind,
        number=re.sub(r"\s", "", number).strip(".,;").replace("–", "-") if number else None,
        issuer=issuer(lines, title[0] if title else None, flat),
        signed_on=signed,
        place=" ".join(place["place"].split()) if place else None,
        signer=signer(lines, len(text)),
        event_on=event,
        recipients=recipients(lines),
        year=event.year if event else year,
        closing=closing(lines, len(text)),
        opening_end=opening_end,
    )


def _signed(place: re.Match[str] | None) -> date | None:
    if place is None or not (place["d"] and place["m"] and place["d"].isdigit() and place["m"].isdigit()):
        return None
    return day(int(place["y"]), int(place["m"]), int(place["d"]))


def _news(text: str, flat: str) -> Header:
    """The header of a text without one: a news report, or the middle of a document that names itself."""
    if not flat.strip():
        return Header(kind=None)
    year, published = events.published(text)
    year = year or events.common_year(flat)
    kind = _cut_off(text) if _is_cut_off(text) else "tin-bai"
    event = events.event(flat, 0, year, published, news=kind == "tin-bai")
    return Header(kind=kind, event_on=event, year=event.year if event else year, published_on=published)


def _is_cut_off(text: str) -> bool:
    """Whether a text without a head is the middle of a document rather than a news report."""
    return _NEWS.search(text) is None and len(_ITEM.findall(text)) >= 3


def _cut_off(text: str) -> str | None:
    """The kind that a document without its head calls itself, or None."""
    named = [m[1].upper() for m in _SELF.finditer(text)]
    return _TITLES[max(named, key=named.count)] if named else None


def _title(top: list[Line], *, official: bool) -> tuple[int, str] | None:
    """Where the kind of the document is printed as its title, and its slug."""
    for at, line in top:
        joined = line.replace(" ", "") if _SPACED.match(line) else None
        if joined and (slug := next((s for p, s in _TITLES.items() if joined.startswith(p.replace(" ", ""))), None)):
            return at, slug
        if found := _TITLE.match(line):
            after = found["next"] or ""
            if (
                not after
                or line.isupper()
                or (official and after[0].isupper() and not after.isupper())
                or (official and after[0].islower())
            ):
                return at, _TITLES[found["title"]]
        if line in _CAPITALISED:
            return at, _CAPITALISED[line]
    return None


_CAPITALISED = {printed.capitalize(): slug for printed, slug, _ in KINDS}


def _kind_of(number: str | None) -> str | None:
    parts = re.split(r"[-/\d\s]+", number or "")
    by_sign = next((slug for _, slug, sign in KINDS if sign in parts), None)
    return by_sign or ("cong-van" if number else None)
