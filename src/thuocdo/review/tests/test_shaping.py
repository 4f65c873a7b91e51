"""Merging, splitting, rejecting, saving, adding, and taking each of them back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from thuocdo.directives.models import Directive, Passage, Proposal
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError, Stale
from thuocdo.review import services
from thuocdo.review.services.holding import Seen, fields_now
from thuocdo.review.tests.factories import TEXT, TODAY, Scene, make_directive, make_proposal, make_scene, seen
from thuocdo.tasks.services import By, assign_task

pytestmark = pytest.mark.django_db

FIRST = "Bộ Mẫu Một rà soát danh mục dữ liệu; hoàn thành trước ngày 31/3/2027."
SECOND = "Bộ Mẫu Hai ban hành hướng dẫn kết nối."


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def pair(scene: Scene) -> tuple[Proposal, Proposal]:
    directive = make_directive(scene)
    second = {"action": "Ban hành hướng dẫn", "lead": ["Bộ Mẫu Hai"], "deadline": None, "deliverables": ["Hướng dẫn"]}
    return make_proposal(directive, FIRST), make_proposal(directive, SECOND, **second)


def undo(scene: Scene, proposal: Proposal) -> Proposal:
    proposal.refresh_from_db()
    return services.undo(seen=seen(proposal, scene.chi))


# Saving and rejecting


def test_saving_keeps_the_fields_and_what_was_found(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    first = pair[0]
    services.save_proposal(seen=seen(first, scene.chi), fields=replace(fields_now(first), action="Khác"))
    first.refresh_from_db()
    assert (first.fields["action"], (first.found or {})["action"], first.version) == (
        "Khác",
        "Rà soát danh mục dữ liệu",
        1,
    )


def test_saving_what_did_not_change_writes_nothing(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    services.save_proposal(seen=seen(pair[0], scene.chi), fields=fields_now(pair[0]))
    assert not events.history("proposal", pair[0].uuid).exists()


def test_rejecting_needs_a_reason(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    with pytest.raises(BadInput, match="lý do"):
        services.reject_proposal(seen=seen(pair[0], scene.chi), reason="  ")
    services.reject_proposal(seen=seen(pair[0], scene.chi), reason="không phải nhiệm vụ")
    pair[0].refresh_from_db()
    assert (pair[0].state, pair[0].reason) == ("rejected", "không phải nhiệm vụ")


def test_a_rejected_proposal_can_be_taken_back(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    services.reject_proposal(seen=seen(pair[0], scene.chi), reason="nhầm")
    found = undo(scene, pair[0])
    assert (found.state, found.reason, found.decided_by) == ("pending", "", None)


# Merging


def test_merging_joins_the_fields_and_the_passages(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    first, second = pair
    target = services.merge_proposals(seen=seen(second, scene.chi), into=first.uuid)
    merged = fields_now(target)
    assert (merged.leads, merged.due) == (("Bộ Mẫu Một", "Bộ Mẫu Hai"), date(2027, 3, 31))
    assert target.passage.quote == f"{FIRST} {SECOND}" == TEXT[target.passage.start : target.passage.end]
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", first)


def test_merging_into_a_later_one_keeps_the_order_of_the_text(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    target = services.merge_proposals(seen=seen(pair[0], scene.chi), into=pair[1].uuid)
    assert (fields_now(target).leads[0], target.order) == ("Bộ Mẫu Một", pair[0].order)


def test_a_merge_can_be_taken_back(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    first, second = pair
    services.merge_proposals(seen=seen(second, scene.chi), into=first.uuid)
    undo(scene, second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.passage.quote, fields_now(first).leads) == (FIRST, ("Bộ Mẫu Một",))
    assert (second.state, second.merged_into) == ("pending", None)


def test_a_merge_is_not_taken_back_once_the_other_was_changed(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    first, second = pair
    target = services.merge_proposals(seen=seen(second, scene.chi), into=first.uuid)
    services.save_proposal(seen=seen(target, scene.chi), fields=replace(fields_now(target), action="Đã sửa"))
    with pytest.raises(DomainError, match="đã được sửa"):
        undo(scene, second)


def test_merging_needs_another_pending_proposal_of_the_same_text(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    first, second = pair
    elsewhere = make_proposal(make_directive(scene, sha256="f" * 64))
    services.reject_proposal(seen=seen(second, scene.chi), reason="nhầm")
    for into, refusal in ((first.uuid, BadInput), (second.uuid, Stale), (elsewhere.uuid, BadInput)):
        with pytest.raises(refusal):
            services.merge_proposals(seen=seen(first, scene.chi), into=into)


# Splitting


def test_splitting_at_a_cut_gives_each_part_its_own_passage(scene: Scene) -> None:
    whole = make_proposal(make_directive(scene), f"{FIRST} {SECOND}")
    one, other = services.split_at(seen=seen(whole, scene.chi), cut=len(FIRST) + 1)
    assert (one.passage.quote, other.passage.quote) == (FIRST, SECOND)
    assert all(TEXT[p.passage.start : p.passage.end] == p.passage.quote for p in (one, other))
    assert (fields_now(one).due, fields_now(other).due) == (date(2027, 3, 31), None)
    whole.refresh_from_db()
    assert (whole.state, one.split_from, one.found) == ("split", whole, None)


@pytest.mark.parametrize("cut", [0, -3, 10_000])
def test_a_cut_outside_the_passage_is_refused(scene: Scene, pair: tuple[Proposal, Proposal], cut: int) -> None:
    with pytest.raises(BadInput):
        services.split_at(seen=seen(pair[0], scene.chi), cut=cut)


def test_splitting_by_leads_gives_each_lead_one(scene: Scene) -> None:
    whole = make_proposal(make_directive(scene), lead=["Bộ Mẫu Một", "Bộ Mẫu Hai"])
    parts = services.split_by_leads(seen=seen(whole, scene.chi))
    assert [fields_now(part).leads for part in parts] == [("Bộ Mẫu Một",), ("Bộ Mẫu Hai",)]


def test_one_lead_cannot_be_split(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    with pytest.raises(BadInput):
        services.split_by_leads(seen=seen(pair[0], scene.chi))


def test_a_split_can_be_taken_back_while_its_parts_are_untouched(scene: Scene) -> None:
    whole = make_proposal(make_directive(scene), f"{FIRST} {SECOND}")
    passages = Passage.objects.count()
    services.split_at(seen=seen(whole, scene.chi), cut=len(FIRST))
    undo(scene, whole)
    assert (list(Proposal.objects.values_list("state")), Passage.objects.count()) == ([("pending",)], passages)


def test_a_split_is_not_taken_back_once_a_part_was_accepted(scene: Scene) -> None:
    whole = make_proposal(make_directive(scene), f"{FIRST} {SECOND}")
    one, _other = services.split_at(seen=seen(whole, scene.chi), cut=len(FIRST))
    services.accept_proposal(seen=seen(one, scene.chi))
    with pytest.raises(DomainError, match="không gộp lại được"):
        undo(scene, whole)


# Taking an acceptance back


def test_taking_an_acceptance_back_cancels_the_draft(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    (task,) = services.accept_proposal(seen=seen(pair[0], scene.chi))
    found = undo(scene, pair[0])
    task.refresh_from_db()
    assert (found.state, task.state) == ("pending", "cancelled")
    (again,) = services.accept_proposal(seen=seen(found, scene.chi))
    assert again.code != task.code


def test_an_assigned_task_is_not_taken_back(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    (task,) = services.accept_proposal(seen=seen(pair[0], scene.chi))
    assign_task(task=task.uuid, by=By(scene.chi), on=TODAY)
    with pytest.raises(DomainError, match=task.code):
        undo(scene, pair[0])
    task.refresh_from_db()
    assert task.state == "assigned"


# Adding


def add(scene: Scene, directive: Directive, **given: Any) -> Proposal:
    by = Seen(directive.uuid, scene.chi, TODAY)
    return services.add_proposal(directive=directive.uuid, seen=by, **given)


def test_a_selected_span_becomes_a_proposal_at_its_place(scene: Scene, pair: tuple[Proposal, Proposal]) -> None:
    directive = pair[0].directive
    start = TEXT.index("rà soát")
    made = add(scene, directive, start=start - 1, end=start + 20)
    assert made.passage.quote == TEXT[start : start + 20].rstrip()
    assert [p.pk for p in directive.proposals.order_by("order", "id")] == [pair[0].pk, made.pk, pair[1].pk]


def test_words_typed_are_found_whatever_their_line_ends(scene: Scene) -> None:
    directive = make_directive(scene)
    made = add(scene, directive, quote="Bộ Mẫu Hai ban\n hành  hướng dẫn kết nối")
    assert made.passage.quote == "Bộ Mẫu Hai ban hành hướng dẫn kết nối"
    assert made.passage.start == TEXT.index("Bộ Mẫu Hai ban hành")


@pytest.mark.parametrize("given", [
    {"quote": "không có trong văn bản"}, {"quote": "Bộ Mẫu"}, {"quote": ""}, {"start": 5, "end": 5},
    {"start": 9, "end": 3}, {"start": 0, "end": 10**6},
])  # fmt: skip
def test_what_is_no_passage_is_refused(scene: Scene, given: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        add(scene, make_directive(scene), **given)
