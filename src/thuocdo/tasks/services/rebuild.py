"""Writing what lists, boards and searches read anew: after a calendar day or a succession changed, or in doubt."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from thuocdo.programmes.models import Programme
from thuocdo.tasks import projection, wording
from thuocdo.tasks.models import Occurrence, StatusSpan, Task
from thuocdo.tasks.services.many import locked

BATCH = 500
COLUMNS = tuple(name for name in projection.TASK_COLUMNS if name != "version")

Row = tuple[Any, ...]


@dataclass(slots=True)
class Rebuilt:
    """How many tasks were replayed, and how many of them stood otherwise than the log says."""

    tasks: int = 0
    changed: int = 0


def rebuild_projection(
    *, today: date, programme: Programme | None = None, progress: Callable[[int], None] = lambda done: None
) -> Rebuilt:
    """Replay every task (of the programme) and put right what differs, a batch in a transaction. Writes no event."""
    tasks = Task.objects.all() if programme is None else Task.objects.filter(programme=programme)
    uuids = list(tasks.order_by("pk").values_list("uuid", flat=True))
    done = Rebuilt()
    for n in range(0, len(uuids), BATCH):
        batch = uuids[n : n + BATCH]
        with transaction.atomic():
            done.changed += _rebuild(batch, today=today)
        done.tasks += len(batch)
        progress(done.tasks)
    wording.rebuild(programme)
    return done


def _rebuild(uuids: Sequence[UUID], *, today: date) -> int:
    ground = projection.ground()
    found = [(task, story) for task, story, _ in locked(uuids)]
    keys = [task.pk for task, _ in found]
    spans, occurrences = _kept(StatusSpan, keys), _kept(Occurrence, keys)
    changed: list[projection.Projected] = []
    for task, story in found:
        before = _columns(task)
        after = projection.project(task, story, ground, today=today)
        same = (
            before == _columns(task)
            and spans[task.pk] == _rows(after.rows(ground))
            and occurrences[task.pk] == _rows(after.occurrences())
        )
        if not same:
            changed.append(after)
    _write(changed, ground)
    return len(changed)


def _write(changed: Sequence[projection.Projected], ground: projection.Ground) -> None:
    tasks = [item.task for item in changed]
    Task.objects.bulk_update(tasks, list(COLUMNS), batch_size=100)
    for model in (StatusSpan, Occurrence):
        model._default_manager.filter(task__in=[task.pk for task in tasks]).delete()
    Occurrence.objects.bulk_create((row for item in changed for row in item.occurrences()), batch_size=BATCH)
    StatusSpan.objects.bulk_create((row for item in changed for row in item.rows(ground)), batch_size=BATCH)


def _columns(task: Task) -> Row:
    return tuple(getattr(task, name) for name in COLUMNS)


def _kept(model: type[Model], tasks: Sequence[int]) -> dict[int, list[Row]]:
    """The stored rows of each task."""
    found: dict[int, list[Model]] = defaultdict(list)
    for row in model._default_manager.filter(task__in=tasks):
        found[row.task_id].append(row)  # type: ignore[attr-defined]
    return defaultdict(list, {task: _rows(rows) for task, rows in found.items()})


def _rows(rows: Iterable[Model]) -> list[Row]:
    """Rows without their keys, in one order."""
    told = [
        tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key)
        for row in rows
    ]
    return sorted(told, key=repr)
