"""Programmes are set up: their fields, the committees that steer them, and who sits in these."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts import access
from thuocdo.accounts.models import Person
from thuocdo.accounts.services import writing
from thuocdo.foundation import events
from thuocdo.foundation.errors import BadInput, DomainError
from thuocdo.organisations.models import Organisation
from thuocdo.programmes import queries
from thuocdo.programmes.models import Committee, Field, Membership, Programme
from thuocdo.programmes.rules import TAKEN_CODES, MemberRole, Openness

OBJECT_TYPE = "programme"


@transaction.atomic
def create_programme(
    *, code: str, name: str, full_title: str, default_openness: Openness, by: Person, on: date
) -> Programme:
    """A programme under a code that is never changed. Only administrators of the whole installation set programmes up:
    the standing agency they name sees and assigns everything in it.
    """
    access.require_administrator(by, None, on=on)
    _refuse_code(code)
    _refuse_empty(name, field="name")
    if code.lower() in TAKEN_CODES or Programme.objects.filter(code__iexact=code).exists():
        raise BadInput(_("Mã này đã dùng. Hãy chọn mã khác."), field="code")
    made = Programme.objects.create(
        code=code, name=name, full_title=full_title, default_openness=default_openness.value
    )
    _record("programme_created", made, by=by, on=on, code=code, name=name, openness=default_openness.value)
    return made


@transaction.atomic
def edit_programme(
    *, programme: Programme, name: str, full_title: str, default_openness: Openness, by: Person, on: date
) -> Programme:
    """Correct the names, or what new tasks are by default; tasks that exist keep their openness."""
    access.require_administrator(by, None, on=on)
    _refuse_empty(name, field="name")
    wanted = {"name": name, "full_title": full_title, "default_openness": default_openness.value}
    changed = {key: value for key, value in wanted.items() if getattr(programme, key) != value}
    if not changed:
        return programme
    for key, value in changed.items():
        setattr(programme, key, value)
    programme.save(update_fields=list(changed))
    _record("programme_edited", programme, by=by, on=on, **changed)
    return programme


@transaction.atomic
def add_field(*, programme: Programme, code: str, name: str, by: Person, on: date) -> Field:
    """A field of work beside the common ones. BadInput for a code the programme has already."""
    access.require_administrator(by, None, on=on)
    _refuse_code(code)
    _refuse_empty(name, field="name")
    if code in queries.fields_of(programme):
        raise BadInput(_("Chương trình đã có lĩnh vực mang mã này."), field="code")
    made = Field.objects.create(programme=programme, code=code, name=name)
    _record("field_added", programme, by=by, on=on, code=code, name=name)
    return made


@transaction.atomic
def set_committee(
    *, programme: Programme, organisation: Organisation, name: str, standing_agency: Organisation, by: Person, on: date
) -> Committee:
    """The committee of a body, new or as it is from today on, and the body that is its standing agency.

    A committee that was ended begins again. BadInput where a body does not exist today.
    """
    access.require_administrator(by, None, on=on)
    _refuse_empty(name, field="name")
    for field, body in (("organisation", organisation), ("standing_agency", standing_agency)):
        if not body.is_valid(on=on):
            raise BadInput(_("{name} không hoạt động vào ngày này.").format(name=body.name), field=field)
    known = Committee.objects.filter(programme=programme, organisation=organisation).first()
    known = known or Committee(programme=programme, organisation=organisation, valid_from=on)
    if known.valid_to is not None and known.valid_to <= on:
        known.valid_from = on
    known.name, known.standing_agency, known.valid_to = name, standing_agency, None
    known.save()
    _record(
        "committee_set", programme, by=by, on=on,
        body=organisation.code, name=name, standing_agency=standing_agency.code,
    )  # fmt: skip
    return known


@transaction.atomic
def end_committee(*, committee: Committee, by: Person, on: date) -> Committee:
    """The committee steers no longer from today on; its members' places end with it."""
    access.require_administrator(by, None, on=on)
    if committee.valid_to is not None and committee.valid_to <= on:
        raise DomainError(_("Ban này đã kết thúc."))
    for place in queries.lasting_memberships(committee, on=on):
        place.valid_to = on
        place.save(update_fields=["valid_to"])
    committee.valid_to = on
    committee.save(update_fields=["valid_to"])
    _record("committee_ended", committee.programme, by=by, on=on, body=committee.organisation.code)
    return committee


@transaction.atomic
def add_membership(
    *, committee: Committee, title: str, role: MemberRole, by: Person, on: date, fields: Sequence[str] = (),
    person: Person | None = None,
) -> Membership:  # fmt: skip
    """A place in the committee from today on: its printed title, its fields, and who signs in for it, if anybody.

    BadInput for an ended committee, an unknown field, or a second head at the same time.
    """
    access.require_administrator(by, None, on=on)
    _refuse_empty(title, field="title")
    if committee.valid_to is not None and committee.valid_to <= on:
        raise DomainError(_("Ban này đã kết thúc."))
    unknown = set(fields) - set(queries.fields_of(committee.programme))
    if unknown:
        raise BadInput(_("Chương trình không có lĩnh vực này."), field="fields")
    heads = queries.lasting_memberships(committee, on=on).filter(role=MemberRole.HEAD.value)
    if role is MemberRole.HEAD and heads.exists():
        raise BadInput(_("Ban đã có Trưởng Ban. Hãy kết thúc vai trò của người đó trước."), field="role")
    made = Membership.objects.create(
        committee=committee, person=person, title=title, role=role.value, fields=list(fields), valid_from=on
    )
    told = {"person": str(person.uuid)} if person else {}
    _record(
        "membership_added", committee.programme, by=by, on=on,
        body=committee.organisation.code, title=title, role=role.value, fields=list(fields), **told,
    )  # fmt: skip
    return made


@transaction.atomic
def end_membership(*, membership: Membership, by: Person, on: date) -> Membership:
    """The place is held no longer from today on."""
    access.require_administrator(by, None, on=on)
    if membership.valid_to is not None and membership.valid_to <= on:
        raise DomainError(_("Vai trò này đã kết thúc."))
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    committee = membership.committee
    _record(
        "membership_ended", committee.programme, by=by, on=on,
        body=committee.organisation.code, title=membership.title, role=membership.role,
    )  # fmt: skip
    return membership


def _refuse_code(code: str) -> None:
    try:
        validate_slug(code)
    except ValidationError:
        message = _("Mã gồm chữ không dấu, số, dấu gạch; ví dụ nq57.")
        raise BadInput(message, field="code") from None


def _refuse_empty(text: str, *, field: str) -> None:
    if not text.strip():
        raise BadInput(_("Hãy điền mục này."), field=field)


def _record(kind: str, programme: Programme, *, by: Person, on: date, **payload: Any) -> None:
    events.record(events.Note(kind, OBJECT_TYPE, programme.uuid, on, writing.actor(by), payload))
