"""What lower bodies made of a directive: who issued which plan, and which passages still have no task of theirs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Passage
from thuocdo.distribution.models import Delivery, PassageTie
from thuocdo.distribution.queries.inbox import holders_of
from thuocdo.organisations.models import Organisation
from thuocdo.organisations.queries import predecessors
from thuocdo.tasks.access import visible_to
from thuocdo.tasks.models import Lead, Task
from thuocdo.tasks.rules.states import State

UNNAMED = "khong-doan"  # the place of tasks that are tied to no passage


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the directive (None: tasks without one): the bodies that lead work from it, and how many went on."""

    passage: Passage | None
    bodies: int
    issued: int

    @property
    def missing(self) -> int:
        """Bodies that have no task of their own from it yet."""
        return self.bodies - self.issued

    @property
    def key(self) -> str:
        """How an address names it."""
        return str(self.passage.uuid) if self.passage else UNNAMED


@dataclass(frozen=True, slots=True)
class Concern:
    """A body that leads a task from a passage: its task, its plans, and the tasks it gave on from there."""

    lead: Lead
    task: Task
    holder: Organisation
    delivery: Delivery | None = None
    below: list[Task] = field(default_factory=list)

    @property
    def plans(self) -> list[Directive]:
        """The plans out of which these tasks were given, each once."""
        return list({task.directive.pk: task.directive for task in self.below if task.directive}.values())


def places_of(directive: Directive) -> list[Place]:
    """The passages from which tasks were assigned, in the order of the text, with counts. Two queries."""
    rows = (
        _concerned(directive)
        .annotate(has_below=_went_on())
        .values("task__passage")
        .annotate(bodies=Count("pk"), issued=Count("pk", filter=Q(has_below=True)))
        .order_by()
    )
    counts: dict[int | None, tuple[int, int]] = {row["task__passage"]: (row["bodies"], row["issued"]) for row in rows}
    passages = Passage.objects.filter(pk__in=[key for key in counts if key is not None]).order_by("start", "pk")
    found = [Place(passage, *counts[passage.pk]) for passage in passages]
    return [*found, *([Place(None, *counts[None])] if None in counts else [])]


def concerns_at(directive: Directive, passage: Passage | None, *, is_missing: bool | None = None) -> QuerySet[Lead]:
    """The bodies that lead work from one passage, by name; only those without, or only those with a task below."""
    found = _concerned(directive).filter(task__passage=passage)
    if is_missing is not None:
        found = found.exclude(_went_on()) if is_missing else found.filter(_went_on())
    return found.select_related("organisation", "task__programme", "task__passage").order_by(
        "organisation__folded", "pk"
    )


def _concerned(directive: Directive) -> QuerySet[Lead]:
    """The leads of assigned tasks of the directive; one parted among members is led by these, not by its head."""
    told = Task.objects.filter(directive=directive, assigned_on__isnull=False).exclude(state=State.CANCELLED.value)
    parted = Task.objects.filter(parent=OuterRef("task"), directive=directive).exclude(state=State.CANCELLED.value)
    return Lead.objects.filter(task__in=told.values("pk")).exclude(Exists(parted))


def _went_on() -> Q:
    """Whether the lead or its successor gave work on: a task of its plan under its task or tied to the passage."""
    below = _given(Task.objects.filter(parent=OuterRef("task"), is_of_plan=True), "")
    tied = _given(PassageTie.objects.filter(passage=OuterRef("task__passage")), "task__")
    return Q(Exists(below)) | Q(Exists(tied))


def _given(rows: "QuerySet[Any]", task: str) -> "QuerySet[Any]":
    """Those that the lead or its successor gave and nobody cancelled; `task` leads from the row to its task."""
    own = Q(**{f"{task}assigner": OuterRef("organisation")})
    inherited = Q(**{f"{task}assigner__successions_in__predecessor": OuterRef("organisation")})
    return rows.filter(own | inherited).exclude(**{f"{task}state": State.CANCELLED.value})


