"""Rights are given, ended and lent; nobody raises their own, and the last administrator stays."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts import access, queries
from thuocdo.accounts.models import Grant, Person
from thuocdo.accounts.rules import LENDABLE_ROLES, LONGEST_LOAN_DAYS, Role
from thuocdo.accounts.services import writing
from thuocdo.foundation.errors import BadInput, DomainError, NotAllowed
from thuocdo.organisations.models import Organisation


@transaction.atomic
def grant_role(
    *, person: Person, role: Role, organisation: Organisation | None, valid_from: date, by: Person, on: date,
    valid_to: date | None = None,
) -> Grant:  # fmt: skip
    """Give a role for a body and those below it; no body is the whole installation, for administrators only.

    `valid_to` is the first day the role no longer holds, None is open. NotAllowed for oneself and outside one's bodies;
    BadInput for a span in the past, an ended body, or a role the person holds already on some of these days.
    """
    if person == by:
        raise NotAllowed(_("Không ai tự cấp quyền cho mình. Hãy nhờ một người quản trị khác."))
    access.require_administrator(by, organisation, on=on)
    if organisation is None and role is not Role.ADMINISTRATOR:
        raise BadInput(_("Hãy chọn cơ quan: chỉ quyền quản trị mới không gắn với cơ quan nào."), field="organisation")
    _refuse_span(valid_from, valid_to, on=on)
    return _give("grant_given", person, role, organisation, valid_from, valid_to, by=by, on=on)


@transaction.atomic
def lend_grant(
    *, lender: Person, person: Person, role: Role, organisation: Organisation, valid_from: date, valid_to: date,
    on: date,
) -> Grant:  # fmt: skip
    """A head lends the role of officer or head for at most `LONGEST_LOAN_DAYS` days.

    It never reaches beyond what the head holds of their own: the same body or one below, within the same days. What was
    borrowed is not lent on.
    """
    if person == lender:
        raise BadInput(_("Hãy chọn người khác."), field="person")
    if role not in LENDABLE_ROLES:
        raise BadInput(_("Chỉ quyền cán bộ và thủ trưởng mới cho mượn được."), field="role")
    _refuse_span(valid_from, valid_to, on=on)
    if (valid_to - valid_from).days > LONGEST_LOAN_DAYS:
        message = _("Mỗi lần cho mượn dài nhất {days} ngày.").format(days=LONGEST_LOAN_DAYS)
        raise BadInput(message, field="valid_to")
    if not queries.lendable(lender, organisation, valid_from=valid_from, valid_to=valid_to):
        raise NotAllowed(_("Chỉ cho mượn được quyền thủ trưởng đang giữ, trong cơ quan và thời hạn của mình."))
    return _give("grant_lent", person, role, organisation, valid_from, valid_to, by=lender, on=on, lent_by=lender)


@transaction.atomic
def end_grant(*, grant: Grant, by: Person, on: date) -> None:
    """End a role today, and the loans that rested on it. A role that has not begun before today is taken back whole.

    NotAllowed outside one's bodies; DomainError where no lasting administrator of the whole installation would be left.
    """
    access.require_administrator(by, grant.organisation, on=on)
    _end("grant_ended", grant, by=by, on=on)
    if grant.role == Role.HEAD.value and grant.lent_by_id is None:
        _end_uncovered_loans(grant.person, by=by, on=on)


@transaction.atomic
def end_loan(*, grant: Grant, by: Person, on: date) -> None:
    """The head who lent it takes a role back before its day, or the person who borrowed it returns it."""
    if grant.lent_by_id is None or by.pk not in (grant.lent_by_id, grant.person_id):
        raise NotAllowed(_("Chỉ người cho mượn hoặc người mượn mới kết thúc việc cho mượn."))
    _end("loan_ended", grant, by=by, on=on)


def _refuse_span(valid_from: date, valid_to: date | None, *, on: date) -> None:
    if valid_from < on:
        raise BadInput(_("Quyền bắt đầu từ hôm nay trở đi, không lùi ngày."), field="valid_from")
    if valid_to is not None and valid_to <= valid_from:
        raise BadInput(_("Ngày hết hạn phải sau ngày bắt đầu."), field="valid_to")


def _give(
    kind: str, person: Person, role: Role, organisation: Organisation | None, valid_from: date, valid_to: date | None,
    *, by: Person, on: date, lent_by: Person | None = None,
) -> Grant:  # fmt: skip
    Person.objects.select_for_update().get(pk=person.pk)  # two at once would both find no such role
    if not person.is_active:
        raise BadInput(_("Tài khoản này đã khóa."), field="person")
    if organisation is not None and not organisation.is_valid(on=valid_from):
        message = _("{name} không hoạt động vào ngày này.").format(name=organisation.name)
        raise BadInput(message, field="organisation")
    same = Grant.objects.filter(person=person, role=role.value, organisation=organisation)
    if same.overlapping(valid_from, valid_to).exists():
        raise BadInput(_("Người này đã có quyền này trong những ngày đó."), field="role")
    grant = Grant.objects.create(
        person=person, role=role.value, organisation=organisation, valid_from=valid_from, valid_to=valid_to,
        lent_by=lent_by,
    )  # fmt: skip
    writing.record(kind, person, by=by, on=on, **_told(grant))
    queries.forget_held(person)
    return grant


def _end(kind: str, grant: Grant, *, by: Person, on: date) -> None:
    if grant.role == Role.ADMINISTRATOR.value and grant.organisation_id is None:
        _refuse_last_administrator(grant, on=on)
    if grant.valid_to is not None and grant.valid_to <= on:
        raise DomainError(_("Quyền này đã hết hạn."))
    told = _told(grant)
    if grant.valid_from >= on:
        grant.delete()
    else:
        grant.valid_to = on
        grant.save(update_fields=["valid_to"])
    writing.record(kind, grant.person, by=by, on=on, **told)
    queries.forget_held(grant.person)


def _refuse_last_administrator(grant: Grant, *, on: date) -> None:
    # Locked together, or two administrators could end each other at the same moment.
    held = Grant.objects.select_for_update().filter(
        role=Role.ADMINISTRATOR.value, organisation=None, valid_from__lte=on, valid_to=None
    )
    people = {row.person_id for row in held if row.pk != grant.pk}
    if not Person.objects.filter(pk__in=people, is_active=True).exists():
        raise DomainError(_("Đây là người quản trị toàn hệ thống cuối cùng. Hãy cấp quyền cho người khác trước."))


def _end_uncovered_loans(lender: Person, *, by: Person, on: date) -> None:
    """Loans that nothing the lender still holds of their own carries any more end with it."""
    loans = Grant.objects.lasting(on=on).filter(lent_by=lender).select_related("person", "organisation")
    for loan in loans:
        assert loan.organisation is not None, "a loan is for a body"
        start, end = max(loan.valid_from, on), loan.valid_to or loan.valid_from + timedelta(days=LONGEST_LOAN_DAYS)
        if not queries.lendable(lender, loan.organisation, valid_from=start, valid_to=end):
            _end("loan_ended", loan, by=by, on=on)


def _told(grant: Grant) -> dict[str, str]:
    told = {
        "role": grant.role,
        "body": grant.organisation.code if grant.organisation else "",
        "from": grant.valid_from.isoformat(),
        "to": grant.valid_to.isoformat() if grant.valid_to else "",
        "lent_by": str(grant.lent_by.uuid) if grant.lent_by else "",
    }
    return {name: value for name, value in told.items() if value}
