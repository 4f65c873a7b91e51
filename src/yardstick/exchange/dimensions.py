"""Which component of an SDMX data structure holds which column, and what cannot be told by either."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import BadInput
from yardstick.exchange import sdmx_periods
from yardstick.exchange.shapes import OBSERVATIONS, SHAPES, TEXT, Shape, Table, checked

AGENCY = "YARDSTICK"
COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
REFERENCE = re.compile(r"([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*):([\w@$-]+)\((\d+(?:\.\d+){0,2})\)", re.ASCII)
# The code list CL_OBS_STATUS of SDMX: which say that there is no value, and what is written here.
MISSING_STATUSES = frozenset("HLMOQ")
NORMAL, MISSING = "A", "O"
NO_VALUES = ("", "NaN", "NAN", "nan")


@dataclass(frozen=True, slots=True)
class Structure:
    """Which data structure definition (and dataflow of the same name) a file follows."""

    agency: str
    id: str
    version: str = "1.0"

    def __str__(self) -> str:
        return f"{self.agency}:{self.id}({self.version})"


def parse_structure(text: str) -> Structure:
    """The structure that `AGENCY:ID(VERSION)` names; `BadInput` for anything else."""
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise BadInput(f"structure {text!r}: expected AGENCY:ID(VERSION), such as GSO:LABOUR(1.0)")
    return Structure(*found.groups())


def default_structure(shape: Shape) -> Structure:
    """The structure that is written where none is named."""
    return Structure(AGENCY, shape.name.upper())


def keys(shape: Shape) -> tuple[str, ...]:
    """The columns of a table that are dimensions, in the order of the structure, the period last."""
    option = ("option",) if shape is OBSERVATIONS else ()
    return ("frequency", shape.subject, "unit", *option, "period")


def written(shape: Shape) -> tuple[str, ...]:
    """The columns of a table that have a component: dimensions, measure, attributes."""
    return (*keys(shape), "value", "status", *shape.counts)


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The component's id for each column, other ids for other structures; `ignored` ones may be there unread.

    `no_option` is the code that says that an observation has no option (`_Z` is "not applicable" in SDMX).
    """

    data_element: str = "DATA_ELEMENT"
    indicator: str = "INDICATOR"
    unit: str = "REF_AREA"
    option: str = "OPTION"
    period: str = "TIME_PERIOD"
    frequency: str = "FREQ"
    value: str = "OBS_VALUE"
    status: str = "OBS_STATUS"
    reported: str = "REPORTED"
    expected: str = "EXPECTED"
    no_option: str = "_Z"
    ignored: frozenset[str] = frozenset()

    def component(self, column: str) -> str:
        """The id for a column of a table, or for `frequency` or `status`."""
        found: str = getattr(self, column)
        return found

    def ids(self, shape: Shape) -> tuple[str, ...]:
        """The components written for a table, the dimensions first (the period last of them)."""
        return tuple(map(self.component, written(shape)))

    def shape_of(self, present: Iterable[str], where: Path | str) -> Shape:
        """Which table has these components; `BadInput` names what is missing or mapped to nothing."""
        names = [name for name in present if name not in self.ignored]
        shape = next((one for one in SHAPES if self.component(one.subject) in names), None)
        if shape is None:
            raise BadInput(
                f"{where}: no dimension {self.data_element} or {self.indicator}: name the one that says what is"
                f" measured, as in data_element=MEASURE; there are {', '.join(names)}"[:600]
            )
        known = self.ids(shape)
        unknown = [name for name in names if name not in known]
        if unknown:
            listed = ", ".join(map(repr, unknown))
            raise BadInput(
                f"{where}: no place for {listed} in a table of {shape.name}: map it to a column or ignore it"
            )
        for column in ("unit", "period"):
            if self.component(column) not in names:
                raise BadInput(f"{where}: no dimension {self.component(column)!r}, which says the {column}")
        return shape


PLAIN_DIMENSIONS = Dimensions()
"""The components that SDMX files have where nothing else is said."""
MAPPED = ("data_element", "indicator", "unit", "option", "period", "frequency", "value", "status", "reported",
          "expected")  # fmt: skip


def mapped(
    changes: Mapping[str, str], *, ignored: Iterable[str] = (), no_option: str = PLAIN_DIMENSIONS.no_option
) -> Dimensions:
    """The usual dimensions with other ids for some columns; `BadInput` for an unknown column or one id twice."""
    for column, component in changes.items():
        if column not in MAPPED:
            raise BadInput(f"{column!r} is no column: there are {', '.join(MAPPED)}")
        if COMPONENT.fullmatch(component) is None:
            raise BadInput(f"{component!r} is no id of an SDMX component: letters, digits and _ are expected")
    if len(no_option.strip()) == 0:
        raise BadInput("the code for no option is empty")
    made = replace(PLAIN_DIMENSIONS, **changes, ignored=frozenset(ignored), no_option=no_option)
    ids = [made.component(column) for column in MAPPED]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise BadInput(f"{twice[0]!r} stands for two columns")
    return made


def raw_schema(dimensions: Dimensions, shape: Shape) -> pa.Schema:
    """Texts under the ids of the components."""
    return pa.schema([(name, TEXT) for name in dimensions.ids(shape)])


