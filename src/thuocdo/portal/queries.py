"""What the public sees: published snapshots and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, Max, OuterRef, QuerySet, When

from thuocdo.programmes.models import Programme
from thuocdo.scoreboards.models import Snapshot, SnapshotLead, SnapshotTask
from thuocdo.tasks.rules.spans import Status
from viettext import fold


def published_programmes() -> list[Programme]:
    """Programmes with a snapshot, the one published last first. One query."""
    found = Programme.objects.annotate(last=Max("snapshots__published_at")).exclude(last=None)
    return list(found.order_by("-last", "code"))


def snapshot_of(programme: str, number: int | None = None) -> Snapshot | None:
    """The latest snapshot of a programme, or the one with this number; None where there is none. One query."""
    found = Snapshot.objects.filter(programme__code=programme).select_related("programme")
    return (found.filter(number=number) if number is not None else found.order_by("-number")).first()


def home_snapshot() -> Snapshot | None:
    """What the front page shows: the first programme published, in its latest snapshot. Two queries."""
    first = Snapshot.objects.order_by("published_at", "id").values_list("programme__code", flat=True).first()
    return snapshot_of(first) if first else None


def snapshots_of(programme: Programme) -> QuerySet[Snapshot]:
    """All snapshots of a programme, newest first, without their boards."""
    return Snapshot.objects.filter(programme=programme).defer("board").order_by("-number")


# What asks for an act comes first, what is done after it, what was cancelled last.
ORDER = (
    Status.OPEN_OVERDUE, Status.DUE_SOON, Status.OPEN_IN_TIME, Status.NO_DEADLINE, Status.DONE_LATE,
    Status.DONE_ON_TIME, Status.CANCELLED,
)  # fmt: skip
URGENCY = Case(*(When(status=int(status), then=n) for n, status in enumerate(ORDER)), default=len(ORDER))


@dataclass(frozen=True, slots=True)
class Filter:
    """What a visitor asked for; empty strings ask for nothing."""

    statuses: tuple[Status, ...] = ()
    words: str = ""
    lead: str = ""
    field: str = ""


def tasks_of(snapshot: Snapshot, asked: Filter) -> QuerySet[SnapshotTask]:
    """The public tasks of a snapshot that fit; overdue ones first, then by deadline."""
    found = SnapshotTask.objects.filter(snapshot=snapshot)
    if asked.statuses:
        found = found.filter(status__in=[int(s) for s in asked.statuses])
    if asked.lead:
        found = found.filter(Exists(SnapshotLead.objects.filter(task=OuterRef("pk"), code=asked.lead)))
    if asked.field:
        found = found.filter(field="" if asked.field == "–" else asked.field)
    for word in fold(asked.words).split():
        found = found.filter(folded__contains=word)
    return found.order_by(URGENCY, F("due").asc(nulls_last=True), "code", "period")


def latest_results(snapshot: Snapshot, count: int = 5) -> list[SnapshotTask]:
    """The tasks done last, with what they left."""
    done = (Status.DONE_ON_TIME, Status.DONE_LATE)
    return list(tasks_of(snapshot, Filter(statuses=done)).order_by("-done_on", "code")[:count])


def task_of(snapshot: Snapshot, code: str) -> list[SnapshotTask]:
    """One public task as it stood: one row, or one for each period of a recurring task, newest first."""
    return list(SnapshotTask.objects.filter(snapshot=snapshot, code=code).order_by("-period"))


def rows_of(snapshot: Snapshot) -> Iterable[SnapshotTask]:
    """All public tasks for the open data, streamed."""
    return SnapshotTask.objects.filter(snapshot=snapshot).order_by("code", "period").iterator(chunk_size=2000)
