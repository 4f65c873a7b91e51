"""What every journey shares: bodies and people made once a module, the product served, and signing in by the form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser import BUILT, OpenPage
from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import PASSWORD, make_grant, make_person
from thuocdo.foundation import clock
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.services import load_directory
from thuocdo.programmes import services
from thuocdo.programmes.models import Programme
from thuocdo.programmes.rules import Openness
from thuocdo.tasks import services as tasks
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.acts import Proof
from thuocdo.tasks.services.drafts import Draft

TODAY = date(2026, 1, 12)  # a Monday
LONG_AGO = date(2025, 1, 13)
CENTRE, MINISTRY, OTHER = "VPTW", "BKHCN", "BTC"

Enter = Callable[..., Page]


@dataclass(frozen=True)
class World:
    """The product at `url`, and who uses it: an and binh are of the lead, chi stands for the centre."""

    url: str
    an: Person
    binh: Person
    chi: Person
    quan: Person

    def programme(self, code: str, name: str) -> Programme:
        """A programme of a journey's own, steered by the central committee."""
        made = services.create_programme(
            code=code, name=name, full_title="", default_openness=Openness.PUBLIC, by=self.quan, on=LONG_AGO
        )
        services.set_committee(
            programme=made, organisation=body("BCDTW57"), name="Ban Chỉ đạo", standing_agency=body(CENTRE),
            by=self.quan, on=LONG_AGO,
        )  # fmt: skip
        return made

    def task(self, programme: Programme, title: str, **changed: Any) -> Task:
        """A task assigned to an's ministry a month ago."""
        fields: dict[str, Any] = {
            "title": title, "leads": [body(MINISTRY)], "deliverables": ["Đề án"], "due": date(2026, 3, 31),
        }  # fmt: skip
        on = date(2025, 12, 10)
        drafted = tasks.create_task(
            programme=programme,
            draft=Draft(**(fields | changed)),
            assigner=body("BCDTW57"),
            by=tasks.By(self.chi),
            on=on,
        )
        return tasks.assign_task(task=drafted.uuid, by=tasks.By(self.chi), on=on)

    def accepted(self, programme: Programme, title: str, **changed: Any) -> Task:
        """A task that an's ministry has accepted, an answering for it."""
        task = self.task(programme, title, **changed)
        return tasks.accept_task(task=task.uuid, by=tasks.By(self.an), on=date(2025, 12, 11), accountable=self.an)

    def done(self, programme: Programme, title: str, *, on: date = date(2025, 12, 20), **changed: Any) -> Task:
        """A task reported and verified on a day."""
        task = self.accepted(programme, title, **changed)
        proofs = [Proof(deliverable=one.pk, name=f"Tờ trình: {title}") for one in task.deliverables.all()]
        tasks.report_task(task=task.uuid, by=tasks.By(self.an), on=on, proofs=proofs)
        return tasks.verify_task(task=task.uuid, by=tasks.By(self.chi), on=on)


def body(code: str) -> Organisation:
    """A body of the directory."""
    return Organisation.objects.get(code=code)


def _officer(username: str, full_name: str, code: str) -> Person:
    person = make_person(username, full_name=full_name, title="Chuyên viên")
    make_grant(person, Role.OFFICER, body(code))
    return person


def _end_other_sessions() -> None:
    """End what threads of the stopped server still hold of the test database, or it cannot be removed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The directory, four people and a server, for the journeys of one module; all of it is removed after them.

    The directory takes seconds to load, so the tests share it and each makes a programme of its own.
    """
    if not (BUILT / "app.js").exists():
        pytest.skip("the front end is not built: npm ci && npm run build")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        load_directory()
        quan = make_person("quan", full_name="Phan Minh Quân")
        make_grant(quan, Role.ADMINISTRATOR)
        server = LiveServer("localhost")
        try:
            yield World(
                url=server.url, quan=quan, an=_officer("an", "Trần Hoài An", MINISTRY),
                binh=_officer("binh", "Lê Gia Bình", MINISTRY), chi=_officer("chi", "Nguyễn Quỳnh Chi", CENTRE),
            )  # fmt: skip
        finally:
            server.stop()
            _end_other_sessions()
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def db(world: World) -> World:
    """The database that the module shares; by its name pytest-django knows that there must be one."""
    return world


@pytest.fixture
def visit(db: World, open_page: OpenPage) -> Enter:
    """`visit("/")` opens the product as somebody without an account."""

    def make(path: str = "/", **options: Any) -> Page:
        page = open_page(db.url, **options)
        page.goto(path)
        return page

    return make


@pytest.fixture
def enter(visit: Enter) -> Enter:
    """`enter("an")` signs in by the form and gives the page that follows."""

    def make(username: str, **options: Any) -> Page:
        page = visit("/dang-nhap/", **options)
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_url("/viec-cua-toi/")
        return page

    return make
