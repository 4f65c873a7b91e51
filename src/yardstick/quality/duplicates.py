"""One thing reported twice: a key that stands in several rows, a report that is another unit's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yardstick.periods import Frequency
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.panels import Block, Blocks, Panel
from yardstick.quality.reported import Reported

Pairs = npt.NDArray[np.intp]  # units (places in the frame) beside numbers of groups


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that stands in `rows` rows: with one value (`low` and `high` are equal), or with several."""

    element: str
    option: str
    unit: str
    period: str
    rows: int
    low: float
    high: float
    contradictory: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """Units under one parent that reported the same `values` values, all of them equal, in one period."""

    units: tuple[str, ...]
    period: str
    values: int


def duplicate(panel: Panel, place: int, frame: Frame) -> Duplicate:
    """The finding for a key of a panel that stands in several rows, by its place among those."""
    unit, column = divmod(int(panel.again.at[place]), panel.values.shape[1])
    low, high = float(panel.again.low[place]), float(panel.again.high[place])
    return Duplicate(
        element=panel.series.element,
        option=panel.series.option,
        unit=frame.units[unit],
        period=frame.calendar[panel.frequency][column].code,
        rows=int(panel.again.rows[place]),
        low=low,
        high=high,
        contradictory=low != high,
    )


@dataclass(frozen=True, slots=True)
class Equal:
    """Equal reports as places: of the period in `Reported.periods`, of the units in the frame."""

    period: int
    units: tuple[int, ...]
    values: int


class Reports:
    """What each unit reported in each period, all series together: whether anything, and a fingerprint of it.

    Fingerprints of equal reports are equal; the other way round they only say where to look.
    """

    def __init__(self, frame: Frame) -> None:
        shapes = {one: (len(frame.units), len(periods)) for one, periods in frame.calendar.items()}
        self.marks = {one: np.zeros(shape, np.uint64) for one, shape in shapes.items()}
        self.filled = {one: np.zeros(shape, np.int32) for one, shape in shapes.items()}
        self.cells = {one: np.zeros(shape, np.int32) for one, shape in shapes.items()}
        self.unsure = {one: np.zeros(shape, np.bool_) for one, shape in shapes.items()}
        self._chance = np.random.Generator(np.random.PCG64(2))

    def present(self, frequency: Frequency) -> Flags:
        """Where anything was reported."""
        found: Flags = self.cells[frequency] > 0
        return found

    def add(self, block: Block) -> None:
        """Take in a run of series."""
        for code in block.series:
            mask, factor = self._chance.integers(0, 2**64, 2, np.uint64)
            for frequency in block.values:
                self._add(block.panel(code, frequency), mask, factor | np.uint64(1))

    def _add(self, panel: Panel, mask: np.uint64, factor: np.uint64) -> None:
        frequency = panel.frequency
        there = ~np.isnan(panel.values)
        bits = (panel.values + 0.0).view(np.uint64)  # adding zero makes one of -0.0 and 0.0
        bits ^= mask
        bits *= factor
        self.marks[frequency] += np.where(there, bits, np.uint64(0))
        self.filled[frequency] += (panel.values != 0) & there
        self.cells[frequency] += there
        if panel.again.at.size:
            self.cells[frequency] += panel.contradictory
            self.unsure[frequency] |= panel.contradictory


def copied(
    reported: Reported, frame: Frame, blocks: Blocks, reports: Reports, least: int, tested: Iterable[int]
) -> list[Equal]:
    """Neighbours with equal reports in the periods `tested`, by period and first unit.

    Neighbours are valid in the period and have the same parent (all units are where nobody has one). Reports are
    equal where they hold the same series with the same values, at least `least` of which are not 0; a report with
    a contradiction in it is nobody's copy.
    """
    groups: dict[int, Pairs] = {}
    for period in sorted(set(tested)):
        alike = _alike(frame, reports, least, reported.periods[period].frequency, frame.columns[period])
        if len(alike):
            groups[period] = alike
    for run in blocks.runs if groups else ():
        block = blocks.whole(run)
        for period, found in groups.items():
            values = block.values[reported.periods[period].frequency]
            groups[period] = _split(found, values[:, found[:, 0], frame.columns[period]].T)
    equal: list[Equal] = []
    for period, found in groups.items():
        cells = reports.cells[reported.periods[period].frequency][:, frame.columns[period]]
        equal += [Equal(period, tuple(units), int(cells[units[0]])) for units in _members(found)]
    return sorted(equal, key=lambda one: (one.period, one.units))


def _alike(frame: Frame, reports: Reports, least: int, frequency: Frequency, column: int) -> Pairs:
    """Units whose reports may be equal to a neighbour's, with the number of their group."""
    places = frame.places[frequency]
    fit = (reports.filled[frequency][:, column] >= least) & ~reports.unsure[frequency][:, column]
    units = np.flatnonzero(fit & places.valid[:, column])
    keys = [reports.marks[frequency][units, column], places.parent[units, column].astype(np.uint64)]
    return _several(units, np.unique(np.stack(keys), axis=1, return_inverse=True)[1].ravel())


def _split(found: Pairs, reports: Matrix) -> Pairs:
    """Take apart groups whose reports (units × series) are not equal after all."""
    content = np.ascontiguousarray(np.where(np.isnan(reports), np.nan, reports + 0.0))
    texts = content.view(np.dtype((np.void, content.dtype.itemsize * content.shape[1]))).ravel()
    kinds = np.unique(texts, return_inverse=True)[1].ravel()
    return _several(found[:, 0], np.unique(np.stack([found[:, 1], kinds]), axis=1, return_inverse=True)[1].ravel())


def _several(units: npt.NDArray[np.intp], groups: npt.NDArray[np.intp]) -> Pairs:
    kept = np.bincount(groups)[groups] > 1
    return np.stack([units[kept], groups[kept]], axis=1)


def _members(found: Pairs) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for unit, group in found.tolist():
        groups[group].append(unit)
    return list(groups.values())
