"""What every main screen owes everybody: nothing that axe calls serious, and nothing wider than a phone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE, Shoot
from tests.journeys.conftest import OTHER, TODAY, Enter, World, body
from thuocdo.directives.services import take_in
from thuocdo.foundation import events
from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.services import publish

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STORY = ROOT / "src/thuocdo/demo/story/directive.txt"

Look = Callable[[Page, str], object]
EachScreen = Callable[[Look], None]

# Who opens which address; none for a visitor without an account.
SCREENS = {
    "home": ("", "/"),
    "public-tasks": ("", "/cong-khai/man-hinh/nhiem-vu/"),
    "public-task": ("", "/cong-khai/man-hinh/nhiem-vu/NV-0001/"),
    "public-bodies": ("", "/cong-khai/man-hinh/co-quan/"),
    "public-results": ("", "/cong-khai/man-hinh/ket-qua/"),
    "public-data": ("", "/cong-khai/man-hinh/du-lieu/"),
    "sign-in": ("", "/dang-nhap/"),
    "my-work": ("an", "/viec-cua-toi/"),
    "board": ("chi", "/bang/man-hinh/"),
    "tasks": ("chi", "/nhiem-vu/?programme=man-hinh"),
    "task": ("an", "/nhiem-vu/man-hinh/NV-0003/"),
    "task-reported": ("chi", "/nhiem-vu/man-hinh/NV-0001/"),
    "new-task": ("chi", "/nhiem-vu/man-hinh/moi/"),
    "directives": ("chi", "/van-ban/"),
    "directive": ("chi", "{directive}"),
    "review": ("chi", "{directive}ra-soat/"),
    "assign": ("chi", "{directive}giao/"),
    "upload": ("chi", "/van-ban/moi/"),
    "publishing": ("chi", "/cong-bo/man-hinh/"),
    "people": ("quan", "/quan-tri/nguoi-dung/"),
    "programme": ("quan", "/chuong-trinh/man-hinh/"),
    "bodies": ("chi", "/co-quan/?q=bo"),
    "account": ("an", "/tai-khoan/"),
}


@pytest.fixture(scope="module")
def directive(world: World) -> str:
    """The address of a directive waiting for its review, in a published programme with tasks in several states."""
    made = world.programme("man-hinh", "Nghị quyết nhiều màn hình")
    world.done(made, "Ban hành thông tư hướng dẫn khoán chi theo kết quả", due=date(2025, 12, 31))
    world.done(made, "Ban hành thông tư hướng dẫn định mức", due=date(2025, 12, 15))
    world.accepted(
        made, "Nối thông dữ liệu đất đai", due=date(2025, 12, 31), deliverables=["Báo cáo kết nối", "Biên bản"]
    )
    world.accepted(made, "Xây dựng nền tảng dùng chung " * 7, leads=[body("BKHCN"), body(OTHER)])
    world.task(made, "Cập nhật số liệu hằng tháng", due=None, recurrence="monthly")
    world.task(made, "Việc không công khai nội dung", openness="internal")
    _publish(made)
    taken = take_in(content=STORY.read_bytes(), name=STORY.name, programme=made, by=world.chi, on=TODAY)
    return f"/van-ban/{taken.directive.uuid}/"


def _publish(programme: Programme) -> None:
    publish(programme=programme, on=TODAY, actor=events.Actor(id=None, title="Người vận hành"), today=TODAY)


@pytest.fixture
def each_screen(directive: str, enter: Enter, visit: Enter) -> EachScreen:
    """Open every screen as the person it is for, signing each in once, and look at it."""

    def go(look: Look) -> None:
        pages: dict[str, Page] = {"": visit("/")}
        for name, (who, address) in SCREENS.items():
            page = pages[who] if who in pages else pages.setdefault(who, enter(who))
            answer = page.goto(address.format(directive=directive))
            assert (answer and answer.status) == 200, name
            look(page, name)

    return go


def test_axe_finds_nothing_serious(each_screen: EachScreen) -> None:
    if not AXE.exists():
        pytest.skip("no axe-core: npm ci")
    source = AXE.read_text("utf-8")
    found: list[str] = []

    def look(page: Page, name: str) -> None:
        page.evaluate(source)
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            told = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
            found.extend(
                f"{name} {size['width']}: {fault['id']}: {node['target']} {node['html'][:120]}"
                for fault in told["violations"] if fault["impact"] in {"serious", "critical"}
                for node in fault["nodes"]
            )  # fmt: skip

    each_screen(look)
    assert "\n".join(found) == ""


def test_no_screen_is_wider_than_a_phone(each_screen: EachScreen, shoot: Shoot) -> None:
    wide: list[str] = []

    def look(page: Page, name: str) -> None:
        shoot(page, f"screen-{name}")
        page.set_viewport_size(PHONE)
        width = page.evaluate("() => document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide.append(f"{name}: {width}")

    each_screen(look)
    assert wide == []
