"""A directive on its way down: sent, acknowledged, planned under by a ministry, and seen from above."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Shoot
from tests.journeys.conftest import TODAY, Enter, World, body
from thuocdo.directives.models import Directive
from thuocdo.directives.services import take_in
from thuocdo.foundation import events
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.rules import Kind, Level
from thuocdo.organisations.services import establish
from thuocdo.tasks import services as tasks
from thuocdo.tasks.services.drafts import Draft

pytestmark = pytest.mark.system

TEXT = """VĂN PHÒNG TRUNG ƯƠNG ĐẢNG
Số: 71-TB/VPTW
Hà Nội, ngày 05 tháng 01 năm 2026

THÔNG BÁO
Kết luận về sàn giao dịch dữ liệu

1. Bộ Khoa học và Công nghệ xây dựng đề án sàn giao dịch dữ liệu, trình trước ngày 31/3/2026.
2. Bộ Tài chính bố trí kinh phí; hoàn thành trước ngày 30/4/2026.

Nơi nhận:
- Bộ Khoa học và Công nghệ;
- Các bộ, cơ quan ngang bộ;
- Ban Điều phối Mẫu Hình;
- Lưu VPTW."""
WORK = "Bộ Khoa học và Công nghệ xây dựng đề án sàn giao dịch dữ liệu, trình trước ngày 31/3/2026."
PLAN, PART = "Kế hoạch xây dựng đề án sàn giao dịch dữ liệu", "Khảo sát nhu cầu giao dịch dữ liệu"


def make_directive(world: World) -> tuple[Directive, str]:
    """The directive taken in, its first sentence assigned to an's ministry; also the code of that task."""
    programme = world.programme("phan-phoi", "Chương trình sàn dữ liệu")
    taken = take_in(
        content=TEXT.encode(), name="ket-luan.txt", programme=programme, by=world.chi, on=TODAY,
        document_class="internal",
    )  # fmt: skip
    directive = taken.directive
    passage = directive.passages.filter(quote__contains="xây dựng đề án").first()
    drafted = tasks.create_task(
        programme=programme, assigner=body("BCDTW57"), by=tasks.By(world.chi), on=TODAY,
        draft=Draft(
            title="Xây dựng đề án sàn giao dịch dữ liệu", leads=[body("BKHCN")], deliverables=["Đề án"],
            due=date(2026, 3, 31), passage=passage,
        ),
    )  # fmt: skip
    task = tasks.assign_task(task=drafted.uuid, by=tasks.By(world.chi), on=TODAY)
    return directive, task.code


def make_division() -> Organisation:
    """A division of an's ministry."""
    return establish(
        code="BKHCN.CDL", name="Cục Dữ liệu Mẫu", kind=Kind.DEPARTMENT, level=Level.CENTRAL, on=date(2025, 3, 1),
        actor=events.SYSTEM, parent=body("BKHCN"),
    )  # fmt: skip


def test_a_directive_is_sent_acknowledged_planned_under_and_seen_from_above(
    world: World, enter: Enter, shoot: Shoot
) -> None:  # fmt: skip
    directive, code = make_directive(world)
    make_division()
    chi = enter("chi")
    send(chi, directive, shoot)

    an = enter("an")
    nav = an.get_by_role("navigation", name="Chính")
    expect(nav.get_by_role("link", name="Văn bản đến")).to_contain_text("1")
    nav.get_by_role("link", name="Văn bản đến").click()
    expect(an.get_by_role("heading", level=1)).to_contain_text("1 văn bản đến chờ xác nhận")
    shoot(an, "inbox")
    acknowledge(an, shoot)
    plan(an, code, shoot)

    see_from_above(chi, directive, shoot)


