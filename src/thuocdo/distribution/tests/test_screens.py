"""The screens of a directive's way: what they answer, refuse and cost."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from thuocdo.directives.models import Directive
from thuocdo.directives.tests.factories import TODAY, Scene, make_group, make_scene
from thuocdo.distribution import services
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.tests.factories import add_to, make_plan, make_sendable, make_sent, make_work
from thuocdo.foundation import clock
from thuocdo.organisations.tests.factories import make_body
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return make_scene()


@pytest.fixture
def chi(scene: Scene) -> Client:
    return signed_in(scene.chi)


@pytest.fixture
def an(scene: Scene) -> Client:
    return signed_in(scene.an)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


# ---- Sending ----


def test_a_class_is_sent_to_all_its_members_when_it_is_ticked(scene: Scene, chi: Client) -> None:
    make_group()
    directive = make_sendable(scene)
    page = text(chi.get(f"/van-ban/{directive.uuid}/gui/"))
    assert "Nhóm “Các bộ mẫu”: 2 cơ quan" in page
    assert Delivery.objects.count() == 0
    answer = chi.post(f"/van-ban/{directive.uuid}/gui/", {"sender": "BCD", "to": ["0", "1"], "act": "gui"}, follow=True)
    assert "0 trên 2 cơ quan đã xác nhận" in text(answer)
    assert {one.recipient.code for one in Delivery.objects.all()} == {"B1", "B2"}


def test_an_unclear_line_needs_a_choice_and_what_was_ticked_stays(scene: Scene, chi: Client) -> None:
    directive = make_sendable(scene)
    sent = {"sender": "BCD", "to": ["0", "2"], "act": "gui"}
    answer = chi.post(f"/van-ban/{directive.uuid}/gui/", sent)
    assert answer.status_code == 422
    assert "“Sở Không Có Thật”" in text(answer)
    assert answer.context["ticked"] == {0, 2}
    assert Delivery.objects.count() == 0
    chi.post(f"/van-ban/{directive.uuid}/gui/", sent | {"choice-2": "body:VP"})
    assert {one.recipient.code for one in Delivery.objects.all()} == {"B1", "VP"}


def test_a_name_that_was_typed_is_explained_before_it_is_sent(scene: Scene, chi: Client) -> None:
    directive = make_sendable(scene, recipients=[])
    address, typed = f"/van-ban/{directive.uuid}/gui/", {"sender": "BCD", "more": "Bộ Mẫu Hai", "act": "gui"}
    first = chi.post(address, typed)
    assert first.status_code == 422
    assert "Hãy xem các tên vừa ghi" in text(first)
    assert first.context["ticked"] == {0}
    looked = chi.post(address, typed | {"act": "xem"})
    assert looked.status_code == 200
    chi.post(address, typed | {"shown": "Bộ Mẫu Hai", "to": ["0"]})
    assert [one.recipient.code for one in Delivery.objects.all()] == ["B2"]


def test_nothing_ticked_sends_nothing(scene: Scene, chi: Client) -> None:
    directive = make_sendable(scene)
    answer = chi.post(f"/van-ban/{directive.uuid}/gui/", {"sender": "BCD", "act": "gui"})
    assert answer.status_code == 422
    assert "đánh dấu ít nhất một cơ quan" in text(answer)


def test_a_withdrawal_without_a_reason_keeps_what_was_ticked(scene: Scene, chi: Client) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    address = f"/van-ban/{delivery.directive.uuid}/noi-nhan/thu-hoi/"
    refused = chi.post(address, {"delivery": [str(delivery.uuid)], "reason": ""})
    assert refused.status_code == 422
    assert refused.context["chosen"] == {str(delivery.uuid)}
    done = chi.post(address, {"delivery": [str(delivery.uuid)], "reason": "Gửi nhầm"}, follow=True)
    assert "Đã thu hồi văn bản ở 1 cơ quan." in text(done)
    assert "Gửi nhầm" in text(done)


def test_all_that_a_filter_leaves_is_withdrawn_at_once(scene: Scene, chi: Client) -> None:
    (first, second) = make_sent(scene, [scene.first, scene.second])
    services.acknowledge(delivery=first.uuid, by=scene.an, on=TODAY)
    address = f"/van-ban/{first.directive.uuid}/noi-nhan/thu-hoi/?state=waiting"
    chi.post(address, {"every": "on", "reason": "Thay bằng bản khác"})
    assert list(Delivery.objects.live()) == [first]
    second.refresh_from_db()
    assert second.reason == "Thay bằng bản khác"


# ---- Receiving ----


def test_the_recipient_reads_the_text_and_acknowledges(scene: Scene, an: Client) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    make_work(scene, delivery.directive, [scene.first])
    page = text(an.get(f"/van-ban-den/{delivery.uuid}/"))
    assert "Giữ vững tinh thần đoàn kết." in page
    assert "Văn bản giao cơ quan 1 nhiệm vụ" in page
    done = an.post(f"/van-ban-den/{delivery.uuid}/xac-nhan/", follow=True)
    assert "Đã xác nhận nhận văn bản." in text(done)
    again = an.post(f"/van-ban-den/{delivery.uuid}/xac-nhan/", follow=True)
    assert "đã được xác nhận ngày 20/11/2026" in text(again)


def test_what_was_withdrawn_is_gone_for_the_recipient(scene: Scene, an: Client) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    services.withdraw(
        directive=delivery.directive.uuid, deliveries=[delivery.uuid], reason="Nhầm", by=scene.chi, on=TODAY
    )
    assert an.get(f"/van-ban-den/{delivery.uuid}/").status_code == 404
    assert an.post(f"/van-ban-den/{delivery.uuid}/xac-nhan/").status_code == 404


def test_a_stranger_finds_nothing(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    dung = signed_in(scene.dung)
    assert dung.get(f"/van-ban-den/{delivery.uuid}/").status_code == 404
    assert dung.get(f"/van-ban/{delivery.directive.uuid}/noi-nhan/").status_code == 404
    assert "Chưa có văn bản đến nào" in text(dung.get("/van-ban-den/"))


def test_the_inspector_of_the_sender_follows_without_acting(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    giang = signed_in(scene.giang)
    page = text(giang.get(f"/van-ban/{delivery.directive.uuid}/noi-nhan/"))
    assert "Bộ Mẫu Một" in page
    assert "Lý do thu hồi" not in page
    assert "Bộ Mẫu Một" in text(giang.get("/chua-xac-nhan/"))
    assert giang.get(f"/van-ban/{delivery.directive.uuid}/gui/").status_code == 403


def test_the_inbox_is_searched_without_tone_marks(scene: Scene, an: Client) -> None:
    make_sent(scene, [scene.first])
    assert "kết luận phiên họp mẫu" in text(an.get("/van-ban-den/?q=ket+luan")).lower()
    assert "Không có văn bản nào khớp" in text(an.get("/van-ban-den/?q=khong+co"))
    assert "Không có văn bản nào khớp" in text(an.get("/van-ban-den/?state=acknowledged"))


# ---- Lists as files ----


def test_who_has_not_acknowledged_comes_as_csv(scene: Scene, chi: Client) -> None:
    (first, _second) = make_sent(scene, [scene.first, make_body(name="=cmd()")])
    services.acknowledge(delivery=first.uuid, by=scene.an, on=TODAY)
    answer = chi.get("/chua-xac-nhan.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Cơ quan nhận"], row["Tình trạng"]) for row in rows] == [("'=cmd()", "Chưa xác nhận")]
    both = chi.get(f"/van-ban/{first.directive.uuid}/noi-nhan.csv").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(both)))) == 2


# ---- Plans ----


def test_a_plan_is_typed_with_its_tasks_and_seen_from_above(scene: Scene, an: Client, chi: Client) -> None:
    division = make_body(code="B1.C", name="Cục Mẫu", kind="department", parent=scene.first)
    (delivery,) = make_sent(scene, [scene.first])
    work = make_work(scene, delivery.directive, [scene.first])
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    address, once = f"/van-ban-den/{delivery.uuid}/ke-hoach/", str(uuid4())
    typed = {"once": once, "title": "Kế hoạch rà soát", "number": "7/KH", "document_class": "internal"}
    assert an.post(address, typed | {"title": ""}).status_code == 422
    an.post(address, typed)
    an.post(address, typed)
    plan = Directive.objects.get(plan_of=scene.first)
    told = {
        "once": str(uuid4()), "source": f"task:{work.uuid}", "title": "Rà soát của cục", "leads": "Cục Mẫu",
        "deliverables": "Báo cáo", "due": "28/2/2027",
    }  # fmt: skip
    an.post(f"/ke-hoach/{plan.uuid}/them-viec/", told)
    an.post(f"/ke-hoach/{plan.uuid}/them-viec/", told)
    below = Task.objects.get(directive=plan)
    assert (below.parent, [row.organisation for row in below.lead_rows.all()]) == (work, [division])
    assert f"Thực hiện {work.code}" in text(an.get(f"/ke-hoach/{plan.uuid}/"))
    above = text(chi.get(f"/van-ban/{delivery.directive.uuid}/trien-khai/"))
    assert "1 trên 1 việc đã được cấp dưới giao tiếp" in above
    assert "Rà soát của cục" in above


def test_a_class_below_makes_a_part_for_each_member(scene: Scene, an: Client) -> None:
    for n in (1, 2):
        make_body(code=f"B1.C{n}", name=f"Cục Mẫu {n}", kind="department", parent=scene.first)
    group = make_group("CAC-CUC", patterns=("cục mẫu",))
    group.rule = [{"kind": "department", "level": "central", "parent": "B1", "excluding": []}]
    group.save()
    (delivery,) = make_sent(scene, [scene.first])
    plan = make_plan(delivery, scene.an)
    told = {
        "once": str(uuid4()), "source": "", "title": "Báo cáo hằng tháng", "leads": "Các cục mẫu",
        "deliverables": "Báo cáo", "has_no_deadline": "on",
    }  # fmt: skip
    answer = an.post(f"/ke-hoach/{plan.uuid}/them-viec/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    head = Task.objects.get(directive=plan, parent=None)
    assert [row.organisation for row in head.lead_rows.all()] == [scene.first]
    assert head.children.count() == 2
    assert all(child.is_of_plan for child in head.children.all())


def test_a_task_is_tied_from_the_page_of_the_plan(scene: Scene, an: Client) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    work = make_work(scene, delivery.directive, [scene.first])
    plan = make_plan(delivery, scene.an)
    task = add_to(plan, scene.an, [scene.first])
    assert "1 chưa gắn với văn bản cấp trên" in text(an.get(f"/ke-hoach/{plan.uuid}/"))
    address = f"/ke-hoach/{plan.uuid}/gan/{task.uuid}/"
    assert an.post(address, {"source": "task:rác"}).status_code == 422
    an.post(address, {"source": f"task:{work.uuid}"})
    task.refresh_from_db()
    assert task.parent == work


def test_a_plan_is_sent_on_to_the_bodies_below(scene: Scene, an: Client) -> None:
    division = make_body(code="B1.C", name="Cục Mẫu", kind="department", parent=scene.first)
    (delivery,) = make_sent(scene, [scene.first])
    plan = make_plan(delivery, scene.an)
    sent = {"sender": "B1", "more": "Cục Mẫu", "shown": "Cục Mẫu", "to": ["0"], "act": "gui"}
    an.post(f"/van-ban/{plan.uuid}/gui/", sent)
    assert [one.recipient for one in plan.deliveries.all()] == [division]
    assert "0 trên 1 cơ quan đã xác nhận" in text(an.get(f"/van-ban/{plan.uuid}/noi-nhan/"))


# ---- What pages cost ----


def queries_of(client: Client, address: str, count: Any) -> int:
    with count(200) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize("address", ["/van-ban-den/", "/chua-xac-nhan/", "noi-nhan/", "trien-khai/"])
def test_a_list_costs_the_same_for_one_row_and_for_fifty(
    scene: Scene, chi: Client, an: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    (first,) = make_sent(scene, [scene.first])
    make_work(scene, first.directive, [scene.first])
    client = an if address == "/van-ban-den/" else chi
    path = address if address.startswith("/") else f"/van-ban/{first.directive.uuid}/{address}"
    client.get(path)
    before = queries_of(client, path, django_assert_max_num_queries)
    bodies = [make_body() for _ in range(45)]
    make_sent(scene, bodies, directive=first.directive)
    make_work(scene, first.directive, bodies)
    for n in range(9):
        make_sent(scene, [scene.first], directive=make_sendable(scene, number=f"{n}-TB", sha256=f"{n + 90:064x}"))
    assert queries_of(client, path, django_assert_max_num_queries) == before
