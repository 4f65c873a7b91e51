"""My work: each line once, in the section that says what is to be done."""

from datetime import date, timedelta

import pytest

from thuocdo.desk.queries.my_work import my_work
from thuocdo.desk.tests import factories
from thuocdo.desk.tests.factories import MONDAY, TODAY
from thuocdo.tasks import services


def _sections(person):
    return {section.name: [item.task.code for item in section.items] for section in my_work(person, on=TODAY).sections}


@pytest.mark.parametrize(
    ("due", "section"),
    [
        (TODAY - timedelta(days=1), "overdue"),
        (TODAY, "today"),
        (TODAY + timedelta(days=1), "soon"),
        (date(2025, 3, 21), "soon"),  # the seventh working day
        (date(2025, 3, 24), None),
    ],
)
def test_a_task_stands_by_its_deadline(cast, due, section):
    task = factories.make_accepted(cast, due=due)
    assert _sections(cast.an) == ({section: [task.code]} if section else {})


def test_a_new_task_waits_to_be_accepted(cast):
    task = factories.make_assigned(cast)
    assert _sections(cast.head) == {"accept": [task.code]}


def test_a_report_waits_for_the_verifier_and_not_for_the_reporter(cast):
    task = factories.make_reported(cast)
    assert _sections(cast.an) == {}
    assert _sections(cast.chi) == {"check": [task.code]}


def test_a_report_of_ones_own_is_not_offered_for_checking(cast):
    task = factories.make_draft(cast, leads=[cast.agency])
    services.assign_task(task=task.uuid, by=services.By(cast.chi), on=MONDAY)
    services.accept_task(task=task.uuid, by=services.By(cast.chi), on=MONDAY, named="Chi")
    proofs = [services.acts.Proof(deliverable=task.deliverables.get().pk, name="12/BC")]
    services.report_task(task=task.uuid, by=services.By(cast.chi), on=MONDAY, proofs=proofs)
    assert _sections(cast.chi) == {}


def test_a_returned_report_comes_back_with_its_reason(cast):
    task = factories.make_reported(cast)
    services.return_report(task=task.uuid, by=services.By(cast.chi), on=MONDAY, reason="Thiếu số liệu")
    item = my_work(cast.an, on=TODAY).sections[0].items[0]
    assert (item.task, item.why) == (task, "Thiếu số liệu")


def test_a_request_waits_for_its_answer(cast):
    task = factories.make_accepted(cast)
    services.request_extension(
        task=task.uuid, by=services.By(cast.an), on=MONDAY, to=date(2025, 4, 30), reason="Chờ luật"
    )
    assert _sections(cast.chi) == {"answer": [task.code]}


def test_drafts_and_what_was_handed_back_wait_to_be_assigned(cast):
    draft, returned = factories.make_draft(cast), factories.make_assigned(cast)
    services.hand_back_task(task=returned.uuid, by=services.By(cast.an), on=MONDAY, reason="Không đúng")
    assert sorted(_sections(cast.chi)["assign"]) == sorted([draft.code, returned.code])


def test_a_period_that_began_since_the_last_act_is_listed(cast):
    task = factories.make_accepted(cast, due=None, recurrence="weekly")
    work = my_work(cast.an, on=TODAY)
    assert [(s.name, [i.period for i in s.items]) for s in work.sections] == [
        ("overdue", ["2025-W10"]),
        ("soon", ["2025-W11"]),
    ]
    assert task.occurrences.count() == 1


def test_others_have_nothing_of_it(cast):
    factories.make_accepted(cast, due=TODAY)
    assert [_sections(who) for who in (cast.dung, cast.binh, cast.giang, cast.quan)] == [{}, {}, {}, {}]


def test_the_headline_counts_what_is_overdue_and_due_today(cast, signed_in):
    factories.make_accepted(cast, due=TODAY)
    factories.make_accepted(cast, due=MONDAY)
    text = signed_in(cast.an).get("/viec-cua-toi/").content.decode()
    assert "2 việc cần làm" in text
    assert "1 quá hạn" in text
    assert "1 đến hạn hôm nay" in text


def test_a_line_is_reported_from_the_list(cast, signed_in):
    task = factories.make_accepted(cast, due=TODAY)
    client = signed_in(cast.an)
    text = client.get("/viec-cua-toi/").content.decode()
    address = f"/nhiem-vu/{task.uuid}/bao-cao/"
    assert f'action="{address}"' in text
    field = f"reference_{task.deliverables.get().pk}"
    assert f'name="{field}"' in text
    client.post(address, {"version": task.version, field: "12/BC"})
    task.refresh_from_db()
    assert task.state == "reported"


def test_an_empty_day_says_what_will_be_here(cast, signed_in):
    assert "Hôm nay không có việc nào chờ bạn" in signed_in(cast.an).get("/viec-cua-toi/").content.decode()
    assert "chưa có quyền ở cơ quan nào" in signed_in(cast.quan).get("/viec-cua-toi/").content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_does_not_grow(cast, signed_in, django_assert_num_queries, number):
    for _ in range(number):
        factories.make_accepted(cast, due=TODAY)
    client = signed_in(cast.an)
    with django_assert_num_queries(QUERIES):
        client.get("/viec-cua-toi/")


QUERIES = 19
