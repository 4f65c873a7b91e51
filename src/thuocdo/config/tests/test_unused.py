"""Content that nothing refers to goes after its time, and nothing else."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import Settings

from thuocdo.directives.models import Directive, Intake, IntakeFile
from thuocdo.foundation import clock, files, unused
from thuocdo.programmes.models import Programme
from thuocdo.tasks.models import Evidence

pytestmark = pytest.mark.django_db
NOW = clock.now()
AN_HOUR_AGO = NOW - timedelta(hours=1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.THUOCDO_HOME = tmp_path
    return tmp_path


def kept(content: bytes, *, at: datetime = NOW - timedelta(days=2)) -> str:
    """Content that was handed in then; its digest."""
    digest = files.store([content]).sha256
    os.utime(files.path_of(digest), (at.timestamp(), at.timestamp()))
    return digest


def is_there(digest: str) -> bool:
    return files.path_of(digest).exists()


def test_old_content_that_no_row_names_is_removed() -> None:
    left = kept(b"left")
    assert unused.remove_unused(before=AN_HOUR_AGO) == 1
    assert not is_there(left)


def test_content_that_a_row_names_stays() -> None:
    directive, waiting = kept(b"directive"), kept(b"waiting")
    Directive.objects.create(sha256=directive)
    programme = Programme.objects.create(code="mau", name="Mẫu")
    intake = Intake.objects.create(programme=programme, added_at=NOW)
    IntakeFile.objects.create(intake=intake, order=1, sha256=waiting)
    assert unused.remove_unused(before=AN_HOUR_AGO) == 0
    assert is_there(directive)
    assert is_there(waiting)


def test_young_content_stays() -> None:
    young = kept(b"young", at=NOW)
    assert unused.remove_unused(before=AN_HOUR_AGO) == 0
    assert is_there(young)


def test_content_that_was_handed_in_again_is_young() -> None:
    again = kept(b"again")
    files.store([b"again"])
    assert not files.remove(again, kept_before=AN_HOUR_AGO)
    assert is_there(again)


def test_what_a_killed_process_left_half_stored_is_removed(home: Path) -> None:
    half = home / "files" / ".incoming-x"
    half.parent.mkdir()
    half.write_bytes(b"half")
    assert unused.remove_unused(before=NOW - timedelta(days=1)) == 0
    os.utime(half, (0, 0))
    assert unused.remove_unused(before=AN_HOUR_AGO) == 1


def test_no_store_means_nothing_to_do() -> None:
    assert unused.remove_unused(before=NOW) == 0


def test_more_than_one_query_holds_is_removed() -> None:
    for n in range(unused.AT_ONCE + 3):
        kept(str(n).encode())
    assert unused.remove_unused(before=AN_HOUR_AGO) == unused.AT_ONCE + 3


def test_every_column_that_names_content_is_asked() -> None:
    assert {Directive, IntakeFile, Evidence} <= set(unused.naming_models())
    ours = [model for model in apps.get_models() if model.__module__.startswith("thuocdo.")]
    names = {field.name for model in ours for field in model._meta.concrete_fields}
    assert {name for name in names if "sha256" in name} == {unused.COLUMN}
