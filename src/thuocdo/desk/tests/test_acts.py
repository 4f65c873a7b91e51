"""Acts on a task by plain forms: rights, refusals, and what is typed is kept."""

import pytest

from thuocdo.desk.deeds import DEEDS
from thuocdo.desk.tests import factories
from thuocdo.tasks import services
from thuocdo.tasks.rules.states import MOVES, Act


def _state(task):
    task.refresh_from_db()
    return task.state


def test_every_act_of_the_table_has_a_form():
    assert {deed.act for deed in DEEDS if deed.act} == {move.act for move in MOVES}


def test_a_draft_is_assigned(cast, do):
    task = factories.make_draft(cast)
    assert do(cast.chi, task, "giao").status_code == 302
    assert _state(task) == "assigned"


def test_a_task_is_accepted_by_somebody_of_the_lead(cast, do):
    task = factories.make_assigned(cast)
    assert do(cast.an, task, "nhan", accountable=str(cast.head.uuid)).status_code == 302
    assert _state(task) == "accepted"
    assert task.accountable == cast.head


def test_a_printed_name_may_answer_for_a_task(cast, do):
    task = factories.make_assigned(cast)
    do(cast.an, task, "nhan", named="Hạnh, Vụ trưởng")
    task.refresh_from_db()
    assert task.accountable_person == "Hạnh, Vụ trưởng"


def test_somebody_of_another_body_cannot_be_named(cast, do):
    task = factories.make_assigned(cast)
    answer = do(cast.an, task, "nhan", accountable=str(cast.dung.uuid))
    assert answer.status_code == 422
    assert "Người này không thuộc cơ quan chủ trì." in answer.content.decode()
    assert _state(task) == "assigned"


def test_handing_back_owes_a_reason(cast, do):
    task = factories.make_assigned(cast)
    assert do(cast.an, task, "tra-lai", reason="  ").status_code == 422


def test_handing_back_late_is_refused_and_the_reason_typed_is_kept(cast, do):
    task = factories.make_assigned(cast)
    answer = do(cast.an, task, "tra-lai", reason="Không thuộc chức năng của bộ")
    assert answer.status_code == 422
    assert "Chỉ được trả lại đến hết ngày làm việc thứ hai" in answer.content.decode()
    assert "Không thuộc chức năng của bộ" in answer.content.decode()


def test_progress_is_written_with_a_comma(cast, do):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "tien-do", percent="62,5", note="Xong dự thảo").status_code == 302
    task.refresh_from_db()
    assert (task.state, task.percent) == ("in_progress", 62.5)


@pytest.mark.parametrize("percent", ["101", "-1", "nan", "nửa", "", "1e400", "\x00"])
def test_progress_that_is_no_percentage_is_refused(cast, do, percent):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "tien-do", percent=percent).status_code == 422
    assert _state(task) == "accepted"


def test_an_extension_is_asked_for_and_granted(cast, do):
    task = factories.make_accepted(cast)
    do(cast.an, task, "xin-gia-han", to="30/4/2025", reason="Chờ ý kiến")
    task.refresh_from_db()
    assert do(cast.chi, task, "dong-y-gia-han", to="25/4/2025").status_code == 302
    task.refresh_from_db()
    assert (task.due.isoformat(), task.first_due, task.extensions) == ("2025-04-25", factories.DUE, 1)


def test_an_extension_may_be_refused(cast, do):
    task = factories.make_accepted(cast)
    do(cast.an, task, "xin-gia-han", to="30/4/2025", reason="Chờ ý kiến")
    task.refresh_from_db()
    assert do(cast.chi, task, "tu-choi-gia-han", note="Giữ hạn").status_code == 302
    task.refresh_from_db()
    assert (task.due, task.pending_to) == (factories.DUE, None)


@pytest.mark.parametrize("to", ["31/3/2025", "30/2/2025", "mai", "9999999", ""])
def test_a_new_deadline_that_is_not_later_or_no_day_is_refused(cast, do, to):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "xin-gia-han", to=to, reason="Chờ").status_code == 422


def test_suspending_resuming_and_cancelling(cast, do):
    task = factories.make_accepted(cast)
    for slug, state in (("tam-dung", "suspended"), ("tiep-tuc", "accepted"), ("huy", "cancelled")):
        assert do(cast.chi, task, slug, reason="Quyết định 12/QĐ").status_code == 302
        assert _state(task) == state


def test_a_verified_task_is_closed(cast, do):
    task = factories.make_reported(cast)
    for slug, state in (("xac-nhan", "verified"), ("dong", "closed")):
        assert do(cast.chi, task, slug).status_code == 302
        assert _state(task) == state


def test_a_returned_report_shows_its_reason(cast, do, signed_in):
    task = factories.make_reported(cast)
    do(cast.chi, task, "tra-bao-cao", reason="Thiếu phụ lục 2")
    assert _state(task) == "returned"
    page = signed_in(cast.an).get(f"/nhiem-vu/{cast.programme.code}/{task.code}/")
    assert "Thiếu phụ lục 2" in page.content.decode()


