"""`thuocdo take-in` as processes: a summary that adds up, nothing lost by a kill, no file read by two."""

import json
import mailbox
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from thuocdo.directives.tests.test_intake import NOTICE

pytestmark = [pytest.mark.system, pytest.mark.database]

CREATED = {
    "on": "2025-01-22", "event": "created", "task": "T-1", "programme": "mau", "title": "Việc",
    "lead": ["Bộ Tài chính"], "deliverables": ["Báo cáo"], "due": "2025-03-31",
}  # fmt: skip
# Reads three files, claims the fourth and hangs.
READ_AND_HANG = """
import sys, django
django.setup()
from datetime import date
from thuocdo.directives.intakes import claim, read_on
from thuocdo.foundation import clock

for _ in range(3):
    read_on(on=clock.today(), seconds=0)
assert claim(at=clock.now())
sys.stdout.write("half way\\n")
sys.stdout.flush()
sys.stdin.read()
"""
HAND_IN = """
import sys, django
django.setup()
from pathlib import Path
from thuocdo.directives.intakes import hand_in
from thuocdo.foundation import clock
from thuocdo.programmes.queries import programme_of
from viettext.readers.batch import documents

hand_in(documents=documents(sys.argv[1]), programme=programme_of("mau"), by=None, on=clock.today())
"""
READ = """
import django
django.setup()
from thuocdo.directives.intakes import read_on
from thuocdo.foundation import clock

print(len(read_on(on=clock.today(), seconds=60)))
"""
AN_HOUR_PASSES = """
import django
django.setup()
from datetime import timedelta
from thuocdo.directives.models import IntakeFile
from thuocdo.foundation import clock

IntakeFile.objects.update(claimed_at=clock.now() - timedelta(hours=1))
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with a programme, of the kind that the run is for: prepared once, copied for each test."""
    folder = tmp_path_factory.mktemp("prepared")
    server = os.environ.get("DATABASE_URL", "")
    name = f"intake_{uuid4().hex[:12]}"
    is_server = server.startswith("postgres")
    if is_server:
        ask(server, f'CREATE DATABASE "{name}"')
    url = f"{server.rpartition('/')[0]}/{name}" if is_server else f"sqlite:///{folder}/{name}"
    (folder / "events.jsonl").write_text(json.dumps(CREATED), "utf-8")
    for words in (["migrate"], ["import", "events", str(folder / "events.jsonl")]):
        subprocess.run(command(*words), check=True, capture_output=True, env=environment(url, folder))
    yield url
    if is_server:
        ask(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def url(prepared: str, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own."""
    if prepared.startswith("sqlite"):
        with (
            closing(sqlite3.connect(prepared.removeprefix("sqlite:///"))) as source,
            closing(sqlite3.connect(tmp_path / "thuocdo.sqlite3")) as target,
        ):
            source.backup(target)
        yield f"sqlite:///{tmp_path}/thuocdo.sqlite3"
        return
    server, name = os.environ["DATABASE_URL"], f"intake_{uuid4().hex[:12]}"
    ask(server, f'CREATE DATABASE "{name}" TEMPLATE "{prepared.rpartition("/")[2]}"')
    yield f"{server.rpartition('/')[0]}/{name}"
    ask(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def surroundings(url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a process on this database."""
    return environment(url, tmp_path)


def ask(server: str, statement: str) -> None:
    """Have the server make or drop a database."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def environment(url: str, folder: Path) -> dict[str, str]:
    """What a process needs to know."""
    return os.environ | {
        "DATABASE_URL": url, "THUOCDO_HOME": str(folder / "home"), "PYTHONIOENCODING": "utf-8",
        "THUOCDO_SECRET_KEY": "for tests only", "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings",
    }  # fmt: skip


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "thuocdo.config.cli", *words]


def thuocdo(surroundings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True, env=surroundings, check=False)


def python(surroundings: dict[str, str], code: str, *words: str) -> None:
    subprocess.run([sys.executable, "-c", code, *words], check=True, env=surroundings)


def counted(url: str, question: str) -> list[tuple[Any, ...]]:
    """The rows that a question to the database gives."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            return connection.execute(question.encode()).fetchall()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        return file.execute(question).fetchall()


def notice(number: int) -> str:
    return NOTICE.replace("Số: 12/", f"Số: {number}/")


def package(folder: Path) -> Path:
    """Twelve documents in a zip file: nine good ones, one of them twice, two broken."""
    place = folder / "goi.zip"
    with zipfile.ZipFile(place, "w") as made:
        for number in range(1, 10):
            made.writestr(f"van-ban/{number}.txt", notice(number))
        made.writestr("van-ban/ban-sao.txt", notice(1))
        made.writestr("hong.docx", b"PK\x03\x04 half a document")
        made.writestr("hong.pdf", b"%PDF-1.4 nothing more")
    return place


def test_a_package_is_taken_in_with_a_summary(surroundings: dict[str, str], tmp_path: Path) -> None:
    done = thuocdo(surroundings, "take-in", str(package(tmp_path)), "--programme", "mau", "--json")
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    assert {name: told[name] for name in ("total", "taken_in", "known", "refused", "classified", "proposals")} == {
        "total": 12, "taken_in": 9, "known": 1, "refused": 2, "classified": 0, "proposals": 18,
    }  # fmt: skip
    assert "hong.docx" in done.stderr
    assert "12/12" in done.stderr
    again = json.loads(thuocdo(surroundings, "take-in", str(package(tmp_path)), "--programme", "mau", "--json").stdout)
    assert (again["taken_in"], again["known"]) == (0, 10)


def test_a_folder_and_a_mailbox_are_taken_in_together(surroundings: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "thu-muc" / "con"
    folder.mkdir(parents=True)
    (folder / "mot.txt").write_text(notice(1), "utf-8")
    message = EmailMessage()
    message["Subject"] = "Thông báo"
    message.set_content("Kính gửi.")
    message.add_attachment(notice(2).encode(), maintype="text", subtype="plain", filename="hai.txt")
    box = mailbox.mbox(str(tmp_path / "thu.mbox"))
    box.add(message)
    box.close()
    done = thuocdo(surroundings, "take-in", str(tmp_path / "thu-muc"), str(tmp_path / "thu.mbox"), "--programme", "mau")
    assert done.returncode == 0, done.stderr
    assert "2 văn bản mới, 4 đề xuất" in done.stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [(["khong-co", "--programme", "mau"], "không có tệp"), ([".", "--programme", "la"], "la"),
     ([".", "--programme", "mau", "--by", "khong-ai"], "khong-ai")],
)  # fmt: skip
def test_what_it_cannot_begin_it_says_in_one_line(
    surroundings: dict[str, str], tmp_path: Path, words: list[str], why: str
) -> None:
    done = thuocdo(surroundings, "take-in", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_after_a_kill_the_rest_is_read_and_then_what_the_dead_held(
    surroundings: dict[str, str], url: str, tmp_path: Path
) -> None:
    python(surroundings, HAND_IN, str(package(tmp_path)))
    reader = subprocess.Popen(
        [sys.executable, "-c", READ_AND_HANG],
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout
    assert reader.stdout.readline() == "half way\n"
    reader.send_signal(signal.SIGKILL)
    reader.communicate()
    assert counted(url, "SELECT count(*) FROM directives_directive WHERE sha256 IS NOT NULL") == [(3,)]
    assert json.loads(thuocdo(surroundings, "tick", "--json").stdout)["read"] == 0  # somebody was at it just now
    python(surroundings, READ)
    assert counted(url, "SELECT state, count(*) FROM directives_intakefile GROUP BY state ORDER BY state") == [
        ("known", 1), ("reading", 1), ("refused", 2), ("taken_in", 8),
    ]  # fmt: skip
    python(surroundings, AN_HOUR_PASSES)
    assert json.loads(thuocdo(surroundings, "tick", "--json").stdout)["read"] == 1
    assert counted(url, "SELECT state, count(*) FROM directives_intakefile GROUP BY state ORDER BY state") == [
        ("known", 1), ("refused", 2), ("taken_in", 9),
    ]  # fmt: skip


def test_processes_that_read_at_once_read_no_file_twice(surroundings: dict[str, str], url: str, tmp_path: Path) -> None:
    python(surroundings, HAND_IN, str(package(tmp_path)))
    readers = [
        subprocess.Popen([sys.executable, "-c", READ], env=surroundings, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    read = [int(reader.communicate(timeout=120)[0]) for reader in readers]
    assert sum(read) == 12
    assert counted(url, "SELECT count(*) FROM directives_intakefile WHERE version <> 1 AND sha256 <> ''") == [(0,)]
    assert counted(url, "SELECT count(*) FROM foundation_event WHERE kind = 'taken_in'") == [(9,)]
    assert counted(url, "SELECT count(*) FROM directives_proposal") == [(18,)]
