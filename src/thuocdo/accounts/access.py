"""Who may administer people and what a person may do for a body."""

from datetime import date

from django.utils.translation import gettext as _

from thuocdo.accounts import queries
from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import held_by, is_administrator
from thuocdo.accounts.rules import ACTING_ROLES, Role, covers
from thuocdo.foundation.errors import NotAllowed
from thuocdo.organisations.models import Organisation


def acts_for(person: Person, body: Organisation, *, on: date) -> bool:
    """Whether the person is an officer or head of the body or of one above it."""
    return covers(held_by(person), path=body.path, roles=ACTING_ROLES, on=on)


def heads(person: Person, body: Organisation, *, on: date) -> bool:
    """Whether the person is the head of the body or of one above it."""
    return covers(held_by(person), path=body.path, roles={Role.HEAD}, on=on)


def inspects(person: Person, body: Organisation, *, on: date) -> bool:
    """Whether the person inspects the body or one above it."""
    return covers(held_by(person), path=body.path, roles={Role.INSPECTOR}, on=on)


def administers(person: Person, body: Organisation | None, *, on: date) -> bool:
    """Whether the person administers the body; None is the whole installation."""
    if body is None:
        return is_administrator(person, on=on)
    return covers(held_by(person), path=body.path, roles={Role.ADMINISTRATOR}, on=on)


def require_administrator(person: Person, body: Organisation | None, *, on: date) -> None:
    """Raise NotAllowed unless the person administers the body."""
    if not administers(person, body, on=on):
        raise NotAllowed(_("Chỉ người quản trị mới làm được việc này."))


def administers_person(by: Person, person: Person, *, on: date) -> bool:
    """Whether `by` looks after the person's account: all the person may do lies within the bodies `by` administers.

    Where the person holds nothing any more, what they held last decides; whoever never held anything in a body is
    looked after by administrators of the whole installation. Otherwise a new password would open rights elsewhere.
    """
    if is_administrator(by, on=on):
        return True
    return queries.looked_after(by, on=on).filter(pk=person.pk).exists()


def require_administers_person(by: Person, person: Person, *, on: date) -> None:
    """Raise NotAllowed unless `by` looks after the person's account."""
    if not administers_person(by, person, on=on):
        raise NotAllowed(_("Người này có quyền ngoài các cơ quan do bạn quản trị."))


def require_some_administrator(person: Person, *, on: date) -> None:
    """Raise NotAllowed unless the person administers some body, or everything."""
    if not queries.paths_held(person, frozenset({Role.ADMINISTRATOR}), on=on):
        raise NotAllowed(_("Chỉ người quản trị mới làm được việc này."))
