"""Twelve documents in a package, the server killed while it reads them: afterwards every one is told for, once."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import BUILT, OpenPage, Shoot
from thuocdo.accounts.tests.factories import PASSWORD
from thuocdo.directives.tests.test_intake import NOTICE

pytestmark = pytest.mark.system

THUOCDO = [sys.executable, "-m", "thuocdo.config.cli"]
PEOPLE = """
import django
django.setup()
from datetime import date
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_grant, make_person
from thuocdo.organisations.models import Organisation
from thuocdo.programmes import services
from thuocdo.programmes.rules import Openness

quan, chi = make_person("quan"), make_person("chi", full_name="Nguyễn Quỳnh Chi")
make_grant(quan, Role.ADMINISTRATOR)
body = {code: Organisation.objects.get(code=code) for code in ("BCDTW57", "VPTW")}
make_grant(chi, Role.OFFICER, body["VPTW"])
on = date(2025, 1, 13)
made = services.create_programme(
    code="thu", name="Nghị quyết thử", full_title="", default_openness=Openness.PUBLIC, by=quan, on=on
)
services.set_committee(
    programme=made, organisation=body["BCDTW57"], name="Ban Chỉ đạo", standing_agency=body["VPTW"], by=quan, on=on
)
"""


class Installation:
    """The product in a folder of its own, served by processes that a test may kill."""

    def __init__(self, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "THUOCDO_SECRET_KEY")}
        self.home = home
        self.environment = kept | {"THUOCDO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings"}
        self.server: subprocess.Popen[str] | None = None
        subprocess.run([*THUOCDO, "migrate"], env=self.environment, check=True, capture_output=True)
        subprocess.run([sys.executable, "-c", PEOPLE], env=self.environment, check=True, capture_output=True)

    def serve(self) -> str:
        """Start the server; its address."""
        self.server = subprocess.Popen(
            [*THUOCDO, "serve", "--port", "0", "--workers", "2", "--json"], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip
        assert self.server.stdout
        return str(json.loads(self.server.stdout.readline())["address"])

    def kill(self) -> None:
        """End the server and its workers at once, whatever they are doing."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.communicate()
            self.server = None

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """Have the database answer."""
        with closing(sqlite3.connect(self.home / "thuocdo.sqlite3", timeout=30)) as database, database:
            return database.execute(statement).fetchall()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    if not (BUILT / "handing.js").exists():
        pytest.skip("the front end is not built: npm ci && npm run build")
    made = Installation(tmp_path / "home")
    yield made
    made.kill()


def package(folder: Path) -> Path:
    """Twelve documents: nine good ones so long that no step reads all, one of them twice, two broken."""
    words = "".join(f"Về việc thứ {n}, các đại biểu đã thảo luận và thống nhất đánh giá.\n" for n in range(2500))
    place = folder / "van-ban-thang-3.zip"
    with zipfile.ZipFile(place, "w") as made:
        made.writestr("hong.docx", b"PK\x03\x04 half a document")
        for number in range(1, 10):
            made.writestr(f"tb/{number}.txt", NOTICE.replace("Số: 12/", f"Số: {number}/") + words)
        made.writestr("tb/ban-sao.txt", NOTICE.replace("Số: 12/", "Số: 1/") + words)
        made.writestr("hong.pdf", b"%PDF-1.4 nothing more")
    return place


def sign_in(page: Page) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("chi")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url("/viec-cua-toi/")


def test_a_package_survives_the_server_being_killed(
    installation: Installation, open_page: OpenPage, shoot: Shoot, tmp_path: Path
) -> None:
    page = open_page(installation.serve())
    sign_in(page)
    page.goto("/van-ban/moi/")
    page.get_by_label("Tệp văn bản").set_input_files(package(tmp_path))
    shoot(page, "intake")
    with page.expect_response(lambda answer: answer.url.endswith("/doc-tiep/")):
        page.get_by_role("button", name="Đọc văn bản").click()
    shoot(page, "intake-reading")
    place = page.url.rpartition("/van-ban/")[2]
    page.goto("about:blank")
    installation.kill()
    taken = installation.ask("SELECT count(*) FROM directives_directive")[0][0]
    assert isinstance(taken, int)
    assert 0 < taken < 9
    # Whoever died was reading: their file is given out again when its lease is over, which need not be waited for here.
    installation.ask("UPDATE directives_intakefile SET claimed_at = '2026-01-01' WHERE state = 'reading'")

    page = open_page(installation.serve())
    sign_in(page)
    page.goto(f"/van-ban/{place}")
    page.get_by_role("heading", name="Đã đọc xong 12 tệp").wait_for(timeout=120_000)
    figures = page.locator("#reading .fig")
    assert [figure.split("\n")[0] for figure in figures.all_inner_texts()] == ["9", "18", "1", "2", "0"]
    page.reload()
    shoot(page, "intake-done")
    expect(page.locator(".rows .st", has_text="Bị từ chối")).to_have_count(2)
    page.get_by_role("link", name="9.txt").click()
    expect(page).to_have_url(re.compile("/ra-soat/$"))
    assert installation.ask("SELECT count(*) FROM foundation_event WHERE kind = 'taken_in'") == [(9,)]


def test_a_folder_is_sent_part_by_part(installation: Installation, open_page: OpenPage, tmp_path: Path) -> None:
    folder = tmp_path / "thu-muc"
    folder.mkdir()
    for number in range(1, 46):
        (folder / f"{number:02}.txt").write_text(NOTICE.replace("Số: 12/", f"Số: {number}/"), "utf-8")
    page = open_page(installation.serve())
    sign_in(page)
    page.goto("/van-ban/moi/")
    page.get_by_label("Hoặc cả một thư mục").set_input_files(folder)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/them/") else None)
    page.get_by_role("button", name="Đọc văn bản").click()
    page.get_by_role("heading", name="Đã đọc xong 45 tệp").wait_for(timeout=120_000)
    assert len(sent) == 2
    assert installation.ask("SELECT count(*) FROM directives_directive") == [(45,)]
