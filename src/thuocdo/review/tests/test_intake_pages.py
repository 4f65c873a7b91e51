"""Handing many documents in by the pages: stored at once, read step by step, told file by file."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from thuocdo.accounts.models import Person
from thuocdo.directives.intakes import claim, read_on
from thuocdo.directives.models import Directive, Intake, IntakeFile
from thuocdo.directives.services import header_digest
from thuocdo.directives.tests.test_intake import NOTICE
from thuocdo.foundation import clock
from thuocdo.review.tests.factories import Scene, make_directive, make_scene

pytestmark = pytest.mark.django_db
NEW = "/van-ban/moi/"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> None:
    settings.THUOCDO_HOME = tmp_path


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def sign_in(client: Client) -> Callable[[Person], Client]:
    def do(person: Person) -> Client:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return do


@pytest.fixture
def chi(scene: Scene, sign_in: Callable[[Person], Client]) -> Client:
    return sign_in(scene.chi)


def notice(number: int) -> bytes:
    return NOTICE.replace("Số: 12/", f"Số: {number}/").encode()


def text_file(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{number}.txt", notice(number))


def package(*numbers: int, **others: bytes) -> SimpleUploadedFile:
    """A zip file with these notices and other files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for number in numbers:
            made.writestr(f"{number}.txt", notice(number))
        for name, body in others.items():
            made.writestr(name.replace("_", "."), body)
    return SimpleUploadedFile("goi.zip", content.getvalue())


def hand_in(client: Client, *files: SimpleUploadedFile, **changed: object) -> Intake:
    answer = client.post(NEW, {"programme": "mau", "document_class": "internal", "file": list(files)} | changed)
    found = Intake.objects.latest("pk")
    assert answer["Location"] == page_of(found)
    return found


def page_of(intake: Intake) -> str:
    return f"/van-ban/dot/{intake.uuid}/"


def read_all(client: Client, intake: Intake) -> None:
    for _ in range(30):
        client.post(f"{page_of(intake)}doc-tiep/")
    assert not intake.files.filter(state__in=["waiting", "reading"]).exists()


def test_many_files_wait_and_are_read_by_the_steps_of_the_page(scene: Scene, chi: Client) -> None:
    intake = hand_in(chi, text_file(1), text_file(2), SimpleUploadedFile("bang.xlsx", b"x"))
    shown = chi.get(page_of(intake)).content.decode()
    assert "Đã đọc 1/3 tệp" in shown
    assert f'hx-post="{page_of(intake)}doc-tiep/"' in shown
    read_all(chi, intake)
    shown = chi.get(page_of(intake)).content.decode()
    assert "Đã đọc xong 3 tệp" in shown
    assert "hx-post" not in shown
    assert all(f"/van-ban/{one.uuid}/ra-soat/" in shown for one in Directive.objects.all())
    assert "Bảng tính" in shown


def test_a_package_is_opened_and_a_folder_is_taken(scene: Scene, chi: Client) -> None:
    assert hand_in(chi, package(1, 2)).files.count() == 2
    folder = {"file": [], "folder": [text_file(3), SimpleUploadedFile(".DS_Store", b"x"), text_file(4)]}
    assert [one.name for one in hand_in(chi, **folder).files.all()] == ["3.txt", "4.txt"]


def test_a_single_document_is_read_at_once(scene: Scene, chi: Client) -> None:
    answer = chi.post(NEW, {"programme": "mau", "document_class": "internal", "folder": text_file(1)})
    assert answer["Location"] == f"/van-ban/{Directive.objects.get().uuid}/ra-soat/"
    assert Intake.objects.count() == 0


def test_a_step_answers_with_how_far_it_is_and_the_rows_before_the_reader(scene: Scene, chi: Client) -> None:
    intake = hand_in(chi, text_file(1), text_file(2))
    address, asked = f"{page_of(intake)}doc-tiep/", {"HX-Request": "true"}
    answer = chi.post(address, {"page": "1"}, headers=asked).content.decode()
    assert 'id="reading"' in answer
    assert 'id="file-1" hx-swap-oob="true"' in answer
    elsewhere = hand_in(chi, text_file(3), text_file(4))
    answer = chi.post(f"{page_of(elsewhere)}doc-tiep/", {"page": "0"}, headers=asked).content.decode()
    assert "hx-swap-oob" not in answer


def test_what_a_dead_process_was_reading_is_read_after_its_lease(scene: Scene, chi: Client) -> None:
    intake = hand_in(chi, text_file(1), text_file(2))
    assert claim(at=clock.now() - timedelta(hours=1))
    read_all(chi, intake)
    assert list(intake.files.values_list("state", flat=True)) == ["taken_in", "taken_in"]


def test_of_a_secret_the_page_says_only_that_it_was_refused(scene: Scene, chi: Client) -> None:
    secret = notice(1).replace("Số: 1".encode(), "TỐI MẬT\nSố: 1".encode())
    intake = hand_in(chi, SimpleUploadedFile("ten-lo-bi-mat.txt", secret), text_file(2))
    read_all(chi, intake)
    shown = chi.get(page_of(intake)).content.decode()
    assert "tên không được lưu" in shown
    assert "ten-lo-bi-mat" not in shown


