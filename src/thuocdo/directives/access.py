"""Who may take documents in for a programme and review what was read out of them."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import acting_paths
from thuocdo.directives.models import Directive
from thuocdo.foundation.errors import NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on
from thuocdo.programmes.models import Committee, Programme


def programmes_of(person: Person, *, on: date) -> list[Programme]:
    """The programmes for which the person may take documents in. Two queries, whatever their number.

    Officers and heads of a committee's body or of its standing agency may; where no committee is named yet, everybody
    who acts for some body.
    """
    if not acting_paths(person, on=on):
        return []
    open_to, steered = set(), set()
    running = Committee.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    for committee in running.select_related("organisation", "standing_agency"):
        steered.add(committee.programme_id)
        if any(acts_for(person, body, on=on) for body in (committee.standing_agency, committee.organisation)):
            open_to.add(committee.programme_id)
    return [p for p in Programme.objects.all() if p.pk in open_to or p.pk not in steered]


def may_take_in(person: Person, programme: Programme, *, on: date) -> bool:
    """Whether the person may take documents in for the programme."""
    return programme in programmes_of(person, on=on)


def reviewed_for(person: Person, directive: Directive, *, on: date) -> list[Programme]:
    """The programmes that the directive serves for which the person may review it; empty where they may not.

    A body's own plan is reviewed by those who act for that body, whoever steers the programme.
    """
    if directive.plan_of is not None:
        return list(directive.programmes.all()) if plans_for(person, directive, on=on) else []
    served = set(directive.programmes.values_list("pk", flat=True))
    return [programme for programme in programmes_of(person, on=on) if programme.pk in served]


def plans_for(person: Person, plan: Directive, *, on: date) -> bool:
    """Whether the person acts for the body whose own plan this is, or for the standing agency of its committee."""
    if plan.plan_of is None:
        return False
    (body,) = holders_on([plan.plan_of], on=on)
    return acts_for(person, body, on=on) or stands_for(person, body, plan, on=on)


def stands_for(person: Person, body: Organisation, directive: Directive, *, on: date) -> bool:
    """Whether the person acts for the standing agency of the body's committee in a programme of the directive."""
    committees = Committee.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on, organisation=body,
        programme__in=directive.programmes.all(),
    )  # fmt: skip
    return any(acts_for(person, one.standing_agency, on=on) for one in committees.select_related("standing_agency"))


def require_review(person: Person, directive: Directive, *, on: date) -> list[Programme]:
    """The same, or NotAllowed where there is none."""
    found = reviewed_for(person, directive, on=on)
    if not found:
        raise NotAllowed(
            _("Chỉ cán bộ của ban chỉ đạo hoặc cơ quan thường trực chương trình mới được rà soát văn bản này.")
        )
    return found
