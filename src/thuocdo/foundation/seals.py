"""Sealing the event log in batches, and finding any change of what was sealed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Q

from thuocdo.foundation import append_only, clock
from thuocdo.foundation.models import Event, Seal
from thuocdo.foundation.turns import Turn, take_turn

GENESIS = "0" * 64
BATCH = 10_000
# An event that a running transaction still holds back shows up within a day, or its number was rolled back.
GAP_LIFETIME = timedelta(days=1)
LOWEST = -(2**63)
MOST_STRANGERS = 20

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
            take_turn(Turn.SEAL)
            step = _seal_batch()
        sealed += step
        if step < BATCH:
            return sealed


def _seal_batch() -> int:
    last = Seal.objects.order_by("number").last()
    highest = last.highest if last else 0
    known = _waiting(last)
    batch = _late(known)
    batch += list(Event.objects.filter(id__gt=highest).order_by("id")[: BATCH - len(batch)])
    if not batch:
        return 0
    ids = [event.pk for event in batch]
    made = Seal(
        number=last.number + 1 if last else 1,
        ranges=_ranges(ids),
        gaps=_gaps(known, ids, highest),
        highest=max(highest, *ids),
        event_count=len(batch),
        previous_hash=last.hash if last else GENESIS,
        sealed_at=clock.now(),
    )
    made.hash = _digest(made, batch)
    made.save(force_insert=True)
    return len(batch)


def _late(known: Iterable[Gap]) -> list[Event]:
    """Events that came into known gaps, oldest first; no more than a batch of them."""
    found: list[Event] = []
    for first, end, _ in known:
        found += Event.objects.filter(id__range=(first, end)).order_by("id")[: BATCH - len(found)]
    return found


def _waiting(last: Seal | None) -> list[Gap]:
    """The gaps that may still be filled."""
    oldest = clock.now() - GAP_LIFETIME
    return [(first, end, seen) for first, end, seen in last.gaps if _instant(seen) > oldest] if last else []


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _gaps(known: Iterable[Gap], sealed: Sequence[int], highest: int) -> list[Gap]:
    """Known gaps less what came, and the holes of this batch. `sealed` is in ascending order."""
    found = [(*part, seen) for first, end, seen in known for part in _holes(first - 1, sealed, end + 1)]
    if sealed[-1] > highest:
        now = clock.now().isoformat()
        found += [(*part, now) for part in _holes(highest, sealed, sealed[-1])]
    return found


def _holes(low: int, there: Sequence[int], high: int) -> list[Range]:
    """What lies strictly between `low` and `high` and is not among `there`, as [first, last] pairs."""
    edges = [low, *(number for number in there if low < number < high), high]
    return [(before + 1, after - 1) for before, after in pairwise(edges) if after - before > 1]


def _ranges(ids: Iterable[int]) -> list[Range]:
    found: list[list[int]] = []
    for number in sorted(ids):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [(start, end) for start, end in found]


def _digest(seal: Seal, events: Iterable[Event]) -> str:
    """SHA-256 over what the seal says of itself, the hash before it included, and a line for each event."""
    told = [
        seal.number, seal.previous_hash, seal.ranges, seal.gaps, seal.highest, seal.event_count,
        seal.sealed_at.astimezone(clock.OFFICIAL_ZONE).isoformat(),
    ]  # fmt: skip
    digest = hashlib.sha256(json.dumps(told, separators=(",", ":")).encode() + b"\n")
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
        if len(events) != one.event_count or _digest(one, events) != one.hash:
            verdict.problems.append(f"niêm {one.number}: sự kiện hoặc niêm đã bị sửa, xóa hoặc thêm")
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
    low = [LOWEST, *(end for _, end in ranges)]
    holes = [(end + 1, start - 1) for end, (start, _) in zip(low, ranges, strict=False) if start - end > 1]
    expected = Q(pk__in=[])
    for first, end, _ in _waiting(last):
        expected |= Q(id__range=(first, end))
    found: list[int] = []
    for hole in holes:
        strange = Event.objects.filter(id__range=hole).exclude(expected).order_by("id")
        found += strange.values_list("id", flat=True)[: MOST_STRANGERS - len(found)]
    return [f"sự kiện {number} nằm ngoài mọi niêm" for number in found]
