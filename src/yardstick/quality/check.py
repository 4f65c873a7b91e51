"""The whole check: rules first, then one element after another, and a score for every figure on the way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from yardstick.errors import BadInput
from yardstick.periods import Frequency
from yardstick.quality.completeness import Expectations, FormCount, FormTally
from yardstick.quality.duplicates import Copied, Equal, copied, duplicate
from yardstick.quality.figures import Figures
from yardstick.quality.findings import Findings, Future, Stranger
from yardstick.quality.frame import Flags, Frame, Matrix, make_frame
from yardstick.quality.limits import Impossible, impossible
from yardstick.quality.outliers import Against, Outlier, outliers_of
from yardstick.quality.panels import Panel, panels
from yardstick.quality.reported import Reported
from yardstick.quality.rules import Outcome, try_rules, violations
from yardstick.quality.series import Repeated, Shift, repeated, shifts
from yardstick.quality.settings import Limits, Specification
from yardstick.quality.timeliness import DUE_DAYS, Stale, Timeliness, freshness, on_time
from yardstick.units import Units

LISTED = 100


@dataclass(frozen=True)
class Quality:
    """What a check found; see `yardstick.quality.report.as_json` for all of it as one object."""

    reported: Reported
    frame: Frame
    on: date | None
    outcomes: Sequence[Outcome]
    findings: Findings
    forms: FormTally
    timeliness: Sequence[Timeliness]
    figures: Figures
    tested: Mapping[Frequency, Sequence[int]]

    @property
    def completeness(self) -> list[FormCount]:
        """Reports of each form for each unit that has others below it, and each period."""
        return self.forms.counts(self.tested, leaves=False)


def check(
    reported: Reported,
    specification: Specification | None = None,
    *,
    units: Units | None = None,
    on: date | None = None,
    periods: Collection[str] | None = None,
    figures_at: Collection[str] = (),
    limit: int = LISTED,
) -> Quality:
    """Check what was reported by a specification.

    `periods` are those whose values are judged (all unless named); the others only tell what is usual. Timeliness
    needs a day, `on`; without a table of units every unit is a leaf and owes every element. `limit` is how many
    findings of a kind (violations: of a rule) are listed; all are counted. `figures_at` names levels of units for
    which the quality of every single figure is kept. `BadInput` where a period that is named was not reported, and
    where the specification asks for timeliness but no day is given.
    """
    if specification is not None and specification.timeliness and on is None:
        raise BadInput("timeliness is asked for: give the day it is told for")
    return _Check(reported, specification or Specification(), units, on, periods, figures_at, limit).run()


class _Check:
    def __init__(
        self,
        reported: Reported,
        specification: Specification,
        units: Units | None,
        on: date | None,
        periods: Collection[str] | None,
        figures_at: Collection[str],
        limit: int,
    ) -> None:
        self.reported, self.specification, self.on, self.limit = reported, specification, on, limit
        self.frame = make_frame(reported, units)
        self.expectations = Expectations(self.frame, specification.forms)
        self.tested_periods = _tested(reported, periods)
        self.findings = Findings(limit)
        self.forms = FormTally(self.expectations)
        self.timeliness: list[Timeliness] = []
        self.figures = Figures(self.frame, self.tested, specification.score, figures_at)
        self._present = {frequency: self._empty(frequency) > 0 for frequency in self.frame.calendar}
        self._units = units

    def run(self) -> Quality:
        """Everything, in the order that later steps need earlier ones."""
        self._future()
        done: set[tuple[str, Frequency]] = set()
        for of_element in panels(self.reported, self.frame):
            for frequency in sorted({panel.frequency for panel in of_element}, key=list(Frequency).index):
                some = [panel for panel in of_element if panel.frequency is frequency]
                self._element(some[0].series.element, frequency, some)
                done.add((some[0].series.element, frequency))
        for element, frequency in self.expectations.asked():
            if (element, frequency) not in done:
                self._element(element, frequency, [])
        self._strangers()
        for count, made in self.forms.missing(self.tested):
            self.findings.missing.add(count, made)
        return Quality(
            self.reported, self.frame, self.on, self.outcomes, self.findings, self.forms, self.timeliness,
            self.figures, self.tested,
        )  # fmt: skip

    @cached_property
    def tested(self) -> dict[Frequency, list[int]]:
        """The columns of each frequency's calendar that are judged."""
        found: dict[Frequency, list[int]] = {frequency: [] for frequency in self.frame.calendar}
        for place in self.tested_periods:
            found[self.reported.periods[place].frequency].append(int(self.frame.columns[place]))
        return found

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What became of the rules."""
        given = self.specification
        found = try_rules(self.reported, self.frame, given.rules, given.constants, self.tested_periods)
        for outcome in found:
            listed = list(violations(outcome, self.reported, self.frame, self.limit))
            self.findings.violations[outcome.rule.code] = listed
        return found

    @cached_property
    def _wrong_by_rule(self) -> dict[tuple[str, Frequency], Matrix]:
        """For each element the weight of the weightiest rule it breaks, units × periods."""
        found: dict[tuple[str, Frequency], Matrix] = {}
        frequency_of = np.array([list(Frequency).index(period.frequency) for period in self.reported.periods])
        for outcome in self.outcomes:
            weight = self.specification.score.importance[outcome.rule.importance]
            for frequency in self.frame.calendar:
                at = frequency_of[outcome.periods] == list(Frequency).index(frequency)
                units, columns = outcome.units[at], self.frame.columns[outcome.periods[at]]
                for element in outcome.rule.elements if at.any() else ():
                    matrix = found.setdefault((element, frequency), self._empty(frequency))
                    matrix[units, columns] = np.maximum(matrix[units, columns], weight)
        return found

    @cached_property
    def _copies(self) -> dict[Frequency, Flags]:
        """Which units' reports are equal to a neighbour's, units × periods."""
        least = self.specification.suspicion.copied
        equal = copied(self.reported, self.frame, least, self.tested_periods)
        self.findings.copied.add(len(equal), lambda place: self._copied(equal[place]))
        found = {frequency: self._empty(frequency) > 0 for frequency in self.frame.calendar}
        for one in equal:
            frequency = self.reported.periods[one.period].frequency
            found[frequency][list(one.units), self.frame.columns[one.period]] = True
        return found

    def _copied(self, equal: Equal) -> Copied:
        names = tuple(self.frame.units[unit] for unit in equal.units)
        return Copied(names, self.reported.periods[equal.period].code, equal.values)

    def _empty(self, frequency: Frequency) -> Matrix:
        return np.zeros((len(self.frame.units), len(self.frame.calendar[frequency])))

    def _element(self, element: str, frequency: Frequency, some: Sequence[Panel]) -> None:
        """Check one element at one frequency, all its options together, and score its figures."""
        present = np.logical_or.reduce([self._empty(frequency) > 0, *(panel.present for panel in some)])
        self._present[frequency] |= present
        wrong, dirty = self._empty(frequency), self._copies[frequency] & present
        np.maximum(wrong, self._wrong_by_rule.get((element, frequency), 0.0), out=wrong, where=present)
        for panel in some:
            np.maximum(wrong, self._outliers(panel) * self.specification.score.outlier, out=wrong)
            dirty = dirty | self._dirty(panel)
        expected = self.expectations.of(element, frequency)
        self.forms.add(element, frequency, present)
        watched, alive = self._alive(element, frequency, some, present, expected)
        self.figures.add(
            element, frequency, expected=expected, arrived=expected & present, reported=present, wrong=wrong,
            dirty=dirty, watched=watched, alive=alive,
        )  # fmt: skip

    def _outliers(self, panel: Panel) -> Flags:
        tested = self.tested[panel.frequency]
        flags = np.zeros(panel.values.shape, np.bool_)
        groups = self.frame.places[panel.frequency].level[:, tested]
        for against, (judged, far) in outliers_of(panel, tested, groups, self.specification.outliers).items():
            flags[:, tested] |= far
            units, places = np.nonzero(far)

            def made(
                at: int, against: Against = against, judged: Any = judged, units: Any = units, places: Any = places
            ) -> Outlier:
                unit, place = units[at], places[at]
                return Outlier(
                    against, *self._key(panel, unit, tested[place]), float(panel.values[unit, tested[place]]),
                    float(judged.median[unit, place]), float(judged.score[unit, place]),
                )  # fmt: skip

            self.findings.outliers.add(len(units), made, np.abs(judged.score[far]))
        return flags

    def _key(self, panel: Panel, unit: int, column: int) -> tuple[str, str, str, str]:
        period = self.frame.calendar[panel.frequency][column].code
        return panel.series.element, panel.series.option, self.frame.units[unit], period

    def _dirty(self, panel: Panel) -> Flags:
        """Where a value is impossible, contradicts itself, repeats itself or lies at a level of another unit."""
        limits = self.specification.limits.get(panel.series.element, Limits())
        tested = np.zeros(panel.values.shape[1], np.bool_)
        tested[self.tested[panel.frequency]] = True
        dirty = panel.contradictory
        units, columns = np.nonzero((panel.rows > 1) & tested)
        self.findings.duplicates.add(
            len(units), lambda at: duplicate(panel, units[at], columns[at], self.frame)
        )  # fmt: skip
        for breaks, flags in impossible(panel, limits).items():
            dirty = dirty | flags
            self._list_impossible(panel, breaks, flags & tested)
        if not limits.steady:
            dirty = dirty | self._repeated(panel, tested)
        return dirty | self._shifted(panel, tested)

    def _list_impossible(self, panel: Panel, breaks: str, flags: Flags) -> None:
        units, columns = np.nonzero(flags)
        shown = panel.high if breaks == "above_maximum" else panel.low

        def made(at: int) -> Impossible:
            unit, column = units[at], columns[at]
            return Impossible(breaks, *self._key(panel, unit, column), float(shown[unit, column]))

        self.findings.impossible.add(len(units), made)

    def _repeated(self, panel: Panel, tested: Flags) -> Flags:
        """Runs that reach into what is tested are listed; all of a run is dirty but its first value."""
        runs = repeated(panel.values, self.specification.suspicion.repeated)
        flags = runs.flags(panel.values.shape)
        flags[runs.units, runs.first] = False
        so_far = np.r_[0, np.cumsum(tested)]
        within = np.flatnonzero(so_far[runs.last + 1] > so_far[runs.first])

        def made(at: int) -> Repeated:
            unit, first, last = (int(part[within[at]]) for part in (runs.units, runs.first, runs.last))
            end = self.frame.calendar[panel.frequency][last].code
            value = float(panel.values[unit, first])
            return Repeated(*self._key(panel, unit, first), end, last - first + 1, value)

        self.findings.repeated.add(len(within), made, (runs.last - runs.first + 1)[within].astype(np.float64))
        return flags

    def _shifted(self, panel: Panel, tested: Flags) -> Flags:
        """The shorter side of a shift is taken to be in the wrong unit, the later one of equal sides."""
        found = shifts(panel.values, self.specification.suspicion.shift)
        across = np.arange(panel.values.shape[1])
        flags = np.zeros(panel.values.shape, np.bool_)
        for unit, column in zip(found.units, found.column, strict=True):
            valued = panel.present[unit]
            later = across >= column
            short = later if np.count_nonzero(valued & later) * 2 <= np.count_nonzero(valued) else ~later
            flags[unit] = valued & short
        within = np.flatnonzero((flags[found.units] & tested).any(axis=1))

        def made(at: int) -> Shift:
            place = within[at]
            return Shift(
                *self._key(panel, found.units[place], found.column[place]), 10.0 ** int(found.power[place]),
                float(found.before[place]), float(found.after[place]),
            )  # fmt: skip

        self.findings.shifts.add(len(within), made, np.abs(found.power[within]).astype(np.float64))
        return flags

    def _alive(
        self, element: str, frequency: Frequency, some: Sequence[Panel], present: Flags, expected: Flags
    ) -> tuple[Flags, Matrix]:
        """Whose freshness counts and what it is, units × periods; also lists those behind."""
        if self.on is None:
            return np.zeros(present.shape, np.bool_), self._empty(frequency)
        on, calendar = self.on, self.frame.calendar[frequency]
        due_days = self.expectations.due_days(element, frequency, DUE_DAYS)
        fresh = freshness(present, calendar, on, due_days)
        watched = expected & self._living[:, None]
        owing = watched[:, self.tested[frequency]].any(axis=1)
        behind = np.flatnonzero(owing & (fresh.missed > 0))

        def made(at: int) -> Stale:
            unit = behind[at]
            newest = calendar[fresh.newest[unit]] if fresh.newest[unit] >= 0 else None
            age = None if newest is None else (on - newest.last).days
            code = None if newest is None else newest.code
            return Stale(element, frequency, self.frame.units[unit], code, age, int(fresh.missed[unit]))

        self.findings.stale.add(len(behind), made, fresh.missed[behind].astype(np.float64))
        dated = np.stack([panel.received for panel in some]).max(axis=0) if some else np.zeros(present.shape, np.int64)
        tested = self.tested[frequency]
        self.timeliness.append(
            Timeliness(
                element, frequency, int(owing.sum()), len(behind),
                float(fresh.alive[owing].mean()) if owing.any() else None,
                int(np.count_nonzero(dated[:, tested])),
                int(np.count_nonzero(on_time(dated, calendar, due_days)[:, tested])),
            )
        )  # fmt: skip
        return watched, watched * fresh.alive[:, None]

    @cached_property
    def _living(self) -> Flags:
        """Which units are there on the day; all of them without a table of units."""
        found = np.full(len(self.frame.units), self._units is None)
        if self._units is not None and self.on is not None:
            found[[self.frame.number[code] for code in self._units.valid(self.on, self.on)]] = True
        return found

    def _strangers(self) -> None:
        """Units that reported for periods in which the table of units does not have them."""
        for frequency, present in self._present.items():
            units, columns = np.nonzero(present & ~self.frame.places[frequency].valid)

            def made(at: int, units: Any = units, columns: Any = columns, frequency: Frequency = frequency) -> Stranger:
                period = self.frame.calendar[frequency][columns[at]]
                return Stranger(self.frame.units[units[at]], period.code)

            self.findings.strangers.add(len(units), made)

    def _future(self) -> None:
        """Periods that had not begun on the day."""
        if self.on is None:
            return
        on = self.on
        future = [period.code for period in self.reported.periods if period.first > on]
        self.findings.future.add(len(future), lambda place: Future(future[place]))


def _tested(reported: Reported, periods: Collection[str] | None) -> list[int]:
    codes = [period.code for period in reported.periods]
    for period in sorted(periods or ()):
        if period not in codes:
            raise BadInput(f"period {period!r}: nothing was reported for it")
    return [place for place, code in enumerate(codes) if periods is None or code in periods]
