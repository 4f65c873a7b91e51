"""Rights are given, ended and lent."""

from datetime import date, timedelta
from typing import Any

import pytest

from thuocdo.accounts.access import acts_for, heads
from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import LONGEST_LOAN_DAYS, Role
from thuocdo.accounts.services import end_grant, end_loan, grant_role, lend_grant
from thuocdo.accounts.tests.factories import make_grant, make_holder, make_person
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body

pytestmark = pytest.mark.django_db
TODAY = clock.today()
WEEK = TODAY + timedelta(7)


def day(n: int) -> date:
    return TODAY + timedelta(n)


@pytest.fixture
def body() -> Organisation:
    return make_body()


@pytest.fixture
def quan() -> Person:
    return make_holder(Role.ADMINISTRATOR, username="quan")


@pytest.fixture
def head(body: Organisation) -> Person:
    return make_holder(Role.HEAD, body)


def give(person: Person, body: Organisation | None, by: Person, role: Role = Role.OFFICER, **changed) -> Grant:
    told = {"valid_from": TODAY} | changed
    return grant_role(person=person, role=role, organisation=body, by=by, on=TODAY, **told)


def lend(head: Person, to: Person, body: Organisation, **changed) -> Grant:
    told: dict[str, Any] = {"role": Role.HEAD, "valid_from": TODAY, "valid_to": WEEK} | changed
    return lend_grant(lender=head, person=to, organisation=body, on=TODAY, **told)


def test_a_role_holds_from_its_day_and_is_in_the_log(quan: Person, body: Organisation) -> None:
    an = make_person()
    give(an, body, quan)
    assert acts_for(an, body, on=TODAY)
    event = Event.objects.get(kind="grant_given")
    assert event.object_id == an.uuid
    assert event.payload == {"role": "officer", "body": body.code, "from": TODAY.isoformat()}


def test_nobody_gives_themselves_a_role(quan: Person, body: Organisation) -> None:
    with pytest.raises(NotAllowed, match="Không ai tự cấp quyền"):
        give(quan, body, quan)


