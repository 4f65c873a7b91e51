"""The pages on which people are administered."""

from datetime import timedelta

import pytest
from django.test import Client

from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import PASSWORD, make_grant, make_holder, make_person
from thuocdo.foundation import clock
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.tests.factories import make_body

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/nguoi-dung/"


@pytest.fixture
def body() -> Organisation:
    return make_body(code="BTN", name="Bộ Thử nghiệm")


@pytest.fixture
def quan(client: Client) -> Person:
    person = make_holder(Role.ADMINISTRATOR, username="quan")
    client.force_login(person)
    return person


@pytest.mark.usefixtures("quan")
@pytest.mark.parametrize("number", [1, 50])
def test_the_list_asks_the_same_number_of_questions_for_any_number_of_people(
    client: Client, body: Organisation, number: int, django_assert_num_queries
) -> None:
    for _n in range(number):
        make_holder(Role.OFFICER, body)
    with django_assert_num_queries(6):  # session, reader, the reader's roles, how many, the page, its roles
        assert client.get(LIST).status_code == 200


@pytest.mark.usefixtures("quan")
@pytest.mark.parametrize("asked", ["q=%00", "page=x", "page=-1", "q=" + "x" * 300, "page=99999999999999999999"])
def test_a_forged_search_is_answered(client: Client, asked: str) -> None:
    assert client.get(f"{LIST}?{asked}").status_code == 200


def test_the_list_holds_only_those_the_reader_looks_after(client: Client, body: Organisation) -> None:
    make_holder(Role.OFFICER, body, "an", full_name="Người trong")
    make_holder(Role.OFFICER, make_body(), full_name="Người ngoài")
    client.force_login(make_holder(Role.ADMINISTRATOR, body))
    page = client.get(LIST).content.decode()
    assert "Người trong" in page
    assert "Người ngoài" not in page


@pytest.mark.usefixtures("quan")
def test_a_new_account_shows_its_password_once_and_it_lets_the_person_in(client: Client, body: Organisation) -> None:
    typed = {"full_name": "An", "username": "an", "role": "officer", "organisation": "Bộ Thử nghiệm"}
    answer = client.post(f"{LIST}moi/", typed)
    made = answer.context["password"]
    assert made in answer.content.decode()
    an = Person.objects.get(username="an")
    assert an.grants.get().organisation == body
    assert made not in client.get(f"{LIST}{an.uuid}/").content.decode()
    signed_in = Client().post("/dang-nhap/", {"username": "an", "password": made})
    assert signed_in.status_code == 302


