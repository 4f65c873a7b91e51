"""Imports as processes: killed half way nothing is left, and two at once are both kept, on either database."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from thuocdo.tasks.tests.factories import Line, created, happened

pytestmark = [pytest.mark.system, pytest.mark.database]

LEAD, OFFICE = "Bộ Tài chính", "Văn phòng Trung ương Đảng"
TABLES = ("foundation_event", "tasks_task", "tasks_statusspan", "tasks_lead", "tasks_deliverable",
          "programmes_programme", "directives_directive")  # fmt: skip
# The progress callback stops the import where most lines are taken and several thousand events already written.
IMPORT_AND_HANG = """
import sys, django
django.setup()
from thuocdo.config.commands.import_events import _lines
from thuocdo.foundation import clock
from thuocdo.tasks.importing import import_events

def hang(done):
    if done == 15_000:
        sys.stdout.write("half way\\n")
        sys.stdout.flush()
        sys.stdin.read()

import_events(_lines(sys.argv[1]), today=clock.today(), progress=hang)
"""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, of the kind that the run is for."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{tmp_path}/thuocdo.sqlite3"
        return
    name = f"import_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def surroundings(url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a process on this database, which is prepared."""
    found = os.environ | {
        "DATABASE_URL": url, "THUOCDO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "thuocdo.config.cli", "migrate"], check=True, capture_output=True, env=found)
    return found


def write(path: Path, lines: list[Line]) -> str:
    """The lines as a file; its name."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return str(path)


def tasks(prefix: str, count: int) -> list[Line]:
    """Four lines for each of so many tasks."""
    return [
        line
        for n in range(count)
        for task in [f"{prefix}-{n}"]
        for line in (
            created(task=task, lead=[LEAD], source={"directive": "9-TB/BCĐ"}),
            happened("assigned", task=task, by=OFFICE),
            happened("accepted", task=task, by=LEAD),
            happened("progressed", "2025-02-01", task=task),
        )
    ]  # fmt: skip


def start(surroundings: dict[str, str], file: str) -> "subprocess.Popen[str]":
    """An import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "thuocdo.config.cli", "import", "events", file, "--json"], env=surroundings,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def counts(url: str) -> list[int]:
    """How many rows the tables of tasks have, asked without Django."""
    if url.startswith("sqlite"):
        database = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608
        finally:
            database.close()
    with psycopg.connect(url) as connection:
        rows = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES]  # noqa: S608
        return [row[0] for row in rows if row]


def test_an_import_killed_half_way_leaves_nothing_and_then_succeeds(
    surroundings: dict[str, str], url: str, tmp_path: Path
) -> None:
    file = write(tmp_path / "events.jsonl", tasks("T", 5_000))
    before = counts(url)
    with subprocess.Popen(
        [sys.executable, "-c", IMPORT_AND_HANG, file], env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert counts(url) == before
    said, wrong = start(surroundings, file).communicate(timeout=240)
    assert json.loads(said or "{}") == {"lines": 20_000, "added": 20_000, "known": 0, "tasks": 5_000}, wrong
    check = subprocess.run(
        [sys.executable, "-m", "thuocdo.config.cli", "verify-log", "--json"], check=True, capture_output=True,
        env=surroundings,
    )  # fmt: skip
    assert json.loads(check.stdout)["unsealed"] == 0


def test_two_processes_that_write_at_once_are_both_kept(surroundings: dict[str, str], url: str, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.jsonl", tasks(name, 400)) for name in ("A", "B")]
    both = [start(surroundings, file) for file in files]
    said = [process.communicate(timeout=240) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert [json.loads(out)["added"] for out, _ in said] == [1_600, 1_600]
    assert counts(url)[:2] == [3_200, 800]
    assert counts(url)[-2:] == [1, 1]
