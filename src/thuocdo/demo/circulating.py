"""Sends the documents of the demonstration on their way: some bodies have acknowledged them, some have not."""

from collections.abc import Mapping
from datetime import date

from thuocdo.accounts.models import Person
from thuocdo.demo import programmes
from thuocdo.directives.models import Directive
from thuocdo.distribution import services
from thuocdo.distribution.models import Delivery
from thuocdo.distribution.recipients import Recipient
from thuocdo.organisations.queries import by_codes

# By programme: who gets its document, and which of them have acknowledged it through whom.
RECIPIENTS = {
    programmes.NQ57: ("BKHCN", "BTC", "BCA", "BNV", "BYT", "VASS", "40.TU", "01.TU"),
    programmes.DA06: ("BKHCN", "BTC", "BCA", "BCT", "40.UBND", "01.UBND", "79.UBND"),
}
ACKNOWLEDGED = {programmes.NQ57: {"BKHCN": "hoa"}, programmes.DA06: {"BTC": "binh", "40.UBND": "nga"}}


def circulate(directive: Directive, programme: str, people: Mapping[str, Person], *, sender: Person, on: date) -> None:
    """Send the document of the programme and acknowledge it for some; a second time changes nothing."""
    bodies = by_codes(RECIPIENTS[programme])
    (committee,) = directive.programmes.get(code=programme).committees.select_related("organisation")
    services.send(
        directive=directive.uuid, sender=committee.organisation, by=sender, on=on,
        recipients=[Recipient(bodies[code], bodies[code].name) for code in RECIPIENTS[programme]],
    )  # fmt: skip
    for code, username in ACKNOWLEDGED[programme].items():
        delivery = Delivery.objects.live().get(directive=directive, recipient=bodies[code])
        services.acknowledge(delivery=delivery.uuid, by=people[username], on=on)
