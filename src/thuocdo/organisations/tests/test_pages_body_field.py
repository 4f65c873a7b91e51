"""The field in which a body is named."""

from datetime import date

import pytest
from django import forms

from thuocdo.organisations.forms import BodyField
from thuocdo.organisations.models import Organisation, Succession
from thuocdo.organisations.tests.factories import make_alias, make_body, make_commune

pytestmark = pytest.mark.django_db
ON = date(2025, 10, 15)


def named(text: str) -> Organisation | None:
    return BodyField(on=ON, required=False).clean(text)


@pytest.mark.parametrize("text", ["Bộ Tài chính", "bo tai chinh", "BTC", "btc", "Kho bạc Cả nước", " Bộ Tài  chính "])
def test_a_body_is_understood_by_name_code_or_alias(text: str) -> None:
    body = make_body(code="BTC", name="Bộ Tài chính")
    make_alias(body, "Kho bạc Cả nước")
    assert named(text) == body


def test_nothing_typed_is_no_body() -> None:
    assert named("") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bộ Không Tồn Tại Bao Giờ", "Không có cơ quan nào"),
        ("Bộ Kế hoạch và Đầu tư", "nay là Bộ Tài chính"),
        ("Bộ Tài chímh", "Ý là Bộ Tài chính?"),
        ("x" * 301, "300"),
        ("Bộ\x00", "Null"),
    ],
)
def test_what_is_unclear_is_said(text: str, reason: str) -> None:
    new = make_body(name="Bộ Tài chính")
    old = make_body(name="Bộ Kế hoạch và Đầu tư", valid_to=date(2025, 3, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 3, 1), kind="merge")
    with pytest.raises(forms.ValidationError) as refused:
        named(text)
    assert reason in " ".join(refused.value.messages)


def test_bodies_of_one_name_are_told_apart_by_code() -> None:
    first = make_body(code="A1", name="Ban Quản lý Dự án")
    make_body(code="A2", name="Ban Quản lý Dự án")
    with pytest.raises(forms.ValidationError, match=r"\(A1\)"):
        named("Ban Quản lý Dự án")
    assert named("A1") == first


def test_the_authority_of_a_commune_is_made_when_it_is_first_named() -> None:
    make_commune("Xã Mường Thử")
    assert named("Ủy ban nhân dân xã Mường Thử").kind == "peoples_committee"


def test_a_body_that_ended_is_not_taken_by_its_code() -> None:
    make_body(code="CU", name="Bộ Cũ", valid_to=ON)
    with pytest.raises(forms.ValidationError):
        named("CU")
