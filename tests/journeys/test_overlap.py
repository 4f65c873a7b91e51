"""A task told again is noticed before it is assigned, answered once, and then assigned or joined."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import Shoot
from tests.journeys.conftest import CENTRE, MINISTRY, TODAY, Enter, World, body
from thuocdo.overlap import services as overlap
from thuocdo.overlap.models import FurtherSource, Overlap
from thuocdo.programmes.models import Programme
from thuocdo.tasks import services as tasks
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.drafts import Draft

pytestmark = pytest.mark.system

TITLE = "Xây dựng kho dữ liệu mở về chất lượng nước các hồ chứa thủy điện"
AGAIN = "Lập kho dữ liệu mở về chất lượng nước tại các hồ chứa thủy điện"


def draft(world: World, programme: Programme, title: str, lead: str = MINISTRY) -> Task:
    fields: dict[str, Any] = {"title": title, "leads": [body(lead)], "deliverables": ["Kho dữ liệu"], "due": None}
    return tasks.create_task(
        programme=programme, draft=Draft(**fields, has_no_deadline=True), assigner=body("BCDTW57"),
        by=tasks.By(world.chi), on=TODAY,
    )  # fmt: skip


def test_a_task_told_again_is_noticed_answered_and_assigned(world: World, enter: Enter, shoot: Shoot) -> None:
    programme = world.programme("trung-lap", "Chương trình nước")
    known = world.task(programme, TITLE)
    again = draft(world, programme, AGAIN)
    chi = enter("chi")
    chi.goto(f"/nhiem-vu/{programme.code}/{again.code}/")
    expect(chi.get_by_text("Có thể trùng hoặc chồng chéo với nhiệm vụ đã có")).to_be_visible()
    shoot(chi, "overlap-on-task")
    chi.get_by_role("link", name="Trả lời trước khi giao").click()
    expect(chi.get_by_role("link", name=TITLE)).to_be_visible()
    expect(chi.get_by_text("cùng nói về")).to_be_visible()
    chi.get_by_role("button", name="Ghi câu trả lời").click()
    expect(chi.get_by_text("Cần nêu lý do.").first).to_be_visible()
    chi.get_by_label("Lý do").fill("Giai đoạn hai, thêm các hồ miền Trung")
    shoot(chi, "overlap-answer")
    chi.get_by_role("button", name="Ghi câu trả lời").click()
    expect(chi.get_by_text("Đã ghi: vẫn giao.")).to_be_visible()
    overlap.assign_task(task=again.uuid, by=tasks.By(world.chi), on=TODAY)
    assert Overlap.objects.get(task=again).other == known
    chi.goto(f"/trung-lap/{programme.code}/?answer=kept")
    expect(chi.get_by_text("Giai đoạn hai, thêm các hồ miền Trung")).to_be_visible()
    shoot(chi, "overlap-list")


def test_another_lead_is_a_clash_and_the_draft_is_joined(world: World, enter: Enter) -> None:
    programme = world.programme("chong-cheo", "Chương trình hồ chứa")
    known = world.task(programme, "Thí điểm trạm quan trắc mặn tự động ở cửa sông Hàm Luông")
    again = draft(world, programme, known.title, lead=CENTRE)
    chi = enter("chi")
    chi.goto(f"/trung-lap/nhiem-vu/{again.uuid}/")
    expect(chi.get_by_text("khác cơ quan chủ trì")).to_be_visible()
    chi.get_by_label("Gộp vào nhiệm vụ đã có").check()
    chi.get_by_label("Nếu gộp: vào nhiệm vụ").select_option(str(known.uuid))
    chi.get_by_role("button", name="Ghi câu trả lời").click()
    expect(chi.get_by_text("Đã gộp vào nhiệm vụ đã có")).to_be_visible()
    again.refresh_from_db()
    assert again.state == "cancelled"
    assert not FurtherSource.objects.filter(task=known).exists()  # written down by hand: it has no passage to add
