"""Tasks and proposals as the comparison takes them: who holds the work today, for a class all its members."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Min

from thuocdo.directives.models import Proposal
from thuocdo.organisations.matching import current_matcher
from thuocdo.organisations.models import Organisation, OrganisationGroup
from thuocdo.organisations.queries import members
from thuocdo.organisations.succeeding import Handover, handovers
from thuocdo.overlap.rules import Place
from thuocdo.tasks.models import Deliverable, Lead, Task
from viettext.likeness import Body, Work


@dataclass(slots=True)
class Holders:
    """Who holds the work of which body on the day; one query, and one for each batch of bodies not met before."""

    on: date
    handed: Mapping[int, Handover] = field(default_factory=handovers)
    known: dict[int, Body] = field(default_factory=dict)

    def holder(self, body: int) -> int:
        """The body itself or the one that took over."""
        seen = {body}
        while (step := self.handed.get(body)) is not None and step.on <= self.on and step.successor_id not in seen:
            body = step.successor_id
            seen.add(body)
        return body

    def with_former(self, bodies: Collection[int]) -> list[int]:
        """These holders and every body whose work they hold."""
        return sorted({*bodies, *(old for old in self.handed if self.holder(old) in bodies)})

    def bodies(self, keys: Iterable[int]) -> dict[int, Body]:
        """By key of a body: the holder of its work, as the comparison takes it."""
        held = {key: self.holder(key) for key in keys}
        missing = set(held.values()) - self.known.keys()
        if missing:
            rows = Organisation.objects.filter(pk__in=missing).values_list("pk", "code", "path", "territory__code")
            for pk, code, path, place in rows:
                above = frozenset(part for part in path.split("/") if part and part != code)
                self.known[pk] = Body(code, place or "", above)
        return {key: self.known[holder] for key, holder in held.items()}


def works_of(tasks: Sequence[Task], holders: Holders, *, beside: Collection[int] | None = None) -> dict[int, Work]:
    """By key of a task. Of a parent whose children say the same the leads are the children's.

    With `beside` only those children count that these bodies lead, or one for all where none does.
    """
    keys = [task.pk for task in tasks]
    leads = _leads(keys, beside)
    bodies = holders.bodies({body for listed in leads.values() for body in listed})
    products: dict[int, list[str]] = {}
    for key, name in Deliverable.objects.filter(task__in=keys).order_by("order").values_list("task", "name"):
        products.setdefault(key, []).append(name)
    return {
        task.pk: Work(
            title=task.title, deliverables=tuple(products.get(task.pk, ())), recurrence=task.recurrence,
            leads=tuple(dict.fromkeys(bodies[body] for body in leads.get(task.pk, ()))), due=due_of(task),
        )
        for task in tasks
    }  # fmt: skip


def due_of(task: Task) -> date | None:
    """The deadline of the task; that of a recurring one belongs to its rounds."""
    return None if task.recurrence else task.due


def places_of(tasks: Iterable[Task]) -> dict[int, Place]:
    """By key of a task; its directive must be loaded."""
    return {
        task.pk: Place(
            task.pk, task.parent_id, task.directive_id, task.directive.parent_id if task.directive else None,
            task.state, due_of(task),
        )
        for task in tasks
    }  # fmt: skip


def lead_keys(task: Task, holders: Holders) -> list[int]:
    """Keys of the bodies that hold the lead of the task or of children that say the same, former ones with them."""
    listed = _leads([task.pk], None).get(task.pk, [])
    return holders.with_former({holders.holder(body) for body in listed})


def _leads(keys: Sequence[int], beside: Collection[int] | None) -> dict[int, list[int]]:
    own: dict[int, list[int]] = {}
    for task, body in Lead.objects.filter(task__in=keys).order_by("order").values_list("task", "organisation"):
        own.setdefault(task, []).append(body)
    alike = Task.objects.filter(parent__in=keys, folded=F("parent__folded"))
    one = dict(alike.order_by().values("parent").annotate(first=Min("pk")).values_list("parent", "first"))
    if not one:
        return own
    rows = Lead.objects.filter(task__in=alike)
    rows = rows if beside is None else rows.filter(organisation__in=beside)
    found = _by_parent(rows)
    rest = [first for parent, first in one.items() if parent not in found]
    return own | _by_parent(Lead.objects.filter(task__in=rest)) | found


def _by_parent(rows: Any) -> dict[int, list[int]]:
    told: dict[int, list[int]] = {}
    for parent, body in rows.order_by("task").values_list("task__parent", "organisation"):
        told.setdefault(parent, []).append(body)
    return told


def work_of_proposal(proposal: Proposal, holders: Holders) -> tuple[Work, list[int]]:
    """A proposal as the reviewer left it, and the keys of the bodies that its leads mean, former ones with them."""
    found = proposal.found or {}
    told: Mapping[str, Any] = proposal.fields or found
    due = told.get("due") or (found.get("deadline") or {}).get("on") if told is found else told.get("due")
    named = told.get("leads") or found.get("lead") or []
    keys = [key for name in named for key in _meant(str(name), proposal, holders.on)]
    bodies = holders.bodies(keys)
    work = Work(
        title=str(told.get("action") or ""), deliverables=tuple(told.get("deliverables") or ()),
        leads=tuple(dict.fromkeys(bodies[key] for key in keys)), due=date.fromisoformat(due) if due else None,
        recurrence=str(told.get("recurrence") or ""),
    )  # fmt: skip
    return work, holders.with_former({holders.holder(key) for key in keys})


def _meant(name: str, proposal: Proposal, on: date) -> list[int]:
    signed = proposal.directive.signed_on or on
    match = current_matcher().match(name, on=signed)
    if match.group:
        group = OrganisationGroup.objects.filter(code=match.group).first()
        return [body.pk for body in members(group, on=on)] if group else []
    fact = match.current if match.is_certain else None
    return [fact.id] if fact is not None and fact.id is not None else []