def test_files_can_be_asked_for_by_what_became_of_them(scene: Scene, chi: Client) -> None:
    intake = hand_in(chi, text_file(1), SimpleUploadedFile("bang.xlsx", b"x"))
    read_all(chi, intake)
    shown = chi.get(page_of(intake), {"state": "refused"}).content.decode()
    assert "bang.xlsx" in shown
    assert 'id="file-1"' not in shown


@pytest.mark.parametrize("number", [2, 60])
def test_the_page_asks_the_same_number_of_questions_for_any_number_of_files(
    scene: Scene, chi: Client, number: int, django_assert_num_queries
) -> None:
    intake = hand_in(chi, *(SimpleUploadedFile(f"{n}.xlsx", b"x") for n in range(number)))
    chi.get(page_of(intake))
    with django_assert_num_queries(10):  # session, reader, what they may, the intake, counts, files
        chi.get(page_of(intake))


@pytest.mark.parametrize("cast", ["an", "dung"])
def test_others_do_not_see_an_intake_nor_read_it(
    scene: Scene, chi: Client, sign_in: Callable[[Person], Client], cast: str
) -> None:
    intake = hand_in(chi, text_file(1), text_file(2))
    other = sign_in(getattr(scene, cast))
    assert other.get(page_of(intake)).status_code == 404
    assert other.post(f"{page_of(intake)}doc-tiep/").status_code == 404
    assert other.post(f"{page_of(intake)}them/").status_code == 404
    assert other.get("/van-ban/dot/").status_code == 403
    assert IntakeFile.objects.exclude(state="waiting").count() == 0


def test_nothing_and_both_are_refused(scene: Scene, chi: Client) -> None:
    given = {"programme": "mau", "document_class": "internal"}
    assert chi.post(NEW, given).status_code == 422
    assert chi.post(NEW, given | {"file": [text_file(1)], "text": NOTICE}).status_code == 422
    empty = chi.post(NEW, given | {"file": [package()]})
    assert empty.status_code == 422
    assert "Không có tệp nào" in empty.content.decode()
    assert Intake.objects.count() == 0


def test_a_package_above_the_limit_is_refused(scene: Scene, chi: Client, settings: Settings) -> None:
    settings.INTAKE_LIMIT_MB = 0
    answer = chi.post(NEW, {"programme": "mau", "document_class": "internal", "file": [package(1)]})
    assert (answer.status_code, Intake.objects.count()) == (422, 0)


class TestPartByPart:
    """A script sends many files in several requests."""

    ASKED = {"Accept": "application/json"}
    GIVEN = {"programme": "mau", "document_class": "internal", "many": "1"}

    def test_the_first_part_makes_the_intake_and_the_others_go_there(self, scene: Scene, chi: Client) -> None:
        first = chi.post(NEW, self.GIVEN | {"file": [text_file(1)]}, headers=self.ASKED).json()
        again = chi.post(first["add"], self.GIVEN | {"file": [text_file(2), text_file(3)]}, headers=self.ASKED).json()
        assert again == first
        intake = Intake.objects.get()
        assert page_of(intake) == first["href"]
        assert list(intake.files.values_list("order", "name")) == [(1, "1.txt"), (2, "2.txt"), (3, "3.txt")]

    def test_a_refusal_says_why(self, scene: Scene, chi: Client) -> None:
        refused = chi.post(NEW, self.GIVEN, headers=self.ASKED)
        assert (refused.status_code, bool(refused.json()["why"])) == (422, True)

    def test_a_part_without_files_is_refused(self, scene: Scene, chi: Client) -> None:
        first = chi.post(NEW, self.GIVEN | {"file": [text_file(1)]}, headers=self.ASKED).json()
        assert chi.post(first["add"], self.GIVEN, headers=self.ASKED).status_code == 422


def test_intakes_are_listed_with_what_is_left(scene: Scene, chi: Client) -> None:
    hand_in(chi, text_file(1), text_file(2))
    assert "Còn 2 tệp chờ đọc" in chi.get(NEW).content.decode()
    read_on(on=clock.today(), seconds=60)
    assert "Đã đọc xong" in chi.get("/van-ban/dot/").content.decode()


def test_the_header_says_what_an_exchange_package_stated(scene: Scene, chi: Client) -> None:
    found = make_directive(scene, stated=["number", "signer"], signer="Người Ký")
    address = f"/van-ban/{found.uuid}/thong-tin/"
    assert chi.get(address).content.decode().count("gói văn bản điện tử") == 2
    typed = {"number": "99-TB", "signer": "Người Ký", "title": found.title, "document_class": "internal",
             "signed_on": "22/1/2025", "seen": header_digest(found)}  # fmt: skip
    assert chi.post(address, typed).status_code == 302
    found.refresh_from_db()
    assert found.stated == ["signer"]
