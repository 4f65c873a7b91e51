"""Periods as SDMX writes them (section 6 of the SDMX 2.1 and 3.0 technical notes: time and time ranges).

Out: years, months and days in the Gregorian forms (`2025`, `2025-10`, `2025-10-31`), quarters, weeks and half-years in
the reporting forms (`2025-Q3`, `2025-W43`, `2025-S1`). In: these and the other reporting forms, `2025-A1`, `2025-M10`
and `2025-D304` (the day of the year), and `2025-H1`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from yardstick.errors import BadInput
from yardstick.periods import Frequency, parse_period

EXPECTED = (
    "a period like 2025, 2025-A1, 2025-S1, 2025-Q3, 2025-10, 2025-M10, 2025-W43, 2025-10-31 or 2025-D304 is expected"
)
# The code list CL_FREQ of SDMX.
CODES = {
    Frequency.DAILY: "D",
    Frequency.WEEKLY: "W",
    Frequency.MONTHLY: "M",
    Frequency.QUARTERLY: "Q",
    Frequency.HALF_YEARLY: "S",
    Frequency.YEARLY: "A",
}
FREQUENCIES = {code: frequency for frequency, code in CODES.items()}
OLD_HALF_YEARLY = "H"  # in code lists before CL_FREQ 2.0; there it is hourly, which no period here can be
REPORTING = re.compile(r"(\d{4})-([ASHMD])(\d{1,3})", re.ASCII)


def _day(year: str, number: str) -> str:
    on = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
    if int(number) < 1 or on.year != int(year):
        raise ValueError(number)
    return on.isoformat()


def _year(year: str, number: str) -> str:
    if number != "1":
        raise ValueError(number)
    return year


# Letter: digits of the number, and the code here.
FORMS: dict[str, tuple[int, Callable[[str, str], str]]] = {
    "A": (1, _year),
    "S": (1, "{}-H{}".format),
    "H": (1, "{}-H{}".format),
    "M": (2, "{}-{}".format),
    "D": (3, _day),
}


@lru_cache(maxsize=65_536)
def from_sdmx(text: str) -> str:
    """The period's code here; `BadInput` for what is no period, also for a time or a range of times."""
    code = text
    if found := REPORTING.fullmatch(text):
        year, letter, number = found.groups()
        digits, form = FORMS[letter]
        try:
            code = form(year, number) if len(number) == digits else text + "?"
        except (ValueError, OverflowError):
            code = text + "?"
    try:
        return parse_period(code).code
    except BadInput:
        raise BadInput(f"{text[:60]!r} is no period: {EXPECTED}") from None


@lru_cache(maxsize=65_536)
def to_sdmx(code: str) -> str:
    """How SDMX writes a period of here."""
    return code.replace("-H", "-S")


@lru_cache(maxsize=65_536)
def frequency_of(code: str) -> str:
    """The CL_FREQ code of a period of here."""
    return CODES[parse_period(code).frequency]


def agrees(frequency: str, code: str) -> bool:
    """Whether a CL_FREQ code fits a period of here."""
    wanted = Frequency.HALF_YEARLY if frequency == OLD_HALF_YEARLY else FREQUENCIES.get(frequency)
    return wanted is parse_period(code).frequency
