"""Passwords: chosen by oneself, or made up once by an administrator."""

import secrets
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts import access
from thuocdo.accounts.models import Person
from thuocdo.accounts.services import writing
from thuocdo.foundation.errors import BadInput, NotAllowed

# No letters or figures that are taken for one another when read out: 4 groups of 5, about 98 bits.
ONE_TIME_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

# Django has these sentences in English and in part in Vietnamese; by the codes of its validators.
WEAK = {
    "password_too_short": gettext_lazy("Mật khẩu quá ngắn: cần ít nhất %(min_length)s ký tự."),
    "password_too_similar": gettext_lazy("Mật khẩu quá giống tên hoặc địa chỉ thư của mình."),
    "password_too_common": gettext_lazy("Mật khẩu này quá thông dụng."),
    "password_entirely_numeric": gettext_lazy("Mật khẩu không được chỉ có chữ số."),
}


@transaction.atomic
def change_password(*, person: Person, password: str, on: date) -> None:
    """The person chooses a password; every session opened with the old one ends. BadInput where the rules refuse it."""
    refuse_weak(password, person)
    _store(person, password, is_one_time=False)
    writing.record("password_changed", person, by=person, on=on)


@transaction.atomic
def set_one_time_password(*, person: Person, by: Person, on: date) -> str:
    """A new random password, returned here and kept nowhere; it must be replaced at the next sign-in.

    NotAllowed for oneself (that would do without the old password) and for a person outside the administrator's bodies.
    """
    if person == by:
        raise NotAllowed(_("Mật khẩu của chính mình đổi ở trang Tài khoản."))
    access.require_administers_person(by, person, on=on)
    made = "-".join("".join(secrets.choice(ONE_TIME_LETTERS) for _letter in range(5)) for _group in range(4))
    _store(person, made, is_one_time=True)
    writing.record("one_time_password_set", person, by=by, on=on)
    return made


def refuse_weak(password: str, person: Person) -> None:
    """BadInput where the password breaks the rules of the installation."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadInput(" ".join(map(_weakness, error.error_list)), field="password") from None


def _weakness(error: ValidationError) -> str:
    known = WEAK.get(error.code or "")
    return str(known) % (error.params or {}) if known else str(error.message)


def _store(person: Person, password: str, *, is_one_time: bool) -> None:
    person.set_password(password)
    person.needs_new_password = is_one_time
    person.save(update_fields=["password", "needs_new_password"])
