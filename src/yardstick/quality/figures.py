"""The quality of every figure, an element's value of a unit (with all below it) for a period, and means by level."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from yardstick.periods import Frequency
from yardstick.quality.frame import Flags, Frame, Matrix, Places, span
from yardstick.quality.score import COUNTS, Parts, combined, parts_of
from yardstick.quality.settings import PARTS, ScoreSettings

Members = npt.NDArray[np.intp]
Ranks = npt.NDArray[np.uint8]
RANK_BITS = 3  # there are four weights that a fault can have, and none
FLAGS = ("expected", "arrived", "reported", "dirty", "watched")
OWN_CODES = 1 << (RANK_BITS + len(FLAGS))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, an element of a unit with all below it for a period: how many made it up, and how good it is.

    `reported` counts the units that reported a value, also those that owed none, and `expected` those that owed one.
    `quality` is 0 to 1, `None` where no part of it is known. `level` is empty where there is no table of units.
    """

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


@dataclass(frozen=True)
class Counts:
    """What a unit's own values count for, units × tested columns; `wrong` is a place among the weights of faults.

    `alive` is the freshness of each unit, which counts where it is `watched`.
    """

    expected: Flags
    reported: Flags
    wrong: Ranks
    dirty: Flags
    watched: Flags
    alive: Matrix

    @cached_property
    def arrived(self) -> Flags:
        """Values that came of those expected."""
        found: Flags = self.expected & self.reported
        return found


@dataclass(frozen=True)
class _Values:
    """Parts (in their order) and quality, last, of some units in some columns: each periods × units.

    One that is the same everywhere is a view of one number, so that it costs nothing.
    """

    of: Sequence[Matrix]

    @property
    def parts(self) -> Sequence[Matrix]:
        return self.of[:-1]

    @property
    def quality(self) -> Matrix:
        return self.of[-1]


@dataclass
class Figures:
    """What was scored: means by level, and single figures of the levels asked for, element after element.

    Both are by period and level within an element.
    """

    settings: ScoreSettings
    scores: list[LevelScore] = field(default_factory=list)
    kept: list[Figure] = field(default_factory=list)


class Scorer:
    """Scores one element after another, or several at once, figures of the levels `kept_at` singly too.

    `tested` has the columns of each frequency's calendar that are judged.
    """

    def __init__(
        self,
        frame: Frame,
        tested: Mapping[Frequency, Sequence[int]],
        settings: ScoreSettings,
        kept_at: Collection[str] = (),
    ) -> None:
        self.settings = settings
        self._frame, self._tested, self._kept_at = frame, tested, frozenset(kept_at)
        # Equal weights have one place, so that the greater place is the greater weight.
        self.weights = np.unique([0.0, settings.outlier, *settings.importance.values()])
        self._rolled: dict[int, tuple[Flags, Matrix]] = {}

    def place_of(self, weight: float) -> int:
        """The place of a fault's weight, 0 for none."""
        return int(np.searchsorted(self.weights, weight))

    @cached_property
    def _groups(self) -> dict[Frequency, list[tuple[slice, list[tuple[int, Members]]]]]:
        """For each run of tested columns in which nothing changes the units of each level, in order."""
        found: dict[Frequency, list[tuple[slice, list[tuple[int, Members]]]]] = {}
        for frequency, places in self._frame.places.items():
            found[frequency] = []
            for columns in places.steady(self._tested[frequency]):
                column = self._tested[frequency][columns.start]
                level, valid = places.level[:, column], places.valid[:, column]
                members = [(int(code), np.flatnonzero(valid & (level == code))) for code in np.unique(level[valid])]
                found[frequency].append((columns, members))
        return found

    def score(self, element: str, frequency: Frequency, counts: Counts) -> tuple[list[LevelScore], list[Figure]]:
        """One element's figures by period and level; nothing is kept, so that several may be scored at once."""
        scores: list[LevelScore] = []
        kept: list[Figure] = []
        if not self._tested[frequency]:
            return scores, kept
        of = _Scored(self._frame, frequency, self._tested[frequency], counts, self)
        for columns, levels in self._groups[frequency]:
            found = [(self._name(code), members, of.values(members, columns)) for code, members in levels]
            rows = [self._level(element, name, members, values) for name, members, values in found]
            for place, column in enumerate(self._tested[frequency][columns]):
                period = self._frame.calendar[frequency][column].code
                for (name, members, values), make in zip(found, rows, strict=True):
                    scores.append(make(place, period))
                    if name in self._kept_at:
                        kept += self._figures(element, name, period, members, values, place, of, columns.start + place)
        return scores, kept

    def _name(self, level: int) -> str:
        return self._frame.levels[level] if level >= 0 else ""

    def _level(
        self, element: str, level: str, members: Members, values: _Values
    ) -> Callable[[int, str], LevelScore]:  # fmt: skip
        """What makes the score of each period of a run."""
        means = [_means(part) for part in values.parts]
        quality = _means(values.quality)
        known = np.count_nonzero(~np.isnan(values.quality), axis=1)
        lowest = np.argmin(np.where(np.isnan(values.quality), np.inf, values.quality), axis=1)

        def made(place: int, period: str) -> LevelScore:
            at, there = int(lowest[place]), bool(known[place])
            return LevelScore(
                element, level, period, int(known[place]), Parts(*(mean[place] for mean in means)), quality[place],
                self._frame.units[members[at]] if there else None,
                float(values.quality[place, at]) if there else None,
            )  # fmt: skip

        return made

    def _figures(
        self,
        element: str,
        level: str,
        period: str,
        members: Members,
        values: _Values,
        place: int,
        of: "_Scored",
        column: int,
    ) -> list[Figure]:
        reported, expected = (of.count(name, members, column) for name in ("reported", "expected"))
        return [
            Figure(
                element, self._frame.units[unit], level, period, int(reported[at]), int(expected[at]),
                Parts(*(_known(part[place, at]) for part in values.parts)), _known(values.quality[place, at]),
            )
            for at, unit in enumerate(members)
        ]  # fmt: skip

    def rolled(self, places: Places, counts: Flags, columns: Sequence[int]) -> Matrix:
        """Flags that many elements share, added up once: units that have others below them, by the `columns` given."""
        known = self._rolled.get(id(counts))
        if known is None or known[0] is not counts:
            known = self._rolled[id(counts)] = (counts, places.rolled(counts, columns)[places.parents])
        return known[1]


