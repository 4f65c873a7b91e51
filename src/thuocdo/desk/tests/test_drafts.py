"""Writing a task down by hand and changing it until it is assigned."""

import pytest

from thuocdo.desk.tests import factories
from thuocdo.tasks.models import Task


def _told(cast, **changed):
    return {
        "title": "Xây dựng đề án", "assigner": cast.agency.code, "leads": "Bộ Chủ trì", "coordinating": "bo phoi hop",
        "deliverables": "Tờ trình\nDự thảo", "time": "due", "due": "31/3/2025", "openness": "public", "weight": "1",
    } | changed  # fmt: skip


def _create(client, cast, **changed):
    return client.post(f"/nhiem-vu/{cast.programme.code}/moi/", _told(cast, **changed))


def test_a_draft_is_written_with_bodies_as_typed(cast, signed_in):
    assert _create(signed_in(cast.chi), cast).status_code == 302
    task = Task.objects.get()
    assert (task.state, task.due) == ("draft", factories.DUE)
    assert list(task.leads.all()) == [cast.lead]
    assert list(task.coordinating.all()) == [cast.coordinating]
    assert [one.name for one in task.deliverables.all()] == ["Tờ trình", "Dự thảo"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "Cần ghi nội dung nhiệm vụ."),
        ({"leads": "Bộ Không Có Thật"}, "Bộ Không Có Thật"),
        ({"time": "due", "due": ""}, "Cần ghi hạn"),
        ({"time": "recurrence"}, "Cần chọn kỳ lặp lại."),
        ({"due": "31/2/2025"}, "Ngày chưa đúng"),
        ({"parent": "NV-9999"}, "không có nhiệm vụ mã"),
        ({"assigner": "X"}, "Bạn không giao việc thay cơ quan này."),
        ({"weight": "-1"}, "Trọng số"),
        ({"weight": "nan"}, "Trọng số"),
        ({"field": "x"}, "Lĩnh vực"),
        ({"title": "a\x00b"}, "Nội dung nhiệm vụ"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, signed_in, changed, said):
    answer = _create(signed_in(cast.chi), cast, **changed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "Tờ trình" in text
    assert not Task.objects.exists()


def test_who_gives_no_work_is_told_so(cast, signed_in):
    client = signed_in(cast.an)
    assert client.get(f"/nhiem-vu/{cast.programme.code}/moi/").status_code == 403
    assert _create(client, cast).status_code == 403
    assert not Task.objects.exists()


def test_a_draft_is_amended(cast, signed_in):
    task = factories.make_draft(cast)
    client = signed_in(cast.chi)
    assert task.title in client.get(f"/nhiem-vu/{task.uuid}/sua/").content.decode()
    told = _told(cast, title="Đề án sửa lại", version=task.version, time="none", due="")
    assert client.post(f"/nhiem-vu/{task.uuid}/sua/", told).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.due, task.has_no_deadline) == ("Đề án sửa lại", None, True)


def test_two_who_amend_at_once_do_not_overwrite_each_other(cast, signed_in):
    task = factories.make_draft(cast)
    client = signed_in(cast.chi)
    for title, status in (("Người thứ nhất", 302), ("Người thứ hai", 409)):
        answer = client.post(f"/nhiem-vu/{task.uuid}/sua/", _told(cast, title=title, version=task.version))
        assert answer.status_code == status
    assert "Người thứ hai" in answer.content.decode()
    task.refresh_from_db()
    assert task.title == "Người thứ nhất"


def test_an_assigned_task_is_not_amended(cast, signed_in):
    task = factories.make_assigned(cast)
    answer = signed_in(cast.chi).post(f"/nhiem-vu/{task.uuid}/sua/", _told(cast, version=task.version))
    assert answer.status_code == 422


def test_the_lead_does_not_amend(cast, signed_in):
    task = factories.make_draft(cast)
    assert signed_in(cast.an).get(f"/nhiem-vu/{task.uuid}/sua/").status_code == 403


def test_a_child_belongs_to_the_task_whose_code_was_given(cast, signed_in):
    parent = factories.make_accepted(cast)
    _create(signed_in(cast.chi), cast, parent=parent.code, weight="2,5", is_needed_by_parent="on")
    child = Task.objects.get(parent=parent)
    assert (child.weight, child.is_needed_by_parent) == (2.5, True)


def test_a_form_sent_twice_writes_one_draft(cast, signed_in):
    client = signed_in(cast.chi)
    text = client.get(f"/nhiem-vu/{cast.programme.code}/moi/").content.decode()
    once = text.split('name="once" value="')[1].split('"')[0]
    answers = [_create(client, cast, once=once) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Task.objects.count() == 1
