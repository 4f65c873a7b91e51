"""What one measurement is, and how it is timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    `work` says how much was done ("100,000 rows"), `baseline` what the same run was compared with; both baseline fields
    are `None` where there is nothing fair to compare with.
    """

    name: str
    work: str
    seconds: float
    baseline: str | None = None
    baseline_seconds: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as long as the baseline; it travels between machines better than seconds do."""
        return None if not self.baseline_seconds else self.seconds / self.baseline_seconds


def best_seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """The shortest of `repeats` runs in seconds: what disturbs a run only ever makes it longer."""
    best = float("inf")
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
