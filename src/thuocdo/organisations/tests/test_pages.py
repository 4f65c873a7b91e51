"""The pages of bodies."""

from datetime import date

import pytest
from django.test import Client

from thuocdo.organisations.models import Organisation, Succession
from thuocdo.organisations.tests.factories import make_alias, make_body, make_commune

pytestmark = pytest.mark.django_db
LIST = "/co-quan/"


@pytest.fixture
def reader(client: Client, django_user_model) -> Client:
    person = django_user_model(username="an", full_name="An")
    person.set_password("x")
    person.save()
    client.force_login(person)
    return client


def found(reader: Client, asked: str) -> list[str]:
    return [body.name for body in reader.get(f"{LIST}?q={asked}").context["page"]]


@pytest.mark.parametrize("asked", ["nghe an", "Nghệ An", "an nghe", "UBNA"])
def test_a_body_is_found_by_any_of_its_words_without_tone_marks(reader: Client, asked: str) -> None:
    make_body(code="UBNA", name="Ủy ban nhân dân tỉnh Nghệ An")
    make_body(name="Bộ Công nghệ và Sáng tạo")
    assert found(reader, asked) == ["Ủy ban nhân dân tỉnh Nghệ An"]


def test_a_body_is_found_by_another_name_it_has(reader: Client) -> None:
    make_alias(make_body(name="Bộ Tài chính"), "Kho bạc")
    assert found(reader, "kho bac") == ["Bộ Tài chính"]


def test_bodies_that_ended_come_last_and_say_so(reader: Client) -> None:
    make_body(name="Bộ A Kế hoạch", valid_to=date(2025, 3, 1))
    make_body(name="Bộ B Kế hoạch")
    assert found(reader, "ke hoach") == ["Bộ B Kế hoạch", "Bộ A Kế hoạch"]
    assert "kết thúc 1/3/2025" in reader.get(f"{LIST}?q=ke+hoach").content.decode()


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_asks_the_same_number_of_questions_for_any_number(
    reader: Client, number: int, django_assert_num_queries
) -> None:
    for _n in range(number):
        make_body()
    with django_assert_num_queries(5):  # session, reader, the reader's roles for the top bar, how many, the page
        assert reader.get(LIST).status_code == 200


@pytest.mark.parametrize("asked", ["q=%00", "kind=king", "level=%00", "page=x", "q=" + "x" * 400, "page=9" + "9" * 30])
def test_a_forged_search_is_answered(reader: Client, asked: str) -> None:
    make_body()
    assert reader.get(f"{LIST}?{asked}").status_code == 200


def test_a_body_shows_where_it_came_from_and_where_it_went(reader: Client) -> None:
    old, new = make_body(name="Bộ Cũ", valid_to=date(2025, 3, 1)), make_body(name="Bộ Mới")
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 3, 1), share="0.6", kind="merge")
    page = reader.get(f"{LIST}{old.code}/").content.decode()
    assert "nay thuộc" in page
    assert "Bộ Mới" in page
    assert "phần chuyển: 60,0" in page
    assert "Bộ Cũ" in reader.get(f"{LIST}{new.code}/").content.decode()


def test_a_body_shows_its_parents_and_those_below_it(reader: Client) -> None:
    top = make_body(name="Chính phủ")
    ministry = make_body(name="Bộ Giữa", parent=top)
    make_body(name="Vụ Dưới", parent=ministry)
    make_body(name="Vụ Đã Xong", parent=ministry, valid_to=date(2025, 1, 1))
    page = reader.get(f"{LIST}{ministry.code}/").content.decode()
    assert "Chính phủ" in page
    assert "Vụ Dưới" in page
    assert "Vụ Đã Xong" not in page


@pytest.mark.parametrize("code", ["KHONG-CO", "%00", "..", "a b", "x" * 200])
def test_an_unknown_code_is_not_found(reader: Client, code: str) -> None:
    assert reader.get(f"{LIST}{code}/").status_code == 404


def test_suggestions_are_json_and_options_for_htmx(reader: Client) -> None:
    body = make_body(name="Bộ Khoa học và Thử nghiệm")
    answer = reader.get(f"{LIST}goi-y/?q=khoa+hoc")
    assert answer.json() == {"bodies": [{"id": body.pk, "code": body.code, "name": body.name, "short_name": ""}]}
    options = reader.get(f"{LIST}goi-y/?field=committee-body&committee-body=khoa", HTTP_HX_REQUEST="true")
    assert f'<option value="{body.name}">{body.code}</option>' in options.content.decode()


@pytest.mark.parametrize("asked", ["", "q=%00", "q=" + "x" * 5000, "field=%00", "field=q&q=%F0%9F"])
def test_a_forged_suggestion_is_answered(reader: Client, asked: str) -> None:
    assert reader.get(f"{LIST}goi-y/?{asked}").status_code == 200


def test_looking_at_suggestions_makes_no_body(reader: Client) -> None:
    make_commune("Xã Mường Thử")
    before = Organisation.objects.count()
    rows = reader.get(f"{LIST}goi-y/?q=muong+thu").json()["bodies"]
    assert [row["id"] for row in rows] == [None]
    assert Organisation.objects.count() == before


def test_visitors_are_sent_to_sign_in(client: Client) -> None:
    for path in ("", "goi-y/?q=x", "X/"):
        assert client.get(f"{LIST}{path}").status_code == 302