@pytest.mark.usefixtures("quan", "body")
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"username": "quan"}, "đã có người dùng"),
        ({"username": "a\x00b"}, "Null"),
        ({"organisation": "Bộ Không Có"}, "Không có cơ quan nào"),
        ({"role": "king"}, "king"),
        ({"email": "x"}, "thư chưa đúng"),
        ({"full_name": "x" * 201}, "200"),
        ({"organisation": ""}, "Hãy chọn cơ quan"),
    ],
)
def test_a_refused_account_keeps_what_was_typed(client: Client, changed: dict[str, str], reason: str) -> None:
    typed = {"full_name": "An", "username": "an", "role": "officer", "organisation": "BTN"} | changed
    answer = client.post(f"{LIST}moi/", typed | {"title": "Chuyên viên chính"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chuyên viên chính" in page
    assert reason in page
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("quan")
def test_a_role_is_given_and_ended_on_the_persons_page(client: Client, body: Organisation) -> None:
    an = make_person("an")
    last = clock.today() + timedelta(10)
    typed = {"role": "head", "organisation": "BTN", "valid_from": f"{clock.today():%d/%m/%Y}"}
    assert client.post(f"{LIST}{an.uuid}/quyen/", typed | {"valid_to": f"{last:%d/%m/%Y}"}).status_code == 302
    grant = an.grants.get()
    assert (grant.organisation, grant.valid_to) == (body, last + timedelta(1))
    assert f"{last.day}/{last.month}/{last.year}" in client.get(f"{LIST}{an.uuid}/").content.decode()
    assert client.post(f"{LIST}{an.uuid}/quyen/{grant.pk}/ket-thuc/").status_code == 302
    assert not an.grants.exists()


@pytest.mark.usefixtures("quan", "body")
@pytest.mark.parametrize("valid_from", ["1/1/2020", "32/1/2027", "mai", "", "9" * 400])
def test_a_refused_role_stays_on_the_page_with_the_reason(client: Client, valid_from: str) -> None:
    an = make_person("an")
    typed = {"role": "head", "organisation": "BTN", "valid_from": valid_from}
    answer = client.post(f"{LIST}{an.uuid}/quyen/", typed)
    assert answer.status_code == 422
    assert 'value="BTN"' in answer.content.decode()
    assert not Grant.objects.filter(person=an).exists()


def test_the_last_administrator_stays_and_the_page_says_why(client: Client, quan: Person) -> None:
    answer = client.post(f"{LIST}{quan.uuid}/quyen/{quan.grants.get().pk}/ket-thuc/")
    assert answer.status_code == 422
    assert "cuối cùng" in answer.content.decode()


@pytest.mark.usefixtures("quan")
def test_a_role_is_ended_only_at_its_own_person(client: Client, body: Organisation) -> None:
    an, binh = make_holder(Role.OFFICER, body), make_person()
    assert client.post(f"{LIST}{binh.uuid}/quyen/{an.grants.get().pk}/ket-thuc/").status_code == 404


@pytest.mark.usefixtures("quan")
def test_a_lost_password_is_replaced_by_a_one_time_one(client: Client) -> None:
    an = make_person("an")
    made = client.post(f"{LIST}{an.uuid}/mat-khau/").context["password"]
    an.refresh_from_db()
    assert an.check_password(made)
    assert an.needs_new_password


@pytest.mark.usefixtures("quan")
def test_a_locked_account_is_signed_out_at_once_and_can_be_opened_again(client: Client) -> None:
    an, theirs = make_person("an"), Client()
    theirs.force_login(an)
    assert client.post(f"{LIST}{an.uuid}/khoa/").status_code == 302
    assert theirs.get("/tai-khoan/").status_code == 302
    assert client.post(f"{LIST}{an.uuid}/khoa/").status_code == 422
    assert client.post(f"{LIST}{an.uuid}/mo-lai/").status_code == 302


@pytest.mark.parametrize("act", ["", "quyen/", "mat-khau/", "khoa/", "mo-lai/"])
def test_an_administrator_of_another_body_is_refused(client: Client, body: Organisation, act: str) -> None:
    an = make_holder(Role.OFFICER, body)
    client.force_login(make_holder(Role.ADMINISTRATOR, make_body()))
    answer = client.post(f"{LIST}{an.uuid}/{act}")
    assert answer.status_code == 403
    assert "ngoài các cơ quan" in answer.content.decode()
    an.refresh_from_db()
    assert an.is_active
    assert an.check_password(PASSWORD)


def test_a_head_lends_on_their_page_and_both_see_it(client: Client, body: Organisation) -> None:
    head, an = make_holder(Role.HEAD, body, "hoa"), make_holder(Role.OFFICER, body, "an")
    client.force_login(head)
    start = clock.today()
    typed = {
        "person": str(an.uuid), "role": "head", "organisation": "BTN",
        "valid_from": f"{start:%d/%m/%Y}", "valid_to": f"{start + timedelta(3):%d/%m/%Y}",
    }  # fmt: skip
    assert client.post("/tai-khoan/cho-muon/", typed).status_code == 302
    assert "An" in client.get("/tai-khoan/").content.decode()
    client.force_login(an)
    assert "mượn của Hoa" in client.get("/tai-khoan/").content.decode()
    loan = an.grants.get(role="head")
    assert client.post(f"/tai-khoan/cho-muon/{loan.pk}/ket-thuc/").status_code == 302
    assert not an.grants.filter(role="head").exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"person": "x"}, {"person": "00000000-0000-0000-0000-000000000000"}, {"organisation": "X\x00"},
        {"role": "administrator"}, {"valid_to": "31/12/9999"}, {"valid_to": "\x00"},
    ],
)  # fmt: skip
def test_a_forged_loan_is_refused(client: Client, body: Organisation, changed: dict[str, str]) -> None:
    head, an = make_holder(Role.HEAD, body), make_holder(Role.OFFICER, body)
    client.force_login(head)
    today = f"{clock.today():%d/%m/%Y}"
    typed = {"person": str(an.uuid), "role": "head", "organisation": "BTN", "valid_from": today}
    tomorrow = f"{clock.today() + timedelta(1):%d/%m/%Y}"
    assert client.post("/tai-khoan/cho-muon/", typed | {"valid_to": tomorrow} | changed).status_code == 422
    assert an.grants.count() == 1


def test_a_loan_of_others_is_not_ended_by_a_third(client: Client, body: Organisation) -> None:
    head, an = make_holder(Role.HEAD, body), make_person()
    loan = make_grant(an, Role.OFFICER, body, lent_by=head)
    client.force_login(make_person())
    assert client.post(f"/tai-khoan/cho-muon/{loan.pk}/ket-thuc/").status_code == 403
    assert an.grants.get().valid_to is None