def test_an_administrator_gives_roles_in_their_bodies_and_below_only(body: Organisation) -> None:
    local, an = make_holder(Role.ADMINISTRATOR, body), make_person()
    give(an, make_body(parent=body), local)
    for elsewhere in (make_body(), None):
        with pytest.raises(NotAllowed):
            give(an, elsewhere, local, Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"valid_from": day(-1)}, "valid_from"),
        ({"valid_to": TODAY}, "valid_to"),
        ({"role": Role.HEAD, "body": None}, "organisation"),
        ({"ended": True}, "organisation"),
        ({"locked": True}, "person"),
        ({"twice": True}, "role"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused_at_its_field(quan: Person, body: Organisation, changed, field) -> None:
    an = make_person(is_active="locked" not in changed)
    if "ended" in changed:
        Organisation.objects.filter(pk=body.pk).update(valid_to=TODAY)
        body.refresh_from_db()
    if "twice" in changed:
        make_grant(an, Role.OFFICER, body)
    where = changed.get("body", body)
    told = {key: value for key, value in changed.items() if key in ("valid_from", "valid_to", "role")}
    with pytest.raises(BadInput) as refused:
        give(an, where, quan, **told)
    assert refused.value.field == field


def test_a_role_is_given_again_after_it_ended(quan: Person, body: Organisation) -> None:
    an = make_person()
    make_grant(an, Role.OFFICER, body, valid_to=TODAY)
    give(an, body, quan)
    assert acts_for(an, body, on=TODAY)


def test_an_ended_role_holds_no_longer_the_same_day(quan: Person, body: Organisation) -> None:
    an = make_holder(Role.OFFICER, body)
    end_grant(grant=an.grants.get(), by=quan, on=TODAY)
    assert not acts_for(an, body, on=TODAY)
    assert acts_for(an, body, on=day(-1))


def test_a_role_ended_on_its_first_day_is_gone_but_stays_in_the_log(quan: Person, body: Organisation) -> None:
    an = make_person()
    end_grant(grant=give(an, body, quan), by=quan, on=TODAY)
    assert not Grant.objects.filter(person=an).exists()
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == ["grant_given", "grant_ended"]


def test_a_role_is_ended_once(quan: Person, body: Organisation) -> None:
    grant = make_grant(make_person(), Role.OFFICER, body, valid_to=TODAY)
    with pytest.raises(DomainError, match="đã hết hạn"):
        end_grant(grant=grant, by=quan, on=TODAY)


def test_the_last_administrator_of_everything_stays(quan: Person) -> None:
    with pytest.raises(DomainError, match="cuối cùng"):
        end_grant(grant=quan.grants.get(), by=quan, on=TODAY)
    make_holder(Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(DomainError, match="cuối cùng"):
        end_grant(grant=quan.grants.get(), by=quan, on=TODAY)
    make_holder(Role.ADMINISTRATOR)
    end_grant(grant=quan.grants.get(), by=quan, on=TODAY)


def test_a_head_lends_within_what_they_hold(head: Person, body: Organisation) -> None:
    an, below = make_person(), make_body(parent=body)
    lend(head, an, body)
    lend(head, an, below, role=Role.OFFICER)
    assert heads(an, body, on=TODAY)
    assert not heads(an, body, on=WEEK)
    assert {grant.lent_by for grant in an.grants.all()} == {head}


def test_a_head_lends_nothing_of_another_body(head: Person) -> None:
    with pytest.raises(NotAllowed):
        lend(head, make_person(), make_body())


def test_a_head_lends_no_longer_than_they_hold_it(body: Organisation) -> None:
    passing = make_person()
    make_grant(passing, Role.HEAD, body, valid_to=day(5))
    with pytest.raises(NotAllowed):
        lend(passing, make_person(), body, valid_to=day(6))
    lend(passing, make_person(), body, valid_to=day(5))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_only_a_head_lends(body: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        lend(make_holder(role, body), make_person(), body, role=Role.OFFICER)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_only_acting_roles_are_lent(head: Person, body: Organisation, role: Role) -> None:
    with pytest.raises(BadInput):
        lend(head, make_person(), body, role=role)


def test_what_was_borrowed_is_not_lent_on(head: Person, body: Organisation) -> None:
    an = make_person()
    lend(head, an, body)
    with pytest.raises(NotAllowed):
        lend(an, make_person(), body)


def test_a_loan_has_a_longest_span(head: Person, body: Organisation) -> None:
    with pytest.raises(BadInput, match="90 ngày"):
        lend(head, make_person(), body, valid_to=day(LONGEST_LOAN_DAYS + 1))
    lend(head, make_person(), body, valid_to=day(LONGEST_LOAN_DAYS))


def test_a_head_lends_nothing_to_themselves(head: Person, body: Organisation) -> None:
    with pytest.raises(BadInput):
        lend(head, head, body, role=Role.OFFICER)


def test_a_loan_ends_when_the_lenders_role_does(head: Person, body: Organisation, quan: Person) -> None:
    an, later = make_person(), make_person()
    lend(head, an, body)
    lend(head, later, body, valid_from=day(3))
    end_grant(grant=head.grants.get(), by=quan, on=TODAY)
    assert not acts_for(an, body, on=TODAY)
    assert not later.grants.exists()
    assert Event.objects.filter(kind="loan_ended").count() == 2


def test_a_loan_goes_on_where_another_role_of_the_lender_carries_it(quan: Person, body: Organisation) -> None:
    below = make_body(parent=body)
    head, an = make_holder(Role.HEAD, below), make_person()
    make_grant(head, Role.HEAD, body)
    lend(head, an, below)
    end_grant(grant=head.grants.get(organisation=below), by=quan, on=TODAY)
    assert acts_for(an, below, on=TODAY)


def test_lender_and_borrower_end_a_loan_and_nobody_else(head: Person, body: Organisation) -> None:
    an, binh = make_person(), make_person()
    with pytest.raises(NotAllowed):
        end_loan(grant=lend(head, an, body), by=binh, on=TODAY)
    end_loan(grant=an.grants.get(), by=head, on=TODAY)
    end_loan(grant=lend(head, an, body), by=an, on=TODAY)
    assert not an.grants.exists()


def test_a_role_of_ones_own_is_not_ended_as_a_loan(head: Person) -> None:
    with pytest.raises(NotAllowed):
        end_loan(grant=head.grants.get(), by=head, on=TODAY)
