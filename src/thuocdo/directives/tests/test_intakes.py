"""Many documents at once: each is taken in or refused on its own, once, whatever stops the reader."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction
from pytest_django import Settings

from thuocdo.directives import intakes, services
from thuocdo.directives.intake_queries import files_of, intake_seen, intakes_seen, standing_of
from thuocdo.directives.intakes import claim, hand_in, read_file, read_on
from thuocdo.directives.models import Directive, Intake, IntakeFile, Proposal
from thuocdo.directives.tests.factories import TODAY, Scene, make_scene
from thuocdo.directives.tests.test_intake import NOTICE
from thuocdo.foundation import clock, events, files
from thuocdo.foundation.errors import BadInput, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.programmes.models import Programme
from viettext.readers.batch import Document

pytestmark = pytest.mark.django_db
LONG = 60.0


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.THUOCDO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def notice(number: int) -> Document:
    """A document of its own."""
    return Document(f"goi.zip/{number}.txt", NOTICE.replace("Số: 12/", f"Số: {number}/").encode())


def handed(scene: Scene, *documents: Document, **changed: Any) -> Intake:
    given: dict[str, Any] = {
        "documents": documents,
        "programme": scene.programme,
        "by": scene.chi,
        "on": TODAY,
        "source": "goi.zip",
    }
    return hand_in(**given | changed)


def states(intake: Intake) -> list[str]:
    return list(files_of(intake).values_list("state", flat=True))


def kept(home: Path) -> set[str]:
    return {path.name for path in home.rglob("*") if path.is_file()}


SECRET = Document("goi.zip/ten-lo-bi-mat.txt", NOTICE.replace("Số: 12", "TỐI MẬT\nSố: 12").encode())


def test_files_wait_under_their_digests_until_they_are_read(scene: Scene) -> None:
    intake = handed(scene, notice(1), notice(2))
    assert states(intake) == ["waiting", "waiting"]
    assert Directive.objects.count() == 0
    with files.open_file(intake.files.get(order=2).sha256) as content:
        assert content.read() == notice(2).content


def test_handing_in_is_one_event(scene: Scene) -> None:
    intake = handed(scene, notice(1), notice(2))
    event = events.history("intake", intake.uuid).get()
    assert (event.kind, event.payload["files"]) == ("handed_in", 2)


def test_each_file_becomes_what_it_is(scene: Scene) -> None:
    broken, strange = Document("goi.zip/hong.docx", b"PK\x03\x04 half"), Document("goi.zip/bang.xlsx", b"x")
    outside = Document("goi.zip/khoa.pdf", refused="tệp trong gói nén được đặt mật khẩu")
    same = Document("ban-sao.txt", notice(1).content)
    intake = handed(scene, notice(1), broken, same, strange, outside, SECRET, notice(2))
    read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["taken_in", "refused", "known", "refused", "refused", "classified", "taken_in"]
    standing = standing_of(intake)
    assert (standing.taken_in, standing.known, standing.refused, standing.classified) == (2, 1, 3, 1)
    assert (standing.proposals, standing.finished, standing.is_over) == (4, 7, True)
    assert Proposal.objects.count() == 4


def test_a_refused_file_has_its_reason_and_no_content(scene: Scene, home: Path) -> None:
    intake = handed(scene, Document("a.docx", b"PK\x03\x04 half"), Document("a.xlsx", b"x"))
    read_on(on=TODAY, seconds=LONG)
    assert [bool(file.reason) and file.sha256 == "" for file in intake.files.all()] == [True, True]
    assert kept(home) == set()


def test_of_a_state_secret_nothing_is_left_but_its_place(scene: Scene, home: Path) -> None:
    intake = handed(scene, SECRET, SECRET)
    read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["classified", "classified"]
    file = intake.files.get(order=1)
    assert (file.name, file.sha256, file.size, file.reason) == ("", "", 0, "")
    assert kept(home) == set()
    assert "bi-mat" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_a_file_is_taken_in_under_its_own_name(scene: Scene) -> None:
    handed(scene, Document("goi.zip/thu-muc/1.txt", NOTICE.encode()))
    read_on(on=TODAY, seconds=LONG)
    assert Directive.objects.get().file_name == "1.txt"


def test_what_another_programme_has_is_linked(scene: Scene) -> None:
    other = Programme.objects.create(code="khac", name="Chương trình khác")
    services.take_in(content=notice(1).content, name="1.txt", programme=other, by=scene.chi, on=TODAY)
    intake = handed(scene, notice(1))
    read_on(on=TODAY, seconds=LONG)
    assert intake.files.get().reason
    assert set(Directive.objects.get().programmes.all()) == {other, scene.programme}


def test_reading_stops_when_the_time_is_over_and_goes_on_later(scene: Scene) -> None:
    intake = handed(scene, notice(1), notice(2))
    assert len(read_on(on=TODAY, seconds=0)) == 1
    assert states(intake) == ["taken_in", "waiting"]
    assert len(read_on(on=TODAY, seconds=0)) == 1
    assert read_on(on=TODAY, seconds=0) == []


def test_only_the_files_of_an_intake_are_read_where_one_is_named(scene: Scene) -> None:
    first, second = handed(scene, notice(1)), handed(scene, notice(2))
    read_on(on=TODAY, seconds=LONG, intake=second)
    assert (states(first), states(second)) == (["waiting"], ["taken_in"])


def test_a_file_that_is_being_read_is_not_given_out_again(scene: Scene) -> None:
    handed(scene, notice(1))
    now = clock.now()
    assert claim(at=now)
    assert claim(at=now + intakes.LEASE) is None


def test_the_file_of_a_reader_that_died_is_read_by_the_next(scene: Scene) -> None:
    intake = handed(scene, notice(1))
    now = clock.now()
    dead = claim(at=now)
    second = claim(at=now + intakes.LEASE + timedelta(seconds=1))
    assert dead
    assert second
    assert dead.pk == second.pk
    assert read_file(second, on=TODAY)
    assert not read_file(dead, on=TODAY)
    assert states(intake) == ["taken_in"]
    assert Event.objects.filter(kind="taken_in").count() == 1


def test_a_reader_that_is_overtaken_keeps_nothing(scene: Scene) -> None:
    intake = handed(scene, notice(1))
    slow = claim(at=clock.now())
    assert slow
    IntakeFile.objects.update(version=7)
    assert not read_file(slow, on=TODAY)
    assert states(intake) == ["reading"]
    assert (Directive.objects.count(), Event.objects.filter(kind="taken_in").count()) == (0, 0)


def test_a_file_that_twice_ended_its_reader_is_refused(scene: Scene) -> None:
    intake = handed(scene, notice(1), notice(2))
    at = clock.now() - timedelta(hours=1)
    for n in range(2):
        assert claim(at=at + n * timedelta(minutes=10))
    read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["refused", "taken_in"]


def test_a_fault_of_the_program_refuses_one_file_only(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str, **known: object) -> Any:
        if "Số: 1/" in text:
            raise RuntimeError("a fault")
        return real(text, **known)

    real: Any = vars(services)["extract"]
    monkeypatch.setattr(services, "extract", broken)
    intake = handed(scene, notice(1), notice(2))
    read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["refused", "taken_in"]
    assert "a fault" in caplog.text


def test_a_database_that_fails_leaves_the_file_waiting(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**given: object) -> None:
        with transaction.atomic():
            raise OperationalError("database is locked")

    intake = handed(scene, notice(1))
    monkeypatch.setattr(intakes, "take_in", fails)
    with pytest.raises(OperationalError):
        read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["waiting"]
    assert intake.files.get().attempts == 0


def test_a_file_whose_content_is_gone_is_refused(scene: Scene) -> None:
    intake = handed(scene, notice(1))
    files.remove(intake.files.get().sha256)
    read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["refused"]


def test_nothing_is_taken_in_for_somebody_who_lost_the_right(scene: Scene) -> None:
    intake = handed(scene, notice(1))
    scene.chi.grants.all().delete()
    read_on(on=TODAY, seconds=LONG)
    assert (states(intake), Directive.objects.count()) == (["refused"], 0)


def test_nothing_is_taken_in_for_somebody_who_is_gone(scene: Scene) -> None:
    intake = handed(scene, notice(1))
    Intake.objects.update(added_by=None)
    read_on(on=TODAY, seconds=LONG)
    assert states(intake) == ["refused"]


def test_the_operator_may_hand_in(scene: Scene) -> None:
    handed(scene, notice(1), by=None)
    read_on(on=TODAY, seconds=LONG)
    assert Directive.objects.get().added_by is None
    assert Event.objects.get(kind="taken_in").actor_title == "Người vận hành hệ thống"


def test_only_those_who_steer_the_programme_hand_in(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        handed(scene, notice(1), by=scene.an)
    assert Intake.objects.count() == 0


def test_an_intake_without_files_is_refused(scene: Scene) -> None:
    with pytest.raises(BadInput):
        handed(scene)


def test_more_files_than_one_intake_holds_are_refused(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "MOST_FILES", 1)
    with pytest.raises(BadInput):
        handed(scene, notice(1), notice(2))
    assert IntakeFile.objects.count() == 0


def test_documents_that_break_off_leave_no_intake(scene: Scene) -> None:
    def documents() -> Iterator[Document]:
        yield notice(1)
        raise OSError

    with pytest.raises(OSError):
        hand_in(documents=documents(), programme=scene.programme, by=scene.chi, on=TODAY)
    assert Intake.objects.count() == 0


def test_reasons_are_kept_in_one_language(scene: Scene) -> None:
    from django.utils import translation

    intake = handed(scene, Document("a.txt", b"   "))
    with translation.override("en"):
        read_on(on=TODAY, seconds=LONG)
    assert intake.files.get().reason.startswith("Tệp trống")


def test_intakes_are_seen_by_those_who_take_in_for_the_programme(scene: Scene) -> None:
    intake = handed(scene, notice(1))
    assert intake_seen(scene.chi, intake.uuid, on=TODAY) == intake
    assert intake_seen(scene.an, intake.uuid, on=TODAY) is None
    found = intakes_seen(scene.chi, on=TODAY).get()
    assert (found.total, found.left) == (1, 1)  # type: ignore[attr-defined]
    assert not intakes_seen(scene.dung, on=TODAY).exists()
