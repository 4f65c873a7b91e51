"""Who sends a directive and follows its way, who receives and acknowledges it, and who plans under it."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thuocdo.accounts.access import acts_for, inspects
from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import acting_paths, paths_held
from thuocdo.accounts.rules import Role
from thuocdo.directives.access import reviewed_for
from thuocdo.directives.models import Directive
from thuocdo.directives.rules import DocumentClass
from thuocdo.distribution.models import Delivery, DeliveryQuerySet
from thuocdo.foundation.errors import NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on, with_predecessors
from thuocdo.programmes.models import Committee

INSPECTING = frozenset({Role.INSPECTOR})


def senders_for(person: Person, directive: Directive, *, on: date) -> list[Organisation]:
    """The bodies in whose name the person may send the directive; empty where they may not.

    The body whose plan it is; else the committees of its programmes for whose body or standing agency the person acts;
    where no committee is named yet, the person's own bodies.
    """
    if not reviewed_for(person, directive, on=on):
        return []
    if directive.plan_of is not None:
        return holders_on([directive.plan_of], on=on)
    committees = list(_committees(directive, on=on))
    if not committees:
        return list(Organisation.objects.filter(path__in=acting_paths(person, on=on)).order_by("path"))
    named = [
        one.organisation
        for one in committees
        if any(acts_for(person, body, on=on) for body in (one.standing_agency, one.organisation))
    ]
    return list({body.pk: body for body in named}.values())


def require_sender(person: Person, directive: Directive, *, on: date) -> list[Organisation]:
    """The same, or NotAllowed where there is none."""
    found = senders_for(person, directive, on=on)
    if not found:
        raise NotAllowed(_("Chỉ cán bộ của cơ quan giao hoặc cơ quan thường trực chương trình mới gửi văn bản này."))
    return found


def may_follow(person: Person, directive: Directive, *, on: date) -> bool:
    """Whether the person sees who received the directive: its senders, and inspectors of those."""
    if senders_for(person, directive, on=on):
        return True
    bodies = [body for one in _committees(directive, on=on) for body in (one.organisation, one.standing_agency)]
    if directive.plan_of is not None:
        bodies = holders_on([directive.plan_of], on=on)
    return any(inspects(person, body, on=on) for body in bodies)


def _committees(directive: Directive, *, on: date) -> "list[Committee]":
    rows = Committee.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on, programme__in=directive.programmes.all()
    )
    return list(rows.select_related("organisation", "standing_agency").order_by("organisation__path"))


def inbox_of(person: Person, *, on: date) -> DeliveryQuerySet:
    """The live deliveries to bodies that the person acts for, or to those whose work these hold today."""
    paths = acting_paths(person, on=on)
    if not paths:
        return Delivery.objects.none()
    return Delivery.objects.live().filter(recipient__in=with_predecessors(paths, on=on))


def received_by(person: Person, *, on: date) -> DeliveryQuerySet:
    """The live deliveries that a person may read: their inbox, and what bodies received that they inspect.

    A directive with personal data is read by those who act for the recipient alone.
    """
    inspected = paths_held(person, INSPECTING, on=on)
    if not inspected:
        return inbox_of(person, on=on)
    own = with_predecessors(acting_paths(person, on=on), on=on)
    watched = Q(recipient__in=with_predecessors(inspected, on=on))
    not_personal = ~Q(directive__document_class=DocumentClass.PERSONAL.value)
    return Delivery.objects.live().filter(Q(recipient__in=own) | (watched & not_personal))


def holder_of(delivery: Delivery, *, on: date) -> Organisation:
    """The body that holds the delivery on the day: the recipient, or its successor."""
    return holders_on([delivery.recipient], on=on)[0]


def may_acknowledge(person: Person, delivery: Delivery, *, on: date) -> bool:
    """Whether the person is an officer or head for the body that holds the delivery."""
    return acts_for(person, holder_of(delivery, on=on), on=on)


def require_acknowledger(person: Person, delivery: Delivery, *, on: date) -> Organisation:
    """The body in whose name the person acknowledges, or NotAllowed."""
    holder = holder_of(delivery, on=on)
    if not acts_for(person, holder, on=on):
        raise NotAllowed(_("Chỉ cán bộ, thủ trưởng của {name} mới làm được việc này.").format(name=holder.name))
    return holder
