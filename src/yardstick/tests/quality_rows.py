"""Rows and trees that tests of data quality are made of."""

from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.quality import Quality, Reported, as_json, check, parse_specification, read_reported
from yardstick.quality.frame import make_frame
from yardstick.quality.panels import Blocks
from yardstick.units import Unit, Units, check_units

Row = tuple[Any, ...]
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


def table(rows: Iterable[Row]) -> pa.Table:
    """Rows of element (`A` or `A.option`), unit, period, value and perhaps a day of recording."""
    listed = list(rows)
    codes = [row[0].partition(".") for row in listed]
    columns = {
        "data_element": pa.array([code for code, _, _ in codes], pa.string()),
        "option": pa.array([option or None for _, _, option in codes], pa.string()),
        "unit": pa.array([row[1] for row in listed], pa.string()),
        "period": pa.array([row[2] for row in listed], pa.string()),
        "value": pa.array([row[3] for row in listed], pa.float64()),
    }
    if listed and len(listed[0]) > 4:
        columns["recorded_on"] = pa.array([row[4] for row in listed], pa.date32())
    return pa.table(columns)


def reported(rows: Iterable[Row], **given: Any) -> Reported:
    return read_reported(table(rows), **given)


def values(found: Reported) -> list[Row]:
    """What is laid out to be checked: series, unit, period, value and the day it was first recorded, if known."""
    frame = make_frame(found)
    listed: list[Row] = []
    for run in (blocks := Blocks(found, frame)).runs:
        block = blocks.whole(run)
        for code in run:
            for frequency, calendar in frame.calendar.items():
                panel, (element, option) = block.panel(code, frequency), astuple(found.series[code])
                for unit, column in np.argwhere(panel.present).tolist():
                    day = [] if panel.received is None else [int(panel.received[unit, column])]
                    name = f"{element}.{option}" if option else element
                    listed.append((name, frame.units[unit], calendar[column].code, panel.values[unit, column], *day))
    return listed


def series(code: str, unit: str, values: Iterable[float | None], periods: Iterable[str] = MONTHS) -> list[Row]:
    """One value a period."""
    return [(code, unit, period, value) for period, value in zip(periods, values, strict=False)]


def tree(**children: str) -> Units:
    """Parents and their children, one letter each, under `TOP`: `tree(P="ab", Q="c")`."""
    rows = [Unit("TOP", "", None, "country")]
    for parent, codes in children.items():
        rows.append(Unit(parent, "", "TOP", "province"))
        rows += [Unit(code, "", parent, "commune") for code in codes]
    return check_units(rows)


def checked(rows: Iterable[Row], specification: Any = None, **given: Any) -> Quality:
    on = given.get("on")
    return check(reported(rows, known_on=on), parse_specification(specification or {}), **given)


def found(kind: str, rows: Iterable[Row], specification: Any = None, **given: Any) -> list[dict[str, Any]]:
    """The findings of a kind."""
    listed: list[dict[str, Any]] = as_json(checked(rows, specification, **given))["findings"][kind]
    return listed


NEW_YEAR = date(2025, 1, 1)
