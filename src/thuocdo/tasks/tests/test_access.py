"""Who stands on which side of a task, and who sees it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import Role
from thuocdo.organisations.models import Organisation, Succession
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Committee, Programme
from thuocdo.tasks import access
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import Side
from thuocdo.tasks.tests.factories import TODAY, Cast, act, make_cast, make_person, make_task, task_in

pytestmark = pytest.mark.django_db

BOTH = frozenset({Side.ASSIGNER, Side.VERIFIER})
SIDES = {
    "an": frozenset({Side.LEAD}), "head": frozenset({Side.LEAD}), "lan": BOTH, "chi": BOTH,
    "binh": frozenset({Side.COORDINATING}), "giang": frozenset({Side.INSPECTOR}),
    "dung": frozenset(), "quan": frozenset(),
}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def sides(person: Person, task: Task, on: date = TODAY) -> frozenset[Side]:
    """Asked of a person as read from the database, so that no earlier answer is kept."""
    return access.sides_of(Person.objects.get(pk=person.pk), task, on=on)


class TestSides:
    def test_each_of_the_cast_stands_where_the_rights_say(self, cast: Cast) -> None:
        task = make_task(cast)
        assert {name: sides(person, task) for name, person in cast.people().items()} == SIDES

    def test_a_grant_for_a_body_covers_those_below(self, cast: Cast) -> None:
        task = make_task(cast, leads=[make_body(parent=make_body(parent=cast.lead))])
        assert sides(cast.an, task) == {Side.LEAD}

    def test_a_grant_for_a_body_does_not_cover_those_above_or_beside(self, cast: Cast) -> None:
        below, beside = make_body(parent=cast.lead), make_body(code=f"{cast.lead.code}0")
        task = make_task(cast)
        assert sides(make_person((Role.HEAD, below)), task) == frozenset()
        assert sides(make_person((Role.HEAD, beside)), task) == frozenset()

    def test_a_grant_counts_from_its_first_day_to_the_eve_of_its_end(self, cast: Cast) -> None:
        task, person = make_task(cast), make_person()
        Grant.objects.create(
            person=person, role="officer", organisation=cast.lead, valid_from=TODAY, valid_to=TODAY + timedelta(days=1)
        )
        days = [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
        assert [bool(sides(person, task, on)) for on in days] == [False, True, False]

    def test_the_accountable_person_is_of_the_lead_without_a_grant(self, cast: Cast) -> None:
        person = make_person()
        task = task_in(cast, "assigned")
        act("accept", task, cast.an, accountable=person)
        task.refresh_from_db()
        assert sides(person, task) == {Side.LEAD}
        act("report", task, person)
        assert Task.objects.get().state == "reported"

    def test_an_administrators_or_inspectors_role_is_no_side_to_act_from(self, cast: Cast) -> None:
        task = make_task(cast)
        both = make_person((Role.ADMINISTRATOR, cast.lead), (Role.INSPECTOR, cast.assigner))
        assert sides(both, task) == frozenset()

    def test_the_standing_agency_of_another_programme_has_no_say(self, cast: Cast) -> None:
        other = make_cast()
        assert sides(other.chi, make_task(cast)) == frozenset()

    def test_a_committee_that_ended_gives_no_side(self, cast: Cast) -> None:
        task = make_task(cast)
        Committee.objects.update(valid_to=TODAY)
        assert sides(cast.chi, task, TODAY - timedelta(days=1)) == BOTH
        assert sides(cast.chi, task) == frozenset()


class TestSuccessors:
    """BTTTT's work passes to BKHCN on 1 March 2025."""

    DAY = date(2025, 3, 1)

    @pytest.fixture
    def merged(self, cast: Cast) -> Cast:
        new = make_body(name="Bộ Kế thừa")
        Organisation.objects.filter(pk=cast.lead.pk).update(valid_to=self.DAY)
        Succession.objects.create(predecessor=cast.lead, successor=new, on=self.DAY, share=Decimal(1), kind="merger")
        cast.lead.refresh_from_db()
        cast.dung = make_person((Role.OFFICER, new))
        return cast

    def test_the_rights_pass_on_the_day(self, merged: Cast) -> None:
        task = make_task(merged, on=date(2025, 1, 22))
        eve = self.DAY - timedelta(days=1)
        assert sides(merged.an, task, eve) == sides(merged.dung, task, self.DAY) == {Side.LEAD}
        assert not sides(merged.dung, task, eve)
        assert not sides(merged.an, task, self.DAY)

    def test_an_officer_of_the_successor_reports_a_task_given_to_the_body_that_ended(self, merged: Cast) -> None:
        task = task_in(merged, "accepted", on=date(2025, 1, 22))
        act("report", task, merged.dung, on=date(2025, 6, 2))
        task.refresh_from_db()
        assert (task.state, task.reported_on) == ("reported", date(2025, 6, 2))

    def test_the_successors_people_see_it_in_their_lists(self, merged: Cast) -> None:
        make_task(merged, on=date(2025, 1, 22), openness="internal")
        assert access.visible_to(merged.dung, on=TODAY).count() == 1
        assert Task.objects.filter(access.led_by(merged.dung, on=TODAY)).count() == 1
        assert Task.objects.filter(access.led_by(merged.an, on=TODAY)).count() == 0
        assert not access.visible_to(merged.an, on=TODAY).exists()

    def test_coordinating_passes_on_too(self, merged: Cast) -> None:
        task = make_task(merged, leads=[merged.outside], coordinating=[merged.lead], openness="internal")
        for person, expected in ((merged.dung, True), (merged.an, False)):
            assert access.can_see(person, task, on=TODAY) is expected
            assert access.visible_to(person, on=TODAY).exists() is expected


