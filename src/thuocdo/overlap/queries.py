"""What the screens of overlaps show, with what a person may not see left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thuocdo.accounts.models import Person
from thuocdo.directives.models import Directive, Proposal
from thuocdo.overlap import labels
from thuocdo.overlap.finding import Alike, Found, alike_in, overlaps_of_proposal
from thuocdo.overlap.models import Overlap
from thuocdo.overlap.rules import Answer
from thuocdo.overlap.services import unanswered
from thuocdo.overlap.works import Holders
from thuocdo.programmes.models import Programme
from thuocdo.tasks.access import assigned_by, visible_to
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import State


@dataclass(frozen=True, slots=True)
class Alarm:
    """One overlap as it is shown. `other` is None for a task that the person may not see: then `who` is all there is.

    `against` are the reasons in which the two differ, `shared` those which they have in common.
    """

    kind: str
    who: str
    other: Task | None = None
    shared: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What the two are to each other."""
        return str(labels.OVERLAP_KIND[self.kind])


@dataclass(frozen=True, slots=True)
class Asked:
    """A task with what must be answered before it is assigned."""

    task: Task
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two proposals of one directive that overlap."""

    first: str
    second: str
    alarm: Alarm


def alarms_of(person: Person, found: Iterable[Found], *, on: date) -> tuple[Alarm, ...]:
    """The overlaps as this person may see them; two queries whatever their number."""
    listed = list(found)
    keys = [one.other.pk for one in listed]
    seen = set(visible_to(person, on=on).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    names = _lead_names(keys)
    return tuple(
        _alarm(one.verdict.kind, _plain(one.verdict.reasons), names.get(one.other.pk, ""),
               one.other if one.other.pk in seen else None)
        for one in listed
    )  # fmt: skip


def asked_of(person: Person, tasks: Sequence[Task], *, on: date) -> list[Asked]:
    """The tasks among these that wait for an answer."""
    waiting = unanswered(tasks, on=on)
    every = iter(alarms_of(person, [one for task in tasks for one in waiting.get(task.pk, ())], on=on))
    return [
        Asked(task, tuple(next(every) for _ in waiting[task.pk])) for task in tasks if task.pk in waiting
    ]  # fmt: skip


def drafts_of(directive: Directive, programmes: Sequence[Programme]) -> list[Task]:
    """The drafts of a directive that a person would assign, those of a class by their parent alone."""
    drafts = Task.objects.filter(directive=directive, programme__in=programmes, state=State.DRAFT.value)
    return list(
        drafts.filter(Q(parent=None) | ~Q(parent__directive=directive)).select_related("directive", "programme")
    )


def pairs_in(directive: Directive, *, on: date, only: Proposal | None = None) -> list[Pair]:
    """Pending proposals of the directive that overlap with each other."""
    return [_pair(found) for found in alike_in(directive, Holders(on), only=only)]


def alarms_of_proposal(person: Person, proposal: Proposal, *, on: date) -> tuple[Alarm, ...]:
    """The tasks with which a proposal overlaps."""
    return alarms_of(person, overlaps_of_proposal(proposal, Holders(on)), on=on)


def listed(person: Person, programme: Programme, *, on: date, kind: str, answer: str) -> QuerySet[Overlap]:
    """The overlaps of a programme's tasks that this person gives, open ones unless another answer is asked for."""
    mine = Task.objects.filter(assigned_by(person, on=on), programme=programme)
    rows = Overlap.objects.filter(task__in=mine, answer=answer if answer in labels.ANSWER else Answer.OPEN.value)
    rows = rows.filter(kind=kind) if kind in labels.OVERLAP_KIND else rows
    if answer not in labels.ANSWER or answer == Answer.OPEN.value:
        rows = rows.exclude(task__state=State.CANCELLED.value).exclude(other__state=State.CANCELLED.value)
    return rows.select_related("task__programme", "other__programme", "answered_by")


def lines(person: Person, rows: Sequence[Overlap], *, on: date) -> list[tuple[Overlap, Alarm, str]]:
    """Each row as it is shown, with who leads the task itself."""
    keys = [row.other_id for row in rows]
    seen = set(visible_to(person, on=on).filter(pk__in=keys).values_list("pk", flat=True))
    names = _lead_names([*keys, *(row.task_id for row in rows)])
    return [
        (row, _alarm(row.kind, row.reasons, names.get(row.other_id, ""), row.other if row.other_id in seen else None),
         names.get(row.task_id, ""))
        for row in rows
    ]  # fmt: skip


def _plain(reasons: Iterable[Any]) -> list[dict[str, str]]:
    return [{"why": reason.why.value, "first": reason.first, "second": reason.second} for reason in reasons]


def _alarm(kind: str, reasons: Sequence[Mapping[str, str]], who: str, other: Task | None) -> Alarm:
    if other is None:
        return Alarm(kind, who)
    texts = [(told["why"] in labels.AGAINST, labels.reason_text(told)) for told in reasons]
    return Alarm(
        kind, who, other,
        shared=tuple(text for is_against, text in texts if not is_against),
        against=tuple(text for is_against, text in texts if is_against),
    )  # fmt: skip


def _pair(found: Alike) -> Pair:
    alarm = _alarm(found.verdict.kind, _plain(found.verdict.reasons), "", Task())
    return Pair(_action(found.first), _action(found.second), alarm)


def _action(proposal: Proposal) -> str:
    return str((proposal.fields or proposal.found or {}).get("action") or "")


def _lead_names(keys: Sequence[int]) -> dict[int, str]:
    told: dict[int, list[str]] = {}
    rows = Task.objects.filter(pk__in=keys, lead_rows__isnull=False).order_by("lead_rows__order")
    for key, name in rows.values_list("pk", "lead_rows__organisation__name"):
        told.setdefault(key, []).append(name)
    return {key: "; ".join(names) for key, names in told.items()}
