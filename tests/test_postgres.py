"""The throw-away PostgreSQL is there for a command and gone after it."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.system

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "postgres.py"
ASK = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(os.environ["DATABASE_URL"], connection.info.status.name)
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], check=False, capture_output=True, text=True, timeout=120
    )


def test_a_command_finds_a_server_that_answers_and_is_removed_after_it() -> None:
    done = run("--", sys.executable, "-c", ASK)
    url, status = done.stdout.split()
    data = Path(url.split("@")[1].split("/")[0].replace("%2F", "/"))
    assert status == "OK", done.stderr
    assert data.name == "data"
    assert not data.parent.exists()


def test_the_exit_status_is_that_of_the_command() -> None:
    assert run("--", sys.executable, "-c", "raise SystemExit(7)").returncode == 7


@pytest.mark.parametrize("arguments", [(), ("--",), ("true",)])
def test_bad_usage_exits_with_two_and_starts_nothing(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage:")
