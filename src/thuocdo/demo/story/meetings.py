"""The committee's meetings of the story: when each conclusion was signed, under which number, on what above all."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Meeting:
    """A conclusion that gives tasks: `symbol` is printed on it, `theme` the field it stresses, or empty."""

    number: int
    signed_on: date
    theme: str
    symbol: str


# 25 until October 2025, as reported; the days after the first are made up
_SIGNED = (
    ("2025-01-22", "the-che"),
    ("2025-02-11", ""),
    ("2025-02-24", "the-che"),
    ("2025-03-05", "khcn-dmst"),
    ("2025-03-14", ""),
    ("2025-03-26", "nguon-luc-hop-tac"),
    ("2025-04-09", "nhan-luc"),
    ("2025-04-22", ""),
    ("2025-05-06", "ha-tang-du-lieu"),
    ("2025-05-16", ""),
    ("2025-05-27", "the-che"),
    ("2025-06-04", "khcn-dmst"),
    ("2025-06-13", ""),
    ("2025-06-25", "chuyen-doi-so"),
    ("2025-07-03", "chuyen-doi-so"),
    ("2025-07-11", ""),
    ("2025-07-18", "ha-tang-du-lieu"),
    ("2025-07-28", ""),
    ("2025-08-06", "khcn-dmst"),
    ("2025-08-15", ""),
    ("2025-08-26", "nhan-luc"),
    ("2025-09-05", "chuyen-doi-so"),
    ("2025-09-18", "ha-tang-du-lieu"),
    ("2025-10-02", ""),
    ("2025-10-09", "nguon-luc-hop-tac"),
    ("2025-10-20", "the-che"),
    ("2025-11-05", ""),
    ("2025-11-14", "khcn-dmst"),
    ("2025-11-25", ""),
    ("2025-12-04", "chuyen-doi-so"),
    ("2025-12-11", ""),
    ("2025-12-18", "the-che"),
)
MEETINGS = tuple(
    Meeting(at, date.fromisoformat(day), theme, f"{at:02d}-TB/BCDTW") for at, (day, theme) in enumerate(_SIGNED, 1)
)
