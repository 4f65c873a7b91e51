"""A task's events as its page prints them, newest first, and whether the log that holds them is sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.foundation import events
from thuocdo.foundation.models import Event, Seal
from thuocdo.interface.formats import day_text, number_text
from thuocdo.tasks import labels, replay
from thuocdo.tasks.models import Task
from thuocdo.tasks.rules.states import Act

WORDS = dict(labels.ACT) | {
    replay.AMENDED: gettext_lazy("Sửa dự thảo"),
    replay.NAMED: gettext_lazy("Cử người chịu trách nhiệm"),
}
SIGN = {
    Act.CREATED.value: "none", Act.ASSIGNED.value: "assigned", Act.ACCEPTED.value: "done",
    Act.HANDED_BACK.value: "returned", Act.STARTED.value: "open", Act.PROGRESSED.value: "open",
    Act.REPORTED.value: "reported", Act.VERIFIED.value: "done", Act.RETURNED.value: "returned",
    Act.EXTENSION_REQUESTED.value: "moved", Act.EXTENSION_GRANTED.value: "moved",
    Act.EXTENSION_REFUSED.value: "moved", Act.SUSPENDED.value: "paused", Act.RESUMED.value: "open",
    Act.CANCELLED.value: "cancelled", Act.CLOSED.value: "done",
}  # fmt: skip
TONE = {
    Act.HANDED_BACK.value: "hot",
    Act.RETURNED.value: "hot",
    Act.EXTENSION_REFUSED.value: "hot",
    Act.CANCELLED.value: "hot",
    Act.ACCEPTED.value: "good",
    Act.VERIFIED.value: "good",
    Act.CLOSED.value: "good",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One event: its day, sign and tone, what happened, in whose words, and by whom."""

    on: date
    sign: str
    tone: str
    what: str
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class SealState:
    """How many of the events a seal covers, and when the newest of those seals was made."""

    sealed: int
    total: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events of one task."""

    lines: list[Line]
    seal: SealState


def timeline(task: Task) -> Timeline:
    """The history of a task; two queries."""
    rows = list(events.history(replay.OBJECT_TYPE, task.uuid))
    return Timeline([_line(row) for row in reversed(rows)], _seal_state(rows))


def _line(row: Event) -> Line:
    told = row.payload
    note = str(told.get("reason") or told.get("note") or "")
    period = _(" kỳ {period}").format(period=told["period"]) if told.get("period") else ""
    what = f"{WORDS.get(row.kind, row.kind)}{period}{_more(row.kind, told)}"
    return Line(row.on, SIGN.get(row.kind, "open"), TONE.get(row.kind, ""), what, note, row.actor_title)


def _more(kind: str, told: dict[str, Any]) -> str:
    """What the act carried, beside its reason or note."""
    if told.get("to"):
        return _(" đến {day}").format(day=day_text(replay.day_of(told["to"])))
    if kind == Act.PROGRESSED.value and told.get("percent") is not None:
        return f": {number_text(told['percent'])} %"
    if kind == Act.REPORTED.value:
        return _(", kèm {n} minh chứng").format(n=len(told.get("evidence", ())))
    if kind == replay.NAMED and told.get("accountable_person"):
        return f": {told['accountable_person']}"
    return ""


def _seal_state(rows: Iterable[Event]) -> SealState:
    listed = list(rows)
    last = Seal.objects.order_by("-number").first()
    if last is None:
        return SealState(0, len(listed), None)
    gaps = [(first, end) for first, end, *_rest in last.gaps]
    sealed = [
        row for row in listed if row.pk <= last.highest and not any(first <= row.pk <= end for first, end in gaps)
    ]
    return SealState(len(sealed), len(listed), last.sealed_at)
