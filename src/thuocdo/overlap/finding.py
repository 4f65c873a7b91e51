"""Finds the tasks that may be the same piece of work as a task, a proposal or another proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from thuocdo.directives.models import Directive, Proposal
from thuocdo.directives.rules import ProposalState
from thuocdo.overlap.rules import Place, is_kin, is_past
from thuocdo.overlap.works import Holders, lead_keys, places_of, work_of_proposal, works_of
from thuocdo.tasks import wording
from thuocdo.tasks.models import Task
from viettext.likeness import Verdict, Work, compare

MOST_BODIES = 50  # of a class of thousands of communes
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Another task and what it is to the one in hand, whose side of the reasons is the first."""

    other: Task
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Alike:
    """Two proposals of one directive, in its order."""

    first: Proposal
    second: Proposal
    verdict: Verdict


def overlaps_of(task: Task, holders: Holders) -> list[Found]:
    """The tasks that overlap with this one, surest first."""
    keys = lead_keys(task, holders)
    work = works_of([task], holders)[task.pk]
    return _among(work, keys, places_of([task])[task.pk], holders)


def overlaps_of_proposal(proposal: Proposal, holders: Holders) -> list[Found]:
    """The tasks that overlap with what a proposal says, those made of its own passage apart."""
    work, keys = work_of_proposal(proposal, holders)
    place = Place(0, None, proposal.directive_id, proposal.directive.parent_id, "", work.due)
    found = _among(work, keys, place, holders)
    return [one for one in found if one.other.passage_id is None or one.other.passage_id != proposal.passage_id]


def alike_in(directive: Directive, holders: Holders, *, only: Proposal | None = None) -> list[Alike]:
    """Pairs of pending proposals of the directive that overlap (those of `only`)."""
    pending = list(
        directive.proposals.filter(state=ProposalState.PENDING.value)
        .select_related("directive")
        .order_by("order", "id")
    )
    works = {proposal.pk: work_of_proposal(proposal, holders)[0] for proposal in pending}
    found = [
        Alike(a, b, compare(works[a.pk], works[b.pk]))
        for a, b in combinations(pending, 2)
        if only is None or only in (a, b)
    ]
    return [pair for pair in found if pair.verdict.is_alarm]


def _among(work: Work, bodies: Sequence[int], place: Place, holders: Holders) -> list[Found]:
    near = wording.nearest(work.title, bodies=bodies[:MOST_BODIES])
    tasks = list(Task.objects.filter(pk__in=near).select_related("directive", "programme", "passage"))
    places = places_of(tasks)
    due = place.due or work.due
    kept = [task for task in tasks if not is_kin(place, places[task.pk]) and not is_past(places[task.pk], due)]
    works = works_of(kept, holders, beside=bodies)
    found = [Found(task, compare(work, works[task.pk])) for task in kept]
    alarms = [one for one in found if one.verdict.is_alarm]
    return sorted(alarms, key=lambda one: (-one.verdict.score, one.other.pk))[:MOST_SHOWN]
