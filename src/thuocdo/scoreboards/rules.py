"""What a board counts and how its two rates are formed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from thuocdo.tasks.rules.spans import Status

NO_FIELD = "–"


class By(StrEnum):
    """What the groups of a board are."""

    LEAD = "lead"
    FIELD = "field"
    LEVEL = "level"


@dataclass(slots=True)
class Counts:
    """Counts of tasks on a day. `total` = done + open; `due_soon` and `no_deadline` are parts of `open_in_time`."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    due_soon: int = 0
    no_deadline: int = 0
    suspended: int = 0
    cancelled: int = 0
    extended: int = 0

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        return self.open_in_time + self.open_overdue

    @property
    def total(self) -> int:
        return self.done + self.open

    @property
    def rate_of_all(self) -> float | None:
        """done / total, unrounded; None when nothing is counted."""
        return self.done / self.total if self.total else None

    @property
    def of_due(self) -> int:
        """The denominator of the second rate: done or overdue."""
        return self.done + self.open_overdue

    @property
    def rate_of_due(self) -> float | None:
        """done / (done + overdue), unrounded; None when nothing is counted."""
        return self.done / self.of_due if self.of_due else None

    def add(self, cell: "Cell") -> None:
        """Count the tasks of one cell."""
        if cell.status is Status.CANCELLED:
            self.cancelled += cell.count
            return
        for name in COUNTED_AS[cell.status]:
            setattr(self, name, getattr(self, name) + cell.count)
        self.suspended += cell.count if cell.suspended else 0
        self.extended += cell.count if cell.extended else 0

    def as_dict(self) -> dict[str, int | float | None]:
        """The counts and rates under the names and in the order of the exchange contract."""
        return {name: getattr(self, name) for name in CONTRACT}


COUNTED_AS: dict[Status, tuple[str, ...]] = {
    Status.DONE_ON_TIME: ("done_on_time",),
    Status.DONE_LATE: ("done_late",),
    Status.OPEN_IN_TIME: ("open_in_time",),
    Status.DUE_SOON: ("open_in_time", "due_soon"),
    Status.NO_DEADLINE: ("open_in_time", "no_deadline"),
    Status.OPEN_OVERDUE: ("open_overdue",),
}
CONTRACT = (
    "total", "done", "done_on_time", "done_late", "open", "open_in_time", "open_overdue", "due_soon", "no_deadline",
    "suspended", "cancelled", "extended", "rate_of_all", "rate_of_due",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """Equal spans on the day, counted."""

    status: Status
    suspended: bool
    extended: bool
    count: int


def counts(cells: Iterable[Cell]) -> Counts:
    """The sum of cells."""
    found = Counts()
    for cell in cells:
        found.add(cell)
    return found
