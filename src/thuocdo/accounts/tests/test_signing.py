"""Signing in and out."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from thuocdo.accounts.tests.factories import PASSWORD, make_person

SIGN_IN = "/dang-nhap/"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng"


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


@pytest.mark.django_db
def test_the_right_password_leads_to_ones_work(client: Client) -> None:
    make_person("an")
    answer = sign_in(client, "an")
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:my-work"))


@pytest.mark.django_db
def test_a_name_may_be_typed_in_capitals(client: Client) -> None:
    make_person("an")
    assert sign_in(client, "AN").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["an", "binh", "không-ai", "x" * 100, "a\x00n", "aN ", ""])
def test_a_refusal_says_the_same_whether_the_name_exists_or_not(client: Client, username: str) -> None:
    make_person("an")
    make_person("binh", is_active=False)
    answer = sign_in(client, username, "sai mật khẩu rồi")
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
    if username in ("an", "binh", "không-ai"):
        assert WRONG in answer.content.decode()


@pytest.mark.django_db
def test_a_locked_account_is_refused_in_the_words_of_a_wrong_password(client: Client) -> None:
    make_person("binh", is_active=False)
    assert WRONG in sign_in(client, "binh").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "evil", "-1"]
)
def test_the_way_on_stays_on_this_host(client: Client, wanted: str) -> None:
    make_person("an")
    for _signed_in_or_not in range(2):
        assert sign_in(client, "an", next=wanted)["Location"] == reverse("desk:my-work")
        assert client.get(SIGN_IN, {"next": wanted})["Location"] == reverse("desk:my-work")


@pytest.mark.django_db
def test_the_way_on_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    make_person("an")
    assert client.get("/tai-khoan/")["Location"] == f"{SIGN_IN}?next=/tai-khoan/"
    assert sign_in(client, "an", next="/tai-khoan/")["Location"] == "/tai-khoan/"


@pytest.mark.django_db
def test_signing_in_makes_a_new_session_so_that_a_planted_one_is_worth_nothing(client: Client) -> None:
    make_person("an")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client, "an")
    assert client.session.session_key != before


@pytest.mark.django_db
def test_signing_out_takes_a_post_and_ends_the_session(client: Client) -> None:
    client.force_login(make_person("an"))
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_pages_of_signed_in_people_are_not_kept_by_caches(client: Client) -> None:
    client.force_login(make_person("an"))
    assert client.get("/tai-khoan/")["Cache-Control"] == "private, no-store"


@pytest.fixture
def guarded(settings) -> None:
    """Lockout as it is in production."""
    settings.AXES_ENABLED = True
    settings.MIDDLEWARE = [*django_settings.MIDDLEWARE, "axes.middleware.AxesMiddleware"]
    settings.AUTHENTICATION_BACKENDS = [
        "axes.backends.AxesStandaloneBackend",
        "django.contrib.auth.backends.ModelBackend",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("guarded")
def test_too_many_failures_lock_the_name_however_it_is_written(client: Client, settings) -> None:
    make_person("an")
    answers = [sign_in(client, "an" if n % 2 else "AN", f"sai {n}") for n in range(settings.AXES_FAILURE_LIMIT)]
    assert [answer.status_code for answer in answers[:-1]] == [422] * (settings.AXES_FAILURE_LIMIT - 1)
    refused = sign_in(client, "an")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "900"
    assert "Chờ 15 phút" in refused.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.usefixtures("guarded")
def test_a_name_that_does_not_exist_is_locked_in_the_same_way(client: Client, settings) -> None:
    statuses = [sign_in(client, "khong-ai", f"sai {n}").status_code for n in range(settings.AXES_FAILURE_LIMIT + 1)]
    assert statuses[-1] == 429


@pytest.mark.django_db
@pytest.mark.usefixtures("guarded")
def test_another_name_still_gets_in_while_one_is_locked(client: Client, settings) -> None:
    make_person("binh")
    for n in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "an", f"sai {n}")
    assert sign_in(client, "binh").status_code == 302
