"""One element at one frequency, all its options together: what is wrong with it and what its figures are worth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from yardstick.periods import Frequency
from yardstick.quality.completeness import Expectations
from yardstick.quality.duplicates import duplicate
from yardstick.quality.figures import Counts, Figure, LevelScore, Ranks, Scorer
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.limits import Impossible, impossible
from yardstick.quality.outliers import Against, Far, Group, Outlier, outliers_of
from yardstick.quality.panels import NO_DAY, Panel
from yardstick.quality.reported import Reported
from yardstick.quality.rules import Outcome
from yardstick.quality.series import Repeated, Shift, repeated, shifts
from yardstick.quality.settings import Limits, Specification
from yardstick.quality.timeliness import DUE_DAYS, Stale, Timeliness, freshness, on_time

Finding = tuple[str, int, Callable[[int], Any], Matrix | None]  # kind, how many, what makes each, their weights


@dataclass(frozen=True, slots=True)
class Element:
    """An element at a frequency, with the panels of its options that hold anything (none: it is only asked for)."""

    code: str
    frequency: Frequency
    panels: Sequence[Panel]


@dataclass(frozen=True, slots=True)
class Premises:
    """What is known before elements are checked; `groups` are the peers among the tested columns, `living` the units
    that are there on the day, `copies` where a report is equal to a neighbour's."""

    reported: Reported
    frame: Frame
    specification: Specification
    on: date | None
    tested: Mapping[Frequency, Sequence[int]]
    expectations: Expectations
    scorer: Scorer
    copies: Mapping[Frequency, Flags]
    outcomes: Sequence[Outcome]
    groups: Mapping[Frequency, Sequence[Group]]
    living: Flags


@dataclass
class Checked:
    """What was found; nothing of it is in any listing yet."""

    element: Element
    present: Flags
    findings: list[Finding] = field(default_factory=list)
    timeliness: Timeliness | None = None
    scores: list[LevelScore] = field(default_factory=list)
    kept: list[Figure] = field(default_factory=list)


def check_element(premises: Premises, element: Element) -> Checked:
    """Check one element and score its figures, touching nothing that others do."""
    return _Work(premises, element).done()