class TestSeeing:
    def test_a_public_task_is_seen_by_everybody(self, cast: Cast) -> None:
        task = make_task(cast)
        assert all(access.can_see(person, task, on=TODAY) for person in cast.people().values())

    def test_an_internal_one_only_by_those_on_a_side(self, cast: Cast) -> None:
        task = make_task(cast, openness="internal")
        seen = {name for name, person in cast.people().items() if access.can_see(person, task, on=TODAY)}
        assert seen == {"an", "head", "lan", "chi", "binh", "giang"}

    def test_the_list_of_the_visible_is_the_one_by_one_answer(self, cast: Cast) -> None:
        other = make_cast()
        tasks = [
            make_task(cast), make_task(cast, openness="internal"), make_task(other, openness="internal"),
            make_task(cast, openness="internal", leads=[make_body(parent=cast.lead), cast.outside]),
            make_task(cast, openness="internal", coordinating=[], leads=[cast.assigner]),
            make_task(cast, openness="internal", coordinating=[make_body(parent=cast.coordinating)], leads=[]),
        ]  # fmt: skip
        for name, person in (cast.people() | {f"other {k}": v for k, v in other.people().items()}).items():
            listed = set(access.visible_to(person, on=TODAY).values_list("pk", flat=True))
            assert listed == {task.pk for task in tasks if access.can_see(person, task, on=TODAY)}, name

    def test_each_list_is_the_answer_of_its_side(self, cast: Cast) -> None:
        tasks = [make_task(cast), make_task(cast, leads=[cast.outside]), make_task(make_cast())]
        lists = {Side.LEAD: access.led_by, Side.ASSIGNER: access.assigned_by}
        for side, listing in lists.items():
            for name, person in cast.people().items():
                listed = set(Task.objects.filter(listing(person, on=TODAY)).values_list("pk", flat=True))
                assert listed == {t.pk for t in tasks if side in access.sides_of(person, t, on=TODAY)}, (side, name)

    def test_who_holds_nothing_is_on_no_side_of_anything(self, cast: Cast) -> None:
        make_task(cast, openness="internal")
        assert not access.visible_to(make_person(), on=TODAY).exists()

    def test_the_number_of_queries_does_not_grow(self, cast: Cast) -> None:
        asked = []
        for more in (1, 50):
            for _ in range(more):
                make_task(cast, openness="internal")
            person = Person.objects.get(pk=cast.an.pk)
            with CaptureQueriesContext(connection) as captured:
                assert len(access.visible_to(person, on=TODAY)) >= more
            asked.append(len(captured))
        assert asked[0] == asked[1]


class TestGiving:
    """Who may write down work of a programme for a body."""

    def test_the_committees_body_and_its_standing_agency_give_work(self, cast: Cast) -> None:
        may = {
            name
            for name, person in cast.people().items()
            if access.may_assign(person, cast.programme, cast.assigner, on=TODAY)
        }
        assert may == {"lan", "chi"}

    def test_the_standing_agency_gives_work_in_its_own_name(self, cast: Cast) -> None:
        assert access.may_assign(cast.chi, cast.programme, cast.standing, on=TODAY)
        assert not access.may_assign(cast.lan, cast.programme, cast.standing, on=TODAY)

    def test_a_body_outside_the_committees_gives_none(self, cast: Cast) -> None:
        assert not access.may_assign(cast.dung, cast.programme, cast.outside, on=TODAY)
        assert not access.may_assign(cast.chi, cast.programme, cast.outside, on=TODAY)

    def test_a_body_below_the_committees_gives_work_in_its_own_name(self, cast: Cast) -> None:
        below = make_body(parent=cast.assigner)
        person = make_person((Role.OFFICER, below))
        assert access.may_assign(person, cast.programme, below, on=TODAY)
        assert not access.may_assign(person, cast.programme, cast.assigner, on=TODAY)

    def test_before_there_is_a_committee_each_body_gives_its_own(self, cast: Cast) -> None:
        bare = Programme.objects.create(code="bare", name="Chưa có ban chỉ đạo")
        assert access.may_assign(cast.dung, bare, cast.outside, on=TODAY)
        assert not access.may_assign(cast.dung, bare, cast.lead, on=TODAY)
        assert not access.may_assign(cast.quan, bare, cast.lead, on=TODAY)
