"""The report of measurements: every benchmark is found, every ratio is computed in one run."""

from datetime import date

from benchmarks import __main__ as runner
from benchmarks import report
from benchmarks.measure import Row, best_seconds


def test_every_benchmark_is_found_by_its_file_name() -> None:
    assert "progress" in runner.names()


def test_a_row_compares_with_the_baseline_of_its_run() -> None:
    assert Row("score", "1 row", 3.0, "bare", 2.0).ratio == 1.5
    assert Row("score", "1 row", 3.0).ratio is None


def test_the_page_names_the_machine_and_shows_a_table_for_each_benchmark() -> None:
    page = report.page({"progress": [Row("score", "1 row", 0.0123456, "bare", 0.001)]}, on=date(2026, 11, 21))
    assert "- Measured on 2026-11-21" in page
    assert "- Cores: " in page
    assert "Python 3." in page
    assert "| score | 1 row | 0.0123 | bare | 0.00100 | 12.3 |" in page


def test_the_best_of_several_runs_counts() -> None:
    runs: list[int] = []
    assert best_seconds(lambda: runs.append(1), repeats=3) >= 0
    assert len(runs) == 3
