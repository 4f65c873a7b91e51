"""A task from acceptance to a verified result: refused without evidence, returned once, verified by another body."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import Shoot
from tests.journeys.conftest import Enter, World
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.system

TITLE = "Xây dựng đề án sàn giao dịch dữ liệu"
NOTE = "Đã thử nghiệm với 12 cơ quan; 3 cơ quan dùng hằng ngày."
CONTENT = "Đề án sàn giao dịch dữ liệu, bản trình\n".encode()


def open_form(page: Page, label: str) -> Locator:
    """The form of an act on the task's page."""
    page.get_by_role("button", name=label).first.click()
    form = page.get_by_role("dialog", name=label)
    expect(form).to_be_visible()
    return form


def test_a_task_is_reported_returned_reported_again_and_verified(
    world: World, enter: Enter, shoot: Shoot, tmp_path: Path
) -> None:
    programme = world.programme("bao-cao", "Chương trình dữ liệu")
    task = world.task(programme, TITLE, deliverables=["Đề án", "Tờ trình"])
    address = f"/nhiem-vu/{programme.code}/{task.code}/"
    file = tmp_path / "Đề án.docx"
    file.write_bytes(CONTENT)

    an = enter("an")
    shoot(an, "my-work")
    an.get_by_role("link", name=TITLE).click()
    accept(an)
    progress(an)
    shoot(an, "task-under-way")
    report_without_evidence(an, file, shoot)

    cannot_verify(enter("binh"), address)
    chi = enter("chi")
    chi.get_by_role("link", name=TITLE).click()
    give_back(chi, "Tờ trình chưa ký")
    an.goto("/viec-cua-toi/")
    expect(an.get_by_text("Lý do: Tờ trình chưa ký")).to_be_visible()
    shoot(an, "my-work-returned")
    an.get_by_role("link", name=TITLE).click()
    report(an, file)

    chi.goto(address)
    open_form(chi, "Xác nhận hoàn thành").get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(chi.get_by_text("Đã xác nhận hoàn thành.")).to_be_visible()
    shoot(chi, "task-verified")
    assert Task.objects.get(pk=task.pk).state == "verified"

    assert downloaded(chi, "Đề án.docx") == hashlib.sha256(CONTENT).hexdigest()
    chi.goto(f"/bang/{programme.code}/")
    expect(chi.get_by_role("heading", level=1)).to_contain_text("1 trên 1 nhiệm vụ đã hoàn thành")


def accept(page: Page) -> None:
    """Take the task on and say who answers for it."""
    form = open_form(page, "Nhận nhiệm vụ")
    form.get_by_label("Người chịu trách nhiệm").select_option(label="Trần Hoài An, Chuyên viên")
    form.get_by_role("button", name="Nhận nhiệm vụ").click()
    expect(page.get_by_text("Đã nhận nhiệm vụ.")).to_be_visible()


def progress(page: Page) -> None:
    """Say how far the work is."""
    form = open_form(page, "Cập nhật tiến độ")
    form.get_by_label("Tiến độ, %").fill("62,5")
    form.get_by_role("button", name="Cập nhật tiến độ").click()
    expect(page.get_by_text("Đã ghi tiến độ.")).to_be_visible()


def product(form: Locator, name: str) -> Locator:
    """Where the evidence of one product is given."""
    return form.get_by_role("group", name=f"Minh chứng cho: {name}")


def report_without_evidence(page: Page, file: Path, shoot: Shoot) -> None:
    """The refusal names what is missing, what was typed is still there, and the report can be sent from it."""
    form = open_form(page, "Báo cáo hoàn thành")
    form.get_by_label("Kết quả, đo bằng gì").fill(NOTE)
    product(form, "Tờ trình").get_by_role("textbox").fill("15/TTr-BKHCN")
    form.get_by_role("button", name="Báo cáo hoàn thành").click()
    refused = page.get_by_role("region", name="Báo cáo hoàn thành")
    expect(refused.get_by_role("alert")).to_contain_text("Còn thiếu minh chứng cho: Đề án.")
    expect(refused.get_by_label("Kết quả, đo bằng gì")).to_have_value(NOTE)
    expect(product(refused, "Tờ trình").get_by_role("textbox")).to_have_value("15/TTr-BKHCN")
    shoot(page, "report-refused")
    send_report(page, refused, file)


def report(page: Page, file: Path) -> None:
    """Report from the task's page."""
    send_report(page, open_form(page, "Báo cáo hoàn thành"), file)


def send_report(page: Page, form: Locator, file: Path) -> None:
    """A file for one product and a reference for the other."""
    product(form, "Đề án").get_by_label("Tệp").set_input_files(file)
    product(form, "Tờ trình").get_by_role("textbox").fill("15/TTr-BKHCN")
    form.get_by_label("Kết quả, đo bằng gì").fill(NOTE)
    form.get_by_role("button", name="Báo cáo hoàn thành").click()
    expect(page.get_by_text("Đã nộp báo cáo.")).to_be_visible()


def give_back(page: Page, reason: str) -> None:
    """Return the report."""
    form = open_form(page, "Trả lại báo cáo")
    form.get_by_label("Lý do").fill(reason)
    form.get_by_role("button", name="Trả lại báo cáo").click()
    expect(page.get_by_text("Đã trả lại báo cáo.")).to_be_visible()


def downloaded(page: Page, name: str) -> str:
    """SHA-256 of a file of evidence as it comes back, under its own name."""
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Tải {name}").first.click()
    assert download.value.suggested_filename == name
    return hashlib.sha256(download.value.path().read_bytes()).hexdigest()


def cannot_verify(page: Page, address: str) -> None:
    """A colleague of the lead body finds no way to verify, and is told why."""
    page.goto(address)
    button = page.get_by_role("button", name="Xác nhận hoàn thành")
    expect(page.get_by_text("Cần một bên khác").first).to_be_visible()
    for one in button.all():
        expect(one).to_be_disabled()


def test_a_task_is_accepted_without_java_script(world: World, enter: Enter) -> None:
    programme = world.programme("khong-script", "Chương trình không script")
    task = world.task(programme, "Chuẩn hóa danh mục dùng chung")
    page = enter("an", java_script_enabled=False)
    page.get_by_role("link", name="Chuẩn hóa danh mục dùng chung").click()
    accept(page)
    assert Task.objects.get(pk=task.pk).accountable == world.an
