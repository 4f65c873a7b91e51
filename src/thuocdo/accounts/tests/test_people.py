"""People come and go, and who may look after whom."""

from datetime import timedelta

import pytest

from thuocdo.accounts.access import administers_person
from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.queries import people
from thuocdo.accounts.rules import Role
from thuocdo.accounts.services import create_person, deactivate, edit_person, reactivate
from thuocdo.accounts.tests.factories import make_grant, make_holder, make_person
from thuocdo.foundation import clock
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.foundation.models import Event
from thuocdo.organisations.tests.factories import make_body

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def quan() -> Person:
    return make_holder(Role.ADMINISTRATOR, username="quan")


def test_a_new_person_cannot_sign_in_before_a_password_is_given(quan: Person) -> None:
    made = create_person(username="An.Nguyen", full_name="Nguyễn Văn An", by=quan, on=TODAY)
    assert (made.username, made.folded, made.has_usable_password()) == ("an.nguyen", "nguyen van an", False)


@pytest.mark.parametrize("username", ["", "a", "có dấu", "a b", "-an", "an\x00", "x" * 101, "an/../x"])
def test_a_name_to_sign_in_with_is_plain_letters(quan: Person, username: str) -> None:
    with pytest.raises(BadInput) as refused:
        create_person(username=username, full_name="An", by=quan, on=TODAY)
    assert refused.value.field == "username"


def test_a_name_is_given_once_however_it_is_written(quan: Person) -> None:
    with pytest.raises(BadInput, match="đã có người dùng"):
        create_person(username="QUAN", full_name="Người khác", by=quan, on=TODAY)


def test_an_administrator_of_a_body_gives_the_first_role_within_it(quan: Person) -> None:
    body, other = make_body(), make_body()
    local = make_holder(Role.ADMINISTRATOR, body)
    with pytest.raises(NotAllowed):
        create_person(username="an", full_name="An", by=local, on=TODAY)
    with pytest.raises(NotAllowed):
        create_person(username="an", full_name="An", by=local, on=TODAY, role=Role.OFFICER, organisation=other)
    assert not Person.objects.filter(username="an").exists()
    made = create_person(username="an", full_name="An", by=local, on=TODAY, role=Role.OFFICER, organisation=body)
    assert administers_person(local, made, on=TODAY)


def test_an_officer_makes_nobody() -> None:
    an = make_holder(Role.OFFICER, body := make_body())
    with pytest.raises(NotAllowed):
        create_person(username="x2", full_name="X", by=an, on=TODAY, role=Role.OFFICER, organisation=body)


def test_the_log_names_nobody(quan: Person) -> None:
    made = create_person(username="an", full_name="Nguyễn Văn An", email="an@example.vn", by=quan, on=TODAY)
    edit_person(person=made, full_name="Trần An", title="Vụ trưởng", email="", by=quan, on=TODAY)
    rows = Event.objects.filter(object_type="person").order_by("id")
    assert [row.kind for row in rows] == ["person_created", "person_edited"]
    assert rows[1].payload == {"fields": ["full_name", "title", "email"]}
    assert "An" not in "".join(f"{row.payload}{row.actor_title}" for row in rows)


def test_saving_what_is_already_so_writes_no_event(quan: Person) -> None:
    an = make_person("an", full_name="An")
    edit_person(person=an, full_name="An", title="", email="", by=quan, on=TODAY)
    assert not Event.objects.exists()


def test_locking_out_ends_rights_and_loans_and_opening_again_brings_none_back(quan: Person) -> None:
    body = make_body()
    head, an = make_holder(Role.HEAD, body), make_person()
    make_grant(an, Role.OFFICER, body, lent_by=head, valid_from=TODAY - timedelta(1), valid_to=TODAY + timedelta(5))
    deactivate(person=head, by=quan, on=TODAY)
    assert not Grant.objects.exclude(person=quan).lasting(on=TODAY).exists()
    reactivate(person=head, by=quan, on=TODAY)
    assert Person.objects.get(pk=head.pk).is_active
    assert not Grant.objects.filter(person=head).lasting(on=TODAY).exists()


def test_nobody_locks_themselves_out(quan: Person) -> None:
    with pytest.raises(NotAllowed, match="Không ai tự khóa"):
        deactivate(person=quan, by=quan, on=TODAY)


def test_the_last_administrator_cannot_be_locked_out(quan: Person) -> None:
    second = make_holder(Role.ADMINISTRATOR)
    deactivate(person=second, by=quan, on=TODAY)
    passing = make_person()
    make_grant(passing, Role.ADMINISTRATOR, valid_to=TODAY + timedelta(30))
    with pytest.raises(DomainError, match="cuối cùng"):
        deactivate(person=quan, by=passing, on=TODAY)
    assert Person.objects.get(pk=quan.pk).is_active


@pytest.mark.parametrize("kind", ["elsewhere", "everywhere", "nothing", "post elsewhere"])
def test_an_administrator_of_a_body_does_not_look_after_people_with_more(kind: str) -> None:
    body, other = make_body(), make_body()
    local, an = make_holder(Role.ADMINISTRATOR, body), make_person()
    if kind != "nothing":
        make_grant(an, Role.OFFICER, body)
    if kind == "elsewhere":
        make_grant(an, Role.OFFICER, other, valid_from=TODAY + timedelta(9))
    if kind == "everywhere":
        make_grant(an, Role.ADMINISTRATOR)
    if kind == "post elsewhere":
        post = other.posts.create(title="Thứ trưởng", folded="thu truong")
        an.appointments.create(post=post, valid_from=TODAY)
    assert not administers_person(local, an, on=TODAY)
    with pytest.raises(NotAllowed):
        edit_person(person=an, full_name="X", title="", email="", by=local, on=TODAY)


def test_an_administrator_of_a_body_looks_after_people_of_it_and_of_those_below() -> None:
    body = make_body()
    below = make_body(parent=body)
    local = make_holder(Role.ADMINISTRATOR, body)
    an, binh, gone = make_holder(Role.OFFICER, body), make_holder(Role.HEAD, below), make_person()
    make_grant(gone, Role.OFFICER, below, valid_to=TODAY)
    assert set(people(local, on=TODAY)) == {local, an, binh, gone}


def test_whoever_moved_on_is_looked_after_where_they_are_now() -> None:
    old, new = make_body(), make_body()
    before, after = make_holder(Role.ADMINISTRATOR, old), make_holder(Role.ADMINISTRATOR, new)
    an = make_person()
    make_grant(an, Role.OFFICER, old, valid_to=TODAY)
    make_grant(an, Role.OFFICER, new)
    assert administers_person(after, an, on=TODAY)
    assert not administers_person(before, an, on=TODAY)


def test_people_are_found_without_tone_marks(quan: Person) -> None:
    an = make_person("an57", full_name="Đặng Thị Ẩn")
    make_person("khac", full_name="Người khác")
    assert list(people(quan, on=TODAY, wanted="dang an")) == [an]
    assert list(people(quan, on=TODAY, wanted="AN57")) == [an]
