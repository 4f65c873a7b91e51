"""Sealing the event log in batches, and finding any change of what was sealed."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from django.db import connection, transaction

from thuocdo.foundation import append_only, clock
from thuocdo.foundation.models import Event, Seal

GENESIS = "0" * 64
BATCH = 10_000
# An event that a running transaction still holds back shows up within a day, or its number was rolled back.
GAP_LIFETIME = timedelta(days=1)
LOCK = 5720_2501

Range = tuple[int, int]
Gap = tuple[int, int, str]


@dataclass(slots=True)
class Verdict:
    """What verification found. `problems` is empty when every seal holds; `head` is the last seal's hash."""

    seals: int = 0
    events: int = 0
    unsealed: int = 0
    head: str = GENESIS
    problems: list[str] = field(default_factory=list)


def seal() -> int:
    """Seal all committed events that no seal covers yet; the number of events sealed. Safe to run from two places."""
    sealed = 0
    while True:
        with transaction.atomic():
            _one_at_a_time()
            step = _seal_batch()
        sealed += step
        if step < BATCH:
            return sealed


def _one_at_a_time() -> None:
    """SQLite's transactions are IMMEDIATE and so one at a time; PostgreSQL needs a lock of its own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _seal_batch() -> int:
    last = Seal.objects.order_by("number").last()
    highest = last.highest if last else 0
    known: list[Gap] = _waiting(last)
    late = [event for first, end, _ in known for event in Event.objects.filter(id__range=(first, end)).order_by("id")]
    batch = late + list(Event.objects.filter(id__gt=highest).order_by("id")[: BATCH - len(late)])
    if not batch:
        return 0
    ids = [event.pk for event in batch]
    previous = last.hash if last else GENESIS
    Seal.objects.create(
        number=last.number + 1 if last else 1,
        ranges=_ranges(ids),
        gaps=_gaps(known, ids, highest),
        highest=max(highest, *ids),
        event_count=len(batch),
        previous_hash=previous,
        hash=_digest(previous, batch),
        sealed_at=clock.now(),
    )
    return len(batch)


def _waiting(last: Seal | None) -> list[Gap]:
    """The gaps that may still be filled."""
    oldest = (clock.now() - GAP_LIFETIME).isoformat()
    return [tuple(gap) for gap in last.gaps if gap[2] > oldest] if last else []


def _gaps(known: list[Gap], sealed: list[int], highest: int) -> list[Gap]:
    """Known gaps less what came, and the holes of this batch."""
    there = set(sealed)
    found = [
        (*part, seen) for first, end, seen in known for part in _ranges(set(range(first, end + 1)) - there)
    ]
    now = clock.now().isoformat()
    edges = [highest, *sorted(n for n in there if n > highest)]
    return found + [(low + 1, high - 1, now) for low, high in pairwise(edges) if high - low > 1]


def _ranges(ids: Iterable[int]) -> list[Range]:
    found: list[list[int]] = []
    for number in sorted(ids):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [(start, end) for start, end in found]


def _digest(previous: str, events: Iterable[Event]) -> str:
    digest = hashlib.sha256(previous.encode("ascii"))
    for event in events:
        digest.update(_line(event))
    return digest.hexdigest()


def _line(event: Event) -> bytes:
    told = [
        event.pk, str(event.uuid), event.kind, event.object_type, str(event.object_id), event.on.isoformat(),
        event.recorded_at.astimezone(clock.OFFICIAL_ZONE).isoformat(), str(event.actor_id or ""), event.actor_title,
        event.payload,
    ]  # fmt: skip
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def verify() -> Verdict:
    """Recompute every seal in order; says which does not hold, what is not sealed, and missing triggers."""
    verdict = Verdict()
    covered = 0
    for one in Seal.objects.order_by("number").iterator():
        verdict.seals += 1
        if one.number != verdict.seals or one.previous_hash != verdict.head:
            verdict.problems.append(f"niêm {one.number}: chuỗi niêm bị đứt")
        events = list(_covered(one.ranges))
        covered += len(events)
        if len(events) != one.event_count or _digest(one.previous_hash, events) != one.hash:
            verdict.problems.append(f"niêm {one.number}: sự kiện đã bị sửa, xóa hoặc thêm")
        verdict.head = one.hash
    verdict.events = Event.objects.count()
    verdict.unsealed = verdict.events - covered
    verdict.problems += [f"thiếu khóa chống sửa {name}" for name in append_only.missing(connection)]
    verdict.problems += _strangers()
    return verdict


def _covered(ranges: Iterable[Range]) -> Iterator[Event]:
    for start, end in ranges:
        yield from Event.objects.filter(id__range=(start, end)).order_by("id")


def _strangers() -> list[str]:
    """Events under the highest sealed number that no seal covers and none waits for: put in behind the log's back."""
    last = Seal.objects.order_by("number").last()
    if last is None:
        return []
    ranges = sorted((first, end) for seal in Seal.objects.values_list("ranges", flat=True) for first, end in seal)
    holes = [(0, 0), *ranges]
    between = [(low[1] + 1, high[0] - 1) for low, high in pairwise(holes) if high[0] - low[1] > 1]
    waiting = [(first, end) for first, end, _ in _waiting(last)]
    found = []
    for hole in between:
        for number in Event.objects.filter(id__range=hole).values_list("id", flat=True)[:20]:
            if not any(first <= number <= end for first, end in waiting):
                found.append(f"sự kiện {number} nằm ngoài mọi niêm")
    return found[:20]
