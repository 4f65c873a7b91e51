"""Completeness: what was reported of what is expected, by element and form, for each unit and all that lie above it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from yardstick.periods import Frequency
from yardstick.quality.frame import Flags, Frame, Matrix
from yardstick.quality.settings import Form

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class FormCount:
    """Of the reports of a form that units of `unit` (itself and below) owe for a period.

    `expected` are due, 1 or more; of these `reported` came with at least one element, and of those `complete` with
    every one. `level` is empty where there is no table of units.
    """

    form: str
    unit: str
    level: str
    period: str
    expected: int
    reported: int
    complete: int


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A form that a unit owed for a period and of which nothing came."""

    form: str
    unit: str
    period: str


def due_units(frame: Frame, frequency: Frequency, levels: Sequence[str] = (), units: Sequence[str] = ()) -> Flags:
    """Who owes a report, units × periods: valid units of the levels or the names given, the leaves without either."""
    places = frame.places[frequency]
    if not levels and not units:
        return places.valid & places.leaf
    wanted = [frame.level_code(level) for level in levels]
    chosen: Flags = np.isin(places.level, wanted)
    chosen[[frame.number[unit] for unit in units if unit in frame.number]] = True
    return places.valid & chosen


@dataclass(frozen=True)
class Expectations:
    """Which form asks for which element, and so who owes it and by when."""

    frame: Frame
    forms: Sequence[Form]
    _known: dict[tuple[str, Frequency], Flags] = field(default_factory=dict)
    _watched: dict[int, Flags] = field(default_factory=dict)

    def of(self, element: str, frequency: Frequency) -> Flags:
        """Units × periods that owe a value of an element; of one that no form asks for, all leaves."""
        asking = self._asking(element, frequency)
        key = ("of " + "+".join(repr(form.code) for form in asking), frequency)
        if key not in self._known:
            parts = [due_units(self.frame, frequency, form.levels, form.units) for form in asking]
            self._known[key] = np.logical_or.reduce(parts) if parts else due_units(self.frame, frequency)
        return self._known[key]

    def watched(self, element: str, frequency: Frequency, living: Flags) -> Flags:
        """Of those the units that are there on the day; one array for all elements of the same forms."""
        expected = self.of(element, frequency)
        if id(expected) not in self._watched:
            self._watched[id(expected)] = expected & living[:, None]
        return self._watched[id(expected)]

    def nowhere(self, frequency: Frequency) -> Flags:
        """No unit in any period; one array for all."""
        key = ("", frequency)
        if key not in self._known:
            self._known[key] = np.zeros(self.frame.places[frequency].valid.shape, np.bool_)
        return self._known[key]

    def due_days(self, element: str, frequency: Frequency, default: int) -> int:
        """Days after a period's last on which a value is still on time."""
        return next((form.due_days for form in self._asking(element, frequency)), default)

    def asked(self) -> list[tuple[str, Frequency]]:
        """Elements of forms at frequencies that anything was reported at, sorted."""
        pairs = {(element, form.frequency) for form in self.forms for element in form.elements}
        return sorted(pair for pair in pairs if pair[1] in self.frame.calendar)

    def _asking(self, element: str, frequency: Frequency) -> list[Form]:
        return [form for form in self.forms if form.frequency is frequency and element in form.elements]


class FormTally:
    """Counts how many elements of each form came, one element after another."""

    def __init__(self, expectations: Expectations) -> None:
        self._frame = expectations.frame
        self._forms = [form for form in expectations.forms if form.frequency in self._frame.calendar]
        self._came: dict[str, Matrix] = {}

    def add(self, element: str, frequency: Frequency, present: Flags) -> None:
        """Note where an element was reported."""
        for form in self._forms:
            if form.frequency is frequency and element in form.elements:
                self._came[form.code] = self._came.get(form.code, np.zeros(present.shape)) + present

    def counts(self, tested: Mapping[Frequency, Sequence[int]], *, leaves: bool = True) -> list[FormCount]:
        """The counts of each form, unit and tested period for which anything is expected, in that order.

        Without `leaves` only of units that have others below them.
        """
        found: list[FormCount] = []
        for form in self._forms:
            places, columns = self._frame.places[form.frequency], list(tested.get(form.frequency, []))
            rolled = places.rolled(self._parts(form))[:, columns]
            shown = (rolled[:, :, 0] > 0) & (leaves | ~places.leaf[:, columns])
            for unit, place in np.argwhere(shown):
                column = columns[place]
                level = places.level[unit, column]
                expected, reported, complete = (int(one) for one in rolled[unit, place])
                found.append(
                    FormCount(
                        form=form.code,
                        unit=self._frame.units[unit],
                        level=self._frame.levels[level] if level >= 0 else "",
                        period=self._frame.calendar[form.frequency][column].code,
                        expected=expected,
                        reported=reported,
                        complete=complete,
                    )
                )
        return found

    def missing(
        self, tested: Mapping[Frequency, Sequence[int]]
    ) -> Iterator[tuple[int, Callable[[int], MissingReport]]]:
        """For each form how many reports did not come at all, and what makes the finding of each, by unit.

        `tested` has the columns of each frequency's calendar that are looked at.
        """
        for form in self._forms:
            columns = list(tested.get(form.frequency, []))
            parts = self._parts(form)[:, columns]
            units, places = np.nonzero((parts[:, :, 0] > 0) & (parts[:, :, 1] == 0))

            def made(at: int, form: Form = form, units: Places = units, places: Places = places,
                     columns: Sequence[int] = columns) -> MissingReport:  # fmt: skip
                period = self._frame.calendar[form.frequency][columns[places[at]]]
                return MissingReport(form.code, self._frame.units[units[at]], period.code)

            yield len(units), made

    def _parts(self, form: Form) -> Matrix:
        """Expected, reported and complete, units × periods × 3."""
        due = due_units(self._frame, form.frequency, form.levels, form.units)
        came = self._came.get(form.code, np.zeros(due.shape))
        return np.stack([due, due & (came > 0), due & (came == len(form.elements))], axis=2).astype(np.float64)
