"""A body's own plan: issued once, its tasks under the body's own work, counted with the children, seen from above."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder
from thuocdo.directives.models import Directive
from thuocdo.directives.services import SecretRefused
from thuocdo.directives.tests.factories import TODAY, Scene, make_scene
from thuocdo.distribution import services
from thuocdo.distribution.models import PassageTie
from thuocdo.distribution.queries.unfolding import concerns_at, detailed, own_concerns, places_of, plans_under
from thuocdo.distribution.tests.factories import DUE, add_to, make_plan, make_sendable, make_sent, make_work
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.services import load_directory
from thuocdo.organisations.tests.factories import make_body
from thuocdo.review.access import visible_to
from thuocdo.review.queries import directives_seen
from thuocdo.review.rules import fields_of
from thuocdo.review.services.accepting import accept_proposal
from thuocdo.review.services.assigning import assign_drafts
from thuocdo.review.services.holding import Seen
from thuocdo.scoreboards.queries import board
from thuocdo.scoreboards.rules import By as BoardBy
from thuocdo.tasks import services as tasks
from thuocdo.tasks.models import Task
from thuocdo.tasks.services.drafts import Draft
from thuocdo.tasks.services.rebuild import rebuild_projection

pytestmark = pytest.mark.django_db
TEXT = """BỘ MẪU MỘT
KẾ HOẠCH
rà soát danh mục dữ liệu

