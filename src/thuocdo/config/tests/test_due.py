"""What is due every minute."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from thuocdo.config import due
from thuocdo.directives.intakes import claim, hand_in
from thuocdo.directives.tests.factories import TODAY, make_scene
from thuocdo.directives.tests.test_intake import NOTICE
from thuocdo.foundation import clock, files
from viettext.readers.batch import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.THUOCDO_HOME = tmp_path
    settings.UNUSED_FILES_DAYS = 7
    return tmp_path


def hand_two_in() -> None:
    scene = make_scene()
    documents = [Document(f"{n}.txt", NOTICE.replace("12/", f"{n}/").encode()) for n in (1, 2)]
    hand_in(documents=documents, programme=scene.programme, by=scene.chi, on=TODAY)


def unused(age: timedelta) -> str:
    """Content of this age that nothing names; its digest."""
    digest = files.store([b"left"]).sha256
    at = (clock.now() - age).timestamp()
    os.utime(files.path_of(digest), (at, at))
    return digest


def test_files_that_wait_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    hand_two_in()
    assert due.read_waiting() == 2
    assert due.read_waiting() == 0


def test_files_are_left_to_whoever_is_reading_just_now() -> None:
    hand_two_in()
    assert claim(at=clock.now())
    assert due.read_waiting() == 0


def test_unused_content_is_removed_after_its_days() -> None:
    young = unused(timedelta(days=6))
    assert due.clear_store() == 0
    assert files.path_of(young).exists()


def test_the_store_is_looked_through_once_a_day(home: Path) -> None:
    unused(timedelta(days=8))
    assert due.clear_store() == 1
    unused(timedelta(days=8))
    assert due.clear_store() == 0
    yesterday = (clock.now() - timedelta(days=1, minutes=1)).timestamp()
    os.utime(home / due.CLEARED, (yesterday, yesterday))
    assert due.clear_store() == 1


def test_with_no_days_nothing_is_ever_removed(settings: Settings) -> None:
    settings.UNUSED_FILES_DAYS = 0
    unused(timedelta(days=80))
    assert due.clear_store() == 0
