"""`thuocdo serve` and `thuocdo demo` as processes of their own: what they answer, refuse, and survive."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.system

THUOCDO = [sys.executable, "-m", "thuocdo.config.cli"]
STYLESHEET = Path(__file__).parents[2] / "static" / "thuocdo" / "app.css"
needs_front_end = pytest.mark.skipif(not STYLESHEET.is_file(), reason="the front end is not built: run `make setup`")
NEVER = ("DATABASE_URL", "THUOCDO_SECRET_KEY", "THUOCDO_HOSTS", "DJANGO_SETTINGS_MODULE")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NEVER}
    return kept | {"THUOCDO_HOME": str(home)} | more


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*THUOCDO, *words], env=environment(home), capture_output=True, text=True, check=False, timeout=240
    )


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*THUOCDO, *words], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  (an address of our own server)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation")
    assert run(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    server = start(home, "serve", "--port", "0", "--json")
    try:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["address"]
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)
    assert server.returncode == 0


@needs_front_end
def test_it_serves_pages_health_and_static_files(home: Path, address: str) -> None:
    status, _, page = get(address)
    assert status == 200
    assert get(address + "healthz")[2] == b"ok"
    sheet = next(word for word in page.decode().split('"') if word.startswith("/static/") and word.endswith(".css"))
    status, headers, _ = get(address.rstrip("/") + sheet, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]
    assert (home / "tick.lock").exists()


@needs_front_end
def test_it_answers_under_no_name_but_its_own(address: str) -> None:
    assert get(address + "healthz", Host="elsewhere.example")[0] >= 400
    port = address.rsplit(":", 1)[1].strip("/")
    assert get(address + "healthz", Host=f"localhost:{port}")[0] == 200


@needs_front_end
def test_the_demonstration_opens_in_an_empty_folder_with_nothing_prepared(tmp_path: Path) -> None:
    server = start(tmp_path / "new", "demo", "--port", "0", "--json")
    try:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        status, _, page = get(told["address"])
        assert status == 200
        assert "1.227</b> trên 1.298" in page.decode()
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


@needs_front_end
def test_a_port_in_use_is_one_line(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        found = run(home, "serve", "--port", str(other.getsockname()[1]))
    assert found.returncode == 1
    assert found.stdout == ""
    assert found.stderr.startswith("thuocdo: cổng ")
    assert found.stderr.count("\n") == 1


def test_without_a_key_it_does_not_start(tmp_path: Path) -> None:
    found = run(tmp_path, "serve", "--port", "0")
    assert found.returncode == 1
    assert "THUOCDO_SECRET_KEY" in found.stderr
    assert found.stderr.count("\n") == 1


@needs_front_end
def test_without_tables_it_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("a key of a test", "ascii")
    found = run(tmp_path, "serve", "--port", "0")
    assert found.returncode == 1
    assert "thuocdo migrate" in found.stderr


def test_a_bad_port_is_bad_usage(tmp_path: Path) -> None:
    assert run(tmp_path, "serve", "--port", "99999").returncode == 2


def test_the_demonstration_refuses_a_database_of_something_else_without_touching_it(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "thuocdo.sqlite3") as database:
        database.execute("CREATE TABLE invoices (id INTEGER)")
    found = run(tmp_path, "demo", "--prepare-only")
    assert found.returncode == 1
    assert "invoices" in found.stderr
    with sqlite3.connect(tmp_path / "thuocdo.sqlite3") as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("invoices",)]


def kill_at(home: Path, step: str) -> None:
    process = start(home, "demo", "--prepare-only")
    assert process.stderr is not None
    for line in process.stderr:
        if step in line:
            process.kill()
            break
    process.communicate()
    assert process.returncode == -signal.SIGKILL, f"it ended before “{step}”"


@needs_front_end
def test_a_demonstration_killed_in_the_middle_is_completed_by_the_next_run(tmp_path: Path) -> None:
    kill_at(tmp_path, "nhiệm vụ của Đề án 06")
    kill_at(tmp_path, "văn bản chờ rà soát")
    whole = run(tmp_path, "demo", "--prepare-only", "--json")
    assert whole.returncode == 0, whole.stderr
    told = json.loads(whole.stdout)
    assert {one["code"]: one["tasks"] for one in told["programmes"]} == {"nq57": 1338, "de-an-06": 86}
    board = json.loads(run(tmp_path, "board", "--programme", "nq57", "--on", "2025-10-15", "--json").stdout)
    assert (board["total"], board["done"], board["open_overdue"]) == (1132, 485, 86)
    assert run(tmp_path, "verify-log").returncode == 0

    again = json.loads(run(tmp_path, "demo", "--prepare-only", "--json").stdout)
    assert again["was_there"]

    server = start(tmp_path, "demo", "--port", "0", "--json")
    try:
        assert server.stdout is not None
        address = json.loads(server.stdout.readline())["address"]
        assert "1.298" in get(address)[2].decode()
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)
    assert server.returncode == 0
