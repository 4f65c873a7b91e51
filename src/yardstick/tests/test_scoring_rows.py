"""Long rows in and out, and what is refused of them."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pa_parquet
import pytest

from yardstick.errors import BadInput, TooLarge
from yardstick.scoring import long_rows
from yardstick.scoring.index import compute
from yardstick.scoring.long_rows import (
    panel_from_rows,
    panel_from_table,
    read_peers,
    read_values,
    result_table,
    write_table,
)
from yardstick.scoring.reading import read_specification

EXAMPLES = Path(__file__).parent / "examples"
PEERS = {"a": "x", "b": "x"}
HEADER = "indicator,unit,period,value\n"


def test_rows_become_columns_in_the_order_of_codes_and_time() -> None:
    rows = [("q", "b", "2025-10", 2.0), ("p", "b", "2025-09", 1.0), ("p", "a", "2025-10", None)]
    panel = panel_from_rows(rows, {**PEERS, "c": "y"})
    assert (panel.units, panel.periods, panel.peers) == (("a", "b", "c"), ("2025-09", "2025-10"), ("x", "x", "y"))
    assert panel.columns["p"].present.tolist() == [[False, False], [True, False], [False, False]]
    assert panel.columns["q"].at(1, 1) == 2


def table(**columns: Any) -> pa.Table:
    whole = {"indicator": ["p"], "unit": ["a"], "period": ["2025"], "value": [1.0], **columns}
    return pa.table({name: cells for name, cells in whole.items() if cells is not None})


REFUSED = {
    "unknown column": (table(note=["x"]), "unknown column 'note'"),
    "missing column": (table(period=None), "column 'period' is missing"),
    "infinity": (table(value=[float("inf")]), "row 1: value: expected a finite number"),
    "not a number": (table(value=[float("nan")]), "row 1: value: expected a finite number"),
    "text": (table(value=["one"]), "column 'value': expected numbers"),
    "no unit": (table(unit=pa.array([None], pa.string())), "row 1: unit is empty"),
    "empty indicator": (table(indicator=[""]), "row 1: indicator is empty"),
    "no period": (table(period=["2025-13"]), "'2025-13' is no period"),
    "unknown unit": (table(unit=["z"]), "unit 'z' has no peer group"),
    "lists as keys": (table(unit=[[1]]), "column 'unit': expected text"),
    "two frequencies": (
        pa.concat_tables([table(), table(period=["2025-10"])]),
        "monthly and yearly in one set; expected one frequency",
    ),
    "a row twice": (
        pa.concat_tables([table(), table(unit=["b"]), table(value=[2.0])]),
        "row 3: a second value for indicator 'p', unit 'a', period '2025'",
    ),
}


@pytest.mark.parametrize(("rows", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_rows_that_cannot_be_used_are_refused(rows: pa.Table, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        panel_from_table(rows, PEERS)


def test_whole_numbers_and_dictionaries_are_taken_as_they_are() -> None:
    rows = table(value=[3], unit=pa.array(["a"]).dictionary_encode())
    assert panel_from_table(rows, PEERS).columns["p"].at(0, 0) == 3


def test_more_cells_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_rows, "MOST_CELLS", 1)
    with pytest.raises(TooLarge, match="1 indicators × 2 units × 1 periods; score fewer"):
        panel_from_table(table(), PEERS)


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_files_of_either_kind_give_the_same_rows(ending: str, tmp_path: Path) -> None:
    rows = pa.table({"indicator": ["p", "p"], "unit": ["Hà", "b"], "period": ["2025"] * 2, "value": [0.1, None]})
    file = tmp_path / f"values{ending}"
    if ending == ".csv":
        file.write_text("\ufeff" + HEADER + "p,Hà,2025,0.1\np,b,2025,\n", "utf-8")
    else:
        pa_parquet.write_table(rows, file)
    assert read_values(file).to_pylist() == rows.to_pylist()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("v.csv", HEADER + "p,a,2025,1_0\n", "v.csv: .*1_0"),
        ("v.csv", HEADER + "p,a,2025\n", "v.csv: .*Expected 4 columns"),
        ("v.csv", HEADER.replace("unit", "body"), "unknown column 'body'"),
        ("v.csv", "", "column 'indicator' is missing"),
        ("v.csv", "indicator,unit,period,value,value\n", "column 'value' is repeated"),
        ("v.parquet", "PAR", "v.parquet: "),
        ("v.xlsx", "", "ends in .csv or .parquet"),
    ],
)
def test_a_file_of_values_that_is_none_is_refused(name: str, content: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(BadInput, match=complaint):
        read_values(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"unit,group\n", "line 1: expected the columns unit,peer_group"),
        (b"", "line 1: expected the columns"),
        (b"unit,peer_group\na,x\na,y\n", "row 2: unit 'a' stands twice"),
        (b"unit,peer_group\na,\n", "row 1: expected a unit and a peer group"),
        (b"unit,peer_group\na,x,y\n", "row 1: expected a unit and a peer group"),
        (b'unit,peer_group\n"a"b,x\n', "not readable as CSV"),
        (b"unit,peer_group\n\xff,x\n", "not UTF-8"),
    ],
)
def test_peers_that_cannot_be_read_are_refused(content: bytes, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "peers.csv").write_bytes(content)
    with pytest.raises(BadInput, match=complaint):
        read_peers(tmp_path / "peers.csv")


def test_peers_may_be_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "peers.csv").write_text("\ufeffpeer_group,unit\r\ntỉnh,Hà\r\n", "utf-8")
    assert read_peers(tmp_path / "peers.csv") == {"Hà": "tỉnh"}


@pytest.mark.parametrize("name", ["service", "innovation"])
def test_the_result_has_a_row_for_each_node_unit_and_period(name: str) -> None:
    panel = panel_from_table(read_values(EXAMPLES / f"{name}.csv"), read_peers(EXAMPLES / f"{name}_peers.csv"))
    found = compute(read_specification(EXAMPLES / f"{name}.json"), panel)
    rows = result_table(found).to_pylist()
    nodes = [node.code for node in found.specification.nodes()]
    keys = [(row["node"], row["unit"], row["period"]) for row in rows]
    assert keys == [(node, unit, period) for node in nodes for unit in found.units for period in found.periods]
    for row, key in zip(rows, keys, strict=True):
        standing = found.at(*key)
        assert [row[name] for name in ("score", "rank", "of", "band")] == [
            standing.score,
            standing.rank,
            standing.of,
            standing.band,
        ]
        assert row["missing_share"] == pytest.approx(1 - standing.share_present)


def test_a_result_is_written_to_csv_or_parquet_or_refused(tmp_path: Path) -> None:
    rows = pa.table({"node": ["ALL"], "score": [0.1 + 0.2]})
    write_table(rows, tmp_path / "r.parquet")
    assert pa_parquet.read_table(tmp_path / "r.parquet").equals(rows)
    write_table(rows, tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_text("utf-8") == '"node","score"\n"ALL",0.30000000000000004\n'
    with pytest.raises(BadInput, match="ends in"):
        write_table(rows, tmp_path / "r.txt")
