"""One thing reported twice: a key that stands in several rows, a report that is another unit's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from yardstick.quality.frame import Frame
from yardstick.quality.panels import Panel
from yardstick.quality.reported import Reported

Report = tuple[tuple[int, float], ...]


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


def duplicate(panel: Panel, unit: int, column: int, frame: Frame) -> Duplicate:
    """The finding for a key of a panel that stands in several rows."""
    return Duplicate(
        element=panel.series.element,
        option=panel.series.option,
        unit=frame.units[unit],
        period=frame.calendar[panel.frequency][column].code,
        rows=int(panel.rows[unit, column]),
        low=float(panel.low[unit, column]),
        high=float(panel.high[unit, column]),
        contradictory=bool(panel.contradictory[unit, column]),
    )


@dataclass(frozen=True, slots=True)
class Equal:
    """Equal reports as places: of the period in `Reported.periods`, of the units in the frame."""

    period: int
    units: tuple[int, ...]
    values: int


def copied(reported: Reported, frame: Frame, least: int, tested: Iterable[int]) -> list[Equal]:
    """Neighbours with equal reports in the periods `tested`, by period and first unit.

    Neighbours are valid in the period and have the same parent (all units are where nobody has one). Reports are
    equal where they hold the same series with the same values, at least `least` of which are not 0; a report with
    a contradiction in it is nobody's copy.
    """
    candidates = _candidates(reported, least, tested)
    found: dict[tuple[int, int, Report], list[int]] = defaultdict(list)
    for (period, unit), report in _reports(reported, candidates).items():
        places = frame.places[reported.periods[period].frequency]
        place, column = int(frame.unit_codes[unit]), int(frame.columns[period])
        if places.valid[place, column]:
            found[period, int(places.parent[place, column]), report].append(place)
    equal = [
        Equal(period, tuple(sorted(units)), len(report))
        for (period, _, report), units in found.items()
        if len(units) > 1
    ]
    return sorted(equal, key=lambda one: (one.period, one.units))


def _candidates(reported: Reported, least: int, tested: Iterable[int]) -> Any:
    """Units and periods whose reports share a fingerprint with another in the period."""
    cells = reported.cells
    some = cells.filter(cells.period.isin(sorted(set(tested))))
    # Adding zero makes one text of -0.0 and 0.0.
    text = some.series.cast("string") + "=" + (some.value + 0.0).cast("string")
    marked = some.mutate(mark=text.hash())
    prints = marked.group_by("unit", "period").aggregate(
        mark=marked.mark.bit_xor(),
        cells=marked.count(),
        filled=(marked.value != 0).sum(),
        unsure=marked.value.isnull().sum(),
    )
    prints = prints.filter((prints.filled >= least) & (prints.unsure == 0))
    alike = prints.mutate(
        alike=prints.count().over(ibis.window(group_by=["period", "mark", "cells"]))
    )  # fmt: skip
    return alike.filter(alike.alike > 1).select("unit", "period")


def _reports(reported: Reported, candidates: Any) -> Mapping[tuple[int, int], Report]:
    cells = reported.cells.select("unit", "period", "series", "value")
    chosen = cells.join(candidates, ["unit", "period"]).select("unit", "period", "series", "value")
    columns = reported.database.rows(chosen).to_pydict()
    found: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    for period, unit, series, value in zip(
        columns["period"], columns["unit"], columns["series"], columns["value"], strict=True
    ):
        found[period, unit].append((series, value))
    return {key: tuple(sorted(found[key])) for key in sorted(found)}
