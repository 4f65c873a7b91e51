"""A visitor reads what was published: the sentence, the overdue, a body, a task, the data; nothing internal."""

import csv
import io
import json
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Shoot
from tests.journeys.conftest import OTHER, Enter, World, body
from thuocdo.programmes.models import Programme
from thuocdo.tasks import services as tasks
from thuocdo.tasks.services.acts import Proof

pytestmark = pytest.mark.system

OVERDUE, SECRET, LATER = "Nối thông dữ liệu đất đai", "Kế hoạch không công khai", "Việc giao sau khi công bố"


@pytest.fixture(scope="module")
def programme(world: World) -> Programme:
    """A programme with tasks of every kind, one of them internal, which chi has not published yet."""
    made = world.programme("cong-bo-thu", "Nghị quyết công khai")
    for number in range(1, 8):
        world.done(made, f"Ban hành thông tư số {number}", due=date(2025, 12, 31 if number < 6 else 15))
    for number in range(1, 4):
        world.accepted(made, f"Xây dựng nền tảng số {number}", leads=[body("BKHCN"), body(OTHER)])
    world.accepted(made, OVERDUE, due=date(2025, 12, 31), deliverables=["Báo cáo kết nối"])
    world.accepted(made, SECRET, due=date(2025, 12, 31), openness="internal", deliverables=["Phương án riêng"])
    return made


def publish(page: Page, programme: Programme, shoot: Shoot) -> None:
    """Freeze and publish today's figures."""
    page.goto(f"/cong-bo/{programme.code}/")
    page.get_by_role("button", name="Chốt và công bố").click()
    expect(page.get_by_text("Đã công bố bản chốt số 1.")).to_be_visible()
    shoot(page, "publishing")


def change(world: World, programme: Programme) -> None:
    """What happens after the publication: a new task, and the overdue one reported."""
    world.task(programme, LATER)
    late = programme.tasks.get(title=OVERDUE)
    proofs = [Proof(deliverable=one.pk, name="Báo cáo 9") for one in late.deliverables.all()]
    tasks.report_task(task=late.uuid, by=tasks.By(world.an), on=date(2026, 1, 12), proofs=proofs)


def test_a_visitor_follows_the_figures_with_and_without_scripts(
    world: World, programme: Programme, enter: Enter, visit: Enter, shoot: Shoot
) -> None:
    publish(enter("chi"), programme, shoot)
    change(world, programme)
    page = visit("/")
    read(page)
    for name, path in PAGES.items():
        page.goto(path)
        shoot(page, f"public-{name}")
    read(visit("/", java_script_enabled=False))


PAGES = {
    "home": "/", "tasks": "/cong-khai/cong-bo-thu/nhiem-vu/", "bodies": "/cong-khai/cong-bo-thu/co-quan/",
    "body": "/cong-khai/cong-bo-thu/co-quan/BKHCN/", "results": "/cong-khai/cong-bo-thu/ket-qua/",
    "data": "/cong-khai/cong-bo-thu/du-lieu/", "method": "/cong-khai/cach-tinh/",
}  # fmt: skip


def read(page: Page) -> None:
    """From the sentence to the overdue, to a body, to a task, to the data that give the sentence again."""
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text("Đến 12/1/2026:")
    expect(title).to_contain_text("7 trên 12 nhiệm vụ đã hoàn thành")
    page.get_by_role("link", name="2 đã quá hạn").click()
    expect(page.get_by_text("1 nhiệm vụ không công khai nội dung")).to_be_visible()
    expect(page.locator(".rows .row")).to_have_count(1)
    page.get_by_role("link", name=OVERDUE).click()
    expect(title).to_have_text(OVERDUE)
    expect(page.get_by_text("Báo cáo kết nối")).to_be_visible()
    page.get_by_role("link", name="Bộ Khoa học và Công nghệ").click()
    expect(title).to_contain_text("7 trên 12 nhiệm vụ đã hoàn thành")
    expect(page.get_by_text(SECRET)).to_have_count(0)
    expect(page.get_by_text(LATER)).to_have_count(0)
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Dữ liệu mở").click()
    compute_again(page)


def compute_again(page: Page) -> None:
    """The rows of the open data, with those counted but not shown, give the published totals."""
    links = page.get_by_role("table", name="Tệp dữ liệu mở").get_by_role("link")
    fetched = {
        link.get_attribute("href") or "": page.request.get(link.get_attribute("href") or "") for link in links.all()
    }
    read_by_end = {href.rsplit("/")[-1]: answer.body() for href, answer in fetched.items()}
    rows = list(csv.DictReader(io.StringIO(read_by_end["nhiem-vu.csv"].decode("utf-8-sig"))))
    frozen = json.loads(read_by_end["bang.json"])
    assert sum(row["status"] in {"done_on_time", "done_late"} for row in rows) == frozen["done"] == 7
    assert len(rows) + sum(frozen["not_public"].values()) == frozen["total"] == 12
    assert not [row for row in rows if row["title"] in {SECRET, LATER}]