def send(chi: Page, directive: Directive, shoot: Shoot) -> None:
    """What is sure is ticked, a class waits for a tick, what nobody can tell is shown and cannot be sent."""
    chi.goto(f"/van-ban/{directive.uuid}/")
    chi.get_by_role("link", name="Gửi văn bản").click()
    expect(chi.get_by_role("checkbox", name="Bộ Khoa học và Công nghệ")).to_be_checked()
    expect(chi.get_by_role("checkbox", name="Các bộ, cơ quan ngang bộ")).not_to_be_checked()
    expect(chi.get_by_text("Ban Điều phối Mẫu Hình", exact=True)).to_be_visible()
    expect(chi.get_by_text("Không phải cơ quan nhận: Lưu VPTW")).to_be_visible()
    chi.get_by_label("Gửi thêm cho").fill("Bộ TC\nBan Không Ai Biết")
    shoot(chi, "send-directive")
    chi.get_by_role("button", name="Gửi văn bản").click()
    expect(chi.get_by_role("alert")).to_contain_text("Hãy xem các tên vừa ghi")
    expect(chi.get_by_role("checkbox", name="Bộ TC")).to_be_checked()
    shoot(chi, "send-directive-checked")
    chi.get_by_role("button", name="Gửi văn bản").click()
    expect(chi.get_by_role("heading", level=1)).to_contain_text("0 trên 2 cơ quan đã xác nhận")
    assert {one.recipient.code for one in directive.deliveries.all()} == {"BKHCN", "BTC"}


def acknowledge(an: Page, shoot: Shoot) -> None:
    """Read it, then say that it was received."""
    an.get_by_role("link", name="Kết luận về sàn giao dịch dữ liệu").click()
    expect(an.get_by_text("chưa xác nhận đã nhận")).to_be_visible()
    expect(an.get_by_text("Xác nhận đã nhận rồi mới ban hành kế hoạch.")).to_be_visible()
    shoot(an, "received")
    an.get_by_role("button", name="Xác nhận đã nhận").click()
    expect(an.get_by_text("Đã xác nhận nhận văn bản.")).to_be_visible()
    expect(an.get_by_role("heading", name="Văn bản giao cơ quan 1 nhiệm vụ: 1 chưa giao tiếp")).to_be_visible()
    shoot(an, "received-acknowledged")


def plan(an: Page, code: str, shoot: Shoot) -> None:
    """A plan of the ministry with one task for its division, refused first for a body beyond its reach."""
    an.get_by_role("link", name="Ban hành kế hoạch").click()
    an.get_by_label("Số, ký hiệu").fill("15/KH-BKHCN")
    an.get_by_label("Trích yếu").fill(PLAN)
    shoot(an, "issue-plan")
    an.get_by_role("button", name="Ban hành kế hoạch").click()
    an.get_by_role("link", name="Thêm nhiệm vụ").first.click()
    an.get_by_label("Thực hiện").select_option(index=1)
    an.get_by_label("Nội dung nhiệm vụ").fill(PART)
    an.get_by_label("Chủ trì").fill("Bộ Tài chính")
    an.get_by_label("Sản phẩm").fill("Báo cáo khảo sát")
    an.get_by_label("Hạn", exact=False).first.fill("28/2/2026")
    an.get_by_role("button", name="Lập dự thảo").click()
    expect(an.get_by_role("alert")).to_contain_text("ngoài phạm vi: Bộ Tài chính")
    shoot(an, "plan-task-refused")
    an.get_by_label("Chủ trì").fill("Cục Dữ liệu Mẫu")
    an.get_by_role("button", name="Lập dự thảo").click()
    expect(an.get_by_text(f"Thực hiện {code}")).to_be_visible()
    shoot(an, "plan")
    an.get_by_role("link", name="Giao 1 dự thảo").click()
    an.get_by_role("button", name="Giao 1 nhiệm vụ đã đủ").click()
    an.goto("/van-ban-den/")
    an.get_by_role("link", name="Kết luận về sàn giao dịch dữ liệu").click()
    expect(an.get_by_text("1 việc giao tiếp")).to_be_visible()


def see_from_above(chi: Page, directive: Directive, shoot: Shoot) -> None:
    """Who acknowledged, who has not, and who gave work on from which passage."""
    chi.goto(f"/van-ban/{directive.uuid}/noi-nhan/")
    expect(chi.get_by_role("heading", level=1)).to_contain_text("1 trên 2 cơ quan đã xác nhận đã nhận, 1 chưa")
    shoot(chi, "recipients")
    chi.get_by_role("link", name="Triển khai ở cấp dưới").click()
    expect(chi.get_by_role("heading", level=1)).to_contain_text("1 trên 1 việc đã được cấp dưới giao tiếp")
    expect(chi.get_by_role("link", name=PART)).to_be_visible()
    expect(chi.get_by_role("link", name="15/KH-BKHCN")).to_be_visible()
    shoot(chi, "unfolding")
    chi.goto("/chua-xac-nhan/")
    expect(chi.get_by_role("rowheader", name="Bộ Tài chính")).to_be_visible()
    shoot(chi, "waiting")
