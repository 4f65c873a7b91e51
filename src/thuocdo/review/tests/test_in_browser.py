"""The review by keyboard in a browser: suggestions of bodies, saving, accepting and taking back without a mouse."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import BUILT, OpenPage
from thuocdo.accounts.tests.factories import PASSWORD
from thuocdo.review.tests.factories import make_directive, make_proposal, make_scene
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.system


@pytest.fixture
def review(live_server: LiveServer, open_page: OpenPage) -> Page:
    """The review of a directive with two proposals, signed in as its reviewer."""
    if not (BUILT / "review.js").exists():
        pytest.skip("the front end is not built: npm ci && npm run build")
    scene = make_scene()
    directive = make_directive(scene)
    make_proposal(directive, lead=["Bộ Mẫu Một"])
    make_proposal(directive, "Bộ Mẫu Hai ban hành hướng dẫn kết nối.", lead=["Bộ Mẫu Hai"])
    page = open_page(live_server.url)
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(scene.chi.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/van-ban/{directive.uuid}/ra-soat/")
    return page


def test_a_suggested_body_is_written_where_the_caret_stands(review: Page) -> None:
    review.get_by_label("Chủ trì").press("Control+End")
    review.keyboard.type("; bo mau h")
    review.locator(".suggestions").wait_for()
    review.keyboard.press("ArrowDown")
    review.keyboard.press("Enter")
    expect(review.get_by_label("Chủ trì")).to_have_value("Bộ Mẫu Một; Bộ Mẫu Hai")
    expect(review.locator(".suggestions")).to_have_count(0)


def test_accepting_and_taking_back_need_no_mouse(review: Page) -> None:
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 1")
    review.keyboard.press("j")
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 2")
    review.keyboard.press("a")
    expect(review.locator(".toast")).to_contain_text("Đã nhận")
    assert Task.objects.get().state == "draft"
    review.keyboard.press("z")
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 2")
    expect(review.locator(".toast")).to_have_count(0)
    assert Task.objects.get().state == "cancelled"


def test_what_was_typed_survives_a_reload_and_is_dropped_once_saved(review: Page) -> None:
    task = review.get_by_label("Nhiệm vụ", exact=True)
    task.fill("Việc đã sửa dở")
    review.reload()
    expect(task).to_have_value("Việc đã sửa dở")
    review.locator(".prop .acts").get_by_role("button", name="Lưu").click()
    expect(review.locator("#messages")).to_contain_text("Đã lưu")
    assert review.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length") == 0
