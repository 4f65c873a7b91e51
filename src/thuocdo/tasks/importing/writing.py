"""Writes the tasks of an import in bulk: a few statements whatever the number of lines."""

from collections.abc import Collection, Iterable
from datetime import date

from thuocdo.tasks import projection, wording
from thuocdo.tasks.importing import rows
from thuocdo.tasks.importing.ledger import Entry
from thuocdo.tasks.models import Deliverable, Evidence, Lead, Occurrence, StatusSpan, Task

BATCH = 2000


def write(entries: Collection[Entry], *, today: date) -> None:
    """Store new tasks and bring the projection of all touched ones up to date."""
    touched = [entry for entry in entries if entry.is_touched]
    ground = projection.ground()
    projected = []
    for entry in touched:
        entry.task.version += 1
        projected.append(projection.project(entry.task, entry.story, ground, today=today))
    _insert_tasks([entry for entry in touched if entry.is_new])
    _update_tasks([entry.task for entry in touched if not entry.is_new])
    _replace_leads(touched)
    _add_evidence(touched)
    rows.insert(Occurrence, (o for p in projected for o in p.occurrences()))
    rows.insert(StatusSpan, (row for p in projected for row in p.rows(ground)))


def _update_tasks(tasks: list[Task]) -> None:
    """One upsert a batch: Django's bulk_update writes a CASE for every row and column, thirty times slower."""
    Task.objects.bulk_create(
        tasks,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*projection.TASK_COLUMNS, "assigner"],
    )
    for keys in _batches([task.pk for task in tasks]):
        StatusSpan.objects.filter(task__in=keys).delete()
        Occurrence.objects.filter(task__in=keys).delete()


def _insert_tasks(entries: list[Entry]) -> None:
    """Parents before children: a child's row needs its parent's key."""
    left = entries
    while left:
        ready = [e for e in left if e.task.parent is None or e.task.parent.pk is not None]
        for entry in ready:
            entry.task.parent = entry.task.parent  # takes over the key that the parent got meanwhile
        Task.objects.bulk_create([e.task for e in ready], batch_size=BATCH)
        left = [e for e in left if e.task.pk is None]
    wording.keep(entry.task for entry in entries)
    rows.insert(
        Deliverable,
        (
            Deliverable(task=entry.task, order=n, name=name)
            for entry in entries
            for n, name in enumerate(entry.deliverables)
        ),
    )
    link = Task.coordinating.through
    rows.insert(
        link,
        (
            link(task_id=entry.task.pk, organisation_id=body)
            for entry in entries
            for body in dict.fromkeys(entry.coordinating)
        ),
    )


def _replace_leads(entries: list[Entry]) -> None:
    changed = [e for e in entries if not e.is_new and len(e.story.leads) > 1]
    for keys in _batches([e.task.pk for e in changed]):
        Lead.objects.filter(task__in=keys).delete()
    leads = (
        Lead(task=entry.task, organisation_id=body, order=n)
        for entry in entries
        if entry.is_new or len(entry.story.leads) > 1
        for n, body in enumerate(entry.story.leads[-1][1])
    )
    rows.insert(Lead, leads)


def _add_evidence(entries: list[Entry]) -> None:
    shown = [entry for entry in entries if entry.shown]
    products: dict[int, list[int]] = {}
    for keys in _batches([entry.task.pk for entry in shown]):
        for task, key in Deliverable.objects.filter(task__in=keys).order_by("task", "order").values_list("task", "pk"):
            products.setdefault(task, []).append(key)
    proofs = []
    for entry in shown:
        of_task = products.get(entry.task.pk, [])
        for n, reference in enumerate(entry.shown):
            product = of_task[n % len(of_task)] if of_task else None
            proofs.append(
                Evidence(
                    task=entry.task, deliverable_id=product, period=reference.period, name=reference.name,
                    filed_on=reference.on, filed_by=reference.by[:300],
                )
            )  # fmt: skip
    rows.insert(Evidence, proofs)


def _batches(keys: list[int]) -> Iterable[list[int]]:
    return (keys[n : n + 500] for n in range(0, len(keys), 500))
