"""Made values of the shape of a country, and the same results by one hand-written query: what `bench` measures with."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from yardstick.loading.sources import quoted, scan

ELEMENTS, COMMUNES, PROVINCES, MONTHS = 200, 3321, 34, 60
FIRST_YEAR = 2021


@dataclass(frozen=True)
class Shape:
    """How much is made: every element for every commune and month."""

    communes: int
    months: int

    @property
    def rows(self) -> int:
        """How many values that is."""
        return ELEMENTS * self.communes * self.months


def shape_of(rows: int) -> Shape:
    """The shape nearest to a number of rows: fewer months first, then fewer communes, never none."""
    months = max(1, round(rows / (ELEMENTS * COMMUNES)))
    return Shape(min(COMMUNES, max(1, round(rows / (ELEMENTS * months)))), months)


def month(number: int) -> str:
    """The code of a month, from 0."""
    return f"{FIRST_YEAR + number // 12}-{number % 12 + 1:02}"


def make(folder: Path, shape: Shape) -> None:
    """Write definitions.json, units.csv, in `values` a Parquet file a month, and `next.parquet` with one month more."""
    (folder / "values").mkdir(parents=True)
    provinces = [f"P{number:02},,VN,province" for number in range(PROVINCES)]
    communes = [f"{number:05},,P{number * PROVINCES // shape.communes:02},commune" for number in range(shape.communes)]
    lines = ["code,name,parent,level", "VN,,,nation", *provinces, *communes]
    (folder / "units.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "definitions.json").write_text(json.dumps(_definitions()), "utf-8")
    with duckdb.connect() as db:
        for number in range(shape.months + 1):
            name = f"values/{month(number)}.parquet" if number < shape.months else "next.parquet"
            db.execute(
                f"COPY (SELECT 'E' || lpad(e::VARCHAR, 3, '0') AS data_element, lpad(u::VARCHAR, 5, '0') AS unit,"  # noqa: S608
                f" '{month(number)}' AS period, CAST((hash(e * 1000003 + u * 101 + {number}) % 1000000 + 1)::BIGINT"
                f" AS DECIMAL(18, 3)) AS value FROM range({ELEMENTS}) a(e), range({shape.communes}) b(u) ORDER BY u, e)"
                f" TO {quoted(str(folder / name))} (FORMAT parquet)"
            )


def _definitions() -> dict[str, object]:
    return {
        "data_elements": [
            {"code": f"E{number:03}", "across_units": "sum", "over_time": "sum"} for number in range(ELEMENTS)
        ],
        "indicators": [
            {
                "code": f"I{number:03}",
                "formula": f"100 * #{{E{number:03}}} / #{{E{(number + 1) % ELEMENTS:03}}}",
                "frequency": "monthly",
                "direction": "positive",
            }
            for number in range(ELEMENTS)
        ],
    }


def by_hand(db: duckdb.DuckDBPyConnection, files: Sequence[tuple[str, Path]], units: Path, out: Path) -> None:
    """The same results from the same partitions by one query, in plain doubles and without a single check."""
    listed = " UNION ALL ".join(
        f"SELECT element, unit, '{period}' AS period, value::DOUBLE AS v FROM {scan(file)}"  # noqa: S608
        for period, file in files
    )
    db.execute(
        f"""COPY (
        WITH r AS ({listed}),
        links AS (SELECT i::SMALLINT AS element, i::INT AS indicator, 0 AS slot FROM range({ELEMENTS}) t(i)
            UNION ALL SELECT ((i + 1) % {ELEMENTS})::SMALLINT, i::INT, 1 FROM range({ELEMENTS}) t(i)),
        codes AS (SELECT (row_number() OVER (ORDER BY code) - 1)::INT AS unit, code, parent
            FROM {scan(units, ("code", "name", "parent", "level"))}),
        leaves AS MATERIALIZED (SELECT indicator, unit, period, max(v) FILTER (slot = 0) AS a,
            max(v) FILTER (slot = 1) AS b FROM r JOIN links USING (element) GROUP BY ALL),
        provinces AS MATERIALIZED (SELECT indicator, parent AS code, period, sum(a) AS a, sum(b) AS b, count(*) AS n
            FROM leaves JOIN codes USING (unit) GROUP BY ALL),
        every AS (SELECT indicator, code, period, a, b, 1 AS n FROM leaves JOIN codes USING (unit)
            UNION ALL FROM provinces
            UNION ALL SELECT indicator, 'VN', period, sum(a), sum(b), sum(n) FROM provinces GROUP BY ALL)
        SELECT 'I' || lpad(indicator::VARCHAR, 3, '0') AS indicator, code AS unit, period, 100 * a / b AS value,
            n AS reported, n AS expected FROM every) TO {quoted(str(out))} (FORMAT parquet)"""  # noqa: S608
    )


def sums_alone(db: duckdb.DuckDBPyConnection, files: Sequence[tuple[str, Path]]) -> None:
    """Only sums of data elements for provinces and the nation, without formulas, counts or a file: the floor."""
    listed = " UNION ALL ".join(
        f"SELECT element, unit // 98 AS p, '{period}' AS period, value::DOUBLE AS v"  # noqa: S608
        f" FROM {scan(file)}"
        for period, file in files
    )
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE sums AS SELECT element, p, period, sum(v) AS s FROM ({listed})"  # noqa: S608
        " GROUP BY GROUPING SETS ((element, p, period), (element, period))"
    )
