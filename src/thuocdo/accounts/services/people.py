"""People come and go: made, corrected, locked out, let in again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts import access
from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import USERNAME, Role
from thuocdo.accounts.services import grants, writing
from thuocdo.accounts.services.passwords import refuse_weak
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.organisations.models import Organisation
from viettext import fold


@transaction.atomic
def create_person(
    *, username: str, full_name: str, by: Person, on: date, role: Role | None = None,
    organisation: Organisation | None = None, title: str = "", email: str = "",
) -> Person:  # fmt: skip
    """A person who can sign in once a one-time password is set; with a first role where one is given.

    An administrator of some bodies must give a role in one of them: nobody else could look after the person.
    """
    if role is None:
        access.require_administrator(by, None, on=on)
    person = _new(username, full_name, title, email)
    person.set_unusable_password()
    person.save()
    writing.record("person_created", person, by=by, on=on)
    if role is not None:
        grants.grant_role(person=person, role=role, organisation=organisation, valid_from=on, by=by, on=on)
    return person


@transaction.atomic
def create_first_administrator(*, username: str, full_name: str, password: str, on: date) -> Person:
    """An administrator of the whole installation, made at its command line. BadInput for a name or password refused."""
    person = _new(username, full_name, "", "")
    refuse_weak(password, person)
    person.set_password(password)
    person.save()
    writing.record("person_created", person, by=None, on=on)
    Grant.objects.create(person=person, role=Role.ADMINISTRATOR.value, valid_from=on)
    writing.record("grant_given", person, by=None, on=on, role=Role.ADMINISTRATOR.value, **{"from": on.isoformat()})
    return person


@transaction.atomic
def edit_person(*, person: Person, full_name: str, title: str, email: str, by: Person, on: date) -> Person:
    """Correct the name, title and address; the event says which changed, not what they were."""
    access.require_administers_person(by, person, on=on)
    wanted = {"full_name": full_name, "folded": fold(full_name), "title": title, "email": email}
    _refuse_unclear(person.username, full_name, email)
    changed = [name for name, value in wanted.items() if getattr(person, name) != value]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, wanted[name])
    person.save(update_fields=changed)
    writing.record("person_edited", person, by=by, on=on, fields=[name for name in changed if name != "folded"])
    return person


@transaction.atomic
def deactivate(*, person: Person, by: Person, on: date) -> Person:
    """Lock the person out at once and end their rights and loans. The last administrator stays."""
    if person == by:
        raise NotAllowed(_("Không ai tự khóa tài khoản của mình. Hãy nhờ một người quản trị khác."))
    access.require_administers_person(by, person, on=on)
    if not person.is_active:
        raise DomainError(_("Tài khoản này đã khóa."))
    for grant in Grant.objects.lasting(on=on).filter(person=person):
        grants.end_grant(grant=grant, by=by, on=on)
    person.is_active = False
    person.save(update_fields=["is_active"])
    writing.record("person_deactivated", person, by=by, on=on)
    return person


@transaction.atomic
def reactivate(*, person: Person, by: Person, on: date) -> Person:
    """Let the person in again, without the rights that ended when they were locked out."""
    access.require_administers_person(by, person, on=on)
    if person.is_active:
        raise DomainError(_("Tài khoản này đang hoạt động."))
    person.is_active = True
    person.save(update_fields=["is_active"])
    writing.record("person_reactivated", person, by=by, on=on)
    return person


def _new(username: str, full_name: str, title: str, email: str) -> Person:
    name = username.strip().lower()
    _refuse_unclear(name, full_name, email)
    if Person.objects.filter(username__iexact=name).exists():
        raise BadInput(_("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."), field="username")
    return Person(username=name, full_name=full_name, folded=fold(full_name), title=title, email=email)


def _refuse_unclear(username: str, full_name: str, email: str) -> None:
    if not USERNAME.fullmatch(username):
        message = _("Tên đăng nhập dài 2 đến 100 ký tự: chữ thường không dấu, số, dấu chấm, gạch.")
        raise BadInput(message, field="username")
    if not full_name.strip():
        raise BadInput(_("Hãy ghi họ và tên."), field="full_name")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise BadInput(_("Địa chỉ thư chưa đúng."), field="email") from None
