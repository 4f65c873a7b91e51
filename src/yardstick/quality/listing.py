"""Findings counted whole and listed in part: the weightiest first, equal ones in the order they were found."""

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Finding = TypeVar("Finding")


class Listing(Generic[Finding]):
    """Keeps at most `limit` findings and the number of all."""

    def __init__(self, limit: int) -> None:
        self.total = 0
        self._limit = limit
        self._kept: list[tuple[float, Finding]] = []

    @property
    def listed(self) -> list[Finding]:
        """The findings that are kept."""
        return [finding for _, finding in self._kept]

    def add(self, count: int, make: Callable[[int], Finding], weights: npt.NDArray[np.float64] | None = None) -> None:
        """Count findings 0 to `count` - 1, and make those that are kept; the weight of each is 0 unless given."""
        self.total += count
        for place in self._weightiest(count, weights):
            weight = 0.0 if weights is None else float(weights[place])
            if len(self._kept) == self._limit and weight <= self._kept[-1][0]:
                break
            self._insert(weight, make(int(place)))

    def _weightiest(self, count: int, weights: npt.NDArray[np.float64] | None) -> npt.NDArray[np.intp]:
        """Those that may be kept, the weightiest first."""
        if weights is None:
            return np.arange(min(count, self._limit))
        full = self._limit > 0 and len(self._kept) == self._limit
        heavy = np.flatnonzero(weights > self._kept[-1][0]) if full else np.arange(count)
        return heavy[np.argsort(-weights[heavy], kind="stable")][: self._limit]

    def _insert(self, weight: float, finding: Finding) -> None:
        place = next((at for at, (kept, _) in enumerate(self._kept) if kept < weight), len(self._kept))
        self._kept.insert(place, (weight, finding))
        del self._kept[self._limit :]