class _Work:
    def __init__(self, premises: Premises, element: Element) -> None:
        self._given, self._element = premises, element
        self._frame, self._frequency = premises.frame, element.frequency
        self._calendar = premises.frame.calendar[element.frequency]
        self._tested = premises.tested[element.frequency]
        self._shape = (len(self._frame.units), len(self._calendar))
        present = [panel.present for panel in element.panels]
        self._present = np.logical_or.reduce(present) if present else np.zeros(self._shape, np.bool_)
        self._found = Checked(element, self._present)
        self._is_tested = np.zeros(self._shape[1], np.bool_)
        self._is_tested[self._tested] = True

    def done(self) -> Checked:
        wrong, dirty = self._broken_rules(), self._given.copies[self._frequency] & self._present
        for panel in self._element.panels:
            self._outliers(panel, wrong)
            dirty |= self._dirty(panel)
        expected = self._given.expectations.of(self._element.code, self._frequency)
        watched, alive = self._alive(expected)
        own = [self._of_tested(part) for part in (expected, self._present, wrong, dirty, watched)]
        counts = Counts(own[0], own[1], own[2], own[3], own[4], alive)
        scores, kept = self._given.scorer.score(self._element.code, self._frequency, counts)
        self._found.scores, self._found.kept = scores, kept
        return self._found

    def _of_tested(self, part: Any) -> Any:
        return part if len(self._tested) == self._shape[1] else part[:, self._tested]

    def _add(self, kind: str, count: int, made: Callable[[int], Any], weights: Matrix | None = None) -> None:
        if count:
            self._found.findings.append((kind, count, made, weights))

    def _key(self, panel: Panel, unit: int, column: int) -> tuple[str, str, str, str]:
        return panel.series.element, panel.series.option, self._frame.units[unit], self._calendar[column].code

    def _broken_rules(self) -> Ranks:
        """For each value the weight of the weightiest rule it breaks. One at a level blames no single value."""
        found = np.zeros(self._shape, np.uint8)
        given, scorer = self._given, self._given.scorer
        for outcome in given.outcomes:
            if outcome.rule.level is not None or self._element.code not in outcome.rule.elements:
                continue
            at = given.reported.is_of(self._frequency)[outcome.periods]
            places = outcome.units[at], self._frame.columns[outcome.periods[at]]
            weight = scorer.place_of(given.specification.score.importance[outcome.rule.importance])
            found[places] = np.maximum(found[places], np.uint8(weight))
        found *= self._present
        return found

    def _outliers(self, panel: Panel, wrong: Ranks) -> None:
        given = self._given
        settings = given.specification.outliers
        weight = np.uint8(given.scorer.place_of(given.specification.score.outlier))
        columns = np.asarray(self._tested, np.intp)
        for against, far in outliers_of(panel, self._tested, given.groups[self._frequency], settings).items():
            places = far.units, columns[far.columns]
            wrong[places] = np.maximum(wrong[places], weight)

            def made(at: int, against: Against = against, far: Far = far) -> Outlier:
                unit, column = far.units[at], self._tested[far.columns[at]]
                return Outlier(
                    against, *self._key(panel, unit, column), float(panel.values[unit, column]),
                    float(far.usual[at]), float(far.score[at]),
                )  # fmt: skip

            self._add("outlier", len(far.units), made, np.abs(far.score))

    def _dirty(self, panel: Panel) -> Flags:
        """Where a value is impossible, contradicts itself, repeats itself or lies at a level of another unit."""
        limits = self._given.specification.limits.get(panel.series.element, Limits())
        dirty = panel.contradictory.copy()
        again = np.flatnonzero(self._is_tested[panel.again.at % self._shape[1]])
        self._add("duplicate", len(again), lambda at: duplicate(panel, again[at], self._frame))
        for breaks, flags in impossible(panel, limits).items():
            if flags.any():
                dirty |= flags
                self._list_impossible(panel, breaks, flags & self._is_tested)
        if not limits.steady:
            self._repeated(panel, dirty)
        self._shifted(panel, dirty)
        return dirty

    def _list_impossible(self, panel: Panel, breaks: str, flags: Flags) -> None:
        units, columns = np.nonzero(flags)
        shown = panel.high if breaks == "above_maximum" else panel.low

        def made(at: int) -> Impossible:
            unit, column = units[at], columns[at]
            return Impossible(breaks, *self._key(panel, unit, column), float(shown[unit, column]))

        self._add("impossible", len(units), made)

    def _repeated(self, panel: Panel, dirty: Flags) -> None:
        """Runs that reach into what is tested are listed; all of a run is dirty but its first value."""
        runs = repeated(panel.values, self._given.specification.suspicion.repeated)
        if not len(runs.units):
            return
        flags = runs.flags(self._shape)
        flags[runs.units, runs.first] = False
        dirty |= flags
        so_far = np.r_[0, np.cumsum(self._is_tested)]
        within = np.flatnonzero(so_far[runs.last + 1] > so_far[runs.first])

        def made(at: int) -> Repeated:
            unit, first, last = (int(part[within[at]]) for part in (runs.units, runs.first, runs.last))
            value = float(panel.values[unit, first])
            return Repeated(*self._key(panel, unit, first), self._calendar[last].code, last - first + 1, value)

        self._add("repeated_value", len(within), made, (runs.last - runs.first + 1)[within].astype(np.float64))

    def _shifted(self, panel: Panel, dirty: Flags) -> None:
        """The shorter side of a shift is taken to be in the wrong unit, the later one of equal sides."""
        found = shifts(panel.values, self._given.specification.suspicion.shift)
        across = np.arange(self._shape[1])
        is_within = np.zeros(len(found.units), np.bool_)
        for place, (unit, column) in enumerate(zip(found.units, found.column, strict=True)):
            valued = panel.present[unit]
            later = across >= column
            short = later if np.count_nonzero(valued & later) * 2 <= np.count_nonzero(valued) else ~later
            dirty[unit] |= valued & short
            is_within[place] = (valued & short & self._is_tested).any()
        within = np.flatnonzero(is_within)

        def made(at: int) -> Shift:
            place = within[at]
            return Shift(
                *self._key(panel, found.units[place], found.column[place]), 10.0 ** int(found.power[place]),
                float(found.before[place]), float(found.after[place]),
            )  # fmt: skip

        self._add("unit_change", len(within), made, np.abs(found.power[within]).astype(np.float64))

    def _alive(self, expected: Flags) -> tuple[Flags, Matrix]:
        """Whose freshness counts (units × periods) and what each unit's is; also lists those behind."""
        on, frequency, given = self._given.on, self._frequency, self._given
        if on is None:
            return given.expectations.nowhere(frequency), np.zeros(self._shape[0])
        due_days = given.expectations.due_days(self._element.code, frequency, DUE_DAYS)
        fresh = freshness(self._present, self._calendar, on, due_days)
        watched = given.expectations.watched(self._element.code, frequency, given.living)
        owing = self._of_tested(watched).any(axis=1)
        behind = np.flatnonzero(owing & (fresh.missed > 0))

        def made(at: int) -> Stale:
            unit = behind[at]
            newest = self._calendar[fresh.newest[unit]] if fresh.newest[unit] >= 0 else None
            age = None if newest is None else (on - newest.last).days
            code = None if newest is None else newest.code
            return Stale(self._element.code, frequency, self._frame.units[unit], code, age, int(fresh.missed[unit]))

        self._add("stale", len(behind), made, fresh.missed[behind].astype(np.float64))
        dated, in_time = self._received(due_days)
        alive = fresh.alive
        self._found.timeliness = Timeliness(
            self._element.code, frequency, int(owing.sum()), len(behind),
            float(alive[owing].mean()) if owing.any() else None, dated, in_time,
        )  # fmt: skip
        return watched, alive

    def _received(self, due_days: int) -> tuple[int, int]:
        """How many values of tested periods came on a known day, and how many of those in time."""
        days = [panel.received for panel in self._element.panels if panel.received is not None]
        if not days:
            return 0, 0
        latest = np.maximum.reduce(days)
        in_time = on_time(latest, self._calendar, due_days)
        return int(np.count_nonzero(self._of_tested(latest != NO_DAY))), int(np.count_nonzero(self._of_tested(in_time)))
