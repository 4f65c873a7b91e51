"""What a person's bodies received: the list, one delivery, and how many wait, in one cheap query for the top bar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import acting_paths
from thuocdo.directives.models import Directive
from thuocdo.distribution.access import inbox_of, received_by
from thuocdo.distribution.models import Delivery, DeliveryQuerySet
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import handovers
from thuocdo.tasks.projection import working_days
from viettext import fold


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery in a list: `holder` is the body that has it today, `days` the working days it waited or took."""

    delivery: Delivery
    holder: Organisation
    days: int

    @property
    def is_passed_on(self) -> bool:
        """Whether a successor holds it."""
        return self.holder.pk != self.delivery.recipient_id


def inbox(person: Person, *, on: date, state: str = "", q: str = "") -> QuerySet[Delivery]:
    """The deliveries a person may read, those still to be acknowledged first, then the newest."""
    found = received_by(person, on=on).standing(state)
    if q.strip():
        found = found.filter(directive__in=_named(q, found))
    waits = Case(When(acknowledged_on=None, then=0), default=1)
    return with_bodies(found).order_by(waits, "-sent_on", "-id")


def with_bodies(deliveries: DeliveryQuerySet) -> DeliveryQuerySet:
    """The deliveries with all that a list prints of them."""
    found = deliveries.select_related(
        "directive", "recipient", "sending__sender", "acknowledged_by", "acknowledged_for"
    )
    return found.defer("directive__text")


def _named(q: str, deliveries: DeliveryQuerySet) -> list[int]:
    """Keys of the directives that hold all the words, without regard to tone marks."""
    words = fold(q).split()
    known = Directive.objects.filter(pk__in=deliveries.values("directive"))
    rows = known.values_list("pk", "number", "title", "issuer")
    return [row[0] for row in rows if all(word in fold(" ".join(row[1:])) for word in words)]


def rows_of(deliveries: Iterable[Delivery], *, on: date) -> list[Row]:
    """Each delivery with who holds it and how long it waited. Three queries, whatever their number."""
    listed = list(deliveries)
    days = working_days()
    holders = holders_of([one.recipient for one in listed], on=on)
    return [
        Row(one, holders[one.recipient_id], days.count(one.sent_on, one.acknowledged_on or one.withdrawn_on or on))
        for one in listed
    ]


def holders_of(bodies: Sequence[Organisation], *, on: date) -> dict[int, Organisation]:
    """By body: itself, or who took over from it by the day. No query where all go on."""
    found = {body.pk: body for body in bodies}
    ended = [body for body in found.values() if not body.is_valid(on=on) and body.valid_to is not None]
    if not ended:
        return found
    table = handovers()
    heirs: dict[int, int] = {}
    for body in ended:
        at, seen = body.pk, {body.pk}
        while (step := table.get(at)) is not None and step.on <= on and step.successor_id not in seen:
            at = step.successor_id
            seen.add(at)
        heirs[body.pk] = at
    known = Organisation.objects.in_bulk(heirs.values())
    return found | {old: known[new] for old, new in heirs.items()}


def delivery_seen(person: Person, uuid: UUID, *, on: date) -> Delivery | None:
    """The delivery, if the person may read it."""
    found = received_by(person, on=on).filter(uuid=uuid)
    rows = found.select_related("directive", "recipient", "sending__sender", "acknowledged_by", "acknowledged_for")
    return rows.first()


def waiting_count(person: Person, *, on: date) -> int:
    """How many directives wait to be acknowledged by the bodies a person acts for.

    One query; where a body that ended has something waiting, three more find out whose it is today.
    """
    paths = acting_paths(person, on=on)
    if not paths:
        return 0
    under = Q(pk__in=[])
    for path in paths:
        under |= Q(path__startswith=path)
    waiting = Delivery.objects.waiting()
    own = waiting.filter(recipient__in=Organisation.objects.filter(under).values("pk"))
    ended = Organisation.objects.filter(Exists(waiting.filter(recipient=OuterRef("pk"))), valid_to__lte=on)
    counted = own.order_by().values("withdrawn_on").annotate(n=Count("pk")).values("n")
    row = (
        Person.objects.filter(pk=person.pk)
        .annotate(n=Coalesce(Subquery(counted), 0), has_ended=Exists(ended))
        .values_list("n", "has_ended")
        .get()
    )
    return inbox_of(person, on=on).waiting().count() if row[1] else row[0]
