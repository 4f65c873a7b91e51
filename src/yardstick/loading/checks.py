"""What is refused while loading, with the row to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from yardstick.definitions import Definitions
from yardstick.errors import BadInput
from yardstick.loading.sources import Source, ask, first_row, quoted, scan
from yardstick.loading.store import NO_OPTION, Store
from yardstick.periods import Period, parse_period

Keys = set[tuple[int, int]]  # options and units


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file holds values for."""

    periods: tuple[str, ...]
    options: frozenset[str]


def survey(db: duckdb.DuckDBPyConnection, source: Source, definitions: Definitions) -> Survey:
    """Which periods and options a file names; `BadInput` for a data element or a period that does not exist."""
    rows = ask(db, f"SELECT DISTINCT e, p, o FROM ({source.sql})", source.path)
    periods: set[str] = set()
    for element, period, _ in sorted(rows, key=str):
        if element not in definitions.data_elements:
            _refuse(db, source, _is("e", element), f"unknown data element {element!r}")
        try:
            periods.add(parse_period(str(period)).code)
        except BadInput as error:
            _refuse(db, source, _is("p", period), str(error))
    return Survey(tuple(sorted(periods)), frozenset(str(option) for *_, option in rows if option is not None))


def refuse_undated(sources: Sequence[Source]) -> None:
    """Refuse files that do not tell when their values were recorded; `BadInput`."""
    for source in sources:
        if "recorded_on" not in source.columns:
            raise BadInput(f"{source.path}: no column 'recorded_on', which --known-on goes by")


def _is(column: str, value: object) -> str:
    return f"{column} IS NULL" if value is None else f"{column} = {quoted(str(value))}"


def _refuse(db: duckdb.DuckDBPyConnection, source: Source, condition: str, said: str) -> None:
    row = first_row(db, source, condition)
    raise BadInput(f"{source.path}: row {row[0]}: {said}" if row else f"{source.path}: {said}")


def is_day(text: str) -> bool:
    """Whether a text names a day as ISO 8601 does, in full."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def rows_where(db: duckdb.DuckDBPyConnection, source: Source, condition: str) -> list[int]:
    """The numbers of the first two rows of a file for which a condition holds."""
    first = first_row(db, source, condition)
    second = first_row(db, source, f"{condition} AND n > {first[0]}") if first else ()
    return [int(str(row[0])) for row in (first, second) if row]


def refuse_mixed_options(
    db: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[int, int]], period: Period, store: Store
) -> None:
    """Refuse a unit's total beside its parts: `#{A}` is the sum of the options, so the total would count twice."""
    whole = {element for element, option in pairs if option == NO_OPTION}
    mixed = whole.intersection(element for element, option in pairs if option != NO_OPTION)
    for element in sorted(mixed):
        found = db.execute(
            "SELECT unit FROM ready WHERE element = ? GROUP BY unit"
            f" HAVING bool_or(option = {NO_OPTION}) AND bool_or(option <> {NO_OPTION}) ORDER BY unit LIMIT 1",
            [element],
        ).fetchall()
        if found:
            raise BadInput(
                f"{store.elements[element]!r} of unit {store.units[found[0][0]]!r} in {period} is reported with options"
                " and without: leave out the total, it is the sum of the options"
            )


def refuse_overlaps(db: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Refuse what one unit reported for a period and again for a longer one that it belongs to: it would count twice.

    A week belongs to the month of its Thursday alone, and an option's value is part of one without an option.
    """
    frequencies: dict[int, set[str]] = {}
    for part in store.partitions.values():
        for element, _ in part.elements:
            frequencies.setdefault(element, set()).add(parse_period(part.period).frequency)
    for element in sorted(element for element, found in frequencies.items() if len(found) > 1):
        _refuse_overlap(db, store, element)


def _refuse_overlap(db: duckdb.DuckDBPyConnection, store: Store, element: int) -> None:
    held: dict[Period, Keys] = {}
    for period in store.periods:
        if any(element == one for one, _ in store.partitions[period.code].elements):
            sql = f"SELECT option, unit FROM {scan(store.path(period.code))} WHERE element = {element}"
            held[period] = set(db.execute(sql).fetchall())
    frequencies = {period.frequency for period in held}
    for period, keys in held.items():
        for longer in sorted((period.within(frequency) for frequency in frequencies - {period.frequency}), key=str):
            if longer in held and (twice := _reported_twice(keys, held[longer])):
                raise BadInput(
                    f"{store.elements[element]!r} of unit {store.units[min(twice)]!r} is reported for {period} and for"
                    f" {longer}, which overlap: it would count twice"
                )


def _reported_twice(keys: Keys, others: Keys) -> set[int]:
    """The units of which an option stands in both, or in one of them and a value without an option in the other."""
    whole, whole_of_others = ({unit for option, unit in one if option == NO_OPTION} for one in (keys, others))
    units, units_of_others = ({unit for _, unit in one} for one in (keys, others))
    return {unit for _, unit in keys & others} | (whole & units_of_others) | (units & whole_of_others)
