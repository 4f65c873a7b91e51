"""`yardstick score` as a user meets it."""

import argparse
import json
from pathlib import Path

import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet
import pytest

from yardstick import cli
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


@pytest.fixture
def judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Arguments for an index of two data elements, with the report that `yardstick quality` gives of them."""
    (tmp_path / "units.csv").write_text(
        "code,name,parent,level\nP,P,,province\na,A,P,commune\nb,B,P,commune\n", "utf-8"
    )
    (tmp_path / "data.csv").write_text(
        "data_element,unit,period,value\nALL,a,2025-01,10\nONLINE,a,2025-01,12\nALL,b,2025-01,8\nONLINE,b,2025-01,4\n",
        "utf-8",
    )
    rule = {
        "code": "ONLINE_IN_ALL", "left": "#{ONLINE}", "operator": "less_than_or_equal_to", "right": "#{ALL}",
        "missing": "skip_if_any_missing", "importance": "high",
    }  # fmt: skip
    (tmp_path / "rules.json").write_text(json.dumps({"rules": [rule]}), "utf-8")
    files = {"--rules": "rules.json", "--units": "units.csv", "--data": "data.csv"}
    given = [text for option, name in files.items() for text in (option, str(tmp_path / name))]
    assert cli.main(["quality", *given, "--json", "--figures", "commune"]) == 0
    (tmp_path / "quality.json").write_text(capsys.readouterr().out, "utf-8")
    method = {"kind": "min_max", "points": 50, "degenerate": None, "lowest": 0, "highest": 20}
    children = [
        {"code": code, "weight": 50, "indicator": code, "direction": "positive", "method": method}
        for code in ("ALL", "SHARE")
    ]
    index = {"code": "INDEX", "maximum": 100, "aggregation": "arithmetic", "missing": {"policy": "no_value"}}
    stated = {
        "index": {**index, "children": children},
        "quality": {
            "method": "linear", "discount": 0.5, "missing": {"policy": "no_value"},
            "elements": {"SHARE": ["ONLINE", "ALL"]},
        },
    }  # fmt: skip
    (tmp_path / "index.json").write_text(json.dumps(stated), "utf-8")
    (tmp_path / "values.csv").write_text(
        "indicator,unit,period,value\nALL,a,2025-01,10\nSHARE,a,2025-01,12\nALL,b,2025-01,8\nSHARE,b,2025-01,4\n",
        "utf-8",
    )
    (tmp_path / "peers.csv").write_text("unit,peer_group\na,x\nb,x\n", "utf-8")
    return [
        str(tmp_path / "index.json"), "--values", str(tmp_path / "values.csv"),
        "--peers", str(tmp_path / "peers.csv"),
    ]  # fmt: skip


def test_it_discounts_by_the_report_that_quality_prints(
    judged: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*judged, "--quality", str(tmp_path / "quality.json"), "--json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    rows = {(row["node"], row["unit"]): row for row in map(json.loads, out.splitlines())}
    # Of unit a a weighty rule is broken: right is 0 for both elements, so the geometric mean of the parts is 0.
    assert [(rows["INDEX", unit]["score"], rows["INDEX", unit]["discounted"]) for unit in "ab"] == [
        (55, 27.5),
        (30, 30),
    ]
    assert [rows["INDEX", unit]["discounted_rank"] for unit in "ab"] == [2, 1]
    assert [rows["SHARE", unit]["quality"] for unit in "ab"] == [0, 1]


def test_people_see_the_discounted_index_beside_the_index(
    judged: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*judged, "--quality", str(tmp_path / "quality.json")) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["2025-01", "a", "55.0000", "1/2", "27.5000", "2/2"]


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (
            {"policy": "no_value"},
            "2 of 4 scores have no quality and have no discounted score; most of them are of 'ALL'",
        ),
        ({"policy": "assume", "quality": 0.25}, "2 of 4 scores have no quality and count as of quality 0.25; most of "),
    ],
)
def test_figures_without_quality_are_told(
    missing: dict[str, object],
    told: str,
    judged: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stated = json.loads((tmp_path / "index.json").read_text("utf-8"))
    stated["quality"]["missing"] = missing
    (tmp_path / "index.json").write_text(json.dumps(stated), "utf-8")
    (tmp_path / "quality.csv").write_text(
        "indicator,unit,period,quality\nSHARE,a,2025-01,1\nSHARE,b,2025-01,1\n", "utf-8"
    )
    assert run(*judged, "--quality", str(tmp_path / "quality.csv"), "--json") == 0
    assert f"yardstick: {told}" in capsys.readouterr().err


def test_a_figure_without_quality_can_stop_the_run(judged: list[str], tmp_path: Path) -> None:
    stated = json.loads((tmp_path / "index.json").read_text("utf-8"))
    stated["quality"]["missing"] = {"policy": "refuse"}
    (tmp_path / "index.json").write_text(json.dumps(stated), "utf-8")
    (tmp_path / "quality.csv").write_text(
        "indicator,unit,period,quality\nSHARE,a,2025-01,1\nALL,b,2025-01,1\n", "utf-8"
    )
    with pytest.raises(BadInput, match=r"quality.csv: component 'ALL': no quality for unit 'a' in 2025-01$"):
        run(*judged, "--quality", str(tmp_path / "quality.csv"), "--out", str(tmp_path / "result.csv"))
    assert not (tmp_path / "result.csv").exists()


def test_the_option_and_the_specification_go_together(
    judged: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["score", *judged]) == 2
    assert capsys.readouterr().err == (
        "yardstick: the specification discounts for quality: --quality FILE is required\n"
    )
    assert cli.main(["score", *SERVICE, "--quality", str(tmp_path / "quality.json")]) == 2
    assert "has no field 'quality'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["results.csv", "results.parquet"])
def test_what_the_roll_up_wrote_is_scored_and_forecast_as_it_is(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "units.csv").write_text("code,name,parent,level\nP,,,province\nA,,P,commune\nB,,P,commune\n", "utf-8")
    values = [f"DONE,{unit},{year},{10 + year % 100 + (unit == 'B')}\n" for unit in "AB" for year in range(2019, 2025)]
    (tmp_path / "values.csv").write_text("data_element,unit,period,value\n" + "".join(values), "utf-8")
    element = {"code": "DONE", "across_units": "mean", "over_time": "sum"}
    indicator = {"code": "SHARE", "formula": "#{DONE}", "frequency": "yearly", "direction": "positive"}
    (tmp_path / "defs.json").write_text(json.dumps({"data_elements": [element], "indicators": [indicator]}), "utf-8")
    method = {"kind": "share_of_target", "points": 100, "target": 80}
    leaf = {"code": "PACE", "indicator": "SHARE", "direction": "positive", "method": method}
    index = {
        "code": "INDEX", "maximum": 100, "weights": "equal", "aggregation": "arithmetic",
        "missing": {"policy": "no_value"}, "children": [leaf],
    }  # fmt: skip
    (tmp_path / "index.json").write_text(json.dumps({"index": index}), "utf-8")
    (tmp_path / "peers.csv").write_text("unit,peer_group\nA,c\nB,c\nP,p\n", "utf-8")
    (tmp_path / "targets.csv").write_text(
        "indicator,unit,target_period,target_value,direction\nSHARE,,2026,40,positive\n", "utf-8"
    )
    results = str(tmp_path / name)
    given = [f"--{which}={tmp_path / file}" for which, file in (("definitions", "defs.json"), ("units", "units.csv"))]
    assert cli.main(["rollup", *given, f"--data={tmp_path / 'values.csv'}", f"--out={results}"]) == 0
    capsys.readouterr()
    assert cli.main(["score", str(tmp_path / "index.json"), "--values", results, "--peers", str(tmp_path / "peers.csv"),
                     "--json"]) == 0  # fmt: skip
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["score"] for row in rows if (row["node"], row["unit"], row["period"]) == ("INDEX", "A", "2024")] == [
        42.5
    ]
    assert cli.main(["forecast", results, "--targets", str(tmp_path / "targets.csv"), "--json"]) == 0
    assert capsys.readouterr().err == ""
