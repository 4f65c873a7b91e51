"""Accepting a proposal: a draft task tied to its passage, for a class of bodies with one child for each."""

from dataclasses import replace
from datetime import date

import pytest

from thuocdo.directives.models import Proposal
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, NotAllowed, Stale
from thuocdo.organisations.models import Post
from thuocdo.programmes.models import Committee, Programme
from thuocdo.review.services import accept_proposal
from thuocdo.review.services.holding import fields_now
from thuocdo.review.tests.factories import Scene, make_directive, make_group, make_proposal, make_scene, seen
from thuocdo.tasks.models import Task
from viettext import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def proposal(scene: Scene) -> Proposal:
    return make_proposal(make_directive(scene))


def test_accepting_writes_a_draft_tied_to_its_passage(scene: Scene, proposal: Proposal) -> None:
    (task,) = accept_proposal(seen=seen(proposal, scene.chi))
    assert (task.state, task.passage, task.directive) == ("draft", proposal.passage, proposal.directive)
    assert (list(task.leads.all()), task.due, task.assigner) == ([scene.first], date(2027, 3, 31), scene.board)
    assert [d.name for d in task.deliverables.all()] == ["Danh mục dữ liệu"]


def test_accepting_decides_the_proposal_in_one_event(scene: Scene, proposal: Proposal) -> None:
    (task,) = accept_proposal(seen=seen(proposal, scene.chi))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.version) == ("accepted", scene.chi, 1)
    assert events.history("proposal", proposal.uuid).get().payload["code"] == task.code


def test_what_was_typed_is_accepted_and_what_was_found_stays(scene: Scene, proposal: Proposal) -> None:
    fields = replace(fields_now(proposal), action="Rà soát lại", has_no_deadline=True, due=None)
    (task,) = accept_proposal(seen=seen(proposal, scene.chi), fields=fields)
    proposal.refresh_from_db()
    assert (task.title, task.has_no_deadline, (proposal.found or {})["action"]) == (
        "Rà soát lại",
        True,
        "Rà soát danh mục dữ liệu",
    )


def test_the_second_of_two_reviewers_is_told(scene: Scene, proposal: Proposal) -> None:
    as_seen = seen(proposal, scene.chi)
    accept_proposal(seen=as_seen)
    with pytest.raises(Stale):
        accept_proposal(seen=as_seen)
    assert Task.objects.count() == 1


@pytest.mark.parametrize("cast", ["an", "dung", "giang"])
def test_others_may_not(scene: Scene, proposal: Proposal, cast: str) -> None:
    with pytest.raises(NotAllowed):
        accept_proposal(seen=seen(proposal, getattr(scene, cast)))


def test_an_unclear_lead_is_refused_and_nothing_is_written(scene: Scene) -> None:
    proposal = make_proposal(make_directive(scene), lead=["các cơ quan chức năng"])
    with pytest.raises(BadInput, match="các cơ quan chức năng"):
        accept_proposal(seen=seen(proposal, scene.chi))
    proposal.refresh_from_db()
    assert (proposal.state, Task.objects.count()) == ("pending", 0)


def test_a_proposal_without_lead_is_refused(scene: Scene) -> None:
    with pytest.raises(BadInput, match="chủ trì"):
        accept_proposal(seen=seen(make_proposal(make_directive(scene), lead=[]), scene.chi))


def test_an_unclear_coordinating_name_stays_in_the_passage_alone(scene: Scene) -> None:
    proposal = make_proposal(make_directive(scene), coordinating=["Bộ Mẫu Hai", "các cơ quan liên quan"])
    (task,) = accept_proposal(seen=seen(proposal, scene.chi))
    assert list(task.coordinating.all()) == [scene.second]


def test_a_post_gives_its_body_the_task_and_answers_for_it(scene: Scene) -> None:
    title = "Bộ trưởng Bộ Mẫu Một"
    Post.objects.create(organisation=scene.first, title=title, folded=fold(title), is_head=True)
    (task,) = accept_proposal(seen=seen(make_proposal(make_directive(scene), lead=[title]), scene.chi))
    assert (list(task.leads.all()), task.accountable_person) == ([scene.first], title)


def test_a_class_makes_a_parent_and_a_needed_child_for_each_member(scene: Scene) -> None:
    make_group()
    proposal = make_proposal(make_directive(scene), "Các bộ mẫu báo cáo kết quả hằng quý.", lead=["các bộ mẫu"])
    fields = replace(fields_now(proposal), choices={"các bộ mẫu": "group:CAC-BO"})
    parent, *children = accept_proposal(seen=seen(proposal, scene.chi), fields=fields)
    assert list(parent.leads.all()) == [scene.office]
    assert [list(child.leads.all()) for child in children] == [[scene.first], [scene.second]]
    assert all((c.parent, c.is_needed_by_parent, c.passage) == (parent, True, proposal.passage) for c in children)
    assert len({parent.code, *(child.code for child in children)}) == 3


def test_without_a_committee_the_persons_own_body_assigns(scene: Scene) -> None:
    Committee.objects.all().delete()
    (task,) = accept_proposal(seen=seen(make_proposal(make_directive(scene)), scene.chi))
    assert task.assigner == scene.office


def test_a_directive_of_two_programmes_makes_the_task_in_the_one_chosen(scene: Scene) -> None:
    other = Programme.objects.create(code="khac", name="Chương trình khác")
    proposal = make_proposal(make_directive(scene))
    proposal.directive.programmes.add(other)
    (task,) = accept_proposal(seen=seen(proposal, scene.chi), fields=replace(fields_now(proposal), programme="khac"))
    assert task.programme == other


def test_a_programme_that_the_directive_does_not_serve_is_refused(scene: Scene, proposal: Proposal) -> None:
    Programme.objects.create(code="khac", name="Chương trình khác")
    with pytest.raises(BadInput):
        accept_proposal(seen=seen(proposal, scene.chi), fields=replace(fields_now(proposal), programme="khac"))