def test_the_reporter_does_not_verify(cast, do):
    task = factories.make_reported(cast)
    answer = do(cast.an, task, "xac-nhan")
    assert answer.status_code == 403
    assert _state(task) == "reported"


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.slug)
@pytest.mark.parametrize("who", ["dung", "binh", "giang", "quan"])
def test_who_stands_on_no_side_is_refused_every_act(cast, do, deed, who):
    task = factories.make_accepted(cast)
    answer = do(getattr(cast, who), task, deed.slug, reason="x", to="30/4/2025", percent="5", named="x")
    assert answer.status_code == 403
    assert _state(task) == "accepted"


def test_an_internal_task_is_not_there_for_an_outsider(cast, do):
    task = factories.make_accepted(cast, openness="internal")
    assert do(cast.dung, task, "huy", reason="x").status_code == 404


def test_sending_twice_acts_once_and_keeps_what_was_typed(cast, do):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "tien-do", percent="10", note="Lần một").status_code == 302
    again = do(cast.an, task, "tien-do", percent="20", note="Lần hai")
    text = again.content.decode()
    assert again.status_code == 409
    assert "vừa được người khác cập nhật" in text
    assert "Lần hai" in text
    task.refresh_from_db()
    assert task.percent == 10
    assert f'name="version" value="{task.version}"' in text


@pytest.mark.parametrize("version", ["", "x", "-1", "９", "99999999999999999999"])
def test_a_version_that_is_none_counts_as_stale(cast, do, version):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "bat-dau", version=version).status_code == 409


def test_an_act_that_does_not_exist_is_not_found(cast, do):
    assert do(cast.an, factories.make_accepted(cast), "xoa").status_code == 404


@pytest.mark.parametrize("period", ["2025-03", "x", "\x00", "2025-Q1" * 9])
def test_a_period_that_the_task_does_not_have_is_refused(cast, do, period):
    task = factories.make_accepted(cast)
    assert do(cast.an, task, "tien-do", percent="5", period=period).status_code == 422


def test_an_occurrence_is_acted_on_by_its_period(cast, do):
    task = factories.make_accepted(cast, due=None, recurrence="monthly")
    assert do(cast.an, task, "tien-do", percent="40", period="2025-03").status_code == 302
    assert task.occurrences.get(period="2025-03").percent == 40


def test_reading_an_acts_address_leads_back_to_the_task(cast, signed_in):
    task = factories.make_accepted(cast)
    answer = signed_in(cast.an).get(f"/nhiem-vu/{task.uuid}/nhan/")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/{task.code}/")


def test_text_that_is_too_long_or_holds_a_null_is_refused(cast, do):
    task = factories.make_accepted(cast)
    for reason in ("x" * 4001, "a\x00b"):
        assert do(cast.chi, task, "huy", reason=reason).status_code == 422
    assert _state(task) == "accepted"


def test_without_a_token_nothing_is_done(cast):
    from django.test import Client

    task = factories.make_accepted(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.an, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/nhiem-vu/{task.uuid}/bat-dau/", {"version": task.version})
    assert answer.status_code == 403
    assert _state(task) == "accepted"


def test_after_a_hand_back_other_leads_may_be_named(cast, do):
    task = factories.make_assigned(cast)
    services.hand_back_task(task=task.uuid, by=services.By(cast.an), on=factories.MONDAY, reason="Không đúng")
    task.refresh_from_db()
    assert do(cast.chi, task, "giao", leads="bo phoi hop").status_code == 302
    assert list(task.leads.all()) == [cast.coordinating]


def test_a_lead_that_cannot_be_read_is_named_with_what_may_be_meant(cast, do):
    task = factories.make_assigned(cast)
    services.hand_back_task(task=task.uuid, by=services.By(cast.an), on=factories.MONDAY, reason="Không đúng")
    task.refresh_from_db()
    answer = do(cast.chi, task, "giao", leads="Bộ Ma")
    assert answer.status_code == 422
    assert "Bộ Ma" in answer.content.decode()
    assert Act.HANDED_BACK.value == _state(task)


def test_a_child_marked_as_needed_holds_the_verification(cast, do, signed_in):
    parent = factories.make_reported(cast)
    child = factories.make_reported(cast, parent=parent, is_needed_by_parent=True)
    factories.make_accepted(cast, parent=parent)
    answer = do(cast.chi, parent, "xac-nhan")
    assert answer.status_code == 422
    assert f"Còn việc con phải xong trước: {child.code}." in answer.content.decode()
    services.verify_task(task=child.uuid, by=services.By(cast.chi), on=factories.TODAY)
    assert do(cast.chi, parent, "xac-nhan").status_code == 302
