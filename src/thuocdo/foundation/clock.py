"""The one place that reads the clock; only views, commands and the API call it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICIAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant in official time."""
    return datetime.now(OFFICIAL_ZONE)


def today() -> date:
    """The official day, that of Viet Nam wherever the server stands."""
    return now().date()
