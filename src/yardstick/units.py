"""Units over time: who there is, under whom, from when to when, and what became of those that ended."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

from yardstick.errors import BadInput

UNIT_COLUMNS = ("code", "name", "parent", "level", "valid_from", "valid_to")
SUCCESSION_COLUMNS = ("predecessor", "successor", "on", "share")
SHARE_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Unit:
    """One stretch of a unit's life: its place in the tree from `valid_from` to `valid_to`, both days included.

    `parent` is `None` at the top; a unit that changes its place has a row for each.
    """

    code: str
    name: str
    parent: str | None
    level: str
    valid_from: date = date.min
    valid_to: date = date.max

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it is valid on any day from `first` to `last`."""
        return self.valid_from <= last and first <= self.valid_to


@dataclass(frozen=True, slots=True)
class Succession:
    """From the day `on`, `share` (0 to 1, at most 9 decimals) of what `predecessor` was is `successor`'s."""

    predecessor: str
    successor: str
    on: date
    share: Decimal = Decimal(1)


@dataclass(frozen=True)
class Units:
    """Every row of the table of units and of successions, checked."""

    rows: tuple[Unit, ...]
    successions: tuple[Succession, ...] = ()

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code once, sorted."""
        return tuple(sorted(self.by_code))

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Unit, ...]]:
        """The rows of each code, oldest first."""
        found: dict[str, list[Unit]] = {}
        for unit in self.rows:
            found.setdefault(unit.code, []).append(unit)
        return {code: tuple(sorted(rows, key=lambda unit: unit.valid_from)) for code, rows in found.items()}

    def valid(self, first: date, last: date) -> dict[str, Unit]:
        """The units valid on any day of a stretch, each in the place it has on its last day there."""
        found = {}
        for code, rows in self.by_code.items():
            valid = [unit for unit in rows if unit.overlaps(first, last)]
            if valid:
                found[code] = valid[-1]
        return found

    def above(self, valid: Mapping[str, Unit], on: date) -> dict[str, str | None]:
        """The nearest of the units that are valid until `on` above each of them, `None` at the top.

        One that is not valid is passed over, by where it stood last until then (or will stand first). `BadInput` where
        that leads round in a circle.
        """
        parents = {
            code: next((unit for unit in reversed(rows) if unit.valid_from <= on), rows[0]).parent
            for code, rows in self.by_code.items()
        }
        parents.update((code, unit.parent) for code, unit in valid.items())
        _refuse_cycle(parents, valid)
        found: dict[str, str | None] = {}
        for code in valid:
            above = parents[code]
            while above is not None and above not in valid:
                above = parents[above]
            found[code] = above
        return found

    def inherited(self, first: date, on: date) -> "Heirs":
        """Whose, on the day `on`, is what was reported for a period that began on `first`."""
        return Heirs(self, first, on)


class Heirs:
    """Follows successions up to a day; a unit with none, still valid on it, is its own heir."""

    def __init__(self, units: Units, first: date, on: date) -> None:
        self._first, self._on = first, on
        self._units = units
        self._known: dict[str, dict[str, Decimal]] = {}

    def of(self, code: str) -> dict[str, Decimal]:
        """The unit's heirs with the share of each; empty where it ended without one.

        A succession counts for a period that began before it, and for every period of a unit that had ended.
        Shares multiply along a chain; `BadInput` where a product needs more than nine decimals.
        """
        if code not in self._known:
            self._known[code] = self._follow(code)
        return self._known[code]

    def _follow(self, code: str) -> dict[str, Decimal]:
        """Walk day by day of succession: a unit that gives a part away and goes on succeeds itself in the rest."""
        held = {code: Decimal(1)}
        for on in self._days:
            held = self._passed_on(held, on)
        valid = {unit: share for unit, share in held.items() if self._is_valid(unit)}
        for unit, share in valid.items():
            if -int(share.normalize().as_tuple().exponent) > SHARE_DECIMALS:
                raise BadInput(f"successions of {code!r}: its share in {unit!r} needs more than nine decimals: {share}")
        return valid

    def _passed_on(self, held: Mapping[str, Decimal], on: date) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for unit, share in held.items():
            heirs = self._heirs_by_day[on].get(unit)
            if heirs is None or (self._first >= on and not self._ended(unit, on)):
                found[unit] = found.get(unit, Decimal(0)) + share
                continue
            for succession in heirs:
                part = share * succession.share
                found[succession.successor] = found.get(succession.successor, Decimal(0)) + part
            rest = share * (1 - sum((succession.share for succession in heirs), Decimal(0)))
            if rest and not self._ended(unit, on):
                found[unit] = found.get(unit, Decimal(0)) + rest
        return found

    @cached_property
    def _heirs_by_day(self) -> dict[date, dict[str, list[Succession]]]:
        found: dict[date, dict[str, list[Succession]]] = {}
        for succession in self._units.successions:
            if succession.on <= self._on:
                found.setdefault(succession.on, {}).setdefault(succession.predecessor, []).append(succession)
        return found

    @cached_property
    def _days(self) -> list[date]:
        return sorted(self._heirs_by_day)

    def _ended(self, code: str, on: date) -> bool:
        return self._units.by_code[code][-1].valid_to < on

    def _is_valid(self, code: str) -> bool:
        return any(unit.overlaps(self._on, self._on) for unit in self._units.by_code[code])


def check_units(rows: Sequence[Unit], successions: Sequence[Succession] = ()) -> Units:
    """A checked table: `BadInput` for overlapping rows of a unit, an unknown parent, a cycle, shares over 1."""
    units = Units(tuple(rows), tuple(successions))
    for code, lives in units.by_code.items():
        for one, next_one in pairwise(lives):
            if next_one.valid_from <= one.valid_to:
                raise BadInput(f"unit {code!r}: two rows are valid on {next_one.valid_from}")
        for unit in lives:
            if unit.valid_to < unit.valid_from:
                raise BadInput(f"unit {code!r}: valid_to {unit.valid_to} is before valid_from {unit.valid_from}")
            if unit.parent is not None and unit.parent not in units.by_code:
                raise BadInput(f"unit {code!r}: its parent {unit.parent!r} is no unit")
    _refuse_cycles(units)
    _check_successions(units)
    return units


def _refuse_cycles(units: Units) -> None:
    """A unit that was above another may later be below it, so where all places together go round each day is tried."""
    above = {code: {unit.parent for unit in rows if unit.parent} for code, rows in units.by_code.items()}
    try:
        TopologicalSorter(above).prepare()
    except CycleError:
        _refuse_cycles_of_days(units)


def _refuse_cycles_of_days(units: Units) -> None:
    days = sorted({unit.valid_from for unit in units.rows})
    for day in days:
        parents = {code: unit.parent for code, unit in units.valid(day, day).items()}
        _refuse_cycle(parents, parents)


def _refuse_cycle(parents: Mapping[str, str | None], starts: Iterable[str]) -> None:
    done: set[str] = set()
    for start in starts:
        path: dict[str, None] = {}
        code: str | None = start
        while code is not None and code not in done and code not in path:
            path[code] = None
            code = parents.get(code)
        if code is not None and code in path:
            walked = list(path)
            circle = [*walked[walked.index(code) :], code]
            raise BadInput(f"units go round in a circle: {' → '.join(circle)}")
        done.update(path)


def _check_successions(units: Units) -> None:
    given: dict[tuple[str, date], Decimal] = {}
    seen: set[tuple[str, str, date]] = set()
    for one in units.successions:
        for code in (one.predecessor, one.successor):
            if code not in units.by_code:
                raise BadInput(f"succession on {one.on}: {code!r} is no unit")
        if (key := (one.predecessor, one.successor, one.on)) in seen:
            raise BadInput(f"succession of {one.predecessor!r} by {one.successor!r} on {one.on} stands twice")
        seen.add(key)
        given[one.predecessor, one.on] = given.get((one.predecessor, one.on), Decimal(0)) + one.share
    for (code, on), share in given.items():
        if share > 1:
            raise BadInput(f"successions of {code!r} on {on}: the shares add up to {share}, more than 1")


def read_units(path: Path, successions: Path | None = None) -> Units:
    """Read units.csv and, where given, successions.csv; `BadInput` names the file and the line."""
    rows = [_unit(row, where) for where, row in _rows(path, UNIT_COLUMNS, ("code",))]
    if not rows:
        raise BadInput(f"{path}: no unit")
    heirs = []
    if successions is not None:
        needed = ("predecessor", "successor", "on")
        heirs = [_succession(row, where) for where, row in _rows(successions, SUCCESSION_COLUMNS, needed)]
    try:
        return check_units(rows, heirs)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None


def _rows(path: Path, known: Sequence[str], required: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with the place to name when it is refused."""
    reader = csv.DictReader(_lines(path), strict=True)
    try:
        names = list(reader.fieldnames or ())
        for fault, columns in (
            ("unknown", [name for name in names if name not in known]),
            ("missing", [name for name in required if name not in names]),
            ("repeated", sorted({name for name in names if names.count(name) > 1})),
        ):
            if columns:
                raise BadInput(f"{path}: line 1: {fault} column: {', '.join(map(repr, columns))}")
        for row in reader:
            where = f"{path}: line {reader.line_num}"
            if None in row or None in row.values():
                raise BadInput(f"{where}: {len(names)} cells expected")
            cells = {name: text.strip() for name, text in row.items()}
            for name in required:
                if not cells[name]:
                    raise BadInput(f"{where}: {name} is empty")
            yield where, cells
    except csv.Error as error:
        raise BadInput(f"{path}: line {reader.line_num}: not readable as CSV: {error}") from None


def _lines(path: Path) -> Iterable[str]:
    try:
        return path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text at byte {error.start}") from None


def _unit(row: Mapping[str, str], where: str) -> Unit:
    return Unit(
        code=row["code"],
        name=row.get("name", ""),
        parent=row.get("parent") or None,
        level=row.get("level", ""),
        valid_from=_day(row.get("valid_from", ""), date.min, f"{where}: valid_from"),
        valid_to=_day(row.get("valid_to", ""), date.max, f"{where}: valid_to"),
    )


def _succession(row: Mapping[str, str], where: str) -> Succession:
    text = row.get("share") or "1"
    try:
        share = Decimal(text)
    except InvalidOperation:
        raise BadInput(f"{where}: share is not a number: {text!r}") from None
    if not share.is_finite() or not 0 < share <= 1 or -int(share.normalize().as_tuple().exponent) > SHARE_DECIMALS:
        raise BadInput(f"{where}: share {text!r}: expected more than 0, at most 1, with at most nine decimals")
    return Succession(row["predecessor"], row["successor"], _day(row["on"], None, f"{where}: on"), share)


def _day(text: str, default: date | None, where: str) -> date:
    if not text and default is not None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{where}: {text!r} is no day: expected one like 2025-07-01") from None
