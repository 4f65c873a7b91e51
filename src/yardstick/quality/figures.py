"""The quality of every figure, an element's value of a unit (with all below it) for a period, and means by level."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yardstick.periods import Frequency
from yardstick.quality.frame import Codes, Flags, Frame, Matrix
from yardstick.quality.score import COUNTS, Parts, combined, parts_of
from yardstick.quality.settings import PARTS, ScoreSettings


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: how many values it is made of, of how many expected, and how good it is (0 to 1)."""

    element: str
    unit: str
    level: str
    period: str
    reported: int
    expected: int
    parts: Parts
    quality: float | None


@dataclass(frozen=True, slots=True)
class LevelScore:
    """The figures of one element, period and level: plain means over the units, and the unit of the lowest quality.

    `units` counts those whose quality is known. `level` is empty where there is no table of units.
    """

    element: str
    level: str
    period: str
    units: int
    parts: Parts
    quality: float | None
    lowest_unit: str | None
    lowest: float | None


class Figures:
    """Scores elements as they are added, keeping means by level, and single figures of the levels asked for."""

    def __init__(
        self,
        frame: Frame,
        tested: Mapping[Frequency, Sequence[int]],
        settings: ScoreSettings,
        kept_at: Collection[str] = (),
    ) -> None:
        self.scores: list[LevelScore] = []
        self.kept: list[Figure] = []
        self._frame, self._tested, self.settings, self._kept_at = frame, tested, settings, frozenset(kept_at)

    def add(self, element: str, frequency: Frequency, **counts: Matrix | Flags) -> None:
        """Score one element's figures from arrays of units × periods, named as `COUNTS`."""
        columns = self._tested[frequency]
        if not columns:
            return
        stacked = np.stack([counts[name].astype(np.float64) for name in COUNTS], axis=2)
        rolled = self._frame.places[frequency].rolled(stacked)[:, columns]
        parts = parts_of(rolled)
        quality = combined(parts, self.settings)
        for place, column in enumerate(columns):
            level = self._frame.places[frequency].level[:, column]
            valid = self._frame.places[frequency].valid[:, column]
            period = self._frame.calendar[frequency][column].code
            for code in np.unique(level[valid]):
                members = np.flatnonzero(valid & (level == code))
                self._level(element, period, int(code), members, parts[members, place], quality[members, place])
                if self._name(int(code)) in self._kept_at:
                    self._keep(element, period, members, level, rolled[:, place], parts[:, place], quality[:, place])

    def _name(self, level: int) -> str:
        return self._frame.levels[level] if level >= 0 else ""

    def _level(
        self, element: str, period: str, level: int, units: npt.NDArray[np.intp], parts: Matrix, quality: Matrix
    ) -> None:  # fmt: skip
        known = ~np.isnan(quality)
        lowest = int(np.nanargmin(quality)) if known.any() else None
        self.scores.append(
            LevelScore(
                element, self._name(level), period, int(known.sum()),
                Parts(*(_mean(parts[:, place]) for place in range(len(PARTS)))), _mean(quality),
                None if lowest is None else self._frame.units[int(units[lowest])],
                None if lowest is None else float(quality[lowest]),
            )
        )  # fmt: skip

    def _keep(
        self,
        element: str,
        period: str,
        members: npt.NDArray[np.intp],
        level: Codes,
        counts: Matrix,
        parts: Matrix,
        quality: Matrix,
    ) -> None:
        for unit in members:
            of_unit = dict(zip(COUNTS, counts[unit], strict=True))
            self.kept.append(
                Figure(
                    element, self._frame.units[unit], self._name(int(level[unit])), period,
                    int(of_unit["reported"]), int(of_unit["expected"]), Parts(*map(_known, parts[unit])),
                    _known(quality[unit]),
                )
            )  # fmt: skip


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _mean(numbers: Matrix) -> float | None:
    known = numbers[~np.isnan(numbers)]
    return float(known.mean()) if len(known) else None
