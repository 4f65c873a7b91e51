"""The review by keyboard in a browser: suggestions of bodies, saving, accepting and taking back without a mouse."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import BUILT, PHONE, OpenPage
from thuocdo.accounts.models import Person
from thuocdo.accounts.tests.factories import PASSWORD
from thuocdo.directives.models import Proposal
from thuocdo.review.services import save_proposal
from thuocdo.review.services.holding import Seen, fields_now
from thuocdo.review.tests.factories import TODAY, make_directive, make_proposal, make_scene
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
    with page.expect_response(lambda answer: "quanh=1" in answer.url):  # the next proposals are held
        page.goto(f"/van-ban/{directive.uuid}/ra-soat/")
    page.wait_for_load_state("networkidle")
    # What came has been taken in, too.
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 5000 }))")
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
    expect_drafts(review, 0)


def expect_drafts(page: Page, count: int) -> None:
    """Wait until the browser keeps so many drafts: one is dropped a moment after the answer is on the page."""
    page.wait_for_function(
        "count => Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length === count", arg=count
    )


def test_rejecting_takes_two_keys(review: Page) -> None:
    review.keyboard.press("x")
    review.keyboard.press("1")
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 2")
    expect(review.locator(".toast")).to_contain_text("Đã bỏ đề xuất")
    assert Proposal.objects.get(state="rejected").reason == "Không phải nhiệm vụ"


def test_the_next_proposal_is_shown_before_the_server_has_answered(review: Page) -> None:
    held = hold(review, "**/nhan/")  # an answer that does not come
    review.keyboard.press("a")
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 2")
    expect(review.locator(".para.now")).to_contain_text("Bộ Mẫu Hai")
    assert Proposal.objects.filter(state="accepted").count() == 0
    # A request left hanging is a task that never ends: it would be destroyed, loudly, during some later test.
    arrived(review, held).abort()


def hold(page: Page, address: str) -> list[Route]:
    """Keep requests from the server, in the list that is given back, until the test lets them go on."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held


def arrived(page: Page, held: list[Route]) -> Route:
    """The one request that is kept, once it is there: the browser sends it a moment after the key."""
    for _ in range(200):
        if held:
            break
        page.wait_for_timeout(25)
    (request,) = held
    return request


def test_a_key_pressed_before_the_whole_page_came_is_done_on_that_page(review: Page) -> None:
    review.keyboard.press("j")
    review.keyboard.press("a")
    expect(review.locator(".toast")).to_contain_text("Đã nhận")
    held = hold(review, "**/hoan-tac/")
    review.keyboard.press("z")
    review.keyboard.press("x")
    review.keyboard.press("1")
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 1")
    expect(review.locator("[popover]:popover-open")).to_have_count(0)
    arrived(review, held).continue_()
    expect(review.locator(".toast")).to_contain_text("Đã bỏ đề xuất")
    assert [proposal.state for proposal in Proposal.objects.order_by("order")] == ["pending", "rejected"]


def test_what_is_typed_after_a_key_that_waited_is_text_and_no_key(review: Page) -> None:
    held = hold(review, "**/luu/")
    review.locator(".prop .acts").get_by_role("button", name="Lưu").click()
    for key in ("e", "a", "x"):
        review.keyboard.press(key)
    arrived(review, held).continue_()
    expect(review.locator("#messages")).to_contain_text("Đã lưu")
    expect(review.get_by_label("Nhiệm vụ", exact=True)).to_be_focused()
    assert review.locator(".htmx-request").count() == 0, "nothing is on its way, and below: nothing has arrived"
    assert not Proposal.objects.exclude(state="pending").exists()


def test_the_number_of_the_proposal_in_hand_closes_no_question_and_loads_nothing(review: Page) -> None:
    task = review.get_by_label("Nhiệm vụ", exact=True)
    task.fill("Việc đang gõ")
    held = hold(review, "**/ra-soat/?**")
    review.locator(".ref").first.click()
    review.keyboard.press("Escape")
    review.keyboard.press("x")
    expect(review.locator("#p-reject")).to_be_visible()
    expect(task).to_have_value("Việc đang gõ")
    assert held == []


def test_what_a_dropped_connection_did_not_send_comes_back_as_it_was_typed(review: Page) -> None:
    review.get_by_label("Nhiệm vụ", exact=True).fill("Việc gõ lúc mất mạng")
    review.keyboard.press("Escape")
    review.context.set_offline(True)
    review.keyboard.press("a")
    expect(review.locator("#notices")).to_contain_text("mất kết nối")
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 1")
    expect(review.get_by_label("Nhiệm vụ", exact=True)).to_have_value("Việc gõ lúc mất mạng")
    review.context.set_offline(False)
    review.reload()
    expect(review.get_by_label("Nhiệm vụ", exact=True)).to_have_value("Việc gõ lúc mất mạng")
    review.keyboard.press("a")
    expect(review.locator(".toast")).to_contain_text("Đã nhận")
    assert Task.objects.get().title == "Việc gõ lúc mất mạng"
    expect_drafts(review, 0)


def test_a_refused_act_comes_back_with_its_reason_and_what_was_typed(review: Page) -> None:
    save_as_another("Bản của người khác")
    review.get_by_label("Nhiệm vụ", exact=True).fill("Bản của tôi")
    review.keyboard.press("Escape")
    review.keyboard.press("a")
    expect(review.get_by_role("alert")).to_contain_text("vừa được người khác xử lý")
    expect(review.get_by_label("Nhiệm vụ", exact=True)).to_have_value("Bản của tôi")
    assert Task.objects.count() == 0


def test_a_draft_over_a_text_that_changed_since_is_offered_and_not_forced(review: Page) -> None:
    task = review.get_by_label("Nhiệm vụ", exact=True)
    task.fill("Bản nháp của tôi")
    review.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    save_as_another("Bản của người khác")
    review.reload()
    expect(task).to_have_value("Bản của người khác")
    review.get_by_role("button", name="Dùng bản nháp").click()
    expect(task).to_have_value("Bản nháp của tôi")
    review.reload()
    expect(task).to_have_value("Bản nháp của tôi")


def save_as_another(action: str) -> None:
    """Somebody else changes the first proposal meanwhile."""
    first = Proposal.objects.order_by("order").first()
    assert first is not None
    seen = Seen(first.uuid, Person.objects.get(username="chi"), TODAY, first.version)
    fields = fields_now(first)
    save_proposal(seen=seen, fields=replace(fields, action=action))


def test_on_a_phone_one_pane_is_in_front_and_the_passage_one_tap_away(review: Page) -> None:
    review.set_viewport_size(PHONE)
    expect(review.locator(".prop-quote")).to_contain_text("Bộ Mẫu Một rà soát danh mục dữ liệu")
    expect(review.locator(".sheet")).to_be_hidden()
    review.locator(".pane-switch label", has_text="Nguyên văn").click()
    expect(review.locator(".para.now")).to_be_in_viewport()
    expect(review.locator(".prop")).to_be_hidden()
    review.locator(".ref").last.click()
    expect(review.locator("#dx-h")).to_contain_text("Đề xuất 2")
    button = review.get_by_role("button", name="Nhận")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] > PHONE["height"] * 0.6  # where a thumb reaches
    assert review.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
