"""The two tables that are exchanged, observations and results, and what each of their rows must hold."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import BadInput
from yardstick.loading.numbers import LIMITS, NUMBER, PLAIN, exact
from yardstick.periods import parse_period

TEXT = pa.string()
CONTROL = r"[\x00-\x1f\x7f\x{fffe}\x{ffff}]"  # no code has them, XML cannot carry them
PLAIN_FIGURE = rf"^(?:{PLAIN})$"
ANY_FIGURE = rf"^(?:{NUMBER.pattern})$"
COUNT = r"^[0-9]{1,18}$"


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: `columns` in the order they are written, every cell a text or null; the first column is its subject.

    `needed` are never empty, `optional` may be absent from a file. Values of `doubles` are IEEE doubles; else they are
    decimals within the limits of what may be reported.
    """

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    doubles: bool = False

    @property
    def subject(self) -> str:
        """The column that says what is measured."""
        return self.columns[0]

    @property
    def schema(self) -> pa.Schema:
        """The columns as texts."""
        return pa.schema([(name, TEXT) for name in self.columns])


OBSERVATIONS = Shape(
    name="observations",
    columns=("data_element", "unit", "period", "option", "value", "recorded_on"),
    needed=("data_element", "unit", "period"),
    optional=("option", "recorded_on"),
)
"""What was reported: a value of a data element, of a unit, for a period; an option and the day of recording may be."""
RESULTS = Shape(
    name="results",
    columns=("indicator", "unit", "period", "value", "reported", "expected"),
    needed=("indicator", "unit", "period"),
    optional=("reported", "expected"),
    counts=("reported", "expected"),
    doubles=True,
)
"""What was computed: a value of an indicator, of a unit, for a period; how many units reported and were to may be."""
SHAPES = (OBSERVATIONS, RESULTS)
RECORDED = "recorded_on"


@dataclass
class Table:
    """Rows on their way from one file to another, in batches and in the order of the file they come from.

    `batches` can be gone through once and has the columns of `shape.schema`; a row that cannot be used stops it with
    `BadInput`. `where` begins what is said about it; `recorded` is whether the source says when a value was recorded;
    `notes` fills on the way with what the file says and the table cannot.
    """

    shape: Shape
    batches: Iterator[pa.RecordBatch]
    where: Path | str
    notes: list[str] = field(default_factory=list)
    recorded: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns worth writing: all of the shape's but `recorded_on` where the source has none."""
        return tuple(name for name in self.shape.columns if self.recorded or name != RECORDED)

    def rows(self) -> Iterator[tuple[str | None, ...]]:
        """The rows one by one, in the order of the shape's columns."""
        for batch in self.batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def table_of(shape: Shape, rows: Iterable[tuple[str | None, ...]], where: str = "rows") -> Table:
    """A table of rows in memory, checked as those of a file are; `where` begins the message of a refusal."""
    columns = list(zip(*rows, strict=True)) or [()] * len(shape.columns)
    batch = pa.record_batch([pa.array(column, TEXT) for column in columns], schema=shape.schema)
    return Table(shape, checked(shape, iter([batch]), where), where, recorded=_recorded(batch))


def _recorded(batch: pa.RecordBatch) -> bool:
    return RECORDED in batch.schema.names and batch.column(RECORDED).null_count < batch.num_rows


def checked(
    shape: Shape, batches: Iterable[pa.RecordBatch], where: Path | str, periods: Callable[[str], str] | None = None
) -> Iterator[pa.RecordBatch]:
    """The batches with empty cells as nulls and numbers without exponents; `BadInput` names the first unusable row.

    `periods` gives the period's code for what the file says; rows count from 1, a header not counted. A table without
    any row is refused too.
    """
    seen = 0
    for batch in batches:
        check = _Check(shape, where, seen, periods or _own_period)
        yield pa.record_batch(
            [check.column(name, batch.column(place)) for place, name in enumerate(shape.columns)], schema=shape.schema
        )
        seen += batch.num_rows
    if not seen:
        raise BadInput(f"{where}: no rows in it")


@lru_cache(maxsize=65_536)
def _own_period(text: str) -> str:
    return parse_period(text).code


@dataclass(frozen=True, slots=True)
class _Check:
    """One batch, whose first row is number `seen` + 1."""

    shape: Shape
    where: Path | str
    seen: int
    periods: Callable[[str], str]

    def column(self, name: str, cells: pa.Array) -> pa.Array:
        cells = pc.if_else(pc.equal(cells, ""), pa.scalar(None, TEXT), cells)
        if name in self.shape.needed:
            self._refuse(pc.is_null(cells), lambda _: f"{name} is empty")
        if name == "period":
            return self._periods(cells)
        if name == "value":
            return self._values(pc.utf8_trim_whitespace(cells))
        if name in self.shape.counts:
            return self._counts(name, cells)
        self._refuse(
            pc.match_substring_regex(cells, CONTROL),
            lambda row: f"{name} {cells[row].as_py()!r} has a control character in it",
        )
        return cells

    def _refuse(self, faulty: pa.Array, reason: Callable[[int], str]) -> None:
        row = pc.index(faulty, True).as_py()
        if row >= 0:
            raise BadInput(f"{self.where}: row {self.seen + row + 1}: {reason(row)}")

    def _periods(self, cells: pa.Array) -> pa.Array:
        coded = cells.dictionary_encode()
        found = []
        for text in coded.dictionary.to_pylist():
            try:
                found.append(self.periods(text))
            except BadInput as error:
                reason = str(error)
                self._refuse(pc.equal(cells, text), lambda _, reason=reason: reason)  # type: ignore[misc]
        return pa.array(found, TEXT).take(coded.indices)

    def _values(self, cells: pa.Array) -> pa.Array:
        cells = pc.if_else(pc.equal(cells, ""), pa.scalar(None, TEXT), cells)
        if self.shape.doubles:
            return self._doubles(cells)
        odd = pc.invert(pc.match_substring_regex(cells, PLAIN_FIGURE))
        if not pc.any(odd).as_py():
            return cells
        texts = cells.to_pylist()
        for row in pc.indices_nonzero(pc.fill_null(odd, False)).to_pylist():
            texts[row] = self._plain(texts[row], row)
        return pa.array(texts, TEXT)

    def _plain(self, text: str, row: int) -> str:
        number = exact(text)
        if number is None:
            raise BadInput(f"{self.where}: row {self.seen + row + 1}: value {text[:60]!r}: {LIMITS}")
        return format(number, "f")

    def _doubles(self, cells: pa.Array) -> pa.Array:
        def reason(row: int) -> str:
            return f"value {cells[row].as_py()[:60]!r}: expected a number that a double can hold"

        self._refuse(pc.invert(pc.match_substring_regex(cells, ANY_FIGURE)), reason)
        plain = pc.utf8_ltrim(cells, "+")  # Arrow reads no plus sign
        self._refuse(pc.invert(pc.is_finite(pc.cast(plain, pa.float64()))), reason)
        return cells

    def _counts(self, name: str, cells: pa.Array) -> pa.Array:
        self._refuse(
            pc.invert(pc.match_substring_regex(cells, COUNT)),
            lambda row: f"{name} is {cells[row].as_py()[:60]!r}: expected a whole number",
        )
        return cells


def double_of(text: str) -> float | None:
    """The double whose shortest text names the same number, `None` where there is none: nothing is ever rounded."""
    number = float(text)
    return number if Decimal(repr(number)) == Decimal(text) else None
