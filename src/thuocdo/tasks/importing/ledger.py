"""The tasks that an import touches, with their stories in memory until all is written at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from thuocdo.foundation.models import Event
from thuocdo.organisations.models import Organisation
from thuocdo.tasks import replay
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.story import Story
from thuocdo.tasks.rules.workdays import WorkingDays

CHUNK = 500  # below SQLite's limit of parameters in one query


@dataclass(frozen=True, slots=True)
class Shown:
    """One reference of a report, in the order of the deliverables."""

    name: str
    period: str
    on: date
    by: str


@dataclass(slots=True)
class Entry:
    """One task of the import. `known` counts the digests of its lines already in the log and not met yet."""

    task: Task
    story: Story
    is_new: bool
    created_digest: str
    known: Counter[str] = field(default_factory=Counter)
    deliverables: list[str] = field(default_factory=list)
    coordinating: list[int] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    is_touched: bool = False


def existing(codes: Collection[str], days: WorkingDays) -> dict[str, Entry]:
    """Entries of the tasks with these exchange codes that are already there, locked and replayed."""
    found: dict[str, Entry] = {}
    for chunk in _chunks(sorted(codes)):
        tasks = {
            task.uuid: task
            for task in Task.objects.select_for_update(of=("self",))
            .select_related("programme")
            .filter(exchange_code__in=chunk)
        }
        histories: dict[object, list[Event]] = defaultdict(list)
        rows = Event.objects.filter(object_type=replay.OBJECT_TYPE, object_id__in=list(tasks)).order_by("id")
        for event in rows:
            histories[event.object_id].append(event)
        ids = _keys_of_bodies(histories)
        for uuid, task in tasks.items():
            found[str(task.exchange_code)] = _entry(task, histories[uuid], ids, days)
    return found


def _entry(task: Task, history: list[Event], ids: Mapping[str, int], days: WorkingDays) -> Entry:
    happenings = [replay.Happening(event.kind, event.on, event.payload) for event in history]
    digests = [event.payload.get("line", "") for event in history]
    return Entry(
        task=task,
        story=replay.story_from(happenings, ids=ids, days=days),
        is_new=False,
        created_digest=digests[0],
        known=Counter(digest for digest in digests[1:] if digest),
        deliverables=list(history[0].payload.get("deliverables", ())),
    )


def _keys_of_bodies(histories: Mapping[object, list[Event]]) -> dict[str, int]:
    codes = {code for events in histories.values() for event in events for code in event.payload.get("leads", ())}
    found: dict[str, int] = {}
    for chunk in _chunks(sorted(codes)):
        found |= dict(Organisation.objects.filter(code__in=chunk).values_list("code", "pk"))
    return found


def _chunks(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
