"""Adding a figure in a browser: selected in the text and accepted by keyboard; by its words without a script."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import BUILT, PHONE, OpenPage
from thuocdo.accounts.tests.factories import PASSWORD
from thuocdo.directives.models import Directive, ReportedFigure
from thuocdo.review.services import add_figure
from thuocdo.review.services.figures import SeenFigure
from thuocdo.review.tests.factories import TODAY, Scene, make_directive, make_scene

TEXT = """THÔNG BÁO
kết luận phiên họp mẫu

Các cơ quan đã hoàn thành 40/50 nhiệm vụ được giao.
Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 60,2%.
Chỉ số hài lòng ở mức bảy trên mười."""

pytestmark = pytest.mark.system


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def directive(scene: Scene) -> Directive:
    """A directive with one figure."""
    directive = make_directive(scene, text=TEXT)
    seen = SeenFigure(directive.uuid, scene.chi, TODAY)
    add_figure(directive=directive.uuid, seen=seen, quote="40/50 nhiệm vụ")
    return directive


def sign_in(page: Page, scene: Scene) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(scene.chi.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def figures(live_server: LiveServer, open_page: OpenPage, scene: Scene, directive: Directive) -> Page:
    """The figures of the directive, signed in as its reviewer."""
    if not (BUILT / "review.js").exists():
        pytest.skip("the front end is not built: npm ci && npm run build")
    page = open_page(live_server.url)
    sign_in(page, scene)
    with taking_up(page):
        page.goto(f"/van-ban/{directive.uuid}/so-lieu/")
    return page


@contextmanager
def taking_up(page: Page) -> Iterator[None]:
    """Bring a figure in hand and wait for what is around it, for a line that changes then loses its selection."""
    with page.expect_response(lambda answer: "quanh=1" in answer.url) as around:
        yield
    around.value.finished()
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 5000 }))")


def select(page: Page, words: str) -> None:
    """Select the words in the text, as a mouse or a finger does."""
    paragraph = page.locator(".para p", has_text=words).locator("[data-start]", has_text=words)
    paragraph.evaluate(
        """(span, words) => {
            const [node] = span.childNodes, at = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
        }""",
        words,
    )


def test_a_selected_figure_is_filled_in_and_accepted_by_keyboard(figures: Page) -> None:
    select(figures, "bảy trên mười")
    with taking_up(figures):
        figures.get_by_role("button", name="Thêm số liệu từ đoạn đã chọn").click()
    expect(figures.locator("#dx-h")).to_contain_text("Số liệu 2")
    expect(figures.locator(".prop")).to_contain_text("Thêm bằng tay: Chuyên viên")
    expect(figures.locator(".para.now")).to_contain_text("bảy trên mười")
    expect(figures.get_by_label("Giá trị")).to_have_value("")
    figures.keyboard.press("a")  # nothing to accept yet: the browser asks for the value
    expect(figures.get_by_label("Giá trị")).to_be_focused()
    figures.keyboard.type("7")
    figures.get_by_label("Đơn vị tính").fill("điểm")
    figures.keyboard.press("Escape")
    figures.keyboard.press("e")
    figures.keyboard.type("chỉ số hài lòng")
    figures.keyboard.press("Escape")
    with taking_up(figures):
        figures.keyboard.press("a")
    expect(figures.locator(".toast")).to_contain_text("Đã nhận số liệu")
    expect(figures.locator("#dx-h")).to_contain_text("Số liệu 1")
    figure = ReportedFigure.objects.get(state="accepted")
    assert (figure.passage.quote, figure.value, figure.unit) == ("bảy trên mười", 7, "điểm")
    assert TEXT[figure.passage.start : figure.passage.end] == "bảy trên mười"


def test_a_selection_that_is_a_figure_already_opens_that_one(figures: Page) -> None:
    select(figures, "60,2%")
    with taking_up(figures):
        figures.get_by_role("button", name="Thêm số liệu từ đoạn đã chọn").click()
    expect(figures.get_by_label("Giá trị")).to_have_value("60,2")
    with taking_up(figures):
        figures.keyboard.press("k")
    expect(figures.locator("#dx-h")).to_contain_text("Số liệu 1")
    select(figures, "60,2%")
    with taking_up(figures):
        figures.get_by_role("button", name="Thêm số liệu từ đoạn đã chọn").click()
    expect(figures.get_by_role("alert")).to_contain_text("đã có trong danh sách số liệu")
    expect(figures.locator("#dx-h")).to_contain_text("Số liệu 2")
    assert ReportedFigure.objects.count() == 2


def test_on_a_phone_the_offer_lies_over_the_switch_and_the_figure_comes_in_front(figures: Page) -> None:
    figures.set_viewport_size(PHONE)
    figures.locator(".pane-switch label", has_text="Nguyên văn").click()
    select(figures, "60,2%")
    button = figures.get_by_role("button", name="Thêm số liệu từ đoạn đã chọn")
    expect(button).to_be_in_viewport()
    with taking_up(figures):
        button.click()
    expect(figures.locator("#dx-h")).to_contain_text("Số liệu 2")
    expect(figures.get_by_role("button", name="Nhận", exact=False).first).to_be_in_viewport()
    assert figures.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_a_script_a_figure_is_added_by_its_words(
    live_server: LiveServer, open_page: OpenPage, scene: Scene, directive: Directive
) -> None:
    page = open_page(live_server.url, java_script_enabled=False)
    sign_in(page, scene)
    page.goto(f"/van-ban/{directive.uuid}/so-lieu/")
    expect(page.get_by_role("button", name="Thêm số liệu từ đoạn đã chọn")).to_be_hidden()
    page.get_by_text("Thêm số liệu từ một đoạn khác").click()
    page.get_by_label("Đoạn văn nêu số liệu").fill("đạt 60,2%")
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(page.get_by_label("Giá trị")).to_have_value("60,2")
    page.get_by_role("button", name="Nhận", exact=False).last.click()
    expect(page.locator(".toast")).to_contain_text("Đã nhận số liệu")
    assert ReportedFigure.objects.get(state="accepted").passage.quote == "đạt 60,2%"
