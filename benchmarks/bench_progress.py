"""Scoring the progress of many series, beside the bare arithmetic and the bare reading of the same file."""

import csv
import io
import random

from benchmarks.measure import Row, best_seconds
from yardstick.progress import Series, measure
from yardstick.series_csv import read_series

SERIES = 100_000
HEADER = "id,base_year,base_value,current_year,current_value,target_year,target_value,direction,limit"


def run() -> list[Row]:
    """Read and score 100,000 made series, half of them with a target."""
    content = _made_file(random.Random(57))
    series = read_series(io.StringIO(content))
    work = f"{SERIES:,} series"
    return [
        Row(
            "read the CSV file",
            work,
            best_seconds(lambda: read_series(io.StringIO(content))),
            "csv.reader alone",
            best_seconds(lambda: list(csv.reader(io.StringIO(content)))),
        ),
        Row(
            "score",
            work,
            best_seconds(lambda: [measure(one) for one in series]),
            "two powers a series alone",
            best_seconds(lambda: [_two_powers(one) for one in series]),
        ),
    ]


def _two_powers(series: Series) -> float:
    assert series.base
    assert series.current
    growth = series.current.value / series.base.value
    return float(growth ** (1 / (series.current.year - series.base.year)) - growth**0.2)


def _made_file(chance: random.Random) -> str:
    rows = [HEADER]
    for number in range(SERIES):
        base, current = chance.uniform(1, 100), chance.uniform(1, 100)
        target = f"2030,{base * 1.5:.3f}" if number % 2 else ","
        rows.append(f"I-{number},2015,{base:.3f},2024,{current:.3f},{target},positive,{'' if number % 3 else 100}")
    return "\n".join(rows) + "\n"
