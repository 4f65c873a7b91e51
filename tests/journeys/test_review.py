"""A directive becomes assigned tasks: read, corrected, accepted by keyboard, assigned, found again with its passage."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Shoot
from tests.journeys.conftest import Enter, World
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
STORY = ROOT / "src/thuocdo/demo/story/directive.txt"
CONCLUSION = ROOT / "benchmarks/conclusion.txt"
REAL = ROOT.parent / "shared/seeds/003_ff17b86074b466a9.txt"
LONGEST = 80  # proposals of one document that a journey goes through


def take_in(page: Page, file: Path, programme: str) -> None:
    """Upload a directive for a programme by the links that a person follows; ends on its review."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản", exact=True).click()
    page.get_by_role("link", name="Đưa văn bản vào").first.click()
    page.get_by_label("Chương trình").select_option(programme)
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_label("Loại văn bản").select_option("public")
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_text("Đã nhận văn bản")).to_be_visible()


def progress(page: Page) -> tuple[int, int]:
    """How many proposals are decided, of how many."""
    found = re.search(r"(\d+)/(\d+)", page.locator(".prog b").inner_text())
    assert found
    return int(found[1]), int(found[2])


def decide(page: Page, *, done: int, total: int) -> None:
    """Wait until the page shows this progress and listens to keys again."""
    expect(page.locator(".prog b")).to_have_text(f"{done}/{total} đề xuất")
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing is on its way: the proposal asked for may be the one in hand, whose words tell nothing."""
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.wait_for_load_state()


def complete(page: Page) -> None:
    """Answer what the proposal in hand leaves open: what a name means, and whether there is a deadline."""
    hand = page.locator(".prop")
    for choice in hand.locator("select[name=choice]").all():
        if choice.input_value() == "" and choice.locator("option").count() > 1:
            choice.select_option(index=1)
    if hand.get_by_text("Chưa có thời hạn").is_visible():
        hand.get_by_label("Không có hạn").check()


def accept(page: Page) -> None:
    """Accept the proposal in hand by keyboard and wait for the next."""
    done, total = progress(page)
    complete(page)
    page.keyboard.press("Escape")  # out of whatever is being typed
    page.keyboard.press("a")
    decide(page, done=done + 1, total=total)


def test_a_directive_is_reviewed_and_its_tasks_assigned(world: World, enter: Enter, shoot: Shoot) -> None:
    programme = world.programme("ra-soat", "Nghị quyết thử")
    page = enter("chi")
    take_in(page, STORY, programme.code)
    shoot(page, "review")
    page.get_by_label("Sản phẩm").fill("Danh sách văn bản còn nợ")
    accept(page)
    expect(page.locator(".toast")).to_contain_text("Đã nhận đề xuất")
    merge(page, "Phấn đấu tối thiểu 95%")
    add(page, "Tỷ lệ hồ sơ trực tuyến toàn trình")
    split(page, "phủ sóng di động", "Tập đoàn Bưu chính Viễn thông Việt Nam", "Tập đoàn Viettel")
    reject(page, "chịu trách nhiệm về kết quả nhiệm vụ")
    finish(page)
    shoot(page, "assigned")

    made = Task.objects.filter(programme=programme)
    assert not made.exclude(state="assigned").exists()
    together = made.filter(children__isnull=False).distinct().get()
    assert together.children.count() == 34, "each provincial party committee has its own"
    assert {task.leads.get().name for task in made.filter(title__icontains="phủ sóng")} >= {
        "Tập đoàn Bưu chính Viễn thông Việt Nam"
    }
    find_again(page, shoot)


def take_up(page: Page, words: str) -> None:
    """Open the proposal of a passage by its number beside the text."""
    page.locator(".para", has_text=words).locator(".gutter a").last.click()
    expect(page.get_by_label("Nhiệm vụ", exact=True)).to_have_value(re.compile(words[3:20]))
    settle(page)
    page.keyboard.press("Escape")


def merge(page: Page, words: str) -> None:
    """Put a proposal that is only the target of the one before it into that one."""
    done, total = progress(page)
    take_up(page, words)
    page.keyboard.press("m")
    into = page.get_by_label("Gộp vào", exact=True)
    into.select_option(label=into.locator("option", has_text="đồng bộ dữ liệu hộ tịch").inner_text())
    page.locator("#p-merge").get_by_role("button", name="Gộp").click()
    decide(page, done=done + 1, total=total)


def add(page: Page, words: str) -> None:
    """Make a proposal of a paragraph that the machine did not see, by selecting it."""
    done, total = progress(page)
    paragraph = page.locator(".para p", has_text=words)
    paragraph.scroll_into_view_if_needed()
    paragraph.click(click_count=3, position={"x": 60, "y": 8})
    page.get_by_role("button", name="Thêm đề xuất từ đoạn đã chọn").click()
    decide(page, done=done, total=total + 1)
    expect(page.get_by_label("Nhiệm vụ", exact=True)).to_have_value(re.compile(words, re.I))
    page.get_by_label("Chủ trì", exact=True).fill("Văn phòng Chính phủ")
    page.get_by_label("Sản phẩm").fill("Báo cáo tỷ lệ")
    page.get_by_label("Không có hạn").check()
    accept(page)


def split(page: Page, words: str, *leads: str) -> None:
    """Give each of several leads a proposal of its own."""
    done, total = progress(page)
    take_up(page, words)
    page.get_by_label("Chủ trì", exact=True).fill("\n".join(leads))
    page.get_by_label("Hạn", exact=True).fill("30/6/2026")
    page.get_by_label("Sản phẩm").fill("Báo cáo phủ sóng")
    page.get_by_role("button", name="Lưu").last.click()
    expect(page.locator("#messages")).to_contain_text("Đã lưu")
    expect(page.locator(".reading")).to_have_count(len(leads))
    page.wait_for_load_state()
    page.keyboard.press("s")
    page.get_by_label("Mỗi cơ quan chủ trì một đề xuất").check()
    page.locator("#p-split").get_by_role("button", name="Tách").click()
    decide(page, done=done, total=total + len(leads) - 1)


def reject(page: Page, words: str) -> None:
    """Reject a proposal with a reason, undo it by keyboard, and reject it again."""
    done, total = progress(page)
    take_up(page, words)
    for is_last in (False, True):
        give_reason(page, "Lời nhắc chung, không có người làm")
        decide(page, done=done + 1, total=total)
        if not is_last:
            page.keyboard.press("z")
            decide(page, done=done, total=total)


def give_reason(page: Page, reason: str) -> None:
    """Open the question of why, answer it and reject."""
    page.keyboard.press("x")
    page.get_by_label("Lý do").fill(reason)
    page.get_by_role("button", name="Bỏ đề xuất").click()


def finish(page: Page) -> None:
    """Accept all that is left, from the first, and assign."""
    page.goto(page.url.split("?")[0])
    for _ in range(LONGEST):
        if page.get_by_text("Đã rà soát xong mọi đề xuất").is_visible():
            break
        accept(page)
    page.get_by_role("link", name="Giao nhiệm vụ").click()
    page.get_by_role("button", name="nhiệm vụ đã đủ").click()
    keep_all(page)
    expect(page.get_by_text("Không còn dự thảo nào")).to_be_visible()


def keep_all(page: Page) -> None:
    """Say of each task that may be another one told again that it is its own, and assign what waited for the answer."""
    done = page.get_by_text("Không còn dự thảo nào")
    answers = page.get_by_role("link", name="Trả lời về")
    expect(done.or_(answers.first)).to_be_visible()
    while answers.count():
        answers.first.click()
        page.get_by_label("Vẫn giao").check()
        page.locator("textarea[name=reason]").fill("Hai việc khác nhau")
        page.get_by_role("button", name="Ghi câu trả lời").click()
        expect(page.get_by_text("Đã ghi: vẫn giao")).to_be_visible()
        page.wait_for_load_state("networkidle")
    if not done.is_visible():
        page.get_by_role("button", name="nhiệm vụ đã đủ").click()


def find_again(page: Page, shoot: Shoot) -> None:
    """The corrected task is in the list, and its page shows the passage it came from."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Nhiệm vụ").click()
    page.goto("/nhiem-vu/?programme=ra-soat")  # other journeys may have left another programme in front
    page.get_by_label("Tìm").fill("ra soat toan bo van ban")
    page.get_by_role("button", name="Lọc").click()
    shoot(page, "tasks")
    page.locator(".rows a").first.click()
    expect(page.get_by_text("Danh sách văn bản còn nợ").first).to_be_visible()
    expect(page.get_by_text("Bộ Tư pháp chủ trì, phối hợp với Văn phòng Chính phủ rà soát").first).to_be_visible()
    shoot(page, "task-assigned")


