"""The findings of a check, a listing for each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yardstick.quality.completeness import MissingReport
from yardstick.quality.duplicates import Copied, Duplicate
from yardstick.quality.limits import Impossible
from yardstick.quality.listing import Listing
from yardstick.quality.outliers import Outlier
from yardstick.quality.rules import Violation
from yardstick.quality.series import Repeated, Shift
from yardstick.quality.timeliness import Stale


@dataclass(frozen=True, slots=True)
class Stranger:
    """A unit that reported for a period in which the table of units does not have it."""

    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Future:
    """A period with values that had not begun on the day of the check."""

    period: str


class Findings:
    """Listings of one limit; violations by the code of the rule, their number being with the rule's outcome."""

    def __init__(self, limit: int) -> None:
        self.violations: dict[str, list[Violation]] = {}
        self.outliers: Listing[Outlier] = Listing(limit)
        self.impossible: Listing[Impossible] = Listing(limit)
        self.duplicates: Listing[Duplicate] = Listing(limit)
        self.copied: Listing[Copied] = Listing(limit)
        self.repeated: Listing[Repeated] = Listing(limit)
        self.shifts: Listing[Shift] = Listing(limit)
        self.missing: Listing[MissingReport] = Listing(limit)
        self.stale: Listing[Stale] = Listing(limit)
        self.strangers: Listing[Stranger] = Listing(limit)
        self.future: Listing[Future] = Listing(limit)

    @property
    def by_kind(self) -> Mapping[str, Listing[Any]]:
        """Every listing but the violations, under the name it is reported by."""
        return {
            "outlier": self.outliers,
            "impossible": self.impossible,
            "duplicate": self.duplicates,
            "copied_report": self.copied,
            "repeated_value": self.repeated,
            "unit_change": self.shifts,
            "missing_report": self.missing,
            "stale": self.stale,
            "unknown_unit": self.strangers,
            "future_period": self.future,
        }
