"""Long rows (indicator, unit, period, value) in, rows of scores and ranks out: Arrow tables, CSV and Parquet files."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from yardstick.errors import BadInput, TooLarge
from yardstick.scoring.columns import Column, FloatArray, IntArray, Panel, group_of, ordered_periods
from yardstick.scoring.index import Result
from yardstick.scoring.ranking import Band, band_places
from yardstick.scoring.specification import Group, Node

KEYS = ("indicator", "unit", "period")
COLUMNS = (*KEYS, "value")
MOST_CELLS = 500_000_000  # 4 GB of doubles


def panel_from_table(table: pa.Table, peers: Mapping[str, str]) -> Panel:
    """Arrange long rows; `value` null is a missing figure, and every unit of `peers` is a unit of the panel.

    Raises `BadInput` for an unknown or missing column, an empty key, a value that is no finite number, two rows of one
    indicator, unit and period, a unit without peer group, and periods that are none or of several frequencies;
    `TooLarge` beyond half a milliard cells.
    """
    _check_columns(table.column_names)
    values = _values(table)
    indicators, of_indicator = _coded(table, "indicator")
    units, of_unit = _coded(table, "unit")
    periods, of_period = _coded(table, "period")
    for unit in units:
        group_of(unit, peers)
    all_units, in_time = sorted(peers), ordered_periods(periods)
    shape = (len(indicators), len(all_units), len(in_time))
    if np.prod(shape, dtype=np.float64) > MOST_CELLS:
        raise TooLarge(f"{shape[0]} indicators × {shape[1]} units × {shape[2]} periods; score fewer periods at a time")
    places = np.ravel_multi_index(
        (of_indicator, _moved(units, all_units)[of_unit], _moved(periods, in_time)[of_period]), shape
    )
    _check_once(places, table)
    cube = np.full(shape, np.nan)
    cube.ravel()[places] = values
    columns = {code: Column.of(cube[place]) for place, code in enumerate(indicators)}
    return Panel(tuple(all_units), in_time, tuple(peers[unit] for unit in all_units), dict(sorted(columns.items())))


def panel_from_rows(rows: Sequence[tuple[str, str, str, float | None]], peers: Mapping[str, str]) -> Panel:
    """`panel_from_table` for (indicator, unit, period, value) in any order."""
    fields = list(zip(*rows, strict=True)) or [(), (), (), ()]
    types = (pa.string(), pa.string(), pa.string(), pa.float64())
    arrays = [pa.array(list(cells), type=kind) for cells, kind in zip(fields, types, strict=True)]
    return panel_from_table(pa.table(arrays, names=list(COLUMNS)), peers)


def read_values(path: Path) -> pa.Table:
    """Long rows of a .csv (UTF-8, with header) or .parquet file; `BadInput` where it cannot be read."""
    try:
        if path.suffix == ".parquet":
            return pa_parquet.read_table(path)
        if path.suffix == ".csv":
            return _read_csv(path)
    except pa.ArrowInvalid as error:
        raise BadInput(f"{path}: {' '.join(str(error).split())}") from None
    raise BadInput(f"{path}: expected a file that ends in .csv or .parquet")


def read_peers(path: Path) -> dict[str, str]:
    """Peer group by unit from a CSV file with the columns unit and group; `BadInput` names the line at fault."""
    groups: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            if sorted(next(reader, [])) != ["peer_group", "unit"]:
                raise BadInput(f"{path}: line 1: expected the columns unit,peer_group")
            file.seek(0)
            for row in csv.DictReader(file, strict=True):
                _add_peer(groups, row, f"{path}: row {len(groups) + 1}")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text at byte {error.start}; save the file as UTF-8") from None
    except csv.Error as error:
        raise BadInput(f"{path}: not readable as CSV: {error}") from None
    return groups


def result_table(result: Result) -> pa.Table:
    """One row for each node, unit and period: node in the order of the definition, then unit, then time.

    Columns: node, unit, period, score, rank and band (null for none), of (peers ranked), missing_share (0 to 1: share
    of weight behind which no figure stands).
    """
    return pa.concat_tables([_node_table(result, node) for node in result.specification.nodes()])


def write_table(table: pa.Table, path: Path) -> None:
    """Write rows to a .csv or .parquet file; `BadInput` for another ending."""
    if path.suffix == ".parquet":
        pa_parquet.write_table(table, path)
    elif path.suffix == ".csv":
        pa_csv.write_csv(table, path)
    else:
        raise BadInput(f"{path}: expected a name that ends in .csv or .parquet")


def _node_table(result: Result, node: Node) -> pa.Table:
    units, periods = len(result.units), len(result.periods)
    score, ranks = result.scores[node.code], result.ranks[node.code]
    bands: Sequence[Band] = node.bands if isinstance(node, Group) else ()
    places = band_places(score, bands).ravel()
    labels = pa.array([band.label for band in bands], type=pa.string())
    rank = ranks.rank.ravel()
    return pa.table(
        {
            "node": pa.array([node.code], type=pa.string()).take(pa.array(np.zeros(units * periods, dtype=np.int64))),
            "unit": pa.array(result.units, type=pa.string()).take(pa.array(np.repeat(np.arange(units), periods))),
            "period": pa.array(result.periods, type=pa.string()).take(pa.array(np.tile(np.arange(periods), units))),
            "score": pa.array(score.values.ravel(), mask=~score.present.ravel()),
            "rank": pa.array(rank, mask=rank == 0),
            "of": pa.array(ranks.of.ravel()),
            "band": labels.take(pa.array(places, mask=places < 0)),
            "missing_share": pa.array(np.clip(1.0 - result.shares_present[node.code], 0.0, 1.0).ravel()),
        }
    )


def _read_csv(path: Path) -> pa.Table:
    with path.open("rb") as file:
        header = file.readline().decode("utf-8-sig", errors="replace")
    _check_columns(next(csv.reader([header]), []))
    options = pa_csv.ConvertOptions(
        column_types={**dict.fromkeys(KEYS, pa.string()), "value": pa.float64()},
        null_values=[""],
        strings_can_be_null=False,
    )
    return pa_csv.read_csv(path, convert_options=options)


def _check_columns(names: Sequence[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            raise BadInput(f"unknown column {name!r}; expected {', '.join(COLUMNS)}")
    for name in COLUMNS:
        if list(names).count(name) != 1:
            raise BadInput(f"column {name!r} is {'repeated' if name in names else 'missing'}")


def _values(table: pa.Table) -> FloatArray:
    """Doubles, NaN for null; whatever else is not finite is refused with its row."""
    column = table["value"]
    try:
        doubles = column.cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadInput(f"column 'value': expected numbers, not {column.type}") from None
    values: FloatArray = np.array(pc.fill_null(doubles, 0.0), dtype=np.float64)
    if (bad := np.flatnonzero(~np.isfinite(values))).size:
        raise BadInput(f"row {bad[0] + 1}: value: expected a finite number, or nothing where it is missing")
    missing = np.array(pc.is_null(doubles), dtype=np.bool_)
    values = values.copy()
    values[missing] = np.nan
    return values


def _coded(table: pa.Table, name: str) -> tuple[list[str], IntArray]:
    """The different texts of a key column, and for each row the place of its own."""
    column = table[name]
    try:
        texts = column.cast(pa.string()).combine_chunks().dictionary_encode()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadInput(f"column {name!r}: expected text, not {column.type}") from None
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    empty = pc.or_kleene(pc.is_null(column), pc.equal(column.cast(pa.string()), ""))
    if pc.any(empty).as_py():
        raise BadInput(f"row {pc.index(empty, True).as_py() + 1}: {name} is empty")
    found: list[str] = texts.dictionary.to_pylist()
    return found, np.array(texts.indices, dtype=np.int64)


def _moved(found: Sequence[str], ordered: Sequence[str]) -> IntArray:
    places = {code: place for place, code in enumerate(ordered)}
    return np.array([places[code] for code in found], dtype=np.int64)


def _check_once(places: IntArray, table: pa.Table) -> None:
    order = np.argsort(places, kind="stable")
    again = np.flatnonzero(places[order][1:] == places[order][:-1])
    if again.size:
        row = int(order[again + 1].min())
        keys = ", ".join(f"{name} {table[name][row].as_py()!r}" for name in KEYS)
        raise BadInput(f"row {row + 1}: a second value for {keys}")


def _add_peer(groups: dict[str, str], row: Mapping[str | None, str | None], where: str) -> None:
    unit, group = row.get("unit"), row.get("peer_group")
    if not unit or not group or None in row:
        raise BadInput(f"{where}: expected a unit and a peer group, both not empty")
    if unit in groups:
        raise BadInput(f"{where}: unit {unit!r} stands twice")
    groups[unit] = group
