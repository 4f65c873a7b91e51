"""A task's page: what it says, and to whom."""

import pytest

from thuocdo.desk.tests import factories
from thuocdo.organisations.tests.factories import make_body
from thuocdo.tasks import services


def _page(client, task):
    return client.get(f"/nhiem-vu/{task.programme.code}/{task.code}/")


def test_it_opens_with_title_status_and_both_deadlines(cast, signed_in):
    task = factories.make_accepted(cast, due=factories.TODAY)
    by = services.By(cast.an)
    services.request_extension(task=task.uuid, by=by, on=factories.MONDAY, to=factories.DUE, reason="Chờ luật")
    services.grant_extension(task=task.uuid, by=services.By(cast.chi), on=factories.MONDAY, to=factories.DUE)
    text = _page(signed_in(cast.an), task).content.decode()
    assert task.title in text
    assert "31/3/2025" in text
    assert "<s>12/3/2025</s>" in text
    assert "gia hạn 1 lần" in text


def test_it_sends_who_is_not_signed_in_to_sign_in(cast, client):
    task = factories.make_assigned(cast)
    answer = _page(client, task)
    assert answer.status_code == 302
    assert "/dang-nhap/" in answer["Location"]


@pytest.mark.parametrize(
    ("who", "status"), [("an", 200), ("binh", 200), ("chi", 200), ("giang", 200), ("dung", 404), ("quan", 404)]
)
def test_an_internal_task_is_seen_by_its_sides_alone(cast, signed_in, who, status):
    task = factories.make_assigned(cast, openness="internal")
    assert _page(signed_in(getattr(cast, who)), task).status_code == status


def test_a_task_that_does_not_exist_is_not_found(cast, signed_in):
    assert signed_in(cast.an).get(f"/nhiem-vu/{cast.programme.code}/NV-9999/").status_code == 404
    assert signed_in(cast.an).get("/nhiem-vu/khong-co/NV-0001/").status_code == 404


def test_buttons_are_those_of_the_readers_side(cast, signed_in):
    task = factories.make_assigned(cast)
    of_lead, of_assigner = (_page(signed_in(who), task).content.decode() for who in (cast.an, cast.chi))
    assert "lam-nhan" in of_lead
    assert "lam-huy" not in of_lead
    assert "lam-huy" in of_assigner
    assert "lam-nhan" not in of_assigner


def test_an_outsider_reads_whose_turn_it_is(cast, signed_in):
    text = _page(signed_in(cast.dung), factories.make_assigned(cast)).content.decode()
    assert "Việc tiếp theo thuộc về cơ quan chủ trì" in text
    assert '<form class="stack"' not in text


def test_what_is_too_late_is_shown_disabled_with_the_reason(cast, signed_in):
    task = factories.make_accepted(cast, due=factories.MONDAY)
    text = _page(signed_in(cast.an), task).content.decode()
    assert 'aria-disabled="true" aria-describedby="lam-xin-gia-han-why"' in text
    assert "Đã quá hạn 3/3/2025: đề nghị gia hạn phải gửi muộn nhất vào ngày đến hạn." in text


def test_nobody_named_after_two_working_days_is_marked(cast, signed_in):
    unnamed, named = factories.make_assigned(cast), factories.make_accepted(cast)
    client = signed_in(cast.chi)
    assert "Chưa rõ người" in _page(client, unnamed).content.decode()
    assert "Chưa rõ người" not in _page(client, named).content.decode()


def test_what_of_the_six_clears_is_missing_is_said(cast, signed_in):
    task = factories.make_draft(cast, leads=[], deliverables=[])
    text = _page(signed_in(cast.chi), task).content.decode()
    assert "thiếu 3" in text
    assert "Chưa có cơ quan chủ trì" in text


def test_every_event_is_listed_newest_first(cast, signed_in):
    task = factories.make_reported(cast)
    text = _page(signed_in(cast.an), task).content.decode()
    history = text[text.index('id="lich-su"') :]
    places = [history.index(word) for word in ("Báo cáo hoàn thành", "Nhận nhiệm vụ", "Giao nhiệm vụ", "Lập nhiệm vụ")]
    assert places == sorted(places)


def test_children_make_the_progress_by_their_weights(cast, signed_in):
    parent = factories.make_accepted(cast)
    done = factories.make_reported(cast, parent=parent, weight=1)
    services.verify_task(task=done.uuid, by=services.By(cast.chi), on=factories.MONDAY)
    factories.make_accepted(cast, parent=parent, weight=3)
    text = _page(signed_in(cast.an), parent).content.decode()
    assert "Việc con: 25,0\xa0% theo trọng số" in text


def test_an_internal_child_keeps_its_title(cast, signed_in):
    parent = factories.make_accepted(cast)
    child = factories.make_accepted(cast, parent=parent, openness="internal", title="Việc kín")
    text = _page(signed_in(cast.dung), parent).content.decode()
    assert child.title not in text
    assert "Nhiệm vụ nội bộ" in text


def test_each_period_of_a_recurring_task_has_its_own_acts(cast, signed_in):
    task = factories.make_accepted(cast, due=None, recurrence="monthly")
    text = _page(signed_in(cast.an), task).content.decode()
    assert "lam-bao-cao-2025-03" in text
    assert 'name="period" value="2025-03"' in text


@pytest.mark.parametrize("children", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_children(cast, signed_in, django_assert_num_queries, children):
    parent = factories.make_accepted(cast)
    for _ in range(children):
        factories.make_assigned(cast, parent=parent)
    client = signed_in(cast.an)
    with django_assert_num_queries(QUERIES):
        _page(client, parent)


QUERIES = 37


def test_a_lead_that_was_merged_shows_who_holds_the_work_now(cast, signed_in):
    from thuocdo.organisations.models import Succession

    old, new = make_body(name="Bộ Cũ", valid_to=factories.TODAY), make_body(name="Bộ Mới", valid_from=factories.TODAY)
    task = factories.make_assigned(cast, leads=[old])
    Succession.objects.create(predecessor=old, successor=new, on=factories.TODAY, share=1, kind="merge")
    text = _page(signed_in(cast.chi), task).content.decode()
    assert "Bộ Mới" in text
    assert "Giao ban đầu: Bộ Cũ" in text


@pytest.fixture
def told(cast):
    """A task drawn from the second line of an internal directive."""
    from thuocdo.directives.models import Directive, Passage

    text = "Thông báo\nBộ Chủ trì xây dựng đề án."
    directive = Directive.objects.create(number="12-TB", text=text, sha256="a" * 64, file_name="12.txt")
    directive.programmes.add(cast.programme)
    passage = Passage.objects.create(directive=directive, start=10, end=len(text), quote=text[10:], label="2")
    return factories.make_assigned(cast, passage=passage)


def test_it_quotes_the_passage_and_leads_to_its_place(cast, signed_in, told):
    text = _page(signed_in(cast.an), told).content.decode()
    assert "“Bộ Chủ trì xây dựng đề án.”" in text
    assert f"/van-ban/{told.directive.uuid}/#p2" in text


def test_who_may_not_read_the_directive_is_not_told_its_words(cast, signed_in, told):
    text = _page(signed_in(cast.dung), told).content.decode()
    assert "Bộ Chủ trì xây dựng đề án." not in text
    assert "/van-ban/" not in text[text.index("<main") :]
