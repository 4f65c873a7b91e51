"""The list of tasks: what each filter leaves, what is hidden, what is exported."""

import pytest

from thuocdo.desk.tests import factories
from thuocdo.desk.tests.factories import MONDAY
from thuocdo.scoreboards import remembering
from thuocdo.tasks import services


def _list(client, cast, **asked):
    return client.get("/nhiem-vu/", {"programme": cast.programme.code, **asked}).content.decode()


def test_tasks_stand_by_their_deadline(cast, signed_in):
    late, early = factories.make_assigned(cast, due=factories.DUE), factories.make_assigned(cast, due=MONDAY)
    text = _list(signed_in(cast.dung), cast)
    assert text.index(early.title) < text.index(late.title)
    assert "2 nhiệm vụ, tình trạng tại 12/3/2025" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "open_overdue"}, "A"),
        ({"status": "done"}, "B"),
        ({"status": "no_deadline"}, "C"),
        ({"status": "open"}, "AC"),
        ({"status": "cancelled"}, "D"),
        ({"state": "assigned"}, "C"),
        ({"field": "the-che"}, "A"),
        ({"q": "nghe an"}, "B"),
        ({"q": "khong co gi"}, ""),
        ({"on": "2025-03-02"}, ""),
        ({"level": "central"}, "ABC"),
        ({"level": "province"}, ""),
        ({"lead": "khong-co"}, ""),
        ({"status": "x", "state": "y", "page": "z"}, "ABC"),
        ({"q": "%"}, ""),
        ({"q": "\x00nghe an"}, "B"),
    ],
)
def test_a_filter_leaves_what_it_names(cast, signed_in, asked, found):
    factories.make_accepted(cast, title="Việc A", due=MONDAY, field="the-che")
    done = factories.make_reported(cast, title="Việc B ở Nghệ An")
    services.verify_task(task=done.uuid, by=services.By(cast.chi), on=MONDAY)
    factories.make_assigned(cast, title="Việc C", due=None, has_no_deadline=True)
    gone = factories.make_assigned(cast, title="Việc D")
    services.cancel_task(task=gone.uuid, by=services.By(cast.chi), on=MONDAY, reason="Thôi")
    text = _list(signed_in(cast.dung), cast, **asked)
    assert [letter for letter in "ABCD" if f"Việc {letter}" in text] == list(found)


def test_children_are_listed_when_they_are_asked_for(cast, signed_in):
    child = factories.make_assigned(cast, parent=factories.make_assigned(cast), title="Việc con này")
    client = signed_in(cast.an)
    assert child.title not in _list(client, cast)
    assert child.title in _list(client, cast, with_children="1")


def test_an_internal_task_of_others_counts_and_says_nothing(cast, signed_in):
    factories.make_assigned(cast, openness="internal", title="Việc kín")
    client = signed_in(cast.dung)
    text = _list(client, cast)
    assert "1 nhiệm vụ" in text
    assert "Việc kín" not in text
    assert "Nhiệm vụ nội bộ" in text
    assert "Việc kín" not in client.get("/nhiem-vu/du-lieu.csv", {"programme": cast.programme.code}).content.decode()


def test_a_search_does_not_tell_what_is_in_a_hidden_title(cast, signed_in):
    factories.make_assigned(cast, openness="internal", title="Việc kín")
    assert "0 nhiệm vụ" in _list(signed_in(cast.dung), cast, q="kin")
    assert "1 nhiệm vụ" in _list(signed_in(cast.an), cast, q="kin")


def test_drafts_are_listed_for_who_gives_work(cast, signed_in):
    draft = factories.make_draft(cast)
    assert draft.title in _list(signed_in(cast.chi), cast, state="draft")
    assert draft.title not in _list(signed_in(cast.dung), cast, state="draft")


def test_a_request_that_waits_is_found(cast, signed_in):
    task, _other = factories.make_accepted(cast), factories.make_accepted(cast)
    services.request_extension(
        task=task.uuid, by=services.By(cast.an), on=MONDAY, to=factories.DUE.replace(month=4, day=30), reason="Chờ"
    )
    text = _list(signed_in(cast.chi), cast, state="pending")
    assert "1 nhiệm vụ" in text
    assert task.title in text


def test_a_page_holds_fifty(cast, signed_in):
    task = factories.make_assigned(cast)
    span = task.spans.all()[0]
    rows = []
    for _ in range(59):
        span.pk = None
        rows.append(type(span)(**{f.attname: getattr(span, f.attname) for f in span._meta.fields if f.name != "id"}))
    type(span).objects.bulk_create(rows)
    text = _list(signed_in(cast.an), cast)
    assert "60 nhiệm vụ" in text
    assert text.count(task.title) == 50
    assert _list(signed_in(cast.an), cast, page="2").count(task.title) == 10


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.usefixtures("counted_anew")
def test_the_number_of_queries_does_not_grow(cast, signed_in, django_assert_num_queries, number):
    for _ in range(number):
        factories.make_assigned(cast)
    client = signed_in(cast.an)
    _list(client, cast)
    remembering.forget()
    with django_assert_num_queries(QUERIES):
        _list(client, cast)


QUERIES = 20
