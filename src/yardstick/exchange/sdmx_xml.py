"""SDMX-ML data read: structure-specific of 2.1, 3.0 and 3.1, generic of 2.1 (3.0 has none), in one pass.

The reader keeps one row at a time, whatever the size of the file. A document type, and with it every entity, is
refused before anything of it is read, and nothing outside the file is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyarrow as pa
from lxml import etree

from yardstick.errors import BadInput, TooLarge
from yardstick.exchange.dimensions import PLAIN_DIMENSIONS, Dimensions, from_components, raw_schema
from yardstick.exchange.shapes import Table

MOST_BYTES = 1 << 30
MOST_DEPTH = 32
CHUNK_BYTES = 1 << 16
ROWS_A_BATCH = 16_384
NAMESPACES = tuple(f"http://www.sdmx.org/resources/sdmxml/schemas/{version}/message" for version in
                   ("v2_1", "v3_0", "v3_1"))  # fmt: skip
SPECIFIC = ("StructureSpecificData", "StructureSpecificTimeSeriesData")
GENERIC = ("GenericData", "GenericTimeSeriesData")
# Attributes of a DataSet that describe the file, not its rows.
OF_DATASET = frozenset(
    "structureRef setID action reportingBeginDate reportingEndDate validFromDate validToDate publicationYear"
    " publicationPeriod dataScope REPORTING_YEAR_START_DAY".split()
)
VALUES_ACTIONS = ("Information", "Append", "Replace", "Merge")
ALL_DIMENSIONS = "AllDimensions"


def read_sdmx_xml(path: Path, dimensions: Dimensions = PLAIN_DIMENSIONS, *, most_bytes: int = MOST_BYTES) -> Table:
    """The observations or results of an SDMX-ML data file; rows count from 1, in the order of its observations.

    `TooLarge` for a file of more than `most_bytes`; `BadInput` for a file that is not SDMX-ML data, holds an element
    that no row can take or a component that is not mapped.
    """
    size = path.stat().st_size
    if size == 0:
        raise BadInput(f"{path}: the file is empty")
    if size > most_bytes:
        raise TooLarge(
            f"{path}: {size:,} bytes of XML, more than the {most_bytes:,} that are read: ask for it in parts or as CSV"
        )
    rows = _rows(path, _Target(measure=dimensions.value))
    first = next(rows, None)
    if first is None:
        raise BadInput(f"{path}: no rows in it")
    shape = dimensions.shape_of(first, path)
    return from_components(shape, dimensions, _batches(first, rows, dimensions, raw_schema(dimensions, shape), path),
                           path)  # fmt: skip


def _batches(
    first: Mapping[str, str], rest: Iterator[Mapping[str, str]], dimensions: Dimensions, schema: pa.Schema, path: Path
) -> Iterator[pa.RecordBatch]:
    known = frozenset(schema.names) | dimensions.ignored
    columns: list[list[str | None]] = [[] for _ in schema.names]
    for number, row in enumerate(chain([first], rest), start=1):
        if not row.keys() <= known:
            other = ", ".join(repr(name) for name in row if name not in known)
            raise BadInput(f"{path}: row {number}: no place for {other}: map it to a column or ignore it")
        for cells, name in zip(columns, schema.names, strict=True):
            cells.append(row.get(name))
        if len(columns[0]) == ROWS_A_BATCH:
            yield pa.record_batch([pa.array(cells, pa.string()) for cells in columns], schema=schema)
            columns = [[] for _ in schema.names]
    if columns[0]:
        yield pa.record_batch([pa.array(cells, pa.string()) for cells in columns], schema=schema)


def _rows(path: Path, target: "_Target") -> Iterator[dict[str, str]]:
    # Of entities there are only the five of XML itself: a document type is refused. "internal" writes those five out.
    parser = etree.XMLParser(
        target=target, resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False
    )
    with path.open("rb") as file:
        try:
            while piece := file.read(CHUNK_BYTES):
                parser.feed(piece)
                yield from target.take()
            parser.close()
        except etree.XMLSyntaxError as error:
            line = f"line {error.lineno}: " if error.lineno else ""
            raise BadInput(f"{path}: {line}not readable as XML: {_one_line(error)}") from None
        except (BadInput, LookupError) as error:
            after = f"after row {target.rows}: " if target.rows else ""
            raise BadInput(f"{path}: {after}{error}") from None
    yield from target.take()


def _one_line(error: Exception) -> str:
    return " ".join(str(error.args[0] if error.args else error).split())[:200]


@dataclass
class _Target:
    """What the parser tells, as rows: a dictionary of components for each observation, with its series' and dataset's.

    An element that is not in the tables below is refused, because what it says would be lost; `Header` and what
    annotates are passed over whole.
    """

    measure: str
    depth: int = 0
    passed_over: int = 0  # the depth of the element that is passed over, 0 for none
    generic: bool = False
    dimension: str = ALL_DIMENSIONS
    structure: str | None = None
    rows: int = 0
    levels: list[dict[str, str]] = field(default_factory=list)  # of the dataset, the series, the observation
    done: list[dict[str, str]] = field(default_factory=list)

    def take(self) -> list[dict[str, str]]:
        """The rows that are complete, once."""
        done, self.done = self.done, []
        return done

    def doctype(self, *_: object) -> None:
        raise BadInput("a document type (DOCTYPE) is not allowed in SDMX-ML")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise BadInput(f"elements nest deeper than {MOST_DEPTH}: this is not SDMX-ML data")
        namespace, _, name = tag.rpartition("}")
        if self.depth == 1:
            self._root(namespace.lstrip("{"), name)
        elif self.passed_over:
            self._header(name, attributes)
        elif name in PASSED_OVER:
            self.passed_over = self.depth
        else:
            self._element(name, {name: text for name, text in attributes.items() if not name.startswith("{")},
                          attributes)  # fmt: skip

    def end(self, tag: str) -> None:
        if self.depth == self.passed_over:
            self.passed_over = 0
        elif not self.passed_over:
            name = tag.rpartition("}")[2]
            if name == "Obs":
                self.rows += 1
                self.done.append({key: text for level in self.levels for key, text in level.items()})
            if name in LEVELS:
                self.levels.pop()
        self.depth -= 1

    def data(self, text: str) -> None:
        if text.strip() and not self.passed_over:
            raise BadInput(f"text between elements: {text.strip()[:40]!r}")

    def close(self) -> None:
        """Nothing is left to be told."""

    def _root(self, namespace: str, name: str) -> None:
        if namespace not in NAMESPACES or name not in SPECIFIC + GENERIC:
            kinds = "StructureSpecificData of 2.1, 3.0 or 3.1, or GenericData of 2.1"
            raise BadInput(f"not an SDMX-ML data file: its root is {name!r}; expected {kinds}")
        self.generic = name in GENERIC

    def _header(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Structure" and "dimensionAtObservation" in attributes:
            self.dimension = attributes["dimensionAtObservation"]

    def _element(self, name: str, plain: dict[str, str], attributes: Mapping[str, str]) -> None:
        if name == "DataSet":
            self._dataset(plain, attributes)
        elif name in LEVELS:
            self.levels.append({} if self.generic else plain)
        elif self.generic and name in KEYS:
            return
        elif self.generic and name in SINGLE:
            self._put(plain.get("id", self.measure if name == "ObsValue" else self.dimension), plain)
        elif self.generic and name == "Value":
            self._put(plain.get("id", ""), plain)
        else:
            raise BadInput(f"element {name!r} has no place in a row: it would be lost")

    def _dataset(self, plain: dict[str, str], attributes: Mapping[str, str]) -> None:
        own = {name.rpartition("}")[2]: text for name, text in attributes.items()}
        if own.get("action", VALUES_ACTIONS[0]) not in VALUES_ACTIONS:
            raise BadInput(f"a dataset of action {own['action']!r} holds no values")
        structure = own.get("structureRef")
        if self.structure not in (None, structure):
            raise BadInput(f"datasets of two structures, {self.structure!r} and {structure!r}: ask for each in a file")
        self.structure = structure
        self.levels.append({} if self.generic else {k: v for k, v in plain.items() if k not in OF_DATASET})

    def _put(self, component: str, plain: Mapping[str, str]) -> None:
        if not component or "value" not in plain:
            raise BadInput("a value without id or without value")
        if not self.levels:
            raise BadInput("a value outside of a dataset")
        if component in self.levels[-1]:
            raise BadInput(f"{component!r} stands twice in one row")
        self.levels[-1][component] = plain["value"]


PASSED_OVER = frozenset({"Header", "Annotations", "Footer"})
LEVELS = frozenset({"DataSet", "Series", "Obs"})
KEYS = frozenset({"SeriesKey", "ObsKey", "Attributes"})
# An element that names its component by itself: the measure, or the dimension that the header names.
SINGLE = frozenset({"ObsDimension", "ObsValue"})
