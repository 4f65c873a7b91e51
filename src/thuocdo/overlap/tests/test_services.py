"""Overlaps are found before work is given, asked once, and the answer is kept."""

from datetime import date

import pytest

from thuocdo.directives.models import Directive, Passage
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation, Succession
from thuocdo.organisations.tests.factories import make_body
from thuocdo.overlap import services
from thuocdo.overlap.models import FurtherSource, Overlap
from thuocdo.overlap.rules import Answer
from thuocdo.tasks import services as tasks
from thuocdo.tasks.models import Task
from thuocdo.tasks.services import By
from thuocdo.tasks.tests.factories import TODAY, Cast, make_cast, make_task, task_in

pytestmark = pytest.mark.django_db

PORTAL = "Đưa vào vận hành Cổng dữ liệu mở về môi trường nước sông Hồng"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def known(cast: Cast) -> Task:
    return task_in(cast, "in_progress", title=PORTAL)


def kinds(task: Task) -> dict[int, str]:
    waiting = services.unanswered([task], on=TODAY)
    return {one.other.pk: one.verdict.kind for one in waiting.get(task.pk, [])}


def give(cast: Cast, task: Task, given: Answer, *, reason: str = "", into: Task | None = None) -> list[Overlap]:
    return services.answer(
        task=task.uuid, given=given, reason=reason, into=into.uuid if into else None, by=By(cast.lan), on=TODAY
    )


def test_the_same_task_told_again_is_the_same(cast: Cast, known: Task) -> None:
    assert kinds(make_task(cast, title=PORTAL)) == {known.pk: "same"}


def test_another_deadline_or_lead_is_a_clash(cast: Cast, known: Task) -> None:
    assert kinds(make_task(cast, title=PORTAL, due=date(2025, 11, 30)))[known.pk] == "clash"
    assert kinds(make_task(cast, title=PORTAL, leads=[cast.outside]))[known.pk] == "clash"


def test_a_successor_is_the_same_lead(cast: Cast, known: Task) -> None:
    heir = make_body()
    Organisation.objects.filter(pk=cast.lead.pk).update(valid_to=TODAY)
    Succession.objects.create(predecessor=cast.lead, successor=heir, on=TODAY, share=1, kind="merged")
    assert kinds(make_task(cast, title=PORTAL, leads=[heir])) == {known.pk: "same"}


def test_a_member_of_a_class_meets_the_task_of_the_class(cast: Cast) -> None:
    parent = make_task(cast, title=PORTAL, leads=[cast.standing])
    tasks.create_children(parent=parent, members=[cast.lead, cast.outside], by=By(cast.lan), on=TODAY)
    assert kinds(make_task(cast, title=PORTAL, leads=[cast.outside])) == {parent.pk: "same"}


def test_parts_of_one_task_and_other_rounds_are_not_asked_about(cast: Cast, known: Task) -> None:
    assert kinds(make_task(cast, title=PORTAL, parent=known)) == {}
    assert kinds(make_task(cast, title=PORTAL.replace("Hồng", "Đà giang"))) != {known.pk: "same"}
    old = task_in(cast, "closed", title="Báo cáo tổng kết diễn tập sơ tán dân vùng hạ du hồ Bản Mòng", due=TODAY)
    assert kinds(make_task(cast, title=old.title, due=date(2026, 10, 15))) == {}


def test_an_unanswered_overlap_asks_before_assigning_and_an_answer_lets_go_on(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    with pytest.raises(DomainError, match="trùng hoặc chồng chéo"):
        services.assign_task(task=task.uuid, by=By(cast.lan), on=TODAY)
    give(cast, task, Answer.KEPT, reason="Giai đoạn hai, phạm vi khác")
    assert services.assign_task(task=task.uuid, by=By(cast.lan), on=TODAY).state == "assigned"
    row = Overlap.objects.get()
    assert (row.task, row.other, row.answer, row.reason) == (task, known, "kept", "Giai đoạn hai, phạm vi khác")
    event = Event.objects.get(kind=services.ANSWERED)
    assert event.payload["answer"] == "kept"
    assert event.payload["reason"] == "Giai đoạn hai, phạm vi khác"
    assert event.payload["other"] == str(known.uuid)


def test_what_was_answered_is_asked_again_once_it_is_something_else(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    give(cast, task, Answer.KEPT, reason="Khác phạm vi")
    assert kinds(task) == {}
    Task.objects.filter(pk=task.pk).update(due=date(2025, 11, 1))
    task.refresh_from_db()
    assert kinds(task) == {known.pk: "clash"}


def test_a_reason_is_owed(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    for given in (Answer.KEPT, Answer.DROPPED):
        with pytest.raises(BadInput, match="lý do"):
            give(cast, task, given, reason="  ")
    assert not Overlap.objects.exists()


def test_joining_cancels_the_draft_and_adds_its_passage_to_the_task(cast: Cast, known: Task) -> None:
    directive = Directive.objects.create(number="12/TB", text="Giao việc.", sha256="0" * 64)
    passage = Passage.objects.create(directive=directive, start=0, end=10, quote="Giao việc.", label="2.a")
    task = make_task(cast, title=PORTAL, passage=passage)
    give(cast, task, Answer.JOINED, into=known)
    task.refresh_from_db()
    assert task.state == "cancelled"
    source = FurtherSource.objects.get()
    assert (source.task, source.directive, source.passage, source.label) == (known, directive, passage, "2.a")


def test_joining_needs_a_task_that_is_among_the_overlaps(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    stranger = make_task(cast, title="Phóng vệ tinh quan sát trái đất")
    for into in (None, stranger):
        with pytest.raises(BadInput, match="gộp"):
            give(cast, task, Answer.JOINED, into=into)


def test_dropping_cancels_the_draft_with_the_reason(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    give(cast, task, Answer.DROPPED, reason="Đã có trong kế hoạch")
    task.refresh_from_db()
    assert task.state == "cancelled"


def test_only_who_gives_the_task_answers(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    with pytest.raises(NotAllowed):
        services.answer(task=task.uuid, given=Answer.KEPT, reason="x", by=By(cast.an), on=TODAY)


def test_asking_writes_open_questions_once(cast: Cast, known: Task) -> None:
    task = make_task(cast, title=PORTAL)
    services.ask([task], on=TODAY)
    services.ask([task], on=TODAY)
    assert list(Overlap.objects.values_list("task", "other", "answer")) == [(task.pk, known.pk, "open")]


def test_looking_through_open_tasks_asks_about_each_pair_once(cast: Cast, known: Task) -> None:
    again = task_in(cast, "accepted", title=PORTAL)
    task_in(cast, "closed", title="Phóng vệ tinh quan sát trái đất")
    for _ in range(2):
        told = services.look_through(programme=cast.programme, on=TODAY)
        assert (told.tasks, told.pairs) == (2, 1)
    assert list(Overlap.objects.values_list("task", "other")) == [(again.pk, known.pk)]


def test_an_answer_counts_for_the_pair_from_either_side(cast: Cast) -> None:
    first, second = make_task(cast, title=PORTAL), make_task(cast, title=PORTAL)
    services.ask([first, second], on=TODAY)
    give(cast, first, Answer.KEPT, reason="Hai giai đoạn")
    assert set(Overlap.objects.values_list("task", "answer")) == {(first.pk, "kept"), (second.pk, "kept")}
    assert kinds(second) == {}
