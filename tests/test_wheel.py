"""The wheel is whole: it carries the front end and works in an empty environment."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.system

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
SOURCES = ("src", "scripts", "pyproject.toml", "README.md", "LICENSE", "manage.py")
OFFLINE_SIGNS = ("Failed to fetch", "dns error", "error sending request", "Network connectivity is disabled")


def uv(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run uv; where the package index cannot be reached the test is skipped, any other failure is the caller's."""
    done = subprocess.run([UV, *arguments], cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode != 0 and any(sign in done.stderr for sign in OFFLINE_SIGNS):
        pytest.skip("the Python package index cannot be reached, and the build needs it")
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = uv("build", "--out-dir", folder, folder=ROOT)  # by way of the sdist, so that one is proved too
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that has nothing but the wheel and what it asks for."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    done = uv("venv", "--python", sys.executable, environment, folder=environment.parent)
    assert done.returncode == 0, done.stderr
    done = uv("pip", "install", "--python", environment / "bin" / "python", wheel, folder=environment.parent)
    assert done.returncode == 0, done.stderr
    return environment / "bin"


def run(command: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed command in a folder with nothing of this run's settings in its environment."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run([command, *arguments], cwd=folder, env=clean, check=False, capture_output=True, text=True)


def test_the_wheel_carries_the_front_end_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"thuocdo/static/thuocdo/app.css", "thuocdo/static/thuocdo/app.js"} <= set(names)
    assert "viettext/model/assignments-1.json" in names
    assert [name for name in names if "/tests/" in name] == []


def test_a_build_without_the_front_end_stops_and_says_how_to_go_on(tmp_path: Path) -> None:
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    shutil.rmtree(tmp_path / "src" / "thuocdo" / "static", ignore_errors=True)
    done = uv("build", "--out-dir", tmp_path / "dist", folder=tmp_path)
    assert done.returncode != 0
    assert "The front end is not built" in done.stderr
    assert "run `make setup`" in done.stderr
    assert not list((tmp_path / "dist").glob("*.whl"))


def test_yardstick_works_in_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    header = "id,base_year,base_value,current_year,current_value,direction\n"
    (tmp_path / "series.csv").write_text(header + "a,2015,100,2017,81,negative\n", "utf-8")
    done = run(installed / "yardstick", "progress", "series.csv", "--json", folder=tmp_path)
    assert json.loads(done.stdout)["status"] == "substantial_progress", done.stderr


def test_thuocdo_shows_its_help_in_an_empty_folder_and_leaves_nothing_there(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "thuocdo", "--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_demonstration_is_prepared_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "thuocdo", "demo", "--prepare-only", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "thuocdo-data" / "thuocdo.sqlite3").is_file()
    board = run(installed / "thuocdo", "board", "--programme", "nq57", "--on", "2025-10-15", "--json", folder=tmp_path)
    figures = json.loads(board.stdout)
    assert (figures["total"], figures["done"], figures["open_overdue"]) == (1132, 485, 86)
