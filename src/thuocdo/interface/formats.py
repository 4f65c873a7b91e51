"""How numbers, percentages, dates and counts are written, in Vietnamese style or in English; pure functions."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal

NO_BREAK_SPACE = "\u00a0"
MISSING = "–"
MINUS = "−"


@dataclass(frozen=True)
class Marks:
    """The mark between thousands, the decimal mark, and what stands before the percent sign."""

    thousands: str
    decimal: str
    before_percent: str


VIETNAMESE = Marks(thousands=".", decimal=",", before_percent=NO_BREAK_SPACE)
ENGLISH = Marks(thousands=",", decimal=".", before_percent="")

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def exact(value: Number) -> Decimal:
    """The number as it is printed in decimal: 0.1 is one tenth, not the nearest double."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Number, digits: int) -> Decimal:
    """Rounded half up, away from zero at the half, to `digits` decimals: 0.5 gives 1 and -0.5 gives -1."""
    return exact(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def number_text(value: Number | None, digits: int | None = None, marks: Marks = VIETNAMESE) -> str:
    """1227 as "1.227", 94.5 as "94,5".

    Without `digits` the decimals are those the number has, trailing zeros dropped. None, and what is no finite
    number, is "–": a missing value is never zero.
    """
    if value is None or not exact(value).is_finite():
        return MISSING
    if digits is None:
        plain = f"{abs(exact(value)):f}"
        whole, _, decimals = plain.partition(".")
        decimals = decimals.rstrip("0")
        is_negative = value < 0 and bool(int(whole) or decimals)
    else:
        shown = rounded(value, digits)
        whole, _, decimals = f"{abs(shown):f}".partition(".")
        is_negative = shown < 0
    grouped = f"{int(whole):,}".replace(",", marks.thousands)
    return (MINUS if is_negative else "") + grouped + (marks.decimal + decimals if decimals else "")


def percent_value(part: Number | None, whole: Number | None, digits: int = 1) -> Decimal | None:
    """100 × part / whole, rounded half up once; None where either is missing or the whole is zero."""
    if part is None or whole is None or not whole:
        return None
    return rounded(Decimal(100) * exact(part) / exact(whole), digits)


def percent_text(part: Number | None, whole: Number | None, digits: int = 1, marks: Marks = VIETNAMESE) -> str:
    """1227 of 1298 as "94,5 %" with a no-break space; "–" where there is no rate."""
    return with_percent_sign(percent_value(part, whole, digits), digits, marks)


def with_percent_sign(value: Number | None, digits: int | None = 1, marks: Marks = VIETNAMESE) -> str:
    """A value that already is a percentage, with its sign: 94.5 as "94,5 %"."""
    text = number_text(value, digits, marks)
    return text if text == MISSING else f"{text}{marks.before_percent}%"


def day_text(value: date | None) -> str:
    """31 March 2026 as "31/3/2026"; None is "–"."""
    return MISSING if value is None else f"{value.day}/{value.month}/{value.year}"


def day_long_text(value: date | None) -> str:
    """25 December 2025 as "Thứ Năm, 25/12/2025"; None is "–"."""
    return MISSING if value is None else f"{WEEKDAYS[value.weekday()]}, {day_text(value)}"


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", " nghìn", " triệu", " tỷ")


def _units_word(tens: int, units: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 5 and tens > 0:
        return "lăm"
    if units == 4 and tens > 1:
        return "tư"
    return DIGITS[units]


def _group_words(group: int, *, is_first: bool) -> str:
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or not is_first else []
    if tens:
        words.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    elif units and words:
        words.append("linh")
    if units:
        words.append(_units_word(tens, units))
    return " ".join(words)


def count_words(value: int) -> str:
    """A count below 10^12 read out in Vietnamese: 21 as "hai mươi mốt", 1005 as "một nghìn không trăm linh năm".

    Raises ValueError for a negative or a larger number.
    """
    if not 0 <= value < 10**12:
        raise ValueError(f"only counts from 0 below 10^12 are read out, not {value}")
    if value == 0:
        return DIGITS[0]
    groups = [value // 1000**power % 1000 for power in range(len(SCALES))]
    highest = max(power for power, group in enumerate(groups) if group)
    words = [
        _group_words(groups[power], is_first=power == highest) + SCALES[power]
        for power in range(highest, -1, -1)
        if groups[power]
    ]
    return " ".join(words)
