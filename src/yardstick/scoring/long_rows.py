"""Long rows (indicator, unit, period, value) in, rows of scores and ranks out: Arrow tables, CSV and Parquet files."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from yardstick.errors import BadInput, TooLarge
from yardstick.scoring.columns import Column, Panel, group_of, ordered_periods
from yardstick.scoring.index import Result
from yardstick.scoring.keyed_rows import check_columns, check_once, coded, numbers_of, places_in, read_rows
from yardstick.scoring.ranking import Band, band_places
from yardstick.scoring.specification import Group, Node

KEYS = ("indicator", "unit", "period")
COLUMNS = (*KEYS, "value")
COUNTS = ("reported", "expected")  # which the roll-up writes beside a value
MOST_CELLS = 500_000_000  # 4 GB of doubles


def panel_from_table(table: pa.Table, peers: Mapping[str, str]) -> Panel:
    """Arrange long rows; `value` null is a missing figure, and every unit of `peers` is a unit of the panel.

    Raises `BadInput` for an unknown or missing column, an empty key, a value that is no finite number, two rows of one
    indicator, unit and period, a unit without peer group, and periods that are none or of several frequencies;
    `TooLarge` beyond half a milliard cells.
    """
    check_columns(table.column_names, COLUMNS)
    values = numbers_of(table, "value")
    indicators, of_indicator = coded(table, "indicator")
    units, of_unit = coded(table, "unit")
    periods, of_period = coded(table, "period")
    for unit in units:
        group_of(unit, peers)
    all_units, in_time = sorted(peers), ordered_periods(periods)
    shape = (len(indicators), len(all_units), len(in_time))
    if np.prod(shape, dtype=np.float64) > MOST_CELLS:
        raise TooLarge(f"{shape[0]} indicators × {shape[1]} units × {shape[2]} periods; score fewer periods at a time")
    places = np.ravel_multi_index(
        (of_indicator, places_in(all_units, units)[of_unit], places_in(in_time, periods)[of_period]), shape
    )
    check_once(places, np.arange(len(places)), table, COLUMNS)
    cube = np.full(shape, np.nan)
    cube.ravel()[places] = values
    columns = {code: Column.of(cube[place]) for place, code in enumerate(indicators)}
    return Panel(tuple(all_units), in_time, tuple(peers[unit] for unit in all_units), dict(sorted(columns.items())))


def panel_from_rows(rows: Sequence[tuple[str, str, str, float | None]], peers: Mapping[str, str]) -> Panel:
    """`panel_from_table` for `rows` of (indicator, unit, period, value), in any order; the value `None` is missing.

    Raises what that raises, and `ValueError` for a row of more or fewer than four and for a value that is a text. NaN
    is no missing figure here, but refused (`BadInput`).
    """
    fields = list(zip(*rows, strict=True)) or [(), (), (), ()]
    types = (pa.string(), pa.string(), pa.string(), pa.float64())
    arrays = [pa.array(list(cells), type=kind) for cells, kind in zip(fields, types, strict=True)]
    return panel_from_table(pa.table(arrays, names=list(COLUMNS)), peers)


def read_values(path: Path) -> pa.Table:
    """Long rows of a .csv (UTF-8, with header) or .parquet file, as the roll-up writes them too, without its counts.

    `BadInput` where the file cannot be read.
    """
    return read_rows(path, COLUMNS, passed_over=COUNTS)


def read_peers(path: Path) -> dict[str, str]:
    """Peer group by unit from a CSV file with the columns unit and peer_group; `BadInput` names the row at fault."""
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
    of weight behind which no figure stands). Where the index is discounted, also quality (0 to 1, null where it is not
    known and for groups) and the same five of the discounted index, with `discounted` for the score.
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
    columns = {
        "node": pa.array([node.code], type=pa.string()).take(pa.array(np.zeros(units * periods, dtype=np.int64))),
        "unit": pa.array(result.units, type=pa.string()).take(pa.array(np.repeat(np.arange(units), periods))),
        "period": pa.array(result.periods, type=pa.string()).take(pa.array(np.tile(np.arange(periods), units))),
        **_standings(result, node),
    }
    if (less := result.discounted) is not None:
        columns["quality"] = _qualities(less.qualities.get(node.code), units * periods)
        standings = _standings(less.result, node)
        columns |= {"discounted" if name == "score" else f"discounted_{name}": standings[name] for name in standings}
    return pa.table(columns)


def _standings(result: Result, node: Node) -> dict[str, pa.Array]:
    score, ranks = result.scores[node.code], result.ranks[node.code]
    bands: Sequence[Band] = node.bands if isinstance(node, Group) else ()
    places = band_places(score, bands).ravel()
    labels = pa.array([band.label for band in bands], type=pa.string())
    rank = ranks.rank.ravel()
    return {
        "score": _or_null(score),
        "rank": pa.array(rank, mask=rank == 0),
        "of": pa.array(ranks.of.ravel()),
        "band": labels.take(pa.array(places, mask=places < 0)),
        "missing_share": pa.array(np.clip(1.0 - result.shares_present[node.code], 0.0, 1.0).ravel()),
    }


def _qualities(column: Column | None, rows: int) -> pa.Array:
    return pa.nulls(rows, pa.float64()) if column is None else _or_null(column)


def _or_null(column: Column) -> pa.Array:
    return pa.array(column.values.ravel(), mask=~column.present.ravel())


def _add_peer(groups: dict[str, str], row: Mapping[str | None, str | None], where: str) -> None:
    unit, group = row.get("unit"), row.get("peer_group")
    if not unit or not group or None in row:
        raise BadInput(f"{where}: expected a unit and a peer group, both not empty")
    if unit in groups:
        raise BadInput(f"{where}: unit {unit!r} stands twice")
    groups[unit] = group
