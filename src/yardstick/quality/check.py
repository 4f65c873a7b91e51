"""The whole check: rules first, then one element after another, and a score for every figure on the way."""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future as Promise
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from yardstick.errors import BadInput
from yardstick.periods import Frequency
from yardstick.quality.completeness import Expectations, FormCount, FormTally
from yardstick.quality.duplicates import Copied, Equal, Reports, copied
from yardstick.quality.element import Checked, Element, Premises, check_element
from yardstick.quality.figures import Figures, Scorer
from yardstick.quality.findings import Findings, Future, Stranger
from yardstick.quality.frame import Flags, Frame, make_frame
from yardstick.quality.operands import Operands
from yardstick.quality.outliers import peer_groups
from yardstick.quality.panels import Block, Blocks, by_element
from yardstick.quality.reported import Reported
from yardstick.quality.rules import Outcome, try_rules, violations
from yardstick.quality.settings import Specification
from yardstick.quality.timeliness import Timeliness
from yardstick.units import Units

LISTED = 100
AHEAD = 4  # elements that are checked before the first of them is taken


@dataclass(frozen=True)
class Quality:
    """What a check found; see `yardstick.quality.report.as_json` for all of it as one object.

    `on` is the day of the check, `None` where none was given. `tested` has, for each frequency, the columns of its
    calendar (places from 0 in `frame.calendar`, in order) whose values were judged.
    """

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
        self.figures = Figures(specification.score)
        self._scorer = Scorer(self.frame, self.tested, specification.score, figures_at)
        self.blocks = Blocks(reported, self.frame)
        self._units = units

    def run(self) -> Quality:
        """Everything, in the order that later steps need earlier ones."""
        self._future()
        reports = Reports(self.frame)
        for run in self.blocks.runs:
            reports.add(self.blocks.whole(run))
        premises = self._premises(self._copies(reports), self._outcomes(reports))
        for checked in self._elements(premises):
            self._take(checked)
        self._strangers(reports)
        for count, made in self.forms.missing(self.tested):
            self.findings.missing.add(count, made)
        return Quality(
            self.reported, self.frame, self.on, premises.outcomes, self.findings, self.forms, self.timeliness,
            self.figures, self.tested,
        )  # fmt: skip

    @cached_property
    def tested(self) -> dict[Frequency, list[int]]:
        """The columns of each frequency's calendar that are judged."""
        found: dict[Frequency, list[int]] = {frequency: [] for frequency in self.frame.calendar}
        for place in self.tested_periods:
            found[self.reported.periods[place].frequency].append(int(self.frame.columns[place]))
        return found

    def _outcomes(self, reports: Reports) -> list[Outcome]:
        """What became of the rules."""
        given = self.specification
        if not given.rules:
            return []
        present = {frequency: reports.present(frequency) for frequency in self.frame.calendar}
        across = {code: limits.across_units for code, limits in given.limits.items() if limits.across_units}
        operands = Operands(self.reported, self.frame, self.blocks, present, across, self.tested_periods)
        found = try_rules(self.reported, self.frame, given.rules, given.constants, operands)
        for outcome in found:
            listed = list(violations(outcome, self.reported, self.frame, self.limit))
            self.findings.violations[outcome.rule.code] = listed
        return found

    def _copies(self, reports: Reports) -> dict[Frequency, Flags]:
        """Which units' reports are equal to a neighbour's, units × periods."""
        least = self.specification.suspicion.copied
        equal = copied(self.reported, self.frame, self.blocks, reports, least, self.tested_periods)
        self.findings.copied.add(len(equal), lambda place: self._copied(equal[place]))
        found = {frequency: self._nowhere(frequency) for frequency in self.frame.calendar}
        for one in equal:
            frequency = self.reported.periods[one.period].frequency
            found[frequency][list(one.units), self.frame.columns[one.period]] = True
        return found

    def _copied(self, equal: Equal) -> Copied:
        names = tuple(self.frame.units[unit] for unit in equal.units)
        return Copied(names, self.reported.periods[equal.period].code, equal.values)

    def _nowhere(self, frequency: Frequency) -> Flags:
        return np.zeros((len(self.frame.units), len(self.frame.calendar[frequency])), np.bool_)

    def _premises(self, copies: Mapping[Frequency, Flags], outcomes: Sequence[Outcome]) -> Premises:
        groups = {
            frequency: peer_groups(self.frame.places[frequency].level[:, columns])
            for frequency, columns in self.tested.items()
        }
        return Premises(
            self.reported, self.frame, self.specification, self.on, self.tested, self.expectations, self._scorer,
            copies, outcomes, groups, self._living,
        )  # fmt: skip

    def _elements(self, premises: Premises) -> Iterator[Checked]:
        """Every element at every frequency, checked by as many threads as there are cores; in order."""
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            done: set[tuple[str, Frequency]] = set()
            for run in self.blocks.runs:
                block = self.blocks.whole(run)
                elements = [one for one in self._reported_elements(block) if one.panels]
                done.update((one.code, one.frequency) for one in elements)
                yield from _in_order(pool, premises, elements)
            asked = [Element(code, frequency, ()) for code, frequency in self.expectations.asked()
                     if (code, frequency) not in done]  # fmt: skip
            yield from _in_order(pool, premises, asked)

    def _reported_elements(self, block: Block) -> Iterator[Element]:
        """The elements of a block, with the panels that hold anything."""
        for members in by_element(self.reported.series, block.series):
            for frequency in self.frame.calendar:
                some = [block.panel(member, frequency) for member in members]
                yield Element(some[0].series.element, frequency, tuple(one for one in some if one.present.any()))

    def _take(self, checked: Checked) -> None:
        """Put what was found about one element where it belongs."""
        for kind, count, made, weights in checked.findings:
            self.findings.by_kind[kind].add(count, made, weights)
        self.forms.add(checked.element.code, checked.element.frequency, checked.present)
        if checked.timeliness is not None:
            self.timeliness.append(checked.timeliness)
        self.figures.scores += checked.scores
        self.figures.kept += checked.kept

    @cached_property
    def _living(self) -> Flags:
        """Which units are there on the day; all of them without a table of units."""
        found = np.full(len(self.frame.units), self._units is None)
        if self._units is not None and self.on is not None:
            found[[self.frame.number[code] for code in self._units.valid(self.on, self.on)]] = True
        return found

    def _strangers(self, reports: Reports) -> None:
        """Units that reported for periods in which the table of units does not have them."""
        for frequency in self.frame.calendar:
            units, columns = np.nonzero(reports.present(frequency) & ~self.frame.places[frequency].valid)

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


def _in_order(pool: ThreadPoolExecutor, premises: Premises, elements: Iterable[Element]) -> Iterator[Checked]:
    """A few at a time, so that what is found does not pile up."""
    waiting: deque[Promise[Checked]] = deque()
    for element in elements:
        waiting.append(pool.submit(check_element, premises, element))
        if len(waiting) > AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _tested(reported: Reported, periods: Collection[str] | None) -> list[int]:
    codes = [period.code for period in reported.periods]
    for period in sorted(periods or ()):
        if period not in codes:
            raise BadInput(f"period {period!r}: nothing was reported for it")
    return [place for place, code in enumerate(codes) if periods is None or code in periods]
