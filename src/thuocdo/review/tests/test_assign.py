"""Giving the drafts of a directive: all that are ready, each its own act, the others listed with what they lack."""

from dataclasses import replace

import pytest
from django.test import Client

from thuocdo.directives.models import Directive
from thuocdo.foundation import events
from thuocdo.foundation.errors import NotAllowed
from thuocdo.review.queries import drafts_of
from thuocdo.review.services import accept_proposal, assign_drafts
from thuocdo.review.services.holding import fields_now
from thuocdo.review.tests.factories import TODAY, Scene, make_directive, make_group, make_proposal, make_scene, seen
from thuocdo.tasks.models import StatusSpan, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def directive(scene: Scene) -> Directive:
    """One draft that is ready, one that lacks a word on time."""
    found = make_directive(scene)
    accept_proposal(seen=seen(make_proposal(found), scene.chi))
    late = make_proposal(found, "Bộ Mẫu Hai ban hành hướng dẫn kết nối.", deadline=None, lead=["Bộ Mẫu Hai"])
    accept_proposal(seen=seen(late, scene.chi))
    return found


def test_what_each_draft_lacks_is_told(scene: Scene, directive: Directive) -> None:
    ready, waiting = drafts_of(directive, [scene.programme])
    assert (ready.is_ready, waiting.is_ready) == (True, False)
    assert "rõ thời gian" in waiting.missing_words


def test_ready_drafts_are_assigned_and_the_others_told_apart(scene: Scene, directive: Directive) -> None:
    taken = assign_drafts(directive=directive.uuid, person=scene.chi, on=TODAY)
    assert [task.code for task in taken.done] == ["NV-0001"]
    assert [(task.code, "thời hạn" in why) for task, why in taken.refused] == [("NV-0002", True)]
    assert sorted(Task.objects.values_list("state", flat=True)) == ["assigned", "draft"]


def test_each_assignment_is_an_event_and_on_the_board(scene: Scene, directive: Directive) -> None:
    (task,) = assign_drafts(directive=directive.uuid, person=scene.chi, on=TODAY).done
    assert [event.kind for event in events.history("task", task.uuid)] == ["created", "assigned"]
    assert StatusSpan.objects.filter(task=task, start=TODAY).exists()


def test_assigning_again_changes_nothing(scene: Scene, directive: Directive) -> None:
    assign_drafts(directive=directive.uuid, person=scene.chi, on=TODAY)
    assert assign_drafts(directive=directive.uuid, person=scene.chi, on=TODAY).done == []


def test_an_outsider_assigns_nothing(scene: Scene, directive: Directive) -> None:
    with pytest.raises(NotAllowed):
        assign_drafts(directive=directive.uuid, person=scene.dung, on=TODAY)


def test_children_are_assigned_with_their_parent(scene: Scene) -> None:
    make_group()
    proposal = make_proposal(make_directive(scene), lead=["các bộ mẫu"])
    fields = replace(fields_now(proposal), choices={"các bộ mẫu": "group:CAC-BO"})
    accept_proposal(seen=seen(proposal, scene.chi), fields=fields)
    assert len(assign_drafts(directive=proposal.directive.uuid, person=scene.chi, on=TODAY).done) == 3


def test_the_page_assigns_with_one_button(scene: Scene, directive: Directive, client: Client) -> None:
    client.force_login(scene.chi, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/van-ban/{directive.uuid}/giao/"
    assert "1 trên 2 dự thảo" in client.get(address).content.decode()
    page = client.post(address).content.decode()
    assert "1 nhiệm vụ chưa giao được" in page
    assert "0 trên 1 dự thảo" in page
    assert client.post(address).status_code == 422  # nothing was ready any more