def from_components(
    shape: Shape, dimensions: Dimensions, batches: Iterable[pa.RecordBatch], where: Path | str
) -> Table:
    """The table that components hold, given as texts in the columns of `raw_schema`.

    A frequency that the period does not have, and a value beside a status that says there is none, are refused.
    """
    table = Table(shape, iter(()), where)
    seen = _Seen()
    read = (_columns(shape, dimensions, batch, seen, where) for batch in batches)
    table.batches = _noted(checked(shape, read, where, sdmx_periods.from_sdmx), seen, table.notes)
    return table


@dataclass(slots=True)
class _Seen:
    rows: int = 0
    statuses: dict[str, int] = field(default_factory=dict)


def _noted(batches: Iterator[pa.RecordBatch], seen: _Seen, notes: list[str]) -> Iterator[pa.RecordBatch]:
    yield from batches
    for status, count in sorted(seen.statuses.items()):
        notes.append(f"OBS_STATUS {status}: not carried over ({count} observations)")


def _columns(
    shape: Shape, dimensions: Dimensions, batch: pa.RecordBatch, seen: _Seen, where: Path | str
) -> pa.RecordBatch:
    cells = {name: batch.column(dimensions.component(name)) for name in ("frequency", "status")}
    values = batch.column(dimensions.value)
    values = pc.if_else(pc.is_in(values, pa.array(NO_VALUES)), pa.scalar(None, TEXT), values)
    _check_statuses(cells["status"], values, seen, where)
    _check_frequencies(cells["frequency"], batch.column(dimensions.period), seen, where)
    seen.rows += batch.num_rows
    columns = []
    for name in shape.columns:
        if name == "recorded_on":
            columns.append(pa.nulls(batch.num_rows, TEXT))
        elif name == "value":
            columns.append(values)
        elif name == "option":
            columns.append(_option(batch.column(dimensions.option), dimensions))
        else:
            columns.append(batch.column(dimensions.component(name)))
    return pa.record_batch(columns, schema=shape.schema)


def _option(cells: pa.Array, dimensions: Dimensions) -> pa.Array:
    return pc.if_else(pc.equal(cells, dimensions.no_option), pa.scalar(None, TEXT), cells)


def _check_statuses(statuses: pa.Array, values: pa.Array, seen: _Seen, where: Path | str) -> None:
    missing = pc.is_in(statuses, pa.array(sorted(MISSING_STATUSES)))
    row = pc.index(pc.and_(missing, pc.is_valid(values)), True).as_py()
    if row >= 0:
        raise BadInput(
            f"{where}: row {seen.rows + row + 1}: OBS_STATUS {statuses[row].as_py()} says that there is no value, but"
            f" {values[row].as_py()[:60]!r} stands there"
        )
    for entry in pc.value_counts(statuses).to_pylist():
        if entry["values"] not in (None, "", NORMAL, MISSING):
            seen.statuses[entry["values"]] = seen.statuses.get(entry["values"], 0) + entry["counts"]


def _check_frequencies(frequencies: pa.Array, periods: pa.Array, seen: _Seen, where: Path | str) -> None:
    known: dict[tuple[str, str], bool] = {}
    for row, pair in enumerate(zip(frequencies.to_pylist(), periods.to_pylist(), strict=True), start=1):
        frequency, period = pair
        if not frequency or not period:
            continue
        if pair not in known:
            try:
                known[pair] = sdmx_periods.agrees(frequency, sdmx_periods.from_sdmx(period))
            except BadInput:
                known[pair] = True  # what is wrong with the period is said by who checks periods
        if not known[pair]:
            raise BadInput(f"{where}: row {seen.rows + row}: FREQ {frequency!r} does not fit the period {period!r}")


def to_components(table: Table, dimensions: Dimensions) -> Iterator[pa.RecordBatch]:
    """The table's rows as SDMX components (`raw_schema`); a missing value is an empty one of status `O`.

    `BadInput` where rows say when they were recorded, which SDMX has no place for, and for an option that has the code
    which says that there is none.
    """
    shape, schema = table.shape, raw_schema(dimensions, table.shape)
    if table.recorded:
        raise BadInput(f"{table.where}: recorded_on cannot be written as SDMX, where a value of a period stands once")
    seen = 0
    for batch in table.batches:
        _refuse_no_option(table, batch, seen, dimensions)
        yield pa.record_batch([_component(name, batch, dimensions) for name in written(shape)], schema=schema)
        seen += batch.num_rows


def _refuse_no_option(table: Table, batch: pa.RecordBatch, seen: int, dimensions: Dimensions) -> None:
    if "option" not in batch.schema.names:
        return
    row = pc.index(pc.equal(batch.column("option"), dimensions.no_option), True).as_py()
    if row >= 0:
        raise BadInput(
            f"{table.where}: row {seen + row + 1}: option {dimensions.no_option!r} is the code for no option: choose"
            " another for that"
        )


def _component(name: str, batch: pa.RecordBatch, dimensions: Dimensions) -> pa.Array:
    if name == "period":
        return _coded(batch.column("period"), sdmx_periods.to_sdmx)
    if name == "frequency":
        return _coded(batch.column("period"), sdmx_periods.frequency_of)
    if name == "status":
        return pc.if_else(pc.is_null(batch.column("value")), MISSING, NORMAL)
    if name == "option":
        return pc.fill_null(batch.column("option"), dimensions.no_option)
    return batch.column(name)


def _coded(cells: pa.Array, code: Callable[[str], str]) -> pa.Array:
    texts = cells.dictionary_encode()
    return pa.array(map(code, texts.dictionary.to_pylist()), TEXT).take(texts.indices)
