"""What is written in any format is read as it was: every code, every digit, every missing value."""

import io
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysdmx.io import read_sdmx
from pysdmx.io.pd import PandasDataset

from yardstick.errors import BadInput
from yardstick.exchange.dimensions import mapped, parse_structure
from yardstick.exchange.formats import WRITERS, Written, format_of, read_table, write_table
from yardstick.exchange.sdmx_xml_writing import Message, write_sdmx_xml
from yardstick.exchange.shapes import OBSERVATIONS, RESULTS, Shape, table_of
from yardstick.loading.numbers import exact

Row = tuple[str | None, ...]
MESSAGE = Message(prepared=datetime(2025, 11, 30, 8, tzinfo=UTC))
WRITTEN = Written(MESSAGE)
DATA = sorted(set(WRITERS) - {"sdmx-structure"})
AS_TEXT = sorted(set(DATA) - {"parquet"})
SDMX = [form for form in DATA if form.startswith("sdmx")]

OBSERVED: list[Row] = [
    ("DONE", "01", "2025-10", None, "1.10", None),
    ("DONE", "01", "2025-W43", "F", "12345678901234567890.123456789", None),
    ("DONE", "01", "2025-H1", "M", None, None),
    ("Số nhiệm vụ", "Hà Nội", "2025-10-31", "nữ, 15–60", "-0.000000001", None),
    ("a<b>&c", "\"quoted\" 'twice'", "2025-Q3", "_T", "0", None),
    (" spaces ", ";", "2025", None, "007", None),
]
COMPUTED: list[Row] = [
    ("RATE", "01", "2025-10", "33.333333333333336", "3", "4"),
    ("RATE", "02", "2025-H2", None, "0", "4"),
    ("RATE", "03", "2025", "5e-324", None, None),
    ("RATE", "04", "2025", "-1.7976931348623157e+308", None, "12"),
]


def written(rows: Sequence[Row], form: str, shape: Shape = OBSERVATIONS, how: Written = WRITTEN) -> bytes:
    file = io.BytesIO()
    write_table(table_of(shape, rows), file, form, how)
    return file.getvalue()


def read(content: bytes, how: Written = WRITTEN) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        table = read_table(path, dimensions=how.dimensions)
        found = list(table.rows())
    assert table.notes == []
    return found


@pytest.mark.parametrize("form", AS_TEXT)
def test_observations_come_back_digit_for_digit(form: str) -> None:
    assert read(written(OBSERVED, form)) == OBSERVED


@pytest.mark.parametrize("form", AS_TEXT)
def test_results_come_back_digit_for_digit(form: str) -> None:
    assert read(written(COMPUTED, form, RESULTS)) == COMPUTED


def test_parquet_keeps_numbers_exactly_but_no_zeros_around_them() -> None:
    values = [row[4] for row in read(written(OBSERVED, "parquet"))]
    assert values == ["1.1", "12345678901234567890.123456789", None, "-0.000000001", "0", "7"]
    assert [(*row[:4], row[5]) for row in read(written(OBSERVED, "parquet"))] == [
        (*row[:4], row[5]) for row in OBSERVED
    ]


def test_results_are_doubles_in_parquet() -> None:
    content = written(COMPUTED, "parquet", RESULTS)
    found = pq.read_table(pa.BufferReader(content))
    assert found.column("value").to_pylist() == [33.333333333333336, None, 5e-324, -1.7976931348623157e308]
    assert found.column("reported").to_pylist() == [3, 0, None, None]
    assert read(written(read(content), "csv", RESULTS)) == COMPUTED


def test_a_result_with_more_digits_than_a_double_is_refused_by_parquet_with_its_row() -> None:
    rows: list[Row] = [*COMPUTED, ("RATE", "05", "2025", "0.10000000000000000001", None, None)]
    with pytest.raises(BadInput, match=r"^rows: row 5: value '0\.10000000000000000001' has more digits than a double"):
        written(rows, "parquet", RESULTS)


