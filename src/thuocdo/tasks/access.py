"""Who sees a task and on which side of it a person stands."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thuocdo.accounts.access import acts_for
from thuocdo.accounts.models import Person
from thuocdo.accounts.queries import held_by, paths_held
from thuocdo.accounts.rules import ACTING_ROLES, Role, covers
from thuocdo.directives.access import plans_for
from thuocdo.directives.models import Passage
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.succeeding import holders_on, with_predecessors
from thuocdo.programmes.models import Committee, Programme
from thuocdo.programmes.queries import committees_of, steering_committee
from thuocdo.programmes.rules import Openness
from thuocdo.tasks.models import Lead, Task
from thuocdo.tasks.rules.states import Side


def sides_of(person: Person, task: Task, *, on: date) -> frozenset[Side]:
    """The sides of the task on which the person stands on the day; empty for an outsider."""
    leads, assigners = lead_holders(task, on=on), assigner_bodies(task, on=on)
    is_lead = task.accountable_id == person.pk or any(acts_for(person, body, on=on) for body in leads)
    is_assigner = any(acts_for(person, body, on=on) for body in assigners)
    found = {Side.LEAD} if is_lead else set()
    if is_assigner:
        found |= {Side.ASSIGNER}
        if not _is_of_lead(person, task, leads, assigners, on=on):
            found |= {Side.VERIFIER}
    if any(acts_for(person, body, on=on) for body in holders_on(task.coordinating.all(), on=on)):
        found |= {Side.COORDINATING}
    if _inspects(person, leads, on=on):
        found |= {Side.INSPECTOR}
    return frozenset(found)


def can_see(person: Person, task: Task, *, on: date) -> bool:
    """A public task is seen by everybody who signs in, an internal one by those who stand on a side of it."""
    return task.openness == Openness.PUBLIC.value or bool(sides_of(person, task, on=on))


def lead_holders(task: Task, *, on: date) -> list[Organisation]:
    """The bodies that hold the lead on the day: those named, or their successors."""
    return holders_on([row.organisation for row in task.lead_rows.select_related("organisation")], on=on)


def assigner_bodies(task: Task, *, on: date) -> list[Organisation]:
    """The assigner's body and the standing agency that acts for it, or their successors."""
    committee = steering_committee(task.programme, on=on)
    named = [task.assigner, committee.standing_agency if committee else None]
    return holders_on([body for body in named if body is not None], on=on)


def _is_of_lead(
    person: Person, task: Task, leads: list[Organisation], assigners: list[Organisation], *, on: date
) -> bool:
    """Whether the person belongs to a lead body and so may not verify its report.

    A grant that covers the assigner too is the assigner's, though the lead lies below it. Where the body that assigns
    is the one that leads, another person of it may verify: the rules look at who reported.
    """
    if task.accountable_id == person.pk and not {body.pk for body in leads} & {body.pk for body in assigners}:
        return True
    acting = [held for held in held_by(person) if held.role in ACTING_ROLES and held.is_valid(on)]
    return any(
        any(body.path.startswith(held.path) for body in leads)
        and not any(body.path.startswith(held.path) for body in assigners)
        for held in acting
    )


def _inspects(person: Person, leads: list[Organisation], *, on: date) -> bool:
    held = held_by(person)
    return any(covers(held, path=body.path, roles={Role.INSPECTOR}, on=on) for body in leads)


def visible_to(person: Person, *, on: date) -> QuerySet[Task]:
    """The tasks a person may see: public ones, and internal ones on a side of which they stand."""
    return Task.objects.filter(Q(openness=Openness.PUBLIC.value) | on_some_side(person, on=on))


def led_by(person: Person, *, on: date) -> Q:
    """The tasks that the person's bodies lead or for which the person answers."""
    paths = paths_held(person, ACTING_ROLES, on=on)
    return Q(accountable=person) | _lead_under(paths, on=on)


def assigned_by(person: Person, *, on: date) -> Q:
    """The tasks for whose assigner the person acts: its body, or the standing agency of the programme."""
    paths = paths_held(person, ACTING_ROLES, on=on)
    if not paths:
        return Q(pk__in=[])
    bodies = with_predecessors(paths, on=on)
    steered = (
        Committee.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), standing_agency__in=bodies, valid_from__lte=on)
        .values_list("programme")
    )  # fmt: skip
    return Q(assigner__in=bodies) | Q(programme__in=steered)


def on_some_side(person: Person, *, on: date) -> Q:
    """The tasks on some side of which the person stands: lead, assigner, coordinating, or inspector of a lead."""
    acting = paths_held(person, ACTING_ROLES, on=on)
    inspecting = paths_held(person, frozenset({Role.INSPECTOR}), on=on)
    through = Task.coordinating.through.objects.filter(
        task=OuterRef("pk"), organisation__in=with_predecessors(acting, on=on)
    )
    return led_by(person, on=on) | assigned_by(person, on=on) | Exists(through) | _lead_under(inspecting, on=on)


def _lead_under(paths: list[str], *, on: date) -> Q:
    if not paths:
        return Q(pk__in=[])
    bodies = with_predecessors(paths, on=on)
    return Q(pk__in=Lead.objects.filter(organisation__in=bodies).values("task"))


def may_assign(person: Person, programme: Programme, assigner: Organisation, *, on: date) -> bool:
    """Whether the person may give work of the programme for this body: its own people, or the standing agency's.

    A body may give work of a programme when it has a committee of it (its own or one above names it) or is the
    standing agency.
    """
    committees = list(committees_of(programme, on=on))
    for committee in committees:
        gives = assigner.path.startswith(committee.organisation.path) or assigner == committee.standing_agency
        if gives and any(acts_for(person, body, on=on) for body in (committee.standing_agency, assigner)):
            return True
    return not committees and acts_for(person, assigner, on=on)


def may_plan(person: Person, assigner: Organisation, passage: Passage | None, *, on: date) -> bool:
    """Whether the person may give work for this body out of its own plan, committee or not: then to those below it."""
    plan = passage.directive if passage is not None else None
    if plan is None or plan.plan_of is None or holders_on([plan.plan_of], on=on) != [assigner]:
        return False
    return plans_for(person, plan, on=on)


def beyond_reach(assigner: Organisation, bodies: Iterable[Organisation]) -> list[Organisation]:
    """The bodies that are neither this one nor below it."""
    return [body for body in bodies if not body.path.startswith(assigner.path)]
