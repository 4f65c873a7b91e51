"""Writing tasks down, changing them before assignment, and doing the same to many at once."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed, Stale
from thuocdo.foundation.models import Event
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Programme
from thuocdo.tasks.models import StatusSpan, Task
from thuocdo.tasks.services import By, amend_draft, assign_many, cancel_many, create_children, create_task
from thuocdo.tasks.services.rebuild import rebuild_projection
from thuocdo.tasks.tests.factories import TODAY, Cast, act, make_cast, make_draft, make_task, task_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


class TestCreating:
    @pytest.mark.parametrize("name", ["an", "head", "binh", "dung", "giang", "quan"])
    def test_only_the_assigners_side_writes_tasks_down(self, cast: Cast, name: str) -> None:
        with pytest.raises(NotAllowed):
            create_task(
                programme=cast.programme, draft=make_draft(cast), assigner=cast.assigner, by=By(cast.people()[name]),
                on=TODAY,
            )  # fmt: skip
        assert not Task.objects.exists()

    def test_codes_count_up_within_a_programme(self, cast: Cast) -> None:
        codes = [make_task(cast).code for _ in range(3)]
        assert codes == ["NV-0001", "NV-0002", "NV-0003"]
        assert make_task(make_cast()).code == "NV-0001"

    def test_codes_from_files_are_not_used_again(self, cast: Cast) -> None:
        Task.objects.create(programme=cast.programme, code="NV-0041", exchange_code="NV-0041", title="Từ tệp")
        Task.objects.create(programme=cast.programme, code="NV-X", exchange_code="NV-X", title="Từ tệp")
        assert make_task(cast).code == "NV-0042"

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"title": " \n "}, "title"), ({"title": "x" * 2001}, "title"), ({"recurrence": "daily"}, "recurrence"),
            ({"has_no_deadline": True}, "due"), ({"field": "y-te"}, "field"), ({"openness": "secret"}, "openness"),
            ({"weight": -1}, "weight"), ({"weight": float("nan")}, "weight"), ({"weight": float("inf")}, "weight"),
        ],
        ids=str,
    )  # fmt: skip
    def test_what_is_wrong_is_named(self, cast: Cast, changed: dict[str, Any], field: str) -> None:
        with pytest.raises(BadInput) as caught:
            make_task(cast, **changed)
        assert caught.value.field == field

    def test_a_parent_of_another_programme_is_refused(self, cast: Cast) -> None:
        parent = make_task(make_cast())
        with pytest.raises(BadInput, match="chương trình khác") as caught:
            make_task(cast, parent=parent)
        assert caught.value.field == "parent"

    def test_it_takes_the_programmes_openness_unless_told(self, cast: Cast) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(default_openness="internal")
        cast.programme.refresh_from_db()
        assert make_task(cast).openness == "internal"
        assert make_task(cast, openness="public").openness == "public"

    def test_bodies_and_blank_products_named_twice_count_once(self, cast: Cast) -> None:
        task = make_task(cast, leads=[cast.lead, cast.lead], deliverables=["Tờ  trình", " ", ""])
        assert list(task.leads.all()) == [cast.lead]
        assert list(task.deliverables.values_list("name", flat=True)) == ["Tờ trình"]

    def test_a_draft_is_on_no_board(self, cast: Cast) -> None:
        make_task(cast)
        assert not StatusSpan.objects.exists()


class TestAmending:
    def test_everything_may_change_before_assignment(self, cast: Cast) -> None:
        task = make_task(cast)
        draft = make_draft(
            cast, title="Nội dung mới", leads=[cast.outside], deliverables=["Đề án"], due=None, recurrence="quarterly",
            coordinating=[],
        )  # fmt: skip
        amend_draft(task=task.uuid, draft=draft, by=By(cast.chi, version=task.version), on=TODAY)
        found = Task.objects.get()
        assert (found.title, found.recurrence, found.due, found.version) == ("Nội dung mới", "quarterly", None, 2)
        assert list(found.leads.all()) == [cast.outside]
        assert not found.coordinating.exists()
        act("assign", found, cast.lan)
        assert rebuild_projection(today=TODAY).changed == 0
        assert StatusSpan.objects.filter(lead=cast.outside).exists()

    @pytest.mark.parametrize("state", ["assigned", "handed_back", "accepted", "verified", "cancelled"])
    def test_an_assigned_task_is_not_amended(self, cast: Cast, state: str) -> None:
        task = task_in(cast, state)
        with pytest.raises(DomainError, match="không còn là dự thảo"):
            amend_draft(task=task.uuid, draft=make_draft(cast), by=By(cast.lan), on=TODAY)

    @pytest.mark.parametrize("name", ["an", "binh", "dung", "giang", "quan"])
    def test_only_the_assigners_side_amends(self, cast: Cast, name: str) -> None:
        task = make_task(cast)
        with pytest.raises(NotAllowed):
            amend_draft(task=task.uuid, draft=make_draft(cast), by=By(cast.people()[name]), on=TODAY)

    def test_a_form_filled_in_before_another_change_is_stale(self, cast: Cast) -> None:
        task = make_task(cast)
        amend_draft(task=task.uuid, draft=make_draft(cast), by=By(cast.chi), on=TODAY)
        with pytest.raises(Stale):
            amend_draft(task=task.uuid, draft=make_draft(cast), by=By(cast.lan, version=task.version), on=TODAY)

    def test_parent_and_code_stay(self, cast: Cast) -> None:
        parent = make_task(cast)
        child = make_task(cast, parent=parent)
        amend_draft(task=child.uuid, draft=make_draft(cast), by=By(cast.lan), on=TODAY)
        child.refresh_from_db()
        assert (child.parent, child.code) == (parent, "NV-0002")


class TestMany:
    def test_each_member_of_a_class_gets_a_child_of_its_own(self, cast: Cast) -> None:
        parent = make_task(cast, due=date(2025, 11, 30))
        members = [make_body() for _ in range(5)]
        children = create_children(parent=parent, members=members, by=By(cast.lan), on=TODAY)
        assert [child.code for child in children] == [f"NV-{n:04}" for n in range(2, 7)]
        assert [child.leads.get() for child in children] == members
        assert {child.due for child in children} == {date(2025, 11, 30)}
        assert Event.objects.filter(kind="created").count() == 6
        taken = assign_many(tasks=[child.uuid for child in children], by=By(cast.lan), on=TODAY)
        assert (len(taken.done), taken.refused) == (5, [])
        assert rebuild_projection(today=TODAY).changed == 0

    def test_others_write_no_children_down(self, cast: Cast) -> None:
        parent = make_task(cast)
        with pytest.raises(NotAllowed):
            create_children(parent=parent, members=[cast.outside], by=By(cast.an), on=TODAY)

    def test_what_a_rule_refuses_is_told_apart_with_its_reason(self, cast: Cast) -> None:
        good, bare, done = make_task(cast), make_task(cast, due=None), task_in(cast, "accepted")
        taken = assign_many(tasks=[good.uuid, bare.uuid, done.uuid], by=By(cast.chi), on=TODAY)
        assert [task.code for task in taken.done] == [good.code]
        assert {task.code: why.split(":")[0] for task, why in taken.refused} == {
            bare.code: "Nhiệm vụ chưa có thời hạn",
            done.code: "Không thể “Giao nhiệm vụ” khi nhiệm vụ đang ở trạng thái “Đã nhận”.",
        }

    @pytest.mark.parametrize("name", ["an", "binh", "dung", "giang", "quan"])
    def test_people_of_other_sides_move_none(self, cast: Cast, name: str) -> None:
        tasks = [make_task(cast).uuid for _ in range(3)]
        person = cast.people()[name]
        assert len(assign_many(tasks=tasks, by=By(person), on=TODAY).refused) == 3
        assert len(cancel_many(tasks=tasks, by=By(person), on=TODAY, reason="Trùng").refused) == 3
        assert set(Task.objects.values_list("state", flat=True)) == {"draft"}

    def test_a_task_named_twice_moves_once(self, cast: Cast) -> None:
        task = make_task(cast)
        assert len(assign_many(tasks=[task.uuid, task.uuid], by=By(cast.lan), on=TODAY).done) == 1
        assert Event.objects.filter(kind="assigned").count() == 1

    def test_cancelling_many_takes_them_off_the_board(self, cast: Cast) -> None:
        tasks = [task_in(cast, "accepted").uuid for _ in range(3)]
        assert len(cancel_many(tasks=tasks, by=By(cast.lan), on=TODAY, reason="Trùng").done) == 3
        assert rebuild_projection(today=TODAY).changed == 0

    def test_the_number_of_statements_does_not_grow(self, cast: Cast) -> None:
        asked = []
        for number in (2, 10):  # few enough for one statement of each kind on SQLite
            uuids = [make_task(cast).uuid for _ in range(number)]
            with CaptureQueriesContext(connection) as captured:
                assign_many(tasks=uuids, by=By(cast.lan), on=TODAY)
            asked.append(len(captured))
        assert asked[0] == asked[1]
