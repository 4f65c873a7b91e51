"""Vietnamese numbers: thousands with a point, decimals with a comma, magnitudes multiplied out."""

import re
from decimal import Decimal

# The longest first: "nghìn tỷ" is one magnitude.
MAGNITUDES = {
    "nghìn tỷ": 10**12,
    "nghìn tỉ": 10**12,
    "ngàn tỷ": 10**12,
    "ngàn tỉ": 10**12,
    "triệu tỷ": 10**15,
    "triệu tỉ": 10**15,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
}
_BEHIND_FIRST = r"(?:\d{0,2}(?:\.\d{3}){1,6}(?:,\d{1,9})?(?!\d)|\d{0,14}(?:,\d{1,9})?(?:\.\d{1,2}(?!\d))?)"
NUMBER = rf"\d{_BEHIND_FIRST}"
MAGNITUDE = r"(?:" + "|".join(re.escape(m) for m in MAGNITUDES) + r")(?!\w)"
_DASH = r" ?[-–] ?"
# "25-30%" and "39 - 40,5 độ C" are one amount, which counts with its lower end.
# Both begin with a digit, and only then look back, so that a search can leap from one digit to the next.
AMOUNT = re.compile(
    rf"(?P<number>\d(?<![\w.,-]\d)(?<!\d/\d){_BEHIND_FIRST})(?:\s?(?P<magnitude>{MAGNITUDE}))?",
    re.I,
)
SPREAD = re.compile(
    rf"(?P<number>\d(?<![\w.,/-]\d){_BEHIND_FIRST})(?:{_DASH}| đến )(?P<upper>{NUMBER})(?![/\d]|[-–]\d)"
    rf"(?:\s?(?P<magnitude>{MAGNITUDE}))?",
    re.I,
)


def parse(number: str, magnitude: str | None = None) -> int | float:
    """The value of a printed number (``"1.227"`` is 1227, ``"53,3"`` is 53.3), times its magnitude if it has one."""
    digits = number
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "")
    value = Decimal(digits) * (MAGNITUDES[magnitude.lower()] if magnitude else 1)
    return int(value) if value == value.to_integral_value() else float(value)
