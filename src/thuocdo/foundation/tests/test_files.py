"""Content is kept once, under its digest, and never as a half."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from thuocdo.foundation import files

CONTENT = "Báo cáo kết quả".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()

STORE_AND_HANG = """
import sys, time
from thuocdo.foundation import files

def chunks():
    yield b"first half"
    sys.stdout.write("half way\\n")
    sys.stdout.flush()
    sys.stdin.read()
    yield b"second half"

files.store(chunks())
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    """A home folder of the test's own."""
    settings.THUOCDO_HOME = tmp_path
    return tmp_path


def kept(home: Path) -> list[str]:
    """Names of the kept files, without those still coming in."""
    return [path.name for path in home.rglob("*") if path.is_file() and not path.name.startswith(".incoming-")]


def test_content_comes_back_as_it_was(home: Path) -> None:
    stored = files.store([CONTENT[:5], CONTENT[5:]])
    assert stored == files.Stored(sha256=DIGEST, size=len(CONTENT))
    with files.open_file(DIGEST) as file:
        assert file.read() == CONTENT


def test_the_same_content_is_kept_once(home: Path) -> None:
    files.store([CONTENT])
    files.store([CONTENT[:1], CONTENT[1:]])
    assert kept(home) == [DIGEST]


def test_nothing_has_a_digest_too(home: Path) -> None:
    assert files.store([]) == files.Stored(sha256=hashlib.sha256().hexdigest(), size=0)


def test_a_source_that_fails_half_way_leaves_nothing(home: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield CONTENT
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.store(broken())
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("word", ["", "abc", DIGEST.upper(), DIGEST[:-1] + "g", "../" + DIGEST[3:], DIGEST + "\n"])
def test_what_is_no_digest_names_no_file(word: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        files.path_of(word)


def test_a_digest_that_was_never_kept_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        files.open_file(DIGEST)


@pytest.mark.system
def test_a_process_killed_half_way_leaves_no_file_under_a_digest(home: Path) -> None:
    environment = os.environ | {
        "THUOCDO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings",
        "DATABASE_URL": "sqlite://:memory:",
    }
    with subprocess.Popen(
        [sys.executable, "-c", STORE_AND_HANG], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert kept(home) == []
    whole = b"first half" + b"second half"
    files.store([whole])
    assert kept(home) == [hashlib.sha256(whole).hexdigest()]
