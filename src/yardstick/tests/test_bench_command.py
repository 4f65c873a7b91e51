"""`yardstick bench` measures what it says, and the roll-up agrees with the query written by hand."""

import json

import pytest

from yardstick import cli, national


def test_it_prints_the_figures_of_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "--rows", "20000", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 20_000
    assert told["results"] == 200 * (100 + 34 + 1)
    assert told["baseline_differs"] == 0
    assert told["ratio"] == told["rollup_s"] / told["baseline_s"]


@pytest.mark.parametrize(("rows", "communes", "months"), [(39_852_000, 3321, 60), (664_200, 3321, 1), (1, 1, 1)])
def test_the_shape_of_a_country_is_scaled_down(rows: int, communes: int, months: int) -> None:
    assert national.shape_of(rows) == national.Shape(communes, months)


def test_no_rows_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "--rows", "0"]) == 2
    assert "--rows" in capsys.readouterr().err
