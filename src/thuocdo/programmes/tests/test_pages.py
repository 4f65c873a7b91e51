"""The pages on which programmes are set up."""

import pytest
from django.test import Client

from thuocdo.accounts.models import Person
from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder, make_person
from thuocdo.organisations.tests.factories import make_body
from thuocdo.programmes.models import Committee, Membership, Programme
from thuocdo.programmes.tests.factories import make_committee, make_programme

pytestmark = pytest.mark.django_db
LIST = "/chuong-trinh/"


@pytest.fixture
def quan(client: Client) -> Person:
    person = make_holder(Role.ADMINISTRATOR)
    client.force_login(person)
    return person


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_asks_the_same_number_of_questions_for_any_number(
    client: Client, number: int, django_assert_num_queries
) -> None:
    client.force_login(make_person())
    for _n in range(number):
        make_committee(make_programme())
    with django_assert_num_queries(5):  # session, reader, the reader's roles, programmes, committees
        assert client.get(LIST).status_code == 200


@pytest.mark.usefixtures("quan")
def test_a_programme_is_set_up_from_its_first_page_to_its_first_member(client: Client) -> None:
    make_body(code="BCD", name="Ban Chỉ đạo Thử")
    make_body(code="VP", name="Văn phòng Thử")
    make_person("hoa", full_name="Trần Thị Hoa")
    typed = {"code": "nq57", "name": "Nghị quyết 57", "full_title": "", "default_openness": "public"}
    assert client.post(f"{LIST}moi/", typed)["Location"] == f"{LIST}nq57/"
    typed = {"committee-organisation": "Ban Chỉ đạo Thử", "committee-name": "Ban", "committee-standing_agency": "VP"}
    assert client.post(f"{LIST}nq57/ban-chi-dao/", typed).status_code == 302
    committee = Committee.objects.get()
    prefix = f"committee{committee.pk}-"
    place = {"title": "Bộ trưởng", "role": "head", "person": "HOA", "fields_": ["the-che", "nhan-luc"]}
    named = {f"{prefix}{name}": value for name, value in place.items()}
    assert client.post(f"{LIST}nq57/ban-chi-dao/{committee.pk}/thanh-vien/", named).status_code == 302
    page = client.get(f"{LIST}nq57/").content.decode()
    for word in ("Văn phòng Thử", "Bộ trưởng", "Trần Thị Hoa", "Nhân lực"):
        assert word in page
    member = Membership.objects.get()
    assert client.post(f"{LIST}nq57/thanh-vien/{member.pk}/ket-thuc/").status_code == 302
    assert client.post(f"{LIST}nq57/thanh-vien/{member.pk}/ket-thuc/").status_code == 422
    assert client.post(f"{LIST}nq57/ban-chi-dao/{committee.pk}/ket-thuc/").status_code == 302


@pytest.mark.usefixtures("quan")
@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("", {"name": "", "default_openness": "public"}),
        ("", {"name": "X", "default_openness": "secret"}),
        ("linh-vuc/", {"field-code": "the-che", "field-name": "Trùng"}),
        ("linh-vuc/", {"field-code": "a\x00", "field-name": "X"}),
        (
            "ban-chi-dao/",
            {"committee-name": "X", "committee-organisation": "Không có", "committee-standing_agency": ""},
        ),
    ],
)
def test_a_refused_form_stays_with_what_was_typed(client: Client, path: str, typed: dict[str, str]) -> None:
    make_programme("ct", name="Tên cũ")
    answer = client.post(f"{LIST}ct/{path}", typed)
    assert answer.status_code == 422
    for value in typed.values():
        assert "\x00" in value or value in answer.content.decode() or value == "secret"
    assert Programme.objects.get().name == "Tên cũ"


@pytest.mark.usefixtures("quan")
def test_a_member_form_is_refused_in_its_own_committee(client: Client) -> None:
    programme = make_programme("ct")
    committee, other = make_committee(programme), make_committee(programme)
    prefix = f"committee{committee.pk}-"
    typed = {f"{prefix}title": "Ông Không Ai", f"{prefix}role": "member", f"{prefix}person": "khong-ai"}
    answer = client.post(f"{LIST}ct/ban-chi-dao/{committee.pk}/thanh-vien/", typed)
    assert answer.status_code == 422
    bound = {row.committee.pk: form.is_bound for row, form in answer.context["committees"]}
    assert bound == {committee.pk: True, other.pk: False}


@pytest.mark.usefixtures("quan")
def test_rows_of_another_programme_are_not_reached(client: Client) -> None:
    make_programme("ct")
    foreign = make_committee(make_programme("khac"))
    assert client.post(f"{LIST}ct/ban-chi-dao/{foreign.pk}/ket-thuc/").status_code == 404


def test_staff_read_and_do_not_change(client: Client) -> None:
    make_programme("ct")
    client.force_login(make_holder(Role.HEAD, make_body()))
    assert "Lưu" not in client.get(f"{LIST}ct/").content.decode()
    assert client.get(f"{LIST}moi/").status_code == 403
    for path in ("", "linh-vuc/", "ban-chi-dao/"):
        assert client.post(f"{LIST}ct/{path}", {}).status_code == 403