class _Scored:
    """One element's counts, and what they are worth: by a table of all that one value can be, parents by their sums."""

    def __init__(
        self, frame: Frame, frequency: Frequency, columns: Sequence[int], counts: Counts, scorer: Scorer
    ) -> None:  # fmt: skip
        self._places, self._columns, self._counts, self._scorer = frame.places[frequency], columns, counts, scorer
        self._fresh, alive = np.unique(counts.alive, return_inverse=True)
        codes = counts.wrong.astype(np.uint32)
        for bit, name in enumerate(FLAGS, start=RANK_BITS):
            codes |= getattr(counts, name).view(np.uint8).astype(np.uint32) << np.uint32(bit)
        codes |= (alive.astype(np.uint32) * np.uint32(OWN_CODES))[:, None]
        self._codes = codes

    def values(self, members: Members, columns: slice) -> _Values:
        """Of some units in a run of columns."""
        codes = np.ascontiguousarray(self._codes[span(members), columns].T)
        seen = np.zeros(OWN_CODES * len(self._fresh), np.bool_)
        seen[codes] = True
        listed = np.flatnonzero(seen)
        parts = parts_of(self._table(listed))
        by_code = np.full((len(PARTS) + 1, len(seen)), np.nan)
        by_code[:-1, listed], by_code[-1, listed] = parts.T, combined(parts, self._scorer.settings)
        found = [_looked_up(one, listed, codes) for one in by_code]
        inner = np.isin(members, self._places.parents)
        if inner.any():
            above = np.searchsorted(self._places.parents, members[inner])
            parts = parts_of(self._above[above, columns])
            whole = [*parts.transpose(2, 1, 0), combined(parts, self._scorer.settings).T]
            found = [one.copy() for one in found]
            for one, sums in zip(found, whole, strict=True):
                one[:, inner] = sums
        return _Values(found)

    def _table(self, codes: Members) -> Matrix:
        """What each code counts for, in the order of `COUNTS`."""
        own = codes % OWN_CODES
        flags = {name: (own >> bit & 1).astype(np.float64) for bit, name in enumerate(FLAGS, start=RANK_BITS)}
        flags["wrong"] = self._scorer.weights[own & ((1 << RANK_BITS) - 1)]
        flags["alive"] = flags["watched"] * self._fresh[codes // OWN_CODES]
        return np.stack([flags[name] for name in COUNTS], axis=-1)

    @cached_property
    def _above(self) -> Matrix:
        """The counts of units that have others below them, with those: units × columns × counts."""
        given, shape = self._counts, (len(self._places.parents), len(self._columns))
        shared = {name: self._scorer.rolled(self._places, getattr(given, name), self._columns)
                  for name in ("expected", "watched")}  # fmt: skip
        arrived = np.array_equal(given.arrived, given.expected)
        sums = {
            **shared,
            "arrived": shared["expected"] if arrived else self._sum(given.arrived),
            "reported": shared["expected"] if arrived and np.array_equal(given.reported, given.expected)
            else self._sum(given.reported),
            "wrong": self._sum(self._scorer.weights[given.wrong]) if given.wrong.any() else np.zeros(shape),
            "dirty": self._sum(given.dirty) if given.dirty.any() else np.zeros(shape),
            "alive": self._sum(given.watched * given.alive[:, None]) if given.watched.any() else np.zeros(shape),
        }  # fmt: skip
        return np.stack([sums[name] for name in COUNTS], axis=-1)

    def _sum(self, counts: Matrix | Flags) -> Matrix:
        return self._places.rolled(counts, self._columns)[self._places.parents]

    def count(self, name: str, members: Members, column: int) -> Matrix:
        """How much there is of one count for each unit in a column."""
        own = getattr(self._counts, name)[members, column].astype(np.float64)
        inner = np.isin(members, self._places.parents)
        if inner.any():
            above = np.searchsorted(self._places.parents, members[inner])
            own[inner] = self._above[above, column, COUNTS.index(name)]
        return np.asarray(own)


def _looked_up(by_code: Matrix, listed: Members, codes: npt.NDArray[np.uint32]) -> Matrix:
    known = np.unique(by_code[listed])
    return np.broadcast_to(known, codes.shape) if len(known) == 1 else by_code[codes]


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _means(numbers: Matrix) -> list[float | None]:
    """The mean of what is known in each row."""
    if not any(numbers.strides):  # a view of one number
        row = np.ascontiguousarray(numbers[0])
        return [None if np.isnan(row[0]) else float(row.mean())] * len(numbers)
    known = ~np.isnan(numbers)
    if known.all():
        return [float(mean) for mean in np.ascontiguousarray(numbers).mean(axis=1)]
    return [float(row[there].mean()) if there.any() else None for row, there in zip(numbers, known, strict=True)]
