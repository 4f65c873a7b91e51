"""Values and targets from files: which series have which target, all checked, or one line that says what is wrong."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import BadInput
from yardstick.foresight.series import LARGEST, Series, periods_until, series_of
from yardstick.foresight.targets import Limits, Target
from yardstick.foresight.trajectories import Between, Point, Trajectory, custom, linear, stepped
from yardstick.foresight.verdicts import Case
from yardstick.loading.numbers import NUMBER
from yardstick.periods import Period, parse_period
from yardstick.progress import Direction
from yardstick.scoring.long_rows import read_values

REQUIRED = ("indicator", "unit", "target_period", "target_value", "direction")
OPTIONAL = ("base_period", "base_value", "minimum", "maximum", "trajectory")
COLUMNS = ("indicator", "unit", "period", "value")
TRAJECTORY = 'expected linear, or JSON like {"stepped": [["2026", 40], ["2027", 60]]} or {"custom": [["2026-06", 40]]}'
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of targets; `unit` is empty where it is for every unit that has none of its own.

    `row` counts from 1. `points` are planned values at the last days of periods; `base_period` is `None` where the way
    begins at the first value of a series, `base_value` where it begins at the value that the series has in that period.
    """

    row: int
    indicator: str
    unit: str
    target: Target
    limits: Limits
    base_period: Period | None
    base_value: float | None
    kind: str
    points: tuple[Point, ...]

    def trajectory(self, series: Series) -> Trajectory:
        """The way of one series to this target; `BadInput` where it does not go forward in time."""
        base = self._base(series)
        if self.kind == "stepped":
            return stepped(base, self.points, self.target)
        if self.kind == "custom":
            return custom(base, self.points, self.target, Between.LINEAR)
        return linear(base, self.target)

    def _base(self, series: Series) -> Point:
        period = self.base_period or series.periods[0]
        value = self.base_value
        if value is None:
            value = dict(zip(series.periods, series.values, strict=True)).get(period)
        if value is None:
            raise BadInput(f"base_period {period}: no value in it; expected one, or a base_value")
        return Point(period.last, value)


def read_series(path: Path) -> dict[Key, Series]:
    """The series of a .csv or .parquet file (indicator, unit, period, value) by indicator and unit, in their order.

    Empty or null values are missing; a series without any is left out. `BadInput` names the file and the row (from 1,
    the header not counted): unknown columns, an empty key, no finite number, a second value of a period.
    """
    try:
        table = read_values(path)
        rows = _columns(table)
    except BadInput as error:
        raise BadInput(str(error) if str(error).startswith(f"{path}:") else f"{path}: {error}") from None
    found: dict[Key, dict[str, float | None]] = defaultdict(dict)
    for number, (indicator, unit, period, value) in enumerate(zip(*rows, strict=True), start=1):
        points = found[indicator, unit]
        if period in points:
            raise BadInput(
                f"{path}: row {number}: a second value for indicator {indicator!r}, unit {unit!r}, period {period!r}"
            )
        points[period] = value
    return {key: _series(path, key, points) for key, points in sorted(found.items()) if _any(points)}


def _any(points: Mapping[str, float | None]) -> bool:
    return any(value is not None for value in points.values())


def _series(path: Path, key: Key, points: Mapping[str, float | None]) -> Series:
    try:
        return series_of(points)
    except BadInput as error:
        raise BadInput(f"{path}: indicator {key[0]!r}, unit {key[1]!r}: {error}") from None


def _columns(table: pa.Table) -> list[list[Any]]:
    _check_columns(table.column_names, COLUMNS, ())
    texts = [_texts(table, name) for name in COLUMNS[:3]]
    for number, code in enumerate(texts[2], start=1):
        try:
            parse_period(code)
        except BadInput as error:
            raise BadInput(f"row {number}: {error}") from None
    return [*texts, _values(table["value"])]


def _texts(table: pa.Table, name: str) -> list[str]:
    try:
        found: list[str | None] = table[name].cast(pa.string()).to_pylist()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadInput(f"column {name!r}: expected text, not {table[name].type}") from None
    if not all(found):
        row = next(number for number, text in enumerate(found, start=1) if not text)
        raise BadInput(f"row {row}: {name} is empty")
    return [text for text in found if text is not None]


def _values(column: pa.ChunkedArray) -> list[float | None]:
    try:
        doubles = column.cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadInput(f"column 'value': expected numbers, not {column.type}") from None
    numbers = np.asarray(pc.fill_null(doubles, 0.0), dtype=np.float64)
    bad = np.flatnonzero(~(np.abs(numbers) < LARGEST))
    if bad.size:
        raise BadInput(
            f"row {bad[0] + 1}: value {numbers[bad[0]]}: expected a number of a size below 1e100, or nothing"
        )
    found: list[float | None] = doubles.to_pylist()
    return found


