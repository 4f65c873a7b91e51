"""A published result is computed again to the same bytes, or what differs is said."""

import json
from pathlib import Path

import pytest

from yardstick import cli
from yardstick.proof import proof_of
from yardstick.tests.test_rollup_command import folder, rolled

__all__ = ["folder"]  # the fixture


@pytest.fixture(params=["out.csv", "out.parquet"])
def proved(folder: Path, request: pytest.FixtureRequest) -> Path:
    out = str(request.param)
    assert rolled(folder, "--store", str(folder / "store"), "--proof", "--units-as-of", "2025-12-01", out=out) == 0
    return folder / out


def recomputed(result: Path) -> int:
    return cli.main(["recompute", str(result)])


def test_it_gives_the_same_bytes(proved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert recomputed(proved) == 0
    assert "the same, byte for byte" in capsys.readouterr().out


def test_how_much_memory_there_was_does_not_show_in_the_bytes(tmp_path: Path) -> None:
    """48,000 values of 12 months: far more than so little memory would hold at once beside other work."""
    elements, units = [f"E{number}" for number in range(40)], [f"u{number}" for number in range(100)]
    definitions = {
        "data_elements": [{"code": code, "across_units": "sum", "over_time": "sum"} for code in elements],
        "indicators": [
            {"code": f"I{code}", "formula": f"#{{{code}}}", "frequency": "monthly", "direction": "positive"}
            for code in elements
        ],
    }
    (tmp_path / "definitions.json").write_text(json.dumps(definitions), "utf-8")
    rows = "".join(f"{code},{code},top,commune,,\n" for code in units)
    (tmp_path / "units.csv").write_text(f"code,name,parent,level,valid_from,valid_to\ntop,,,nation,,\n{rows}", "utf-8")
    values = [f"{code},{unit},2025-{month:02},{month}" for month in range(1, 13) for code in elements for unit in units]
    (tmp_path / "values.csv").write_text("\n".join(["data_element,unit,period,value", *values]), "utf-8")
    out = tmp_path / "out.parquet"
    assert rolled(tmp_path, "--store", str(tmp_path / "store"), "--proof", "--memory", "32MB", out=out.name) == 0
    assert recomputed(out) == 0


def test_a_folder_may_be_moved_as_a_whole(proved: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    moved = tmp_path_factory.mktemp("elsewhere") / "all"
    proved.parent.rename(moved)
    assert recomputed(moved / proved.name) == 0


@pytest.mark.parametrize("name", ["definitions.json", "units.csv"])
def test_a_changed_input_is_named(proved: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with (proved.parent / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert recomputed(proved) == 1
    assert f"{name}: the" in capsys.readouterr().err


def test_values_loaded_since_are_noticed(proved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = proved.parent / "more.csv"
    more.write_text("data_element,unit,period,value\nALL,c3,2025-01,50\n", "utf-8")
    assert rolled(proved.parent, "--store", str(proved.parent / "store"), data="more.csv", out="other.csv") == 0
    assert recomputed(proved) == 1
    assert "periods were loaded since" in capsys.readouterr().err


def test_a_damaged_partition_is_named(proved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    partition = next((proved.parent / "store").glob("2025-01-*.parquet"))
    partition.write_bytes(partition.read_bytes()[:-1])
    assert recomputed(proved) == 1
    assert "the partition of 2025-01 is not what the manifest says" in capsys.readouterr().err


def test_a_changed_result_is_noticed(proved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proved.write_bytes(proved.read_bytes() + b"\n")
    assert recomputed(proved) == 1
    assert "it was changed since" in capsys.readouterr().err


def test_a_forged_result_is_told_by_its_first_difference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rolled(folder, "--store", str(folder / "store"), "--proof") == 0
    out = folder / "out.csv"
    before = proof_of(out).read_text("utf-8")
    forged = out.read_text("utf-8").replace('"SHARE","VN","2025-01",43.5', '"SHARE","VN","2025-01",99.5')
    assert forged != out.read_text("utf-8")
    old = _sha256(out)
    out.write_text(forged, "utf-8")
    proof_of(out).write_text(before.replace(old, _sha256(out)), "utf-8")
    assert recomputed(out) == 1
    assert "first in SHARE of VN in 2025-01: 99.5 then, 43.5 now" in capsys.readouterr().err


def test_a_result_and_its_store_may_have_any_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder / "value=7[1]"
    place.mkdir()
    assert rolled(folder, "--store", str(place / "store"), "--proof", out=f"{place.name}/out?.csv") == 0
    out = place / "out?.csv"
    assert recomputed(out) == 0
    old = _sha256(out)
    out.write_text(
        out.read_text("utf-8").replace('"SHARE","VN","2025-01",43.5', '"SHARE","VN","2025-01",99.5'), "utf-8"
    )
    proof_of(out).write_text(proof_of(out).read_text("utf-8").replace(old, _sha256(out)), "utf-8")
    assert recomputed(out) == 1
    assert "first in SHARE of VN in 2025-01: 99.5 then, 43.5 now" in capsys.readouterr().err


def _sha256(path: Path) -> str:
    from yardstick.loading.store import file_sha256

    return file_sha256(path)


def test_a_result_without_a_proof_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rolled(folder) == 0
    assert recomputed(folder / "out.csv") == 1
    assert "there is no proof" in capsys.readouterr().err


def test_a_proof_needs_values_that_stay(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rolled(folder, "--proof") == 2
    assert "--store" in capsys.readouterr().err
