"""The screens of overlaps: what is shown to whom, and what comes of an answer."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thuocdo.accounts.models import Person
from thuocdo.foundation import clock
from thuocdo.overlap import services
from thuocdo.overlap.models import Overlap
from thuocdo.tasks.models import Task
from thuocdo.tasks.tests.factories import TODAY, Cast, make_cast, make_task, task_in

pytestmark = pytest.mark.django_db

PORTAL = "Đưa vào vận hành Cổng dữ liệu mở về môi trường nước sông Hồng"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def sign_in(client: Client, person: Person) -> Client:
    client.force_login(person, backend=BACKEND)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_page_of_a_task_shows_the_other_with_reasons_and_takes_an_answer(client: Client, cast: Cast) -> None:
    known = task_in(cast, "assigned", title=PORTAL, leads=[cast.outside])
    task = make_task(cast, title=PORTAL)
    address = f"/trung-lap/nhiem-vu/{task.uuid}/"
    lan = sign_in(client, cast.lan)
    shown = page(lan, address)
    assert known.code in shown
    assert "Chồng chéo" in shown
    assert "khác cơ quan chủ trì" in shown
    refused = lan.post(address, {"answer": "kept", "reason": ""})
    assert refused.status_code == 422
    assert "Cần nêu lý do" in refused.content.decode()
    done = lan.post(address, {"answer": "kept", "reason": "Phạm vi khác"})
    assert (done.status_code, Overlap.objects.get().answer) == (302, "kept")
    assert "Không còn gì phải trả lời" in page(lan, address)


def test_a_task_that_may_not_be_seen_is_named_by_its_lead_only(client: Client, cast: Cast) -> None:
    hidden = task_in(cast, "in_progress", title=PORTAL, openness="internal")
    other = make_cast()
    task = make_task(other, title=PORTAL, leads=[cast.lead], coordinating=[])
    shown = page(sign_in(client, other.lan), f"/trung-lap/nhiem-vu/{task.uuid}/")
    assert f"một nhiệm vụ của {cast.lead.name}" in shown
    assert f"{cast.programme.code}/{hidden.code}" not in shown
    assert "cùng nói về" not in shown


@pytest.mark.parametrize("sent", [{}, {"answer": "x"}, {"answer": "joined", "into": "khong"}, {"answer": "kept\0"}])
def test_a_forged_answer_is_refused(client: Client, cast: Cast, sent: dict[str, Any]) -> None:
    task_in(cast, "in_progress", title=PORTAL)
    task = make_task(cast, title=PORTAL)
    answer = sign_in(client, cast.lan).post(f"/trung-lap/nhiem-vu/{task.uuid}/", sent)
    assert answer.status_code == 422
    assert not Overlap.objects.exists()


def test_the_act_of_assigning_asks(client: Client, cast: Cast) -> None:
    task_in(cast, "in_progress", title=PORTAL)
    task = make_task(cast, title=PORTAL)
    answer = sign_in(client, cast.lan).post(f"/nhiem-vu/{task.uuid}/giao/", {"version": task.version})
    assert answer.status_code == 422
    assert "trả lời trước khi giao" in answer.content.decode()
    assert Task.objects.get(pk=task.pk).state == "draft"


def test_the_list_shows_open_pairs_of_ones_own_tasks_and_filters(client: Client, cast: Cast) -> None:
    known = task_in(cast, "in_progress", title=PORTAL)
    task = make_task(cast, title=PORTAL)
    services.ask([task], on=TODAY)
    lan, address = sign_in(client, cast.lan), f"/trung-lap/{cast.programme.code}/"
    assert known.code in page(lan, address)
    assert "Không có cặp nào" in page(lan, f"{address}?kind=clash")
    assert "Không có cặp nào" in page(lan, f"{address}?answer=kept&page=x")
    assert "Không có cặp nào" in page(sign_in(client, cast.an), address)


def test_the_list_asks_as_often_for_many_pairs_as_for_one(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    lan, address = sign_in(client, cast.lan), f"/trung-lap/{cast.programme.code}/"
    first, second = make_task(cast, title=PORTAL), make_task(cast, title="Phóng vệ tinh")
    told: dict[str, Any] = {"kind": "same", "score": 0.9, "found_on": TODAY, "reasons": [{"why": "lead"}]}
    Overlap.objects.create(task=first, other=second, **told)
    lan.get(address)
    with CaptureQueriesContext(connection) as one:
        lan.get(address)
    for _ in range(20):
        Overlap.objects.create(task=first, other=make_task(cast), **told)
    with django_assert_num_queries(len(one)):
        lan.get(address)
