"""Undoes slips of optical reading where they are certain: digits in dates and labels, spaced-out titles, numbers."""

import re

from viettext.normal import fold

_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_D = r"[\dOolI|]"
_DATE = re.compile(rf"(?<![\w/.-])({_D}{{1,2}})( ?[/.-] ?)({_D}{{1,2}})( ?[/.-] ?)([2l1I]{_D}{{3}})(?![\w])")
_SHORT_DATE = re.compile(rf"(?<=ngày )({_D}{{1,2}})( ?[/-] ?)({_D}{{1,2}})(?![\w/-])", re.I)
_LONG_DATE = re.compile(rf"(ngày )({_D}{{1,2}})( tháng )({_D}{{1,2}})((?: năm )?)((?:{_D}{{4}}(?!\w))?)", re.I)
_YEAR = re.compile(r"(?<![\w.,])(?:2[0Oo]|[lI1]9)[\dOolI]{2}(?![\w])")
_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d.,]*O[\dO.,]*(?![\w])|(?<![\w.,/-])l\d[\d.,]*(?![\w])")
_TWO_DIGIT_LABEL = re.compile(r"^(\s{0,8})([\dlIO]{2})([.)])(?= \S)", re.M)
_LABEL = re.compile(r"^([^\S\n]{0,8})(1|2|II|[lI|k])([.)])(?= ?\S)", re.M)
_NEAR = 3000
_LETTERSPACED = re.compile(r"^[^\W\d_](?: {1,2}[^\W\d_](?![^\W\d_])| {2,})+[^\W\d_]?$|^(?:[^\W\d_] {1,4}){3,}[^\W\d_]$")
_SYMBOL = re.compile(
    r"^(Số|SỐ)( ?: ?| )([\dOlI]{1,5})( ?)([/-])( ?)([A-ZĐ][\w&]{0,12}(?: ?[-/] ?[A-ZĐ][\w&.]{0,20}){0,4})(?=$|[ |,;.])",
    re.M,
)
_TITLES = (
    "THÔNG BÁO|KẾT LUẬN|CHỈ THỊ|CÔNG ĐIỆN|KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHƯƠNG TRÌNH|HƯỚNG DẪN|BÁO CÁO|TỜ TRÌNH"
    "|QUY ĐỊNH|QUY CHẾ|NGHỊ ĐỊNH|THÔNG TƯ|BIÊN BẢN|ĐỀ ÁN|THÔNG TRI|GIẤY MỜI|CÔNG VĂN|LUẬT|PHỤ LỤC|YÊU CẦU"
    "|GIAO|KÍNH GỬI|NƠI NHẬN|QUY TẮC|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|THỦ TƯỚNG CHÍNH PHỦ"
).split("|")
_SQUEEZED = {fold(title).replace(" ", ""): title for title in _TITLES}
_HEAD = 6000


def mended(text: str) -> str:
    """The text with certain slips undone; clean text comes back as it is, and a second time changes nothing."""
    text = "\n".join(_title(line) if " " in line[1:3] else line for line in text.split("\n"))
    text = _labels(text)
    head = _SYMBOL.sub(_symbol, text[:_HEAD])
    text = head + text[_HEAD:]
    text = _DATE.sub(_date, text)
    text = _LONG_DATE.sub(_long_date, text)
    text = _SHORT_DATE.sub(_short_date, text)
    text = _YEAR.sub(lambda m: m[0].translate(_DIGITS), text)
    return _NUMBER.sub(_number, text)


def _title(line: str) -> str:
    """A line of single letters with spaces between them is one title: words end at wider spaces, or where a known
    title says."""
    if len(line) > 200 or not _LETTERSPACED.match(line):
        return line
    squeezed = line.replace(" ", "")
    known = _SQUEEZED.get(fold(squeezed))
    if known is not None and squeezed.isupper():
        return known
    words = re.split(r" {2,}", line)
    return " ".join(word.replace(" ", "") for word in words) if len(words) > 1 else line


def _labels(text: str) -> str:
    text = _TWO_DIGIT_LABEL.sub(_two_digits, text)
    labels = list(_LABEL.finditer(text))
    meant = _ones(labels)
    return _LABEL.sub(lambda m: f"{m[1]}1{m[3]}" if m.start() in meant else m[0], text) if meant else text


def _ones(labels: list[re.Match[str]]) -> set[int]:
    """Where a letter stands for the figure one: the next label of its kind is a two, and it does not follow a "k"."""
    meant: set[int] = set()
    after: dict[str, str] = {}  # by mark: the next label that decides
    for label in reversed(labels):
        if label[2] in "lI|":
            if after.get(label[3]) == "2" and label.string[label.end()] == " ":
                meant.add(label.start())
        else:
            after[label[3]] = label[2]
    last_k = -_NEAR
    for label in labels:
        if label[2] == "k":
            last_k = label.start()
        elif label.start() - last_k < _NEAR:
            meant.discard(label.start())
    return meant


def _two_digits(match: re.Match[str]) -> str:
    label = match[2]
    if label.isdigit() or not any(c.isdigit() for c in label):
        return match[0]
    return f"{match[1]}{label.translate(_DIGITS)}{match[3]}"


def _date(match: re.Match[str]) -> str:
    day, first, month, second, year = match.groups()
    turned = [part.translate(_DIGITS) for part in (day, month, year)]
    if (day + month + year).isdigit() or not _is_day(*turned):
        return match[0]
    return f"{turned[0]}{first}{turned[1]}{second}{turned[2]}"


def _short_date(match: re.Match[str]) -> str:
    day, mark, month = match.groups()
    turned = day.translate(_DIGITS), month.translate(_DIGITS)
    if (day + month).isdigit() or not any(c.isdigit() for c in day + month) or not _is_day(*turned, "2000"):
        return match[0]
    return f"{turned[0]}{mark}{turned[1]}"


def _long_date(match: re.Match[str]) -> str:
    word, day, of_month, month, of_year, year = match.groups()
    turned = [part.translate(_DIGITS) for part in (day, month, year)]
    if (day + month + (year or "0")).isdigit() or not _is_day(turned[0], turned[1], turned[2] or "2000"):
        return match[0]
    return word + turned[0] + of_month + turned[1] + of_year + turned[2]


def _is_day(day: str, month: str, year: str) -> bool:
    return (
        day.isdigit() and month.isdigit() and year.isdigit()
        and 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and 1900 <= int(year) < 2200
    )  # fmt: skip


def _number(match: re.Match[str]) -> str:
    number = match[0]
    letters = sum(c in "Ol" for c in number)
    return number.translate(_DIGITS) if letters <= sum(c.isdigit() for c in number) else number


def _symbol(match: re.Match[str]) -> str:
    word, colon, number, _, mark, _, sign = match.groups()
    digits = number.translate(_DIGITS)
    if not digits.isdigit() or not any(c.isdigit() for c in number):
        return match[0]
    joined = re.sub(r" ?([-/]) ?", r"\1", sign)
    return f"{word}{': ' if ':' in colon else ' '}{digits}{mark}{joined}"
