"""What the screen gives a browser that goes ahead of the server, and what it says of doubts, targets and headers."""

from uuid import uuid4

import pytest
from django.test import Client

from thuocdo.directives.services import header_digest
from thuocdo.review.tests.factories import Scene, make_directive, make_proposal, make_scene
from thuocdo.review.tests.test_screens import act, fields
from thuocdo.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def chi(client: Client, scene: Scene) -> Client:
    client.force_login(scene.chi, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_reason_at_hand_is_enough_to_reject(scene: Scene, chi: Client) -> None:
    proposal = make_proposal(make_directive(scene))
    chi.post(act(proposal, "bo"), {"version": 0, "preset": "Không phải nhiệm vụ", "reason": ""})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("rejected", "Không phải nhiệm vụ")


def test_a_browser_that_moved_on_gets_only_what_changed(scene: Scene, chi: Client) -> None:
    directive = make_directive(scene)
    first = make_proposal(directive)
    second = make_proposal(directive, "Bộ Mẫu Hai ban hành hướng dẫn kết nối.")
    third = make_proposal(directive, "Các bộ mẫu báo cáo kết quả hằng quý.", lead=["Các bộ mẫu"])
    answer = chi.post(act(first, "nhan"), fields(first, hand=str(second.uuid)))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'data-parts="{second.uuid}"' in page
    assert act(first, "hoan-tac") in page
    assert f'<template data-pane="{third.uuid}">' in page  # what the next key may lead to
    assert 'id="main"' not in page
    assert Task.objects.get().passage == first.passage


def test_a_refusal_is_the_whole_page_also_for_a_browser_that_moved_on(scene: Scene, chi: Client) -> None:
    proposal = make_proposal(make_directive(scene), lead=["các cơ quan chức năng"])
    answer = chi.post(act(proposal, "nhan"), fields(proposal, hand=str(uuid4())))
    assert answer.status_code == 422
    assert 'id="main"' in answer.content.decode()


@pytest.mark.parametrize(
    "asked", ["de-xuat=x&tu=a,b,,&vua=y", "de-xuat=&tu=&vua=", "de-xuat=6f1c2b7e-0d51-4a57-9a53-0c1a4d4f6a11&tu=%00"]
)
def test_forged_words_around_a_proposal_do_no_harm(scene: Scene, chi: Client, asked: str) -> None:
    directive = make_directive(scene)
    make_proposal(directive)
    for part in ("ra-soat", "so-lieu"):
        assert chi.get(f"/van-ban/{directive.uuid}/{part}/?quanh=1&{asked}").status_code == 200


def test_the_doubted_part_is_marked_with_its_reason_and_the_probability(scene: Scene, chi: Client) -> None:
    directive = make_directive(scene)
    make_proposal(directive, deadline={"kind": "date", "on": None, "quote": "sau phiên họp"})
    page = chi.get(f"/van-ban/{directive.uuid}/ra-soat/").content.decode()
    assert "không tính ra được ngày" in page
    assert "đúng trọn 90" in page


def test_targets_are_kept_with_the_task_unless_the_reviewer_drops_them(scene: Scene, chi: Client) -> None:
    aim = {"measure": "biểu mẫu", "op": ">=", "value": 30, "unit": "%", "quote": "ít nhất 30% biểu mẫu"}
    other = aim | {"value": 5, "quote": "ít nhất 5%"}
    proposal = make_proposal(make_directive(scene), targets=[aim, other])
    chi.post(act(proposal, "nhan"), fields(proposal) | {"targets-shown": "1", "target": ["0"]})
    kept = Task.objects.get().targets.get()
    assert (kept.measure, kept.op, kept.value, kept.unit, kept.quote) == (
        "biểu mẫu", ">=", 30, "%", "ít nhất 30% biểu mẫu",
    )  # fmt: skip


def test_who_saves_a_header_second_sees_what_the_first_wrote(scene: Scene, chi: Client) -> None:
    directive = make_directive(scene)
    address = f"/van-ban/{directive.uuid}/thong-tin/"
    header = {
        "seen": header_digest(directive), "kind": "thong-bao", "number": "01-TB/MAU", "title": "Đề mục", "issuer": "",
        "signed_on": "22/1/2025", "place": "", "signer": "", "event_on": "", "recipients": "",
        "document_class": "internal",
    }  # fmt: skip
    assert chi.post(address, header | {"signer": "Người thứ nhất"}).status_code == 302
    answer = chi.post(address, header | {"signer": "Người thứ hai"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Người thứ hai"' in page
    assert "Bản người khác vừa lưu" in page
    assert page.count("Người thứ nhất") == 1
    directive.refresh_from_db()
    seen_now = header_digest(directive)
    assert f'value="{seen_now}"' in page  # sending it again is on purpose
    assert chi.post(address, header | {"signer": "Người thứ hai", "seen": seen_now}).status_code == 302