1. Cục Mẫu rà soát hồ sơ của cục; hoàn thành trước ngày 28/2/2027."""


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def division(scene: Scene) -> Organisation:
    return make_body(code="B1.C", name="Cục Mẫu", kind="department", parent=scene.first)


def made(scene: Scene) -> tuple[Directive, Task, Directive]:
    """A directive with work for the first body, and the plan of that body."""
    directive = make_sendable(scene)
    (delivery,) = make_sent(scene, [scene.first], directive=directive)
    return directive, make_work(scene, directive, [scene.first]), make_plan(delivery, scene.an)


def test_a_plan_belongs_to_the_body_and_refers_to_its_parent(scene: Scene) -> None:
    directive, _task, plan = made(scene)
    assert (plan.parent, plan.plan_of, plan.issuer) == (directive, scene.first, "Bộ Mẫu Một")
    assert visible_to(scene.an, on=TODAY).filter(pk=plan.pk).exists()
    assert not visible_to(scene.dung, on=TODAY).filter(pk=plan.pk).exists()
    told = Event.objects.get(object_id=directive.uuid, kind="plan_issued")
    assert told.payload["plan"] == str(plan.uuid)


def test_plans_of_other_bodies_do_not_crowd_the_list_of_directives(scene: Scene) -> None:
    directive, _task, plan = made(scene)
    assert list(directives_seen(scene.chi, on=TODAY)) == [directive]
    assert plan in directives_seen(scene.an, on=TODAY)


def test_a_plan_waits_for_the_acknowledgement(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    head = services.PlanHead(once=uuid4(), number="", title="Kế hoạch")
    with pytest.raises(DomainError, match="xác nhận"):
        services.issue_plan(delivery=delivery.uuid, head=head, by=scene.an, on=TODAY)


def test_only_the_body_that_received_it_plans(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    head = services.PlanHead(once=uuid4(), number="", title="Kế hoạch")
    for person in (scene.dung, scene.chi):
        with pytest.raises(NotAllowed):
            services.issue_plan(delivery=delivery.uuid, head=head, by=person, on=TODAY)


def test_a_form_sent_twice_makes_one_plan_and_one_task(scene: Scene, division: Organisation) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    head = services.PlanHead(once=uuid4(), number="1/KH", title="Kế hoạch")
    first, second = (
        services.issue_plan(delivery=delivery.uuid, head=head, by=scene.an, on=TODAY) for _time in range(2)
    )
    assert first == second
    once = uuid4()
    assert add_to(first, scene.an, [division], once=once) == add_to(first, scene.an, [division], once=once)
    assert Task.objects.filter(directive=first).count() == 1
    assert Event.objects.filter(kind="plan_issued").count() == 1


def test_a_secret_is_refused_in_a_typed_plan_too(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first])
    with pytest.raises(SecretRefused):
        make_plan(delivery, scene.an, title="TỐI MẬT")


def test_a_task_of_the_plan_lies_under_the_body_s_own_and_answers_its_passage(
    scene: Scene, division: Organisation
) -> None:  # fmt: skip
    directive, task, plan = made(scene)
    below = add_to(plan, scene.an, [division], parent=task.uuid)
    assert (below.parent, below.assigner, below.directive) == (task, scene.first, plan)
    assert below.is_of_plan
    assert PassageTie.objects.get(task=below).passage == task.passage
    (place,) = places_of(directive)
    assert (place.bodies, place.issued, place.missing) == (1, 1, 0)


def test_boards_count_it_with_the_children_only(scene: Scene, division: Organisation) -> None:
    _directive, task, plan = made(scene)
    for parent in (task.uuid, None):
        below = add_to(plan, scene.an, [division], parent=parent)
        tasks.assign_task(task=below.uuid, by=tasks.By(scene.an), on=TODAY)

    def total(*, with_children: bool) -> int:
        return board(scene.programme, on=TODAY, by=BoardBy.LEAD, with_children=with_children).counts.total

    assert (total(with_children=False), total(with_children=True)) == (1, 3)


def test_a_plan_reaches_the_body_and_those_below_it_alone(scene: Scene) -> None:
    _directive, task, plan = made(scene)
    with pytest.raises(BadInput, match="Bộ Mẫu Hai"):
        add_to(plan, scene.an, [scene.second], parent=task.uuid)


def test_a_plan_cannot_move_the_progress_of_another_body_s_task(scene: Scene, division: Organisation) -> None:
    directive, _task, plan = made(scene)
    other = make_work(scene, directive, [scene.second], "Bộ Mẫu Hai ban hành hướng dẫn kết nối.")
    with pytest.raises(BadInput, match="cơ quan khác chủ trì"):
        add_to(plan, scene.an, [division], parent=other.uuid)
    assert other.passage is not None
    tied = add_to(plan, scene.an, [division], passage=other.passage.uuid)
    assert (tied.parent, PassageTie.objects.get(task=tied).passage) == (None, other.passage)


def test_the_right_to_give_work_ends_with_the_plan(scene: Scene, division: Organisation) -> None:
    made(scene)
    with pytest.raises(NotAllowed):
        tasks.create_task(
            programme=scene.programme, assigner=scene.first, by=tasks.By(scene.an), on=TODAY,
            draft=Draft(title="Việc ngoài kế hoạch", leads=[division], deliverables=["Báo cáo"], due=DUE),
        )  # fmt: skip


def test_a_draft_of_a_plan_cannot_be_amended_beyond_its_reach(scene: Scene, division: Organisation) -> None:
    _directive, task, plan = made(scene)
    below = add_to(plan, scene.an, [division], parent=task.uuid)
    with pytest.raises(BadInput):
        tasks.amend_draft(
            task=below.uuid, draft=Draft(title="Đổi", leads=[scene.second], deliverables=["x"], due=DUE),
            by=tasks.By(scene.an), on=TODAY,
        )  # fmt: skip


def test_a_task_is_tied_afterwards_and_a_draft_moves_under_its_parent(scene: Scene, division: Organisation) -> None:
    _directive, task, plan = made(scene)
    below = add_to(plan, scene.an, [division])
    tied = services.tie_task(
        plan=plan.uuid, task=below.uuid, passage=None, parent=task.uuid, by=tasks.By(scene.an), on=TODAY
    )
    assert tied.parent == task
    assert PassageTie.objects.get(task=below).passage == task.passage
    tasks.assign_task(task=below.uuid, by=tasks.By(scene.an), on=TODAY)
    with pytest.raises(DomainError, match="đã giao"):
        services.tie_task(plan=plan.uuid, task=below.uuid, passage=None, parent=None, by=tasks.By(scene.an), on=TODAY)
    with pytest.raises(NotAllowed):
        services.tie_task(plan=plan.uuid, task=below.uuid, passage=None, parent=None, by=tasks.By(scene.chi), on=TODAY)


def test_the_parent_tells_who_issued_what_and_who_has_not(scene: Scene, division: Organisation) -> None:
    directive, _task, plan = made(scene)
    work = make_work(scene, directive, [scene.first, scene.second], "Các bộ mẫu báo cáo kết quả hằng quý.")
    add_to(plan, scene.an, [division], parent=work.uuid)
    place = next(one for one in places_of(directive) if one.passage == work.passage)
    assert (place.bodies, place.issued) == (2, 1)  # the other lead of the same task has given nothing on


def test_each_member_of_a_class_is_asked_for_itself(scene: Scene, division: Organisation) -> None:
    directive, parent, plan = made(scene)
    assert parent.passage is not None
    head = tasks.create_task(
        programme=scene.programme, assigner=scene.board, by=tasks.By(scene.chi), on=TODAY,
        draft=Draft(title="Các bộ rà soát", leads=[scene.office], deliverables=["Báo cáo"], due=DUE,
                    passage=parent.passage),
    )  # fmt: skip
    parts = tasks.create_children(
        parent=head, members=[scene.first, scene.second], by=tasks.By(scene.chi), on=TODAY
    )  # fmt: skip
    tasks.assign_many(tasks=[head.uuid, *(part.uuid for part in parts)], by=tasks.By(scene.chi), on=TODAY)
    below = add_to(plan, scene.an, [division], parent=parts[0].uuid)
    (place,) = places_of(directive)
    # The first body leads two tasks of the passage: a task tied to it answers both. The second has nothing below.
    assert (place.bodies, place.issued) == (3, 2)
    missing = concerns_at(directive, place.passage, is_missing=True)
    assert [lead.organisation for lead in missing] == [scene.second]
    (concern,) = detailed(list(concerns_at(directive, place.passage, is_missing=False)[:1]), directive, scene.chi,
                          on=TODAY)  # fmt: skip
    assert concern.below == [below]
    assert concern.plans == [plan]


def test_a_body_sees_what_is_asked_of_it_and_what_it_has_not_given_on(scene: Scene, division: Organisation) -> None:
    directive, task, plan = made(scene)
    (before,) = own_concerns(directive, scene.first, scene.an, on=TODAY)
    assert (before.task, before.below) == (task, [])
    below = add_to(plan, scene.an, [division], parent=task.uuid)
    (after,) = own_concerns(directive, scene.first, scene.an, on=TODAY)
    assert after.below == [below]
    assert own_concerns(directive, scene.second, scene.an, on=TODAY) == []
    assert [(one.plan_of, one.task_count) for one in plans_under(directive)] == [(scene.first, 1)]  # type: ignore[attr-defined]


def test_a_plan_taken_in_is_read_reviewed_and_assigned_by_the_body_itself(
    scene: Scene, division: Organisation
) -> None:  # fmt: skip
    directive = make_sendable(scene)
    (delivery,) = make_sent(scene, [scene.first], directive=directive)
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    told: dict[str, Any] = {
        "delivery": delivery.uuid, "content": TEXT.encode(), "name": "ke-hoach.txt", "document_class": "internal",
        "by": scene.an, "on": TODAY,
    }  # fmt: skip
    plan, again = services.take_in_plan(**told), services.take_in_plan(**told)
    assert plan == again
    assert (plan.parent, plan.plan_of) == (directive, scene.first)
    assert Event.objects.filter(kind="plan_issued").count() == 1
    proposal = plan.proposals.get()
    with pytest.raises(NotAllowed):
        accept_proposal(seen=Seen(proposal.uuid, scene.dung, TODAY))
    (task,) = accept_proposal(seen=Seen(proposal.uuid, scene.an, TODAY))
    assert (task.assigner, task.is_of_plan) == (scene.first, True)
    tasks.amend_draft(
        task=task.uuid, by=tasks.By(scene.an), on=TODAY,
        draft=Draft(title=task.title, leads=[division], deliverables=["Hồ sơ"], due=DUE),
    )  # fmt: skip
    assert len(assign_drafts(directive=plan.uuid, person=scene.an, on=TODAY).done) == 1


def test_what_is_some_other_document_is_not_taken_for_the_plan(scene: Scene) -> None:
    (delivery,) = make_sent(scene, [scene.first, scene.second])[:1]
    services.acknowledge(delivery=delivery.uuid, by=scene.an, on=TODAY)
    other = delivery.directive.deliveries.get(recipient=scene.second)
    services.acknowledge(delivery=other.uuid, by=make_holder(Role.OFFICER, scene.second, "em"), on=TODAY)
    told: dict[str, Any] = {"content": TEXT.encode(), "name": "ke-hoach.txt", "document_class": "internal", "on": TODAY}
    services.take_in_plan(delivery=delivery.uuid, by=scene.an, **told)
    with pytest.raises(BadInput, match="đã có trong hệ thống"):
        services.take_in_plan(delivery=other.uuid, by=other_officer(scene), **told)


def other_officer(scene: Scene):
    """An officer of the second body."""
    return make_holder(Role.OFFICER, scene.second, "ha")


def test_the_log_rebuilds_what_a_plan_gave(scene: Scene, division: Organisation) -> None:
    _directive, task, plan = made(scene)
    below = add_to(plan, scene.an, [division], parent=task.uuid)
    tasks.assign_task(task=below.uuid, by=tasks.By(scene.an), on=TODAY)
    assert rebuild_projection(today=TODAY).changed == 0


def test_a_class_in_the_plan_of_a_province_means_its_own_communes() -> None:
    load_directory()
    scene = make_scene()
    province = Organisation.objects.get(code="01.UBND")
    (delivery,) = make_sent(scene, [province])
    officer = make_holder(Role.OFFICER, province, "ly")
    services.acknowledge(delivery=delivery.uuid, by=officer, on=TODAY)
    text = "KẾ HOẠCH\nrà soát\n\n1. UBND các xã, phường rà soát hồ sơ; hoàn thành trước ngày 28/2/2027."
    plan = services.take_in_plan(
        delivery=delivery.uuid, content=text.encode(), name="ke-hoach.txt", document_class="internal", by=officer,
        on=TODAY,
    )  # fmt: skip
    proposal = plan.proposals.get()
    now = fields_of(proposal.found, proposal.fields)
    chosen = replace(now, choices={now.leads[0]: "group:UBND-XA"}, deliverables=("Hồ sơ",))
    head, *parts = accept_proposal(seen=Seen(proposal.uuid, officer, TODAY), fields=chosen)
    assert head.assigner == province
    assert len(parts) == 126
    assert all(part.is_of_plan for part in parts)
