"""Who sees a directive: its reviewers, inspectors in scope, and those who stand on a side of a task from it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import acting_paths, paths_held
from thuocdo.accounts.rules import Role
from thuocdo.directives.access import programmes_of
from thuocdo.directives.models import Directive
from thuocdo.directives.rules import DocumentClass
from thuocdo.foundation.errors import NotAllowed
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on, with_predecessors
from thuocdo.programmes.models import Committee, Programme
from thuocdo.programmes.queries import committees_of
from thuocdo.tasks.access import on_some_side
from thuocdo.tasks.models import Task


def visible_to(person: Person, *, on: date) -> QuerySet[Directive]:
    """The directives a person may read whole.

    Public ones by everybody who signs in; the others by those who may take in for a programme they serve and by its
    inspectors; internal ones also by those who stand on a side of an assigned task from them. One with personal data
    is kept from these: they read its passage on their task. A body's own plan is read by those who act for the body.
    """
    reviewed = Directive.programmes.through.objects.filter(
        directive=OuterRef("pk"), programme__in=[p.pk for p in programmes_of(person, on=on)] + _inspected(person, on=on)
    )
    told = Task.objects.filter(on_some_side(person, on=on), directive=OuterRef("pk"), assigned_on__isnull=False)
    own_plan = Q(plan_of__in=with_predecessors(acting_paths(person, on=on), on=on))
    internal = Q(document_class=DocumentClass.INTERNAL.value)
    is_public = Q(document_class=DocumentClass.PUBLIC.value)
    return Directive.objects.filter(is_public | own_plan | Q(Exists(reviewed)) | (internal & Q(Exists(told))))


def assigner_for(
    person: Person, programme: Programme, *, on: date, plan_of: Organisation | None = None
) -> Organisation:
    """The body in whose name the person gives work: the programme's committee, else the person's own body.

    With several committees it is the highest for whose body or standing agency the person acts. Out of a body's own
    plan it is that body (`plan_of`, or its successor). NotAllowed for a person who acts for none.
    """
    if plan_of is not None:
        return holders_on([plan_of], on=on)[0]
    committees = list(committees_of(programme, on=on))
    for committee in committees:
        if any(acts_for(person, body, on=on) for body in (committee.standing_agency, committee.organisation)):
            return committee.organisation
    own = [] if committees else list(Organisation.objects.filter(path__in=acting_paths(person, on=on)).order_by("path"))
    if not own:
        raise NotAllowed(_("Bạn không làm việc thay mặt cơ quan nào của chương trình này."))
    return own[0]


def _inspected(person: Person, *, on: date) -> list[int]:
    """Keys of the programmes whose committee or standing agency the person inspects."""
    paths = paths_held(person, frozenset({Role.INSPECTOR}), on=on)
    under = Q(pk__in=[])
    for path in paths:
        under |= Q(organisation__path__startswith=path) | Q(standing_agency__path__startswith=path)
    return list(Committee.objects.filter(under).values_list("programme", flat=True))
