"""Files of others: what is read from them, and one line of reason for each that cannot be used."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yardstick.errors import BadInput, TooLarge, YardstickError
from yardstick.exchange import sdmx_periods
from yardstick.exchange.dimensions import Dimensions, mapped, parse_structure
from yardstick.exchange.formats import read_table
from yardstick.exchange.sdmx_xml import read_sdmx_xml
from yardstick.exchange.shapes import Table

HEADER = "data_element,unit,period,value\n"
OF_1 = "DATAFLOW,FREQ,DATA_ELEMENT,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
OF_2 = "STRUCTURE,STRUCTURE_ID,ACTION,DATA_ELEMENT,REF_AREA,TIME_PERIOD,OBS_VALUE\n"
MESSAGE_21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
GENERIC_21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
ROW = '<Obs DATA_ELEMENT="A" REF_AREA="1" TIME_PERIOD="2025" OBS_VALUE="1"/>'


def file(folder: Path, content: str | bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def specific(body: str, dataset: str = "", before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<m:StructureSpecificData xmlns:m="{MESSAGE_21}">'
        f"<m:Header><m:ID>x</m:ID></m:Header><m:DataSet {dataset}>{body}</m:DataSet></m:StructureSpecificData>"
    )


def generic(body: str, at: str = "AllDimensions") -> str:
    return (
        f'<m:GenericData xmlns:m="{MESSAGE_21}" xmlns:g="{GENERIC_21}"><m:Header>'
        f'<m:Structure structureID="S" dimensionAtObservation="{at}"/></m:Header>'
        f'<m:DataSet structureRef="S">{body}</m:DataSet></m:GenericData>'
    )


def refusal(table_path: Path, dimensions: Dimensions | None = None) -> str:
    """Why a file is refused: one line that begins with its name."""
    with pytest.raises(YardstickError) as refused:
        list(read_table(table_path, dimensions=dimensions or Dimensions()).rows())
    message = str(refused.value)
    assert message.startswith(f"{table_path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{table_path}: ")


PERIODS = {
    "2025": "2025", "2025-A1": "2025", "2025-S1": "2025-H1", "2025-H2": "2025-H2", "2025-Q3": "2025-Q3",
    "2025-10": "2025-10", "2025-M10": "2025-10", "2025-W43": "2025-W43", "2025-10-31": "2025-10-31",
    "2025-D304": "2025-10-31", "2024-D366": "2024-12-31", "2025-D001": "2025-01-01",
}  # fmt: skip


@pytest.mark.parametrize("text", PERIODS)
def test_every_form_of_a_period_is_read(text: str) -> None:
    assert sdmx_periods.from_sdmx(text) == PERIODS[text]


@pytest.mark.parametrize("text", ["2025-A2", "2025-S3", "2025-S", "2025-S01", "2025-M1", "2025-M13", "2025-D000",
                                  "2025-D366", "2025-D1", "2025-B1", "2025-T1", "2025-10-31T00:00:00", "2025/2026",
                                  "2025-01-01/P1M", "", "0000-D001", "9999-D366"])  # fmt: skip
def test_what_is_no_period_of_sdmx_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is no period: a period like 2025, 2025-A1"):
        sdmx_periods.from_sdmx(text)


WRITTEN = {"2025": ("2025", "A"), "2025-H1": ("2025-S1", "S"), "2025-Q3": ("2025-Q3", "Q"), "2025-10": ("2025-10", "M"),
           "2025-W43": ("2025-W43", "W"), "2025-10-31": ("2025-10-31", "D")}  # fmt: skip


@pytest.mark.parametrize("code", WRITTEN)
def test_a_period_is_written_in_one_form_that_reads_back(code: str) -> None:
    text, frequency = WRITTEN[code]
    assert (sdmx_periods.to_sdmx(code), sdmx_periods.frequency_of(code)) == (text, frequency)
    assert sdmx_periods.from_sdmx(text) == code
    assert sdmx_periods.agrees(frequency, code)


TABLES: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\n", "the file is empty"),
    "header alone": (HEADER, "no rows in it"),
    "no subject": (
        "unit,period,value\n1,2025,1\n",
        "line 1: expected a column data_element or indicator; there are unit",
    ),
    "missing column": ("data_element,unit,value\nA,1,1\n", "line 1: missing column: 'period'"),
    "unknown column": (HEADER.replace("value", "value,sex") + "A,1,2025,1,F\n", "line 1: unknown column: 'sex'"),
    "column twice": ("data_element,unit,unit,period,value\n", "line 1: repeated column: 'unit'"),
    "latin 1": (HEADER.encode() + b"caf\xe9,1,2025,1\n", "not readable: line 2: Invalid unicode"),
    "UTF-16": ((HEADER + "A,1,2025,1\n").encode("utf-16"), "line 1: not the header of a CSV file in UTF-8"),
    "too few cells": (HEADER + "A,1,2025,1\nA,1\n", "not readable: line 3: Expected Number of Columns: 4 Found: 2"),
    "too many cells": (HEADER + "A,1,2025,1,2\n", "not readable: line 2: Expected Number of Columns: 4 Found: 5"),
    "mixed line ends": (
        HEADER + "A,1,2025,1\nA,2,2025,1\r\n",
        "not readable: line 3 ends in CR LF, the lines before it in LF: all must end alike",
    ),
    "open quote": (HEADER + 'A,1,2025,"1\n', "not readable: line 2: Value with unterminated quote found"),
    "no unit": (HEADER + "A,1,2025,1\nA,,2025,1\n", "row 2: unit is empty"),
    "no period": (HEADER + "A,1,,1\n", "row 1: period is empty"),
    "no such period": (HEADER + "A,1,2025,1\nB,1,2025,1\nB,1,2025-Q5,1\n", "row 3: '2025-Q5' is no period"),
    "no number": (HEADER + 'A,1,2025,"1,5"\n', "row 1: value '1,5': expected a number with at most 20 digits"),
    "NaN": (HEADER + "A,1,2025,NaN\n", "row 1: value 'NaN': expected a number"),
    "ten decimals": (HEADER + "A,1,2025,0.1234567891\n", "row 1: value '0.1234567891': expected"),
    "too large": (HEADER + "A,1,2025,1e20\n", "row 1: value '1e20': expected"),
    "control character": (HEADER + "A\x07,1,2025,1\n", "row 1: data_element 'A\\x07' has a control character"),
    "line break in a code": (HEADER + '"A\nB",1,2025,1\n', "row 1: data_element 'A\\nB' has a control character"),
    "result too large": ("indicator,unit,period,value\nA,1,2025,1e999\n", "row 1: value '1e999': expected a number"),
    "half a unit": ("indicator,unit,period,value,reported\nA,1,2025,1,0.5\n", "row 1: reported is '0.5': expected a"),
    "not Parquet": (b"PAR1 and nothing more", "not a whole Parquet file"),
    "no dataflow": (OF_1 + ",A,A,1,2025,1,A\n", "row 1: the structure is not named"),
    "two dataflows": (OF_1 + "X,A,A,1,2025,1,A\nY,A,A,1,2025,1,A\n", "row 2: another structure than row 1"),
    "value and no value": (OF_1 + "X,A,A,1,2025,1,O\n", "row 1: OBS_STATUS O says that there is no value, but '1'"),
    "other frequency": (OF_1 + "X,A,A,1,2025,1,A\nX,M,A,1,2025,1,A\n", "row 2: FREQ 'M' does not fit the period"),
    "hourly": (OF_1 + "X,H,A,1,2025,1,A\n", "row 1: FREQ 'H' does not fit the period '2025'"),
    "deletes": (OF_2 + "dataflow,X,D,A,1,2025,1\n", "row 1: ACTION is not one of I, A, R, M"),
    "labels": (OF_1.replace("REF_AREA", "REF_AREA: Area"), "column 'REF_AREA: Area' has a label: ask for"),
    "no place": (OF_1.replace("FREQ", "SEX") + "X,F,A,1,2025,1,A\n", "no place for 'SEX' in a table of observations"),
    "no dimension": ("DATAFLOW,TIME_PERIOD,OBS_VALUE\nX,2025,1\n", "no dimension DATA_ELEMENT or INDICATOR: name"),
    "no area": ("DATAFLOW,DATA_ELEMENT,TIME_PERIOD,OBS_VALUE\n", "no dimension 'REF_AREA', which says the unit"),
    "SDMX header alone": (OF_1, "no rows in it"),
    "JSON": ("{}", "neither definitions (data_elements) nor a DHIS2 export"),
    "definitions": ('{"data_elements": []}', "definitions holds neither observations nor results"),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_that_cannot_be_used_gives_one_line(case: str, tmp_path: Path) -> None:
    content, message = TABLES[case]
    assert refusal(file(tmp_path, content)).startswith(message)


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
XML: dict[str, tuple[str | bytes, str]] = {
    "entities": (specific(ROW, before='<!DOCTYPE x [<!ENTITY a "1">]>'), "a document type (DOCTYPE) is not allowed"),
    "a billion laughs": (
        specific(ROW.replace('"1"', '"&a9;"'), before=f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>'),
        "a document type (DOCTYPE) is not allowed",
    ),
    "a file of the machine": (
        specific("&f;", before='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'),
        "a document type (DOCTYPE) is not allowed",
    ),
    "a document type elsewhere": (
        specific(ROW, before='<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'),
        "a document type (DOCTYPE) is not allowed",
    ),
    "UTF-16 with entities": (
        specific(ROW, before='<!DOCTYPE x [<!ENTITY a "1">]>').replace("UTF-8", "UTF-16").encode("utf-16"),
        "a document type (DOCTYPE) is not allowed",
    ),
    "unknown entity": (specific(ROW.replace('"A"', '"&lol;"')), "line 1: not readable as XML: "),
    "deep": (specific("<Series>" * 40), "elements nest deeper than 32"),
    "deep where it is passed over": (specific("<Annotations>" + "<a>" * 40), "elements nest deeper than 32"),
    "cut off": (specific(ROW)[:-30], "line 1: not readable as XML: "),
    "cut off within a row": (specific(ROW).partition("OBS_VALUE")[0], "line 1: not readable as XML: "),
    "after the end": (specific(ROW) + "<x/>", "line 1: not readable as XML: "),
    "wrong bytes": (specific(ROW.replace('"A"', '"\udcff"')).encode("utf-8", "surrogateescape"), "line 1: not"),
    "unknown encoding": (specific(ROW).replace("UTF-8", "x-none"), ""),
    "another kind": ("<html><body/></html>", "not an SDMX-ML data file: its root is 'html'; expected"),
    "a structure": (f'<m:Structure xmlns:m="{MESSAGE_21}"/>', "not an SDMX-ML data file: its root is 'Structure'"),
    "no rows": (specific(""), "no rows in it"),
    "unknown element": (specific(ROW + "<Comp/>"), "after row 1: element 'Comp' has no place in a row"),
    "a group": (specific('<Group REF_AREA="1"/>'), "element 'Group' has no place in a row"),
    "text": (specific(ROW + "loose"), "after row 1: text between elements: 'loose'"),
    "deletes": (specific(ROW, 'action="Delete"'), "a dataset of action 'Delete' holds no values"),
    "not mapped": (specific(ROW.replace("REF", "SEX")), "no place for 'SEX_AREA' in a table of observations"),
    "later not mapped": (
        specific(ROW + ROW.replace("OBS_VALUE", 'SEX="F" OBS_VALUE')),
        "row 2: no place for 'SEX': map it",
    ),
    "wrong row": (specific(ROW + ROW.replace("2025", "25")), "row 2: '25' is no period"),
    "no value's id": (generic('<g:Obs><g:ObsKey><g:Value value="1"/></g:ObsKey></g:Obs>'), "a value without id"),
    "twice": (
        generic('<g:Obs><g:ObsKey><g:Value id="A" value="1"/><g:Value id="A" value="2"/></g:ObsKey></g:Obs>'),
        "'A' stands twice in one row",
    ),
}


@pytest.mark.parametrize("case", XML)
def test_xml_that_cannot_be_used_gives_one_line(case: str, tmp_path: Path) -> None:
    content, message = XML[case]
    assert refusal(file(tmp_path, content, "file.xml")).startswith(message)


def test_two_structures_in_one_file_are_refused(tmp_path: Path) -> None:
    body = f'{ROW}</m:DataSet><m:DataSet structureRef="Y">{ROW}'
    message = refusal(file(tmp_path, specific(body, 'structureRef="X"')))
    assert message.startswith("after row 1: datasets of two structures, 'X' and 'Y'")


def test_xml_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = file(tmp_path, specific(ROW))
    with pytest.raises(TooLarge, match=r"bytes of XML, more than the 100 that are read: ask for it in parts or as CSV"):
        read_sdmx_xml(path, most_bytes=100)


def parquet(folder: Path, **columns: pa.Array) -> Path:
    usual = {"data_element": pa.array(["A"]), "unit": pa.array(["1"]), "period": pa.array(["2025"])}
    path = folder / "file.parquet"
    pq.write_table(pa.table({**usual, **columns}), path)
    return path


def test_a_parquet_file_cut_off_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    content = parquet(tmp_path, value=pa.array(["1"])).read_bytes()
    for length in (0, 3, 4, len(content) // 2, len(content) - 1):
        path = file(tmp_path, content[:length], "cut.parquet")
        assert refusal(path).startswith(("the file is empty", "not a whole Parquet file"))


def test_a_parquet_file_with_damaged_pages_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path, value=pa.array(["1"]))
    content = bytearray(path.read_bytes())
    content[8:60] = b"\xff" * 52
    path.write_bytes(content)
    assert refusal(path).startswith("not readable: ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (pa.array([150], pa.int64()), "150"),
        (pa.array(["1.50"]), "1.50"),
        (pa.array([1.5]), "1.5"),
        (pa.array(["100"]).cast(pa.decimal128(12, 2)), "100"),
        (pa.array(["0.10"]).cast(pa.decimal128(12, 2)), "0.1"),
        (pa.array([None], pa.float64()), None),
    ],
)
def test_values_of_any_type_of_parquet_are_read(value: pa.Array, text: str | None, tmp_path: Path) -> None:
    assert [row[4] for row in read_table(parquet(tmp_path, value=value)).rows()] == [text]


def test_nan_in_parquet_is_refused_with_its_row(tmp_path: Path) -> None:
    assert refusal(parquet(tmp_path, value=pa.array([float("nan")]))).startswith("row 1: value 'nan'")


def read(folder: Path, content: str, dimensions: Dimensions | None = None) -> Table:
    return read_table(file(folder, content), dimensions=dimensions or Dimensions())


def test_components_that_are_named_can_be_left_unread(tmp_path: Path) -> None:
    content = OF_1.replace("FREQ", "UNIT_MEASURE") + "X,PN,A,1,2025,1,A\n"
    table = read(tmp_path, content, mapped({}, ignored=["UNIT_MEASURE"]))
    assert list(table.rows()) == [("A", "1", "2025", None, "1", None)]


def test_a_status_that_a_row_cannot_take_is_told(tmp_path: Path) -> None:
    rows = "".join(f"X,A,A,1,{2020 + place},{value},{status}\n" for place, (value, status) in enumerate(
        [("1", "A"), ("2", "P"), ("3", "P"), ("", "M"), ("NaN", "O"), ("", "")]))  # fmt: skip
    table = read(tmp_path, OF_1 + rows)
    assert [row[4] for row in table.rows()] == ["1", "2", "3", None, None, None]
    assert table.notes == [
        "OBS_STATUS M: not carried over (1 observations)",
        "OBS_STATUS P: not carried over (2 observations)",
    ]


def test_series_and_dataset_say_what_their_observations_do_not(tmp_path: Path) -> None:
    series = '<Series DATA_ELEMENT="A" REF_AREA="1"><Obs TIME_PERIOD="2025-S2" OBS_VALUE="1.50"/></Series>'
    table = read(tmp_path, specific(series, 'FREQ="S" action="Append" setID="x"'))
    assert list(table.rows()) == [("A", "1", "2025-H2", None, "1.50", None)]


def test_generic_series_are_read(tmp_path: Path) -> None:
    key = '<g:Value id="INDICATOR" value="RATE"/><g:Value id="REF_AREA" value="1"/>'
    rows = "".join(
        f'<g:Obs><g:ObsDimension value="2025-{month:02}"/><g:ObsValue value="{month}.10"/></g:Obs>' for month in (1, 2)
    )
    body = (
        f'<g:Series><g:SeriesKey>{key}</g:SeriesKey><g:Attributes><g:Value id="EXPECTED" value="9"/></g:Attributes>'
        f"{rows}</g:Series>"
    )
    assert list(read(tmp_path, generic(body, "TIME_PERIOD")).rows()) == [
        ("RATE", "1", "2025-01", "1.10", None, "9"),
        ("RATE", "1", "2025-02", "2.10", None, "9"),
    ]


def test_rows_are_read_before_the_file_ends(tmp_path: Path) -> None:
    path = file(tmp_path, specific(ROW * 60_000)[:-40])
    table = read_table(path)
    assert next(table.batches).num_rows > 1000
    with pytest.raises(BadInput, match="not readable as XML"):
        list(table.batches)


@pytest.mark.parametrize("text", ["", "X", "GSO:LABOUR", "GSO:LABOUR(1.0", "GSO:LABOUR(x)", "GSO:LA BOUR(1.0)",
                                  "1:X(1.0)", 'G"O:X(1.0)'])  # fmt: skip
def test_a_structure_is_named_in_one_form(text: str) -> None:
    with pytest.raises(BadInput, match=r"expected AGENCY:ID\(VERSION\)"):
        parse_structure(text)
    assert str(parse_structure("GSO.VN:LABOUR(1.2.0)")) == "GSO.VN:LABOUR(1.2.0)"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"element": "X"}, "'element' is no column: there are data_element"),
        ({"unit": "A B"}, "'A B' is no id of an SDMX component"),
        ({"unit": "FREQ"}, "'FREQ' stands for two columns"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        mapped(changes)