CODES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=5)
PERIODS = st.sampled_from(["2025", "2025-H2", "2025-Q1", "2025-02", "2025-W01", "2020-W53", "2024-02-29", "0001"])
FIGURES = st.decimals(-(10**20) + 1, 10**20 - 1, allow_nan=False, places=9).map(lambda number: format(number, "f"))
TYPED = st.from_regex(r"[+-]?(0{0,3}[0-9]{1,20}(\.[0-9]{0,9}0{0,3})?|\.[0-9]{1,9})", fullmatch=True)
OBSERVATION = st.tuples(CODES, CODES, PERIODS, st.none() | CODES, st.none() | FIGURES | TYPED, st.none())
DOUBLES = st.floats(allow_nan=False, allow_infinity=False).map(repr)
FEWER = settings(max_examples=settings.default.max_examples // 3)  # each writes and reads a file
COUNTS = st.none() | st.integers(0, 10**18 - 1).map(str)
RESULT = st.tuples(CODES, CODES, PERIODS, st.none() | DOUBLES, COUNTS, COUNTS)
NO_OPTION_CODE = "\U0001f6ab"  # no code that is likely to be drawn


@pytest.mark.parametrize("form", AS_TEXT)
@FEWER
@given(rows=st.lists(OBSERVATION, min_size=1, max_size=5))
def test_any_observations_come_back(form: str, rows: list[Row]) -> None:
    how = Written(MESSAGE, mapped({}, no_option=NO_OPTION_CODE))
    assert read(written(rows, form, how=how), how) == rows


@pytest.mark.parametrize("form", AS_TEXT)
@FEWER
@given(rows=st.lists(RESULT, min_size=1, max_size=5))
def test_any_results_come_back(form: str, rows: list[Row]) -> None:
    assert read(written(rows, form, RESULTS)) == rows


@FEWER
@given(rows=st.lists(OBSERVATION, min_size=1, max_size=5))
def test_any_observations_come_back_from_parquet_as_the_same_numbers(rows: list[Row]) -> None:
    found = read(written(rows, "parquet"))
    assert [row[:4] for row in found] == [row[:4] for row in rows]
    for (*_, value, _), (*_, before, _) in zip(found, rows, strict=True):
        assert (value is None) == (before is None)
        assert value is None or before is None or exact(value) == exact(before)


@FEWER
@given(rows=st.lists(RESULT, min_size=1, max_size=5))
def test_any_results_come_back_from_parquet_as_the_same_doubles(rows: list[Row]) -> None:
    found = read(written(rows, "parquet", RESULTS))
    assert [(*row[:3], *row[4:]) for row in found] == [(*row[:3], *row[4:]) for row in rows]
    assert [None if row[3] is None else float(row[3]) for row in found] == [
        None if row[3] is None else float(row[3]) for row in rows
    ]


@pytest.mark.parametrize("form", SDMX)
def test_other_components_can_be_mapped_both_ways(form: str) -> None:
    dimensions = mapped({"data_element": "MEASURE", "unit": "GEO", "value": "VAL", "option": "SEX"}, no_option="_T")
    how = Written(MESSAGE, dimensions, parse_structure("GSO:LABOUR(2.1)"))
    rows = OBSERVED[:3]
    content = written(rows, form, how=how)
    assert b"GSO:LABOUR(2.1)" in content or b'id="LABOUR" version="2.1"' in content
    assert b"REF_AREA" not in content
    assert read(content, how) == rows


@pytest.mark.parametrize("form", SDMX)
def test_an_option_that_is_the_code_for_none_is_refused_with_its_row(form: str) -> None:
    with pytest.raises(BadInput, match=r"^rows: row 2: option '_Z' is the code for no option"):
        written([OBSERVED[0], ("DONE", "01", "2025", "_Z", "1", None)], form)


@pytest.mark.parametrize("form", SDMX)
def test_when_a_value_was_recorded_cannot_be_lost_on_the_way_to_sdmx(form: str) -> None:
    with pytest.raises(BadInput, match=r"^rows: recorded_on cannot be written as SDMX"):
        written([("DONE", "01", "2025", None, "1", "2025-11-30")], form)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_when_a_value_was_recorded_is_kept(form: str) -> None:
    rows: list[Row] = [("DONE", "01", "2025", None, "1", "2025-11-30"), ("DONE", "01", "2025", None, "2", None)]
    assert read(written(rows, form)) == rows


def test_the_order_of_rows_is_kept_over_many_batches() -> None:
    rows: list[Row] = [("DONE", f"{number:06}", "2025", None, str(number), None) for number in range(70_000)]
    assert [row[1] for row in read(written(rows, "csv"))] == [row[1] for row in rows]
    assert [row[1] for row in read(written(rows, "parquet"))] == [row[1] for row in rows]


@pytest.mark.parametrize("form", DATA)
def test_the_same_rows_give_the_same_bytes(form: str) -> None:
    assert written(OBSERVED, form) == written(OBSERVED, form)


# pysdmx reads what we write, checked against the schemas of the standard.

EXPECTED = {
    "FREQ": "S", "DATA_ELEMENT": "DONE", "REF_AREA": "01", "OPTION": "M", "TIME_PERIOD": "2025-S1", "OBS_STATUS": "O",
}  # fmt: skip


@pytest.mark.parametrize("form", SDMX)
def test_another_reader_finds_the_same_in_it(form: str, tmp_path: Path) -> None:
    path = tmp_path / ("file.xml" if "ml" in form else "file.csv")
    path.write_bytes(written(OBSERVED, form))
    (dataset,) = read_sdmx(path, validate=True).data or ()
    assert isinstance(dataset, PandasDataset)
    found = dataset.data.to_dict("records")
    assert len(found) == len(OBSERVED)
    assert {name: found[2][name] for name in EXPECTED} == EXPECTED
    assert str(dataset.structure).endswith("YARDSTICK:OBSERVATIONS(1.0)")
    if "ml" in form:  # its reader of CSV takes codes and values for numbers where they look like some
        assert [row["REF_AREA"] for row in found] == [row[1] for row in OBSERVED]
        assert [row["OBS_VALUE"] or None for row in found] == [row[4] for row in OBSERVED]


@pytest.mark.parametrize("shape", [OBSERVATIONS, RESULTS])
def test_the_structure_that_files_follow_can_be_published(shape: Shape, tmp_path: Path) -> None:
    rows = OBSERVED if shape is OBSERVATIONS else COMPUTED
    path = tmp_path / "structure.xml"
    path.write_bytes(written(rows, "sdmx-structure", shape))
    message = read_sdmx(path, validate=True)
    (definition,) = message.get_data_structure_definitions()
    header = written(rows, "sdmx-csv-1.0", shape).decode().splitlines()[0].split(",")
    assert [component.id for component in definition.components] == header[1:]
    assert [dimension.id for dimension in definition.components.dimensions] == header[1 : header.index("OBS_VALUE")]
    assert [flow.id for flow in message.get_dataflows()] == [shape.name.upper()]


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("csv", "csv"), ("parquet", "parquet"), ("sdmx-csv-1.0", "sdmx-csv"), ("sdmx-csv-2.0", "sdmx-csv"),
        ("sdmx-ml-2.1", "sdmx-ml"), ("sdmx-ml-2.1-generic", "sdmx-ml"), ("sdmx-ml-3.0", "sdmx-ml"),
    ],
)  # fmt: skip
def test_the_format_is_told_by_the_content(form: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(written(OBSERVED, form))
    assert format_of(path) == found


@pytest.mark.parametrize(("version", "generic"), [("3.0", True), ("2.0", False)])
def test_a_version_that_is_not_written_is_an_error_of_the_caller(version: str, generic: bool) -> None:
    with pytest.raises(ValueError, match="is not written"):
        write_sdmx_xml(
            table_of(OBSERVATIONS, OBSERVED), io.BytesIO(), version=version, generic=generic, message=MESSAGE
        )


def test_numbers_with_an_exponent_are_written_out() -> None:
    rows: list[Row] = [("A", "1", "2025", None, "1.5e3", None), ("A", "1", "2026", None, "-25E-4", None)]
    assert [row[4] for row in table_of(OBSERVATIONS, rows).rows()] == ["1500", "-0.0025"]
    assert Decimal("-25E-4") == Decimal("-0.0025")