def read_goals(path: Path) -> list[Goal]:
    """The rows of a CSV file of targets, in order; `BadInput` names the file and the row (from 1)."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text at byte {error.start}; save the file as UTF-8") from None
    try:
        return list(_goals(csv.DictReader(io.StringIO(content, newline=""), strict=True)))
    except csv.Error as error:
        raise BadInput(f"{path}: not readable as CSV: {error}") from None
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None


def _goals(reader: "csv.DictReader[str]") -> Iterator[Goal]:
    _check_columns(list(reader.fieldnames or ()), REQUIRED, OPTIONAL)
    seen = set()
    for number, row in enumerate(reader, start=1):
        try:
            goal = _goal(number, row)
            if (key := (goal.indicator, goal.unit, goal.target.period)) in seen:
                raise BadInput(f"a second target for indicator {key[0]!r}, unit {key[1]!r}, period {key[2]}")
            seen.add(key)
        except BadInput as error:
            raise BadInput(f"row {number}: {error}") from None
        yield goal


def _goal(number: int, row: Mapping[str | None, str | None]) -> Goal:
    if None in row:  # where csv.DictReader puts what has no header
        raise BadInput("more cells than the header has")
    cells = {str(name): (text or "").strip() for name, text in row.items()}
    for name in ("indicator", "target_period"):
        if not cells[name]:
            raise BadInput(f"{name} is empty")
    value = _number(cells, "target_value")
    if value is None:
        raise BadInput("target_value is empty")
    limits = Limits(_number(cells, "minimum"), _number(cells, "maximum"))
    target = Target(value, _period("target_period", cells["target_period"]), _direction(cells["direction"]))
    if not limits.hold(value):
        raise BadInput(f"target_value {value:g} is beyond minimum or maximum")
    base_period, base_value = cells.get("base_period", ""), _number(cells, "base_value")
    if base_value is not None and not base_period:
        raise BadInput("base_value has no base_period")
    kind, points = _planned(cells.get("trajectory", ""))
    return Goal(
        number, cells["indicator"], cells["unit"], target, limits,
        _period("base_period", base_period) if base_period else None, base_value, kind, points,
    )  # fmt: skip


def _planned(text: str) -> tuple[str, tuple[Point, ...]]:
    """The kind of a trajectory and its points; JSON with one key, the kind, and pairs of period and value."""
    if text in {"", "linear"}:
        return "linear", ()
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput(f"trajectory {text[:60]!r}: {TRAJECTORY}") from None
    if not isinstance(content, dict) or len(content) != 1 or not {*content} <= {"stepped", "custom"}:
        raise BadInput(f"trajectory {text[:60]!r}: {TRAJECTORY}")
    kind, pairs = next(iter(content.items()))
    if not isinstance(pairs, list) or not pairs:
        raise BadInput(f"trajectory {text[:60]!r}: {TRAJECTORY}")
    return kind, tuple(map(_point, pairs))


def _point(pair: object) -> Point:
    match pair:
        case [str(period), int(value) | float(value)] if not isinstance(value, bool) and abs(value) < LARGEST:
            return Point(_period("trajectory", period).last, float(value))
    raise BadInput(f"trajectory: {json.dumps(pair)[:60]}: expected a period and a number")


def _period(name: str, text: str) -> Period:
    try:
        return parse_period(text)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None


def _direction(text: str) -> Direction:
    try:
        return Direction(text)
    except ValueError:
        found = f"is {text!r}" if text else "is empty"
        raise BadInput(f"direction {found}: write positive (higher is better) or negative") from None


def _number(cells: Mapping[str, str], name: str) -> float | None:
    text = cells.get(name, "")
    if not text:
        return None
    if NUMBER.fullmatch(text) is None or not abs(float(text)) < LARGEST:
        raise BadInput(f"{name} {text!r}: expected a number of a size below 1e100")
    return float(text)


def _check_columns(names: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> None:
    for fault, columns in (
        ("unknown", [name for name in names if name not in (*required, *optional)]),
        ("missing", [name for name in required if name not in names]),
        ("repeated", sorted({name for name in names if list(names).count(name) > 1})),
    ):
        if columns:
            raise BadInput(f"{fault} column: {', '.join(map(repr, columns))}; expected {', '.join(required)}")


def cases_of(series: Mapping[Key, Series], goals: Sequence[Goal]) -> tuple[list[Case], list[Goal]]:
    """Every series with each of its targets, by indicator, unit and period; and the targets that have no series.

    A unit with targets of its own is not judged by those for every unit. `BadInput` names the row of the target.
    """
    by_key: dict[Key, list[Goal]] = defaultdict(list)
    for goal in goals:
        by_key[goal.indicator, goal.unit].append(goal)
    used, cases = set(), []
    for (indicator, unit), one in sorted(series.items()):
        for goal in sorted(_goals_of(by_key, indicator, unit), key=lambda goal: (goal.target.period.last, goal.row)):
            used.add(goal.row)
            cases.append(_case(indicator, unit, one, goal))
    return cases, [goal for goal in goals if goal.row not in used]


def _goals_of(by_key: Mapping[Key, list[Goal]], indicator: str, unit: str) -> list[Goal]:
    return by_key.get((indicator, unit)) or by_key.get((indicator, ""), [])


def _case(indicator: str, unit: str, series: Series, goal: Goal) -> Case:
    try:
        periods_until(series, goal.target.period)
        return Case(indicator, unit, series, goal.target, goal.trajectory(series), goal.limits)
    except BadInput as error:
        raise BadInput(f"row {goal.row}: indicator {indicator!r}, unit {unit!r}: {error}") from None
