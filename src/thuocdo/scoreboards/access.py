"""Who may publish a programme's figures."""

from datetime import date

from thuocdo.accounts.access import acts_for, administers
from thuocdo.accounts.models import Person
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import steering_committee


def may_publish(person: Person, programme: Programme, *, on: date) -> bool:
    """People of the steering committee's standing agency; where no committee is named, the administrator."""
    committee = steering_committee(programme, on=on)
    if committee is None:
        return administers(person, None, on=on)
    return acts_for(person, committee.standing_agency, on=on)
