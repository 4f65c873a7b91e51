"""Who received a directive and who has not acknowledged it, for one directive and across all that a person follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import paths_held
from thuocdo.accounts.rules import ACTING_ROLES
from thuocdo.directives.access import programmes_of
from thuocdo.directives.models import Directive
from thuocdo.directives.services import OBJECT_TYPE
from thuocdo.distribution import labels
from thuocdo.distribution.access import INSPECTING
from thuocdo.distribution.models import Delivery, DeliveryQuerySet
from thuocdo.distribution.queries.inbox import with_bodies
from thuocdo.foundation import events
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import with_predecessors
from thuocdo.programmes.models import Committee
from thuocdo.tasks.rules.workdays import WorkingDays
from viettext import fold

LONGEST_WAIT = 1000


@dataclass(frozen=True, slots=True)
class Tally:
    """How the deliveries of a directive stand."""

    waiting: int
    acknowledged: int
    withdrawn: int
    ended: int = 0

    @property
    def live(self) -> int:
        """Those not withdrawn."""
        return self.waiting + self.acknowledged


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list is narrowed: state, words of the recipient's name, at least so many working days since sending."""

    state: str = ""
    q: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a directive's way, in words; `note` is what somebody wrote: a reason, or a message."""

    on: date
    sign: str
    what: str
    note: str
    who: str


def tally_of(directive: Directive, *, on: date) -> Tally:
    """The counts of one directive; `ended` waits with a body that has ended. One query."""
    waiting = Q(withdrawn_on=None, acknowledged_on=None)
    row = directive.deliveries.aggregate(
        waiting=Count("pk", filter=waiting),
        acknowledged=Count("pk", filter=Q(withdrawn_on=None, acknowledged_on__isnull=False)),
        withdrawn=Count("pk", filter=Q(withdrawn_on__isnull=False)),
        ended=Count("pk", filter=waiting & Q(recipient__valid_to__lte=on)),
    )
    return Tally(**row)


def deliveries_of(directive: Directive, asked: Asked, *, on: date, days: WorkingDays) -> QuerySet[Delivery]:
    """The deliveries of a directive as asked, by the name of the recipient."""
    found = _narrowed(Delivery.objects.filter(directive=directive), asked, on=on, days=days)
    standing = Case(When(withdrawn_on__isnull=False, then=2), When(acknowledged_on__isnull=False, then=1), default=0)
    return with_bodies(found).order_by(standing, "recipient__folded", "id")


def waiting_for(person: Person, asked: Asked, *, on: date, days: WorkingDays) -> QuerySet[Delivery]:
    """What waits to be acknowledged of the directives that a person sends or follows, the longest first."""
    found = Delivery.objects.waiting().filter(directive__in=followed_by(person, on=on).values("pk"))
    found = _narrowed(found, asked, on=on, days=days)
    return with_bodies(found).order_by("sent_on", "directive_id", "recipient__folded", "id")


def followed_by(person: Person, *, on: date) -> QuerySet[Directive]:
    """The directives whose way a person follows: those they may send, and those whose senders they inspect."""
    acting, inspecting = paths_held(person, ACTING_ROLES, on=on), paths_held(person, INSPECTING, on=on)
    if not acting and not inspecting:
        return Directive.objects.none()
    plans = Q(plan_of__in=with_predecessors([*acting, *inspecting], on=on)) | _planned_by_committee(acting, on=on)
    served = [programme.pk for programme in programmes_of(person, on=on)] + _inspected(inspecting, on=on)
    through = Directive.programmes.through.objects.filter(directive=OuterRef("pk"), programme__in=served)
    return Directive.objects.filter(plans | Q(Exists(through), plan_of=None))


def _planned_by_committee(acting: list[str], *, on: date) -> Q:
    """Plans of bodies for whose committee's standing agency the person acts."""
    running = Committee.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), _below("standing_agency", acting), valid_from__lte=on,
        organisation=OuterRef("plan_of"), programme__directives=OuterRef("pk"),
    )  # fmt: skip
    return Q(Exists(running))


def _inspected(paths: list[str], *, on: date) -> list[int]:
    under = _below("organisation", paths) | _below("standing_agency", paths)
    running = Committee.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), under, valid_from__lte=on)
    return list(running.values_list("programme", flat=True))


def _below(column: str, paths: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{column}__path__startswith": path})
    return found


def _narrowed(found: DeliveryQuerySet, asked: Asked, *, on: date, days: WorkingDays) -> DeliveryQuerySet:
    found = found.standing(asked.state)
    for word in fold(asked.q).split():
        found = found.filter(recipient__folded__contains=word)
    if asked.days > 0:
        found = found.filter(sent_on__lte=sent_by(asked.days, on=on, days=days))
    return found


def sent_by(least: int, *, on: date, days: WorkingDays) -> date:
    """The last day on which something must have been sent to have waited `least` working days by `on`."""
    day = on
    least = min(least, LONGEST_WAIT)
    while days.count(day, on) < least:
        day -= timedelta(days=1)
    return day


def history_of(directive: Directive, *, limit: int = 100) -> list[Happening]:
    """What happened to the directive on its way, the newest first. Two queries."""
    rows = events.history(OBJECT_TYPE, directive.uuid).filter(kind__in=labels.EVENT).order_by("-id")[:limit]
    listed = list(rows)
    codes = {code for row in listed for code in _codes(row.payload)}
    names = dict(Organisation.objects.filter(code__in=codes).values_list("code", "name"))
    return [
        Happening(
            row.on, labels.EVENT_SIGN[row.kind], labels.told(row.kind, row.payload, names),
            row.payload.get("reason") or row.payload.get("note") or "", row.actor_title,
        )
        for row in listed
    ]  # fmt: skip


def _codes(payload: dict[str, object]) -> list[str]:
    """The codes of the few bodies that a line can name."""
    listed = payload.get("recipients") or [payload.get("recipient")]
    assert isinstance(listed, list)
    return [str(code) for code in listed[: labels.NAMED] if code]
