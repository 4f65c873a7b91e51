"""`yardstick score` as a user meets it."""

import argparse
import json
from pathlib import Path

import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet
import pytest

from yardstick.commands import score
from yardstick.errors import BadDefinition, BadInput

EXAMPLES = Path(__file__).parent / "examples"
SERVICE = [
    str(EXAMPLES / "service.json"),
    "--values",
    str(EXAMPLES / "service.csv"),
    "--peers",
    str(EXAMPLES / "service_peers.csv"),
]


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    score.add(parser)
    return score.run(parser.parse_args(arguments))


def test_it_prints_one_object_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SERVICE, "--json") == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert list(rows[0]) == ["node", "unit", "period", "score", "rank", "of", "band", "missing_share"]
    best = [row for row in rows if row["node"] == "SERVICE" and row["period"] == "2025" and row["rank"] == 1]
    assert [(row["unit"], row["of"], row["band"], row["missing_share"]) for row in best] == [
        ("Bộ Khảo sát", 2, "average", 0),
        ("Vĩnh Hải", 4, "fair", 0),
    ]


def test_without_json_it_prints_the_index_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SERVICE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert lines[-1].split() == ["2025", "Hạ", "Sơn", "64.9751", "4/4", "average"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_it_writes_the_same_rows_to_a_file(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"result.{ending}"
    assert run(*SERVICE, "--out", str(out), "--json") == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    if ending == "parquet":
        assert pa_parquet.read_table(out).to_pylist() == printed
    else:
        kept = pa_csv.read_csv(
            out, convert_options=pa_csv.ConvertOptions(column_types={"period": "string"})
        ).to_pylist()
        assert [row["score"] for row in kept] == [row["score"] for row in printed]
        assert [row["rank"] for row in kept] == [row["rank"] for row in printed]


def test_the_order_of_rows_changes_no_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header, *rows = (EXAMPLES / "digital.csv").read_text("utf-8").splitlines()
    printed = []
    for name, order in (("one", rows), ("other", rows[::-1])):
        (tmp_path / f"{name}.csv").write_text("\n".join([header, *order, ""]), "utf-8")
        arguments = [str(EXAMPLES / "digital.json"), "--peers", str(EXAMPLES / "digital_peers.csv"), "--json"]
        assert run(*arguments, "--values", str(tmp_path / f"{name}.csv")) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_an_indicator_that_nobody_reports_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (EXAMPLES / "service.csv").read_text("utf-8").replace("PAID,", "PAIDD,")
    (tmp_path / "values.csv").write_text(text, "utf-8")
    assert run(SERVICE[0], "--values", str(tmp_path / "values.csv"), *SERVICE[3:]) == 0
    assert capsys.readouterr().err == "yardstick: no unit has a figure of indicator 'PAID'\n"


def test_what_is_refused_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "result.csv"
    bad = json.loads((EXAMPLES / "service.json").read_text("utf-8"))
    bad["index"]["maximum"] = 99
    (tmp_path / "bad.json").write_text(json.dumps(bad), "utf-8")
    with pytest.raises(BadDefinition, match=r"bad.json: component 'SERVICE': the weights .* expected 99.0"):
        run(str(tmp_path / "bad.json"), *SERVICE[1:], "--out", str(out))
    (tmp_path / "peers.csv").write_text("unit,peer_group\nHạ Sơn,x\n", "utf-8")
    with pytest.raises(BadInput, match="has no peer group"):
        run(*SERVICE[:4], str(tmp_path / "peers.csv"), "--out", str(out))
    assert not out.exists()


def test_the_help_shows_an_example() -> None:
    assert "yardstick score index.json --values" in score.EPILOG
