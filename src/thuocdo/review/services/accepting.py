"""A proposal becomes a task: one for named bodies, a parent with a child for each member for a class of bodies."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.rules import ProposalState, is_party_document
from thuocdo.foundation.errors import BadInput
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.reach import home_of
from thuocdo.programmes.models import Programme
from thuocdo.programmes.queries import committees_of
from thuocdo.review.access import assigner_for
from thuocdo.review.models import Acceptance, TaskTarget
from thuocdo.review.naming import Ground, Settled, certain, members_of, read_names, settled
from thuocdo.review.rules import Fields
from thuocdo.review.services.holding import Seen, decide, fields_now, hold, keep, programme_for, settle
from thuocdo.tasks.models import Task
from thuocdo.tasks.services import By, create_children, create_task
from thuocdo.tasks.services.drafts import Draft


@transaction.atomic
def accept_proposal(*, seen: Seen, fields: Fields | None = None) -> list[Task]:
    """Write the proposal down as a draft task tied to its passage, for a class of bodies with a child for each member.

    BadInput while a lead is still a question. The first task returned is the parent.
    """
    found = hold(seen)
    changed = keep(found, fields)
    now = fields_now(found)
    if not now.leads:
        raise BadInput(_("Cần ghi cơ quan chủ trì."), field="leads")
    programme = programme_for(found.directive, now, seen)
    ground = ground_of(found.directive, programme, on=seen.on)
    leads = settled(read_names(now.leads, ground, now.choices), field="leads")
    coordinating = certain(read_names(now.coordinating, ground, now.choices))
    tasks = _write_down(found, now, programme, leads, coordinating, seen)
    Acceptance.objects.bulk_create((Acceptance(proposal=found, task=task) for task in tasks), batch_size=500)
    _set_targets(tasks, now)
    decide(found, ProposalState.ACCEPTED, seen)
    told = {"task": str(tasks[0].uuid), "code": tasks[0].code, "children": len(tasks) - 1}
    settle(found, seen, "accepted", told, fields_changed=changed)
    return tasks


def ground_of(directive: Directive, programme: Programme, *, on: date) -> Ground:
    """How the names of the directive are read: on its own day, for today's work."""
    day = directive.signed_on or directive.event_on or on
    is_party, home = is_party_document(directive.text), home_of(directive.plan_of)
    return Ground(day=day, on=on, is_party=is_party, programme=programme, home=home)


def _write_down(
    found: Proposal, now: Fields, programme: Programme, leads: Settled, coordinating: Settled, seen: Seen
) -> list[Task]:
    assigner = assigner_for(seen.person, programme, on=seen.on, plan_of=found.directive.plan_of)
    by = By(seen.person)
    with_groups = members_of(coordinating.groups, on=seen.on)
    draft = Draft(
        title=now.action, leads=leads.bodies, coordinating=[*coordinating.bodies, *with_groups],
        deliverables=list(now.deliverables), due=now.due, recurrence=now.recurrence,
        has_no_deadline=now.has_no_deadline, accountable_person=now.accountable_person or "; ".join(leads.posts),
        field=now.field, openness=now.openness, passage=found.passage,
    )  # fmt: skip
    if not leads.groups:
        return [create_task(programme=programme, draft=draft, assigner=assigner, by=by, on=seen.on)]
    each = list({body.pk: body for body in (*leads.bodies, *members_of(leads.groups, on=seen.on))}.values())
    if not each:
        raise BadInput(_("Nhóm này không có cơ quan nào tại ngày hôm nay."), field="leads")
    head = _steering_lead(programme, assigner, on=seen.on)
    parent = create_task(programme=programme, draft=replace(draft, leads=[head]), assigner=assigner, by=by, on=seen.on)
    return [parent, *create_children(parent=parent, members=each, by=by, on=seen.on)]


def _set_targets(tasks: list[Task], now: Fields) -> None:
    """The targets kept by the reviewer, for the task and for each child."""
    rows = (
        TaskTarget(
            task=task, order=n, measure=str(target.get("measure") or ""), op=str(target.get("op") or "")[:2],
            value=target.get("value"), unit=str(target.get("unit") or "")[:200], quote=str(target.get("quote") or ""),
        )
        for task in tasks
        for n, target in enumerate(now.targets)
    )  # fmt: skip
    TaskTarget.objects.bulk_create(rows, batch_size=500)


def _steering_lead(programme: Programme, assigner: Organisation, *, on: date) -> Organisation:
    """Who leads the parent of a class: the standing agency of the assigner, else the assigner itself."""
    committee = committees_of(programme, on=on).filter(organisation=assigner).first()
    return committee.standing_agency if committee is not None else assigner
