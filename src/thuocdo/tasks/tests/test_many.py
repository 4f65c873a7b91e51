"""Acts on many tasks at once: the same rules, events and projection as one by one, in few statements."""

from datetime import date
from typing import Any

import pytest

from thuocdo.directives.tests.factories import TODAY, Scene, make_scene
from thuocdo.foundation import events
from thuocdo.foundation.errors import DomainError, NotAllowed
from thuocdo.organisations.tests.factories import make_body
from thuocdo.tasks.models import Occurrence, StatusSpan, Task
from thuocdo.tasks.services import By, assign_many, assign_task, cancel_many, create_children, create_task
from thuocdo.tasks.services.drafts import Draft

pytestmark = pytest.mark.django_db
DRAFT: dict[str, Any] = {"title": "Rà soát", "deliverables": ["Báo cáo"], "due": date(2027, 3, 31)}


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def draft(scene: Scene, **changed: Any) -> Task:
    given = Draft(**DRAFT | {"leads": [scene.office]} | changed)
    return create_task(programme=scene.programme, draft=given, assigner=scene.board, by=By(scene.chi), on=TODAY)


def test_children_are_like_their_parent_but_for_the_lead(scene: Scene) -> None:
    parent = draft(scene)
    children = create_children(parent=parent, members=[scene.first, scene.second], by=By(scene.chi), on=TODAY)
    assert [child.code for child in children] == ["NV-0002", "NV-0003"]
    assert [list(child.leads.all()) for child in children] == [[scene.first], [scene.second]]
    for child in Task.objects.filter(parent=parent):
        assert (child.title, child.due, child.state, child.version) == ("Rà soát", date(2027, 3, 31), "draft", 1)
        assert [d.name for d in child.deliverables.all()] == ["Báo cáo"]
        assert events.history("task", child.uuid).get().payload["parent"] == str(parent.uuid)


def test_a_child_lives_on_by_the_usual_acts(scene: Scene) -> None:
    (child,) = create_children(parent=draft(scene), members=[scene.first], by=By(scene.chi), on=TODAY)
    assert assign_task(task=child.uuid, by=By(scene.chi), on=TODAY).state == "assigned"


def test_only_the_assigner_divides_and_only_a_draft(scene: Scene) -> None:
    parent = draft(scene)
    with pytest.raises(NotAllowed):
        create_children(parent=parent, members=[scene.first], by=By(scene.dung), on=TODAY)
    given = assign_task(task=parent.uuid, by=By(scene.chi), on=TODAY)
    with pytest.raises(DomainError):
        create_children(parent=given, members=[scene.first], by=By(scene.chi), on=TODAY)


def project_of(task: Task) -> tuple[Any, ...]:
    task.refresh_from_db()
    spans = StatusSpan.objects.filter(task=task).order_by("start").values_list("start", "end", "status", "lead", "due")
    rounds = Occurrence.objects.filter(task=task).values_list("period", "state", "due")
    kinds = [(e.kind, e.payload.get("by")) for e in events.history("task", task.uuid)]
    return task.state, task.due, task.assigned_on, task.version, list(spans), list(rounds), kinds


@pytest.mark.parametrize(
    "changed", [{}, {"due": None, "recurrence": "quarterly"}, {"due": None, "has_no_deadline": True}]
)
def test_assigning_many_is_the_same_as_one_by_one(scene: Scene, changed: dict[str, Any]) -> None:
    one, other = draft(scene, **changed), draft(scene, **changed)
    assign_task(task=one.uuid, by=By(scene.chi), on=TODAY)
    assign_many(tasks=[other.uuid], by=By(scene.chi), on=TODAY)
    assert project_of(one) == project_of(other)


def test_those_that_a_rule_refuses_are_told_apart(scene: Scene) -> None:
    good, timeless = draft(scene), draft(scene, due=None)
    bare, leadless = draft(scene, deliverables=[]), draft(scene, leads=[])
    taken = assign_many(tasks=[t.uuid for t in (good, timeless, bare, leadless)], by=By(scene.chi), on=TODAY)
    assert taken.done == [good]
    assert [task for task, _why in taken.refused] == [timeless, bare, leadless]
    assert all(why for _task, why in taken.refused)


def test_an_outsider_moves_nothing(scene: Scene) -> None:
    task = draft(scene)
    taken = assign_many(tasks=[task.uuid], by=By(scene.dung), on=TODAY)
    assert (taken.done, len(taken.refused)) == ([], 1)


def test_cancelling_many_needs_a_reason(scene: Scene) -> None:
    task = draft(scene)
    assert cancel_many(tasks=[task.uuid], by=By(scene.chi), on=TODAY, reason=" ").done == []
    assert cancel_many(tasks=[task.uuid], by=By(scene.chi), on=TODAY, reason="nhầm").done == [task]


def test_a_hundred_children_cost_little_more_than_one(scene: Scene, django_assert_max_num_queries: Any) -> None:
    bodies = [make_body() for _n in range(100)]
    parent = draft(scene)
    with django_assert_max_num_queries(40):
        children = create_children(parent=parent, members=bodies, by=By(scene.chi), on=TODAY)
    with django_assert_max_num_queries(40):
        assign_many(tasks=[child.uuid for child in children], by=By(scene.chi), on=TODAY)