def test_a_conclusion_of_21_tasks_is_reviewed_by_keyboard_alone(world: World, enter: Enter) -> None:
    programme = world.programme("ban-phim", "Chương trình rà soát bằng bàn phím")
    page = enter("chi")
    take_in_for(page, CONCLUSION, programme.code)
    page.wait_for_load_state("networkidle")
    assert progress(page) == (0, 21)
    page.evaluate("() => { window.keys = []; addEventListener('keydown', ({ key }) => keys.push(key), true); }")
    for done in range(21):
        page.keyboard.press("a")
        expect(page.locator(".prog b")).to_have_text(f"{done + 1}/21 đề xuất")
        page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Đã rà soát xong mọi đề xuất")).to_be_visible()
    assert page.evaluate("window.keys") == ["a"] * 21, "one key each, and the page was never loaded anew"
    made = Task.objects.filter(programme=programme)
    assert made.count() == 21
    assert not made.filter(due=None).exists()
    review_figures(page)


def review_figures(page: Page) -> None:
    """The figures of the same document: all without question at once, then the others by keyboard."""
    page.keyboard.press("t")
    expect(page.get_by_role("heading", name="Số liệu:")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("l")
    expect(page.locator("#messages")).to_contain_text("số liệu không có nghi vấn")
    page.wait_for_load_state("networkidle")
    done, total = progress(page)
    assert 0 < done <= total
    while done < total:
        page.keyboard.press("x")
        done += 1
        expect(page.locator(".prog b")).to_have_text(f"{done}/{total} số liệu")
        page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Đã rà soát xong mọi số liệu")).to_be_visible()


def test_a_real_notice_is_reviewed_and_assigned_in_the_browser(world: World, enter: Enter) -> None:
    if not REAL.exists():
        pytest.skip("no ../shared/seeds beside the repository")
    programme = world.programme("thong-bao", "Chương trình của thông báo")
    page = enter("chi")
    take_in_for(page, REAL, programme.code)
    finish(page)
    assert Task.objects.filter(programme=programme, parent=None, state="assigned").count() >= 10


def take_in_for(page: Page, file: Path, programme: str) -> None:
    """Upload for one of several programmes."""
    page.goto(f"/van-ban/moi/?programme={programme}")
    page.get_by_label("Chương trình").select_option(programme)
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_text("Đã nhận văn bản")).to_be_visible()
