"""The quality of figures from files: what `yardstick quality` printed, or rows of a table."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.errors import BadDefinition, BadInput
from yardstick.json_input import number_of, object_of, read_json, text_of
from yardstick.scoring.columns import Column, FloatArray, Panel
from yardstick.scoring.keyed_rows import check_columns, check_once, coded, header_of, numbers_of, places_in, read_rows
from yardstick.scoring.quality_rule import QualityRule

OF_ELEMENTS, OF_INDICATORS = "element", "indicator"
KEYS = ("unit", "period")
NUMBER = "quality"


def read_qualities(path: Path) -> pa.Table:
    """Rows with the columns element or indicator, unit, period and quality of a .json, .csv or .parquet file.

    A .json file is what `yardstick quality --json --figures LEVEL` printed. `BadInput` names the file.
    """
    if path.suffix == ".json":
        return _of_report(path)
    if path.suffix not in (".csv", ".parquet"):
        raise BadInput(f"{path}: expected a file that ends in .json, .csv or .parquet")
    names = header_of(path) if path.suffix == ".csv" else ()
    try:
        return read_rows(path, _columns(names))
    except BadInput as error:
        raise _placed(path, error) from None


def qualities_from_table(
    table: pa.Table, rule: QualityRule, indicators: Sequence[str], panel: Panel
) -> dict[str, Column]:
    """The quality of each indicator's figures, of the panel's shape; one of which nothing is known is left out.

    Rows of elements are taken together by `rule`. Rows of other units, periods and codes are of other figures and have
    no effect. `BadInput` for a wrong column, an empty key, a quality outside 0 to 1, and a second one for a figure.
    """
    columns = _columns(table.column_names)
    check_columns(table.column_names, columns)
    by_element = columns[0] == OF_ELEMENTS
    parts = {code: rule.elements_of(code) if by_element else (code,) for code in indicators}
    known = _arranged(table, columns, sorted({code for codes in parts.values() for code in codes}), panel)
    found = {}
    for indicator, codes in parts.items():
        if all(code in known for code in codes):
            found[indicator] = Column.of(np.min([known[code] for code in codes], axis=0))  # NaN where one is not known
    return found


def _columns(names: Sequence[str]) -> tuple[str, ...]:
    return (OF_ELEMENTS if OF_ELEMENTS in names else OF_INDICATORS, *KEYS, NUMBER)


def _arranged(table: pa.Table, columns: Sequence[str], wanted: Sequence[str], panel: Panel) -> Mapping[str, FloatArray]:
    """By code the qualities of the panel's units and periods, NaN where none is known."""
    qualities = numbers_of(table, NUMBER)
    if (bad := np.flatnonzero((qualities < 0) | (qualities > 1))).size:
        raise BadInput(f"row {bad[0] + 1}: {NUMBER}: {qualities[bad[0]]!s}; expected a number from 0 to 1")
    axes = (wanted, panel.units, panel.periods)
    keys = []
    for name, ordered in zip(columns, axes, strict=False):
        texts, of_row = coded(table, name)
        keys.append(places_in(ordered, texts)[of_row])
    rows = np.flatnonzero(np.all([key >= 0 for key in keys], axis=0)).astype(np.int64)
    cube = np.full([len(ordered) for ordered in axes], np.nan)
    if rows.size:
        places = np.ravel_multi_index(tuple(key[rows] for key in keys), cube.shape)
        check_once(places, rows, table, columns)
        cube.ravel()[places] = qualities[rows]
    return {code: cube[place] for place, code in enumerate(wanted) if not np.isnan(cube[place]).all()}


def _of_report(path: Path) -> pa.Table:
    content = read_json(path)
    figures = content.get("figures") if isinstance(content, dict) else None
    if not isinstance(figures, list):
        raise BadInput(f"{path}: expected what `yardstick quality --json` prints, an object with figures")
    if not figures:
        raise BadInput(f"{path}: no figures in it; ask for those of a level: yardstick quality --figures LEVEL --json")
    columns = (OF_ELEMENTS, *KEYS, NUMBER)
    try:
        rows = [_figure(figure, f"figure {number}", columns) for number, figure in enumerate(figures, start=1)]
    except BadDefinition as error:
        raise _placed(path, error) from None
    types = (*[pa.string()] * len(columns[:-1]), pa.float64())
    arrays = [pa.array(cells, type=kind) for cells, kind in zip(zip(*rows, strict=True), types, strict=True)]
    return pa.table(arrays, names=list(columns))


def _figure(content: Any, where: str, columns: Sequence[str]) -> tuple[str | float | None, ...]:
    """Key and quality of one figure of a report; what else stands in it says how its quality came about."""
    whole = set(content) if isinstance(content, dict) else set()
    fields = object_of(content, where, columns, whole)
    *keys, number = columns
    quality = fields[number]
    read = None if quality is None else number_of(quality, f"{where}: {number}")
    return *(text_of(fields[key], f"{where}: {key}") for key in keys), read


def _placed(path: Path, error: BadInput) -> BadInput:
    return error if str(error).startswith(str(path)) else BadInput(f"{path}: {error}")
