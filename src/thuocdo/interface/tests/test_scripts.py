"""What the scripts add to pages that work without them: drafts, one submission a press, htmx refusals, theme."""

import pytest
from playwright.sync_api import expect

from thuocdo.interface.tests.conftest import Site

pytestmark = pytest.mark.system

FORM = """<form method="post" action="/luu/" data-draft="bao-cao">
<label>Kết quả<textarea name="result"></textarea></label>
<label><input type="checkbox" name="tell" value="1">Báo</label>
<input type="password" name="secret" aria-label="Mật khẩu">
<button data-busy="Đang nộp…">Nộp</button></form>"""
SAVED = '<div id="messages"><div class="note good" data-level="success">Đã nộp</div></div>'


def typed(site: Site) -> None:
    page = site.open("/")
    page.get_by_label("Kết quả").fill("Đã ban hành 3 nghị định")
    page.get_by_label("Báo").check()
    page.get_by_label("Mật khẩu").fill("bí mật")


def test_typed_text_comes_back_after_a_reload(site: Site) -> None:
    site.serve("/", FORM)
    typed(site)
    page = site.open("/")
    expect(page.get_by_label("Kết quả")).to_have_value("Đã ban hành 3 nghị định")
    expect(page.get_by_label("Báo")).to_be_checked()
    expect(page.get_by_text("Đã khôi phục bản nháp")).to_be_visible()


def test_a_password_is_never_kept(site: Site) -> None:
    site.serve("/", FORM)
    typed(site)
    assert "bí mật" not in site.page.evaluate("JSON.stringify(localStorage)")


def test_a_restored_draft_can_be_thrown_away(site: Site) -> None:
    site.serve("/", FORM)
    typed(site)
    page = site.open("/")
    page.get_by_role("button", name="Bỏ bản nháp").click()
    expect(page.get_by_label("Kết quả")).to_have_value("")
    expect(site.open("/").get_by_text("Đã khôi phục bản nháp")).to_have_count(0)


def test_a_draft_ends_when_the_server_has_confirmed(site: Site) -> None:
    site.serve("/", FORM)
    site.serve("/luu/", "<h1>Xong</h1>", messages=SAVED)
    typed(site)
    site.page.get_by_role("button").first.click()
    site.page.wait_for_url("**/luu/")
    expect(site.open("/").get_by_label("Kết quả")).to_have_value("")


@pytest.mark.parametrize("status", [403, 500])
def test_a_draft_outlives_a_failed_submission(site: Site, status: int) -> None:
    site.serve("/", FORM)
    site.serve("/luu/", "<h1>Lỗi</h1>", status=status)
    typed(site)
    site.page.get_by_role("button").first.click()
    site.page.wait_for_url("**/luu/")
    expect(site.open("/").get_by_label("Kết quả")).to_have_value("Đã ban hành 3 nghị định")


def test_another_person_on_this_machine_does_not_see_the_draft(site: Site) -> None:
    site.serve("/", FORM)
    typed(site)
    site.answers["/"] = (200, site.answers["/"][1].replace("<body ", '<body data-person="7" '))
    expect(site.open("/").get_by_label("Kết quả")).to_have_value("")


def test_a_second_press_sends_nothing(site: Site) -> None:
    site.serve("/", FORM)
    site.serve("/luu/", "<h1>Xong</h1>")
    page = site.open("/")
    sent, button = page.evaluate(
        """() => { let count = 0; const form = document.querySelector('form[data-draft]');
        form.addEventListener('submit', () => { count += 1; });
        const button = form.querySelector('button'); button.click(); button.click();
        return [count, button.getAttribute('aria-busy') + ' ' + button.textContent]; }"""
    )
    assert (sent, button) == (1, "true Đang nộp…")


EXCHANGE = """<form hx-post="/doi/" hx-target="#part" data-draft="doi"><input name="what" aria-label="Việc">
<button>Gửi</button></form><div id="part">cũ</div>"""


@pytest.mark.parametrize("status", [200, 409, 422])
def test_an_answer_and_a_refusal_are_both_shown(site: Site, status: int) -> None:
    site.serve("/", EXCHANGE)
    site.answers["/doi/"] = (status, "<p>mới</p>")
    page = site.open("/")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#part")).to_have_text("mới")
    expect(page.locator("#notices .note")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "said"), [(500, "Máy chủ gặp lỗi"), (403, "Không có quyền"), (404, "Không còn thấy")]
)
def test_an_error_is_told_in_a_note_and_changes_nothing(site: Site, status: int, said: str) -> None:
    site.serve("/", EXCHANGE)
    site.answers["/doi/"] = (status, "trace")
    page = site.open("/")
    page.get_by_label("Việc").fill("gõ dở")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#notices")).to_contain_text(said)
    expect(page.locator("#part")).to_have_text("cũ")
    expect(page.get_by_label("Việc")).to_have_value("gõ dở")


def test_the_token_against_forgery_goes_with_every_exchange(site: Site) -> None:
    site.serve("/", EXCHANGE)
    site.answers["/doi/"] = (200, "xong")
    page = site.open("/")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#part")).to_have_text("xong")
    assert site.asked[-1]["x-csrftoken"]


def test_a_chosen_theme_stays(site: Site) -> None:
    site.serve("/", "<h1>Trang</h1>")
    page = site.open("/")
    page.get_by_text("Tối", exact=True).click()
    page = site.open("/")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    expect(page.locator("#theme-dark")).to_be_checked()


def test_an_expired_session_leads_to_sign_on_and_keeps_the_draft(site: Site) -> None:
    site.serve("/", EXCHANGE)
    site.serve("/dang-nhap/", "<h1>Đăng nhập</h1>")
    site.answers["/doi/"] = (302, "/dang-nhap/")
    page = site.open("/")
    page.get_by_label("Việc").fill("gõ dở")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(site.open("/").get_by_label("Việc")).to_have_value("gõ dở")


def test_an_accepted_exchange_ends_its_draft(site: Site) -> None:
    site.serve("/", EXCHANGE)
    site.answers["/doi/"] = (200, "xong")
    page = site.open("/")
    page.get_by_label("Việc").fill("gõ xong")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#part")).to_have_text("xong")
    expect(site.open("/").get_by_label("Việc")).to_have_value("")


def test_a_refused_exchange_keeps_its_draft(site: Site) -> None:
    site.serve("/", EXCHANGE)
    site.answers["/doi/"] = (422, "chưa được")
    page = site.open("/")
    page.get_by_label("Việc").fill("gõ dở")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#part")).to_have_text("chưa được")
    expect(site.open("/").get_by_label("Việc")).to_have_value("gõ dở")