def detailed(leads: Sequence[Lead], directive: Directive, person: Person, *, on: date) -> list[Concern]:
    """Each with who holds it, its delivery, and the tasks below that the person sees. A few queries for a page."""
    bodies = {lead.organisation_id: lead.organisation for lead in leads}
    holders = holders_of(list(bodies.values()), on=on)
    deliveries = {one.recipient_id: one for one in directive.deliveries.live().filter(recipient__in=bodies)}
    below = _below(leads, [*bodies.values(), *holders.values()], person, on=on)
    return [
        Concern(
            lead, lead.task, holders[lead.organisation_id], deliveries.get(lead.organisation_id),
            _joined(
                below[place, giver]
                for giver in dict.fromkeys((lead.organisation_id, holders[lead.organisation_id].pk))
                for place in (("task", lead.task_id), ("passage", lead.task.passage_id))
            ),
        )
        for lead in leads
    ]  # fmt: skip


def _below(
    leads: Sequence[Lead], givers: Sequence[Organisation], person: Person, *, on: date
) -> dict[tuple[tuple[str, int | None], int | None], list[Task]]:
    """The tasks of plans by what they answer, a task or a passage, and by the body that gave them. Two queries."""
    parents, passages = {lead.task_id for lead in leads}, {lead.task.passage_id for lead in leads} - {None}
    answers = Q(parent__in=parents) | Q(tie__passage__in=passages)
    rows = visible_to(person, on=on).filter(answers, is_of_plan=True, assigner__in=givers)
    rows = rows.exclude(state=State.CANCELLED.value).select_related("programme", "directive", "tie")
    found: dict[tuple[tuple[str, int | None], int | None], list[Task]] = defaultdict(list)
    for task in rows.prefetch_related("lead_rows__organisation").order_by("code"):
        tie = getattr(task, "tie", None)
        if task.parent_id is not None:
            found[("task", task.parent_id), task.assigner_id].append(task)
        if tie is not None:
            found[("passage", tie.passage_id), task.assigner_id].append(task)
    return found


def _joined(lists: Iterable[list[Task]]) -> list[Task]:
    return list({task.pk: task for tasks in lists for task in tasks}.values())


def plans_under(directive: Directive) -> QuerySet[Directive]:
    """The plans that bodies issued under the directive, with the number of tasks in each."""
    counted = Count("tasks", filter=~Q(tasks__state=State.CANCELLED.value))
    found = directive.plans.select_related("plan_of").annotate(task_count=counted).defer("text")
    return found.order_by("plan_of__path", "pk")


def plans_of(directive: Directive, holder: Organisation, *, on: date) -> QuerySet[Directive]:
    """The plans under the directive that are one body's today: its own, and those of bodies that it succeeded."""
    return plans_under(directive).filter(plan_of__in=_held_by(holder, on=on))


def own_concerns(directive: Directive, holder: Organisation, person: Person, *, on: date) -> list[Concern]:
    """What the directive asks of one body, itself or as a successor, and what it gave on from there."""
    leads = _concerned(directive).filter(organisation__in=_held_by(holder, on=on))
    listed = leads.select_related("organisation", "task__programme", "task__passage")
    return detailed(list(listed.order_by("task__passage__start", "task__code")), directive, person, on=on)


def _held_by(holder: Organisation, *, on: date) -> list[int]:
    return [holder.pk, *(body.pk for body in predecessors(holder, on=on) if body.valid_to is not None)]


def tasks_of_plan(plan: Directive, person: Person, *, on: date) -> QuerySet[Task]:
    """The tasks of a plan that the person sees, by code, with the passages and tasks above; parts of one left out."""
    found = visible_to(person, on=on).filter(directive=plan).exclude(parent__directive=plan)
    found = found.exclude(state=State.CANCELLED.value, assigned_on=None)
    rows = found.select_related("programme", "parent", "tie__passage", "assigner")
    return rows.prefetch_related("lead_rows__organisation", "deliverables").order_by("code")
