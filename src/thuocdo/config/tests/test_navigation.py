"""The top bar, and the page for whoever watches the product."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from thuocdo.accounts.rules import Role
from thuocdo.accounts.tests.factories import make_holder, make_person
from thuocdo.desk.tests.factories import make_assigned, make_cast
from thuocdo.directives.tests.factories import make_scene
from thuocdo.distribution.tests.factories import make_sent
from thuocdo.foundation import clock, events
from thuocdo.organisations.tests.factories import make_body
from thuocdo.scoreboards.services import publish

pytestmark = pytest.mark.django_db


def places(client: Client, path: str) -> list[str]:
    return [place.label for place in client.get(path).context["navigation"]]


def test_staff_see_their_places_and_where_they_are(client: Client) -> None:
    client.force_login(make_holder(Role.OFFICER, make_body()))
    shown = client.get("/co-quan/").context["navigation"]
    assert [place.label for place in shown] == [
        "Việc của tôi", "Bảng", "Nhiệm vụ", "Văn bản", "Văn bản đến", "Cơ quan",
    ]  # fmt: skip
    assert [place.label for place in shown if place.is_current] == ["Cơ quan"]


def test_staff_see_how_many_directives_wait_to_be_acknowledged(client: Client) -> None:
    scene = make_scene()
    make_sent(scene, [scene.first])
    client.force_login(scene.an)
    counts = {place.label: place.count for place in client.get("/co-quan/").context["navigation"]}
    assert counts["Văn bản đến"] == 1
    assert counts["Văn bản"] is None


def test_administrators_find_their_pages_too(client: Client) -> None:
    client.force_login(make_holder(Role.ADMINISTRATOR, make_body()))
    assert "Quản trị" in places(client, "/co-quan/")


def test_nobody_is_led_away_from_choosing_a_first_password(client: Client) -> None:
    client.force_login(make_person(needs_new_password=True))
    assert places(client, "/tai-khoan/mat-khau/") == []


def test_the_public_sees_nothing_to_open_before_anything_is_published(client: Client) -> None:
    assert places(client, "/dang-nhap/") == []


def test_the_public_sees_the_three_disclosures_of_a_published_programme(client: Client) -> None:
    cast = make_cast()
    make_assigned(cast)
    today = clock.today()
    publish(programme=cast.programme, on=today, actor=events.SYSTEM, today=today)
    expected = ["Tiến độ", "Trách nhiệm", "Kết quả", "Dữ liệu mở"]
    assert places(client, "/dang-nhap/") == expected
    assert places(client, f"/cong-khai/{cast.programme.code}/") == expected
    assert places(client, "/cong-khai/khong-co/") == expected
    client.force_login(cast.an)
    assert places(client, f"/cong-khai/{cast.programme.code}/") == expected


def test_the_language_is_changed_by_a_form_and_the_reader_stays_on_the_page(client: Client) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    assert answer["Location"] == "/dang-nhap/"
    assert 'lang="en"' in client.get("/dang-nhap/").content.decode()


def test_the_product_is_well_while_its_database_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").content == b"ok"

    def broken() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/healthz").status_code == 503
