"""Choosing a password, and one-time passwords."""

import pytest
from django.test import Client

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.services import set_one_time_password
from thuocdo.accounts.tests.factories import LONG_AGO, PASSWORD, make_holder, make_person
from thuocdo.foundation.errors import NotAllowed
from thuocdo.foundation.models import Event

PAGE = "/tai-khoan/mat-khau/"
NEW = "mật khẩu khác 2026"

pytestmark = pytest.mark.django_db


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = ""):
    return client.post(PAGE, {"old_password": old, "new_password1": new, "new_password2": again or new})


def test_a_new_password_ends_every_other_session() -> None:
    person = make_person("an")
    here, elsewhere = Client(), Client()
    here.force_login(person)
    elsewhere.force_login(person)
    assert change(here).status_code == 302
    assert here.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "reason"),
    [
        ("sai", NEW, NEW, "Mật khẩu đang dùng chưa đúng"),
        (PASSWORD, NEW, "gõ nhầm rồi nhé", "không giống nhau"),
        (PASSWORD, "ngắn", "ngắn", "cần ít nhất 10 ký tự"),
        (PASSWORD, "19451975202", "19451975202", "không được chỉ có chữ số"),
        (PASSWORD, "password1234", "password1234", "quá thông dụng"),
        (PASSWORD, PASSWORD, PASSWORD, "phải khác"),
    ],
)
def test_a_refused_password_says_why_and_changes_nothing(client, old: str, new: str, again: str, reason: str) -> None:
    person = make_person("an")
    client.force_login(person)
    answer = change(client, old, new, again)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert Person.objects.get().check_password(PASSWORD)


def test_a_one_time_password_leads_to_choosing_ones_own_and_nowhere_else(client: Client) -> None:
    person, quan = make_person("an"), make_holder(Role.ADMINISTRATOR)
    made = set_one_time_password(person=person, by=quan, on=LONG_AGO)
    client.post("/dang-nhap/", {"username": "an", "password": made})
    assert client.get("/tai-khoan/")["Location"] == PAGE
    assert client.get("/co-quan/")["Location"] == PAGE
    assert change(client, made).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


def test_the_one_time_password_itself_cannot_be_kept(client: Client) -> None:
    person, quan = make_person("an"), make_holder(Role.ADMINISTRATOR)
    made = set_one_time_password(person=person, by=quan, on=LONG_AGO)
    client.force_login(Person.objects.get(pk=person.pk))
    assert change(client, made, made).status_code == 422


def test_nobody_resets_their_own_password_without_the_old_one() -> None:
    quan = make_holder(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="trang Tài khoản"):
        set_one_time_password(person=quan, by=quan, on=LONG_AGO)


def test_the_log_tells_that_a_password_was_given_and_never_what_it_is() -> None:
    person, quan = make_person("an"), make_holder(Role.ADMINISTRATOR)
    made = set_one_time_password(person=person, by=quan, on=LONG_AGO)
    event = Event.objects.get(kind="one_time_password_set")
    assert (event.object_id, event.actor_id) == (person.uuid, quan.uuid)
    assert made not in str(event.payload)
    assert Person.objects.get(pk=person.pk).check_password(made)
